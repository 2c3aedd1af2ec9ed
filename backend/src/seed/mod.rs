//! The demonstration: two loges with a believable past and present, made by the real use cases under a moved clock.
//!
//! Inserts only what has no form yet (loges, profiles, listings, portraits); every request, quote, payment, delivery, review
//! and tip goes the way that a visitor's goes. The same in every run but for the moments, which are counted back from now.

mod calendar;
mod comments;
mod offers;
mod people;
mod place;
mod plan;
mod present;
mod stage;
mod story;
mod wishes;

pub use people::PASSWORD;

use crate::{Backend, Error, clock::MovedClock};
use domain::{Timestamp, time::DAY_MS};
use plan::Plan;
use stage::Stage;
use std::collections::HashMap;

/// How long before the present the demonstration begins.
pub const PAST_MS: i64 = 140 * DAY_MS;

/// Accounts worth trying, by role; each opens with [`PASSWORD`].
pub const ACCOUNTS: &[(&str, &str)] = &[
    ("resident", "lea@openloge.example"),
    ("provider", "ophelie@openloge.example"),
    ("coordinator", "claudie@openloge.example"),
    ("coordinator", "aurelie@openloge.example"),
    ("network", "reseau@openloge.example"),
];

/// Somebody who fills in a payment page: the sandbox.
pub trait Till: Send + Sync {
    /// Pays an open page with a card number.
    ///
    /// # Errors
    /// In words, when the page does not exist or the card is refused.
    fn pay(&self, session: &str, card: &str) -> Result<(), String>;
}

/// Whether anything was put into this database: then there is nothing to demonstrate in it.
pub async fn is_empty(b: &Backend) -> Result<bool, Error> {
    Ok(store::lodge::all(&mut b.read().await?).await?.is_empty())
}

/// Fills an empty database with the demonstration, up to `now`; the number of missions. `b` tells the time by `clock`, its
/// gateway talks to the sandbox behind `till`, which tells the time by `clock` too, and its mail goes nowhere.
///
/// # Errors
/// [`Error::Internal`] with the scene that failed; the database is half filled then and has to be thrown away.
pub async fn demonstration(
    b: &Backend,
    clock: &MovedClock,
    now: Timestamp,
    till: &dyn Till,
) -> Result<usize, Error> {
    clock.set(now.plus(-PAST_MS));
    let town = place::build(b, now).await?;
    let mut stage = Stage {
        b,
        clock,
        till,
        actors: town.actors,
        listings: town.listings,
        bookings: HashMap::new(),
    };
    stage.play(&Plan::until(now), now).await
}
