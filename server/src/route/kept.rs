//! Pages that are the same for everybody who is not signed in, kept for a moment after they were rendered. Each answer still
//! has a nonce of its own: it is written over the one that the page was rendered with.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    response::Response,
};
use bytes::Bytes;
use domain::{Actor, Timestamp};
use http::{HeaderMap, StatusCode, header};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How old an answer may be: nobody who is not signed in waits for anything that is newer.
const AGE_MS: i64 = 2_000;
/// Beyond as many pages, all are rendered anew: addresses have no end, searches above all.
const PAGES_MAX: usize = 200;
/// More than any page holds.
const PAGE_MAX: usize = 8 * 1024 * 1024;

/// The pages kept in this process.
#[derive(Debug, Default)]
pub struct Kept(Mutex<HashMap<String, Arc<Page>>>);

#[derive(Debug)]
struct Page {
    rendered_at: Timestamp,
    headers: HeaderMap,
    body: Bytes,
    /// Where the nonce stands in `body`, and how long it is.
    nonces: Vec<usize>,
}

/// What the page is kept under; `None` for a page that is somebody's own, or that answers a refused post.
pub fn key(request: &Request) -> Option<String> {
    let extensions = request.extensions();
    let own = extensions.get::<Actor>().is_some() || extensions.get::<app::form::Draft>().is_some();
    let path = request.uri().path();
    let public = path.strip_prefix("/en").unwrap_or(path);
    let same = matches!(
        public,
        "" | "/" | "/comment-ca-marche" | "/ou-vont-mes-sous"
    ) || public.starts_with("/loges");
    (same && !own).then(|| {
        request
            .uri()
            .path_and_query()
            .map_or_else(String::new, ToString::to_string)
    })
}

impl Kept {
    /// The page, if it was rendered a moment ago, with this nonce in it.
    pub fn get(&self, key: &str, now: Timestamp, nonce: &str) -> Option<Response> {
        let page = self.pages().get(key).cloned()?;
        let age = now.since(page.rendered_at);
        (0..AGE_MS).contains(&age).then(|| page.with(nonce))
    }

    /// Keeps a page that was rendered with this nonce; the response is as it was.
    pub async fn keep(
        &self,
        key: String,
        now: Timestamp,
        nonce: &str,
        response: Response,
    ) -> Response {
        let (parts, body) = response.into_parts();
        if parts.status != StatusCode::OK {
            return Response::from_parts(parts, body);
        }
        let Ok(body) = to_bytes(body, PAGE_MAX).await else {
            let mut broken = Response::new(Body::empty());
            *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            return broken;
        };
        let page = Page {
            rendered_at: now,
            headers: parts.headers.clone(),
            nonces: places(&body, nonce.as_bytes()),
            body: body.clone(),
        };
        let mut pages = self.pages();
        if pages.len() >= PAGES_MAX {
            pages.clear();
        }
        pages.insert(key, Arc::new(page));
        drop(pages);
        Response::from_parts(parts, Body::from(body))
    }

    fn pages(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Page>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Page {
    fn with(&self, nonce: &str) -> Response {
        let mut body = self.body.to_vec();
        for at in &self.nonces {
            body[*at..at + nonce.len()].copy_from_slice(nonce.as_bytes());
        }
        let mut response = Response::new(Body::from(body));
        *response.headers_mut() = self.headers.clone();
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response
    }
}

/// Where `what` stands in `text`.
fn places(text: &[u8], what: &[u8]) -> Vec<usize> {
    let windows = text.windows(what.len().max(1)).enumerate();
    windows
        .filter(|(_, window)| *window == what)
        .map(|(at, _)| at)
        .collect()
}
