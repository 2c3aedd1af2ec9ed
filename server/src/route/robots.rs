//! What search engines are told: every public page in both languages, and where not to look.

use crate::Web;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{Lang, Timestamp, format};
use http::{StatusCode, header};
use std::{
    fmt::Write,
    future::{Ready, ready},
};

/// `sitemap.xml`.
pub async fn sitemap(State(web): State<Web>) -> Response {
    match backend::lodge::sitemap(&web.backend).await {
        Ok(pages) => (
            [(header::CONTENT_TYPE, "application/xml; charset=utf-8")],
            document(&web.settings.public_url, &pages),
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "the sitemap could not be made");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn document(site: &str, pages: &[(String, Option<Timestamp>)]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (path, changed) in pages {
        for lang in Lang::ALL {
            let _ = write!(xml, "<url><loc>{}</loc>", address(site, lang, path));
            if let Some(at) = changed {
                let _ = write!(xml, "<lastmod>{}</lastmod>", format::iso(*at));
            }
            for other in Lang::ALL {
                let (code, href) = (other.code(), address(site, other, path));
                let _ = write!(
                    xml,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{href}\"/>"
                );
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

fn address(site: &str, lang: Lang, path: &str) -> String {
    crate::plain::escape(&format!("{site}{}", lang.path(path)))
}

/// `robots.txt`.
pub fn robots(State(web): State<Web>) -> Ready<String> {
    let site = &web.settings.public_url;
    let private: String = Lang::ALL
        .iter()
        .flat_map(|lang| {
            [
                "/missions",
                "/compte",
                "/reseau",
                "/connexion",
                "/inscription",
            ]
            .map(|path| lang.path(path))
        })
        .fold(String::new(), |lines, path| {
            lines + "Disallow: " + &path + "\n"
        });
    ready(format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /live\nDisallow: /dev/\n{private}\nSitemap: {site}/sitemap.xml\n"
    ))
}
