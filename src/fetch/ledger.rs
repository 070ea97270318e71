//! Which entries of a feed were seen, and which file was written of each: a line of JSON each. A line is
//! added when a file is written; at the end the whole is written anew.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::fetch::disk;

/// What is known of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// By what it is known.
    pub(super) id: String,
    /// Its file in the library; empty where another feed brought the story.
    #[serde(default)]
    pub(super) path: String,
    /// By what its address is known.
    #[serde(default)]
    pub(super) address: String,
    /// What the feed said, as a number.
    pub(super) seen: String,
    /// What was written, as a number.
    #[serde(default)]
    pub(super) written: String,
    /// How often its page was asked for in vain, where it is still wanting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wants_page: Option<u8>,
}

/// The entries of a feed.
#[derive(Debug)]
pub(super) struct Ledger {
    file: PathBuf,
    records: Vec<Record>,
    places: HashMap<String, usize>,
}

impl Ledger {
    /// The ledger in a file; empty where there is none. A line that was not written to its end counts
    /// for nothing: its entry is met again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text = match std::fs::read(file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", file.display()));
            }
        };
        let mut ledger = Self {
            file: file.to_path_buf(),
            records: Vec::new(),
            places: HashMap::new(),
        };
        for line in text.lines() {
            if let Ok(record) = serde_json::from_str(line) {
                ledger.hold(record);
            }
        }
        Ok(ledger)
    }

    fn hold(&mut self, record: Record) {
        if let Some(at) = self.places.get(&record.id) {
            self.records[*at] = record;
        } else {
            self.places.insert(record.id.clone(), self.records.len());
            self.records.push(record);
        }
    }

    /// What is known of an entry.
    pub(super) fn get(&self, id: &str) -> Option<&Record> {
        self.places.get(id).map(|at| &self.records[*at])
    }

    /// All that is known.
    pub(super) fn all(&self) -> &[Record] {
        &self.records
    }

    /// Notes an entry, also on the disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn note(&mut self, record: Record) -> Result<()> {
        let told = || format!("cannot write {}", self.file.display());
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder).with_context(told)?;
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.file);
        // A line that a kill left unfinished must not swallow this one.
        let line = format!("\n{}\n", line(&record)?);
        file.and_then(|mut file| file.write_all(line.as_bytes()))
            .with_context(told)?;
        self.hold(record);
        Ok(())
    }

    /// Writes all of it anew, a line an entry.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn tidy(&self) -> Result<()> {
        let lines: Result<Vec<String>> = self.records.iter().map(line).collect();
        let text = lines?.join("\n") + "\n";
        disk::replace(&self.file, text.as_bytes())
    }
}

fn line(record: &Record) -> Result<String> {
    Ok(serde_json::to_value(record)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Ledger, Record};

    fn record(id: &str, path: &str) -> Record {
        Record {
            id: id.into(),
            path: path.into(),
            ..Record::default()
        }
    }

    #[test]
    fn the_last_line_of_an_entry_holds_and_a_torn_one_counts_for_nothing() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let file = folder.path().join("a/tide.jsonl");
        let mut ledger = Ledger::read(&file).expect("none yet");
        ledger.note(record("1", "a")).expect("noted");
        std::fs::OpenOptions::new()
            .append(true)
            .open(&file)
            .and_then(|mut file| std::io::Write::write_all(&mut file, b"{\"id\":\"2\",\"pa"))
            .expect("torn");
        let mut ledger = Ledger::read(&file).expect("read");
        assert_eq!(ledger.all(), [record("1", "a")]);
        ledger.note(record("3", "c")).expect("noted");
        ledger.note(record("1", "b")).expect("noted");
        let again = Ledger::read(&file).expect("read");
        assert_eq!(again.all(), [record("1", "b"), record("3", "c")]);
        again.tidy().expect("written");
        let text = std::fs::read_to_string(&file).expect("a file");
        assert_eq!(text.lines().count(), 2);
        assert_eq!(
            Ledger::read(&file).expect("read").get("3"),
            Some(&record("3", "c"))
        );
    }
}
