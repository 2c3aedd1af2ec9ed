//! Listings, and finding them by words, skill, day and rate.

use crate::{StoreError, Tx, dialect, row::At};
use domain::{
    Cents,
    ids::{ListingId, LodgeId, ProviderId},
    listing::{Listing, RateUnit},
    search::Search,
};
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    lodge_id: Uuid,
    provider_id: Uuid,
    skill: String,
    rate_cents: i64,
    unit: String,
    description: String,
    minutes: i64,
    open: bool,
}

impl TryFrom<Flat> for Listing {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "listing",
            row: &f.id,
        };
        Ok(Self {
            unit: at.need("unit", RateUnit::from_code(&f.unit))?,
            minutes: at.narrow("minutes", f.minutes)?,
            id: ListingId(f.id),
            lodge: LodgeId(f.lodge_id),
            provider: ProviderId(f.provider_id),
            skill: f.skill,
            rate: Cents(f.rate_cents),
            description: f.description,
            open: f.open,
        })
    }
}

fn all(rows: Vec<Flat>) -> Result<Vec<Listing>, StoreError> {
    rows.into_iter().map(Listing::try_from).collect()
}

/// Adds a listing. `search_text` is all it is found by, folded by [`domain::text::fold`].
pub async fn insert(tx: &mut Tx, listing: &Listing, search_text: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into listing (id, lodge_id, provider_id, skill, rate_cents, unit, description, minutes, open, search_text)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        listing.id.0,
        listing.lodge.0,
        listing.provider.0,
        &listing.skill,
        listing.rate.0,
        listing.unit.code(),
        &listing.description,
        i64::from(listing.minutes),
        listing.open,
        search_text,
    )?;
    dialect::index_listing(tx, listing.id, search_text).await
}

/// The listing, open or not.
pub async fn get(tx: &mut Tx, id: ListingId) -> Result<Option<Listing>, StoreError> {
    fetch_optional!(tx, Flat, "select * from listing where id = $1", id.0)?
        .map(Listing::try_from)
        .transpose()
}

/// Every listing of the lodge, open or not, the oldest first.
pub async fn of_lodge(tx: &mut Tx, lodge: LodgeId) -> Result<Vec<Listing>, StoreError> {
    all(fetch_all!(
        tx,
        Flat,
        "select * from listing where lodge_id = $1 order by id",
        lodge.0
    )?)
}

/// Every listing of the provider, open or not, the oldest first.
pub async fn of_provider(tx: &mut Tx, provider: ProviderId) -> Result<Vec<Listing>, StoreError> {
    all(fetch_all!(
        tx,
        Flat,
        "select * from listing where provider_id = $1 order by id",
        provider.0
    )?)
}

/// Open listings of the lodge that answer the search: every word begins a word of the listing, and all filters hold. Best
/// first; without words, the cheapest first.
pub async fn search(
    tx: &mut Tx,
    lodge: LodgeId,
    search: &Search,
) -> Result<Vec<ListingId>, StoreError> {
    let words = dialect::words(tx, search);
    let sql = format!(
        "select l.id from listing l join provider p on p.id = l.provider_id {}
         where l.lodge_id = $1 and l.open
           and ($2 is null or l.skill = $2)
           and ($3 is null or (p.days & $3) <> 0)
           and ($4 is null or l.rate_cents <= $4)
           and {}
         order by {}l.rate_cents, l.id",
        words.join, words.matches, words.rank
    );
    let day = search.day.and_then(|d| 1_i64.checked_shl(u32::from(d)));
    let rows = on_db!(tx, c => sqlx::query_scalar::<_, Uuid>(AssertSqlSafe(sql))
        .bind(lodge.0)
        .bind(&search.skill)
        .bind(day)
        .bind(search.rate_max.map(|c| c.0))
        .bind(words.query)
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(ListingId).collect())
}
