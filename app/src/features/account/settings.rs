//! The forms of the account page. Each says when it was done.

use super::api::{ChangeEmail, ChangePassword, Rename};
use crate::{
    error::UiError,
    form::Form,
    i18n::use_lang,
    t,
    ui::{ErrorSummary, Notice, Submit, TextField, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Says that it is done, once it is.
#[component]
fn Done<S>(action: ServerAction<S>, words: String) -> impl IntoView
where
    S: ServerFn<Output = (), Error = UiError> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    view! {
        <div role="status">
            {move || {
                let words = words.clone();
                value
                    .with(|v| matches!(v, Some(Ok(()))))
                    .then(|| view! { <Notice tone=Tone::Good><p>{words}</p></Notice> })
            }}
        </div>
    }
}

/// The name shown to others.
#[component]
pub fn NameForm(name: String) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<Rename>::new();
    view! {
        <Form action=action>
            <ErrorSummary/>
            <TextField name="name" label=t!(lang, account.name) hint=t!(lang, account.name_hint) value=name autocomplete="given-name" maxlength=60/>
            <Submit class="button--secondary">{t!(lang, account.save)}</Submit>
            <Done action words=t!(lang, account.saved)/>
        </Form>
    }
}

/// Another address; nothing changes before the link mailed to it is used.
#[component]
pub fn EmailForm(pending: Option<String>) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<ChangeEmail>::new();
    view! {
        {pending.map(|email| view! { <p class="quiet">{t!(lang, account.email_pending, email = email)}</p> })}
        <Form action=action>
            <ErrorSummary/>
            <TextField name="email" label=t!(lang, account.new_email) kind="email" autocomplete="email" maxlength=254/>
            <TextField
                name="current_password"
                id="f-email-current-password"
                label=t!(lang, account.current_password)
                kind="password"
                autocomplete="current-password"
                maxlength=128
            />
            <Submit class="button--secondary">{t!(lang, account.change_email)}</Submit>
            <Done action words=t!(lang, account.email_sent)/>
        </Form>
    }
}

/// Another password; other sessions end.
#[component]
pub fn PasswordForm() -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<ChangePassword>::new();
    view! {
        <Form action=action>
            <ErrorSummary/>
            <TextField name="current_password" label=t!(lang, account.current_password) kind="password" autocomplete="current-password" maxlength=128/>
            <TextField
                name="password"
                label=t!(lang, account.new_password)
                kind="password"
                hint=t!(lang, account.password_hint)
                autocomplete="new-password"
                maxlength=128
            />
            <Submit class="button--secondary">{t!(lang, account.change_password)}</Submit>
            <Done action words=t!(lang, account.password_changed)/>
        </Form>
    }
}
