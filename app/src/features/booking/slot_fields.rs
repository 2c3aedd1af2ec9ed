//! Day, time on the quarter of an hour, and length: the same three fields for a request and for a quote.

use crate::{
    i18n::use_lang,
    ui::{Select, TextField},
};
use domain::{
    Lang, Timestamp, format,
    time::{DAY_MS, DAYS_AHEAD_MAX, Slot},
};
use leptos::prelude::*;

/// First and last start of the day that the list offers, in quarters of an hour.
const QUARTERS: std::ops::RangeInclusive<u32> = 24..=90;
/// What is asked for when nothing else is known.
const TIME: &str = "10:00";

/// Labels of the three fields, which each form words for itself.
#[derive(Clone, Debug)]
pub(super) struct SlotLabels {
    pub date: String,
    pub time: String,
    pub minutes: String,
}

fn clock(lang: Lang, quarter: u32) -> String {
    let (hour, minute) = (quarter / 4, quarter % 4 * 15);
    match (lang, minute) {
        (Lang::Fr, 0) => format!("{hour}\u{a0}h"),
        (Lang::Fr, _) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        (Lang::En, _) => format!("{hour}:{minute:02}"),
    }
}

/// The day's quarters, and `chosen` when it is none of these.
fn times(lang: Lang, chosen: &str) -> Vec<(String, String)> {
    let value = |q: u32| format!("{:02}:{:02}", q / 4, q % 4 * 15);
    let mut times: Vec<_> = QUARTERS.map(|q| (value(q), clock(lang, q))).collect();
    if !times.iter().any(|(value, _)| value == chosen) {
        times.insert(0, (chosen.to_owned(), chosen.to_owned()));
    }
    times
}

/// Quarters up to three hours, then halves up to six, then hours; and `chosen` when it is none of these.
fn lengths(lang: Lang, chosen: u32) -> Vec<(String, String)> {
    let mut minutes: Vec<u32> = (15..=180).step_by(15).collect();
    minutes.extend((210..=360).step_by(30));
    minutes.extend((420..=Slot::MINUTES_MAX).step_by(60));
    if !minutes.contains(&chosen) {
        minutes.push(chosen);
        minutes.sort_unstable();
    }
    minutes
        .into_iter()
        .map(|m| (m.to_string(), format::duration(lang, m)))
        .collect()
}

/// The three fields. `moment` fills them; without it only the length is known.
#[component]
pub(super) fn SlotFields(
    labels: SlotLabels,
    moment: Option<Slot>,
    /// Length when there is no moment.
    minutes: u32,
    now: Timestamp,
) -> impl IntoView {
    let lang = use_lang();
    let date = moment
        .map(|s| format::date_input(s.start))
        .unwrap_or_default();
    let time = moment.map_or_else(|| TIME.to_owned(), |s| format::time_input(s.start));
    let minutes = moment.map_or(minutes, |s| s.minutes);
    let last = format::date_input(now.plus(i64::from(DAYS_AHEAD_MAX) * DAY_MS));
    view! {
        <div class="field-row">
            <TextField name="date" label=labels.date kind="date" value=date min=format::date_input(now) max=last/>
            <Select name="time" label=labels.time options=times(lang, &time) selected=time/>
            <Select name="minutes" label=labels.minutes options=lengths(lang, minutes) selected=minutes.to_string()/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_hold_quarters_and_what_was_chosen() {
        let offered = times(Lang::Fr, "23:15");
        assert!(
            offered
                .iter()
                .any(|(value, words)| value == "10:15" && words == "10\u{a0}h\u{a0}15")
        );
        assert_eq!(offered[0].0, "23:15");
        let lengths = lengths(Lang::Fr, 375);
        assert!(lengths.iter().any(|(value, _)| value == "375"));
        assert!(
            lengths
                .iter()
                .all(|(value, _)| value.parse::<u32>().is_ok_and(|m| m % 15 == 0))
        );
    }
}
