//! The figures of a period: how far requests go, how it compares with the period before, day by day.

use super::wording;
use crate::{
    i18n::use_lang,
    t,
    ui::{BarChart, ChartPoint, Funnel, LineChart},
};
use domain::{
    Lang, format,
    view::{DashboardView, DayFigures, Figures},
};
use leptos::prelude::*;

/// Periods offered, in days.
const PERIODS: [u32; 3] = [7, 30, 90];
/// Rows of [`wording::rows`] that are amounts of money.
const MONEY_FROM: usize = 6;

/// The period chosen in the address.
#[component]
pub fn Period(board: Memo<DashboardView>) -> impl IntoView {
    let lang = use_lang();
    let days = Memo::new(move |_| board.with(|b| b.days));
    let path =
        Memo::new(move |_| board.with(|b| lang.path(&format!("/loges/{}/tableau", b.lodge.slug))));
    let figures = Memo::new(move |_| board.with(|b| (b.period, b.previous)));
    let daily = Memo::new(move |_| board.with(|b| b.daily.clone()));
    view! {
        <section class="dashboard__part" aria-labelledby="period">
            <h2 id="period">{t!(lang, dashboard.period)}</h2>
            {move || periods(lang, &path.get(), days.get())}
            <div class="dashboard__pair">
                <section class="card">
                    <h3 class="card__title">{t!(lang, dashboard.funnel)}</h3>
                    {move || view! { <Funnel steps=steps(lang, &figures.get().0)/> }}
                    <p class="card__foot">{t!(lang, dashboard.funnel_note)}</p>
                </section>
                <section class="card">
                    <h3 class="card__title">{t!(lang, dashboard.compared)}</h3>
                    {move || compared(lang, &figures.get())}
                </section>
            </div>
            <div class="dashboard__pair">{move || charts(lang, &daily.get())}</div>
        </section>
    }
}

/// Links to the periods. They keep the place on the page.
pub fn periods(lang: Lang, path: &str, chosen: u32) -> impl IntoView + use<> {
    let links = PERIODS.map(|days| {
        let current = (days == chosen).then_some("page");
        view! {
            <a href=format!("{path}?jours={days}") aria-current=current data-noscroll="">
                {t!(lang, dashboard.last_days, days = days)}
            </a>
        }
    });
    view! { <nav class="tabs" aria-label=t!(lang, dashboard.period)>{links.into_iter().collect_view()}</nav> }
}

fn steps(lang: Lang, figures: &Figures) -> Vec<ChartPoint> {
    let rows = wording::rows(lang, figures).into_iter().take(MONEY_FROM);
    rows.map(|(label, value, text)| ChartPoint { label, value, text })
        .collect()
}

/// Each figure with the period before's beside it and the difference below.
fn compared(lang: Lang, (period, previous): &(Figures, Figures)) -> impl IntoView + use<> {
    let rows = wording::rows(lang, period)
        .into_iter()
        .zip(wording::rows(lang, previous))
        .enumerate();
    let rows = rows
        .map(|(at, ((name, value, text), (_, before, text_before)))| {
            let difference = wording::difference(lang, at >= MONEY_FROM, value - before);
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="number">{text} <br/> <span class="quiet">{difference}</span></td>
                    <td class="number">{text_before}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, dashboard.figure_name)}</th>
                        <th scope="col" class="number">{t!(lang, dashboard.this_period)}</th>
                        <th scope="col" class="number">{t!(lang, dashboard.previous_period)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn charts(lang: Lang, daily: &[DayFigures]) -> impl IntoView + use<> {
    let point = |day: &DayFigures, value: i64, text: String| ChartPoint {
        label: wording::short_day(day.day),
        value,
        text,
    };
    let requests = daily.iter().map(|day| {
        let n = day.figures.requests;
        point(day, i64::from(n), format::count(lang, u64::from(n)))
    });
    let amounts = daily.iter().map(|day| {
        let amount = day.figures.captured_amount;
        point(day, amount.0, format::money(lang, amount))
    });
    let day = t!(lang, dashboard.day);
    view! {
        <BarChart
            title=t!(lang, dashboard.daily_requests)
            columns=(day.clone(), t!(lang, dashboard.figure.requests))
            points=requests.collect()
        />
        <LineChart
            title=t!(lang, dashboard.daily_amount)
            columns=(day, t!(lang, dashboard.figure.amount))
            points=amounts.collect()
        />
    }
}
