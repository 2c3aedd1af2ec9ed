//! What dashboards count and who needs help. Figures are counted from events, which never change; amounts come from the
//! frozen agreements of the bookings.

use crate::{StoreError, Tx, row::At};
use domain::{
    Cents, Timestamp,
    ids::{BookingId, LodgeId, ReviewId},
    policy::Policy,
    time::{HOUR_MS, paris_midnight},
    view::{Figures, Need, NeedKind},
};
use sqlx::{AssertSqlSafe, FromRow};
use std::fmt::Write;
use uuid::Uuid;

#[derive(FromRow)]
struct Counted {
    bucket: i64,
    requests: i64,
    agreed: i64,
    held: i64,
    delivered: i64,
    captured: i64,
    reviewed: i64,
    captured_amount: i64,
    commission: i64,
}

/// What happened from `from` until just before `to`, in one lodge or in all.
pub async fn figures(
    tx: &mut Tx,
    lodge: Option<LodgeId>,
    from: Timestamp,
    to: Timestamp,
) -> Result<Figures, StoreError> {
    let counted = count(tx, lodge, &[(from, to)]).await?;
    Ok(counted.into_iter().next().unwrap_or_default())
}

/// What happened on each day, given by its midnight in Paris, in ascending order; one query.
pub async fn daily(
    tx: &mut Tx,
    lodge: Option<LodgeId>,
    days: &[Timestamp],
) -> Result<Vec<Figures>, StoreError> {
    // 26 hours after midnight it is tomorrow, whichever way the clocks change.
    let next = |day: &Timestamp| paris_midnight(day.plus(26 * HOUR_MS));
    let spans: Vec<_> = days.iter().map(|day| (*day, next(day))).collect();
    count(tx, lodge, &spans).await
}

/// Figures of each span, in their order.
async fn count(
    tx: &mut Tx,
    lodge: Option<LodgeId>,
    spans: &[(Timestamp, Timestamp)],
) -> Result<Vec<Figures>, StoreError> {
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    // Whole numbers, written into the text because their count varies.
    let mut values = String::new();
    for (bucket, (from, to)) in spans.iter().enumerate() {
        let comma = if bucket == 0 { "" } else { ", " };
        let _ = write!(
            values,
            "{comma}(cast({bucket} as bigint), cast({} as bigint), cast({} as bigint))",
            from.0, to.0
        );
    }
    let lodge_filter = if lodge.is_some() {
        "e.lodge_id = $1 and"
    } else {
        "$1 is null and"
    };
    let sql = format!(
        "with span (bucket, from_ms, to_ms) as (values {values})
         select s.bucket,
            count(case when e.event = 'request' then 1 end) as requests,
            count(case when e.event = 'agree' and e.to_state = 'agreed' then 1 end) as agreed,
            count(case when e.event = 'authorise' then 1 end) as held,
            count(case when e.event = 'deliver' then 1 end) as delivered,
            count(case when e.event = 'capture' then 1 end) as captured,
            count(distinct case when e.event = 'review' then e.booking_id end) as reviewed,
            cast(coalesce(sum(case when e.event = 'capture' then b.price_cents end), 0) as bigint) as captured_amount,
            cast(coalesce(sum(case when e.event = 'capture' then b.coordinator_net_cents end), 0) as bigint) as commission
         from span s
         join booking_event e on {lodge_filter} e.at_ms >= s.from_ms and e.at_ms < s.to_ms
         join booking b on b.id = e.booking_id
         group by s.bucket"
    );
    let rows = on_db!(tx, c => sqlx::query_as::<_, Counted>(AssertSqlSafe(sql))
        .bind(lodge.map(|l| l.0))
        .persistent(false)
        .fetch_all(c)
        .await)?;
    let mut figures = vec![Figures::default(); spans.len()];
    for row in &rows {
        let at = At {
            table: "booking_event",
            row: &row.bucket,
        };
        let bucket: usize = at.narrow("at_ms", row.bucket)?;
        *at.need("at_ms", figures.get_mut(bucket))? = Figures {
            requests: at.narrow("event", row.requests)?,
            agreed: at.narrow("event", row.agreed)?,
            held: at.narrow("event", row.held)?,
            delivered: at.narrow("event", row.delivered)?,
            captured: at.narrow("event", row.captured)?,
            reviewed: at.narrow("event", row.reviewed)?,
            captured_amount: Cents(row.captured_amount),
            commission: Cents(row.commission),
        };
    }
    Ok(figures)
}

#[derive(FromRow)]
struct NeedRow {
    kind: i64,
    booking_id: Uuid,
    review_id: Option<Uuid>,
    skill: String,
    resident: String,
    provider: String,
    at_ms: i64,
    detail: Option<String>,
}

/// Missions of the lodge that need somebody, in one query: holds that lapse soon, cards that could not be debited, requests
/// that nobody answered, reviews that were reported; within each, the longest waiting first.
pub async fn needs(
    tx: &mut Tx,
    lodge: LodgeId,
    now: Timestamp,
    policy: &Policy,
) -> Result<Vec<Need>, StoreError> {
    let rows = fetch_all!(
        tx,
        NeedRow,
        "select n.kind, n.booking_id, n.review_id, b.skill, a.name as resident, p.name as provider, n.at_ms, n.detail
         from (
            select cast(0 as bigint) as kind, id as booking_id, cast(null as uuid) as review_id, capture_before_ms as at_ms,
                   cast(null as text) as detail
            from booking where lodge_id = $1 and state in ('held', 'delivered', 'capturing') and capture_before_ms <= $2
            union all
            select 1, id, null, delivered_at_ms, null from booking where lodge_id = $1 and state = 'action_needed'
            union all
            select 2, id, null, created_at_ms, null from booking
            where lodge_id = $1 and state = 'requested' and created_at_ms <= $3
              and not exists (select 1 from booking_event e
                              where e.booking_id = booking.id and e.from_state is not null
                                and e.party in ('provider', 'coordinator'))
              and not exists (select 1 from message m
                              where m.booking_id = booking.id and m.party in ('provider', 'coordinator'))
            union all
            select 3, r.booking_id, r.id, r.reported_at_ms, r.report
            from review r join booking rb on rb.id = r.booking_id
            where rb.lodge_id = $1 and r.report is not null and r.report_settled_at_ms is null
         ) n
         join booking b on b.id = n.booking_id
         join account a on a.id = b.resident_id
         join provider p on p.id = b.provider_id
         order by n.kind, n.at_ms, n.booking_id, n.review_id",
        lodge.0,
        now.plus(policy.hold_warning_ms).0,
        now.plus(-policy.unanswered_ms).0,
    )?;
    rows.into_iter()
        .map(|row| {
            let at = At {
                table: "booking",
                row: &row.booking_id,
            };
            let kind = match row.kind {
                0 => NeedKind::HoldLapsing,
                1 => NeedKind::ActionNeeded,
                2 => NeedKind::Unanswered,
                3 => NeedKind::ReportedReview,
                _ => return Err(at.wrong("state")),
            };
            Ok(Need {
                kind,
                booking: BookingId(row.booking_id),
                review: row.review_id.map(ReviewId),
                skill: row.skill,
                resident: row.resident,
                provider: row.provider,
                at: Timestamp(row.at_ms),
                detail: row.detail,
            })
        })
        .collect()
}

/// Missions of the lodge under way.
pub async fn open(tx: &mut Tx, lodge: LodgeId) -> Result<i64, StoreError> {
    let sql = "select count(*) from booking
               where lodge_id = $1
                 and state not in ('paid', 'closed', 'declined', 'withdrawn', 'expired', 'cancelled')";
    fetch_value!(tx, i64, sql, lodge.0)
}
