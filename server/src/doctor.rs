//! `openloge doctor`: whether everything that the settings name is there and works, one line each, with how to mend it.
//! Changes nothing.

use crate::{
    cli,
    compose::{self, SystemClock},
    config::Settings,
    site::Site,
};
use backend::{Backend, Clock, config::MailTransport, gateway::GatewayError};
use domain::{Cents, Timestamp};
use std::{path::Path, sync::Arc, time::Duration};

/// What is wrong, and how to mend it.
struct Problem {
    what: String,
    mend: String,
}

type Finding = Result<String, Problem>;

/// 1 January 2026: a clock before this release was written is wrong.
const EARLIEST: Timestamp = Timestamp(1_767_225_600_000);
/// A check that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// Prints one line for each check; whether all is well.
pub async fn examine(common: &cli::Common) -> bool {
    let mut report = Report { fine: true };
    match cli::settings(common, None) {
        Ok(settings) => {
            report.line("configuration", Ok(summary(&settings)));
            report.line("clock", clock(&SystemClock));
            report.line("site", site(&settings));
            match database_file(&settings) {
                Ok(()) => running(&mut report, &settings).await,
                Err(problem) => report.line("database", Err(problem)),
            }
        }
        Err(error) => report.line(
            "configuration",
            problem(error, "correct or remove that setting"),
        ),
    }
    report.fine
}

async fn running(report: &mut Report, settings: &Settings) {
    match patient(async {
        compose::open(settings, Arc::new(SystemClock))
            .await
            .map_err(|e| e.to_string())
    })
    .await
    {
        Ok(backend) => {
            report.line(
                "database",
                patient(database(&backend))
                    .await
                    .or_else(|what| problem(what, "run: openloge migrate")),
            );
            report.line("ledger", ledger(&backend).await);
            report.line("jobs", jobs(&backend).await);
            report.line("mail", mail(&backend, settings).await);
            report.line("payments", payments(&backend, settings).await);
        }
        Err(what) => report.line(
            "database",
            problem(
                what,
                "check the setting database_url and that the database runs",
            ),
        ),
    }
}

struct Report {
    fine: bool,
}

impl Report {
    fn line(&mut self, name: &str, finding: Finding) {
        match finding {
            Ok(text) => println!("ok       {name:<14} {text}"),
            Err(Problem { what, mend }) => {
                self.fine = false;
                println!("PROBLEM  {name:<14} {what} → {mend}");
            }
        }
    }
}

fn problem(what: impl std::fmt::Display, mend: &str) -> Finding {
    Err(Problem {
        what: what.to_string(),
        mend: mend.to_owned(),
    })
}

async fn patient<T>(check: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let late = || format!("no answer within {} s", PATIENCE.as_secs());
    tokio::time::timeout(PATIENCE, check)
        .await
        .unwrap_or_else(|_| Err(late()))
}

fn summary(settings: &Settings) -> String {
    let mode = if settings.development {
        "development"
    } else {
        "production"
    };
    format!(
        "{mode}, listens on {}, reached at {}",
        settings.listen, settings.public_url
    )
}

fn clock(clock: &dyn Clock) -> Finding {
    let now = clock.now();
    let shown = domain::format::iso(now);
    if now < EARLIEST {
        problem(
            format!("it is not {shown}"),
            "set the machine's clock; signed webhooks need it",
        )
    } else {
        Ok(shown)
    }
}

fn site(settings: &Settings) -> Finding {
    let mend = "build it (make build), or set site_dir to the folder that cargo-leptos built";
    let site = Site::load(settings.site_dir.as_deref(), false).map_err(|e| e.to_string());
    match site.and_then(|site| site.check()) {
        Ok(files) => Ok(format!("{files} files")),
        Err(what) => problem(what, mend),
    }
}

/// Opening a database that is not there would make it.
fn database_file(settings: &Settings) -> Result<(), Problem> {
    let file = settings
        .database_url
        .strip_prefix("sqlite://")
        .map(|path| path.split('?').next().unwrap_or(path));
    match file {
        Some(path) if !Path::new(path).exists() => Err(Problem {
            what: format!("{path} does not exist yet"),
            mend: "run: openloge migrate, or openloge serve".to_owned(),
        }),
        _ => Ok(()),
    }
}

async fn database(backend: &Backend) -> Result<String, String> {
    let store = &backend.store;
    store.ping().await.map_err(|e| e.to_string())?;
    let pending = store
        .pending_migrations()
        .await
        .map_err(|e| e.to_string())?;
    if pending > 0 {
        return Err(format!("{pending} migrations to run"));
    }
    // Dropped at once: it proves that writing is allowed and leaves nothing.
    drop(
        store
            .write()
            .await
            .map_err(|e| format!("not writable: {e}"))?,
    );
    Ok(if store.is_postgres() {
        "Postgres, migrated, writable"
    } else {
        "SQLite, migrated, writable"
    }
    .to_owned())
}

/// Every entry sums to nought, and so does everything.
async fn ledger(backend: &Backend) -> Finding {
    let checked = async {
        let mut tx = backend.store.read().await?;
        let total = store::ledger::total(&mut tx).await?;
        store::ledger::unbalanced(&mut tx)
            .await
            .map(|entries| (total, entries))
    };
    match checked.await {
        Ok((Cents::ZERO, entries)) if entries.is_empty() => Ok("sums to nought".to_owned()),
        Ok((total, entries)) => problem(
            format!(
                "{} entries do not sum to nought, all together {} cents",
                entries.len(),
                total.0
            ),
            "stop the server and compare the table ledger_posting with the gateway's records",
        ),
        Err(error) => problem(error, "run: openloge migrate"),
    }
}

async fn jobs(backend: &Backend) -> Finding {
    let buried = async { store::job::buried(&mut backend.store.read().await?).await };
    match buried.await {
        Ok(jobs) => match jobs.first() {
            None => Ok("none has failed for good".to_owned()),
            Some(job) => problem(
                format!(
                    "{} failed for good; the latest, {}: {}",
                    jobs.len(),
                    job.kind,
                    job.last_error.as_deref().unwrap_or("?")
                ),
                "mend the cause; the jobs stay in the table job with the state buried",
            ),
        },
        Err(error) => problem(error, "run: openloge migrate"),
    }
}

async fn mail(backend: &Backend, settings: &Settings) -> Finding {
    let checked = match &settings.mail {
        MailTransport::Folder(folder) => writable(folder).map_err(|e| e.to_string()),
        MailTransport::Smtp(_) => {
            patient(async { backend.mailer.check().await.map_err(|e| e.to_string()) }).await
        }
    };
    match (&settings.mail, checked) {
        (MailTransport::Folder(folder), Ok(())) if settings.development => {
            Ok(format!("kept in {}", folder.display()))
        }
        (MailTransport::Folder(folder), Ok(())) => problem(
            format!("kept in {}: nobody receives it", folder.display()),
            "set mail_url to smtp://…, or live with it",
        ),
        (MailTransport::Smtp(_), Ok(())) => Ok("the SMTP server answers".to_owned()),
        (MailTransport::Folder(_), Err(what)) => problem(what, "make the data folder writable"),
        (MailTransport::Smtp(_), Err(what)) => {
            problem(what, "check the setting mail_url and that the server runs")
        }
    }
}

/// That files can be put into a folder, or that it can be made: tried where it would be, and nothing is left there.
fn writable(folder: &Path) -> std::io::Result<()> {
    let there = folder
        .ancestors()
        .find(|above| above.is_dir())
        .unwrap_or(Path::new("."));
    let probe = there.join(".openloge-probe");
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(&probe)
}

/// Asks the gateway for something that does not exist: it must know the key and not the thing.
async fn payments(backend: &Backend, settings: &Settings) -> Finding {
    let url = &settings.gateway.api_url;
    match patient(async { Ok(backend.gateway.intent("pi_doctor").await) }).await {
        Ok(Ok(_)) => Ok(format!("{url} answers")),
        Ok(Err(GatewayError::Refused { code, .. })) if code == "resource_missing" => {
            Ok(format!("{url} answers and takes the key"))
        }
        Ok(Err(GatewayError::Refused { code, message })) => problem(
            format!("{url} refuses: {code} {message}"),
            "check the setting gateway_secret_key",
        ),
        Ok(Err(_)) | Err(_) if settings.sandbox.is_some() => {
            Ok("the sandbox, which starts within serve".to_owned())
        }
        Ok(Err(error)) => problem(error, "check the setting gateway_url and the network"),
        Err(what) => problem(what, "check the setting gateway_url and the network"),
    }
}
