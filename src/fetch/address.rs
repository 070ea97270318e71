//! Addresses: which may be asked for, where a host is, and which of them name the same story.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use anyhow::{Result, bail};
use url::{Host, Url};

/// Whether hosts of the reader's own network are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Only what everybody can reach.
    #[default]
    Public,
    /// Also this machine and its network.
    Private,
}

/// Whether a reader means an address and no file: it says so, or is a host with a path.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    ["http://", "https://", "feed://", "feed:http"]
        .iter()
        .any(|scheme| text.to_ascii_lowercase().starts_with(scheme))
}

/// Reads an address that a reader typed.
///
/// # Errors
/// When it is none of the web.
pub fn read(text: &str) -> Result<Url> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let text = match lower.as_str() {
        lower if lower.starts_with("feed:http") => text["feed:".len()..].to_string(),
        lower if lower.starts_with("feed://") => format!("https://{}", &text["feed://".len()..]),
        _ => text.to_string(),
    };
    let Ok(mut address) = Url::parse(&text) else {
        bail!("{text} is no address; write it as https://HOST/PATH");
    };
    if !matches!(address.scheme(), "http" | "https") || address.host().is_none() {
        bail!("{text} is no address of the web; write it as https://HOST/PATH");
    }
    address.set_fragment(None);
    Ok(address)
}

/// Whether an address names by itself a host that not everybody can reach: `localhost`, `10.0.0.1`.
pub fn names_private_host(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(host)) => !is_public(IpAddr::V4(host)),
        Some(Host::Ipv6(host)) => !is_public(IpAddr::V6(host)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || name.ends_with(".localhost")
        }
        None => true,
    }
}

/// Whether a host is one that everybody can reach: in no range that IANA keeps for other ends.
pub fn is_public(host: IpAddr) -> bool {
    match host {
        IpAddr::V4(host) => is_public_v4(host),
        IpAddr::V6(host) => is_public_v6(host),
    }
}

fn is_public_v4(host: Ipv4Addr) -> bool {
    let [first, second, third, _] = host.octets();
    let is_kept = matches!(
        (first, second, third),
        (0 | 10 | 127 | 240..=255, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !is_kept && !host.is_multicast()
}

fn is_public_v6(host: Ipv6Addr) -> bool {
    if let Some(inner) = inner(host) {
        return is_public_v4(inner);
    }
    let [first, second, ..] = host.segments();
    let is_global = first & 0xe000 == 0x2000;
    let is_kept = first == 0x2001 && (second < 0x0200 || second == 0x0db8) || first == 0x3fff;
    is_global && !is_kept
}

/// The host of the old network that one of the new stands for.
fn inner(host: Ipv6Addr) -> Option<Ipv4Addr> {
    let [first, second, third, fourth, fifth, sixth, high, low] = host.segments();
    let of = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match (first, second) {
        (0, 0) if third == 0 && fourth == 0 && fifth == 0 && matches!(sixth, 0 | 0xffff) => {
            Some(of(high, low))
        }
        // Translated (RFC 6052), and tunnelled (RFC 3056).
        (0x64, 0xff9b) => Some(of(high, low)),
        (0x2002, high) => Some(of(high, third)),
        _ => None,
    }
}

/// Parts of a query by which campaigns are told apart, not stories.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref_src",
    "yclid",
    "wt_mc",
    "cmpid",
    "ocid",
    "amp",
    "outputtype",
];

/// Hosts that keep copies of pages, and what stands before the address of the page itself.
const ARCHIVES: &[&str] = &[
    "web.archive.org/web/",
    "archive.org/wayback/",
    "google.com/amp/s/",
    "google.com/amp/",
];

/// An address by which a story is known: without the scheme, what tracks readers, forms for small
/// screens, and the archive in which a copy lies.
pub fn canonical(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let port = address.port().map(|port| format!(":{port}"));
    let place = format!("{host}{}{}", port.unwrap_or_default(), address.path());
    if let Some(page) = archived(&place) {
        return canonical(&page);
    }
    let is_told = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default().to_lowercase();
        !part.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
    };
    let query = address.query().unwrap_or_default();
    let query: Vec<&str> = query.split('&').filter(is_told).collect();
    let place = plain(&place);
    if query.is_empty() {
        place
    } else {
        format!("{place}?{}", query.join("&"))
    }
}

/// The page of which an archive keeps a copy.
fn archived(place: &str) -> Option<Url> {
    let rest = ARCHIVES
        .iter()
        .find_map(|archive| place.strip_prefix(archive))?;
    let (stamp, page) = rest.split_once('/').unwrap_or(("", rest));
    let is_stamp = stamp.starts_with(|c: char| c.is_ascii_digit());
    let page = if is_stamp { page } else { rest };
    // Within a path the slashes of an address may be one.
    let page = page
        .trim_start_matches("http:")
        .trim_start_matches("https:")
        .trim_start_matches('/');
    Url::parse(&format!("https://{page}")).ok()
}

/// A place without the signs of a form for small screens.
fn plain(place: &str) -> String {
    let place = place.strip_prefix("amp.").unwrap_or(place);
    let mut parts: Vec<&str> = place.split('/').filter(|part| !part.is_empty()).collect();
    if parts.len() > 2 {
        parts.retain(|part| !matches!(*part, "amp" | "index.html" | "index.php"));
    }
    let place = parts.join("/");
    place
        .strip_suffix(".amp")
        .or(place.strip_suffix(".amp.html"))
        .unwrap_or(&place)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::{Url, canonical, is_public, names_private_host, read};

    #[test]
    fn addresses_of_one_story_are_one() {
        let same = [
            "https://www.tide.example/a/salt",
            "http://tide.example/a/salt/?utm_source=x&fbclid=1#top",
            "https://tide.example/a/salt/amp/",
            "https://amp.tide.example/a/salt",
            "https://tide.example/a/salt.amp",
            "https://tide.example/a/salt?amp=1",
            "https://web.archive.org/web/20260301120000/https://www.tide.example/a/salt",
            "https://www.google.com/amp/s/www.tide.example/a/salt",
        ];
        for address in same {
            let address = Url::parse(address).expect("an address");
            assert_eq!(canonical(&address), "tide.example/a/salt", "{address}");
        }
        for other in [
            "https://tide.example/a/salt?page=2",
            "https://tide.example/amp",
        ] {
            let address = Url::parse(other).expect("an address");
            assert_ne!(canonical(&address), "tide.example/a/salt");
        }
        let amp = Url::parse("https://tide.example/amp").expect("an address");
        assert_eq!(canonical(&amp), "tide.example/amp");
    }

    #[test]
    fn only_hosts_for_everybody_are_public() {
        for host in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is_public(host.parse().expect("a host")), "{host}");
        }
        for host in [
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(host.parse().expect("a host")), "{host}");
        }
    }

    #[test]
    fn private_hosts_are_known_however_they_are_written() {
        for address in [
            "http://127.1/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://localhost:80/",
            "http://a.LOCALHOST./",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "http://0177.0.0.1/",
        ] {
            assert!(
                names_private_host(&read(address).expect("an address")),
                "{address}"
            );
        }
        assert!(!names_private_host(
            &read("https://tide.example/").expect("an address")
        ));
    }

    #[test]
    fn only_addresses_of_the_web_are_read() {
        for wrong in [
            "file:///etc/passwd",
            "ftp://x.example/",
            "gopher://x",
            "x",
            "http://",
            "javascript:1",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        let feed = read(" feed://x.example/a#b ").expect("an address");
        assert_eq!(feed.as_str(), "https://x.example/a");
    }
}
