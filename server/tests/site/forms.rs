//! Forms without JavaScript: what was typed comes back with the reason, secrets do not; with JavaScript the same refusal is
//! an answer that the page shows itself.

use crate::house::{House, ORIGIN};
use backend::testing::PASSWORD;
use http::StatusCode;

#[tokio::test]
async fn a_refused_post_is_answered_by_its_page_with_what_was_typed() {
    let house = House::open().await;
    let browser = house.stranger().without_script();
    let fields = [
        ("email", "quelqu.un@example.fr"),
        ("password", "un secret a taire"),
        ("lang", "fr"),
    ];
    let answer = browser
        .post_from("/connexion?retour=%2Fcompte", "/api/sign-in", &fields)
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.header("location").is_empty());
    assert!(
        answer.body.contains("value=\"quelqu.un@example.fr\""),
        "what was typed is there"
    );
    assert!(
        !answer.body.contains("un secret a taire"),
        "the secret is not"
    );
    assert!(
        answer.body.contains("ne vont pas ensemble"),
        "the reason is there"
    );
    assert!(
        answer
            .body
            .contains("history.replaceState(null,'',\"/connexion?retour=%2Fcompte\")"),
        "the address is the page's"
    );
}

#[tokio::test]
async fn it_is_said_in_the_language_of_the_page() {
    let house = House::open().await;
    let browser = house.stranger().without_script();
    let answer = browser
        .post_from(
            "/en/connexion",
            "/api/sign-in",
            &[("email", "a@b.fr"), ("password", "x"), ("lang", "en")],
        )
        .await;
    assert!(answer.body.contains("<html lang=\"en\""), "{}", answer.body);
}

#[tokio::test]
async fn a_long_request_with_one_mistake_keeps_every_word() {
    let house = House::open().await;
    let browser = house.person("lea").await.without_script();
    let listing = house.world.dog_walk.to_string();
    let page = format!("/loges/alencon/services/{listing}/demander");
    let what = "Promener Rex </textarea><script>alert(1)</script> & « Médor »";
    let fields = [
        ("listing", listing.as_str()),
        ("lang", "fr"),
        ("what", what),
        ("address", "12 rue du Jeudi"),
        ("commune", "75056"),
        ("when", "flexible"),
    ];
    let answer = browser
        .post_from(&page, "/api/request-listing", &fields)
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert!(answer.body.contains("12 rue du Jeudi"));
    assert!(answer.body.contains("Promener Rex"));
    assert!(
        !answer.body.contains("<script>alert(1)"),
        "typed text is never markup"
    );
}

#[tokio::test]
async fn a_post_that_succeeds_redirects() {
    let house = House::open().await;
    let browser = house.stranger().without_script();
    let fields = [
        ("email", "lea@example.fr"),
        ("password", PASSWORD),
        ("lang", "fr"),
    ];
    let answer = browser
        .post_from("/connexion", "/api/sign-in", &fields)
        .await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/missions")
    );
    assert!(answer.header("set-cookie").starts_with("__Host-sid="));
    let lea = house.person("lea").await.without_script();
    let answer = lea
        .post_from("/compte?a=b", "/api/rename", &[("name", "Léa B")])
        .await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/compte?a=b"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn scripts_get_the_error_itself() {
    let house = House::open().await;
    let answer = house
        .stranger()
        .post("/api/sign-in", &[("email", "a@b.fr"), ("password", "x")])
        .await;
    assert_eq!(
        (answer.status, answer.kind().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "wrong_credentials")
    );
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(answer.headers.contains_key("serverfnerror"));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let house = House::open().await;
    let fields = [
        ("email", "lea@example.fr"),
        ("password", PASSWORD),
        ("retour", "//evil.example"),
    ];
    let answer = house
        .stranger()
        .without_script()
        .post_from("/connexion", "/api/sign-in", &fields)
        .await;
    assert_eq!(answer.header("location"), "/missions");
    let lea = house.person("lea").await.without_script();
    for referrer in [
        "https://evil.example/",
        "https://loge.example.evil.example/x",
        "https://loge.example//evil.example",
        "nonsense",
    ] {
        let request = lea
            .request(http::Method::POST, "/api/rename")
            .header("accept", "text/html")
            .header("origin", ORIGIN)
            .header("referer", referrer)
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = lea.ask(request, "name=L%C3%A9a".into()).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, "/"),
            "{referrer}"
        );
    }
    for page in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/api/rename",
    ] {
        let fields = [("name", "Léa"), ("_page", page)];
        let answer = lea.post_from("/", "/api/rename", &fields).await;
        assert_ne!(answer.header("location"), page);
    }
}

#[tokio::test]
async fn other_sites_change_nothing() {
    let house = House::open().await;
    let lea = house.person("lea").await;
    for browser in [
        lea.clone().sending("origin", "https://evil.example"),
        lea.clone().sending("origin", "null"),
        lea.clone().sending("sec-fetch-site", "cross-site"),
        lea.clone().sending("sec-fetch-site", "same-site"),
    ] {
        for browser in [browser.clone(), browser.without_script()] {
            let answer = browser.post("/api/rename", &[("name", "Zélie")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
        }
    }
    let bare = lea
        .request(http::Method::POST, "/api/rename")
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(
        lea.ask(bare, "name=Zélie".into()).await.status,
        StatusCode::FORBIDDEN,
        "no word of where it comes from"
    );
    assert!(!lea.get("/compte").await.body.contains("Zélie"));
}

#[tokio::test]
async fn more_than_a_form_holds_is_refused() {
    let house = House::open().await;
    let lea = house.person("lea").await;
    let huge = format!("name={}", "a".repeat(1024 * 1024));
    let answer = lea
        .post_body("/compte", "/api/rename", huge.clone().into_bytes())
        .await;
    assert_eq!(
        (answer.status, answer.kind().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
    let answer = lea
        .without_script()
        .post_body("/compte", "/api/rename", huge.into_bytes())
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer.header("content-type").starts_with("text/html") && answer.body.contains("<h1"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn functions_that_do_not_exist_are_not_found() {
    let house = House::open().await;
    let answer = house.stranger().post("/api/no_such_function", &[]).await;
    assert_eq!(
        (answer.status, answer.kind().as_str()),
        (StatusCode::NOT_FOUND, "not_found")
    );
    let answer = house.stranger().call("/api/sign-in", &[]).await;
    assert_eq!(
        answer.status,
        StatusCode::NOT_FOUND,
        "a change is never made by a GET"
    );
}

#[tokio::test]
async fn what_was_written_on_a_page_that_has_moved_on_is_given_back() {
    let house = House::open().await;
    let (b, w) = (&house.bed.b, &house.world);
    let id = backend::booking::request(b, &w.lea, w.dog_walk, crate::access::wish())
        .await
        .unwrap();
    backend::booking::withdraw(b, &w.lea, id).await.unwrap();
    let lea = house.person("lea").await.without_script();
    let (page, id) = (format!("/missions/{id}"), id.to_string());
    let fields = [
        ("booking", id.as_str()),
        ("message", "Filou préfère <le> matin."),
        ("on_behalf_of", ""),
    ];
    let answer = lea.post_from(&page, "/api/write-message", &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        answer.body.contains("Filou préfère &lt;le&gt; matin."),
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains("role=\"alert\""),
        "and why it was not sent"
    );
    let answer = lea
        .post_from(&page, "/api/withdraw-booking", &[("booking", id.as_str())])
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        answer.body.contains("role=\"alert\""),
        "a button that is gone is answered for too"
    );
    // The session has ended meanwhile: the words are still there.
    let nobody = house.stranger().without_script();
    let answer = nobody.post_from(&page, "/api/write-message", &fields).await;
    assert!(
        answer.body.contains("Filou préfère &lt;le&gt; matin."),
        "{}",
        answer.body
    );
}
