//! What everybody may read. On both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

use backend::{
    Error, lodge,
    testing::{Testbed, on_both},
};
use domain::{Cents, search::Search};

#[tokio::test]
async fn home_finds_the_loge_of_a_commune() {
    on_both(async |t: Testbed| {
        t.world().await;
        let home = lodge::home(&t.b).await.unwrap();
        let slugs: Vec<&str> = home.lodges.iter().map(|l| l.lodge.slug.as_str()).collect();
        assert_eq!(slugs, ["alencon", "mortagne"]);
        assert_eq!(
            (
                home.lodges[0].providers,
                home.lodges[0].skills,
                home.lodges[0].communes
            ),
            (2, 2, 1)
        );
        assert_eq!(home.lodges[0].coordinator.name, "Claudie");
        assert_eq!(lodge::all(&t.b).await.unwrap(), home.lodges);

        let found = lodge::communes(&t.b, "61000 alencon").await.unwrap();
        assert_eq!(
            found[0].lodge.as_ref().map(|l| l.slug.as_str()),
            Some("alencon")
        );
        let elsewhere = lodge::communes(&t.b, "Marseille").await.unwrap();
        assert_eq!(elsewhere[0].lodge, None);
        for nothing in ["", "***", "'; drop table lodge; --", "\u{0}"] {
            assert!(
                lodge::communes(&t.b, nothing).await.unwrap().is_empty(),
                "{nothing:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_loge_shows_its_neighbours_and_where_the_money_goes() {
    on_both(async |t: Testbed| {
        t.world().await;
        let view = lodge::view(&t.b, "alencon").await.unwrap();
        let names: Vec<&str> = view
            .providers
            .iter()
            .map(|p| p.person.name.as_str())
            .collect();
        assert_eq!(names, ["Nicolas", "Ophélie"]);
        let offers: Vec<_> = view
            .offers
            .iter()
            .map(|o| (o.skill.as_str(), o.rate_from, o.providers))
            .collect();
        assert_eq!(
            offers,
            [("dog-walking", Cents(1_300), 2), ("piano", Cents(2_500), 1)]
        );
        let example = view.example.unwrap();
        assert_eq!(
            (example.provider.as_str(), example.coordinator.as_str()),
            ("Ophélie", "Claudie")
        );
        assert_eq!(example.shares.provider, Cents(1_040));
        assert_eq!(view.communes, ["Alençon"]);
        assert_eq!((view.missions_done, view.coordinator_profile), (0, None));
        assert!(matches!(
            lodge::view(&t.b, "nulle-part").await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn pages_of_one_loge_are_not_found_in_another() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let provider = lodge::provider(&t.b, "alencon", "ophelie").await.unwrap();
        assert_eq!(
            (provider.card.listings.len(), provider.commune.as_str()),
            (2, "Alençon")
        );
        assert!(matches!(
            lodge::provider(&t.b, "mortagne", "ophelie").await,
            Err(Error::NotFound)
        ));

        let page = lodge::listing(&t.b, "alencon", w.dog_walk, None)
            .await
            .unwrap();
        assert_eq!(
            (page.own, page.refusal, page.line.rate),
            (false, None, Cents(1_300))
        );
        assert!(
            lodge::listing(&t.b, "alencon", w.dog_walk, Some(&w.ophelie))
                .await
                .unwrap()
                .own
        );
        assert!(
            !lodge::listing(&t.b, "alencon", w.dog_walk, Some(&w.lea))
                .await
                .unwrap()
                .own
        );
        let foreign = lodge::listing(&t.b, "mortagne", w.dog_walk, Some(&w.network)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn search_is_forgiving_and_stays_in_its_loge() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let ids = async |slug: &str, q: &str, skill: &str, day: &str, max: &str| {
            let view = lodge::search(&t.b, slug, &Search::from_query(q, skill, day, max))
                .await
                .unwrap();
            let mut ids: Vec<_> = view.hits.iter().map(|h| h.line.id).collect();
            ids.sort();
            ids
        };
        let mut both = [w.dog_walk, w.other_dog_walk];
        both.sort();
        assert_eq!(ids("alencon", "PROMENÉR chi", "", "", "").await, both);
        assert_eq!(ids("alencon", "chien", "", "", "13").await, [w.dog_walk]);
        assert_eq!(ids("alencon", "", "piano", "", "").await, [w.piano]);
        assert_eq!(ids("alencon", "", "", "6", "").await.len(), 3);
        assert!(ids("mortagne", "chien", "", "", "").await.is_empty());
        for odd in [
            "\"",
            "*",
            "AND OR NOT",
            "a:b",
            "'; drop table listing; --",
            "(((",
            "chien -chat",
        ] {
            lodge::search(&t.b, "alencon", &Search::from_query(odd, "", "", ""))
                .await
                .unwrap();
        }
        let none = lodge::search(
            &t.b,
            "alencon",
            &Search::from_query("hélicoptère", "", "", ""),
        )
        .await
        .unwrap();
        assert_eq!(
            (none.hits.len(), none.wanted),
            (0, vec!["babysitting".to_owned()])
        );
    })
    .await;
}

#[tokio::test]
async fn the_sitemap_lists_every_public_page() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let paths: Vec<String> = lodge::sitemap(&t.b)
            .await
            .unwrap()
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        let listing = format!("/loges/alencon/services/{}", w.dog_walk);
        for path in [
            "/",
            "/loges",
            "/loges/mortagne",
            "/loges/alencon/offreurs/ophelie",
            listing.as_str(),
        ] {
            assert!(
                paths.iter().any(|p| p == path),
                "{path} is missing from {paths:?}"
            );
        }
    })
    .await;
}
