//! Reads files: whole, or line by line where a line can be read alone.

use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::format::{self, Format, Source, Unit, decode};
use crate::library::stretch::Lines;
use crate::story::Story;

/// A file that holds no text, and so no story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// What it is instead: "a PDF".
    pub kind: &'static str,
}

impl fmt::Display for Skipped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} is {}, not text; skipped",
            self.path.display(),
            self.kind
        )
    }
}

impl std::error::Error for Skipped {}

/// Gives each story of a file to `take`, with the offset of its record (0 in other files).
///
/// # Errors
/// When the file cannot be read, when it holds no text ([`Skipped`]), or what `take` returns.
pub fn read(
    path: &Path,
    told: Option<&'static Format>,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let format = told.or_else(|| format::by_extension(&path.to_string_lossy()));
    let mut file = open(path)?;
    if format.is_some_and(|format| format.unit == Unit::Line) {
        return read_lines(path, file, 0..u64::MAX, format, take);
    }
    let size = file.metadata().map_or(0, |found| found.len());
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.read_to_end(&mut bytes)
        .with_context(|| cannot_read(path))?;
    for story in parse(path, &bytes, format)? {
        take(0, story)?;
    }
    Ok(())
}

/// The stories of one unit: the record at `offset`, or the whole file.
pub(super) fn read_at(path: &Path, offset: u64) -> Result<Vec<Story>> {
    let mut stories = Vec::new();
    let name = path.to_string_lossy();
    if !format::is_records(&name) {
        read(path, None, &mut |_, story| {
            stories.push(story);
            Ok(())
        })?;
        return Ok(stories);
    }
    let mut file = open(path)?;
    file.seek(SeekFrom::Start(offset))
        .with_context(|| cannot_read(path))?;
    let mut line = Vec::new();
    BufReader::new(file)
        .read_until(b'\n', &mut line)
        .with_context(|| cannot_read(path))?;
    let source = Source {
        name: &name,
        bytes: &line,
    };
    Ok(format::parse_unit(source, format::by_extension(&name)))
}

/// The same for the records that begin in a stretch of a file of records.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn read_stretch(
    path: &Path,
    stretch: Range<u64>,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let format = format::by_extension(&path.to_string_lossy());
    read_lines(path, open(path)?, stretch, format, take)
}

fn read_lines(
    path: &Path,
    file: File,
    stretch: Range<u64>,
    format: Option<&'static Format>,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let name = path.to_string_lossy();
    let mut lines = Lines::of(file, stretch).with_context(|| cannot_read(path))?;
    while let Some((offset, bytes)) = lines.next().with_context(|| cannot_read(path))? {
        let source = Source { name: &name, bytes };
        for story in format::parse_unit(source, format) {
            take(offset, story)?;
        }
    }
    Ok(())
}

fn parse(path: &Path, bytes: &[u8], format: Option<&'static Format>) -> Result<Vec<Story>> {
    if let Some(kind) = decode::foreign(bytes) {
        let path = path.to_path_buf();
        return Err(Skipped { path, kind }.into());
    }
    let name = path.to_string_lossy();
    let source = Source { name: &name, bytes };
    Ok(format::parse_unit(source, format))
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| cannot_read(path))
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}
