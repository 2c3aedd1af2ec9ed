//! Every setting once: its name, what it accepts, its default and what it is for. `doctor`, the messages about wrong values
//! and the README's table are made from this list.

use std::fmt::Write;

/// A setting of the process.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Key in `openloge.toml`; `OPENLOGE_` and the name in capitals is its environment variable.
    pub name: &'static str,
    /// The flag that sets it, if one does.
    pub flag: Option<&'static str>,
    /// The default, in words.
    pub default: &'static str,
    /// What it accepts, in words that follow "accepts".
    pub accepts: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Never shown; may also come from a file, by the same name with `_file` behind it.
    pub secret: bool,
}

impl Setting {
    /// Its environment variable.
    pub fn variable(&self) -> String {
        format!("OPENLOGE_{}", self.name.to_ascii_uppercase())
    }

    /// The key under which the name of a file that holds the value may be given.
    pub fn file_key(&self) -> String {
        format!("{}_file", self.name)
    }
}

const fn setting(
    name: &'static str,
    default: &'static str,
    accepts: &'static str,
    about: &'static str,
) -> Setting {
    Setting {
        name,
        flag: None,
        default,
        accepts,
        about,
        secret: false,
    }
}

const fn secret(
    name: &'static str,
    default: &'static str,
    accepts: &'static str,
    about: &'static str,
) -> Setting {
    Setting {
        name,
        flag: None,
        default,
        accepts,
        about,
        secret: true,
    }
}

const fn with_flag(setting: Setting, flag: &'static str) -> Setting {
    Setting {
        flag: Some(flag),
        ..setting
    }
}

const YES_OR_NO: &str = "true or false";

/// All settings, in the order of the README.
pub const SETTINGS: &[Setting] = &[
    with_flag(
        setting(
            "listen",
            "127.0.0.1:3000",
            "an address and a port, such as 127.0.0.1:3000 or [::]:8080; in development, an address of this machine only",
            "Where the server listens",
        ),
        "--listen",
    ),
    with_flag(
        setting(
            "data_dir",
            "./data",
            "a folder that can be written",
            "Database, mail and sandbox state",
        ),
        "--data-dir",
    ),
    with_flag(
        secret(
            "database_url",
            "sqlite://<data_dir>/openloge.db",
            "sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME",
            "The database",
        ),
        "--database-url",
    ),
    setting(
        "public_url",
        "http://<listen>",
        "https://, a host, perhaps a port, and no path; http:// only on this machine",
        "Where people reach the site: links in mail, return addresses, Origin check",
    ),
    setting(
        "development",
        "true when public_url is plain http on this machine",
        "true only when public_url is on this machine; or false",
        "Mail readable at /dev/mail, cookies over plain http, defaults for the payment settings",
    ),
    setting(
        "demo",
        "the value of development",
        YES_OR_NO,
        "Fill an empty database with the demonstration lodge at the first start",
    ),
    secret(
        "mail_url",
        "folder",
        "folder, smtp://USER:PASSWORD@HOST:PORT or smtps://…",
        "Where mail goes; folder keeps it in <data_dir>/mail",
    ),
    setting(
        "mail_from",
        "OpenLoge <bonjour@openloge.example>",
        "an address, perhaps with a name: Name <a@b.example>",
        "Who mail comes from",
    ),
    setting(
        "gateway_url",
        "the sandbox (in development)",
        "https:// and a host, such as https://api.stripe.com; http:// only on this machine",
        "The payment gateway's address",
    ),
    secret(
        "gateway_secret_key",
        "a test key (in development)",
        "the gateway's secret key, such as sk_live_…",
        "Key to the payment gateway",
    ),
    secret(
        "webhook_secret",
        "a test secret (in development)",
        "the signing secret of the webhook, such as whsec_…",
        "Proves that a webhook is the gateway's",
    ),
    setting(
        "sandbox",
        "auto",
        "auto (on in development when gateway_url is the sandbox), on or off",
        "Run the payment sandbox inside serve",
    ),
    setting(
        "sandbox_listen",
        "127.0.0.1:3001",
        "an address and a port",
        "Where the payment sandbox listens",
    ),
    setting(
        "site_dir",
        "site beside the binary, one folder up, or target/site",
        "the folder that cargo-leptos built",
        "Scripts, styles, fonts and pictures; read into memory at the start",
    ),
    setting(
        "log",
        "text",
        "text or json",
        "Form of the log on standard error",
    ),
    setting(
        "log_level",
        "info",
        "error, warn, info, debug, trace, or directives such as info,backend=debug",
        "How much is logged",
    ),
    setting(
        "trusted_proxies",
        "0",
        "a number from 0 to 10",
        "Proxies in front whose X-Forwarded-For is believed",
    ),
    setting(
        "limit_per_account",
        "5",
        "a number from 1 to 1000000",
        "Tries a minute for one e-mail address: sign-in, sign-up, forgotten password",
    ),
    setting(
        "limit_per_address",
        "20",
        "a number from 1 to 1000000",
        "The same for one client address",
    ),
    setting(
        "limit_per_person",
        "30",
        "a number from 1 to 1000000",
        "Requests, messages and quotes a minute of one person",
    ),
];

/// The setting of that name.
pub fn find(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|s| s.name == name)
}

/// The table of the README, in Markdown.
pub fn markdown() -> String {
    let mut table = String::from(
        "| Setting | Flag, variable | Default | Accepts | What for |\n|---|---|---|---|---|\n",
    );
    for s in SETTINGS {
        let flag = s.flag.map(|f| format!("`{f}`, ")).unwrap_or_default();
        let file = if s.secret {
            format!(", `{}_FILE`", s.variable())
        } else {
            String::new()
        };
        let row = format!(
            "| `{}` | {flag}`{}`{file} | {} | {} | {} |",
            s.name,
            s.variable(),
            s.default,
            s.accepts,
            s.about
        );
        // Angle brackets outside code would be taken for HTML.
        let _ = writeln!(table, "{}", row.replace('<', "&lt;").replace('>', "&gt;"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_usable_as_variables() {
        let mut names: Vec<_> = SETTINGS.iter().map(|s| s.name).collect();
        assert!(
            names
                .iter()
                .all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        );
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SETTINGS.len());
    }

    #[test]
    fn the_readme_shows_this_table() {
        let readme = include_str!("../../../README.md");
        let shown = readme
            .split("<!-- settings")
            .nth(1)
            .and_then(|s| s.split_once('\n'))
            .expect("the mark before the table")
            .1;
        let shown = shown
            .split("<!-- /settings -->")
            .next()
            .expect("the mark after the table");
        assert_eq!(
            shown,
            markdown(),
            "put what `openloge settings` prints between the marks of the README"
        );
    }

    #[test]
    fn the_table_has_a_row_for_each() {
        let table = markdown();
        assert_eq!(table.lines().count(), SETTINGS.len() + 2);
        assert!(
            table.contains("| `listen` | `--listen`, `OPENLOGE_LISTEN` | 127.0.0.1:3000 |"),
            "{table}"
        );
        assert!(table.contains("`OPENLOGE_WEBHOOK_SECRET_FILE`"));
    }
}
