//! "My missions": those that wait for the reader first, then those under way, then those that are over.

use super::{api::bookings, wording};
use crate::{
    form::use_refresh,
    i18n::use_lang,
    load::Load,
    meta::PageMeta,
    t,
    ui::{EmptyState, Portrait, PortraitSize, words},
};
use domain::{
    Lang, Party, Timestamp, format,
    view::{BookingLine, BookingsView},
};
use leptos::prelude::*;

/// `/missions`
#[component]
pub fn BookingsPage() -> impl IntoView {
    let refresh = use_refresh();
    let data = Resource::new_blocking(move || refresh.get(), |_| bookings());
    view! {
        <Load resource=data view=move |(view, now): (BookingsView, Timestamp)| {
            view! { <Missions view now/> }.into_any()
        }/>
    }
}

#[component]
fn Missions(view: BookingsView, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let title = t!(lang, booking.list.title);
    let (waiting, open): (Vec<_>, Vec<_>) =
        view.open.into_iter().partition(|line| line.waits_for_me);
    let nothing = waiting.is_empty() && open.is_empty() && view.over.is_empty();
    view! {
        <PageMeta title=title.clone()/>
        <div class="page page--reading">
            <header class="page-head"><h1>{title}</h1></header>
            {nothing.then(|| view! { <Nothing/> })}
            <Part title=t!(lang, booking.list.waiting) lines=waiting now/>
            <Part title=t!(lang, booking.list.open) lines=open now/>
            <Part title=t!(lang, booking.list.over) lines=view.over now/>
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let lang = use_lang();
    view! {
        <EmptyState icon="handshake" title=t!(lang, booking.list.empty_title)>
            <p>{t!(lang, booking.list.empty_text)}</p>
            <div class="buttons">
                <a class="button" href=lang.path("/loges")>{t!(lang, booking.list.empty_action)}</a>
            </div>
        </EmptyState>
    }
}

/// One part of the list; nothing when it is empty.
#[component]
fn Part(title: String, lines: Vec<BookingLine>, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="section">
                <div class="section__head"><h2>{title}</h2></div>
                <ul class="mission-list">
                    {lines.into_iter().map(|line| row(lang, line, now)).collect_view()}
                </ul>
            </section>
        }
    })
}

fn row(lang: Lang, line: BookingLine, now: Timestamp) -> impl IntoView + use<> {
    let name = line.other.name.clone();
    let with = match line.side {
        Party::Provider => t!(lang, booking.list.for_name, name),
        _ => t!(lang, booking.list.with_name, name),
    };
    let when = wording::slot(lang, line.slot, now);
    let due = line.due_at.filter(|_| line.waits_for_me).map(|due| {
        let due = format::date_time(lang, due, now);
        view! { <p class="quiet">{t!(lang, booking.list.due, due)}</p> }
    });
    let state = wording::state(lang, line.state);
    view! {
        <li>
            <article class="card card--link mission-row">
                <Portrait name=line.other.portrait size=PortraitSize::Small/>
                <div class="mission-row__body">
                    <h3 class="mission-row__title">
                        <a class="card__link" href=lang.path(&format!("/missions/{}", line.id))>
                            {words::skill(lang, &line.skill)}
                        </a>
                    </h3>
                    <p class="quiet">{format!("{with} · {when}")}</p>
                    {due}
                </div>
                <div class="mission-row__end">
                    {line.waits_for_me.then(|| view! { <span class="tag tag--now">{t!(lang, booking.list.your_turn)}</span> })}
                    <span class="tag">{state}</span>
                    {line.price.map(|price| view! { <span class="price">{format::money_short(lang, price)}</span> })}
                </div>
            </article>
        </li>
    }
}
