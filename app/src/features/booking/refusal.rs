//! Once only: why, the first mission, the neighbours who can, and where a regular need is better served.

use crate::{
    i18n::use_lang,
    t,
    ui::{IconDisc, Portrait, PortraitSize, StarNote, words},
};
use domain::{
    Lang, Timestamp, format,
    skill::Door,
    view::{ListingHit, ListingView, OnceOnlyView},
};
use leptos::prelude::*;

/// Neighbours and other services shown, each.
const SHOWN: usize = 3;

/// Instead of the form, when the reader already asked for this service.
#[component]
pub(super) fn Refusal(
    listing: ListingView,
    refusal: OnceOnlyView,
    now: Timestamp,
) -> impl IntoView {
    let ListingView {
        lodge,
        provider,
        line,
        ..
    } = listing;
    let (slug, name) = (lodge.slug, provider.person.name.clone());
    let (neighbours, services): (Vec<_>, Vec<_>) = refusal
        .others
        .iter()
        .cloned()
        .partition(|hit| hit.line.skill == line.skill);
    let faces = neighbours
        .iter()
        .take(SHOWN)
        .map(|hit| hit.person.clone())
        .collect::<Vec<_>>();
    let faces = std::iter::once(provider.person).chain(faces);
    let faces = faces
        .map(|p| view! { <Portrait name=p.portrait size=PortraitSize::Large/> })
        .collect_view();
    view! {
        <div class="refusal">
            <section class="refusal__word">
                <div class="refusal__faces">{faces}</div>
                <Why name=name.clone() slug=slug.clone() refusal=refusal.clone() now/>
            </section>
            <Neighbours hits=neighbours slug=slug.clone()/>
            <Services name hits=services slug/>
            <Doors doors=refusal.doors/>
        </div>
    }
}

#[component]
fn Why(name: String, slug: String, refusal: OnceOnlyView, now: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let date = format::date(lang, refusal.asked_at, now);
    let (text, mission) = if refusal.state.is_over() {
        (
            t!(lang, booking.refusal.over, name, date),
            t!(lang, booking.refusal.mission_over),
        )
    } else {
        (
            t!(lang, booking.refusal.open, name, date),
            t!(lang, booking.refusal.mission_open),
        )
    };
    view! {
        <h1>{t!(lang, booking.refusal.title)}</h1>
        <p class="lead">{text}</p>
        <div class="buttons">
            <a class="button" href=lang.path(&format!("/missions/{}", refusal.booking))>{mission}</a>
            <a class="button button--secondary" href=lang.path(&format!("/loges/{slug}/services"))>
                {t!(lang, booking.refusal.search)}
            </a>
        </div>
    }
}

#[component]
fn Neighbours(hits: Vec<ListingHit>, slug: String) -> impl IntoView {
    let lang = use_lang();
    let (title, text) = if hits.is_empty() {
        (
            t!(lang, booking.refusal.nobody),
            t!(lang, booking.refusal.nobody_text),
        )
    } else {
        (
            t!(lang, booking.refusal.neighbours),
            t!(lang, booking.refusal.neighbours_text),
        )
    };
    view! {
        <section>
            <div class="section__head">
                <h2>{title}</h2>
                <p class="quiet">{text}</p>
            </div>
            <HitCards hits slug/>
        </section>
    }
}

#[component]
fn Services(name: String, hits: Vec<ListingHit>, slug: String) -> impl IntoView {
    let lang = use_lang();
    (!hits.is_empty()).then(|| {
        view! {
            <section>
                <div class="section__head"><h2>{t!(lang, booking.refusal.services, name)}</h2></div>
                <HitCards hits slug/>
            </section>
        }
    })
}

/// Who, what, for how much; each leads to its service.
#[component]
fn HitCards(hits: Vec<ListingHit>, slug: String) -> impl IntoView {
    let lang = use_lang();
    let cards = hits
        .into_iter()
        .take(SHOWN)
        .map(|hit| {
            let href = lang.path(&format!("/loges/{slug}/services/{}", hit.line.id));
            view! {
                <li>
                    <article class="card card--link provider-card">
                        <div class="provider-card__who">
                            <Portrait name=hit.person.portrait/>
                            <div>
                                <h3 class="provider-card__name"><a class="card__link" href=href>{hit.person.name}</a></h3>
                                <p class="provider-card__adjectives">{hit.adjectives}</p>
                            </div>
                        </div>
                        <crate::ui::Rates listings=vec![hit.line]/>
                        <p class="card__foot"><StarNote tenths=hit.rating_tenths reviews=hit.reviews/></p>
                    </article>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!cards.is_empty()).then(|| view! { <ul class="cards">{cards}</ul> })
}

#[component]
fn Doors(doors: Vec<Door>) -> impl IntoView {
    let lang = use_lang();
    let cards = doors
        .into_iter()
        .map(|door| {
            let (icon, title, text) = door_words(lang, door);
            view! {
                <li class="door">
                    <IconDisc name=icon class="icon-disc--honey"/>
                    <h3 class="door__title">{title}</h3>
                    <p>{text}</p>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!cards.is_empty()).then(|| {
        view! {
            <section>
                <div class="section__head">
                    <h2>{t!(lang, booking.refusal.doors)}</h2>
                    <p class="quiet">{t!(lang, booking.refusal.doors_text)}</p>
                </div>
                <ul class="doors">{cards}</ul>
            </section>
        }
    })
}

/// Pictogram, title and sentence of a door.
fn door_words(lang: Lang, door: Door) -> (&'static str, String, String) {
    let (icon, title, text) = match door {
        Door::MusicSchool => (
            words::pictogram("piano"),
            t!(lang, booking.refusal.music_school),
            t!(lang, booking.refusal.music_school_text),
        ),
        Door::Cesu => (
            "house-line",
            t!(lang, booking.refusal.cesu),
            t!(lang, booking.refusal.cesu_text),
        ),
        Door::Professional => (
            "storefront",
            t!(lang, booking.refusal.professional),
            t!(lang, booking.refusal.professional_text),
        ),
        Door::Association => (
            "users-three",
            t!(lang, booking.refusal.association),
            t!(lang, booking.refusal.association_text),
        ),
        Door::Childcare => (
            "baby",
            t!(lang, booking.refusal.childcare),
            t!(lang, booking.refusal.childcare_text),
        ),
    };
    (icon, title, text)
}
