//! Running: `serve` and `worker`, from the first line printed to the last request drained.

use crate::{
    Web, cli,
    compose::{self, MovableClock, StartError, SystemClock},
    config::Settings,
    listen::{self, listen},
    route, seed,
    site::Site,
};
use backend::{Backend, Clock, jobs, live};
use sandbox::{Running, Sandbox};
use std::{sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinHandle,
    time::{Instant, timeout},
};

/// How long open requests and the job under way may take once the process is asked to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT.
pub async fn serve(settings: Settings) -> Result<(), StartError> {
    let begin = Instant::now();
    let address = settings.listen;
    // Taken first: a port in use must not cost a migration.
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| StartError::Listen { address, source })?;
    seed::first_start(&settings).await?;
    let clock = Arc::new(MovableClock::of(&settings)?);
    let backend = compose::backend(&settings, clock.clone()).await?;
    backend.store.migrate().await?;
    let stop = stop_signal()?;
    let sandbox = start_sandbox(&settings, clock.clone()).await?;
    let site = Site::load(settings.site_dir.as_deref(), cli::watched())?;
    if let Err(problem) = site.check() {
        tracing::warn!(
            problem,
            "pages will have no style and no script; build the site with: make build"
        );
    }
    announce(
        &settings,
        sandbox.as_ref(),
        &seed::known(&backend).await?,
        begin,
    );
    let web = Web::new(backend.clone(), settings, site, stop.clone()).with_clock(clock);
    let work = background(&backend, &stop);
    let server = tokio::spawn(listen(
        listener,
        route::router(web),
        listen::PATIENCE,
        stopped(stop.clone()),
    ));
    finish(stop, server, work, sandbox).await;
    backend.store.close().await;
    Ok(())
}

/// Runs jobs until SIGTERM or SIGINT.
pub async fn work(settings: Settings) -> Result<(), StartError> {
    let backend = compose::backend(&settings, Arc::new(SystemClock)).await?;
    if !backend.store.is_postgres() {
        tracing::warn!(
            "on SQLite jobs run inside `openloge serve`; a worker beside it only waits for its locks"
        );
    }
    if backend.store.pending_migrations().await? > 0 {
        return Err(StartError::NotMigrated);
    }
    let stop = stop_signal()?;
    println!("OpenLoge worker: running jobs");
    jobs::worker(backend.clone(), stopped(stop)).await;
    backend.store.close().await;
    Ok(())
}

/// Jobs, and the events of other processes.
fn background(backend: &Backend, stop: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    vec![
        tokio::spawn(jobs::worker(backend.clone(), stopped(stop.clone()))),
        tokio::spawn(live::relay(backend.clone(), stopped(stop.clone()))),
    ]
}

/// Waits for the signal, lets everything end by itself for a while, then ends it.
async fn finish(
    stop: watch::Receiver<bool>,
    server: JoinHandle<()>,
    work: Vec<JoinHandle<()>>,
    sandbox: Option<Running>,
) {
    stopped(stop).await;
    tracing::info!("stopping: finishing what is under way");
    let deadline = Instant::now() + DRAIN;
    for mut task in std::iter::once(server).chain(work) {
        if timeout(deadline - Instant::now(), &mut task).await.is_err() {
            tracing::warn!(
                "something took longer than {} s and was cut",
                DRAIN.as_secs()
            );
            task.abort();
        }
    }
    if let Some(sandbox) = sandbox {
        sandbox.shutdown().await;
    }
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error means that the sender is gone, which only happens when the process ends.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Turns true at SIGTERM or SIGINT.
fn stop_signal() -> Result<watch::Receiver<bool>, StartError> {
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    let (send, receive) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        // Nobody listens any more only when the process is ending already.
        let _ = send.send(true);
        // Keeps the sender: receivers tell "asked to stop" from "gone".
        std::future::pending::<()>().await;
    });
    Ok(receive)
}

/// The payment sandbox, if the settings want it: it tells this very process of payments.
pub async fn start_sandbox(
    settings: &Settings,
    clock: Arc<dyn Clock>,
) -> Result<Option<Running>, StartError> {
    let Some(address) = settings.sandbox else {
        return Ok(None);
    };
    let webhook = format!("http://{}/webhooks/stripe", settings.listen);
    let running = Sandbox::builder()
        .clock(Arc::new(move || clock.now().0))
        .data(settings.data_dir.join("sandbox.json"))
        .webhook(webhook, settings.gateway.webhook_secret.clone())
        .secret_key(settings.gateway.secret_key.clone())
        .start(&address.to_string())
        .await?;
    Ok(Some(running))
}

fn announce(settings: &Settings, sandbox: Option<&Running>, accounts: &[String], begin: Instant) {
    println!("\n  OpenLoge   {}", settings.public_url);
    if let Some(folder) = settings.mail_folder() {
        let page = if settings.development {
            format!("{}/dev/mail, kept in ", settings.public_url)
        } else {
            String::new()
        };
        println!("  Mail       {page}{}", folder.display());
    }
    if let Some(sandbox) = sandbox {
        println!(
            "  Payments   sandbox at {}, card 4242 4242 4242 4242",
            sandbox.base_url()
        );
    }
    for (n, account) in accounts.iter().enumerate() {
        println!(
            "  {}{account}",
            if n == 0 { "Accounts   " } else { "           " }
        );
    }
    println!(
        "  Ready in {:.1} s. Stop with Ctrl+C.\n",
        begin.elapsed().as_secs_f32()
    );
}
