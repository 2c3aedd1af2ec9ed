//! The command line: which command, and the three settings that also have a flag.

use crate::config::{ConfigError, Settings, Sources};
use clap::{Args, Parser, Subcommand};
use std::{collections::BTreeMap, path::PathBuf};

/// `OpenLoge`: the loge of the neighbourhood, from request to review.
#[derive(Debug, Parser)]
#[command(name = "openloge", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site: prepares the database first, runs jobs, and in development the payment sandbox
    Serve {
        /// Address to listen on
        #[arg(long, value_name = "ADDR")]
        listen: Option<String>,
        /// What every command takes
        #[command(flatten)]
        common: Common,
    },
    /// Bring the database to this version, and stop
    Migrate(Common),
    /// Fill an empty database with the demonstration lodge, and stop
    Seed(Common),
    /// Run jobs only, beside `serve` on the same Postgres
    Worker(Common),
    /// Check configuration, database, site, mail, payments and clock, and say how to mend what is wrong
    Doctor(Common),
    /// Print every setting as a Markdown table
    Settings,
}

/// What every command takes.
#[derive(Clone, Debug, Default, Args)]
pub struct Common {
    /// Folder of the database, the mail and the sandbox's state
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<String>,
    /// The database: `sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
    /// Configuration file (default: openloge.toml of the working folder, when there is one)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Reads the settings for a command. The only place where the process looks at its environment.
pub fn settings(common: &Common, listen: Option<&str>) -> Result<Settings, ConfigError> {
    let flags = [
        ("listen", listen),
        ("data_dir", common.data_dir.as_deref()),
        ("database_url", common.database_url.as_deref()),
    ];
    let flags: BTreeMap<_, _> = flags
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?.to_owned())))
        .collect();
    let file = common
        .config
        .clone()
        .or_else(|| environment("OPENLOGE_CONFIG").map(PathBuf::from));
    // cargo-leptos tells a server it runs where the site is by a name of its own.
    let site = |name: &str| {
        (name == "OPENLOGE_SITE_DIR")
            .then(|| environment("LEPTOS_SITE_ROOT"))
            .flatten()
    };
    let variable = |name: &str| environment(name).or_else(|| site(name));
    Settings::from_sources(&Sources::gather(&flags, &variable, file.as_deref())?)
}

/// Whether cargo-leptos watches the sources: files of the site then change while the server runs.
pub fn watched() -> bool {
    environment("LEPTOS_WATCH").is_some()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the composition root: settings come from the environment"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
        let cli = Cli::try_parse_from([
            "openloge",
            "serve",
            "--listen",
            "127.0.0.1:1",
            "--data-dir",
            "d",
        ])
        .expect("parsed");
        assert!(matches!(
            cli.command,
            Command::Serve {
                listen: Some(_),
                common: Common {
                    data_dir: Some(_),
                    ..
                }
            }
        ));
    }

    #[test]
    fn every_flag_of_the_table_exists() {
        let serve = Cli::command()
            .find_subcommand("serve")
            .expect("serve")
            .clone();
        for setting in crate::config::table::SETTINGS.iter().filter_map(|s| s.flag) {
            let long = setting.trim_start_matches("--");
            assert!(
                serve.get_arguments().any(|a| a.get_long() == Some(long)),
                "{setting}"
            );
        }
    }
}
