//! The footer of every page.

use super::header::{Logo, other_language};
use crate::{i18n::use_lang, t};
use domain::Lang;
use leptos::prelude::*;

/// Links to the loges, the money, the way it works, and the other language.
#[component]
pub fn SiteFooter() -> impl IntoView {
    let lang = use_lang();
    let link =
        move |path: &str, text: String| view! { <li><a href=lang.path(path)>{text}</a></li> };
    view! {
        <footer class="site-footer">
            <div class="site-footer__inner">
                <div class="site-footer__about">
                    <Logo/>
                    <p>{t!(lang, common.footer_about)}</p>
                    <nav class="language-switch" aria-label=t!(lang, common.language)>
                        {Lang::ALL
                            .map(|l| {
                                let name = if l == Lang::Fr { "Français" } else { "English" };
                                if l == lang {
                                    view! { <span aria-current="true">{name}</span> }.into_any()
                                } else {
                                    view! { <a rel="external" lang=l.code() hreflang=l.code() href=other_language(lang)>{name}</a> }
                                        .into_any()
                                }
                            })
                            .collect_view()}
                    </nav>
                </div>
                <div class="site-footer__links">
                    <div>
                        <h2>{t!(lang, common.footer_loges)}</h2>
                        <ul>
                            {link("/loges", t!(lang, common.all_loges))}
                            {link("/loges/alencon", t!(lang, common.loge_alencon))}
                        </ul>
                    </div>
                    <div>
                        <h2>{t!(lang, common.footer_trust)}</h2>
                        <ul>
                            {link("/comment-ca-marche", t!(lang, common.how_it_works))}
                            {link("/ou-vont-mes-sous", t!(lang, common.where_money_goes))}
                        </ul>
                    </div>
                </div>
            </div>
        </footer>
    }
}
