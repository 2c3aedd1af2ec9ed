//! Money, dates and counts as people of each language write them. Pure text, the same in the browser and on the server.

use crate::{
    lang::Lang,
    money::Cents,
    time::{Civil, Timestamp, to_paris},
};

const NNBSP: char = '\u{202f}';
const NBSP: char = '\u{a0}';

const MONTHS: [[&str; 12]; 2] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
const DAYS: [[&str; 7]; 2] = [
    [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];

const fn row(lang: Lang) -> usize {
    match lang {
        Lang::Fr => 0,
        Lang::En => 1,
    }
}

/// `1 234,50 €` or `€1,234.50`. Always with cents.
pub fn money(lang: Lang, amount: Cents) -> String {
    let sign = if amount.0 < 0 { "−" } else { "" };
    let (units, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    match lang {
        Lang::Fr => format!("{sign}{},{cents:02}{NBSP}€", grouped(units, NNBSP)),
        Lang::En => format!("{sign}€{}.{cents:02}", grouped(units, ',')),
    }
}

/// Like [`money`], without the cents when they are nought: `13 €`.
pub fn money_short(lang: Lang, amount: Cents) -> String {
    if amount.0 % 100 != 0 {
        return money(lang, amount);
    }
    let sign = if amount.0 < 0 { "−" } else { "" };
    let units = amount.0.unsigned_abs() / 100;
    match lang {
        Lang::Fr => format!("{sign}{}{NBSP}€", grouped(units, NNBSP)),
        Lang::En => format!("{sign}€{}", grouped(units, ',')),
    }
}

/// A count with grouped thousands.
pub fn count(lang: Lang, n: u64) -> String {
    grouped(n, if lang == Lang::Fr { NNBSP } else { ',' })
}

/// A rating in tenths: `4,8` or `4.8`.
pub fn rating(lang: Lang, tenths: u32) -> String {
    let point = if lang == Lang::Fr { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

fn grouped(n: u64, separator: char) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(d);
    }
    out
}

/// Whether a count takes the singular: 0 and 1 in French, 1 in English.
pub const fn is_one(lang: Lang, n: u64) -> bool {
    n == 1 || (n == 0 && matches!(lang, Lang::Fr))
}

/// `samedi 28 novembre` or `Saturday 28 November`; the year only when it is not that of `now`.
pub fn date(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let c = to_paris(at);
    let year = if to_paris(now).year == c.year {
        String::new()
    } else {
        format!(" {}", c.year)
    };
    format!("{} {}{year}", weekday(lang, c), day_month(lang, c))
}

/// `28 novembre 2026` or `28 November 2026`.
pub fn date_full(lang: Lang, at: Timestamp) -> String {
    let c = to_paris(at);
    format!("{} {}", day_month(lang, c), c.year)
}

/// `novembre 2026` or `November 2026`.
pub fn month(lang: Lang, at: Timestamp) -> String {
    let c = to_paris(at);
    format!("{} {}", MONTHS[row(lang)][usize::from(c.month - 1)], c.year)
}

/// `10 h`, `10 h 30` or `10:30`.
pub fn time(lang: Lang, at: Timestamp) -> String {
    let c = to_paris(at);
    match (lang, c.minute) {
        (Lang::Fr, 0) => format!("{}{NBSP}h", c.hour),
        (Lang::Fr, m) => format!("{}{NBSP}h{NBSP}{m:02}", c.hour),
        (Lang::En, m) => format!("{}:{m:02}", c.hour),
    }
}

/// `samedi 28 novembre à 10 h` or `Saturday 28 November at 10:00`.
pub fn date_time(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let joint = if lang == Lang::Fr { "à" } else { "at" };
    format!("{} {joint} {}", date(lang, at, now), time(lang, at))
}

/// `45 min`, `1 h`, `1 h 30`.
pub fn duration(lang: Lang, minutes: u32) -> String {
    let (h, m) = (minutes / 60, minutes % 60);
    match (lang, h, m) {
        (_, 0, m) => format!("{m}{NBSP}min"),
        (_, h, 0) => format!("{h}{NBSP}h"),
        (Lang::Fr, h, m) => format!("{h}{NBSP}h{NBSP}{m:02}"),
        (Lang::En, h, m) => format!("{h}{NBSP}h {m}{NBSP}min"),
    }
}

/// `2026-11-28T10:00:00Z` of a moment, for `datetime` attributes and JSON-LD.
pub fn iso(at: Timestamp) -> String {
    let days = at.0.div_euclid(crate::time::DAY_MS);
    let ms = at.0.rem_euclid(crate::time::DAY_MS);
    let (y, m, d) = crate::time::civil_from_days(days);
    let s = ms / 1000;
    format!(
        "{y:04}-{m:02}-{d:02}T{:02}:{:02}:{:02}Z",
        s / 3600,
        s % 3600 / 60,
        s % 60
    )
}

/// `2026-11-28` in Paris, for an `<input type="date">`.
pub fn date_input(at: Timestamp) -> String {
    let c = to_paris(at);
    format!("{:04}-{:02}-{:02}", c.year, c.month, c.day)
}

/// `10:00` in Paris, for an `<input type="time">`.
pub fn time_input(at: Timestamp) -> String {
    let c = to_paris(at);
    format!("{:02}:{:02}", c.hour, c.minute)
}

fn weekday(lang: Lang, c: Civil) -> &'static str {
    DAYS[row(lang)][usize::from(c.weekday)]
}

fn day_month(lang: Lang, c: Civil) -> String {
    let month = MONTHS[row(lang)][usize::from(c.month - 1)];
    match (lang, c.day) {
        (Lang::Fr, 1) => format!("1er {month}"),
        (_, day) => format!("{day} {month}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::from_paris;

    #[test]
    fn money_is_written_as_in_each_language() {
        assert_eq!(money(Lang::Fr, Cents(123_450)), "1\u{202f}234,50\u{a0}€");
        assert_eq!(money(Lang::En, Cents(123_450)), "€1,234.50");
        assert_eq!(money(Lang::Fr, Cents(-5)), "−0,05\u{a0}€");
        assert_eq!(money_short(Lang::Fr, Cents(1300)), "13\u{a0}€");
        assert_eq!(money_short(Lang::En, Cents(1350)), "€13.50");
        assert_eq!(rating(Lang::Fr, 48), "4,8");
    }

    #[test]
    fn dates_are_written_as_in_each_language() {
        let now = from_paris(2026, 11, 21, 9, 0);
        let at = from_paris(2026, 11, 28, 10, 30);
        assert_eq!(
            date_time(Lang::Fr, at, now),
            "samedi 28 novembre à 10\u{a0}h\u{a0}30"
        );
        assert_eq!(
            date_time(Lang::En, at, now),
            "Saturday 28 November at 10:30"
        );
        assert_eq!(
            date(Lang::Fr, from_paris(2027, 5, 1, 8, 0), now),
            "samedi 1er mai 2027"
        );
        assert_eq!(iso(at), "2026-11-28T09:30:00Z");
        assert_eq!(
            (date_input(at), time_input(at)),
            ("2026-11-28".into(), "10:30".into())
        );
        assert_eq!(duration(Lang::Fr, 90), "1\u{a0}h\u{a0}30");
    }

    #[test]
    fn plurals_follow_each_language() {
        assert!(is_one(Lang::Fr, 0) && is_one(Lang::Fr, 1) && !is_one(Lang::Fr, 2));
        assert!(!is_one(Lang::En, 0) && is_one(Lang::En, 1));
    }
}
