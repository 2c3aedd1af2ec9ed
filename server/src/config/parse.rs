//! From texts to checked settings. Each setting is read in one line; the table says what it accepts.

use super::{
    ConfigError, GatewayConfig, Limits, LogFormat, MailTransport, Settings, Source, Sources, table,
};
use http::Uri;
use lettre::message::Mailbox;
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// The demonstration's keys: they open nothing but the sandbox of this machine.
const TEST_KEY: &str = "sk_test_openloge";
const TEST_WEBHOOK_SECRET: &str = "whsec_openloge_development";

const NO_DEFAULT: &str = "outside development there is no default";

impl Settings {
    /// Reads and checks every setting.
    pub fn from_sources(given: &Sources) -> Result<Self, ConfigError> {
        let read = Reader(given);
        let listen = read.or("listen", "127.0.0.1:3000", address)?;
        let data_dir = read.or("data_dir", "./data", folder)?;
        let public_url = read.or("public_url", &format!("http://{listen}"), origin)?;
        let on_this_machine = is_loopback(&public_url);
        // Without TLS the session cookie would travel in clear.
        if public_url.starts_with("http://") && !on_this_machine {
            return Err(read.refuse("public_url"));
        }
        let development = read.or(
            "development",
            if on_this_machine { "true" } else { "false" },
            yes_or_no,
        )?;
        if development && !on_this_machine {
            return Err(read.refuse("development"));
        }
        // Its pages show everybody's mail.
        if development && !listen.ip().to_canonical().is_loopback() {
            return Err(read.refuse("listen"));
        }
        let demo = read.or("demo", &development.to_string(), yes_or_no)?;
        let sandbox_listen = read.or("sandbox_listen", "127.0.0.1:3001", address)?;
        let gateway = gateway(&read, development, sandbox_listen)?;
        let sandbox = read.or("sandbox", "auto", |text| match text {
            "auto" => Some(development && gateway.api_url == format!("http://{sandbox_listen}")),
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        })?;
        Ok(Self {
            listen,
            database_url: read.or("database_url", &sqlite_in(&data_dir), database)?,
            public_url,
            development,
            demo,
            mail: read.or("mail_url", "folder", |text| mail(text, &data_dir))?,
            mail_from: read.or("mail_from", "OpenLoge <bonjour@openloge.example>", sender)?,
            gateway,
            sandbox: sandbox.then_some(sandbox_listen),
            site_dir: read.maybe("site_dir", folder)?,
            log: read.or("log", "text", |text| match text {
                "text" => Some(LogFormat::Text),
                "json" => Some(LogFormat::Json),
                _ => None,
            })?,
            log_level: read.or("log_level", "info", directives)?,
            trusted_proxies: read.or("trusted_proxies", "0", |text| number(text, 0, 10))?,
            limits: Limits {
                per_account: read
                    .or("limit_per_account", "5", |text| number(text, 1, 1_000_000))?,
                per_address: read
                    .or("limit_per_address", "20", |text| number(text, 1, 1_000_000))?,
                per_person: read.or("limit_per_person", "30", |text| number(text, 1, 1_000_000))?,
            },
            data_dir,
        })
    }
}

fn gateway(
    read: &Reader<'_>,
    development: bool,
    sandbox: SocketAddr,
) -> Result<GatewayConfig, ConfigError> {
    let fallback = |value: &str| development.then(|| value.to_owned());
    Ok(GatewayConfig {
        api_url: read.needed(
            "gateway_url",
            fallback(&format!("http://{sandbox}")),
            gateway_origin,
        )?,
        secret_key: read.needed("gateway_secret_key", fallback(TEST_KEY), secret)?,
        webhook_secret: read.needed("webhook_secret", fallback(TEST_WEBHOOK_SECRET), secret)?,
    })
}

struct Reader<'a>(&'a Sources);

impl Reader<'_> {
    /// The value given, or the default.
    fn or<T>(
        &self,
        name: &'static str,
        default: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ConfigError> {
        let text = self.0.get(name).map_or(default, |g| g.text.as_str());
        parse(text).ok_or_else(|| self.refuse(name))
    }

    /// The value given, if one was.
    fn maybe<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        match self.0.get(name) {
            Some(given) => parse(&given.text)
                .map(Some)
                .ok_or_else(|| self.refuse(name)),
            None => Ok(None),
        }
    }

    /// The value given, or the default of development, or a refusal to start.
    fn needed<T>(
        &self,
        name: &'static str,
        default: Option<String>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ConfigError> {
        match (self.0.get(name), default) {
            (None, None) => {
                let s = table::find(name);
                Err(ConfigError::Missing {
                    setting: name,
                    reason: NO_DEFAULT,
                    variable: s.map(table::Setting::variable).unwrap_or_default(),
                    accepts: s.map_or("", |s| s.accepts),
                })
            }
            (_, default) => self.or(name, &default.unwrap_or_default(), parse),
        }
    }

    fn refuse(&self, name: &'static str) -> ConfigError {
        let s = table::find(name);
        let given = self.0.get(name);
        ConfigError::Value {
            setting: name,
            source_name: given
                .map_or_else(|| Source::Default.to_string(), |g| g.source.to_string()),
            shown: match given {
                _ if s.is_some_and(|s| s.secret) => {
                    "not usable (its value is not shown)".to_owned()
                }
                Some(g) => format!("\"{}\"", g.text),
                None => "not usable with the other settings".to_owned(),
            },
            accepts: s.map_or("", |s| s.accepts),
        }
    }
}

fn address(text: &str) -> Option<SocketAddr> {
    text.parse().ok().filter(|a: &SocketAddr| a.port() != 0)
}

fn folder(text: &str) -> Option<PathBuf> {
    (!text.is_empty()).then(|| PathBuf::from(text))
}

fn yes_or_no(text: &str) -> Option<bool> {
    text.parse().ok()
}

fn number<T: std::str::FromStr + PartialOrd + Copy>(text: &str, min: T, max: T) -> Option<T> {
    text.parse().ok().filter(|n| *n >= min && *n <= max)
}

fn secret(text: &str) -> Option<String> {
    (text.len() >= 8 && text.bytes().all(|b| b.is_ascii_graphic())).then(|| text.to_owned())
}

fn directives(text: &str) -> Option<String> {
    // The filter would take any other word for the name of a part of the program, and everything else would fall silent.
    let level = |word: &str| matches!(word, "error" | "warn" | "info" | "debug" | "trace");
    if !text
        .split(',')
        .all(|part| part.contains('=') || level(part))
    {
        return None;
    }
    tracing_subscriber::EnvFilter::builder()
        .parse(text)
        .ok()
        .map(|_| text.to_owned())
}

/// Scheme, host and port, without a slash at the end.
fn origin(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let authority = uri.authority()?.as_str();
    let bare = matches!(uri.path(), "" | "/") && uri.query().is_none() && !authority.contains('@');
    let web = matches!(uri.scheme_str()?, "http" | "https");
    // Nobody can follow a link to "any address".
    let named = !matches!(uri.host()?, "" | "0.0.0.0" | "[::]");
    (bare && web && named).then(|| {
        format!(
            "{}://{}",
            uri.scheme_str().unwrap_or_default(),
            authority.to_ascii_lowercase()
        )
    })
}

/// The gateway's origin. Its secret key travels in clear on this machine only.
fn gateway_origin(text: &str) -> Option<String> {
    origin(text).filter(|origin| origin.starts_with("https://") || is_loopback(origin))
}

/// Whether an origin is plain http on this machine.
fn is_loopback(origin: &str) -> bool {
    let Ok(uri) = origin.parse::<Uri>() else {
        return false;
    };
    uri.scheme_str() == Some("http") && uri.host().is_some_and(is_this_machine)
}

/// Whether the host of an address, without its port, is this machine.
pub fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare.ends_with(".localhost")
        || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

fn sqlite_in(data_dir: &Path) -> String {
    format!("sqlite://{}", data_dir.join("openloge.db").display())
}

fn database(text: &str) -> Option<String> {
    let path = text.strip_prefix("sqlite://");
    let known = path.is_some_and(|p| !p.is_empty())
        || text.starts_with("postgres://")
        || text.starts_with("postgresql://");
    known.then(|| text.to_owned())
}

fn mail(text: &str, data_dir: &Path) -> Option<MailTransport> {
    if text == "folder" {
        return Some(MailTransport::Folder(data_dir.join("mail")));
    }
    let uri: Uri = text.parse().ok()?;
    let smtp = matches!(uri.scheme_str()?, "smtp" | "smtps") && !uri.host()?.is_empty();
    smtp.then(|| MailTransport::Smtp(text.to_owned()))
}

/// As the mailer will read it.
fn sender(text: &str) -> Option<String> {
    text.parse::<Mailbox>().ok().map(|_| text.to_owned())
}
