//! Answering a request with a file of the site.

use super::{File, Site};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

/// A year: the name changes with the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A day, then asked for again in the background.
const A_DAY: &str = "public, max-age=86400, stale-while-revalidate=604800";
/// Asked for each time.
const EACH_TIME: &str = "no-cache";

/// Answers with the file of that address, or lets the request pass.
pub async fn answer(State(site): State<Site>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let path = request.uri().path();
        if site.watched {
            // Only for whoever develops: what the build has just written.
            if let Some(fresh) = Site::load(Some(&site.folder), true)
                .ok()
                .and_then(|s| respond(&s, path, request.headers()))
            {
                return fresh;
            }
        } else if let Some(response) = respond(&site, path, request.headers()) {
            return response;
        }
    }
    next.run(request).await
}

fn respond(site: &Site, path: &str, headers: &HeaderMap) -> Option<Response> {
    let file = site.files.get(path)?;
    let (body, encoding) = file.variant(headers);
    let fresh = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|tags| {
            tags.split(',')
                .any(|tag| tag.trim().trim_start_matches("W/") == file.etag)
        });
    let mut response = Response::new(if fresh {
        Body::empty()
    } else {
        Body::from(body)
    });
    *response.status_mut() = if fresh {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    };
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(file.content_type),
    );
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(caching(site, file)),
    );
    if let Ok(etag) = HeaderValue::from_str(&file.etag) {
        out.insert(header::ETAG, etag);
    }
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

const fn caching(site: &Site, file: &File) -> &'static str {
    match (site.watched, file.immutable) {
        (true, _) => EACH_TIME,
        (false, true) => FOR_EVER,
        (false, false) => A_DAY,
    }
}

impl File {
    /// The smallest form that the client takes.
    fn variant(&self, headers: &HeaderMap) -> (Bytes, Option<&'static str>) {
        match (&self.brotli, &self.gzip) {
            (Some(body), _) if accepts(headers, "br") => (body.clone(), Some("br")),
            (_, Some(body)) if accepts(headers, "gzip") => (body.clone(), Some("gzip")),
            _ => (self.plain.clone(), None),
        }
    }
}

/// Whether the client takes that coding; `;q=0` refuses it.
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let lists = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|v| v.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(coding));
        named
            && !parts.any(|p| {
                matches!(
                    p.replace(' ', "").as_str(),
                    "q=0" | "q=0.0" | "q=0.00" | "q=0.000"
                )
            })
    })
}
