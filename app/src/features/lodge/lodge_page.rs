//! A loge's page: a shop window. The coordinator's face and word, what is offered, who is there, what is looked for.

use super::{
    api::lodge,
    components::{Reviews, params, title},
};
use crate::{
    i18n::use_lang,
    load::Load,
    meta::PageMeta,
    plural, t,
    ui::{
        CoinsBar, CoinsForm, Icon, Portrait, PortraitSize, ProviderCard, SkillChip, WantedChip,
        words,
    },
};
use domain::{Lang, format, view::LodgeView};
use leptos::prelude::*;

/// `/loges/:lodge`
#[component]
pub fn LodgePage() -> impl IntoView {
    let slug = params("lodge");
    let data = Resource::new_blocking(move || slug.get(), lodge);
    view! { <Load resource=data view=move |v: LodgeView| view! { <Lodge view=v/> }.into_any()/> }
}

#[component]
fn Lodge(view: LodgeView) -> impl IntoView {
    let lang = use_lang();
    let heading = title(lang, &view.card.lodge);
    let services = lang.path(&format!("/loges/{}/services", view.card.lodge.slug));
    let providers = view.card.providers;
    let lodge_slug = view.card.lodge.slug.clone();
    view! {
        <PageMeta title=heading.clone() description=t!(lang, lodge.description, town = view.card.lodge.town.clone())/>
        <div class="page">
            <section class="lodge-hero">
                <div class="lodge-hero__words">
                    <p class="page-head__eyebrow">
                        <Icon name="map-pin"/>
                        {view.card.territory_name.clone()} " · "
                        {plural!(lang, view.card.communes, ui.communes_singular, ui.communes_plural)}
                    </p>
                    <h1>{heading}</h1>
                    <p class="lead">{t!(lang, lodge.lead)}</p>
                    <form class="search-field" role="search" method="get" action=services.clone()>
                        <label class="hidden-text" for="q">{t!(lang, lodge.search_label)}</label>
                        <input class="search-field__input" id="q" name="q" type="search" maxlength="100" placeholder=t!(lang, lodge.search_placeholder)/>
                        <button class="button">{t!(lang, lodge.search_button)}</button>
                    </form>
                </div>
                <Coordinator view=view.clone()/>
            </section>
            <section class="section">
                <div class="section__head">
                    <h2>{t!(lang, lodge.offers_title)}</h2>
                    <a href=services.clone()>{plural!(lang, u32::try_from(view.offers.len()).unwrap_or(0), lodge.skills_singular, lodge.skills_plural)}</a>
                </div>
                <ul class="chips">
                    {view
                        .offers
                        .iter()
                        .cloned()
                        .map(|offer| {
                            let href = format!("{services}?savoir={}", offer.skill);
                            view! { <SkillChip offer href/> }
                        })
                        .collect_view()}
                </ul>
                <Wanted wanted=view.wanted.clone() phone=view.phone.clone()/>
            </section>
            <section class="section">
                <h2>{plural!(lang, providers, lodge.providers_singular, lodge.providers_plural)}</h2>
                <ul class="cards">
                    {view
                        .providers
                        .iter()
                        .cloned()
                        .map(|card| view! { <ProviderCard card lodge=lodge_slug.clone()/> })
                        .collect_view()}
                </ul>
            </section>
            <Example view=view.clone()/>
            <Reviews title=t!(lang, lodge.reviews_title) reviews=view.reviews.clone()/>
            <section class="section">
                <details class="card card--quiet">
                    <summary>{t!(lang, lodge.communes_title)}</summary>
                    <p>{view.communes.join(", ")}</p>
                </details>
            </section>
        </div>
    }
}

/// The coordinator: her word, since when, how to reach her.
#[component]
fn Coordinator(view: LodgeView) -> impl IntoView {
    let lang = use_lang();
    let since = format::date_full(lang, view.coordinator_since);
    let name = view.card.coordinator.name.clone();
    let done = (view.missions_done > 0)
        .then(|| view! { <p class="quiet">{plural!(lang, view.missions_done, lodge.done_singular, lodge.done_plural)}</p> });
    let profile = view.coordinator_profile.as_ref().map(|slug| {
        let href = lang.path(&format!("/loges/{}/offreurs/{slug}", view.card.lodge.slug));
        view! { <a href=href>{t!(lang, lodge.coordinator_profile)}</a> }
    });
    view! {
        <div class="card card--raised coordinator-card" id="coordination">
            <Portrait name=view.card.coordinator.portrait.clone() size=PortraitSize::Large/>
            <div class="coordinator-card__body">
                <blockquote class="coordinator-card__word">{t!(lang, common.quoted, text = view.word.clone())}</blockquote>
                <p><b>{name.clone()}</b> " " {t!(lang, lodge.coordinator_since, date = since)}</p>
                {done}
                <p class="row">
                    <a class="button button--secondary button--small" href=words::phone_link(&view.phone)>
                        <Icon name="phone"/> " " {t!(lang, lodge.call, name = name, phone = words::phone(&view.phone))}
                    </a>
                    {profile}
                </p>
            </div>
        </div>
    }
}

#[component]
fn Wanted(wanted: Vec<String>, phone: String) -> impl IntoView {
    let lang = use_lang();
    (!wanted.is_empty()).then(|| {
        view! {
            <ul class="chips lodge-wanted">
                <li class="chips__label">{t!(lang, lodge.wanted)}</li>
                {wanted.into_iter().map(|skill| view! { <WantedChip skill/> }).collect_view()}
            </ul>
            <p class="quiet">{t!(lang, lodge.wanted_how, phone = words::phone(&phone))}</p>
        }
    })
}

/// *Où vont mes sous*, on a real service of the loge, and what it has done so far.
#[component]
fn Example(view: LodgeView) -> impl IntoView {
    let lang = use_lang();
    view.example.map(|e| {
        let caption = example_caption(lang, &e.skill, e.shares.price);
        view! {
            <section class="section">
                <div class="card">
                    <CoinsBar shares=e.shares provider=e.provider coordinator=e.coordinator form=CoinsForm::Large caption/>
                    <p><a href=lang.path("/ou-vont-mes-sous")>{t!(lang, lodge.money_more)}</a></p>
                </div>
            </section>
        }
    })
}

/// "Promenade de chien à 13 €".
pub fn example_caption(lang: Lang, skill: &str, price: domain::Cents) -> String {
    t!(
        lang,
        lodge.example_caption,
        skill = words::skill(lang, skill),
        price = format::money_short(lang, price)
    )
}
