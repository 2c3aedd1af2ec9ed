//! Reviews: each side about the other, unseen until both have written or the time is over. One answer, one report each.

use crate::{
    Backend, Error, Work,
    booking::{Case, Step, inform, keep},
    mail,
    work::retried,
};
use domain::{
    Actor,
    booking::{Booking, Event},
    ids::{AccountId, BookingId, ReviewId},
    review::{COMMENT_MAX, Review, rating},
    text::text,
    view::LiveEvent,
};

/// How often a change made meanwhile by the other side, or by the end of the time to review, is answered by looking again.
const TRIES: u32 = 4;

/// Rates and comments a paid mission, once for each side. The second of the two publishes both and closes the mission.
pub async fn write(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    stars: i64,
    comment: &str,
) -> Result<(), Error> {
    retried(TRIES, || write_once(b, actor, id, stars, comment)).await
}

async fn write_once(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    stars: i64,
    comment: &str,
) -> Result<(), Error> {
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    case.booking.check(Event::Review, case.party)?;
    let review = Review {
        id: b.new_id(),
        booking: id,
        author: actor.account,
        party: case.party,
        rating: rating(stars)?,
        comment: text("comment", comment, 0, COMMENT_MAX, true)?,
        written_at: b.now(),
        published_at: None,
        answer: None,
        report: None,
        report_settled_at: None,
    };
    store::review::insert(&mut work, &review).await?;
    let (others, from) = (case.others(actor), case.booking.state.kind());
    let step = Step {
        event: Event::Review,
        party: case.party,
        account: Some(actor.account),
    };
    // The booking itself has not changed, but saving it raises its version: of two sides that write at the same moment, and
    // of a side and the clock, one comes second and sees what the other did.
    keep(b, &mut work, from, &case.booking, step).await?;
    if store::review::of_booking(&mut work, id).await?.len() == 2 {
        let sides = [case.booking.resident, case.provider.account];
        let saved = store::booking::get(&mut work, id).await?;
        publish_and_close(b, &mut work, saved.ok_or(Error::NotFound)?, &sides).await?;
    } else {
        inform(b, &mut work, mail::Template::ReviewInvitation, &others, id).await?;
    }
    work.commit().await
}

/// Publishes what was written and closes the mission.
pub(crate) async fn publish_and_close(
    b: &Backend,
    work: &mut Work,
    booking: Booking,
    sides: &[AccountId],
) -> Result<(), Error> {
    let published = store::review::publish(work, booking.id, b.now()).await?;
    let from = booking.state.kind();
    let closed = booking.close(b.now())?;
    keep(b, work, from, &closed, Step::of_system(Event::Close)).await?;
    if published > 0 {
        inform(b, work, mail::Template::ReviewsPublished, sides, closed.id).await?;
    }
    Ok(())
}

/// Answers a published review about oneself, once.
pub async fn answer(b: &Backend, actor: &Actor, id: ReviewId, words: &str) -> Result<(), Error> {
    let mut work = b.write().await?;
    let (review, case) = load(&mut work, actor, id).await?;
    let answered = review.answered(case.party, words)?;
    store::review::save_answer(
        &mut work,
        id,
        answered.answer.as_deref().unwrap_or_default(),
    )
    .await?;
    announce(&mut work, &case.booking);
    work.commit().await
}

/// Reports a published review to the coordinator, once.
pub async fn report(b: &Backend, actor: &Actor, id: ReviewId, reason: &str) -> Result<(), Error> {
    let mut work = b.write().await?;
    let (review, case) = load(&mut work, actor, id).await?;
    let reported = review.reported(case.party, reason)?;
    store::review::save_report(
        &mut work,
        id,
        reported.report.as_deref().unwrap_or_default(),
        b.now(),
    )
    .await?;
    announce(&mut work, &case.booking);
    work.commit().await
}

/// The coordinator of the loge, or the network, has dealt with a report.
pub async fn settle_report(b: &Backend, actor: &Actor, id: ReviewId) -> Result<(), Error> {
    let mut work = b.write().await?;
    let (review, case) = load(&mut work, actor, id).await?;
    review.settled(case.party, b.now())?;
    store::review::settle_report(&mut work, id, b.now()).await?;
    announce(&mut work, &case.booking);
    work.commit().await
}

/// A review and its mission, for a side of the mission, the coordinator or the network.
async fn load(work: &mut Work, actor: &Actor, id: ReviewId) -> Result<(Review, Case), Error> {
    let review = store::review::get(work, id).await?.ok_or(Error::NotFound)?;
    let case = Case::load(work, actor, review.booking).await?;
    Ok((review, case))
}

fn announce(work: &mut Work, booking: &Booking) {
    work.announce(LiveEvent {
        lodge: booking.lodge,
        booking: booking.id,
        event: Event::Review,
    });
}
