//! Why a use case did not happen.

use domain::RuleError;
use store::StoreError;

/// What a use case answers when it fails. `app` turns each into a status and a sentence of the catalogue.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule said no: 422, 403 or 409.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// No such thing, or nothing the actor may know of: 404.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the session has ended: 401.
    #[error("sign in first")]
    SignInFirst,
    /// The e-mail address has to be confirmed first: 403.
    #[error("confirm the e-mail address first")]
    ConfirmFirst,
    /// E-mail or password wrong; which one is not said: 422.
    #[error("wrong e-mail or password")]
    WrongCredentials,
    /// Somebody else changed it in the meantime: 409, look again.
    #[error("changed in the meantime")]
    Stale,
    /// The payment provider cannot be reached: 503, nothing was debited.
    #[error("payment provider unavailable")]
    GatewayUnavailable,
    /// A fault of ours: 500 with a reference; the cause goes to the log, once, at the boundary.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::OnceOnly => Self::Rule(RuleError::OnceOnly),
            StoreError::SlotTaken => Self::Rule(RuleError::SlotTaken),
            StoreError::AlreadyDone => Self::Rule(RuleError::AlreadyDone),
            StoreError::Stale => Self::Stale,
            other => Self::Internal(other.to_string()),
        }
    }
}
