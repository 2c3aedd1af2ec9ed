//! A request and its quotes.

use super::{Now, Seat};
use crate::{
    features::booking::wording::{Said, name_of, open_quote},
    t,
};
use domain::{Party, format, view::QuoteView};

pub(super) fn requested(s: &Said<'_>, seat: Seat) -> Now {
    let Some(quote) = open_quote(s.b) else {
        return asked(s, seat);
    };
    let until = format::date_time(s.lang, quote.expires_at, s.now);
    let deadline = t!(s.lang, booking.now.quote_until, due = until);
    let author = name_of(s.b, quote.party);
    let (price, slot, net) = (s.price.clone(), s.slot.clone(), s.net.clone());
    let title = t!(s.lang, booking.now.quote_mine);
    match seat {
        Seat::Resident if quote.awaits_me => {
            let text = t!(s.lang, booking.now.quote_mine_resident, author, price, slot);
            Now::turn(title, text, deadline)
        }
        Seat::Provider if quote.awaits_me => {
            let text = t!(
                s.lang,
                booking.now.quote_mine_provider,
                author,
                price,
                slot,
                net
            );
            Now::turn(title, text, deadline)
        }
        Seat::Watcher => {
            let who = silent(s, quote).join(", ");
            let text = t!(
                s.lang,
                booking.now.quote_watcher_text,
                author,
                price,
                slot,
                who
            );
            Now::next(t!(s.lang, booking.now.quote_watcher), text, deadline)
        }
        Seat::Resident | Seat::Provider => {
            let other = if seat == Seat::Resident { &s.p } else { &s.r };
            let title = t!(s.lang, booking.now.quote_other, other = other.clone());
            let text = t!(
                s.lang,
                booking.now.quote_other_text,
                price,
                slot,
                other = other.clone()
            );
            Now::next(title, text, deadline)
        }
    }
}

/// Who has not answered yet.
fn silent(s: &Said<'_>, quote: &QuoteView) -> Vec<String> {
    [
        (quote.resident_signed, Party::Resident),
        (quote.provider_signed, Party::Provider),
    ]
    .into_iter()
    .filter(|(signed, _)| !signed)
    .map(|(_, party)| name_of(s.b, party))
    .collect()
}

fn asked(s: &Said<'_>, seat: Seat) -> Now {
    let (r, p) = (s.r.clone(), s.p.clone());
    let deadline = t!(s.lang, booking.now.until_agreed, due = s.due.clone());
    match seat {
        Seat::Resident => Now::next(
            t!(s.lang, booking.now.asked_resident, p),
            t!(s.lang, booking.now.asked_resident_text),
            deadline,
        ),
        Seat::Provider => Now::turn(
            t!(s.lang, booking.now.asked_provider, r),
            t!(s.lang, booking.now.asked_provider_text),
            deadline,
        ),
        Seat::Watcher => Now::next(
            t!(s.lang, booking.now.asked_watcher, r),
            t!(s.lang, booking.now.asked_watcher_text, p),
            deadline,
        ),
    }
}
