//! Signing up and confirming the address.

use super::{NewSession, dead_link, hash_of, own, password, session, settings};
use crate::{Backend, Error, Work, mail};
use domain::{Actor, Lang};
use store::{StoreError, account::Account, link::Purpose};

/// Portrait of somebody who has not chosen one.
const PORTRAIT: &str = "neighbour";

/// What a person types to open an account.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// First name or pseudonym.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Language of the page, and of mail from now on.
    pub lang: Lang,
    /// The page of ours that the person came for, if any: a path without query. The mailed link leads on to it.
    pub came_for: Option<String>,
}

/// Opens an account and mails a link to confirm its address. For an address that has one already the answer and the work are
/// the same; its owner is told by mail.
pub async fn sign_up(b: &Backend, form: SignUp) -> Result<(), Error> {
    let name = domain::account::name(&form.name)?;
    let email = domain::account::email("email", &form.email)?;
    domain::account::password("password", &form.password, &email, &name)?;
    let password_hash = password::hash(b, &form.password).await?;
    let account = Account {
        id: b.new_id(),
        email,
        name,
        portrait: PORTRAIT.to_owned(),
        password_hash,
        lang: form.lang,
        confirmed_at: None,
        created_at: b.now(),
    };
    match open(b, &account, form.came_for.clone()).await {
        // Somebody else signed up with it in the same moment: now it is known.
        Err(Error::Rule(domain::RuleError::AlreadyDone)) => open(b, &account, form.came_for).await,
        other => other,
    }
}

async fn open(b: &Backend, account: &Account, came_for: Option<String>) -> Result<(), Error> {
    let mut work: Work = b.write().await?;
    if let Some(known) = store::account::by_email(&mut work, &account.email).await? {
        let told = mail::Template::AlreadyRegistered;
        mail::enqueue_sparingly(&mut work, b, told, known.id, &known.email).await?;
    } else {
        store::account::insert(&mut work, account)
            .await
            .map_err(|e: StoreError| Error::from(e))?;
        mail::enqueue_confirmation(&mut work, b, account.id, came_for).await?;
    }
    work.commit().await
}

/// Uses a mailed link: confirms the address of a new account, or a change of address, and opens a session. Every other session
/// of the account ends, since whoever opened it had not shown that the address is theirs; and so does the one that the
/// browser had until then.
pub async fn confirm(
    b: &Backend,
    token: &str,
    old_session: Option<&str>,
) -> Result<NewSession, Error> {
    let now = b.now();
    let mut work = b.write().await?;
    let account = match store::link::take(&mut work, hash_of(token), Purpose::Confirm, now).await? {
        Some((account, _)) => {
            store::account::confirm(&mut work, account, now).await?;
            account
        }
        None => settings::take_email_change(&mut work, b, token)
            .await?
            .ok_or_else(dead_link)?,
    };
    store::session::delete_all(&mut work, account, None).await?;
    session::replace(&mut work, old_session).await?;
    let session = session::open(&mut work, b, account).await?;
    work.commit().await?;
    Ok(session)
}

/// Mails the link to confirm the address again, some times in a row at most. Nothing to do once it is confirmed.
pub async fn resend_confirmation(b: &Backend, actor: &Actor) -> Result<(), Error> {
    let mut work = b.write().await?;
    let account = own(&mut work, actor).await?;
    if account.confirmed_at.is_none() {
        let confirm = mail::Template::Confirm;
        mail::enqueue_sparingly(&mut work, b, confirm, account.id, &account.email).await?;
    }
    work.commit().await
}
