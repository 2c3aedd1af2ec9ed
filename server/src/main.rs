//! The `openloge` command.

use clap::Parser;
use server::{
    cli::{self, Cli, Command, Common},
    compose::{self, StartError, SystemClock},
    config::{Settings, table},
    doctor, seed, serve,
};
use std::{process::ExitCode, sync::Arc};

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve { listen, common } => run(&common, listen.as_deref(), serve::serve).await,
        Command::Migrate(common) => run(&common, None, migrate).await,
        Command::Seed(common) => run(&common, None, seed::alone).await,
        Command::Worker(common) => run(&common, None, serve::work).await,
        Command::Doctor(common) => {
            return if doctor::examine(&common).await {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
        }
        Command::Settings => {
            print!("{}", table::markdown());
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("openloge: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run<F>(
    common: &Common,
    listen: Option<&str>,
    command: impl FnOnce(Settings) -> F,
) -> Result<(), String>
where
    F: Future<Output = Result<(), StartError>>,
{
    let settings = cli::settings(common, listen).map_err(|e| e.to_string())?;
    compose::log(&settings);
    command(settings).await.map_err(|e| e.to_string())
}

async fn migrate(settings: Settings) -> Result<(), StartError> {
    let backend = compose::backend(&settings, Arc::new(SystemClock)).await?;
    let pending = backend.store.pending_migrations().await?;
    backend.store.migrate().await?;
    println!("{pending} migrations run; the database is at this version");
    backend.store.close().await;
    Ok(())
}
