//! Mailed links: single use, short-lived, stored as hashes. A link is minted when its message is rendered, so that no job and
//! no table ever holds it in clear. Opening one changes nothing: the page posts the token back.

use super::hash_of;
use crate::{Backend, Error};
use domain::{
    ids::AccountId,
    time::{DAY_MS, HOUR_MS},
};
use store::{Tx, link::Purpose};

/// How long a link works, in milliseconds.
pub(crate) const fn lifetime_ms(purpose: Purpose) -> i64 {
    match purpose {
        Purpose::Confirm => 3 * DAY_MS,
        Purpose::Reset => HOUR_MS,
        Purpose::ChangeEmail => DAY_MS,
    }
}

/// A new link of that account, for `new_email` when the purpose is to change it. Former ones of the same purpose stop working.
pub(crate) async fn mint(
    tx: &mut Tx,
    b: &Backend,
    account: AccountId,
    purpose: Purpose,
    new_email: Option<&str>,
) -> Result<String, Error> {
    let token = b.new_secret();
    let expires_at = b.now().plus(lifetime_ms(purpose));
    store::link::delete_for(tx, account, purpose).await?;
    store::link::insert(tx, hash_of(&token), account, purpose, new_email, expires_at).await?;
    Ok(token)
}
