//! The two languages of the interface. French is the first; English is complete.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, without prefix in addresses.
    #[default]
    Fr,
    /// English, under `/en`.
    En,
}

impl Lang {
    /// Both, French first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// What stands before every path in this language.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Fr => "",
            Self::En => "/en",
        }
    }

    /// The language an address is written in.
    pub fn of_path(path: &str) -> Self {
        if path == "/en" || path.starts_with("/en/") {
            Self::En
        } else {
            Self::Fr
        }
    }

    /// `path` (without language prefix, starting with `/`) in this language.
    pub fn path(self, path: &str) -> String {
        match (self, path) {
            (Self::En, "/") => "/en".to_owned(),
            _ => format!("{}{path}", self.prefix()),
        }
    }

    /// `path` without its language prefix.
    pub fn strip(path: &str) -> &str {
        match path.strip_prefix("/en") {
            Some("") => "/",
            Some(rest) if rest.starts_with('/') => rest,
            _ => path,
        }
    }
}
