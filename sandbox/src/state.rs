//! All that the sandbox remembers, the timers that act on it, and the events it emits.
//! Changes of objects are made by `lifecycle`; this module only stores, finds, and keeps time.

use crate::clock::{DAY_MS, HOUR_MS, seconds};
use crate::error::ApiError;
use crate::idempotency::Keys;
use crate::ids::Ids;
use crate::model::{Charge, Event, Intent, Refund, Session};
use crate::table::Table;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How long events can be read back, as with Stripe.
const EVENTS_KEPT_MS: i64 = 30 * DAY_MS;

/// What is written to the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tables {
    pub(crate) ids: Ids,
    /// How far tests have moved the clock.
    pub(crate) offset_ms: i64,
    pub(crate) sessions: Table<Session>,
    pub(crate) intents: Table<Intent>,
    pub(crate) charges: Table<Charge>,
    pub(crate) refunds: Table<Refund>,
    pub(crate) events: Table<Event>,
    pub(crate) keys: Keys,
}

impl Tables {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            ids: Ids::new(seed),
            offset_ms: 0,
            sessions: Table::default(),
            intents: Table::default(),
            charges: Table::default(),
            refunds: Table::default(),
            events: Table::default(),
            keys: Keys::default(),
        }
    }

    /// A cheap copy for writing out.
    pub(crate) fn frozen(&self) -> Self {
        Self {
            ids: self.ids.clone(),
            offset_ms: self.offset_ms,
            sessions: self.sessions.frozen(),
            intents: self.intents.frozen(),
            charges: self.charges.frozen(),
            refunds: self.refunds.frozen(),
            events: self.events.frozen(),
            keys: self.keys.frozen(),
        }
    }
}

/// What acts by itself when its time has come.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timer {
    /// An open session expires.
    Session(String),
    /// The hold of an intent lapses.
    Hold(String),
}

/// The request on whose behalf a change is made; it is named in the events.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    pub(crate) request: Option<String>,
    pub(crate) idempotency_key: Option<String>,
}

/// The sandbox's memory at run time.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) tables: Tables,
    /// The address under which the hosted page is reached, for links in answers.
    pub(crate) base_url: String,
    pub(crate) origin: Origin,
    timers: BTreeSet<(i64, Timer)>,
    /// Events not yet handed to the webhook task.
    fresh: Vec<String>,
    /// Whether events are to be delivered at all.
    deliver: bool,
}

impl World {
    pub(crate) fn new(tables: Tables, base_url: String, deliver: bool) -> Self {
        let mut timers = BTreeSet::new();
        for session in tables.sessions.iter() {
            timers.insert((session.expires_at, Timer::Session(session.id.clone())));
        }
        for charge in tables.charges.iter() {
            if let Some(due) = charge.capture_before {
                timers.insert((due, Timer::Hold(charge.intent.clone())));
            }
        }
        let fresh = tables
            .events
            .iter()
            .filter(|event| deliver && event.pending)
            .map(|event| event.id.clone())
            .collect();
        Self {
            tables,
            base_url,
            origin: Origin::default(),
            timers,
            fresh,
            deliver,
        }
    }

    pub(crate) fn schedule(&mut self, due: i64, timer: Timer) {
        self.timers.insert((due, timer));
    }

    /// Takes the next timer that is due; the caller checks that it still matters.
    pub(crate) fn next_due(&mut self, now: i64) -> Option<(i64, Timer)> {
        let due = self.timers.first().is_some_and(|(at, _)| *at <= now);
        if due { self.timers.pop_first() } else { None }
    }

    /// Records an event with the object as it stands.
    pub(crate) fn emit(&mut self, kind: &'static str, at: i64, object: &Value) {
        let id = self.tables.ids.next("evt_");
        if self.deliver {
            self.fresh.push(id.clone());
        }
        let Origin {
            request,
            idempotency_key,
        } = self.origin.clone();
        let (kind, object, pending) = (kind.to_owned(), object.to_string(), self.deliver);
        self.tables.events.insert(Event {
            id,
            kind,
            created: at,
            object,
            request,
            idempotency_key,
            pending,
        });
        self.tables
            .events
            .prune(|event| event.created < at - EVENTS_KEPT_MS);
    }

    /// Hands over the events to deliver.
    pub(crate) fn take_fresh(&mut self) -> Vec<String> {
        std::mem::take(&mut self.fresh)
    }

    pub(crate) fn session(&self, id: &str) -> Result<&Session, ApiError> {
        self.tables
            .sessions
            .get(id)
            .ok_or_else(|| ApiError::not_found("checkout.session", "session", id))
    }

    pub(crate) fn session_mut(&mut self, id: &str) -> Result<&mut Session, ApiError> {
        self.tables
            .sessions
            .get_mut(id)
            .ok_or_else(|| ApiError::not_found("checkout.session", "session", id))
    }

    pub(crate) fn intent(&self, id: &str) -> Result<&Intent, ApiError> {
        self.tables
            .intents
            .get(id)
            .ok_or_else(|| ApiError::not_found("payment_intent", "intent", id))
    }

    pub(crate) fn intent_mut(&mut self, id: &str) -> Result<&mut Intent, ApiError> {
        self.tables
            .intents
            .get_mut(id)
            .ok_or_else(|| ApiError::not_found("payment_intent", "intent", id))
    }

    pub(crate) fn charge(&self, id: &str) -> Result<&Charge, ApiError> {
        self.tables
            .charges
            .get(id)
            .ok_or_else(|| ApiError::not_found("charge", "charge", id))
    }

    pub(crate) fn charge_mut(&mut self, id: &str) -> Result<&mut Charge, ApiError> {
        self.tables
            .charges
            .get_mut(id)
            .ok_or_else(|| ApiError::not_found("charge", "charge", id))
    }

    /// The present state in figures, for `GET /sandbox/clock`.
    pub(crate) fn clock_view(&self, now: i64) -> Value {
        let next = self.timers.first().map(|(due, _)| *due);
        json!({ "now_ms": now, "now": seconds(now), "offset_ms": self.tables.offset_ms, "next_timer_ms": next, "hours_moved": self.tables.offset_ms / HOUR_MS })
    }
}
