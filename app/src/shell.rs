//! The document around the application.

use crate::{form::Draft, hydration::Hydration, routes::App};
use domain::Lang;
use http::request::Parts;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

/// The whole HTML document. The language comes from the address.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let path = use_context::<Parts>().map_or_else(|| "/".to_owned(), |p| p.uri.path().to_owned());
    let lang = Lang::of_path(&path);
    // A refused form post is answered by its page: the address bar goes back to that page before anything reads it.
    let back = use_context::<Draft>().map(|_| {
        let target = use_context::<Parts>().map(|p| p.uri.to_string()).unwrap_or_default();
        let target = serde_json::to_string(&target).unwrap_or_default().replace('<', "\\u003c");
        view! { <script nonce=use_nonce() inner_html=format!("history.replaceState(null,'',{target})")></script> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                {back}
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#FBF7F0" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#14191A" media="(prefers-color-scheme: dark)"/>
                <link rel="preload" href="/fonts/fraunces.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href="/fonts/atkinson.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <HashedStylesheet options=options.clone() id="style"/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <AutoReload options=options.clone()/>
                <Hydration options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
