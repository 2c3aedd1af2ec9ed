//! Time as the sandbox sees it: a base clock handed in by the caller, plus an offset that tests move.
//! Nothing else in the crate may read the time.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// A source of the present time in milliseconds since 1970, UTC.
pub type ClockFn = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The machine's own clock: what a sandbox uses when no other is handed in.
#[expect(
    clippy::disallowed_methods,
    reason = "the default of a process of its own; whoever embeds a sandbox passes a clock"
)]
pub fn system_clock() -> ClockFn {
    Arc::new(|| {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

/// Whole seconds, as Stripe writes its times.
pub(crate) const fn seconds(ms: i64) -> i64 {
    ms.div_euclid(1000)
}

/// One hour in milliseconds.
pub(crate) const HOUR_MS: i64 = 3_600_000;
/// One day in milliseconds.
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;
