//! Today's figures, each with yesterday's for measure.

use super::wording;
use crate::{i18n::use_lang, plural, t};
use domain::{
    Lang, format,
    view::{DashboardView, Figures},
};
use leptos::prelude::*;

/// Which rows of [`wording::rows`] stand on the wall clock: requests, agreed, delivered, amount, commission.
const SHOWN: [usize; 5] = [0, 1, 3, 6, 7];

/// Since midnight.
#[component]
pub fn Today(board: Memo<DashboardView>) -> impl IntoView {
    let lang = use_lang();
    let figures = Memo::new(move |_| {
        board.with(|b| {
            // The last day is today.
            let yesterday = b
                .daily
                .iter()
                .rev()
                .nth(1)
                .map(|d| d.figures)
                .unwrap_or_default();
            (b.today, yesterday)
        })
    });
    let open = Memo::new(move |_| board.with(|b| b.open));
    let date = Memo::new(move |_| board.with(|b| format::date(lang, b.now, b.now)));
    view! {
        <section class="dashboard__part" aria-labelledby="today">
            <h2 id="today">{move || t!(lang, dashboard.today, date = date.get())}</h2>
            {move || figures_of_day(lang, figures.get())}
            <p class="quiet">{move || plural!(lang, open.get(), dashboard.open_singular, dashboard.open_plural)}</p>
        </section>
    }
}

fn figures_of_day(lang: Lang, (today, yesterday): (Figures, Figures)) -> impl IntoView {
    let (now, before) = (wording::rows(lang, &today), wording::rows(lang, &yesterday));
    let figures = SHOWN.map(|at| {
        let (name, _, value) = now[at].clone();
        figure(
            name,
            value,
            t!(lang, dashboard.yesterday, value = before[at].2.clone()),
        )
    });
    view! { <dl class="figures">{figures.into_iter().collect_view()}</dl> }
}

/// One figure of a `dl.figures`.
pub fn figure(name: String, value: String, note: String) -> impl IntoView {
    view! {
        <div class="figure">
            <dt class="figure__label">{name}</dt>
            <dd class="figure__value">{value}</dd>
            <dd class="figure__note">{note}</dd>
        </div>
    }
}
