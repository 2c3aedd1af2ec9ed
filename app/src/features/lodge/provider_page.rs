//! A provider's page: a letter of introduction, not a data sheet.

use super::{
    api::provider,
    components::{Reviews, day_names, params, trail},
    json_ld,
};
use crate::{
    i18n::{of_town, use_lang},
    load::Load,
    meta::{PageMeta, use_public_url},
    t,
    ui::{Breadcrumbs, IconDisc, Portrait, PortraitSize, StarNote, words},
};
use domain::{format, provider::LegalStatus, view::ProviderView};
use leptos::prelude::*;

/// `/loges/:lodge/offreurs/:provider`
#[component]
pub fn ProviderPage() -> impl IntoView {
    let (slug, name) = (params("lodge"), params("provider"));
    let data = Resource::new_blocking(
        move || (slug.get(), name.get()),
        |(slug, name)| provider(slug, name),
    );
    view! { <Load resource=data view=move |v: ProviderView| view! { <Provider view=v/> }.into_any()/> }
}

#[component]
fn Provider(view: ProviderView) -> impl IntoView {
    let lang = use_lang();
    let name = view.card.person.name.clone();
    let description = t!(
        lang,
        lodge.provider_description,
        name = name.clone(),
        adjectives = view.card.adjectives.clone(),
        of = of_town(lang, &view.lodge)
    );
    view! {
        <PageMeta title=name.clone() description json_ld=Some(json_ld::provider(lang, &use_public_url(), &view))/>
        <div class="page">
            <Breadcrumbs trail=trail(lang, &view.lodge) here=name.clone()/>
            <div class="split split--early">
                <div class="split__main"><Letter view=view.clone()/></div>
                <aside class="split__aside"><Services view=view.clone()/></aside>
                <div class="split__main">
                    <Reviews title=t!(lang, lodge.provider_reviews, name = name) reviews=view.reviews.clone()/>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Letter(view: ProviderView) -> impl IntoView {
    let lang = use_lang();
    let status = match view.status {
        LegalStatus::Individual => t!(lang, lodge.individual),
        LegalStatus::MicroEntrepreneur => t!(lang, lodge.micro_entrepreneur),
    };
    let paragraphs = view
        .presentation
        .split('\n')
        .filter(|p| !p.trim().is_empty())
        .map(str::to_owned)
        .collect::<Vec<_>>();
    view! {
        <article class="letter">
            <header class="letter__head">
                <Portrait name=view.card.person.portrait.clone() size=PortraitSize::Huge/>
                <div>
                    <h1 class="letter__name">{view.card.person.name.clone()}</h1>
                    <p class="letter__adjectives">{view.card.adjectives.clone()}</p>
                    <p class="letter__meta">
                        <StarNote tenths=view.card.rating_tenths reviews=view.card.reviews/>
                        <span>{words::missions(lang, view.card.missions)}</span>
                        <span>{view.commune.clone()}</span>
                        <span>{status}</span>
                    </p>
                </div>
            </header>
            {paragraphs.into_iter().map(|p| view! { <p class="letter__text">{p}</p> }).collect_view()}
            <p class="letter__sign">{view.card.person.name.clone()}</p>
            <div class="seal">
                <IconDisc name="handshake" class="icon-disc--honey"/>
                <p>
                    <b>{t!(lang, lodge.interviewed, by = view.interviewed_by.clone(), date = format::date_full(lang, view.interviewed_at))}</b>
                    " " {t!(lang, lodge.interviewed_text)}
                </p>
            </div>
        </article>
    }
}

/// What they offer and when, with one clear button per service.
#[component]
fn Services(view: ProviderView) -> impl IntoView {
    let lang = use_lang();
    let base = lang.path(&format!("/loges/{}/services", view.lodge.slug));
    view! {
        <div class="stack">
            <h2>{t!(lang, lodge.services_of, name = view.card.person.name.clone())}</h2>
            <ul class="card provider-services">
                {view
                    .card
                    .listings
                    .into_iter()
                    .map(|l| {
                        view! {
                            <li class="provider-service">
                                <IconDisc name=words::pictogram(&l.skill)/>
                                <span class="provider-service__name"><a href=format!("{base}/{}", l.id)>{words::skill(lang, &l.skill)}</a></span>
                                <span class="price">{words::rate(lang, l.rate, l.unit)}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <p class="quiet">{t!(lang, lodge.usually, days = day_names(lang, view.days))}</p>
            <p class="quiet">{t!(lang, lodge.indicative)}</p>
        </div>
    }
}
