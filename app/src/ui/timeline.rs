//! The life of a mission as a line of steps.

use super::Icon;
use leptos::prelude::*;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineState {
    /// Behind us.
    Done,
    /// Here.
    Now,
    /// Ahead.
    ToCome,
    /// It ended here, otherwise than hoped.
    Wrong,
}

impl TimelineState {
    const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::ToCome => "to-come",
            Self::Wrong => "wrong",
        }
    }
}

/// One step.
#[derive(Clone, Debug)]
pub struct TimelineStep {
    /// Where it stands.
    pub state: TimelineState,
    /// Pictogram.
    pub icon: &'static str,
    /// What.
    pub title: String,
    /// When, how much, said by whom; may be empty.
    pub detail: String,
}

/// Steps, oldest first.
#[component]
pub fn Timeline(
    /// The steps.
    steps: Vec<TimelineStep>,
) -> impl IntoView {
    let items = steps
        .into_iter()
        .map(|step| {
            let current = (step.state == TimelineState::Now).then_some("step");
            view! {
                <li class="timeline__item" data-state=step.state.code() aria-current=current>
                    <span class="timeline__mark">
                        <Icon name=step.icon />
                    </span>
                    <div class="timeline__body">
                        <p class="timeline__title">{step.title}</p>
                        {(!step.detail.is_empty()).then(|| view! { <p class="timeline__detail">{step.detail}</p> })}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }
}
