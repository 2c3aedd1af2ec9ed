//! A quote in the conversation: what is proposed, where the money would go, who has said yes.

use super::{
    api::{AcceptQuote, EndQuote},
    wording::{name_of, quote_end, soon},
};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{CoinsBar, ErrorSummary, Submit, words},
};
use domain::{
    Lang, Party, Timestamp,
    booking::Event,
    format,
    listing::RateUnit,
    quote::QuoteState,
    view::{BookingView, QuoteView},
};
use leptos::prelude::*;

/// A quote; its buttons while it is on the table.
#[component]
pub(super) fn QuoteCard(quote: QuoteView, b: BookingView, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let open = b.open_quote == Some(quote.id);
    let state = match quote.state {
        QuoteState::Agreed => "accepted",
        _ if open => "open",
        _ => "closed",
    };
    let title = if quote.party == b.side {
        t!(lang, booking.quote.title_mine)
    } else {
        t!(lang, booking.quote.title, name = quote.author.name.clone())
    };
    let coins = (open || quote.state == QuoteState::Agreed).then(|| {
        view! { <CoinsBar shares=quote.shares provider=b.provider.name.clone() coordinator=b.coordinator.name.clone()/> }
    });
    let due = format::date_time(lang, quote.expires_at, now);
    let end = if open {
        Some(t!(lang, booking.quote.until, due))
    } else {
        quote_end(lang, &quote)
    };
    view! {
        <article class="quote" data-state=state id=open.then_some("proposition") tabindex=open.then_some("-1")>
            <header class="quote__head">
                <h3 class="quote__title">{title}</h3>
                <span class="price price--large">{format::money_short(lang, quote.shares.price)}</span>
            </header>
            <Terms quote=quote.clone() b=b.clone() now/>
            {coins}
            {end.map(|end| view! { <p class="quiet">{end}</p> })}
            {open.then(|| view! { <Answers quote b now/> })}
        </article>
    }
}

#[component]
fn Terms(quote: QuoteView, b: BookingView, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let many = quote.quantity > 1 || quote.unit != RateUnit::Job;
    let price = many.then(|| {
        let rate = words::rate(lang, quote.unit_price, quote.unit);
        t!(lang, booking.quote.price_of, n = quote.quantity, rate)
    });
    let line = |name: String, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <dl class="facts facts--lines">
            {price.map(|price| line(t!(lang, booking.quote.price), price))}
            {line(t!(lang, booking.quote.when), format::date_time(lang, quote.slot.start, now))}
            {line(t!(lang, booking.quote.length), format::duration(lang, quote.slot.minutes))}
            {line(t!(lang, booking.quote.signed), signatures(lang, &quote, &b))}
        </dl>
        {(!quote.details.is_empty()).then(|| view! { <p class="bubble__text">{quote.details}</p> })}
    }
}

/// Who has said yes.
fn signatures(lang: Lang, quote: &QuoteView, b: &BookingView) -> String {
    let (r, p) = (name_of(b, Party::Resident), name_of(b, Party::Provider));
    match (quote.resident_signed, quote.provider_signed) {
        (true, true) => t!(lang, booking.quote.signed_both, r, p),
        (true, false) => t!(lang, booking.quote.signed_one, name = r, other = p),
        (false, true) => t!(lang, booking.quote.signed_one, name = p, other = r),
        (false, false) => t!(lang, booking.quote.signed_none, r, p),
    }
}

/// Yes to exactly this content; no; or one's own taken back.
#[component]
fn Answers(quote: QuoteView, b: BookingView, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let price = format::money_short(lang, quote.shares.price);
    let slot = soon(lang, quote.slot.start, now);
    let ids = (b.id.to_string(), quote.id.to_string());
    let signed = ids.clone();
    let no = if quote.party == b.side {
        t!(lang, booking.quote.withdraw)
    } else if b.side == Party::Coordinator {
        t!(lang, booking.quote.withdraw_for)
    } else {
        t!(lang, booking.quote.decline)
    };
    let accept = quote.awaits_me.then(|| {
        view! {
            <Form action={ServerAction::<AcceptQuote>::new()} class="stack stack--tight">
                <input type="hidden" name="booking" value=signed.0/>
                <input type="hidden" name="quote" value=signed.1/>
                <input type="hidden" name="hash" value=quote.content_hash/>
                <ErrorSummary/>
                <Submit class="button--tile">{t!(lang, booking.quote.accept, price, slot)}</Submit>
            </Form>
        }
    });
    let end = b.actions.contains(&Event::EndQuote).then(move || {
        view! {
            <Form action={ServerAction::<EndQuote>::new()} class="stack stack--tight">
                <input type="hidden" name="booking" value=ids.0/>
                <input type="hidden" name="quote" value=ids.1/>
                <ErrorSummary/>
                <Submit class="button--secondary">{no}</Submit>
            </Form>
        }
    });
    view! { <div class="buttons">{accept} {end}</div> }
}
