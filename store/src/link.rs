//! Mailed links: confirm an address, choose a new password, change the address. Kept as hashes, each good once.

use crate::{StoreError, Tx};
use domain::{Timestamp, ids::AccountId};
use uuid::Uuid;

/// What a link is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Confirm the address of a new account.
    Confirm,
    /// Choose a new password.
    Reset,
    /// Confirm a new address.
    ChangeEmail,
}

impl Purpose {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reset => "reset",
            Self::ChangeEmail => "change_email",
        }
    }
}

/// Adds a link; `new_email` exactly for [`Purpose::ChangeEmail`].
pub async fn insert(
    tx: &mut Tx,
    hash: [u8; 32],
    account: AccountId,
    purpose: Purpose,
    new_email: Option<&str>,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into link (hash, account_id, purpose, new_email, expires_at_ms) values ($1, $2, $3, $4, $5)",
        &hash[..],
        account.0,
        purpose.code(),
        new_email,
        expires_at.0,
    )
    .map(|_| ())
}

/// The account and new address behind a link that is still good; the link stays.
pub async fn find(
    tx: &mut Tx,
    hash: [u8; 32],
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<(AccountId, Option<String>)>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Uuid, Option<String>),
        "select account_id, new_email from link where hash = $1 and purpose = $2 and expires_at_ms > $3",
        &hash[..],
        purpose.code(),
        now.0,
    )?;
    Ok(row.map(|(account, email)| (AccountId(account), email)))
}

/// Uses a link up: of several who try at once, one gets it.
pub async fn take(
    tx: &mut Tx,
    hash: [u8; 32],
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<(AccountId, Option<String>)>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Uuid, Option<String>),
        "delete from link where hash = $1 and purpose = $2 and expires_at_ms > $3 returning account_id, new_email",
        &hash[..],
        purpose.code(),
        now.0,
    )?;
    Ok(row.map(|(account, email)| (AccountId(account), email)))
}

/// Forgets every link of the account for that purpose.
pub async fn delete_for(
    tx: &mut Tx,
    account: AccountId,
    purpose: Purpose,
) -> Result<(), StoreError> {
    let sql = "delete from link where account_id = $1 and purpose = $2";
    execute!(tx, sql, account.0, purpose.code()).map(|_| ())
}

/// The new address that waits to be confirmed.
pub async fn pending_email(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String,),
        "select new_email from link
         where account_id = $1 and purpose = 'change_email' and expires_at_ms > $2
         order by expires_at_ms desc limit 1",
        account.0,
        now.0,
    )?;
    Ok(row.map(|r| r.0))
}

/// Forgets links that expired, and says how many.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "delete from link where expires_at_ms <= $1", now.0)
}
