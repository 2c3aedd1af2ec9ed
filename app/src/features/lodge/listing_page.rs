//! A listing's page: one service of one neighbour, with one clear button.

use super::{
    api::listing,
    components::{Reviews, day_names, params, trail},
    json_ld,
    lodge_page::example_caption,
};
use crate::{
    i18n::use_lang,
    load::Load,
    meta::{PageMeta, use_public_url},
    t,
    ui::{Breadcrumbs, CoinsBar, Icon, IconDisc, Notice, Portrait, PortraitSize, StarNote, words},
};
use domain::{format, view::ListingView};
use leptos::prelude::*;

/// `/loges/:lodge/services/:listing`
#[component]
pub fn ListingPage() -> impl IntoView {
    let (slug, id) = (params("lodge"), params("listing"));
    let data = Resource::new_blocking(
        move || (slug.get(), id.get()),
        |(slug, id)| listing(slug, id),
    );
    view! { <Load resource=data view=move |v: ListingView| view! { <Listing view=v/> }.into_any()/> }
}

#[component]
fn Listing(view: ListingView) -> impl IntoView {
    let lang = use_lang();
    let skill = words::skill(lang, &view.line.skill);
    let name = view.provider.person.name.clone();
    let heading = t!(
        lang,
        lodge.listing_title,
        skill = skill.clone(),
        name = name.clone()
    );
    let example = view.example.clone();
    let caption = example_caption(lang, &view.line.skill, example.shares.price);
    view! {
        <PageMeta title=heading description=view.description.clone() json_ld=Some(json_ld::listing(lang, &use_public_url(), &view))/>
        <div class="page">
            <Breadcrumbs trail=trail(lang, &view.lodge) here=skill.clone()/>
            <header class="listing-head">
                <IconDisc name=words::pictogram(&view.line.skill)/>
                <h1>{skill}</h1>
                <p>{t!(lang, lodge.with_name, name = name.clone())}</p>
            </header>
            <div class="split split--early">
                <div class="split__main stack">
                    <p class="lead">{view.description.clone()}</p>
                    <Who view=view.clone()/>
                </div>
                <aside class="split__aside stack">
                    <Ask view=view.clone()/>
                </aside>
                <div class="split__main stack">
                    <div class="card"><CoinsBar shares=example.shares provider=example.provider coordinator=example.coordinator caption/></div>
                    <Reviews title=t!(lang, lodge.listing_reviews) reviews=view.reviews.clone()/>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Who(view: ListingView) -> impl IntoView {
    let lang = use_lang();
    let href = lang.path(&format!(
        "/loges/{}/offreurs/{}",
        view.lodge.slug, view.provider.slug
    ));
    view! {
        <article class="card card--link">
            <div class="row">
                <Portrait name=view.provider.person.portrait size=PortraitSize::Medium/>
                <div>
                    <h2 class="card__title"><a class="card__link" href=href>{view.provider.person.name}</a></h2>
                    <p class="provider-card__adjectives">{view.provider.adjectives}</p>
                    <StarNote tenths=view.provider.rating_tenths reviews=view.provider.reviews/>
                </div>
            </div>
        </article>
    }
}

/// The rate, the button, and what happens to the money.
#[component]
fn Ask(view: ListingView) -> impl IntoView {
    let lang = use_lang();
    let name = view.provider.person.name.clone();
    let href = lang.path(&format!(
        "/loges/{}/services/{}/demander",
        view.lodge.slug, view.line.id
    ));
    let button = if view.own {
        view! { <Notice><p>{t!(lang, lodge.own_listing)}</p></Notice> }.into_any()
    } else {
        let label = if view.refusal.is_some() {
            t!(lang, lodge.already_ordered)
        } else {
            t!(lang, lodge.ask, name = name.clone())
        };
        view! { <a class="button button--large button--wide" href=href>{label}</a> }.into_any()
    };
    view! {
        <div class="card card--raised stack">
            <p class="price price--large">
                {format::money_short(lang, view.line.rate)} " " <span class="price__unit">{words::unit(lang, view.line.unit)}</span>
            </p>
            {button}
            <p class="quiet">{t!(lang, lodge.ask_note)}</p>
            <dl class="facts">
                <div>
                    <Icon name="calendar-blank"/>
                    <dt>{t!(lang, lodge.available)}</dt>
                    <dd>{day_names(lang, view.days)}</dd>
                </div>
                <div>
                    <Icon name="clock"/>
                    <dt>{t!(lang, lodge.usual_length)}</dt>
                    <dd>{format::duration(lang, view.minutes)}</dd>
                </div>
                <div>
                    <Icon name="shield-check"/>
                    <dt>{t!(lang, lodge.payment)}</dt>
                    <dd>{t!(lang, lodge.payment_text)}</dd>
                </div>
            </dl>
        </div>
    }
}
