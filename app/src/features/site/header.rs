//! The header of every page; on a narrow screen its links fold into a menu that needs no JavaScript.

use crate::{
    i18n::{of_town, use_lang},
    t,
    ui::{Icon, Portrait, PortraitSize},
};
use domain::{Lang, view::SessionView};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The mark and the name, linking home.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <a class="logo" href=use_lang().path("/")>
            <svg class="logo__mark" viewBox="0 0 30 30" aria-hidden="true">
                <rect width="30" height="30" rx="6"></rect>
                <path class="logo__lamp" d="M9 30V14a6 6 0 0 1 12 0v16z"></path>
            </svg>
            "OpenLoge"
        </a>
    }
}

/// The address of this page in the other language; the new page loads whole.
pub fn other_language(lang: Lang) -> Signal<String> {
    let location = use_location();
    Signal::derive(move || {
        let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
        let path = other.path(Lang::strip(&location.pathname.get()));
        let search = location.search.get();
        if search.is_empty() {
            path
        } else {
            format!("{path}?{}", search.trim_start_matches('?'))
        }
    })
}

/// Logo, ways in, language, who is signed in.
#[component]
pub fn SiteHeader(
    /// Who is signed in.
    session: Option<SessionView>,
) -> impl IntoView {
    let lang = use_lang();
    let other = other_language(lang);
    let (other_name, other_code) = if lang == Lang::Fr {
        ("English", "en")
    } else {
        ("Français", "fr")
    };
    let links = links(lang, session.as_ref());
    // Where the links are shown there is room for a button that signs in.
    let sign_in = lang.path("/connexion");
    let shown: Vec<_> = links
        .iter()
        .filter(|(path, _)| *path != sign_in)
        .cloned()
        .collect();
    let end = session.map_or_else(
        || view! { <a class="button button--secondary" href=lang.path("/connexion")>{t!(lang, common.sign_in)}</a> }.into_any(),
        |s| {
            view! {
                <a class="site-header__me" href=lang.path("/compte")>
                    <Portrait name=s.person.portrait.clone() size=PortraitSize::Tiny/>
                    <span class="site-header__me-name">{s.person.name.clone()}</span>
                </a>
            }
            .into_any()
        },
    );
    view! {
        <header class="site-header">
            <div class="site-header__bar">
                <Logo/>
                <nav class="site-nav" aria-label=t!(lang, common.main_menu)>
                    {shown.into_iter().map(|(path, text)| view! { <a href=path>{text}</a> }).collect_view()}
                </nav>
                <div class="site-header__end">
                    <a class="site-header__language" rel="external" href=other hreflang=other_code lang=other_code>
                        {other_name}
                    </a>
                    {end}
                    <details class="site-menu">
                        <summary>
                            <Icon name="list"/>
                            <span class="hidden-text">{t!(lang, common.menu)}</span>
                        </summary>
                        <nav class="site-menu__panel" aria-label=t!(lang, common.menu)>
                            {links.into_iter().map(|(path, text)| view! { <a href=path>{text}</a> }).collect_view()}
                            <a rel="external" href=other hreflang=other_code lang=other_code>{other_name}</a>
                        </nav>
                    </details>
                </div>
            </div>
        </header>
    }
}

/// Where this person can go, as addresses and texts.
fn links(lang: Lang, session: Option<&SessionView>) -> Vec<(String, String)> {
    let mut links = vec![(lang.path("/loges"), t!(lang, common.the_loges))];
    if let Some(s) = session {
        let missions = if s.waiting > 0 {
            t!(lang, common.my_missions_waiting, n = s.waiting)
        } else {
            t!(lang, common.my_missions)
        };
        links.push((lang.path("/missions"), missions));
        links.extend(s.dashboards.iter().map(|l| {
            (
                lang.path(&format!("/loges/{}/tableau", l.slug)),
                t!(lang, common.dashboard_of, of = of_town(lang, l)),
            )
        }));
        if s.network {
            links.push((lang.path("/reseau"), t!(lang, common.network)));
        }
    } else {
        links.push((lang.path("/connexion"), t!(lang, common.sign_in)));
        links.push((lang.path("/inscription"), t!(lang, common.sign_up)));
    }
    // Whoever runs a loge knows both; the foot of the page has them too.
    if session.is_none_or(|s| s.dashboards.is_empty() && !s.network) {
        links.push((
            lang.path("/comment-ca-marche"),
            t!(lang, common.how_it_works),
        ));
        links.push((
            lang.path("/ou-vont-mes-sous"),
            t!(lang, common.where_money_goes),
        ));
    }
    links
}
