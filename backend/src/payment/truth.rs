//! What the gateway's answer about a payment page means for a payment. Pure.

use crate::gateway::{Intent, IntentStatus, Session, SessionStatus};
use domain::{Cents, Timestamp};

/// How a payment stands at the gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// The page is open; nobody has paid.
    Open,
    /// The page is open; the bank has refused a card.
    Declined(String),
    /// Nobody paid and nobody can any more, or the hold was given up.
    Gone,
    /// The card is authorised for exactly the amount.
    Held {
        intent: String,
        capture_before: Timestamp,
    },
    /// Exactly the amount was taken.
    Taken { intent: String },
    /// Something that must not be: another amount, another currency, a hold without an end.
    Wrong(String),
}

impl Truth {
    /// Reads a payment page for a payment of `amount`.
    pub(super) fn of(session: &Session, amount: Cents) -> Self {
        let expired = session.status == SessionStatus::Expired;
        let Some(intent) = session.intent() else {
            return if expired { Self::Gone } else { Self::Open };
        };
        match intent.status {
            IntentStatus::RequiresCapture => held(intent, amount),
            IntentStatus::Succeeded
                if intent.is_for(amount) && intent.amount_received == amount =>
            {
                Self::Taken {
                    intent: intent.id.clone(),
                }
            }
            IntentStatus::Succeeded => wrong(intent, "taken"),
            IntentStatus::Canceled => Self::Gone,
            _ if expired => Self::Gone,
            IntentStatus::RequiresPaymentMethod => intent
                .decline_code()
                .map_or(Self::Open, |code| Self::Declined(code.to_owned())),
            IntentStatus::RequiresConfirmation
            | IntentStatus::RequiresAction
            | IntentStatus::Processing => Self::Open,
        }
    }
}

fn held(intent: &Intent, amount: Cents) -> Truth {
    match intent.capture_before() {
        Some(capture_before) if intent.is_for(amount) && intent.amount_capturable == amount => {
            Truth::Held {
                intent: intent.id.clone(),
                capture_before,
            }
        }
        _ => wrong(intent, "held"),
    }
}

fn wrong(intent: &Intent, what: &str) -> Truth {
    Truth::Wrong(format!(
        "{} {what}: {} {} (capturable {}, received {})",
        intent.id,
        intent.amount.0,
        intent.currency,
        intent.amount_capturable.0,
        intent.amount_received.0
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn truth(session: &str, intent: &Value) -> Truth {
        let session = json!({ "id": "cs_1", "status": session, "url": null, "expires_at": 1, "payment_intent": intent });
        Truth::of(
            &serde_json::from_value(session).expect("a session"),
            Cents(1300),
        )
    }

    fn intent(status: &str, amount: i64, capturable: i64, received: i64) -> Value {
        json!({ "id": "pi_1", "status": status, "amount": amount, "amount_capturable": capturable, "amount_received": received,
            "currency": "eur", "latest_charge": { "payment_method_details": { "card": { "capture_before": 60 } } } })
    }

    #[test]
    fn a_page_without_a_card_is_open_until_it_lapses() {
        assert_eq!(truth("open", &Value::Null), Truth::Open);
        assert_eq!(truth("expired", &Value::Null), Truth::Gone);
        assert_eq!(
            truth("open", &intent("requires_action", 1300, 0, 0)),
            Truth::Open
        );
        assert_eq!(
            truth("expired", &intent("requires_action", 1300, 0, 0)),
            Truth::Gone
        );
    }

    #[test]
    fn only_the_exact_amount_in_euros_counts() {
        let held = Truth::Held {
            intent: "pi_1".into(),
            capture_before: Timestamp(60_000),
        };
        assert_eq!(
            truth("complete", &intent("requires_capture", 1300, 1300, 0)),
            held
        );
        assert!(matches!(
            truth("complete", &intent("requires_capture", 1200, 1200, 0)),
            Truth::Wrong(_)
        ));
        assert!(matches!(
            truth("complete", &intent("requires_capture", 1300, 1299, 0)),
            Truth::Wrong(_)
        ));
        let mut dollars = intent("requires_capture", 1300, 1300, 0);
        dollars["currency"] = "usd".into();
        assert!(matches!(truth("complete", &dollars), Truth::Wrong(_)));
        assert_eq!(
            truth("complete", &intent("succeeded", 1300, 0, 1300)),
            Truth::Taken {
                intent: "pi_1".into()
            }
        );
        assert!(matches!(
            truth("complete", &intent("succeeded", 1300, 0, 1000)),
            Truth::Wrong(_)
        ));
    }

    #[test]
    fn a_refused_card_is_told_while_another_may_be_tried() {
        let mut refused = intent("requires_payment_method", 1300, 0, 0);
        refused["last_payment_error"] =
            json!({ "code": "card_declined", "decline_code": "insufficient_funds" });
        assert_eq!(
            truth("open", &refused),
            Truth::Declined("insufficient_funds".into())
        );
        assert_eq!(truth("expired", &refused), Truth::Gone);
    }
}
