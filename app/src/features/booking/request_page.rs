//! Where a service is asked for. Who may not ask learns it here, kindly, before anything is filled in.

use super::{
    api::{AskView, ask},
    refusal::Refusal,
    request_form::RequestForm,
};
use crate::{
    features::lodge::params,
    form::use_refresh,
    i18n::use_lang,
    load::Load,
    meta::PageMeta,
    t,
    ui::{
        Breadcrumbs, CoinsBar, EmptyState, Notice, Portrait, Timeline, TimelineState, TimelineStep,
        Tone, words,
    },
};
use domain::{Lang, format, view::ListingView};
use leptos::prelude::*;

/// `/loges/:lodge/services/:listing/demander`
#[component]
pub fn RequestPage() -> impl IntoView {
    let (lodge, listing, refresh) = (params("lodge"), params("listing"), use_refresh());
    let data = Resource::new_blocking(
        move || (lodge.get(), listing.get(), refresh.get()),
        |(lodge, listing, _)| ask(lodge, listing),
    );
    view! { <Load resource=data view=move |view: AskView| view! { <Ask view/> }.into_any()/> }
}

/// Address of the listing's page, without language.
pub(super) fn listing_path(listing: &ListingView) -> String {
    format!("/loges/{}/services/{}", listing.lodge.slug, listing.line.id)
}

fn trail(lang: Lang, listing: &ListingView) -> Vec<(String, String)> {
    let lodge = lang.path(&format!("/loges/{}", listing.lodge.slug));
    vec![
        (lodge, listing.lodge.town.clone()),
        (
            lang.path(&listing_path(listing)),
            words::skill(lang, &listing.line.skill),
        ),
    ]
}

#[component]
fn Ask(view: AskView) -> impl IntoView {
    let lang = use_lang();
    let listing = view.listing.clone();
    let title = t!(
        lang,
        booking.request.title,
        name = listing.provider.person.name.clone()
    );
    let body = if let Some(refusal) = listing.refusal.clone() {
        view! { <Refusal listing=listing.clone() refusal now=view.now/> }.into_any()
    } else {
        let main = if listing.own {
            view! { <Own listing=listing.clone()/> }.into_any()
        } else if let Some(confirmed) = view.confirmed {
            view! {
                {(!confirmed).then(|| view! { <ConfirmFirst/> })}
                <RequestForm listing=listing.clone() now=view.now/>
            }
            .into_any()
        } else {
            view! { <SignInFirst listing=listing.clone()/> }.into_any()
        };
        view! {
            <Head title=title.clone() listing=listing.clone()/>
            <div class="split">
                <div class="split__main stack">{main}</div>
                <aside class="split__aside"><Aside listing=listing.clone()/></aside>
            </div>
        }
        .into_any()
    };
    view! {
        <PageMeta title=title.clone()/>
        <div class="page">
            <Breadcrumbs trail=trail(lang, &listing) here=title/>
            {body}
        </div>
    }
}

/// Who and what.
#[component]
fn Head(title: String, listing: ListingView) -> impl IntoView {
    let lang = use_lang();
    let rate = words::rate(lang, listing.line.rate, listing.line.unit);
    view! {
        <header class="mission-head">
            <Portrait name=listing.provider.person.portrait/>
            <div>
                <h1>{title}</h1>
                <p>
                    {words::skill(lang, &listing.line.skill)} " · "
                    {t!(lang, booking.request.rate, rate)}
                </p>
            </div>
        </header>
    }
}

/// What happens to the request and to the money.
#[component]
fn Aside(listing: ListingView) -> impl IntoView {
    let lang = use_lang();
    let name = listing.provider.person.name.clone();
    let example = listing.example;
    let caption = t!(
        lang,
        booking.request.example,
        skill = words::skill(lang, &example.skill),
        price = format::money_short(lang, example.shares.price)
    );
    view! {
        <Notice tone=Tone::Good title=t!(lang, booking.request.calm_title)>
            <p>{t!(lang, booking.request.calm_text)}</p>
        </Notice>
        <div class="card">
            <CoinsBar shares=example.shares provider=example.provider coordinator=example.coordinator caption/>
        </div>
        <section class="card card--quiet">
            <h2 class="card__title">{t!(lang, booking.request.next_title)}</h2>
            <Timeline steps=ahead(lang, name)/>
        </section>
    }
}

/// The life of the mission that would begin.
fn ahead(lang: Lang, name: String) -> Vec<TimelineStep> {
    let step = |icon, title| TimelineStep {
        state: TimelineState::ToCome,
        icon,
        title,
        detail: String::new(),
    };
    vec![
        step("paper-plane-tilt", t!(lang, booking.request.next_1, name)),
        step("handshake", t!(lang, booking.request.next_2)),
        step("lock-key", t!(lang, booking.request.next_3)),
        step("hand-coins", t!(lang, booking.request.next_4)),
    ]
}

/// Somebody's own service.
#[component]
fn Own(listing: ListingView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <EmptyState icon="storefront" title=t!(lang, booking.request.own_title)>
            <p>{t!(lang, booking.request.own_text)}</p>
            <div class="buttons">
                <a class="button" href=lang.path(&listing_path(&listing))>
                    {t!(lang, booking.request.own_action)}
                </a>
            </div>
        </EmptyState>
    }
}

/// Signing in and up, both of which come back here.
#[component]
fn SignInFirst(listing: ListingView) -> impl IntoView {
    let lang = use_lang();
    let back = lang.path(&format!("{}/demander", listing_path(&listing)));
    let to = move |page: &str| format!("{}?retour={back}", lang.path(page));
    let name = listing.provider.person.name;
    view! {
        <EmptyState icon="handshake" title=t!(lang, booking.request.sign_in_title)>
            <p>{t!(lang, booking.request.sign_in_text, name)}</p>
            <div class="buttons">
                <a class="button" href=to("/connexion")>{t!(lang, common.sign_in)}</a>
                <a class="button button--secondary" href=to("/inscription")>{t!(lang, common.sign_up)}</a>
            </div>
        </EmptyState>
    }
}

/// The address is not confirmed: the request would be refused.
#[component]
fn ConfirmFirst() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Notice tone=Tone::Warning title=t!(lang, booking.request.confirm_title)>
            <p>
                {t!(lang, booking.request.confirm_text)} " "
                <a href=lang.path("/compte")>{t!(lang, booking.request.confirm_action)}</a>
            </p>
        </Notice>
    }
}
