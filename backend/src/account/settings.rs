//! What the account page changes: name, password, address.

use super::{dead_link, hash_of, link, own, password};
use crate::{Backend, Error, Work, mail};
use domain::{Actor, Problem, RuleError, ids::AccountId};
use store::{StoreError, link::Purpose};

/// Changes the name that others see.
pub async fn rename(b: &Backend, actor: &Actor, name: &str) -> Result<(), Error> {
    let name = domain::account::name(name)?;
    let mut work = b.write().await?;
    store::account::set_name(&mut work, actor.account, &name).await?;
    work.commit().await
}

/// Changes the password, given the present one. Every other session ends; the one of `keep_token` goes on.
pub async fn change_password(
    b: &Backend,
    actor: &Actor,
    current: &str,
    new: &str,
    keep_token: &str,
) -> Result<(), Error> {
    let account = own(&mut b.read().await?, actor).await?;
    check_password(b, "current_password", account.password_hash, current).await?;
    domain::account::password("password", new, &account.email, &account.name)?;
    let password_hash = password::hash(b, new).await?;
    let mut work = b.write().await?;
    store::account::set_password(&mut work, account.id, &password_hash).await?;
    store::session::delete_all(&mut work, account.id, Some(hash_of(keep_token))).await?;
    store::link::delete_for(&mut work, account.id, Purpose::Reset).await?;
    // Whoever knew the old password may have begun to take the address over.
    store::link::delete_for(&mut work, account.id, Purpose::ChangeEmail).await?;
    mail::enqueue(
        &mut work,
        b,
        mail::Template::PasswordChanged,
        account.id,
        None,
    )
    .await?;
    work.commit().await
}

/// Asks for another address, given the password; a link mailed there makes it so. For an address that has an account the
/// answer is the same, and its owner is told instead.
pub async fn change_email(
    b: &Backend,
    actor: &Actor,
    password: &str,
    new: &str,
) -> Result<(), Error> {
    let account = own(&mut b.read().await?, actor).await?;
    let new = domain::account::email("email", new)?;
    if new == account.email {
        return Err(RuleError::input("email", Problem::NotAChoice).into());
    }
    check_password(b, "current_password", account.password_hash, password).await?;
    let mut work = b.write().await?;
    // Remembers the address; the token that is mailed replaces this one, which nobody knows.
    link::mint(&mut work, b, account.id, Purpose::ChangeEmail, Some(&new)).await?;
    let (template, reader) = match store::account::by_email(&mut work, &new).await? {
        Some(owner) => (mail::Template::AlreadyRegistered, owner.id),
        None => (mail::Template::ChangeEmail, account.id),
    };
    mail::enqueue_sparingly(&mut work, b, template, reader, &new).await?;
    work.commit().await
}

/// Uses the link mailed to a new address.
pub async fn confirm_email_change(b: &Backend, token: &str) -> Result<(), Error> {
    let mut work = b.write().await?;
    take_email_change(&mut work, b, token)
        .await?
        .ok_or_else(dead_link)?;
    work.commit().await
}

/// Changes the address as the link says, tells the former one, and makes links mailed to it useless; `None` when the link is
/// no longer valid.
pub(super) async fn take_email_change(
    work: &mut Work,
    b: &Backend,
    token: &str,
) -> Result<Option<AccountId>, Error> {
    let now = b.now();
    let Some((id, Some(new))) =
        store::link::take(work, hash_of(token), Purpose::ChangeEmail, now).await?
    else {
        return Ok(None);
    };
    let Some(account) = store::account::get(work, id).await? else {
        return Ok(None);
    };
    match store::account::set_email(work, id, &new, now).await {
        // Somebody opened an account with it since.
        Err(StoreError::AlreadyDone) => return Err(dead_link()),
        other => other?,
    }
    store::link::delete_for(work, id, Purpose::Reset).await?;
    mail::enqueue_to(work, b, mail::Template::EmailChanged, id, account.email).await?;
    Ok(Some(id))
}

async fn check_password(
    b: &Backend,
    field: &'static str,
    stored: String,
    typed: &str,
) -> Result<(), Error> {
    if password::matches(b, Some(stored), typed).await? {
        Ok(())
    } else {
        Err(RuleError::input(field, Problem::WrongPassword).into())
    }
}
