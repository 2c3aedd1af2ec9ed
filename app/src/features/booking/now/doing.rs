//! From the authorised card to the debit.

use super::{Now, Seat};
use crate::{
    features::booking::wording::{Said, slot_of},
    t,
};

pub(super) fn held(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, price, net, slot) = (s.lang, s.price.clone(), s.net.clone(), s.slot.clone());
    let (r, p, until) = (s.r.clone(), s.p.clone(), s.until.clone());
    let slot_start = slot_of(s.b).map(|slot| slot.start);
    let started = slot_start.is_some_and(|start| s.now >= start);
    // Banks hold for about a week: a mission agreed long before needs another hold when its day comes near.
    let lapses_before = s.b.capture_before < slot_start;
    match (seat, started) {
        (Seat::Resident, false) if lapses_before => Now::next(
            t!(lang, booking.now.held_resident, slot),
            t!(lang, booking.now.held_resident_text, p, price),
            t!(lang, booking.now.held_resident_again, until),
        ),
        (Seat::Resident, false) => Now::next(
            t!(lang, booking.now.held_resident, slot),
            t!(lang, booking.now.held_resident_text, p, price),
            t!(lang, booking.now.held_resident_until, until),
        ),
        (Seat::Resident, true) => Now::next(
            t!(lang, booking.now.held_started),
            t!(lang, booking.now.held_started_text, p),
            t!(lang, booking.now.held_resident_until, until),
        ),
        (Seat::Provider, false) => Now::next(
            t!(lang, booking.now.held_provider, slot),
            t!(
                lang,
                booking.now.held_provider_text,
                r = r.clone(),
                price,
                net
            ),
            t!(lang, booking.now.held_provider_until, r),
        ),
        (Seat::Provider, true) => Now::turn(
            t!(lang, booking.now.held_done),
            t!(lang, booking.now.held_done_text, r, net),
            t!(lang, booking.now.held_done_until, until),
        ),
        (Seat::Watcher, _) => Now::next(
            t!(lang, booking.now.held_watcher, slot),
            t!(lang, booking.now.held_watcher_text, p, r, price, until),
            String::new(),
        ),
    }
}

pub(super) fn delivered(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, net, due) = (s.lang, s.net.clone(), s.due.clone());
    let (r, p) = (s.r.clone(), s.p.clone());
    match seat {
        Seat::Resident => Now::turn(
            t!(lang, booking.now.delivered_resident, p = p.clone()),
            t!(lang, booking.now.delivered_resident_text, p),
            t!(lang, booking.now.delivered_resident_by, due),
        ),
        Seat::Provider => Now::next(
            t!(lang, booking.now.delivered_provider),
            t!(lang, booking.now.delivered_provider_text, r, net),
            t!(lang, booking.now.delivered_provider_by, due),
        ),
        Seat::Watcher => Now::next(
            t!(lang, booking.now.delivered_watcher, p),
            t!(lang, booking.now.delivered_watcher_text, r),
            t!(lang, booking.now.delivered_provider_by, due),
        ),
    }
}

pub(super) fn capturing(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, price, net, r) = (s.lang, s.price.clone(), s.net.clone(), s.r.clone());
    let (title, text) = match seat {
        Seat::Resident => (
            t!(lang, booking.now.capturing_resident),
            t!(lang, booking.now.capturing_resident_text, price),
        ),
        Seat::Provider => (
            t!(lang, booking.now.capturing_provider, r),
            t!(lang, booking.now.capturing_provider_text, net),
        ),
        Seat::Watcher => (
            t!(lang, booking.now.capturing_watcher),
            t!(lang, booking.now.capturing_watcher_text, price),
        ),
    };
    Now::next(title, text, String::new())
}
