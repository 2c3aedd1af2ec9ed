//! Putting a quote on the table: price, unit, number, moment, details.

use super::{
    api::{MissionView, PutQuote},
    clear::clear_after,
    slot_fields::{SlotFields, SlotLabels},
    wording::{name_of, open_quote, other_side},
};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{ErrorSummary, Folded, MoneyInput, Select, Stepper, Submit, TextArea},
};
use domain::{
    Cents, Lang, Party, Timestamp,
    listing::RateUnit,
    quote::{DETAILS_MAX, QUANTITY_MAX},
    time::Slot,
    view::BookingView,
};
use leptos::{html::Div, prelude::*};

/// What the form holds at first.
#[derive(Clone)]
struct First {
    unit_price: Cents,
    unit: RateUnit,
    quantity: u32,
    slot: Option<Slot>,
    minutes: u32,
    details: String,
}

impl First {
    /// The quote on the table, else the listing's rate at the moment asked for.
    fn of(b: &BookingView) -> Self {
        let (rate, unit, minutes) = b.rate;
        open_quote(b).map_or_else(
            || Self {
                unit_price: rate,
                unit,
                quantity: 1,
                slot: b.slot_asked,
                minutes: b.slot_asked.map_or(minutes, |s| s.minutes),
                details: String::new(),
            },
            |q| Self {
                unit_price: q.unit_price,
                unit: q.unit,
                quantity: q.quantity,
                slot: Some(q.slot),
                minutes: q.slot.minutes,
                details: q.details.clone(),
            },
        )
    }
}

/// Folded away until it is wanted; open at once for a provider who has a request to answer.
#[component]
pub(super) fn QuoteForm(mission: Memo<MissionView>) -> impl IntoView {
    let lang = use_lang();
    let (action, place) = (ServerAction::<PutQuote>::new(), NodeRef::<Div>::new());
    clear_after(action, place);
    let MissionView { booking: b, now } = mission.get_untracked();
    let first = First::of(&b);
    let on_the_table = Memo::new(move |_| mission.with(|m| m.booking.open_quote.is_some()));
    let title = move || {
        if on_the_table.get() {
            t!(lang, booking.quote.counter)
        } else {
            t!(lang, booking.quote.new)
        }
    };
    view! {
        <div node_ref=place id="proposer" tabindex="-1">
            <Form action class="form">
                <input type="hidden" name="booking" value=b.id.to_string()/>
                <Folded title=title>
                    <p class="quiet">{hint(lang, &b)}</p>
                    <ErrorSummary/>
                    <Fields first now/>
                    <div class="buttons"><Submit>{t!(lang, booking.quote.send)}</Submit></div>
                </Folded>
            </Form>
        </div>
    }
}

fn hint(lang: Lang, b: &BookingView) -> String {
    if b.side == Party::Coordinator {
        t!(
            lang,
            booking.quote.hint_coordinator,
            r = name_of(b, Party::Resident),
            p = name_of(b, Party::Provider)
        )
    } else {
        t!(
            lang,
            booking.quote.hint,
            name = name_of(b, other_side(b.side))
        )
    }
}

/// As people of each language type an amount.
fn typed(lang: Lang, amount: Cents) -> String {
    let (euros, cents) = (amount.0 / 100, amount.0 % 100);
    let point = if lang == Lang::Fr { ',' } else { '.' };
    if cents == 0 {
        euros.to_string()
    } else {
        format!("{euros}{point}{cents:02}")
    }
}

#[component]
fn Fields(first: First, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let unit_words = |unit| match unit {
        RateUnit::Job => t!(lang, booking.quote.unit_job),
        RateUnit::Hour => t!(lang, booking.quote.unit_hour),
        RateUnit::Day => t!(lang, booking.quote.unit_day),
        RateUnit::Slice => t!(lang, booking.quote.unit_slice),
    };
    let units = RateUnit::ALL
        .map(|unit| (unit.code().to_owned(), unit_words(unit)))
        .to_vec();
    let labels = SlotLabels {
        date: t!(lang, booking.quote.date),
        time: t!(lang, booking.quote.time),
        minutes: t!(lang, booking.quote.minutes),
    };
    view! {
        <div class="field-row">
            <MoneyInput name="unit_price" label=t!(lang, booking.quote.unit_price) value=typed(lang, first.unit_price)/>
            <Select name="unit" label=t!(lang, booking.quote.unit) options=units selected=first.unit.code()/>
            <Stepper name="quantity" label=t!(lang, booking.quote.quantity) value=first.quantity max=QUANTITY_MAX/>
        </div>
        <SlotFields labels moment=first.slot minutes=first.minutes now/>
        <TextArea
            name="details"
            label=t!(lang, booking.quote.details_label)
            hint=t!(lang, booking.quote.details_hint)
            value=first.details
            optional=true
            rows=3
            maxlength=DETAILS_MAX
        />
    }
}
