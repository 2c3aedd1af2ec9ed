//! The page shown when something is not there or went wrong.

use super::Visitor;
use crate::{error::UiError, i18n::use_lang, meta::PageMeta, t, ui::Icon};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// One error as a page: what happened, and where to go.
#[component]
pub fn ErrorPage(
    /// What happened.
    error: UiError,
) -> impl IntoView {
    let lang = use_lang();
    let sign_in = matches!(error, UiError::SignInFirst);
    let visitor = use_context::<Visitor>();
    Effect::new(move |_| {
        if let (true, Some(visitor)) = (sign_in, visitor) {
            visitor.look_again();
        }
    });
    let title = if sign_in {
        t!(lang, common.sign_in_title)
    } else {
        t!(lang, common.error_title)
    };
    let here = use_location().pathname.get_untracked();
    view! {
        <PageMeta title=title.clone()/>
        <div class="page page--narrow">
            <div class="empty">
                <Icon name="door-open" class="icon--large"/>
                <h1 class="empty__title">{title}</h1>
                <p>{error.message(lang)}</p>
                <div class="buttons">
                    {sign_in
                        .then(|| view! { <a class="button" href=format!("{}?retour={here}", lang.path("/connexion"))>{t!(lang, common.sign_in)}</a> })}
                    <a class="button button--secondary" href=lang.path("/")>{t!(lang, common.back_home)}</a>
                </div>
            </div>
        </div>
    }
}

/// An address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::set_status(404);
    view! { <ErrorPage error=UiError::NotFound/> }
}
