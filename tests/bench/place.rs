//! Where stories and index lie while they are measured.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::corpus;
use crate::machine::{self, Used};

/// A library of generated stories, and folders for what byline keeps.
pub(crate) struct Place {
    pub(crate) size: usize,
    pub(crate) text_bytes: u64,
    folder: PathBuf,
    _scratch: Option<TempDir>,
}

/// How a headless command went.
pub(crate) struct Run {
    pub(crate) wall: Duration,
    pub(crate) processor: Duration,
    /// The most bytes of anonymous memory that were seen.
    pub(crate) anonymous: u64,
}

impl Place {
    /// Makes the stories, or takes those that an earlier run left in `keep`.
    pub(crate) fn prepare(size: usize, keep: Option<PathBuf>) -> std::io::Result<Self> {
        let scratch = keep.is_none().then(TempDir::new).transpose()?;
        let given = scratch.as_ref().map(|scratch| scratch.path().to_path_buf());
        let folder = keep
            .or(given)
            .expect("one of the two")
            .join(size.to_string());
        fs::create_dir_all(&folder)?;
        let note = folder.join("text-bytes");
        let known = fs::read_to_string(&note)
            .ok()
            .and_then(|text| text.parse().ok());
        let text_bytes = match known {
            Some(bytes) => bytes,
            None => corpus::write(&folder.join("news"), size)?,
        };
        fs::write(note, text_bytes.to_string())?;
        Ok(Self {
            size,
            text_bytes,
            folder,
            _scratch: scratch,
        })
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.folder.join("news")
    }

    /// A folder of its own beside the library.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Forgets the index.
    pub(crate) fn without_index(&self) {
        // It may not be there.
        let _ = fs::remove_dir_all(self.folder.join("XDG_CACHE_HOME"));
    }

    /// Makes sure that there is an index, and that it is up to date.
    pub(crate) fn with_index(&self) {
        self.run(&["index"]);
    }

    pub(crate) fn index_bytes(&self) -> u64 {
        bytes_below(&self.folder.join("XDG_CACHE_HOME"))
    }

    /// Runs a headless command on the library.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let before = machine::children_processor();
        let began = Instant::now();
        let child = Command::new(program())
            .arg("--library")
            .arg(self.library())
            .args(arguments)
            .env_clear()
            .envs(self.homes())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.expect("the program can be started");
        let watch = Watch::begin(child.id());
        let status = child.wait();
        let wall = began.elapsed();
        assert!(status.is_ok_and(|status| status.code().is_some_and(|code| code < 2)));
        Run {
            wall,
            processor: machine::children_processor().saturating_sub(before),
            anonymous: watch.end(),
        }
    }

    /// The screen on a library.
    pub(crate) fn screen(&self, library: &Path) -> CommandBuilder {
        let mut command = CommandBuilder::new(program());
        command.env_clear();
        command.arg(library);
        command.cwd(&self.folder);
        command.env("TERM", "xterm-256color");
        for (name, home) in self.homes() {
            command.env(name, home);
        }
        command
    }

    fn homes(&self) -> [(&'static str, PathBuf); 4] {
        [
            "HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
        ]
        .map(|name| (name, self.folder.join(name)))
    }
}

/// Looks now and then how much memory a process has.
struct Watch {
    ended: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Watch {
    fn begin(process: u32) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let is_over = ended.clone();
        let thread = std::thread::spawn(move || {
            let mut most = 0;
            while !is_over.load(Ordering::Relaxed) {
                most = most.max(Used::by(process).anonymous);
                std::thread::park_timeout(BETWEEN_LOOKS);
            }
            most
        });
        Self { ended, thread }
    }

    fn end(self) -> u64 {
        self.ended.store(true, Ordering::Relaxed);
        self.thread.thread().unpark();
        self.thread.join().unwrap_or(0)
    }
}

const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// What is measured: the program that was just built, or the one that `BYLINE_PROGRAM` names, to compare
/// one version with another.
fn program() -> OsString {
    let given = std::env::var_os("BYLINE_PROGRAM");
    given.unwrap_or_else(|| env!("CARGO_BIN_EXE_byline").into())
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(found) if found.is_dir() => bytes_below(&entry.path()),
            Ok(found) => found.len(),
            Err(_) => 0,
        })
        .sum()
}
