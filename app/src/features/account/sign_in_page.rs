//! Signing in.

use super::{api::SignIn, way_back};
use crate::{
    form::Form,
    i18n::use_lang,
    meta::PageMeta,
    t,
    ui::{ErrorSummary, Submit, TextField},
};
use leptos::prelude::*;

/// `/connexion`
#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_lang();
    let back = way_back();
    let sign_up = back.link(lang, "/inscription");
    let action = ServerAction::<SignIn>::new();
    view! {
        <PageMeta title=t!(lang, common.sign_in)/>
        <div class="page page--narrow">
            <div class="auth">
                <header class="auth__head">
                    <h1>{t!(lang, account.sign_in_heading)}</h1>
                    <p class="quiet">{t!(lang, account.sign_in_lead)}</p>
                </header>
                <Form action=action class="card form">
                    <ErrorSummary/>
                    <TextField name="email" label=t!(lang, account.email) kind="email" autocomplete="username" maxlength=254/>
                    <TextField name="password" label=t!(lang, account.password) kind="password" autocomplete="current-password" maxlength=128/>
                    <input type="hidden" name="retour" value=back.0/>
                    <input type="hidden" name="lang" value=lang.code()/>
                    <Submit class="button--wide">{t!(lang, common.sign_in)}</Submit>
                </Form>
                <p class="auth__other">
                    <a href=lang.path("/mot-de-passe-oublie")>{t!(lang, account.forgot_link)}</a>
                    <a href=sign_up>{t!(lang, account.sign_up_link)}</a>
                </p>
            </div>
        </div>
    }
}
