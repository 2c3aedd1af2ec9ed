//! A small world for tests: two loges, three providers, residents, a coordinator each and the network.

use super::Testbed;
use crate::{Backend, account};
use domain::{
    Actor, Cents, Lang,
    commission::CommissionRates,
    ids::{AccountId, ListingId, LodgeId, ProviderId},
    listing::{Listing, RateUnit},
    lodge::{Lodge, LodgeState},
    policy::Policy,
    provider::{LegalStatus, Provider},
    time::DAY_MS,
};
use store::{Tx, account::Account};

/// Everybody's password.
pub const PASSWORD: &str = "trois chats gris";
/// A street of Alençon, for requests; its commune is `61001`.
pub const ADDRESS: &str = "12 rue du Jeudi";

/// The people and things of the world.
pub struct World {
    /// Loge `alencon`, run by Claudie.
    pub alencon: LodgeId,
    /// Loge `mortagne`, run by Rose.
    pub mortagne: LodgeId,
    /// Resident.
    pub lea: Actor,
    /// Resident.
    pub paul: Actor,
    /// Provider in Alençon: dog walking at 13 € and piano at 25 € an hour.
    pub ophelie: Actor,
    /// Her profile.
    pub ophelie_profile: ProviderId,
    /// Provider in Alençon: dog walking at 15 €.
    pub nicolas: Actor,
    /// His profile.
    pub nicolas_profile: ProviderId,
    /// Coordinator of Alençon.
    pub claudie: Actor,
    /// Coordinator of Mortagne.
    pub rose: Actor,
    /// Provider in Mortagne.
    pub yann: Actor,
    /// Operates the network.
    pub network: Actor,
    /// Ophélie's dog walk, 13 €.
    pub dog_walk: ListingId,
    /// Ophélie's piano lesson, 25 € an hour.
    pub piano: ListingId,
    /// Nicolas's dog walk, 15 €.
    pub other_dog_walk: ListingId,
    /// Yann's gardening in Mortagne, 18 € an hour.
    pub gardening: ListingId,
}

impl Testbed {
    /// Fills the empty database with the world.
    pub async fn world(&self) -> World {
        let b = &self.b;
        let hash = account::password::hash(b, PASSWORD).await.expect("a hash");
        let mut work = b.write().await.expect("a transaction");
        let [lea, paul, ophelie, nicolas, claudie, rose, yann, network] =
            people(&mut work, b, &hash).await;
        store::account::add_network_member(&mut work, network)
            .await
            .expect("the network");
        let alencon = lodge(&mut work, b, 60, ("alencon", "Alençon", "61001"), claudie).await;
        let mortagne = lodge(&mut work, b, 30, ("mortagne", "Mortagne", "61293"), rose).await;
        let ophelie_profile = profile(&mut work, b, alencon, ophelie, "Ophélie", "61001").await;
        let nicolas_profile = profile(&mut work, b, alencon, nicolas, "Nicolas", "61001").await;
        let yann_profile = profile(&mut work, b, mortagne, yann, "Yann", "61293").await;
        let mut offer = async |lodge, provider, skill: &str, rate, unit| {
            let listing = listing(b, lodge, provider, skill, rate, unit);
            let words = domain::skill::find(skill)
                .expect("a skill of the catalogue")
                .words;
            let text = domain::text::fold(&format!("{skill} {words} {}", listing.description));
            store::listing::insert(&mut work, &listing, &text)
                .await
                .expect("a listing");
            listing.id
        };
        let dog_walk = offer(
            alencon,
            ophelie_profile,
            "dog-walking",
            1_300,
            RateUnit::Job,
        )
        .await;
        let piano = offer(alencon, ophelie_profile, "piano", 2_500, RateUnit::Hour).await;
        let other_dog_walk = offer(
            alencon,
            nicolas_profile,
            "dog-walking",
            1_500,
            RateUnit::Job,
        )
        .await;
        let gardening = offer(mortagne, yann_profile, "gardening", 1_800, RateUnit::Hour).await;
        work.commit().await.expect("the world");
        let actor = async |id| actor(b, id).await;
        World {
            alencon,
            mortagne,
            lea: actor(lea).await,
            paul: actor(paul).await,
            ophelie: actor(ophelie).await,
            ophelie_profile,
            nicolas: actor(nicolas).await,
            nicolas_profile,
            claudie: actor(claudie).await,
            rose: actor(rose).await,
            yann: actor(yann).await,
            network: actor(network).await,
            dog_walk,
            piano,
            other_dog_walk,
            gardening,
        }
    }
}

/// The address of somebody of the world: `lea@example.fr`.
pub(crate) fn address(name: &str) -> String {
    format!("{}@example.fr", domain::text::fold(name))
}

async fn people(tx: &mut Tx, b: &Backend, hash: &str) -> [AccountId; 8] {
    let names = [
        "Léa", "Paul", "Ophélie", "Nicolas", "Claudie", "Rose", "Yann", "Réseau",
    ];
    let mut ids = Vec::with_capacity(names.len());
    for name in names {
        ids.push(person(tx, b, name, hash).await);
    }
    ids.try_into().expect("one account a name")
}

async fn person(tx: &mut Tx, b: &Backend, name: &str, hash: &str) -> AccountId {
    let account = Account {
        id: b.new_id(),
        email: address(name),
        name: name.to_owned(),
        portrait: domain::text::fold(name),
        password_hash: hash.to_owned(),
        lang: Lang::Fr,
        confirmed_at: Some(b.now()),
        created_at: b.now(),
    };
    store::account::insert(tx, &account)
        .await
        .expect("an account");
    account.id
}

/// A loge opened `days` ago.
async fn lodge(
    tx: &mut Tx,
    b: &Backend,
    days: i64,
    (slug, town, insee): (&str, &str, &str),
    coordinator: AccountId,
) -> LodgeId {
    let opened_at = b.now().plus(-days * DAY_MS);
    let lodge = Lodge {
        id: b.new_id(),
        slug: slug.to_owned(),
        of_town: format!("de {town}"),
        town: town.to_owned(),
        territory_name: format!("Pays de {town}"),
        territory: vec![insee.to_owned()],
        state: LodgeState::Open,
        coordinator,
        coordinator_since: opened_at,
        word: "La porte est ouverte.".to_owned(),
        phone: "02 61 91 00 00".to_owned(),
        rates: CommissionRates::default(),
        policy: Policy::default(),
        wanted: vec!["babysitting".to_owned()],
        opened_at,
    };
    store::lodge::insert(tx, &lodge).await.expect("a loge");
    lodge.id
}

async fn profile(
    tx: &mut Tx,
    b: &Backend,
    lodge: LodgeId,
    account: AccountId,
    name: &str,
    insee: &str,
) -> ProviderId {
    let slug = domain::text::fold(name);
    let provider = Provider {
        id: b.new_id(),
        account,
        lodge,
        portrait: slug.clone(),
        slug,
        name: name.to_owned(),
        adjectives: "calme et rigoureuse".to_owned(),
        presentation: "J’habite le quartier depuis toujours.".to_owned(),
        status: LegalStatus::Individual,
        commune: insee.to_owned(),
        interviewed_by: "Claudie".to_owned(),
        interviewed_at: b.now().plus(-30 * DAY_MS),
        days: 0b0111_1111,
    };
    store::provider::insert(tx, &provider)
        .await
        .expect("a profile");
    provider.id
}

fn listing(
    b: &Backend,
    lodge: LodgeId,
    provider: ProviderId,
    skill: &str,
    rate: i64,
    unit: RateUnit,
) -> Listing {
    Listing {
        id: b.new_id(),
        lodge,
        provider,
        skill: skill.to_owned(),
        rate: Cents(rate),
        unit,
        description: "Avec soin, par tous les temps.".to_owned(),
        minutes: 60,
        open: true,
    }
}

/// The account as it acts now.
async fn actor(b: &Backend, id: AccountId) -> Actor {
    let mut tx = b.read().await.expect("a transaction");
    let account = store::account::get(&mut tx, id)
        .await
        .expect("a query")
        .expect("an account");
    let roles = store::account::roles(&mut tx, id).await.expect("roles");
    Actor {
        account: id,
        name: account.name,
        confirmed: account.confirmed_at.is_some(),
        roles,
    }
}
