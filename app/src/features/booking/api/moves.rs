//! Ending a mission, saying that it is done, confirming it.

use crate::error::UiError;
use leptos::prelude::*;

/// The provider says no to the request.
#[server(prefix = "/api", endpoint = "decline-booking")]
pub async fn decline_booking(booking: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    backend::booking::decline(&b, &actor, booking)
        .await
        .map_err(fail)
}

/// The resident takes the request back.
#[server(prefix = "/api", endpoint = "withdraw-booking")]
pub async fn withdraw_booking(booking: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    backend::booking::withdraw(&b, &actor, booking)
        .await
        .map_err(fail)
}

/// Somebody calls an agreed mission off.
#[server(prefix = "/api", endpoint = "cancel-booking")]
pub async fn cancel_booking(booking: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    backend::booking::cancel(&b, &actor, booking)
        .await
        .map_err(fail)
}

/// The provider says that it is done.
#[server(prefix = "/api", endpoint = "deliver-booking")]
pub async fn deliver_booking(booking: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    backend::booking::deliver(&b, &actor, booking)
        .await
        .map_err(fail)
}

/// The resident confirms, which debits the card.
#[server(prefix = "/api", endpoint = "confirm-booking")]
pub async fn confirm_booking(booking: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    backend::booking::confirm(&b, &actor, booking)
        .await
        .map_err(fail)
}
