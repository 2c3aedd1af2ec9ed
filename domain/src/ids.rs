//! Identifiers: UUID version 7, minted by the process (never by the database), one type per thing.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) }
        }
        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self { Self(value) }
        }
    )*};
}

id! {
    /// One person.
    AccountId,
    /// One loge.
    LodgeId,
    /// One provider's profile in one loge.
    ProviderId,
    /// One provider's offer of one skill.
    ListingId,
    /// One mission.
    BookingId,
    /// One proposal in the conversation of a booking.
    QuoteId,
    /// One message in the conversation of a booking.
    MessageId,
    /// One payment: an authorization to be captured, or a tip.
    PaymentId,
    /// One call to the payment gateway; also its idempotency key.
    AttemptId,
    /// One side's review of a booking.
    ReviewId,
    /// One entry of the ledger.
    EntryId,
    /// One job to run.
    JobId,
    /// One event in the life of a booking.
    EventId,
}
