//! An engine in this process that answers as the dialect does, over documents in memory, and misbehaves
//! when it is told to.

mod answers;
mod queries;
pub(crate) mod sample;

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

/// What goes wrong with the next request to search or to send.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    /// The connection is closed without an answer.
    Closed,
    /// Nothing comes until the other side gives up.
    Hang,
    /// The answer ends in the middle.
    Half,
    /// The engine is busy.
    Busy(Option<u64>),
    /// So many shards of twelve do not answer.
    Partial(u64),
    /// It answers, but not in JSON.
    NotJson,
    /// It answers with these bytes.
    Says(Vec<u8>),
    /// It says that no document answers, and gives some.
    WrongTotal,
    /// It answers with so many bytes.
    Huge(usize),
    /// It sends elsewhere.
    Redirect(String),
    /// It takes all documents but those whose lines hold this.
    Refuse(String),
    /// It takes no request so large.
    TooLarge,
    /// It takes the documents, and the answer is lost.
    Lost,
    /// It does as it should.
    None,
}

/// The engine.
#[derive(Clone)]
pub(crate) struct Server {
    state: Arc<Mutex<State>>,
    address: String,
}

#[derive(Default)]
struct State {
    documents: BTreeMap<String, Value>,
    mapping: Option<Value>,
    faults: VecDeque<Fault>,
    requests: Vec<Request>,
    is_quickwit: bool,
}

/// What somebody asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Starts an engine on this machine.
    pub(crate) fn start() -> Self {
        Self::of(State::default())
    }

    /// One without ids that gives back whole documents.
    pub(crate) fn quickwit() -> Self {
        let server = Self::of(State {
            is_quickwit: true,
            ..State::default()
        });
        server.lock().mapping = Some(json!({}));
        server
    }

    fn of(state: State) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self {
            state: Arc::new(Mutex::new(state)),
            address: format!("http://127.0.0.1:{port}"),
        };
        let serving = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = serving.clone();
                thread::spawn(move || serving.serve(&stream));
            }
        });
        server
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// What goes wrong with the next requests, one after the other.
    pub(crate) fn fail_with(&self, faults: impl IntoIterator<Item = Fault>) {
        self.lock().faults.extend(faults);
    }

    /// What goes wrong next instead of all that was to go wrong; what was asked is forgotten.
    pub(crate) fn say_next(&self, faults: Vec<Fault>) {
        let mut state = self.lock();
        state.faults = faults.into();
        state.requests.clear();
    }

    /// Everything that was asked.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// The documents that it holds.
    pub(crate) fn documents(&self) -> BTreeMap<String, Value> {
        self.lock().documents.clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no request panics")
    }

    fn serve(&self, stream: &TcpStream) {
        let mut reader = BufReader::new(stream);
        while let Some(request) = read_request(&mut reader) {
            let answer = self.answer(&request);
            if answer.hangs {
                // Until the other side has had enough.
                let _ = reader.read(&mut [0]);
                return;
            }
            let mut stream = stream;
            let sent = stream.write_all(&answer.bytes);
            if sent.is_err() || answer.closes {
                let _ = stream.shutdown(Shutdown::Both);
                return;
            }
        }
    }

    fn answer(&self, request: &Request) -> Sent {
        let mut state = self.lock();
        state.requests.push(request.clone());
        let is_work = request.path.contains("_search") || request.path.contains("_bulk");
        let fault = if is_work {
            state.faults.pop_front()
        } else {
            None
        };
        let fault = fault.unwrap_or(Fault::None);
        match &fault {
            Fault::Closed => return Sent::closed(Vec::new()),
            Fault::Hang => {
                return Sent {
                    hangs: true,
                    ..Sent::closed(Vec::new())
                };
            }
            Fault::Busy(after) => {
                let after = after.map(|after| format!("retry-after: {after}\r\n"));
                return Sent::open(http(429, &after.unwrap_or_default(), b"{}"));
            }
            Fault::TooLarge => return Sent::open(http(413, "", b"{}")),
            Fault::Says(bytes) => return Sent::open(http(200, "", bytes)),
            Fault::NotJson => return Sent::open(http(200, "", b"<html>hello</html>")),
            Fault::Huge(bytes) => return Sent::closed(http(200, "", &vec![b' '; *bytes])),
            Fault::Redirect(to) => {
                return Sent::open(http(302, &format!("location: {to}\r\n"), b""));
            }
            _ => (),
        }
        let (status, body) = state.reply(request, &fault);
        let bytes = http(status, "", body.to_string().as_bytes());
        match fault {
            Fault::Half => Sent::closed(bytes[..bytes.len() / 2].to_vec()),
            Fault::Lost => Sent::closed(Vec::new()),
            _ => Sent::open(bytes),
        }
    }
}

struct Sent {
    bytes: Vec<u8>,
    closes: bool,
    hangs: bool,
}

impl Sent {
    fn open(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            closes: false,
            hangs: false,
        }
    }

    fn closed(bytes: Vec<u8>) -> Self {
        Self {
            closes: true,
            ..Self::open(bytes)
        }
    }
}

fn http(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} OK\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn read_request(reader: &mut BufReader<&TcpStream>) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|&read| read > 0)?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut authorization) = (0, None);
    loop {
        let mut header = String::new();
        reader
            .read_line(&mut header)
            .ok()
            .filter(|&read| read > 0)?;
        let header = header.trim_end();
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':')?;
        match name.to_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok()?,
            "authorization" => authorization = Some(value.trim().to_owned()),
            _ => (),
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request {
        method,
        path,
        authorization,
        body,
    })
}
