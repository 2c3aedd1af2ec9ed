//! How many of those who ask go all the way.

use super::chart::{ChartPoint, percent};
use leptos::prelude::*;

/// Steps, each with its share of the first as a bar. Words and figures say it all; the bars only help.
#[component]
pub fn Funnel(
    /// The steps, the widest first.
    steps: Vec<ChartPoint>,
) -> impl IntoView {
    let all = steps.first().map_or(0, |s| s.value);
    let lines = steps
        .into_iter()
        .map(|step| {
            let rate = if all > 0 { format!("{}\u{a0}%", step.value * 100 / all) } else { String::new() };
            view! {
                <li class="funnel__step">
                    <span>{step.label}</span>
                    <span class="funnel__count">{step.text} <span class="funnel__rate">{rate}</span></span>
                    <svg class="funnel__bar" aria-hidden="true">
                        <rect class="chart__bar" width=percent(step.value, all) height="100%" rx="6"></rect>
                    </svg>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="funnel">{lines}</ol> }
}
