//! A stretch of a file of records: what several readers share a long file by, and from where an
//! interrupted reading goes on.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

/// The lines that begin in a range of bytes, each with the byte at which it begins. Every line of
/// a file begins in exactly one of the stretches it is cut into, wherever the cuts are.
pub(super) struct Lines {
    file: BufReader<File>,
    line: Vec<u8>,
    /// Where the next line begins.
    next: u64,
    end: u64,
}

/// Bytes read at once.
const CHUNK: usize = 1 << 16;

impl Lines {
    pub(super) fn of(mut file: File, stretch: Range<u64>) -> std::io::Result<Self> {
        // The line that begins at the first byte is told by the end of the one before.
        let before = stretch.start.saturating_sub(1);
        if before > 0 {
            file.seek(SeekFrom::Start(before))?;
        }
        let mut lines = Self {
            file: BufReader::with_capacity(CHUNK, file),
            line: Vec::new(),
            next: stretch.start,
            end: stretch.end,
        };
        if stretch.start > 0 {
            lines.skip(before)?;
        }
        Ok(lines)
    }

    /// Moves past the line that reaches into the stretch, but never beyond the stretch: a line
    /// without end is not read anew by each of them.
    fn skip(&mut self, before: u64) -> std::io::Result<()> {
        let reach = self.end.saturating_sub(before);
        let skipped = (&mut self.file).take(reach).skip_until(b'\n')?;
        self.next = before + skipped as u64;
        Ok(())
    }

    /// The next line, with its end, and where it begins; `None` after the last of the stretch.
    pub(super) fn next(&mut self) -> std::io::Result<Option<(u64, &[u8])>> {
        let start = self.next;
        if start >= self.end {
            return Ok(None);
        }
        self.line.clear();
        let length = self.file.read_until(b'\n', &mut self.line)?;
        self.next += length as u64;
        Ok((length > 0).then_some((start, self.line.as_slice())))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::ops::Range;

    use super::Lines;

    const TEXT: &str = "one\ntwo\n\nthree and more\nfour";

    fn lines(stretch: Range<u64>) -> Vec<(u64, String)> {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let path = scratch.path().join("lines");
        fs::write(&path, TEXT).expect("a file");
        let file = File::open(path).expect("the file");
        let mut lines = Lines::of(file, stretch).expect("a stretch");
        let mut found = Vec::new();
        while let Some((start, line)) = lines.next().expect("a line") {
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
}
