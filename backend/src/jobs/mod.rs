//! Jobs: what has to happen later or outside a transaction. A row written in the business transaction, run at least once,
//! with bounded retries. Payloads carry ids only; a job looks at the present state and does nothing when that is over.
//! Owns when jobs run; what each one does belongs to its feature (see [`Task`]).

mod task;

pub use task::Task;

use crate::{Backend, Error, payment};
use domain::{
    Timestamp,
    ids::JobId,
    time::{DAY_MS, HOUR_MS, MINUTE_MS},
};
use futures::FutureExt;
use std::{panic::AssertUnwindSafe, time::Duration};
use store::{Tx, job::Job};
use tokio::{task::JoinSet, time::Instant};

/// After as many failures a job is buried: kept, not run any more, shown by `doctor`.
const ATTEMPTS_MAX: i64 = 8;
/// Nobody else takes a job within this time after it was claimed: longer than the slowest gateway or mail server may take.
const LEASE_MS: i64 = 5 * MINUTE_MS;
/// Jobs that run side by side. Whichever ends makes room for another: one that waits for a mail server does not hold up a
/// capture.
const SIDE_BY_SIDE: usize = 16;
/// First pause after a failure; four times as long after each further one, so that all of them span half a day.
const RETRY_MS: i64 = 15_000;
/// Longest pause.
const RETRY_MAX_MS: i64 = 6 * HOUR_MS;
/// Another process may enqueue without poking this one.
const IDLE: Duration = Duration::from_secs(2);

/// How often payments whose outcome is unknown are looked at, whatever became of their jobs.
const RECONCILE: Duration = Duration::from_mins(1);

/// Adds a job to the transaction. With `dedup`, a second one with the same text is ignored while the first is not done.
pub async fn enqueue(
    tx: &mut Tx,
    b: &Backend,
    task: &Task,
    run_at: Timestamp,
    dedup: Option<&str>,
) -> Result<(), Error> {
    let (kind, payload) = task.encode()?;
    store::job::insert(tx, b.new_id::<JobId>(), &kind, &payload, run_at, dedup).await?;
    Ok(())
}

/// Adds the daily cleaning at that moment, once for its day.
pub(crate) async fn enqueue_sweep(tx: &mut Tx, b: &Backend, at: Timestamp) -> Result<(), Error> {
    let dedup = format!("sweep-{}", at.0.div_euclid(DAY_MS));
    enqueue(tx, b, &Task::Sweep, at, Some(&dedup)).await
}

/// Claims and runs jobs until none is due; the number that ran.
pub async fn run_due(b: &Backend) -> Result<usize, Error> {
    let (mut ran, mut under_way) = (0, JoinSet::new());
    loop {
        ran += begin(b, &mut under_way).await?;
        if under_way.join_next().await.is_none() {
            return Ok(ran);
        }
    }
}

/// Runs jobs as they become due, until `shutdown`; jobs under way are finished first.
pub async fn worker(b: Backend, shutdown: impl Future<Output = ()>) {
    tokio::pin!(shutdown);
    if let Err(error) = begin_sweeping(&b).await {
        tracing::error!(%error, "the daily cleaning cannot be enqueued");
    }
    let (mut reconciled, mut under_way) = (Instant::now(), JoinSet::new());
    loop {
        if reconciled.elapsed() >= RECONCILE {
            reconciled = Instant::now();
            if let Err(error) = caught(Box::pin(payment::reconcile(&b))).await {
                tracing::error!(%error, "payments cannot be reconciled");
            }
        }
        let pause = match begin(&b, &mut under_way).await {
            Ok(0) if under_way.len() >= SIDE_BY_SIDE => IDLE,
            Ok(0) => until_next(&b).await,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(%error, "jobs cannot be claimed");
                IDLE
            }
        };
        tokio::select! {
            biased;
            () = &mut shutdown => break,
            Some(_) = under_way.join_next() => {}
            () = b.poked() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    while under_way.join_next().await.is_some() {}
}

async fn begin_sweeping(b: &Backend) -> Result<(), Error> {
    let mut work = b.write().await?;
    enqueue_sweep(&mut work, b, b.now()).await?;
    work.commit().await
}

async fn until_next(b: &Backend) -> Duration {
    let next = async { store::job::next_run_at(&mut b.store.read().await?).await };
    match next.await {
        Ok(Some(at)) => {
            Duration::from_millis(u64::try_from(at.since(b.now())).unwrap_or(0)).min(IDLE)
        }
        _ => IDLE,
    }
}

/// Claims jobs that are due, as many as there is room for, and begins them; how many.
async fn begin(b: &Backend, under_way: &mut JoinSet<()>) -> Result<usize, Error> {
    // Those that have ended make room together: a claim is a write.
    while under_way.try_join_next().is_some() {}
    let room = SIDE_BY_SIDE.saturating_sub(under_way.len());
    if room == 0 {
        return Ok(0);
    }
    let limit = i64::try_from(room).unwrap_or(1);
    let mut tx = b.store.write().await?;
    let jobs = store::job::claim(&mut tx, b.now(), LEASE_MS, limit).await?;
    tx.commit().await?;
    let begun = jobs.len();
    for job in jobs {
        under_way.spawn(run(b.clone(), job));
    }
    Ok(begun)
}

/// Runs a job and writes down how it ended. Should that fail, its lease runs out and it is run again.
async fn run(b: Backend, job: Job) {
    let outcome = match Task::decode(&job.kind, &job.payload) {
        Ok(task) => caught(Box::pin(task.run(&b))).await,
        Err(error) => Err(error),
    };
    if let Err(error) = settle(&b, &job, outcome).await {
        tracing::error!(job = %job.id, kind = job.kind, %error, "the end of a job cannot be written down");
    }
}

/// A panic fails the try that it happened in, not the jobs beside it nor those to come. Nothing half-written is left to see:
/// the transaction is rolled back.
async fn caught<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let ended = AssertUnwindSafe(work).catch_unwind().await;
    ended.unwrap_or_else(|_| Err(Error::Internal("panicked".to_owned())))
}

/// Writes down how a job ended.
async fn settle(b: &Backend, job: &Job, outcome: Result<(), Error>) -> Result<(), Error> {
    let (now, mut tx) = (b.now(), b.store.write().await?);
    match outcome {
        Ok(()) => store::job::done(&mut tx, job.id, now).await?,
        Err(error) if job.attempts >= ATTEMPTS_MAX => {
            tracing::error!(job = %job.id, kind = job.kind, %error, "a job failed for good");
            store::job::bury(&mut tx, job.id, &error.to_string(), now).await?;
        }
        Err(error) => {
            tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, %error, "a job failed and will be tried again");
            store::job::retry(
                &mut tx,
                job.id,
                retry_at(b, now, job.attempts),
                &error.to_string(),
            )
            .await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Exponential back-off with a random half, so that jobs that failed together are not tried together.
fn retry_at(b: &Backend, now: Timestamp, attempts: i64) -> Timestamp {
    let before = u32::try_from(attempts.clamp(1, ATTEMPTS_MAX) - 1).unwrap_or(0);
    let full = RETRY_MS.saturating_mul(4_i64.pow(before)).min(RETRY_MAX_MS);
    let mut byte = [0];
    b.random.fill(&mut byte);
    now.plus(full / 2 + full / 2 * i64::from(byte[0]) / 255)
}
