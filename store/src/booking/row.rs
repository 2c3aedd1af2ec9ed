//! A booking as a row of flat columns, and back. Which columns a state fills is checked by the table too.

use crate::{
    StoreError,
    row::{At, json},
};
use domain::{
    Party, Timestamp,
    booking::{Agreement, Booking, Hold, Request, State, StateKind},
    commission::Shares,
    ids::{AccountId, BookingId, ListingId, LodgeId, PaymentId, ProviderId, QuoteId},
};
use sqlx::FromRow;
use uuid::Uuid;

/// Every column but the identifiers, the request and the version, which never change or change by the store alone.
#[derive(Clone, Debug, Default, FromRow)]
pub(super) struct StateColumns {
    pub state: String,
    pub quote_id: Option<Uuid>,
    pub content_hash: Option<String>,
    pub price_cents: Option<i64>,
    pub coordinator_net_cents: Option<i64>,
    pub shares: Option<String>,
    pub rates: Option<String>,
    pub policy: Option<String>,
    pub slot_start_ms: Option<i64>,
    pub slot_minutes: Option<i64>,
    pub coordinator_id: Option<Uuid>,
    pub agreed_at_ms: Option<i64>,
    pub payment_id: Option<Uuid>,
    pub capture_before_ms: Option<i64>,
    pub due_at_ms: Option<i64>,
    pub delivered_at_ms: Option<i64>,
    pub confirmed_at_ms: Option<i64>,
    pub paid_at_ms: Option<i64>,
    pub ended_at_ms: Option<i64>,
    pub ended_by: Option<String>,
}

#[derive(FromRow)]
pub(super) struct Flat {
    id: Uuid,
    lodge_id: Uuid,
    resident_id: Uuid,
    provider_id: Uuid,
    listing_id: Uuid,
    skill: String,
    what: String,
    address: String,
    commune: String,
    asked_start_ms: Option<i64>,
    asked_minutes: Option<i64>,
    version: i64,
    created_at_ms: i64,
    #[sqlx(flatten)]
    columns: StateColumns,
}

impl TryFrom<Flat> for Booking {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "booking",
            row: &f.id,
        };
        Ok(Self {
            state: f.columns.state(&at)?,
            request: Request {
                slot: at.slot("asked_minutes", f.asked_start_ms, f.asked_minutes)?,
                what: f.what,
                address: f.address,
                commune: f.commune,
            },
            id: BookingId(f.id),
            lodge: LodgeId(f.lodge_id),
            resident: AccountId(f.resident_id),
            provider: ProviderId(f.provider_id),
            listing: ListingId(f.listing_id),
            skill: f.skill,
            version: f.version,
            created_at: Timestamp(f.created_at_ms),
        })
    }
}

impl StateColumns {
    /// The columns that a state fills.
    pub fn of(state: &State) -> Self {
        let mut columns = Self {
            state: state.kind().code().to_owned(),
            payment_id: state.payment().map(|p| p.0),
            capture_before_ms: state.hold().map(|h| h.capture_before.0),
            due_at_ms: state.due_at().map(|t| t.0),
            delivered_at_ms: state.delivered_at().map(|t| t.0),
            ..Self::default()
        };
        if let Some(agreement) = state.agreement() {
            columns.agree(agreement);
        }
        match state {
            State::Capturing { confirmed_at, .. } => columns.confirmed_at_ms = Some(confirmed_at.0),
            State::Paid { paid_at, .. } => columns.paid_at_ms = Some(paid_at.0),
            State::Closed {
                paid_at, closed_at, ..
            } => {
                columns.paid_at_ms = Some(paid_at.0);
                columns.ended_at_ms = Some(closed_at.0);
            }
            State::Declined { at } | State::Withdrawn { at } | State::Expired { at } => {
                columns.ended_at_ms = Some(at.0);
            }
            State::Cancelled { at, by } => {
                columns.ended_at_ms = Some(at.0);
                columns.ended_by = Some(by.code().to_owned());
            }
            _ => {}
        }
        columns
    }

    fn agree(&mut self, a: &Agreement) {
        self.quote_id = Some(a.quote.0);
        self.content_hash = Some(a.content_hash.clone());
        self.price_cents = Some(a.shares.price.0);
        self.coordinator_net_cents = Some(a.shares.coordinator_net.0);
        self.shares = Some(json(&a.shares));
        self.rates = Some(json(&a.rates));
        self.policy = Some(json(&a.policy));
        self.slot_start_ms = Some(a.slot.start.0);
        self.slot_minutes = Some(i64::from(a.slot.minutes));
        self.coordinator_id = Some(a.coordinator.0);
        self.agreed_at_ms = Some(a.agreed_at.0);
    }

    /// The state that these columns say.
    fn state(self, at: &At<'_, Uuid>) -> Result<State, StoreError> {
        let time = |column, value: Option<i64>| at.need(column, value.map(Timestamp));
        let due = || time("due_at_ms", self.due_at_ms);
        let delivered = || time("delivered_at_ms", self.delivered_at_ms);
        let ended = || time("ended_at_ms", self.ended_at_ms);
        let paid = || time("paid_at_ms", self.paid_at_ms);
        let payment = || at.need("payment_id", self.payment_id.map(PaymentId));
        let agreement = || self.agreement(at);
        let hold = || {
            Ok::<_, StoreError>(Hold {
                payment: payment()?,
                capture_before: time("capture_before_ms", self.capture_before_ms)?,
            })
        };
        Ok(match at.need("state", StateKind::from_code(&self.state))? {
            StateKind::Requested => State::Requested { expires_at: due()? },
            StateKind::Agreed => State::Agreed {
                agreement: agreement()?,
                pay_by: due()?,
            },
            StateKind::AwaitingPayment => State::AwaitingPayment {
                agreement: agreement()?,
                pay_by: due()?,
                payment: payment()?,
            },
            StateKind::Held => State::Held {
                agreement: agreement()?,
                hold: hold()?,
            },
            StateKind::Delivered => State::Delivered {
                agreement: agreement()?,
                hold: hold()?,
                delivered_at: delivered()?,
                confirm_by: due()?,
            },
            StateKind::Capturing => State::Capturing {
                agreement: agreement()?,
                hold: hold()?,
                delivered_at: delivered()?,
                confirmed_at: time("confirmed_at_ms", self.confirmed_at_ms)?,
            },
            StateKind::ActionNeeded => State::ActionNeeded {
                agreement: agreement()?,
                delivered_at: delivered()?,
                pay_by: due()?,
                payment: self.payment_id.map(PaymentId),
            },
            StateKind::Paid => State::Paid {
                agreement: agreement()?,
                payment: payment()?,
                delivered_at: delivered()?,
                paid_at: paid()?,
            },
            StateKind::Closed => State::Closed {
                agreement: agreement()?,
                payment: payment()?,
                delivered_at: delivered()?,
                paid_at: paid()?,
                closed_at: ended()?,
            },
            StateKind::Declined => State::Declined { at: ended()? },
            StateKind::Withdrawn => State::Withdrawn { at: ended()? },
            StateKind::Expired => State::Expired { at: ended()? },
            StateKind::Cancelled => State::Cancelled {
                at: ended()?,
                by: at.need(
                    "ended_by",
                    self.ended_by.as_deref().and_then(Party::from_code),
                )?,
            },
        })
    }

    fn agreement(&self, at: &At<'_, Uuid>) -> Result<Agreement, StoreError> {
        let text = |column, value: &Option<String>| at.need(column, value.clone());
        let shares: Shares = at.json("shares", &text("shares", &self.shares)?)?;
        // The columns that figures are counted from must say what the frozen shares say.
        if self.price_cents != Some(shares.price.0) {
            return Err(at.wrong("price_cents"));
        }
        if self.coordinator_net_cents != Some(shares.coordinator_net.0) {
            return Err(at.wrong("coordinator_net_cents"));
        }
        let slot = at.slot("slot_minutes", self.slot_start_ms, self.slot_minutes)?;
        Ok(Agreement {
            quote: at.need("quote_id", self.quote_id.map(QuoteId))?,
            content_hash: text("content_hash", &self.content_hash)?,
            shares,
            rates: at.json("rates", &text("rates", &self.rates)?)?,
            policy: at.json("policy", &text("policy", &self.policy)?)?,
            slot: at.need("slot_start_ms", slot)?,
            coordinator: at.need("coordinator_id", self.coordinator_id.map(AccountId))?,
            agreed_at: at.need("agreed_at_ms", self.agreed_at_ms.map(Timestamp))?,
        })
    }
}
