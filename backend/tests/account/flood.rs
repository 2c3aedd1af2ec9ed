//! Letters that anybody can ask for: nobody is flooded with them, and whoever asks sees no difference.

use super::*;

const MINUTES: i64 = 10 * MINUTE_MS;

async fn letters(t: &Testbed, address: &str, template: &str) -> usize {
    let got = t.mail_to(address).await;
    got.iter().filter(|m| m.template == template).count()
}

#[tokio::test]
async fn a_forgotten_password_is_mailed_three_times_in_a_row_at_most() {
    on_both(async |t: Testbed| {
        t.world().await;
        for _ in 0..8 {
            account::forgot_password(&t.b, " Lea@example.fr")
                .await
                .unwrap();
        }
        let written = store::job::pending(&mut t.b.read().await.unwrap()).await;
        assert_eq!(written.unwrap(), 8, "the work is the same");
        assert_eq!(letters(&t, "lea@example.fr", "reset").await, 3);
        account::forgot_password(&t.b, "paul@example.fr")
            .await
            .unwrap();
        assert_eq!(letters(&t, "paul@example.fr", "reset").await, 1);
        t.pass(MINUTES).await;
        account::forgot_password(&t.b, "lea@example.fr")
            .await
            .unwrap();
        assert_eq!(letters(&t, "lea@example.fr", "reset").await, 4);
    })
    .await;
}

#[tokio::test]
async fn signing_up_again_and_again_does_not_flood_the_owner() {
    let t = Testbed::on(Database::Sqlite).await;
    for _ in 0..8 {
        let form = form("Mélusine", "melusine@example.fr", Lang::Fr);
        account::sign_up(&t.b, form).await.unwrap();
    }
    let address = "melusine@example.fr";
    assert_eq!(letters(&t, address, "confirm").await, 1);
    assert_eq!(letters(&t, address, "already_registered").await, 3);
    // Having been told so does not keep other letters back.
    let session = account::sign_in(&t.b, address, PASSWORD, None)
        .await
        .unwrap();
    let actor = who(&t.b, &session).await.unwrap();
    for _ in 0..8 {
        account::resend_confirmation(&t.b, &actor).await.unwrap();
    }
    assert_eq!(letters(&t, address, "confirm").await, 1 + 3);
}

#[tokio::test]
async fn an_address_that_somebody_wants_to_change_to_is_not_flooded() {
    let t = Testbed::on(Database::Sqlite).await;
    let w = t.world().await;
    for _ in 0..8 {
        for actor in [&w.lea, &w.paul] {
            account::change_email(&t.b, actor, PASSWORD, "autre@example.fr")
                .await
                .unwrap();
            t.work().await;
        }
    }
    assert_eq!(letters(&t, "autre@example.fr", "change_email").await, 3);
}
