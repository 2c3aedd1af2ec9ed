//! API keys: `Authorization: Bearer sk_test_…` or Basic with the key as user name.

use crate::app::Config;
use crate::error::ApiError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use subtle::ConstantTimeEq;

/// Accepts the configured key or, when there is none, any secret test key.
///
/// # Errors
/// 401 without a key, with a publishable or live one, or with another than the configured one.
pub(super) fn check(config: &Config, header: Option<&str>) -> Result<(), ApiError> {
    let key = header.and_then(key_of).filter(|key| !key.is_empty()).ok_or_else(|| {
        ApiError::unauthorized(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        )
    })?;
    let right = match &config.secret_key {
        Some(expected) => bool::from(expected.as_bytes().ct_eq(key.as_bytes())),
        None => key.starts_with("sk_test_") || key.starts_with("rk_test_"),
    };
    if right {
        return Ok(());
    }
    let shown: String = key.chars().take(8).collect();
    Err(ApiError::unauthorized(format!(
        "Invalid API Key provided: {shown}****"
    )))
}

fn key_of(header: &str) -> Option<String> {
    let (scheme, value) = header.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(value.trim().to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    text.split(':').next().map(str::to_owned)
}
