//! The form of a request: what, where, when.

use super::{
    api::RequestListing,
    request_page::listing_path,
    slot_fields::{SlotFields, SlotLabels},
};
use crate::{
    error::UiError,
    form::{Form, use_form},
    i18n::use_lang,
    t,
    ui::{Choice, ErrorSummary, Notice, RadioCards, Select, Submit, TextArea, TextField, Tone},
};
use domain::{
    Timestamp,
    booking::{ADDRESS_MAX, WHAT_MAX},
    view::ListingView,
};
use leptos::{html::Div, prelude::*};

/// Asks for `listing`. A request that is refused keeps everything that was typed.
#[component]
pub(super) fn RequestForm(listing: ListingView, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let name = listing.provider.person.name.clone();
    let page = lang.path(&format!("{}/demander", listing_path(&listing)));
    view! {
        <Form action={ServerAction::<RequestListing>::new()} class="card form">
            <input type="hidden" name="listing" value=listing.line.id.to_string()/>
            <input type="hidden" name="lang" value=lang.code()/>
            <Answer page/>
            <TextArea
                name="what"
                label=t!(lang, booking.request.what)
                hint=t!(lang, booking.request.what_hint)
                maxlength=WHAT_MAX
            />
            <Where listing=listing.clone()/>
            <When minutes=listing.minutes now/>
            <Submit class="button--large">{t!(lang, booking.request.send, name)}</Submit>
        </Form>
    }
}

/// Why the request was refused. That it was asked once already is said in the words of the refusal page, which is one
/// step away: the page now knows it.
#[component]
fn Answer(
    /// Address of this page.
    page: String,
) -> impl IntoView {
    let lang = use_lang();
    let refused = use_form().map(|form| form.error);
    let once = Memo::new(move |_| {
        refused.is_some_and(|e| e.with(|e| matches!(e, Some(UiError::OnceOnly))))
    });
    move || {
        let page = page.clone();
        if once.get() {
            view! {
                <div role="alert">
                    <Notice title=t!(lang, booking.refusal.commit_title) tone=Tone::Info>
                        <p>{t!(lang, booking.refusal.commit_text)}</p>
                        <p><a rel="external" href=page>{t!(lang, booking.refusal.commit_action)}</a></p>
                    </Notice>
                </div>
            }
            .into_any()
        } else {
            view! { <ErrorSummary/> }.into_any()
        }
    }
}

#[component]
fn Where(listing: ListingView) -> impl IntoView {
    let lang = use_lang();
    let name = listing.provider.person.name.clone();
    let home = listing
        .communes
        .iter()
        .find(|(_, name)| *name == listing.lodge.town);
    let home = home.map(|(insee, _)| insee.clone()).unwrap_or_default();
    view! {
        <div class="form__part">
            <h2 class="form__title">{t!(lang, booking.request.place)}</h2>
            <TextField
                name="address"
                label=t!(lang, booking.request.address)
                hint=t!(lang, booking.request.address_hint, name)
                autocomplete="street-address"
                maxlength=ADDRESS_MAX
            />
            <Select name="commune" label=t!(lang, booking.request.commune) options=listing.communes selected=home/>
        </div>
    }
}

/// A moment, or none. Without script both are shown; with it, the moment hides when it is left open.
#[component]
fn When(minutes: u32, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let flexible = RwSignal::new(false);
    let group = NodeRef::<Div>::new();
    let look = move || {
        let chosen = group
            .get()
            .and_then(|group| group.query_selector("[name=when]:checked").ok().flatten());
        flexible.set(
            chosen.is_some_and(|card| card.get_attribute("value").as_deref() == Some("flexible")),
        );
    };
    // Only once the page is alive: what the server sends must work without script. The page knows what was chosen before.
    Effect::new(move |_| look());
    let choices = vec![
        Choice::new(
            "slot",
            t!(lang, booking.request.when_slot),
            t!(lang, booking.request.when_slot_hint),
        ),
        Choice::new(
            "flexible",
            t!(lang, booking.request.when_flexible),
            t!(lang, booking.request.when_flexible_hint),
        ),
    ];
    let labels = SlotLabels {
        date: t!(lang, booking.request.date),
        time: t!(lang, booking.request.time),
        minutes: t!(lang, booking.request.minutes),
    };
    view! {
        <div class="form__part">
            <div node_ref=group on:change=move |_| look()>
                <RadioCards name="when" legend=t!(lang, booking.request.when) choices selected="slot"/>
            </div>
            <div hidden=move || flexible.get()>
                <SlotFields labels moment=None minutes now/>
            </div>
        </div>
    }
}
