//! Typed text: folding for search, and the rules every text field shares.

use crate::error::{Problem, RuleError};

/// Lower case, without accents, ligatures opened, everything else than letters and digits turned into single spaces:
/// what search compares. `"Œuvre d'Été"` becomes `"oeuvre d ete"`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' | 'ì' => folded.push('i'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' => folded.push('o'),
            'û' | 'ü' | 'ù' | 'ú' => folded.push('u'),
            'ÿ' | 'ý' => folded.push('y'),
            'ç' => folded.push('c'),
            'ñ' => folded.push('n'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            c if c.is_alphanumeric() => folded.push(c),
            // Combining accents vanish, so that decomposed text folds like composed text.
            '\u{300}'..='\u{36f}' => {}
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A text field's value: trimmed, line ends normalised, between `min` and `max` characters, no control characters
/// except line breaks and tabs (and those only when `lines`). With nothing to see in it, it is empty.
pub fn text(
    field: &'static str,
    value: &str,
    min: u32,
    max: u32,
    lines: bool,
) -> Result<String, RuleError> {
    let value = value.replace("\r\n", "\n");
    let value = if value.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        ""
    } else {
        value.trim()
    };
    let length = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
    let allowed = |c: char| !c.is_control() || (lines && matches!(c, '\n' | '\t'));
    let problem = if length == 0 && min > 0 {
        Problem::Required
    } else if length < min {
        Problem::TooShort { min }
    } else if length > max {
        Problem::TooLong { max }
    } else if !value.chars().all(allowed) || value.chars().any(is_bidi_control) {
        Problem::ControlCharacters
    } else {
        return Ok(value.to_owned());
    };
    Err(RuleError::input(field, problem))
}

/// Characters that reorder what is shown and can disguise a text.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters of no width: they shape or part their neighbours and say nothing by themselves.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// An amount typed by a person, in euros: `13`, `13,5`, `13.50`, `1 234,50 €`. Never negative, two decimals at most.
pub fn euros(field: &'static str, value: &str) -> Result<crate::Cents, RuleError> {
    let cleaned: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .collect();
    if cleaned.is_empty() {
        return Err(RuleError::input(field, Problem::Required));
    }
    if let Some(rest) = cleaned.strip_prefix(['-', '−']) {
        let problem = if rest.starts_with(|c: char| c.is_ascii_digit()) {
            Problem::TooSmall { min: 0 }
        } else {
            Problem::NotANumber
        };
        return Err(RuleError::input(field, problem));
    }
    let (units, decimals) = cleaned.split_once([',', '.']).unwrap_or((&cleaned, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if units.is_empty() || !digits(units) || !digits(decimals) || decimals.len() > 2 {
        return Err(RuleError::input(field, Problem::NotANumber));
    }
    let padded = format!("{units}{decimals:0<2}");
    padded
        .parse()
        .map(crate::Cents)
        .map_err(|_| RuleError::input(field, Problem::TooLarge { max: i64::MAX }))
}

/// One of the words of a list, as posted by a choice.
pub fn choice<T>(field: &'static str, value: Option<T>) -> Result<T, RuleError> {
    value.ok_or(RuleError::input(field, Problem::NotAChoice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cents;

    #[test]
    fn folding_ignores_accents_case_and_punctuation() {
        assert_eq!(
            fold("  L'Œuvre d’Été — PROMENADE !"),
            "l oeuvre d ete promenade"
        );
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
        assert_eq!(fold("***"), "");
    }

    #[test]
    fn text_keeps_lines_only_where_allowed() {
        assert_eq!(text("what", " a\r\nb ", 1, 10, true), Ok("a\nb".to_owned()));
        assert_eq!(
            text("what", "a\nb", 1, 10, false),
            Err(RuleError::input("what", Problem::ControlCharacters))
        );
        assert_eq!(
            text("what", "a\u{0}b", 1, 10, true),
            Err(RuleError::input("what", Problem::ControlCharacters))
        );
        assert_eq!(
            text("what", "a\u{202e}b", 1, 10, true),
            Err(RuleError::input("what", Problem::ControlCharacters))
        );
        assert_eq!(
            text("what", "   ", 1, 10, true),
            Err(RuleError::input("what", Problem::Required))
        );
        assert_eq!(
            text("what", "\u{200b} \u{feff}\n\u{ad}", 1, 10, true),
            Err(RuleError::input("what", Problem::Required)),
            "nothing to see"
        );
        assert_eq!(text("what", "\u{200b}", 0, 10, true), Ok(String::new()));
        assert_eq!(
            text("what", "👩\u{200d}🌾", 1, 10, true),
            Ok("👩\u{200d}🌾".to_owned()),
            "joined"
        );
        assert_eq!(
            text("what", "abc", 1, 2, true),
            Err(RuleError::input("what", Problem::TooLong { max: 2 }))
        );
    }

    #[test]
    fn euros_are_read_as_people_write_them() {
        for (typed, cents) in [
            ("13", 1300),
            ("13,5", 1350),
            ("13.05", 1305),
            ("1 234,50 €", 123_450),
            ("0", 0),
        ] {
            assert_eq!(euros("price", typed), Ok(Cents(cents)), "{typed}");
        }
        assert_eq!(
            euros("price", "-5"),
            Err(RuleError::input("price", Problem::TooSmall { min: 0 }))
        );
        for wrong in ["abc", "1,234", "1.2.3", "1e9", "NaN", "-", ",5"] {
            assert_eq!(
                euros("price", wrong),
                Err(RuleError::input("price", Problem::NotANumber)),
                "{wrong}"
            );
        }
        assert!(euros("price", "99999999999999999999").is_err());
    }
}
