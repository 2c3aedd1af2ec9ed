//! SQLite's one writer. Transactions that queue for it share one `commit`, hence one wait for the disk: each is a savepoint of a
//! common transaction, and none is told that it lasts before the common transaction does. Knows no table.
//!
//! With a disk that syncs in 2 ms, a `commit` for each of them would allow 500 transactions a second, however fast the rest.

use crate::StoreError;
use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
};

/// Most transactions in a common one, so that the first of them does not wait long for the others.
const MEMBERS_MAX: u32 = 64;

/// Hands the connection from one transaction to the next, in the order in which they asked.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    group: Arc<Mutex<Group>>,
    timeout: Duration,
}

/// The connection and the common transaction on it.
#[derive(Debug)]
struct Group {
    connection: SqliteConnection,
    options: SqliteConnectOptions,
    stage: Stage,
    /// How many joined it, the rolled back ones included.
    members: u32,
    /// Those who are done and wait for it to last.
    waiting: Vec<oneshot::Sender<Result<(), StoreError>>>,
}

/// What the connection is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing.
    Idle,
    /// The common transaction, between two members.
    Common,
    /// The savepoint of a member.
    Member,
    /// Nobody knows: it has to be made again.
    Broken,
    /// Nothing, and nothing more will come.
    Closed,
}

/// A transaction of the writer. Dropping it rolls it back.
#[derive(Debug)]
pub struct WriteTx {
    group: OwnedMutexGuard<Group>,
    writer: Writer,
}

impl Writer {
    /// Opens the connection; `timeout` is how long a transaction waits for its turn.
    pub async fn open(
        options: SqliteConnectOptions,
        timeout: Duration,
    ) -> Result<Self, StoreError> {
        let group = Group {
            connection: options.connect().await?,
            options,
            stage: Stage::Idle,
            members: 0,
            waiting: Vec::new(),
        };
        Ok(Self {
            group: Arc::new(Mutex::new(group)),
            timeout,
        })
    }

    /// Waits for its turn and begins.
    pub async fn begin(&self) -> Result<WriteTx, StoreError> {
        let mut tx = WriteTx {
            group: self.turn().await?,
            writer: self.clone(),
        };
        on_its_own(async move { tx.group.join().await.map(|()| tx) }).await
    }

    /// Keeps everybody else waiting while something else writes to the file, on a connection of its own.
    pub async fn pause(&self) -> Result<impl Drop + Send, StoreError> {
        let mut group = self.turn().await?;
        group.commit().await;
        Ok(group)
    }

    /// Lets what waits last, moves it from the log into the file, and refuses what comes after.
    pub async fn close(&self) -> Result<(), StoreError> {
        let mut group = self.turn().await?;
        group.commit().await;
        group.stage = Stage::Closed;
        group.run("pragma wal_checkpoint(truncate)").await?;
        Ok(())
    }

    async fn turn(&self) -> Result<OwnedMutexGuard<Group>, StoreError> {
        let turn = tokio::time::timeout(self.timeout, self.lock()).await;
        let group = turn.map_err(|_| sqlx::Error::PoolTimedOut)??;
        if group.stage == Stage::Closed {
            Err(sqlx::Error::PoolClosed.into())
        } else {
            Ok(group)
        }
    }

    /// The connection, free of what a dropped member left behind.
    async fn lock(&self) -> Result<OwnedMutexGuard<Group>, StoreError> {
        let mut group = self.group.clone().lock_owned().await;
        if group.stage != Stage::Member {
            return Ok(group);
        }
        on_its_own(async move {
            group.undo().await;
            Ok(group)
        })
        .await
    }
}

/// Goes on when whoever waits for it goes away, so that what the connection is in the middle of is always known.
async fn on_its_own<T: Send + 'static>(
    work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::spawn(work)
        .await
        .unwrap_or(Err(StoreError::Database(sqlx::Error::WorkerCrashed)))
}

impl Group {
    async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(sql)
            .execute(&mut self.connection)
            .await
            .map(|_| ())
    }

    /// Sets the savepoint of a new member, in a common transaction that has room.
    async fn join(&mut self) -> Result<(), StoreError> {
        if self.members >= MEMBERS_MAX {
            self.commit().await;
        }
        if self.stage == Stage::Broken {
            self.connection = self.options.connect().await?;
            self.stage = Stage::Idle;
        }
        let joined = if self.stage == Stage::Common {
            self.run("savepoint member").await
        } else {
            self.run("begin immediate; savepoint member").await
        };
        if let Err(error) = joined {
            self.fail(&error).await;
            return Err(error.into());
        }
        self.stage = Stage::Member;
        self.members += 1;
        Ok(())
    }

    /// Takes back what a dropped member did, and the whole of a common transaction that nobody waits for: it would hold the
    /// lock of the database for nothing.
    async fn undo(&mut self) {
        let alone = self.waiting.is_empty();
        let undoing = if alone {
            "rollback"
        } else {
            "rollback to member; release member"
        };
        match self.run(undoing).await {
            Ok(()) if alone => self.over(Stage::Idle, || Ok(())),
            Ok(()) => self.stage = Stage::Common,
            Err(error) => self.fail(&error).await,
        }
    }

    /// Makes the common transaction last and tells those who wait. Does nothing when there is none.
    async fn commit(&mut self) {
        if self.stage == Stage::Common {
            match self.run("commit").await {
                Ok(()) => self.over(Stage::Idle, || Ok(())),
                Err(error) => self.fail(&error).await,
            }
        }
    }

    /// Gives the common transaction up and tells those who wait why.
    async fn fail(&mut self, error: &sqlx::Error) {
        // What SQLite rolled back by itself cannot be rolled back again: a new connection is in the middle of nothing.
        let rolled_back = self.run("rollback").await;
        let stage = if rolled_back.is_ok() {
            Stage::Idle
        } else {
            Stage::Broken
        };
        let why = error.to_string();
        self.over(stage, || Err(sqlx::Error::Protocol(why.clone()).into()));
    }

    /// The common transaction is over: tells those who wait how.
    fn over(&mut self, stage: Stage, outcome: impl Fn() -> Result<(), StoreError>) {
        self.stage = stage;
        self.members = 0;
        for waiting in self.waiting.drain(..) {
            // Somebody who went away does not need to know.
            let _ = waiting.send(outcome());
        }
    }
}

impl WriteTx {
    /// Waits until it lasts.
    pub async fn commit(self) -> Result<(), StoreError> {
        on_its_own(self.last()).await
    }

    async fn last(mut self) -> Result<(), StoreError> {
        let group = &mut *self.group;
        if let Err(error) = group.run("release member").await {
            group.fail(&error).await;
            return Err(error.into());
        }
        group.stage = Stage::Common;
        let (told, mut outcome) = oneshot::channel();
        group.waiting.push(told);
        let writer = self.writer.clone();
        drop(self);
        // Those who queue for the writer go first and join; the first one of the group whose turn comes again commits it.
        tokio::select! {
            biased;
            told = &mut outcome => return told.unwrap_or(Err(StoreError::Stale)),
            group = writer.lock() => group?.commit().await,
        }
        outcome.await.unwrap_or(Err(StoreError::Stale))
    }
}

impl Drop for WriteTx {
    fn drop(&mut self) {
        // Whoever comes next takes it back first. Should nobody come, it must not hold the lock of the database.
        if self.group.stage == Stage::Member
            && let Ok(runtime) = Handle::try_current()
        {
            let writer = self.writer.clone();
            runtime.spawn(async move { writer.lock().await.map(drop) });
        }
    }
}

impl Deref for WriteTx {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        &self.group.connection
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.group.connection
    }
}
