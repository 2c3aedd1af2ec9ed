//! Every kind of job, and the feature that does it.

use crate::{Backend, Error, account, booking::timer, mail, payment};
use domain::ids::{BookingId, PaymentId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What to do. A new kind is a variant here and a line in `Task::run`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
pub enum Task {
    /// Render and send a message.
    Mail(mail::Message),
    /// Open the payment page of a payment.
    Checkout(PaymentId),
    /// Ask the gateway how a payment stands.
    Settle(PaymentId),
    /// Debit the card that a payment holds.
    Capture(PaymentId),
    /// Give up what a payment holds.
    Void(PaymentId),
    /// End a mission that nobody agreed on or paid in time.
    Expire(BookingId),
    /// Confirm a delivery that the resident is silent about.
    AutoConfirm(BookingId),
    /// Publish the reviews of a mission and close it.
    Close(BookingId),
    /// Forget sessions and links that have ended.
    Sweep,
    /// Nothing: written where writing nothing would take less time and tell that an address is unknown.
    Decoy,
}

impl Task {
    /// Does it. An error means "try again"; what is over by now is done.
    pub(crate) async fn run(self, b: &Backend) -> Result<(), Error> {
        match self {
            Self::Mail(message) => mail::send(b, &message).await,
            Self::Checkout(id) => payment::open(b, id).await,
            Self::Settle(id) => payment::settle(b, id).await,
            Self::Capture(id) => payment::capture(b, id).await,
            Self::Void(id) => payment::release(b, id).await,
            Self::Expire(id) => timer::expire(b, id).await,
            Self::AutoConfirm(id) => timer::auto_confirm(b, id).await,
            Self::Close(id) => timer::close(b, id).await,
            Self::Sweep => account::sweep(b).await,
            Self::Decoy => Ok(()),
        }
    }

    /// Kind and payload as stored.
    pub(crate) fn encode(&self) -> Result<(String, Value), Error> {
        let mut value =
            serde_json::to_value(self).map_err(|e| Error::Internal(format!("job: {e}")))?;
        let payload = value.get_mut("payload").map_or(Value::Null, Value::take);
        let kind = value
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default();
        Ok((kind.to_owned(), payload))
    }

    /// The task stored under that kind.
    pub(crate) fn decode(kind: &str, payload: &Value) -> Result<Self, Error> {
        let value = if payload.is_null() {
            json!({ "kind": kind })
        } else {
            json!({ "kind": kind, "payload": payload })
        };
        serde_json::from_value(value).map_err(|e| Error::Internal(format!("job {kind}: {e}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_read_as_it_was_stored() -> Result<(), Error> {
        let message = mail::Message {
            template: mail::Template::Confirm,
            account: uuid::Uuid::from_u128(7).into(),
            booking: None,
            to: None,
            came_for: None,
        };
        for task in [
            Task::Sweep,
            Task::Mail(message),
            Task::Capture(uuid::Uuid::from_u128(8).into()),
        ] {
            let (kind, payload) = task.encode()?;
            assert_eq!(Task::decode(&kind, &payload)?, task);
        }
        assert!(Task::decode("no_such_kind", &Value::Null).is_err());
        Ok(())
    }
}
