//! Passwords: argon2id with 2 passes and 1 lane (OWASP's setting with 19 MiB), off the async threads, a bounded number at a time.

use crate::{Backend, Error};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hashes computed at the same time: each holds its memory, so that a burst of sign-ins cannot take all of it.
const AT_ONCE: usize = 4;

/// What one backend needs to hash.
pub(crate) struct Passwords {
    turns: Semaphore,
    /// A hash that belongs to nobody, as dear as any other.
    nobody: Arc<OnceLock<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
            nobody: Arc::default(),
        }
    }
}

/// Hashes a password that was checked by the rules.
pub(crate) async fn hash(b: &Backend, password: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    b.random.fill(&mut salt);
    let (password, memory) = (password.to_owned(), b.config.argon2_memory_kib);
    blocking(b, move || compute(memory, password.as_bytes(), &salt)).await
}

/// Whether the password is that of `stored`. Without a stored hash the same work is done for nothing, so that time does not
/// tell whether there is an account.
pub(crate) async fn matches(
    b: &Backend,
    stored: Option<String>,
    password: &str,
) -> Result<bool, Error> {
    // Longer ones were never accepted; hashing them would only be work for an attacker to order.
    let too_long = password.chars().count() > domain::account::PASSWORD_MAX as usize;
    let password = if too_long {
        String::new()
    } else {
        password.to_owned()
    };
    let (memory, nobody) = (
        b.config.argon2_memory_kib,
        Arc::clone(&b.passwords().nobody),
    );
    blocking(b, move || {
        // Made before either answer, so that the first one is not slower.
        if nobody.get().is_none() {
            let made = compute(memory, b"nobody's password", b"nobody's salt...")?;
            let _ = nobody.set(made);
        }
        let known = stored.is_some() && !too_long;
        let stored = stored.or_else(|| nobody.get().cloned()).unwrap_or_default();
        let parsed = PasswordHash::new(&stored)
            .map_err(|e| Error::Internal(format!("stored password: {e}")))?;
        let equal = Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok();
        Ok(equal && known)
    })
    .await
}

fn compute(memory_kib: u32, password: &[u8], salt: &[u8]) -> Result<String, Error> {
    let params = Params::new(memory_kib, PASSES, LANES, None)
        .map_err(|e| Error::Internal(format!("argon2 settings: {e}")))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password_with_salt(password, salt);
    hash.map(|h: PasswordHash| h.to_string())
        .map_err(|e| Error::Internal(format!("password: {e}")))
}

async fn blocking<T: Send + 'static>(
    b: &Backend,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let fault = |e: &dyn std::fmt::Display| Error::Internal(format!("hashing: {e}"));
    let _turn = b.passwords().turns.acquire().await.map_err(|e| fault(&e))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| fault(&e))?
}
