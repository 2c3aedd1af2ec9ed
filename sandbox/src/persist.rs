//! Keeps the state in one JSON file: read at the start, written soon after each change by replacing the file whole.

use crate::app::App;
use crate::state::Tables;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// The longest time a change waits to be written while the state is small.
const PAUSE: Duration = Duration::from_millis(150);
/// Writing takes at most about this share of the time when the state is large.
const SHARE: u32 = 8;

/// Reads the file; `None` when there is none yet.
///
/// # Errors
/// When the file cannot be read or is not a state.
pub(crate) fn load(path: &Path) -> io::Result<Option<Tables>> {
    match std::fs::read(path) {
        Ok(text) => serde_json::from_slice(&text)
            .map(Some)
            .map_err(io::Error::from),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn save(path: &Path, tables: &Tables) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let fresh = PathBuf::from(name);
    let mut file = std::fs::File::create(&fresh)?;
    file.write_all(&serde_json::to_vec(tables)?)?;
    file.sync_all()?;
    std::fs::rename(&fresh, path)
}

/// Writes changes until `stop` changes, and once more then.
pub(crate) async fn run(app: Arc<App>, path: PathBuf, mut stop: watch::Receiver<bool>) {
    let mut pause = PAUSE;
    loop {
        let last = tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => true,
            () = app.dirty.notified() => false,
        };
        if !last {
            tokio::select! {
                _ = stop.wait_for(|stopped| *stopped) => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
        let (tables, file) = (app.frozen(), path.clone());
        let started = Instant::now();
        let written = tokio::task::spawn_blocking(move || save(&file, &tables)).await;
        if let Err(error) = written.unwrap_or_else(|panic| Err(io::Error::other(panic))) {
            tracing::error!(file = %path.display(), %error, "the sandbox's state could not be written");
        }
        if last {
            return;
        }
        pause = PAUSE.max(started.elapsed() * SHARE);
    }
}
