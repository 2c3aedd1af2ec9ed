//! What the pages of a mission ask of the server. Whether the person may is the use case's to say.

mod moves;
mod pay;
mod reviews;
mod talk;

pub use moves::{CancelBooking, ConfirmBooking, DeclineBooking, DeliverBooking, WithdrawBooking};
pub use pay::{PayBooking, TipProvider};
pub use reviews::{AnswerReview, ReportReview, WriteReview};
pub use talk::{AcceptQuote, EndQuote, PutQuote, RequestListing, WriteMessage};

use crate::error::UiError;
use domain::{
    Timestamp,
    view::{BookingView, BookingsView, ListingView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// The page on which a service is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskView {
    /// The service, as this reader sees it.
    pub listing: ListingView,
    /// Whether somebody is signed in, and whether their address is confirmed.
    pub confirmed: Option<bool>,
    /// The moment it was read.
    pub now: Timestamp,
}

/// A mission and the moment it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissionView {
    /// The mission, as this reader sees it.
    pub booking: BookingView,
    /// To the minute, so that a page that is read again differs only when something happened.
    pub now: Timestamp,
}

/// The service that somebody is about to ask for.
#[server(prefix = "/api", endpoint = "ask", input = GetUrl)]
pub async fn ask(lodge: String, listing: String) -> Result<AskView, UiError> {
    use crate::server::{backend, fail, id, visitor};
    let (b, visitor) = (backend()?, visitor());
    let listing = backend::lodge::listing(&b, &lodge, id(&listing)?, visitor.as_ref()).await;
    let confirmed = visitor.map(|v| v.confirmed);
    Ok(AskView {
        listing: listing.map_err(fail)?,
        confirmed,
        now: b.clock.now(),
    })
}

/// "My missions".
#[server(prefix = "/api", endpoint = "bookings", input = GetUrl)]
pub async fn bookings() -> Result<(BookingsView, Timestamp), UiError> {
    use crate::server::{actor, backend, fail};
    let b = backend()?;
    let view = backend::booking::list(&b, &actor()?).await.map_err(fail)?;
    Ok((view, b.clock.now()))
}

/// One mission. Somebody who comes back from the payment page (`back`) has its outcome asked of the bank first, so that
/// the page tells the truth whichever of redirect and webhook was faster.
#[server(prefix = "/api", endpoint = "booking", input = GetUrl)]
pub async fn booking(
    booking: String,
    #[server(default)] back: bool,
) -> Result<MissionView, UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, id) = (backend()?, actor()?, id(&booking)?);
    if back {
        match backend::payment::returned(&b, &actor, id).await {
            // The page then shows what is known, and says that it is being checked.
            Ok(()) | Err(backend::Error::GatewayUnavailable) => {}
            Err(error) => return Err(fail(error)),
        }
    }
    let booking = backend::booking::view(&b, &actor, id).await.map_err(fail)?;
    let now = b.clock.now();
    let now = Timestamp(now.0 - now.0.rem_euclid(domain::time::MINUTE_MS));
    Ok(MissionView { booking, now })
}
