//! Missions that need somebody, most pressing first: why, since when, and what to do. A reported review is settled here.

use super::{api::SettleReport, wording};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{EmptyState, ErrorSummary, Icon, Submit, use_toasts, words},
};
use domain::{
    Lang, Timestamp,
    ids::ReviewId,
    view::{DashboardView, Need, NeedKind},
};
use leptos::{html::H2, prelude::*};

/// What needs somebody; a kind word when nothing does.
#[component]
pub fn Needs(board: Memo<DashboardView>) -> impl IntoView {
    let lang = use_lang();
    let heading = NodeRef::<H2>::new();
    let needs = Memo::new(move |_| board.with(|b| b.needs.clone()));
    let now = Memo::new(move |_| board.with(|b| b.now));
    let none = Memo::new(move |_| needs.with(Vec::is_empty));
    let key = |need: &Need| format!("{:?}{}{:?}", need.kind, need.booking, need.review);
    view! {
        <section class="dashboard__part" aria-labelledby="needs">
            <h2 id="needs" tabindex="-1" node_ref=heading>{t!(lang, dashboard.needs)}</h2>
            <Show
                when=move || none.get()
                fallback=move || {
                    view! {
                        <ul class="needs">
                            <For each=move || needs.get() key=key let:need>
                                {line(lang, &need, now, heading)}
                            </For>
                        </ul>
                    }
                }
            >
                <EmptyState icon="check-circle" title=t!(lang, dashboard.needs_none)>
                    <p>{t!(lang, dashboard.needs_none_text)}</p>
                </EmptyState>
            </Show>
        </section>
    }
}

fn line(
    lang: Lang,
    need: &Need,
    now: Memo<Timestamp>,
    heading: NodeRef<H2>,
) -> impl IntoView + use<> {
    let (kind, at) = (need.kind, need.at);
    let urgency = match kind {
        NeedKind::HoldLapsing | NeedKind::ActionNeeded => "now",
        NeedKind::Unanswered | NeedKind::ReportedReview => "soon",
    };
    let skill = words::skill(lang, &need.skill);
    let said = need.detail.clone().map(
        |reason| view! { <p class="need__detail">{t!(lang, common.quoted, text = reason)}</p> },
    );
    view! {
        <li class="need" data-urgency=urgency>
            <Icon name=wording::need_icon(kind)/>
            <div>
                <p class="need__title">
                    <a class="card__link" href=lang.path(&format!("/missions/{}", need.booking))>{wording::need(lang, need)}</a>
                </p>
                <p class="need__detail">{skill} " · " {wording::advice(lang, kind)}</p>
                {said}
                {need.review.map(|review| view! { <Settle review heading/> })}
            </div>
            <span class="need__when">{move || wording::waiting(lang, kind, at, now.get())}</span>
        </li>
    }
}

/// Says that a report was dealt with. The line then goes away, so the cursor goes back to the heading.
#[component]
fn Settle(review: ReviewId, heading: NodeRef<H2>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<SettleReport>::new();
    let value = action.value();
    Effect::new(move |_| {
        if value.with(|v| matches!(v, Some(Ok(())))) {
            toasts.push(t!(lang, dashboard.settled));
            if let Some(heading) = heading.get_untracked() {
                // A focus that fails leaves the reader at the top of the page, as any line that goes away would.
                let _ = heading.focus();
            }
        }
    });
    view! {
        <Form action class="need__act">
            <ErrorSummary/>
            <input type="hidden" name="review" value=review.to_string()/>
            <Submit class="button--secondary button--small">{t!(lang, dashboard.settle)}</Submit>
        </Form>
    }
}
