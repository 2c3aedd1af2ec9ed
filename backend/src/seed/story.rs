//! What a story of the demonstration is made of: who, what, when, and how it goes on.

use super::{
    comments::Comment,
    offers::{OFFERS, Offer},
    people::{PROFILES, Profile},
    wishes::WISHES,
};
use domain::{Timestamp, listing::RateUnit, time::Slot};

/// The sandbox's card that is accepted.
pub(super) const GOOD_CARD: &str = "4242424242424242";

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Resident,
    Provider,
}

/// What is done.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Ask(&'static str),
    Say(Side, &'static str),
    Put {
        by: Side,
        cents: i64,
        quantity: u32,
        slot: Slot,
    },
    Accept(Side),
    Decline,
    Withdraw,
    Cancel(Side),
    /// With this card.
    Pay(&'static str),
    Deliver,
    Confirm,
    Review {
        by: Side,
        rating: u8,
        words: &'static str,
    },
    Answer(&'static str),
    Report(&'static str),
    Tip(i64),
}

/// One thing done at one moment in one story.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) at: Timestamp,
    pub(super) story: usize,
    pub(super) act: Act,
}

/// One mission.
#[derive(Clone, Copy)]
pub(super) struct Story {
    /// Code of whoever asks.
    pub(super) resident: &'static str,
    pub(super) offer: &'static Offer,
}

/// How a story goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// To the end, with a comment.
    Told(&'static Comment),
    /// To the end, in silence or with a rating only.
    Done,
    /// The neighbour says no.
    Declined,
    /// The resident takes it back.
    Withdrawn,
    /// Nobody answers.
    Unanswered,
    /// Nobody pays.
    Unpaid,
    /// Called off after the card was authorised.
    Cancelled(Side),
}

impl PartialEq for Comment {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}
impl Eq for Comment {}

/// The neighbour with that code.
pub(super) fn profile(code: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|p| p.code == code)
}

/// The listing of that neighbour for that skill.
pub(super) fn offer_of(provider: &str, skill: &str) -> Option<&'static Offer> {
    OFFERS
        .iter()
        .find(|o| o.provider == provider && o.skill == skill)
}

/// The words of one wish.
pub(super) fn wish(skill: &str, index: usize) -> &'static str {
    let wish = WISHES.iter().find(|w| w.skill == skill);
    wish.and_then(|w| w.words.get(index))
        .copied()
        .unwrap_or_default()
}

/// How many units a usual job has, and how long it lasts in whole quarters of an hour.
pub(super) fn size(offer: &Offer) -> (u32, u32) {
    let quarters = |minutes: u32| minutes.div_ceil(15) * 15;
    match offer.unit {
        RateUnit::Job => (1, quarters(offer.minutes)),
        RateUnit::Hour => (offer.minutes.div_ceil(60), quarters(offer.minutes)),
        RateUnit::Slice => (offer.minutes.div_ceil(20), quarters(offer.minutes)),
        RateUnit::Day => (3, quarters(offer.minutes)),
    }
}
