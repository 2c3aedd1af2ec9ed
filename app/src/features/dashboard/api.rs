//! What the dashboards ask of the server. Whose dashboard it is, is the use case's to say: for anybody else it is not found.

use crate::error::UiError;
use domain::view::{DashboardView, NetworkView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// A loge's dashboard over the last `jours` days, as in the address; nonsense is the usual period.
#[server(prefix = "/api", endpoint = "dashboard", input = GetUrl)]
pub async fn dashboard(
    slug: String,
    #[server(default)] jours: String,
) -> Result<DashboardView, UiError> {
    use crate::server::{actor, backend, fail};
    let days = jours.parse().unwrap_or_default();
    backend::dashboard::lodge(&backend()?, &actor()?, &slug, days)
        .await
        .map_err(fail)
}

/// Every loge over the last `jours` days: the network only.
#[server(prefix = "/api", endpoint = "network", input = GetUrl)]
pub async fn network(#[server(default)] jours: String) -> Result<NetworkView, UiError> {
    use crate::server::{actor, backend, fail};
    let days = jours.parse().unwrap_or_default();
    backend::dashboard::network(&backend()?, &actor()?, days)
        .await
        .map_err(fail)
}

/// The coordinator has dealt with a report about a review.
#[server(prefix = "/api", endpoint = "settle-report")]
pub async fn settle_report(review: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    backend::review::settle_report(&backend()?, &actor()?, id(&review)?)
        .await
        .map_err(fail)
}
