//! Charts drawn on the server as SVG, each with a table of the same figures beside it.
//!
//! Bars are placed in percentages without a viewBox, so that words keep their size; lines live in a stretched inner SVG.

use crate::{i18n::use_lang, t};
use leptos::prelude::*;

/// Height of the plot and of the whole drawing in pixels; `style/components/chart.css` gives the same.
const PLOT: i64 = 172;
const TOP: i64 = 28;

/// One figure: its name, its size, how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPoint {
    /// What it is about (a day).
    pub label: String,
    /// Its size, 0 or more.
    pub value: i64,
    /// As written.
    pub text: String,
}

/// `part` of `whole` as `12.34%`.
pub(super) fn percent(part: i64, whole: i64) -> String {
    let hundredths = part.saturating_mul(10_000) / whole.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Every how many labels fit under `n` figures.
const fn every(n: usize) -> usize {
    if n <= 8 { 1 } else { n.div_ceil(5) }
}

fn size(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The same figures for readers and for people who prefer a table.
fn table(columns: (String, String), points: &[ChartPoint]) -> impl IntoView + use<> {
    let lang = use_lang();
    let (first, second) = columns;
    let rows = points
        .iter()
        .map(|p| {
            view! {
                <tr>
                    <th scope="row">{p.label.clone()}</th>
                    <td class="number">{p.text.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>{t!(lang, ui.figures)}</summary>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{first}</th>
                            <th scope="col" class="number">
                                {second}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn frame(
    title: String,
    drawing: AnyView,
    columns: (String, String),
    points: &[ChartPoint],
) -> impl IntoView + use<> {
    let said = title.clone();
    let table = table(columns, points);
    view! {
        <section class="card chart">
            <h2 class="card__title">{title}</h2>
            <svg class="chart__svg" role="img" aria-label=said>
                <line class="chart__axis" x1="0" x2="100%" y1=PLOT y2=PLOT></line>
                {drawing}
            </svg>
            {table}
        </section>
    }
}

/// Bars side by side.
#[component]
pub fn BarChart(
    /// What it shows.
    #[prop(into)]
    title: String,
    /// Names of the two columns of the table.
    columns: (String, String),
    /// The figures, in order.
    points: Vec<ChartPoint>,
) -> impl IntoView {
    let n = size(points.len());
    let most = points.iter().map(|p| p.value).max().unwrap_or(0).max(1);
    let step = every(points.len());
    let bars = points
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let at = size(i);
            let height = p.value * (PLOT - TOP) / most;
            let labelled = i % step == 0;
            view! {
                <rect
                    class="chart__bar"
                    x=percent(at * 5 + 1, n * 5)
                    y=PLOT - height
                    width=percent(3, n * 5)
                    height=height
                    rx="3"
                ></rect>
                {(step == 1)
                    .then(|| {
                        view! {
                            <text class="chart__value" text-anchor="middle" x=percent(at * 2 + 1, n * 2) y=PLOT - height - 7>
                                {p.text.clone()}
                            </text>
                        }
                    })}
                {labelled
                    .then(|| {
                        view! {
                            <text text-anchor="middle" x=percent(at * 2 + 1, n * 2) y=PLOT + 22>
                                {p.label.clone()}
                            </text>
                        }
                    })}
            }
        })
        .collect_view()
        .into_any();
    frame(title, bars, columns, &points)
}

/// A line over time.
#[component]
pub fn LineChart(
    /// What it shows.
    #[prop(into)]
    title: String,
    /// Names of the two columns of the table.
    columns: (String, String),
    /// The figures, in order.
    points: Vec<ChartPoint>,
) -> impl IntoView {
    let most = points.iter().map(|p| p.value).max().unwrap_or(0).max(1);
    let last = size(points.len()).saturating_sub(1).max(1);
    let line = points
        .iter()
        .enumerate()
        .map(|(i, p)| {
            format!(
                "{},{}",
                size(i) * 1_000 / last,
                1_000 - p.value * 900 / most
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let ends = points.first().zip(points.last()).map(|(a, z)| {
        view! {
            <text x="0" y=PLOT + 22>
                {a.label.clone()}
            </text>
            <text x="100%" y=PLOT + 22 text-anchor="end">
                {z.label.clone()}
            </text>
        }
    });
    let drawing = view! {
        <svg width="100%" height=PLOT viewBox="0 0 1000 1000" preserveAspectRatio="none">
            <polygon class="chart__area" points=format!("0,1000 {line} 1000,1000")></polygon>
            <polyline class="chart__line" points=line></polyline>
        </svg>
        {ends}
    }
    .into_any();
    frame(title, drawing, columns, &points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_never_leave_the_bar() {
        assert_eq!(percent(1_040, 1_300), "80.00%");
        assert_eq!(percent(1, 3), "33.33%");
        assert_eq!(percent(0, 0), "0.00%");
    }

    #[test]
    fn few_labels_are_all_shown_and_many_thinned() {
        assert_eq!(every(7), 1);
        assert_eq!(90_usize.div_ceil(every(90)), 5);
    }
}
