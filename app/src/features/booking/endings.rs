//! Changing one's mind: decline, withdraw, cancel. Each says what it means and asks once more, without script.

use super::{
    api::{CancelBooking, DeclineBooking, MissionView, WithdrawBooking},
    wording::name_of,
};
use crate::{
    form::{Form, use_form},
    i18n::use_lang,
    t,
    ui::{ErrorSummary, Submit},
};
use domain::{Lang, Party, booking::Event, view::BookingView};
use leptos::prelude::*;

/// The ways out that the reader has now.
#[component]
pub(super) fn Endings(mission: Memo<MissionView>) -> impl IntoView {
    let lang = use_lang();
    let ways = Memo::new(move |_| {
        let ends = [Event::Decline, Event::Withdraw, Event::Cancel];
        mission.with(|m| {
            ends.into_iter()
                .filter(|e| m.booking.actions.contains(e))
                .collect::<Vec<_>>()
        })
    });
    move || {
        let ways = ways.get();
        (!ways.is_empty()).then(|| {
            let b = mission.get_untracked().booking;
            let ways = ways
                .into_iter()
                .map(|event| way(lang, &b, event))
                .collect_view();
            view! {
                <section>
                    <div class="section__head"><h2>{t!(lang, booking.act.title)}</h2></div>
                    <div class="stack stack--tight">{ways}</div>
                </section>
            }
        })
    }
}

fn way(lang: Lang, b: &BookingView, event: Event) -> AnyView {
    let booking = b.id.to_string();
    match event {
        Event::Decline => {
            let name = name_of(b, Party::Resident);
            let words = [
                t!(lang, booking.act.decline),
                t!(lang, booking.act.decline_why, name),
                t!(lang, booking.act.decline_yes),
            ];
            view! { <Form action={ServerAction::<DeclineBooking>::new()}><Sure booking words/></Form> }.into_any()
        }
        Event::Withdraw => {
            let own = b.side == Party::Resident;
            let title = if own {
                t!(lang, booking.act.withdraw)
            } else {
                t!(lang, booking.act.withdraw_for)
            };
            let words = [
                title,
                t!(lang, booking.act.withdraw_why),
                t!(lang, booking.act.withdraw_yes),
            ];
            view! { <Form action={ServerAction::<WithdrawBooking>::new()}><Sure booking words/></Form> }.into_any()
        }
        _ => {
            let words = [
                t!(lang, booking.act.cancel),
                t!(lang, booking.act.cancel_why),
                t!(lang, booking.act.cancel_yes),
            ];
            view! { <Form action={ServerAction::<CancelBooking>::new()}><Sure booking words/></Form> }.into_any()
        }
    }
}

/// What it is, what it means, and the button that does it.
#[component]
fn Sure(booking: String, words: [String; 3]) -> impl IntoView {
    let refused = use_form().is_some_and(|form| form.error.with_untracked(Option::is_some));
    let [title, why, yes] = words;
    view! {
        <input type="hidden" name="booking" value=booking/>
        <details open=refused>
            <summary class="button button--quiet">{title}</summary>
            <div class="card card--quiet stack">
                <ErrorSummary/>
                <p>{why}</p>
                <Submit class="button--danger">{yes}</Submit>
            </div>
        </details>
    }
}
