//! A listing's page, and the refusal of a second order of the same service.

use super::{
    card::{self, Neighbours},
    find, page, reference, reviews,
};
use crate::{Backend, Error};
use domain::{
    Actor,
    booking::Booking,
    ids::ListingId,
    listing::Listing,
    skill,
    view::{ListingHit, ListingView, OnceOnlyView},
};

/// Reviews of one provider's skill.
const REVIEWS: i64 = 20;
/// Services shown instead of a second order.
const OTHERS: usize = 6;

/// A listing's page, as that reader sees it: whether it is their own, and whether they already ordered this service.
pub async fn listing(
    b: &Backend,
    slug: &str,
    id: ListingId,
    reader: Option<&Actor>,
) -> Result<ListingView, Error> {
    let mut tx = b.read().await?;
    let lodge = find(&mut tx, slug).await?;
    let neighbours = page::neighbours(&mut tx, &lodge).await?;
    let found = neighbours
        .listings
        .iter()
        .find(|l| l.id == id && l.open)
        .ok_or(Error::NotFound)?;
    let provider = neighbours
        .providers
        .iter()
        .find(|p| p.id == found.provider)
        .ok_or(Error::NotFound)?;
    let rows =
        store::review::of_provider(&mut tx, provider.id, Some(&found.skill), REVIEWS).await?;
    let (_, people) = page::around(&mut tx, std::slice::from_ref(&lodge)).await?;
    let first = match reader {
        Some(reader) => {
            store::booking::same_service(&mut tx, reader.account, provider.id, &found.skill).await?
        }
        None => None,
    };
    Ok(ListingView {
        line: card::line(found),
        lodge: reference(&lodge),
        provider: neighbours.card(provider),
        description: found.description.clone(),
        minutes: found.minutes,
        days: provider.days,
        example: card::example(&lodge, provider, found, &card::coordinator(&lodge, &people)),
        reviews: reviews(rows),
        communes: page::commune_names(&lodge),
        own: reader.is_some_and(|r| r.account == provider.account),
        refusal: first.map(|booking| refusal(&booking, &neighbours, found, reader)),
    })
}

/// Why not twice, and what instead: the same skill from other neighbours, then other services of this one.
fn refusal(
    first: &Booking,
    neighbours: &Neighbours,
    asked: &Listing,
    reader: Option<&Actor>,
) -> OnceOnlyView {
    let own = |l: &Listing| reader.is_some_and(|r| r.is_provider(l.provider));
    let open = || {
        neighbours
            .listings
            .iter()
            .filter(|l| l.open && l.id != asked.id && !own(l))
    };
    let same_skill = open().filter(|l| l.skill == asked.skill && l.provider != asked.provider);
    let same_person = open().filter(|l| l.skill != asked.skill && l.provider == asked.provider);
    let others: Vec<ListingHit> = same_skill
        .chain(same_person)
        .filter_map(|l| neighbours.hit(l))
        .take(OTHERS)
        .collect();
    OnceOnlyView {
        booking: first.id,
        state: first.state.kind(),
        asked_at: first.created_at,
        others,
        doors: skill::find(&asked.skill)
            .map(|s| s.doors.to_vec())
            .unwrap_or_default(),
    }
}
