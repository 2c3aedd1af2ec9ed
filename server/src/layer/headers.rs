//! The headers that tell browsers what a page of ours may do, above all the content security policy with its nonce, which is
//! new for each response.

use crate::{Web, config::Settings};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use leptos::nonce::Nonce;

/// What pages here never need.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), \
     fullscreen=(self), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// Two years, as the preload lists ask.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Mints the nonce for whoever renders the page, and adds the headers that the answer does not have yet.
pub async fn secure(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let mut bytes = [0; 16];
    web.backend.random.fill(&mut bytes);
    let nonce = hex::encode(bytes);
    request
        .extensions_mut()
        .insert(Nonce::from_value(nonce.as_str()));
    let mut response = next.run(request).await;
    add(
        response.headers_mut(),
        &web.settings,
        &policy(&web.settings, &nonce, web.site.reload_port()),
    );
    response
}

fn add(headers: &mut HeaderMap, settings: &Settings, policy: &str) {
    let mut set = |name: HeaderName, value: &str| {
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Pages of ours need the whole referrer: a refused form is answered by the page it came from.
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(header::X_FRAME_OPTIONS, "DENY");
    if settings.https() {
        set(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
}

/// `form-action` names the checkout because Chromium applies it to the redirect that follows a posted form too.
/// `wasm-unsafe-eval` compiles our WebAssembly and nothing else.
fn policy(settings: &Settings, nonce: &str, reload_port: Option<u32>) -> String {
    let reload = reload_port
        .map(|port| format!(" ws://127.0.0.1:{port} ws://localhost:{port}"))
        .unwrap_or_default();
    let checkout = settings.checkout_origin();
    format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{reload}; form-action 'self' {checkout}; \
         object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}
