//! Beside the mission: where the money goes, when and where, whom to call.

use super::{
    api::MissionView,
    wording::{open_quote, slot_of},
};
use crate::{
    i18n::use_lang,
    t,
    ui::{CoinsBar, Icon, Portrait, PortraitSize, words},
};
use domain::{Party, format, view::Person};
use leptos::prelude::*;

/// *Où vont mes sous*: of the agreed price, else of the quote on the table; nothing before there is either.
#[component]
pub(super) fn Money(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let b = mission.booking;
    let agreed = b
        .agreement
        .as_ref()
        .map(|a| (a.shares, t!(lang, booking.money.agreed)));
    let shown =
        agreed.or_else(|| open_quote(&b).map(|q| (q.shares, t!(lang, booking.money.quoted))));
    shown.map(|(shares, caption)| {
        view! {
            <div class="card">
                <CoinsBar shares provider=b.provider.name coordinator=b.coordinator.name caption/>
            </div>
        }
    })
}

/// When, how long, where; and for whoever looks on, who the two sides are.
#[component]
pub(super) fn Facts(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let (b, now) = (mission.booking, mission.now);
    let slot = slot_of(&b);
    let when = slot.map_or_else(
        || t!(lang, booking.facts.to_agree),
        |s| format::date_time(lang, s.start, now),
    );
    let length = slot.map(|s| format::duration(lang, s.minutes));
    let sides = !matches!(b.side, Party::Resident | Party::Provider);
    view! {
        <section class="card">
            <h2 class="card__title">{t!(lang, booking.facts.title)}</h2>
            <dl class="facts">
                <div><Icon name="calendar-blank"/><dt>{t!(lang, booking.facts.when)}</dt><dd>{when}</dd></div>
                {length
                    .map(|length| {
                        view! { <div><Icon name="clock"/><dt>{t!(lang, booking.facts.length)}</dt><dd>{length}</dd></div> }
                    })}
                <div>
                    <Icon name="map-pin"/>
                    <dt>{t!(lang, booking.facts.place)}</dt>
                    <dd>{format!("{}, {}", b.address, b.commune)}</dd>
                </div>
            </dl>
            {sides
                .then(|| {
                    view! {
                        <h3 class="hidden-text">{t!(lang, booking.facts.sides)}</h3>
                        <ul class="stack stack--tight">
                            <Side person=b.resident.clone() does=t!(lang, booking.facts.asks)/>
                            <Side person=b.provider.clone() does=t!(lang, booking.facts.does)/>
                        </ul>
                    }
                })}
        </section>
    }
}

#[component]
fn Side(person: Person, does: String) -> impl IntoView {
    view! {
        <li class="row">
            <Portrait name=person.portrait size=PortraitSize::Small/>
            <span><b>{person.name}</b> " · " {does}</span>
        </li>
    }
}

/// The coordinator, a telephone call away.
#[component]
pub(super) fn Contact(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let b = mission.booking;
    let name = b.coordinator.name.clone();
    let text = match b.side {
        Party::Resident | Party::Provider => t!(lang, booking.contact.text, name),
        _ => t!(lang, booking.contact.text_watcher),
    };
    view! {
        <section class="card" id="contact" tabindex="-1">
            <div class="row">
                <Portrait name=b.coordinator.portrait size=PortraitSize::Small/>
                <h2 class="card__title">{t!(lang, booking.contact.title)}</h2>
            </div>
            <p>{text}</p>
            <a class="button button--secondary" href=words::phone_link(&b.phone)>
                <Icon name="phone"/>
                {t!(lang, booking.contact.call, phone = words::phone(&b.phone))}
            </a>
        </section>
    }
}
