//! The coordinator's dashboard of a loge, and the network's of all. Owns which days are counted; what is counted is the
//! store's. Another loge's dashboard does not exist.

use crate::{Backend, Error, live, lodge};
use domain::{
    Actor, Cents, Timestamp,
    time::{civil_from_days, days_from_civil, from_paris, to_paris},
    view::{DashboardView, DayFigures, FeedItem, Figures, NetworkLine, NetworkView},
};
use store::event::FeedRow;

/// Periods that can be asked for, in days; anything else is the second.
const PERIODS: [u32; 3] = [7, 30, 90];
/// Events in the feed.
const FEED: i64 = 30;

/// A loge's dashboard over the last `days` days: its coordinator and the network.
pub async fn lodge(
    b: &Backend,
    actor: &Actor,
    slug: &str,
    days: u32,
) -> Result<DashboardView, Error> {
    let (now, days) = (b.now(), period(days));
    let mut tx = b.read().await?;
    let lodge = live::seen_by(&mut tx, actor, slug).await?;
    let id = Some(lodge.id);
    let (midnights, before) = (midnights(now, days), midnights_before(now, days));
    let (today, end) = (last(&midnights, now), now.plus(1));
    let daily = store::dashboard::daily(&mut tx, id, &midnights).await?;
    let daily = midnights
        .iter()
        .zip(daily)
        .map(|(day, figures)| DayFigures { day: *day, figures });
    Ok(DashboardView {
        lodge: lodge::reference(&lodge),
        lodge_id: lodge.id,
        now,
        today: store::dashboard::figures(&mut tx, id, today, end).await?,
        days,
        period: store::dashboard::figures(&mut tx, id, first(&midnights, now), end).await?,
        previous: store::dashboard::figures(&mut tx, id, before, first(&midnights, now)).await?,
        daily: daily.collect(),
        needs: store::dashboard::needs(&mut tx, lodge.id, now, &lodge.policy).await?,
        feed: store::event::feed(&mut tx, lodge.id, FEED)
            .await?
            .into_iter()
            .map(item)
            .collect(),
        open: u32::try_from(store::dashboard::open(&mut tx, lodge.id).await?).unwrap_or(u32::MAX),
    })
}

/// All loges over the last `days` days: the network only.
pub async fn network(b: &Backend, actor: &Actor, days: u32) -> Result<NetworkView, Error> {
    if !actor.is_network() {
        return Err(Error::NotFound);
    }
    let (now, days) = (b.now(), period(days));
    let mut tx = b.read().await?;
    let midnights = midnights(now, days);
    let (today, start, end) = (last(&midnights, now), first(&midnights, now), now.plus(1));
    let lodges = store::lodge::all(&mut tx).await?;
    let (counts, people) = lodge::around(&mut tx, &lodges).await?;
    let mut lines = Vec::with_capacity(lodges.len());
    for l in &lodges {
        let needs = store::dashboard::needs(&mut tx, l.id, now, &l.policy).await?;
        lines.push(NetworkLine {
            card: lodge::card_of(l, &counts, &people),
            today: store::dashboard::figures(&mut tx, Some(l.id), today, end).await?,
            period: store::dashboard::figures(&mut tx, Some(l.id), start, end).await?,
            needs: u32::try_from(needs.len()).unwrap_or(u32::MAX),
        });
    }
    Ok(NetworkView {
        now,
        days,
        today: sum(lines.iter().map(|l| l.today)),
        period: sum(lines.iter().map(|l| l.period)),
        lodges: lines,
    })
}

fn item(row: FeedRow) -> FeedItem {
    FeedItem {
        id: row.event.id,
        event: row.event.event,
        party: row.event.party,
        at: row.event.at,
        booking: row.event.booking,
        skill: row.skill,
        resident: row.resident,
        provider: row.provider,
    }
}

fn period(days: u32) -> u32 {
    if PERIODS.contains(&days) {
        days
    } else {
        PERIODS[1]
    }
}

/// Midnights in Paris of the last `days` days, today's last. Counted on the calendar: days of 23 and 25 hours are whole days.
fn midnights(now: Timestamp, days: u32) -> Vec<Timestamp> {
    (0..i64::from(days))
        .rev()
        .map(|ago| midnight(now, ago))
        .collect()
}

/// The midnight that begins the period of the same length before.
fn midnights_before(now: Timestamp, days: u32) -> Timestamp {
    midnight(now, 2 * i64::from(days) - 1)
}

fn midnight(now: Timestamp, days_ago: i64) -> Timestamp {
    let today = to_paris(now);
    let (year, month, day) =
        civil_from_days(days_from_civil(today.year, today.month, today.day) - days_ago);
    from_paris(year, month, day, 0, 0)
}

fn first(midnights: &[Timestamp], now: Timestamp) -> Timestamp {
    midnights.first().copied().unwrap_or(now)
}

fn last(midnights: &[Timestamp], now: Timestamp) -> Timestamp {
    midnights.last().copied().unwrap_or(now)
}

fn sum(figures: impl Iterator<Item = Figures>) -> Figures {
    figures.fold(Figures::default(), |a, b| Figures {
        requests: a.requests + b.requests,
        agreed: a.agreed + b.agreed,
        held: a.held + b.held,
        delivered: a.delivered + b.delivered,
        captured: a.captured + b.captured,
        reviewed: a.reviewed + b.reviewed,
        captured_amount: Cents(a.captured_amount.0 + b.captured_amount.0),
        commission: Cents(a.commission.0 + b.commission.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::HOUR_MS;

    #[test]
    fn days_are_those_of_the_calendar() {
        // The night of 25 October 2026 lasts an hour longer.
        let days = midnights(from_paris(2026, 10, 26, 9, 0), 7);
        assert_eq!(days.len(), 7);
        assert_eq!(days[6], from_paris(2026, 10, 26, 0, 0));
        assert_eq!(days[6].since(days[5]), 25 * HOUR_MS);
        assert_eq!(days[0], from_paris(2026, 10, 20, 0, 0));
        assert_eq!(
            midnights_before(from_paris(2026, 10, 26, 9, 0), 7),
            from_paris(2026, 10, 13, 0, 0)
        );
    }

    #[test]
    fn only_the_offered_periods_exist() {
        assert_eq!([0, 7, 31, 90, u32::MAX].map(period), [30, 7, 30, 90, 30]);
    }
}
