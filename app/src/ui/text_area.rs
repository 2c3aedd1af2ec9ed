//! Several lines of text.
//!
//! Leptos 0.8 writes the children of `<textarea>` unescaped, so this is the only place that renders one: on the server it
//! escapes the draft itself (a form that comes back without script keeps its words), in the browser it sets the
//! property, once the field is there: hydration must not take away what somebody has written meanwhile.

use super::field::{FieldShell, FieldState, field_state};
use leptos::{html::Textarea, prelude::*};

/// The draft as safe content of a `<textarea>`; the leading line break is one HTML drops.
#[cfg(any(feature = "ssr", test))]
fn escaped(draft: &str) -> String {
    let mut out = String::with_capacity(draft.len() + 1);
    out.push('\n');
    for c in draft.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(feature = "ssr")]
fn server_content(draft: &str) -> String {
    escaped(draft)
}

/// Hydration leaves the content of a `<textarea>` alone.
#[cfg(not(feature = "ssr"))]
fn server_content(_draft: &str) -> &'static str {
    ""
}

/// Several lines of text that grow with what is written.
#[component]
pub fn TextArea(
    /// Name posted.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// Help under the label.
    #[prop(optional, into)]
    hint: String,
    /// The answer so far.
    #[prop(optional, into)]
    value: String,
    /// Says so beside the label and does not require an answer.
    #[prop(optional)]
    optional: bool,
    /// Longest answer in characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Lines shown at first.
    #[prop(default = 4)]
    rows: u32,
    /// Identifier, when the page has two fields of this name.
    #[prop(optional)]
    id: &'static str,
) -> impl IntoView {
    let FieldState { ids, value, error } = field_state(id, name, value);
    let (input, has_hint) = (ids.clone(), !hint.is_empty());
    let content = server_content(&value);
    let field = NodeRef::<Textarea>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get()
            && field.value().is_empty()
        {
            field.set_value(&value);
        }
    });
    view! {
        <FieldShell ids label hint error optional>
            <textarea
                node_ref=field
                class="field__input"
                id=input.input.clone()
                name=name
                rows=rows
                required=!optional
                maxlength=maxlength
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || input.described_by(has_hint, error.get().is_some())
            >
                {content}
            </textarea>
        </FieldShell>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_cannot_leave_its_field() {
        let out = escaped("a & b</textarea><script>alert(1)</script>");
        assert_eq!(
            out,
            "\na &amp; b&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
        );
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn the_server_writes_the_draft_once_and_safely() {
        let html = Owner::new().with(|| {
            view! { <TextArea name="what" label="Quoi" value="</textarea><script>".to_owned() /> }.to_html()
        });
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(
            html.matches("&lt;/textarea&gt;&lt;script&gt;").count(),
            1,
            "{html}"
        );
    }
}
