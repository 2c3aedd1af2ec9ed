//! What happens now, by when, and what if not: one sheet for every state of a mission and every side that reads it.

mod asking;
mod doing;
mod ending;
mod paying;

use super::{api::MissionView, wording::Said};
use crate::ui::Tone;
use domain::{Lang, Party, booking::StateKind};

/// How somebody came to the page of a mission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Visit {
    /// By a link.
    #[default]
    Plain,
    /// From the payment page, having finished there.
    Back,
    /// From the payment page, having left it.
    Left,
}

impl Visit {
    /// From the `paiement` in the address.
    pub fn of(code: Option<&str>) -> Self {
        match code {
            Some("retour") => Self::Back,
            Some("abandon") => Self::Left,
            _ => Self::Plain,
        }
    }
}

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Now {
    /// [`Tone::Now`] when it is the reader's turn, else [`Tone::Next`].
    pub tone: Tone,
    /// What happens.
    pub title: String,
    /// What it means, and what to do.
    pub text: String,
    /// By when, and what if not; may be empty.
    pub deadline: String,
}

impl Now {
    fn turn(title: String, text: String, deadline: String) -> Self {
        Self {
            tone: Tone::Now,
            title,
            text,
            deadline,
        }
    }

    fn next(title: String, text: String, deadline: String) -> Self {
        Self {
            tone: Tone::Next,
            title,
            text,
            deadline,
        }
    }
}

/// The side as these sheets know it: whoever is neither of the two looks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seat {
    Resident,
    Provider,
    Watcher,
}

impl Seat {
    const fn of(party: Party) -> Self {
        match party {
            Party::Resident => Self::Resident,
            Party::Provider => Self::Provider,
            _ => Self::Watcher,
        }
    }
}

/// What happens now.
pub(super) fn now(lang: Lang, mission: &MissionView, visit: Visit) -> Now {
    let said = Said::new(lang, mission);
    let seat = Seat::of(mission.booking.side);
    match mission.booking.state {
        StateKind::Requested => asking::requested(&said, seat),
        StateKind::Agreed | StateKind::AwaitingPayment => paying::agreed(&said, seat, visit),
        StateKind::ActionNeeded => paying::action_needed(&said, seat, visit),
        StateKind::Held => doing::held(&said, seat),
        StateKind::Delivered => doing::delivered(&said, seat),
        StateKind::Capturing => doing::capturing(&said, seat),
        StateKind::Paid => ending::paid(&said, seat),
        StateKind::Closed => ending::closed(&said, seat),
        StateKind::Declined => ending::declined(&said, seat),
        StateKind::Withdrawn => ending::withdrawn(&said, seat),
        StateKind::Expired => ending::expired(&said, seat),
        StateKind::Cancelled => ending::cancelled(&said),
    }
}

/// Whether the bank is still being asked about the payment that the resident comes back from.
pub(super) fn is_checking(mission: &MissionView, visit: Visit) -> bool {
    let b = &mission.booking;
    visit == Visit::Back && b.side == Party::Resident && paying::is_open(b) && paying::is_pending(b)
}

#[cfg(test)]
mod tests;
