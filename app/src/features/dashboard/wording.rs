//! The dashboards' words: an event as a sentence, a need as a sentence, a stretch of time.

use crate::{plural, t};
use domain::{
    Lang, Party, Timestamp,
    booking::Event,
    format,
    time::{DAY_MS, HOUR_MS, MINUTE_MS, to_paris},
    view::{FeedItem, Figures, Need, NeedKind},
};

/// What happened, with first names. Sentences never put "de" before a name, which French would elide.
pub fn event(lang: Lang, item: &FeedItem) -> String {
    let (r, p) = (item.resident.clone(), item.provider.clone());
    match (item.event, item.party) {
        (Event::Request, _) => t!(lang, dashboard.event.request, r, p),
        (Event::Write, _) => t!(lang, dashboard.event.write, r, p),
        (Event::PutQuote, Party::Resident) => t!(lang, dashboard.event.quote_resident, r, p),
        (Event::PutQuote, Party::Provider) => t!(lang, dashboard.event.quote_provider, r, p),
        (Event::PutQuote, _) => t!(lang, dashboard.event.quote_coordinator, r, p),
        (Event::EndQuote, Party::Resident) => t!(lang, dashboard.event.end_quote_resident, r, p),
        (Event::EndQuote, Party::Provider) => t!(lang, dashboard.event.end_quote_provider, r, p),
        (Event::EndQuote, _) => t!(lang, dashboard.event.end_quote_other, r, p),
        (Event::Agree, Party::Resident) => t!(lang, dashboard.event.agree_resident, r, p),
        (Event::Agree, _) => t!(lang, dashboard.event.agree_provider, r, p),
        (Event::Decline, Party::Coordinator) => t!(lang, dashboard.event.decline_coordinator, r, p),
        (Event::Decline, _) => t!(lang, dashboard.event.decline_provider, r, p),
        (Event::Withdraw, Party::Coordinator) => {
            t!(lang, dashboard.event.withdraw_coordinator, r, p)
        }
        (Event::Withdraw, _) => t!(lang, dashboard.event.withdraw_resident, r, p),
        (Event::Cancel, Party::Resident) => t!(lang, dashboard.event.cancel_resident, r, p),
        (Event::Cancel, Party::Provider) => t!(lang, dashboard.event.cancel_provider, r, p),
        (Event::Cancel, _) => t!(lang, dashboard.event.cancel_coordinator, r, p),
        (Event::Deliver, Party::Coordinator) => t!(lang, dashboard.event.deliver_coordinator, r, p),
        (Event::Deliver, _) => t!(lang, dashboard.event.deliver_provider, r, p),
        (Event::Confirm, Party::Resident) => t!(lang, dashboard.event.confirm_resident, r, p),
        (Event::Confirm, _) => t!(lang, dashboard.event.confirm_silence, r, p),
        (Event::Review, Party::Resident) => t!(lang, dashboard.event.review_resident, r, p),
        (Event::Review, _) => t!(lang, dashboard.event.review_provider, r, p),
        (Event::Tip, _) => t!(lang, dashboard.event.tip, r, p),
        (Event::StartPayment, _) => t!(lang, dashboard.event.start_payment, r, p),
        (Event::AbandonPayment, _) => t!(lang, dashboard.event.abandon_payment, r, p),
        (Event::Authorise, _) => t!(lang, dashboard.event.authorise, r, p),
        (Event::LoseHold, _) => t!(lang, dashboard.event.lose_hold, r, p),
        (Event::Capture, _) => t!(lang, dashboard.event.capture, r, p),
        (Event::RefuseCapture, _) => t!(lang, dashboard.event.refuse_capture, r, p),
        (Event::Expire, _) => t!(lang, dashboard.event.expire, r, p),
        (Event::Close, _) => t!(lang, dashboard.event.close, r, p),
    }
}

/// Pictogram of an event.
pub const fn event_icon(event: Event) -> &'static str {
    match event {
        Event::Request => "paper-plane-tilt",
        Event::Write | Event::PutQuote | Event::EndQuote => "chat-circle-text",
        Event::Agree => "handshake",
        Event::Decline | Event::Withdraw | Event::Cancel => "x-circle",
        Event::Expire | Event::AbandonPayment => "clock",
        Event::StartPayment | Event::Authorise => "credit-card",
        Event::LoseHold | Event::RefuseCapture => "warning-circle",
        Event::Deliver => "check",
        Event::Confirm | Event::Close => "check-circle",
        Event::Capture => "coins",
        Event::Review => "star",
        Event::Tip => "gift",
    }
}

/// What a mission needs, with first names.
pub fn need(lang: Lang, need: &Need) -> String {
    let (r, p) = (need.resident.clone(), need.provider.clone());
    match need.kind {
        NeedKind::Unanswered => t!(lang, dashboard.need.unanswered, r, p),
        NeedKind::HoldLapsing => t!(lang, dashboard.need.hold_lapsing, r, p),
        NeedKind::ReportedReview => t!(lang, dashboard.need.reported_review, r, p),
        NeedKind::ActionNeeded => t!(lang, dashboard.need.action_needed, r, p),
    }
}

/// What is best done about it.
pub fn advice(lang: Lang, kind: NeedKind) -> String {
    match kind {
        NeedKind::Unanswered => t!(lang, dashboard.need.unanswered_advice),
        NeedKind::HoldLapsing => t!(lang, dashboard.need.hold_lapsing_advice),
        NeedKind::ReportedReview => t!(lang, dashboard.need.reported_review_advice),
        NeedKind::ActionNeeded => t!(lang, dashboard.need.action_needed_advice),
    }
}

/// Pictogram of a need.
pub const fn need_icon(kind: NeedKind) -> &'static str {
    match kind {
        NeedKind::Unanswered => "hourglass-medium",
        NeedKind::HoldLapsing => "credit-card",
        NeedKind::ReportedReview => "flag",
        NeedKind::ActionNeeded => "warning-circle",
    }
}

/// "depuis 26 h", or for a hold "encore 5 h" and that it is over.
pub fn waiting(lang: Lang, kind: NeedKind, at: Timestamp, now: Timestamp) -> String {
    match kind {
        NeedKind::HoldLapsing if at > now => {
            t!(lang, dashboard.need.left, span = span(lang, at.since(now)))
        }
        NeedKind::HoldLapsing => t!(lang, dashboard.need.lapsed),
        _ => t!(lang, dashboard.need.since, span = span(lang, now.since(at))),
    }
}

/// A stretch of time in one unit: minutes under an hour, hours under two days, then days.
fn span(lang: Lang, ms: i64) -> String {
    let count = |unit: i64| u32::try_from(ms.max(0) / unit).unwrap_or(u32::MAX);
    match ms {
        ms if ms < HOUR_MS => plural!(
            lang,
            count(MINUTE_MS),
            dashboard.span.minutes_singular,
            dashboard.span.minutes_plural
        ),
        ms if ms < 2 * DAY_MS => plural!(
            lang,
            count(HOUR_MS),
            dashboard.span.hours_singular,
            dashboard.span.hours_plural
        ),
        _ => plural!(
            lang,
            count(DAY_MS),
            dashboard.span.days_singular,
            dashboard.span.days_plural
        ),
    }
}

/// The day in Paris as `21/11`, short enough for an axis and a column.
pub fn short_day(at: Timestamp) -> String {
    let c = to_paris(at);
    format!("{:02}/{:02}", c.day, c.month)
}

/// Today's hour as `10:42`, the day of anything older.
pub fn moment(at: Timestamp, now: Timestamp) -> String {
    if format::date_input(at) == format::date_input(now) {
        format::time_input(at)
    } else {
        short_day(at)
    }
}

/// Names and values of all figures, in the order of a mission's life; amounts last, written with their cents.
pub fn rows(lang: Lang, figures: &Figures) -> [(String, i64, String); 8] {
    let count = |name: String, n: u32| (name, i64::from(n), format::count(lang, u64::from(n)));
    let money = |name: String, amount: domain::Cents| (name, amount.0, format::money(lang, amount));
    [
        count(t!(lang, dashboard.figure.requests), figures.requests),
        count(t!(lang, dashboard.figure.agreed), figures.agreed),
        count(t!(lang, dashboard.figure.held), figures.held),
        count(t!(lang, dashboard.figure.delivered), figures.delivered),
        count(t!(lang, dashboard.figure.captured), figures.captured),
        count(t!(lang, dashboard.figure.reviewed), figures.reviewed),
        money(t!(lang, dashboard.figure.amount), figures.captured_amount),
        money(t!(lang, dashboard.figure.commission), figures.commission),
    ]
}

/// A difference with its sign: `+3`, `−2`, `=`.
pub fn difference(lang: Lang, is_money: bool, by: i64) -> String {
    let size = if is_money {
        format::money(lang, domain::Cents(by.saturating_abs()))
    } else {
        format::count(lang, by.unsigned_abs())
    };
    match by {
        0 => "=".to_owned(),
        1.. => format!("+{size}"),
        _ => format!("−{size}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::from_paris;

    const ID: &str = "00000000-0000-4000-8000-000000000001";

    #[test]
    fn every_event_by_every_party_is_a_sentence_with_both_names() {
        for lang in Lang::ALL {
            for kind in Event::ALL {
                for party in Party::ALL {
                    let item = FeedItem {
                        id: ID.parse().expect("an identifier"),
                        event: *kind,
                        party,
                        at: Timestamp(0),
                        booking: ID.parse().expect("an identifier"),
                        skill: "dog-walking".into(),
                        resident: "Léa".into(),
                        provider: "Ophélie".into(),
                    };
                    let said = event(lang, &item);
                    assert!(
                        said.contains("Léa") && said.contains("Ophélie"),
                        "{lang:?} {kind:?} {party:?}: {said}"
                    );
                    assert!(!said.contains("{{"), "{said}");
                }
            }
        }
    }

    #[test]
    fn stretches_of_time_keep_one_unit() {
        assert_eq!(span(Lang::Fr, 59 * MINUTE_MS), "59\u{a0}min");
        assert_eq!(span(Lang::Fr, 26 * HOUR_MS + 5), "26\u{a0}h");
        assert_eq!(span(Lang::En, 3 * DAY_MS), "3\u{a0}days");
    }

    #[test]
    fn a_hold_counts_down_and_everything_else_up() {
        let now = from_paris(2026, 11, 21, 9, 0);
        let at = now.plus(5 * HOUR_MS);
        assert!(waiting(Lang::Fr, NeedKind::HoldLapsing, at, now).contains("5\u{a0}h"));
        assert!(
            waiting(Lang::Fr, NeedKind::Unanswered, now.plus(-26 * HOUR_MS), now)
                .contains("26\u{a0}h")
        );
        assert_eq!(moment(now, now), "09:00");
        assert_eq!(moment(now.plus(-DAY_MS), now), "20/11");
    }

    #[test]
    fn differences_carry_their_sign() {
        assert_eq!(difference(Lang::Fr, false, 3), "+3");
        assert_eq!(difference(Lang::Fr, false, -2), "−2");
        assert_eq!(difference(Lang::Fr, true, 0), "=");
        assert_eq!(difference(Lang::Fr, true, -1_300), "−13,00\u{a0}€");
    }
}
