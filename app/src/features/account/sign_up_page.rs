//! Opening an account.

use super::{api::SignUp, way_back};
use crate::{
    form::Form,
    i18n::use_lang,
    meta::PageMeta,
    t,
    ui::{ErrorSummary, Notice, Submit, TextField, Tone},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/inscription`
#[component]
pub fn SignUpPage() -> impl IntoView {
    let lang = use_lang();
    let done = use_query_map();
    let sign_in = way_back().link(lang, "/connexion");
    let done = Memo::new(move |_| done.with(|m| m.get("fait").is_some()));
    view! {
        <PageMeta title=t!(lang, common.sign_up) description=t!(lang, account.sign_up_lead)/>
        <div class="page page--narrow">
            <div class="auth">
                <header class="auth__head">
                    <h1>{t!(lang, account.sign_up_heading)}</h1>
                    <p class="quiet">{t!(lang, account.sign_up_lead)}</p>
                </header>
                {move || if done.get() { view! { <Sent/> }.into_any() } else { view! { <SignUpForm/> }.into_any() }}
                <p class="auth__other">
                    <a href=sign_in>{t!(lang, account.have_account)}</a>
                </p>
            </div>
        </div>
    }
}

/// The same whether the address had an account or not.
#[component]
fn Sent() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Notice tone=Tone::Good title=t!(lang, account.sign_up_sent)>
            <p>{t!(lang, account.sign_up_sent_text)}</p>
        </Notice>
    }
}

#[component]
fn SignUpForm() -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<SignUp>::new();
    view! {
        <Form action=action class="card form">
            <ErrorSummary/>
            <TextField name="name" label=t!(lang, account.name) hint=t!(lang, account.name_hint) autocomplete="given-name" maxlength=60/>
            <TextField name="email" label=t!(lang, account.email) kind="email" hint=t!(lang, account.email_hint) autocomplete="email" maxlength=254/>
            <TextField
                name="password"
                label=t!(lang, account.password)
                kind="password"
                hint=t!(lang, account.password_hint)
                autocomplete="new-password"
                maxlength=128
            />
            <input type="hidden" name="retour" value=way_back().0/>
            <input type="hidden" name="lang" value=lang.code()/>
            <Submit class="button--wide">{t!(lang, common.sign_up)}</Submit>
        </Form>
    }
}
