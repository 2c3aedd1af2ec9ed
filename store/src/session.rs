//! Sessions: cookies of signed-in accounts, kept as hashes of random tokens.

use crate::{StoreError, Tx};
use domain::{Timestamp, ids::AccountId};
use uuid::Uuid;

/// Opens a session; the hash is of a fresh random token.
pub async fn insert(
    tx: &mut Tx,
    hash: [u8; 32],
    account: AccountId,
    created_at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into session (hash, account_id, created_at_ms, expires_at_ms) values ($1, $2, $3, $4)",
        &hash[..],
        account.0,
        created_at.0,
        expires_at.0,
    )
    .map(|_| ())
}

/// Whose session it is and until when, unless it has expired.
pub async fn find(
    tx: &mut Tx,
    hash: [u8; 32],
    now: Timestamp,
) -> Result<Option<(AccountId, Timestamp)>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Uuid, i64),
        "select account_id, expires_at_ms from session where hash = $1 and expires_at_ms > $2",
        &hash[..],
        now.0,
    )?;
    Ok(row.map(|(account, expires)| (AccountId(account), Timestamp(expires))))
}

/// Lets it last until then; a session that is gone stays gone.
pub async fn extend(tx: &mut Tx, hash: [u8; 32], expires_at: Timestamp) -> Result<(), StoreError> {
    let sql = "update session set expires_at_ms = $2 where hash = $1";
    execute!(tx, sql, &hash[..], expires_at.0).map(|_| ())
}

/// Ends one session; nothing happens when it is gone.
pub async fn delete(tx: &mut Tx, hash: [u8; 32]) -> Result<(), StoreError> {
    execute!(tx, "delete from session where hash = $1", &hash[..]).map(|_| ())
}

/// Ends every session of the account but `keep`, and says how many.
pub async fn delete_all(
    tx: &mut Tx,
    account: AccountId,
    keep: Option<[u8; 32]>,
) -> Result<u64, StoreError> {
    // No token hashes to an empty text, so without one to keep all of them go.
    let keep = keep.as_ref().map_or(&[][..], |hash| &hash[..]);
    execute!(
        tx,
        "delete from session where account_id = $1 and hash <> $2",
        account.0,
        keep
    )
}

/// Open sessions of the account.
pub async fn count(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<i64, StoreError> {
    let sql = "select count(*) from session where account_id = $1 and expires_at_ms > $2";
    fetch_value!(tx, i64, sql, account.0, now.0)
}

/// Forgets sessions that expired, and says how many.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "delete from session where expires_at_ms <= $1", now.0)
}
