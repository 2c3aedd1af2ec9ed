//! Idempotency keys as Stripe treats them: the first result is replayed for 24 hours, other parameters are refused, and a
//! key whose first request still runs answers 409.

use crate::clock::DAY_MS;
use crate::error::ApiError;
use crate::form::Params;
use crate::table::{Row, Table};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// A remembered result.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Remembered {
    key: String,
    fingerprint: String,
    created: i64,
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) request_id: String,
}

impl Row for Remembered {
    fn key(&self) -> &str {
        &self.key
    }
}

/// All keys: the finished ones are persisted, the running ones are not.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Keys {
    done: Table<Remembered>,
    #[serde(skip)]
    running: HashSet<String>,
}

impl Keys {
    /// Claims a key.
    ///
    /// # Errors
    /// 400 when the key was used with other parameters, 409 while its first request runs.
    pub(crate) fn begin(
        &mut self,
        key: &str,
        fingerprint: &str,
        now: i64,
    ) -> Result<Option<Remembered>, ApiError> {
        self.done.prune(|row| row.created <= now - DAY_MS);
        if let Some(found) = self.done.get(key) {
            return if found.fingerprint == fingerprint {
                Ok(Some(found.clone()))
            } else {
                Err(ApiError::idempotency_mismatch(key))
            };
        }
        if self.running.insert(key.to_owned()) {
            Ok(None)
        } else {
            Err(ApiError::idempotency_in_use())
        }
    }

    /// Ends the request that claimed the key; its result is remembered when there is one to remember.
    pub(crate) fn finish(
        &mut self,
        key: &str,
        now: i64,
        fingerprint: &str,
        result: Option<(u16, &str, &str)>,
    ) {
        self.running.remove(key);
        if let Some((status, body, request_id)) = result {
            let (key, fingerprint) = (key.to_owned(), fingerprint.to_owned());
            let (body, request_id) = (body.to_owned(), request_id.to_owned());
            self.done.insert(Remembered {
                key,
                fingerprint,
                created: now,
                status,
                body,
                request_id,
            });
        }
    }

    /// A copy for writing out.
    pub(crate) fn frozen(&self) -> Self {
        Self {
            done: self.done.frozen(),
            running: HashSet::new(),
        }
    }
}

/// What makes two requests the same: route and parameters.
pub(crate) fn fingerprint(method: &str, path: &str, params: &Params) -> String {
    let mut hash = Sha256::new();
    for part in [method, path]
        .into_iter()
        .chain(params.pairs().flat_map(|(name, value)| [name, value]))
    {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}
