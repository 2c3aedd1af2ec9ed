//! The sentence of each error and problem.

use crate::{error::UiError, t};
use domain::{Cents, Lang, Problem, format};

/// What happened, what is kept, what to do.
pub fn message(error: &UiError, lang: Lang) -> String {
    match error {
        UiError::Input { field, problem } => problem_text(problem, field, lang),
        UiError::WrongCredentials => t!(lang, error.wrong_credentials),
        UiError::SignInFirst => t!(lang, error.sign_in_first),
        UiError::ConfirmFirst => t!(lang, error.confirm_first),
        UiError::NotPermitted => t!(lang, error.not_permitted),
        UiError::NotFound => t!(lang, error.not_found),
        UiError::WrongState { .. } => t!(lang, error.wrong_state),
        UiError::OnceOnly => t!(lang, error.once_only),
        UiError::SlotTaken => t!(lang, error.slot_taken),
        UiError::QuoteChanged => t!(lang, error.quote_changed),
        UiError::AlreadyDone => t!(lang, error.already_done),
        UiError::Stale => t!(lang, error.stale),
        UiError::TooManyRequests => t!(lang, error.too_many_requests),
        UiError::GatewayUnavailable => t!(lang, error.gateway_unavailable),
        UiError::Unreachable => t!(lang, error.unreachable),
        UiError::Malformed => t!(lang, error.malformed),
        UiError::TooLarge => t!(lang, error.body_too_large),
        UiError::Internal { reference } => t!(lang, error.internal, reference = reference.clone()),
    }
}

/// Amounts are in cents for fields that hold money, else plain counts.
fn limit(value: i64, field: &str, lang: Lang) -> String {
    let money = matches!(field, "unit_price" | "tip" | "price" | "max");
    if money {
        format::money_short(lang, Cents(value))
    } else {
        value.to_string()
    }
}

fn problem_text(problem: &Problem, field: &str, lang: Lang) -> String {
    match problem {
        Problem::Required => t!(lang, error.required),
        Problem::TooShort { min } => t!(lang, error.too_short, min = *min),
        Problem::TooLong { max } => t!(lang, error.too_long, max = *max),
        Problem::NotANumber => t!(lang, error.not_a_number),
        Problem::TooSmall { min } => t!(lang, error.too_small, min = limit(*min, field, lang)),
        Problem::TooLarge { max } => t!(lang, error.too_large, max = limit(*max, field, lang)),
        Problem::Format if field == "email" => t!(lang, error.format_email),
        Problem::Format if field == "time" => t!(lang, error.format_time),
        Problem::Format => t!(lang, error.format),
        Problem::InThePast => t!(lang, error.in_the_past),
        Problem::TooFar { days } => t!(lang, error.too_far, days = *days),
        Problem::OutsideTerritory => t!(lang, error.outside_territory),
        Problem::ControlCharacters => t!(lang, error.control_characters),
        Problem::NotAChoice => t!(lang, error.not_a_choice),
        Problem::CommonPassword => t!(lang, error.common_password),
        Problem::WrongPassword => t!(lang, error.wrong_password),
        Problem::LinkNoLongerValid => t!(lang, error.link_no_longer_valid),
    }
}
