//! Quotes: putting one on the table, signing it, saying no. Both signatures on the same content make the agreement, which
//! takes the provider's slot.

use crate::{
    Backend, Error, Work,
    booking::{Case, Step, inform, keep, lodge_of, minutes, tell},
    jobs,
    jobs::Task,
    mail,
};
use domain::{
    Actor, Problem, RuleError, Timestamp,
    booking::Event,
    ids::{BookingId, QuoteId},
    listing::RateUnit,
    quote::{Quote, QuoteState, QuoteTerms},
    text::{choice, euros},
    time::Slot,
    view::LiveEvent,
};

/// What the form of a quote holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteForm {
    /// Price of one unit, in euros.
    pub unit_price: String,
    /// Code of the unit.
    pub unit: String,
    /// Number of units.
    pub quantity: String,
    /// `2026-11-28`.
    pub date: String,
    /// `10:00`.
    pub time: String,
    /// Length in minutes.
    pub minutes: String,
    /// What exactly, in words.
    pub details: String,
}

impl QuoteForm {
    fn read(&self, now: Timestamp) -> Result<QuoteTerms, RuleError> {
        let quantity = self.quantity.trim();
        let problem = if quantity.is_empty() {
            Problem::Required
        } else {
            Problem::NotANumber
        };
        let terms = QuoteTerms {
            unit_price: euros("unit_price", &self.unit_price)?,
            unit: choice("unit", RateUnit::from_code(&self.unit))?,
            quantity: quantity
                .parse()
                .map_err(|_| RuleError::input("quantity", problem))?,
            slot: Slot::parse(&self.date, &self.time, minutes(&self.minutes)?, now)?,
            details: self.details.clone(),
        };
        terms.check(now)
    }
}

/// Puts a quote on the table, in the place of the one that was there. Its author's side signs it by that.
pub async fn put(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    form: QuoteForm,
) -> Result<QuoteId, Error> {
    let now = b.now();
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    case.booking.check(Event::PutQuote, case.party)?;
    let terms = form.read(now)?;
    let lifetime = lodge_of(&mut work, &case.booking)
        .await?
        .policy
        .quote_lifetime_ms;
    store::quote::replace_open(&mut work, id).await?;
    let quote = Quote::put(
        b.new_id(),
        id,
        (actor.account, case.party),
        terms,
        now,
        lifetime,
    );
    store::quote::insert(&mut work, &quote).await?;
    let (others, from) = (case.others(actor), case.booking.state.kind());
    let booking = case.booking.quoted(case.party, &quote)?;
    let step = Step {
        event: Event::PutQuote,
        party: case.party,
        account: Some(actor.account),
    };
    keep(b, &mut work, from, &booking, step).await?;
    jobs::enqueue(&mut work, b, &Task::Expire(id), quote.expires_at, None).await?;
    inform(b, &mut work, mail::Template::QuoteReceived, &others, id).await?;
    work.commit().await?;
    Ok(quote.id)
}

/// Signs the quote on the table. `hash` is that of the content which the person saw. When both sides have signed, price,
/// date, rates and delays are frozen and the provider's slot is taken.
///
/// # Errors
/// [`RuleError::QuoteChanged`] when another quote or another content is on the table, [`RuleError::SlotTaken`] when the
/// provider agreed on another mission at that time.
pub async fn accept(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    quote: QuoteId,
    hash: &str,
) -> Result<(), Error> {
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    case.booking.check(Event::Agree, case.party)?;
    let quote = on_the_table(&mut work, id, quote)
        .await?
        .sign(case.party, hash, b.now())?;
    store::quote::save(&mut work, &quote).await?;
    if quote.state == QuoteState::Agreed {
        agree(b, &mut work, actor, case, &quote).await?;
    } else {
        let others = case.others(actor);
        work.announce(LiveEvent {
            lodge: case.booking.lodge,
            booking: id,
            event: Event::PutQuote,
        });
        inform(b, &mut work, mail::Template::QuoteReceived, &others, id).await?;
    }
    work.commit().await
}

async fn agree(
    b: &Backend,
    work: &mut Work,
    actor: &Actor,
    case: Case,
    quote: &Quote,
) -> Result<(), Error> {
    let lodge = lodge_of(work, &case.booking).await?;
    let (from, party) = (case.booking.state.kind(), case.party);
    let booking = case.booking.agree(
        party,
        quote,
        lodge.coordinator,
        lodge.rates,
        lodge.policy,
        b.now(),
    )?;
    store::booking::take_slot(work, booking.provider, booking.id, quote.terms.slot).await?;
    let step = Step {
        event: Event::Agree,
        party,
        account: Some(actor.account),
    };
    keep(b, work, from, &booking, step).await?;
    if let Some(pay_by) = booking.state.due_at() {
        jobs::enqueue(work, b, &Task::Expire(booking.id), pay_by, None).await?;
    }
    inform(
        b,
        work,
        mail::Template::AgreedPayNow,
        &[booking.resident],
        booking.id,
    )
    .await
}

/// Says no to the quote on the table, or takes one's own back. The conversation goes on.
pub async fn end(b: &Backend, actor: &Actor, id: BookingId, quote: QuoteId) -> Result<(), Error> {
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    case.booking.check(Event::EndQuote, case.party)?;
    let ended = on_the_table(&mut work, id, quote).await?.end(case.party)?;
    store::quote::save(&mut work, &ended).await?;
    let from = case.booking.state.kind();
    let others = case.others(actor);
    let step = Step {
        event: Event::EndQuote,
        party: case.party,
        account: Some(actor.account),
    };
    tell(b, &mut work, &case.booking, Some(from), step).await?;
    inform(b, &mut work, mail::Template::QuoteEnded, &others, id).await?;
    work.commit().await
}

/// The quote somebody answers, if it is the one on the table of that booking.
async fn on_the_table(work: &mut Work, booking: BookingId, quote: QuoteId) -> Result<Quote, Error> {
    let open = store::quote::open_of(work, booking).await?;
    open.filter(|q| q.id == quote)
        .ok_or(Error::Rule(RuleError::QuoteChanged))
}
