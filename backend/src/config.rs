//! Settings of the use cases. Read and checked by `server`; nothing here reads the environment.

use std::{fmt, path::PathBuf};

/// Where mail goes.
#[derive(Clone, PartialEq, Eq)]
pub enum MailTransport {
    /// One folder per message below this one, readable at a development page.
    Folder(PathBuf),
    /// An SMTP server: `smtp://user:password@host:587` or `smtps://…`.
    Smtp(String),
}

/// Never shows the password that an address may hold.
impl fmt::Debug for MailTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => f.debug_tuple("Folder").field(path).finish(),
            Self::Smtp(_) => f.write_str("Smtp(…)"),
        }
    }
}

/// The payment gateway's settings.
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayConfig {
    /// `https://api.stripe.com`, or the sandbox's address.
    pub api_url: String,
    /// Secret key.
    pub secret_key: String,
    /// Secret that signs webhooks.
    pub webhook_secret: String,
}

/// Never shows a secret.
impl fmt::Debug for GatewayConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewayConfig")
            .field("api_url", &self.api_url)
            .finish_non_exhaustive()
    }
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where people reach the site, without a slash at the end: links in mail and return addresses of payments.
    pub public_url: String,
    /// Where mail goes.
    pub mail: MailTransport,
    /// Who it comes from: `OpenLoge <bonjour@openloge.example>`.
    pub mail_from: String,
    /// The payment gateway.
    pub gateway: GatewayConfig,
    /// Memory of one password hash in KiB (argon2id, 2 passes, 1 lane); 19456 unless a test lowers it.
    pub argon2_memory_kib: u32,
}
