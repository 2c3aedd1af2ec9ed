//! Refuses requests that change something when another site made them (cross-site request forgery).

use crate::{Web, plain};
use app::error::UiError;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, Method, header};

/// Lets safe methods pass, and others only when the browser says that a page of ours made them.
pub async fn check(State(web): State<Web>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe
        || same_origin(
            request.headers(),
            &web.settings.public_url,
            web.settings.development,
        )
    {
        return next.run(request).await;
    }
    let headers = request.headers();
    plain::refusal(
        &web,
        headers,
        plain::language(headers),
        &UiError::NotPermitted,
    )
}

/// `Sec-Fetch-Site` is the browser's own word and no script can set it; `Origin` is as old as forms that change things. A
/// request with neither is not from a browser of this decade, and is refused.
pub fn same_origin(headers: &HeaderMap, public_url: &str, development: bool) -> bool {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text("origin") else {
        return false;
    };
    // In development the same server answers to localhost and to 127.0.0.1.
    let by_host = || {
        development
            && text(header::HOST.as_str()).is_some_and(|host| origin == format!("http://{host}"))
    };
    origin == public_url || by_host()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(headers: &[(&'static str, &'static str)], development: bool) -> bool {
        let headers = headers
            .iter()
            .map(|(n, v)| (n.parse().expect("a name"), v.parse().expect("a value")))
            .collect();
        same_origin(&headers, "https://loge.example", development)
    }

    #[test]
    fn only_our_own_pages_may_change_things() {
        assert!(allowed(
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://loge.example")
            ],
            false
        ));
        assert!(allowed(&[("origin", "https://loge.example")], false));
        for site in ["cross-site", "same-site", "none"] {
            assert!(
                !allowed(
                    &[("sec-fetch-site", site), ("origin", "https://loge.example")],
                    false
                ),
                "{site}"
            );
        }
        for origin in [
            "https://evil.example",
            "http://loge.example",
            "https://loge.example.evil.example",
            "null",
        ] {
            assert!(!allowed(&[("origin", origin)], false), "{origin}");
        }
        assert!(!allowed(&[], false));
    }

    #[test]
    fn development_answers_to_whatever_name_it_is_called_by() {
        let headers = [
            ("origin", "http://localhost:3000"),
            ("host", "localhost:3000"),
        ];
        assert!(allowed(&headers, true));
        assert!(!allowed(&headers, false));
        assert!(!allowed(
            &[
                ("origin", "http://evil.example"),
                ("host", "localhost:3000")
            ],
            true
        ));
    }
}
