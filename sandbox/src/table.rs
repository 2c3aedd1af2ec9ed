//! An ordered, indexed collection of rows: constant-time reads and writes, and a cheap frozen copy for persistence
//! (rows are shared and copied only when written while a frozen copy is alive).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// A row that knows its own key.
pub(crate) trait Row: Clone {
    fn key(&self) -> &str;
}

/// Rows in order of insertion, found by key.
#[derive(Debug, Clone)]
pub(crate) struct Table<T> {
    rows: VecDeque<Arc<T>>,
    /// How many rows were removed from the front since the start: keeps the index valid.
    removed: usize,
    index: HashMap<String, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: VecDeque::new(),
            removed: 0,
            index: HashMap::new(),
        }
    }
}

impl<T: Row> Table<T> {
    pub(crate) fn insert(&mut self, row: T) {
        self.index
            .insert(row.key().to_owned(), self.removed + self.rows.len());
        self.rows.push_back(Arc::new(row));
    }

    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.place(key).map(|place| self.rows[place].as_ref())
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        let place = self.place(key)?;
        self.rows.get_mut(place).map(Arc::make_mut)
    }

    /// Position of a key in the order of insertion.
    pub(crate) fn place(&self, key: &str) -> Option<usize> {
        self.index.get(key).map(|place| place - self.removed)
    }

    /// Rows in order of insertion.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.rows.iter().map(AsRef::as_ref)
    }

    /// Removes rows from the front while they are old.
    pub(crate) fn prune(&mut self, old: impl Fn(&T) -> bool) {
        while let Some(row) = self.rows.front().filter(|row| old(row)) {
            self.index.remove(row.key());
            self.rows.pop_front();
            self.removed += 1;
        }
    }

    /// A copy without index, for writing out.
    pub(crate) fn frozen(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            removed: self.removed,
            index: HashMap::new(),
        }
    }
}

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(AsRef::<T>::as_ref))
    }
}

impl<'de, T: Row + Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut table = Self::default();
        for row in Vec::<T>::deserialize(deserializer)? {
            table.insert(row);
        }
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Table};

    impl Row for String {
        fn key(&self) -> &str {
            self
        }
    }

    #[test]
    fn finds_rows_after_pruning_and_reloading() {
        let mut table = Table::default();
        for name in ["a", "b", "c"] {
            table.insert(name.to_owned());
        }
        table.prune(|row| row == "a");
        assert_eq!(table.get("a"), None);
        assert_eq!(table.place("c"), Some(1));
        let text = serde_json::to_string(&table.frozen()).unwrap();
        let again: Table<String> = serde_json::from_str(&text).unwrap();
        assert_eq!(again.get("b").map(String::as_str), Some("b"));
        assert_eq!(again.iter().count(), 2);
    }
}
