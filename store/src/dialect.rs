//! Where the two databases differ: words in a search, claiming jobs, and looking for their own tables. Everything else in
//! this crate is one text.

use crate::{StoreError, Tx};
use domain::{ids::ListingId, search::Search};

/// Versions of the migrations that were run, none when there are no tables yet.
pub(crate) async fn applied_migrations(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    let there = match tx {
        Tx::Sqlite(_) => "select count(*) from sqlite_master where name = '_sqlx_migrations'",
        Tx::Postgres(_) => "select cast(count(to_regclass('_sqlx_migrations')) as bigint)",
    };
    if fetch_value!(tx, i64, there)? == 0 {
        return Ok(Vec::new());
    }
    let rows = fetch_all!(
        tx,
        (i64,),
        "select version from _sqlx_migrations where success"
    )?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// Makes the words of a listing searchable. Postgres indexes the column of the listing itself.
pub(crate) async fn index_listing(
    tx: &mut Tx,
    id: ListingId,
    search_text: &str,
) -> Result<(), StoreError> {
    if let Tx::Sqlite(t) = tx {
        sqlx::query("insert into listing_fts (listing_id, search_text) values ($1, $2)")
            .bind(id.0)
            .bind(search_text)
            .execute(&mut **t)
            .await?;
    }
    Ok(())
}

/// The parts of a search that differ: what to join, what to ask of `$5`, and what to order by.
pub(crate) struct Words {
    pub join: &'static str,
    pub matches: &'static str,
    pub rank: &'static str,
    /// The words in the language of the database, `None` when there are none.
    pub query: Option<String>,
}

/// Words that must all begin a word of the listing. They are folded: letters, digits, nothing to escape.
pub(crate) fn words(tx: &Tx, search: &Search) -> Words {
    let words = search.folded_words();
    if words.is_empty() {
        return Words {
            join: "",
            matches: "$5 is null",
            rank: "",
            query: None,
        };
    }
    match tx {
        Tx::Sqlite(_) => Words {
            join: "join listing_fts f on f.listing_id = l.id",
            matches: "f.listing_fts match $5",
            rank: "f.rank, ",
            query: Some(
                words
                    .iter()
                    .map(|w| format!("\"{w}\"*"))
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
        },
        Tx::Postgres(_) => Words {
            join: "",
            matches: "array_to_tsvector(string_to_array(l.search_text, ' ')) @@ cast($5 as tsquery)",
            rank: "ts_rank(array_to_tsvector(string_to_array(l.search_text, ' ')), cast($5 as tsquery)) desc, ",
            query: Some(
                words
                    .iter()
                    .map(|w| format!("'{w}':*"))
                    .collect::<Vec<_>>()
                    .join(" & "),
            ),
        },
    }
}

/// Leases jobs due at `$1`, until `$2`, at most `$3`. Workers of several processes never take the same one.
pub(crate) fn claim_jobs(tx: &Tx) -> &'static str {
    match tx {
        Tx::Sqlite(_) => {
            "update job set leased_until_ms = $2, attempts = attempts + 1
             where id in (select id from job
                          where state = 'pending' and run_at_ms <= $1 and coalesce(leased_until_ms, 0) <= $1
                          order by run_at_ms, id limit $3)
             returning id, kind, payload, run_at_ms, attempts, last_error"
        }
        Tx::Postgres(_) => {
            "update job set leased_until_ms = $2, attempts = attempts + 1
             where id = any(array(select id from job
                          where state = 'pending' and run_at_ms <= $1 and coalesce(leased_until_ms, 0) <= $1
                          order by run_at_ms, id limit $3 for update skip locked))
             returning id, kind, payload, run_at_ms, attempts, last_error"
        }
    }
}
