//! "My missions": as a resident, as a provider.

use crate::{Backend, Error};
use domain::{
    Actor, Party,
    actor::Role,
    booking::{Booking, StateKind},
    ids::{AccountId, LodgeId, ProviderId},
    lodge::Lodge,
    provider::Provider,
    time::Timestamp,
    view::{BookingLine, BookingsView, Person},
};
use std::collections::HashMap;
use store::{Tx, booking::BookingRow};

/// The profiles that somebody provides through.
pub(crate) fn profiles(actor: &Actor) -> Vec<ProviderId> {
    let of_role = |role: &Role| match role {
        Role::Provider { provider, .. } => Some(*provider),
        _ => None,
    };
    actor.roles.iter().filter_map(of_role).collect()
}

/// The missions of somebody, on either side; those that wait for them first, then by latest event.
pub async fn list(b: &Backend, actor: &Actor) -> Result<BookingsView, Error> {
    let profiles = profiles(actor);
    let mut tx = b.read().await?;
    let rows = store::booking::of_people(&mut tx, actor.account, &profiles).await?;
    let lodges: HashMap<LodgeId, Lodge> = store::lodge::all(&mut tx)
        .await?
        .into_iter()
        .map(|l| (l.id, l))
        .collect();
    let mut providers: HashMap<ProviderId, Provider> = HashMap::new();
    for lodge in lodges
        .keys()
        .filter(|id| rows.iter().any(|row| row.booking.lodge == **id))
    {
        let of_lodge = store::provider::of_lodge(&mut tx, *lodge).await?;
        providers.extend(of_lodge.into_iter().map(|p| (p.id, p)));
    }
    let residents: Vec<AccountId> = rows.iter().map(|row| row.booking.resident).collect();
    let persons = store::account::persons(&mut tx, &residents).await?;
    let mut view = BookingsView::default();
    for row in rows {
        let side = if row.booking.resident == actor.account {
            Party::Resident
        } else {
            Party::Provider
        };
        let waits = waits_for(&mut tx, &row.booking, side, b.now()).await?;
        let (Some(lodge), Some(provider)) = (
            lodges.get(&row.booking.lodge),
            providers.get(&row.booking.provider),
        ) else {
            continue;
        };
        let line = line((row, side, waits), lodge, provider, &persons);
        if line.state.is_over() && !line.waits_for_me {
            view.over.push(line);
        } else {
            view.open.push(line);
        }
    }
    view.open
        .sort_by_key(|line| (!line.waits_for_me, std::cmp::Reverse(line.updated_at)));
    view.over
        .sort_by_key(|line| std::cmp::Reverse(line.updated_at));
    Ok(view)
}

fn line(
    (row, side, waits_for_me): (BookingRow, Party, bool),
    lodge: &Lodge,
    provider: &Provider,
    persons: &HashMap<AccountId, Person>,
) -> BookingLine {
    let Booking {
        id,
        resident,
        state,
        request,
        skill,
        ..
    } = row.booking;
    let other = match side {
        Party::Resident => Person {
            name: provider.name.clone(),
            portrait: provider.portrait.clone(),
        },
        _ => persons.get(&resident).cloned().unwrap_or_else(nobody),
    };
    let agreement = state.agreement();
    BookingLine {
        id,
        skill,
        side,
        other,
        state: state.kind(),
        slot: agreement.map(|a| a.slot).or(request.slot),
        price: agreement.map(|a| a.shares.price),
        due_at: state.due_at(),
        waits_for_me,
        lodge: crate::lodge::reference(lodge),
        updated_at: row.updated_at,
    }
}

/// Whether a mission waits for that side. Looks at the quote on the table or at the reviews where these decide;
/// `store::booking::waiting` counts by the same rule.
async fn waits_for(
    tx: &mut Tx,
    booking: &Booking,
    side: Party,
    now: Timestamp,
) -> Result<bool, Error> {
    Ok(match booking.state.kind() {
        StateKind::Requested => match store::quote::open_of(tx, booking.id).await? {
            Some(quote) => quote.awaits(side),
            None => side == Party::Provider,
        },
        StateKind::Agreed
        | StateKind::AwaitingPayment
        | StateKind::ActionNeeded
        | StateKind::Delivered => side == Party::Resident,
        StateKind::Held => {
            side == Party::Provider
                && booking
                    .state
                    .agreement()
                    .is_some_and(|a| now >= a.slot.start)
        }
        StateKind::Paid => !store::review::of_booking(tx, booking.id)
            .await?
            .iter()
            .any(|r| r.party == side),
        _ => false,
    })
}

/// Stands for an account that cannot be found; none is ever deleted.
pub(super) fn nobody() -> Person {
    Person {
        name: "—".to_owned(),
        portrait: "neighbour".to_owned(),
    }
}
