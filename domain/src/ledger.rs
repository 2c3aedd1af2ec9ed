//! Double entry: what each event posts. An entry sums to zero; debits are positive, credits negative.
//!
//! The store refuses updates and deletes, and a second entry of the same kind for the same payment.

use crate::{
    commission::Shares,
    ids::{AccountId, ProviderId},
    money::Cents,
};
use std::fmt;

/// An account of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ledger {
    /// Money at the payment provider.
    Psp,
    /// Owed to a provider.
    Provider(ProviderId),
    /// Both commissions before VAT.
    Commission,
    /// VAT collected on commissions.
    VatCollected,
    /// The coordinator's share, as a cost of the network.
    CoordinatorCost,
    /// VAT the coordinator charges, deducted by the network.
    VatDeductible,
    /// Owed to a coordinator.
    Coordinator(AccountId),
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Psp => f.write_str("psp"),
            Self::Provider(id) => write!(f, "provider:{id}"),
            Self::Commission => f.write_str("commission"),
            Self::VatCollected => f.write_str("vat_collected"),
            Self::CoordinatorCost => f.write_str("coordinator_cost"),
            Self::VatDeductible => f.write_str("vat_deductible"),
            Self::Coordinator(id) => write!(f, "coordinator:{id}"),
        }
    }
}

/// What an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A captured authorization.
    Capture,
    /// A tip.
    Tip,
}

impl EntryKind {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Capture => "capture",
            Self::Tip => "tip",
        }
    }
}

/// One line of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The account.
    pub account: Ledger,
    /// Debit positive, credit negative.
    pub amount: Cents,
}

/// What a capture posts, per walkthrough 3 of docs/ARCHITECTURE.md: 13 € debits the payment provider, credits the provider, both commissions
/// and their VAT, then moves the coordinator's share out of the commissions. Lines of nought are left out.
pub fn capture(shares: &Shares, provider: ProviderId, coordinator: AccountId) -> Vec<Posting> {
    entry(&[
        (Ledger::Psp, shares.price),
        (Ledger::Provider(provider), -shares.provider),
        (Ledger::Commission, -shares.commission_net()),
        (Ledger::VatCollected, -shares.vat()),
        (Ledger::CoordinatorCost, shares.coordinator_net),
        (Ledger::VatDeductible, shares.coordinator_vat),
        (Ledger::Coordinator(coordinator), -shares.coordinator()),
    ])
}

/// What a tip posts: all of it to the provider.
pub fn tip(amount: Cents, provider: ProviderId) -> Vec<Posting> {
    entry(&[(Ledger::Psp, amount), (Ledger::Provider(provider), -amount)])
}

fn entry(lines: &[(Ledger, Cents)]) -> Vec<Posting> {
    lines
        .iter()
        .filter(|l| l.1 != Cents::ZERO)
        .map(|&(account, amount)| Posting { account, amount })
        .collect()
}

/// What is left when an entry is added up: nought, or the entry is wrong.
pub fn balance(postings: &[Posting]) -> Cents {
    postings.iter().map(|p| p.amount).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commission::CommissionRates;
    use uuid::Uuid;

    fn ids() -> (ProviderId, AccountId) {
        (
            ProviderId(Uuid::from_u128(1)),
            AccountId(Uuid::from_u128(2)),
        )
    }

    #[test]
    fn thirteen_euros_post_the_figures_of_the_loge() {
        let (provider, coordinator) = ids();
        let postings = capture(
            &Shares::of(Cents(1300), CommissionRates::default()),
            provider,
            coordinator,
        );
        let of = |account| {
            postings
                .iter()
                .find(|p| p.account == account)
                .map(|p| p.amount.0)
        };
        assert_eq!(of(Ledger::Psp), Some(1300));
        assert_eq!(of(Ledger::Provider(provider)), Some(-1040));
        assert_eq!(
            (of(Ledger::Commission), of(Ledger::VatCollected)),
            (Some(-217), Some(-43))
        );
        assert_eq!(
            (of(Ledger::CoordinatorCost), of(Ledger::VatDeductible)),
            (Some(109), Some(22))
        );
        assert_eq!(of(Ledger::Coordinator(coordinator)), Some(-131));
    }

    #[test]
    fn every_entry_sums_to_zero() {
        let (provider, coordinator) = ids();
        for price in 1..=1_000_000 {
            for liable in [true, false] {
                let rates = CommissionRates {
                    coordinator_charges_vat: liable,
                    ..CommissionRates::default()
                };
                assert_eq!(
                    balance(&capture(
                        &Shares::of(Cents(price), rates),
                        provider,
                        coordinator
                    )),
                    Cents::ZERO
                );
            }
        }
        assert_eq!(balance(&tip(Cents(200), provider)), Cents::ZERO);
    }
}
