use super::*;
use axum::{Router, body::Body, middleware};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

fn site() -> (tempfile::TempDir, Site) {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, content).expect("written");
    };
    put("pkg/openloge.AbCdEfGhIjKlMnOpQrStUv.css", "body{}");
    put("pkg/openloge.AbCdEfGhIjKlMnOpQrStUv.css.br", "brotli");
    put("pkg/openloge.AbCdEfGhIjKlMnOpQrStUv.css.gz", "gzip");
    put("favicon.svg", "<svg/>");
    let site = Site::load(Some(folder.path()), false).expect("read");
    (folder, site)
}

async fn get(
    site: &Site,
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> (StatusCode, http::HeaderMap, String) {
    let router = Router::new()
        .fallback(|| async { (StatusCode::NOT_FOUND, "elsewhere") })
        .layer(middleware::from_fn_with_state(site.clone(), answer));
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let response = router
        .oneshot(request.body(Body::empty()).expect("a request"))
        .await
        .expect("an answer");
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    (
        parts.status,
        parts.headers,
        String::from_utf8_lossy(&body).into_owned(),
    )
}

#[tokio::test]
async fn the_smallest_form_accepted_is_sent() {
    let (_folder, site) = site();
    let path = "/pkg/openloge.AbCdEfGhIjKlMnOpQrStUv.css";
    for (accepted, body) in [
        ("gzip, br", "brotli"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("zstd", "body{}"),
    ] {
        let (status, headers, got) = get(&site, path, &[(header::ACCEPT_ENCODING, accepted)]).await;
        assert_eq!((status, got.as_str()), (StatusCode::OK, body), "{accepted}");
        assert_eq!(headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(
            headers[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
    }
}

#[tokio::test]
async fn a_known_file_is_not_sent_again() {
    let (_folder, site) = site();
    let (_, headers, _) = get(&site, "/favicon.svg", &[]).await;
    assert_eq!(headers[header::CONTENT_TYPE], "image/svg+xml");
    assert_eq!(
        headers[header::CACHE_CONTROL],
        "public, max-age=86400, stale-while-revalidate=604800"
    );
    let etag = headers[header::ETAG].to_str().expect("text").to_owned();
    let (status, _, body) = get(&site, "/favicon.svg", &[(header::IF_NONE_MATCH, &etag)]).await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn anything_else_passes() {
    let (_folder, site) = site();
    for path in [
        "/",
        "/pkg",
        "/pkg/../favicon.svg",
        "/%2e%2e/etc/passwd",
        "/pkg/openloge.AbCdEfGhIjKlMnOpQrStUv.css.br",
    ] {
        let (status, _, body) = get(&site, path, &[]).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::NOT_FOUND, "elsewhere"),
            "{path}"
        );
    }
}

#[test]
fn only_names_with_a_hash_are_for_ever() {
    assert!(carries_hash("openloge.AbCdEfGhIjKlMnOpQrStUv.wasm"));
    assert!(!carries_hash("openloge.css"));
    assert!(!carries_hash("apple-touch-icon-precomposed.png"));
    assert!(!carries_hash("a.min.js"));
}

#[test]
fn an_empty_site_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::load(Some(&folder.path().join("nowhere")), false).expect("read");
    assert!(
        site.check()
            .expect_err("nothing there")
            .contains("empty or missing")
    );
}
