//! The places and people of the demonstration, inserted: there is no form for them yet.

use super::{
    offers::OFFERS,
    people::{PASSWORD, PROFILES, Profile, RESIDENTS, WORD_OF_AURELIE, WORD_OF_CLAUDIE},
};
use crate::{Backend, Error, Work, account::password};
use domain::{
    Actor, Cents, Lang, Timestamp,
    commission::CommissionRates,
    ids::{AccountId, ListingId, LodgeId, ProviderId},
    listing::Listing,
    lodge::{Lodge, LodgeState},
    policy::Policy,
    provider::Provider,
    skill,
    text::fold,
    time::{DAY_MS, HOUR_MS, from_paris, to_paris},
};
use std::collections::HashMap;
use store::account::Account;

const ALENCON: &str = include_str!("../../data/territories/alencon.txt");
const MORTAGNE: &str = include_str!("../../data/territories/mortagne.txt");
/// The day and month on which Claudie took over from Nicolas.
const HANDED_OVER: (u8, u8) = (15, 11);

/// What the stage needs of the place.
pub(super) struct Town {
    pub(super) actors: HashMap<&'static str, Actor>,
    pub(super) listings: HashMap<(&'static str, &'static str), ListingId>,
}

/// Inserts loges, people, profiles and listings.
pub(super) async fn build(b: &Backend, now: Timestamp) -> Result<Town, Error> {
    let accounts = people(b).await?;
    let mut work = b.write().await?;
    let claudie = account(&accounts, "claudie")?;
    let aurelie = account(&accounts, "aurelie")?;
    store::account::add_network_member(&mut work, account(&accounts, "reseau")?).await?;
    let alencon = alencon(b, claudie, now);
    let mortagne = mortagne(b, aurelie, now);
    store::lodge::insert(&mut work, &alencon).await?;
    store::lodge::insert(&mut work, &mortagne).await?;
    let mut providers = HashMap::new();
    for profile in PROFILES {
        let lodge = if profile.lodge == "alencon" {
            alencon.id
        } else {
            mortagne.id
        };
        let provider = provider(b, profile, lodge, account(&accounts, profile.code)?, now);
        store::provider::insert(&mut work, &provider).await?;
        providers.insert(profile.code, (provider.id, lodge));
    }
    let listings = listings(b, &mut work, &providers).await?;
    let mut actors = HashMap::new();
    for (code, (id, name)) in accounts {
        let roles = store::account::roles(&mut work, id).await?;
        actors.insert(
            code,
            Actor {
                account: id,
                name: name.to_owned(),
                confirmed: true,
                roles,
            },
        );
    }
    work.commit().await?;
    Ok(Town { actors, listings })
}

type Accounts = HashMap<&'static str, (AccountId, &'static str)>;

fn account(accounts: &Accounts, code: &str) -> Result<AccountId, Error> {
    let found = accounts.get(code).map(|(id, _)| *id);
    found.ok_or_else(|| Error::Internal(format!("nobody is called {code}")))
}

/// An account for everybody, confirmed, with a portrait.
async fn people(b: &Backend) -> Result<Accounts, Error> {
    let mut names: Vec<(&'static str, &'static str)> =
        PROFILES.iter().map(|p| (p.code, p.name)).collect();
    names.extend(RESIDENTS.iter().map(|r| (r.code, r.name)));
    names.extend([("aurelie", "Aurélie"), ("reseau", "Réseau")]);
    let mut accounts = HashMap::new();
    for (code, name) in names {
        let account = Account {
            id: b.new_id(),
            email: format!("{code}@openloge.example"),
            name: name.to_owned(),
            portrait: if code == "reseau" { "neighbour" } else { code }.to_owned(),
            password_hash: password::hash(b, PASSWORD).await?,
            lang: Lang::Fr,
            confirmed_at: Some(b.now()),
            created_at: b.now(),
        };
        let mut work = b.write().await?;
        store::account::insert(&mut work, &account).await?;
        work.commit().await?;
        accounts.insert(code, (account.id, name));
    }
    Ok(accounts)
}

fn alencon(b: &Backend, coordinator: AccountId, now: Timestamp) -> Lodge {
    Lodge {
        id: b.new_id(),
        slug: "alencon".to_owned(),
        of_town: "d’Alençon".to_owned(),
        town: "Alençon".to_owned(),
        territory_name: "Communauté urbaine d’Alençon".to_owned(),
        territory: ALENCON.lines().map(str::to_owned).collect(),
        state: LodgeState::Open,
        coordinator,
        coordinator_since: last_handover(now),
        word: WORD_OF_CLAUDIE.to_owned(),
        phone: "02 61 91 14 14".to_owned(),
        rates: CommissionRates::default(),
        policy: Policy::default(),
        wanted: ["gardening", "babysitting", "cleaning", "ironing"]
            .map(str::to_owned)
            .to_vec(),
        opened_at: b.now(),
    }
}

fn mortagne(b: &Backend, coordinator: AccountId, now: Timestamp) -> Lodge {
    let opened_at = now.plus(-52 * DAY_MS);
    Lodge {
        id: b.new_id(),
        slug: "mortagne-au-perche".to_owned(),
        of_town: "de Mortagne-au-Perche".to_owned(),
        town: "Mortagne-au-Perche".to_owned(),
        territory_name: "Communauté de communes du Pays de Mortagne-au-Perche".to_owned(),
        territory: MORTAGNE.lines().map(str::to_owned).collect(),
        state: LodgeState::Open,
        coordinator,
        coordinator_since: opened_at,
        word: WORD_OF_AURELIE.to_owned(),
        phone: "02 61 91 40 40".to_owned(),
        rates: CommissionRates::default(),
        policy: Policy::default(),
        wanted: ["piano", "school-support", "computer-help"]
            .map(str::to_owned)
            .to_vec(),
        opened_at,
    }
}

/// The last 15 November before `now`.
fn last_handover(now: Timestamp) -> Timestamp {
    let (day, month) = HANDED_OVER;
    let this_year = from_paris(to_paris(now).year, month, day, 9, 0);
    if this_year <= now {
        this_year
    } else {
        from_paris(to_paris(now).year - 1, month, day, 9, 0)
    }
}

fn provider(
    b: &Backend,
    profile: &Profile,
    lodge: LodgeId,
    account: AccountId,
    now: Timestamp,
) -> Provider {
    Provider {
        id: b.new_id(),
        account,
        lodge,
        slug: profile.code.to_owned(),
        name: profile.name.to_owned(),
        portrait: profile.code.to_owned(),
        adjectives: profile.adjectives.to_owned(),
        presentation: profile.presentation.to_owned(),
        status: profile.status,
        commune: profile.commune.to_owned(),
        interviewed_by: profile.interviewed_by.to_owned(),
        interviewed_at: now.plus(-profile.interviewed * DAY_MS - 3 * HOUR_MS),
        days: profile.days,
    }
}

async fn listings(
    b: &Backend,
    work: &mut Work,
    providers: &HashMap<&'static str, (ProviderId, LodgeId)>,
) -> Result<HashMap<(&'static str, &'static str), ListingId>, Error> {
    let mut listings = HashMap::new();
    for offer in OFFERS {
        let Some(&(provider, lodge)) = providers.get(offer.provider) else {
            continue;
        };
        let listing = Listing {
            id: b.new_id(),
            lodge,
            provider,
            skill: offer.skill.to_owned(),
            rate: Cents(offer.cents),
            unit: offer.unit,
            description: offer.description.to_owned(),
            minutes: offer.minutes,
            open: true,
        };
        store::listing::insert(work, &listing, &search_text(&listing, offer.provider)).await?;
        listings.insert((offer.provider, offer.skill), listing.id);
    }
    Ok(listings)
}

/// What a search looks at: the skill in both languages and its other words, the description, the neighbour's name.
fn search_text(listing: &Listing, provider: &str) -> String {
    let names = skill::find(&listing.skill).map_or_else(String::new, |s| {
        format!("{} {} {}", s.name(Lang::Fr), s.name(Lang::En), s.words)
    });
    fold(&format!("{names} {} {provider}", listing.description))
}
