//! The mission: asking, talking, delivering, confirming, and the pages that show it.
//!
//! Owns every change of a booking's state except those that need the payment gateway ([`crate::payment`]), a signature
//! ([`crate::quote`]) or a review ([`crate::review`]). Which moves exist is `domain`'s.

mod list;
mod moves;
mod request;
mod step;
mod thread;
pub(crate) mod timer;
mod view;

pub use list::list;
pub(crate) use list::profiles;
pub use moves::{cancel, confirm, decline, deliver, withdraw, write};
pub(crate) use request::minutes;
pub use request::{RequestForm, request};
pub(crate) use step::{Step, end, inform, keep, tell};
pub use view::view;

use crate::Error;
use domain::{
    Actor, Party,
    booking::Booking,
    ids::{AccountId, BookingId},
    lodge::Lodge,
    provider::Provider,
};
use store::Tx;

/// A booking as one person meets it.
pub(crate) struct Case {
    pub(crate) booking: Booking,
    pub(crate) provider: Provider,
    /// The side the actor takes; never a stranger.
    pub(crate) party: Party,
}

impl Case {
    /// Loads a booking for somebody. For a stranger it does not exist.
    pub(crate) async fn load(tx: &mut Tx, actor: &Actor, id: BookingId) -> Result<Self, Error> {
        let booking = store::booking::get(tx, id).await?.ok_or(Error::NotFound)?;
        let party = actor.party(booking.lodge, booking.resident, booking.provider);
        if !party.may_read() {
            return Err(Error::NotFound);
        }
        let provider = provider_of(tx, &booking).await?;
        Ok(Self {
            booking,
            provider,
            party,
        })
    }

    /// Everybody on the deal but the one who acts: who gets mail about it.
    pub(crate) fn others(&self, actor: &Actor) -> Vec<AccountId> {
        let sides = [self.booking.resident, self.provider.account];
        sides
            .into_iter()
            .filter(|account| *account != actor.account)
            .collect()
    }
}

/// The profile behind a booking.
pub(crate) async fn provider_of(tx: &mut Tx, booking: &Booking) -> Result<Provider, Error> {
    let provider = store::provider::get(tx, booking.provider).await?;
    provider.ok_or_else(|| Error::Internal(format!("booking {} has no provider", booking.id)))
}

/// The loge of a booking.
pub(crate) async fn lodge_of(tx: &mut Tx, booking: &Booking) -> Result<Lodge, Error> {
    let lodge = store::lodge::get(tx, booking.lodge).await?;
    lodge.ok_or_else(|| Error::Internal(format!("booking {} has no lodge", booking.id)))
}
