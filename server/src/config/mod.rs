//! Settings: gathered from flags, environment and file, checked all at once before anything starts.
//!
//! Nothing else in the process reads the environment. A wrong value stops the start with the setting's name, where it was
//! given and what it accepts.

mod parse;
mod sources;
pub mod table;

pub use parse::is_this_machine;
pub use sources::{Given, Source, Sources};

use backend::config::{GatewayConfig, MailTransport};
use std::{net::SocketAddr, path::PathBuf};

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// How many tries a minute are let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For one e-mail address.
    pub per_account: u32,
    /// For one client address.
    pub per_address: u32,
    /// For what one person sends to others.
    pub per_person: u32,
}

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Database, mail, sandbox state.
    pub data_dir: PathBuf,
    /// The database.
    pub database_url: String,
    /// Scheme, host and port under which people reach the site; no slash at the end.
    pub public_url: String,
    /// Plain http on this machine, mail shown to anybody who asks.
    pub development: bool,
    /// Whether to fill an empty database with the demonstration.
    pub demo: bool,
    /// Where mail goes.
    pub mail: MailTransport,
    /// Who it comes from.
    pub mail_from: String,
    /// The payment gateway.
    pub gateway: GatewayConfig,
    /// Where the payment sandbox listens, if it runs inside `serve`.
    pub sandbox: Option<SocketAddr>,
    /// Folder of the built site, if given.
    pub site_dir: Option<PathBuf>,
    /// Form of the log.
    pub log: LogFormat,
    /// How much is logged.
    pub log_level: String,
    /// Proxies in front that are believed.
    pub trusted_proxies: usize,
    /// Limits on tries.
    pub limits: Limits,
}

impl Settings {
    /// Whether people come over https.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The origin of the page where people pay: forms may lead there.
    pub fn checkout_origin(&self) -> &str {
        if self.gateway.api_url == "https://api.stripe.com" {
            "https://checkout.stripe.com"
        } else {
            &self.gateway.api_url
        }
    }

    /// The folder of mail, when mail is kept in one.
    pub fn mail_folder(&self) -> Option<&std::path::Path> {
        match &self.mail {
            MailTransport::Folder(path) => Some(path),
            MailTransport::Smtp(_) => None,
        }
    }

    /// What the use cases need to know.
    pub fn backend(&self) -> backend::Config {
        backend::Config {
            public_url: self.public_url.clone(),
            mail: self.mail.clone(),
            mail_from: self.mail_from.clone(),
            gateway: self.gateway.clone(),
            argon2_memory_kib: PASSWORD_MEMORY_KIB,
        }
    }
}

/// OWASP's recommendation for argon2id with 2 passes and 1 lane.
const PASSWORD_MEMORY_KIB: u32 = 19_456;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value that the setting does not accept.
    #[error("the setting {setting} ({source_name}) is {shown}; it accepts {accepts}")]
    Value {
        /// Its name.
        setting: &'static str,
        /// Where it was given.
        source_name: String,
        /// The value between quotation marks, or that it is not shown.
        shown: String,
        /// What it accepts.
        accepts: &'static str,
    },
    /// A setting without which the process cannot start.
    #[error(
        "the setting {setting} is missing: {reason}. Set it by {variable} or in openloge.toml; it accepts {accepts}"
    )]
    Missing {
        /// Its name.
        setting: &'static str,
        /// Why it is needed now.
        reason: &'static str,
        /// Its variable.
        variable: String,
        /// What it accepts.
        accepts: &'static str,
    },
    /// A key that is no setting.
    #[error("{}: \"{key}\" is no setting. `openloge settings` lists them", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The key.
        key: String,
    },
    /// A list or a table where a text or a number belongs.
    #[error("{}: the setting {key} takes one text, number, true or false", path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// The key.
        key: String,
    },
    /// A configuration file that cannot be read.
    #[error("the configuration file {} cannot be read: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A configuration file that is not TOML.
    #[error("the configuration file {} is not TOML: {message}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What the parser said.
        message: String,
    },
    /// A secret's file that cannot be read.
    #[error("the setting {setting} names the file {}, which cannot be read: {source}", path.display())]
    Secret {
        /// The setting.
        setting: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

#[cfg(test)]
mod tests;
