//! Which of the gateway's events were taken in: it may send each one several times.

use crate::{StoreError, Tx};
use domain::Timestamp;

/// Takes an event in; false when it was taken in before. Of several that arrive at once, one is new.
pub async fn insert(
    tx: &mut Tx,
    event_id: &str,
    kind: &str,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "insert into webhook_event (id, kind, received_at_ms) values ($1, $2, $3) on conflict (id) do nothing";
    execute!(tx, sql, event_id, kind, at.0).map(|rows| rows == 1)
}

/// Forgets events that were taken in before that moment, when the gateway does not send them any more; says how many.
pub async fn delete_before(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "delete from webhook_event where received_at_ms < $1";
    execute!(tx, sql, before.0)
}
