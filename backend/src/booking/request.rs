//! Asking a neighbour. The once-only rule is looked at before anything is written, and held by the database at the commit.

use super::{Step, inform, tell};
use crate::{Backend, Error, jobs, jobs::Task, mail};
use domain::{
    Actor, Party, Problem, RuleError, Timestamp,
    booking::{ADDRESS_MAX, Booking, Event, Request, State, WHAT_MAX},
    ids::{BookingId, ListingId},
    listing::Listing,
    lodge::{Lodge, LodgeState},
    provider::Provider,
    text::text,
    time::Slot,
};
use store::Tx;

/// What the form of a request holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestForm {
    /// What, in words.
    pub what: String,
    /// Street address.
    pub address: String,
    /// INSEE code of the commune.
    pub commune: String,
    /// Whether the date is left open; then the next three are ignored.
    pub flexible: bool,
    /// `2026-11-28`.
    pub date: String,
    /// `10:00`.
    pub time: String,
    /// Length in minutes.
    pub minutes: String,
}

impl RequestForm {
    fn read(&self, lodge: &Lodge, now: Timestamp) -> Result<Request, RuleError> {
        let what = text("what", &self.what, 1, WHAT_MAX, true)?;
        let address = text("address", &self.address, 1, ADDRESS_MAX, false)?;
        lodge.check_territory(&self.commune)?;
        let slot = if self.flexible {
            None
        } else {
            Some(Slot::parse(
                &self.date,
                &self.time,
                minutes(&self.minutes)?,
                now,
            )?)
        };
        Ok(Request {
            what,
            address,
            commune: self.commune.clone(),
            slot,
        })
    }
}

/// A number of minutes from a form.
pub(crate) fn minutes(typed: &str) -> Result<u32, RuleError> {
    let typed = typed.trim();
    let problem = if typed.is_empty() {
        Problem::Required
    } else {
        Problem::NotANumber
    };
    typed
        .parse()
        .map_err(|_| RuleError::input("minutes", problem))
}

/// Asks for a service. Somebody's own service, a closed or unknown one, an address outside the territory and a service
/// already ordered are refused.
pub async fn request(
    b: &Backend,
    actor: &Actor,
    listing: ListingId,
    form: RequestForm,
) -> Result<BookingId, Error> {
    if !actor.confirmed {
        return Err(Error::ConfirmFirst);
    }
    let now = b.now();
    let mut tx = b.read().await?;
    let (listing, provider, lodge) = offer(&mut tx, listing).await?;
    provider.check_customer(actor.account)?;
    if store::booking::same_service(&mut tx, actor.account, provider.id, &listing.skill)
        .await?
        .is_some()
    {
        return Err(RuleError::OnceOnly.into());
    }
    drop(tx);
    let booking = Booking {
        id: b.new_id(),
        lodge: lodge.id,
        resident: actor.account,
        provider: provider.id,
        listing: listing.id,
        skill: listing.skill,
        request: form.read(&lodge, now)?,
        state: State::Requested {
            expires_at: now.plus(lodge.policy.quote_lifetime_ms),
        },
        version: 1,
        created_at: now,
    };
    insert(b, actor, &booking, &provider).await?;
    Ok(booking.id)
}

async fn offer(tx: &mut Tx, id: ListingId) -> Result<(Listing, Provider, Lodge), Error> {
    let listing = store::listing::get(tx, id)
        .await?
        .filter(|l| l.open)
        .ok_or(Error::NotFound)?;
    let provider = store::provider::get(tx, listing.provider)
        .await?
        .ok_or(Error::NotFound)?;
    let lodge = store::lodge::get(tx, listing.lodge)
        .await?
        .filter(|lodge| lodge.state == LodgeState::Open)
        .ok_or(Error::NotFound)?;
    Ok((listing, provider, lodge))
}

async fn insert(
    b: &Backend,
    actor: &Actor,
    booking: &Booking,
    provider: &Provider,
) -> Result<(), Error> {
    let mut work = b.write().await?;
    store::booking::insert(&mut work, booking).await?;
    let step = Step {
        event: Event::Request,
        party: Party::Resident,
        account: Some(actor.account),
    };
    tell(b, &mut work, booking, None, step).await?;
    if let State::Requested { expires_at } = booking.state {
        jobs::enqueue(&mut work, b, &Task::Expire(booking.id), expires_at, None).await?;
    }
    inform(
        b,
        &mut work,
        mail::Template::RequestReceived,
        &[provider.account],
        booking.id,
    )
    .await?;
    work.commit().await
}
