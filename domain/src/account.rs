//! Accounts: what a person types to open one.

use crate::{
    error::{Problem, RuleError},
    text::{fold, text},
};

/// Longest e-mail address.
pub const EMAIL_MAX: u32 = 254;
/// Longest part of it before the `@` (RFC 5321).
const LOCAL_MAX: usize = 64;
/// Longest part of its domain between two dots.
const LABEL_MAX: usize = 63;
/// Longest name.
pub const NAME_MAX: u32 = 60;
/// Shortest password (OWASP ASVS 6.2.1).
pub const PASSWORD_MIN: u32 = 8;
/// Longest password, so that hashing stays bounded.
pub const PASSWORD_MAX: u32 = 128;

/// An e-mail address: trimmed, lower case, of a form that can be mailed; the link that is mailed proves the rest.
pub fn email(field: &'static str, value: &str) -> Result<String, RuleError> {
    let value = text(field, value, 1, EMAIL_MAX, false)?.to_lowercase();
    let good = value.split_once('@').is_some_and(|(local, domain)| {
        local.len() <= LOCAL_MAX
            && local.split('.').all(is_atom)
            && domain.contains('.')
            && domain.split('.').all(is_label)
    });
    if good {
        Ok(value)
    } else {
        Err(RuleError::input(field, Problem::Format))
    }
}

/// What stands between the dots before the `@` (RFC 5322, dot-atom).
fn is_atom(part: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    !part.is_empty() && part.chars().all(allowed)
}

/// What stands between the dots of a domain (RFC 1123).
fn is_label(part: &str) -> bool {
    (1..=LABEL_MAX).contains(&part.len())
        && !part.starts_with('-')
        && !part.ends_with('-')
        && part.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// A first name or pseudonym.
pub fn name(value: &str) -> Result<String, RuleError> {
    let value = text("name", value, 2, NAME_MAX, false)?;
    // Angle brackets and addresses have no place in a name and end up in mail headers.
    if value.contains(['<', '>', '@', '/', '\\', '"']) || !value.chars().any(char::is_alphabetic) {
        return Err(RuleError::input("name", Problem::Format));
    }
    Ok(value)
}

/// A new password: long enough, not a common one, not the person's own name or address.
pub fn password(
    field: &'static str,
    value: &str,
    email: &str,
    name: &str,
) -> Result<(), RuleError> {
    let length = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
    let folded = fold(value).replace(' ', "");
    let own = |s: &str| !s.is_empty() && fold(s).replace(' ', "") == folded;
    let problem = if length == 0 {
        Problem::Required
    } else if length < PASSWORD_MIN {
        Problem::TooShort { min: PASSWORD_MIN }
    } else if length > PASSWORD_MAX {
        Problem::TooLong { max: PASSWORD_MAX }
    } else if is_common(&folded)
        || own(email)
        || own(email.split('@').next().unwrap_or(""))
        || own(name)
    {
        Problem::CommonPassword
    } else {
        return Ok(());
    };
    Err(RuleError::input(field, problem))
}

/// The passwords that open most accounts, in folded form; families rather than a list of thousands.
fn is_common(folded: &str) -> bool {
    const BASES: &[&str] = &[
        "password",
        "motdepasse",
        "azerty",
        "azertyuiop",
        "qwerty",
        "qwertyuiop",
        "qwertz",
        "iloveyou",
        "jetaime",
        "bonjour",
        "soleil",
        "doudou",
        "loulou",
        "marseille",
        "football",
        "chouchou",
        "princess",
        "superman",
        "batman",
        "welcome",
        "bienvenue",
        "admin",
        "administrateur",
        "letmein",
        "dragon",
        "monkey",
        "sunshine",
        "alencon",
        "openloge",
    ];
    let base = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let all_digits = base.is_empty();
    let one_letter = folded
        .chars()
        .next()
        .is_some_and(|first| folded.chars().all(|c| c == first));
    all_digits
        || one_letter
        || BASES.contains(&base)
        || folded == "1q2w3e4r"
        || folded == "1a2z3e4r"
        || folded == "abcd1234"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_and_lowered() {
        assert_eq!(
            email("email", "  Lea@Example.FR "),
            Ok("lea@example.fr".into())
        );
        let long = format!("{}@{}.fr", "a".repeat(64), "b".repeat(63));
        for right in ["l.e.a+loge@x-y.example.fr", &long] {
            assert_eq!(email("email", right), Ok(right.to_owned()));
        }
        for wrong in [
            &format!("lea@{}.fr", "b".repeat(64)),
            &format!("{}@x.fr", "a".repeat(65)),
            "a..b@x.fr",
            ".a@x.fr",
            "a.@x.fr",
            "lea@-x.fr",
            "lea@x-.fr",
            "lea@x.fr.",
            "lea",
            "lea@",
            "@x.fr",
            "lea@x",
            "l ea@x.fr",
            "lea@x..fr",
            "a@b@c.fr",
            "<lea@x.fr>",
            "lea@x.fr\nBcc: a@b.fr",
        ] {
            assert!(email("email", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_are_names() {
        assert_eq!(name(" Jean-Noël "), Ok("Jean-Noël".into()));
        for wrong in ["", "a", "<b>", "12345", "a@b.fr", "x\u{0}y"] {
            assert!(name(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn common_and_personal_passwords_are_refused() {
        for wrong in [
            "",
            "court",
            "12345678",
            "Azerty123",
            "motdepasse2026",
            "aaaaaaaa",
            "lea@example.fr",
            "Mélusine",
        ] {
            assert!(
                password("password", wrong, "lea@example.fr", "Mélusine").is_err(),
                "{wrong}"
            );
        }
        assert_eq!(
            password("password", "trois chats gris", "lea@example.fr", "Léa"),
            Ok(())
        );
        assert!(password("password", &"x".repeat(129), "", "").is_err());
    }
}
