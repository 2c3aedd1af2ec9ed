//! The page of a mission, as the reader's side may see it: a review that is not published yet, for one, is only known to be there.

use super::{
    Case,
    list::nobody,
    lodge_of,
    thread::{self, Reader},
};
use crate::{Backend, Error, commune, payment::is_waiting};
use domain::{
    Actor, Party,
    booking::{Booking, Event, State, lifecycle},
    ids::{AccountId, BookingId},
    listing::Listing,
    lodge::Lodge,
    quote::Quote,
    review::Review,
    time::Timestamp,
    view::{AgreementView, BookingReview, BookingView, PaymentView, Person, ThreadItem},
};
use std::collections::HashMap;
use store::{
    Tx,
    event::BookingEvent,
    message::Message,
    payment::{Payment, PaymentKind},
};

/// What the page is made of.
struct Parts {
    case: Case,
    lodge: Lodge,
    listing: Listing,
    messages: Vec<Message>,
    quotes: Vec<Quote>,
    events: Vec<BookingEvent>,
    payments: Vec<Payment>,
    reviews: Vec<Review>,
    persons: HashMap<AccountId, Person>,
}

impl Parts {
    async fn load(tx: &mut Tx, actor: &Actor, id: BookingId) -> Result<Self, Error> {
        let case = Case::load(tx, actor, id).await?;
        let lodge = lodge_of(tx, &case.booking).await?;
        let listing = store::listing::get(tx, case.booking.listing).await?;
        let listing =
            listing.ok_or_else(|| Error::Internal(format!("booking {id} has no listing")))?;
        let messages = store::message::of_booking(tx, id).await?;
        let quotes = store::quote::of_booking(tx, id).await?;
        let mut people = vec![
            case.booking.resident,
            case.provider.account,
            lodge.coordinator,
        ];
        people.extend(messages.iter().map(|m| m.author));
        people.extend(quotes.iter().map(|q| q.author));
        Ok(Self {
            lodge,
            listing,
            messages,
            quotes,
            events: store::event::of_booking(tx, id).await?,
            payments: store::payment::of_booking(tx, id).await?,
            reviews: store::review::of_booking(tx, id).await?,
            persons: store::account::persons(tx, &people).await?,
            case,
        })
    }

    fn person(&self, account: AccountId) -> Person {
        if account == self.case.provider.account {
            // A profile may carry a pseudonym that the account does not.
            Person {
                name: self.case.provider.name.clone(),
                portrait: self.case.provider.portrait.clone(),
            }
        } else {
            self.persons.get(&account).cloned().unwrap_or_else(nobody)
        }
    }

    fn open_quote(&self, now: Timestamp) -> Option<&Quote> {
        let is_open = |q: &&Quote| q.state == domain::quote::QuoteState::Open && now < q.expires_at;
        self.quotes.iter().rfind(is_open)
    }

    /// Whether this may be done now, beyond what the state and the side allow.
    fn is_ready(&self, event: Event, now: Timestamp) -> bool {
        let party = self.case.party;
        match event {
            Event::Deliver => self
                .case
                .booking
                .state
                .agreement()
                .is_some_and(|a| now >= a.slot.start),
            Event::Review => !self.reviews.iter().any(|r| r.party == party),
            Event::Tip => !self
                .payments
                .iter()
                .any(|p| p.kind == PaymentKind::Tip && is_waiting(p)),
            Event::Agree => self.open_quote(now).is_some_and(|q| q.awaits(party)),
            Event::EndQuote => self.open_quote(now).is_some(),
            _ => true,
        }
    }

    fn actions(&self, now: Timestamp) -> Vec<Event> {
        let (state, party) = (self.case.booking.state.kind(), self.case.party);
        let possible = |event: &Event| {
            lifecycle::next(state, *event, party).is_ok() && self.is_ready(*event, now)
        };
        Event::ALL.iter().copied().filter(possible).collect()
    }

    fn agreement(&self) -> Option<AgreementView> {
        let agreement = self.case.booking.state.agreement()?;
        let quote = self.quotes.iter().find(|q| q.id == agreement.quote);
        Some(AgreementView {
            shares: agreement.shares,
            slot: agreement.slot,
            details: quote.map(|q| q.terms.details.clone()).unwrap_or_default(),
            agreed_at: agreement.agreed_at,
            content_hash: agreement.content_hash.clone(),
        })
    }

    fn payment(&self) -> Option<PaymentView> {
        let latest = self
            .payments
            .iter()
            .rfind(|p| p.kind == PaymentKind::Authorization)?;
        Some(PaymentView {
            status: latest.status,
            decline_code: latest.decline_code.clone(),
        })
    }

    /// The conversation as the reader sees it. Takes the messages.
    fn thread(&mut self, reader: &Actor, now: Timestamp) -> Vec<ThreadItem> {
        let messages = std::mem::take(&mut self.messages);
        let seen = Reader {
            account: reader.account,
            party: self.case.party,
            booking: &self.case.booking,
            rates: self.lodge.rates,
            now,
        };
        let person = |account| self.person(account);
        thread::assemble(&seen, messages, self.quotes.clone(), &self.events, &person)
    }

    fn tips(&self) -> Vec<(domain::Cents, Timestamp)> {
        let tips = self.payments.iter().filter(|p| p.kind == PaymentKind::Tip);
        tips.filter_map(|p| Some((p.amount, p.captured_at?)))
            .collect()
    }
}

/// The page of a mission. For a stranger it does not exist.
pub async fn view(b: &Backend, actor: &Actor, id: BookingId) -> Result<BookingView, Error> {
    let now = b.now();
    let mut parts = Parts::load(&mut b.read().await?, actor, id).await?;
    let thread = parts.thread(actor, now);
    let Case {
        booking,
        provider,
        party,
    } = &parts.case;
    let moments = Moments::of(booking);
    let of_side = |side: Party| parts.reviews.iter().find(|r| r.party == side);
    let (mine, other) = match party {
        Party::Resident => (of_side(Party::Resident), of_side(Party::Provider)),
        Party::Provider => (of_side(Party::Provider), of_side(Party::Resident)),
        _ => (None, None),
    };
    let published = parts
        .reviews
        .iter()
        .filter(|r| r.published_at.is_some() && mine.is_none() && other.is_none());
    Ok(BookingView {
        id,
        version: booking.version,
        lodge: crate::lodge::reference(&parts.lodge),
        side: *party,
        resident: parts.person(booking.resident),
        provider: parts.person(provider.account),
        provider_slug: provider.slug.clone(),
        coordinator: parts.person(parts.lodge.coordinator),
        phone: parts.lodge.phone.clone(),
        skill: booking.skill.clone(),
        listing: booking.listing,
        rate: (
            parts.listing.rate,
            parts.listing.unit,
            parts.listing.minutes,
        ),
        what: booking.request.what.clone(),
        address: booking.request.address.clone(),
        commune: commune::by_insee(&booking.request.commune)
            .map_or_else(String::new, |c| c.name.to_owned()),
        slot_asked: booking.request.slot,
        state: booking.state.kind(),
        created_at: booking.created_at,
        due_at: booking.state.due_at(),
        agreement: parts.agreement(),
        capture_before: booking.state.hold().map(|h| h.capture_before),
        payment: parts.payment(),
        delivered_at: booking.state.delivered_at(),
        paid_at: moments.paid,
        ended_at: moments.ended,
        cancelled_by: moments.cancelled_by,
        thread,
        open_quote: parts.open_quote(now).map(|q| q.id),
        my_review: mine.map(|r| review_view(r, true)),
        other_review: other.map(|r| review_view(r, false)),
        reviews: published.map(|r| review_view(r, false)).collect(),
        review_by: moments.review_by,
        tips: parts.tips(),
        actions: parts.actions(now),
        may_answer: other.is_some_and(|r| r.may_answer(*party)),
        may_report: other.is_some_and(|r| r.may_report(*party)),
    })
}

fn review_view(review: &Review, own: bool) -> BookingReview {
    let published = review.published_at.is_some();
    BookingReview {
        id: review.id,
        party: review.party,
        content: (own || published).then(|| (review.rating, review.comment.clone())),
        published,
        answer: review.answer.clone(),
        reported: review.report.is_some() && review.report_settled_at.is_none(),
    }
}

/// Moments that only some states know.
#[derive(Default)]
struct Moments {
    paid: Option<Timestamp>,
    ended: Option<Timestamp>,
    cancelled_by: Option<Party>,
    review_by: Option<Timestamp>,
}

impl Moments {
    fn of(booking: &Booking) -> Self {
        let mut moments = Self::default();
        match &booking.state {
            State::Paid {
                paid_at, agreement, ..
            } => {
                moments.paid = Some(*paid_at);
                moments.review_by = Some(paid_at.plus(agreement.policy.review_delay_ms));
            }
            State::Closed {
                paid_at, closed_at, ..
            } => {
                moments.paid = Some(*paid_at);
                moments.ended = Some(*closed_at);
            }
            State::Declined { at } | State::Withdrawn { at } | State::Expired { at } => {
                moments.ended = Some(*at);
            }
            State::Cancelled { at, by } => {
                moments.ended = Some(*at);
                moments.cancelled_by = Some(*by);
            }
            _ => {}
        }
        moments
    }
}
