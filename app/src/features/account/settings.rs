//! The forms of the account page, and what it says once one of them is done.

use super::api::{ChangeEmail, ChangePassword, Rename};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{ErrorSummary, Notice, Submit, TextField, Tone},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the page acknowledges, by the `fait` of its address.
pub(super) mod done {
    /// The address is confirmed.
    pub const CONFIRMED: &str = "confirme";
    /// The link to confirm it was sent again.
    pub const SENT_AGAIN: &str = "lien";
    /// The name is changed.
    pub const NAME: &str = "nom";
    /// A link was sent to another address.
    pub const EMAIL: &str = "adresse";
    /// The password is changed.
    pub const PASSWORD: &str = "mot-de-passe";
}

/// Sends the form on to the page that acknowledges it, with and without script.
#[component]
pub fn ThenSay(
    /// One of [`done`].
    what: &'static str,
) -> impl IntoView {
    let page = use_lang().path(&format!("/compte?fait={what}"));
    view! { <input type="hidden" name="retour" value=page/> }
}

/// Says what has just been done, if anything has.
#[component]
pub fn JustDone() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let words = move || {
        query.with(|q| match q.get("fait").as_deref() {
            Some(done::CONFIRMED) => Some(t!(lang, account.done_confirm)),
            Some(done::SENT_AGAIN) => Some(t!(lang, account.done_resend)),
            Some(done::NAME) => Some(t!(lang, account.done_name)),
            Some(done::EMAIL) => Some(t!(lang, account.done_email)),
            Some(done::PASSWORD) => Some(t!(lang, account.done_password)),
            _ => None,
        })
    };
    view! {
        <div role="status">
            {move || words().map(|words| view! { <Notice tone=Tone::Good><p>{words}</p></Notice> })}
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
            <ThenSay what=done::NAME/>
        </Form>
    }
}

/// The present password in the form of the address; the form of the password has the usual one.
const EMAIL_PASSWORD: &str = "f-email-current-password";

/// Another address; nothing changes before the link mailed to it is used.
#[component]
pub fn EmailForm(pending: Option<String>) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<ChangeEmail>::new();
    view! {
        {pending.map(|email| view! { <p class="quiet">{t!(lang, account.email_pending, email = email)}</p> })}
        <Form action=action>
            <ErrorSummary at=&[("current_password", EMAIL_PASSWORD)]/>
            <TextField name="email" label=t!(lang, account.new_email) kind="email" autocomplete="email" maxlength=254/>
            <TextField
                name="current_password"
                id=EMAIL_PASSWORD
                label=t!(lang, account.current_password)
                kind="password"
                autocomplete="current-password"
                maxlength=128
            />
            <Submit class="button--secondary">{t!(lang, account.change_email)}</Submit>
            <ThenSay what=done::EMAIL/>
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
            <ThenSay what=done::PASSWORD/>
        </Form>
    }
}
