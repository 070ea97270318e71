//! What can go wrong on the way to a page: one sentence each, with the address and what to do.

use std::fmt;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::time::Duration;

use ureq::Error;
use url::Url;

use crate::format::decode::printable;

/// A page that could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Its address.
    pub address: String,
    /// Why.
    pub fault: Fault,
}

/// Why a page could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The name of its host is not known.
    NoHost,
    /// Nobody answers there.
    NoAnswer(String),
    /// It took too long.
    TooSlow,
    /// It is larger than is read.
    TooLarge,
    /// It ended before its end.
    CutShort,
    /// Its host could not prove who it is.
    Certificate(String),
    /// Its host lies in the reader's own network, and was not named as such.
    Private,
    /// It leads to itself, or through too many others.
    Circle,
    /// It leads nowhere that could be read.
    NoWay,
    /// It leads out of the web.
    NoWeb(String),
    /// Its host asks to be left alone, for so long where it says so.
    Busy(Option<Duration>),
    /// Its host says no.
    Status(u16),
    /// Its host does not want programs to ask for it.
    Unwanted,
    /// It is no page and no feed but this.
    Foreign(&'static str),
    /// A page came where a feed was.
    PageForFeed,
    /// What came is neither page nor feed.
    NoFeed,
    /// What came breaks the rules of the network.
    Broken(String),
}

impl Trouble {
    /// One with this address.
    pub(super) fn new(address: &Url, fault: Fault) -> Self {
        Self {
            address: address.to_string(),
            fault,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", printable(&self.address), self.fault)
    }
}

impl std::error::Error for Trouble {}

impl fmt::Display for Fault {
    /// The rest of a sentence that begins with the address.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
            Self::NoHost => {
                "names a host that is not found; see whether it is spelt right and the network is there"
            }
            Self::NoAnswer(why) => {
                return write!(
                    formatter,
                    "does not answer ({}); try again later",
                    printable(why)
                );
            }
            Self::TooSlow => "takes too long to answer; try again later",
            Self::TooLarge => "is larger than 5 MB, which is the most that is fetched",
            Self::CutShort => "broke off before its end; try again",
            Self::Certificate(why) => {
                let why = printable(why);
                return write!(
                    formatter,
                    "has no valid certificate ({why}); see whether the clock is right and the network wants a login"
                );
            }
            Self::Private => {
                "lies in your own network, or leads there; if you mean that, say --allow-private"
            }
            Self::Circle => "leads from one address to the next without end",
            Self::NoWay => "leads to an address that cannot be read",
            Self::NoWeb(scheme) => {
                return write!(formatter, "leads out of the web ({}:)", printable(scheme));
            }
            Self::Busy(None) => "asks to be left alone for a while; try again later",
            Self::Busy(Some(rest)) => {
                let minutes = rest.as_secs().div_ceil(60);
                return write!(formatter, "asks to be left alone for {minutes} min");
            }
            Self::Status(401 | 403) => "is not for everybody; see whether it opens in a browser",
            Self::Status(404) => "is not there; see whether the address is right",
            Self::Status(410) => {
                "is gone for good; byline fetch --forget ADDRESS takes a feed off the list"
            }
            Self::Status(status @ 500..) => {
                return write!(
                    formatter,
                    "is out of order (status {status}); try again later"
                );
            }
            Self::Status(status) => return write!(formatter, "is refused (status {status})"),
            Self::Unwanted => {
                "is not to be fetched by programs, its site says; open it in a browser"
            }
            Self::Foreign(kind) => {
                return write!(formatter, "is {kind}, which byline does not read");
            }
            Self::PageForFeed => {
                "answers with a page where its feed was; if this network wants a login, log in and fetch again"
            }
            Self::NoFeed => "is neither a feed nor a page; see whether the address is right",
            Self::Broken(why) => {
                return write!(
                    formatter,
                    "answers what cannot be understood ({})",
                    printable(why)
                );
            }
        };
        formatter.write_str(said)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::HostNotFound => Self::NoHost,
            Error::Timeout(_) => Self::TooSlow,
            Error::BodyExceedsLimit(_) => Self::TooLarge,
            Error::Tls(why) => Self::Certificate(why.into()),
            Error::Rustls(why) => Self::Certificate(why.to_string()),
            Error::Other(other) if other.is::<NotPublic>() => Self::Private,
            Error::Io(error) => of_io(&error),
            Error::Decompress(..) => Self::CutShort,
            other => Self::Broken(other.to_string()),
        }
    }
}

fn of_io(error: &std::io::Error) -> Fault {
    let said = error.to_string();
    match error.kind() {
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
            Fault::CutShort
        }
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Fault::TooSlow,
        ErrorKind::InvalidData => Fault::Certificate(said),
        // The system gives a name that nobody knows no kind of its own.
        _ if said.contains("lookup address") => Fault::NoHost,
        _ => Fault::NoAnswer(said),
    }
}

/// A name leads to no host that everybody can reach.
#[derive(Debug)]
pub(super) struct NotPublic(pub(super) Vec<IpAddr>);

impl std::fmt::Display for NotPublic {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "not public: {:?}", self.0)
    }
}

impl std::error::Error for NotPublic {}
