//! Mail: the folder, SMTP, retries. Sent by jobs only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

use backend::{
    Config,
    account::{self, SignUp},
    config::MailTransport,
    mail::{Mailer, Outgoing},
    testing::{Database, PASSWORD, Testbed, beginning},
};
use domain::{Lang, time::DAY_MS};
use std::path::Path;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

fn form() -> SignUp {
    SignUp {
        name: "Mélusine".into(),
        email: "melusine@example.fr".into(),
        password: PASSWORD.into(),
        lang: Lang::Fr,
        came_for: None,
    }
}

fn outgoing() -> Outgoing {
    Outgoing {
        id: uuid::Uuid::from_u128(7),
        template: "confirm",
        lang: Lang::Fr,
        to: "lea@example.fr".into(),
        subject: "Été\u{202f}: bonjour".into(),
        text: "Un.\n.\nDeux.\n".into(),
        html: "<p>Un.</p>\n".into(),
        at: beginning(),
    }
}

#[tokio::test]
async fn nothing_leaves_before_the_job_runs_and_each_message_has_its_folder() {
    let t = Testbed::on(Database::Sqlite).await;
    account::sign_up(&t.b, form()).await.unwrap();
    assert!(t.mail().is_empty());
    t.work().await;
    t.work().await;
    let mail = t.mail();
    assert_eq!(mail.len(), 1);
    let name = mail[0]
        .folder
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    assert!(name.starts_with("20261121T080000Z-confirm-"), "{name}");
    let read = |file: &str| std::fs::read_to_string(mail[0].folder.join(file)).unwrap();
    assert!(read("message.html").contains("<html lang=\"fr\">"));
    assert!(read("message.html").contains(&mail[0].token()));
    let eml = read("message.eml");
    for header in [
        "From: OpenLoge <bonjour@loge.example>",
        "To: melusine@example.fr",
        "Sat, 21 Nov 2026 08:00:00",
        "multipart/alternative",
    ] {
        assert!(eml.contains(header), "{header} is missing from {eml}");
    }
    let meta: serde_json::Value = serde_json::from_str(&read("meta.json")).unwrap();
    assert_eq!(
        (meta["template"].as_str(), meta["lang"].as_str()),
        (Some("confirm"), Some("fr"))
    );
}

#[tokio::test]
async fn no_secret_is_kept_in_clear() {
    let t = Testbed::on(Database::Sqlite).await;
    account::sign_up(&t.b, form()).await.unwrap();
    let token = t.mail_to("melusine@example.fr").await[0].token();
    let session = account::confirm(&t.b, &token, None).await.unwrap();
    t.b.store.close().await;
    let path = t.database_url.trim_start_matches("sqlite://");
    let bytes = std::fs::read(path).unwrap();
    let holds = |secret: &str| bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
    assert!(holds("melusine@example.fr"));
    assert!(!holds(&token) && !holds(&session.token) && !holds(PASSWORD));
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_tried_again() {
    let t = Testbed::on(Database::Sqlite).await;
    let blocked = Path::new(&t.mail_folder()).to_owned();
    std::fs::write(&blocked, b"in the way").unwrap();
    account::sign_up(&t.b, form()).await.unwrap();
    t.work().await;
    std::fs::remove_file(&blocked).unwrap();
    assert!(t.mail_to("melusine@example.fr").await.is_empty());
    t.pass(DAY_MS).await;
    assert_eq!(t.mail_to("melusine@example.fr").await.len(), 1);
}

#[tokio::test]
async fn a_job_that_always_fails_is_buried() {
    let t = Testbed::on(Database::Sqlite).await;
    std::fs::write(t.mail_folder(), b"in the way").unwrap();
    account::sign_up(&t.b, form()).await.unwrap();
    for _ in 0..7 {
        t.work().await;
        assert_eq!(buried(&t).await, 0);
        t.clock.advance(DAY_MS);
    }
    t.work().await;
    assert_eq!(buried(&t).await, 1);
}

async fn buried(t: &Testbed) -> usize {
    store::job::buried(&mut t.b.read().await.unwrap())
        .await
        .unwrap()
        .len()
}

#[tokio::test]
async fn a_message_reaches_an_smtp_server_whole() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let server =
        tokio::spawn(async move { receive(listener.accept().await.unwrap().0, true).await });
    mailer(&url).await.send(&outgoing()).await.unwrap();
    let said = server.await.unwrap();
    for line in [
        "MAIL FROM:<bonjour@loge.example>",
        "RCPT TO:<lea@example.fr>",
        "Deux.",
        "<p>Un.</p>",
    ] {
        assert!(said.contains(line), "{line} is missing from {said}");
    }
    // A line with a single full stop would end the message.
    assert!(said.contains("\r\n..\r\n"), "{said}");
    assert!(!said.contains("Été"), "headers are encoded: {said}");
}

#[tokio::test]
async fn a_refusing_or_absent_smtp_server_is_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let server =
        tokio::spawn(async move { receive(listener.accept().await.unwrap().0, false).await });
    assert!(mailer(&url).await.send(&outgoing()).await.is_err());
    server.await.unwrap();
    assert!(
        mailer(&url).await.check().await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test]
async fn settings_that_make_no_sense_are_named() {
    let t = Testbed::on(Database::Sqlite).await;
    let good = t.b.config.clone();
    let from = Config {
        mail_from: "pas une adresse".into(),
        ..good.clone()
    };
    assert!(matches!(Mailer::new(&from), Err(e) if e.to_string().contains("mail_from")));
    let smtp = Config {
        mail: MailTransport::Smtp("gopher://x".into()),
        ..good
    };
    assert!(Mailer::new(&smtp).is_err());
    t.b.mailer.check().await.unwrap();
}

async fn mailer(url: &str) -> Mailer {
    let t = Testbed::on(Database::Sqlite).await;
    Mailer::new(&Config {
        mail: MailTransport::Smtp(url.to_owned()),
        ..t.b.config.clone()
    })
    .unwrap()
}

/// A small SMTP server for one connection: all that the client said.
async fn receive(stream: TcpStream, accept: bool) -> String {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading);
    let mut said = String::new();
    let mut data = false;
    writing.write_all(b"220 tests\r\n").await.unwrap();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.unwrap() == 0 {
            return said;
        }
        said.push_str(&line);
        let answer: &[u8] = match line.trim_end() {
            "." if data => {
                data = false;
                b"250 kept\r\n"
            }
            _ if data => continue,
            "DATA" => {
                data = true;
                b"354 go on\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            l if l.starts_with("RCPT") && !accept => b"550 nobody here\r\n",
            l if l.starts_with("EHLO") => b"250-tests\r\n250 8BITMIME\r\n",
            _ => b"250 fine\r\n",
        };
        writing.write_all(answer).await.unwrap();
    }
}
