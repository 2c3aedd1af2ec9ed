//! A listing: one provider's offer of one skill with an indicative, negotiable rate.

use crate::{
    ids::{ListingId, LodgeId, ProviderId},
    money::Cents,
};
use serde::{Deserialize, Serialize};

/// What one unit of a rate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateUnit {
    /// The whole job.
    Job,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Each started slice of twenty minutes.
    Slice,
}

impl RateUnit {
    /// All units, in the order shown.
    pub const ALL: [Self; 4] = [Self::Job, Self::Hour, Self::Day, Self::Slice];

    /// As stored and posted.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Slice => "slice",
        }
    }

    /// The unit with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|u| u.code() == code)
    }
}

/// A listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Identifier.
    pub id: ListingId,
    /// The loge.
    pub lodge: LodgeId,
    /// The profile.
    pub provider: ProviderId,
    /// Code of the skill.
    pub skill: String,
    /// Indicative rate for one unit.
    pub rate: Cents,
    /// The unit.
    pub unit: RateUnit,
    /// What is offered, in the provider's words.
    pub description: String,
    /// Usual length of the job in minutes; the first guess of a quote.
    pub minutes: u32,
    /// Whether it can be ordered.
    pub open: bool,
}
