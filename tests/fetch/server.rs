//! A server on this machine that answers as a test wants it to, also badly.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// What a request is answered with.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Status, headers and a body of the right length.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// These bytes and then the end.
    Raw(Vec<u8>),
    /// These bytes, and then nothing for as long as the other side waits.
    Hang(Vec<u8>),
}

impl Reply {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::Answer(200, Vec::new(), body.into())
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::Answer(status, Vec::new(), b"no".to_vec())
    }

    pub(crate) fn to(address: impl Into<String>) -> Self {
        Self::Answer(302, vec![("location", address.into())], Vec::new())
    }

    pub(crate) fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        match self {
            Self::Answer(status, mut headers, body) => {
                headers.push((name, value.into()));
                Self::Answer(status, headers, body)
            }
            other => other,
        }
    }
}

/// What was asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) headers: HashMap<String, String>,
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

pub(crate) struct Server {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Request>>>,
    most: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("a port"));
        let (asked, most) = (
            Arc::<Mutex<Vec<Request>>>::default(),
            Arc::<AtomicUsize>::default(),
        );
        let stop = Arc::<AtomicBool>::default();
        let (log, peak, stopped) = (asked.clone(), most.clone(), stop.clone());
        let handler: Arc<Handler> = Arc::new(handler);
        let thread = thread::spawn(move || {
            let under_way = Arc::<AtomicUsize>::default();
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (log, peak, under_way) = (log.clone(), peak.clone(), under_way.clone());
                let handler = handler.clone();
                thread::spawn(move || {
                    let now = under_way.fetch_add(1, Ordering::SeqCst) + 1;
                    serve(stream, &*handler, &log, || {
                        peak.fetch_max(now, Ordering::SeqCst);
                        under_way.fetch_sub(1, Ordering::SeqCst);
                    });
                });
            }
        });
        Self {
            address,
            asked,
            most,
            stop,
            thread: Some(thread),
        }
    }

    /// An address on this server.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The paths that were asked for.
    pub(crate) fn paths(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("unbroken");
        asked.iter().map(|request| request.path.clone()).collect()
    }

    /// The last request for a path.
    pub(crate) fn last(&self, path: &str) -> Request {
        let asked = self.asked.lock().expect("unbroken");
        let last = asked.iter().rev().find(|request| request.path == path);
        last.cloned().unwrap_or_default()
    }

    /// How many requests were under way at a time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // One more call wakes it.
        let _ = TcpStream::connect(self.address.trim_start_matches("http://"));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// One request a connection; `answered` is called before the answer goes out.
fn serve(
    mut stream: TcpStream,
    handler: &Handler,
    log: &Mutex<Vec<Request>>,
    answered: impl FnOnce(),
) {
    let Some(request) = read(&stream) else {
        answered();
        let _ = stream.write_all(b"HTTP/1.1 400 x\r\n\r\n");
        return;
    };
    log.lock().expect("unbroken").push(request.clone());
    let reply = handler(&request);
    answered();
    // The other side may have gone already.
    let _ = match reply {
        Reply::Answer(status, headers, body) => {
            let mut head = format!(
                "HTTP/1.1 {status} x\r\ncontent-length: {}\r\nconnection: close\r\n",
                body.len()
            );
            for (name, value) in headers {
                head.extend([name, ": ", value.as_str(), "\r\n"]);
            }
            head += "\r\n";
            stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(&body))
        }
        Reply::Raw(bytes) => stream.write_all(&bytes),
        Reply::Hang(bytes) => {
            let sent = stream.write_all(&bytes);
            let _ = stream.read(&mut [0]);
            sent
        }
    };
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_string();
    let mut headers = HashMap::new();
    for line in lines {
        let line = line.ok()?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_lowercase(), value.trim().to_string());
        }
    }
    Some(Request { path, headers })
}
