//! A booking (*mission*): from a request to reviews. [`lifecycle`] says which moves exist, [`state`] what each state
//! guarantees, this file what each move does to a booking.

pub mod lifecycle;
pub mod state;

use crate::{
    Party,
    commission::{CommissionRates, Shares},
    error::RuleError,
    ids::{AccountId, BookingId, ListingId, LodgeId, PaymentId, ProviderId, QuoteId},
    policy::Policy,
    quote::{Quote, QuoteState},
    time::{Slot, Timestamp},
};
pub use lifecycle::{Event, StateKind};
use serde::{Deserialize, Serialize};
pub use state::{Hold, State};

/// Longest description of what is wanted, in characters.
pub const WHAT_MAX: u32 = 2_000;
/// Longest address line, in characters.
pub const ADDRESS_MAX: u32 = 200;
/// Longest message, in characters.
pub const MESSAGE_MAX: u32 = 2_000;

/// What a resident asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What, in words.
    pub what: String,
    /// Street address.
    pub address: String,
    /// INSEE code of the commune; inside the lodge's territory.
    pub commune: String,
    /// When; `None` is "flexible".
    pub slot: Option<Slot>,
}

/// What both sides agreed, frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The quote both signed.
    pub quote: QuoteId,
    /// Its content hash.
    pub content_hash: String,
    /// Total price and its shares.
    pub shares: Shares,
    /// The rates they were cut by.
    pub rates: CommissionRates,
    /// Delays in force.
    pub policy: Policy,
    /// The slot taken.
    pub slot: Slot,
    /// Who earns the coordinator's share.
    pub coordinator: AccountId,
    /// When.
    pub agreed_at: Timestamp,
}

/// A booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Identifier.
    pub id: BookingId,
    /// The loge.
    pub lodge: LodgeId,
    /// Who asked.
    pub resident: AccountId,
    /// Who does the job.
    pub provider: ProviderId,
    /// The listing it began from.
    pub listing: ListingId,
    /// Code of the skill; with resident and provider it makes "the same service".
    pub skill: String,
    /// What was asked.
    pub request: Request,
    /// Where it is.
    pub state: State,
    /// Raised by each change; compared when saving.
    pub version: i64,
    /// When it was asked.
    pub created_at: Timestamp,
}

impl Booking {
    /// That this side may do this now.
    pub fn check(&self, event: Event, party: Party) -> Result<StateKind, RuleError> {
        lifecycle::next(self.state.kind(), event, party)
    }

    fn to(
        mut self,
        event: Event,
        party: Party,
        state: impl FnOnce(State) -> Option<State>,
    ) -> Result<Self, RuleError> {
        let next = self.check(event, party)?;
        let kind = self.state.kind();
        let wrong = RuleError::WrongState { state: kind.code() };
        self.state = state(self.state)
            .filter(|s| s.kind() == next)
            .ok_or(wrong)?;
        Ok(self)
    }

    /// A quote was put on the table: the request lives on as long as the quote.
    pub fn quoted(self, party: Party, quote: &Quote) -> Result<Self, RuleError> {
        let expires_at = quote.expires_at;
        self.to(Event::PutQuote, party, |_| {
            Some(State::Requested { expires_at })
        })
    }

    /// Both signed: freezes price, date, rates and policy.
    pub fn agree(
        self,
        party: Party,
        quote: &Quote,
        coordinator: AccountId,
        rates: CommissionRates,
        policy: Policy,
        now: Timestamp,
    ) -> Result<Self, RuleError> {
        if quote.state != QuoteState::Agreed || quote.booking != self.id {
            return Err(RuleError::QuoteChanged);
        }
        let agreement = Agreement {
            quote: quote.id,
            content_hash: quote.terms.content_hash(self.id),
            shares: Shares::of(quote.terms.total(), rates),
            rates,
            policy,
            slot: quote.terms.slot,
            coordinator,
            agreed_at: now,
        };
        let pay_by = now.plus(policy.payment_delay_ms).min(agreement.slot.start);
        self.to(Event::Agree, party, |_| {
            Some(State::Agreed { agreement, pay_by })
        })
    }

    /// The resident goes to the payment page.
    pub fn start_payment(self, party: Party, payment: PaymentId) -> Result<Self, RuleError> {
        self.to(Event::StartPayment, party, |state| match state {
            State::Agreed { agreement, pay_by }
            | State::AwaitingPayment {
                agreement, pay_by, ..
            } => Some(State::AwaitingPayment {
                agreement,
                pay_by,
                payment,
            }),
            State::ActionNeeded {
                agreement,
                delivered_at,
                pay_by,
                ..
            } => Some(State::ActionNeeded {
                agreement,
                delivered_at,
                pay_by,
                payment: Some(payment),
            }),
            _ => None,
        })
    }

    /// The payment page was left or lapsed without an authorization.
    pub fn abandon_payment(self) -> Result<Self, RuleError> {
        self.to(Event::AbandonPayment, Party::System, |state| match state {
            State::AwaitingPayment {
                agreement, pay_by, ..
            } => Some(State::Agreed { agreement, pay_by }),
            State::ActionNeeded {
                agreement,
                delivered_at,
                pay_by,
                ..
            } => Some(State::ActionNeeded {
                agreement,
                delivered_at,
                pay_by,
                payment: None,
            }),
            _ => None,
        })
    }

    /// The gateway says the card is authorised for the frozen price. After delivery it is captured at once.
    pub fn authorise(self, hold: Hold, now: Timestamp) -> Result<Self, RuleError> {
        self.to(Event::Authorise, Party::System, |state| match state {
            State::Agreed { agreement, .. } | State::AwaitingPayment { agreement, .. } => {
                Some(State::Held { agreement, hold })
            }
            State::ActionNeeded {
                agreement,
                delivered_at,
                ..
            } => Some(State::Capturing {
                agreement,
                hold,
                delivered_at,
                confirmed_at: now,
            }),
            _ => None,
        })
    }

    /// The authorization lapsed or was voided by the bank: it has to be left again, before the job is to start while that is
    /// still ahead.
    pub fn lose_hold(self, now: Timestamp) -> Result<Self, RuleError> {
        self.to(Event::LoseHold, Party::System, |state| match state {
            State::Held { agreement, .. } => {
                let delay = now.plus(agreement.policy.payment_delay_ms);
                let start = agreement.slot.start;
                let pay_by = if now < start { delay.min(start) } else { delay };
                Some(State::Agreed { agreement, pay_by })
            }
            State::Delivered {
                agreement,
                delivered_at,
                ..
            } => {
                let pay_by = now.plus(agreement.policy.payment_delay_ms);
                Some(State::ActionNeeded {
                    agreement,
                    delivered_at,
                    pay_by,
                    payment: None,
                })
            }
            _ => None,
        })
    }

    /// The provider says it is done, not before it was to start. Silence confirms it after the lodge's delay, early
    /// enough for the capture to fall inside the hold.
    pub fn deliver(self, party: Party, now: Timestamp) -> Result<Self, RuleError> {
        self.check(Event::Deliver, party)?;
        if let State::Held { agreement, .. } = &self.state
            && now < agreement.slot.start
        {
            return Err(RuleError::WrongState { state: "held" });
        }
        self.to(Event::Deliver, party, |state| match state {
            State::Held { agreement, hold } => {
                let silence = now.plus(agreement.policy.confirm_delay_ms);
                let latest = hold
                    .capture_before
                    .plus(-agreement.policy.capture_margin_ms);
                let confirm_by = silence.min(latest).max(now);
                Some(State::Delivered {
                    agreement,
                    hold,
                    delivered_at: now,
                    confirm_by,
                })
            }
            _ => None,
        })
    }

    /// The resident confirms, or silence does: the card is to be captured.
    pub fn confirm(self, party: Party, now: Timestamp) -> Result<Self, RuleError> {
        if let (Party::System, State::Delivered { confirm_by, .. }) = (party, &self.state)
            && now < *confirm_by
        {
            return Err(RuleError::WrongState { state: "delivered" });
        }
        self.to(Event::Confirm, party, |state| match state {
            State::Delivered {
                agreement,
                hold,
                delivered_at,
                ..
            } => Some(State::Capturing {
                agreement,
                hold,
                delivered_at,
                confirmed_at: now,
            }),
            _ => None,
        })
    }

    /// The gateway captured the frozen price.
    pub fn capture(self, now: Timestamp) -> Result<Self, RuleError> {
        self.to(Event::Capture, Party::System, |state| match state {
            State::Capturing {
                agreement,
                hold,
                delivered_at,
                ..
            } => Some(State::Paid {
                agreement,
                payment: hold.payment,
                delivered_at,
                paid_at: now,
            }),
            _ => None,
        })
    }

    /// The bank refused the capture: the resident has to leave another card.
    pub fn refuse_capture(self, now: Timestamp) -> Result<Self, RuleError> {
        self.to(Event::RefuseCapture, Party::System, |state| match state {
            State::Capturing {
                agreement,
                delivered_at,
                ..
            } => {
                let pay_by = now.plus(agreement.policy.payment_delay_ms);
                Some(State::ActionNeeded {
                    agreement,
                    delivered_at,
                    pay_by,
                    payment: None,
                })
            }
            _ => None,
        })
    }

    /// Both reviewed, or the time to review is over.
    pub fn close(self, now: Timestamp) -> Result<Self, RuleError> {
        self.to(Event::Close, Party::System, |state| match state {
            State::Paid {
                agreement,
                payment,
                delivered_at,
                paid_at,
            } => Some(State::Closed {
                agreement,
                payment,
                delivered_at,
                paid_at,
                closed_at: now,
            }),
            _ => None,
        })
    }

    /// Ends it before delivery: declined, withdrawn, expired or cancelled, which frees the once-only rule.
    pub fn end(self, event: Event, party: Party, now: Timestamp) -> Result<Self, RuleError> {
        if event == Event::Expire && self.state.due_at().is_some_and(|due| now < due) {
            return Err(RuleError::WrongState {
                state: self.state.kind().code(),
            });
        }
        self.to(event, party, |_| match event {
            Event::Decline => Some(State::Declined { at: now }),
            Event::Withdraw => Some(State::Withdrawn { at: now }),
            Event::Expire => Some(State::Expired { at: now }),
            Event::Cancel => Some(State::Cancelled { at: now, by: party }),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests;
