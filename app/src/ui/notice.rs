//! Something said calmly.

use super::Icon;
use leptos::prelude::*;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It went well.
    Good,
    /// Mind this.
    Warning,
    /// It did not go through.
    Wrong,
    /// What happens now: it is the reader's turn.
    Now,
    /// What happens next: it is somebody else's turn.
    Next,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Good => "notice notice--good",
            Self::Warning => "notice notice--warning",
            Self::Wrong => "notice notice--wrong",
            Self::Now => "notice notice--now",
            Self::Next => "notice notice--next",
        }
    }

    const fn icon(self) -> Option<&'static str> {
        match self {
            Self::Info => Some("info"),
            Self::Good => Some("check-circle"),
            Self::Warning | Self::Wrong => Some("warning-circle"),
            Self::Now | Self::Next => None,
        }
    }
}

/// A notice: a title, then what it contains. The title of `Now` and `Next` is a heading of the page.
#[component]
pub fn Notice(
    /// How it is meant.
    #[prop(optional)]
    tone: Tone,
    /// The title; may be empty.
    #[prop(optional, into)]
    title: String,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let title = (!title.is_empty()).then(|| match tone {
        Tone::Now | Tone::Next => view! { <h2 class="notice__title">{title}</h2> }.into_any(),
        _ => view! { <p class="notice__title">{title}</p> }.into_any(),
    });
    view! {
        <div class=tone.class()>
            {tone.icon().map(|name| view! { <Icon name /> })} <div class="notice__body">{title} {children()}</div>
        </div>
    }
}
