//! Handing a message over: to an SMTP server, or to a folder that a development page reads. Knows nothing of what it says.

use crate::{Config, Error, config::MailTransport};
use domain::{Lang, Timestamp, format};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};
use uuid::Uuid;

/// How long an SMTP server may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Where mail goes.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Folder(PathBuf),
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Nowhere,
}

/// A message ready to leave.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its own identifier.
    pub id: Uuid,
    /// Code of its template.
    pub template: &'static str,
    /// Its language.
    pub lang: Lang,
    /// Address it goes to.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
    /// When it is sent.
    pub at: Timestamp,
}

impl Mailer {
    /// A mailer by the settings.
    ///
    /// # Errors
    /// [`Error::Internal`] naming the setting that makes no sense.
    pub fn new(config: &Config) -> Result<Self, Error> {
        let from = config
            .mail_from
            .parse()
            .map_err(|e| Error::Internal(format!("mail_from: {e}")))?;
        let way = match &config.mail {
            MailTransport::Folder(folder) => Way::Folder(folder.clone()),
            MailTransport::Smtp(url) => {
                let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&encrypted(url))
                    .map_err(|e| Error::Internal(format!("mail: {e}")))?;
                Way::Smtp(Box::new(builder.timeout(Some(TIMEOUT)).build()))
            }
        };
        Ok(Self { from, way })
    }

    /// A mailer that keeps nothing: for the past of the demonstration, which nobody is to be written about.
    ///
    /// # Errors
    /// [`Error::Internal`] when the sender's address makes no sense.
    pub fn nowhere(config: &Config) -> Result<Self, Error> {
        Ok(Self {
            way: Way::Nowhere,
            ..Self::new(config)?
        })
    }

    /// Hands the message over.
    ///
    /// # Errors
    /// [`Error::Internal`] when the server refused, cannot be reached, or the folder cannot be written: try again later.
    pub async fn send(&self, mail: &Outgoing) -> Result<(), Error> {
        let fault =
            |e: &dyn std::fmt::Display| Error::Internal(format!("mail {}: {e}", mail.template));
        let message = self.message(mail).map_err(|e| fault(&e))?;
        match &self.way {
            Way::Folder(folder) => keep(folder, mail, &message).await.map_err(|e| fault(&e)),
            Way::Nowhere => Ok(()),
            Way::Smtp(server) => server
                .send(message)
                .await
                .map(|_| ())
                .map_err(|e| fault(&e)),
        }
    }

    /// That the server answers, or that the folder can be written.
    ///
    /// # Errors
    /// [`Error::Internal`] with what is wrong.
    pub async fn check(&self) -> Result<(), Error> {
        let fault = |e: &dyn std::fmt::Display| Error::Internal(format!("mail: {e}"));
        match &self.way {
            Way::Folder(folder) => {
                let probe = folder.join(".probe");
                tokio::fs::create_dir_all(folder)
                    .await
                    .map_err(|e| fault(&e))?;
                tokio::fs::write(&probe, b"").await.map_err(|e| fault(&e))?;
                tokio::fs::remove_file(&probe).await.map_err(|e| fault(&e))
            }
            Way::Nowhere => Ok(()),
            Way::Smtp(server) => match server.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err(fault(&"the server hangs up")),
                Err(e) => Err(fault(&e)),
            },
        }
    }

    fn message(
        &self,
        mail: &Outgoing,
    ) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
        let host = self.from.email.domain();
        let at = UNIX_EPOCH + Duration::from_millis(u64::try_from(mail.at.0).unwrap_or(0));
        Ok(Message::builder()
            .from(self.from.clone())
            .to(mail.to.parse()?)
            .subject(&mail.subject)
            .date(at)
            .message_id(Some(format!("<{}@{host}>", mail.id)))
            .multipart(MultiPart::alternative_plain_html(
                mail.text.clone(),
                mail.html.clone(),
            ))?)
    }
}

/// An `smtp://` address is spoken in clear only on this machine; elsewhere it must turn to TLS before anything is said.
fn encrypted(url: &str) -> String {
    let host = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .rsplit('@')
        .next()
        .unwrap_or_default();
    let local = ["127.0.0.1", "[::1]", "localhost"]
        .iter()
        .filter_map(|own| host.strip_prefix(own))
        .any(|rest| rest.is_empty() || rest.starts_with([':', '/', '?']));
    if url.starts_with("smtp://") && !local && !url.contains("tls=") {
        let joint = if url.contains('?') { '&' } else { '?' };
        return format!("{url}{joint}tls=required");
    }
    url.to_owned()
}

/// Writes the message to a folder of its own, which appears whole or not at all.
async fn keep(folder: &Path, mail: &Outgoing, message: &Message) -> std::io::Result<()> {
    let time: String = format::iso(mail.at)
        .chars()
        .filter(|c| !"-:".contains(*c))
        .collect();
    let name = format!("{time}-{}-{}", mail.template, mail.id);
    let growing = folder.join(format!(".{name}"));
    let meta = json!({
        "id": mail.id, "template": mail.template, "lang": mail.lang, "to": mail.to, "subject": mail.subject, "at": mail.at,
    });
    tokio::fs::create_dir_all(&growing).await?;
    tokio::fs::write(growing.join("message.eml"), message.formatted()).await?;
    tokio::fs::write(growing.join("message.txt"), &mail.text).await?;
    tokio::fs::write(growing.join("message.html"), &mail.html).await?;
    tokio::fs::write(growing.join("meta.json"), format!("{meta:#}\n")).await?;
    tokio::fs::rename(&growing, folder.join(name)).await
}

#[cfg(test)]
mod tests {
    use super::encrypted;

    #[test]
    fn mail_leaves_this_machine_encrypted() {
        assert_eq!(
            encrypted("smtp://u:p@mx.example:587"),
            "smtp://u:p@mx.example:587?tls=required"
        );
        assert_eq!(
            encrypted("smtp://localhost.example"),
            "smtp://localhost.example?tls=required"
        );
        for kept in [
            "smtp://127.0.0.1:2525",
            "smtp://u:p@localhost",
            "smtps://mx.example",
            "smtp://mx.example?tls=opportunistic",
        ] {
            assert_eq!(encrypted(kept), kept);
        }
    }
}
