//! Reviews: one a side for each booking, published together, answered once.

use crate::{StoreError, Tx, row::At};
use domain::{
    Party, Timestamp,
    ids::{AccountId, BookingId, LodgeId, ProviderId, ReviewId},
    review::Review,
};
use sqlx::FromRow;
use uuid::Uuid;

/// A published review with the words that a page shows beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// The review.
    pub review: Review,
    /// Code of the skill.
    pub skill: String,
    /// Author's name.
    pub author_name: String,
    /// Author's portrait.
    pub author_portrait: String,
    /// Name of whom it is about.
    pub about_name: String,
    /// Slug of the lodge.
    pub lodge_slug: String,
    /// Its town.
    pub town: String,
    /// Its town with the article.
    pub of_town: String,
    /// Slug of the provider of the mission.
    pub provider_slug: String,
}

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    booking_id: Uuid,
    author_id: Uuid,
    party: String,
    rating: i64,
    comment: String,
    written_at_ms: i64,
    published_at_ms: Option<i64>,
    answer: Option<String>,
    report: Option<String>,
    report_settled_at_ms: Option<i64>,
}

impl TryFrom<Flat> for Review {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "review",
            row: &f.id,
        };
        Ok(Self {
            party: at.need("party", Party::from_code(&f.party))?,
            rating: at.narrow("rating", f.rating)?,
            id: ReviewId(f.id),
            booking: BookingId(f.booking_id),
            author: AccountId(f.author_id),
            comment: f.comment,
            written_at: Timestamp(f.written_at_ms),
            published_at: f.published_at_ms.map(Timestamp),
            answer: f.answer,
            report: f.report,
            report_settled_at: f.report_settled_at_ms.map(Timestamp),
        })
    }
}

/// Adds a fresh review, neither answered nor reported; [`StoreError::AlreadyDone`] when that side has written one.
pub async fn insert(tx: &mut Tx, review: &Review) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into review (id, booking_id, author_id, party, rating, comment, written_at_ms, published_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        review.id.0,
        review.booking.0,
        review.author.0,
        review.party.code(),
        i64::from(review.rating),
        &review.comment,
        review.written_at.0,
        review.published_at.map(|t| t.0),
    )
    .map(|_| ())
}

/// The review.
pub async fn get(tx: &mut Tx, id: ReviewId) -> Result<Option<Review>, StoreError> {
    fetch_optional!(tx, Flat, "select * from review where id = $1", id.0)?
        .map(Review::try_from)
        .transpose()
}

/// Both sides' reviews, published or not, the oldest first.
pub async fn of_booking(tx: &mut Tx, booking: BookingId) -> Result<Vec<Review>, StoreError> {
    let sql = "select * from review where booking_id = $1 order by written_at_ms, id";
    fetch_all!(tx, Flat, sql, booking.0)?
        .into_iter()
        .map(Review::try_from)
        .collect()
}

/// Publishes what is not published yet, and says how many.
pub async fn publish(tx: &mut Tx, booking: BookingId, at: Timestamp) -> Result<u64, StoreError> {
    let sql =
        "update review set published_at_ms = $2 where booking_id = $1 and published_at_ms is null";
    execute!(tx, sql, booking.0, at.0)
}

/// Writes the answer to a published review; [`StoreError::AlreadyDone`] when there is one.
pub async fn save_answer(tx: &mut Tx, id: ReviewId, answer: &str) -> Result<(), StoreError> {
    let sql = "update review set answer = $2 where id = $1 and answer is null";
    once(execute!(tx, sql, id.0, answer)?)
}

/// Writes why it was reported; [`StoreError::AlreadyDone`] when it was before.
pub async fn save_report(
    tx: &mut Tx,
    id: ReviewId,
    reason: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let sql = "update review set report = $2, reported_at_ms = $3 where id = $1 and report is null";
    once(execute!(tx, sql, id.0, reason, at.0)?)
}

/// The coordinator has dealt with the report; [`StoreError::AlreadyDone`] when there is none left to deal with.
pub async fn settle_report(tx: &mut Tx, id: ReviewId, at: Timestamp) -> Result<(), StoreError> {
    let sql = "update review set report_settled_at_ms = $2
               where id = $1 and report is not null and report_settled_at_ms is null";
    once(execute!(tx, sql, id.0, at.0)?)
}

fn once(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::AlreadyDone)
    }
}

#[derive(FromRow)]
struct Shown {
    #[sqlx(flatten)]
    review: Flat,
    skill: String,
    author_name: String,
    author_portrait: String,
    about_name: String,
    lodge_slug: String,
    town: String,
    of_town: String,
    provider_slug: String,
}

fn shown(rows: Vec<Shown>) -> Result<Vec<ReviewRow>, StoreError> {
    rows.into_iter()
        .map(|row| {
            Ok(ReviewRow {
                review: Review::try_from(row.review)?,
                skill: row.skill,
                author_name: row.author_name,
                author_portrait: row.author_portrait,
                about_name: row.about_name,
                lodge_slug: row.lodge_slug,
                town: row.town,
                of_town: row.of_town,
                provider_slug: row.provider_slug,
            })
        })
        .collect()
}

/// Published reviews by residents with everything a page shows, then the filter, then the newest first.
macro_rules! public {
    ($filter:literal) => {
        concat!(
            "select r.*, b.skill, a.name as author_name, a.portrait as author_portrait, p.name as about_name,
                    l.slug as lodge_slug, l.town, l.of_town, p.slug as provider_slug
             from review r
             join booking b on b.id = r.booking_id
             join account a on a.id = r.author_id
             join provider p on p.id = b.provider_id
             join lodge l on l.id = b.lodge_id
             where r.party = 'resident' and r.published_at_ms is not null ",
            $filter,
            " order by r.published_at_ms desc, r.id desc limit $1"
        )
    };
}

/// Published reviews by residents about the provider, of one skill or of all, the newest first.
pub async fn of_provider(
    tx: &mut Tx,
    provider: ProviderId,
    skill: Option<&str>,
    limit: i64,
) -> Result<Vec<ReviewRow>, StoreError> {
    let sql = public!("and b.provider_id = $2 and ($3 is null or b.skill = $3)");
    shown(fetch_all!(tx, Shown, sql, limit, provider.0, skill)?)
}

/// Published reviews by residents in the lodge, the newest first.
pub async fn of_lodge(
    tx: &mut Tx,
    lodge: LodgeId,
    limit: i64,
) -> Result<Vec<ReviewRow>, StoreError> {
    shown(fetch_all!(
        tx,
        Shown,
        public!("and b.lodge_id = $2"),
        limit,
        lodge.0
    )?)
}

/// Published reviews by residents anywhere that say something in words, the newest first.
pub async fn recent(tx: &mut Tx, limit: i64) -> Result<Vec<ReviewRow>, StoreError> {
    shown(fetch_all!(
        tx,
        Shown,
        public!("and r.comment <> ''"),
        limit
    )?)
}
