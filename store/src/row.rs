//! Reading columns back into the types of the rules. A value that they cannot represent is [`StoreError::Inconsistent`],
//! never a panic and never a guess.

use crate::StoreError;
use domain::time::{Slot, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Display;

/// Where a value was read: what an inconsistent row is reported by.
#[derive(Clone, Copy)]
pub(crate) struct At<'a, R: Display> {
    pub table: &'static str,
    pub row: &'a R,
}

impl<R: Display> At<'_, R> {
    /// The error for that column.
    pub fn wrong(&self, column: &'static str) -> StoreError {
        StoreError::inconsistent(self.table, column, self.row)
    }

    /// A value that must be there or must have been understood.
    pub fn need<T>(&self, column: &'static str, value: Option<T>) -> Result<T, StoreError> {
        value.ok_or_else(|| self.wrong(column))
    }

    /// A whole number in a narrower type.
    pub fn narrow<T: TryFrom<i64>>(
        &self,
        column: &'static str,
        value: i64,
    ) -> Result<T, StoreError> {
        T::try_from(value).map_err(|_| self.wrong(column))
    }

    /// JSON text.
    pub fn json<T: DeserializeOwned>(
        &self,
        column: &'static str,
        text: &str,
    ) -> Result<T, StoreError> {
        serde_json::from_str(text).map_err(|_| self.wrong(column))
    }

    /// A slot of two columns, both there or both absent.
    pub fn slot(
        &self,
        column: &'static str,
        start: Option<i64>,
        minutes: Option<i64>,
    ) -> Result<Option<Slot>, StoreError> {
        match (start, minutes) {
            (None, None) => Ok(None),
            (Some(start), Some(minutes)) => Ok(Some(Slot {
                start: Timestamp(start),
                minutes: self.narrow(column, minutes)?,
            })),
            _ => Err(self.wrong(column)),
        }
    }
}

/// JSON text of a value made of numbers, texts and lists, which always has one.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// `$1, $2, … $n`: placeholders for a list.
pub(crate) fn placeholders(n: usize) -> String {
    (1..=n)
        .map(|i| format!("${i}"))
        .collect::<Vec<_>>()
        .join(", ")
}
