//! The spoken parts of a block that dashes open, and the reporter's asides between them. Two ways of
//! print are read: the aside behind a dash of its own, after which a dash takes speech up again
//! (`– Nie pójdę – powiedziała Ana. – Nigdy.`), and the aside behind a comma, which ends with its sentence
//! (`– Vi går inte, säger Ana.`). Used by [`super::dashes`].

use crate::analysis::work;
use crate::language::Language;
use crate::language::hash::Hash;
use crate::language::lexicon::{Class, Lexicon};
use crate::language::section::Section;
use crate::story::Span;

/// A spoken part of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Where it stands in the block.
    pub(super) span: Span,
    pub(super) telling: Telling,
}

/// What tells that a part is speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// An aside follows it.
    Aside,
    /// It goes on behind an aside.
    GoesOn,
    /// Only that the block opens like speech.
    Line,
}

/// How a block may open with speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// With a dash.
    Dash,
    /// With a hyphen that was taken for the mark of a list.
    Item,
}

/// How a language prints dialogue.
#[derive(Debug)]
pub(super) struct Print {
    /// Dashes that open speech, and a comma where an aside may follow one.
    marks: Vec<char>,
    lexicon: &'static Lexicon,
}

/// What a walk through speech meets.
enum Event {
    /// An aside: where speech ends and where the aside begins.
    Aside(Span, Style),
    /// A dash that opens another speech: where it stands, and where speech begins.
    Opens(Span),
}

/// What stands before an aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Dash,
    Comma,
}

/// What follows an aside.
enum Next {
    Speech(usize),
    Reporter(usize),
}

/// Words that may stand between the dash and the verb of an aside: "jak", "then".
const BETWEEN: usize = 2;

impl Print {
    /// How a language prints dialogue; `None` where its pack tells of no dash.
    pub(super) fn of(language: &Language) -> Option<Self> {
        let marks: Vec<char> = language
            .pack
            .entries(Section::Dash)
            .filter_map(|mark| mark.chars().next())
            .collect();
        (!marks.is_empty() && language.speaks()).then_some(Self {
            marks,
            lexicon: language.lexicon,
        })
    }

    /// Whether a mark opens speech, or, of a comma, an aside.
    pub(super) fn has(&self, mark: char) -> bool {
        self.marks.contains(&mark)
    }

    /// The spoken parts of a block, in order.
    pub(super) fn parts(&self, text: &str, opening: Opening) -> Vec<Part> {
        let mut walk = Walk {
            text,
            print: self,
            parts: Vec::new(),
        };
        let head = walk.head(opening);
        if head.is_some() || walk.may_open_inside() {
            walk.run(head);
        }
        walk.parts
    }

    fn class(&self, word: &str) -> Class {
        self.lexicon
            .look_up(Hash::of(word.to_lowercase().as_bytes()))
    }
}

struct Walk<'a> {
    text: &'a str,
    print: &'a Print,
    parts: Vec<Part>,
}

impl Walk<'_> {
    /// Where the speech begins with which the block opens.
    fn head(&self, opening: Opening) -> Option<usize> {
        let start = match opening {
            Opening::Item => 0,
            Opening::Dash => {
                let dash = self.text.chars().next().filter(|&c| self.is_dash(c))?;
                let glued = self.text[dash.len_utf8()..].starts_with(char::is_alphanumeric);
                if dash == '-' && glued {
                    return None;
                }
                dash.len_utf8()
            }
        };
        self.opens_sentence(start).then_some(start)
    }

    /// Whether a dash in the block may open speech behind the end of a sentence: a first look.
    fn may_open_inside(&self) -> bool {
        [". ", "? ", "! ", ": ", "” ", "\" "].iter().any(|end| {
            let mut rest = self.text;
            while let Some(at) = rest.find(end) {
                rest = &rest[at + end.len()..];
                if rest.starts_with(|c| self.is_dash(c)) {
                    return true;
                }
            }
            false
        })
    }

    fn is_dash(&self, character: char) -> bool {
        character != ',' && self.print.has(character)
    }

    /// Whether what begins at `at`, blanks aside, is the beginning of a sentence.
    fn opens_sentence(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start();
        let rest = rest.trim_start_matches([
            '"', '”', '“', '„', '«', '»', '’', '‘', '(', '[', '…', '.', '¿', '¡',
        ]);
        rest.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
    }

    fn run(&mut self, head: Option<usize>) {
        let mut speech = head;
        let mut from = 0;
        let mut telling = Telling::Line;
        loop {
            let Some(start) = speech.take().or_else(|| self.opener(from)) else {
                return;
            };
            let lined = telling == Telling::GoesOn || head == Some(start);
            match self.event(start) {
                Some(Event::Aside(span, style)) => {
                    self.push(Span::new(start, span.start), Telling::Aside);
                    match self.after_aside(span.end, style) {
                        Next::Speech(next) => (speech, telling) = (Some(next), Telling::GoesOn),
                        Next::Reporter(next) => (from, telling) = (next, Telling::Line),
                    }
                }
                Some(Event::Opens(dash)) => {
                    if lined {
                        self.push(Span::new(start, dash.start), telling);
                    }
                    (speech, telling) = (Some(dash.end), Telling::Line);
                }
                None => {
                    let rest = Span::new(start, self.text.len());
                    // Within a paragraph nothing says where speech without an aside ends.
                    if lined && (head.is_some() || self.is_one_sentence(rest)) {
                        self.push(rest, telling);
                    }
                    return;
                }
            }
        }
    }

    fn push(&mut self, part: Span, telling: Telling) {
        if let Some(span) = trimmed(self.text, part) {
            self.parts.push(Part { span, telling });
        }
    }

    fn is_one_sentence(&self, part: Span) -> bool {
        let text = self.text[part.range()].trim_end();
        let mut stops = text.match_indices(['.', '?', '!']);
        stops.all(|(at, _)| at + 1 == text.len() || !text[at + 1..].starts_with(' '))
    }

    /// Where the next speech begins behind the end of a sentence at or after `from`.
    fn opener(&self, from: usize) -> Option<usize> {
        let places = self.text[from..].char_indices();
        places
            .filter(|(_, character)| self.is_dash(*character))
            .find_map(|(at, dash)| self.opening(from + at, dash))
            .map(|span| span.end)
    }

    /// The dash at `at`, when it opens speech behind the end of a sentence.
    fn opening(&self, at: usize, dash: char) -> Option<Span> {
        work::step();
        let end = at + dash.len_utf8();
        let before = &self.text[..at];
        let ended = before.trim_end();
        let closes = ended.trim_end_matches(['"', '”', '“', '»', ')']);
        let opens = before.len() > ended.len()
            && closes.ends_with(['.', '?', '!', '…', ':'])
            && self.text[end..].starts_with([' ', '\u{a0}'])
            && self.opens_sentence(end);
        opens.then(|| Span::new(at, end))
    }

    /// What speech from `from` on meets first.
    fn event(&self, from: usize) -> Option<Event> {
        self.text[from..]
            .char_indices()
            .find_map(|(offset, character)| self.event_at(from + offset, character))
    }

    fn event_at(&self, at: usize, character: char) -> Option<Event> {
        let end = at + character.len_utf8();
        match character {
            ',' if self.print.has(',') => self
                .is_inverted(end)
                .then(|| Event::Aside(Span::new(at, end), Style::Comma)),
            '?' | '!' | '…' if self.print.has(',') => self
                .is_inverted(end)
                .then(|| Event::Aside(Span::new(end, end), Style::Comma)),
            _ if self.is_dash(character) => self.opening(at, character).map_or_else(
                || {
                    self.is_set_off(at, end, character)
                        .filter(|()| self.is_tag(end))
                        .map(|()| Event::Aside(Span::new(at, end), Style::Dash))
                },
                |dash| Some(Event::Opens(dash)),
            ),
            _ => None,
        }
    }

    /// Whether a dash stands between words rather than within one.
    fn is_set_off(&self, at: usize, end: usize, dash: char) -> Option<()> {
        let before = self.text[..at].ends_with(char::is_whitespace);
        let after = self.text[end..].starts_with(char::is_whitespace);
        (before && after || dash != '-' && (before || after)).then_some(())
    }

    /// Whether a verb of saying and its subject follow: `, säger Ana`.
    fn is_inverted(&self, at: usize) -> bool {
        let mut words = Words::new(&self.text[at..]);
        if !self.text[at..].starts_with([' ', '\u{a0}', '"', '”', '»']) {
            return false;
        }
        let says = |word: &str| self.print.class(word).any(Class::SAY);
        let lower = |word: &str| word.starts_with(char::is_lowercase);
        if self.is_pronoun_alone(Words::new(&self.text[at..])) {
            return true;
        }
        if !words.next().is_some_and(|verb| lower(verb) && says(verb)) {
            return false;
        }
        let is_adverb = |word: &&str| {
            let class = self.print.class(word);
            class.any(Class::ADVERB) && !class.any(Class::DETERMINER.with(Class::PRONOUN))
        };
        let subject = words.find(|word| !is_adverb(word));
        subject.is_some_and(|subject| self.is_subject(subject))
    }

    /// Whether a pronoun and a verb of saying are all of a clause, as Finnish has it: `, hän sanoo.`
    fn is_pronoun_alone(&self, mut words: Words<'_>) -> bool {
        let mut next = |class: Class| {
            let word = words.next();
            word.is_some_and(|word| {
                word.starts_with(char::is_lowercase) && self.print.class(word).any(class)
            })
        };
        let told = next(Class::HE.with(Class::SHE)) && next(Class::SAY);
        told && words.next().is_none()
    }

    /// Whether a word behind a verb of saying can begin who speaks: not the first or second person.
    fn is_subject(&self, word: &str) -> bool {
        let class = self.print.class(word);
        let own = class.any(Class::PRONOUN)
            && !class.any(Class::HE.with(Class::SHE).with(Class::DETERMINER));
        !own && !class.any(
            Class::PREPOSITION
                .with(Class::CONJUNCTION)
                .with(Class::RELATIVE)
                .with(Class::SUBORDINATOR)
                .with(Class::AUXILIARY)
                .with(Class::SAY),
        ) || word.starts_with(char::is_uppercase)
    }

    /// Whether an aside follows the dash before `at`: a verb of saying, few words before it; or any word in
    /// lower case that a dash touches which no blank parts from it, as Spanish prints it.
    fn is_tag(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        if rest.starts_with(char::is_lowercase) {
            return true;
        }
        let opens = Class::ADVERB
            .with(Class::SUBORDINATOR)
            .with(Class::CONJUNCTION)
            .with(Class::AUXILIARY);
        let mut words = Words::new(rest).take(BETWEEN + 1);
        words
            .find(|word| {
                let class = self.print.class(word);
                !word.starts_with(char::is_lowercase) || class.any(Class::SAY) || !class.any(opens)
            })
            .is_some_and(|word| {
                word.starts_with(char::is_lowercase) && self.print.class(word).any(Class::SAY)
            })
    }

    /// What follows the aside from `from` on: speech behind its next dash, or the reporter behind its stop.
    fn after_aside(&self, from: usize, style: Style) -> Next {
        for (offset, character) in self.text[from..].char_indices() {
            work::step();
            let at = from + offset;
            let end = at + character.len_utf8();
            if matches!(character, '.' | '?' | '!' | '…' | ':') && self.is_stop(at, end) {
                return self.after_stop(end);
            }
            let resumes = self.is_dash(character)
                && (style == Style::Dash || self.text[..at].trim_end().ends_with(','));
            if resumes && self.is_set_off(at, end, character).is_some() {
                return Next::Speech(end);
            }
        }
        Next::Reporter(self.text.len())
    }

    /// What follows a stop: a dash opens speech again.
    fn after_stop(&self, end: usize) -> Next {
        let rest = &self.text[end..];
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"”“»)".contains(c));
        match next.chars().next().filter(|&c| self.is_dash(c)) {
            Some(dash) => Next::Speech(self.text.len() - next.len() + dash.len_utf8()),
            None => Next::Reporter(end),
        }
    }

    /// Whether a mark ends the sentence of an aside: a blank or nothing follows, and before a full stop
    /// stands no initial and no abbreviation. A colon ends it only before a dash.
    fn is_stop(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[end..];
        let blank = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '"');
        match self.text.as_bytes()[at] {
            b':' => rest.trim_start().starts_with(|c| self.is_dash(c)),
            b'.' => blank && !self.is_abbreviated(at),
            _ => blank,
        }
    }

    fn is_abbreviated(&self, stop: usize) -> bool {
        let before = &self.text[..stop];
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let after = self.text[stop + 1..].trim_start();
        let goes_on = after.starts_with(char::is_alphanumeric);
        goes_on && (single || self.print.class(word).any(Class::ABBREVIATION))
    }
}

/// The words of a text up to the first mark that ends a clause.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || "\"”“»".contains(c));
        Self { rest: text }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        work::step();
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'');
        let end = self
            .rest
            .find(|c: char| !inside(c))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start_matches([' ', '\u{a0}']);
        (end > 0).then_some(word)
    }
}

/// A spoken part without the blanks, stops and commas that belong to the print around it.
pub(super) fn trimmed(text: &str, part: Span) -> Option<Span> {
    let inner = &text[part.range()];
    let lead = inner
        .find(|c: char| !c.is_whitespace() && !matches!(c, '.' | ',' | ':' | ';'))
        .unwrap_or(inner.len());
    let end = inner
        .trim_end_matches(|c: char| c.is_whitespace() || c == ',')
        .len();
    let words = inner.get(lead..end)?;
    words
        .contains(char::is_alphanumeric)
        .then(|| Span::new(part.start + lead, part.start + end))
}
