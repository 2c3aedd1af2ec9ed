//! What the tests share: a site on a database of its own, and people with browsers.

use axum::{Router, body::Body};
use backend::{
    config::MailTransport,
    testing::{Database, PASSWORD, Testbed, World},
};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use server::{
    Web,
    config::{Limits, LogFormat, Settings},
    route,
    site::Site,
};
use tokio::sync::watch;
use tower::ServiceExt;

pub const ORIGIN: &str = "https://loge.example";

/// A site with the world of the use cases' tests in it.
pub struct House {
    pub bed: Testbed,
    pub world: World,
    pub router: Router,
    stop: watch::Sender<bool>,
}

impl House {
    pub async fn open() -> Self {
        Self::with(Database::Sqlite, |_| {}).await
    }

    pub async fn with(database: Database, change: impl FnOnce(&mut Settings)) -> Self {
        let bed = Testbed::on(database).await;
        let world = bed.world().await;
        let mut settings = settings(&bed);
        change(&mut settings);
        let (router, stop) = router(bed.b.clone(), settings);
        Self {
            bed,
            world,
            router,
            stop,
        }
    }

    /// Asks every stream to end.
    pub fn stop(&self) {
        self.stop.send(true).unwrap();
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookie: None,
            script: true,
            extra: HeaderMap::new(),
        }
    }

    /// Somebody of the world, signed in: `lea`, `ophelie`, `claudie`, …
    pub async fn person(&self, name: &str) -> Browser {
        let session =
            backend::account::sign_in(&self.bed.b, &format!("{name}@example.fr"), PASSWORD, None)
                .await
                .unwrap();
        Browser {
            cookie: Some(format!("__Host-sid={}", session.token)),
            ..self.stranger()
        }
    }
}

pub fn router(backend: backend::Backend, settings: Settings) -> (Router, watch::Sender<bool>) {
    let empty = tempfile::tempdir().unwrap();
    let site = Site::load(Some(empty.path()), false).unwrap();
    let (stop, stopping) = watch::channel(false);
    (
        route::router(Web::new(backend, settings, site, stopping)),
        stop,
    )
}

pub fn settings(bed: &Testbed) -> Settings {
    let config = bed.b.config.clone();
    Settings {
        listen: "127.0.0.1:3000".parse().unwrap(),
        data_dir: "/nonexistent".into(),
        database_url: bed.database_url.clone(),
        public_url: ORIGIN.to_owned(),
        development: false,
        demo: false,
        mail: MailTransport::Folder(match &config.mail {
            MailTransport::Folder(folder) => folder.clone(),
            MailTransport::Smtp(_) => unreachable!("tests keep mail in a folder"),
        }),
        mail_from: config.mail_from.clone(),
        gateway: config.gateway.clone(),
        sandbox: None,
        site_dir: None,
        log: LogFormat::Text,
        log_level: "error".to_owned(),
        trusted_proxies: 0,
        limits: Limits {
            per_account: 100_000,
            per_address: 100_000,
            per_person: 100_000,
        },
    }
}

/// One person's browser, with or without JavaScript.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookie: Option<String>,
    script: bool,
    extra: HeaderMap,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// The kind of the error that a server function answered.
    pub fn kind(&self) -> String {
        let error: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        error["kind"].as_str().unwrap_or_default().to_owned()
    }
}

impl Browser {
    pub fn without_script(mut self) -> Self {
        self.script = false;
        self
    }

    pub fn sending(mut self, name: &'static str, value: &str) -> Self {
        self.extra.insert(name, value.parse().unwrap());
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(
            self.request(Method::GET, path)
                .header(header::ACCEPT, "text/html"),
            Body::empty(),
        )
        .await
    }

    /// A server function that only reads.
    pub async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let query = encode(fields);
        self.ask(
            self.request(Method::GET, &format!("{path}?{query}"))
                .header(header::ACCEPT, "application/json"),
            Body::empty(),
        )
        .await
    }

    /// A form of the page `from`.
    pub async fn post_from(&self, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_body(from, path, encode(fields).into_bytes())
            .await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from("/", path, fields).await
    }

    pub async fn post_body(&self, from: &str, path: &str, body: Vec<u8>) -> Answer {
        let accept = if self.script {
            "application/json"
        } else {
            "text/html,application/xhtml+xml"
        };
        let mut request = self
            .request(Method::POST, path)
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::REFERER, format!("{ORIGIN}{from}"));
        if !self.extra.contains_key(header::ORIGIN) {
            request = request.header(header::ORIGIN, ORIGIN);
        }
        self.ask(request, Body::from(body)).await
    }

    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in &self.extra {
            request = request.header(name, value);
        }
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    pub async fn ask(&self, request: http::request::Builder, body: Body) -> Answer {
        let response = self.stream(request, body).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    pub async fn stream(
        &self,
        request: http::request::Builder,
        body: Body,
    ) -> http::Response<Body> {
        self.router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap()
    }
}

pub fn encode(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
