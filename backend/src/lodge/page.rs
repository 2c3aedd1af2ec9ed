//! Home, lists of loges, a loge's page, a provider's page.

use super::{
    card::{self, Neighbours},
    find, reference, reviews,
};
use crate::{Backend, Error, commune};
use domain::{
    Timestamp,
    ids::AccountId,
    lodge::Lodge,
    view::{
        CommuneHit, HomeView, LodgeCard, LodgeRef, LodgeView, Person, ProviderView, ShareExample,
    },
};
use std::collections::HashMap;
use store::{Tx, lodge::LodgeCounts};

/// Missions that ended well, on the home page.
const RECENT: i64 = 3;
/// Reviews on a loge's page.
const LODGE_REVIEWS: i64 = 6;
/// Reviews on a provider's page.
const PROVIDER_REVIEWS: i64 = 50;
/// Communes offered while somebody types.
const COMMUNES: usize = 8;

/// The home page.
pub async fn home(b: &Backend) -> Result<HomeView, Error> {
    let mut tx = b.read().await?;
    Ok(HomeView {
        lodges: cards(&mut tx).await?,
        recent: reviews(store::review::recent(&mut tx, RECENT).await?),
    })
}

/// Every loge.
pub async fn all(b: &Backend) -> Result<Vec<LodgeCard>, Error> {
    cards(&mut b.read().await?).await
}

/// A card for every loge, in three queries.
async fn cards(tx: &mut Tx) -> Result<Vec<LodgeCard>, Error> {
    let lodges = store::lodge::all(tx).await?;
    let (counts, people) = around(tx, &lodges).await?;
    Ok(lodges
        .iter()
        .map(|l| card::lodge(l, &counts, &people))
        .collect())
}

/// What the cards of these loges need beside them.
pub(crate) async fn around(
    tx: &mut Tx,
    lodges: &[Lodge],
) -> Result<
    (
        HashMap<domain::ids::LodgeId, LodgeCounts>,
        HashMap<AccountId, Person>,
    ),
    Error,
> {
    let coordinators: Vec<AccountId> = lodges.iter().map(|l| l.coordinator).collect();
    Ok((
        store::lodge::cards(tx).await?,
        store::account::persons(tx, &coordinators).await?,
    ))
}

/// Communes by name or postcode, each with the loge that serves it. Nothing for a query that could be anything.
pub async fn communes(b: &Backend, query: &str) -> Result<Vec<CommuneHit>, Error> {
    let found = commune::find(query, COMMUNES);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let lodges = store::lodge::all(&mut b.read().await?).await?;
    let serving: HashMap<&str, LodgeRef> = lodges
        .iter()
        .flat_map(|l| {
            l.territory
                .iter()
                .map(|insee| (insee.as_str(), reference(l)))
        })
        .collect();
    let hit = |c: &commune::Commune| CommuneHit {
        insee: c.insee.to_owned(),
        name: c.name.to_owned(),
        departement: c.departement_name().to_owned(),
        postcode: c.postcode().to_owned(),
        lodge: serving.get(c.insee).cloned(),
    };
    Ok(found.into_iter().map(hit).collect())
}

/// A loge's page.
pub async fn view(b: &Backend, slug: &str) -> Result<LodgeView, Error> {
    let mut tx = b.read().await?;
    let lodge = find(&mut tx, slug).await?;
    let neighbours = neighbours(&mut tx, &lodge).await?;
    let (counts, people) = around(&mut tx, std::slice::from_ref(&lodge)).await?;
    let reviews = reviews(store::review::of_lodge(&mut tx, lodge.id, LODGE_REVIEWS).await?);
    let own = neighbours
        .providers
        .iter()
        .find(|p| p.account == lodge.coordinator);
    Ok(LodgeView {
        card: card::lodge(&lodge, &counts, &people),
        coordinator_profile: own.map(|p| p.slug.clone()),
        providers: neighbours
            .providers
            .iter()
            .map(|p| neighbours.card(p))
            .collect(),
        offers: neighbours.offers(),
        reviews,
        example: example(&lodge, &neighbours, &card::coordinator(&lodge, &people)),
        missions_done: neighbours.missions(),
        communes: commune_names(&lodge)
            .into_iter()
            .map(|(_, name)| name)
            .collect(),
        word: lodge.word,
        coordinator_since: lodge.coordinator_since,
        phone: lodge.phone,
        wanted: lodge.wanted,
    })
}

/// The loge's example of *où vont mes sous*: the service of somebody else than the coordinator nearest to 13 €, the price
/// at which the shares were first explained.
fn example(lodge: &Lodge, neighbours: &Neighbours, coordinator: &Person) -> Option<ShareExample> {
    const NEAR_CENTS: i64 = 1_300;
    let open = neighbours.listings.iter().filter(|l| l.open);
    let offered =
        open.filter_map(|l| Some((l, neighbours.providers.iter().find(|p| p.id == l.provider)?)));
    let nearest = offered.min_by_key(|(l, p)| {
        (
            p.account == lodge.coordinator,
            (l.rate.0 - NEAR_CENTS).abs(),
            l.id,
        )
    });
    nearest.map(|(listing, provider)| card::example(lodge, provider, listing, coordinator))
}

/// A provider's page.
pub async fn provider(b: &Backend, slug: &str, provider_slug: &str) -> Result<ProviderView, Error> {
    let mut tx = b.read().await?;
    let lodge = find(&mut tx, slug).await?;
    let provider = store::provider::by_slug(&mut tx, lodge.id, provider_slug)
        .await?
        .ok_or(Error::NotFound)?;
    let neighbours = neighbours(&mut tx, &lodge).await?;
    let rows = store::review::of_provider(&mut tx, provider.id, None, PROVIDER_REVIEWS).await?;
    Ok(ProviderView {
        card: neighbours.card(&provider),
        lodge: reference(&lodge),
        commune: commune::by_insee(&provider.commune)
            .map(|c| c.name.to_owned())
            .unwrap_or_default(),
        presentation: provider.presentation,
        status: provider.status,
        interviewed_by: provider.interviewed_by,
        interviewed_at: provider.interviewed_at,
        days: provider.days,
        reviews: reviews(rows),
    })
}

/// Paths of all public pages without language prefix, each with when it last changed where that is known.
pub async fn sitemap(b: &Backend) -> Result<Vec<(String, Option<Timestamp>)>, Error> {
    let mut tx = b.read().await?;
    let fixed = ["/", "/loges", "/ou-vont-mes-sous", "/comment-ca-marche"];
    let mut paths: Vec<(String, Option<Timestamp>)> =
        fixed.iter().map(|p| ((*p).to_owned(), None)).collect();
    for lodge in store::lodge::all(&mut tx).await? {
        let base = format!("/loges/{}", lodge.slug);
        paths.push((base.clone(), Some(lodge.opened_at)));
        paths.push((format!("{base}/services"), None));
        for provider in store::provider::of_lodge(&mut tx, lodge.id).await? {
            paths.push((
                format!("{base}/offreurs/{}", provider.slug),
                Some(provider.interviewed_at),
            ));
        }
        for listing in store::listing::of_lodge(&mut tx, lodge.id)
            .await?
            .into_iter()
            .filter(|l| l.open)
        {
            paths.push((format!("{base}/services/{}", listing.id), None));
        }
    }
    Ok(paths)
}

/// Everything about the providers of a loge, in three queries.
pub(super) async fn neighbours(tx: &mut Tx, lodge: &Lodge) -> Result<Neighbours, Error> {
    Ok(Neighbours {
        providers: store::provider::of_lodge(tx, lodge.id).await?,
        listings: store::listing::of_lodge(tx, lodge.id).await?,
        stats: store::provider::stats(tx, lodge.id).await?,
    })
}

/// The communes of the territory, code and name, by name.
pub(super) fn commune_names(lodge: &Lodge) -> Vec<(String, String)> {
    let known = lodge
        .territory
        .iter()
        .filter_map(|insee| commune::by_insee(insee));
    let mut names: Vec<(String, String)> = known
        .map(|c| (c.insee.to_owned(), c.name.to_owned()))
        .collect();
    names.sort_by_cached_key(|(_, name)| domain::text::fold(name));
    names
}
