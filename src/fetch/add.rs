//! What a reader adds to a library: a feed, a list of feeds, a page, a file.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use url::Url;

use crate::fetch::Fetcher;
use crate::fetch::address::{self, Reach, is_address};
use crate::fetch::article::{self, Origin};
use crate::fetch::client::{Answer, Known};
use crate::fetch::disk;
use crate::fetch::feeds::{Feed, Feeds, Whole};
use crate::fetch::ledger::Ledger;
use crate::fetch::pages;
use crate::fetch::round::{Gain, create, ledger_of};
use crate::fetch::trouble::{Fault, Trouble};
use crate::format::channel::{Channel, channel};
use crate::format::html::{self, Offer};
use crate::format::opml::{self, Outline};

/// How something is added.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// Whose network may be asked.
    pub reach: Reach,
    /// Of which entries of a feed the page is fetched.
    pub whole: Whole,
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// A feed, by its name, with what it brought.
    Feed(String, Gain),
    /// A feed that is kept already.
    Known(String),
    /// Feeds of a list, and how many of them were kept already.
    Feeds(usize, usize),
    /// A page, as this file of the library; with the feeds that it offers.
    Page(String, Vec<Offer>),
    /// A file, as this one of the library.
    File(String),
    /// Nothing yet: the reader may choose among the feeds of a site.
    Offers(Vec<Offer>),
}

/// The folder for files that a reader adds.
const FILES: &str = "added";

impl Fetcher {
    /// Adds an address or a file.
    ///
    /// # Errors
    /// When it cannot be had or read, or the library cannot be written.
    pub fn add(&self, what: &str, manner: Manner) -> Result<Added> {
        if is_address(what) {
            self.add_address(&address::read(what)?, manner)
        } else {
            self.add_file(Path::new(what), manner)
        }
    }

    /// Takes a feed off the list; its files stay. Returns those that were taken off.
    ///
    /// # Errors
    /// When the list cannot be read or written.
    pub fn forget(&self, words: &str) -> Result<Vec<String>> {
        let mut feeds = self.feeds()?;
        let (gone, stay) = feeds.all.into_iter().partition(|feed| feed.answers(words));
        feeds.all = stay;
        feeds.write(&self.state)?;
        let gone: Vec<Feed> = gone;
        Ok(gone.iter().map(|feed| feed.name().to_string()).collect())
    }

    fn add_address(&self, address: &Url, manner: Manner) -> Result<Added> {
        let mut feeds = self.feeds()?;
        let kept = feeds
            .all
            .iter()
            .find(|feed| feed.address == address.as_str());
        if let Some(kept) = kept {
            return Ok(Added::Known(kept.name().to_string()));
        }
        let answer = self.client.get(address, &Known::default(), manner.reach)?;
        let answer = answer.ok_or_else(|| Trouble::new(address, Fault::NoFeed))?;
        if let Some(channel) = channel(&answer.bytes) {
            return self.add_feed(&mut feeds, address, &answer, channel, manner);
        }
        if let Some(outlines) = opml::read(&answer.bytes) {
            return self.add_outlines(&outlines, manner);
        }
        let mut offers = offers(&answer);
        let is_site = answer.address.path() == "/" && answer.address.query().is_none();
        if is_site && offers.len() == 1 {
            let feed = address::read(&offers.remove(0).address)?;
            return self.add_address(&feed, manner);
        }
        if is_site && !offers.is_empty() {
            return Ok(Added::Offers(offers));
        }
        self.add_page(&answer, offers)
    }

    fn add_feed(
        &self,
        feeds: &mut Feeds,
        address: &Url,
        answer: &Answer,
        channel: Channel,
        manner: Manner,
    ) -> Result<Added> {
        let address = answer.moved.as_ref().unwrap_or(address);
        let feed = Feed {
            address: address.to_string(),
            title: channel.title.clone(),
            ..new(manner)
        };
        let name = feed.name().to_string();
        if !feeds.add(feed) {
            return Ok(Added::Known(name));
        }
        feeds.write(&self.state)?;
        let brought = Mutex::new(self.brought(feeds)?);
        let stop = AtomicBool::new(false);
        let Some(feed) = feeds.all.last_mut() else {
            return Ok(Added::Known(name));
        };
        let mut ledger = Ledger::read(&ledger_of(&self.state, feed))?;
        let round = self.round(&brought, &stop);
        let gain = round.take(feed, channel, &answer.address, &mut ledger)?;
        feed.etag.clone_from(&answer.known.etag);
        feed.modified.clone_from(&answer.known.modified);
        feed.fetched = Some(Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        feeds.write(&self.state)?;
        Ok(Added::Feed(name, gain))
    }

    fn add_outlines(&self, outlines: &[Outline], manner: Manner) -> Result<Added> {
        let mut feeds = self.feeds()?;
        let (mut added, mut known) = (0, 0);
        for outline in outlines {
            let Ok(address) = address::read(&outline.address) else {
                continue;
            };
            let feed = Feed {
                address: address.to_string(),
                title: outline.title.clone(),
                ..new(manner)
            };
            if feeds.add(feed) {
                added += 1;
            } else {
                known += 1;
            }
        }
        feeds.write(&self.state)?;
        Ok(Added::Feeds(added, known))
    }

    fn add_page(&self, answer: &Answer, offers: Vec<Offer>) -> Result<Added> {
        let story = pages::story_of(answer)?;
        let host = answer.address.host_str().unwrap_or("page");
        let folder = article::slug(host.strip_prefix("www.").unwrap_or(host));
        let origin = Origin {
            guid: None,
            feed: None,
            saved: Timestamp::now(),
        };
        let file = article::written(&story, &origin);
        let (path, _) = create(&self.library, &folder, &story, &file, |_| false)?;
        Ok(Added::Page(path, offers))
    }

    fn add_file(&self, file: &Path, manner: Manner) -> Result<Added> {
        let shown = file.display();
        ensure!(
            !file.is_dir(),
            "{shown} is a folder; read it with byline {shown}, or add files of it"
        );
        let bytes = std::fs::read(file).with_context(|| {
            format!("cannot read {shown}; name an address (https://…), a list of feeds or a file")
        })?;
        if let Some(outlines) = opml::read(&bytes) {
            return self.add_outlines(&outlines, manner);
        }
        let name = file.file_name().unwrap_or_default();
        let place = self.library.join(FILES).join(name);
        ensure!(
            disk::create(&place, &bytes)?,
            "{} is there already; rename one of the two",
            place.display()
        );
        Ok(Added::File(format!("{FILES}/{}", name.to_string_lossy())))
    }
}

fn new(manner: Manner) -> Feed {
    Feed {
        whole: manner.whole,
        private: manner.reach == Reach::Private,
        ..Feed::default()
    }
}

/// The feeds that a page offers, with whole addresses.
fn offers(answer: &Answer) -> Vec<Offer> {
    let whole = |offer: Offer| {
        let address = answer.address.join(&offer.address).ok()?;
        let is_of_web = matches!(address.scheme(), "http" | "https");
        is_of_web.then(|| Offer {
            address: address.to_string(),
            ..offer
        })
    };
    html::offers(&answer.bytes)
        .into_iter()
        .filter_map(whole)
        .collect()
}
