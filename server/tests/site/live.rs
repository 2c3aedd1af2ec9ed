//! The live stream: whom it lets in, how soon it speaks, when it ends.

use crate::house::{Browser, House, ORIGIN, router, settings};
use backend::{
    booking::{self, RequestForm},
    live,
    testing::{ADDRESS, Database},
};
use domain::ids::BookingId;
use futures::StreamExt;
use http::{Method, StatusCode};
use leptos::prelude::{Owner, provide_context};
use leptos_axum::ResponseOptions;
use std::time::{Duration, Instant};

/// The stream, past its opening words.
async fn listen(browser: &Browser, query: &str) -> axum::body::BodyDataStream {
    let request = browser
        .request(Method::GET, &format!("/live?{query}"))
        .header("accept", "text/event-stream");
    let response = browser.stream(request, axum::body::Body::empty()).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert!(
        !response.headers().contains_key("content-encoding"),
        "a compressed stream would be held back"
    );
    let mut stream = response.into_body().into_data_stream();
    let first = next(&mut stream).await.expect("opening words");
    assert!(first.contains("retry: 1000"), "{first}");
    stream
}

async fn next(stream: &mut axum::body::BodyDataStream) -> Option<String> {
    let chunk = tokio::time::timeout(Duration::from_secs(5), stream.next())
        .await
        .expect("something within 5 s")?;
    Some(String::from_utf8(chunk.unwrap().to_vec()).unwrap())
}

async fn request(house: &House) -> BookingId {
    let form = RequestForm {
        what: "Promener Rex".to_owned(),
        address: ADDRESS.to_owned(),
        commune: "61001".to_owned(),
        flexible: true,
        ..RequestForm::default()
    };
    booking::request(&house.bed.b, &house.world.lea, house.world.dog_walk, form)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_coordinator_hears_of_a_request_within_a_second() {
    let house = House::open().await;
    let mut stream = listen(&house.person("claudie").await, "lodge=alencon").await;
    let begin = Instant::now();
    let booking = request(&house).await;
    let heard = next(&mut stream).await.expect("an event");
    assert!(begin.elapsed() < Duration::from_secs(1));
    assert!(
        heard.contains("event: change") && heard.contains(&booking.to_string()),
        "{heard}"
    );
    assert!(
        !heard.contains("Rex") && !heard.contains("Léa"),
        "it says that, not what: {heard}"
    );
}

#[tokio::test]
async fn the_people_of_a_mission_hear_of_it_and_of_nothing_else() {
    let house = House::open().await;
    let booking = request(&house).await;
    let mut stream = listen(
        &house.person("ophelie").await,
        &format!("booking={booking}"),
    )
    .await;
    let (b, w) = (&house.bed.b, &house.world);
    // Another mission of the same loge, with the same people.
    booking::request(b, &w.lea, w.piano, crate::access::wish())
        .await
        .unwrap();
    booking::write(b, &w.lea, booking, "Bonjour", None)
        .await
        .unwrap();
    assert!(
        next(&mut stream)
            .await
            .expect("an event")
            .contains(&booking.to_string())
    );
}

#[tokio::test]
async fn a_refusal_leaves_the_status_of_a_page_alone_that_the_same_thread_renders() {
    let house = House::open().await;
    let lea = house.person("lea").await;
    // What a page leaves on the thread while it waits for its data.
    let (page, options) = (Owner::new_root(None), ResponseOptions::default());
    page.with(|| provide_context(options.clone()));
    let stream = lea.get("/live?lodge=alencon").await;
    let function = lea.call("/api/dashboard", &[("slug", "alencon")]).await;
    let refused = [stream.status, function.status];
    assert_eq!(refused, [StatusCode::NOT_FOUND; 2]);
    assert_eq!(options.0.read().unwrap().status, None);
}

#[tokio::test]
async fn strangers_are_refused() {
    let house = House::open().await;
    let booking = request(&house).await;
    let of_booking = format!("booking={booking}");
    let refused = [
        (None, "lodge=alencon", StatusCode::UNAUTHORIZED),
        (None, of_booking.as_str(), StatusCode::UNAUTHORIZED),
        (Some("lea"), "lodge=alencon", StatusCode::NOT_FOUND),
        (Some("ophelie"), "lodge=alencon", StatusCode::NOT_FOUND),
        (Some("rose"), "lodge=alencon", StatusCode::NOT_FOUND),
        (Some("claudie"), "lodge=atlantis", StatusCode::NOT_FOUND),
        (Some("claudie"), "network=1", StatusCode::NOT_FOUND),
        (Some("paul"), of_booking.as_str(), StatusCode::NOT_FOUND),
        (Some("nicolas"), of_booking.as_str(), StatusCode::NOT_FOUND),
        (Some("rose"), of_booking.as_str(), StatusCode::NOT_FOUND),
        (Some("lea"), "booking=nonsense", StatusCode::NOT_FOUND),
        (Some("reseau"), "", StatusCode::NOT_FOUND),
    ];
    for (person, query, status) in refused {
        let browser = match person {
            Some(name) => house.person(name).await,
            None => house.stranger(),
        };
        let request = browser.request(Method::GET, &format!("/live?{query}"));
        assert_eq!(
            browser.ask(request, axum::body::Body::empty()).await.status,
            status,
            "{person:?} {query}"
        );
    }
    for (person, query) in [
        ("claudie", "lodge=alencon"),
        ("reseau", "network=1"),
        ("reseau", "lodge=alencon"),
        ("lea", &of_booking),
    ] {
        drop(listen(&house.person(person).await, query).await);
    }
}

#[tokio::test]
async fn who_signs_out_hears_nothing_more() {
    let house = House::open().await;
    let claudie = house.person("claudie").await;
    let mut stream = listen(&claudie, "lodge=alencon").await;
    let answer = claudie.post("/api/sign-out", &[("lang", "fr")]).await;
    assert!(answer.status.is_success(), "{}", answer.body);
    request(&house).await;
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn one_person_opens_so_many_streams_and_no_more() {
    let house = House::open().await;
    let claudie = house.person("claudie").await;
    let ask = || async {
        let request = claudie.request(Method::GET, "/live?lodge=alencon");
        claudie.stream(request, axum::body::Body::empty()).await
    };
    let mut open = Vec::new();
    for _ in 0..20 {
        let response = ask().await;
        assert_eq!(response.status(), StatusCode::OK);
        open.push(response);
    }
    assert_eq!(ask().await.status(), StatusCode::TOO_MANY_REQUESTS);
    open.pop();
    assert_eq!(ask().await.status(), StatusCode::OK);
}

#[tokio::test]
async fn streams_end_when_the_process_stops() {
    let house = House::open().await;
    let mut stream = listen(&house.person("claudie").await, "lodge=alencon").await;
    house.stop();
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn whoever_falls_behind_is_told_to_look_again() {
    let house = House::open().await;
    let mut stream = listen(&house.person("claudie").await, "lodge=alencon").await;
    let booking = request(&house).await;
    let event = domain::view::LiveEvent {
        lodge: house.world.alencon,
        booking,
        event: domain::booking::Event::Write,
    };
    for _ in 0..400 {
        house.bed.b.live().publish(event.clone());
    }
    assert!(
        next(&mut stream)
            .await
            .expect("an answer")
            .contains("event: resync")
    );
}

#[tokio::test]
async fn two_processes_on_one_postgres_hear_each_other() {
    let house = House::with(Database::Postgres, |_| {}).await;
    let second = house.bed.second().await;
    let (router, _stop) = router(second.clone(), settings(&house.bed));
    let relay = tokio::spawn(live::relay(second, std::future::pending()));
    // Listening begins in its own time; streams opened before it begins are broken off on purpose.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let claudie = house.person("claudie").await;
    let request_there = claudie.request(Method::GET, &format!("{ORIGIN}/live?lodge=alencon"));
    let response = tower::ServiceExt::oneshot(
        router,
        request_there.body(axum::body::Body::empty()).unwrap(),
    )
    .await
    .unwrap();
    let mut stream = response.into_body().into_data_stream();
    next(&mut stream).await.expect("opening words");
    let begin = Instant::now();
    let booking = request(&house).await;
    let heard = next(&mut stream)
        .await
        .expect("an event from the other process");
    assert!(heard.contains(&booking.to_string()), "{heard}");
    assert!(
        begin.elapsed() < Duration::from_secs(1),
        "{:?}",
        begin.elapsed()
    );
    relay.abort();
}
