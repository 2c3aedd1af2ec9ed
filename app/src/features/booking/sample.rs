//! A mission as the tests of this feature need it.

use super::api::MissionView;
use domain::{
    Party, Timestamp,
    booking::{Event, StateKind, lifecycle},
    commission::{CommissionRates, Shares},
    listing::RateUnit,
    money::Cents,
    time::{DAY_MS, HOUR_MS, Slot, from_paris},
    view::{AgreementView, BookingView, LodgeRef, Person},
};

/// The identifier of everything here.
const ID: &str = "00000000-0000-4000-8000-000000000007";

/// The moment at which the samples are read.
pub(super) fn read_at() -> Timestamp {
    from_paris(2026, 11, 21, 9, 0)
}

fn person(name: &str) -> Person {
    Person {
        name: name.into(),
        portrait: String::new(),
    }
}

fn agreement() -> AgreementView {
    AgreementView {
        shares: Shares::of(Cents(1300), CommissionRates::default()),
        slot: Slot {
            start: read_at().plus(-HOUR_MS),
            minutes: 60,
        },
        details: String::new(),
        agreed_at: read_at().plus(-DAY_MS),
        content_hash: String::new(),
    }
}

/// A dog walk of 13 € by Ophélie for Léa, its slot begun an hour ago.
pub(super) fn mission(state: StateKind, side: Party) -> MissionView {
    let agreed = !matches!(
        state,
        StateKind::Requested | StateKind::Declined | StateKind::Withdrawn
    );
    let held = matches!(
        state,
        StateKind::Held | StateKind::Delivered | StateKind::Capturing
    );
    let paid = matches!(state, StateKind::Paid | StateKind::Closed);
    let after = |yes: bool| yes.then(|| read_at().plus(3 * DAY_MS));
    let before = |yes: bool| yes.then(|| read_at().plus(-HOUR_MS));
    let possible = |event: &Event| lifecycle::next(state, *event, side).is_ok();
    let booking = BookingView {
        id: ID.parse().expect("an identifier"),
        version: 1,
        lodge: LodgeRef {
            slug: "alencon".into(),
            town: "Alençon".into(),
            of_town: "d’Alençon".into(),
        },
        side,
        resident: person("Léa"),
        provider: person("Ophélie"),
        provider_slug: "ophelie".into(),
        coordinator: person("Claudie"),
        phone: "02 61 91 00 10".into(),
        skill: "dog-walking".into(),
        listing: ID.parse().expect("an identifier"),
        rate: (Cents(1300), RateUnit::Job, 60),
        what: "Promener Pistache".into(),
        address: "1 rue aux Sieurs".into(),
        commune: "Alençon".into(),
        slot_asked: None,
        state,
        created_at: read_at().plus(-2 * DAY_MS),
        due_at: after(!state.is_over()),
        agreement: agreed.then(agreement),
        capture_before: after(held),
        payment: None,
        delivered_at: before(paid || matches!(state, StateKind::Delivered | StateKind::Capturing)),
        paid_at: before(paid),
        ended_at: before(state.is_freed()),
        cancelled_by: (state == StateKind::Cancelled).then_some(Party::Resident),
        thread: Vec::new(),
        open_quote: None,
        my_review: None,
        other_review: None,
        reviews: Vec::new(),
        review_by: after(paid),
        tips: Vec::new(),
        actions: Event::ALL.iter().copied().filter(possible).collect(),
        may_answer: false,
        may_report: false,
    };
    MissionView {
        booking,
        now: read_at(),
    }
}
