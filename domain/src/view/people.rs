//! People as pages show them.

use crate::{Lang, ids::ProviderId, time::Timestamp};
use serde::{Deserialize, Serialize};

/// A face and a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// First name or pseudonym.
    pub name: String,
    /// File name of the portrait, without extension.
    pub portrait: String,
}

/// Who is signed in, for the header of every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Name and portrait.
    pub person: Person,
    /// Whether the e-mail address was confirmed.
    pub confirmed: bool,
    /// Lodges whose dashboard this account opens: slug and town.
    pub dashboards: Vec<LodgeRef>,
    /// Whether it operates the network.
    pub network: bool,
    /// Missions that wait for this person.
    pub waiting: u32,
}

/// A loge, to link to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LodgeRef {
    /// Its part of the address.
    pub slug: String,
    /// `Alençon`.
    pub town: String,
    /// `d’Alençon`, after "La loge".
    pub of_town: String,
}

/// The account page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Name and portrait.
    pub person: Person,
    /// E-mail address.
    pub email: String,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// A new address waiting to be confirmed.
    pub email_pending: Option<String>,
    /// Language of mail.
    pub lang: Lang,
    /// Since when.
    pub created_at: Timestamp,
    /// Profiles as a provider.
    pub profiles: Vec<ProfileRef>,
    /// Lodges coordinated.
    pub coordinates: Vec<LodgeRef>,
    /// Whether it operates the network.
    pub network: bool,
    /// Open sessions, the present one included.
    pub sessions: u32,
}

/// A provider's profile, to link to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileRef {
    /// Identifier.
    pub id: ProviderId,
    /// Its part of the address.
    pub slug: String,
    /// Where.
    pub lodge: LodgeRef,
}
