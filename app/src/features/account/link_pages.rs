//! The pages that mailed links lead to, and the one that asks for a link. Opening a link changes nothing: a button does,
//! since mail scanners open links too.

use super::{
    api::{Confirm, ForgotPassword, ResetPassword},
    way_back,
};
use crate::{
    form::Form,
    i18n::use_lang,
    meta::PageMeta,
    t,
    ui::{ErrorSummary, Notice, Submit, TextField, Tone},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

fn token() -> String {
    use_query_map().with_untracked(|m| m.get("jeton").unwrap_or_default())
}

/// Where to get another link. The form's error summary leads here, since the token has no field of its own.
#[component]
fn DeadLink(words: String, href: String, link: String) -> impl IntoView {
    view! {
        <p class="quiet" id="f-token" tabindex="-1">
            {words} " " <a href=href>{link}</a>
        </p>
    }
}

/// `/confirmer?jeton=`
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<Confirm>::new();
    view! {
        <PageMeta title=t!(lang, account.confirm_heading)/>
        <div class="page page--narrow">
            <div class="auth">
                <header class="auth__head">
                    <h1>{t!(lang, account.confirm_heading)}</h1>
                    <p class="quiet">{t!(lang, account.confirm_lead)}</p>
                </header>
                <Form action=action class="card form">
                    <ErrorSummary/>
                    <input type="hidden" name="token" value=token()/>
                    <input type="hidden" name="retour" value=way_back().0/>
                    <input type="hidden" name="lang" value=lang.code()/>
                    <Submit class="button--wide">{t!(lang, account.confirm_button)}</Submit>
                </Form>
                <DeadLink words=t!(lang, account.confirm_dead) href=lang.path("/connexion?retour=%2Fcompte") link=t!(lang, common.sign_in)/>
            </div>
        </div>
    }
}

/// `/mot-de-passe-oublie`
#[component]
pub fn ForgotPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let done = Memo::new(move |_| query.with(|m| m.get("fait").is_some()));
    let action = ServerAction::<ForgotPassword>::new();
    view! {
        <PageMeta title=t!(lang, account.forgot_heading)/>
        <div class="page page--narrow">
            <div class="auth">
                <header class="auth__head">
                    <h1>{t!(lang, account.forgot_heading)}</h1>
                    <p class="quiet">{t!(lang, account.forgot_lead)}</p>
                </header>
                <Show when=move || done.get()>
                    <Notice tone=Tone::Good title=t!(lang, account.forgot_sent)>
                        <p>{t!(lang, account.forgot_sent_text)}</p>
                    </Notice>
                </Show>
                <Form action=action class="card form">
                    <ErrorSummary/>
                    <TextField name="email" label=t!(lang, account.email) kind="email" autocomplete="username" maxlength=254/>
                    <input type="hidden" name="lang" value=lang.code()/>
                    <Submit class="button--wide">{t!(lang, account.forgot_button)}</Submit>
                </Form>
                <p class="auth__other">
                    <a href=lang.path("/connexion")>{t!(lang, account.have_account)}</a>
                </p>
            </div>
        </div>
    }
}

/// `/nouveau-mot-de-passe?jeton=`
#[component]
pub fn ResetPage() -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<ResetPassword>::new();
    view! {
        <PageMeta title=t!(lang, account.reset_heading)/>
        <div class="page page--narrow">
            <div class="auth">
                <header class="auth__head">
                    <h1>{t!(lang, account.reset_heading)}</h1>
                    <p class="quiet">{t!(lang, account.reset_lead)}</p>
                </header>
                <Form action=action class="card form">
                    <ErrorSummary/>
                    <TextField
                        name="password"
                        label=t!(lang, account.new_password)
                        kind="password"
                        hint=t!(lang, account.password_hint)
                        autocomplete="new-password"
                        maxlength=128
                    />
                    <input type="hidden" name="token" value=token()/>
                    <input type="hidden" name="lang" value=lang.code()/>
                    <Submit class="button--wide">{t!(lang, account.reset_button)}</Submit>
                </Form>
                <DeadLink words=t!(lang, account.reset_dead) href=lang.path("/mot-de-passe-oublie") link=t!(lang, account.forgot_button)/>
            </div>
        </div>
    }
}
