//! Sessions: random tokens of 256 bits in a cookie, hashed in our own table, ended by thirty days without a visit.

use super::{hash_of, password};
use crate::{Backend, Error};
use domain::{Actor, Timestamp, ids::AccountId, time::DAY_MS};
use store::Tx;

/// A session ends after this long without a visit.
const LIFETIME_MS: i64 = 30 * DAY_MS;
/// A visit prolongs it once a day, not with every request.
const PROLONG_AFTER_MS: i64 = DAY_MS;

/// A session that was just opened or prolonged: the browser is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// What the cookie carries; known to nobody else.
    pub token: String,
    /// When it ends without a visit.
    pub expires_at: Timestamp,
}

/// A request that came with a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Whose.
    pub actor: Actor,
    /// The session, when this visit prolonged it: its cookie has to last as long.
    pub prolonged: Option<NewSession>,
}

/// Opens a session.
pub(super) async fn open(
    tx: &mut Tx,
    b: &Backend,
    account: AccountId,
) -> Result<NewSession, Error> {
    let session = NewSession {
        token: b.new_secret(),
        expires_at: b.now().plus(LIFETIME_MS),
    };
    store::session::insert(
        tx,
        hash_of(&session.token),
        account,
        b.now(),
        session.expires_at,
    )
    .await?;
    Ok(session)
}

/// Ends the session that a browser had until now, whosever it was.
pub(super) async fn replace(tx: &mut Tx, old_token: Option<&str>) -> Result<(), Error> {
    if let Some(token) = old_token {
        store::session::delete(tx, hash_of(token)).await?;
    }
    Ok(())
}

/// Opens a session for e-mail and password, always with a new token; the one that the browser had until then ends. A wrong
/// password and an unknown address answer alike.
pub async fn sign_in(
    b: &Backend,
    email: &str,
    password: &str,
    old_token: Option<&str>,
) -> Result<NewSession, Error> {
    let account = match domain::account::email("email", email) {
        Ok(email) => store::account::by_email(&mut b.read().await?, &email).await?,
        Err(_) => None,
    };
    let (id, stored) = account.map(|a| (a.id, a.password_hash)).unzip();
    if !password::matches(b, stored, password).await? {
        return Err(Error::WrongCredentials);
    }
    let mut work = b.write().await?;
    let session = open(&mut work, b, id.ok_or(Error::WrongCredentials)?).await?;
    replace(&mut work, old_token).await?;
    work.commit().await?;
    Ok(session)
}

/// Ends this session. An unknown token has nothing to end.
pub async fn sign_out(b: &Backend, token: &str) -> Result<(), Error> {
    let mut work = b.write().await?;
    store::session::delete(&mut work, hash_of(token)).await?;
    work.commit().await
}

/// Ends every session of the account, the present one included.
pub async fn sign_out_everywhere(b: &Backend, actor: &Actor) -> Result<(), Error> {
    let mut work = b.write().await?;
    store::session::delete_all(&mut work, actor.account, None).await?;
    work.commit().await
}

/// Who the cookie's token belongs to, with their roles as they are now, and counts it as a visit; `None` when the session has
/// ended.
pub async fn authenticate(b: &Backend, token: &str) -> Result<Option<Visit>, Error> {
    let Some((actor, expires_at)) = find(b, token).await? else {
        return Ok(None);
    };
    let prolonged = prolong(b, token, expires_at).await?;
    Ok(Some(Visit { actor, prolonged }))
}

/// The same for somebody who is listening already: it prolongs nothing, since no cookie could be set anew.
pub async fn recognise(b: &Backend, token: &str) -> Result<Option<Actor>, Error> {
    Ok(find(b, token).await?.map(|(actor, _)| actor))
}

async fn prolong(
    b: &Backend,
    token: &str,
    expires_at: Timestamp,
) -> Result<Option<NewSession>, Error> {
    let now = b.now();
    if expires_at.since(now) >= LIFETIME_MS - PROLONG_AFTER_MS {
        return Ok(None);
    }
    let session = NewSession {
        token: token.to_owned(),
        expires_at: now.plus(LIFETIME_MS),
    };
    let mut work = b.write().await?;
    store::session::extend(&mut work, hash_of(token), session.expires_at).await?;
    work.commit().await?;
    Ok(Some(session))
}

/// Whose session it is and until when.
async fn find(b: &Backend, token: &str) -> Result<Option<(Actor, Timestamp)>, Error> {
    let mut tx = b.read().await?;
    let found = store::session::find(&mut tx, hash_of(token), b.now()).await?;
    let Some((id, expires_at)) = found else {
        return Ok(None);
    };
    let Some(account) = store::account::get(&mut tx, id).await? else {
        return Ok(None);
    };
    let roles = store::account::roles(&mut tx, id).await?;
    let actor = Actor {
        account: id,
        name: account.name,
        confirmed: account.confirmed_at.is_some(),
        roles,
    };
    Ok(Some((actor, expires_at)))
}
