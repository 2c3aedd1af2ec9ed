//! Lodges, their territories, and how much each one offers.

use crate::{
    StoreError, Tx,
    row::{At, json},
};
use domain::{
    Timestamp,
    ids::{AccountId, LodgeId},
    lodge::{Lodge, LodgeState},
};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    slug: String,
    of_town: String,
    town: String,
    territory_name: String,
    state: String,
    coordinator_id: Uuid,
    coordinator_since_ms: i64,
    word: String,
    phone: String,
    rates: String,
    policy: String,
    wanted: String,
    opened_at_ms: i64,
}

impl Flat {
    fn with(self, territory: Vec<String>) -> Result<Lodge, StoreError> {
        let at = At {
            table: "lodge",
            row: &self.id,
        };
        Ok(Lodge {
            state: at.need("state", LodgeState::from_code(&self.state))?,
            rates: at.json("rates", &self.rates)?,
            policy: at.json("policy", &self.policy)?,
            wanted: at.json("wanted", &self.wanted)?,
            id: LodgeId(self.id),
            slug: self.slug,
            of_town: self.of_town,
            town: self.town,
            territory_name: self.territory_name,
            territory,
            coordinator: AccountId(self.coordinator_id),
            coordinator_since: Timestamp(self.coordinator_since_ms),
            word: self.word,
            phone: self.phone,
            opened_at: Timestamp(self.opened_at_ms),
        })
    }
}

/// How much a lodge offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LodgeCounts {
    /// Providers with an open listing.
    pub providers: u32,
    /// Different skills in open listings.
    pub skills: u32,
}

/// Adds a lodge with its territory; [`StoreError::AlreadyDone`] when the slug is taken.
pub async fn insert(tx: &mut Tx, lodge: &Lodge) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into lodge (id, slug, of_town, town, territory_name, state, coordinator_id, coordinator_since_ms, word,
                            phone, rates, policy, wanted, opened_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        lodge.id.0,
        &lodge.slug,
        &lodge.of_town,
        &lodge.town,
        &lodge.territory_name,
        lodge.state.code(),
        lodge.coordinator.0,
        lodge.coordinator_since.0,
        &lodge.word,
        &lodge.phone,
        json(&lodge.rates),
        json(&lodge.policy),
        json(&lodge.wanted),
        lodge.opened_at.0,
    )?;
    for (position, insee) in (0_i64..).zip(&lodge.territory) {
        let sql = "insert into lodge_commune (lodge_id, insee, position) values ($1, $2, $3)";
        execute!(&mut *tx, sql, lodge.id.0, insee, position)?;
    }
    Ok(())
}

/// The lodge.
pub async fn get(tx: &mut Tx, id: LodgeId) -> Result<Option<Lodge>, StoreError> {
    let row = fetch_optional!(tx, Flat, "select * from lodge where id = $1", id.0)?;
    whole(tx, row).await
}

/// The lodge with that part of an address.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Lodge>, StoreError> {
    // No slug has a NUL, and Postgres refuses a text with one as if that were our fault.
    if slug.contains('\0') {
        return Ok(None);
    }
    let row = fetch_optional!(tx, Flat, "select * from lodge where slug = $1", slug)?;
    whole(tx, row).await
}

async fn whole(tx: &mut Tx, row: Option<Flat>) -> Result<Option<Lodge>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let sql = "select insee from lodge_commune where lodge_id = $1 order by position";
    let communes = fetch_all!(tx, (String,), sql, row.id)?;
    row.with(communes.into_iter().map(|c| c.0).collect())
        .map(Some)
}

/// Every lodge, the oldest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Lodge>, StoreError> {
    let rows = fetch_all!(
        &mut *tx,
        Flat,
        "select * from lodge order by opened_at_ms, id"
    )?;
    let sql = "select lodge_id, insee from lodge_commune order by lodge_id, position";
    let mut communes: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (lodge, insee) in fetch_all!(tx, (Uuid, String), sql)? {
        communes.entry(lodge).or_default().push(insee);
    }
    rows.into_iter()
        .map(|row| {
            let territory = communes.remove(&row.id).unwrap_or_default();
            row.with(territory)
        })
        .collect()
}

/// How much each lodge offers; one that offers nothing yet is left out.
pub async fn cards(tx: &mut Tx) -> Result<HashMap<LodgeId, LodgeCounts>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, i64, i64),
        "select lodge_id, count(distinct provider_id), count(distinct skill) from listing where open group by lodge_id",
    )?;
    rows.into_iter()
        .map(|(id, providers, skills)| {
            let at = At {
                table: "listing",
                row: &id,
            };
            let counts = LodgeCounts {
                providers: at.narrow("provider_id", providers)?,
                skills: at.narrow("skill", skills)?,
            };
            Ok((LodgeId(id), counts))
        })
        .collect()
}
