//! Jobs: written in the transaction that asks for them, leased to one worker at a time, tried again or buried.

use crate::{StoreError, Tx, dialect, row::At};
use domain::{Timestamp, ids::JobId};
use sqlx::FromRow;
use uuid::Uuid;

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Identifier.
    pub id: JobId,
    /// What to do.
    pub kind: String,
    /// About what: identifiers only.
    pub payload: serde_json::Value,
    /// When it is due.
    pub run_at: Timestamp,
    /// How often it was claimed, the present time included.
    pub attempts: i64,
    /// Why it failed last.
    pub last_error: Option<String>,
}

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    kind: String,
    payload: String,
    run_at_ms: i64,
    attempts: i64,
    last_error: Option<String>,
}

impl TryFrom<Flat> for Job {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "job",
            row: &f.id,
        };
        Ok(Self {
            payload: at.json("payload", &f.payload)?,
            id: JobId(f.id),
            kind: f.kind,
            run_at: Timestamp(f.run_at_ms),
            attempts: f.attempts,
            last_error: f.last_error,
        })
    }
}

/// Adds a job, due at `run_at`. Ignored when a pending one has the same `dedup`.
pub async fn insert(
    tx: &mut Tx,
    id: JobId,
    kind: &str,
    payload: &serde_json::Value,
    run_at: Timestamp,
    dedup: Option<&str>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into job (id, kind, payload, run_at_ms, attempts, dedup, state) values ($1, $2, $3, $4, 0, $5, 'pending')
         on conflict (dedup) where state = 'pending' do nothing",
        id.0,
        kind,
        payload.to_string(),
        run_at.0,
        dedup,
    )
    .map(|_| ())
}

/// Leases at most `limit` due jobs until `lease_ms` from now, the longest due first. A lease that ran out is given again: jobs
/// can be repeated without harm.
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    lease_ms: i64,
    limit: i64,
) -> Result<Vec<Job>, StoreError> {
    let sql = dialect::claim_jobs(tx);
    let mut rows = fetch_all!(tx, Flat, sql, now.0, now.plus(lease_ms).0, limit)?;
    rows.sort_by_key(|j| (j.run_at_ms, j.id));
    rows.into_iter().map(Job::try_from).collect()
}

/// It is done. Nothing happens when it was settled already.
pub async fn done(tx: &mut Tx, id: JobId, at: Timestamp) -> Result<(), StoreError> {
    let sql = "update job set state = 'done', leased_until_ms = null, finished_at_ms = $2
               where id = $1 and state = 'pending'";
    execute!(tx, sql, id.0, at.0).map(|_| ())
}

/// It failed and is tried again at `run_at`. Nothing happens when it was settled already.
pub async fn retry(
    tx: &mut Tx,
    id: JobId,
    run_at: Timestamp,
    error: &str,
) -> Result<(), StoreError> {
    let sql = "update job set run_at_ms = $2, leased_until_ms = null, last_error = $3
               where id = $1 and state = 'pending'";
    execute!(tx, sql, id.0, run_at.0, error).map(|_| ())
}

/// It failed for good, and is kept for somebody to look at.
pub async fn bury(tx: &mut Tx, id: JobId, error: &str, at: Timestamp) -> Result<(), StoreError> {
    let sql = "update job set state = 'buried', leased_until_ms = null, last_error = $2, finished_at_ms = $3
               where id = $1 and state = 'pending'";
    execute!(tx, sql, id.0, error, at.0).map(|_| ())
}

/// Forgets jobs that were done before that moment; says how many. Those that are buried stay.
pub async fn delete_done(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "delete from job where state = 'done' and finished_at_ms < $1";
    execute!(tx, sql, before.0)
}

/// Jobs not settled yet, due or not.
pub async fn pending(tx: &mut Tx) -> Result<i64, StoreError> {
    fetch_value!(tx, i64, "select count(*) from job where state = 'pending'")
}

/// Jobs that failed for good, the latest first.
pub async fn buried(tx: &mut Tx) -> Result<Vec<Job>, StoreError> {
    let sql = "select * from job where state = 'buried' order by finished_at_ms desc, id desc";
    fetch_all!(tx, Flat, sql)?
        .into_iter()
        .map(Job::try_from)
        .collect()
}

/// When the next job is due or the next lease runs out, whichever job comes first; possibly in the past.
pub async fn next_run_at(tx: &mut Tx) -> Result<Option<Timestamp>, StoreError> {
    let sql =
        "select min(case when leased_until_ms > run_at_ms then leased_until_ms else run_at_ms end)
               from job where state = 'pending'";
    Ok(fetch_value!(tx, Option<i64>, sql)?.map(Timestamp))
}
