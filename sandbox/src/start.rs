//! Puts a sandbox together and starts it inside a process. The handle on the running one is `running`'s.

use crate::app::{App, Config, WebhookTarget};
use crate::clock::{ClockFn, system_clock};
use crate::running::Running;
use crate::state::Tables;
use crate::{api, control, hosted, persist, webhook};
use axum::Router;
use axum::serve::ListenerExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

/// How often timers are looked at when no request comes.
const TICK: Duration = Duration::from_millis(100);

/// The payment server.
#[derive(Debug)]
pub struct Sandbox;

impl Sandbox {
    /// A sandbox with the machine's clock, random identifiers, no webhook, nothing kept.
    pub fn builder() -> Builder {
        Builder {
            clock: system_clock(),
            webhook: None,
            data: None,
            seed: None,
            secret_key: None,
            merchant: "OpenLoge".to_owned(),
            public_url: None,
        }
    }
}

/// How a sandbox is to be started.
pub struct Builder {
    clock: ClockFn,
    webhook: Option<WebhookTarget>,
    data: Option<PathBuf>,
    seed: Option<u64>,
    secret_key: Option<String>,
    merchant: String,
    public_url: Option<String>,
}

impl Builder {
    /// The time to go by, in milliseconds UTC.
    #[must_use]
    pub fn clock(mut self, clock: ClockFn) -> Self {
        self.clock = clock;
        self
    }

    /// Where events are delivered, and the secret that signs them. Without this, none is sent.
    #[must_use]
    pub fn webhook(mut self, url: impl Into<String>, secret: impl Into<String>) -> Self {
        self.webhook = Some(WebhookTarget {
            url: url.into(),
            secret: secret.into(),
        });
        self
    }

    /// The JSON file that keeps the state over restarts. Without this, all is forgotten.
    #[must_use]
    pub fn data(mut self, path: impl Into<PathBuf>) -> Self {
        self.data = Some(path.into());
        self
    }

    /// Makes identifiers the same in every run. A state that is read from a file keeps its own seed.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The only API key that is accepted. Without this, any `sk_test_…` is.
    #[must_use]
    pub fn secret_key(mut self, key: impl Into<String>) -> Self {
        self.secret_key = Some(key.into());
        self
    }

    /// The name shown on the payment page.
    #[must_use]
    pub fn merchant(mut self, name: impl Into<String>) -> Self {
        self.merchant = name.into();
        self
    }

    /// The address under which browsers reach the payment page, when it is not the one listened on.
    #[must_use]
    pub fn public_url(mut self, url: impl Into<String>) -> Self {
        self.public_url = Some(url.into());
        self
    }

    /// Listens and serves until shut down. Port 0 takes a free port.
    ///
    /// # Errors
    /// When the address cannot be listened on or the state file cannot be read.
    pub async fn start(self, listen: &str) -> Result<Running, StartError> {
        // Needed once per process, even for plain http; a second time is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let seed = self.seed.unwrap_or_else(random_seed);
        let tables = match &self.data {
            Some(path) => persist::load(path).map_err(|source| StartError::State {
                path: path.clone(),
                source,
            })?,
            None => None,
        };
        let listener = TcpListener::bind(listen)
            .await
            .map_err(|source| StartError::Listen {
                address: listen.to_owned(),
                source,
            })?;
        let address = listener.local_addr().map_err(|source| StartError::Listen {
            address: listen.to_owned(),
            source,
        })?;
        let base_url = self.public_url.map_or_else(
            || format!("http://{address}"),
            |url| url.trim_end_matches('/').to_owned(),
        );
        let (outbox, events) = mpsc::unbounded_channel();
        let config = Config {
            webhook: self.webhook,
            secret_key: self.secret_key,
            merchant: self.merchant,
            base_url,
            seed,
        };
        let app = Arc::new(App::new(
            config,
            self.clock,
            tables.unwrap_or_else(|| Tables::new(seed)),
            outbox,
        ));
        let (stop, stopped) = watch::channel(false);
        let mut tasks = vec![tokio::spawn(tick(Arc::clone(&app), stopped.clone()))];
        if let Some(target) = app.config.webhook.clone() {
            let client = reqwest::Client::builder()
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .build()?;
            tasks.push(tokio::spawn(webhook::run(
                Arc::clone(&app),
                client,
                target,
                events,
                stopped.clone(),
            )));
        }
        let server = tokio::spawn(serve(listener, router(Arc::clone(&app)), stopped.clone()));
        let writer = self
            .data
            .map(|path| tokio::spawn(persist::run(Arc::clone(&app), path, stopped)));
        app.read(|_, _| ());
        Ok(Running {
            app,
            address,
            stop,
            tasks,
            server,
            writer,
        })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the default of a process of its own; tests pass a seed"
)]
fn random_seed() -> u64 {
    rand::random()
}

fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(hosted::routes())
        .merge(control::routes())
        .fallback(api::handle)
        .with_state(app)
}

async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|stopped| *stopped).await;
    };
    // Small answers must not wait for the next packet.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY not set");
        }
    });
    if let Err(error) = axum::serve(listener, router)
        .with_graceful_shutdown(stopped)
        .await
    {
        tracing::error!(%error, "the sandbox stopped serving");
    }
}

/// Lets due timers act even when nobody calls.
async fn tick(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => return,
            () = tokio::time::sleep(TICK) => app.read(|_, _| ()),
        }
    }
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken, not ours, or malformed.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The state file is unreadable.
    #[error("cannot read the state file {}: {source}", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What was wrong with it.
        source: std::io::Error,
    },
    /// The webhook client could not be made.
    #[error("cannot make the webhook client: {0}")]
    Client(#[from] reqwest::Error),
}
