//! What every server function needs on the server: the use cases, who asks, and how errors leave.

use crate::error::UiError;
use backend::{Backend, Error};
use domain::{Actor, RuleError};
use http::{Method, StatusCode, header::ACCEPT, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The session cookie's token, set by the server's session layer when it is valid.
#[derive(Clone)]
pub struct SessionToken(pub String);

/// A change to the session cookie, carried out by the server's session layer.
#[derive(Clone)]
pub enum CookieChange {
    /// Signed in.
    Set(backend::account::NewSession),
    /// Signed out.
    Clear,
}

/// Where a server function leaves a cookie change; the layer reads it when the response is made.
#[derive(Clone, Default)]
pub struct CookieJar(pub std::sync::Arc<std::sync::Mutex<Option<CookieChange>>>);

/// The use cases.
pub fn backend() -> Result<Backend, UiError> {
    use_context::<Backend>().ok_or_else(|| fail(Error::Internal("no backend in context".into())))
}

/// Who is signed in, if anybody.
pub fn visitor() -> Option<Actor> {
    use_context::<Parts>().and_then(|p| p.extensions.get::<Actor>().cloned())
}

/// Who is signed in.
pub fn actor() -> Result<Actor, UiError> {
    visitor().ok_or_else(|| fail(Error::SignInFirst))
}

/// The present session's token.
pub fn session_token() -> Option<String> {
    use_context::<Parts>().and_then(|p| p.extensions.get::<SessionToken>().map(|t| t.0.clone()))
}

/// Asks the session layer to change the cookie.
pub fn change_cookie(change: CookieChange) {
    let jar = use_context::<Parts>().and_then(|p| p.extensions.get::<CookieJar>().cloned());
    if let Some(jar) = jar {
        *jar.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(change);
    }
}

/// An identifier from a form or an address; nonsense is simply not found.
pub fn id<T: std::str::FromStr>(value: &str) -> Result<T, UiError> {
    value.parse().map_err(|_| fail(Error::NotFound))
}

/// Turns a failed use case into what the interface is told, and sets the status of the page or server function.
pub fn fail(error: Error) -> UiError {
    let error = explain(error);
    set_status(error.status());
    error
}

/// What people are told of a failed use case; our own faults are logged, once, here.
pub fn explain(error: Error) -> UiError {
    match error {
        Error::Rule(RuleError::Input { field, problem }) => UiError::Input {
            field: field.to_owned(),
            problem,
        },
        Error::Rule(RuleError::NotPermitted) => UiError::NotPermitted,
        Error::Rule(RuleError::WrongState { state }) => UiError::WrongState {
            state: state.to_owned(),
        },
        Error::Rule(RuleError::OnceOnly) => UiError::OnceOnly,
        Error::Rule(RuleError::SlotTaken) => UiError::SlotTaken,
        Error::Rule(RuleError::QuoteChanged) => UiError::QuoteChanged,
        Error::Rule(RuleError::AlreadyDone) => UiError::AlreadyDone,
        Error::NotFound => UiError::NotFound,
        Error::SignInFirst => UiError::SignInFirst,
        Error::ConfirmFirst => UiError::ConfirmFirst,
        Error::WrongCredentials => UiError::WrongCredentials,
        Error::Stale => UiError::Stale,
        Error::GatewayUnavailable => UiError::GatewayUnavailable,
        Error::Internal(cause) => {
            let reference = reference();
            tracing::error!(%reference, %cause, "internal error");
            UiError::Internal { reference }
        }
    }
}

/// Short, readable over the telephone, unique enough to find one line of a log.
fn reference() -> String {
    use_context::<Backend>().map_or_else(
        || "0000-0000".to_owned(),
        |b| {
            let secret = b
                .new_id::<domain::ids::EventId>()
                .0
                .simple()
                .to_string()
                .to_uppercase();
            format!("{}-{}", &secret[20..24], &secret[24..28])
        },
    )
}

/// A refused form post of a page without JavaScript must stay a redirect for the form layer to catch; everything else
/// answers with the status itself.
pub fn set_status(status: u16) {
    let html_post = use_context::<Parts>().is_some_and(|p| {
        p.method == Method::POST
            && p.headers
                .get(ACCEPT)
                .and_then(|v| v.to_str().ok())
                .is_some_and(|v| v.contains("text/html"))
    });
    if let (false, Some(options), Ok(status)) = (
        html_post,
        use_context::<ResponseOptions>(),
        StatusCode::from_u16(status),
    ) {
        options.set_status(status);
    }
}

/// A page of ours to go back to, as [`own_path`], without a query: it may stand in an address and in a letter as it is.
pub fn own_page(path: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_');
    own_path(path).filter(|path| path.chars().all(plain))
}

/// A path of ours to go back to: absolute, without another host, backslash or control character hidden in it.
pub fn own_path(path: &str) -> Option<&str> {
    let good = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '#'])
        && !path.chars().any(char::is_control);
    (good && path.is_ascii() && path.len() < 500).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_gone_back_to() {
        for good in ["/", "/compte", "/en/loges/alencon?jours=7"] {
            assert_eq!(own_path(good), Some(good));
        }
        for bad in [
            "",
            "compte",
            "//evil.example",
            "/\\evil.example",
            "/a\nb",
            "/a#b",
            "/é",
            "https://evil.example",
        ] {
            assert_eq!(own_path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_page_that_a_letter_leads_on_to_has_nothing_to_escape() {
        let good = "/en/loges/alencon/services/01a2-b3/demander";
        assert_eq!(own_page(good), Some(good));
        for bad in [
            "/compte?fait=1",
            "/a&b",
            "/a%20b",
            "/a)b",
            "/a b",
            "//evil.example",
        ] {
            assert_eq!(own_page(bad), None, "{bad:?}");
        }
    }
}
