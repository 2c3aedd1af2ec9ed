//! The life of a booking as data: who may do what, from which state, to which state.
//!
//! Everything asks [`next`]: the moves of a booking, the buttons of a page, and the table in
//! `docs/booking-lifecycle.md`, which a test keeps equal to this file.

use crate::{Party, error::RuleError};
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// All of them, in the order of a booking's life.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// As stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.code() == code)
            }
        }
    };
}

codes! {
    /// A state of a booking, without its data.
    StateKind {
        /// Asked; both sides talk.
        Requested = "requested",
        /// Both signed the same quote.
        Agreed = "agreed",
        /// The resident is on the payment page.
        AwaitingPayment = "awaiting_payment",
        /// The card is authorised.
        Held = "held",
        /// The provider says it is done.
        Delivered = "delivered",
        /// The capture is on its way.
        Capturing = "capturing",
        /// Delivered, but another card is needed.
        ActionNeeded = "action_needed",
        /// Captured.
        Paid = "paid",
        /// Over, reviews included.
        Closed = "closed",
        /// The provider said no.
        Declined = "declined",
        /// The resident took it back.
        Withdrawn = "withdrawn",
        /// Nobody acted in time.
        Expired = "expired",
        /// Called off before delivery.
        Cancelled = "cancelled",
    }
}

codes! {
    /// What can happen to a booking.
    Event {
        /// The request that opens a booking.
        Request = "request",
        /// A message in the conversation.
        Write = "write",
        /// A quote is put on the table.
        PutQuote = "put_quote",
        /// A side says no to the quote on the table, or takes it back.
        EndQuote = "end_quote",
        /// A side signs the quote on the table.
        Agree = "agree",
        /// The provider refuses the request.
        Decline = "decline",
        /// The resident takes the request back.
        Withdraw = "withdraw",
        /// The time to act is over.
        Expire = "expire",
        /// The resident goes to the payment page.
        StartPayment = "start_payment",
        /// The payment page lapsed without an authorization.
        AbandonPayment = "abandon_payment",
        /// The gateway authorised the card.
        Authorise = "authorise",
        /// The authorization lapsed.
        LoseHold = "lose_hold",
        /// Called off before delivery; the hold is voided.
        Cancel = "cancel",
        /// The provider says it is done.
        Deliver = "deliver",
        /// The resident confirms, or silence does.
        Confirm = "confirm",
        /// The gateway captured.
        Capture = "capture",
        /// The bank refused the capture.
        RefuseCapture = "refuse_capture",
        /// A side rates and comments.
        Review = "review",
        /// The resident tips.
        Tip = "tip",
        /// Both reviewed, or the time to review is over.
        Close = "close",
    }
}

use Event as E;
use StateKind as S;

impl StateKind {
    /// Whether it ended before delivery, which frees the once-only rule and the provider's slot.
    pub const fn is_freed(self) -> bool {
        matches!(self, S::Declined | S::Withdrawn | S::Expired | S::Cancelled)
    }

    /// Whether nothing will happen any more but reviews and tips.
    pub const fn is_over(self) -> bool {
        self.is_freed() || matches!(self, S::Paid | S::Closed)
    }
}

/// The state after `event` by `party`.
///
/// # Errors
/// [`RuleError::NotPermitted`] when that side may do this in no state at all, else [`RuleError::WrongState`].
pub fn next(from: StateKind, event: Event, party: Party) -> Result<StateKind, RuleError> {
    if !may_ever(event, party) {
        return Err(RuleError::NotPermitted);
    }
    to(from, event).ok_or(RuleError::WrongState { state: from.code() })
}

/// Whether that side may do this in some state.
pub const fn may_ever(event: Event, party: Party) -> bool {
    match event {
        E::Write | E::PutQuote | E::Cancel => matches!(
            party,
            Party::Resident | Party::Provider | Party::Coordinator
        ),
        // A coordinator may take back her own quote or decline for a side that telephoned, but never signs for anybody.
        E::EndQuote => matches!(
            party,
            Party::Resident | Party::Provider | Party::Coordinator
        ),
        E::Agree | E::Review => matches!(party, Party::Resident | Party::Provider),
        E::Decline | E::Deliver => matches!(party, Party::Provider | Party::Coordinator),
        E::Withdraw => matches!(party, Party::Resident | Party::Coordinator),
        E::Request | E::StartPayment | E::Tip => matches!(party, Party::Resident),
        E::Confirm => matches!(party, Party::Resident | Party::System),
        E::Expire
        | E::AbandonPayment
        | E::Authorise
        | E::LoseHold
        | E::Capture
        | E::RefuseCapture
        | E::Close => {
            matches!(party, Party::System)
        }
    }
}

#[expect(
    clippy::match_same_arms,
    reason = "one line per move, in the order of a booking's life"
)]
const fn to(from: StateKind, event: Event) -> Option<StateKind> {
    Some(match (from, event) {
        // `Request` opens a booking, so it has no state to come from.
        // Both sides may go on talking until everything is over, and afterwards about what is left to settle.
        (state, E::Write) if !state.is_freed() && !matches!(state, S::Closed) => state,
        (S::Requested, E::PutQuote | E::EndQuote) => S::Requested,
        (S::Requested, E::Agree) => S::Agreed,
        (S::Requested, E::Decline) => S::Declined,
        (S::Requested, E::Withdraw) => S::Withdrawn,
        (S::Requested | S::Agreed | S::AwaitingPayment, E::Expire) => S::Expired,
        (S::Agreed | S::AwaitingPayment, E::StartPayment) => S::AwaitingPayment,
        (S::AwaitingPayment, E::AbandonPayment) => S::Agreed,
        // A webhook may come after the page lapsed: the card is authorised all the same.
        (S::Agreed | S::AwaitingPayment, E::Authorise) => S::Held,
        (S::Agreed | S::AwaitingPayment | S::Held, E::Cancel) => S::Cancelled,
        (S::Held, E::LoseHold) => S::Agreed,
        (S::Held, E::Deliver) => S::Delivered,
        (S::Delivered, E::Confirm) => S::Capturing,
        (S::Delivered, E::LoseHold) => S::ActionNeeded,
        (S::Capturing, E::Capture) => S::Paid,
        (S::Capturing, E::RefuseCapture) => S::ActionNeeded,
        (S::ActionNeeded, E::StartPayment | E::AbandonPayment) => S::ActionNeeded,
        (S::ActionNeeded, E::Authorise) => S::Capturing,
        (S::Paid, E::Review | E::Tip) => S::Paid,
        (S::Paid, E::Close) => S::Closed,
        (S::Closed, E::Tip) => S::Closed,
        _ => return None,
    })
}

/// The whole table in Markdown, as kept in `docs/booking-lifecycle.md`: one row per state and event that exists, one
/// column per side with the state reached, `403` (never that side's) or `409` (not in that state).
pub fn table() -> String {
    use std::fmt::Write;
    let mut out = String::from(
        "| state | event | resident | provider | coordinator | network | system | stranger |\n|---|---|---|---|---|---|---|---|\n",
    );
    for state in StateKind::ALL {
        for event in Event::ALL {
            let _ = write!(out, "| {} | {} |", state.code(), event.code());
            for party in Party::ALL {
                let cell = match next(*state, *event, party) {
                    Ok(after) => after.code(),
                    Err(RuleError::NotPermitted) => "403",
                    Err(_) => "409",
                };
                let _ = write!(out, " {cell} |");
            }
            out.push('\n');
        }
    }
    out
}
