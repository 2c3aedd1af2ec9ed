//! Short news at the foot of the screen, announced to readers. Only the browser makes them: without script, pages say the
//! same in a notice.

use super::Icon;
use crate::{i18n::use_lang, t};
use leptos::prelude::*;

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    id: u32,
    text: String,
}

/// The news shown now.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

/// How long a toast stays.
#[cfg(feature = "hydrate")]
const STAY: std::time::Duration = std::time::Duration::from_secs(7);

impl Toasts {
    /// Shows `text` for a few seconds.
    pub fn push(self, text: impl Into<String>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| {
            list.push(Toast {
                id,
                text: text.into(),
            });
        });
        #[cfg(feature = "hydrate")]
        set_timeout(move || self.close(id), STAY);
    }

    fn close(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Makes toasts possible below.
pub fn provide_toasts() {
    provide_context(Toasts {
        list: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
    });
}

/// The toasts of the page, to add one.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(|| Toasts {
        list: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
    })
}

/// Where toasts appear; once, in the shell.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let lang = use_lang();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <div class="toast">
                    <Icon name="check-circle" />
                    <span>{toast.text}</span>
                    <button
                        type="button"
                        class="toast__close"
                        aria-label=t!(lang, ui.close)
                        on:click=move |_| toasts.close(toast.id)
                    >
                        <Icon name="x" />
                    </button>
                </div>
            </For>
        </div>
    }
}
