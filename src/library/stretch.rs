//! A stretch of a file of records: what several readers share a long file by, and from where an
//! interrupted reading goes on.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

/// The lines that begin in a range of bytes, each with the byte at which it begins. Every line of
/// a file begins in exactly one of the stretches it is cut into, wherever the cuts are.
pub(super) struct Lines<Input: Read> {
    input: BufReader<Input>,
    line: Vec<u8>,
    /// Where the next line begins.
    next: u64,
    end: u64,
    longest: u64,
}

/// A line with its end, and the byte at which it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Record<'a> {
    /// As it stands.
    Line(u64, &'a [u8]),
    /// Longer than may be read.
    TooLong(u64),
}

/// Bytes read at once.
const CHUNK: usize = 1 << 16;

impl Lines<File> {
    /// The lines of a stretch; none is read that has more bytes than `longest`.
    pub(super) fn of(mut file: File, stretch: Range<u64>, longest: u64) -> std::io::Result<Self> {
        // The line that begins at the first byte is told by the end of the one before.
        let before = stretch.start.saturating_sub(1);
        if before > 0 {
            file.seek(SeekFrom::Start(before))?;
        }
        let mut lines = Self {
            next: stretch.start,
            end: stretch.end,
            ..Self::from_here(file, longest)
        };
        if stretch.start > 0 {
            lines.skip(before)?;
        }
        Ok(lines)
    }
}

impl<Input: Read> Lines<Input> {
    /// All lines from here on.
    pub(super) fn from_here(input: Input, longest: u64) -> Self {
        Self {
            input: BufReader::with_capacity(CHUNK, input),
            line: Vec::new(),
            next: 0,
            end: u64::MAX,
            longest,
        }
    }

    /// Bytes of the longest line that is read.
    pub(super) fn longest(&self) -> u64 {
        self.longest
    }

    /// Moves past the line that reaches into the stretch, but never beyond the stretch: a line
    /// without end is not read anew by each of them.
    fn skip(&mut self, before: u64) -> std::io::Result<()> {
        let reach = self.end.saturating_sub(before);
        let skipped = (&mut self.input).take(reach).skip_until(b'\n')?;
        self.next = before + skipped as u64;
        Ok(())
    }

    /// The next line; `None` after the last of the stretch.
    pub(super) fn next(&mut self) -> std::io::Result<Option<Record<'_>>> {
        let start = self.next;
        if start >= self.end {
            return Ok(None);
        }
        self.line.clear();
        let mut line = (&mut self.input).take(self.longest + 1);
        let length = line.read_until(b'\n', &mut self.line)? as u64;
        self.next += length;
        if length > self.longest {
            if self.line.last() != Some(&b'\n') {
                self.next += self.input.skip_until(b'\n')? as u64;
            }
            self.line = Vec::new();
            return Ok(Some(Record::TooLong(start)));
        }
        Ok((length > 0).then_some(Record::Line(start, self.line.as_slice())))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::ops::Range;

    use super::{Lines, Record};

    const TEXT: &str = "one\ntwo\n\nthree and more\nfour";

    fn lines(stretch: Range<u64>) -> Vec<(u64, String)> {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let path = scratch.path().join("lines");
        fs::write(&path, TEXT).expect("a file");
        let file = File::open(path).expect("the file");
        let mut lines = Lines::of(file, stretch, 1000).expect("a stretch");
        let mut found = Vec::new();
        while let Some(Record::Line(start, line)) = lines.next().expect("a line") {
            found.push((start, String::from_utf8_lossy(line).into_owned()));
        }
        found
    }

    #[test]
    fn each_line_is_in_one_stretch_wherever_it_is_cut() {
        let all = lines(0..u64::MAX);
        assert_eq!(all.len(), 5);
        let length = TEXT.len() as u64;
        for first in 0..=length {
            for second in first..=length {
                let parts = [0..first, first..second, second..length];
                let cut: Vec<_> = parts.into_iter().flat_map(lines).collect();
                assert_eq!(cut, all, "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn a_line_without_end_is_left_by_the_stretches_it_runs_through() {
        assert_eq!(lines(10..12), []);
        assert_eq!(lines(0..1), [(0, "one\n".to_owned())]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut lines = Lines::from_here(TEXT.as_bytes(), 4);
        let mut found = Vec::new();
        while let Some(record) = lines.next().expect("a line") {
            found.push(match record {
                Record::Line(at, _) => (at, true),
                Record::TooLong(at) => (at, false),
            });
        }
        let expect = [(0, true), (4, true), (8, true), (9, false), (24, true)];
        assert_eq!(found, expect);
    }
}
