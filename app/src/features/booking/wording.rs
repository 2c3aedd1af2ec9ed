//! Words that the pages of a mission share: names of the sides, moments, and everything a sentence about a mission needs.

use super::api::MissionView;
use crate::t;
use domain::{
    Lang, Party, Timestamp,
    booking::StateKind,
    commission::Shares,
    format,
    quote::QuoteState,
    time::{DAY_MS, Slot},
    view::{BookingView, QuoteView, ThreadItem},
};

/// The first name of a side; the clock and the gateway are the house.
pub(super) fn name_of(b: &BookingView, party: Party) -> String {
    match party {
        Party::Resident => b.resident.name.clone(),
        Party::Provider => b.provider.name.clone(),
        Party::Coordinator => b.coordinator.name.clone(),
        Party::Network | Party::System | Party::Stranger => "OpenLoge".to_owned(),
    }
}

/// The side that this one deals with; for whoever looks on, the provider.
pub(super) const fn other_side(party: Party) -> Party {
    match party {
        Party::Provider => Party::Resident,
        _ => Party::Provider,
    }
}

/// The quote on the table.
pub(super) fn open_quote(b: &BookingView) -> Option<&QuoteView> {
    b.thread.iter().find_map(|item| match item {
        ThreadItem::Quote(quote) if Some(quote.id) == b.open_quote => Some(&**quote),
        _ => None,
    })
}

/// The price to show: agreed, else that of the quote on the table.
pub(super) fn shares(b: &BookingView) -> Option<Shares> {
    b.agreement
        .as_ref()
        .map(|a| a.shares)
        .or_else(|| open_quote(b).map(|q| q.shares))
}

/// `samedi 10 h` when it is within the week, else with the date: short enough for a button.
pub(super) fn soon(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let ahead = at.since(now);
    let date = format::date(lang, at, now);
    match date.split(' ').next() {
        Some(day) if (0..6 * DAY_MS).contains(&ahead) => {
            format!("{day} {}", format::time(lang, at))
        }
        _ => format::date_time(lang, at, now),
    }
}

/// `samedi 28 novembre, 10 h`, or that it is to be agreed.
pub(super) fn slot(lang: Lang, slot: Option<Slot>, now: Timestamp) -> String {
    slot.map_or_else(
        || t!(lang, booking.head.flexible),
        |s| {
            let (day, time) = (
                format::date(lang, s.start, now),
                format::time(lang, s.start),
            );
            t!(lang, booking.head.slot, day = day, time = time)
        },
    )
}

/// The agreed slot, else that of the quote on the table, else the one asked for.
pub(super) fn slot_of(b: &BookingView) -> Option<Slot> {
    let agreed = b.agreement.as_ref().map(|a| a.slot);
    agreed
        .or_else(|| open_quote(b).map(|q| q.slot))
        .or(b.slot_asked)
}

/// A state in one or two words.
pub(super) fn state(lang: Lang, state: StateKind) -> String {
    match state {
        StateKind::Requested => t!(lang, booking.state.requested),
        StateKind::Agreed => t!(lang, booking.state.agreed),
        StateKind::AwaitingPayment => t!(lang, booking.state.awaiting_payment),
        StateKind::Held => t!(lang, booking.state.held),
        StateKind::Delivered => t!(lang, booking.state.delivered),
        StateKind::Capturing => t!(lang, booking.state.capturing),
        StateKind::ActionNeeded => t!(lang, booking.state.action_needed),
        StateKind::Paid => t!(lang, booking.state.paid),
        StateKind::Closed => t!(lang, booking.state.closed),
        StateKind::Declined => t!(lang, booking.state.declined),
        StateKind::Withdrawn => t!(lang, booking.state.withdrawn),
        StateKind::Expired => t!(lang, booking.state.expired),
        StateKind::Cancelled => t!(lang, booking.state.cancelled),
    }
}

/// How a quote ended; nothing while it is open.
pub(super) fn quote_end(lang: Lang, quote: &QuoteView) -> Option<String> {
    Some(match quote.state {
        QuoteState::Open => return None,
        QuoteState::Agreed => t!(lang, booking.quote.state_agreed),
        QuoteState::Replaced => t!(lang, booking.quote.state_replaced),
        QuoteState::Declined => t!(lang, booking.quote.state_declined),
        QuoteState::Withdrawn => t!(lang, booking.quote.state_withdrawn),
        QuoteState::Expired => t!(lang, booking.quote.state_expired),
    })
}

/// What sentences about a mission are made of, written in one language.
pub(super) struct Said<'a> {
    pub lang: Lang,
    pub b: &'a BookingView,
    pub now: Timestamp,
    /// First names of resident, provider and coordinator.
    pub r: String,
    pub p: String,
    pub c: String,
    /// Price and what the provider gets of it; empty before there is one.
    pub price: String,
    pub net: String,
    /// When it takes place; empty while that is open.
    pub slot: String,
    /// By when somebody has to act; empty when nobody has.
    pub due: String,
    /// Until when the card is held; empty when it is not.
    pub until: String,
    /// By when reviews are published; empty before it is paid.
    pub review_by: String,
}

impl<'a> Said<'a> {
    pub fn new(lang: Lang, mission: &'a MissionView) -> Self {
        let (b, now) = (&mission.booking, mission.now);
        let at = |at: Option<Timestamp>| {
            at.map(|at| format::date_time(lang, at, now))
                .unwrap_or_default()
        };
        let shares = shares(b);
        Self {
            lang,
            b,
            now,
            r: b.resident.name.clone(),
            p: b.provider.name.clone(),
            c: b.coordinator.name.clone(),
            price: shares
                .map(|s| format::money_short(lang, s.price))
                .unwrap_or_default(),
            net: shares
                .map(|s| format::money_short(lang, s.provider))
                .unwrap_or_default(),
            slot: at(slot_of(b).map(|s| s.start)),
            due: at(b.due_at),
            until: at(b.capture_before),
            review_by: at(b.review_by),
        }
    }
}
