//! Signing in and out, and the cookie in between.

use crate::house::{Answer, Browser, House};
use backend::testing::PASSWORD;
use domain::time::DAY_MS;
use http::StatusCode;

fn cookie(answer: &Answer) -> String {
    answer
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

fn max_age(answer: &Answer) -> i64 {
    let after = answer.header("set-cookie").split("Max-Age=").nth(1);
    after.unwrap().split(';').next().unwrap().parse().unwrap()
}

async fn sign_in(browser: &Browser, password: &str) -> Answer {
    browser
        .post_from(
            "/connexion",
            "/api/sign-in",
            &[
                ("email", "lea@example.fr"),
                ("password", password),
                ("lang", "fr"),
            ],
        )
        .await
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.call("/api/bookings", &[]).await.status == StatusCode::OK
}

#[tokio::test]
async fn the_cookie_is_of_this_host_alone_and_out_of_reach_of_scripts() {
    let house = House::open().await;
    let answer = sign_in(&house.stranger(), PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let set = answer.header("set-cookie");
    assert!(set.starts_with("__Host-sid="), "{set}");
    for flag in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(set.split("; ").any(|part| part == flag), "{flag}: {set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    assert!(max_age(&answer) > 0, "{set}");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn over_plain_http_in_development_the_cookie_still_works() {
    let house = House::with(backend::testing::Database::Sqlite, |s| {
        s.public_url = "http://127.0.0.1:3000".to_owned();
        s.development = true;
    })
    .await;
    let browser = house.stranger().sending("origin", "http://127.0.0.1:3000");
    let set = sign_in(&browser, PASSWORD)
        .await
        .header("set-cookie")
        .to_owned();
    assert!(
        set.starts_with("sid=") && !set.contains("Secure") && set.contains("HttpOnly"),
        "{set}"
    );
}

#[tokio::test]
async fn signing_in_and_out() {
    let house = House::open().await;
    let mut browser = house.stranger();
    assert!(!is_signed_in(&browser).await);
    browser.cookie = Some(cookie(&sign_in(&browser, PASSWORD).await));
    assert!(is_signed_in(&browser).await);
    let out = browser.post("/api/sign-out", &[("lang", "fr")]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"), "{out:?}");
    assert!(
        !is_signed_in(&browser).await,
        "the token is dead, not only forgotten"
    );
    let after = browser.get("/").await;
    assert!(
        after.header("set-cookie").contains("Max-Age=0"),
        "a dead cookie is taken back"
    );
}

#[tokio::test]
async fn a_visit_on_another_day_lets_the_cookie_last_as_long_as_the_session() {
    let house = House::open().await;
    let mut browser = house.stranger();
    let first = sign_in(&browser, PASSWORD).await;
    browser.cookie = Some(cookie(&first));
    let same_day = browser.get("/").await;
    assert_eq!(same_day.header("set-cookie"), "", "not with every request");
    house.bed.clock.advance(2 * DAY_MS);
    let visit = browser.get("/").await;
    assert_eq!(
        (cookie(&visit), max_age(&visit)),
        (cookie(&first), max_age(&first)),
        "the same token, for thirty days again"
    );
    assert_eq!(visit.header("cache-control"), "no-store");
    house.bed.clock.advance(2 * DAY_MS);
    let out = browser.post("/api/sign-out", &[("lang", "fr")]).await;
    assert_eq!(max_age(&out), 0, "leaving goes before staying");
}

#[tokio::test]
async fn signing_in_gives_a_new_token_each_time() {
    let house = House::open().await;
    let browser = house.person("lea").await;
    let before = browser.cookie.clone().unwrap();
    let after = cookie(&sign_in(&browser, PASSWORD).await);
    assert_ne!(before, after);
    assert!(
        !is_signed_in(&browser).await,
        "the former token is dead, not only forgotten"
    );
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let house = House::open().await;
    let (here, there) = (house.person("lea").await, house.person("lea").await);
    let paul = house.person("paul").await;
    assert!(is_signed_in(&there).await);
    let answer = here
        .post("/api/sign-out-everywhere", &[("lang", "fr")])
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(!is_signed_in(&there).await && !is_signed_in(&here).await);
    assert!(is_signed_in(&paul).await, "only hers");
}

#[tokio::test]
async fn a_made_up_cookie_is_nobody() {
    let house = House::open().await;
    for value in [
        "__Host-sid=",
        "__Host-sid=x",
        "__Host-sid=' or 1=1",
        "sid=x",
    ] {
        let mut browser = house.stranger();
        browser.cookie = Some(value.to_owned());
        assert!(!is_signed_in(&browser).await, "{value}");
    }
    // A cookie set over plain http by somebody on the way is not taken for the real one.
    let mut browser = house.person("lea").await;
    browser.cookie = browser.cookie.map(|c| c.replace("__Host-sid", "sid"));
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn a_wrong_password_says_the_same_as_an_unknown_address() {
    let house = House::open().await;
    let known = sign_in(&house.stranger(), "pas le bon mot").await;
    let unknown = house
        .stranger()
        .post(
            "/api/sign-in",
            &[
                ("email", "nobody@example.fr"),
                ("password", "pas le bon mot"),
                ("lang", "fr"),
            ],
        )
        .await;
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    assert_eq!(known.kind(), "wrong_credentials");
    assert!(known.headers.get("set-cookie").is_none());
}
