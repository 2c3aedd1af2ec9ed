//! What the public pages of a loge ask. Everybody may; a signed-in reader also learns what they already ordered.

use crate::error::UiError;
use domain::view::{ListingView, LodgeCard, LodgeView, ProviderView, SearchView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Every loge.
#[server(prefix = "/api", endpoint = "lodges", input = GetUrl)]
pub async fn lodges() -> Result<Vec<LodgeCard>, UiError> {
    use crate::server::{backend, fail};
    backend::lodge::all(&backend()?).await.map_err(fail)
}

/// One loge by its part of the address.
#[server(prefix = "/api", endpoint = "lodge", input = GetUrl)]
pub async fn lodge(slug: String) -> Result<LodgeView, UiError> {
    use crate::server::{backend, fail};
    backend::lodge::view(&backend()?, &slug).await.map_err(fail)
}

/// One provider of a loge.
#[server(prefix = "/api", endpoint = "provider", input = GetUrl)]
pub async fn provider(slug: String, provider: String) -> Result<ProviderView, UiError> {
    use crate::server::{backend, fail};
    backend::lodge::provider(&backend()?, &slug, &provider)
        .await
        .map_err(fail)
}

/// One listing of a loge.
#[server(prefix = "/api", endpoint = "listing", input = GetUrl)]
pub async fn listing(slug: String, listing: String) -> Result<ListingView, UiError> {
    use crate::server::{backend, fail, id, visitor};
    let listing = id(&listing)?;
    backend::lodge::listing(&backend()?, &slug, listing, visitor().as_ref())
        .await
        .map_err(fail)
}

/// A search in a loge; `q`, `savoir`, `jour` (1–7) and `max` (euros) as in the address.
#[server(prefix = "/api", endpoint = "search", input = GetUrl)]
pub async fn search(
    slug: String,
    #[server(default)] q: String,
    #[server(default)] savoir: String,
    #[server(default)] jour: String,
    #[server(default)] max: String,
) -> Result<SearchView, UiError> {
    use crate::server::{backend, fail};
    let search = domain::search::Search::from_query(&q, &savoir, &jour, &max);
    backend::lodge::search(&backend()?, &slug, &search)
        .await
        .map_err(fail)
}
