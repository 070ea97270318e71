//! Reads files: whole, or line by line where a line can be read alone. Never more than is allowed,
//! whatever a file says of its own size.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::format::{self, Format, Source, Unit, decode};
use crate::library::packed;
use crate::library::stretch::{Lines, Record};
use crate::story::Story;

/// The largest file that is read as a whole, and the longest line of a file of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Largest {
    megabytes: u32,
}

impl Largest {
    /// So many megabytes.
    pub fn megabytes(megabytes: u32) -> Self {
        Self { megabytes }
    }

    /// The bytes of it.
    pub fn bytes(self) -> u64 {
        u64::from(self.megabytes) * MEGABYTE
    }
}

impl Default for Largest {
    fn default() -> Self {
        Self::megabytes(64)
    }
}

/// How a file is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// As which format, whatever its name says.
    pub format: Option<&'static Format>,
    /// How much of it.
    pub largest: Largest,
}

const MEGABYTE: u64 = 1 << 20;

/// The first bytes tell what a file is before the rest is read.
const HEAD: u64 = 8192;

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
/// When the file cannot be read or is too large, when it holds no text ([`Skipped`]), or what `take`
/// returns.
pub fn read(
    path: &Path,
    reading: Reading,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let name = path.to_string_lossy();
    let format = reading.format.or_else(|| format::by_extension(&name));
    let mut file = open(path)?;
    if is_records(format) {
        let head = head(path, &mut file)?;
        if !packed::is_packed(&head) {
            skip_foreign(path, &head)?;
            let lines = Lines::of(file, 0..u64::MAX, reading.largest.bytes());
            let lines = lines.with_context(|| cannot_read(path))?;
            return read_lines(&name, lines, format, take);
        }
    }
    let bytes = whole(path, &mut file, reading.largest)?;
    give(&name, &bytes, format, take)
}

/// Gives the stories of bytes that are here as a whole.
fn give(
    name: &str,
    bytes: &[u8],
    format: Option<&'static Format>,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let stories = format::parse(Source { name, bytes }, format).into_iter();
    stories
        .map(|story| (0, story))
        .try_for_each(|(at, story)| take(at, story))
}

/// What is packed, never more than is allowed, and only where it begins as a text does.
fn unpacked(path: &Path, packed: impl Read, largest: Largest) -> Result<Vec<u8>> {
    let bytes = packed::unpack(packed, largest.bytes() + 1, |head| skip_foreign(path, head));
    let bytes = bytes.with_context(|| format!("cannot unpack {}", path.display()))?;
    ensure_fits(path, bytes.len() as u64, largest)?;
    Ok(bytes)
}

/// The same for what has no name and no end that is known, as standard input.
///
/// # Errors
/// As those of [`read`].
pub fn read_stream(
    stream: impl Read,
    reading: Reading,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let path = Path::new("standard input");
    if is_records(reading.format) {
        let lines = Lines::from_here(stream, reading.largest.bytes());
        return read_lines(&path.to_string_lossy(), lines, reading.format, take);
    }
    let most = reading.largest.bytes();
    let mut bytes = Vec::new();
    let read = stream.take(most + 1).read_to_end(&mut bytes);
    read.with_context(|| cannot_read(path))?;
    ensure_fits(path, bytes.len() as u64, reading.largest)?;
    if packed::is_packed(&bytes) {
        bytes = unpacked(path, &*bytes, reading.largest)?;
    }
    give("", &bytes, reading.format, take)
}

/// The stories of one unit: the record at `offset`, or the whole file.
pub(super) fn read_at(path: &Path, offset: u64, reading: Reading) -> Result<Vec<Story>> {
    let mut stories = Vec::new();
    let name = path.to_string_lossy();
    if !format::is_records(&name) {
        read(path, reading, &mut |_, story| {
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
        .take(reading.largest.bytes())
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
    largest: Largest,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let name = path.to_string_lossy();
    let mut file = open(path)?;
    skip_foreign(path, &head(path, &mut file)?)?;
    let lines = Lines::of(file, stretch, largest.bytes());
    let lines = lines.with_context(|| cannot_read(path))?;
    read_lines(&name, lines, format::by_extension(&name), take)
}

/// Gives the records, and says afterwards whether one of them was too long to be read.
fn read_lines(
    name: &str,
    mut lines: Lines<impl Read>,
    format: Option<&'static Format>,
    take: &mut dyn FnMut(u64, Story) -> Result<()>,
) -> Result<()> {
    let mut too_long = None;
    while let Some(record) = lines
        .next()
        .with_context(|| format!("cannot read {name}"))?
    {
        match record {
            Record::Line(offset, bytes) => {
                for story in format::parse_unit(Source { name, bytes }, format) {
                    take(offset, story)?;
                }
            }
            Record::TooLong(offset) => too_long = too_long.or(Some(offset)),
        }
    }
    let longest = lines.longest() / MEGABYTE;
    ensure!(
        too_long.is_none(),
        "{name} has a line longer than {longest} MB at byte {}, which is left out; see `largest` in config.toml",
        too_long.unwrap_or_default()
    );
    Ok(())
}

/// All bytes of a file, but not before its first ones are those of a text and its size is one that is read.
fn whole(path: &Path, file: &mut File, largest: Largest) -> Result<Vec<u8>> {
    let mut bytes = head_of(path, file)?;
    if packed::is_packed(&bytes) {
        return unpacked(path, (&*bytes).chain(file), largest);
    }
    skip_foreign(path, &bytes)?;
    if (bytes.len() as u64) < HEAD {
        return Ok(bytes);
    }
    let size = file.metadata().map_or(0, |found| found.len());
    ensure_fits(path, size, largest)?;
    let rest = usize::try_from(size)
        .unwrap_or(0)
        .saturating_sub(bytes.len());
    bytes
        .try_reserve_exact(rest + 1)
        .with_context(|| cannot_read(path))?;
    // Files that the system makes up, and those that grow, are larger than they say.
    let left = largest.bytes() + 1 - HEAD;
    file.take(left)
        .read_to_end(&mut bytes)
        .with_context(|| cannot_read(path))?;
    ensure_fits(path, bytes.len() as u64, largest)?;
    Ok(bytes)
}

fn ensure_fits(path: &Path, size: u64, largest: Largest) -> Result<()> {
    ensure!(
        size <= largest.bytes(),
        "{} is larger than {} MB; skipped; see `largest` in config.toml",
        path.display(),
        largest.megabytes
    );
    Ok(())
}

fn skip_foreign(path: &Path, head: &[u8]) -> Result<()> {
    let path = path.to_path_buf();
    decode::foreign(head).map_or(Ok(()), |kind| Err(Skipped { path, kind }.into()))
}

fn is_records(format: Option<&'static Format>) -> bool {
    format.is_some_and(|format| format.unit == Unit::Line)
}

/// The first bytes of a file, which is then where it was.
fn head(path: &Path, file: &mut File) -> Result<Vec<u8>> {
    let bytes = head_of(path, file)?;
    file.rewind().with_context(|| cannot_read(path))?;
    Ok(bytes)
}

fn head_of(path: &Path, file: &mut File) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(HEAD as usize + 1);
    let read: io::Result<usize> = file.take(HEAD).read_to_end(&mut bytes);
    read.with_context(|| cannot_read(path))?;
    Ok(bytes)
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| cannot_read(path))
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}
