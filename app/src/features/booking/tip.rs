//! A tip: free, all of it to the provider, its own payment.

use super::api::{MissionView, TipProvider};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{Choice, ErrorSummary, MoneyInput, Notice, RadioCards, Submit, Tone},
};
use domain::{
    Cents,
    booking::{Event, lifecycle},
    format,
};
use leptos::prelude::*;

/// Amounts offered, in euros.
const CHOICES: [i64; 3] = [1, 2, 5];

/// The form for a tip while the reader may give one, then thanks.
#[component]
pub(super) fn Tips(mission: Memo<MissionView>) -> impl IntoView {
    let lang = use_lang();
    // A payment page that is still open can be opened again: the rule alone decides, not what is under way.
    let may = Memo::new(move |_| {
        mission.with(|m| lifecycle::next(m.booking.state, Event::Tip, m.booking.side).is_ok())
    });
    let total = Memo::new(move |_| {
        mission.with(|m| {
            m.booking
                .tips
                .iter()
                .map(|(amount, _)| *amount)
                .sum::<Cents>()
        })
    });
    let given = move || {
        let name = mission.with(|m| m.booking.provider.name.clone());
        let total = total.get();
        (may.get() && total.0 > 0).then(|| {
            let price = format::money_short(lang, total);
            view! { <Notice tone=Tone::Good><p>{t!(lang, booking.tip.given, price, name)}</p></Notice> }
        })
    };
    view! {
        {given}
        <Show when=move || may.get() && total.get() == Cents::ZERO>
            <TipForm mission=mission.get_untracked()/>
        </Show>
    }
}

#[component]
fn TipForm(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let b = mission.booking;
    let name = b.provider.name.clone();
    let mut choices: Vec<_> = CHOICES
        .iter()
        .map(|euros| {
            Choice::new(
                euros.to_string(),
                format::money_short(lang, Cents(euros * 100)),
                "",
            )
        })
        .collect();
    choices.push(Choice::new("other", t!(lang, booking.tip.other), ""));
    view! {
        <section class="card">
            <h2 class="card__title">{t!(lang, booking.tip.title, name = name.clone())}</h2>
            <p>{t!(lang, booking.tip.text, name)}</p>
            <Form action={ServerAction::<TipProvider>::new()}>
                <input type="hidden" name="booking" value=b.id.to_string()/>
                <input type="hidden" name="lang" value=lang.code()/>
                <ErrorSummary/>
                <RadioCards name="choice" legend=t!(lang, booking.tip.choice) choices selected="2"/>
                <MoneyInput
                    name="tip"
                    label=t!(lang, booking.tip.amount)
                    hint=t!(lang, booking.tip.amount_hint)
                    optional=true
                />
                <div class="buttons"><Submit class="button--secondary">{t!(lang, booking.tip.send)}</Submit></div>
            </Form>
        </section>
    }
}
