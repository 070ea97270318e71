//! A round through the feeds: what is new becomes files of the library.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use jiff::Timestamp;
use url::Url;

use crate::fetch::address::{self, Reach};
use crate::fetch::article::{self, Origin};
use crate::fetch::client::{Client, Known};
use crate::fetch::disk;
use crate::fetch::earlier::{self, Kept};
use crate::fetch::entries::{self, number};
use crate::fetch::feeds::{Feed, Whole};
use crate::fetch::hosts::lock;
use crate::fetch::ledger::{Ledger, Record};
use crate::fetch::pages::{self, SHORT, Unasked};
use crate::fetch::trouble::{Fault, Trouble};
use crate::format::channel::{Channel, channel};
use crate::format::{decode, html};
use crate::story::Story;

/// Pages that are fetched for one feed in one round; the others wait for the next.
const MOST_PAGES: usize = 50;
/// How often a page is asked for in vain.
const MOST_TRIES: u8 = 3;
/// Names of one beginning that are tried in a folder.
const MOST_NAMES: usize = 10_000;

/// What a round is about.
pub(super) struct Round<'a> {
    /// The folder into which files are written.
    pub(super) library: &'a Path,
    /// The folder of what is known of its feeds.
    pub(super) state: &'a Path,
    pub(super) client: &'a Client,
    pub(super) unasked: &'a Unasked,
    /// Addresses of stories, and in whose folder the feed lies that brought them.
    pub(super) brought: &'a Mutex<Brought>,
    pub(super) stop: &'a AtomicBool,
}

/// Which stories are there, by the folder of the feed that brought them.
pub(super) type Brought = HashMap<String, String>;

/// What came of one feed, or of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gain {
    /// Stories that are new.
    pub new: usize,
    /// Stories that their publisher changed.
    pub changed: usize,
    /// Stories that their publisher changed and the reader too: these stay the reader's.
    pub kept: usize,
    /// Pages that could not be had, so that only what the feed holds of them is there.
    pub wanting: usize,
    /// The first reason for that.
    pub why: Option<String>,
}

impl Gain {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.kept += other.kept;
        self.wanting += other.wanting;
        self.why = self.why.take().or(other.why);
    }
}

/// The ledger of a feed.
pub(super) fn ledger_of(state: &Path, feed: &Feed) -> PathBuf {
    state.join("entries").join(format!("{}.jsonl", feed.folder))
}

/// What is to be said where an answer holds no feed.
fn no_feed(bytes: &[u8]) -> Fault {
    if let Some(kind) = decode::foreign(bytes) {
        return Fault::Foreign(kind);
    }
    if html::sniff(&decode::text(bytes).text) {
        Fault::PageForFeed
    } else {
        Fault::NoFeed
    }
}

impl Round<'_> {
    /// Fetches a feed and takes in what is new. What is known of it is changed, also where it fails.
    ///
    /// # Errors
    /// When the feed cannot be had, or its files cannot be written.
    pub(super) fn fetch(&self, feed: &mut Feed) -> Result<Gain> {
        let now = Timestamp::now();
        feed.fetched = Some(now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        feed.rests_until = None;
        let gain = self.try_fetch(feed);
        let trouble = gain.as_ref().err();
        feed.trouble = trouble.map(|error| format!("{error:#}"));
        let fault = trouble.and_then(|error| error.downcast_ref::<Trouble>());
        if let Some(Fault::Busy(Some(rest))) = fault.map(|trouble| &trouble.fault) {
            feed.rests_until = now.checked_add(*rest).ok().map(|until| until.to_string());
        }
        gain
    }

    fn try_fetch(&self, feed: &mut Feed) -> Result<Gain> {
        let address = address::read(&feed.address)?;
        let mut ledger = Ledger::read(&ledger_of(self.state, feed))?;
        let wants_pages = ledger
            .all()
            .iter()
            .any(|record| record.wants_page.is_some());
        // Entries whose pages are wanting are met again only in the feed itself.
        let known = if wants_pages {
            Known::default()
        } else {
            feed.known()
        };
        let Some(answer) = self.client.get(&address, &known, feed.reach())? else {
            return Ok(Gain::default());
        };
        let Some(channel) = channel(&answer.bytes) else {
            return Err(Trouble::new(&address, no_feed(&answer.bytes)).into());
        };
        if feed.title.is_empty() {
            feed.title.clone_from(&channel.title);
        }
        let gain = self.take(feed, channel, &answer.address, &mut ledger)?;
        (feed.etag, feed.modified) = (answer.known.etag, answer.known.modified);
        if let Some(moved) = answer.moved {
            feed.address = moved.to_string();
        }
        Ok(gain)
    }

    /// Takes in the entries of a feed that came.
    pub(super) fn take(
        &self,
        feed: &Feed,
        channel: Channel,
        base: &Url,
        ledger: &mut Ledger,
    ) -> Result<Gain> {
        let mut gain = Gain::default();
        let mut budget = MOST_PAGES;
        for entry in entries::known(channel.entries, base) {
            if self.stop.load(Ordering::Relaxed) {
                break;
            }
            let before = ledger.get(&entry.id).cloned();
            let is_same =
                |record: &Record| record.seen == entry.seen && record.wants_page.is_none();
            if before.as_ref().is_some_and(is_same) {
                continue;
            }
            if before.is_none() && self.is_of_other(feed, &entry.address) {
                ledger.note(record(&entry, "", "", None))?;
                continue;
            }
            let tries = before.as_ref().and_then(|record| record.wants_page);
            let (story, wants_page) = self.whole(feed, &entry.story, tries, &mut budget, &mut gain);
            let origin = Origin {
                guid: entry.name.as_deref(),
                feed: Some(&feed.address),
                saved: Timestamp::now(),
            };
            let file = article::written(&story, &origin);
            let noted = match before {
                None => {
                    let (path, written) = self.file(feed, &story, &entry, &file)?;
                    gain.new += 1;
                    record(&entry, &path, &written, wants_page)
                }
                Some(before) => self.renew(before, &entry, &file, wants_page, &mut gain)?,
            };
            ledger.note(noted)?;
            if !entry.address.is_empty() {
                let folder = || feed.folder.clone();
                lock(self.brought)
                    .entry(entry.address)
                    .or_insert_with(folder);
            }
        }
        ledger.tidy()?;
        Ok(gain)
    }

    /// Whether another feed has brought a story. In one feed, several entries may lead to one page.
    fn is_of_other(&self, feed: &Feed, address: &str) -> bool {
        let brought = lock(self.brought);
        brought
            .get(address)
            .is_some_and(|folder| *folder != feed.folder)
    }

    /// The story of an entry, with the text of its page where the feed holds but the beginning; and how
    /// often that was tried in vain, if it is to be tried again.
    fn whole(
        &self,
        feed: &Feed,
        entry: &Story,
        tries: Option<u8>,
        budget: &mut usize,
        gain: &mut Gain,
    ) -> (Story, Option<u8>) {
        let is_wanted = match feed.whole {
            Whole::Short => pages::length(entry) < SHORT,
            Whole::Always => true,
            Whole::Never => false,
        };
        let page = entry.meta.url.as_deref().filter(|_| is_wanted);
        let Some(page) = page.and_then(|page| Url::parse(page).ok()) else {
            return (entry.clone(), None);
        };
        if *budget == 0 {
            return (entry.clone(), Some(tries.unwrap_or(0)));
        }
        *budget -= 1;
        match self
            .unasked
            .story(&page, self.client, reach_of(feed, &page))
        {
            Ok(page) => (pages::completed(entry.clone(), page), None),
            Err(trouble) => {
                gain.wanting += 1;
                gain.why.get_or_insert_with(|| trouble.to_string());
                let tries = tries.unwrap_or(0) + 1;
                (
                    entry.clone(),
                    Some(tries).filter(|tries| *tries < MOST_TRIES),
                )
            }
        }
    }

    /// Writes the file of a new story. Returns its path in the library, and its number.
    fn file(
        &self,
        feed: &Feed,
        story: &Story,
        entry: &entries::Known,
        file: &str,
    ) -> Result<(String, String)> {
        let is_own = |text: &str| entry.name.as_ref().is_some_and(|name| is_of(text, name));
        create(self.library, &feed.folder, story, file, is_own)
    }

    /// Writes what a publisher changed, unless the reader changed the file too or took it away. The text
    /// from before is kept.
    fn renew(
        &self,
        before: Record,
        entry: &entries::Known,
        file: &str,
        wants_page: Option<u8>,
        gain: &mut Gain,
    ) -> Result<Record> {
        let is_changed = before.seen != entry.seen;
        let path = self.library.join(&before.path);
        let there = std::fs::read_to_string(&path).ok();
        let there = there.filter(|_| !before.path.is_empty());
        let written = match there {
            Some(text) if number(&text) == before.written => {
                if body(&text) == body(file) && headline(&text) == headline(file) {
                    before.written
                } else {
                    if is_changed {
                        earlier::keep(self.state, &before.path, &text, Kept::Before)?;
                        gain.changed += 1;
                    }
                    disk::replace(&path, file.as_bytes())?;
                    number(file)
                }
            }
            Some(_) if is_changed => {
                earlier::keep(self.state, &before.path, file, Kept::Beside)?;
                gain.kept += 1;
                before.written
            }
            _ => before.written,
        };
        Ok(record(entry, &before.path, &written, wants_page))
    }
}

/// What a reader allowed a feed holds for its own host alone.
fn reach_of(feed: &Feed, page: &Url) -> Reach {
    let feed_host = Url::parse(&feed.address).ok();
    let feed_host = feed_host.as_ref().and_then(Url::host);
    if feed_host == page.host() {
        feed.reach()
    } else {
        Reach::Public
    }
}

fn record(entry: &entries::Known, path: &str, written: &str, wants_page: Option<u8>) -> Record {
    Record {
        id: entry.id.clone(),
        path: path.into(),
        address: entry.address.clone(),
        seen: entry.seen.clone(),
        written: written.into(),
        wants_page,
    }
}

/// Writes a file under the first free name in a folder of the library. Returns its path there, and its
/// number. A file of the name that `is_own` was written before a kill, and is taken as it is.
pub(super) fn create(
    library: &Path,
    folder: &str,
    story: &Story,
    file: &str,
    is_own: impl Fn(&str) -> bool,
) -> Result<(String, String)> {
    let base = article::name(story);
    for attempt in 1..MOST_NAMES {
        let name = match attempt {
            1 => format!("{base}.md"),
            more => format!("{base}-{more}.md"),
        };
        let place = library.join(folder).join(&name);
        let path = format!("{folder}/{name}");
        if disk::create(&place, file.as_bytes())? {
            return Ok((path, number(file)));
        }
        if let Some(text) = std::fs::read_to_string(&place)
            .ok()
            .filter(|text| is_own(text))
        {
            return Ok((path, number(&text)));
        }
    }
    None.with_context(|| format!("{folder} holds too many files named {base}"))
}

/// Whether a file that is there is the one of an entry of that name.
fn is_of(text: &str, name: &str) -> bool {
    let line = format!("guid: {}", serde_json::Value::from(name));
    text.lines()
        .take_while(|line| !line.is_empty())
        .any(|told| told == line)
}

/// What stands under the front matter of a file that byline wrote.
fn body(file: &str) -> &str {
    file.split_once("\n---\n\n").map_or(file, |(_, body)| body)
}

fn headline(file: &str) -> Option<&str> {
    file.lines().find(|line| line.starts_with("title: "))
}
