//! The conversation of a mission: the request, messages, quotes and steps, then the forms to answer.

use super::{
    api::MissionView, quote_card::QuoteCard, quote_form::QuoteForm, reply_form::ReplyForm,
    wording::name_of,
};
use crate::{
    i18n::use_lang,
    t,
    ui::{Portrait, PortraitSize},
};
use domain::{
    Lang, Party, Timestamp,
    booking::Event,
    format,
    view::{BookingView, Person, ThreadItem},
};
use leptos::prelude::*;

/// Everything said so far, oldest first, and the forms. The forms stay while the rest is read again.
#[component]
pub(super) fn Conversation(mission: Memo<MissionView>) -> impl IntoView {
    let lang = use_lang();
    let may = move |event: Event| {
        Memo::new(move |_| mission.with(|m| m.booking.actions.contains(&event)))
    };
    let (may_write, may_quote) = (may(Event::Write), may(Event::PutQuote));
    view! {
        <section id="conversation">
            <div class="section__head"><h2>{t!(lang, booking.thread.title)}</h2></div>
            <div class="stack stack--loose">
                {move || view! { <Thread mission=mission.get()/> }}
                <Show when=move || may_write.get()>
                    <ReplyForm mission=mission.get_untracked()/>
                </Show>
                <Show when=move || may_quote.get()>
                    <QuoteForm mission/>
                </Show>
            </div>
        </section>
    }
}

#[component]
fn Thread(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let (b, now) = (mission.booking, mission.now);
    let asked = Said {
        author: b.resident.clone(),
        party: Party::Resident,
        on_behalf_of: None,
        body: b.what.clone(),
        at: b.created_at,
    };
    let items = b
        .thread
        .iter()
        .cloned()
        .map(|item| match item {
            ThreadItem::Message {
                author,
                party,
                on_behalf_of,
                body,
                at,
            } => bubble(
                lang,
                &b,
                now,
                Said {
                    author,
                    party,
                    on_behalf_of,
                    body,
                    at,
                },
            )
            .into_any(),
            ThreadItem::Quote(quote) => {
                view! { <QuoteCard quote=*quote b=b.clone() now/> }.into_any()
            }
            ThreadItem::Step { event, party, .. } => step(lang, &b, event, party).into_any(),
        })
        .collect_view();
    view! { <div class="thread">{bubble(lang, &b, now, asked)} {items}</div> }
}

/// Words of somebody.
struct Said {
    author: Person,
    party: Party,
    on_behalf_of: Option<Party>,
    body: String,
    at: Timestamp,
}

fn bubble(lang: Lang, b: &BookingView, now: Timestamp, said: Said) -> impl IntoView + use<> {
    let at = format::date_time(lang, said.at, now);
    let name = said.author.name.clone();
    let mine = said.party == b.side;
    let meta = match said.on_behalf_of {
        Some(side) => t!(
            lang,
            booking.thread.on_behalf,
            name,
            side = name_of(b, side),
            at
        ),
        None if mine => t!(lang, booking.thread.you, at),
        None => t!(lang, booking.thread.author, name, at),
    };
    let face = (!mine).then(|| {
        view! { <Portrait name=said.author.portrait size=PortraitSize::Tiny/> }
    });
    view! {
        <div class=if mine { "bubble bubble--mine" } else { "bubble" }>
            {face}
            <p class="bubble__text">{said.body}</p>
            <p class="bubble__meta">{meta}</p>
        </div>
    }
}

/// What the house notes. That somebody wrote or put a quote is seen as such.
fn step(lang: Lang, b: &BookingView, event: Event, party: Party) -> impl IntoView + use<> {
    let name = name_of(b, party);
    let words = match event {
        Event::Request | Event::Write | Event::PutQuote => return ().into_any(),
        Event::EndQuote => t!(lang, booking.event.end_quote, name),
        Event::Agree => t!(lang, booking.event.agree),
        Event::Decline => t!(lang, booking.event.decline, name),
        Event::Withdraw => t!(lang, booking.event.withdraw, name),
        Event::Expire => t!(lang, booking.event.expire),
        Event::StartPayment => t!(lang, booking.event.start_payment, name),
        Event::AbandonPayment => t!(lang, booking.event.abandon_payment),
        Event::Authorise => t!(lang, booking.event.authorise),
        Event::LoseHold => t!(lang, booking.event.lose_hold),
        Event::Cancel => t!(lang, booking.event.cancel, name),
        Event::Deliver => t!(lang, booking.event.deliver, name),
        Event::Confirm if party == Party::System => t!(lang, booking.event.confirm_silence),
        Event::Confirm => t!(lang, booking.event.confirm, name),
        Event::Capture => t!(lang, booking.event.capture),
        Event::RefuseCapture => t!(lang, booking.event.refuse_capture),
        Event::Review => t!(lang, booking.event.review, name),
        Event::Tip => t!(lang, booking.event.tip, name),
        Event::Close => t!(lang, booking.event.close),
    };
    view! { <p class="thread__note">{words}</p> }.into_any()
}
