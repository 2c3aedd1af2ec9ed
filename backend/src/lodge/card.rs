//! Cards and lines that several pages share.

use super::{place, reference};
use domain::{
    commission::Shares,
    ids::{AccountId, LodgeId, ProviderId},
    listing::Listing,
    lodge::Lodge,
    provider::Provider,
    view::{ListingHit, ListingLine, LodgeCard, Person, ProviderCard, ShareExample, SkillOffer},
};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::{lodge::LodgeCounts, provider::ProviderStats};

/// A loge in a list.
pub(crate) fn lodge(
    lodge: &Lodge,
    counts: &HashMap<LodgeId, LodgeCounts>,
    people: &HashMap<AccountId, Person>,
) -> LodgeCard {
    let counted = counts.get(&lodge.id);
    LodgeCard {
        lodge: reference(lodge),
        territory_name: lodge.territory_name.clone(),
        communes: u32::try_from(lodge.territory.len()).unwrap_or(u32::MAX),
        providers: counted.map_or(0, |c| c.providers),
        skills: counted.map_or(0, |c| c.skills),
        state: lodge.state,
        coordinator: coordinator(lodge, people),
    }
}

/// Who runs the loge.
pub(super) fn coordinator(lodge: &Lodge, people: &HashMap<AccountId, Person>) -> Person {
    let nobody = || Person {
        name: String::new(),
        portrait: "neighbour".to_owned(),
    };
    people
        .get(&lodge.coordinator)
        .cloned()
        .unwrap_or_else(nobody)
}

/// What is known of the providers of one loge.
pub(super) struct Neighbours {
    pub(super) providers: Vec<Provider>,
    pub(super) listings: Vec<Listing>,
    pub(super) stats: HashMap<ProviderId, ProviderStats>,
}

impl Neighbours {
    /// A provider in a list, with the open listings in the catalogue's order.
    pub(super) fn card(&self, provider: &Provider) -> ProviderCard {
        let own = self
            .listings
            .iter()
            .filter(|l| l.open && l.provider == provider.id);
        let mut listings: Vec<ListingLine> = own.map(line).collect();
        listings.sort_by_key(|l| place(&l.skill));
        let (rating_tenths, reviews) = self.rating(provider.id);
        ProviderCard {
            slug: provider.slug.clone(),
            person: person(provider),
            adjectives: provider.adjectives.clone(),
            listings,
            rating_tenths,
            reviews,
            missions: self.stats.get(&provider.id).map_or(0, |s| s.missions),
        }
    }

    /// Average rating in tenths, half up, and the number of ratings.
    fn rating(&self, provider: ProviderId) -> (Option<u32>, u32) {
        let Some(stats) = self.stats.get(&provider) else {
            return (None, 0);
        };
        let tenths = (stats.rating_sum * 20 + stats.ratings).checked_div(stats.ratings * 2);
        (tenths, stats.ratings)
    }

    /// What is offered, in the catalogue's order, with the lowest rate of each skill.
    pub(super) fn offers(&self) -> Vec<SkillOffer> {
        let mut by_skill: BTreeMap<usize, (SkillOffer, HashSet<ProviderId>)> = BTreeMap::new();
        for listing in self.listings.iter().filter(|l| l.open) {
            let first = || SkillOffer {
                skill: listing.skill.clone(),
                rate_from: listing.rate,
                unit: listing.unit,
                providers: 0,
            };
            let (offer, providers) = by_skill
                .entry(place(&listing.skill))
                .or_insert_with(|| (first(), HashSet::new()));
            providers.insert(listing.provider);
            if listing.rate < offer.rate_from {
                (offer.rate_from, offer.unit) = (listing.rate, listing.unit);
            }
        }
        let counted = by_skill.into_values().map(|(offer, providers)| {
            let providers = u32::try_from(providers.len()).unwrap_or(u32::MAX);
            SkillOffer { providers, ..offer }
        });
        counted.collect()
    }

    /// The listing as found by a search; `None` when its provider is gone.
    pub(super) fn hit(&self, listing: &Listing) -> Option<ListingHit> {
        let provider = self.providers.iter().find(|p| p.id == listing.provider)?;
        let (rating_tenths, reviews) = self.rating(provider.id);
        Some(ListingHit {
            line: line(listing),
            provider_slug: provider.slug.clone(),
            person: person(provider),
            adjectives: provider.adjectives.clone(),
            description: listing.description.clone(),
            days: provider.days,
            rating_tenths,
            reviews,
        })
    }

    /// Missions done in the loge.
    pub(super) fn missions(&self) -> u32 {
        self.stats.values().map(|s| s.missions).sum()
    }
}

/// A rate in a list.
pub(super) fn line(listing: &Listing) -> ListingLine {
    ListingLine {
        id: listing.id,
        skill: listing.skill.clone(),
        rate: listing.rate,
        unit: listing.unit,
    }
}

/// The provider's name and portrait.
pub(super) fn person(provider: &Provider) -> Person {
    Person {
        name: provider.name.clone(),
        portrait: provider.portrait.clone(),
    }
}

/// *Où vont mes sous* for one unit of a listing.
pub(super) fn example(
    lodge: &Lodge,
    provider: &Provider,
    listing: &Listing,
    coordinator: &Person,
) -> ShareExample {
    ShareExample {
        skill: listing.skill.clone(),
        provider: provider.name.clone(),
        coordinator: coordinator.name.clone(),
        shares: Shares::of(listing.rate, lodge.rates),
    }
}
