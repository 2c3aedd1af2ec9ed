//! Tries are limited by account and by client address, kindly.

use crate::house::{Browser, House};
use backend::testing::{Database, PASSWORD};
use http::StatusCode;
use server::{
    config::Limits,
    route::{LIMITED, SENDING},
};

async fn limited() -> House {
    House::with(Database::Sqlite, |s| {
        s.limits = Limits {
            per_account: 5,
            per_address: 20,
            per_person: 30,
        };
        s.trusted_proxies = 1;
    })
    .await
}

async fn sign_in(browser: &Browser, email: &str, password: &str) -> StatusCode {
    browser
        .post_from(
            "/connexion",
            "/api/sign-in",
            &[("email", email), ("password", password)],
        )
        .await
        .status
}

#[tokio::test]
async fn five_tries_a_minute_for_one_account() {
    let house = limited().await;
    for n in 0..5 {
        // Guesses from different places count together, however the address is written.
        let browser = house
            .stranger()
            .sending("x-forwarded-for", &format!("203.0.113.{n}"));
        let email = if n % 2 == 0 {
            "lea@example.fr"
        } else {
            " Lea@Example.FR "
        };
        assert_eq!(
            sign_in(&browser, email, "faux").await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    let browser = house.stranger().sending("x-forwarded-for", "203.0.113.99");
    assert_eq!(
        sign_in(&browser, "lea@example.fr", PASSWORD).await,
        StatusCode::TOO_MANY_REQUESTS,
        "even the right one"
    );
    assert_eq!(
        sign_in(&browser, "paul@example.fr", PASSWORD).await,
        StatusCode::OK,
        "others are not hindered"
    );
    house.bed.clock.advance(60_000);
    assert_eq!(
        sign_in(&browser, "lea@example.fr", PASSWORD).await,
        StatusCode::OK,
        "a minute later all is well"
    );
}

#[tokio::test]
async fn twenty_tries_a_minute_from_one_address() {
    let house = limited().await;
    let here = house.stranger().sending("x-forwarded-for", "203.0.113.7");
    for n in 0..20 {
        assert_eq!(
            sign_in(&here, &format!("{n}@example.fr"), "faux").await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{n}"
        );
    }
    assert_eq!(
        sign_in(&here, "lea@example.fr", PASSWORD).await,
        StatusCode::TOO_MANY_REQUESTS
    );
    let lying = house
        .stranger()
        .sending("x-forwarded-for", "198.51.100.1, 203.0.113.7");
    assert_eq!(
        sign_in(&lying, "lea@example.fr", PASSWORD).await,
        StatusCode::TOO_MANY_REQUESTS,
        "a made-up address helps nobody"
    );
    let elsewhere = house.stranger().sending("x-forwarded-for", "203.0.113.8");
    assert_eq!(
        sign_in(&elsewhere, "lea@example.fr", PASSWORD).await,
        StatusCode::OK
    );
}

#[tokio::test]
async fn without_script_the_form_says_so_and_keeps_what_was_typed() {
    let house = limited().await;
    let browser = house.stranger().without_script();
    for _ in 0..5 {
        sign_in(&browser, "lea@example.fr", "faux").await;
    }
    let answer = browser
        .post_from(
            "/connexion",
            "/api/sign-in",
            &[("email", "lea@example.fr"), ("password", "faux")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        answer.body.contains("Patientez une minute"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("value=\"lea@example.fr\""));
}

#[tokio::test]
async fn every_guess_and_every_mail_is_counted() {
    let house = limited().await;
    let known: Vec<_> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    for path in LIMITED {
        assert!(known.contains(path), "{path} is no server function");
        let browser = house.person("paul").await;
        let fields = [
            ("email", "somebody@example.fr"),
            ("password", "x"),
            ("name", "Y"),
            ("lang", "fr"),
        ];
        let mut last = StatusCode::OK;
        for _ in 0..30 {
            last = browser.post(path, &fields).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
}

#[tokio::test]
async fn nobody_floods_a_neighbour_with_letters() {
    let house = limited().await;
    let known: Vec<_> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    for path in SENDING {
        assert!(known.contains(path), "{path} is no server function");
    }
    let lea = house.person("lea").await;
    let words = [("booking", "nobody's"), ("message", "Bonjour")];
    for n in 0..30 {
        let path = SENDING[n % SENDING.len()];
        assert_ne!(
            lea.post(path, &words).await.status,
            StatusCode::TOO_MANY_REQUESTS,
            "{n} {path}"
        );
    }
    for path in SENDING {
        let refused = lea.post(path, &words).await.status;
        assert_eq!(refused, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    let paul = house.person("paul").await;
    assert_ne!(
        paul.post("/api/write-message", &words).await.status,
        StatusCode::TOO_MANY_REQUESTS,
        "others are not hindered"
    );
}

#[tokio::test]
async fn no_spelling_of_the_field_escapes_the_count() {
    let house = limited().await;
    for name in ["[email]", "email[]", "[email]x"] {
        let fields = [(name, "lea@example.fr"), ("password", PASSWORD)];
        let answer = house
            .stranger()
            .post_from("/connexion", "/api/sign-in", &fields)
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}");
    }
}

#[tokio::test]
async fn a_client_who_is_refused_does_not_use_up_the_tries_of_others() {
    let house = limited().await;
    let pest = house.stranger().sending("x-forwarded-for", "203.0.113.7");
    for n in 0..20 {
        sign_in(&pest, &format!("nobody{n}@example.fr"), "faux").await;
    }
    for _ in 0..10 {
        assert_eq!(
            sign_in(&pest, "lea@example.fr", "faux").await,
            StatusCode::TOO_MANY_REQUESTS
        );
    }
    let lea = house.stranger().sending("x-forwarded-for", "203.0.113.8");
    assert_eq!(
        sign_in(&lea, "lea@example.fr", PASSWORD).await,
        StatusCode::OK
    );
}
