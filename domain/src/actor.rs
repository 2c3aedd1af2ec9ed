//! Who acts: an account with roles scoped to lodges, and the side it takes in one booking.

use crate::ids::{AccountId, LodgeId, ProviderId};
use serde::{Deserialize, Serialize};

/// A role, always held somewhere. Every signed-in account is also a resident: nobody loses a role by gaining another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Role {
    /// Offers services in a lodge.
    Provider {
        /// The lodge.
        lodge: LodgeId,
        /// The profile.
        provider: ProviderId,
    },
    /// Runs a lodge.
    Coordinator {
        /// The lodge.
        lodge: LodgeId,
    },
    /// Operates the platform, above all lodges.
    Network,
}

/// A signed-in account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// First name or pseudonym.
    pub name: String,
    /// Whether the e-mail address was confirmed; ordering and offering need it.
    pub confirmed: bool,
    /// Roles beyond resident.
    pub roles: Vec<Role>,
}

impl Actor {
    /// Whether this account operates the network.
    pub fn is_network(&self) -> bool {
        self.roles.contains(&Role::Network)
    }

    /// Whether this account runs that lodge.
    pub fn coordinates(&self, lodge: LodgeId) -> bool {
        self.roles.contains(&Role::Coordinator { lodge })
    }

    /// Whether this account may open the dashboard of that lodge: its coordinator and the network.
    pub fn sees_dashboard(&self, lodge: LodgeId) -> bool {
        self.coordinates(lodge) || self.is_network()
    }

    /// The provider's profile of this account with that identifier.
    pub fn is_provider(&self, id: ProviderId) -> bool {
        self.roles
            .iter()
            .any(|r| matches!(r, Role::Provider { provider, .. } if *provider == id))
    }

    /// The side taken in a booking between `resident` and `provider` in `lodge`. The narrowest side wins: a coordinator
    /// who is the resident acts as the resident.
    pub fn party(&self, lodge: LodgeId, resident: AccountId, provider: ProviderId) -> Party {
        if self.account == resident {
            Party::Resident
        } else if self.is_provider(provider) {
            Party::Provider
        } else if self.coordinates(lodge) {
            Party::Coordinator
        } else if self.is_network() {
            Party::Network
        } else {
            Party::Stranger
        }
    }
}

/// The side somebody takes in one booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Whoever asked.
    Resident,
    /// Whoever does the job.
    Provider,
    /// Runs the lodge of the booking.
    Coordinator,
    /// Operates the platform: sees, does not act in a mission.
    Network,
    /// The clock or the payment gateway.
    System,
    /// Anybody else.
    Stranger,
}

impl Party {
    /// All sides.
    pub const ALL: [Self; 6] = [
        Self::Resident,
        Self::Provider,
        Self::Coordinator,
        Self::Network,
        Self::System,
        Self::Stranger,
    ];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Provider => "provider",
            Self::Coordinator => "coordinator",
            Self::Network => "network",
            Self::System => "system",
            Self::Stranger => "stranger",
        }
    }

    /// The side with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// Whether this side may read the booking.
    pub const fn may_read(self) -> bool {
        !matches!(self, Self::Stranger)
    }
}
