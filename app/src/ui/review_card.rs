//! What somebody said of somebody.

use super::{Portrait, PortraitSize, Stars, words};
use crate::{i18n::use_lang, meta::use_now, t};
use domain::{format, view::ReviewView};
use leptos::prelude::*;

/// A published review with its answer. `children` go under it (report, answer).
#[component]
pub fn ReviewCard(
    /// The review.
    review: ReviewView,
    /// Actions, if any.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let answer = review.answer.map(|answer| {
        view! {
            <div class="review__answer">
                <b>{t!(lang, ui.answers, name = review.about.clone())}</b>
                <p>{answer}</p>
            </div>
        }
    });
    view! {
        <article class="review">
            <header class="review__head">
                <Portrait name=review.author.portrait size=PortraitSize::Small />
                <span>
                    <span class="review__author">{review.author.name}</span>
                    {format!(" · {} · ", words::skill(lang, &review.skill))}
                    <time datetime=format::iso(review.at)>{format::date(lang, review.at, use_now())}</time>
                    <br />
                    <Stars rating=review.rating />
                </span>
            </header>
            {(!review.comment.is_empty()).then(|| view! { <p class="review__text">{review.comment}</p> })}
            {answer}
            {children.map(|children| view! { <div class="review__actions">{children()}</div> })}
        </article>
    }
}
