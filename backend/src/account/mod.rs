//! Accounts: signing up, in and out, mailed links, settings. Owns passwords, sessions and links; cookies and rate limits
//! are the server's. Whether an e-mail address has an account is never told: same answer, same work, same time.

pub(crate) mod link;
pub(crate) mod password;
mod reset;
mod session;
mod settings;
mod sign_up;
mod view;

pub use reset::{forgot_password, reset_password};
pub use session::{
    NewSession, Visit, authenticate, recognise, sign_in, sign_out, sign_out_everywhere,
};
pub use settings::{change_email, change_password, confirm_email_change, rename};
pub use sign_up::{SignUp, confirm, resend_confirmation, sign_up};
pub use view::{session_view, view};

use crate::{Backend, Error, jobs};
use domain::{Actor, Problem, RuleError, time::DAY_MS};
use sha2::{Digest, Sha256};
use store::{Tx, account::Account};

/// What is stored of a secret that a cookie or a link carries.
pub(crate) fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// What a link that is unknown, used or expired answers; which of them is not told.
fn dead_link() -> Error {
    Error::Rule(RuleError::input("token", Problem::LinkNoLongerValid))
}

/// The signed-in account's row.
async fn own(tx: &mut Tx, actor: &Actor) -> Result<Account, Error> {
    store::account::get(tx, actor.account)
        .await?
        .ok_or(Error::SignInFirst)
}

/// How long it can be looked up what the worker did and what the gateway sent. The gateway repeats an event for days only.
const TRACES_MS: i64 = 30 * DAY_MS;

/// The job: forgets sessions and links that have ended and old traces of work done, and comes back tomorrow.
pub(crate) async fn sweep(b: &Backend) -> Result<(), Error> {
    let now = b.now();
    let mut work = b.write().await?;
    store::session::delete_expired(&mut work, now).await?;
    store::link::delete_expired(&mut work, now).await?;
    let long_ago = now.plus(-TRACES_MS);
    store::job::delete_done(&mut work, long_ago).await?;
    store::webhook::delete_before(&mut work, long_ago).await?;
    jobs::enqueue_sweep(&mut work, b, now.plus(DAY_MS)).await?;
    work.commit().await
}
