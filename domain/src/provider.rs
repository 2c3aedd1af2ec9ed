//! A provider's profile in a loge: who the neighbour is, and by whom they were interviewed.

use crate::{
    error::RuleError,
    ids::{AccountId, LodgeId, ProviderId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// The provider's legal status, shown on the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalStatus {
    /// A private person.
    Individual,
    /// A micro-entrepreneur.
    MicroEntrepreneur,
}

impl LegalStatus {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::MicroEntrepreneur => "micro_entrepreneur",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Individual, Self::MicroEntrepreneur]
            .into_iter()
            .find(|s| s.code() == code)
    }
}

/// A profile. Every one was interviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Identifier.
    pub id: ProviderId,
    /// The account behind it.
    pub account: AccountId,
    /// The loge.
    pub lodge: LodgeId,
    /// Its part of the address: `ophelie`.
    pub slug: String,
    /// First name or pseudonym.
    pub name: String,
    /// File name of the portrait, without extension.
    pub portrait: String,
    /// Two adjectives, as said by others: `artiste et rigoureuse`.
    pub adjectives: String,
    /// The letter of introduction.
    pub presentation: String,
    /// Legal status.
    pub status: LegalStatus,
    /// INSEE code of the commune they live in.
    pub commune: String,
    /// First name of the coordinator who interviewed them.
    pub interviewed_by: String,
    /// When.
    pub interviewed_at: Timestamp,
    /// Days of the week they are usually available: bit 0 is Monday.
    pub days: u8,
}

impl Provider {
    /// Nobody orders their own service.
    pub fn check_customer(&self, account: AccountId) -> Result<(), RuleError> {
        if self.account == account {
            Err(RuleError::NotPermitted)
        } else {
            Ok(())
        }
    }
}
