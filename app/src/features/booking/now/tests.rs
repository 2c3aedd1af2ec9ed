use super::*;
use crate::features::booking::sample;
use domain::{
    time::DAY_MS,
    view::{PaymentStatus, PaymentView},
};

const READERS: [Party; 4] = [
    Party::Resident,
    Party::Provider,
    Party::Coordinator,
    Party::Network,
];

fn paying(state: StateKind, status: PaymentStatus, visit: Visit) -> Now {
    let mut mission = sample::mission(state, Party::Resident);
    mission.booking.payment = Some(PaymentView {
        status,
        decline_code: None,
    });
    now(Lang::Fr, &mission, visit)
}

#[test]
fn every_state_says_to_every_side_what_happens_now() {
    for lang in Lang::ALL {
        for state in StateKind::ALL {
            for party in READERS {
                let sheet = now(lang, &sample::mission(*state, party), Visit::Plain);
                let all = format!("{} {} {}", sheet.title, sheet.text, sheet.deadline);
                assert!(
                    !sheet.title.is_empty() && !sheet.text.is_empty(),
                    "{state:?} {party:?}"
                );
                assert!(
                    !all.contains("{{") && !all.contains("  "),
                    "{state:?} {party:?}: {all}"
                );
            }
        }
    }
}

#[test]
fn it_is_the_turn_of_at_most_one_side_before_the_reviews() {
    for state in StateKind::ALL.iter().filter(|s| **s != StateKind::Paid) {
        let turns = READERS
            .into_iter()
            .filter(|p| now(Lang::Fr, &sample::mission(*state, *p), Visit::Plain).tone == Tone::Now)
            .count();
        assert!(turns <= 1, "{state:?} is the turn of {turns} sides");
        if *state != StateKind::Capturing && !state.is_over() {
            assert_eq!(turns, 1, "nobody has to do anything while {state:?}");
        }
    }
}

#[test]
fn the_return_from_the_payment_page_tells_the_truth() {
    let state = StateKind::AwaitingPayment;
    let checking = paying(state, PaymentStatus::Pending, Visit::Back);
    assert_eq!(
        checking.tone,
        Tone::Next,
        "nothing to do while the bank is asked"
    );
    let left = paying(state, PaymentStatus::Pending, Visit::Left);
    assert_eq!(
        left,
        paying(StateKind::Agreed, PaymentStatus::Abandoned, Visit::Plain)
    );
    let refused = paying(state, PaymentStatus::Declined, Visit::Back);
    assert!(
        refused.text.contains("rien n’est débité"),
        "{}",
        refused.text
    );
    assert_ne!(refused.title, left.title);
}

#[test]
fn a_hold_that_ends_before_the_day_says_that_another_is_asked_for() {
    let mut mission = sample::mission(StateKind::Held, Party::Resident);
    let agreement = mission.booking.agreement.as_ref().expect("agreed");
    let start = agreement.slot.start;
    mission.now = start.plus(-2 * DAY_MS);
    mission.booking.capture_before = Some(start.plus(DAY_MS));
    let plain = now(Lang::Fr, &mission, Visit::Plain);
    mission.booking.capture_before = Some(start.plus(-DAY_MS));
    let early = now(Lang::Fr, &mission, Visit::Plain);
    assert_eq!(early.title, plain.title);
    assert_ne!(early.deadline, plain.deadline);
    assert!(
        early.deadline.contains("redemanderons"),
        "{}",
        early.deadline
    );
}
