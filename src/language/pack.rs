//! Reads a pack while the program is built: `[section]` lines, what the language says in each, and
//! `#` comments that cite where it comes from. Used by [`crate::language`].
//!
//! A pack that names an unknown section, opens a section twice or gives a word twice in one section
//! stops the build, with the pack and the line. Nothing is read at run time: lists are slices of the
//! text in the binary, tables of words are filled by the compiler.

use super::hash::Hash;
use super::section::{Form, SECTIONS, Section};

/// What a language says, as its file gives it.
#[derive(Clone, Copy, Debug)]
pub struct Pack {
    /// The language's code, which is also the name of its file: `en`.
    pub code: &'static str,
    text: &'static str,
    /// Where each section's lines begin and end (bytes of `text`); empty where it is missing.
    places: [(u32, u32); SECTIONS.len()],
}

/// Words of one section that can be told apart: twice as many slots as the longest has entries.
const SLOTS: usize = 4096;

impl Pack {
    /// Reads a pack.
    ///
    /// # Panics
    /// Stops the build where the text is no pack, with its name and the line.
    pub const fn read(code: &'static str, text: &'static str) -> Self {
        let mut pack = Self {
            code,
            text,
            places: [(0, 0); SECTIONS.len()],
        };
        let bytes = text.as_bytes();
        let mut open: Option<usize> = None;
        let (mut at, mut line) = (0, 1);
        while at < bytes.len() {
            let end = end_of_line(bytes, at);
            if bytes[at] == b'[' {
                let section = named(code, bytes, at, end, line);
                if pack.places[section].1 != 0 {
                    stop(code, line, "the section was opened before");
                }
                pack.places[section] = (end as u32 + 1, end as u32 + 1);
                open = Some(section);
            } else if let Some(section) = open {
                pack.places[section].1 = if end < bytes.len() { end + 1 } else { end } as u32;
            } else if bytes[at] != b'#' && end > at {
                stop(code, line, "words before the first section");
            }
            at = end + 1;
            line += 1;
        }
        let mut section = 0;
        while section < SECTIONS.len() {
            pack.check(section);
            section += 1;
        }
        pack
    }

    /// Stops the build where an entry stands twice in a section: nobody sees it in a long list, and
    /// one of the two is meant to be another word.
    const fn check(&self, section: usize) {
        if matches!(SECTIONS[section].1, Form::Sentences) {
            return;
        }
        let mut known = [0; SLOTS];
        let mut entries = self.entries(SECTIONS[section].0);
        while let Some(entry) = entries.advance() {
            let hash = Hash::of_word(entry);
            let mut slot = hash as usize % SLOTS;
            while known[slot] != 0 {
                if known[slot] == hash {
                    stop(self.code, entries.line(), "stands twice in its section");
                }
                slot = (slot + 1) % SLOTS;
            }
            known[slot] = hash;
        }
    }

    /// The entries of a section, none where the pack does not have it.
    pub const fn entries(&self, section: Section) -> Entries {
        let (start, end) = self.places[section as usize];
        Entries {
            text: self.text,
            at: start as usize,
            end: end as usize,
            form: SECTIONS[section as usize].1,
        }
    }

    /// The lines of a section, comments and blank ones left out: where their order says something.
    pub fn lines(&self, section: Section) -> impl Iterator<Item = &'static str> + use<> {
        let (start, end) = self.places[section as usize];
        let lines = self.text[start as usize..end as usize].lines();
        lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// Whether a section has an entry.
    pub const fn has(&self, section: Section) -> bool {
        self.entries(section).advance().is_some()
    }

    /// How many entries a section has.
    pub const fn count(&self, section: Section) -> usize {
        let mut entries = self.entries(section);
        let mut count = 0;
        while entries.advance().is_some() {
            count += 1;
        }
        count
    }
}

/// What is left of a section. Also an iterator, for tests and for what is asked once.
#[derive(Clone, Debug)]
pub struct Entries {
    text: &'static str,
    at: usize,
    end: usize,
    form: Form,
}

impl Entries {
    /// The next entry.
    pub const fn advance(&mut self) -> Option<&'static str> {
        let bytes = self.text.as_bytes();
        while self.at < self.end && self.is_between(bytes) {
            self.at = if bytes[self.at] == b'#' && self.opens_line(bytes) {
                end_of_line(bytes, self.at)
            } else {
                self.at + 1
            };
        }
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        while self.at < self.end && !self.ends(bytes[self.at]) {
            self.at += 1;
        }
        Some(trimmed(self.text, start, self.at))
    }

    /// The line of the pack that the last entry stands in.
    const fn line(&self) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut line) = (0, 1);
        while at < self.at && at < bytes.len() {
            line += (bytes[at] == b'\n') as usize;
            at += 1;
        }
        line - (self.at > 0 && bytes[self.at - 1] == b'\n') as usize
    }

    const fn is_between(&self, bytes: &[u8]) -> bool {
        let byte = bytes[self.at];
        byte == b' ' || self.ends(byte) || (byte == b'#' && self.opens_line(bytes))
    }

    const fn opens_line(&self, bytes: &[u8]) -> bool {
        self.at == 0 || bytes[self.at - 1] == b'\n'
    }

    const fn ends(&self, byte: u8) -> bool {
        match self.form {
            Form::Words => byte == b' ' || byte == b'\n',
            Form::Phrases => byte == b'|' || byte == b'\n',
            Form::Sentences => byte == b'\n',
        }
    }
}

impl Iterator for Entries {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.advance()
    }
}

/// How many entries a section has in all of the packs.
pub const fn count(packs: &[&Pack], section: Section) -> usize {
    let (mut pack, mut count) = (0, 0);
    while pack < packs.len() {
        count += packs[pack].count(section);
        pack += 1;
    }
    count
}

/// The entries of a section in all of the packs, in the order of their bytes, so that they can be
/// searched; `COUNT` is what [`count`] gives. A phrase that two languages share stands twice.
pub const fn sorted<const COUNT: usize>(
    packs: &[&Pack],
    section: Section,
) -> [&'static str; COUNT] {
    let mut list = [""; COUNT];
    let (mut pack, mut filled) = (0, 0);
    while pack < packs.len() {
        let mut entries = packs[pack].entries(section);
        while let Some(entry) = entries.advance() {
            list[filled] = entry;
            filled += 1;
        }
        pack += 1;
    }
    // Shell's sort: short, and quick enough for the few hundred entries of a section.
    let mut gap = COUNT / 2;
    while gap > 0 {
        let mut at = gap;
        while at < COUNT {
            let entry = list[at];
            let mut to = at;
            while to >= gap && is_less(entry, list[to - gap]) {
                list[to] = list[to - gap];
                to -= gap;
            }
            list[to] = entry;
            at += 1;
        }
        gap /= 2;
    }
    list
}

/// Makes lists of a section's entries over all packs, sorted: where something is read before its language
/// is known.
macro_rules! lists {
    ($($name:ident = $section:ident;)*) => {
        $(static $name: [&str; $crate::language::pack::count(
            &$crate::language::PACKS,
            $crate::language::section::Section::$section,
        )] = $crate::language::pack::sorted(
            &$crate::language::PACKS,
            $crate::language::section::Section::$section,
        );)*
    };
}
pub(super) use lists;

/// Words of a section over all packs, to be asked for one by one: an open-addressing table with at least
/// twice as many slots, filled while the program is built. An empty slot holds the empty word.
#[derive(Debug)]
pub struct Words<const SLOTS: usize> {
    slots: [&'static str; SLOTS],
    /// Bytes of the longest entry: of what is longer none needs to be looked at.
    longest: usize,
}

/// Slots for [`Words`] of a section.
pub const fn slots(packs: &[&Pack], section: Section) -> usize {
    (2 * count(packs, section) + 1).next_power_of_two()
}

impl<const SLOTS: usize> Words<SLOTS> {
    /// The entries of a section in all of the packs; `SLOTS` is what [`slots`] gives.
    pub const fn of(packs: &[&Pack], section: Section) -> Self {
        let mut table = [""; SLOTS];
        let mut longest = 0;
        let mut pack = 0;
        while pack < packs.len() {
            let mut entries = packs[pack].entries(section);
            while let Some(entry) = entries.advance() {
                if entry.len() > longest {
                    longest = entry.len();
                }
                let mut slot = Hash::of_word(entry) as usize % SLOTS;
                while !table[slot].is_empty() {
                    slot = (slot + 1) % SLOTS;
                }
                table[slot] = entry;
            }
            pack += 1;
        }
        Self {
            slots: table,
            longest,
        }
    }

    /// Whether these words, as they stand, are an entry.
    pub fn hold(&self, words: &str) -> bool {
        if words.len() > self.longest {
            return false;
        }
        self.find(Hash::of(words.as_bytes()), |entry| entry == words)
    }

    /// Whether these words are an entry when they are set in small letters.
    pub fn hold_in_small(&self, words: &str) -> bool {
        if !words.is_ascii() {
            return self.hold(&words.to_lowercase());
        }
        if words.len() > self.longest {
            return false;
        }
        let small = words.bytes().map(|byte| byte.to_ascii_lowercase());
        let hash = small.fold(Hash::new(), Hash::with).finish();
        self.find(hash, |entry| entry.eq_ignore_ascii_case(words))
    }

    fn find(&self, hash: u32, is: impl Fn(&str) -> bool) -> bool {
        let first = hash as usize % SLOTS;
        let slots = self.slots[first..].iter().chain(&self.slots[..first]);
        let mut filled = slots.take_while(|entry| !entry.is_empty());
        filled.any(|entry| is(entry))
    }
}

/// Makes tables of a section's entries over all packs: where a word is asked for before its language is
/// known.
macro_rules! words {
    ($($name:ident = $section:ident;)*) => {
        $(static $name: $crate::language::pack::Words<{ $crate::language::pack::slots(
            &$crate::language::PACKS,
            $crate::language::section::Section::$section,
        ) }> = $crate::language::pack::Words::of(
            &$crate::language::PACKS,
            $crate::language::section::Section::$section,
        );)*
    };
}
pub(super) use words;

const fn is_less(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

/// The section that a line `[name]` opens.
const fn named(code: &str, bytes: &[u8], start: usize, end: usize, line: usize) -> usize {
    let mut section = 0;
    while section < SECTIONS.len() {
        let name = SECTIONS[section].2.as_bytes();
        if end - start == name.len() + 2 && bytes[end - 1] == b']' {
            let mut same = 0;
            while same < name.len() && name[same] == bytes[start + 1 + same] {
                same += 1;
            }
            if same == name.len() {
                return section;
            }
        }
        section += 1;
    }
    stop(code, line, "no section of that name")
}

const fn end_of_line(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    at
}

/// A piece of the text without the blanks behind it.
const fn trimmed(text: &'static str, start: usize, mut end: usize) -> &'static str {
    while end > start && text.as_bytes()[end - 1] == b' ' {
        end -= 1;
    }
    text.split_at(end).0.split_at(start).1
}

/// Stops the build: "pack it, line 12: no section of that name".
const fn stop(code: &str, line: usize, what: &str) -> ! {
    let mut message = Message {
        bytes: [0; 128],
        length: 0,
    };
    message.push("pack ");
    message.push(code);
    message.push(", line ");
    message.push_number(line);
    message.push(": ");
    message.push(what);
    match std::str::from_utf8(message.bytes.split_at(message.length).0) {
        Ok(message) => panic!("{}", message),
        Err(_) => panic!("a pack cannot be read"),
    }
}

/// A line put together while the program is built, where nothing else can.
struct Message {
    bytes: [u8; 128],
    length: usize,
}

impl Message {
    const fn push(&mut self, text: &str) {
        let mut at = 0;
        while at < text.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = text.as_bytes()[at];
            self.length += 1;
            at += 1;
        }
    }

    const fn push_number(&mut self, number: usize) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        if self.length < self.bytes.len() {
            self.bytes[self.length] = b'0' + (number % 10) as u8;
            self.length += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pack, Words};
    use crate::language::section::Section;

    fn entries(text: &'static str, section: Section) -> Vec<&'static str> {
        Pack::read("xx", text).entries(section).collect()
    }

    #[test]
    fn words_phrases_and_sentences_are_told_apart() {
        let text = "# A pack.\n[say]\nsaid says\n# of the sea\nwrote\n\n[stock-heading]\nwhat next | the end\n\
                    sources\n[try]\n“Yes,” said # Ana. => Ana\n";
        assert_eq!(entries(text, Section::Say), ["said", "says", "wrote"]);
        let headings = entries(text, Section::StockHeading);
        assert_eq!(headings, ["what next", "the end", "sources"]);
        assert_eq!(entries(text, Section::Try), ["“Yes,” said # Ana. => Ana"]);
        assert_eq!(entries(text, Section::Saying), [""; 0]);
    }

    #[test]
    fn words_are_found_as_they_stand_or_in_small_letters() {
        let pack = Pack::read("xx", "[say]\nsaid dit šel\n[title]\ndr\n");
        let words = Words::<8>::of(&[&pack, &pack], Section::Say);
        assert!(words.hold("said") && !words.hold("Said") && !words.hold(""));
        assert!(words.hold_in_small("Said") && words.hold_in_small("ŠEL"));
        assert!(!words.hold_in_small("dr") && !words.hold("šell"));
    }

    #[test]
    #[should_panic(expected = "pack xx, line 3: no section of that name")]
    fn an_unknown_section_stops_the_build() {
        Pack::read("xx", "[say]\nsaid\n[sayd]\n");
    }

    #[test]
    #[should_panic(expected = "pack xx, line 4: the section was opened before")]
    fn a_section_is_opened_once() {
        Pack::read("xx", "[say]\nsaid\n[saying]\n[say]\n");
    }

    #[test]
    #[should_panic(expected = "pack xx, line 3: stands twice in its section")]
    fn a_word_stands_once_in_a_section() {
        Pack::read("xx", "[say]\nsaid says\nwrote said\n");
    }

    #[test]
    #[should_panic(expected = "pack xx, line 2: words before the first section")]
    fn words_belong_to_a_section() {
        Pack::read("xx", "# A pack.\nsaid\n");
    }
}
