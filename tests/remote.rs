//! Archives: what is asked of one, what it is sent, and what becomes of answers that are wrong.
//!
//! The engine is one of our own in this process ([`server`]), or the one that `BYLINE_ARCHIVE` names.

mod equal;
mod faults;
mod pushing;
mod screen;
pub(crate) mod server;

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use byline::config::Config;
use byline::library::Library;
use byline::remote::Remote;
use byline::remote::push::{Outcome, Push};

/// The archive at an address.
pub(crate) fn archive_at(addresses: &[&str], index: &str) -> Remote {
    let urls: Vec<String> = addresses
        .iter()
        .map(|address| format!("\"{address}\""))
        .collect();
    let text = format!(
        "[archives.press]\nurls = [{}]\nindex = \"{index}\"",
        urls.join(", ")
    );
    let config = Config::default().overlaid("t.toml", &text).expect("valid");
    let longest = Duration::from_secs(60);
    Remote::open_within(&config.archives[0], longest).expect("an archive")
}

/// The same, which gives up soon.
fn hurried(addresses: &[&str]) -> Remote {
    let urls: Vec<String> = addresses
        .iter()
        .map(|address| format!("\"{address}\""))
        .collect();
    let text = format!(
        "[archives.press]\nurls = [{}]\nindex = \"stories\"",
        urls.join(", ")
    );
    let config = Config::default().overlaid("t.toml", &text).expect("valid");
    let longest = Duration::from_millis(300);
    Remote::open_within(&config.archives[0], longest).expect("an archive")
}

/// Sends all of a folder that is not sent yet.
pub(crate) fn push(remote: &Remote, folder: &Path, journal: &Path) -> anyhow::Result<Outcome> {
    let library = Library::open(folder)?;
    remote.push(&mut Push {
        library: &library,
        journal,
        now: 1_700_000_000_000,
        watch: &mut |_| (),
        stop: &AtomicBool::new(false),
        pause: &|_| (),
    })
}
