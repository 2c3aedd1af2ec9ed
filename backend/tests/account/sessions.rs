//! Signing in and out; what is told about an address.

use super::*;

#[tokio::test]
async fn a_known_address_is_answered_like_an_unknown_one() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        account::sign_up(&t.b, form("Intrus", "lea@example.fr", Lang::Fr))
            .await
            .unwrap();
        account::sign_up(&t.b, form("Neuf", "neuf@example.fr", Lang::Fr))
            .await
            .unwrap();
        let told: Vec<String> = t
            .mail_to("lea@example.fr")
            .await
            .into_iter()
            .map(|m| m.template)
            .collect();
        assert_eq!(told, ["already_registered"]);
        assert_eq!(
            account::view(&t.b, &w.lea).await.unwrap().person.name,
            "Léa"
        );

        account::forgot_password(&t.b, "personne@example.fr")
            .await
            .unwrap();
        account::forgot_password(&t.b, "lea@example.fr")
            .await
            .unwrap();
        assert!(t.mail_to("personne@example.fr").await.is_empty());
        assert_eq!(t.mail_to("lea@example.fr").await.len(), 2);

        for (email, password) in [
            ("lea@example.fr", NEW),
            ("personne@example.fr", PASSWORD),
            ("lea", PASSWORD),
            ("", ""),
            ("lea@example.fr", ""),
        ] {
            let answer = account::sign_in(&t.b, email, password, None).await;
            assert!(
                matches!(answer, Err(Error::WrongCredentials)),
                "{email}: {answer:?}"
            );
        }
    })
    .await;
}

/// A commit that writes takes longer than one that does not: each of these writes as many rows for either address.
#[tokio::test]
async fn forgetting_a_password_writes_as_much_for_an_unknown_address() {
    on_both(async |t: Testbed| {
        t.world().await;
        let mut counts = Vec::new();
        for email in ["lea@example.fr", "personne@example.fr"] {
            account::forgot_password(&t.b, email).await.unwrap();
            counts.push(
                store::job::pending(&mut t.b.read().await.unwrap())
                    .await
                    .unwrap(),
            );
        }
        assert_eq!(counts, [1, 2]);
        t.work().await;
        assert_eq!(t.mail().len(), 1);
    })
    .await;
}

/// The dear part of a sign-in is the hash; it is computed for an unknown address too. A ratio, measured with the real
/// memory; of several tries the quickest, which the rest of the machine disturbed least.
#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_known_one() {
    let t = Testbed::on(Database::Sqlite).await;
    t.world().await;
    let slow = t.with_real_passwords().await;
    account::sign_up(&slow, form("Lente", "lente@example.fr", Lang::Fr))
        .await
        .unwrap();
    let time = async |email: &str| {
        let start = std::time::Instant::now();
        assert!(account::sign_in(&slow, email, NEW, None).await.is_err());
        start.elapsed()
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..11 {
        known.push(time("lente@example.fr").await);
        unknown.push(time("personne@example.fr").await);
    }
    let (known, unknown) = (known.iter().min().unwrap(), unknown.iter().min().unwrap());
    let ratio = unknown.as_secs_f64() / known.as_secs_f64();
    assert!(
        (0.6..1.6).contains(&ratio),
        "known {known:?}, unknown {unknown:?}"
    );
}

/// Whoever only listens gets no cookie, so that a session prolonged for them would outlive it.
#[tokio::test]
async fn being_recognised_is_no_visit() {
    let t = Testbed::on(Database::Sqlite).await;
    let w = t.world().await;
    let session = account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
        .await
        .unwrap();
    t.clock.advance(29 * DAY_MS);
    let who = account::recognise(&t.b, &session.token).await.unwrap();
    assert_eq!(who.map(|a| a.account), Some(w.lea.account));
    t.clock.advance(DAY_MS);
    let after = account::authenticate(&t.b, &session.token).await.unwrap();
    assert_eq!(after, None);
}

#[tokio::test]
async fn sessions_slide_end_and_are_ended() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let session = account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
            .await
            .unwrap();
        // A visit every 29 days keeps it open; 30 days without one do not.
        for _ in 0..3 {
            t.clock.advance(29 * DAY_MS);
            assert!(who(&t.b, &session).await.is_some());
        }
        t.clock.advance(30 * DAY_MS);
        assert_eq!(who(&t.b, &session).await, None);

        let (one, two) = (
            account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
                .await
                .unwrap(),
            account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
                .await
                .unwrap(),
        );
        assert_ne!(one.token, two.token);
        let rotated = account::sign_in(&t.b, "lea@example.fr", PASSWORD, Some(&two.token))
            .await
            .unwrap();
        assert_eq!(who(&t.b, &two).await, None, "the browser has a new one");
        let two = rotated;
        account::sign_out(&t.b, &one.token).await.unwrap();
        account::sign_out(&t.b, "inconnu").await.unwrap();
        assert_eq!(who(&t.b, &one).await, None);
        assert!(who(&t.b, &two).await.is_some());

        let paul = account::sign_in(&t.b, "paul@example.fr", PASSWORD, None)
            .await
            .unwrap();
        account::sign_out_everywhere(&t.b, &w.lea).await.unwrap();
        assert_eq!(who(&t.b, &two).await, None);
        assert!(who(&t.b, &paul).await.is_some());
    })
    .await;
}
