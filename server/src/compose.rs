//! Making the use cases out of settings: the real clock, real randomness, the database, the gateway, the mail.

use crate::config::{LogFormat, Settings};
use backend::{Backend, Clock, Parts, clock::Rng, gateway::Gateway, mail::Mailer};
use domain::Timestamp;
use std::{
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};
use store::Store;

/// Why the process cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be made.
    #[error("the folder {path} (setting data_dir) cannot be made: {source}")]
    DataDir {
        /// The folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {address} (setting listen): {source}. Is another server running there?"
    )]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database.
    #[error("the database (setting database_url): {0}")]
    Store(#[from] store::StoreError),
    /// Jobs need the tables of this version.
    #[error("the database (setting database_url) is not at this version. Run: openloge migrate")]
    NotMigrated,
    /// A use case.
    #[error(transparent)]
    Backend(#[from] backend::Error),
    /// The payment sandbox.
    #[error("the payment sandbox (setting sandbox_listen): {0}")]
    Sandbox(#[from] sandbox::StartError),
    /// The demonstration pays by the sandbox's cards.
    #[error(
        "the demonstration needs the payment sandbox: set development to true, or sandbox to on"
    )]
    SeedWithoutSandbox,
    /// Files, signals, sockets.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the composition root: everything else is told the time"
    )]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The machine's clock and how far it was moved ahead, which only the development page does. How far is kept in the data
/// folder: what is dated ahead must not be in the future after a restart.
#[derive(Debug, Default)]
pub struct MovableClock {
    ahead_ms: AtomicI64,
    /// Where it is kept, in development.
    kept: Option<PathBuf>,
}

impl MovableClock {
    /// The clock that these settings' process left behind; the machine's outside of development.
    ///
    /// # Errors
    /// When what is kept cannot be read.
    pub fn of(settings: &Settings) -> io::Result<Self> {
        if !settings.development {
            return Ok(Self::default());
        }
        let kept = settings.data_dir.join("clock");
        let ahead_ms = match fs::read_to_string(&kept) {
            Ok(ms) => ms.trim().parse().map_err(|_| unreadable(&kept))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(error),
        };
        Ok(Self {
            ahead_ms: AtomicI64::new(ahead_ms),
            kept: Some(kept),
        })
    }

    /// Moves by that many milliseconds, from now on.
    ///
    /// # Errors
    /// When it cannot be kept; it is moved all the same.
    pub fn advance(&self, ms: i64) -> io::Result<()> {
        let ahead_ms = self.ahead_ms.fetch_add(ms, Ordering::Relaxed) + ms;
        match &self.kept {
            Some(kept) => fs::write(kept, format!("{ahead_ms}\n")),
            None => Ok(()),
        }
    }
}

fn unreadable(kept: &Path) -> io::Error {
    let what = format!("{} is no number: remove it", kept.display());
    io::Error::new(io::ErrorKind::InvalidData, what)
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        let ahead_ms = self.ahead_ms.load(Ordering::Relaxed);
        SystemClock.now().plus(ahead_ms)
    }
}

/// A backend on the settings' database, which is not migrated yet, telling time by `clock`.
pub async fn backend(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Backend, StartError> {
    make_data_dir(settings)?;
    open(settings, clock).await
}

/// The same, without making the data folder.
pub async fn open(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Backend, StartError> {
    let config = settings.backend();
    Ok(Backend::new(Parts {
        store: Store::open(&settings.database_url).await?,
        clock,
        random: Arc::new(Rng::from_entropy(entropy())),
        gateway: Gateway::new(&config.gateway)?,
        mailer: Mailer::new(&config)?,
        config,
    }))
}

/// Makes the data folder when it is not there.
pub fn make_data_dir(settings: &Settings) -> Result<(), StartError> {
    let path = settings.data_dir.display().to_string();
    std::fs::create_dir_all(&settings.data_dir)
        .map_err(|source| StartError::DataDir { path, source })
}

/// Where a cryptographic generator starts from.
#[expect(
    clippy::disallowed_methods,
    reason = "the composition root: randomness comes from the operating system"
)]
pub fn entropy() -> [u8; 32] {
    rand::random()
}

/// Begins the log, on standard error. A second call of a process changes nothing.
pub fn log(settings: &Settings) {
    let filter = || tracing_subscriber::EnvFilter::builder().parse_lossy(&settings.log_level);
    let base = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(filter());
    let begun = match settings.log {
        LogFormat::Text => base.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => base.json().try_init(),
    };
    if let Err(error) = begun {
        tracing::debug!(%error, "the log has begun before");
    }
}
