//! Playing the plan: each scene at its moment, through the use case that the interface calls, with the jobs that time makes
//! due in between.

use super::{
    Till,
    people::RESIDENTS,
    plan::Plan,
    story::{Act, GOOD_CARD, Scene, Side, Story, profile},
};
use crate::{
    Backend, Error, booking, booking::RequestForm, clock::MovedClock, jobs, payment, quote,
    quote::QuoteForm, review,
};
use domain::{
    Actor, Cents, Lang, Party, Timestamp,
    format::{date_input, time_input},
    ids::{BookingId, ListingId, ReviewId},
    quote::Quote,
};
use std::collections::HashMap;

/// What the scenes are played with.
pub(super) struct Stage<'a> {
    pub(super) b: &'a Backend,
    pub(super) clock: &'a MovedClock,
    pub(super) till: &'a dyn Till,
    /// By code.
    pub(super) actors: HashMap<&'static str, Actor>,
    /// By codes of provider and skill.
    pub(super) listings: HashMap<(&'static str, &'static str), ListingId>,
    pub(super) bookings: HashMap<usize, BookingId>,
}

impl Stage<'_> {
    /// Plays all scenes, then lets time pass up to `now`. Returns the number of missions.
    pub(super) async fn play(&mut self, plan: &Plan, now: Timestamp) -> Result<usize, Error> {
        for scene in &plan.scenes {
            self.wait_until(scene.at).await?;
            let Some(story) = plan.stories.get(scene.story) else {
                continue;
            };
            self.act(scene, *story).await.map_err(|error| {
                Error::Internal(format!(
                    "demonstration: {:?} of {}: {error}",
                    scene.act, story.offer.skill
                ))
            })?;
        }
        self.wait_until(now).await?;
        jobs::run_due(self.b).await?;
        Ok(self.bookings.len())
    }

    /// Runs every job at the moment it is due.
    async fn wait_until(&self, at: Timestamp) -> Result<(), Error> {
        loop {
            let next = store::job::next_run_at(&mut self.b.read().await?).await?;
            let Some(next) = next.filter(|next| *next <= at) else {
                break;
            };
            self.clock.set(next.max(self.b.now()));
            if jobs::run_due(self.b).await? == 0 {
                break;
            }
        }
        self.clock.set(at);
        Ok(())
    }

    async fn act(&mut self, scene: &Scene, story: Story) -> Result<(), Error> {
        if let Act::Ask(words) = &scene.act {
            let booking = self.ask(story, words).await?;
            self.bookings.insert(scene.story, booking);
            return Ok(());
        }
        let missing = || Error::Internal("a scene before its request".to_owned());
        let id = *self.bookings.get(&scene.story).ok_or_else(missing)?;
        let (resident, provider) = (
            self.actor(story.resident)?,
            self.actor(story.offer.provider)?,
        );
        let who = |side: Side| {
            if side == Side::Resident {
                resident
            } else {
                provider
            }
        };
        let b = self.b;
        match &scene.act {
            Act::Ask(_) => Ok(()),
            Act::Say(side, words) => booking::write(b, who(*side), id, words, None).await,
            Act::Put {
                by,
                cents,
                quantity,
                slot,
            } => {
                let form = QuoteForm {
                    unit_price: format!("{},{:02}", cents / 100, cents % 100),
                    unit: story.offer.unit.code().to_owned(),
                    quantity: quantity.to_string(),
                    date: date_input(slot.start),
                    time: time_input(slot.start),
                    minutes: slot.minutes.to_string(),
                    details: String::new(),
                };
                quote::put(b, who(*by), id, form).await.map(|_| ())
            }
            Act::Accept(side) => {
                let quote = self.on_the_table(id).await?;
                quote::accept(b, who(*side), id, quote.id, &quote.terms.content_hash(id)).await
            }
            Act::Decline => booking::decline(b, provider, id).await,
            Act::Withdraw => booking::withdraw(b, resident, id).await,
            Act::Cancel(side) => booking::cancel(b, who(*side), id).await,
            Act::Pay(card) => {
                payment::start(b, resident, id, Lang::Fr).await?;
                self.pay(resident, id, card).await
            }
            Act::Deliver => booking::deliver(b, provider, id).await,
            Act::Confirm => booking::confirm(b, resident, id).await,
            Act::Review { by, rating, words } => {
                review::write(b, who(*by), id, i64::from(*rating), words).await
            }
            Act::Answer(words) => {
                review::answer(b, provider, self.review_of(id).await?, words).await
            }
            Act::Report(reason) => {
                review::report(b, provider, self.review_of(id).await?, reason).await
            }
            Act::Tip(cents) => {
                let euros = Cents(*cents).0 / 100;
                payment::tip(b, resident, id, &euros.to_string(), Lang::Fr).await?;
                self.pay(resident, id, GOOD_CARD).await
            }
        }
    }

    async fn ask(&self, story: Story, words: &str) -> Result<BookingId, Error> {
        let home = RESIDENTS
            .iter()
            .find(|r| r.code == story.resident)
            .map(|r| (r.address, r.commune));
        let home = home.or_else(|| profile(story.resident).map(|p| (p.address, p.commune)));
        let (address, commune) = home.unwrap_or_default();
        let form = RequestForm {
            what: words.to_owned(),
            address: address.to_owned(),
            commune: commune.to_owned(),
            flexible: true,
            ..RequestForm::default()
        };
        let offer = (story.offer.provider, story.offer.skill);
        let listing = self.listings.get(&offer).ok_or(Error::NotFound)?;
        booking::request(self.b, self.actor(story.resident)?, *listing, form).await
    }

    fn actor(&self, code: &str) -> Result<&Actor, Error> {
        self.actors
            .get(code)
            .ok_or_else(|| Error::Internal(format!("nobody is called {code}")))
    }

    async fn on_the_table(&self, id: BookingId) -> Result<Quote, Error> {
        let quote = store::quote::open_of(&mut self.b.read().await?, id).await?;
        quote.ok_or_else(|| Error::Internal("no quote on the table".to_owned()))
    }

    /// Fills in the page that was just opened, and comes back.
    async fn pay(&self, resident: &Actor, id: BookingId, card: &str) -> Result<(), Error> {
        let payments = store::payment::of_booking(&mut self.b.read().await?, id).await?;
        let session = payments.into_iter().next_back().and_then(|p| p.session_id);
        let session =
            session.ok_or_else(|| Error::Internal("no payment page is open".to_owned()))?;
        self.till.pay(&session, card).map_err(Error::Internal)?;
        payment::returned(self.b, resident, id).await
    }

    /// What the resident wrote about the provider.
    async fn review_of(&self, id: BookingId) -> Result<ReviewId, Error> {
        let reviews = store::review::of_booking(&mut self.b.read().await?, id).await?;
        let review = reviews.into_iter().find(|r| r.party == Party::Resident);
        review
            .map(|r| r.id)
            .ok_or_else(|| Error::Internal("no review yet".to_owned()))
    }
}
