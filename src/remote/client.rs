//! Requests to the addresses of one archive: https unless on this machine, certificates verified, answers
//! bounded in size and time, no redirect followed, connections kept.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Method, Request, Uri};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use crate::config::{NamedArchive, Token};
use crate::fetch::rest::retry_after;
use crate::format::decode::printable;

/// An answer may have so many bytes.
const LARGEST: u64 = 16 << 20;
/// Bytes of what an engine says of an error that are told.
const TOLD: usize = 300;

/// Time in which one address must be reached.
const CONNECT: Duration = Duration::from_secs(2);

/// How long an answer may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Somebody waits for it.
    Reader,
    /// A program does.
    Program,
}

impl Patience {
    fn longest(self) -> Duration {
        match self {
            Self::Reader => Duration::from_secs(5),
            Self::Program => Duration::from_secs(60),
        }
    }
}

/// An answer that came.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// What it says; null where it says nothing.
    pub content: Value,
    /// After how long to ask again, where it says so.
    pub rest: Option<Duration>,
}

impl Answer {
    /// What it says, where all is well.
    ///
    /// # Errors
    /// What the engine complains of, in one sentence.
    pub fn into_content(self) -> Result<Value> {
        match self.status {
            200..=299 => Ok(self.content),
            401 | 403 => bail!(
                "the archive does not let this token in (status {})",
                self.status
            ),
            429 | 503 => bail!("the archive is too busy to answer (status {})", self.status),
            status => bail!("the archive answers with status {status}{}", self.reason()),
        }
    }

    fn reason(&self) -> String {
        let error = &self.content["error"];
        let reason = error["reason"].as_str().or_else(|| error.as_str());
        let reason = reason.or_else(|| self.content["message"].as_str());
        reason.map_or_else(String::new, |reason| {
            let end = (0..=reason.len().min(TOLD)).rev();
            let end = end.into_iter().find(|&end| reason.is_char_boundary(end));
            format!(": {}", printable(&reason[..end.unwrap_or(0)]))
        })
    }
}

/// Who asks one archive.
pub struct Client {
    agent: Agent,
    addresses: Vec<String>,
    index: String,
    authorization: Option<String>,
    /// The address that answered last.
    at: AtomicUsize,
    /// The longest that any answer may take, where that is not as usual.
    longest: Option<Duration>,
}

impl Client {
    /// Who asks the archive of the configuration.
    ///
    /// # Errors
    /// When an address, the certificates or the token cannot be used.
    pub fn new(archive: &NamedArchive) -> Result<Self> {
        let fault = |error: anyhow::Error| archive.origin.fault(&format!("{error:#}"));
        for address in &archive.urls {
            check_address(address).map_err(fault)?;
        }
        let tls = match &archive.ca {
            Some(file) => trusting(file).map_err(fault)?,
            None => TlsConfig::builder().build(),
        };
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_connect(Some(CONNECT))
            .max_response_header_size(64 << 10)
            .user_agent(concat!("byline/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            agent: config.new_agent(),
            addresses: archive.urls.iter().map(|url| trimmed(url)).collect(),
            index: archive.index.clone(),
            authorization: token(&archive.token).map_err(fault)?,
            at: AtomicUsize::new(0),
            longest: None,
        })
    }

    /// The same with other patience.
    #[must_use]
    pub fn within(self, longest: Duration) -> Self {
        Self {
            longest: Some(longest),
            ..self
        }
    }

    /// The index that holds the stories.
    pub fn index(&self) -> &str {
        &self.index
    }

    /// What the root of each address answers; an error names the address.
    pub(crate) fn each_root(&self) -> Vec<Result<Answer>> {
        let ask = |address: &String| {
            let answer = self.send_to(address, &Method::GET, "/", &[], Patience::Reader)?;
            if (200..300).contains(&answer.status) {
                return Ok(answer);
            }
            let refused = answer.into_content().err();
            let refused = refused.unwrap_or_else(|| anyhow!("it refuses"));
            Err(refused.context(shown(address)))
        };
        self.addresses.iter().map(ask).collect()
    }

    /// Asks for what lies at a path of the engine.
    ///
    /// # Errors
    /// When no address answers.
    pub fn get(&self, path: &str, patience: Patience) -> Result<Answer> {
        self.send(&Method::GET, path, &[], patience)
    }

    /// Sends JSON to a path of the engine.
    ///
    /// # Errors
    /// When no address answers.
    pub fn post(&self, path: &str, body: &Value, patience: Patience) -> Result<Answer> {
        self.send(&Method::POST, path, body.to_string().as_bytes(), patience)
    }

    /// The same, to make what lies there.
    ///
    /// # Errors
    /// When no address answers.
    pub fn put(&self, path: &str, body: &Value) -> Result<Answer> {
        let body = body.to_string();
        self.send(&Method::PUT, path, body.as_bytes(), Patience::Program)
    }

    /// Sends lines of JSON.
    ///
    /// # Errors
    /// When no address answers.
    pub fn post_lines(&self, path: &str, lines: &[u8]) -> Result<Answer> {
        self.send(&Method::POST, path, lines, Patience::Program)
    }

    /// Asks the address that answered last, and the others where it does not.
    fn send(&self, method: &Method, path: &str, body: &[u8], patience: Patience) -> Result<Answer> {
        let first = self.at.load(Ordering::Relaxed);
        let mut failed = None;
        for step in 0..self.addresses.len() {
            let at = (first + step) % self.addresses.len();
            match self.send_to(&self.addresses[at], method, path, body, patience) {
                Ok(answer) if !is_of_gateway(answer.status) || self.addresses.len() == 1 => {
                    self.at.store(at, Ordering::Relaxed);
                    return Ok(answer);
                }
                Ok(answer) => failed = Some(answer.into_content().err()),
                Err(error) => failed = Some(Some(error)),
            }
        }
        let failed = failed.flatten();
        Err(failed.unwrap_or_else(|| anyhow!("the archive has no address")))
    }

    fn send_to(
        &self,
        address: &str,
        method: &Method,
        path: &str,
        body: &[u8],
        patience: Patience,
    ) -> Result<Answer> {
        let lines = path.contains("_bulk") || path.contains("_msearch");
        let kind = if lines {
            "application/x-ndjson"
        } else {
            "application/json"
        };
        let mut request = Request::builder()
            .method(method.clone())
            .uri(format!("{address}{path}"))
            .header("content-type", kind)
            .header("accept", "application/json");
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        let host = shown(address);
        let longest = Some(self.longest.unwrap_or_else(|| patience.longest()));
        let request = request.body(body).context("no such request can be made")?;
        let configured = self
            .agent
            .configure_request(request)
            .timeout_global(longest)
            .build();
        let told = || format!("{host} does not answer");
        let mut response = self
            .agent
            .run(configured)
            .map_err(plain)
            .with_context(told)?;
        let status = response.status().as_u16();
        ensure!(
            !(300..400).contains(&status),
            "{host} sends elsewhere (status {status}); write the address that it sends to"
        );
        let rest = rest(response.headers());
        let read = response
            .body_mut()
            .with_config()
            .limit(LARGEST)
            .read_to_vec();
        let bytes = read
            .map_err(plain)
            .with_context(|| format!("the answer of {host} is not whole"))?;
        let content = match serde_json::from_slice(&bytes) {
            Ok(content) => content,
            Err(_) if bytes.is_empty() || !(200..300).contains(&status) => Value::Null,
            Err(error) => {
                return Err(error).with_context(|| format!("{host} does not answer in JSON"));
            }
        };
        Ok(Answer {
            status,
            content,
            rest,
        })
    }
}

/// What failed, in plain words where ureq has none.
fn plain(error: ureq::Error) -> anyhow::Error {
    match error {
        ureq::Error::BodyExceedsLimit(_) => anyhow!("it is larger than {} MB", LARGEST >> 20),
        ureq::Error::Timeout(_) => anyhow!("it takes too long"),
        ureq::Error::HostNotFound => anyhow!("there is no such host"),
        ureq::Error::ConnectionFailed => anyhow!("the connection fails"),
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            anyhow!("nobody listens there")
        }
        error => anyhow!("{}", printable(&error.to_string())),
    }
}

/// Whether it is not the engine that answers, but what stands before it.
fn is_of_gateway(status: u16) -> bool {
    matches!(status, 502 | 504)
}

/// Longest pause that an engine may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

fn rest(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?;
    Some(retry_after(value)?.min(LONGEST_PAUSE))
}

fn trimmed(address: &str) -> String {
    address.trim_end_matches('/').to_owned()
}

/// An address as it is told: without a name and password in it.
fn shown(address: &str) -> String {
    let uri: Option<Uri> = address.parse().ok();
    let host = uri.as_ref().and_then(Uri::authority);
    let host = host.map(|host| {
        host.as_str()
            .rsplit('@')
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    host.unwrap_or_else(|| "the archive".to_owned())
}

/// Only where nobody listens on the way may it go without encryption.
fn check_address(address: &str) -> Result<()> {
    let uri: Uri = address
        .parse()
        .context("an address is not understood; write https://HOST:PORT")?;
    let host = uri.host().unwrap_or_default();
    ensure!(
        !host.is_empty(),
        "an address names no host; write https://HOST:PORT"
    );
    ensure!(
        !uri.authority()
            .is_some_and(|authority| authority.as_str().contains('@')),
        "an address holds a password; write token_env or token_command instead"
    );
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if is_loopback(host) => Ok(()),
        Some("http") => bail!("{host} is another machine, so its address must begin with https://"),
        _ => bail!("an address begins with https://, or with http:// on this machine"),
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address: Option<std::net::IpAddr> = bare.parse().ok();
    host == "localhost" || address.is_some_and(|address| address.is_loopback())
}

fn trusting(file: &Path) -> Result<TlsConfig> {
    let told = || format!("cannot read the certificates {}", file.display());
    let pem = std::fs::read(file).with_context(told)?;
    let mut trusted = Vec::new();
    for item in parse_pem(&pem) {
        if let PemItem::Certificate(certificate) = item.map_err(plain).with_context(told)? {
            trusted.push(certificate);
        }
    }
    ensure!(
        !trusted.is_empty(),
        "{} holds no certificate",
        file.display()
    );
    let trusted: Vec<Certificate<'static>> = trusted;
    let roots = RootCerts::Specific(std::sync::Arc::new(trusted));
    Ok(TlsConfig::builder().root_certs(roots).build())
}

/// The header by which an archive knows its readers. What a reader writes with a scheme before it
/// (`ApiKey …`, `Basic …`) is sent as it is.
fn token(token: &Token) -> Result<Option<String>> {
    let found = match token {
        Token::None => return Ok(None),
        Token::Environment(variable) => {
            let found = std::env::var(variable).ok();
            found.with_context(|| format!("the variable {variable} holds no token"))?
        }
        Token::Command(command) => printed_by(command)?,
    };
    let found = found.trim();
    let is_sendable = |c: char| c.is_ascii_graphic() || c == ' ';
    ensure!(!found.is_empty(), "the token is empty");
    ensure!(
        found.chars().all(is_sendable),
        "the token holds what cannot be sent"
    );
    Ok(Some(if found.contains(' ') {
        found.to_owned()
    } else {
        format!("Bearer {found}")
    }))
}

fn printed_by(command: &[String]) -> Result<String> {
    let (program, arguments) = command.split_first().context("token_command is empty")?;
    let ran = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    // What it printed may be the token, so it is never told.
    let output = ran.with_context(|| format!("token_command: cannot run {program}"))?;
    ensure!(output.status.success(), "token_command: {program} failed");
    let printed = String::from_utf8(output.stdout).ok();
    let printed = printed.with_context(|| format!("token_command: {program} prints no text"))?;
    Ok(printed.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{check_address, shown, token};
    use crate::config::Token;

    #[test]
    fn only_this_machine_is_asked_without_encryption() {
        for address in [
            "https://a.example:9200",
            "http://localhost:1",
            "http://127.0.0.1",
            "http://[::1]:9",
        ] {
            assert!(check_address(address).is_ok(), "{address}");
        }
        for address in [
            "http://a.example",
            "ftp://localhost",
            "a.example",
            "https://me:secret@a.example",
            "",
        ] {
            let refused = check_address(address).expect_err(address);
            assert!(!format!("{refused:#}").contains("secret"));
        }
        assert_eq!(shown("https://me:x@a.example:9200/p"), "a.example:9200");
    }

    #[test]
    fn a_token_comes_from_a_command_and_is_not_told() {
        let command =
            |words: &[&str]| Token::Command(words.iter().map(|&word| word.to_owned()).collect());
        let found = token(&command(&["printf", "abc\\nrest"])).expect("it prints one");
        assert_eq!(found.as_deref(), Some("Bearer abc"));
        let found = token(&command(&["printf", "ApiKey abc"])).expect("it prints one");
        assert_eq!(found.as_deref(), Some("ApiKey abc"));
        let failed = token(&command(&["printf", "a\\001b"])).expect_err("it cannot be sent");
        assert!(!format!("{failed:#}").contains("a\u{1}b"));
        assert!(token(&Token::Environment("BYLINE_NO_SUCH_TOKEN".to_owned())).is_err());
    }
}
