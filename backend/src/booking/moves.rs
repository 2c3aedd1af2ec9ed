//! What people do to a mission: write, say no, take back, call off, say it is done, confirm.

use super::{Case, Step, end, inform, keep};
use crate::{Backend, Error, jobs, jobs::Task, mail, payment};
use domain::{
    Actor, Party, RuleError,
    booking::{Event, MESSAGE_MAX, State},
    ids::BookingId,
    text::text,
    view::LiveEvent,
};
use store::message::Message;

/// Writes in the conversation. Only a coordinator writes on behalf of a side, and that is kept with the message.
pub async fn write(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    body: &str,
    on_behalf_of: Option<Party>,
) -> Result<(), Error> {
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    case.booking.check(Event::Write, case.party)?;
    let of_a_side = matches!(on_behalf_of, None | Some(Party::Resident | Party::Provider));
    if !of_a_side || (on_behalf_of.is_some() && case.party != Party::Coordinator) {
        return Err(RuleError::NotPermitted.into());
    }
    let message = Message {
        id: b.new_id(),
        booking: id,
        author: actor.account,
        party: case.party,
        on_behalf_of,
        body: text("message", body, 1, MESSAGE_MAX, true)?,
        at: b.now(),
    };
    store::message::insert(&mut work, &message).await?;
    work.announce(LiveEvent {
        lodge: case.booking.lodge,
        booking: id,
        event: Event::Write,
    });
    inform(
        b,
        &mut work,
        mail::Template::MessageReceived,
        &case.others(actor),
        id,
    )
    .await?;
    work.commit().await
}

/// The provider refuses the request, or the coordinator does for one who telephoned.
pub async fn decline(b: &Backend, actor: &Actor, id: BookingId) -> Result<(), Error> {
    end_by(
        b,
        actor,
        id,
        Event::Decline,
        mail::Template::MissionDeclined,
    )
    .await
}

/// The resident takes the request back.
pub async fn withdraw(b: &Backend, actor: &Actor, id: BookingId) -> Result<(), Error> {
    end_by(
        b,
        actor,
        id,
        Event::Withdraw,
        mail::Template::MissionCancelled,
    )
    .await
}

/// Calls it off after agreement and before delivery; the card's hold is given back at once.
pub async fn cancel(b: &Backend, actor: &Actor, id: BookingId) -> Result<(), Error> {
    end_by(
        b,
        actor,
        id,
        Event::Cancel,
        mail::Template::MissionCancelled,
    )
    .await
}

async fn end_by(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    event: Event,
    template: mail::Template,
) -> Result<(), Error> {
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    case.booking.check(event, case.party)?;
    let others = case.others(actor);
    let under_way = case.booking.state.payment();
    let step = Step {
        event,
        party: case.party,
        account: Some(actor.account),
    };
    end(b, &mut work, case.booking, step, (template, &others)).await?;
    work.commit().await?;
    if let Some(payment) = under_way {
        payment::now_or_later(payment::release(b, payment).await);
    }
    Ok(())
}

/// The provider says the job is done, not before its time. Silence confirms it after the lodge's delay.
pub async fn deliver(b: &Backend, actor: &Actor, id: BookingId) -> Result<(), Error> {
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    let from = case.booking.state.kind();
    let delivered = case.booking.deliver(case.party, b.now())?;
    let step = Step {
        event: Event::Deliver,
        party: case.party,
        account: Some(actor.account),
    };
    keep(b, &mut work, from, &delivered, step).await?;
    if let State::Delivered { confirm_by, .. } = delivered.state {
        jobs::enqueue(&mut work, b, &Task::AutoConfirm(id), confirm_by, None).await?;
    }
    inform(
        b,
        &mut work,
        mail::Template::PleaseConfirm,
        &[delivered.resident],
        id,
    )
    .await?;
    work.commit().await
}

/// The resident confirms, and the card is debited: now if the gateway answers, else by the job.
pub async fn confirm(b: &Backend, actor: &Actor, id: BookingId) -> Result<(), Error> {
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    let from = case.booking.state.kind();
    let confirmed = case.booking.confirm(case.party, b.now())?;
    let step = Step {
        event: Event::Confirm,
        party: case.party,
        account: Some(actor.account),
    };
    keep(b, &mut work, from, &confirmed, step).await?;
    let payment = payment::begin_capture(b, &mut work, &confirmed).await?;
    work.commit().await?;
    payment::now_or_later(payment::capture(b, payment).await);
    Ok(())
}
