//! One's own account: who one is, one's roles, settings, sessions.

use super::{
    api::{ResendConfirmation, SignOut, SignOutEverywhere, account},
    settings::{EmailForm, JustDone, NameForm, PasswordForm, ThenSay, done},
};
use crate::{
    form::{Form, PAGE_FIELD, use_refresh},
    i18n::{of_town, use_lang},
    load::Load,
    meta::PageMeta,
    plural, t,
    ui::{Icon, Notice, Portrait, PortraitSize, Submit, Tone},
};
use domain::{format, view::AccountView};
use leptos::{prelude::*, server_fn::ServerFn};

/// `/compte`
#[component]
pub fn AccountPage() -> impl IntoView {
    let refresh = use_refresh();
    let data = Resource::new_blocking(move || refresh.get(), |_| account());
    view! { <Load resource=data view=move |v: AccountView| view! { <Account view=v/> }.into_any()/> }
}

#[component]
fn Account(view: AccountView) -> impl IntoView {
    let lang = use_lang();
    let since = format::date_full(lang, view.created_at);
    view! {
        <PageMeta title=t!(lang, account.heading)/>
        <div class="page page--narrow">
            <header class="page-head row">
                <Portrait name=view.person.portrait.clone() size=PortraitSize::Large/>
                <div>
                    <h1>{view.person.name.clone()}</h1>
                    <p class="quiet">{view.email.clone()} " · " {t!(lang, account.since, date = since)}</p>
                </div>
            </header>
            <div class="account-said">
                <JustDone/>
                <Unconfirmed view=view.clone()/>
            </div>
            <div class="account-parts">
                <Roles view=view.clone()/>
                <section class="card">
                    <h2 class="card__title">{t!(lang, account.name_title)}</h2>
                    <NameForm name=view.person.name.clone()/>
                </section>
                <section class="card">
                    <h2 class="card__title">{t!(lang, account.email_title)}</h2>
                    <EmailForm pending=view.email_pending.clone()/>
                </section>
                <section class="card">
                    <h2 class="card__title">{t!(lang, account.password_title)}</h2>
                    <PasswordForm/>
                </section>
                <Sessions sessions=view.sessions/>
            </div>
        </div>
    }
}

#[component]
fn Unconfirmed(view: AccountView) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<ResendConfirmation>::new();
    (!view.confirmed).then(|| {
        view! {
            <Notice tone=Tone::Warning title=t!(lang, account.unconfirmed)>
                <p>{t!(lang, account.unconfirmed_text, email = view.email)}</p>
                <Form action=action class="buttons">
                    <ThenSay what=done::SENT_AGAIN/>
                    <Submit class="button--secondary button--small">{t!(lang, account.resend)}</Submit>
                </Form>
            </Notice>
        }
    })
}

/// What one does at the loges, with the way there.
#[component]
fn Roles(view: AccountView) -> impl IntoView {
    let lang = use_lang();
    let profiles = view
        .profiles
        .iter()
        .map(|p| {
            let href = lang.path(&format!("/loges/{}/offreurs/{}", p.lodge.slug, p.slug));
            view! { <li class="row"><Icon name="hand-coins"/><a href=href>{t!(lang, account.role_provider, of = of_town(lang, &p.lodge))}</a></li> }
        })
        .collect_view();
    let dashboards = view
        .coordinates
        .iter()
        .map(|l| {
            let href = lang.path(&format!("/loges/{}/tableau", l.slug));
            view! { <li class="row"><Icon name="chart-bar"/><a href=href>{t!(lang, account.role_coordinator, of = of_town(lang, l))}</a></li> }
        })
        .collect_view();
    let network = view
        .network
        .then(|| view! { <li class="row"><Icon name="globe"/><a href=lang.path("/reseau")>{t!(lang, account.role_network)}</a></li> });
    view! {
        <section class="card">
            <h2 class="card__title">{t!(lang, account.roles_title)}</h2>
            <ul class="stack stack--tight">
                <li class="row"><Icon name="house"/><a href=lang.path("/missions")>{t!(lang, account.role_resident)}</a></li>
                {profiles}
                {dashboards}
                {network}
            </ul>
        </section>
    }
}

#[component]
fn Sessions(sessions: u32) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="card">
            <h2 class="card__title">{t!(lang, account.sessions_title)}</h2>
            <p>{plural!(lang, sessions, account.sessions_singular, account.sessions_plural)}</p>
            <div class="buttons">
                <Leave action=SignOut::PATH class="button button--secondary">{t!(lang, account.sign_out)}</Leave>
                <Leave action=SignOutEverywhere::PATH class="button button--quiet">
                    {t!(lang, account.sign_out_everywhere)}
                </Leave>
            </div>
        </section>
    }
}

/// A button that ends sessions. The browser itself posts it, so that nothing of the person stays in its memory.
#[component]
fn Leave(action: &'static str, class: &'static str, children: Children) -> impl IntoView {
    view! {
        <form method="post" action=action class="buttons">
            <input type="hidden" name=PAGE_FIELD value=use_lang().path("/compte")/>
            <input type="hidden" name="lang" value=use_lang().code()/>
            <button type="submit" class=class>{children()}</button>
        </form>
    }
}
