//! What a search asks: words, skill, day of the week and greatest rate, as carried in the address of the page.

use crate::{money::Cents, text};
use serde::{Deserialize, Serialize};

/// Most words a search looks at.
const WORDS_MAX: usize = 8;

/// A search in one lodge. Everything is optional; what makes no sense is ignored rather than refused, since addresses
/// are shared and typed by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// Words, as typed.
    pub words: String,
    /// Code of a skill.
    pub skill: Option<String>,
    /// Day of the week, 0 for Monday.
    pub day: Option<u8>,
    /// Greatest rate for one unit.
    pub rate_max: Option<Cents>,
}

impl Search {
    /// From the values of an address (`q`, `savoir`, `jour` 1–7, `max` in euros).
    pub fn from_query(q: &str, skill: &str, day: &str, max: &str) -> Self {
        Self {
            words: q
                .chars()
                .filter(|c| !c.is_control())
                .take(100)
                .collect::<String>()
                .trim()
                .to_owned(),
            skill: crate::skill::find(skill).map(|s| s.code.to_owned()),
            day: day
                .parse::<u8>()
                .ok()
                .filter(|d| (1..=7).contains(d))
                .map(|d| d - 1),
            rate_max: text::euros("max", max).ok().filter(|c| c.0 > 0),
        }
    }

    /// The words to look for, folded, without those of one letter (`l`, `d`) that carry nothing.
    pub fn folded_words(&self) -> Vec<String> {
        let folded = text::fold(&self.words);
        folded
            .split(' ')
            .filter(|w| w.chars().count() > 1)
            .take(WORDS_MAX)
            .map(str::to_owned)
            .collect()
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                words: self.words.clone(),
                ..Self::default()
            }
            && self.folded_words().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_never_fails() {
        let s = Search::from_query("  L'évier\u{0} qui fuit ", "plumbing", "6", "20");
        assert_eq!(s.folded_words(), ["evier", "qui", "fuit"]);
        assert_eq!(
            (s.skill.as_deref(), s.day, s.rate_max),
            (Some("plumbing"), Some(5), Some(Cents(2000)))
        );
        assert!(Search::from_query("", "nope", "9", "-1").is_empty());
        assert!(!Search::from_query("", "", "1", "").is_empty());
    }
}
