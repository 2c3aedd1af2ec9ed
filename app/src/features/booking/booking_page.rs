//! The page of a mission: what happens now, its life, the money, the conversation.
//!
//! It is read again at each event. Forms in which somebody writes stay as they are meanwhile: only what depends on the
//! mission is rendered again.

use super::{
    api::{MissionView, booking},
    aside::{Contact, Facts, Money},
    conversation::Conversation,
    endings::Endings,
    now::{Visit, is_checking},
    now_sheet::NowSheet,
    review::Reviews,
    steps::steps,
    tip::Tips,
    wording,
};
use crate::{
    error::UiError,
    features::{lodge::params, site::ErrorPage},
    form::{Refresh, use_refresh},
    i18n::use_lang,
    live::follow,
    meta::PageMeta,
    t,
    ui::{Breadcrumbs, Portrait, Skeleton, Timeline, words},
};
use domain::Party;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::time::Duration;

/// How often the outcome of a payment is asked for, and how many times, when the bank has not told yet.
const CHECK_EVERY: Duration = Duration::from_secs(2);
const CHECKS: u32 = 15;

/// `/missions/:id`, with `?paiement=retour` or `?paiement=abandon` from the payment page.
#[component]
pub fn BookingPage() -> impl IntoView {
    let (id, query, refresh) = (params("id"), use_query_map(), use_refresh());
    let visit = Memo::new(move |_| Visit::of(query.with(|q| q.get("paiement")).as_deref()));
    let read = Resource::new_blocking(
        move || (id.get(), visit.get() != Visit::Plain, refresh.get()),
        |(id, back, _)| booking(id, back),
    );
    view! {
        <Transition fallback=|| view! { <Skeleton/> }>
            <Shown read visit/>
        </Transition>
    }
}

/// What the page shows: the mission, once it was read, even if reading it again fails for a while.
#[component]
fn Shown(read: Resource<Result<MissionView, UiError>>, visit: Memo<Visit>) -> impl IntoView {
    let latest = Memo::new(
        move |shown: Option<&Option<Result<MissionView, UiError>>>| {
            let shown = shown.cloned().flatten();
            match (read.get(), shown) {
                (
                    None | Some(Err(UiError::Unreachable | UiError::TooManyRequests)),
                    Some(shown),
                ) => Some(shown),
                (read, _) => read,
            }
        },
    );
    // Another mission is another page: its forms and its stream must not be those of the one before.
    let outcome = Memo::new(move |_| {
        let id = |read: &Result<MissionView, UiError>| match read {
            Ok(mission) => Ok(mission.booking.id),
            Err(error) => Err(error.clone()),
        };
        latest.with(|latest| latest.as_ref().map(id))
    });
    move || match outcome.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <ErrorPage error/> }.into_any(),
        Some(Ok(_)) => match latest.get_untracked() {
            Some(Ok(first)) => {
                let mission = Memo::new(move |_| {
                    latest
                        .get()
                        .and_then(Result::ok)
                        .unwrap_or_else(|| first.clone())
                });
                view! { <Mission mission visit/> }.into_any()
            }
            _ => ().into_any(),
        },
    }
}

#[component]
fn Mission(mission: Memo<MissionView>, visit: Memo<Visit>) -> impl IntoView {
    let lang = use_lang();
    let first = mission.get_untracked();
    let skill = words::skill(lang, &first.booking.skill);
    // How the stream stands is not shown: a page that is a little late is still true.
    follow(format!("booking={}", first.booking.id));
    poll(
        Memo::new(move |_| mission.with(|m| is_checking(m, visit.get()))),
        use_refresh(),
    );
    view! {
        <PageMeta title=skill.clone()/>
        <div class="page">
            <Breadcrumbs trail=vec![(lang.path("/missions"), t!(lang, booking.list.title))] here=skill/>
            {move || view! { <Head mission=mission.get()/> }}
            <div class="split split--early">
                <div class="split__main">
                    {move || view! { <NowSheet mission=mission.get() visit=visit.get()/> }}
                    <section>
                        <h2 class="hidden-text">{t!(lang, booking.steps.title)}</h2>
                        {move || mission.with(|m| view! { <Timeline steps=steps(lang, m)/> })}
                    </section>
                </div>
                <aside class="split__aside">
                    {move || view! { <Money mission=mission.get()/> }}
                    {move || view! { <Facts mission=mission.get()/> }}
                    <Contact mission=first/>
                </aside>
                <div class="split__main">
                    <Reviews mission/>
                    <Tips mission/>
                    <Conversation mission/>
                    <Endings mission/>
                </div>
            </div>
        </div>
    }
}

/// Asks again for a while, when the page is alive and the bank has not told yet.
fn poll(checking: Memo<bool>, refresh: Refresh) {
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        if !checking.get() {
            return;
        }
        let ask = move || {
            if asked.get_value() < CHECKS {
                asked.update_value(|n| *n += 1);
                refresh.now();
            }
        };
        if let Ok(timer) = set_interval_with_handle(ask, CHECK_EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// Who with, what, when.
#[component]
fn Head(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let b = mission.booking;
    let (r, p) = (b.resident.name.clone(), b.provider.name.clone());
    let (face, who) = match b.side {
        Party::Resident => (
            b.provider.clone(),
            t!(lang, booking.head.with_name, name = p),
        ),
        Party::Provider => (
            b.resident.clone(),
            t!(lang, booking.head.for_name, name = r),
        ),
        _ => (b.provider.clone(), t!(lang, booking.head.between, r, p)),
    };
    let when = wording::slot(lang, wording::slot_of(&b), mission.now);
    view! {
        <header class="mission-head">
            <Portrait name=face.portrait/>
            <div>
                <h1>{words::skill(lang, &b.skill)}</h1>
                <p>{format!("{who} · {when}")}</p>
            </div>
        </header>
    }
}
