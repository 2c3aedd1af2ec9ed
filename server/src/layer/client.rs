//! Who is at the other end of the connection.

use crate::config::is_this_machine;
use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap, header, uri::Authority};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Address of the client. Each proxy appends who called it to `X-Forwarded-For`: with `trusted` proxies of ours in front,
/// the one that the outermost of them wrote is believed, and nothing that a client could have written itself.
pub fn address(extensions: &Extensions, headers: &HeaderMap, trusted: usize) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |c| c.0.ip());
    if trusted == 0 {
        return peer;
    }
    let lists = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|v| v.to_str().ok());
    let hops: Vec<_> = lists
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .collect();
    hops.len()
        .checked_sub(trusted)
        .and_then(|at| hops[at].parse().ok())
        .unwrap_or(peer)
}

/// Whether this machine asks, by a name of its own: a page from elsewhere may have had its name lead here, but its browser
/// still sends that name. Tests within the process have no connection, and are this machine.
pub fn is_here(extensions: &Extensions, headers: &HeaderMap) -> bool {
    let near = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .is_none_or(|c| c.0.ip().to_canonical().is_loopback());
    let host = headers
        .get(header::HOST)
        .and_then(|v| Authority::try_from(v.as_bytes()).ok());
    near && host.is_some_and(|h| is_this_machine(h.host()))
}

/// What counts as one client: an IPv4 address, or the IPv6 network of 64 bits that one household is given. A server that
/// listens on IPv6 sees IPv4 addresses as IPv6 ones, which are all of one network.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let s = v6.segments();
            IpAddr::V6(Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_client() {
        let of = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:5::6"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("203.0.113.1"), of("203.0.113.2"));
        assert_ne!(of("::ffff:203.0.113.1"), of("::ffff:203.0.113.2"));
        assert_eq!(of("::ffff:203.0.113.1"), of("203.0.113.1"));
    }

    #[test]
    fn only_this_machine_under_its_own_name_is_here() {
        let here = |peer: &str, host: &str| {
            let mut extensions = Extensions::new();
            let peer: IpAddr = peer.parse().expect("an address");
            extensions.insert(ConnectInfo(SocketAddr::from((peer, 4000))));
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().expect("a header"));
            is_here(&extensions, &headers)
        };
        for host in ["localhost:3000", "127.0.0.1", "127.1.2.3:80", "[::1]:3000"] {
            assert!(here("127.0.0.1", host), "{host}");
        }
        assert!(here("::1", "localhost") && here("::ffff:127.0.0.1", "localhost"));
        for host in [
            "evil.example",
            "localhost.evil.example",
            "10.0.0.1",
            "",
            "@",
        ] {
            assert!(!here("127.0.0.1", host), "{host}");
        }
        assert!(!here("10.0.0.1", "localhost"));
        assert!(!is_here(&Extensions::new(), &HeaderMap::new()));
    }

    fn seen(forwarded: &[&'static str], trusted: usize) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4000))));
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", http::HeaderValue::from_static(value));
        }
        address(&extensions, &headers, trusted).to_string()
    }

    #[test]
    fn nothing_forwarded_is_believed_without_a_proxy() {
        assert_eq!(seen(&["203.0.113.7"], 0), "10.0.0.1");
    }

    #[test]
    fn the_outermost_trusted_proxy_is_believed() {
        assert_eq!(seen(&["203.0.113.7"], 1), "203.0.113.7");
        assert_eq!(
            seen(&["6.6.6.6, 203.0.113.7"], 1),
            "203.0.113.7",
            "what the client wrote itself is not"
        );
        assert_eq!(
            seen(&["6.6.6.6, 203.0.113.7", "10.0.0.2"], 2),
            "203.0.113.7"
        );
    }

    #[test]
    fn nonsense_falls_back_to_the_peer() {
        assert_eq!(seen(&[], 1), "10.0.0.1");
        assert_eq!(seen(&["unknown"], 1), "10.0.0.1");
        assert_eq!(seen(&["203.0.113.7"], 2), "10.0.0.1");
    }
}
