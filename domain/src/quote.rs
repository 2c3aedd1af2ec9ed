//! A quote: price, date and details put forward by one side. Both sides accept the same content, proved by its hash.

use crate::{
    Party,
    error::{Problem, RuleError},
    ids::{AccountId, BookingId, QuoteId},
    listing::RateUnit,
    money::Cents,
    time::{Slot, Timestamp},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Least total of a quote: the payment provider refuses less.
pub const TOTAL_MIN: Cents = Cents(100);
/// Greatest total of a quote.
pub const TOTAL_MAX: Cents = Cents(1_000_000);
/// Greatest number of units.
pub const QUANTITY_MAX: u32 = 200;
/// Longest details, in characters.
pub const DETAILS_MAX: u32 = 2_000;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteTerms {
    /// Price of one unit.
    pub unit_price: Cents,
    /// The unit.
    pub unit: RateUnit,
    /// Number of units.
    pub quantity: u32,
    /// When.
    pub slot: Slot,
    /// What exactly, in words.
    pub details: String,
}

impl QuoteTerms {
    /// Checks amounts, date and words, as typed at `now`.
    pub fn check(mut self, now: Timestamp) -> Result<Self, RuleError> {
        self.details = crate::text::text("details", &self.details, 0, DETAILS_MAX, true)?;
        if self.unit_price.0 <= 0 {
            return Err(RuleError::input("unit_price", Problem::TooSmall { min: 1 }));
        }
        if self.quantity == 0 {
            return Err(RuleError::input("quantity", Problem::TooSmall { min: 1 }));
        }
        if self.quantity > QUANTITY_MAX {
            return Err(RuleError::input(
                "quantity",
                Problem::TooLarge {
                    max: i64::from(QUANTITY_MAX),
                },
            ));
        }
        match self.unit_price.times(self.quantity) {
            Some(total) if total < TOTAL_MIN => Err(RuleError::input(
                "unit_price",
                Problem::TooSmall { min: TOTAL_MIN.0 },
            )),
            Some(total) if total <= TOTAL_MAX => self.slot.check_ahead(now).map(|()| self),
            _ => Err(RuleError::input(
                "unit_price",
                Problem::TooLarge { max: TOTAL_MAX.0 },
            )),
        }
    }

    /// Unit price times quantity; terms that passed [`Self::check`] never overflow.
    pub fn total(&self) -> Cents {
        self.unit_price.times(self.quantity).unwrap_or(TOTAL_MAX)
    }

    /// Hash of the whole content for that booking: what both sides sign. Lower-case hexadecimal SHA-256.
    pub fn content_hash(&self, booking: BookingId) -> String {
        let text = format!(
            "openloge quote 1\n{booking}\n{}\n{}\n{}\n{}\n{}\n{}",
            self.unit_price.0,
            self.unit.code(),
            self.quantity,
            self.slot.start.0,
            self.slot.minutes,
            self.details
        );
        hex::encode(Sha256::digest(text))
    }
}

/// Where a quote is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteState {
    /// On the table.
    Open,
    /// Accepted by both sides.
    Agreed,
    /// Another one took its place.
    Replaced,
    /// The other side said no.
    Declined,
    /// Its author took it back.
    Withdrawn,
    /// Nobody answered in time, or the conversation ended.
    Expired,
}

impl QuoteState {
    const ALL: [Self; 6] = [
        Self::Open,
        Self::Agreed,
        Self::Replaced,
        Self::Declined,
        Self::Withdrawn,
        Self::Expired,
    ];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Agreed => "agreed",
            Self::Replaced => "replaced",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A quote in the conversation of a booking. A coordinator's quote is signed by neither side yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Identifier.
    pub id: QuoteId,
    /// The booking.
    pub booking: BookingId,
    /// Who wrote it.
    pub author: AccountId,
    /// On which side.
    pub party: Party,
    /// What is proposed.
    pub terms: QuoteTerms,
    /// State.
    pub state: QuoteState,
    /// When the resident signed this content.
    pub resident_signed_at: Option<Timestamp>,
    /// When the provider signed this content.
    pub provider_signed_at: Option<Timestamp>,
    /// When it was put.
    pub created_at: Timestamp,
    /// When it ends unanswered.
    pub expires_at: Timestamp,
}

impl Quote {
    /// A new quote; its author's side, when a side of the deal, signs it by writing it.
    pub fn put(
        id: QuoteId,
        booking: BookingId,
        (author, party): (AccountId, Party),
        terms: QuoteTerms,
        now: Timestamp,
        lifetime_ms: i64,
    ) -> Self {
        Self {
            id,
            booking,
            author,
            party,
            terms,
            state: QuoteState::Open,
            resident_signed_at: (party == Party::Resident).then_some(now),
            provider_signed_at: (party == Party::Provider).then_some(now),
            created_at: now,
            expires_at: now.plus(lifetime_ms),
        }
    }

    /// Signs this content on one side. The quote must be open, unexpired, still ahead, and the hash seen by the person
    /// must be the content's. When both have signed, it is agreed.
    pub fn sign(
        mut self,
        party: Party,
        hash_seen: &str,
        now: Timestamp,
    ) -> Result<Self, RuleError> {
        if self.state != QuoteState::Open
            || now >= self.expires_at
            || hash_seen != self.terms.content_hash(self.booking)
        {
            return Err(RuleError::QuoteChanged);
        }
        self.terms.slot.check_ahead(now)?;
        let signature = match party {
            Party::Resident => &mut self.resident_signed_at,
            Party::Provider => &mut self.provider_signed_at,
            _ => return Err(RuleError::NotPermitted),
        };
        if signature.is_some() {
            return Err(RuleError::AlreadyDone);
        }
        *signature = Some(now);
        if self.resident_signed_at.is_some() && self.provider_signed_at.is_some() {
            self.state = QuoteState::Agreed;
        }
        Ok(self)
    }

    /// Ends an open quote: its own side withdraws it, any other side declines it.
    pub fn end(mut self, party: Party) -> Result<Self, RuleError> {
        if self.state != QuoteState::Open {
            return Err(RuleError::QuoteChanged);
        }
        self.state = if party == self.party {
            QuoteState::Withdrawn
        } else {
            QuoteState::Declined
        };
        Ok(self)
    }

    /// Whether this side still has to sign.
    pub fn awaits(&self, party: Party) -> bool {
        self.state == QuoteState::Open
            && match party {
                Party::Resident => self.resident_signed_at.is_none(),
                Party::Provider => self.provider_signed_at.is_none(),
                _ => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY_MS, from_paris};
    use uuid::Uuid;

    fn now() -> Timestamp {
        from_paris(2026, 11, 21, 9, 0)
    }

    fn terms(cents: i64, quantity: u32) -> QuoteTerms {
        let slot = Slot {
            start: now().plus(DAY_MS),
            minutes: 60,
        };
        QuoteTerms {
            unit_price: Cents(cents),
            unit: RateUnit::Job,
            quantity,
            slot,
            details: "Pistache, une heure".into(),
        }
    }

    fn quote(party: Party) -> Quote {
        let (id, account) = (BookingId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        Quote::put(
            QuoteId(Uuid::from_u128(3)),
            id,
            (account, party),
            terms(1300, 1),
            now(),
            7 * DAY_MS,
        )
    }

    #[test]
    fn amounts_stay_between_the_limits() {
        assert_eq!(
            terms(650, 2).check(now()).map(|t| t.total()),
            Ok(Cents(1300))
        );
        let field = |t: QuoteTerms| match t.check(now()) {
            Err(RuleError::Input { field, problem }) => (field, problem),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            field(terms(-1, 1)),
            ("unit_price", Problem::TooSmall { min: 1 })
        );
        assert_eq!(
            field(terms(0, 1)),
            ("unit_price", Problem::TooSmall { min: 1 })
        );
        assert_eq!(
            field(terms(99, 1)),
            ("unit_price", Problem::TooSmall { min: 100 })
        );
        assert_eq!(
            field(terms(i64::MAX, 2)),
            ("unit_price", Problem::TooLarge { max: 1_000_000 })
        );
        assert_eq!(
            field(terms(1_000_001, 1)),
            ("unit_price", Problem::TooLarge { max: 1_000_000 })
        );
        assert_eq!(
            field(terms(1300, 0)),
            ("quantity", Problem::TooSmall { min: 1 })
        );
        assert_eq!(
            field(terms(1300, 201)),
            ("quantity", Problem::TooLarge { max: 200 })
        );
    }

    #[test]
    fn the_hash_covers_every_part_of_the_content() {
        let booking = BookingId(Uuid::from_u128(1));
        let base = terms(1300, 1);
        let mut others = [
            base.clone(),
            base.clone(),
            base.clone(),
            base.clone(),
            base.clone(),
            base.clone(),
        ];
        others[0].unit_price = Cents(1301);
        others[1].unit = RateUnit::Hour;
        others[2].quantity = 2;
        others[3].slot.start = others[3].slot.start.plus(1);
        others[4].slot.minutes = 75;
        others[5].details.push('.');
        for other in others {
            assert_ne!(
                other.content_hash(booking),
                base.content_hash(booking),
                "{other:?}"
            );
        }
        assert_ne!(
            base.content_hash(BookingId(Uuid::from_u128(9))),
            base.content_hash(booking)
        );
    }

    #[test]
    fn both_sides_sign_the_same_content() {
        let q = quote(Party::Provider);
        let hash = q.terms.content_hash(q.booking);
        assert_eq!(
            q.clone().sign(Party::Resident, "else", now()),
            Err(RuleError::QuoteChanged)
        );
        assert_eq!(
            q.clone().sign(Party::Provider, &hash, now()),
            Err(RuleError::AlreadyDone)
        );
        assert_eq!(
            q.clone().sign(Party::Coordinator, &hash, now()),
            Err(RuleError::NotPermitted)
        );
        assert_eq!(
            q.clone()
                .sign(Party::Resident, &hash, now().plus(8 * DAY_MS)),
            Err(RuleError::QuoteChanged)
        );
        assert_eq!(
            q.sign(Party::Resident, &hash, now()).map(|q| q.state),
            Ok(QuoteState::Agreed)
        );
    }

    #[test]
    fn a_coordinators_quote_needs_both_signatures() {
        let q = quote(Party::Coordinator);
        let hash = q.terms.content_hash(q.booking);
        let q = q.sign(Party::Resident, &hash, now()).expect("signs");
        assert_eq!(q.state, QuoteState::Open);
        assert!(q.awaits(Party::Provider) && !q.awaits(Party::Resident));
        assert_eq!(
            q.sign(Party::Provider, &hash, now()).map(|q| q.state),
            Ok(QuoteState::Agreed)
        );
    }

    #[test]
    fn a_quote_is_withdrawn_by_its_side_and_declined_by_the_other() {
        assert_eq!(
            quote(Party::Provider).end(Party::Provider).map(|q| q.state),
            Ok(QuoteState::Withdrawn)
        );
        let declined = quote(Party::Provider).end(Party::Resident).expect("ends");
        assert_eq!(declined.state, QuoteState::Declined);
        assert_eq!(declined.end(Party::Resident), Err(RuleError::QuoteChanged));
    }
}
