//! Going to the payment page.

use crate::error::UiError;
use leptos::prelude::*;

/// Sends the resident to the payment page of the mission.
#[server(prefix = "/api", endpoint = "pay-booking")]
pub async fn pay_booking(booking: String, #[server(default)] lang: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    let lang = domain::Lang::from_code(&lang).unwrap_or_default();
    let page = backend::payment::start(&b, &actor, booking, lang)
        .await
        .map_err(fail)?;
    leptos_axum::redirect(&page);
    Ok(())
}

/// Sends the resident to the payment page of a tip. `choice` is a number of euros, or `other` for the amount in `tip`.
#[server(prefix = "/api", endpoint = "tip-provider")]
pub async fn tip_provider(
    booking: String,
    #[server(default)] choice: String,
    #[server(default)] tip: String,
    #[server(default)] lang: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    let lang = domain::Lang::from_code(&lang).unwrap_or_default();
    let amount = if matches!(choice.as_str(), "" | "other") {
        &tip
    } else {
        &choice
    };
    let page = backend::payment::tip(&b, &actor, booking, amount, lang)
        .await
        .map_err(fail)?;
    leptos_axum::redirect(&page);
    Ok(())
}
