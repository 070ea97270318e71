//! What an archive has taken: a line for each file, appended when all its documents were acknowledged. The
//! last line of a file holds; a line that was cut off is none.

use std::collections::{BTreeMap, HashSet};
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::index::pushed;
use crate::library::{Entry, Library};
use crate::story::StoryId;

/// A file that was taken; without documents it was taken away again.
#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    size: u64,
    modified: i64,
    /// Of each of its stories, the number of documents.
    documents: Vec<u32>,
}

/// The first line: to which index what follows was sent.
#[derive(Serialize, Deserialize, PartialEq)]
struct Head {
    sent_to: String,
}

/// What was taken, and where the next is noted.
pub(super) struct Journal {
    file: File,
    taken: BTreeMap<String, Line>,
}

impl Journal {
    /// The journal in a file; an empty one where it is about another index, or cannot be read.
    pub(super) fn open(path: &Path, sent_to: &str) -> Result<Self> {
        let told = || format!("cannot write {}", path.display());
        let head = Head {
            sent_to: sent_to.to_owned(),
        };
        let text = std::fs::read(path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut lines = text.lines();
        let is_same = lines
            .next()
            .is_some_and(|line| serde_json::from_str(line).ok().as_ref() == Some(&head));
        let mut taken = BTreeMap::new();
        if is_same {
            let lines = lines.filter_map(|line| serde_json::from_str::<Line>(line).ok());
            taken.extend(lines.map(|line| (line.path.clone(), line)));
        }
        taken.retain(|_, line| !line.documents.is_empty());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(told)?;
        }
        let mut options = OpenOptions::new();
        let options = options
            .create(true)
            .append(is_same)
            .write(true)
            .truncate(!is_same);
        let mut journal = Self {
            file: options.open(path).with_context(told)?,
            taken,
        };
        // A line that was cut off must not be gone on with.
        if is_same {
            journal.file.write_all(b"\n").with_context(told)?;
        } else {
            journal.write(&head)?;
        }
        Ok(journal)
    }

    /// Whether a file was taken as it is now.
    pub(super) fn has(&self, entry: &Entry) -> bool {
        let line = self.taken.get(&*entry.path);
        line.is_some_and(|line| {
            (line.size, line.modified) == (entry.fingerprint.size, entry.fingerprint.modified)
        })
    }

    /// Notes that all of a file was taken.
    pub(super) fn note(&mut self, entry: &Entry, documents: &[u32]) -> Result<()> {
        let line = Line {
            path: entry.path.to_string(),
            size: entry.fingerprint.size,
            modified: entry.fingerprint.modified,
            documents: documents.to_vec(),
        };
        self.write(&line)?;
        self.taken.insert(line.path.clone(), line);
        Ok(())
    }

    /// Notes that nothing of a file is there any more.
    pub(super) fn forget(&mut self, path: &str) -> Result<()> {
        self.taken.remove(path);
        self.write(&Line {
            path: path.to_owned(),
            size: 0,
            modified: 0,
            documents: Vec::new(),
        })
    }

    /// What was sent of a file before and is not any more.
    pub(super) fn stale(&self, entry: &Entry, now: &[u32]) -> Vec<(StoryId, u32)> {
        let Some(line) = self.taken.get(&*entry.path) else {
            return Vec::new();
        };
        let all = ids_of(&line.path, &line.documents).into_iter();
        all.filter(|(id, number)| {
            now.get(id.ordinal as usize)
                .is_none_or(|count| number >= count)
        })
        .collect()
    }

    /// Files that were taken and are there no more, with their documents.
    pub(super) fn gone(&self, all: &HashSet<String>) -> Vec<(String, Vec<u32>)> {
        let gone = self.taken.values().filter(|line| !all.contains(&line.path));
        gone.map(|line| (line.path.clone(), line.documents.clone()))
            .collect()
    }

    fn write(&mut self, line: &impl Serialize) -> Result<()> {
        let mut line = serde_json::value::to_value(line)?.to_string();
        line.push('\n');
        // A line that is lost with the machine's power is sent once more.
        self.file
            .write_all(line.as_bytes())
            .context("cannot note what was taken")
    }
}

/// The documents of a file: the story, and which of its documents, 0 being the story itself.
pub(super) fn ids_of(path: &str, documents: &[u32]) -> Vec<(StoryId, u32)> {
    let stories = (0_u32..).zip(documents);
    let all = stories.flat_map(|(ordinal, &count)| {
        let id = StoryId {
            path: path.into(),
            ordinal,
            offset: 0,
        };
        (0..count).map(move |number| (id.clone(), number))
    });
    all.collect()
}

/// The name of a document.
pub(super) fn document_id(origin: &str, id: &StoryId, number: u32) -> String {
    let story = pushed::story_id(origin, id);
    match number {
        0 => story,
        number => format!("{story}-{}", number - 1),
    }
}

/// What tells the stories of this library from those of another, without its path.
pub(super) fn origin(library: &Library) -> String {
    let name = library.folder().file_name().unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    library.name().hash(&mut hasher);
    format!("{}-{:016x}", name.to_string_lossy(), hasher.finish())
}
