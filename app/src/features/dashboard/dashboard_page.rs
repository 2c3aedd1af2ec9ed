//! A loge's dashboard: a quiet wall clock of the neighbourhood. Today, what needs somebody, what happened, then figures.

use super::{
    api::dashboard,
    board::{Board, asked_period, tick},
    feed::Feed,
    live_state::Live,
    needs::Needs,
    period::Period,
    today::Today,
};
use crate::{
    features::lodge::{params, title},
    form::use_refresh,
    i18n::{of_town, use_lang},
    live::{LiveState, follow},
    meta::PageMeta,
    t,
    ui::Icon,
};
use domain::view::DashboardView;
use leptos::prelude::*;

/// `/loges/:lodge/tableau`
#[component]
pub fn DashboardPage() -> impl IntoView {
    let (slug, period, refresh) = (params("lodge"), asked_period(), use_refresh());
    let data = Resource::new_blocking(
        move || (slug.get(), period.get(), refresh.get()),
        |(slug, period, _)| dashboard(slug, period),
    );
    // From one loge's dashboard to another's the page stays; the stream must not.
    let stream = RwSignal::new(Signal::stored(LiveState::Connecting));
    Effect::new(move |_| stream.set(follow(format!("lodge={}", slug.get()))));
    let live = Signal::derive(move || stream.get().get());
    tick();
    view! { <Board resource=data view=move |board| view! { <Dashboard board live/> }.into_any()/> }
}

#[component]
fn Dashboard(board: Memo<DashboardView>, live: Signal<LiveState>) -> impl IntoView {
    let lang = use_lang();
    let lodge = Memo::new(move |_| board.with(|b| b.lodge.clone()));
    let now = Memo::new(move |_| board.with(|b| b.now));
    let heading = move || t!(lang, dashboard.title, of = of_town(lang, &lodge.get()));
    view! {
        {move || view! { <PageMeta title=heading()/> }}
        <div class="page">
            <header class="dashboard-head">
                <div class="stack stack--tight">
                    <p class="page-head__eyebrow">
                        <Icon name="storefront"/>
                        <a href=move || lang.path(&format!("/loges/{}", lodge.get().slug))>{move || title(lang, &lodge.get())}</a>
                    </p>
                    <h1>{heading}</h1>
                </div>
                <Live state=live now/>
            </header>
            <div class="dashboard">
                <Today board/>
                <div class="dashboard__pair">
                    <Needs board/>
                    <Feed board/>
                </div>
                <Period board/>
            </div>
        </div>
    }
}
