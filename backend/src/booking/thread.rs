//! The conversation of a mission: messages, quotes and steps, oldest first.

use domain::{
    Party,
    booking::{Booking, Event},
    commission::{CommissionRates, Shares},
    ids::AccountId,
    quote::{Quote, QuoteState},
    time::Timestamp,
    view::{Person, QuoteView, ThreadItem},
};
use store::{event::BookingEvent, message::Message};

/// Who reads, and what they need to understand what they read.
pub(super) struct Reader<'a> {
    pub(super) account: AccountId,
    pub(super) party: Party,
    pub(super) booking: &'a Booking,
    /// Rates of the loge, for quotes that nobody has agreed on.
    pub(super) rates: CommissionRates,
    pub(super) now: Timestamp,
}

/// Puts everything in the order it happened.
pub(super) fn assemble(
    reader: &Reader<'_>,
    messages: Vec<Message>,
    quotes: Vec<Quote>,
    events: &[BookingEvent],
    person: &dyn Fn(AccountId) -> Person,
) -> Vec<ThreadItem> {
    let mut items: Vec<(Timestamp, ThreadItem)> = Vec::new();
    for quote in quotes {
        let author = person(quote.author);
        items.push((
            quote.created_at,
            ThreadItem::Quote(Box::new(quote_view(reader, quote, author))),
        ));
    }
    for m in messages {
        let Message {
            author,
            party,
            on_behalf_of,
            body,
            at,
            ..
        } = m;
        items.push((
            at,
            ThreadItem::Message {
                author: person(author),
                party,
                on_behalf_of,
                body,
                at,
            },
        ));
    }
    for e in events.iter().filter(|e| is_step(e.event)) {
        items.push((
            e.at,
            ThreadItem::Step {
                event: e.event,
                party: e.party,
                at: e.at,
            },
        ));
    }
    // Stable: a quote stands before the step that answers it in the same millisecond.
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, item)| item).collect()
}

/// The request, the messages and the quotes are shown as such, not as steps.
const fn is_step(event: Event) -> bool {
    !matches!(event, Event::Request | Event::Write | Event::PutQuote)
}

fn quote_view(reader: &Reader<'_>, quote: Quote, author: Person) -> QuoteView {
    let agreed = reader
        .booking
        .state
        .agreement()
        .filter(|a| a.quote == quote.id);
    let rates = agreed.map_or(reader.rates, |a| a.rates);
    let live = quote.state == QuoteState::Open && reader.now < quote.expires_at;
    QuoteView {
        id: quote.id,
        author,
        party: quote.party,
        unit_price: quote.terms.unit_price,
        unit: quote.terms.unit,
        quantity: quote.terms.quantity,
        slot: quote.terms.slot,
        shares: Shares::of(quote.terms.total(), rates),
        content_hash: quote.terms.content_hash(quote.booking),
        state: quote.state,
        resident_signed: quote.resident_signed_at.is_some(),
        provider_signed: quote.provider_signed_at.is_some(),
        awaits_me: live && quote.awaits(reader.party),
        mine: quote.author == reader.account,
        created_at: quote.created_at,
        expires_at: quote.expires_at,
        details: quote.terms.details,
    }
}
