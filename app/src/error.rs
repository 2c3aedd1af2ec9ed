//! What the interface is told when something does not happen. Carries no sentence: [`UiError::message`] finds it in the
//! catalogue; internal errors carry a reference only.

use domain::{Lang, Problem};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// An error a person can be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UiError {
    /// A typed value is wrong.
    #[error("{field}: {problem:?}")]
    Input {
        /// Name of the form field.
        field: String,
        /// What is wrong with it.
        problem: Problem,
    },
    /// E-mail or password wrong.
    #[error("wrong credentials")]
    WrongCredentials,
    /// Sign in first.
    #[error("sign in first")]
    SignInFirst,
    /// Confirm the address first.
    #[error("confirm the address first")]
    ConfirmFirst,
    /// Not this person's to do.
    #[error("not permitted")]
    NotPermitted,
    /// No such thing.
    #[error("not found")]
    NotFound,
    /// Not in this state.
    #[error("not while {state}")]
    WrongState {
        /// The present state's code.
        state: String,
    },
    /// The same service was already ordered.
    #[error("once only")]
    OnceOnly,
    /// The provider is taken at that time.
    #[error("slot taken")]
    SlotTaken,
    /// Another quote is on the table.
    #[error("quote changed")]
    QuoteChanged,
    /// Already done.
    #[error("already done")]
    AlreadyDone,
    /// Changed in the meantime.
    #[error("stale")]
    Stale,
    /// Too many tries; wait.
    #[error("too many requests")]
    TooManyRequests,
    /// The payment provider cannot be reached.
    #[error("gateway unavailable")]
    GatewayUnavailable,
    /// The server could not be reached or understood.
    #[error("unreachable")]
    Unreachable,
    /// The form lacked a field or had one of the wrong shape: made by hand, or by an old page.
    #[error("malformed request")]
    Malformed,
    /// More was sent than any form holds.
    #[error("too large")]
    TooLarge,
    /// A fault of ours.
    #[error("internal error {reference}")]
    Internal {
        /// What to quote to support; the log has the rest.
        reference: String,
    },
}

impl FromServerFnError for UiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Malformed,
            _ => Self::Unreachable,
        }
    }
}

impl UiError {
    /// The HTTP status it answers with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Input { .. } | Self::WrongCredentials => 422,
            Self::SignInFirst => 401,
            Self::ConfirmFirst | Self::NotPermitted => 403,
            Self::NotFound => 404,
            Self::WrongState { .. }
            | Self::OnceOnly
            | Self::SlotTaken
            | Self::QuoteChanged
            | Self::AlreadyDone
            | Self::Stale => 409,
            Self::TooManyRequests => 429,
            Self::Malformed => 400,
            Self::TooLarge => 413,
            Self::GatewayUnavailable => 503,
            Self::Unreachable => 502,
            Self::Internal { .. } => 500,
        }
    }

    /// The field it is shown beside, if it is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Input { field, .. } => Some(field),
            _ => None,
        }
    }

    /// The sentence to show.
    pub fn message(&self, lang: Lang) -> String {
        crate::error_text::message(self, lang)
    }
}
