//! The demonstration: put into an empty database once, by the real use cases under a clock that runs through the past months
//! in seconds. A new database is filled under another name and takes its own only when it is complete.

use crate::{
    compose::{self, StartError, SystemClock},
    config::Settings,
};
use backend::{
    Backend, Clock, Parts,
    clock::{MovedClock, Rng},
    gateway::Gateway,
    mail::Mailer,
    seed::{self, Till},
};
use sandbox::{Outcome, Running, Sandbox};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use store::Store;

/// Fills the database of the settings if they want it and it is empty; whether it did.
pub async fn first_start(settings: &Settings) -> Result<bool, StartError> {
    if settings.demo && settings.sandbox.is_some() {
        fill(settings).await
    } else {
        Ok(false)
    }
}

/// `openloge seed`.
pub async fn alone(settings: Settings) -> Result<(), StartError> {
    if settings.sandbox.is_none() {
        return Err(StartError::SeedWithoutSandbox);
    }
    let filled = fill(&settings).await?;
    println!(
        "{}",
        if filled {
            "The demonstration is in the database."
        } else {
            "The database is not empty: nothing was done."
        }
    );
    let backend = compose::backend(&settings, Arc::new(SystemClock)).await?;
    for line in known(&backend).await? {
        println!("  {line}");
    }
    backend.store.close().await;
    Ok(())
}

/// Those of the demonstration's accounts that this database knows, a line each, and their password.
pub async fn known(backend: &Backend) -> Result<Vec<String>, StartError> {
    let mut tx = backend.store.read().await?;
    let mut lines = Vec::new();
    for (role, email) in seed::ACCOUNTS {
        if store::account::by_email(&mut tx, email).await?.is_some() {
            lines.push(format!("{role:<12} {email}"));
        }
    }
    if !lines.is_empty() {
        lines.push(format!("password     {}", seed::PASSWORD));
    }
    Ok(lines)
}

async fn fill(settings: &Settings) -> Result<bool, StartError> {
    compose::make_data_dir(settings)?;
    let state = settings.data_dir.join("sandbox.json");
    match new_file(settings) {
        Some(file) => {
            let (growing, growing_state) = (beside(&file), beside(&state));
            for left_over in with_journal(&growing)
                .into_iter()
                .chain([growing_state.clone()])
            {
                remove(&left_over)?;
            }
            demonstrate(
                settings,
                &format!("sqlite://{}", growing.display()),
                &growing_state,
            )
            .await?;
            fs::rename(&growing_state, &state)?;
            // The journal first: the database must never be seen without it.
            for (from, to) in with_journal(&growing).iter().zip(with_journal(&file)).rev() {
                if from.exists() {
                    fs::rename(from, to)?;
                }
            }
            Ok(true)
        }
        None => demonstrate(settings, &settings.database_url, &state).await,
    }
}

/// The SQLite file of the settings, if it is still to be made.
fn new_file(settings: &Settings) -> Option<PathBuf> {
    let path = PathBuf::from(
        settings
            .database_url
            .strip_prefix("sqlite://")?
            .split('?')
            .next()?,
    );
    (!path.exists()).then_some(path)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

fn with_journal(path: &Path) -> Vec<PathBuf> {
    let suffixed = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    ["", "-wal", "-shm"].into_iter().map(suffixed).collect()
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Migrates and fills that database unless it holds a loge already.
async fn demonstrate(
    settings: &Settings,
    database_url: &str,
    state: &Path,
) -> Result<bool, StartError> {
    let now = SystemClock.now();
    let clock = Arc::new(MovedClock::at(now.plus(-seed::PAST_MS)));
    let config = settings.backend();
    let backend = Backend::new(Parts {
        store: Store::open(database_url).await?,
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        random: Arc::new(Rng::from_entropy(compose::entropy())),
        gateway: Gateway::new(&config.gateway)?,
        mailer: Mailer::nowhere(&config)?,
        config,
    });
    backend.store.migrate().await?;
    let empty = seed::is_empty(&backend).await?;
    if empty {
        println!("Filling the empty database with the demonstration lodge…");
        let sandbox = sandbox_of_the_past(settings, &clock, state).await?;
        let missions = seed::demonstration(&backend, &clock, now, &Cards(&sandbox)).await?;
        sandbox.shutdown().await;
        tracing::info!(missions, "the demonstration is in the database");
    }
    backend.store.close().await;
    Ok(empty)
}

/// Tells the same time as the demonstration, at the address that payment pages will have afterwards, and tells nobody.
async fn sandbox_of_the_past(
    settings: &Settings,
    clock: &Arc<MovedClock>,
    state: &Path,
) -> Result<Running, StartError> {
    let address = settings.sandbox.ok_or(StartError::SeedWithoutSandbox)?;
    let clock = Arc::clone(clock);
    let builder = Sandbox::builder()
        .clock(Arc::new(move || clock.now().0))
        .data(state)
        .secret_key(settings.gateway.secret_key.clone());
    Ok(builder.start(&address.to_string()).await?)
}

/// People of the demonstration pay by card without a browser.
struct Cards<'a>(&'a Running);

impl Till for Cards<'_> {
    fn pay(&self, session: &str, card: &str) -> Result<(), String> {
        self.0
            .pay(session, card, Outcome::Authenticate)
            .map(|_| ())
            .map_err(|e| e.message)
    }
}
