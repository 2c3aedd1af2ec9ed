//! The network's dashboard: every loge on a line, and their sum. Each line leads to the loge's own dashboard.

use super::{
    api::network,
    board::{Board, asked_period, tick},
    live_state::Live,
    period::periods,
    today::figure,
    wording,
};
use crate::{
    features::lodge::title,
    form::use_refresh,
    i18n::use_lang,
    live::{LiveState, follow},
    meta::PageMeta,
    t,
};
use domain::{
    Lang, format,
    view::{Figures, NetworkLine, NetworkView},
};
use leptos::prelude::*;

/// Rows of [`wording::rows`] shown of each loge: requests, agreed, delivered, amount, commission.
const SHOWN: [usize; 5] = [0, 1, 3, 6, 7];

/// `/reseau`
#[component]
pub fn NetworkPage() -> impl IntoView {
    let (period, refresh) = (asked_period(), use_refresh());
    let data = Resource::new_blocking(
        move || (period.get(), refresh.get()),
        |(period, _)| network(period),
    );
    let live = follow("network=1".to_owned());
    tick();
    view! { <Board resource=data view=move |board| view! { <Network board live/> }.into_any()/> }
}

#[component]
fn Network(board: Memo<NetworkView>, live: Signal<LiveState>) -> impl IntoView {
    let lang = use_lang();
    let heading = t!(lang, dashboard.network_title);
    let now = Memo::new(move |_| board.with(|b| b.now));
    let date = Memo::new(move |_| format::date(lang, now.get(), now.get()));
    let today = Memo::new(move |_| board.with(|b| b.today));
    let days = Memo::new(move |_| board.with(|b| b.days));
    let lines = Memo::new(move |_| board.with(|b| (b.lodges.clone(), b.period)));
    view! {
        <PageMeta title=heading.clone()/>
        <div class="page">
            <header class="dashboard-head">
                <h1>{heading}</h1>
                <Live state=live now/>
            </header>
            <div class="dashboard">
                <section class="dashboard__part" aria-labelledby="today">
                    <h2 id="today">{move || t!(lang, dashboard.today, date = date.get())}</h2>
                    {move || totals(lang, &today.get())}
                </section>
                <section class="dashboard__part" aria-labelledby="lodges">
                    <h2 id="lodges">{t!(lang, dashboard.lodges)}</h2>
                    {move || periods(lang, &lang.path("/reseau"), days.get())}
                    {move || lines.with(|(lodges, sum)| table(lang, lodges, sum))}
                </section>
            </div>
        </div>
    }
}

fn totals(lang: Lang, today: &Figures) -> impl IntoView + use<> {
    let rows = wording::rows(lang, today);
    let figures = SHOWN.map(|at| figure(rows[at].0.clone(), rows[at].2.clone(), String::new()));
    view! { <dl class="figures">{figures.into_iter().collect_view()}</dl> }
}

fn table(lang: Lang, lodges: &[NetworkLine], sum: &Figures) -> impl IntoView + use<> {
    let columns: Vec<String> = SHOWN
        .iter()
        .map(|at| wording::rows(lang, sum)[*at].0.clone())
        .collect();
    let waiting = t!(lang, dashboard.to_follow);
    let heads = columns.iter().cloned().chain([waiting.clone()]);
    let heads = heads
        .map(|name| view! { <th scope="col" class="number">{name}</th> })
        .collect_view();
    let rows = lodges
        .iter()
        .map(|line| row(lang, line, &columns, &waiting))
        .collect_view();
    let needs = lodges.iter().map(|line| u64::from(line.needs)).sum();
    view! {
        <div class="card table-wrap">
            <table class="table table--stacked">
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, dashboard.lodge)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{t!(lang, dashboard.all_lodges)}</th>
                        {values(lang, sum, &columns)}
                        <td class="number" data-label=waiting>{format::count(lang, needs)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

fn row(lang: Lang, line: &NetworkLine, columns: &[String], waiting: &str) -> impl IntoView + use<> {
    let href = lang.path(&format!("/loges/{}/tableau", line.card.lodge.slug));
    let needs = format::count(lang, u64::from(line.needs));
    let needs = if line.needs > 0 {
        view! { <span class="tag tag--now">{needs}</span> }.into_any()
    } else {
        needs.into_any()
    };
    view! {
        <tr>
            <th scope="row"><a href=href>{title(lang, &line.card.lodge)}</a></th>
            {values(lang, &line.period, columns)}
            <td class="number" data-label=waiting.to_owned()>{needs}</td>
        </tr>
    }
}

fn values(lang: Lang, figures: &Figures, columns: &[String]) -> impl IntoView + use<> {
    let rows = wording::rows(lang, figures);
    let cells = SHOWN.iter().zip(columns);
    cells.map(|(at, name)| view! { <td class="number" data-label=name.clone()>{rows[*at].2.clone()}</td> }).collect_view()
}
