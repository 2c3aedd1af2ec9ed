//! Paid and over, or over before anything was done.

use super::{Now, Seat};
use crate::{
    features::booking::wording::{Said, name_of},
    t,
};

pub(super) fn paid(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, price, net, due) = (s.lang, s.price.clone(), s.net.clone(), s.review_by.clone());
    let p = s.p.clone();
    let text = match seat {
        Seat::Watcher => {
            let text = t!(lang, booking.now.paid_watcher_text, price, net, p, due);
            return Now::next(t!(lang, booking.now.paid_watcher), text, String::new());
        }
        _ if s.b.my_review.is_some() => {
            let text = t!(lang, booking.now.paid_written_text, due);
            return Now::next(t!(lang, booking.now.paid_written), text, String::new());
        }
        Seat::Resident => t!(lang, booking.now.paid_review_resident, price, net, p),
        Seat::Provider => t!(lang, booking.now.paid_review_provider, net),
    };
    let deadline = t!(lang, booking.now.paid_review_by, due);
    Now::turn(t!(lang, booking.now.paid_review), text, deadline)
}

pub(super) fn closed(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, price, net, p) = (s.lang, s.price.clone(), s.net.clone(), s.p.clone());
    let text = match seat {
        Seat::Resident => t!(lang, booking.now.closed_resident, p, net),
        Seat::Provider => t!(lang, booking.now.closed_provider, net),
        Seat::Watcher => t!(lang, booking.now.closed_watcher, price, net, p),
    };
    Now::next(t!(lang, booking.now.closed), text, String::new())
}

pub(super) fn declined(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, r, p) = (s.lang, s.r.clone(), s.p.clone());
    let (title, text) = match seat {
        Seat::Resident => (
            t!(lang, booking.now.declined_resident),
            t!(lang, booking.now.declined_resident_text, p),
        ),
        Seat::Provider => (
            t!(lang, booking.now.declined_provider),
            t!(lang, booking.now.declined_provider_text, r),
        ),
        Seat::Watcher => (
            t!(lang, booking.now.declined_watcher),
            t!(lang, booking.now.declined_watcher_text, r),
        ),
    };
    Now::next(title, text, String::new())
}

pub(super) fn withdrawn(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, r) = (s.lang, s.r.clone());
    let (title, text) = match seat {
        Seat::Resident => (
            t!(lang, booking.now.withdrawn_resident),
            t!(lang, booking.now.withdrawn_resident_text),
        ),
        Seat::Provider => (
            t!(lang, booking.now.withdrawn_provider, r),
            t!(lang, booking.now.withdrawn_provider_text),
        ),
        Seat::Watcher => (
            t!(lang, booking.now.withdrawn_watcher),
            t!(lang, booking.now.withdrawn_watcher_text),
        ),
    };
    Now::next(title, text, String::new())
}

pub(super) fn expired(s: &Said<'_>, seat: Seat) -> Now {
    let (lang, r, p) = (s.lang, s.r.clone(), s.p.clone());
    let text = match seat {
        Seat::Resident => t!(lang, booking.now.expired_resident),
        Seat::Provider => t!(lang, booking.now.expired_provider, r),
        Seat::Watcher => t!(lang, booking.now.expired_watcher, r, p),
    };
    Now::next(t!(lang, booking.now.expired), text, String::new())
}

pub(super) fn cancelled(s: &Said<'_>) -> Now {
    let lang = s.lang;
    let text = match s.b.cancelled_by {
        Some(party) if party == s.b.side => t!(lang, booking.now.cancelled_you),
        Some(party) => t!(lang, booking.now.cancelled_by, name = name_of(s.b, party)),
        None => String::new(),
    };
    Now::next(
        t!(lang, booking.now.cancelled),
        text,
        t!(lang, booking.now.cancelled_money),
    )
}
