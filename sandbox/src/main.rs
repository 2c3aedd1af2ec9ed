//! The payment sandbox as a program of its own.

use clap::Parser;
use sandbox::Sandbox;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

/// A Stripe-compatible payment server for development and tests.
#[derive(Parser)]
#[command(name = "sandbox", version)]
struct Arguments {
    /// Address to listen on.
    #[arg(long, env = "SANDBOX_LISTEN", default_value = "127.0.0.1:3001")]
    listen: String,
    /// JSON file that keeps the state over restarts; without it, all is forgotten.
    #[arg(long, env = "SANDBOX_DATA")]
    data: Option<PathBuf>,
    /// Where events are delivered; without it, none is sent.
    #[arg(long, env = "SANDBOX_WEBHOOK_URL", requires = "webhook_secret")]
    webhook_url: Option<String>,
    /// Secret that signs the events (`whsec_…`).
    #[arg(long, env = "SANDBOX_WEBHOOK_SECRET", hide_env_values = true)]
    webhook_secret: Option<String>,
    /// The only API key accepted; without it, any `sk_test_…` is.
    #[arg(long, env = "SANDBOX_SECRET_KEY", hide_env_values = true)]
    secret_key: Option<String>,
    /// Address under which browsers reach the payment page, when it is not the one listened on.
    #[arg(long, env = "SANDBOX_PUBLIC_URL")]
    public_url: Option<String>,
    /// Name shown on the payment page.
    #[arg(long, env = "SANDBOX_MERCHANT", default_value = "OpenLoge")]
    merchant: String,
    /// Makes identifiers the same in every run.
    #[arg(long, env = "SANDBOX_SEED")]
    seed: Option<u64>,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Sandbox::builder().merchant(arguments.merchant);
    if let (Some(url), Some(secret)) = (arguments.webhook_url, arguments.webhook_secret) {
        builder = builder.webhook(url, secret);
    }
    if let Some(path) = arguments.data {
        builder = builder.data(path);
    }
    if let Some(key) = arguments.secret_key {
        builder = builder.secret_key(key);
    }
    if let Some(url) = arguments.public_url {
        builder = builder.public_url(url);
    }
    if let Some(seed) = arguments.seed {
        builder = builder.seed(seed);
    }
    let mut terminated = signal(SignalKind::terminate())?;
    let running = builder.start(&arguments.listen).await?;
    println!("payment sandbox on {}", running.base_url());
    tokio::select! {
        _ = terminated.recv() => {}
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    running.shutdown().await;
    Ok(())
}
