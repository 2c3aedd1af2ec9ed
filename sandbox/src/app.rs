//! The running server's shared parts and the one door to its memory: every access goes through [`App::change`] or
//! [`App::read`], which take the lock, tell the time, and first let everything happen that time has made due.

use crate::clock::ClockFn;
use crate::fault::Faults;
use crate::ids::Ids;
use crate::log::Log;
use crate::state::{Origin, Tables, World};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, mpsc};

/// The end of the year 9999: later moments would overflow where times are added.
const LATEST_MS: i64 = 253_402_300_799_000;

/// Where and how events are delivered.
#[derive(Debug, Clone)]
pub(crate) struct WebhookTarget {
    pub(crate) url: String,
    pub(crate) secret: String,
}

/// What does not change while the server runs.
pub(crate) struct Config {
    pub(crate) webhook: Option<WebhookTarget>,
    pub(crate) secret_key: Option<String>,
    pub(crate) merchant: String,
    pub(crate) base_url: String,
    pub(crate) seed: u64,
}

/// The running server.
pub(crate) struct App {
    pub(crate) config: Config,
    /// Set when something changed that is worth writing down.
    pub(crate) dirty: Notify,
    clock: ClockFn,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    log: Mutex<Log>,
    /// Identifiers of requests; not persisted, so that reading changes nothing.
    requests: Mutex<Ids>,
    outbox: mpsc::UnboundedSender<String>,
    sign_with_moved_clock: std::sync::atomic::AtomicBool,
}

impl App {
    pub(crate) fn new(
        config: Config,
        clock: ClockFn,
        tables: Tables,
        outbox: mpsc::UnboundedSender<String>,
    ) -> Self {
        let requests = Ids::new(config.seed);
        let world = World::new(tables, config.base_url.clone(), config.webhook.is_some());
        Self {
            config,
            dirty: Notify::new(),
            clock,
            world: Mutex::new(world),
            faults: Mutex::default(),
            log: Mutex::default(),
            requests: Mutex::new(requests),
            outbox,
            sign_with_moved_clock: false.into(),
        }
    }

    /// Runs a change at the present moment.
    pub(crate) fn change<T>(&self, work: impl FnOnce(&mut World, i64) -> T) -> T {
        self.enter(true, work)
    }

    /// Looks at the present state; only what time has made due is changed.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&World, i64) -> T) -> T {
        self.enter(false, |world, now| work(world, now))
    }

    /// Like [`App::change`] or [`App::read`], by `changes`.
    pub(crate) fn enter<T>(&self, changes: bool, work: impl FnOnce(&mut World, i64) -> T) -> T {
        let mut world = lock(&self.world);
        let now = (self.clock)()
            .saturating_add(world.tables.offset_ms)
            .clamp(0, LATEST_MS);
        world.origin = Origin::default();
        let settled = world.settle(now);
        let result = work(&mut world, now);
        for event in world.take_fresh() {
            // Refused only when the delivery task has ended, that is while shutting down: the event stays pending.
            let _ = self.outbox.send(event);
        }
        drop(world);
        if changes || settled {
            self.dirty.notify_one();
        }
        result
    }

    /// Moves the clock by an offset in milliseconds, or to a moment.
    pub(crate) fn move_clock(&self, target: Move) {
        let base = (self.clock)();
        let mut world = lock(&self.world);
        let offset = world.tables.offset_ms;
        world.tables.offset_ms = match target {
            Move::By(ms) => offset.saturating_add(ms),
            Move::To(ms) => ms.saturating_sub(base),
        };
        drop(world);
        self.change(|_, _| ());
    }

    /// Forgets everything, as at a first start.
    pub(crate) fn reset(&self) {
        *lock(&self.world) = World::new(
            Tables::new(self.config.seed),
            self.config.base_url.clone(),
            self.config.webhook.is_some(),
        );
        lock(&self.faults).clear();
        lock(&self.log).clear();
        self.sign_with_moved_clock(false);
        self.dirty.notify_one();
    }

    /// Whether signatures carry the moved time instead of the base clock's.
    pub(crate) fn sign_with_moved_clock(&self, moved: bool) {
        self.sign_with_moved_clock
            .store(moved, std::sync::atomic::Ordering::Relaxed);
    }

    /// The time that a webhook's signature carries, in seconds.
    pub(crate) fn signing_time(&self) -> i64 {
        let moved = self
            .sign_with_moved_clock
            .load(std::sync::atomic::Ordering::Relaxed);
        let now = if moved {
            self.read(|_, now| now)
        } else {
            (self.clock)()
        };
        crate::clock::seconds(now)
    }

    /// The identifier of a new request.
    pub(crate) fn request_id(&self) -> String {
        lock(&self.requests).next("req_")
    }

    /// A copy for writing to the file.
    pub(crate) fn frozen(&self) -> Tables {
        lock(&self.world).tables.frozen()
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.log)
    }
}

/// How a test moves the clock.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Move {
    By(i64),
    To(i64),
}

/// A poisoned lock only says that another request panicked; the data is kept consistent by small steps, so go on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
