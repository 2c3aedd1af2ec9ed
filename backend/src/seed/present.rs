//! The present of the demonstration: missions in every state that somebody has to do something about, so that each page has
//! something to show on the first day.

use super::{
    plan::Plan,
    story::{Act, GOOD_CARD, Side, Story, offer_of, wish},
};
use domain::{
    Timestamp,
    time::{DAY_MS, HOUR_MS, MINUTE_MS, Slot, from_paris, paris_midnight, to_paris},
};

/// The sandbox's card that is authorised and then refused at the capture.
const EMPTY_CARD: &str = "4000000000007718";

/// That moment; the night is folded into the hour before bedtime, so that nobody writes at three in the morning and everything
/// keeps its order.
fn evening(at: Timestamp) -> Timestamp {
    let c = to_paris(at);
    let bedtime = from_paris(c.year, c.month, c.day, 22, 0);
    match c.hour {
        22.. => bedtime.plus(at.since(bedtime) / 12),
        8.. => at,
        _ => {
            let bedtime = bedtime.plus(-DAY_MS);
            bedtime.plus(at.since(bedtime) / 12)
        }
    }
}

/// A mission about to be laid out.
struct Draft<'a> {
    plan: &'a mut Plan,
    id: usize,
    cents: i64,
    now: Timestamp,
}

impl Draft<'_> {
    fn at(&mut self, hours_ago: i64, act: Act) {
        let at = evening(self.now.plus(-hours_ago * HOUR_MS));
        self.plan.scene(at, self.id, act);
    }

    fn quote(&mut self, hours_ago: i64, by: Side, cents: i64, slot: Slot) {
        self.at(
            hours_ago,
            Act::Put {
                by,
                cents,
                quantity: 1,
                slot,
            },
        );
    }

    /// Asked, quoted, agreed and paid in four hours.
    fn held(&mut self, hours_ago: i64, slot: Slot, card: &'static str) {
        self.quote(hours_ago - 1, Side::Provider, self.cents, slot);
        self.at(hours_ago - 2, Act::Accept(Side::Resident));
        self.at(hours_ago - 3, Act::Pay(card));
    }
}

impl Plan {
    fn draft(
        &mut self,
        resident: &'static str,
        (provider, skill): (&str, &str),
        (hours_ago, asked): (i64, usize),
        now: Timestamp,
    ) -> Option<Draft<'_>> {
        let offer = offer_of(provider, skill)?;
        self.claim(resident, offer);
        let id = self.begin(Story { resident, offer });
        let mut draft = Draft {
            plan: self,
            id,
            cents: offer.cents,
            now,
        };
        draft.at(hours_ago, Act::Ask(wish(skill, asked)));
        Some(draft)
    }

    /// Lays out the present.
    pub(super) fn present(&mut self, now: Timestamp) {
        let day = |days: i64, hour: i64| {
            let midnight = paris_midnight(paris_midnight(now).plus(days * DAY_MS + 12 * HOUR_MS));
            Slot {
                start: midnight.plus(hour * HOUR_MS),
                minutes: 60,
            }
        };
        self.talking(now, &day);
        self.under_way(now, &day);
        self.reported(now, &day);
    }

    fn talking(&mut self, now: Timestamp, day: &dyn Fn(i64, i64) -> Slot) {
        // Nobody has answered Karim for more than a day.
        self.draft("karim", ("florence", "piano"), (31, 2), now);
        if let Some(mut d) = self.draft("jeanne", ("francois", "curtain"), (20, 1), now) {
            d.quote(15, Side::Provider, 1_800, day(3, 10));
        }
        if let Some(mut d) = self.draft("theo", ("sebastien", "computer-help"), (9, 0), now) {
            d.quote(6, Side::Provider, 1_800, day(4, 14));
            d.at(
                2,
                Act::Say(
                    Side::Resident,
                    "Est-ce que quinze euros vous iraient\u{202f}? C’est l’affaire d’une heure.",
                ),
            );
            d.quote(2, Side::Resident, 1_500, day(4, 14));
        }
        if let Some(mut d) = self.draft("lea", ("melodie", "sewing"), (26, 1), now) {
            d.at(
                22,
                Act::Say(
                    Side::Provider,
                    "Bonjour Léa, j’ai justement une fermeture de cette couleur.",
                ),
            );
            d.quote(22, Side::Provider, 1_200, day(5, 18));
        }
        if let Some(mut d) = self.draft("margot", ("kevin", "gardening"), (18, 2), now) {
            d.quote(12, Side::Provider, 1_800, day(3, 9));
        }
    }

    fn under_way(&mut self, now: Timestamp, day: &dyn Fn(i64, i64) -> Slot) {
        if let Some(mut d) = self.draft("samira", ("nicolas", "errands"), (9, 3), now) {
            d.quote(6, Side::Provider, 1_000, day(2, 11));
            d.at(3, Act::Accept(Side::Resident));
        }
        if let Some(mut d) = self.draft("paul", ("ophelie", "dog-walking"), (26, 1), now) {
            d.held(26, day(1, 15), GOOD_CARD);
        }
        if let Some(mut d) = self.draft("ali", ("joel", "cleaning"), (30, 1), now) {
            d.held(30, day(1, 9), GOOD_CARD);
        }
        // Done yesterday, not confirmed yet.
        if let Some(mut d) = self.draft("agnes", ("melodie", "home-meal"), (76, 2), now) {
            let slot = day(-1, 17);
            d.held(76, slot, GOOD_CARD);
            d.plan
                .scene(slot.end().plus(15 * MINUTE_MS), d.id, Act::Deliver);
        }
        // Done, but the bank refused: another card is needed.
        if let Some(mut d) = self.draft("hugo", ("nicolas", "parquet-diy"), (98, 3), now) {
            let slot = day(-2, 14);
            d.held(98, slot, EMPTY_CARD);
            d.plan
                .scene(slot.end().plus(20 * MINUTE_MS), d.id, Act::Deliver);
            d.plan
                .scene(slot.end().plus(5 * HOUR_MS), d.id, Act::Confirm);
        }
        // Paid this week, and Léa has not said yet what it was like.
        if let Some(mut d) = self.draft("lea", ("ophelie", "plants"), (150, 0), now) {
            let slot = day(-4, 11);
            d.held(150, slot, GOOD_CARD);
            d.plan
                .scene(slot.end().plus(10 * MINUTE_MS), d.id, Act::Deliver);
            d.plan
                .scene(slot.end().plus(3 * HOUR_MS), d.id, Act::Confirm);
            let words = "Un balcon plein de vie, c’était un plaisir.";
            d.plan.scene(
                slot.end().plus(6 * HOUR_MS),
                d.id,
                Act::Review {
                    by: Side::Provider,
                    rating: 5,
                    words,
                },
            );
        }
    }

    /// A review that its subject finds unfair.
    fn reported(&mut self, now: Timestamp, day: &dyn Fn(i64, i64) -> Slot) {
        let Some(mut d) = self.draft("marcel", ("sebastien", "groceries"), (172, 2), now) else {
            return;
        };
        let slot = day(-5, 10);
        d.held(172, slot, GOOD_CARD);
        let after = |hours: i64| slot.end().plus(hours * HOUR_MS);
        let words = "Venu avec une heure de retard et reparti sans un mot.";
        let mut then = |hours, act| d.plan.scene(after(hours), d.id, act);
        then(1, Act::Deliver);
        then(4, Act::Confirm);
        then(
            22,
            Act::Review {
                by: Side::Resident,
                rating: 2,
                words,
            },
        );
        then(
            30,
            Act::Review {
                by: Side::Provider,
                rating: 4,
                words: "Un peu pressé, mais courtois.",
            },
        );
        let reason = "J’étais à l’heure\u{202f}: l’ascenseur était en panne et Marcel attendait au mauvais étage. Je souhaite qu’on en parle.";
        then(52, Act::Report(reason));
    }
}
