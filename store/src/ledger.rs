//! The ledger: entries of balanced postings, written once. The database refuses to change or remove them.

use crate::{StoreError, Tx};
use domain::{
    Cents, Timestamp,
    ids::{BookingId, EntryId, PaymentId},
    ledger::{EntryKind, Posting, balance as sum},
};
use uuid::Uuid;

/// Writes an entry.
///
/// # Errors
/// [`StoreError::Unbalanced`] before anything is written; [`StoreError::AlreadyDone`] when the payment has an entry of that
/// kind.
pub async fn insert(
    tx: &mut Tx,
    entry: EntryId,
    kind: EntryKind,
    booking: BookingId,
    payment: PaymentId,
    at: Timestamp,
    postings: &[Posting],
) -> Result<(), StoreError> {
    let off = sum(postings);
    if off != Cents::ZERO {
        return Err(StoreError::Unbalanced(off.0));
    }
    execute!(
        &mut *tx,
        "insert into ledger_entry (id, kind, booking_id, payment_id, at_ms) values ($1, $2, $3, $4, $5)",
        entry.0,
        kind.code(),
        booking.0,
        payment.0,
        at.0,
    )?;
    for (line, posting) in (0_i64..).zip(postings) {
        let sql = "insert into ledger_posting (entry_id, line, account, amount_cents) values ($1, $2, $3, $4)";
        execute!(
            &mut *tx,
            sql,
            entry.0,
            line,
            posting.account.to_string(),
            posting.amount.0
        )?;
    }
    Ok(())
}

/// What an account holds: debits less credits. The account is written as by [`domain::ledger::Ledger`].
pub async fn balance(tx: &mut Tx, account: &str) -> Result<Cents, StoreError> {
    let sql = "select cast(coalesce(sum(amount_cents), 0) as bigint) from ledger_posting where account = $1";
    fetch_value!(tx, i64, sql, account).map(Cents)
}

/// What all postings sum to: nought, or the ledger is broken.
pub async fn total(tx: &mut Tx) -> Result<Cents, StoreError> {
    let sql = "select cast(coalesce(sum(amount_cents), 0) as bigint) from ledger_posting";
    fetch_value!(tx, i64, sql).map(Cents)
}

/// Entries whose postings do not sum to nought: none, or the ledger is broken.
pub async fn unbalanced(tx: &mut Tx) -> Result<Vec<EntryId>, StoreError> {
    let sql = "select entry_id from ledger_posting group by entry_id having sum(amount_cents) <> 0 order by entry_id";
    Ok(fetch_all!(tx, (Uuid,), sql)?
        .into_iter()
        .map(|r| EntryId(r.0))
        .collect())
}

/// What was posted for the booking, in order: kind of the entry, account, amount.
pub async fn of_booking(
    tx: &mut Tx,
    booking: BookingId,
) -> Result<Vec<(String, String, Cents)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, String, i64),
        "select e.kind, p.account, p.amount_cents
         from ledger_entry e join ledger_posting p on p.entry_id = e.id
         where e.booking_id = $1
         order by e.at_ms, e.id, p.line",
        booking.0,
    )?;
    Ok(rows
        .into_iter()
        .map(|(kind, account, amount)| (kind, account, Cents(amount)))
        .collect())
}
