//! Errors in Stripe's envelope: `{"error": {"type", "code", "decline_code", "message", "param", …}}` with Stripe's statuses.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use std::ops::{Deref, DerefMut};

/// An error answer of the API, boxed so that results stay small.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ApiError(Box<Answer>);

/// What is answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) kind: &'static str,
    pub(crate) code: Option<&'static str>,
    pub(crate) decline_code: Option<&'static str>,
    pub(crate) param: Option<String>,
    pub(crate) message: String,
    /// The payment intent as it stands, where Stripe joins it to the error.
    pub(crate) intent: Option<Value>,
    /// The charge that failed, on card errors.
    pub(crate) charge: Option<String>,
    /// Whether an idempotency key remembers this answer: only when the operation had begun, never for refused parameters.
    pub(crate) stored: bool,
}

impl Deref for ApiError {
    type Target = Answer;

    fn deref(&self) -> &Answer {
        &self.0
    }
}

impl DerefMut for ApiError {
    fn deref_mut(&mut self) -> &mut Answer {
        &mut self.0
    }
}

impl ApiError {
    fn new(status: StatusCode, kind: &'static str, message: impl Into<String>) -> Self {
        let (code, decline_code, param, intent, charge) = (None, None, None, None, None);
        let message = message.into();
        Self(Box::new(Answer {
            status,
            kind,
            code,
            decline_code,
            param,
            message,
            intent,
            charge,
            stored: false,
        }))
    }

    /// 400: the parameters are refused before anything began.
    pub(crate) fn invalid(code: &'static str, param: &str, message: impl Into<String>) -> Self {
        let mut error = Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message);
        error.code = Some(code);
        error.param = (!param.is_empty()).then(|| param.to_owned());
        error
    }

    /// 400: a required parameter is absent.
    pub(crate) fn missing(param: &str) -> Self {
        Self::invalid(
            "parameter_missing",
            param,
            format!("Missing required param: {param}."),
        )
    }

    /// 400: the object is in a state that does not allow the operation.
    pub(crate) fn state(code: &'static str, message: impl Into<String>) -> Self {
        let mut error = Self::invalid(code, "", message);
        error.stored = true;
        error
    }

    /// 401: no key, or a wrong one.
    pub(crate) fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_request_error", message)
    }

    /// 402: the card is refused.
    pub(crate) fn card(
        code: &'static str,
        decline_code: Option<&'static str>,
        message: impl Into<String>,
    ) -> Self {
        let mut error = Self::new(StatusCode::PAYMENT_REQUIRED, "card_error", message);
        (error.code, error.decline_code, error.stored) = (Some(code), decline_code, true);
        error
    }

    /// 404: no object with this identifier.
    pub(crate) fn not_found(object: &str, param: &str, id: &str) -> Self {
        let id: String = id.chars().take(100).collect();
        let mut error = Self::invalid(
            "resource_missing",
            param,
            format!("No such {object}: '{id}'"),
        );
        error.status = StatusCode::NOT_FOUND;
        error
    }

    /// 404: no such route.
    pub(crate) fn no_route(method: &str, path: &str) -> Self {
        let path: String = path.chars().take(200).collect();
        let message = format!("Unrecognized request URL ({method}: {path}).");
        Self::new(StatusCode::NOT_FOUND, "invalid_request_error", message)
    }

    /// 400: the key was used with other parameters.
    pub(crate) fn idempotency_mismatch(key: &str) -> Self {
        let message = format!(
            "Keys for idempotent requests can only be used with the same parameters they were first used with. \
             Try using a key other than '{key}' if you meant to execute a different request."
        );
        Self::new(StatusCode::BAD_REQUEST, "idempotency_error", message)
    }

    /// 409: another request with the same key is still running.
    pub(crate) fn idempotency_in_use() -> Self {
        let message = "There is currently another in-progress request using this idempotent key. Please try again later.";
        let mut error = Self::new(StatusCode::CONFLICT, "idempotency_error", message);
        error.code = Some("idempotency_key_in_use");
        error
    }

    /// 429: asked to slow down (only ever by an injected fault).
    pub(crate) fn rate_limited() -> Self {
        let mut error = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "invalid_request_error",
            "Request rate limit exceeded.",
        );
        error.code = Some("rate_limit");
        error
    }

    /// 500: something went wrong on the server's side (only ever by an injected fault).
    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "api_error",
            "An unknown error occurred.",
        )
    }

    /// Joins the intent as it stands to the error.
    pub(crate) fn with_intent(mut self, intent: Value) -> Self {
        self.intent = Some(intent);
        self
    }

    /// The JSON envelope.
    pub(crate) fn body(&self) -> Value {
        let mut error = Map::new();
        error.insert("type".into(), json!(self.kind));
        error.insert("message".into(), json!(self.message));
        if let Some(code) = self.code {
            error.insert("code".into(), json!(code));
            error.insert(
                "doc_url".into(),
                json!(format!(
                    "https://stripe.com/docs/error-codes/{}",
                    code.replace('_', "-")
                )),
            );
        }
        let texts = [
            ("decline_code", self.decline_code),
            ("param", self.param.as_deref()),
            ("charge", self.charge.as_deref()),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                error.insert(name.into(), json!(value));
            }
        }
        if let Some(intent) = &self.intent {
            error.insert("payment_intent".into(), intent.clone());
        }
        json!({ "error": error })
    }
}
