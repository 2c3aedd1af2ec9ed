//! Moments and slots. A moment is milliseconds since 1970 in UTC; people read and write Paris time.
//!
//! The browser and the server must print the same text, so the conversion is done here, by the European rule for
//! summer time (last Sundays of March and October at 01:00 UTC), and not by either side's time zone database.

use crate::error::{Problem, RuleError};
use serde::{Deserialize, Serialize};

/// One minute in milliseconds.
pub const MINUTE_MS: i64 = 60_000;
/// One hour in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// One day in milliseconds.
pub const DAY_MS: i64 = 24 * HOUR_MS;
/// Slots start and last whole multiples of this.
pub const SLOT_STEP_MS: i64 = 15 * MINUTE_MS;
/// A booking is asked at most this many days ahead.
pub const DAYS_AHEAD_MAX: u32 = 90;

/// Milliseconds since 1970-01-01 00:00 UTC.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This moment and `ms` milliseconds.
    #[must_use]
    pub const fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A time on the wall in Paris.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Day of the week, 0 for Monday.
    pub weekday: u8,
}

/// Days since 1970-01-01 of a date, by Howard Hinnant's algorithm on 400-year eras.
pub const fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (month as i64 + 9) % 12;
    let doy = (153 * mp + 2) / 5 + day as i64 - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "months and days fit in u8"
)]
pub const fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
    let month = (if mp < 10 { mp + 3 } else { mp - 9 }) as u8;
    (yoe + era * 400 + (month <= 2) as i64, month, day)
}

/// Monday is 0.
const fn weekday_of(days: i64) -> i64 {
    (days + 3).rem_euclid(7)
}

/// The moment summer time starts or ends in `year`: 01:00 UTC on the last Sunday of `month`.
const fn last_sunday_utc(year: i64, month: u8) -> i64 {
    let last = days_from_civil(year, month, 31);
    let sunday = last - (weekday_of(last) + 1) % 7;
    sunday * DAY_MS + HOUR_MS
}

/// Milliseconds that Paris is ahead of UTC at that moment.
pub const fn paris_offset_ms(at: Timestamp) -> i64 {
    let (year, _, _) = civil_from_days(at.0.div_euclid(DAY_MS));
    if at.0 >= last_sunday_utc(year, 3) && at.0 < last_sunday_utc(year, 10) {
        2 * HOUR_MS
    } else {
        HOUR_MS
    }
}

/// The wall clock of Paris at that moment.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "hours, minutes and weekdays fit in u8"
)]
pub const fn to_paris(at: Timestamp) -> Civil {
    let local = at.0 + paris_offset_ms(at);
    let days = local.div_euclid(DAY_MS);
    let ms = local.rem_euclid(DAY_MS);
    let (year, month, day) = civil_from_days(days);
    Civil {
        year,
        month,
        day,
        hour: (ms / HOUR_MS) as u8,
        minute: (ms % HOUR_MS / MINUTE_MS) as u8,
        weekday: weekday_of(days) as u8,
    }
}

/// The moment at which the wall clock of Paris shows this. In the hour that autumn repeats, the first one; in the hour
/// that spring skips, the moment an hour later.
pub const fn from_paris(year: i64, month: u8, day: u8, hour: u8, minute: u8) -> Timestamp {
    let local = days_from_civil(year, month, day) * DAY_MS
        + hour as i64 * HOUR_MS
        + minute as i64 * MINUTE_MS;
    let summer = Timestamp(local - 2 * HOUR_MS);
    if paris_offset_ms(summer) == 2 * HOUR_MS {
        summer
    } else {
        Timestamp(local - HOUR_MS)
    }
}

/// Midnight in Paris of the day of that moment.
pub const fn paris_midnight(at: Timestamp) -> Timestamp {
    let c = to_paris(at);
    from_paris(c.year, c.month, c.day, 0, 0)
}

/// What an `<input type="date">` holds: `2026-11-28`.
pub fn parse_date(field: &'static str, value: &str) -> Result<(i64, u8, u8), RuleError> {
    let wrong = || RuleError::input(field, Problem::Format);
    let mut parts = value.trim().splitn(3, '-');
    let mut next = |len: usize| {
        parts
            .next()
            .filter(|p| p.len() == len && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let (y, m, d) = (
        next(4).ok_or_else(wrong)?,
        next(2).ok_or_else(wrong)?,
        next(2).ok_or_else(wrong)?,
    );
    let date = (
        y.parse().map_err(|_| wrong())?,
        m.parse().map_err(|_| wrong())?,
        d.parse().map_err(|_| wrong())?,
    );
    let real = (1..=12).contains(&date.1)
        && civil_from_days(days_from_civil(date.0, date.1, date.2)) == date;
    if real { Ok(date) } else { Err(wrong()) }
}

/// What an `<input type="time">` holds: `10:00`, seconds ignored.
pub fn parse_time(field: &'static str, value: &str) -> Result<(u8, u8), RuleError> {
    let wrong = || RuleError::input(field, Problem::Format);
    let mut parts = value.trim().split(':');
    let mut next = |max: u8| {
        let part = parts
            .next()
            .filter(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|p| p.parse::<u8>().ok())
            .filter(|n| *n <= max)
            .ok_or_else(wrong)
    };
    Ok((next(23)?, next(59)?))
}

/// A stretch of a provider's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// Start.
    pub start: Timestamp,
    /// Length in minutes.
    pub minutes: u32,
}

impl Slot {
    /// Longest slot, in minutes.
    pub const MINUTES_MAX: u32 = 12 * 60;

    /// A slot from a form: date and time of Paris, length in minutes. It starts on a quarter of an hour, lasts whole
    /// quarters, lies in the future and at most [`DAYS_AHEAD_MAX`] days ahead.
    pub fn parse(date: &str, time: &str, minutes: u32, now: Timestamp) -> Result<Self, RuleError> {
        if date.trim().is_empty() {
            return Err(RuleError::input("date", Problem::Required));
        }
        if time.trim().is_empty() {
            return Err(RuleError::input("time", Problem::Required));
        }
        let (y, m, d) = parse_date("date", date)?;
        let (hour, minute) = parse_time("time", time)?;
        let slot = Self {
            start: from_paris(y, m, d, hour, minute),
            minutes,
        };
        if minute % 15 != 0 {
            return Err(RuleError::input("time", Problem::Format));
        }
        if minutes == 0 || !minutes.is_multiple_of(15) {
            return Err(RuleError::input("minutes", Problem::TooSmall { min: 15 }));
        }
        if minutes > Self::MINUTES_MAX {
            return Err(RuleError::input(
                "minutes",
                Problem::TooLarge {
                    max: i64::from(Self::MINUTES_MAX),
                },
            ));
        }
        slot.check_ahead(now)?;
        Ok(slot)
    }

    /// That the slot has not started at `now` and is not too far ahead.
    pub fn check_ahead(&self, now: Timestamp) -> Result<(), RuleError> {
        if self.start <= now {
            Err(RuleError::input("date", Problem::InThePast))
        } else if self.start.since(now) > i64::from(DAYS_AHEAD_MAX) * DAY_MS {
            Err(RuleError::input(
                "date",
                Problem::TooFar {
                    days: DAYS_AHEAD_MAX,
                },
            ))
        } else {
            Ok(())
        }
    }

    /// End.
    pub fn end(&self) -> Timestamp {
        self.start.plus(i64::from(self.minutes) * MINUTE_MS)
    }

    /// Starts of the quarters of an hour it covers, in quarters since 1970: the rows that keep two missions apart.
    pub fn cells(&self) -> std::ops::Range<i64> {
        self.start.0.div_euclid(SLOT_STEP_MS)
            ..(self.end().0 + SLOT_STEP_MS - 1).div_euclid(SLOT_STEP_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_changes_to_summer_and_winter_time_on_the_right_sundays() {
        let noon = |m, d| from_paris(2026, m, d, 12, 0);
        assert_eq!(paris_offset_ms(noon(3, 28)), HOUR_MS);
        assert_eq!(paris_offset_ms(noon(3, 29)), 2 * HOUR_MS);
        assert_eq!(paris_offset_ms(noon(10, 24)), 2 * HOUR_MS);
        assert_eq!(paris_offset_ms(noon(10, 25)), HOUR_MS);
        assert_eq!(from_paris(1970, 1, 1, 1, 0), Timestamp(0));
    }

    #[test]
    fn every_hour_of_thirty_years_goes_there_and_back() {
        let start = from_paris(2010, 1, 1, 0, 0).0;
        for hour in 0..(30 * 365 * 24) {
            let at = Timestamp(start + hour * HOUR_MS);
            let c = to_paris(at);
            let back = from_paris(c.year, c.month, c.day, c.hour, c.minute);
            // The repeated hour of autumn is read as its first occurrence.
            assert!(back == at || at.since(back) == HOUR_MS, "{at:?} {c:?}");
        }
        assert_eq!(to_paris(from_paris(2026, 11, 28, 10, 0)).weekday, 5);
    }

    #[test]
    fn impossible_dates_and_times_are_refused() {
        for wrong in [
            "",
            "2026-02-30",
            "2026-13-01",
            "26-01-01",
            "2026/01/01",
            "2026-1-1",
            "0x10-01-01",
        ] {
            assert!(parse_date("date", wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "24:00", "10", "10:60", "1:00", "aa:bb"] {
            assert!(parse_time("time", wrong).is_err(), "{wrong}");
        }
        assert_eq!(parse_time("time", "10:30:00"), Ok((10, 30)));
    }

    #[test]
    fn a_slot_is_ahead_aligned_and_covers_its_quarters() {
        let now = from_paris(2026, 11, 21, 9, 0);
        let slot = Slot::parse("2026-11-28", "10:00", 45, now).expect("a good slot");
        assert_eq!(slot.cells().count(), 3);
        let problem = |d, t, m| match Slot::parse(d, t, m, now) {
            Err(RuleError::Input { field, problem }) => (field, problem),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            problem("2026-11-20", "10:00", 60),
            ("date", Problem::InThePast)
        );
        assert_eq!(
            problem("2027-11-20", "10:00", 60),
            (
                "date",
                Problem::TooFar {
                    days: DAYS_AHEAD_MAX
                }
            )
        );
        assert_eq!(
            problem("2026-11-28", "10:07", 60),
            ("time", Problem::Format)
        );
        assert_eq!(
            problem("2026-11-28", "10:00", 20),
            ("minutes", Problem::TooSmall { min: 15 })
        );
        assert_eq!(problem("", "10:00", 20), ("date", Problem::Required));
    }
}
