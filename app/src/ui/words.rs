//! Short texts made of a figure and a word, the same on every page: rates, counts, ratings.

use crate::{plural, t};
use domain::{Lang, format, listing::RateUnit, money::Cents};

/// `13 €`, `20 €/h`, `11 €/jour`, `5 €/20 min`.
pub fn rate(lang: Lang, amount: Cents, unit: RateUnit) -> String {
    let price = format::money_short(lang, amount);
    match unit {
        RateUnit::Job => price,
        RateUnit::Hour => t!(lang, ui.rate_hour, price = price),
        RateUnit::Day => t!(lang, ui.rate_day, price = price),
        RateUnit::Slice => t!(lang, ui.rate_slice, price = price),
    }
}

/// `la mission`, `de l’heure`: the unit alone, after a big price.
pub fn unit(lang: Lang, unit: RateUnit) -> String {
    match unit {
        RateUnit::Job => t!(lang, ui.unit_job),
        RateUnit::Hour => t!(lang, ui.unit_hour),
        RateUnit::Day => t!(lang, ui.unit_day),
        RateUnit::Slice => t!(lang, ui.unit_slice),
    }
}

/// A telephone number that no line break tears apart.
pub fn phone(phone: &str) -> String {
    phone.replace(' ', "\u{a0}")
}

/// What a French number is called by, from anywhere.
pub fn phone_link(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    format!("tel:+33{}", digits.trim_start_matches('0'))
}

/// `dès 13 €`.
pub fn rate_from(lang: Lang, amount: Cents, unit: RateUnit) -> String {
    t!(lang, ui.rate_from, price = rate(lang, amount, unit))
}

/// `23 avis`.
pub fn reviews(lang: Lang, n: u32) -> String {
    plural!(lang, n, ui.reviews_singular, ui.reviews_plural)
}

/// `41 missions`.
pub fn missions(lang: Lang, n: u32) -> String {
    plural!(lang, n, ui.missions_singular, ui.missions_plural)
}

/// Name of a skill by its code; the code itself when the catalogue no longer has it.
pub fn skill(lang: Lang, code: &str) -> String {
    domain::skill::find(code).map_or_else(|| code.to_owned(), |s| s.name(lang).to_owned())
}

/// Pictogram of a skill by its code.
pub fn pictogram(code: &str) -> &'static str {
    domain::skill::find(code).map_or("hand-coins", |s| s.pictogram)
}
