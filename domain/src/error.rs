//! What a rule answers when it says no. Holds no text: the catalogue turns these into sentences.

use serde::{Deserialize, Serialize};

/// What is wrong with one typed value. Limits are in the unit of the field (characters, cents, days).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was typed.
    Required,
    /// Fewer characters than `min`.
    TooShort {
        /// Least number of characters.
        min: u32,
    },
    /// More characters than `max`.
    TooLong {
        /// Greatest number of characters.
        max: u32,
    },
    /// Not a number at all.
    NotANumber,
    /// Below the least amount, in cents or units.
    TooSmall {
        /// The least accepted value.
        min: i64,
    },
    /// Above the greatest amount, in cents or units.
    TooLarge {
        /// The greatest accepted value.
        max: i64,
    },
    /// Not in the expected form (e-mail address, date, identifier).
    Format,
    /// A moment that has passed.
    InThePast,
    /// Further away than `days`.
    TooFar {
        /// Greatest distance, in days.
        days: u32,
    },
    /// An address whose commune is not in the lodge's territory.
    OutsideTerritory,
    /// Control characters, which no keyboard types.
    ControlCharacters,
    /// Not one of the offered choices.
    NotAChoice,
    /// A password found in lists of common passwords, or equal to the person's name or address.
    CommonPassword,
    /// The password given is not the account's.
    WrongPassword,
    /// A link or code that has expired, was used or never existed.
    LinkNoLongerValid,
}

/// Why a rule refuses. See `docs/ARCHITECTURE.md` for the status each one answers over HTTP.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A typed value is wrong: 422, shown beside the field.
    #[error("{field}: {problem:?}")]
    Input {
        /// Name of the form field.
        field: &'static str,
        /// What is wrong with it.
        problem: Problem,
    },
    /// The actor may never do this: 403.
    #[error("not permitted")]
    NotPermitted,
    /// The move does not exist from the present state: 409 with the state.
    #[error("not possible while the booking is {state}")]
    WrongState {
        /// The present state, as stored.
        state: &'static str,
    },
    /// The same service was already ordered: 409. Same resident, same provider, same skill.
    #[error("the same service was already ordered")]
    OnceOnly,
    /// The provider already agreed on another booking at that time: 409.
    #[error("the provider's slot is taken")]
    SlotTaken,
    /// The quote answered is not the one on the table any more, or its content differs: 409.
    #[error("the quote on the table is another one")]
    QuoteChanged,
    /// Something that may be done once was already done (review, answer, report): 409.
    #[error("already done")]
    AlreadyDone,
}

impl RuleError {
    /// Shorthand for a wrong value.
    pub fn input(field: &'static str, problem: Problem) -> Self {
        Self::Input { field, problem }
    }
}
