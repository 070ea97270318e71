//! The folder of articles: which files it holds, whether they changed, and the stories in them.
//!
//! Used by the index, which takes in what changed, and by whoever opens a story. Files are read
//! here and nowhere else.

mod file;
mod find;
mod packed;
mod stretch;
mod walk;
mod watch;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};

use crate::story::{Story, StoryId};

pub use file::{Largest, Reading, Skipped, read, read_stream};
pub use walk::left_out::LeftOut;
pub use walk::{Entry, Fingerprint, Unseen};
pub use watch::Watch;

/// A folder of article files; or a few files, or what came through a pipe, read for once.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
    /// What is read instead of all that the folder holds.
    named: Option<Named>,
    largest: Largest,
}

/// What a reader names besides a folder.
#[derive(Clone, Debug)]
enum Named {
    Files(Arc<[PathBuf]>),
    /// The bytes of standard input or of a page, and what a reader calls that.
    Stream(Arc<[u8]>, Arc<str>),
}

/// What standard input is called among paths.
pub const STREAM: &str = "-";

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
            named: None,
            largest: Largest::default(),
        })
    }

    /// The library of a few files, which no index is kept for.
    ///
    /// # Errors
    /// When one of them is not there, or is a folder.
    pub fn of_files(files: &[PathBuf]) -> Result<Self> {
        for file in files {
            let shown = file.display();
            let found = std::fs::metadata(file);
            let found = found.with_context(|| format!("cannot read {shown}"))?;
            ensure!(
                !found.is_dir(),
                "{shown} is a folder; name one folder, or files"
            );
        }
        Ok(Self::of(Named::Files(files.into())))
    }

    /// The library of what came through a pipe.
    pub fn of_stream(bytes: Vec<u8>) -> Self {
        Self::of_bytes(bytes, "standard input")
    }

    /// The library of what came from elsewhere, and is called so.
    pub fn of_bytes(bytes: Vec<u8>, label: &str) -> Self {
        Self::of(Named::Stream(bytes.into(), label.into()))
    }

    fn of(named: Named) -> Self {
        Self {
            folder: PathBuf::new(),
            named: Some(named),
            largest: Largest::default(),
        }
    }

    /// Whether it is read for once, so that no index of it is kept.
    pub fn is_passing(&self) -> bool {
        self.named.is_some()
    }

    /// What a reader calls it.
    pub fn label(&self) -> String {
        match &self.named {
            None => self.folder.to_string_lossy().into_owned(),
            Some(Named::Stream(_, label)) => label.to_string(),
            Some(Named::Files(files)) => {
                let first = files
                    .first()
                    .map(|file| file.to_string_lossy().into_owned());
                let more = files.len().saturating_sub(1);
                let more = if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                };
                // Without files there is but an archive to read.
                first.unwrap_or_else(|| "the library".to_owned()) + &more
            }
        }
    }

    /// The bytes of standard input, where the path means that.
    fn stream(&self, path: &str) -> Option<&[u8]> {
        match &self.named {
            Some(Named::Stream(bytes, _)) if path == STREAM => Some(bytes),
            _ => None,
        }
    }

    /// How many files of the folder hold no articles as far as their names say, by kind, the commonest first.
    pub fn left_out(&self) -> LeftOut {
        match self.named {
            None => LeftOut::of(&self.folder),
            Some(_) => LeftOut::default(),
        }
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
        let named: Vec<_> = match &self.named {
            None => Vec::new(),
            Some(Named::Files(files)) => files.iter().map(|file| walk::named(file)).collect(),
            Some(Named::Stream(bytes, _)) => vec![Ok(walk::streamed(bytes.len()))],
        };
        let walked = self.named.is_none().then(|| walk::walk(&self.folder));
        named.into_iter().chain(walked.into_iter().flatten())
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
        if let Some(bytes) = self.stream(path) {
            return file::read_stream(bytes, self.reading(), &mut numbered(path, take));
        }
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
        if self.stream(&id.path).is_some() {
            let mut stories = self.stories(&id.path)?.into_iter();
            let found = stories.find(|(other, _)| other == id);
            return found
                .map(|(_, story)| story)
                .context("the pipe no longer holds that story");
        }
        let stories = file::read_at(&self.folder.join(&*id.path), id.offset, self.reading())?;
        let records = crate::format::is_records(&id.path);
        let ordinal = if records { 0 } else { id.ordinal as usize };
        stories
            .into_iter()
            .nth(ordinal)
            .with_context(|| format!("{} no longer holds story {}", id.path, id.ordinal))
    }

    /// What a file is told by, as long as nobody writes it; `None` where it is not there.
    pub fn stamp(&self, path: &str) -> Option<u64> {
        let entry = walk::named(&self.folder.join(path)).ok()?;
        let mut stamp = DefaultHasher::new();
        (entry.fingerprint.size, entry.fingerprint.modified).hash(&mut stamp);
        Some(stamp.finish().max(1))
    }

    /// Whether a path, from the folder or from where the reader stands, is that of one of its files.
    pub fn holds(&self, path: &str) -> bool {
        find::inside(self, path).is_some()
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
