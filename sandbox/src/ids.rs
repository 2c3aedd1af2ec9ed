//! Identifiers in Stripe's form (`pi_…`, `cs_test_…`), derived from a seed and a counter for each kind, so that a seeded
//! sandbox gives the same identifiers in every run and a restarted one never repeats an identifier.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The generator's whole memory; it is part of what is persisted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Ids {
    seed: u64,
    counters: BTreeMap<String, u64>,
}

impl Ids {
    pub(crate) const fn new(seed: u64) -> Self {
        Self {
            seed,
            counters: BTreeMap::new(),
        }
    }

    /// The next identifier of a kind: `prefix` followed by 24 characters.
    pub(crate) fn next(&mut self, prefix: &str) -> String {
        let counter = match self.counters.get_mut(prefix) {
            Some(counter) => counter,
            None => self.counters.entry(prefix.to_owned()).or_insert(0),
        };
        *counter += 1;
        let digest = Sha256::new()
            .chain_update(self.seed.to_le_bytes())
            .chain_update(prefix.as_bytes())
            .chain_update(counter.to_le_bytes())
            .finalize();
        let mut id = String::with_capacity(prefix.len() + 24);
        id.push_str(prefix);
        id.extend(
            digest
                .iter()
                .take(24)
                .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])),
        );
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn same_seed_gives_same_ids_and_never_twice() {
        let (mut a, mut b) = (Ids::new(7), Ids::new(7));
        let first = a.next("pi_");
        assert_eq!(first, b.next("pi_"));
        assert!(first.starts_with("pi_") && first.len() == 27);
        assert_ne!(first, a.next("pi_"));
        assert_ne!(Ids::new(8).next("pi_"), first);
    }
}
