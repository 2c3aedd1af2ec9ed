//! The public pages of a loge: the loges, one loge, its search, a provider, a listing.

mod api;
mod components;
mod json_ld;
mod listing_page;
mod lodge_page;
mod lodges_page;
mod provider_page;
mod search_page;

pub use api::listing;
pub use components::{params, title};
pub use listing_page::ListingPage;
pub use lodge_page::LodgePage;
pub use lodges_page::LodgesPage;
pub use provider_page::ProviderPage;
pub use search_page::SearchPage;
