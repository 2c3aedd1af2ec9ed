//! One sentence, one field, one picture; below, the open loges and missions that just ended well.

use super::api::{communes, home};
use crate::{
    error::UiError,
    features::lodge::title,
    i18n::use_lang,
    load::Load,
    meta::PageMeta,
    t,
    ui::{Icon, LodgeCard, Portrait, PortraitSize, Stars, words},
};
use domain::{
    Lang,
    view::{CommuneHit, HomeView, ReviewView},
};
use leptos::{leptos_dom::helpers::debounce, prelude::*};
use leptos_router::{
    NavigateOptions,
    components::Form,
    hooks::{query_signal_with_options, use_query_map},
};
use std::time::Duration;

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    let lang = use_lang();
    let data = Resource::new_blocking(|| (), |()| home());
    view! {
        <PageMeta title=t!(lang, home.title) description=t!(lang, home.description)/>
        <div class="page">
            <section class="home-hero">
                <div class="home-hero__words">
                    <h1>{t!(lang, home.heading)}</h1>
                    <p class="lead">{t!(lang, home.lead)}</p>
                    <FindLodge/>
                </div>
                <div class="home-hero__scene">
                    <img src="/scene.svg" alt="" width="960" height="700"/>
                </div>
            </section>
            <section class="section home-band">
                <h2>{t!(lang, home.steps_title)}</h2>
                <Steps/>
            </section>
            <Load resource=data view=move |v: HomeView| view! { <Loges view=v/> }.into_any()/>
        </div>
    }
}

/// "Where do you live?": posts to this page; once hydrated, answers while one types.
#[component]
fn FindLodge() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let q = Memo::new(move |_| query.with(|m| m.get("ou").unwrap_or_default()));
    let (_, set_q) = query_signal_with_options::<String>(
        "ou",
        NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        },
    );
    let found = Resource::new_blocking(
        move || q.get(),
        |q| async move {
            if q.trim().is_empty() {
                Ok(Vec::new())
            } else {
                communes(q).await
            }
        },
    );
    let mut typed = debounce(Duration::from_millis(180), move |value: String| {
        set_q.set(Some(value).filter(|v| !v.is_empty()));
    });
    view! {
        <Form method="GET" action=lang.path("/") attr:class="home-hero__ask" attr:role="search">
            <label for="ou">{t!(lang, home.where_label)}</label>
            <div class="search-field search-field--large">
                <Icon name="map-pin"/>
                <input
                    class="search-field__input"
                    id="ou"
                    name="ou"
                    type="search"
                    autocomplete="postal-code"
                    maxlength="100"
                    placeholder=t!(lang, home.where_placeholder)
                    value=q.get_untracked()
                    on:input=move |e| typed(event_target_value(&e))
                />
                <button class="button">{t!(lang, home.where_button)}</button>
            </div>
        </Form>
        <div aria-live="polite">
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    let q = q.get_untracked();
                    found_communes(lang, found.await, &q)
                })}
            </Transition>
        </div>
    }
}

fn found_communes(lang: Lang, found: Result<Vec<CommuneHit>, UiError>, q: &str) -> AnyView {
    match found {
        Err(error) => view! { <p class="quiet">{error.message(lang)}</p> }.into_any(),
        Ok(_) if q.trim().is_empty() => ().into_any(),
        Ok(hits) if hits.is_empty() => view! { <p class="quiet">{t!(lang, home.where_nothing)}</p> }.into_any(),
        Ok(hits) => view! {
            <ul class="suggestions">{hits.into_iter().map(|hit| view! { <li>{commune(lang, hit)}</li> }).collect_view()}</ul>
        }
        .into_any(),
    }
}

fn commune(lang: Lang, hit: CommuneHit) -> AnyView {
    let place = view! { {hit.name} " " <span class="quiet">{hit.postcode}</span> };
    match hit.lodge {
        Some(lodge) => view! {
            <a href=lang.path(&format!("/loges/{}", lodge.slug))>
                {place} " " <span class="tag tag--good">{title(lang, &lodge)}</span>
            </a>
        }
        .into_any(),
        None => view! { <span>{place} " " <span class="quiet">{t!(lang, home.not_served)}</span></span> }.into_any(),
    }
}

#[component]
fn Steps() -> impl IntoView {
    let lang = use_lang();
    let steps = [
        (t!(lang, home.step_ask), t!(lang, home.step_ask_text)),
        (t!(lang, home.step_agree), t!(lang, home.step_agree_text)),
        (t!(lang, home.step_done), t!(lang, home.step_done_text)),
    ];
    view! {
        <ol class="steps">
            {steps
                .into_iter()
                .map(|(title, text)| {
                    view! {
                        <li class="steps__item">
                            <h3 class="steps__title">{title}</h3>
                            <p>{text}</p>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}

#[component]
fn Loges(view: HomeView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="section">
            <div class="section__head">
                <h2>{t!(lang, home.loges_title)}</h2>
                <a href=lang.path("/loges")>{t!(lang, common.all_loges)}</a>
            </div>
            <ul class="cards cards--wide">
                {view
                    .lodges
                    .into_iter()
                    .map(|card| {
                        let title = title(lang, &card.lodge);
                        view! { <LodgeCard card title/> }
                    })
                    .collect_view()}
            </ul>
        </section>
        <section class="section">
            <div class="section__head"><h2>{t!(lang, home.recent_title)}</h2></div>
            <ul class="cards">{view.recent.into_iter().map(|r| view! { <li><Ended review=r/></li> }).collect_view()}</ul>
        </section>
    }
}

/// A mission that ended well, in the resident's words.
#[component]
fn Ended(review: ReviewView) -> impl IntoView {
    let lang = use_lang();
    let provider = lang.path(&format!(
        "/loges/{}/offreurs/{}",
        review.lodge.slug, review.provider_slug
    ));
    view! {
        <article class="card mission-card">
            <Portrait name=review.author.portrait size=PortraitSize::Small/>
            <div class="mission-card__body">
                {(!review.comment.is_empty())
                    .then(|| view! { <blockquote class="mission-card__quote">{t!(lang, common.quoted, text = review.comment)}</blockquote> })}
                <p class="quiet">
                    {review.author.name} ", " {words::skill(lang, &review.skill).to_lowercase()} " "
                    {t!(lang, home.done_with)} " " <a href=provider>{review.about}</a>
                </p>
                <Stars rating=review.rating/>
            </div>
        </article>
    }
}
