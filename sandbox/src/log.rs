//! The last API requests, for tests that ask what was called (`GET /sandbox/requests`). Bounded, never persisted.

use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

const KEPT: usize = 1000;
const VALUE_CHARS: usize = 200;

/// One request as it was answered.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) at_ms: i64,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) replayed: bool,
    pub(crate) fault: Option<crate::fault::FaultKind>,
    pub(crate) params: BTreeMap<String, String>,
}

/// The last entries, oldest first, and the number ever seen.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Log {
    pub(crate) total: u64,
    pub(crate) requests: VecDeque<Entry>,
}

impl Log {
    pub(crate) fn push(&mut self, entry: Entry) {
        if self.requests.len() == KEPT {
            self.requests.pop_front();
        }
        self.requests.push_back(entry);
        self.total += 1;
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// A value short enough to be kept.
pub(crate) fn shorten(value: &str) -> String {
    value.chars().take(VALUE_CHARS).collect()
}
