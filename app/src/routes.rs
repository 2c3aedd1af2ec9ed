//! Which page answers which address. French addresses have no prefix; English ones the same path under `/en`.
//!
//! Every page is rendered whole before it is sent (`SsrMode::Async`): without JavaScript a streamed page would show its
//! skeleton for ever, and the status must be known before the first byte.

use crate::{
    features::{
        home::HomePage,
        lodge::{LodgePage, LodgesPage},
        site::{LostDraft, NotFoundPage, SiteFooter, SiteHeader, Visitor},
    },
    form::{Refresh, provide_draft},
    i18n::provide_lang,
    lazy::{
        LazyAccount, LazyBooking, LazyBookings, LazyConfirm, LazyDashboard, LazyForgot, LazyHow,
        LazyListing, LazyMoney, LazyNetwork, LazyProvider, LazyRequest, LazyReset, LazySearch,
        LazySignIn, LazySignUp,
    },
    meta::provide_page_facts,
    t,
    ui::{ToastRegion, provide_toasts},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    Lazy, SsrMode,
    any_nested_route::IntoAnyNestedRoute,
    components::{Outlet, ParentRoute, Route, Router, Routes},
    path,
};

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_draft();
    provide_page_facts();
    provide_toasts();
    Refresh::provide();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/en") view=Frame>
                    <Pages/>
                </ParentRoute>
                <ParentRoute path=path!("") view=Frame>
                    <Pages/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Every page, in either language.
#[component(transparent)]
fn Pages() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
        <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
        <Route path=path!("/loges") view=LodgesPage ssr=SsrMode::Async/>
        <Route path=path!("/loges/:lodge") view=LodgePage ssr=SsrMode::Async/>
        <Route path=path!("/loges/:lodge/services") view={Lazy::<LazySearch>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/loges/:lodge/offreurs/:provider") view={Lazy::<LazyProvider>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/loges/:lodge/services/:listing") view={Lazy::<LazyListing>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/loges/:lodge/services/:listing/demander") view={Lazy::<LazyRequest>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/missions") view={Lazy::<LazyBookings>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/missions/:id") view={Lazy::<LazyBooking>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/connexion") view={Lazy::<LazySignIn>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/inscription") view={Lazy::<LazySignUp>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/mot-de-passe-oublie") view={Lazy::<LazyForgot>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/nouveau-mot-de-passe") view={Lazy::<LazyReset>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/confirmer") view={Lazy::<LazyConfirm>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/compte") view={Lazy::<LazyAccount>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/loges/:lodge/tableau") view={Lazy::<LazyDashboard>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/reseau") view={Lazy::<LazyNetwork>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/ou-vont-mes-sous") view={Lazy::<LazyMoney>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/comment-ca-marche") view={Lazy::<LazyHow>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/*any") view=NotFoundPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Header, page, footer.
#[component]
fn Frame() -> impl IntoView {
    let lang = provide_lang();
    let visitor = Visitor::provide();
    view! {
        <a class="skip-link" href="#content" rel="external">{t!(lang, common.skip_to_content)}</a>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                let session = visitor.session().await;
                view! { <SiteHeader session/> }
            })}
        </Transition>
        <main id="content" tabindex="-1">
            <LostDraft/>
            <Outlet/>
        </main>
        <SiteFooter/>
        <ToastRegion/>
    }
}
