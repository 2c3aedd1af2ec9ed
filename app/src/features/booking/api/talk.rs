//! Asking, writing, and putting, accepting or ending a quote.

#![allow(
    clippy::too_many_arguments,
    reason = "a server function takes one argument for each field of its form"
)]

use crate::error::UiError;
use leptos::prelude::*;

/// Asks for a service; the answer is the page of the new mission. `when` is `flexible` or `slot`.
#[server(prefix = "/api", endpoint = "request-listing")]
pub async fn request_listing(
    listing: String,
    lang: String,
    what: String,
    address: String,
    commune: String,
    #[server(default)] when: String,
    #[server(default)] date: String,
    #[server(default)] time: String,
    #[server(default)] minutes: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, listing) = (backend()?, actor()?, id(&listing)?);
    let flexible = when == "flexible";
    let form = backend::booking::RequestForm {
        what,
        address,
        commune,
        flexible,
        date,
        time,
        minutes,
    };
    let booking = backend::booking::request(&b, &actor, listing, form)
        .await
        .map_err(fail)?;
    let lang = domain::Lang::from_code(&lang).unwrap_or_default();
    leptos_axum::redirect(&lang.path(&format!("/missions/{booking}")));
    Ok(())
}

/// Writes in the conversation; a coordinator may write for a side, anything else than a side's code means nobody else.
#[server(prefix = "/api", endpoint = "write-message")]
pub async fn write_message(
    booking: String,
    message: String,
    #[server(default)] on_behalf_of: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    let side = domain::Party::from_code(&on_behalf_of);
    backend::booking::write(&b, &actor, booking, &message, side)
        .await
        .map_err(fail)
}

/// Puts a quote on the table.
#[server(prefix = "/api", endpoint = "put-quote")]
pub async fn put_quote(
    booking: String,
    unit_price: String,
    #[server(default)] unit: String,
    quantity: String,
    date: String,
    #[server(default)] time: String,
    #[server(default)] minutes: String,
    #[server(default)] details: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    let form = backend::quote::QuoteForm {
        unit_price,
        unit,
        quantity,
        date,
        time,
        minutes,
        details,
    };
    backend::quote::put(&b, &actor, booking, form)
        .await
        .map(|_| ())
        .map_err(fail)
}

/// Signs the quote on the table; `hash` is that of the content shown beside the button.
#[server(prefix = "/api", endpoint = "accept-quote")]
pub async fn accept_quote(booking: String, quote: String, hash: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor) = (backend()?, actor()?);
    let (booking, quote) = (id(&booking)?, id(&quote)?);
    backend::quote::accept(&b, &actor, booking, quote, &hash)
        .await
        .map_err(fail)
}

/// Declines the quote on the table, or takes one's own back.
#[server(prefix = "/api", endpoint = "end-quote")]
pub async fn end_quote(booking: String, quote: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor) = (backend()?, actor()?);
    let (booking, quote) = (id(&booking)?, id(&quote)?);
    backend::quote::end(&b, &actor, booking, quote)
        .await
        .map_err(fail)
}
