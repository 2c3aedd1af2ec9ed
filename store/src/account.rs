//! Accounts: the rows of people, their names for pages, and the roles they hold.

use crate::{
    StoreError, Tx,
    row::{At, placeholders},
};
use domain::{
    Lang, Timestamp,
    actor::Role,
    ids::{AccountId, LodgeId, ProviderId},
    view::Person,
};
use sqlx::{AssertSqlSafe, FromRow};
use std::collections::HashMap;
use uuid::Uuid;

/// Most identifiers asked in one query.
const CHUNK: usize = 500;

/// One person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// E-mail address, lower case, unique.
    pub email: String,
    /// First name or pseudonym.
    pub name: String,
    /// File name of the portrait, without extension.
    pub portrait: String,
    /// PHC string of the password.
    pub password_hash: String,
    /// Language of mail.
    pub lang: Lang,
    /// When the e-mail address was confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// Since when.
    pub created_at: Timestamp,
}

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    email: String,
    name: String,
    portrait: String,
    password_hash: String,
    lang: String,
    confirmed_at_ms: Option<i64>,
    created_at_ms: i64,
}

impl TryFrom<Flat> for Account {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "account",
            row: &f.id,
        };
        Ok(Self {
            lang: at.need("lang", Lang::from_code(&f.lang))?,
            id: AccountId(f.id),
            email: f.email,
            name: f.name,
            portrait: f.portrait,
            password_hash: f.password_hash,
            confirmed_at: f.confirmed_at_ms.map(Timestamp),
            created_at: Timestamp(f.created_at_ms),
        })
    }
}

/// Adds an account; [`StoreError::AlreadyDone`] when the e-mail address is taken.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into account (id, email, name, portrait, password_hash, lang, confirmed_at_ms, created_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        account.id.0,
        &account.email,
        &account.name,
        &account.portrait,
        &account.password_hash,
        account.lang.code(),
        account.confirmed_at.map(|t| t.0),
        account.created_at.0,
    )
    .map(|_| ())
}

/// The account.
pub async fn get(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, StoreError> {
    fetch_optional!(tx, Flat, "select * from account where id = $1", id.0)?
        .map(Account::try_from)
        .transpose()
}

/// The account with that address, which is given in lower case.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<Account>, StoreError> {
    fetch_optional!(tx, Flat, "select * from account where email = $1", email)?
        .map(Account::try_from)
        .transpose()
}

/// Marks the address as confirmed; the first time counts.
pub async fn confirm(tx: &mut Tx, id: AccountId, at: Timestamp) -> Result<(), StoreError> {
    let sql = "update account set confirmed_at_ms = coalesce(confirmed_at_ms, $2) where id = $1";
    one(execute!(tx, sql, id.0, at.0)?)
}

/// Replaces the password.
pub async fn set_password(tx: &mut Tx, id: AccountId, hash: &str) -> Result<(), StoreError> {
    one(execute!(
        tx,
        "update account set password_hash = $2 where id = $1",
        id.0,
        hash
    )?)
}

/// Replaces the address by one that was confirmed at that moment; [`StoreError::AlreadyDone`] when it is taken.
pub async fn set_email(
    tx: &mut Tx,
    id: AccountId,
    email: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let sql = "update account set email = $2, confirmed_at_ms = $3 where id = $1";
    one(execute!(tx, sql, id.0, email, at.0)?)
}

/// Replaces the name.
pub async fn set_name(tx: &mut Tx, id: AccountId, name: &str) -> Result<(), StoreError> {
    one(execute!(
        tx,
        "update account set name = $2 where id = $1",
        id.0,
        name
    )?)
}

/// An account that is not there any more is a stale one.
fn one(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

#[derive(FromRow)]
struct RoleRow {
    role: String,
    lodge_id: Option<Uuid>,
    provider_id: Option<Uuid>,
}

/// Roles beyond resident: coordinator of lodges, provider's profiles, network.
pub async fn roles(tx: &mut Tx, id: AccountId) -> Result<Vec<Role>, StoreError> {
    let rows = fetch_all!(
        tx,
        RoleRow,
        "select 'provider' as role, lodge_id, id as provider_id from provider where account_id = $1
         union all select 'coordinator', id, null from lodge where coordinator_id = $1
         union all select 'network', null, null from network_member where account_id = $1
         order by 1, 2, 3",
        id.0,
    )?;
    rows.into_iter()
        .map(|r| match (r.role.as_str(), r.lodge_id, r.provider_id) {
            ("provider", Some(lodge), Some(provider)) => Ok(Role::Provider {
                lodge: LodgeId(lodge),
                provider: ProviderId(provider),
            }),
            ("coordinator", Some(lodge), _) => Ok(Role::Coordinator {
                lodge: LodgeId(lodge),
            }),
            ("network", ..) => Ok(Role::Network),
            _ => Err(StoreError::inconsistent("account", "role", &id)),
        })
        .collect()
}

/// Makes the account operate the network; nothing happens when it already does.
pub async fn add_network_member(tx: &mut Tx, id: AccountId) -> Result<(), StoreError> {
    let sql =
        "insert into network_member (account_id) values ($1) on conflict (account_id) do nothing";
    execute!(tx, sql, id.0).map(|_| ())
}

#[derive(FromRow)]
struct PersonRow {
    id: Uuid,
    name: String,
    portrait: String,
}

/// Names and portraits of these accounts; unknown ones are left out.
pub async fn persons(
    tx: &mut Tx,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Person>, StoreError> {
    let mut persons = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let sql = format!(
            "select id, name, portrait from account where id in ({})",
            placeholders(ids.len())
        );
        let rows: Vec<PersonRow> = on_db!(&mut *tx, c => {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for id in ids {
                query = query.bind(id.0);
            }
            query.fetch_all(c).await
        })?;
        for row in rows {
            let person = Person {
                name: row.name,
                portrait: row.portrait,
            };
            persons.insert(AccountId(row.id), person);
        }
    }
    Ok(persons)
}
