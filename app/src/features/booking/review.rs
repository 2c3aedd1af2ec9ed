//! Reviews of a mission: writing one's own, reading the other side's, answering it, reporting it.

use super::{
    api::{AnswerReview, MissionView, ReportReview, WriteReview},
    wording::{name_of, other_side},
};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{ErrorSummary, Folded, Stars, StarsInput, Submit, TextArea},
};
use domain::{
    Party,
    booking::Event,
    format,
    review::COMMENT_MAX,
    view::{BookingReview, BookingView},
};
use leptos::prelude::*;

/// Everything about reviews that the reader may see or do now; nothing before the mission is paid.
#[component]
pub(super) fn Reviews(mission: Memo<MissionView>) -> impl IntoView {
    let lang = use_lang();
    let may_review =
        Memo::new(move |_| mission.with(|m| m.booking.actions.contains(&Event::Review)));
    let other = Memo::new(move |_| mission.with(|m| m.booking.other_review.clone()));
    let may_answer = Memo::new(move |_| mission.with(|m| m.booking.may_answer));
    let may_report = Memo::new(move |_| mission.with(|m| m.booking.may_report));
    let shown = Memo::new(move |_| {
        let any = |b: &BookingView| {
            b.my_review.is_some() || b.other_review.is_some() || !b.reviews.is_empty()
        };
        may_review.get() || mission.with(|m| any(&m.booking))
    });
    view! {
        <Show when=move || shown.get()>
            <section id="avis" tabindex="-1">
                <div class="section__head"><h2>{t!(lang, booking.review.all)}</h2></div>
                <div class="stack">
                    <Show when=move || may_review.get()>
                        <WriteForm mission=mission.get_untracked()/>
                    </Show>
                    {move || view! { <Written mission=mission.get()/> }}
                    <Show when=move || may_answer.get()>
                        <AnswerForm review=other.get_untracked()/>
                    </Show>
                    <Show when=move || may_report.get()>
                        <ReportForm review=other.get_untracked() coordinator=mission.get_untracked().booking.coordinator.name/>
                    </Show>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn WriteForm(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let b = mission.booking;
    let name = name_of(&b, other_side(b.side));
    view! {
        <Form action={ServerAction::<WriteReview>::new()} class="card form">
            <input type="hidden" name="booking" value=b.id.to_string()/>
            <ErrorSummary/>
            <StarsInput name="rating" legend=t!(lang, booking.review.rating_p, name)/>
            <TextArea
                name="comment"
                label=t!(lang, booking.review.comment)
                hint=t!(lang, booking.review.comment_hint)
                optional=true
                rows=3
                maxlength=COMMENT_MAX
            />
            <div class="buttons"><Submit>{t!(lang, booking.review.send)}</Submit></div>
        </Form>
    }
}

/// What was written, as far as the reader may see it.
#[component]
fn Written(mission: MissionView) -> impl IntoView {
    let lang = use_lang();
    let b = mission.booking;
    let due = b
        .review_by
        .map(|at| format::date(lang, at, mission.now))
        .unwrap_or_default();
    let mine = b.my_review.clone().map(|review| {
        let note = (!review.published).then(|| t!(lang, booking.review.hidden, due = due.clone()));
        view! { <One review title=t!(lang, booking.review.mine) answerer=name_of(&b, other_side(b.side)) note/> }
    });
    let others = b
        .other_review
        .iter()
        .chain(&b.reviews)
        .cloned()
        .map(|review| {
            let name = name_of(&b, review.party);
            let note = review.content.is_none().then(|| {
                t!(
                    lang,
                    booking.review.other_hidden,
                    name = name.clone(),
                    due = due.clone()
                )
            });
            let answerer = name_of(&b, about(review.party));
            view! { <One review title=t!(lang, booking.review.other, name) answerer note/> }
        });
    view! { {mine} {others.collect_view()} }
}

/// The side that a review is about.
const fn about(author: Party) -> Party {
    match author {
        Party::Resident => Party::Provider,
        _ => Party::Resident,
    }
}

#[component]
fn One(
    review: BookingReview,
    title: String,
    /// Who answers it.
    answerer: String,
    /// Why it is not published, or not shown.
    note: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let reported = review.reported;
    let content = review.content.map(|(rating, comment)| {
        let comment = if comment.is_empty() { t!(lang, booking.review.no_comment) } else { comment };
        view! {
            <header class="review__head"><span class="review__author">{title}</span> <Stars rating/></header>
            <p class="review__text">{comment}</p>
        }
    });
    view! {
        <article class="review">
            {content}
            {note.map(|note| view! { <p class="quiet">{note}</p> })}
            {review
                .answer
                .map(|answer| {
                    view! {
                        <div class="review__answer">
                            <b>{t!(lang, booking.review.answered, name = answerer)}</b>
                            <p>{answer}</p>
                        </div>
                    }
                })}
            {reported.then(|| view! { <p class="quiet">{t!(lang, booking.review.reported)}</p> })}
        </article>
    }
}

fn id_of(review: Option<BookingReview>) -> String {
    review.map(|r| r.id.to_string()).unwrap_or_default()
}

#[component]
fn AnswerForm(review: Option<BookingReview>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Form action={ServerAction::<AnswerReview>::new()}>
            <input type="hidden" name="review" value=id_of(review)/>
            <Folded title=t!(lang, booking.review.answer) class="button--quiet">
                <ErrorSummary/>
                <TextArea
                    name="answer"
                    label=t!(lang, booking.review.answer_label)
                    hint=t!(lang, booking.review.answer_hint)
                    rows=3
                    maxlength=COMMENT_MAX
                />
                <div class="buttons"><Submit>{t!(lang, booking.review.answer_send)}</Submit></div>
            </Folded>
        </Form>
    }
}

#[component]
fn ReportForm(review: Option<BookingReview>, coordinator: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Form action={ServerAction::<ReportReview>::new()}>
            <input type="hidden" name="review" value=id_of(review)/>
            <Folded title=t!(lang, booking.review.report) class="button--quiet">
                <ErrorSummary/>
                <TextArea
                    name="reason"
                    label=t!(lang, booking.review.report_label)
                    hint=t!(lang, booking.review.report_hint, name = coordinator)
                    rows=3
                    maxlength=COMMENT_MAX
                />
                <div class="buttons"><Submit class="button--secondary">{t!(lang, booking.review.report_send)}</Submit></div>
            </Folded>
        </Form>
    }
}
