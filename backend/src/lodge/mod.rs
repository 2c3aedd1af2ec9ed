//! What everybody may read: home, loges, providers, listings, search. Owns how public pages are put together, in a fixed
//! number of queries each; changes nothing.

mod card;
mod listing;
mod page;
mod search;

pub(crate) use card::lodge as card_of;
pub use listing::listing;
pub(crate) use page::around;
pub use page::{all, communes, home, provider, sitemap, view};
pub use search::search;

use crate::Error;
use domain::{
    lodge::Lodge,
    skill,
    view::{LodgeRef, Person, ReviewView},
};
use store::{Tx, review::ReviewRow};

/// The loge of that slug.
async fn find(tx: &mut Tx, slug: &str) -> Result<Lodge, Error> {
    store::lodge::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)
}

/// A loge, to link to.
pub(crate) fn reference(lodge: &Lodge) -> LodgeRef {
    LodgeRef {
        slug: lodge.slug.clone(),
        town: lodge.town.clone(),
        of_town: lodge.of_town.clone(),
    }
}

/// Place of a skill in the catalogue.
fn place(code: &str) -> usize {
    skill::CATALOGUE
        .iter()
        .position(|s| s.code == code)
        .unwrap_or(usize::MAX)
}

/// Reviews as pages show them.
fn reviews(rows: Vec<ReviewRow>) -> Vec<ReviewView> {
    rows.into_iter().map(review).collect()
}

fn review(row: ReviewRow) -> ReviewView {
    ReviewView {
        id: row.review.id,
        author: Person {
            name: row.author_name,
            portrait: row.author_portrait,
        },
        party: row.review.party,
        about: row.about_name,
        rating: row.review.rating,
        comment: row.review.comment,
        skill: row.skill,
        at: row.review.published_at.unwrap_or(row.review.written_at),
        answer: row.review.answer,
        lodge: LodgeRef {
            slug: row.lodge_slug,
            town: row.town,
            of_town: row.of_town,
        },
        provider_slug: row.provider_slug,
    }
}
