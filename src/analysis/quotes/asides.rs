//! The reporter's words within the marks: Italian and Spanish papers put them between dashes, «Siamo qui -
//! spiega Ana Lind - e restiamo», French ones between commas or up to the stop, « Nous restons, explique Ana
//! Lind. Personne ne part. » What stands before and behind is speech, the aside is not.
//!
//! Sources: M. Grevisse, Le bon usage, § 416 on "incises"; Real Academia Española, Ortografía de la lengua
//! española (2010), chapter III 3.4.7 on the "raya"; L. Serianni, Grammatica italiana (1989), I 238.

use crate::language::hash::Hash;
use crate::language::lexicon::Class;
use crate::language::{Habit, Language};
use crate::story::{Quotation, Span};

/// Asides of one quotation at most.
pub(in crate::analysis) const MOST: usize = 8;

/// Bytes of the longest aside.
const LONGEST: usize = 240;

/// French pronouns behind their verb.
const TIED: &[&str] = &[
    "-t-il", "-t-elle", "-t-on", "-ils", "-elles", "-il", "-elle", "-on",
];

/// Parts the quotations from number `from` on at the asides within them.
pub(super) fn part(text: &str, language: &Language, found: &mut Vec<Quotation>, from: usize) {
    if !language.has(Habit::DashAside) && !language.has(Habit::CommaAside) {
        return;
    }
    for quotation in found.split_off(from) {
        let asides = find(text, quotation.span, language);
        push_parts(text, &quotation, &asides, found);
    }
}

/// What is left of a quotation when its asides are taken out.
fn push_parts(text: &str, whole: &Quotation, asides: &[Span], found: &mut Vec<Quotation>) {
    let ends = asides.iter().map(|aside| aside.start);
    let starts = asides.iter().map(|aside| aside.end);
    let stretches = [whole.span.start].into_iter().chain(starts);
    for (start, end) in stretches.zip(ends.chain([whole.span.end])) {
        let span = trim(text, Span::new(start, end), start > whole.span.start);
        if !text[span.range()].contains(char::is_alphanumeric) {
            continue;
        }
        let first = start == whole.span.start;
        let last = end == whole.span.end;
        found.push(Quotation {
            span,
            outer: Span::new(
                if first { whole.outer.start } else { span.start },
                if last { whole.outer.end } else { span.end },
            ),
            ..whole.clone()
        });
    }
}

/// A stretch without the blanks and marks that part it from an aside.
fn trim(text: &str, stretch: Span, behind: bool) -> Span {
    let words = &text[stretch.range()];
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—');
    let end = words.trim_end_matches(between).len();
    let lead = |c: char| behind && (between(c) || matches!(c, '.' | ';' | ':'));
    let start = words[..end].len() - words[..end].trim_start_matches(lead).len();
    Span::new(stretch.start + start, stretch.start + end)
}

/// The asides of a quotation, from the mark before the verb to the mark behind the subject.
fn find(text: &str, speech: Span, language: &Language) -> Vec<Span> {
    let mut asides: Vec<Span> = Vec::new();
    let mut from = speech.start;
    for (at, mark) in text[speech.range()].char_indices() {
        let at = speech.start + at;
        if at < from || asides.len() >= MOST {
            continue;
        }
        let reader = Reader {
            text,
            language,
            end: speech.end,
        };
        let end = match mark {
            '-' | '–' | '—' if language.has(Habit::DashAside) => {
                reader.between_dashes(at, mark)
            }
            ',' | '?' | '!' if language.has(Habit::CommaAside) => reader.behind_comma(at + 1),
            _ => None,
        };
        if let Some(end) = end {
            let start = if matches!(mark, '?' | '!') {
                at + 1
            } else {
                at
            };
            asides.push(Span::new(start, end));
            from = end;
        }
    }
    asides
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    /// Where the quotation ends.
    end: usize,
}

/// A word of a quotation.
#[derive(Clone, Copy)]
struct Word {
    span: Span,
    class: Class,
    capital: bool,
    /// A pronoun is tied to it, as in "dit-il".
    tied: bool,
}

impl Reader<'_> {
    /// Where an aside ends that begins with the dash at `dash`: behind the next dash, or with the quotation.
    fn between_dashes(&self, dash: usize, mark: char) -> Option<usize> {
        let before = self.text[..dash].chars().next_back()?;
        if before.is_alphanumeric() {
            return None;
        }
        let from = dash + mark.len_utf8();
        let verb = self.verb(from)?;
        let limit = self.limit(from);
        let rest = &self.text[verb.span.end..limit];
        let closer = rest.char_indices().find(|&(at, c)| {
            let inside = |c: char| c.is_alphanumeric();
            let next = rest[at + c.len_utf8()..].chars().next().unwrap_or(' ');
            let tied = rest[..at].ends_with(inside) && inside(next);
            matches!(c, '-' | '–' | '—') && !tied
        });
        match closer {
            Some((at, c)) => Some(verb.span.end + at + c.len_utf8()),
            // «… - spiega Ana Lind»
            None => (limit == self.end && self.names(verb.span.end)).then_some(limit),
        }
    }

    /// Where an aside ends that begins behind the mark before `from`: with its sentence, or at the comma
    /// behind its subject where the speech goes on.
    fn behind_comma(&self, from: usize) -> Option<usize> {
        let verb = self.verb(from)?;
        if !verb.tied && !self.names(verb.span.end) {
            return None;
        }
        let limit = self.limit(from);
        let mut at = verb.span.end;
        while at < limit {
            let c = self.text[at..].chars().next()?;
            match c {
                '.' if self.abbreviates(verb.span.end, at) => {}
                '.' | '!' | '?' | ';' | ':' | '…' => return Some(at),
                ',' if verb.tied || self.resumes(at + 1) => return Some(at),
                _ => {}
            }
            at += c.len_utf8();
        }
        (limit == self.end).then_some(limit)
    }

    /// The byte at which an aside that begins at `from` is over at the latest.
    fn limit(&self, from: usize) -> usize {
        let mut limit = self.end.min(from + LONGEST);
        while !self.text.is_char_boundary(limit) {
            limit -= 1;
        }
        limit
    }

    /// The verb of saying with which the words at `from` begin, behind an auxiliary and pronouns.
    fn verb(&self, from: usize) -> Option<Word> {
        const BEFORE: usize = 4;
        let mut at = from;
        let mut helped = false;
        for _ in 0..BEFORE {
            let word = self.word(at)?;
            let alone = self.text[at..word.span.start].trim().is_empty();
            if word.capital || !alone {
                return None;
            }
            let behind = helped && word.class.any(Class::SAID);
            if word.class.any(Class::SAY) && !word.class.any(Class::AUXILIARY) || behind {
                return Some(word);
            }
            if !word.class.any(Class::AUXILIARY.with(Class::BE)) && !word.tied {
                return None;
            }
            helped |= word.class.any(Class::AUXILIARY.with(Class::BE));
            at = word.span.end;
        }
        None
    }

    /// Whether the words at `from` open with somebody: a name, a title, a role behind its article.
    fn names(&self, from: usize) -> bool {
        const NEAR: usize = 4;
        let mut at = from;
        for number in 0..NEAR {
            let Some(word) = self.word(at) else {
                return false;
            };
            let somebody = Class::ROLE
                .with(Class::TITLE)
                .with(Class::HE)
                .with(Class::SHE);
            if word.capital || word.class.any(somebody) {
                return true;
            }
            let opens = word
                .class
                .any(Class::DETERMINER.with(Class::ADVERB).with(Class::TIME));
            if number == 0 && !opens || !self.text[at..word.span.start].trim().is_empty() {
                return false;
            }
            at = word.span.end;
        }
        false
    }

    /// Whether speech goes on at `from`, rather than an apposition to the name before.
    fn resumes(&self, from: usize) -> bool {
        self.word(from).is_none_or(|word| {
            let goes_on = Class::PRONOUN
                .with(Class::CONJUNCTION)
                .with(Class::SUBORDINATOR)
                .with(Class::AUXILIARY)
                .with(Class::VERB);
            word.class.any(goes_on) && !word.class.any(Class::RELATIVE.with(Class::ROLE))
        })
    }

    /// Whether the stop at `stop` belongs to an abbreviation or an initial.
    fn abbreviates(&self, from: usize, stop: usize) -> bool {
        let word = self.text[from..stop]
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
        initial || self.class(word).any(Class::ABBREVIATION)
    }

    fn class(&self, word: &str) -> Class {
        let word = word.to_lowercase().replace('’', "'");
        self.language.lexicon.look_up(Hash::of(word.as_bytes()))
    }

    /// The next word at or behind `from`; what an apostrophe joins is two words.
    fn word(&self, from: usize) -> Option<Word> {
        let rest = &self.text[from..self.limit(from)];
        let start = rest.find(char::is_alphanumeric)?;
        let length = rest[start..]
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len() - start);
        let mut end = start + length;
        let apostrophe = rest[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, '\'' | '’'));
        end += apostrophe.map_or(0, char::len_utf8);
        let tied = TIED
            .iter()
            .find(|pronoun| rest[end..].starts_with(**pronoun));
        let word = &rest[start..end];
        Some(Word {
            span: Span::new(from + start, from + end + tied.map_or(0, |tied| tied.len())),
            class: self.class(word),
            capital: word.starts_with(char::is_uppercase),
            tied: tied.is_some(),
        })
    }
}
