//! The hosted payment page as a browser without JavaScript sees it.

mod support;

use support::{Answer, Client, DAY_MS, session_form, start};

async fn page(client: &Client, path: &str) -> Answer {
    client.send(client.http.get(client.url(path))).await
}

async fn submit(client: &Client, session: &str, number: &str) -> Answer {
    let form = [
        ("number", number),
        ("expiry", "12/34"),
        ("cvc", "123"),
        ("name", "Camille"),
    ];
    client.browse(&format!("/pay/{session}"), &form).await
}

#[tokio::test]
async fn shows_what_is_paid_in_french() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    let shown = page(&client, &format!("/pay/{id}")).await;
    assert_eq!(shown.status, 200);
    for text in [
        "<html lang=\"fr\">",
        "13,00\u{a0}€",
        "Promenade de chien",
        "OpenLoge",
        "Paiement d’essai",
        "4000 0000 0000 7718",
        "Revenir sans payer",
    ] {
        assert!(shown.text.contains(text), "{text}");
    }
    assert!(
        shown.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    assert!(!shown.text.contains("<script"));
    let filled = page(&client, &format!("/pay/{id}?card=4000000000009995")).await;
    assert!(
        filled.text.contains("value=\"4000 0000 0000 9995\"")
            && filled.text.contains("value=\"12/34\"")
    );
}

#[tokio::test]
async fn speaks_english_when_asked_and_escapes_what_it_shows() {
    let (_running, client, _) = start().await;
    let mut form = session_form();
    form.retain(|(name, _)| *name != "locale" && !name.contains("product_data"));
    form.push((
        "line_items[0][price_data][product_data][name]",
        "<script>alert('x')</script>",
    ));
    let id = client
        .post("/v1/checkout/sessions", &form)
        .await
        .str("/id")
        .to_owned();
    let request = client
        .http
        .get(client.url(&format!("/pay/{id}")))
        .header("accept-language", "en-GB,en;q=0.8");
    let shown = client.send(request).await;
    for text in [
        "<html lang=\"en\">",
        "€13.00",
        "Test payment",
        "&lt;script&gt;alert(&#39;x&#39;)",
    ] {
        assert!(shown.text.contains(text), "{text}");
    }
    assert!(!shown.text.contains("<script"));
    let typed = submit(&client, &id, "\"><script>1</script>").await;
    assert!(typed.text.contains("&quot;&gt;&lt;script&gt;") && !typed.text.contains("<script"));
}

#[tokio::test]
async fn an_accepted_card_leads_to_the_success_url() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    let paid = submit(&client, &id, "4242 4242 4242 4242").await;
    let back = format!("http://127.0.0.1:3000/missions/1?session={id}");
    assert_eq!((paid.status, paid.location()), (303, back.as_str()));
    let again = submit(&client, &id, "4242424242424242").await;
    assert_eq!(
        (again.status, again.location()),
        (303, back.as_str()),
        "a form sent twice pays once"
    );
    let holds = client
        .event_kinds()
        .await
        .iter()
        .filter(|kind| *kind == "charge.succeeded")
        .count();
    assert_eq!(holds, 1);
    assert_eq!(page(&client, &format!("/pay/{id}")).await.location(), back);
}

#[tokio::test]
async fn a_refused_card_says_why_and_keeps_what_was_typed() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    for (number, text) in [
        ("4000000000000002", "Votre banque a refusé cette carte."),
        ("4000000000009995", "les fonds disponibles ne suffisent pas"),
        ("4242424242424241", "Ce numéro de carte n’existe pas."),
        (
            "4111111111111111",
            "Ne saisissez jamais une vraie carte ici.",
        ),
    ] {
        let refused = submit(&client, &id, number).await;
        assert_eq!(refused.status, 200, "{number}");
        assert!(
            refused.text.contains("role=\"alert\"") && refused.text.contains(text),
            "{number}"
        );
        assert!(refused.text.contains(&number[12..]), "{number} is kept");
    }
    for (expiry, cvc, invalid) in [
        ("13/34", "123", "expiry"),
        ("01/20", "123", "expiry"),
        ("", "123", "expiry"),
        ("é/€", "123", "expiry"),
        ("12/34", "12", "cvc"),
    ] {
        let form = [
            ("number", "4242424242424242"),
            ("expiry", expiry),
            ("cvc", cvc),
        ];
        let refused = client.browse(&format!("/pay/{id}"), &form).await;
        let marked = refused
            .text
            .split("<input ")
            .skip(1)
            .find(|input| input.contains("aria-invalid"))
            .unwrap();
        assert!(
            marked.starts_with(&format!("id=\"{invalid}\"")),
            "{expiry} {cvc}: {marked}"
        );
    }
    let form = [
        ("number", "4242424242424242"),
        ("expiry", "12 / 2034"),
        ("cvc", "123"),
    ];
    assert_eq!(
        client.browse(&format!("/pay/{id}"), &form).await.status,
        303,
        "a year of four digits is read too"
    );
}

#[tokio::test]
async fn the_challenge_is_passed_failed_or_left() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    let challenge = format!("/pay/{id}/3ds");
    assert_eq!(
        page(&client, &challenge).await.location(),
        format!("/pay/{id}"),
        "nothing to authenticate yet"
    );
    assert_eq!(
        submit(&client, &id, "4000002760003184").await.location(),
        challenge
    );
    assert!(
        page(&client, &challenge)
            .await
            .text
            .contains("Approuver le paiement")
    );
    assert_eq!(
        client
            .browse(&challenge, &[("answer", "maybe")])
            .await
            .location(),
        challenge
    );
    let failed = client.browse(&challenge, &[("answer", "fail")]).await;
    assert_eq!(failed.status, 200);
    assert!(failed.text.contains("Rien n’a été débité"));
    assert_eq!(
        client
            .browse(&challenge, &[("answer", "authenticate")])
            .await
            .location(),
        format!("/pay/{id}"),
        "the challenge is over"
    );
    submit(&client, &id, "4000002760003184").await;
    let passed = client
        .browse(&challenge, &[("answer", "authenticate")])
        .await;
    assert_eq!(
        (passed.status, passed.location()),
        (
            303,
            format!("http://127.0.0.1:3000/missions/1?session={id}").as_str()
        )
    );
}

#[tokio::test]
async fn leaving_keeps_the_session_open_and_time_ends_it() {
    let (_running, client, clock) = start().await;
    let id = client.session().await;
    let left = page(&client, &format!("/pay/{id}/cancel")).await;
    assert_eq!(
        (left.status, left.location()),
        (303, "http://127.0.0.1:3000/missions/1")
    );
    assert_eq!(client.get_session(&id).await.str("/status"), "open");
    clock.advance(DAY_MS);
    let late = page(&client, &format!("/pay/{id}")).await;
    assert_eq!(late.status, 410);
    assert!(late.text.contains("Ce paiement a expiré"));
    assert_eq!(submit(&client, &id, "4242424242424242").await.status, 410);
    for path in [
        "/pay/cs_test_nobody",
        "/pay/cs_test_nobody/3ds",
        "/pay/cs_test_nobody/cancel",
    ] {
        assert_eq!(page(&client, path).await.status, 404, "{path}");
    }
    assert_eq!(page(&client, "/").await.status, 200);
}
