//! Every address answers with its status, its headers and its language.

use crate::house::House;
use axum::{body::Body, extract::ConnectInfo};
use backend::testing::Database;
use http::{Method, StatusCode};
use std::net::SocketAddr;

fn nonce(policy: &str) -> String {
    policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn public_pages_answer_in_both_languages() {
    let house = House::open().await;
    let listing = house.world.dog_walk;
    let browser = house.stranger();
    let pages = [
        "/".to_owned(),
        "/loges".to_owned(),
        "/loges/alencon".to_owned(),
        "/loges/alencon/services".to_owned(),
        "/loges/alencon/services?q=chien".to_owned(),
        "/loges/alencon/offreurs/ophelie".to_owned(),
        format!("/loges/alencon/services/{listing}"),
        "/connexion".to_owned(),
        "/inscription".to_owned(),
        "/mot-de-passe-oublie".to_owned(),
        "/ou-vont-mes-sous".to_owned(),
        "/comment-ca-marche".to_owned(),
    ];
    for page in &pages {
        let french = browser.get(page).await;
        assert_eq!(french.status, StatusCode::OK, "{page}: {}", french.body);
        assert!(french.body.contains("<html lang=\"fr\""), "{page}");
        let english = browser.get(&domain::Lang::En.path(page)).await;
        assert_eq!(english.status, StatusCode::OK, "{page}");
        assert!(english.body.contains("<html lang=\"en\""), "{page}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_page_with_404() {
    let house = House::open().await;
    let browser = house.person("lea").await;
    for page in [
        "/nulle-part",
        "/en/nowhere",
        "/loges/atlantis",
        "/loges/alencon/offreurs/personne",
        "/loges/alencon/services/not-an-id",
        "/missions/00000000-0000-7000-8000-000000000000",
        "/loges/alencon/tableau",
        "/reseau",
        "/dev/mail",
        "/dev/clock",
        "/.env",
        "/pkg/../Cargo.toml",
    ] {
        let answer = browser.get(page).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        assert!(answer.body.contains("<h1"), "{page}");
    }
}

#[tokio::test]
async fn pages_of_development_are_for_this_machine() {
    let house = House::with(Database::Sqlite, |settings| settings.development = true).await;
    let seen = |host, peer: [u8; 4]| {
        let browser = house.stranger().sending("host", host);
        let request = browser
            .request(Method::GET, "/dev/mail")
            .header("accept", "text/html")
            .extension(ConnectInfo(SocketAddr::from((peer, 4000))));
        async move { browser.ask(request, Body::empty()).await }
    };
    let near = seen("127.0.0.1:3000", [127, 0, 0, 1]).await;
    assert_eq!(near.status, StatusCode::OK, "{}", near.body);
    for (host, peer) in [
        ("evil.example", [127, 0, 0, 1]),
        ("localhost:3000", [192, 0, 2, 1]),
    ] {
        let answer = seen(host, peer).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{host} {peer:?}");
        assert!(answer.body.contains("<h1"), "{}", answer.body);
    }
    let page = house.stranger().sending("host", "localhost");
    assert_eq!(page.get("/dev/mail").await.status, StatusCode::OK);
    assert_eq!(
        page.get("/dev/clock").await.status,
        StatusCode::NOT_FOUND,
        "no clock to move"
    );
}

#[tokio::test]
async fn a_slash_too_many_leads_nowhere_else() {
    let house = House::open().await;
    let browser = house.stranger();
    let answer = browser.get("/loges/?q=chien").await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/loges?q=chien");
    for elsewhere in ["//evil.example/", "/\\evil.example/"] {
        let answer = browser.get(elsewhere).await;
        assert_eq!(answer.header("location"), "", "{elsewhere}");
    }
}

#[tokio::test]
async fn pages_of_people_ask_to_sign_in() {
    let house = House::open().await;
    for page in ["/missions", "/compte", "/loges/alencon/tableau", "/reseau"] {
        let answer = house.stranger().get(page).await;
        let asked = answer.status == StatusCode::UNAUTHORIZED || answer.status.is_redirection();
        assert!(asked, "{page}: {}", answer.status);
    }
}

#[tokio::test]
async fn every_answer_carries_the_protecting_headers() {
    let house = House::open().await;
    for page in [
        "/",
        "/nulle-part",
        "/api/lodges",
        "/robots.txt",
        "/healthz",
        "/favicon.svg",
    ] {
        let answer = house.stranger().get(page).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'self'",
            "'wasm-unsafe-eval'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self' http://127.0.0.1:",
        ] {
            assert!(policy.contains(part), "{page}: {policy}");
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{page}");
        assert_eq!(
            answer.header("referrer-policy"),
            "strict-origin-when-cross-origin",
            "{page}"
        );
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{page}"
        );
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=63072000; includeSubDomains",
            "{page}"
        );
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{page}"
        );
        assert_eq!(answer.header("x-request-id").len(), 8, "{page}");
    }
}

#[tokio::test]
async fn the_nonce_is_new_each_time_and_the_one_in_the_page() {
    let house = House::open().await;
    let (first, second) = (
        house.stranger().get("/").await,
        house.stranger().get("/").await,
    );
    let (one, other) = (
        nonce(first.header("content-security-policy")),
        nonce(second.header("content-security-policy")),
    );
    assert_ne!(one, other);
    assert!(one.len() >= 22, "128 bits");
    let scripts = first.body.matches("<script").count();
    assert!(scripts > 0);
    assert_eq!(
        first.body.matches(&format!("nonce=\"{one}\"")).count(),
        scripts,
        "{}",
        first.body
    );
    assert!(
        !first.body.contains(" style=\"") && !first.body.contains(" onclick="),
        "inline style or handler"
    );
}

#[tokio::test]
async fn pages_of_somebody_are_kept_nowhere() {
    let house = House::open().await;
    assert_eq!(
        house
            .person("lea")
            .await
            .get("/")
            .await
            .header("cache-control"),
        "no-store"
    );
    assert_eq!(
        house.stranger().get("/").await.header("cache-control"),
        "private, no-cache"
    );
}

#[tokio::test]
async fn health_tells_the_truth() {
    let house = House::open().await;
    assert_eq!(
        house.stranger().get("/healthz").await.status,
        StatusCode::OK
    );
    let answer = house.stranger().get("/readyz").await;
    assert_eq!(
        answer.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "there is no built site in tests"
    );
    assert!(
        answer
            .body
            .contains("database: ok\nmigrations: ok\nsite: problem"),
        "{}",
        answer.body
    );
    house.bed.b.store.close().await;
    let answer = house.stranger().get("/readyz").await;
    assert!(answer.body.contains("database: problem"), "{}", answer.body);
    assert_eq!(
        house.stranger().get("/healthz").await.status,
        StatusCode::OK,
        "the process lives on"
    );
}

#[tokio::test]
async fn robots_find_every_public_page_that_exists() {
    let house = House::open().await;
    let browser = house.stranger();
    let robots = browser.get("/robots.txt").await.body;
    assert!(
        robots.contains("Disallow: /api/")
            && robots.contains("Sitemap: https://loge.example/sitemap.xml"),
        "{robots}"
    );
    let sitemap = browser.get("/sitemap.xml").await;
    assert_eq!(
        sitemap.header("content-type"),
        "application/xml; charset=utf-8"
    );
    let paths: Vec<_> = sitemap
        .body
        .split("<loc>https://loge.example")
        .skip(1)
        .map(|s| s.split('<').next().unwrap())
        .collect();
    assert!(paths.len() > 20, "{}", sitemap.body);
    for path in paths {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn one_address_for_each_page() {
    let house = House::open().await;
    let answer = house.stranger().get("/loges/?a=b").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::PERMANENT_REDIRECT, "/loges?a=b")
    );
    assert_ne!(
        house
            .stranger()
            .get("//evil.example/")
            .await
            .header("location"),
        "//evil.example"
    );
}

#[tokio::test]
async fn a_public_page_is_kept_for_a_moment_and_for_nobody_signed_in() {
    let house = House::open().await;
    let (stranger, path) = (house.stranger(), "/loges/alencon/offreurs/ophelie");
    let rendered = stranger.get(path).await;
    let mut tx = house.bed.b.write().await.unwrap();
    let profile = store::provider::get(&mut tx, house.world.ophelie_profile)
        .await
        .unwrap()
        .unwrap();
    store::listing::insert(
        &mut tx,
        &domain::listing::Listing {
            id: house.bed.b.new_id(),
            lodge: house.world.alencon,
            provider: profile.id,
            skill: "plants".to_owned(),
            rate: domain::Cents(700),
            unit: domain::listing::RateUnit::Job,
            minutes: 30,
            description: "Arroser le balcon".to_owned(),
            open: true,
        },
        "arroser",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();

    let kept = stranger.get(path).await;
    assert!(!kept.body.contains("Arroser"), "rendered a moment ago");
    let (old, new) = (
        nonce(rendered.header("content-security-policy")),
        nonce(kept.header("content-security-policy")),
    );
    assert_eq!(kept.body, rendered.body.replace(&old, &new));
    assert_eq!(kept.header("content-type"), rendered.header("content-type"));
    assert!(!stranger.get(&format!("/en{path}")).await.body.is_empty());
    let lea = house.person("lea").await.get(path).await;
    assert!(lea.body.contains("Arroser") && lea.body.contains("Léa"));
    assert!(!stranger.get(path).await.body.contains("Léa"));
    house.bed.clock.advance(2_000);
    assert!(
        stranger.get(path).await.body.contains("Arroser"),
        "rendered anew"
    );
}
