//! `byline fetch`: what is new in the feeds comes into the library.

use std::sync::atomic::AtomicBool;

use anyhow::{Result, ensure};
use clap::Args;

use super::Outcome;
use super::output::{self, Output, Stage, complain};
use super::places::Places;
use crate::fetch::client::Bounds;
use crate::fetch::feeds::Feed;
use crate::fetch::round::Gain;
use crate::fetch::{self, Fetcher, Progress, Report};
use crate::format::opml;

const EXAMPLES: &str = "\
Examples:
  byline fetch                        bring in what is new in all feeds
  byline fetch tide                   only in feeds with this word in their name or address
  byline fetch --list                 which feeds there are, and how far byline is with each
  byline fetch --opml > feeds.opml    the list for another reader
  byline fetch --forget tide          take feeds off the list; their files stay
It may be interrupted at any moment; what was written stays, and nothing is half written.";

/// Which feeds, and what is done with them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Words in the name or the address of a feed
    #[arg(value_name = "FEED")]
    feeds: Vec<String>,
    /// Print the feeds instead
    #[arg(long, conflicts_with_all = ["opml", "forget"])]
    list: bool,
    /// Print the feeds as OPML instead
    #[arg(long, conflicts_with = "forget")]
    opml: bool,
    /// Take these feeds off the list instead
    #[arg(long, requires = "feeds")]
    forget: bool,
}

impl Options {
    fn means(&self, feed: &Feed) -> bool {
        self.feeds.is_empty() || self.feeds.iter().any(|words| feed.answers(words))
    }
}

/// Fetches, or does what the options ask for instead.
///
/// # Errors
/// When there is no library that could be written, or no feed is kept for it.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    if options.list || options.opml {
        return list(options, places);
    }
    let fetcher = open(places)?;
    if options.forget {
        return forget(options, &fetcher);
    }
    let feeds = fetcher.feeds()?;
    ensure!(
        !feeds.all.is_empty(),
        "no feeds are kept for this library; add some: byline add URL"
    );
    ensure!(
        feeds.all.iter().any(|feed| options.means(feed)),
        "no feed is called that; byline fetch --list names all"
    );
    let is_watched = output::is_watched();
    let watch = |progress: Progress| {
        if is_watched {
            output::progress(&line(progress), Stage::UnderWay);
        }
    };
    let report = fetcher.fetch(&|feed| options.means(feed), &watch, &AtomicBool::new(false))?;
    if is_watched {
        output::progress("", Stage::UnderWay);
    }
    tell(&report)
}

/// What fetches for the library.
///
/// # Errors
/// When there is no library that could be written.
pub(super) fn open(places: &Places) -> Result<Fetcher> {
    let library = places.library()?;
    ensure!(
        !library.is_passing(),
        "name the folder into which it comes: --library DIR"
    );
    Fetcher::open(library.folder(), &places.state()?, Bounds::default())
}

fn line(progress: Progress) -> String {
    let Progress { done, total, new } = progress;
    format!("{done} of {total} feeds, {new} new")
}

fn tell(report: &Report) -> Result<Outcome> {
    let gain = &report.gain;
    for trouble in &report.troubles {
        complain(trouble);
    }
    if let Some(why) = &gain.why {
        complain(&wanting(gain.wanting, why));
    }
    let mut out = Output::open();
    let resting = match report.resting {
        0 => String::new(),
        resting => format!("; {resting} left alone, as their hosts asked"),
    };
    let feeds = if report.feeds == 1 { "feed" } else { "feeds" };
    out.line(&format!(
        "{} {feeds}: {}{resting}",
        report.feeds,
        told(gain)
    ))?;
    out.finish()?;
    Ok(if report.troubles.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

/// `3 new, 1 changed`
pub(super) fn told(gain: &Gain) -> String {
    let part = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let told = [
        Some(format!("{} new", gain.new)),
        part(gain.changed, "changed by their publishers"),
        part(gain.kept, "kept as you changed them"),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What is said of entries of which only the beginning is there.
pub(super) fn wanting(count: usize, why: &str) -> String {
    let stories = if count == 1 {
        "story is"
    } else {
        "stories are"
    };
    format!("{count} {stories} only as long as in the feed: {why}")
}

fn list(options: &Options, places: &Places) -> Result<Outcome> {
    let library = places.library()?;
    let feeds = fetch::feeds(&places.state()?, library.folder())?;
    let mut out = Output::open();
    let meant = feeds.all.iter().filter(|feed| options.means(feed));
    if options.opml {
        let outlines: Vec<_> = meant.map(Feed::outline).collect();
        out.text(&opml::write(&outlines))?;
    } else {
        for feed in meant {
            let fetched = feed.fetched.as_deref().unwrap_or("not fetched yet");
            out.line(&format!("{}  {}  {fetched}", feed.address, feed.name()))?;
            if let Some(trouble) = &feed.trouble {
                out.line(&format!("  {trouble}"))?;
            }
        }
    }
    out.finish()?;
    Ok(if feeds.all.is_empty() {
        complain("no feeds are kept for this library; add some: byline add URL");
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

fn forget(options: &Options, fetcher: &Fetcher) -> Result<Outcome> {
    let mut out = Output::open();
    let mut is_any = false;
    for words in &options.feeds {
        for name in fetcher.forget(words)? {
            is_any = true;
            out.line(&format!("{name} is off the list; its files stay"))?;
        }
    }
    out.finish()?;
    ensure!(
        is_any,
        "no feed is called that; byline fetch --list names all"
    );
    Ok(Outcome::Done)
}
