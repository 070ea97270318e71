//! Sanitising: what must never reach a terminal, and what only looks like nothing. Cleaning what is
//! clean changes nothing.

use std::borrow::Cow;

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    Drop,
    Become(char),
    /// Opens an escape sequence, which goes as a whole.
    Escape,
    /// A line ending that may be followed by `\n`.
    Return,
    /// Joins or parts letters without being seen: stays only where it does that.
    Joiner,
}

/// Whether a byte may begin a character that does not stay: a control character, or the first
/// byte of one of the ranges that [`fate`] names. All others are copied unseen.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        suspect[byte] = byte != b'\n' as usize && byte != b'\t' as usize;
        byte += 1;
    }
    suspect[0x7f] = true;
    let leads = [0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef, 0xf3];
    let mut lead = 0;
    while lead < leads.len() {
        suspect[leads[lead]] = true;
        lead += 1;
    }
    suspect
};

/// C1 control characters read as windows-1252, as browsers do: in articles they are quotation
/// marks and dashes that were decoded as Latin-1 on their way here.
/// Source: WHATWG HTML, "numeric character reference end state", table of C1 controls.
const C1: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// The fate of each character. The invisible ones are those of Unicode's general category Cf and
/// of UTS #55 (source code handling), spaces those of category Zs.
fn fate(character: char) -> Fate {
    match character {
        '\n' | '\t' => Fate::Keep,
        '\r' => Fate::Return,
        '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Fate::Become('\n'),
        '\u{1b}' => Fate::Escape,
        '\u{80}'..='\u{9f}' => C1[character as usize - 0x80].map_or(Fate::Drop, Fate::Become),
        // Spaces of all widths, and letters that are drawn as one.
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3164}'
        | '\u{ffa0}' => Fate::Become(' '),
        // Zero-width joiner and non-joiner.
        '\u{200c}' | '\u{200d}' => Fate::Joiner,
        // Control characters.
        '\0'..='\u{1f}' | '\u{7f}'
        // Soft hyphen, grapheme joiner, Mongolian vowel separator, zero-width spaces, word joiner.
        | '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{2060}' | '\u{feff}'
        // Marks, embeddings, overrides and isolates of direction.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Invisible operators, deprecated formats, annotations, noncharacters, tags.
        | '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e00ff}' => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// The text without control characters (but `\n` and `\t`), escape sequences, direction overrides
/// and invisible characters; with plain spaces for all others and `\n` for every line ending.
///
/// U+3000 stays: it indents Chinese and Japanese paragraphs and is as wide as a character there.
pub fn clean(text: &str) -> Cow<'_, str> {
    let Some(first) = next_change(text, 0) else {
        return Cow::Borrowed(text);
    };
    let mut cleaner = Cleaner {
        out: String::with_capacity(text.len()),
        joiner: None,
    };
    let (mut copied, mut found) = (0, Some(first));
    while let Some((at, character)) = found {
        cleaner.keep(&text[copied..at]);
        copied = cleaner.change(text, at, character);
        found = next_change(text, copied);
    }
    cleaner.keep(&text[copied..]);
    Cow::Owned(cleaner.out)
}

/// A name or a message on its way to a terminal, as one line: what [`clean`] would take from an article,
/// and what would end the line, shows as U+FFFD, since a reader must see that something is there.
///
/// For what does not come out of an article: names of files and folders, errors, what was pasted.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    let shown = |character| match character {
        character if is_printable(character) => character,
        '\t' => ' ',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Whether a character stands in a line, on whatever terminal, and changes nothing beside it.
pub fn is_printable(character: char) -> bool {
    if character.is_control() {
        return false;
    }
    match fate(character) {
        Fate::Keep | Fate::Joiner => true,
        Fate::Become(other) => other == ' ',
        Fate::Drop | Fate::Escape | Fate::Return => false,
    }
}

/// The first character at or after `from` that does not simply stay.
fn next_change(text: &str, from: usize) -> Option<(usize, char)> {
    next_suspect(text, from, |character| fate(character) != Fate::Keep)
}

/// The first character at or after `from` that [`is_printable`] says no to, line breaks and tabs left
/// aside.
pub fn next_hidden(text: &str, from: usize) -> Option<(usize, char)> {
    next_suspect(text, from, |character| !is_printable(character))
}

/// The first character of which something holds, among those that may not stay.
fn next_suspect(
    text: &str,
    mut from: usize,
    holds: impl Fn(char) -> bool,
) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    loop {
        from += plain(&bytes[from..]);
        from += bytes[from..]
            .iter()
            .position(|&byte| SUSPECT[usize::from(byte)])?;
        let character = text[from..].chars().next()?;
        if holds(character) {
            return Some((from, character));
        }
        from += character.len_utf8();
    }
}

/// How many bytes at the beginning are printed characters of ASCII and line breaks for sure. Counting
/// those of a few bytes, without a way out, takes many at a time.
fn plain(bytes: &[u8]) -> usize {
    const AT_ONCE: usize = 32;
    let is_plain = |byte: u8| matches!(byte, b'\n' | b' '..=b'~');
    let count = |some: &[u8]| {
        some.iter()
            .map(|&byte| u8::from(is_plain(byte)))
            .sum::<u8>()
    };
    let chunks = bytes.chunks_exact(AT_ONCE);
    let plain = chunks.take_while(|some| usize::from(count(some)) == AT_ONCE);
    plain.count() * AT_ONCE
}

struct Cleaner {
    out: String,
    /// A joiner that stays if the next character is one that it joins.
    joiner: Option<char>,
}

impl Cleaner {
    fn keep(&mut self, text: &str) {
        let Some(next) = text.chars().next() else {
            return;
        };
        if let Some(joiner) = self.joiner.take()
            && joins(next)
            && self.out.chars().next_back().is_some_and(joins)
        {
            self.out.push(joiner);
        }
        self.out.push_str(text);
    }

    /// Deals with the character at `at` and returns where the text goes on.
    fn change(&mut self, text: &str, at: usize, character: char) -> usize {
        let after = at + character.len_utf8();
        match fate(character) {
            Fate::Keep | Fate::Drop => {}
            Fate::Become(other) => self.keep(other.encode_utf8(&mut [0; 4])),
            Fate::Escape => return after + sequence(&text[after..]),
            Fate::Return => {
                self.keep("\n");
                return after + usize::from(text[after..].starts_with('\n'));
            }
            Fate::Joiner => self.joiner = self.joiner.or(Some(character)),
        }
        after
    }
}

/// Whether a joiner beside this character has an effect: in scripts from Hebrew on and between
/// pictographs, not in Latin, Greek and Cyrillic nor beside punctuation.
fn joins(character: char) -> bool {
    character >= '\u{590}'
        && !character.is_whitespace()
        && !matches!(character, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}')
}

/// Length of the rest of an escape sequence after its ESC, by ECMA-48 (5th edition, 5.3–5.6).
///
/// A string sequence that its line does not close is taken for two lone characters: an
/// article must not end where somebody forgot a terminator.
fn sequence(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let span = |from: usize, low: u8, high: u8| {
        bytes[from..]
            .iter()
            .take_while(|&&byte| low <= byte && byte <= high)
            .count()
    };
    let closed = |end: usize| match bytes.get(end) {
        Some(0x30..=0x7e) => end + 1,
        _ => end,
    };
    match bytes.first() {
        Some(b'[') => {
            let parameters = 1 + span(1, 0x30, 0x3f);
            let end = parameters + span(parameters, 0x20, 0x2f);
            // A control sequence ends in a letter or one of @[\]^_`{|}~.
            if matches!(bytes.get(end), Some(0x40..=0x7e)) {
                end + 1
            } else {
                parameters
            }
        }
        Some(b']' | b'P' | b'X' | b'^' | b'_') => string(bytes).unwrap_or(1),
        Some(0x20..=0x7e) => closed(span(0, 0x20, 0x2f)),
        _ => 0,
    }
}

/// Length of a string sequence that BEL or ST closes before the next control character.
fn string(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().position(|&byte| byte < 0x20)?;
    match bytes[end..] {
        [0x07, ..] => Some(end + 1),
        [0x1b, b'\\', ..] => Some(end + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expect: &str) {
        assert_eq!(clean(input), expect, "{input:?}");
        assert_eq!(clean(expect), expect, "cleaning again");
    }

    #[test]
    fn clean_text_is_not_copied() {
        let text = "A plain line,\twith “marks” — and\nÜmläuts 日本";
        assert!(matches!(clean(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn escape_sequences_go_as_a_whole() {
        check("a\u{1b}[31;1mred\u{1b}[0m b", "ared b");
        check("\u{1b}]0;title\u{7}words", "words");
        check(
            "\u{1b}]8;;http://x.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
            "link",
        );
        check("\u{1b}(Bwords \u{1b}cmore", "words more");
        check(
            "an open \u{1b}]52;c;string\nstays",
            "an open 52;c;string\nstays",
        );
        check("\u{1b}", "");
    }

    #[test]
    fn one_line_ending() {
        check("a\r\nb\rc\u{c}d\u{2028}e\u{b}f", "a\nb\nc\nd\ne\nf");
    }

    #[test]
    fn controls_go_and_misread_marks_come_back() {
        check("a\0b\u{8}c\u{7f}d", "abcd");
        check("\u{93}Yes,\u{94} she said\u{85}", "“Yes,” she said…");
    }

    #[test]
    fn direction_and_invisible_characters_go() {
        check("\u{202e}abc\u{202c}\u{2066}d\u{2069}", "abcd");
        check("co\u{ad}op\u{200b}er\u{feff}ate", "cooperate");
        check("a\u{a0}b\u{2009}c\u{202f}d", "a b c d");
        check("\u{3000}日本", "\u{3000}日本");
    }

    #[test]
    fn names_and_messages_show_what_is_hidden_in_them() {
        for (text, expect) in [
            ("a plain/näme 日本.txt", "a plain/näme 日本.txt"),
            (
                "evil\u{1b}[31mname\u{7}.txt",
                "evil\u{fffd}[31mname\u{fffd}.txt",
            ),
            (
                "two\nlines\tand\u{2028}more",
                "two\u{fffd}lines and\u{fffd}more",
            ),
            ("txt.\u{202e}exe\u{9b}", "txt.\u{fffd}exe\u{fffd}"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
        ] {
            assert_eq!(printable(text), expect, "{text:?}");
            assert_eq!(printable(expect), expect, "again");
        }
    }

    #[test]
    fn what_is_hidden_is_found_wherever_it_stands() {
        let text = format!(
            "{}\u{202e}a “mark” {}\u{9b}",
            "ab ".repeat(30),
            "–".repeat(9)
        );
        let first = next_hidden(&text, 0);
        assert_eq!(first, Some((90, '\u{202e}')));
        assert_eq!(next_hidden(&text, 93).map(|found| found.1), Some('\u{9b}'));
        assert_eq!(next_hidden("a “mark” – 日本\u{a0}", 0), None);
    }

    #[test]
    fn joiners_stay_where_they_join() {
        check("👩\u{200d}🚀", "👩\u{200d}🚀");
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
        check("pass\u{200d}word\u{200c}", "password");
        check("\u{200d}👩\u{200d}\u{200d}🚀\u{200d}", "👩\u{200d}🚀");
    }
}
