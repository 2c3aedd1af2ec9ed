//! The public pages: home, lodge, provider, listing, search, refusal.

use super::people::{LodgeRef, Person};
use crate::{
    Party,
    booking::StateKind,
    commission::Shares,
    ids::{BookingId, ListingId, ReviewId},
    listing::RateUnit,
    lodge::LodgeState,
    money::Cents,
    provider::LegalStatus,
    skill::Door,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// A loge in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LodgeCard {
    /// Where.
    pub lodge: LodgeRef,
    /// `Communauté urbaine d’Alençon`.
    pub territory_name: String,
    /// Number of communes.
    pub communes: u32,
    /// Number of active providers.
    pub providers: u32,
    /// Number of different skills offered.
    pub skills: u32,
    /// State.
    pub state: LodgeState,
    /// Who runs it.
    pub coordinator: Person,
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// Open and recruiting loges.
    pub lodges: Vec<LodgeCard>,
    /// Missions that ended well lately, newest first.
    pub recent: Vec<ReviewView>,
}

/// A commune found by name or postcode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommuneHit {
    /// INSEE code.
    pub insee: String,
    /// Name.
    pub name: String,
    /// Département.
    pub departement: String,
    /// First postcode.
    pub postcode: String,
    /// The loge that serves it.
    pub lodge: Option<LodgeRef>,
}

/// A loge's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LodgeView {
    /// The card.
    pub card: LodgeCard,
    /// The coordinator's word.
    pub word: String,
    /// Since when she runs it.
    pub coordinator_since: Timestamp,
    /// Telephone.
    pub phone: String,
    /// Slug of the coordinator's own profile as a provider, if any.
    pub coordinator_profile: Option<String>,
    /// Providers.
    pub providers: Vec<ProviderCard>,
    /// What is offered, in the catalogue's order.
    pub offers: Vec<SkillOffer>,
    /// Codes of wanted skills.
    pub wanted: Vec<String>,
    /// Latest published reviews.
    pub reviews: Vec<ReviewView>,
    /// An example of *où vont mes sous*: skill, who does it, shares of one unit.
    pub example: Option<ShareExample>,
    /// Missions done since it opened.
    pub missions_done: u32,
    /// Names of the communes served.
    pub communes: Vec<String>,
}

/// A price cut in shares, with the names it goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareExample {
    /// Code of the skill.
    pub skill: String,
    /// Provider's first name.
    pub provider: String,
    /// Coordinator's first name.
    pub coordinator: String,
    /// The shares.
    pub shares: Shares,
}

/// One skill offered in a loge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillOffer {
    /// Code of the skill.
    pub skill: String,
    /// Lowest rate.
    pub rate_from: Cents,
    /// Its unit.
    pub unit: RateUnit,
    /// How many providers offer it.
    pub providers: u32,
}

/// A rate in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingLine {
    /// Identifier.
    pub id: ListingId,
    /// Code of the skill.
    pub skill: String,
    /// Indicative rate.
    pub rate: Cents,
    /// Its unit.
    pub unit: RateUnit,
}

/// A provider in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderCard {
    /// Part of the address.
    pub slug: String,
    /// Name and portrait.
    pub person: Person,
    /// Two adjectives.
    pub adjectives: String,
    /// Open listings.
    pub listings: Vec<ListingLine>,
    /// Average of published ratings by residents, in tenths.
    pub rating_tenths: Option<u32>,
    /// Number of those ratings.
    pub reviews: u32,
    /// Missions paid.
    pub missions: u32,
}

/// A provider's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderView {
    /// The card.
    pub card: ProviderCard,
    /// The loge.
    pub lodge: LodgeRef,
    /// The letter of introduction.
    pub presentation: String,
    /// Legal status.
    pub status: LegalStatus,
    /// Name of the commune they live in.
    pub commune: String,
    /// Who interviewed them.
    pub interviewed_by: String,
    /// When.
    pub interviewed_at: Timestamp,
    /// Usual days, bit 0 is Monday.
    pub days: u8,
    /// Published reviews by residents, newest first.
    pub reviews: Vec<ReviewView>,
}

/// A listing's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingView {
    /// The listing.
    pub line: ListingLine,
    /// The loge.
    pub lodge: LodgeRef,
    /// Who offers it.
    pub provider: ProviderCard,
    /// What, in the provider's words.
    pub description: String,
    /// Usual length in minutes.
    pub minutes: u32,
    /// Usual days, bit 0 is Monday.
    pub days: u8,
    /// Shares of one unit.
    pub example: ShareExample,
    /// Reviews of this skill by this provider.
    pub reviews: Vec<ReviewView>,
    /// Communes served, for the address: INSEE code and name.
    pub communes: Vec<(String, String)>,
    /// Whether the reader is this provider, who cannot order from themselves.
    pub own: bool,
    /// Set when the reader already ordered this service.
    pub refusal: Option<OnceOnlyView>,
}

/// Why the same service cannot be ordered twice, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnceOnlyView {
    /// The first order.
    pub booking: BookingId,
    /// Where it is.
    pub state: StateKind,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Neighbours of the same loge who offer the same skill, then other services of the same provider.
    pub others: Vec<ListingHit>,
    /// Doors for regular needs.
    pub doors: Vec<Door>,
}

/// A listing found by a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingHit {
    /// The listing.
    pub line: ListingLine,
    /// Slug of the provider.
    pub provider_slug: String,
    /// Who.
    pub person: Person,
    /// Two adjectives.
    pub adjectives: String,
    /// What, in the provider's words.
    pub description: String,
    /// Usual days, bit 0 is Monday.
    pub days: u8,
    /// Average rating in tenths.
    pub rating_tenths: Option<u32>,
    /// Number of ratings.
    pub reviews: u32,
}

/// The search page of a loge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchView {
    /// The loge.
    pub lodge: LodgeRef,
    /// Best first.
    pub hits: Vec<ListingHit>,
    /// Skills offered here, to filter by.
    pub offers: Vec<SkillOffer>,
    /// Wanted skills, shown when nothing is found.
    pub wanted: Vec<String>,
}

/// A published review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// Identifier.
    pub id: ReviewId,
    /// Who wrote it.
    pub author: Person,
    /// On which side.
    pub party: Party,
    /// About whom: the other side's first name.
    pub about: String,
    /// 1 to 5.
    pub rating: u8,
    /// In words; may be empty.
    pub comment: String,
    /// Code of the skill.
    pub skill: String,
    /// When it was published.
    pub at: Timestamp,
    /// The other side's answer.
    pub answer: Option<String>,
    /// Where: slug of the loge and of the provider.
    pub lodge: LodgeRef,
    /// Slug of the provider of the mission.
    pub provider_slug: String,
}
