//! What tests need: a whole backend on a database of its own, with a clock that is moved, repeatable randomness, mail in a
//! folder and a payment sandbox in the same process. Compiled for tests only.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot begin has to stop"
)]

mod world;

pub use world::{ADDRESS, PASSWORD, World};

use crate::{
    Backend, Config, Parts,
    clock::{MovedClock, Rng},
    config::{GatewayConfig, MailTransport},
    jobs, mail,
};
use domain::{Timestamp, time::from_paris};
use sandbox::{Running, Sandbox};
use std::{path::PathBuf, sync::Arc};
use store::Store;
use tempfile::TempDir;

/// Where the tests' Postgres is; see `scripts/postgres`.
const POSTGRES: &str = "TEST_DATABASE_URL";
/// Little memory for password hashes: tests make many.
const ARGON2_KIB: u32 = 64;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own on the tests' server.
    Postgres,
}

/// A backend to test with. Everything it made is gone with it, but for Postgres databases, which go with their server.
pub struct Testbed {
    /// The backend.
    pub b: Backend,
    /// Its clock, which the sandbox goes by too.
    pub clock: Arc<MovedClock>,
    /// The payment server.
    pub sandbox: Running,
    /// Address of the database, for a second backend on it.
    pub database_url: String,
    folder: TempDir,
}

/// A message that was sent.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Its folder.
    pub folder: PathBuf,
    /// Code of the template.
    pub template: String,
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

impl Mail {
    /// What follows `jeton=` in the text: the token of a mailed link.
    pub fn token(&self) -> String {
        let after = self
            .text
            .split_once("jeton=")
            .expect("a message with a link")
            .1;
        after
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

/// Runs a test on both databases, one after the other.
pub async fn on_both(test: impl AsyncFn(Testbed)) {
    for database in [Database::Sqlite, Database::Postgres] {
        test(Testbed::on(database).await).await;
    }
}

/// The first moment of every test: Saturday 21 November 2026, 9:00 in Paris.
pub fn beginning() -> Timestamp {
    from_paris(2026, 11, 21, 9, 0)
}

impl Testbed {
    /// A backend on an empty, migrated database.
    pub async fn on(database: Database) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = match database {
            Database::Sqlite => format!("sqlite://{}", folder.path().join("openloge.db").display()),
            Database::Postgres => {
                #[expect(clippy::disallowed_methods, reason = "a test's composition root")]
                let server = std::env::var(POSTGRES)
                    .unwrap_or_else(|_| panic!("{POSTGRES} is not set: run `make test`"));
                store::testing::fresh_database(&server)
                    .await
                    .expect("a database on the tests' server")
            }
        };
        Self::at(url, folder).await
    }

    async fn at(database_url: String, folder: TempDir) -> Self {
        let clock = Arc::new(MovedClock::at(beginning()));
        let shared = Arc::clone(&clock);
        let sandbox = Sandbox::builder()
            .seed(7)
            .clock(Arc::new(move || crate::Clock::now(&*shared).0))
            .start("127.0.0.1:0")
            .await
            .expect("a payment sandbox");
        let config = config(folder.path().join("mail"), sandbox.base_url());
        let b = open(&database_url, &clock, config, 1).await;
        b.store.migrate().await.expect("migrations");
        Self {
            b,
            clock,
            sandbox,
            database_url,
            folder,
        }
    }

    /// A second process on the same database, with its own randomness.
    pub async fn second(&self) -> Backend {
        open(&self.database_url, &self.clock, self.b.config.clone(), 2).await
    }

    /// The same database with password hashes as dear as they are outside of tests.
    pub async fn with_real_passwords(&self) -> Backend {
        let config = Config {
            argon2_memory_kib: 19_456,
            ..self.b.config.clone()
        };
        open(&self.database_url, &self.clock, config, 3).await
    }

    /// Where messages are kept.
    pub fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// Runs every job that is due.
    pub async fn work(&self) {
        jobs::run_due(&self.b).await.expect("jobs can be claimed");
    }

    /// Moves the clock, lets the sandbox act on it, and runs what is due.
    pub async fn pass(&self, ms: i64) {
        self.clock.advance(ms);
        self.sandbox.settle();
        self.work().await;
    }

    /// Messages sent so far to that address, oldest first, after the jobs that are due.
    pub async fn mail_to(&self, address: &str) -> Vec<Mail> {
        self.work().await;
        self.mail()
            .into_iter()
            .filter(|m| m.to == address)
            .collect()
    }

    /// All messages sent so far, oldest first.
    pub fn mail(&self) -> Vec<Mail> {
        let Ok(entries) = std::fs::read_dir(self.mail_folder()) else {
            return Vec::new();
        };
        let mut folders: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
        // The clock stands still between messages, so their names do not say which came first.
        folders.retain(|f| f.join("meta.json").exists());
        folders.sort_by_key(|f| f.join("meta.json").metadata().unwrap().modified().unwrap());
        folders.into_iter().map(read_mail).collect()
    }
}

fn read_mail(folder: PathBuf) -> Mail {
    let meta = std::fs::read(folder.join("meta.json")).expect("meta.json");
    let meta: serde_json::Value = serde_json::from_slice(&meta).expect("meta.json is JSON");
    let field = |name: &str| meta[name].as_str().expect("a text").to_owned();
    let text = std::fs::read_to_string(folder.join("message.txt")).expect("message.txt");
    Mail {
        template: field("template"),
        to: field("to"),
        subject: field("subject"),
        text,
        folder,
    }
}

fn config(mail: PathBuf, gateway: &str) -> Config {
    Config {
        public_url: "http://loge.example".to_owned(),
        mail: MailTransport::Folder(mail),
        mail_from: "OpenLoge <bonjour@loge.example>".to_owned(),
        gateway: GatewayConfig {
            api_url: gateway.to_owned(),
            secret_key: "sk_test_tests".to_owned(),
            webhook_secret: "whsec_tests".to_owned(),
        },
        argon2_memory_kib: ARGON2_KIB,
    }
}

async fn open(url: &str, clock: &Arc<MovedClock>, config: Config, seed: u64) -> Backend {
    Backend::new(Parts {
        store: Store::open(url).await.expect("the database"),
        clock: Arc::clone(clock) as Arc<dyn crate::Clock>,
        random: Arc::new(Rng::seeded(seed)),
        gateway: crate::gateway::Gateway::new(&config.gateway).expect("payment settings"),
        mailer: mail::Mailer::new(&config).expect("mail settings"),
        config,
    })
}
