//! Pages that need no application: an error outside every page, and the development pages. Plain HTML in the site's look.

use crate::Web;
use app::error::UiError;
use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use domain::Lang;
use http::{HeaderMap, HeaderValue, StatusCode, header};

/// Text as HTML shows it.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// A document in the site's look. `body` is HTML, `title` is text.
pub fn document(web: &Web, lang: Lang, title: &str, body: &str) -> String {
    let (code, style, title, home) = (
        lang.code(),
        web.site.stylesheet(),
        escape(title),
        lang.path("/"),
    );
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"{style}\"><link rel=\"icon\" href=\"/favicon.svg\"></head><body>\
         <header class=\"site-header\"><div class=\"site-header__bar\"><a class=\"logo\" href=\"{home}\">OpenLoge</a></div></header>\
         <main id=\"content\" tabindex=\"-1\"><div class=\"page page--narrow\">{body}</div></main></body></html>"
    )
}

/// An HTML answer.
pub fn html(status: StatusCode, document: String) -> Response {
    let mut response = Response::new(Body::from(document));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Refuses a request outside every page: a sentence for people, the error itself for scripts.
pub fn refusal(web: &Web, headers: &HeaderMap, lang: Lang, error: &UiError) -> Response {
    if !accepts_html(headers) {
        return script_error(error);
    }
    let message = escape(&error.message(lang));
    let body = format!(
        "<div class=\"empty\"><h1 class=\"empty__title\">{}</h1><p>{message}</p></div>",
        status(error).as_u16()
    );
    html(status(error), document(web, lang, "OpenLoge", &body))
}

/// The error as server functions answer it.
pub fn script_error(error: &UiError) -> Response {
    let body = serde_json::to_string(error).unwrap_or_default();
    let mut response = (status(error), body).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
        .headers_mut()
        .insert(FUNCTION_ERROR, HeaderValue::from_static("/"));
    response
}

/// Marks the answer of a server function as an error.
pub const FUNCTION_ERROR: &str = leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// The status of an error.
pub fn status(error: &UiError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Whether a person's browser asks for a page.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("text/html"))
}

/// The language of the page that the request came from.
pub fn language(headers: &HeaderMap) -> Lang {
    let referrer = headers
        .get(header::REFERER)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<http::Uri>().ok());
    referrer.map_or(Lang::Fr, |uri| Lang::of_path(uri.path()))
}
