//! What the home page asks.

use crate::error::UiError;
use domain::view::{CommuneHit, HomeView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Loges, and missions that ended well.
#[server(prefix = "/api", endpoint = "home", input = GetUrl)]
pub async fn home() -> Result<HomeView, UiError> {
    use crate::server::{backend, fail};
    backend::lodge::home(&backend()?).await.map_err(fail)
}

/// Communes by name or postcode, each with the loge that serves it. Nothing typed finds nothing.
#[server(CommunesNear, prefix = "/api", endpoint = "communes", input = GetUrl)]
pub async fn communes(q: String) -> Result<Vec<CommuneHit>, UiError> {
    use crate::server::{backend, fail};
    let q: String = q.chars().take(100).collect();
    backend::lodge::communes(&backend()?, &q)
        .await
        .map_err(fail)
}
