//! Accounts: signing up, in and out, mailed links, settings. On both databases.

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
    SignUp { name: name.into(), email: email.into(), password: PASSWORD.into(), lang }
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
    account::authenticate(b, &session.token).await.unwrap()
}

#[tokio::test]
async fn a_newcomer_signs_up_confirms_and_signs_in() {
    on_both(async |t: Testbed| {
        account::sign_up(&t.b, form("Mélusine", " Melusine@Example.FR ", Lang::Fr)).await.unwrap();
        let mail = t.mail_to("melusine@example.fr").await;
        assert_eq!(mail.len(), 1);
        assert_eq!(mail[0].template, "confirm");
        assert!(mail[0].text.contains("http://loge.example/confirmer?jeton="), "{}", mail[0].text);

        let before = account::sign_in(&t.b, "melusine@example.fr", PASSWORD).await.unwrap();
        assert!(!who(&t.b, &before).await.unwrap().confirmed);
        let confirmed = account::confirm(&t.b, &mail[0].token()).await.unwrap();
        let actor = who(&t.b, &confirmed).await.unwrap();
        assert!(actor.confirmed);
        assert_eq!(actor.name, "Mélusine");
        assert_eq!(account::view(&t.b, &actor).await.unwrap().sessions, 2);
        // Confirmed once, there is nothing to mail again.
        account::resend_confirmation(&t.b, &actor).await.unwrap();
        assert_eq!(t.mail_to("melusine@example.fr").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn mail_is_in_the_language_of_the_page() {
    let t = Testbed::on(Database::Sqlite).await;
    account::sign_up(&t.b, form("Grace", "grace@example.fr", Lang::En)).await.unwrap();
    let mail = t.mail_to("grace@example.fr").await;
    assert_eq!(mail[0].subject, "Confirm your address");
    assert!(mail[0].text.contains("http://loge.example/en/confirmer?jeton="), "{}", mail[0].text);
}

#[tokio::test]
async fn what_is_typed_is_checked_before_anything_is_written() {
    let t = Testbed::on(Database::Sqlite).await;
    let wrong = [
        (SignUp { name: "<b>".into(), ..form("", "a@example.fr", Lang::Fr) }, "name"),
        (form("Léa", "lea", Lang::Fr), "email"),
        (form("Léa", "a@example.fr\nBcc: b@example.fr", Lang::Fr), "email"),
        (SignUp { password: "court".into(), ..form("Léa", "a@example.fr", Lang::Fr) }, "password"),
        (SignUp { password: "x".repeat(1_000_000), ..form("Léa", "a@example.fr", Lang::Fr) }, "password"),
    ];
    for (form, expected) in wrong {
        let Err(RuleError::Input { field, .. }) = refused(account::sign_up(&t.b, form).await) else { panic!("{expected}") };
        assert_eq!(field, expected);
    }
    t.work().await;
    assert!(t.mail().is_empty());
}

#[tokio::test]
async fn a_known_address_is_answered_like_an_unknown_one() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        account::sign_up(&t.b, form("Intrus", "lea@example.fr", Lang::Fr)).await.unwrap();
        account::sign_up(&t.b, form("Neuf", "neuf@example.fr", Lang::Fr)).await.unwrap();
        let told: Vec<String> = t.mail_to("lea@example.fr").await.into_iter().map(|m| m.template).collect();
        assert_eq!(told, ["already_registered"]);
        assert_eq!(account::view(&t.b, &w.lea).await.unwrap().person.name, "Léa");

        account::forgot_password(&t.b, "personne@example.fr").await.unwrap();
        account::forgot_password(&t.b, "lea@example.fr").await.unwrap();
        assert!(t.mail_to("personne@example.fr").await.is_empty());
        assert_eq!(t.mail_to("lea@example.fr").await.len(), 2);

        for (email, password) in
            [("lea@example.fr", NEW), ("personne@example.fr", PASSWORD), ("lea", PASSWORD), ("", ""), ("lea@example.fr", "")]
        {
            let answer = account::sign_in(&t.b, email, password).await;
            assert!(matches!(answer, Err(Error::WrongCredentials)), "{email}: {answer:?}");
        }
    })
    .await;
}

/// The dear part of a sign-in is the hash; it is computed for an unknown address too. Measured with the real memory, over
/// enough tries for the medians to be near.
#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_known_one() {
    let t = Testbed::on(Database::Sqlite).await;
    t.world().await;
    let slow = t.with_real_passwords().await;
    account::sign_up(&slow, form("Lente", "lente@example.fr", Lang::Fr)).await.unwrap();
    let time = async |email: &str| {
        let start = std::time::Instant::now();
        assert!(account::sign_in(&slow, email, NEW).await.is_err());
        start.elapsed()
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..11 {
        known.push(time("lente@example.fr").await);
        unknown.push(time("personne@example.fr").await);
    }
    known.sort();
    unknown.sort();
    let ratio = unknown[5].as_secs_f64() / known[5].as_secs_f64();
    assert!((0.6..1.6).contains(&ratio), "known {:?}, unknown {:?}", known[5], unknown[5]);
}

#[tokio::test]
async fn links_work_once_and_not_for_ever() {
    on_both(async |t: Testbed| {
        t.world().await;
        let dead = || input("token", Problem::LinkNoLongerValid);
        let forgot = async || {
            account::forgot_password(&t.b, "lea@example.fr").await.unwrap();
            let mail = t.mail_to("lea@example.fr").await;
            mail.iter().rfind(|m| m.template == "reset").unwrap().token()
        };
        assert_eq!(refused(account::reset_password(&t.b, "jeton", NEW).await), dead());
        let first = forgot().await;
        // A password that is refused does not use the link up.
        let weak = refused(account::reset_password(&t.b, &first, "12345678").await);
        assert_eq!(weak, input("password", Problem::CommonPassword));
        // Another one of the same purpose makes it useless, and it opens nothing else.
        let second = forgot().await;
        assert_eq!(refused(account::reset_password(&t.b, &first, NEW).await), dead());
        assert_eq!(refused(account::confirm(&t.b, &second).await), dead());
        account::reset_password(&t.b, &second, NEW).await.unwrap();
        assert_eq!(refused(account::reset_password(&t.b, &second, PASSWORD).await), dead());

        let late = forgot().await;
        t.clock.advance(HOUR_MS + 1);
        assert_eq!(refused(account::reset_password(&t.b, &late, PASSWORD).await), dead());

        account::sign_up(&t.b, form("Tard", "tard@example.fr", Lang::Fr)).await.unwrap();
        let token = t.mail_to("tard@example.fr").await[0].token();
        t.clock.advance(3 * DAY_MS - MINUTE_MS);
        account::confirm(&t.b, &token).await.unwrap();
        assert_eq!(refused(account::confirm(&t.b, &token).await), dead());
    })
    .await;
}

#[tokio::test]
async fn a_link_is_used_once_even_by_two_at_the_same_moment() {
    on_both(async |t: Testbed| {
        t.world().await;
        account::forgot_password(&t.b, "lea@example.fr").await.unwrap();
        let token = t.mail_to("lea@example.fr").await[0].token();
        let tries = (0..8).map(|_| account::reset_password(&t.b, &token, NEW));
        let worked = futures::future::join_all(tries).await.into_iter().filter(Result::is_ok).count();
        assert_eq!(worked, 1);
    })
    .await;
}

#[tokio::test]
async fn a_reset_ends_every_session_and_confirms() {
    on_both(async |t: Testbed| {
        account::sign_up(&t.b, form("Mélusine", "melusine@example.fr", Lang::Fr)).await.unwrap();
        let old = account::sign_in(&t.b, "melusine@example.fr", PASSWORD).await.unwrap();
        account::forgot_password(&t.b, "melusine@example.fr").await.unwrap();
        let mail = t.mail_to("melusine@example.fr").await;
        let token = mail.iter().find(|m| m.template == "reset").unwrap().token();
        let new = account::reset_password(&t.b, &token, NEW).await.unwrap();
        assert_eq!(who(&t.b, &old).await, None);
        assert!(who(&t.b, &new).await.unwrap().confirmed);
        assert!(account::sign_in(&t.b, "melusine@example.fr", PASSWORD).await.is_err());
        assert!(account::sign_in(&t.b, "melusine@example.fr", NEW).await.is_ok());
        let last = t.mail_to("melusine@example.fr").await.pop().unwrap();
        assert_eq!(last.template, "password_changed");
    })
    .await;
}

#[tokio::test]
async fn sessions_slide_end_and_are_ended() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let session = account::sign_in(&t.b, "lea@example.fr", PASSWORD).await.unwrap();
        // A visit every 29 days keeps it open; 30 days without one do not.
        for _ in 0..3 {
            t.clock.advance(29 * DAY_MS);
            assert!(who(&t.b, &session).await.is_some());
        }
        t.clock.advance(30 * DAY_MS);
        assert_eq!(who(&t.b, &session).await, None);

        let (one, two) = (
            account::sign_in(&t.b, "lea@example.fr", PASSWORD).await.unwrap(),
            account::sign_in(&t.b, "lea@example.fr", PASSWORD).await.unwrap(),
        );
        assert_ne!(one.token, two.token);
        account::sign_out(&t.b, &one.token).await.unwrap();
        account::sign_out(&t.b, "inconnu").await.unwrap();
        assert_eq!(who(&t.b, &one).await, None);
        assert!(who(&t.b, &two).await.is_some());

        let paul = account::sign_in(&t.b, "paul@example.fr", PASSWORD).await.unwrap();
        account::sign_out_everywhere(&t.b, &w.lea).await.unwrap();
        assert_eq!(who(&t.b, &two).await, None);
        assert!(who(&t.b, &paul).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_new_password_wants_the_present_one_and_keeps_this_session_only() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let here = account::sign_in(&t.b, "lea@example.fr", PASSWORD).await.unwrap();
        let elsewhere = account::sign_in(&t.b, "lea@example.fr", PASSWORD).await.unwrap();
        let change = async |current: &str, new: &str| account::change_password(&t.b, &w.lea, current, new, &here.token).await;
        assert_eq!(refused(change("faux", NEW).await), input("current_password", Problem::WrongPassword));
        assert_eq!(refused(change(PASSWORD, "lea").await), input("password", Problem::TooShort { min: 8 }));
        assert!(who(&t.b, &elsewhere).await.is_some());
        change(PASSWORD, NEW).await.unwrap();
        assert!(who(&t.b, &here).await.is_some());
        assert_eq!(who(&t.b, &elsewhere).await, None);
        assert_eq!(t.mail_to("lea@example.fr").await[0].template, "password_changed");
    })
    .await;
}

#[tokio::test]
async fn an_address_changes_when_the_new_one_answers() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let change = async |password: &str, new: &str| account::change_email(&t.b, &w.lea, password, new).await;
        assert_eq!(refused(change("faux", "lea2@example.fr").await), input("current_password", Problem::WrongPassword));
        assert_eq!(refused(change(PASSWORD, "LEA@example.fr").await), input("email", Problem::NotAChoice));
        change(PASSWORD, "lea2@example.fr").await.unwrap();
        let view = account::view(&t.b, &w.lea).await.unwrap();
        assert_eq!((view.email.as_str(), view.email_pending.as_deref()), ("lea@example.fr", Some("lea2@example.fr")));

        let token = t.mail_to("lea2@example.fr").await[0].token();
        account::confirm_email_change(&t.b, &token).await.unwrap();
        assert_eq!(refused(account::confirm_email_change(&t.b, &token).await), input("token", Problem::LinkNoLongerValid));
        let view = account::view(&t.b, &w.lea).await.unwrap();
        assert_eq!((view.email.as_str(), view.email_pending), ("lea2@example.fr", None));
        assert_eq!(t.mail_to("lea@example.fr").await[0].template, "email_changed");
        assert!(account::sign_in(&t.b, "lea@example.fr", PASSWORD).await.is_err());
        assert!(account::sign_in(&t.b, "lea2@example.fr", PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_over_an_address_that_has_an_account() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        account::change_email(&t.b, &w.lea, PASSWORD, "paul@example.fr").await.unwrap();
        let told: Vec<String> = t.mail_to("paul@example.fr").await.into_iter().map(|m| m.template).collect();
        assert_eq!(told, ["already_registered"]);
        // The address was free when asked for, and taken when confirmed.
        account::change_email(&t.b, &w.lea, PASSWORD, "libre@example.fr").await.unwrap();
        let token = t.mail_to("libre@example.fr").await[0].token();
        account::sign_up(&t.b, form("Vif", "libre@example.fr", Lang::Fr)).await.unwrap();
        let answer = refused(account::confirm_email_change(&t.b, &token).await);
        assert_eq!(answer, input("token", Problem::LinkNoLongerValid));
        assert_eq!(account::view(&t.b, &w.lea).await.unwrap().email, "lea@example.fr");
    })
    .await;
}

#[tokio::test]
async fn the_account_page_knows_roles_and_names() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        account::rename(&t.b, &w.lea, " Léa-Lou ").await.unwrap();
        assert_eq!(account::view(&t.b, &w.lea).await.unwrap().person.name, "Léa-Lou");
        assert!(account::rename(&t.b, &w.lea, "a@b.fr").await.is_err());

        let claudie = account::session_view(&t.b, &w.claudie).await.unwrap();
        assert_eq!(claudie.dashboards.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>(), ["alencon"]);
        assert!(!claudie.network && account::session_view(&t.b, &w.network).await.unwrap().network);
        let profiles = account::view(&t.b, &w.ophelie).await.unwrap().profiles;
        assert_eq!(profiles.iter().map(|p| (p.slug.as_str(), p.lodge.slug.as_str())).collect::<Vec<_>>(), [("ophelie", "alencon")]);
        assert!(account::view(&t.b, &w.lea).await.unwrap().profiles.is_empty());
    })
    .await;
}
