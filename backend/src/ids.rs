//! Identifiers of new things: UUID version 7 from the backend's own clock and randomness.

use crate::Backend;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Orders the identifiers of one millisecond, so that sorting by them is sorting by birth (RFC 9562 §6.2, method 1).
#[derive(Default)]
pub(crate) struct Births(Mutex<(u64, u16)>);

impl Births {
    /// How many identifiers this process made before in the same millisecond; 12 bits, after which the order is lost.
    fn count(&self, ms: u64) -> u16 {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = if last.0 == ms {
            last.1.wrapping_add(1)
        } else {
            0
        };
        *last = (ms, count);
        count
    }
}

impl Backend {
    /// A new identifier: 48 bits of time, 12 that count within the millisecond, 62 random bits.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let mut bytes = [0; 10];
        self.random.fill(&mut bytes);
        let ms = u64::try_from(self.clock.now().0).unwrap_or(0);
        bytes[..2].copy_from_slice(&self.births().count(ms).to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(ms, &bytes)
            .into_uuid()
            .into()
    }

    /// A secret of 256 bits in base64url, for links and cookies.
    pub fn new_secret(&self) -> String {
        use base64::Engine;
        let mut bytes = [0; 32];
        self.random.fill(&mut bytes);
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
    }
}
