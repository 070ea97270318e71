//! Bytes → sanitised text. The one door through which words come in: whatever a file holds, what
//! leaves here may be printed on a terminal.

pub mod clean;
pub mod references;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

pub use clean::{clean, is_printable, next_hidden, printable};

/// What the bytes of a file say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text, as [`clean()`] leaves it.
    pub text: String,
    /// How the bytes were read, where that was a guess: a sentence each, lower case, no full stop.
    pub warnings: Vec<String>,
}

/// Decodes a file and removes what must never reach a terminal.
///
/// Byte order marks are believed, then UTF-8 is tried, then an old 8-bit or East Asian encoding is
/// guessed from the letters.
pub fn text(bytes: &[u8]) -> Decoded {
    let (text, warning) = decode(bytes);
    Decoded {
        text: match clean(&text) {
            Cow::Owned(cleaned) => cleaned,
            Cow::Borrowed(_) => text.into_owned(),
        },
        warnings: warning.into_iter().collect(),
    }
}

fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with_mark(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        let text = encoding.decode_without_bom_handling(bytes).0;
        return (text, Some(read_as(encoding)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(_) if is_mostly_utf8(bytes) => mixed(bytes),
        Err(_) => match declared(bytes) {
            Some(encoding) => (encoding.decode_without_bom_handling(bytes).0, None),
            None => guess(bytes),
        },
    }
}

/// The encoding that a page or a feed says it is in: `charset=windows-1251`, `encoding="koi8-r"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 1024;
    let head = &bytes[..bytes.len().min(HEAD)];
    let start = head.trim_ascii_start();
    if !start.starts_with(b"<") {
        return None;
    }
    let names = [&b"charset="[..], b"encoding="];
    let labels = names.iter().filter_map(|name| {
        let at = memchr::memmem::find(head, name)? + name.len();
        let rest = head[at..].trim_ascii_start();
        let rest = rest
            .strip_prefix(b"\"")
            .or(rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let is_label =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
        Some(&rest[..rest.iter().take_while(|byte| is_label(byte)).count()])
    });
    let mut known = labels.filter_map(Encoding::for_label);
    known.find(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible())
}

fn with_mark<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, Option<String>) {
    if encoding == UTF_8 && std::str::from_utf8(bytes).is_err() {
        return mixed(bytes);
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let warning = broken.then(|| format!("some bytes are not {}", encoding.name()));
    (text, warning)
}

fn read_as(encoding: &'static Encoding) -> String {
    format!("read as {}", encoding.name())
}

/// UTF-16 without its mark: in European text nearly every second byte is zero, always the same one.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    memchr::memchr(0, head)?;
    let zeros = |side: usize| {
        head.iter()
            .skip(side)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    match (zeros(0), zeros(1)) {
        (0, low) if low * 10 > pairs * 7 => Some(UTF_16LE),
        (high, 0) if high * 10 > pairs * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the sound sequences of UTF-8 outnumber the broken ones four to one: then it is UTF-8 that
/// something else was pasted into. In another encoding a sound sequence is a rare accident.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 4 * broken
}

/// UTF-8 with foreign bytes in it, which nearly always come from windows-1252.
fn mixed(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let mut text = String::with_capacity(bytes.len());
    let mut foreign = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        foreign += chunk.invalid().len();
    }
    let warning = format!("{foreign} bytes are not UTF-8; read them as windows-1252");
    (Cow::Owned(text), Some(warning))
}

fn guess(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling(bytes).0;
    (text, Some(read_as(encoding)))
}

/// First bytes of files that hold no text, and what such a file is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
];

/// Whether bytes are an EPUB: its first part, which is not packed, says so.
pub fn is_book(bytes: &[u8]) -> bool {
    const SIGN: &[u8] = b"mimetypeapplication/epub+zip";
    const SIGN_AT: usize = 30;
    bytes.starts_with(b"PK\x03\x04")
        && bytes
            .get(SIGN_AT..)
            .is_some_and(|rest| rest.starts_with(SIGN))
}

/// What a file is that holds no text; `None` where it may hold some.
///
/// A known signature, or more than one byte in ten of the first 8 KB that no text has (control
/// characters besides white space and escapes). A stray zero byte is no reason to lose an article.
pub fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let signed = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, kind)) = signed {
        return (!is_book(bytes)).then_some(*kind);
    }
    if Encoding::for_bom(bytes).is_some() || unmarked_utf16(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(8192)];
    // Counts of a byte are made many at a time.
    let counts = head.chunks(128).map(|some| usize::from(controls(some)));
    let controls: usize = counts.sum();
    (controls * 10 > head.len()).then_some("binary data")
}

/// How many of a few bytes, 255 at most, no text has.
fn controls(bytes: &[u8]) -> u8 {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t'..=b'\r' | 0x1b);
    bytes.iter().map(|&byte| u8::from(is_control(byte))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &str, warning: Option<&str>) {
        let decoded = text(bytes);
        assert_eq!(decoded.text, expect);
        assert_eq!(decoded.warnings.first().map(String::as_str), warning);
    }

    #[test]
    fn byte_order_marks_are_believed_and_dropped() {
        check(b"\xef\xbb\xbfHarbour", "Harbour", None);
        check(b"\xff\xfeH\0i\0", "Hi", None);
        check(b"\xfe\xff\0H\0i", "Hi", None);
    }

    #[test]
    fn utf16_without_a_mark_is_read_and_noted() {
        let bytes: Vec<u8> = "The ferry".bytes().flat_map(|byte| [byte, 0]).collect();
        check(&bytes, "The ferry", Some("read as UTF-16LE"));
    }

    #[test]
    fn old_encodings_are_guessed_and_noted() {
        check(
            b"The caf\xe9 on the quay: \x93We never close,\x94 said Ren\xe9.",
            "The café on the quay: “We never close,” said René.",
            Some("read as windows-1252"),
        );
        let (russian, ..) = encoding_rs::WINDOWS_1251.encode("Паром снова ходит каждый день");
        check(
            &russian,
            "Паром снова ходит каждый день",
            Some("read as windows-1251"),
        );
    }

    #[test]
    fn markup_says_what_it_is_in() {
        let page = "<?xml version='1.0' encoding=\"windows-1251\"?><p>Паром";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(page);
        check(&bytes, page, None);
        let page = "<meta charset=koi8-r><p>Паром";
        let (bytes, ..) = encoding_rs::KOI8_R.encode(page);
        check(&bytes, page, None);
    }

    #[test]
    fn utf8_with_a_foreign_byte_stays_utf8() {
        check(
            "„Fähren“ über Köln, „Züge“ nach Süden, caf\u{0}"
                .replace('\u{0}', "é")
                .as_bytes()
                .iter()
                .chain(b" \x96 ja")
                .copied()
                .collect::<Vec<_>>()
                .as_slice(),
            "„Fähren“ über Köln, „Züge“ nach Süden, café – ja",
            Some("1 bytes are not UTF-8; read them as windows-1252"),
        );
    }

    #[test]
    fn files_without_text_are_told_from_articles() {
        assert_eq!(foreign(b"%PDF-1.7 ..."), Some("a PDF"));
        assert_eq!(foreign(&[0, 1, 2, 3, 200, 0, 0, 7]), Some("binary data"));
        assert_eq!(
            foreign(b"A stray \0 in a long line of words is no binary"),
            None
        );
        assert_eq!(foreign(b""), None);
    }
}
