//! Brings the news in: pages and feeds over the network, as files of the library. No other room writes
//! into a library.
//!
//! - What is written is a file that byline made; one that its reader changed stays as it is.
//! - Hosts are asked one thing at a time and as rarely as they say; nobody in the reader's own network is
//!   asked unless that is meant.
//! - What is known of feeds lies in the state folder and can be read; a kill at any moment leaves each file
//!   as it was or as it is to be.
//!
//! The files are a stair: [`address`], [`rest`], `hosts`, `robots`, [`trouble`], [`client`], `disk`,
//! [`earlier`], `article`, `feeds`, `ledger`, `entries`, `pages`, [`round`], [`add`].

pub mod add;
pub mod address;
mod article;
pub mod client;
mod disk;
pub mod earlier;
mod entries;
pub mod feeds;
mod hosts;
mod ledger;
mod pages;
pub mod rest;
mod robots;
pub mod round;
pub mod trouble;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};

use crate::format::channel::channel;
use address::Reach;
use article::Origin;
use client::{Bounds, Client, Known};
use feeds::{Feed, Feeds};
use hosts::lock;
use ledger::Ledger;
use pages::Unasked;
use round::{Brought, Gain, Round};

/// Hosts that are asked at a time.
const AT_ONCE: usize = 8;

/// Fetches for one library.
#[derive(Debug)]
pub struct Fetcher {
    library: PathBuf,
    state: PathBuf,
    client: Client,
    unasked: Unasked,
    /// Nobody else fetches for the library as long as it is held.
    _lock: File,
}

/// How far a round is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Feeds that are done.
    pub done: usize,
    /// Feeds to be fetched.
    pub total: usize,
    /// Stories that are new so far.
    pub new: usize,
}

/// What came of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Feeds that were asked for.
    pub feeds: usize,
    /// Feeds that were left alone since their hosts have asked for that.
    pub resting: usize,
    /// What was gained.
    pub gain: Gain,
    /// What went wrong, a sentence each with the address.
    pub troubles: Vec<String>,
}

/// The folder in which is kept what is known of the feeds of a library.
pub fn folder_for(state: &Path, library: &Path) -> PathBuf {
    let whole = library
        .canonicalize()
        .unwrap_or_else(|_| library.to_path_buf());
    let name = whole.file_name().map(|name| name.to_string_lossy());
    let name = article::slug(&name.unwrap_or_default());
    let number = entries::number(&whole.to_string_lossy());
    state.join("feeds").join(format!("{name}-{number}"))
}

/// The feeds of a library.
///
/// # Errors
/// When their list cannot be read or is not understood.
pub fn feeds(state: &Path, library: &Path) -> Result<Feeds> {
    Feeds::read(&folder_for(state, library), library)
}

/// What lies at an address, to be read at once and kept nowhere: a feed as it is, a page as its article.
///
/// # Errors
/// When it cannot be had, or is neither.
pub fn read_once(address: &str, reach: Reach, bounds: Bounds) -> Result<Vec<u8>> {
    let address = address::read(address)?;
    let answer = Client::new(bounds).get(&address, &Known::default(), reach)?;
    let answer = answer.context("nothing has come")?;
    if channel(&answer.bytes).is_some() {
        return Ok(answer.bytes);
    }
    let story = pages::story_of(&answer)?;
    let origin = Origin {
        guid: None,
        feed: None,
        saved: jiff::Timestamp::now(),
    };
    Ok(article::written(&story, &origin).into_bytes())
}

impl Fetcher {
    /// One for a library, with what it knows in the folder `state`.
    ///
    /// # Errors
    /// When that folder cannot be written, or another byline is fetching for the library.
    pub fn open(library: &Path, state: &Path, bounds: Bounds) -> Result<Self> {
        let state = folder_for(state, library);
        let told = || format!("cannot write into {}", state.display());
        std::fs::create_dir_all(&state).with_context(told)?;
        let lock = File::create(state.join("lock")).with_context(told)?;
        ensure!(
            is_ours(&lock),
            "another byline is fetching for this library; wait until it is done"
        );
        Ok(Self {
            library: library.to_path_buf(),
            state,
            client: Client::new(bounds),
            unasked: Unasked::default(),
            _lock: lock,
        })
    }

    /// The feeds.
    ///
    /// # Errors
    /// When their list cannot be read or is not understood.
    pub fn feeds(&self) -> Result<Feeds> {
        Feeds::read(&self.state, &self.library)
    }

    /// Fetches the feeds that `wanted` names; those whose hosts want to be left alone are.
    ///
    /// # Errors
    /// When the list of feeds cannot be read or written. What goes wrong with a feed is told in the report.
    pub fn fetch(
        &self,
        wanted: &dyn Fn(&Feed) -> bool,
        watch: &(dyn Fn(Progress) + Sync),
        stop: &AtomicBool,
    ) -> Result<Report> {
        let feeds = self.feeds()?;
        let now = jiff::Timestamp::now();
        let wanted: Vec<usize> = (0..feeds.all.len())
            .filter(|at| wanted(&feeds.all[*at]))
            .collect();
        let (resting, due): (Vec<usize>, Vec<usize>) =
            wanted.into_iter().partition(|at| feeds.all[*at].rests(now));
        let brought = Mutex::new(self.brought(&feeds)?);
        let mut report = Report {
            resting: resting.len(),
            ..Report::default()
        };
        let groups = by_host(&feeds, &due);
        let work = Work {
            fetcher: self,
            groups: &groups,
            next: AtomicUsize::new(0),
            total: due.len(),
            feeds: Mutex::new(feeds),
            report: Mutex::new(std::mem::take(&mut report)),
            brought: &brought,
            watch,
            stop,
        };
        std::thread::scope(|scope| {
            let count = AT_ONCE.min(groups.len());
            let threads: Vec<_> = (0..count).map(|_| scope.spawn(|| work.run())).collect();
            threads.into_iter().try_for_each(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| anyhow::bail!("fetching has failed within byline"))
            })
        })?;
        Ok(lock(&work.report).clone())
    }

    /// The addresses of all stories that feeds have brought.
    fn brought(&self, feeds: &Feeds) -> Result<Brought> {
        let mut brought = Brought::new();
        for feed in &feeds.all {
            let ledger = Ledger::read(&round::ledger_of(&self.state, feed))?;
            let addresses = ledger.all().iter().map(|record| &record.address);
            for address in addresses.filter(|address| !address.is_empty()) {
                let folder = || feed.folder.clone();
                brought.entry(address.clone()).or_insert_with(folder);
            }
        }
        Ok(brought)
    }

    fn round<'a>(&'a self, brought: &'a Mutex<Brought>, stop: &'a AtomicBool) -> Round<'a> {
        Round {
            library: &self.library,
            state: &self.state,
            client: &self.client,
            unasked: &self.unasked,
            brought,
            stop,
        }
    }
}

/// Feeds by the host that they are asked of: each host is asked by one thread.
fn by_host(feeds: &Feeds, due: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in due {
        let host = address::read(&feeds.all[*at].address);
        let host = host
            .ok()
            .and_then(|address| address.host_str().map(str::to_string));
        groups
            .entry(host.unwrap_or_default())
            .or_default()
            .push(*at);
    }
    groups.into_values().collect()
}

/// A round that several threads do.
struct Work<'a> {
    fetcher: &'a Fetcher,
    groups: &'a [Vec<usize>],
    next: AtomicUsize,
    total: usize,
    feeds: Mutex<Feeds>,
    report: Mutex<Report>,
    brought: &'a Mutex<Brought>,
    watch: &'a (dyn Fn(Progress) + Sync),
    stop: &'a AtomicBool,
}

impl Work<'_> {
    fn run(&self) -> Result<()> {
        loop {
            let next = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(group) = self.groups.get(next) else {
                return Ok(());
            };
            for at in group {
                if self.stop.load(Ordering::Relaxed) {
                    return Ok(());
                }
                self.one(*at)?;
            }
        }
    }

    fn one(&self, at: usize) -> Result<()> {
        let mut feed = lock(&self.feeds).all[at].clone();
        let round = self.fetcher.round(self.brought, self.stop);
        let gain = round.fetch(&mut feed);
        let mut feeds = lock(&self.feeds);
        feeds.all[at] = feed;
        feeds.write(&self.fetcher.state)?;
        drop(feeds);
        let mut report = lock(&self.report);
        report.feeds += 1;
        match gain {
            Ok(gain) => report.gain.add(gain),
            Err(error) => report.troubles.push(format!("{error:#}")),
        }
        (self.watch)(Progress {
            done: report.feeds,
            total: self.total,
            new: report.gain.new,
        });
        Ok(())
    }
}

/// Takes the lock, unless somebody holds it. It goes with the program, however that ends.
#[cfg(unix)]
fn is_ours(lock: &File) -> bool {
    use rustix::fs::{FlockOperation, flock};
    flock(lock, FlockOperation::NonBlockingLockExclusive).is_ok()
}

#[cfg(not(unix))]
fn is_ours(_: &File) -> bool {
    true
}
