//! Mailed links: once, not for ever, and what a reset ends.

use super::*;

#[tokio::test]
async fn links_work_once_and_not_for_ever() {
    on_both(async |t: Testbed| {
        t.world().await;
        let dead = || input("token", Problem::LinkNoLongerValid);
        let forgot = async || {
            account::forgot_password(&t.b, "lea@example.fr")
                .await
                .unwrap();
            let mail = t.mail_to("lea@example.fr").await;
            mail.iter()
                .rfind(|m| m.template == "reset")
                .unwrap()
                .token()
        };
        assert_eq!(
            refused(account::reset_password(&t.b, "jeton", NEW).await),
            dead()
        );
        let first = forgot().await;
        // A password that is refused does not use the link up.
        let weak = refused(account::reset_password(&t.b, &first, "12345678").await);
        assert_eq!(weak, input("password", Problem::CommonPassword));
        // Another one of the same purpose makes it useless, and it opens nothing else.
        let second = forgot().await;
        assert_eq!(
            refused(account::reset_password(&t.b, &first, NEW).await),
            dead()
        );
        assert_eq!(refused(account::confirm(&t.b, &second, None).await), dead());
        account::reset_password(&t.b, &second, NEW).await.unwrap();
        assert_eq!(
            refused(account::reset_password(&t.b, &second, PASSWORD).await),
            dead()
        );

        let late = forgot().await;
        t.clock.advance(HOUR_MS + 1);
        assert_eq!(
            refused(account::reset_password(&t.b, &late, PASSWORD).await),
            dead()
        );

        account::sign_up(&t.b, form("Tard", "tard@example.fr", Lang::Fr))
            .await
            .unwrap();
        let token = t.mail_to("tard@example.fr").await[0].token();
        t.clock.advance(3 * DAY_MS - MINUTE_MS);
        account::confirm(&t.b, &token, None).await.unwrap();
        assert_eq!(refused(account::confirm(&t.b, &token, None).await), dead());
    })
    .await;
}

#[tokio::test]
async fn a_link_is_used_once_even_by_two_at_the_same_moment() {
    on_both(async |t: Testbed| {
        t.world().await;
        account::forgot_password(&t.b, "lea@example.fr")
            .await
            .unwrap();
        let token = t.mail_to("lea@example.fr").await[0].token();
        let tries = (0..8).map(|_| account::reset_password(&t.b, &token, NEW));
        let worked = futures::future::join_all(tries)
            .await
            .into_iter()
            .flatten()
            .count();
        assert_eq!(worked, 1);
    })
    .await;
}

#[tokio::test]
async fn a_reset_ends_every_session_and_confirms() {
    on_both(async |t: Testbed| {
        account::sign_up(&t.b, form("Mélusine", "melusine@example.fr", Lang::Fr))
            .await
            .unwrap();
        let old = account::sign_in(&t.b, "melusine@example.fr", PASSWORD, None)
            .await
            .unwrap();
        account::forgot_password(&t.b, "melusine@example.fr")
            .await
            .unwrap();
        let mail = t.mail_to("melusine@example.fr").await;
        let token = mail.iter().find(|m| m.template == "reset").unwrap().token();
        let new = account::reset_password(&t.b, &token, NEW).await.unwrap();
        assert_eq!(who(&t.b, &old).await, None);
        assert!(who(&t.b, &new).await.unwrap().confirmed);
        assert!(
            account::sign_in(&t.b, "melusine@example.fr", PASSWORD, None)
                .await
                .is_err()
        );
        assert!(
            account::sign_in(&t.b, "melusine@example.fr", NEW, None)
                .await
                .is_ok()
        );
        let last = t.mail_to("melusine@example.fr").await.pop().unwrap();
        assert_eq!(last.template, "password_changed");
    })
    .await;
}
