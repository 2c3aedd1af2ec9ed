//! The life of a mission as a line: what happened, where it is, what is to come.

use super::{api::MissionView, wording::Said};
use crate::{
    t,
    ui::{TimelineState, TimelineStep, words},
};
use domain::{Lang, Party, booking::StateKind, format};

/// The steps, oldest first. Exactly one is "now" while the mission is under way.
pub(super) fn steps(lang: Lang, mission: &MissionView) -> Vec<TimelineStep> {
    let s = Said::new(lang, mission);
    let at = |at| format::date_time(lang, at, mission.now);
    let asked = t!(lang, booking.steps.asked);
    let mut steps = vec![done(
        "paper-plane-tilt",
        asked,
        at(mission.booking.created_at),
    )];
    if mission.booking.state.is_freed() {
        steps.extend(mission.booking.agreement.is_some().then(|| agreed(&s)));
        steps.push(ended(&s));
        return steps;
    }
    steps.extend([agreed(&s), hold(&s), delivered(&s), debit(&s), reviews(&s)]);
    steps.extend(mission.booking.tips.iter().map(|(amount, given)| {
        let price = format::money_short(lang, *amount);
        done("gift", t!(lang, booking.steps.tip, price), at(*given))
    }));
    steps
}

fn step(state: TimelineState, icon: &'static str, title: String, detail: String) -> TimelineStep {
    TimelineStep {
        state,
        icon,
        title,
        detail,
    }
}

fn done(icon: &'static str, title: String, detail: String) -> TimelineStep {
    step(TimelineState::Done, icon, title, detail)
}

fn agreed(s: &Said<'_>) -> TimelineStep {
    let lang = s.lang;
    let Some(agreement) = &s.b.agreement else {
        let title = t!(lang, booking.steps.to_agree);
        return step(TimelineState::Now, "handshake", title, String::new());
    };
    let at = format::date(lang, agreement.agreed_at, s.now);
    let title = t!(lang, booking.steps.agreed, price = s.price.clone());
    let detail = t!(lang, booking.steps.agreed_detail, slot = s.slot.clone(), at);
    done("handshake", title, detail)
}

fn hold(s: &Said<'_>) -> TimelineStep {
    let lang = s.lang;
    let title = || t!(lang, booking.steps.hold, price = s.price.clone());
    match s.b.state {
        StateKind::Requested => {
            let title = t!(lang, booking.steps.hold_to_come);
            step(
                TimelineState::ToCome,
                "lock-key",
                title,
                t!(lang, booking.steps.hold_nothing),
            )
        }
        StateKind::Agreed | StateKind::AwaitingPayment => {
            let detail = t!(lang, booking.steps.hold_by, due = s.due.clone());
            step(TimelineState::Now, "lock-key", title(), detail)
        }
        StateKind::ActionNeeded => step(
            TimelineState::Wrong,
            "lock-key",
            title(),
            t!(lang, booking.steps.hold_lost),
        ),
        _ if s.until.is_empty() => done("lock-key", title(), String::new()),
        _ => {
            let detail = t!(lang, booking.steps.hold_until, until = s.until.clone());
            done("lock-key", title(), detail)
        }
    }
}

fn delivered(s: &Said<'_>) -> TimelineStep {
    let (lang, icon) = (s.lang, words::pictogram(&s.b.skill));
    if let Some(at) = s.b.delivered_at {
        let at = format::date_time(lang, at, s.now);
        let detail = t!(lang, booking.steps.delivered_by, at, p = s.p.clone());
        return done(icon, t!(lang, booking.steps.delivered), detail);
    }
    let state = if s.b.state == StateKind::Held {
        TimelineState::Now
    } else {
        TimelineState::ToCome
    };
    step(
        state,
        icon,
        t!(lang, booking.steps.to_deliver),
        s.slot.clone(),
    )
}

fn debit(s: &Said<'_>) -> TimelineStep {
    let lang = s.lang;
    let title = || t!(lang, booking.steps.debit, price = s.price.clone());
    match s.b.state {
        StateKind::Paid | StateKind::Closed => {
            let at = s.b.paid_at.map(|at| format::date_time(lang, at, s.now));
            done("hand-coins", title(), at.unwrap_or_default())
        }
        StateKind::Capturing => step(
            TimelineState::Now,
            "hand-coins",
            title(),
            t!(lang, booking.steps.debit_now),
        ),
        StateKind::ActionNeeded => step(
            TimelineState::Now,
            "hand-coins",
            title(),
            t!(lang, booking.steps.debit_other),
        ),
        state => {
            // Delivered: what happens now is that the resident confirms, which debits.
            let now = state == StateKind::Delivered;
            let state = if now {
                TimelineState::Now
            } else {
                TimelineState::ToCome
            };
            step(
                state,
                "hand-coins",
                t!(lang, booking.steps.debit_to_come),
                String::new(),
            )
        }
    }
}

fn reviews(s: &Said<'_>) -> TimelineStep {
    let lang = s.lang;
    let title = t!(lang, booking.steps.reviews);
    match s.b.state {
        StateKind::Paid => {
            let detail = t!(lang, booking.steps.reviews_by, due = s.review_by.clone());
            step(TimelineState::Now, "star", title, detail)
        }
        StateKind::Closed => {
            let written = [&s.b.my_review, &s.b.other_review]
                .iter()
                .any(|r| r.is_some())
                || !s.b.reviews.is_empty();
            let detail = if written {
                t!(lang, booking.steps.reviews_published)
            } else {
                t!(lang, booking.steps.reviews_silent)
            };
            done("star", title, detail)
        }
        _ => {
            let title = if s.b.side == Party::Resident {
                t!(lang, booking.steps.reviews_to_come)
            } else {
                t!(lang, booking.steps.reviews_to_come_other)
            };
            step(TimelineState::ToCome, "star", title, String::new())
        }
    }
}

/// How it ended before anything was done.
fn ended(s: &Said<'_>) -> TimelineStep {
    let at =
        s.b.ended_at
            .map(|at| format::date_time(s.lang, at, s.now))
            .unwrap_or_default();
    let title = super::wording::state(s.lang, s.b.state);
    step(TimelineState::Wrong, "x-circle", title, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::booking::sample;

    #[test]
    fn one_step_is_now_while_the_mission_is_under_way() {
        for state in StateKind::ALL {
            for side in [Party::Resident, Party::Provider, Party::Coordinator] {
                let steps = steps(Lang::Fr, &sample::mission(*state, side));
                let now = steps
                    .iter()
                    .filter(|s| s.state == TimelineState::Now)
                    .count();
                let over = state.is_freed() || *state == StateKind::Closed;
                assert_eq!(now, usize::from(!over), "{state:?} {side:?}");
            }
        }
    }

    #[test]
    fn the_hold_says_until_when_and_that_nothing_is_debited() {
        let steps = steps(Lang::Fr, &sample::mission(StateKind::Held, Party::Resident));
        let hold = &steps[2];
        assert_eq!(hold.title, "Empreinte de 13\u{a0}€");
        assert!(
            hold.detail.contains("24 novembre") && hold.detail.contains("rien n’est débité"),
            "{hold:?}"
        );
    }
}
