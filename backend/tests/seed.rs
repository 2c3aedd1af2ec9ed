//! The demonstration: that the whole plan can be played, and what it leaves behind.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    missing_docs,
    reason = "tests say what they expect; the plan is one story"
)]

use backend::{
    booking,
    seed::{self, Till},
    testing::{Database, Testbed, beginning},
};
use domain::{
    Actor,
    booking::StateKind::{self, ActionNeeded, Agreed, Closed, Delivered, Held, Paid, Requested},
    skill::CATALOGUE,
};
use sandbox::{Outcome, Running};
use std::collections::{HashMap, HashSet};

struct Cards<'a>(&'a Running);

impl Till for Cards<'_> {
    fn pay(&self, session: &str, card: &str) -> Result<(), String> {
        self.0
            .pay(session, card, Outcome::Authenticate)
            .map(|_| ())
            .map_err(|e| e.message)
    }
}

async fn actor(t: &Testbed, email: &str) -> Actor {
    let mut tx = t.b.read().await.unwrap();
    let account = store::account::by_email(&mut tx, email)
        .await
        .unwrap()
        .expect("a demonstration account");
    let roles = store::account::roles(&mut tx, account.id).await.unwrap();
    Actor {
        account: account.id,
        name: account.name,
        confirmed: true,
        roles,
    }
}

#[tokio::test]
async fn the_demonstration_is_played_and_leaves_a_believable_present() {
    let t = Testbed::on(Database::Sqlite).await;
    let now = beginning();
    assert!(seed::is_empty(&t.b).await.unwrap());
    let missions = seed::demonstration(&t.b, &t.clock, now, &Cards(&t.sandbox))
        .await
        .expect("the demonstration");
    assert!((120..=180).contains(&missions), "{missions} missions");
    assert!(!seed::is_empty(&t.b).await.unwrap());
    assert_eq!(t.b.now(), now);

    let mut tx = t.b.read().await.unwrap();
    assert_eq!(store::ledger::total(&mut tx).await.unwrap().0, 0);
    assert_eq!(store::ledger::unbalanced(&mut tx).await.unwrap(), []);
    assert_eq!(store::job::buried(&mut tx).await.unwrap().len(), 0);
    let next = store::job::next_run_at(&mut tx).await.unwrap();
    assert!(
        next.is_none_or(|at| at > now),
        "nothing is left to be done late: {next:?}"
    );

    let lodges = store::lodge::all(&mut tx).await.unwrap();
    assert_eq!(lodges.len(), 2);
    let mut skills = HashSet::new();
    for lodge in &lodges {
        skills.extend(
            store::listing::of_lodge(&mut tx, lodge.id)
                .await
                .unwrap()
                .into_iter()
                .map(|l| l.skill),
        );
    }
    assert!(
        CATALOGUE.iter().all(|skill| skills.contains(skill.code)),
        "every skill is offered by somebody"
    );
    let alencon = lodges.iter().find(|l| l.slug == "alencon").unwrap();
    let reviews = store::review::of_lodge(&mut tx, alencon.id, 500)
        .await
        .unwrap();
    let words: HashSet<_> = reviews
        .iter()
        .map(|r| r.review.comment.clone())
        .filter(|c| !c.is_empty())
        .collect();
    assert!(words.len() >= 45, "{} different comments", words.len());
    drop(tx);

    let mut states: HashMap<StateKind, usize> = HashMap::new();
    for person in [
        "paul", "karim", "samira", "agnes", "hugo", "marcel", "jeanne", "theo", "lea",
    ] {
        let who = actor(&t, &format!("{person}@openloge.example")).await;
        let list = booking::list(&t.b, &who).await.unwrap();
        for line in list.open.into_iter().chain(list.over) {
            *states.entry(line.state).or_default() += 1;
        }
    }
    for state in [
        Requested,
        Agreed,
        Held,
        Delivered,
        ActionNeeded,
        Paid,
        Closed,
    ] {
        assert!(
            states.contains_key(&state),
            "somebody is at {state:?}: {states:?}"
        );
    }

    let lea = actor(&t, "lea@openloge.example").await;
    let ophelie = actor(&t, "ophelie@openloge.example").await;
    let mut tx = t.b.read().await.unwrap();
    let profile = store::provider::of_account(&mut tx, ophelie.account)
        .await
        .unwrap()
        .remove(0);
    let asked = store::booking::same_service(&mut tx, lea.account, profile.id, "dog-walking")
        .await
        .unwrap();
    assert!(asked.is_none(), "Léa can ask for the dog walk");
}
