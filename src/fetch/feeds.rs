//! The feeds that are kept for a library, in a file that can be read and mended: `feeds.toml`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::fetch::address::Reach;
use crate::fetch::article::slug;
use crate::fetch::client::Known;
use crate::fetch::disk;
use crate::format::opml::Outline;

/// The file in the folder of a library.
const FILE: &str = "feeds.toml";

const HEAD: &str = "# The feeds that byline fetches for one library, and how far it is with each.\n# `whole` says of which entries the page is fetched too: \"short\", \"always\" or \"never\".\n\n";

/// Of which entries the page is fetched, since the feed holds but their beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whole {
    /// Of those with fewer than 300 characters.
    #[default]
    Short,
    /// Of all.
    Always,
    /// Of none.
    Never,
}

/// A feed, and how far one is with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Feed {
    /// Where it is.
    pub address: String,
    /// What it calls itself.
    pub title: String,
    /// The folder of the library in which its stories lie.
    pub folder: String,
    /// Of which entries the page is fetched.
    pub whole: Whole,
    /// Whether it may lie in the reader's own network.
    #[serde(skip_serializing_if = "is_no")]
    pub private: bool,
    /// `ETag` of the last answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// When it was fetched last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
    /// Until when its host wants to be left alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rests_until: Option<String>,
    /// What went wrong last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_no(value: &bool) -> bool {
    !value
}

impl Feed {
    /// Whose network is asked for it.
    pub fn reach(&self) -> Reach {
        if self.private {
            Reach::Private
        } else {
            Reach::Public
        }
    }

    /// What is known of its last answer.
    pub(super) fn known(&self) -> Known {
        Known {
            etag: self.etag.clone(),
            modified: self.modified.clone(),
        }
    }

    /// Whether its host still wants to be left alone.
    pub fn rests(&self, now: jiff::Timestamp) -> bool {
        let until = self
            .rests_until
            .as_ref()
            .and_then(|until| until.parse().ok());
        until.is_some_and(|until: jiff::Timestamp| until > now)
    }

    /// Whether a reader may mean it by these words.
    pub fn answers(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.address.to_lowercase().contains(&words) || self.title.to_lowercase().contains(&words)
    }

    /// What a reader calls it.
    pub fn name(&self) -> &str {
        if self.title.is_empty() {
            &self.address
        } else {
            &self.title
        }
    }

    /// It as others read lists of feeds.
    pub fn outline(&self) -> Outline {
        Outline {
            title: self.name().to_string(),
            address: self.address.clone(),
        }
    }
}

/// All feeds of a library.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Feeds {
    /// The library, for whoever reads the file.
    #[serde(default)]
    library: PathBuf,
    /// The feeds, in the order in which they were added.
    #[serde(default, rename = "feed")]
    pub all: Vec<Feed>,
}

impl Feeds {
    /// The feeds that are kept in a folder; none where there is no file.
    ///
    /// # Errors
    /// When the file cannot be read or understood: it is left as it is.
    pub fn read(folder: &Path, library: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", file.display()));
            }
        };
        let mut feeds: Self = toml::from_str(&text).with_context(|| {
            format!(
                "{} is not understood; mend it or move it away",
                file.display()
            )
        })?;
        let whole = library.canonicalize();
        feeds.library = whole.unwrap_or_else(|_| library.to_path_buf());
        // One that a reader wrote into the list has none yet.
        for at in 0..feeds.all.len() {
            if slug(&feeds.all[at].folder) != feeds.all[at].folder
                || feeds.all[at].folder.is_empty()
            {
                feeds.all[at].folder = feeds.free_folder(&feeds.all[at]);
            }
        }
        Ok(feeds)
    }

    /// Keeps them in a folder.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let text = toml::to_string(self).context("the list of feeds cannot be written")?;
        disk::replace(&folder.join(FILE), (HEAD.to_owned() + &text).as_bytes())
    }

    /// Adds a feed unless it is kept already, in a folder of its own. Returns whether it was added.
    pub(super) fn add(&mut self, mut feed: Feed) -> bool {
        if self.all.iter().any(|known| known.address == feed.address) {
            return false;
        }
        feed.folder = self.free_folder(&feed);
        self.all.push(feed);
        true
    }

    fn free_folder(&self, feed: &Feed) -> String {
        let host = url::Url::parse(&feed.address).ok();
        let host = host.as_ref().and_then(url::Url::host_str).unwrap_or("feed");
        let titled = slug(&feed.title);
        let base = if titled.is_empty() {
            slug(host)
        } else {
            titled
        };
        let is_free = |name: &String| self.all.iter().all(|known| known.folder != *name);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut names = std::iter::once(base.clone()).chain(numbered);
        names.find(is_free).unwrap_or(base)
    }
}

#[cfg(test)]
mod tests {
    use super::{Feed, Feeds, Path, Whole};

    fn feed(address: &str, title: &str) -> Feed {
        Feed {
            address: address.into(),
            title: title.into(),
            ..Feed::default()
        }
    }

    #[test]
    fn feeds_are_kept_once_each_in_folders_of_their_own() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let mut feeds = Feeds::read(folder.path(), Path::new("/news")).expect("none yet");
        assert!(feeds.add(feed("https://x.example/a", "Tide / News")));
        assert!(feeds.add(feed("https://x.example/b", "Tide News")));
        assert!(feeds.add(feed("https://x.example/c", "…")));
        assert!(!feeds.add(feed("https://x.example/a", "Other")));
        feeds.all[1].whole = Whole::Never;
        feeds.all[1].etag = Some("\"1\n\"".into());
        feeds.write(folder.path()).expect("written");
        let read = Feeds::read(folder.path(), Path::new("/news")).expect("read");
        assert_eq!(read.all, feeds.all);
        let folders: Vec<_> = read.all.iter().map(|feed| feed.folder.as_str()).collect();
        assert_eq!(folders, ["tide-news", "tide-news-2", "x-example"]);
    }

    #[test]
    fn a_feed_that_a_reader_wrote_down_has_a_folder_within_the_library() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let list = "[[feed]]\naddress = \"https://x.example/a\"\n[[feed]]\naddress = \"https://x.example/b\"\nfolder = \"../../b\"\n";
        std::fs::write(folder.path().join("feeds.toml"), list).expect("a file");
        let feeds = Feeds::read(folder.path(), Path::new("/news")).expect("read");
        let folders: Vec<_> = feeds.all.iter().map(|feed| feed.folder.as_str()).collect();
        assert_eq!(folders, ["x-example", "x-example-2"]);
    }

    #[test]
    fn a_list_that_is_not_understood_is_told_with_its_name() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        std::fs::write(folder.path().join("feeds.toml"), "[[feed]\n").expect("a file");
        let error = Feeds::read(folder.path(), Path::new("/news")).expect_err("no list");
        assert!(
            format!("{error:#}").contains("feeds.toml is not understood"),
            "{error:#}"
        );
    }
}
