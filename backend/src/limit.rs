//! Limits on tries: so many a period for each key, then one every so often (generic cell rate algorithm). Kept in memory:
//! two processes count apart, which only doubles a small number.

use domain::Timestamp;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The period that a limit speaks of when it names none.
const MINUTE_MS: i64 = 60_000;
/// Beyond as many keys, those that are free again are forgotten.
const KEYS_MAX: usize = 10_000;

/// Counts tries by key.
#[derive(Debug)]
pub struct Limiter {
    /// How much time may be used up at once.
    period_ms: i64,
    /// Time that one try uses up.
    step_ms: i64,
    /// Until when each key has used up its time.
    busy_until: Mutex<HashMap<String, Timestamp>>,
}

impl Limiter {
    /// Lets `per_minute` tries through at once, and as many a minute.
    pub fn new(per_minute: u32) -> Self {
        Self::over(MINUTE_MS, per_minute)
    }

    /// Lets `tries` through at once, and as many in each such period.
    pub fn over(period_ms: i64, tries: u32) -> Self {
        Self {
            period_ms,
            step_ms: (period_ms / i64::from(tries.max(1))).max(1),
            busy_until: Mutex::default(),
        }
    }

    /// Whether one more try of `key` is let through now.
    pub fn allow(&self, key: &str, now: Timestamp) -> bool {
        let mut busy_until = self
            .busy_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if busy_until.len() >= KEYS_MAX {
            busy_until.retain(|_, until| *until > now);
        }
        let begin = busy_until
            .get(key)
            .map_or(now.0, |until| until.0.max(now.0));
        let end = begin + self.step_ms;
        // A step's remainder must not cost the last try of the period.
        let allowed = end - now.0 <= self.period_ms;
        if allowed {
            busy_until.insert(key.to_owned(), Timestamp(end));
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn let_through(limiter: &Limiter, key: &str, at: i64, tries: usize) -> usize {
        (0..tries)
            .filter(|_| limiter.allow(key, Timestamp(at)))
            .count()
    }

    #[test]
    fn so_many_at_once_then_one_at_a_time() {
        let limiter = Limiter::new(5);
        assert_eq!(let_through(&limiter, "a", 0, 20), 5);
        assert_eq!(let_through(&limiter, "a", 11_999, 3), 0);
        assert_eq!(let_through(&limiter, "a", 12_000, 3), 1);
        assert_eq!(let_through(&limiter, "a", 72_000, 20), 5);
    }

    #[test]
    fn a_period_may_be_longer() {
        let limiter = Limiter::over(10 * MINUTE_MS, 2);
        assert_eq!(let_through(&limiter, "a", 0, 5), 2);
        assert_eq!(let_through(&limiter, "a", 5 * MINUTE_MS - 1, 5), 0);
        assert_eq!(let_through(&limiter, "a", 5 * MINUTE_MS, 5), 1);
    }

    #[test]
    fn keys_do_not_hinder_each_other() {
        let limiter = Limiter::new(7);
        assert_eq!(let_through(&limiter, "a", 0, 20), 7);
        assert_eq!(let_through(&limiter, "b", 0, 20), 7);
    }

    #[test]
    fn memory_is_bounded() {
        let limiter = Limiter::new(60);
        for n in 0..3 * KEYS_MAX {
            limiter.allow(
                &n.to_string(),
                Timestamp(i64::try_from(n).expect("small") * 10_000),
            );
        }
        assert!(limiter.busy_until.lock().expect("not poisoned").len() <= KEYS_MAX);
    }
}
