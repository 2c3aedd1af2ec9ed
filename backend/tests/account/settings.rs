//! What the account page changes and shows.

use super::*;

#[tokio::test]
async fn a_new_password_wants_the_present_one_and_keeps_this_session_only() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let here = account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
            .await
            .unwrap();
        let elsewhere = account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
            .await
            .unwrap();
        let change = async |current: &str, new: &str| {
            account::change_password(&t.b, &w.lea, current, new, &here.token).await
        };
        assert_eq!(
            refused(change("faux", NEW).await),
            input("current_password", Problem::WrongPassword)
        );
        assert_eq!(
            refused(change(PASSWORD, "lea").await),
            input("password", Problem::TooShort { min: 8 })
        );
        assert!(who(&t.b, &elsewhere).await.is_some());
        account::change_email(&t.b, &w.lea, PASSWORD, "voleur@example.fr")
            .await
            .unwrap();
        change(PASSWORD, NEW).await.unwrap();
        let view = account::view(&t.b, &w.lea).await.unwrap();
        assert_eq!(view.email_pending, None);
        assert!(who(&t.b, &here).await.is_some());
        assert_eq!(who(&t.b, &elsewhere).await, None);
        assert_eq!(
            t.mail_to("lea@example.fr").await[0].template,
            "password_changed"
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_changes_when_the_new_one_answers() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let change = async |password: &str, new: &str| {
            account::change_email(&t.b, &w.lea, password, new).await
        };
        assert_eq!(
            refused(change("faux", "lea2@example.fr").await),
            input("current_password", Problem::WrongPassword)
        );
        assert_eq!(
            refused(change(PASSWORD, "LEA@example.fr").await),
            input("email", Problem::NotAChoice)
        );
        change(PASSWORD, "lea2@example.fr").await.unwrap();
        let view = account::view(&t.b, &w.lea).await.unwrap();
        assert_eq!(
            (view.email.as_str(), view.email_pending.as_deref()),
            ("lea@example.fr", Some("lea2@example.fr"))
        );

        let token = t.mail_to("lea2@example.fr").await[0].token();
        account::confirm_email_change(&t.b, &token).await.unwrap();
        assert_eq!(
            refused(account::confirm_email_change(&t.b, &token).await),
            input("token", Problem::LinkNoLongerValid)
        );
        let view = account::view(&t.b, &w.lea).await.unwrap();
        assert_eq!(
            (view.email.as_str(), view.email_pending),
            ("lea2@example.fr", None)
        );
        assert_eq!(
            t.mail_to("lea@example.fr").await[0].template,
            "email_changed"
        );
        assert!(
            account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
                .await
                .is_err()
        );
        assert!(
            account::sign_in(&t.b, "lea2@example.fr", PASSWORD, None)
                .await
                .is_ok()
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_over_an_address_that_has_an_account() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        account::change_email(&t.b, &w.lea, PASSWORD, "paul@example.fr")
            .await
            .unwrap();
        let told: Vec<String> = t
            .mail_to("paul@example.fr")
            .await
            .into_iter()
            .map(|m| m.template)
            .collect();
        assert_eq!(told, ["already_registered"]);
        // The address was free when asked for, and taken when confirmed.
        account::change_email(&t.b, &w.lea, PASSWORD, "libre@example.fr")
            .await
            .unwrap();
        let token = t.mail_to("libre@example.fr").await[0].token();
        account::sign_up(&t.b, form("Vif", "libre@example.fr", Lang::Fr))
            .await
            .unwrap();
        let answer = refused(account::confirm_email_change(&t.b, &token).await);
        assert_eq!(answer, input("token", Problem::LinkNoLongerValid));
        assert_eq!(
            account::view(&t.b, &w.lea).await.unwrap().email,
            "lea@example.fr"
        );
    })
    .await;
}

#[tokio::test]
async fn the_account_page_knows_roles_and_names() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        account::rename(&t.b, &w.lea, " Léa-Lou ").await.unwrap();
        assert_eq!(
            account::view(&t.b, &w.lea).await.unwrap().person.name,
            "Léa-Lou"
        );
        assert!(account::rename(&t.b, &w.lea, "a@b.fr").await.is_err());

        let claudie = account::session_view(&t.b, &w.claudie).await.unwrap();
        assert_eq!(
            claudie
                .dashboards
                .iter()
                .map(|l| l.slug.as_str())
                .collect::<Vec<_>>(),
            ["alencon"]
        );
        assert!(
            !claudie.network
                && account::session_view(&t.b, &w.network)
                    .await
                    .unwrap()
                    .network
        );
        let profiles = account::view(&t.b, &w.ophelie).await.unwrap().profiles;
        assert_eq!(
            profiles
                .iter()
                .map(|p| (p.slug.as_str(), p.lodge.slug.as_str()))
                .collect::<Vec<_>>(),
            [("ophelie", "alencon")]
        );
        assert!(
            account::view(&t.b, &w.lea)
                .await
                .unwrap()
                .profiles
                .is_empty()
        );
    })
    .await;
}
