//! Delays and limits of a lodge. Configuration, frozen in a booking when it is agreed; never constants in the code that uses them.

use crate::time::{DAY_MS, HOUR_MS};
use serde::{Deserialize, Serialize};

/// Delays, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// A quote or a request without agreement ends after this.
    pub quote_lifetime_ms: i64,
    /// The resident has this long to leave the card's authorization once agreed.
    pub payment_delay_ms: i64,
    /// Silence after delivery confirms it after this, or earlier when the hold would lapse.
    pub confirm_delay_ms: i64,
    /// The capture happens at least this long before the hold lapses.
    pub capture_margin_ms: i64,
    /// Reviews are published together, or after this.
    pub review_delay_ms: i64,
    /// A request left unanswered this long needs somebody.
    pub unanswered_ms: i64,
    /// A hold lapsing within this needs somebody.
    pub hold_warning_ms: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            quote_lifetime_ms: 7 * DAY_MS,
            payment_delay_ms: DAY_MS,
            confirm_delay_ms: 2 * DAY_MS,
            capture_margin_ms: 6 * HOUR_MS,
            review_delay_ms: 14 * DAY_MS,
            unanswered_ms: DAY_MS,
            hold_warning_ms: DAY_MS,
        }
    }
}
