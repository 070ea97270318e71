//! What one line of a scraped page looks like, and what it says about itself alone.
//!
//! Every later judgement (headline, heading, end of a story) reads these facts instead of the
//! characters again: each line is walked once, and long lines, which can only be prose, not at all.

use std::borrow::Cow;
use std::ops::Range;

use super::furniture::{self, Furniture};
use super::labels;

/// Wider than this (columns; a Chinese or Japanese character takes two), a line is running text.
///
/// The longest headings in print are whole sentences of up to some 170 characters.
pub const LONGEST_HEADING: usize = 180;

/// One paragraph of the page, with what can be seen of it.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The words, without white space around them and without line breaks.
    pub text: Cow<'a, str>,
    /// What it says about itself.
    pub role: Role,
    /// What it looks like.
    pub shape: Shape,
    /// How many empty lines stand before it.
    pub gap: u8,
    /// Where the label stands that it opens with, as a turn of a conversation does (bytes).
    label: Option<Range<usize>>,
}

/// What a line is, as far as it can tell by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing is known: a sentence, a heading, a name.
    Bare,
    /// Too long for anything but running text.
    Prose,
    /// An item of a list; where its words start (bytes).
    Item(usize),
    /// Somebody else's words, marked `>`; where they start (bytes).
    Quoted(usize),
    /// A row of a table, cells between `|` or tabs.
    Row,
    /// Page furniture.
    Furniture(Furniture),
    /// No letter and no digit in it.
    Ornament,
}

/// What a line starts with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum First {
    /// A capital, or a letter of a script without case.
    Capital,
    /// A small letter.
    Small,
    /// A digit.
    Digit,
    /// A quotation mark.
    Quote,
    /// Anything else.
    #[default]
    Other,
}

/// What a line ends with, closing marks and brackets looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum End {
    /// A letter or digit: nothing closes the line.
    #[default]
    Open,
    /// A full stop in any script.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A colon.
    Colon,
    /// A comma, a semicolon or a dash: the sentence goes on.
    Unfinished,
    /// Three dots.
    Ellipsis,
}

/// How capitals are used in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// The script has no capitals, or there are no letters.
    #[default]
    None,
    /// Capitals where the grammar wants them.
    Sentence,
    /// Nearly every word of weight has one.
    Title,
    /// All letters.
    Upper,
}

/// What a short line looks like. For prose only `first`, `end` and `width` are filled in.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub struct Shape {
    /// Columns it takes.
    pub width: usize,
    /// Words between white space.
    pub words: usize,
    /// What it starts with.
    pub first: First,
    /// What it ends with.
    pub end: End,
    /// Whether the last character is a closing quotation mark.
    pub closes_quote: bool,
    /// Whether the last character is a closing bracket.
    pub closes_bracket: bool,
    /// How capitals are used.
    pub case: Case,
    /// Whether a sentence ends inside the line.
    pub several_sentences: bool,
    /// Whether a colon followed by a space stands inside.
    pub colon: bool,
    /// Whether a comma stands inside.
    pub comma: bool,
    /// Whether it holds an address, a handle, a price or a sign that prose does not use.
    pub symbols: bool,
    /// Whether at least a third of its words are numbers.
    pub figures: bool,
}

impl<'a> Line<'a> {
    /// Looks at a paragraph.
    pub fn new(text: Cow<'a, str>, after_gap: bool) -> Self {
        let shape = Shape::of(&text);
        let role = role(&text, &shape);
        let label = label_of(&text);
        Self {
            text,
            role,
            shape,
            gap: u8::from(after_gap),
            label,
        }
    }

    /// Whether it is running text for sure: long, or several sentences closed by a mark.
    pub fn is_prose(&self) -> bool {
        match self.role {
            Role::Prose => true,
            Role::Bare => self.shape.width > 40 && self.shape.closes_sentence(),
            _ => false,
        }
    }

    /// The label that it opens with.
    pub fn label(&self) -> Option<&str> {
        self.label.clone().map(|place| &self.text[place])
    }

    /// Whether nothing is known about it.
    pub fn is_bare(&self) -> bool {
        self.role == Role::Bare
    }

    /// Whether it belongs to the story: neither furniture nor ornament.
    pub fn is_read(&self) -> bool {
        !matches!(self.role, Role::Furniture(_) | Role::Ornament)
    }
}

/// What the line's own words and marks say it is.
fn role(text: &str, shape: &Shape) -> Role {
    let mark = (shape.first == First::Other)
        .then(|| marked(text))
        .flatten();
    if let Some(role) = mark {
        return role;
    }
    if shape.width > 2 * LONGEST_HEADING {
        return Role::Prose;
    }
    if let Some(found) = furniture::of(text) {
        return Role::Furniture(found);
    }
    if shape.width > LONGEST_HEADING {
        return Role::Prose;
    }
    if text.matches('\t').take(2).count() == 2 {
        return Role::Row;
    }
    Role::Bare
}

/// The role of a line that opens with a mark.
fn marked(text: &str) -> Option<Role> {
    let mut characters = text.chars();
    let mark = characters.next()?;
    let rest = characters.as_str();
    let words = || text.len() - rest.trim_start().len();
    if !text.chars().any(char::is_alphanumeric) {
        return Some(Role::Ornament);
    }
    match mark {
        '|' if rest.contains('|') => Some(Role::Row),
        '>' if rest.starts_with(' ') && !rest.starts_with(" >") => Some(Role::Quoted(words())),
        // A dash opens speech in Danish, Spanish, French and more; only the hyphen marks an item.
        '-' | '*' if rest.starts_with(' ') => Some(Role::Item(words())),
        '•' | '‣' | '▪' | '●' | '◦' | '·' | '■' | '►' | '✓' | '✔' if !rest.trim().is_empty() => {
            Some(Role::Item(words()))
        }
        _ => None,
    }
}

impl Shape {
    /// Looks at a line once.
    pub fn of(text: &str) -> Self {
        let mut shape = Self {
            first: first(text),
            ..Self::default()
        };
        shape.look_at_end(text);
        // No script takes more than four bytes and fewer than one column for a letter.
        if text.len() > 8 * LONGEST_HEADING {
            shape.width = text.len();
            return shape;
        }
        shape.width = width(text);
        if shape.width <= LONGEST_HEADING {
            shape.look_at_words(text);
        }
        shape
    }

    /// Whether a mark closes the sentence at the end of the line.
    pub fn closes_sentence(&self) -> bool {
        matches!(
            self.end,
            End::Stop | End::Question | End::Exclamation | End::Ellipsis
        )
    }

    fn look_at_end(&mut self, text: &str) {
        let mut left = text.trim_end();
        if left.ends_with("...") {
            self.end = End::Ellipsis;
            return;
        }
        while let Some(last) = left.chars().next_back() {
            match last {
                '"' | '”' | '“' | '’' | '\'' | '»' | '«' | '‹' | '›' | '」' | '』' => {
                    self.closes_quote = true;
                }
                ')' | ']' | '）' | '】' => self.closes_bracket = true,
                _ => {
                    self.end = end(last);
                    return;
                }
            }
            left = &left[..left.len() - last.len_utf8()];
        }
    }

    fn look_at_words(&mut self, text: &str) {
        let mut count = WordCount::default();
        let mut ended = false;
        for word in text.split_ascii_whitespace() {
            self.words += 1;
            self.several_sentences |= ended && !word.starts_with(char::is_lowercase);
            ended = false;
            // Most words begin and end with a plain letter and have nothing to say.
            if !word.as_bytes()[word.len() - 1].is_ascii_alphanumeric() {
                ended = ends_sentence(word);
                self.colon |= word.ends_with([':', '：']);
                self.comma |= word.ends_with([',', '，', '、', '،']);
            }
            if !word.as_bytes()[0].is_ascii_alphanumeric() {
                self.symbols |= word.starts_with(['$', '€', '£', '#', '@', '_', '`']);
                self.symbols |= matches!(word, "|" | "=" | "+" | "→" | "➡" | "⇥" | "{" | "}");
            }
            count.add(word);
        }
        // A sentence mark in a script without spaces.
        if is_wide(text) {
            let body = text.trim_end_matches(['。', '！', '？', '」', '』']);
            self.several_sentences |= body.contains(['。', '！', '？']);
        }
        self.symbols |= holds_address(text);
        self.colon &= self.end != End::Colon || text.trim_end_matches(':').contains(": ");
        self.case = count.case();
        self.figures = count.figures * 3 >= self.words.max(1);
    }
}

#[derive(Default)]
struct WordCount {
    heavy: usize,
    heavy_capital: usize,
    upper: usize,
    lower: usize,
    figures: usize,
}

impl WordCount {
    fn add(&mut self, word: &str) {
        let (mut letters, mut starts_upper, mut digits) = (0, false, false);
        for character in word.chars() {
            if character.is_lowercase() {
                self.lower += 1;
                letters += 1;
            } else if character.is_uppercase() {
                starts_upper |= letters == 0;
                self.upper += 1;
                letters += 1;
            } else if character.is_ascii_digit() {
                digits = true;
            } else if character.is_alphabetic() {
                letters += 1;
            }
        }
        // Articles, conjunctions and short prepositions stay small in a title (Associated Press
        // Stylebook, "composition titles": words of four letters and more are capitalised).
        if letters >= 4 {
            self.heavy += 1;
            self.heavy_capital += usize::from(starts_upper);
        }
        self.figures += usize::from(digits && letters <= 1);
    }

    fn case(&self) -> Case {
        if self.upper + self.lower == 0 {
            Case::None
        } else if self.upper >= 4 && self.lower * 8 <= self.upper {
            Case::Upper
        } else if self.heavy >= 2 && self.heavy_capital * 10 >= self.heavy * 7 {
            Case::Title
        } else {
            Case::Sentence
        }
    }
}

/// Whether a word ends a sentence: a stop after it that is no abbreviation's.
///
/// Abbreviations and initials are short or hold further stops ("Dr.", "U.S.", "J.").
fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    let Some(last) = bare.chars().next_back() else {
        return false;
    };
    match last {
        '!' | '?' | '؟' | '।' | '۔' => true,
        '.' | '…' => {
            let stem = &bare[..bare.len() - last.len_utf8()];
            stem.len() >= 4 && !stem.contains('.') && !stem.ends_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// Whether a web or mail address, a handle or a function's name stands in the text.
fn holds_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let holds = |byte: u8, test: fn(&str, usize) -> bool| {
        memchr::memchr_iter(byte, bytes).any(|at| test(text, at))
    };
    memchr::memchr(b'@', bytes).is_some()
        || holds(b':', |text, at| text[at..].starts_with("://"))
        || holds(b'(', |text, at| text[at..].starts_with("()"))
        || holds(b'.', |text, at| text[..at].ends_with("www"))
}

fn first(text: &str) -> First {
    // A picture before the words is looked through.
    match text
        .trim_start_matches(is_picture)
        .trim_start()
        .chars()
        .next()
    {
        Some(
            '"' | '“' | '”' | '„' | '‘' | '’' | '‚' | '\'' | '«' | '»' | '‹' | '›' | '「' | '『'
            | '`',
        ) => First::Quote,
        Some(c) if c.is_lowercase() => First::Small,
        Some(c) if c.is_alphabetic() => First::Capital,
        Some(c) if c.is_numeric() => First::Digit,
        _ => First::Other,
    }
}

/// Whether a character is a picture; ticks mark the items of a list.
fn is_picture(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{2712}' | '\u{2715}'..='\u{27bf}'
        | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

fn end(last: char) -> End {
    match last {
        '.' | '。' | '।' | '۔' | '．' => End::Stop,
        '?' | '？' | '؟' => End::Question,
        '!' | '！' => End::Exclamation,
        ':' | '：' => End::Colon,
        ',' | ';' | '،' | '、' | '，' | '–' | '—' | '-' => End::Unfinished,
        '…' => End::Ellipsis,
        _ => End::Open,
    }
}

/// Columns of a text, to the precision a judgement about length needs: two for each character of
/// the scripts that are set in squares, one for the rest.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let characters = text.chars().count();
    if !is_wide(text) {
        return characters;
    }
    // Not a question of script: Unicode's wide characters, among them marks and symbols (UAX #11).
    let square = |c: &char| {
        matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
    };
    characters + text.chars().filter(square).count()
}

/// Whether a byte is there with which square characters begin in UTF-8.
fn is_wide(text: &str) -> bool {
    // Counting all of a stretch, without a way out, takes many at a time.
    let begins_square = |byte: &u8| u8::from(matches!(byte, 0xe1 | 0xe3..=0xef));
    let mut stretches = text.as_bytes().chunks(128);
    stretches.any(|some| some.iter().map(begins_square).sum::<u8>() > 0)
}

/// Where the label stands that a line opens with, without a clock before it. A time of day is none.
fn label_of(text: &str) -> Option<Range<usize>> {
    let label = labels::label(text).filter(|label| label.label < text.len())?;
    let words = &text[..label.label];
    if words.chars().take(70).count() == 70 {
        return None;
    }
    let clock = words.starts_with(['[', '(']);
    let name = words.split_once([']', ')']).filter(|_| clock);
    let place = name.map_or(0..words.len(), |(_, name)| {
        let end = words.trim_end().len();
        end - name.trim().len()..end
    });
    words[place.clone()]
        .contains(char::is_alphabetic)
        .then_some(place)
}
