//! Accounts: signing up, in and out, mailed links, settings. On both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

mod flood;
mod links;
mod sessions;
mod settings;

use backend::{
    Backend, Error,
    account::{self, NewSession, SignUp},
    testing::{Database, PASSWORD, Testbed, on_both},
};
use domain::{
    Actor, Lang, Problem, RuleError,
    time::{DAY_MS, HOUR_MS, MINUTE_MS},
};

const NEW: &str = "quatre chiens noirs";

fn form(name: &str, email: &str, lang: Lang) -> SignUp {
    SignUp {
        name: name.into(),
        email: email.into(),
        password: PASSWORD.into(),
        lang,
        came_for: None,
    }
}

fn input(field: &'static str, problem: Problem) -> Result<(), RuleError> {
    Err(RuleError::input(field, problem))
}

/// The rule that refused; any other failure fails the test.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Result<(), RuleError> {
    match result {
        Err(Error::Rule(rule)) => Err(rule),
        other => panic!("expected a refusal, got {other:?}"),
    }
}

async fn who(b: &Backend, session: &NewSession) -> Option<Actor> {
    let visit = account::authenticate(b, &session.token).await.unwrap();
    visit.map(|v| v.actor)
}

#[tokio::test]
async fn a_newcomer_signs_up_confirms_and_signs_in() {
    on_both(async |t: Testbed| {
        account::sign_up(&t.b, form("Mélusine", " Melusine@Example.FR ", Lang::Fr))
            .await
            .unwrap();
        let mail = t.mail_to("melusine@example.fr").await;
        assert_eq!(mail.len(), 1);
        assert_eq!(mail[0].template, "confirm");
        assert!(
            mail[0]
                .text
                .contains("http://loge.example/confirmer?jeton="),
            "{}",
            mail[0].text
        );

        let before = account::sign_in(&t.b, "melusine@example.fr", PASSWORD, None)
            .await
            .unwrap();
        assert!(!who(&t.b, &before).await.unwrap().confirmed);
        let confirmed = account::confirm(&t.b, &mail[0].token(), None)
            .await
            .unwrap();
        let actor = who(&t.b, &confirmed).await.unwrap();
        assert!(actor.confirmed);
        assert_eq!(actor.name, "Mélusine");
        assert_eq!(account::view(&t.b, &actor).await.unwrap().sessions, 1);
        assert_eq!(
            who(&t.b, &before).await,
            None,
            "opened before the address was shown to be theirs"
        );
        // Confirmed once, there is nothing to mail again.
        account::resend_confirmation(&t.b, &actor).await.unwrap();
        assert_eq!(t.mail_to("melusine@example.fr").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_letter_leads_on_to_the_page_that_the_newcomer_came_for() {
    let t = Testbed::on(Database::Sqlite).await;
    let form = SignUp {
        came_for: Some("/loges/alencon/demander".into()),
        ..form("Ada", "ada@example.fr", Lang::Fr)
    };
    account::sign_up(&t.b, form).await.unwrap();
    let text = &t.mail_to("ada@example.fr").await[0].text;
    let link = text.lines().find(|line| line.contains("jeton=")).unwrap();
    assert!(link.ends_with("&retour=/loges/alencon/demander"), "{link}");
}

#[tokio::test]
async fn mail_is_in_the_language_of_the_page() {
    let t = Testbed::on(Database::Sqlite).await;
    account::sign_up(&t.b, form("Grace", "grace@example.fr", Lang::En))
        .await
        .unwrap();
    let mail = t.mail_to("grace@example.fr").await;
    assert_eq!(mail[0].subject, "Confirm your address");
    assert!(
        mail[0]
            .text
            .contains("http://loge.example/en/confirmer?jeton="),
        "{}",
        mail[0].text
    );
}

#[tokio::test]
async fn what_is_typed_is_checked_before_anything_is_written() {
    let t = Testbed::on(Database::Sqlite).await;
    let wrong = [
        (
            SignUp {
                name: "<b>".into(),
                ..form("", "a@example.fr", Lang::Fr)
            },
            "name",
        ),
        (form("Léa", "lea", Lang::Fr), "email"),
        (
            form("Léa", "a@example.fr\nBcc: b@example.fr", Lang::Fr),
            "email",
        ),
        (
            SignUp {
                password: "court".into(),
                ..form("Léa", "a@example.fr", Lang::Fr)
            },
            "password",
        ),
        (
            SignUp {
                password: "x".repeat(1_000_000),
                ..form("Léa", "a@example.fr", Lang::Fr)
            },
            "password",
        ),
    ];
    for (form, expected) in wrong {
        let Err(RuleError::Input { field, .. }) = refused(account::sign_up(&t.b, form).await)
        else {
            panic!("{expected}")
        };
        assert_eq!(field, expected);
    }
    t.work().await;
    assert!(t.mail().is_empty());
}
