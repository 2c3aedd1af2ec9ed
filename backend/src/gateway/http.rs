//! Sending a request and saying what its answer means. Time limits are bounded: a person waits behind most calls.

use super::GatewayError;
use crate::{Error, config::GatewayConfig};
use reqwest::{Client, RequestBuilder, StatusCode, header::HeaderMap};
use serde::{Deserialize, de::DeserializeOwned};
use std::{sync::Arc, time::Duration};

/// The version whose shapes `wire` reads; the gateway would otherwise answer in the account's own.
const API_VERSION: &str = "2025-09-30.clover";
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TIMEOUT: Duration = Duration::from_secs(12);
/// Largest answer that is read.
const BODY_MAX: usize = 1 << 20;

#[derive(Clone)]
pub(super) struct Http {
    client: Client,
    base: Arc<str>,
}

#[derive(Deserialize)]
struct Failure {
    error: FailureBody,
}

#[derive(Deserialize)]
struct FailureBody {
    #[serde(rename = "type", default)]
    kind: String,
    code: Option<String>,
    decline_code: Option<String>,
    #[serde(default)]
    message: String,
}

impl Http {
    pub(super) fn new(config: &GatewayConfig) -> Result<Self, Error> {
        // Needed once per process; a second time is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let internal =
            |error: &dyn std::fmt::Display| Error::Internal(format!("payment client: {error}"));
        let mut headers = HeaderMap::new();
        let version = reqwest::header::HeaderValue::from_static(API_VERSION);
        headers.insert("stripe-version", version);
        let bearer = format!("Bearer {}", config.secret_key);
        let mut key = reqwest::header::HeaderValue::from_str(&bearer).map_err(|e| internal(&e))?;
        key.set_sensitive(true);
        headers.insert(reqwest::header::AUTHORIZATION, key);
        let client = Client::builder()
            .default_headers(headers)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|e| internal(&e))?;
        Ok(Self {
            client,
            base: config.api_url.trim_end_matches('/').into(),
        })
    }

    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        expand: &str,
    ) -> Result<T, GatewayError> {
        // Written out: the brackets are plain in a query, and `expand` is one of our own two constants.
        let request = self
            .client
            .get(format!("{}{path}?expand[]={expand}", self.base));
        Self::send(request).await
    }

    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        fields: &[(String, String)],
    ) -> Result<T, GatewayError> {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .header("idempotency-key", key)
            .form(fields);
        Self::send(request).await
    }

    async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, GatewayError> {
        let unknown =
            |error: reqwest::Error| GatewayError::Unknown(error.without_url().to_string());
        let mut answer = request.send().await.map_err(unknown)?;
        let status = answer.status();
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(unknown)? {
            body.extend_from_slice(&chunk);
            if body.len() > BODY_MAX {
                return Err(GatewayError::Unknown("answer too large".to_owned()));
            }
        }
        if status.is_success() {
            // It may have happened although we cannot read the answer.
            return serde_json::from_slice(&body)
                .map_err(|e| GatewayError::Unknown(format!("unreadable answer: {e}")));
        }
        Err(failure(status, &body))
    }
}

/// What a refusal means: 402 is the bank's, other 4xx are final, all the rest may have happened or may be tried again.
fn failure(status: StatusCode, body: &[u8]) -> GatewayError {
    let parsed = serde_json::from_slice::<Failure>(body)
        .ok()
        .map(|f| f.error);
    let words = parsed.as_ref().map_or_else(
        || status.to_string(),
        |f| format!("{status}: {}", f.message),
    );
    match status {
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::CONFLICT
        | StatusCode::TOO_MANY_REQUESTS => GatewayError::Unknown(words),
        status if status.is_client_error() => {
            let body = parsed.unwrap_or_else(|| FailureBody {
                kind: String::new(),
                code: None,
                decline_code: None,
                message: String::new(),
            });
            let code = body
                .decline_code
                .or(body.code)
                .unwrap_or_else(|| status.as_str().to_owned());
            if status == StatusCode::PAYMENT_REQUIRED || body.kind == "card_error" {
                GatewayError::Declined { code }
            } else {
                GatewayError::Refused {
                    code,
                    message: words,
                }
            }
        }
        status if status.is_server_error() => GatewayError::Broken(words),
        _ => GatewayError::Unknown(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, body: &str) -> GatewayError {
        failure(
            StatusCode::from_u16(status).expect("a status"),
            body.as_bytes(),
        )
    }

    #[test]
    fn answers_are_told_apart() {
        let declined = of(
            402,
            r#"{"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds"}}"#,
        );
        assert_eq!(
            declined,
            GatewayError::Declined {
                code: "insufficient_funds".into()
            }
        );
        let state = of(
            400,
            r#"{"error":{"type":"invalid_request_error","code":"payment_intent_unexpected_state","message":"m"}}"#,
        );
        assert!(
            matches!(state, GatewayError::Refused { code, .. } if code == "payment_intent_unexpected_state")
        );
        for status in [401, 409, 429, 302] {
            assert!(
                matches!(of(status, "<html>"), GatewayError::Unknown(_)),
                "{status}"
            );
        }
        for status in [500, 502, 503] {
            assert!(
                matches!(of(status, "<html>"), GatewayError::Broken(_)),
                "{status}"
            );
        }
        assert!(matches!(of(404, "nonsense"), GatewayError::Refused { code, .. } if code == "404"));
    }
}
