//! A loge: one town's concierge desk, with a territory and a coordinator.

use crate::{
    commission::CommissionRates,
    error::{Problem, RuleError},
    ids::{AccountId, LodgeId},
    policy::Policy,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Where a loge is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LodgeState {
    /// Its coordinator is gathering providers.
    Recruiting,
    /// Residents can ask for services.
    Open,
}

impl LodgeState {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recruiting => "recruiting",
            Self::Open => "open",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Recruiting, Self::Open]
            .into_iter()
            .find(|s| s.code() == code)
    }
}

/// A loge and its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lodge {
    /// Identifier.
    pub id: LodgeId,
    /// Its part of the address: `alencon`.
    pub slug: String,
    /// Name of the town with its article joined: `d’Alençon`, after "La loge".
    pub of_town: String,
    /// Name of the town: `Alençon`.
    pub town: String,
    /// Name of the territory: `Communauté urbaine d’Alençon`.
    pub territory_name: String,
    /// INSEE codes of the communes of the territory.
    pub territory: Vec<String>,
    /// State.
    pub state: LodgeState,
    /// Who runs it.
    pub coordinator: AccountId,
    /// Since when.
    pub coordinator_since: Timestamp,
    /// The coordinator's word to residents.
    pub word: String,
    /// Where the coordinator is reached by telephone.
    pub phone: String,
    /// Rates of commission for bookings agreed from now on.
    pub rates: CommissionRates,
    /// Delays.
    pub policy: Policy,
    /// Codes of the skills the loge looks for.
    pub wanted: Vec<String>,
    /// When it opened.
    pub opened_at: Timestamp,
}

impl Lodge {
    /// That an address in this commune is served.
    pub fn check_territory(&self, insee: &str) -> Result<(), RuleError> {
        if insee.is_empty() {
            Err(RuleError::input("commune", Problem::Required))
        } else if self.territory.iter().any(|c| c == insee) {
            Ok(())
        } else {
            Err(RuleError::input("commune", Problem::OutsideTerritory))
        }
    }
}
