//! Search in one loge.

use super::{find, page, reference};
use crate::{Backend, Error};
use domain::{ids::ListingId, listing::Listing, search::Search, view::SearchView};
use std::collections::HashMap;

/// Listings that answer, best first.
pub async fn search(b: &Backend, slug: &str, search: &Search) -> Result<SearchView, Error> {
    let mut tx = b.read().await?;
    let lodge = find(&mut tx, slug).await?;
    let found = store::listing::search(&mut tx, lodge.id, search).await?;
    let neighbours = page::neighbours(&mut tx, &lodge).await?;
    let by_id: HashMap<ListingId, &Listing> =
        neighbours.listings.iter().map(|l| (l.id, l)).collect();
    let hits = found
        .iter()
        .filter_map(|id| by_id.get(id))
        .filter_map(|listing| neighbours.hit(listing));
    Ok(SearchView {
        lodge: reference(&lodge),
        hits: hits.collect(),
        offers: neighbours.offers(),
        wanted: lodge.wanted,
    })
}
