//! The folder of articles: which files it holds, whether they changed, and the stories in them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};

use crate::format::{self, Source};
use crate::story::{Story, StoryId};

/// A folder of article files.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
}

/// One article file, as the folder shows it without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path relative to the library's folder, `/` between its parts.
    pub path: Arc<str>,
    /// Changes whenever the file does: size in bytes and time of modification.
    pub fingerprint: Fingerprint,
}

/// What tells one version of a file from another without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Size in bytes.
    pub size: u64,
    /// Time of modification, nanoseconds since 1970 UTC.
    pub modified: i64,
}

impl Fingerprint {
    fn of(metadata: &std::fs::Metadata) -> Self {
        let since = metadata
            .modified()
            .ok()
            .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        Self {
            size: metadata.len(),
            modified: since.map_or(0, |since| {
                i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
            }),
        }
    }
}

impl Library {
    /// The library in `folder`.
    ///
    /// # Errors
    /// When the folder does not exist or is not a folder.
    pub fn open(folder: &Path) -> Result<Self> {
        let found = std::fs::metadata(folder)
            .with_context(|| format!("cannot open library {}", folder.display()))?;
        anyhow::ensure!(found.is_dir(), "{} is not a folder", folder.display());
        Ok(Self {
            folder: folder.to_path_buf(),
        })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every article file, in no particular order, as it is found; and what could not be read.
    pub fn walk(&self) -> impl Iterator<Item = Result<Entry>> + use<> {
        let folder = self.folder.clone();
        let files = ignore::WalkBuilder::new(&folder).build();
        files.filter_map(move |found| match found {
            Ok(found) if found.file_type().is_some_and(|kind| kind.is_file()) => {
                let path = found
                    .path()
                    .strip_prefix(&folder)
                    .expect("the walk stays inside its folder");
                let path = path
                    .to_string_lossy()
                    .replace(std::path::MAIN_SEPARATOR, "/");
                Some(
                    found
                        .metadata()
                        .map(|metadata| Entry {
                            path: path.into(),
                            fingerprint: Fingerprint::of(&metadata),
                        })
                        .map_err(Into::into),
                )
            }
            Ok(_) => None,
            Err(error) => Some(Err(error.into())),
        })
    }

    /// All stories of one file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stories(&self, path: &str) -> Result<Vec<(StoryId, Story)>> {
        let full = self.folder.join(path);
        let bytes =
            std::fs::read(&full).with_context(|| format!("cannot read {}", full.display()))?;
        let stories = format::parse(
            Source {
                name: path,
                bytes: &bytes,
            },
            None,
        );
        let path: Arc<str> = path.into();
        Ok(stories
            .into_iter()
            .zip(0..)
            .map(|(story, ordinal)| {
                (
                    StoryId {
                        path: path.clone(),
                        ordinal,
                        offset: 0,
                    },
                    story,
                )
            })
            .collect())
    }

    /// Gives all stories of one file to `take`, one after the other.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stories_with(&self, path: &str, take: &mut dyn FnMut(StoryId, Story)) -> Result<()> {
        for (id, story) in self.stories(path)? {
            take(id, story);
        }
        Ok(())
    }

    /// One story.
    ///
    /// # Errors
    /// When the file cannot be read or no longer holds the story.
    pub fn load(&self, id: &StoryId) -> Result<Story> {
        let mut stories = self.stories(&id.path)?;
        anyhow::ensure!(
            (id.ordinal as usize) < stories.len(),
            "{} no longer holds story {}",
            id.path,
            id.ordinal
        );
        Ok(stories.swap_remove(id.ordinal as usize).1)
    }
}
