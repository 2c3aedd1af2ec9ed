//! *Où vont mes sous*: how a price is shared, to the cent.
//!
//! Source of the rule: 8.35 % before VAT to the coordinator and 8.35 % to the network, VAT on top, never more than a
//! fifth of the price from 5 € up to rounding. The total before VAT is rounded down, VAT half up on that total, the
//! provider gets all the rest.

use crate::money::{BasisPoints, Cents};
use serde::{Deserialize, Serialize};

/// The rates a booking is agreed under. Configuration of a lodge, frozen at agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommissionRates {
    /// Coordinator's share before VAT.
    pub coordinator: BasisPoints,
    /// Network's share before VAT.
    pub network: BasisPoints,
    /// VAT on both.
    pub vat: BasisPoints,
    /// Whether the coordinator charges VAT; if not, that VAT is the network's to declare. The provider's net is the same.
    pub coordinator_charges_vat: bool,
}

impl Default for CommissionRates {
    fn default() -> Self {
        Self {
            coordinator: BasisPoints(835),
            network: BasisPoints(835),
            vat: BasisPoints(2_000),
            coordinator_charges_vat: true,
        }
    }
}

/// A price cut in shares; they always sum to the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// What the resident pays.
    pub price: Cents,
    /// What the provider gets.
    pub provider: Cents,
    /// Coordinator's share before VAT.
    pub coordinator_net: Cents,
    /// VAT the coordinator charges.
    pub coordinator_vat: Cents,
    /// Network's share before VAT.
    pub network_net: Cents,
    /// VAT the network declares for itself.
    pub network_vat: Cents,
}

impl Shares {
    /// Cuts `price` (0 or more) by `rates`.
    pub fn of(price: Cents, rates: CommissionRates) -> Self {
        let total = BasisPoints(rates.coordinator.0 + rates.network.0).floor_of(price);
        let vat = rates.vat.half_up_of(total);
        // Largest remainder, a tie to the coordinator: the two floors miss at most one cent of the total.
        let floors = (
            rates.coordinator.floor_of(price),
            rates.network.floor_of(price),
        );
        let left = total.0 - floors.0.0 - floors.1.0;
        let to_coordinator =
            rates.coordinator.remainder_of(price) >= rates.network.remainder_of(price);
        let coordinator_net = Cents(floors.0.0 + if to_coordinator { left } else { 0 });
        let network_net = Cents(total.0 - coordinator_net.0);
        let coordinator_vat = if rates.coordinator_charges_vat {
            rates.vat.half_up_of(coordinator_net).min(vat)
        } else {
            Cents::ZERO
        };
        Self {
            price,
            provider: Cents(price.0 - total.0 - vat.0),
            coordinator_net,
            coordinator_vat,
            network_net,
            network_vat: Cents(vat.0 - coordinator_vat.0),
        }
    }

    /// Coordinator's share with VAT.
    pub fn coordinator(&self) -> Cents {
        Cents(self.coordinator_net.0 + self.coordinator_vat.0)
    }

    /// Network's share with VAT.
    pub fn network(&self) -> Cents {
        Cents(self.network_net.0 + self.network_vat.0)
    }

    /// Both commissions before VAT.
    pub fn commission_net(&self) -> Cents {
        Cents(self.coordinator_net.0 + self.network_net.0)
    }

    /// All VAT.
    pub fn vat(&self) -> Cents {
        Cents(self.coordinator_vat.0 + self.network_vat.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thirteen_euros_give_the_figures_of_the_loge() {
        let shares = Shares::of(Cents(1300), CommissionRates::default());
        assert_eq!(shares.provider, Cents(1040));
        assert_eq!(
            (shares.commission_net(), shares.vat()),
            (Cents(217), Cents(43))
        );
        assert_eq!(
            (shares.coordinator_net, shares.coordinator_vat),
            (Cents(109), Cents(22))
        );
        assert_eq!(
            (shares.coordinator(), shares.network()),
            (Cents(131), Cents(129))
        );
    }

    #[test]
    fn the_provider_does_not_depend_on_the_coordinators_status() {
        for price in 1..=20_000 {
            let liable = Shares::of(Cents(price), CommissionRates::default());
            let exempt = Shares::of(
                Cents(price),
                CommissionRates {
                    coordinator_charges_vat: false,
                    ..CommissionRates::default()
                },
            );
            assert_eq!(liable.provider, exempt.provider);
            assert_eq!(exempt.coordinator_vat, Cents::ZERO);
        }
    }

    #[test]
    fn every_price_to_ten_thousand_euros_is_shared_to_the_cent() {
        for price in 1..=1_000_000 {
            let s = Shares::of(Cents(price), CommissionRates::default());
            let sum = s.provider.0 + s.coordinator().0 + s.network().0;
            assert_eq!(sum, price);
            assert!(
                [
                    s.provider,
                    s.coordinator_net,
                    s.coordinator_vat,
                    s.network_net,
                    s.network_vat
                ]
                .iter()
                .all(|c| c.0 >= 0)
            );
            assert!(
                s.commission_net().0 * 10_000 <= price * 1_670,
                "never above the contract at {price}"
            );
            // From 5 € up, both commissions with VAT stay under 20.12 % whatever the rounding.
            assert!(
                price < 500 || (price - s.provider.0) * 10_000 <= price * 2_012,
                "{price}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_rates_sum_to_the_price(
            price in 0_i64..10_000_000, c in 0_i64..3_000, n in 0_i64..3_000, vat in 0_i64..2_500, liable: bool,
        ) {
            let rates = CommissionRates {
                coordinator: BasisPoints(c), network: BasisPoints(n), vat: BasisPoints(vat), coordinator_charges_vat: liable,
            };
            let s = Shares::of(Cents(price), rates);
            prop_assert_eq!(s.provider.0 + s.coordinator().0 + s.network().0, price);
            prop_assert!([s.provider, s.coordinator_net, s.coordinator_vat, s.network_net, s.network_vat].iter().all(|c| c.0 >= 0));
        }
    }
}
