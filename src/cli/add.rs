//! `byline add`: feeds, lists of feeds, pages and files come into the library.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::Outcome;
use super::fetch::{open, told};
use super::inputs::Troubles;
use super::output::{Output, complain};
use super::places::Places;
use crate::fetch::add::{Added, Manner};
use crate::fetch::address::Reach;
use crate::fetch::feeds::Whole;
use crate::format::html::Offer;

const EXAMPLES: &str = "\
Examples:
  byline add https://tide.example/feed.xml      follow a feed; its entries become files, a folder a feed
  byline add https://tide.example/              a site: its feed, or a choice of its feeds
  byline add https://tide.example/2026/bill     keep a page as an article
  byline add feeds.opml                         follow all feeds of another reader's list
  byline add draft.html                         copy a file into the library
Then `byline fetch` brings in what is new. Nothing that you changed is ever written over.";

/// What is added, and how.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Addresses, lists of feeds (OPML) or files
    #[arg(value_name = "URL|FILE", required = true)]
    what: Vec<String>,
    /// Of which entries of a feed the whole page is fetched: those under 300 characters, all, none
    #[arg(long, value_name = "WHICH", default_value = "short")]
    pages: Pages,
    /// Also ask hosts of your own network, for this feed ever after
    #[arg(long)]
    allow_private: bool,
}

/// Of which entries the page is fetched.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Pages {
    Short,
    Always,
    Never,
}

impl From<Pages> for Whole {
    fn from(pages: Pages) -> Self {
        match pages {
            Pages::Short => Self::Short,
            Pages::Always => Self::Always,
            Pages::Never => Self::Never,
        }
    }
}

/// Adds one after the other; what cannot be added is told, and the others go on.
///
/// # Errors
/// When there is no library that could be written.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let fetcher = open(places)?;
    let manner = Manner {
        reach: if options.allow_private {
            Reach::Private
        } else {
            Reach::Public
        },
        whole: options.pages.into(),
    };
    let mut troubles = Troubles::default();
    let mut out = Output::open();
    let mut is_left_open = false;
    for what in &options.what {
        match fetcher.add(what, manner) {
            Ok(added) => {
                is_left_open |= matches!(added, Added::Offers(_));
                tell(&added, what, &mut out)?;
            }
            Err(error) => troubles.tell(&error),
        }
    }
    out.finish()?;
    Ok(match (troubles.any(), is_left_open) {
        (true, _) => Outcome::Partly,
        (false, true) => Outcome::NothingFound,
        (false, false) => Outcome::Done,
    })
}

fn tell(added: &Added, what: &str, out: &mut Output) -> Result<()> {
    match added {
        Added::Feed(name, gain) => {
            out.line(&format!("added the feed {name}: {}", told(gain)))?;
            if let Some(why) = &gain.why {
                complain(&super::fetch::wanting(gain.wanting, why));
            }
        }
        Added::Known(name) => out.line(&format!("{name} is kept already"))?,
        Added::Feeds(0, 0) => complain(&format!("{what} names no feed that could be fetched")),
        Added::Feeds(added, known) => {
            let known = match known {
                0 => String::new(),
                known => format!(", {known} were kept already"),
            };
            out.line(&format!(
                "added {added} feeds{known}; byline fetch brings in what they hold"
            ))?;
        }
        Added::Page(path, offers) => {
            out.line(&format!("added {path}"))?;
            if let [first, ..] = offers.as_slice() {
                out.line(&format!(
                    "its site has a feed: byline add {}",
                    first.address
                ))?;
            }
        }
        Added::File(path) => out.line(&format!("added {path}"))?,
        Added::Offers(offers) => offer(offers, what, out)?,
    }
    Ok(())
}

fn offer(offers: &[Offer], what: &str, out: &mut Output) -> Result<()> {
    complain(&format!(
        "{what} offers {} feeds; add those you want: byline add URL",
        offers.len()
    ));
    for offer in offers {
        out.line(&format!("{}  {}", offer.address, offer.title))?;
    }
    Ok(())
}
