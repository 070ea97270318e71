//! Asks for pages: politely, never for long, never for much, and nobody whom the reader did not mean.
//! What comes is as untrusted as any file.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use encoding_rs::{Encoding, UTF_8};
use ureq::config::Config;
use ureq::http::{HeaderMap, Response, StatusCode, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error};
use url::Url;

use crate::fetch::address::{Reach, is_public, names_private_host};
use crate::fetch::hosts::{Hosts, lock};
use crate::fetch::rest::retry_after;
use crate::fetch::trouble::{Fault, NotPublic, Trouble};

/// Bounds of a request. Those of a program are what [`Default`] says.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Time until a host answers a call.
    pub connect: Duration,
    /// Time until all is here, redirects included.
    pub total: Duration,
    /// Bytes of an answer, after unpacking.
    pub bytes: u64,
    /// Redirects that are followed.
    pub redirects: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            bytes: 5 << 20,
            redirects: 5,
        }
    }
}

/// Asks for pages.
#[derive(Debug)]
pub struct Client {
    bounds: Bounds,
    hosts: Hosts,
    public: Agent,
    private: Agent,
}

/// What is known of an earlier answer, so that the same need not be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// What came.
#[derive(Clone, Debug)]
pub struct Answer {
    /// From where, after redirects.
    pub address: Url,
    /// Where it is from now on, if its host says that it has moved for good.
    pub moved: Option<Url>,
    /// The bytes, unpacked; in UTF-8 where the host names another encoding.
    pub bytes: Vec<u8>,
    /// How to ask next time.
    pub known: Known,
}

/// Bytes of a header that is kept.
const LONGEST_HEADER: usize = 1000;

impl Client {
    /// One with these bounds.
    pub fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            hosts: Hosts::default(),
            public: agent(Reach::Public, bounds),
            private: agent(Reach::Private, bounds),
        }
    }

    /// Asks for a page; `None` where it is what is known already.
    ///
    /// # Errors
    /// When it cannot be had, for whatever reason.
    pub fn get(
        &self,
        address: &Url,
        known: &Known,
        reach: Reach,
    ) -> Result<Option<Answer>, Trouble> {
        let began = Instant::now();
        let (mut here, mut moved) = (address.clone(), None);
        let mut is_for_good = true;
        for _ in 0..=self.bounds.redirects {
            let trouble = |fault| Trouble::new(address, fault);
            // Whoever was named may lead elsewhere, but not to what else lies in the reader's network.
            let is_named = here.host() == address.host();
            let reach = if is_named { reach } else { Reach::Public };
            if reach == Reach::Public && names_private_host(&here) {
                return Err(trouble(Fault::Private));
            }
            let left = self.bounds.total.checked_sub(began.elapsed());
            let left = left.ok_or_else(|| trouble(Fault::TooSlow))?;
            let hop = self.hop(&here, known, reach, left).map_err(trouble)?;
            let (status, to) = match hop {
                Hop::Same => return Ok(None),
                Hop::Here(bytes, known) => {
                    let moved = moved.filter(|_| is_for_good);
                    return Ok(Some(Answer {
                        address: here,
                        moved,
                        bytes,
                        known,
                    }));
                }
                Hop::Elsewhere(status, to) => (status, to),
            };
            is_for_good &= matches!(
                status,
                StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT
            );
            here = here.join(&to).map_err(|_| trouble(Fault::NoWay))?;
            if !matches!(here.scheme(), "http" | "https") {
                return Err(trouble(Fault::NoWeb(here.scheme().to_string())));
            }
            here.set_fragment(None);
            moved = Some(here.clone());
        }
        Err(Trouble::new(address, Fault::Circle))
    }

    /// One request, when it is the turn of its host.
    fn hop(&self, here: &Url, known: &Known, reach: Reach, left: Duration) -> Result<Hop, Fault> {
        let host = here.host_str().unwrap_or_default();
        let turn = self.hosts.turn(host);
        let mut turn = lock(&turn);
        if let Some(rest) = turn.rest() {
            return Err(Fault::Busy(Some(rest)));
        }
        let agent = match reach {
            Reach::Public => &self.public,
            Reach::Private => &self.private,
        };
        let mut request = agent
            .get(here.as_str())
            .header(header::ACCEPT, ACCEPT)
            .config()
            .timeout_global(Some(left))
            .build();
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = &known.modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        let response = request.call().map_err(Fault::from)?;
        let answered = self.read(response);
        if let Err(Fault::Busy(Some(rest))) = &answered {
            turn.rest_for(*rest);
        }
        answered
    }

    fn read(&self, mut response: Response<Body>) -> Result<Hop, Fault> {
        let status = response.status();
        let headers = response.headers();
        if status == StatusCode::NOT_MODIFIED {
            return Ok(Hop::Same);
        }
        if status.is_redirection() {
            let to = text(headers, header::LOCATION).ok_or(Fault::NoWay)?;
            return Ok(Hop::Elsewhere(status, to));
        }
        if matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        ) {
            let rest = text(headers, header::RETRY_AFTER);
            return Err(Fault::Busy(rest.as_deref().and_then(retry_after)));
        }
        if !status.is_success() {
            return Err(Fault::Status(status.as_u16()));
        }
        let known = Known {
            etag: text(headers, header::ETAG),
            modified: text(headers, header::LAST_MODIFIED),
        };
        let encoding = text(headers, header::CONTENT_TYPE)
            .as_deref()
            .and_then(encoding);
        let body = response.body_mut().with_config().limit(self.bounds.bytes);
        let bytes = body.read_to_vec().map_err(Fault::from)?;
        Ok(Hop::Here(in_utf8(bytes, encoding), known))
    }
}

/// What an answer says.
enum Hop {
    Same,
    Here(Vec<u8>, Known),
    Elsewhere(StatusCode, String),
}

const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, application/xml;q=0.8, */*;q=0.5";

fn agent(reach: Reach, bounds: Bounds) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(bounds.connect))
        .timeout_global(Some(bounds.total))
        .user_agent(concat!("byline/", env!("CARGO_PKG_VERSION")))
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Lookup { reach })
}

/// A header's value, where it is text of some length.
fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= LONGEST_HEADER).then(|| value.to_string())
}

/// The encoding that the kind of an answer names.
fn encoding(kind: &str) -> Option<&'static Encoding> {
    let (_, rest) = kind.split_once("charset=")?;
    let label = rest.split(';').next()?.trim().trim_matches('"');
    Encoding::for_label(label.as_bytes())
}

/// The bytes of a text in another encoding as UTF-8: nothing in the text itself need say which it was.
fn in_utf8(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Vec<u8> {
    match encoding {
        Some(encoding) if encoding != UTF_8 && std::str::from_utf8(&bytes).is_err() => {
            encoding.decode(&bytes).0.into_owned().into_bytes()
        }
        _ => bytes,
    }
}

/// Looks names of hosts up, and keeps to those that may be asked: what a name leads to is known only
/// now, and the connection goes to these numbers and no others.
#[derive(Debug)]
struct Lookup {
    reach: Reach,
}

impl Resolver for Lookup {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        // The proxy that the reader has set up is one that the reader means.
        let is_proxy = config.proxy().is_some_and(|proxy| {
            uri.host() == Some(proxy.host()) && uri.port_u16() == Some(proxy.port())
        });
        if self.reach == Reach::Private || is_proxy {
            return Ok(found);
        }
        let mut public = self.empty();
        for place in found.iter().filter(|place| is_public(place.ip())) {
            public.push(*place);
        }
        if public.is_empty() {
            let all: Vec<IpAddr> = found.iter().map(std::net::SocketAddr::ip).collect();
            return Err(Error::Other(Box::new(NotPublic(all))));
        }
        Ok(public)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Error, NotPublic, Reach, agent, encoding, in_utf8};

    #[test]
    fn what_a_name_leads_to_is_looked_at_too() {
        let public = agent(Reach::Public, Bounds::default());
        let error = public
            .get("http://127.0.0.1:9/")
            .call()
            .expect_err("refused");
        assert!(matches!(error, Error::Other(other) if other.is::<NotPublic>()));
    }

    #[test]
    fn the_encoding_that_a_host_names_is_believed_where_the_bytes_allow() {
        let kind = encoding("text/html; charset=\"windows-1251\"; x=y");
        let bytes = vec![0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2];
        assert_eq!(in_utf8(bytes, kind), "Привет".as_bytes());
        let already = "Привет".as_bytes().to_vec();
        assert_eq!(in_utf8(already.clone(), kind), already);
        assert_eq!(encoding("text/html"), None);
    }
}
