//! The sheet at the head of a mission, with the one button that matters now.

use super::{
    api::{ConfirmBooking, DeliverBooking, MissionView, PayBooking},
    now::{Visit, is_checking, now},
    wording::shares,
};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{ErrorSummary, Notice, Submit, Tone},
};
use domain::{
    Lang, Party,
    booking::{Event, StateKind},
    format,
    view::{BookingView, PaymentStatus},
};
use leptos::prelude::*;

/// What happens now, by when, and what if not.
#[component]
pub(super) fn NowSheet(mission: MissionView, visit: Visit) -> impl IntoView {
    let lang = use_lang();
    let sheet = now(lang, &mission, visit);
    let checking = is_checking(&mission, visit);
    let deadline = sheet.deadline;
    view! {
        <div role="status">
            <Notice tone=sheet.tone title=sheet.title>
                <p>{sheet.text}</p>
                {(!deadline.is_empty()).then(|| view! { <p class="notice__deadline">{deadline}</p> })}
                <Buttons b=mission.booking turn=sheet.tone == Tone::Now checking/>
            </Notice>
        </div>
    }
}

#[component]
fn Buttons(b: BookingView, turn: bool, checking: bool) -> impl IntoView {
    let lang = use_lang();
    if checking {
        return view! { <Checking b/> }.into_any();
    }
    match (b.state, b.side) {
        (StateKind::Requested, _) if turn => view! { <Answers b/> }.into_any(),
        (
            StateKind::Agreed | StateKind::AwaitingPayment | StateKind::ActionNeeded,
            Party::Resident,
        ) => view! { <Pay b/> }.into_any(),
        (StateKind::Held, _) if b.actions.contains(&Event::Deliver) => {
            view! { <Deliver b turn/> }.into_any()
        }
        (StateKind::Delivered, Party::Resident) => view! { <Confirm b/> }.into_any(),
        (StateKind::Paid, _) if turn => {
            link("#avis", t!(lang, booking.now.write_review), "button--tile")
        }
        (state, Party::Resident) if state.is_freed() => {
            let search = format!("/loges/{}/services?savoir={}", b.lodge.slug, b.skill);
            link(
                &lang.path(&search),
                t!(lang, booking.now.again),
                "button--secondary",
            )
        }
        _ => ().into_any(),
    }
}

fn link(href: &str, words: String, class: &str) -> AnyView {
    view! { <div class="buttons"><a class=format!("button {class}") href=href.to_owned()>{words}</a></div> }.into_any()
}

/// A request waits for an answer: the quote on the table is further down, with its shares; or there is none yet.
#[component]
fn Answers(b: BookingView) -> impl IntoView {
    let lang = use_lang();
    if b.open_quote.is_some() {
        return link(
            "#proposition",
            t!(lang, booking.now.read_quote),
            "button--tile",
        );
    }
    view! {
        <div class="buttons">
            <a class="button button--tile" href="#f-message" rel="external">{t!(lang, booking.now.answer)}</a>
            <a class="button button--tile-secondary" href="#proposer" rel="external">{t!(lang, booking.quote.new)}</a>
        </div>
    }
    .into_any()
}

/// The outcome is not known yet: the page asks again by itself when it can.
#[component]
fn Checking(b: BookingView) -> impl IntoView {
    let lang = use_lang();
    let here = lang.path(&format!("/missions/{}?paiement=retour", b.id));
    view! {
        <div class="buttons">
            <a class="button button--secondary" rel="external" href=here>{t!(lang, booking.money.reload)}</a>
        </div>
    }
}

fn pay_words(lang: Lang, b: &BookingView) -> String {
    let status = b.payment.as_ref().map(|p| p.status);
    match (b.state, status) {
        (StateKind::ActionNeeded, _) | (_, Some(PaymentStatus::Declined)) => {
            t!(lang, booking.money.pay_again)
        }
        (StateKind::AwaitingPayment, _) | (_, Some(PaymentStatus::Abandoned)) => {
            t!(lang, booking.money.pay_resume)
        }
        _ => {
            let price = shares(b)
                .map(|s| format::money_short(lang, s.price))
                .unwrap_or_default();
            t!(lang, booking.money.pay, price)
        }
    }
}

#[component]
fn Pay(b: BookingView) -> impl IntoView {
    let lang = use_lang();
    let words = pay_words(lang, &b);
    view! {
        <Form action={ServerAction::<PayBooking>::new()} class="stack stack--tight">
            <input type="hidden" name="booking" value=b.id.to_string()/>
            <input type="hidden" name="lang" value=lang.code()/>
            <ErrorSummary/>
            <div class="buttons"><Submit class="button--tile">{words}</Submit></div>
        </Form>
    }
}

#[component]
fn Deliver(b: BookingView, turn: bool) -> impl IntoView {
    let lang = use_lang();
    let class = if turn { "button--tile" } else { "" };
    view! {
        <Form action={ServerAction::<DeliverBooking>::new()} class="stack stack--tight">
            <input type="hidden" name="booking" value=b.id.to_string()/>
            <ErrorSummary/>
            <div class="buttons"><Submit class>{t!(lang, booking.act.deliver)}</Submit></div>
        </Form>
    }
}

#[component]
fn Confirm(b: BookingView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Form action={ServerAction::<ConfirmBooking>::new()} class="stack stack--tight">
            <input type="hidden" name="booking" value=b.id.to_string()/>
            <ErrorSummary/>
            <div class="buttons">
                <Submit class="button--tile">{t!(lang, booking.act.confirm)}</Submit>
                <a class="button button--tile-secondary" href="#contact" rel="external">{t!(lang, booking.act.problem)}</a>
            </div>
        </Form>
    }
}
