//! The folder of articles: which files it holds, whether they changed, and the stories in them.
//!
//! Used by the index, which takes in what changed, and by whoever opens a story. Files are read
//! here and nowhere else.

mod file;
mod find;
mod stretch;
mod walk;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};

use crate::story::{Story, StoryId};

pub use file::{Largest, Reading, Skipped, read, read_stream};
pub use walk::{Entry, Fingerprint, Unseen};

/// A folder of article files.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
    largest: Largest,
}

impl Library {
    /// The library in `folder`.
    ///
    /// # Errors
    /// When the folder does not exist, is not a folder or may not be read.
    pub fn open(folder: &Path) -> Result<Self> {
        let shown = folder.display();
        let found = match std::fs::metadata(folder) {
            Ok(found) => found,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                anyhow::bail!(
                    "there is no folder {shown}; name one that holds articles: byline DIR"
                )
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot open the folder {shown}"));
            }
        };
        ensure!(
            found.is_dir(),
            "{shown} is a file, not a folder; to see what is in it: byline check {shown}"
        );
        std::fs::read_dir(folder)
            .with_context(|| format!("cannot read the folder {shown}; see its permissions"))?;
        ensure!(
            !walk::is_special(folder),
            "{shown} is made up by the system while it is looked at, and holds no articles"
        );
        Ok(Self {
            folder: folder.to_path_buf(),
            largest: Largest::default(),
        })
    }

    /// The same library with another bound for files that are read as a whole.
    #[must_use]
    pub fn with_largest(mut self, largest: Largest) -> Self {
        self.largest = largest;
        self
    }

    /// Whether a file is too large to be read.
    pub fn leaves_out(&self, entry: &Entry) -> bool {
        !entry.has_records && entry.fingerprint.size > self.largest.bytes()
    }

    /// How files are read here: as their names say.
    fn reading(&self) -> Reading {
        Reading {
            format: None,
            largest: self.largest,
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder's whole path: what tells libraries apart.
    pub fn name(&self) -> String {
        let whole = std::fs::canonicalize(&self.folder);
        let whole = whole.unwrap_or_else(|_| self.folder.clone());
        whole.to_string_lossy().into_owned()
    }

    /// Every article file, in no particular order, as it is found; and what could not be read.
    ///
    /// Links are followed, but each real folder is looked through once. Left out are hidden files, what `.ignore` names, and files whose extension is none of
    /// [`crate::format::FORMATS`]; a file without extension is an article.
    pub fn walk(&self) -> impl Iterator<Item = Result<Entry, Unseen>> + use<> {
        walk::walk(&self.folder)
    }

    /// All stories of one file.
    ///
    /// # Errors
    /// When the file cannot be read or holds no text.
    pub fn stories(&self, path: &str) -> Result<Vec<(StoryId, Story)>> {
        let mut stories = Vec::new();
        self.stories_with(path, &mut |id, story| stories.push((id, story)))?;
        Ok(stories)
    }

    /// Gives all stories of one file to `take`, one after the other: a file of records is never
    /// held in memory as a whole.
    ///
    /// # Errors
    /// When the file cannot be read or holds no text; stories before the failure have been given.
    pub fn stories_with(&self, path: &str, take: &mut dyn FnMut(StoryId, Story)) -> Result<()> {
        file::read(
            &self.folder.join(path),
            self.reading(),
            &mut numbered(path, take),
        )
    }

    /// The same for the records that begin in a range of bytes of a file of records; their
    /// ordinals count from the first of them.
    ///
    /// # Errors
    /// When the file cannot be read; stories before the failure have been given.
    pub fn stories_of_stretch(
        &self,
        path: &str,
        stretch: Range<u64>,
        take: &mut dyn FnMut(StoryId, Story),
    ) -> Result<()> {
        let take = &mut numbered(path, take);
        file::read_stretch(&self.folder.join(path), stretch, self.largest, take)
    }

    /// One story. Of a file of records, only its line is read.
    ///
    /// # Errors
    /// When the file cannot be read or no longer holds the story.
    pub fn load(&self, id: &StoryId) -> Result<Story> {
        let stories = file::read_at(&self.folder.join(&*id.path), id.offset, self.reading())?;
        let records = crate::format::is_records(&id.path);
        let ordinal = if records { 0 } else { id.ordinal as usize };
        stories
            .into_iter()
            .nth(ordinal)
            .with_context(|| format!("{} no longer holds story {}", id.path, id.ordinal))
    }

    /// The story that a reader names: `PATH`, `PATH#ordinal`, or a unique part of its headline.
    ///
    /// # Errors
    /// When nothing or more than one story answers; the message lists the candidates.
    pub fn find(&self, text: &str) -> Result<(StoryId, Story)> {
        find::find(self, text)
    }
}

/// Gives each story the next ordinal.
fn numbered(
    path: &str,
    take: &mut dyn FnMut(StoryId, Story),
) -> impl FnMut(u64, Story) -> Result<()> {
    let path: Arc<str> = path.into();
    let mut ordinal = 0;
    move |offset, story| {
        let id = StoryId {
            path: path.clone(),
            ordinal,
            offset,
        };
        take(id, story);
        ordinal += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
