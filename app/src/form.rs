//! Forms that work with and without JavaScript and never lose what was typed.
//!
//! A [`Form`] posts to a server function. With JavaScript the fields stay as they are and the answer appears beside them.
//! Without, a refused post is answered by the page itself, rendered again with a [`Draft`]: what was typed (secrets left
//! out) and what was wrong. Fields find both through [`FormState`].

use crate::error::UiError;
use leptos::web_sys::FormData;
use leptos::{
    prelude::*,
    server_fn::{Http, ServerFn, client::Client, codec::PostUrl, request::ClientReq},
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Name of the hidden field that says which page a form is on, for pages without script.
pub const PAGE_FIELD: &str = "_page";

/// A refused post, given back to the page it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Path of the server function.
    pub action: String,
    /// What was typed, in order, without secrets.
    pub fields: Vec<(String, String)>,
    /// Why it was refused.
    pub error: UiError,
    /// Whether the page has no such form any more, because things have moved on.
    pub lost: bool,
}

/// Fields that hold what people write.
const WRITTEN: [&str; 7] = [
    "what", "address", "message", "details", "comment", "answer", "reason",
];

impl Draft {
    /// What was written in it, for people to take elsewhere.
    pub fn written(&self) -> Vec<String> {
        let written = |(name, text): &&(String, String)| {
            WRITTEN.contains(&name.as_str()) && !text.trim().is_empty()
        };
        self.fields
            .iter()
            .filter(written)
            .map(|(_, text)| text.clone())
            .collect()
    }
}

/// The page's draft, if it answers a refused post. Sent along for hydration.
#[derive(Clone, Default)]
struct PageDraft(Option<Draft>);

/// Makes the draft of a refused post known to the forms of the page.
pub fn provide_draft() {
    let draft = SharedValue::new(use_context::<Draft>).into_inner();
    provide_context(PageDraft(draft));
}

/// The refused post whose form the page has no more.
pub fn lost_draft() -> Option<Draft> {
    use_context::<PageDraft>()?.0.filter(|d| d.lost)
}

/// Raised by each form that succeeds and by live events; pages refetch on it.
#[derive(Clone, Copy)]
pub struct Refresh(RwSignal<u32>);

impl Refresh {
    /// Gives the pages below a counter to refetch on.
    pub fn provide() {
        provide_context(Self(RwSignal::new(0)));
    }

    /// Asks for fresh data.
    pub fn now(self) {
        self.0.update(|n| *n = n.wrapping_add(1));
    }

    /// Tracked by resources.
    pub fn get(self) -> u32 {
        self.0.get()
    }
}

/// The page's refresh counter.
pub fn use_refresh() -> Refresh {
    use_context().unwrap_or_else(|| Refresh(RwSignal::new(0)))
}

/// What the fields of a form know about it.
#[derive(Clone, Copy)]
pub struct FormState {
    /// Why the last post was refused.
    pub error: Signal<Option<UiError>>,
    /// Whether a post is under way.
    pub pending: Signal<bool>,
    fields: StoredValue<Vec<(String, String)>>,
}

impl FormState {
    /// What was typed in that field before the page was rendered again.
    pub fn typed(self, name: &str) -> Option<String> {
        self.fields
            .with_value(|f| f.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()))
    }

    /// What is wrong with that field.
    pub fn problem(self, name: &'static str) -> Signal<Option<UiError>> {
        let error = self.error;
        Signal::derive(move || error.get().filter(|e| e.field() == Some(name)))
    }

    /// What is wrong with the form as a whole: errors about none of its fields.
    pub fn refusal(self) -> Signal<Option<UiError>> {
        let error = self.error;
        Signal::derive(move || error.get().filter(|e| e.field().is_none()))
    }
}

/// The form around this component.
pub fn use_form() -> Option<FormState> {
    use_context()
}

/// Path and query of the page, without what it acknowledges (`fait`): a refused post comes back to a page that does not say
/// that something went well.
fn here() -> String {
    let location = use_location();
    let (path, query) = (
        location.pathname.get_untracked(),
        location.search.get_untracked(),
    );
    let query: Vec<&str> = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.starts_with("fait="))
        .collect();
    let query = query.join("&");
    if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    }
}

/// A form that posts to a server function. `class` goes on the `<form>`.
#[component]
pub fn Form<S, O>(
    /// The server function's action.
    action: ServerAction<S>,
    /// Class of the form element.
    #[prop(default = "form")]
    class: &'static str,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView
where
    S: DeserializeOwned
        + ServerFn<Protocol = Http<PostUrl, O>, Error = UiError>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Output: Send + Sync + 'static,
    S::Client: Client<UiError>,
    <<S::Client as Client<UiError>>::Request as ClientReq<UiError>>::FormData: From<FormData>,
    O: Send + Sync + 'static,
{
    let draft = use_context::<PageDraft>()
        .unwrap_or_default()
        .0
        .filter(|d| d.action == S::PATH);
    let refresh = use_refresh();
    let value = action.value();
    let first = StoredValue::new(draft.as_ref().map(|d| d.error.clone()));
    let error = Signal::derive(move || {
        value.with(|v| match v {
            Some(Err(e)) => Some(e.clone()),
            Some(Ok(_)) => None,
            None => first.get_value(),
        })
    });
    let (page, navigate, search) = (here(), use_navigate(), use_location().search);
    let plain = page.clone();
    Effect::new(
        move |_| match value.with(|v| v.as_ref().map(Result::is_ok)) {
            Some(true) => refresh.now(),
            // What went well before is not said beside what is refused now.
            Some(false) if search.get_untracked().contains("fait=") => {
                let options = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                navigate(&plain, options);
            }
            _ => {}
        },
    );
    let fields = StoredValue::new(draft.map(|d| d.fields).unwrap_or_default());
    provide_context(FormState {
        error,
        pending: action.pending().into(),
        fields,
    });
    view! {
        <ActionForm action=action attr:class=class attr:novalidate=true>
            <input type="hidden" name=PAGE_FIELD value=page/>
            {children()}
        </ActionForm>
    }
}
