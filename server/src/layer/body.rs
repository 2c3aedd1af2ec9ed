//! What a request carries, read whole: neither more nor for longer than it may take.

use axum::body::Body;
use bytes::Bytes;
use futures::StreamExt;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long a form or a webhook may take to arrive.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The body, or the beginning of one that is too large, breaks off or does not come.
pub async fn read(body: Body, max: usize, patience: Duration) -> Result<Bytes, Bytes> {
    let deadline = Instant::now() + patience;
    let mut stream = body.into_data_stream();
    let mut read = Vec::new();
    loop {
        match timeout_at(deadline, stream.next()).await {
            Ok(None) => return Ok(read.into()),
            Ok(Some(Ok(part))) => read.extend_from_slice(&part),
            Ok(Some(Err(_))) | Err(_) => return Err(read.into()),
        }
        if read.len() > max {
            return Err(read.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream;
    use std::convert::Infallible;

    fn body(parts: &[&'static str]) -> stream::Iter<std::vec::IntoIter<Result<Bytes, Infallible>>> {
        let parts: Vec<_> = parts.iter().map(|part| Ok(Bytes::from(*part))).collect();
        stream::iter(parts)
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_its_end_or_its_limit() {
        let parts = || Body::from_stream(body(&["page=", "/loges"]));
        assert_eq!(read(parts(), 11, PATIENCE).await, Ok("page=/loges".into()));
        assert_eq!(read(parts(), 10, PATIENCE).await, Err("page=/loges".into()));
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let slow = Body::from_stream(body(&["page=/loges"]).chain(stream::pending()));
        let begun = read(slow, 100, Duration::from_millis(20)).await;
        assert_eq!(begun, Err("page=/loges".into()));
    }
}
