//! A small loge to test in: people, two lodges, two providers and their listings.

use domain::{
    Cents, Lang, Timestamp,
    commission::CommissionRates,
    ids::{LodgeId, ProviderId},
    listing::{Listing, RateUnit},
    lodge::{Lodge, LodgeState},
    policy::Policy,
    provider::{LegalStatus, Provider},
    text::fold,
    time::{DAY_MS, from_paris},
};
use store::{
    Tx,
    account::{self, Account},
    listing, lodge, provider,
};
use uuid::Uuid;

pub const CLAUDIE: u128 = 1;
pub const OPHELIE: u128 = 2;
pub const LEA: u128 = 3;
pub const MARC: u128 = 4;
pub const NICOLAS: u128 = 5;
pub const ALENCON: u128 = 10;
pub const MORTAGNE: u128 = 11;
pub const DOG_WALKER: u128 = 20;
pub const HANDYMAN: u128 = 21;
pub const DOG_WALK: u128 = 30;
pub const PLUMBING: u128 = 31;
pub const PARQUET: u128 = 32;

/// The identifier with that number.
pub fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

/// A Saturday morning in November.
pub fn now() -> Timestamp {
    from_paris(2026, 11, 21, 9, 0)
}

pub fn account(n: u128, name: &str) -> Account {
    Account {
        id: id(n),
        email: format!("{}@example.org", fold(name)),
        name: name.to_owned(),
        portrait: format!("portrait-{n}"),
        password_hash: "$argon2id$v=19$stub".to_owned(),
        lang: Lang::Fr,
        confirmed_at: Some(now()),
        created_at: now().plus(-30 * DAY_MS),
    }
}

pub fn lodge(n: u128, slug: &str, communes: &[&str]) -> Lodge {
    Lodge {
        id: id(n),
        slug: slug.to_owned(),
        of_town: "d’Alençon".to_owned(),
        town: "Alençon".to_owned(),
        territory_name: "Communauté urbaine d’Alençon".to_owned(),
        territory: communes.iter().map(|c| (*c).to_owned()).collect(),
        state: LodgeState::Open,
        coordinator: id(CLAUDIE),
        coordinator_since: now().plus(-5 * DAY_MS),
        word: "Bienvenue à la loge.".to_owned(),
        phone: "02 61 91 00 01".to_owned(),
        rates: CommissionRates::default(),
        policy: Policy::default(),
        wanted: vec!["babysitting".to_owned(), "gardening".to_owned()],
        opened_at: now().plus(-200 * DAY_MS),
    }
}

pub fn provider(n: u128, account: u128, slug: &str, days: u8) -> Provider {
    Provider {
        id: id(n),
        account: id(account),
        lodge: id(ALENCON),
        slug: slug.to_owned(),
        name: format!("Profil {slug}"),
        portrait: format!("portrait-{slug}"),
        adjectives: "artiste et rigoureuse".to_owned(),
        presentation: "J’habite près de la halle aux blés.".to_owned(),
        status: LegalStatus::MicroEntrepreneur,
        commune: "61001".to_owned(),
        interviewed_by: "Claudie".to_owned(),
        interviewed_at: now().plus(-100 * DAY_MS),
        days,
    }
}

pub fn listing(n: u128, provider: u128, skill: &str, rate: i64, description: &str) -> Listing {
    Listing {
        id: id(n),
        lodge: id(ALENCON),
        provider: id(provider),
        skill: skill.to_owned(),
        rate: Cents(rate),
        unit: RateUnit::Hour,
        description: description.to_owned(),
        minutes: 60,
        open: true,
    }
}

/// Two lodges, the first with a dog walker (weekend) and a handyman (every day).
pub async fn settle(tx: &mut Tx) {
    for (n, name) in [
        (CLAUDIE, "Claudie"),
        (OPHELIE, "Ophélie"),
        (LEA, "Léa"),
        (MARC, "Marc"),
        (NICOLAS, "Nicolas"),
    ] {
        account::insert(tx, &account(n, name))
            .await
            .expect("an account");
    }
    lodge::insert(tx, &lodge(ALENCON, "alencon", &["61001", "61341", "61077"]))
        .await
        .expect("a lodge");
    lodge::insert(tx, &lodge(MORTAGNE, "mortagne", &["61293"]))
        .await
        .expect("a lodge");
    provider::insert(tx, &provider(DOG_WALKER, OPHELIE, "ophelie", 0b110_0000))
        .await
        .expect("a provider");
    provider::insert(tx, &provider(HANDYMAN, NICOLAS, "nicolas", 0b111_1111))
        .await
        .expect("a provider");
    for (listing, words) in [
        (
            listing(
                DOG_WALK,
                DOG_WALKER,
                "dog-walking",
                1300,
                "Une heure au bord de la Sarthe",
            ),
            "Promenade de chien",
        ),
        (
            listing(
                PLUMBING,
                HANDYMAN,
                "plumbing",
                2000,
                "Évier qui fuit, robinet",
            ),
            "Petits soucis d’évier",
        ),
        (
            listing(
                PARQUET,
                HANDYMAN,
                "parquet-diy",
                2500,
                "Parquet flottant et étagères",
            ),
            "Bricolage, pose de parquet",
        ),
    ] {
        let words = fold(&format!("{words} {}", listing.description));
        listing::insert(tx, &listing, &words)
            .await
            .expect("a listing");
    }
}

/// Handy types for the cases.
pub fn alencon() -> LodgeId {
    id(ALENCON)
}

pub fn dog_walker() -> ProviderId {
    id(DOG_WALKER)
}
