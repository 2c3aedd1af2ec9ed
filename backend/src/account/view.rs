//! What pages show of the reader's own account.

use super::own;
use crate::{Backend, Error, booking};
use domain::{
    Actor,
    actor::Role,
    ids::LodgeId,
    lodge::Lodge,
    view::{AccountView, LodgeRef, Person, ProfileRef, SessionView},
};
use std::collections::HashMap;
use store::{Tx, account::Account};

/// The header of every page.
pub async fn session_view(b: &Backend, actor: &Actor) -> Result<SessionView, Error> {
    let mut tx = b.read().await?;
    let account = own(&mut tx, actor).await?;
    let lodges = lodges(&mut tx).await?;
    let profiles = booking::profiles(actor);
    let waiting = store::booking::waiting(&mut tx, account.id, &profiles, b.now()).await?;
    Ok(SessionView {
        person: person(&account),
        confirmed: account.confirmed_at.is_some(),
        dashboards: coordinated(actor, &lodges),
        network: actor.is_network(),
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
    })
}

/// The account page.
pub async fn view(b: &Backend, actor: &Actor) -> Result<AccountView, Error> {
    let mut tx = b.read().await?;
    let account = own(&mut tx, actor).await?;
    let lodges = lodges(&mut tx).await?;
    let profiles = store::provider::of_account(&mut tx, account.id).await?;
    let profiles = profiles.into_iter().filter_map(|p| {
        let lodge = lodges.get(&p.lodge).map(crate::lodge::reference)?;
        Some(ProfileRef {
            id: p.id,
            slug: p.slug,
            lodge,
        })
    });
    Ok(AccountView {
        profiles: profiles.collect(),
        person: person(&account),
        confirmed: account.confirmed_at.is_some(),
        email_pending: store::link::pending_email(&mut tx, account.id, b.now()).await?,
        lang: account.lang,
        created_at: account.created_at,
        coordinates: coordinated(actor, &lodges),
        network: actor.is_network(),
        sessions: u32::try_from(store::session::count(&mut tx, account.id, b.now()).await?)
            .unwrap_or(u32::MAX),
        email: account.email,
    })
}

fn person(account: &Account) -> Person {
    Person {
        name: account.name.clone(),
        portrait: account.portrait.clone(),
    }
}

async fn lodges(tx: &mut Tx) -> Result<HashMap<LodgeId, Lodge>, Error> {
    Ok(store::lodge::all(tx)
        .await?
        .into_iter()
        .map(|l| (l.id, l))
        .collect())
}

fn coordinated(actor: &Actor, lodges: &HashMap<LodgeId, Lodge>) -> Vec<LodgeRef> {
    let ids = actor.roles.iter().filter_map(|role| match role {
        Role::Coordinator { lodge } => lodges.get(lodge),
        _ => None,
    });
    ids.map(crate::lodge::reference).collect()
}
