//! Identifiers of new things: UUID version 7 from the backend's own clock and randomness.

use crate::Backend;
use uuid::Uuid;

impl Backend {
    /// A new identifier: 48 bits of time, 74 random bits.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let mut bytes = [0; 10];
        self.random.fill(&mut bytes);
        let ms = u64::try_from(self.clock.now().0).unwrap_or(0);
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
