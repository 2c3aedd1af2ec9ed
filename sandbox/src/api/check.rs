//! Typed readings of parameters that several operations share.

use crate::error::ApiError;
use crate::form::Params;
use crate::model::CaptureMethod;

/// Stripe's largest amount, and its smallest in euros, in cents.
pub(super) const LARGEST: i64 = 99_999_999;
const SMALLEST: i64 = 50;
const CURRENCIES: [&str; 4] = ["eur", "usd", "gbp", "chf"];

/// Stripe's bounds of an amount.
pub(super) fn check_amount(amount: i64, param: &str) -> Result<(), ApiError> {
    if amount < SMALLEST {
        return Err(ApiError::invalid(
            "amount_too_small",
            param,
            "Amount must be at least €0.50 eur",
        ));
    }
    if amount > LARGEST {
        return Err(ApiError::invalid(
            "amount_too_large",
            param,
            "Amount must be no more than €999,999.99",
        ));
    }
    Ok(())
}

/// A currency of the short list, in lower case.
pub(super) fn read_currency(params: &Params, path: &str) -> Result<String, ApiError> {
    let currency = params.required(path)?.to_ascii_lowercase();
    if CURRENCIES.contains(&currency.as_str()) {
        return Ok(currency);
    }
    let shown: String = currency.chars().take(10).collect();
    let message = format!(
        "Invalid currency: {shown}. This sandbox takes: {}",
        CURRENCIES.join(", ")
    );
    Err(ApiError::invalid("parameter_invalid", path, message))
}

/// When the money moves; at payment unless said otherwise.
pub(super) fn capture_method(params: &Params, path: &str) -> Result<CaptureMethod, ApiError> {
    let word = params.one_of(path, &["manual", "automatic", "automatic_async"])?;
    Ok(if word == Some("manual") {
        CaptureMethod::Manual
    } else {
        CaptureMethod::Automatic
    })
}

/// A whole number within bounds.
pub(super) fn between(
    params: &Params,
    path: &str,
    least: i64,
    most: i64,
) -> Result<Option<i64>, ApiError> {
    let number = params.integer(path)?;
    if number.is_none_or(|number| (least..=most).contains(&number)) {
        return Ok(number);
    }
    Err(ApiError::invalid(
        "parameter_invalid_integer",
        path,
        format!("This value must be between {least} and {most}."),
    ))
}

/// An absolute http(s) address.
pub(super) fn url(params: &Params, path: &str) -> Result<Option<String>, ApiError> {
    let url = params.short_text(path, 5000)?;
    let good = |url: &String| {
        (url.starts_with("http://") || url.starts_with("https://"))
            && !url.contains(char::is_whitespace)
            && !url.contains(char::is_control)
    };
    if url.as_ref().is_none_or(good) {
        return Ok(url);
    }
    Err(ApiError::invalid("url_invalid", path, "Not a valid URL"))
}

/// The payer's e-mail address; only its form is looked at.
pub(super) fn email(params: &Params) -> Result<Option<String>, ApiError> {
    let email = params.short_text("customer_email", 800)?;
    match &email {
        Some(text) if !text.contains('@') || text.contains(char::is_whitespace) => Err(
            ApiError::invalid("email_invalid", "customer_email", "Invalid email address."),
        ),
        _ => Ok(email),
    }
}

/// A language tag, or `auto`.
pub(super) fn locale(params: &Params) -> Result<Option<String>, ApiError> {
    let locale = params.short_text("locale", 10)?;
    match &locale {
        Some(text) if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => Err(
            ApiError::invalid("parameter_invalid", "locale", "Invalid locale."),
        ),
        _ => Ok(locale),
    }
}
