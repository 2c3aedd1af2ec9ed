//! Forgotten passwords.

use super::{NewSession, dead_link, hash_of, password, session};
use crate::{
    Backend, Error,
    jobs::{self, Task},
    mail,
};
use store::link::Purpose;

/// Mails a link to choose a new password, if the address has an account and did not get several just now; the answer and the
/// work are the same.
pub async fn forgot_password(b: &Backend, email: &str) -> Result<(), Error> {
    let email = domain::account::email("email", email)?;
    let mut work = b.write().await?;
    match store::account::by_email(&mut work, &email).await? {
        Some(account) => {
            let reset = mail::Template::Reset;
            mail::enqueue_sparingly(&mut work, b, reset, account.id, &email).await?;
        }
        None => jobs::enqueue(&mut work, b, &Task::Decoy, b.now(), None).await?,
    }
    work.commit().await
}

/// Uses a mailed link to set a new password, ends every session, and opens one. Having read the mail also confirms the
/// address.
pub async fn reset_password(b: &Backend, token: &str, new: &str) -> Result<NewSession, Error> {
    let (hash, now) = (hash_of(token), b.now());
    let account = {
        let mut tx = b.read().await?;
        let (id, _) = store::link::find(&mut tx, hash, Purpose::Reset, now)
            .await?
            .ok_or_else(dead_link)?;
        store::account::get(&mut tx, id)
            .await?
            .ok_or_else(dead_link)?
    };
    // Checked before the link is used, so that a password that is refused can be typed again.
    domain::account::password("password", new, &account.email, &account.name)?;
    let password_hash = password::hash(b, new).await?;
    let mut work = b.write().await?;
    store::link::take(&mut work, hash, Purpose::Reset, now)
        .await?
        .ok_or_else(dead_link)?;
    store::account::set_password(&mut work, account.id, &password_hash).await?;
    if account.confirmed_at.is_none() {
        store::account::confirm(&mut work, account.id, now).await?;
    }
    // Whoever knew the old password may have begun to take the address over.
    store::link::delete_for(&mut work, account.id, Purpose::ChangeEmail).await?;
    store::session::delete_all(&mut work, account.id, None).await?;
    let session = session::open(&mut work, b, account.id).await?;
    mail::enqueue(
        &mut work,
        b,
        mail::Template::PasswordChanged,
        account.id,
        None,
    )
    .await?;
    work.commit().await?;
    Ok(session)
}
