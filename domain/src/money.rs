//! Money as integer cents of a euro, with checked arithmetic.

use serde::{Deserialize, Serialize};
use std::{iter::Sum, ops::Neg};

/// An amount in cents of a euro; may be negative in the ledger.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// Basis points: hundredths of a percent. 8.35 % is 835.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasisPoints(pub i64);

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The amount taken `n` times, or `None` when it does not fit.
    pub fn times(self, n: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(n)).map(Self)
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|c| c.0).sum())
    }
}

impl BasisPoints {
    /// `amount × rate`, rounded towards zero, exact in 128 bits; amounts are never negative here.
    pub fn floor_of(self, amount: Cents) -> Cents {
        Cents(Self::narrow(self.product(amount) / 10_000))
    }

    /// `amount × rate`, half a cent rounded up: the rule for VAT on a total.
    pub fn half_up_of(self, amount: Cents) -> Cents {
        Cents(Self::narrow((self.product(amount) + 5_000) / 10_000))
    }

    /// Ten-thousandths of a cent that [`Self::floor_of`] dropped.
    pub fn remainder_of(self, amount: Cents) -> i64 {
        Self::narrow(self.product(amount) % 10_000)
    }

    fn product(self, amount: Cents) -> i128 {
        i128::from(amount.0) * i128::from(self.0)
    }

    fn narrow(value: i128) -> i64 {
        i64::try_from(value).unwrap_or(i64::MAX)
    }
}
