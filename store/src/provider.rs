//! Providers' profiles, and what their missions and reviews add up to.

use crate::{StoreError, Tx, row::At};
use domain::{
    Timestamp,
    ids::{AccountId, LodgeId, ProviderId},
    provider::{LegalStatus, Provider},
};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    account_id: Uuid,
    lodge_id: Uuid,
    slug: String,
    name: String,
    portrait: String,
    adjectives: String,
    presentation: String,
    status: String,
    commune: String,
    interviewed_by: String,
    interviewed_at_ms: i64,
    days: i64,
}

impl TryFrom<Flat> for Provider {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "provider",
            row: &f.id,
        };
        Ok(Self {
            status: at.need("status", LegalStatus::from_code(&f.status))?,
            days: at.narrow("days", f.days)?,
            id: ProviderId(f.id),
            account: AccountId(f.account_id),
            lodge: LodgeId(f.lodge_id),
            slug: f.slug,
            name: f.name,
            portrait: f.portrait,
            adjectives: f.adjectives,
            presentation: f.presentation,
            commune: f.commune,
            interviewed_by: f.interviewed_by,
            interviewed_at: Timestamp(f.interviewed_at_ms),
        })
    }
}

/// What a provider's finished missions add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProviderStats {
    /// Sum of the published ratings given by residents.
    pub rating_sum: u32,
    /// Number of those ratings.
    pub ratings: u32,
    /// Missions paid, closed ones included.
    pub missions: u32,
}

/// Adds a profile; [`StoreError::AlreadyDone`] when the lodge has that slug.
pub async fn insert(tx: &mut Tx, provider: &Provider) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into provider (id, account_id, lodge_id, slug, name, portrait, adjectives, presentation, status, commune,
                               interviewed_by, interviewed_at_ms, days)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        provider.id.0,
        provider.account.0,
        provider.lodge.0,
        &provider.slug,
        &provider.name,
        &provider.portrait,
        &provider.adjectives,
        &provider.presentation,
        provider.status.code(),
        &provider.commune,
        &provider.interviewed_by,
        provider.interviewed_at.0,
        i64::from(provider.days),
    )
    .map(|_| ())
}

/// The profile.
pub async fn get(tx: &mut Tx, id: ProviderId) -> Result<Option<Provider>, StoreError> {
    fetch_optional!(tx, Flat, "select * from provider where id = $1", id.0)?
        .map(Provider::try_from)
        .transpose()
}

/// The profile with that part of an address in a lodge.
pub async fn by_slug(
    tx: &mut Tx,
    lodge: LodgeId,
    slug: &str,
) -> Result<Option<Provider>, StoreError> {
    // No slug has a NUL, and Postgres refuses a text with one as if that were our fault.
    if slug.contains('\0') {
        return Ok(None);
    }
    let sql = "select * from provider where lodge_id = $1 and slug = $2";
    fetch_optional!(tx, Flat, sql, lodge.0, slug)?
        .map(Provider::try_from)
        .transpose()
}

/// Every profile of the lodge, by name.
pub async fn of_lodge(tx: &mut Tx, lodge: LodgeId) -> Result<Vec<Provider>, StoreError> {
    let rows = fetch_all!(
        tx,
        Flat,
        "select * from provider where lodge_id = $1 order by slug, id",
        lodge.0
    )?;
    rows.into_iter().map(Provider::try_from).collect()
}

/// Every profile of the account, the oldest first.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Provider>, StoreError> {
    let rows = fetch_all!(
        tx,
        Flat,
        "select * from provider where account_id = $1 order by id",
        account.0
    )?;
    rows.into_iter().map(Provider::try_from).collect()
}

#[derive(FromRow)]
struct StatsRow {
    id: Uuid,
    rating_sum: i64,
    ratings: i64,
    missions: i64,
}

/// Ratings and missions of every provider of the lodge, in one query.
pub async fn stats(
    tx: &mut Tx,
    lodge: LodgeId,
) -> Result<HashMap<ProviderId, ProviderStats>, StoreError> {
    let rows = fetch_all!(
        tx,
        StatsRow,
        "select p.id, cast(coalesce(sum(r.rating), 0) as bigint) as rating_sum, count(r.rating) as ratings,
                count(case when b.state in ('paid', 'closed') then 1 end) as missions
         from provider p
         left join booking b on b.provider_id = p.id and b.state in ('paid', 'closed')
         left join review r on r.booking_id = b.id and r.party = 'resident' and r.published_at_ms is not null
         where p.lodge_id = $1
         group by p.id",
        lodge.0,
    )?;
    rows.into_iter()
        .map(|row| {
            let at = At {
                table: "provider",
                row: &row.id,
            };
            let stats = ProviderStats {
                rating_sum: at.narrow("rating_sum", row.rating_sum)?,
                ratings: at.narrow("ratings", row.ratings)?,
                missions: at.narrow("missions", row.missions)?,
            };
            Ok((ProviderId(row.id), stats))
        })
        .collect()
}
