//! When things happen in the demonstration: chance that always falls the same way, and the days of each neighbour.

use domain::{
    Timestamp,
    time::{DAY_MS, HOUR_MS, MINUTE_MS, Slot, from_paris, paris_midnight, to_paris},
};
use std::collections::HashMap;

/// Hours at which jobs begin, in minutes after midnight.
const BEGINNINGS: [u16; 6] = [
    9 * 60,
    10 * 60 + 30,
    14 * 60,
    15 * 60 + 30,
    17 * 60,
    18 * 60 + 30,
];
/// How many days ahead a free moment is looked for.
const LOOK_AHEAD: i64 = 21;

/// Dice that fall the same way in every demonstration.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 0 to `sides` − 1, by Knuth's multiplier.
    pub(super) fn below(&mut self, sides: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    /// True that many times out of a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let sides = i64::try_from(choices.len()).unwrap_or(1);
        choices.get(usize::try_from(self.below(sides)).unwrap_or(0))
    }

    /// A stretch of whole minutes between two numbers of hours.
    pub(super) fn hours(&mut self, from: i64, to: i64) -> i64 {
        from * HOUR_MS + self.below((to - from).max(1) * 60) * MINUTE_MS
    }
}

/// That moment, moved into the hours in which people write to each other.
pub(super) fn by_day(at: Timestamp) -> Timestamp {
    let c = to_paris(at);
    if c.hour < 8 {
        from_paris(c.year, c.month, c.day, c.hour + 8, c.minute)
    } else if c.hour > 21 {
        at.plus(10 * HOUR_MS)
    } else {
        at
    }
}

/// What each neighbour has agreed on.
#[derive(Default)]
pub(super) struct Calendar(HashMap<&'static str, Vec<Slot>>);

impl Calendar {
    /// Takes the first free moment of that neighbour from `earliest` on, on one of their days; `None` when there is none
    /// within three weeks.
    pub(super) fn take(
        &mut self,
        provider: &'static str,
        days: u8,
        earliest: Timestamp,
        minutes: u32,
        dice: &mut Dice,
    ) -> Option<Slot> {
        let taken = self.0.entry(provider).or_default();
        let turn = dice.below(6);
        for day in 0..LOOK_AHEAD {
            let midnight =
                paris_midnight(paris_midnight(earliest).plus(day * DAY_MS + 12 * HOUR_MS));
            if days & (1 << to_paris(midnight).weekday) == 0 {
                continue;
            }
            for place in 0..6 {
                let index = usize::try_from((turn + place) % 6).unwrap_or(0);
                let begins = BEGINNINGS.get(index).copied().unwrap_or(9 * 60);
                let slot = Slot {
                    start: midnight.plus(i64::from(begins) * MINUTE_MS),
                    minutes,
                };
                let is_free = |other: &Slot| slot.end() <= other.start || other.end() <= slot.start;
                if slot.start >= earliest && taken.iter().all(is_free) {
                    taken.push(slot);
                    return Some(slot);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_in_two_places_at_once() {
        let (mut calendar, mut dice) = (Calendar::default(), Dice::new(1));
        let monday = from_paris(2026, 11, 16, 9, 0);
        let slots: Vec<Slot> = (0..30)
            .filter_map(|_| calendar.take("ophelie", 0b0001_0001, monday, 90, &mut dice))
            .collect();
        assert!(slots.len() >= 24, "three weeks of Mondays and Fridays");
        for (i, slot) in slots.iter().enumerate() {
            assert!(slot.start >= monday && matches!(to_paris(slot.start).weekday, 0 | 4));
            assert!(
                slots
                    .iter()
                    .skip(i + 1)
                    .all(|other| slot.end() <= other.start || other.end() <= slot.start)
            );
        }
    }

    #[test]
    fn people_write_by_day() {
        for hour in 0..24 {
            let at = by_day(from_paris(2026, 11, 16, hour, 30));
            assert!((8..22).contains(&to_paris(at).hour), "{hour}");
        }
    }
}
