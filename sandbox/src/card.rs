//! Reads what a payer typed: a well-formed card, or the reason why not. Nothing here changes state.

use crate::catalogue::{Behaviour, CARDS, Decline};
use crate::error::ApiError;
use serde::{Deserialize, Serialize};

/// What the payer typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardInput {
    pub(crate) number: String,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) cvc: String,
}

impl CardInput {
    /// A card by number alone, with an expiry and a code that are always right.
    pub(crate) fn from_number(number: &str) -> Self {
        Self {
            number: digits(number),
            exp_month: 12,
            exp_year: 2099,
            cvc: "123".to_owned(),
        }
    }
}

/// What is kept of a card: never its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CardFace {
    pub(crate) brand: String,
    pub(crate) last4: String,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) behaviour: Behaviour,
}

/// Keeps the digits of a number typed with spaces or dashes; other characters stay, so that they are refused.
pub(crate) fn digits(number: &str) -> String {
    number
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-'))
        .take(40)
        .collect()
}

/// Checks what was typed and says what the card will do.
///
/// # Errors
/// 402 `incorrect_number`, `invalid_expiry_month`, `invalid_expiry_year`, `invalid_cvc`: no charge is attempted.
pub(crate) fn read(input: &CardInput, now_ms: i64) -> Result<CardFace, ApiError> {
    let number = &input.number;
    if number.len() < 12
        || number.len() > 19
        || !number.bytes().all(|b| b.is_ascii_digit())
        || !luhn(number)
    {
        return Err(ApiError::card(
            "incorrect_number",
            None,
            "Your card number is incorrect.",
        ));
    }
    if !(1..=12).contains(&input.exp_month) {
        return Err(ApiError::card(
            "invalid_expiry_month",
            None,
            "Your card's expiration month is invalid.",
        ));
    }
    let (year, month) = year_and_month(now_ms);
    if !(year..=year + 100).contains(&input.exp_year)
        || (input.exp_year == year && input.exp_month < month)
    {
        return Err(ApiError::card(
            "invalid_expiry_year",
            None,
            "Your card's expiration year is invalid.",
        ));
    }
    if input.cvc.len() != 3 || !input.cvc.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ApiError::card(
            "invalid_cvc",
            None,
            "Your card's security code is invalid.",
        ));
    }
    let known = CARDS.iter().find(|card| card.number == number);
    Ok(CardFace {
        brand: known.map_or("visa", |card| card.brand).to_owned(),
        last4: number[number.len() - 4..].to_owned(),
        exp_month: input.exp_month,
        exp_year: input.exp_year,
        behaviour: known.map_or(Behaviour::Decline(Decline::NotATestCard), |card| {
            card.behaviour
        }),
    })
}

/// The check digit of card numbers (ISO/IEC 7812-1).
fn luhn(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, doubled) if doubled > 9 => doubled - 9,
                (_, doubled) => doubled,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Year and month in UTC (days-to-civil algorithm of Howard Hinnant).
fn year_and_month(now_ms: i64) -> (i64, i64) {
    let days = now_ms.div_euclid(crate::clock::DAY_MS) + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month)
}

#[cfg(test)]
mod tests {
    use super::{CardInput, luhn, read, year_and_month};
    use crate::catalogue::{CARDS, TestCard};

    const NOVEMBER_2026: i64 = 1_795_000_000_000;

    #[test]
    fn every_test_card_is_well_formed_and_unique() {
        for card in CARDS {
            assert!(luhn(card.number), "{}", card.number);
            let same = |other: &&TestCard| other.number == card.number || other.token == card.token;
            assert_eq!(CARDS.iter().filter(same).count(), 1, "{}", card.number);
        }
    }

    #[test]
    fn dates() {
        assert_eq!(year_and_month(0), (1970, 1));
        assert_eq!(year_and_month(NOVEMBER_2026), (2026, 11));
        assert_eq!(year_and_month(951_782_400_000), (2000, 2));
    }

    #[test]
    fn refuses_what_is_mistyped() {
        let code = |change: fn(&mut CardInput)| {
            let mut input = CardInput::from_number("4242 4242 4242 4242");
            change(&mut input);
            read(&input, NOVEMBER_2026)
                .err()
                .and_then(|error| error.code)
        };
        assert_eq!(code(|_| ()), None);
        assert_eq!(
            code(|c| c.number = "4242424242424241".into()),
            Some("incorrect_number")
        );
        assert_eq!(code(|c| c.number = "abc".into()), Some("incorrect_number"));
        assert_eq!(code(|c| c.exp_month = 13), Some("invalid_expiry_month"));
        assert_eq!(
            code(|c| (c.exp_year, c.exp_month) = (2026, 10)),
            Some("invalid_expiry_year")
        );
        assert_eq!(code(|c| (c.exp_year, c.exp_month) = (2026, 11)), None);
        assert_eq!(code(|c| c.cvc = "12".into()), Some("invalid_cvc"));
    }
}
