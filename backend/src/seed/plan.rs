//! What happens in the demonstration, before it happens: stories, each a list of scenes with their moments. A scene that
//! would lie after the present is left out, so that the demonstration stops in the middle of life.

use super::{
    calendar::{Calendar, Dice, by_day},
    comments::{Comment, OF_ALENCON, OF_MORTAGNE},
    offers::{OFFERS, Offer},
    people::RESIDENTS,
    story::{Act, Course, GOOD_CARD, Scene, Side, Story, offer_of, profile, size, wish},
    wishes::{ANSWERS, COUNTERS, REGRETS, THANKS, WISHES},
};
use domain::{
    Timestamp,
    time::{DAY_MS, HOUR_MS, MINUTE_MS, Slot},
};
use std::collections::HashSet;

/// Everything that happens.
pub(super) struct Plan {
    pub(super) stories: Vec<Story>,
    pub(super) scenes: Vec<Scene>,
    pub(super) calendar: Calendar,
    pub(super) dice: Dice,
    asked: HashSet<(&'static str, &'static str, &'static str)>,
    now: Timestamp,
}

/// Stories of Alençon and of Mortagne, and for how many days each loge has been open.
const ALENCON: (i64, i64) = (128, 138);
const MORTAGNE: (i64, i64) = (20, 44);
/// Claudie asked for her parquet that many days ago; a few days later she offered her own help.
const PARQUET: i64 = 40;

impl Plan {
    /// The whole demonstration up to `now`.
    pub(super) fn until(now: Timestamp) -> Self {
        let mut plan = Self {
            stories: Vec::new(),
            scenes: Vec::new(),
            calendar: Calendar::default(),
            dice: Dice::new(61_000),
            asked: HashSet::new(),
            now,
        };
        // Kept free, so that whoever tries the demonstration as Léa can ask for Ophélie's dog walk.
        plan.asked.insert(("lea", "ophelie", "dog-walking"));
        plan.present(now);
        let (parquet, told) = OF_ALENCON
            .split_first()
            .map_or((None, OF_ALENCON), |(p, rest)| (Some(p), rest));
        if let Some(parquet) = parquet {
            plan.tell("claudie", parquet, now.plus(-PARQUET * DAY_MS));
        }
        plan.town("alencon", told, ALENCON);
        plan.town("mortagne", OF_MORTAGNE, MORTAGNE);
        plan.scenes.sort_by_key(|scene| (scene.at, scene.story));
        plan.scenes.retain(|scene| scene.at <= now);
        plan
    }

    /// Spreads a loge's stories over its days, closer together as it becomes known.
    fn town(&mut self, lodge: &'static str, told: &'static [Comment], (count, days): (i64, i64)) {
        let mut told = told.iter();
        let mut ends = ENDS.iter().cycle();
        for i in 0..count {
            let span = days * DAY_MS / (2 * count * count) * (i * (3 * count - i));
            let at = self.now.plus(span - days * DAY_MS);
            let course = match i % 10 {
                0 | 2 | 4 | 6 | 8 => told.next().map_or(Course::Done, Course::Told),
                3 => ends.next().copied().unwrap_or(Course::Done),
                7 if i % 20 == 7 => ends.next().copied().unwrap_or(Course::Done),
                _ => Course::Done,
            };
            self.one(lodge, course, at);
        }
        // Neighbours who came late are spoken of late: what is left is told in the last weeks.
        for (i, comment) in (1..).zip(told) {
            self.one(
                lodge,
                Course::Told(comment),
                self.now.plus(-(4 + 24 * i % 25) * DAY_MS),
            );
        }
    }

    fn one(&mut self, lodge: &'static str, course: Course, at: Timestamp) {
        let offer = match course {
            Course::Told(comment) => offer_of(comment.provider, comment.skill),
            _ => self.any_offer(lodge, at),
        };
        let Some(offer) = offer else { return };
        let Some(at) = self.not_before_interview(offer, at) else {
            return;
        };
        if let Some(resident) = self.somebody(lodge, offer) {
            let words = match course {
                Course::Told(comment) => wish(comment.skill, comment.asked),
                _ => self.any_wish(offer.skill),
            };
            self.write(Story { resident, offer }, course, words, by_day(at));
        }
    }

    fn tell(&mut self, resident: &'static str, comment: &'static Comment, at: Timestamp) {
        if let Some(offer) = offer_of(comment.provider, comment.skill) {
            self.asked.insert((resident, offer.provider, offer.skill));
            self.write(
                Story { resident, offer },
                Course::Told(comment),
                wish(comment.skill, comment.asked),
                by_day(at),
            );
        }
    }

    fn any_offer(&mut self, lodge: &'static str, at: Timestamp) -> Option<&'static Offer> {
        let age = self.now.since(at) / DAY_MS;
        let here = |o: &&'static Offer| {
            profile(o.provider).is_some_and(|p| p.lodge == lodge && p.interviewed > age)
        };
        let offers: Vec<&'static Offer> = OFFERS.iter().filter(here).collect();
        self.dice.pick(&offers).copied()
    }

    /// Somebody of that loge who has not asked for it yet.
    pub(super) fn somebody(
        &mut self,
        lodge: &'static str,
        offer: &'static Offer,
    ) -> Option<&'static str> {
        let free: Vec<&'static str> = RESIDENTS
            .iter()
            .filter(|r| {
                r.lodge == lodge && !self.asked.contains(&(r.code, offer.provider, offer.skill))
            })
            .map(|r| r.code)
            .collect();
        let resident = self.dice.pick(&free).copied()?;
        self.asked.insert((resident, offer.provider, offer.skill));
        Some(resident)
    }

    /// Claims one particular pair, for a story of the present.
    pub(super) fn claim(&mut self, resident: &'static str, offer: &'static Offer) {
        self.asked.insert((resident, offer.provider, offer.skill));
    }

    /// Nobody is asked before they were interviewed: later then, if there is time left.
    fn not_before_interview(&mut self, offer: &Offer, at: Timestamp) -> Option<Timestamp> {
        let first = self
            .now
            .plus(-profile(offer.provider)?.interviewed * DAY_MS)
            .plus(DAY_MS);
        if at >= first {
            return Some(at);
        }
        let days = (self.now.since(first) / DAY_MS - 6).max(1);
        Some(first.plus(self.dice.below(days) * DAY_MS + self.dice.hours(0, 12)))
    }

    fn any_wish(&mut self, skill: &str) -> &'static str {
        let words = WISHES
            .iter()
            .find(|w| w.skill == skill)
            .map_or(&[][..], |w| w.words);
        self.dice.pick(words).copied().unwrap_or_default()
    }

    pub(super) fn begin(&mut self, story: Story) -> usize {
        self.stories.push(story);
        self.stories.len() - 1
    }

    pub(super) fn scene(&mut self, at: Timestamp, story: usize, act: Act) {
        self.scenes.push(Scene { at, story, act });
    }

    fn write(&mut self, story: Story, course: Course, words: &'static str, at: Timestamp) {
        let id = self.begin(story);
        self.scene(at, id, Act::Ask(words));
        let answered = by_day(at.plus(self.dice.hours(1, 9)));
        match course {
            Course::Unanswered => {}
            Course::Declined => {
                let why = self.dice.pick(REGRETS).copied().unwrap_or_default();
                self.scene(answered, id, Act::Say(Side::Provider, why));
                self.scene(answered.plus(2 * MINUTE_MS), id, Act::Decline);
            }
            Course::Withdrawn => {
                self.scene(answered, id, Act::Withdraw);
            }
            _ => {
                let Some((slot, agreed)) = self.negotiate(id, story, answered) else {
                    return;
                };
                if slot.end() > self.now {
                    // What is still to come is laid out by hand (see `present`), the same whenever it is looked at.
                    self.scenes.retain(|scene| scene.story != id);
                } else if course != Course::Unpaid {
                    self.after_agreement(id, course, slot, agreed);
                }
            }
        }
    }

    /// Quote, sometimes counter-quote, agreement: the slot, and when.
    pub(super) fn negotiate(
        &mut self,
        id: usize,
        story: Story,
        at: Timestamp,
    ) -> Option<(Slot, Timestamp)> {
        let offer = story.offer;
        let (quantity, minutes) = size(offer);
        let days = profile(offer.provider)?.days;
        let earliest = at.plus(30 * HOUR_MS);
        let slot = self
            .calendar
            .take(offer.provider, days, earliest, minutes, &mut self.dice)?;
        let put = |by, cents| Act::Put {
            by,
            cents,
            quantity,
            slot,
        };
        let hello = self.dice.pick(ANSWERS).copied().unwrap_or_default();
        self.scene(at, id, Act::Say(Side::Provider, hello));
        self.scene(at.plus(3 * MINUTE_MS), id, put(Side::Provider, offer.cents));
        let mut agreed = by_day(at.plus(self.dice.hours(1, 7)));
        if self.dice.chance(18) && offer.cents >= 1_000 {
            let why = self.dice.pick(COUNTERS).copied().unwrap_or_default();
            self.scene(agreed, id, Act::Say(Side::Resident, why));
            self.scene(
                agreed.plus(MINUTE_MS),
                id,
                put(Side::Resident, offer.cents / 10 * 9),
            );
            agreed = agreed.plus(self.dice.hours(1, 3));
            self.scene(agreed, id, Act::Accept(Side::Provider));
        } else {
            if self.dice.chance(60) {
                let thanks = self.dice.pick(THANKS).copied().unwrap_or_default();
                self.scene(agreed, id, Act::Say(Side::Resident, thanks));
            }
            self.scene(agreed.plus(2 * MINUTE_MS), id, Act::Accept(Side::Resident));
        }
        Some((slot, agreed.plus(2 * MINUTE_MS)))
    }

    fn after_agreement(&mut self, id: usize, course: Course, slot: Slot, agreed: Timestamp) {
        let paid = agreed.plus(self.dice.below(5 * 60) * MINUTE_MS + 2 * MINUTE_MS);
        self.scene(paid.min(slot.start.plus(-HOUR_MS)), id, Act::Pay(GOOD_CARD));
        if let Course::Cancelled(by) = course {
            self.scene(
                paid.plus(HOUR_MS).min(slot.start.plus(-20 * MINUTE_MS)),
                id,
                Act::Cancel(by),
            );
            return;
        }
        let delivered = slot.end().plus(self.dice.hours(0, 2));
        self.scene(delivered, id, Act::Deliver);
        // Every fifth says nothing: silence confirms.
        let captured = if self.dice.chance(80) {
            let at = by_day(delivered.plus(self.dice.hours(1, 30)));
            self.scene(at, id, Act::Confirm);
            at
        } else {
            delivered.plus(2 * DAY_MS + HOUR_MS)
        };
        if self.dice.chance(24) {
            let euros = self.dice.below(4) + 1;
            self.scene(captured.plus(10 * MINUTE_MS), id, Act::Tip(euros * 100));
        }
        self.reviews(id, course, captured);
    }

    fn reviews(&mut self, id: usize, course: Course, captured: Timestamp) {
        let first = by_day(captured.plus(self.dice.hours(2, 40)));
        let second = by_day(first.plus(self.dice.hours(3, 60)));
        let review = |by, rating, words| Act::Review { by, rating, words };
        match course {
            Course::Told(comment) => {
                self.scene(
                    first,
                    id,
                    review(Side::Resident, comment.rating, comment.words),
                );
                if !comment.back.is_empty() || self.dice.chance(50) {
                    self.scene(second, id, review(Side::Provider, 5, comment.back));
                }
                if !comment.answer.is_empty() {
                    // Without the other side's review, this one is only published after two weeks.
                    let wait = if comment.back.is_empty() {
                        15 * DAY_MS
                    } else {
                        DAY_MS
                    };
                    self.scene(by_day(second.plus(wait)), id, Act::Answer(comment.answer));
                }
            }
            _ if self.dice.chance(55) => {
                let rating = if self.dice.chance(70) { 5 } else { 4 };
                self.scene(first, id, review(Side::Resident, rating, ""));
                if self.dice.chance(60) {
                    self.scene(second, id, review(Side::Provider, 5, ""));
                }
            }
            _ => {}
        }
    }
}

/// How stories end early, in turn.
const ENDS: &[Course] = &[
    Course::Declined,
    Course::Unanswered,
    Course::Cancelled(Side::Resident),
    Course::Withdrawn,
    Course::Unpaid,
    Course::Cancelled(Side::Provider),
];
