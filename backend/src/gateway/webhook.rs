//! Webhooks: that one really comes from the gateway and is fresh, and which of its objects it speaks of.
//! What a notice says is never believed; it only says what to ask the gateway about.

use domain::Timestamp;
use hmac::{Hmac, Mac};
use serde::Deserialize;
use sha2::Sha256;

/// Oldest and youngest signature that is accepted, in seconds: a recorded webhook cannot be played again later.
const TOLERANCE_S: i64 = 300;

/// Something that the gateway says has happened.
#[derive(Debug, PartialEq, Eq)]
pub struct Notice {
    /// Identifier of the event, the same in every repetition.
    pub id: String,
    /// `payment_intent.succeeded`, …
    pub kind: String,
    /// The payment page it speaks of.
    pub session: Option<String>,
    /// The intent it speaks of.
    pub intent: Option<String>,
    /// Our own identifier of the payment, which came back as metadata.
    pub payment: Option<String>,
}

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    id: Option<String>,
    #[serde(default, rename = "object")]
    kind: String,
    payment_intent: Option<serde_json::Value>,
    #[serde(default)]
    metadata: Option<Metadata>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    payment: Option<String>,
}

/// The notice in `body`, when `signature` (`t=…,v1=…`) is ours and fresh at `now`; `None` for a forged, stale or unreadable
/// one, without saying which.
pub fn verify(secret: &str, body: &[u8], signature: &str, now: Timestamp) -> Option<Notice> {
    let mut time = None;
    let mut proofs = Vec::new();
    for (name, value) in signature
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
    {
        match name {
            "t" => time = value.parse::<i64>().ok(),
            // More than one while a secret is being changed; a handful is enough.
            "v1" if proofs.len() < 5 => proofs.push(hex::decode(value).ok()?),
            _ => {}
        }
    }
    let time = time?;
    if now.0.div_euclid(1000).saturating_sub(time).saturating_abs() > TOLERANCE_S {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(time.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    // `verify_slice` compares in constant time.
    if !proofs
        .iter()
        .any(|proof| mac.clone().verify_slice(proof).is_ok())
    {
        return None;
    }
    read(body)
}

fn read(body: &[u8]) -> Option<Notice> {
    let Event {
        id,
        kind,
        data: Data { object },
    } = serde_json::from_slice(body).ok()?;
    let intent = object.payment_intent.and_then(|value| match value {
        serde_json::Value::String(id) => Some(id),
        value => value
            .get("id")
            .and_then(|id| id.as_str())
            .map(str::to_owned),
    });
    let (session, intent) = match object.kind.as_str() {
        "checkout.session" => (object.id, intent),
        "payment_intent" => (None, object.id),
        _ => (None, intent),
    };
    let payment = object.metadata.and_then(|m| m.payment);
    Some(Notice {
        id,
        kind,
        session,
        intent,
        payment,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_test";
    const NOW: Timestamp = Timestamp(1_795_000_000_000);
    const BODY: &str = r#"{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent","metadata":{"payment":"p"}}}}"#;

    fn signed(secret: &str, time_s: i64, body: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
        mac.update(format!("{time_s}.{body}").as_bytes());
        format!("t={time_s},v1={}", hex::encode(mac.finalize().into_bytes()))
    }

    #[test]
    fn a_signed_notice_is_read() {
        let notice = verify(
            SECRET,
            BODY.as_bytes(),
            &signed(SECRET, 1_795_000_000, BODY),
            NOW,
        )
        .expect("a notice");
        assert_eq!(
            (notice.id.as_str(), notice.intent.as_deref()),
            ("evt_1", Some("pi_1"))
        );
        assert_eq!(
            (notice.session, notice.payment.as_deref()),
            (None, Some("p"))
        );
    }

    #[test]
    fn two_secrets_may_overlap() {
        let right = signed(SECRET, 1_795_000_000, BODY);
        let both = format!(
            "t=1795000000,v1={},{}",
            "00".repeat(32),
            right.split_once(',').expect("two parts").1
        );
        assert!(verify(SECRET, BODY.as_bytes(), &both, NOW).is_some());
    }

    #[test]
    fn forged_stale_and_malformed_ones_are_refused() {
        let fresh = signed(SECRET, 1_795_000_000, BODY);
        let changed = BODY.replace("pi_1", "pi_2");
        assert_eq!(
            verify(SECRET, changed.as_bytes(), &fresh, NOW),
            None,
            "another body"
        );
        assert_eq!(
            verify("whsec_other", BODY.as_bytes(), &fresh, NOW),
            None,
            "another secret"
        );
        for time in [1_795_000_000 - 301, 1_795_000_000 + 301] {
            assert_eq!(
                verify(SECRET, BODY.as_bytes(), &signed(SECRET, time, BODY), NOW),
                None,
                "{time}"
            );
        }
        let redated = fresh.replace("t=1795000000", "t=1795000001");
        for wrong in [
            "",
            "t=",
            "v1=00",
            "t=1795000000",
            "t=x,v1=zz",
            redated.as_str(),
            "t=1795000000,v1=",
        ] {
            assert_eq!(verify(SECRET, BODY.as_bytes(), wrong, NOW), None, "{wrong}");
        }
        let body = "not json";
        assert_eq!(
            verify(
                SECRET,
                body.as_bytes(),
                &signed(SECRET, 1_795_000_000, body),
                NOW
            ),
            None
        );
    }

    #[test]
    fn a_session_and_a_charge_lead_to_their_intent() {
        let of = |object: &str| {
            let body = format!(r#"{{"id":"e","type":"t","data":{{"object":{object}}}}}"#);
            read(body.as_bytes()).map(|n| (n.session, n.intent))
        };
        let session = of(r#"{"id":"cs_1","object":"checkout.session","payment_intent":"pi_1"}"#);
        assert_eq!(session, Some((Some("cs_1".into()), Some("pi_1".into()))));
        let charge =
            of(r#"{"id":"ch_1","object":"charge","payment_intent":{"id":"pi_1"},"metadata":null}"#);
        assert_eq!(charge, Some((None, Some("pi_1".into()))));
    }
}
