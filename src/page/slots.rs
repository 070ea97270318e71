//! The slot that a speaker's label stands in where no colon closes it: `<ines>`, `[Speaker 2]`,
//! `>> INES ROCHA:`, `Ines Rocha  0:12`, `Ines Rocha –`, `Mr. ROCHA of Selm.`, a name alone on its line.
//!
//! A form is made of what stands around the name: a mark or bracket, a clock, a separator or the
//! line's end. One line shows little; that a form comes again with names that take turns is for
//! [`mod@crate::analysis::interview`] to find.

use crate::language::label_words;

use super::labels::{self, Label, Looks};

/// What stands around a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// The mark or bracket before it.
    pub opens: Option<char>,
    /// Whether a time stands beside it.
    pub timed: bool,
    /// What closes it; nothing where the line ends with it.
    pub closes: Option<char>,
}

/// A name in its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// How it is set.
    pub form: Form,
    /// Where it stands.
    pub label: Label,
    /// How much it looks like a name.
    pub looks: Looks,
}

/// The longest label that is looked for, in bytes.
const LONGEST: usize = 96;

/// Most words of a label in capitals alone on its line: "MARY MOON, SECRETARY OF PORTS AND FERRIES".
const MOST_WORDS: usize = 12;

/// Marks that open a line before the name.
const MARKS: &[char] = &['>', '#', '@', '•', '▶', '►', '■', '◆'];

/// The slots that a line may open with: the first reading is the likelier one.
pub fn read(line: &str) -> impl Iterator<Item = Slot> {
    let (marked, mark) = opening(line);
    let (after, clock) = leading_clock(line, marked);
    let before = Before {
        at: after,
        mark,
        timed: clock,
    };
    let first = in_brackets(line, before).or_else(|| named(line, before));
    first.into_iter()
}

/// What is known when the name begins.
#[derive(Clone, Copy, Debug)]
struct Before {
    at: usize,
    mark: Option<char>,
    timed: bool,
}

/// Where the name may begin behind a mark, and the mark.
fn opening(line: &str) -> (usize, Option<char>) {
    let Some(mark) = line.chars().next().filter(|c| MARKS.contains(c)) else {
        return (0, None);
    };
    let rest = line.trim_start_matches(mark).trim_start();
    (line.len() - rest.len(), Some(mark))
}

/// Where the name may begin behind a time: `[14:01] `, `00:12:04 `, `(0:12) - `.
fn leading_clock(line: &str, at: usize) -> (usize, bool) {
    let Some(length) = clock(&line[at..]) else {
        return (at, false);
    };
    let rest = line[at + length..].trim_start_matches(['-', '–', '—', ' ', '\t', '\u{a0}']);
    (line.len() - rest.len(), true)
}

/// The length of the time that a text opens with, brackets included.
pub fn clock(text: &str) -> Option<usize> {
    let open = text.starts_with(['[', '(']);
    let digits = &text[usize::from(open)..];
    let part = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let length = digits.find(|c| !part(c)).unwrap_or(digits.len());
    let parts = digits[..length].split(':');
    let numbers = parts
        .clone()
        .all(|part| part.starts_with(|c: char| c.is_ascii_digit()) && part.len() <= 7);
    let whole = numbers && (2..=4).contains(&parts.count());
    let rest = &digits[length..];
    let closed = !open || rest.starts_with([']', ')']);
    (whole && closed).then_some(length + 2 * usize::from(open))
}

/// A name between brackets.
fn in_brackets(line: &str, before: Before) -> Option<Slot> {
    const PAIRS: [(char, char); 4] = [('<', '>'), ('[', ']'), ('(', ')'), ('【', '】')];
    let text = &line[before.at..];
    let &(open, close) = PAIRS.iter().find(|pair| text.starts_with(pair.0))?;
    let inner = &text[open.len_utf8()..];
    let end = near(inner).find(close)?;
    let name = inner[..end].trim();
    let looks = handle(name).or_else(|| labels::looks(name))?;
    let start =
        before.at + open.len_utf8() + (inner[..end].len() - inner[..end].trim_start().len());
    let rest = &inner[end + close.len_utf8()..];
    let rest = rest.strip_prefix([':', '：']).unwrap_or(rest).trim_start();
    Some(Slot {
        form: Form {
            opens: Some(open),
            timed: before.timed,
            closes: Some(close),
        },
        label: Label {
            start,
            label: start + name.len(),
            speech: line.len() - rest.len(),
        },
        looks,
    })
}

/// A nickname: one word without blanks, as chats print them.
fn handle(name: &str) -> Option<Looks> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '^' | '`' | '|');
    let word = name.trim_start_matches(['@', '+', '~', '%']);
    let named = word.contains(char::is_alphabetic) && word.len() <= 32 && word.chars().all(plain);
    (named && !label_words::is_never_a_speaker(word)).then_some(Looks::Name)
}

/// The first bytes of a text, where a label may end.
fn near(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A name that a separator or the line's end closes.
fn named(line: &str, before: Before) -> Option<Slot> {
    let text = &line[before.at..];
    if (before.mark.is_some() || before.timed)
        && let Some((label, looks)) = labels::with_colon(text, "")
    {
        return Some(slot(before, ':', label, looks));
    }
    let marked = before.mark.is_some_and(|mark| mark != '>');
    (!marked)
        .then(|| stopped(text).or_else(|| dashed(text)))
        .flatten()
        .map(|(close, label, looks)| slot(before, close, label, looks))
        .or_else(|| alone(text, before))
}

fn slot(before: Before, close: char, label: Label, looks: Looks) -> Slot {
    Slot {
        form: Form {
            opens: before.mark,
            timed: before.timed,
            closes: Some(close),
        },
        label: Label {
            start: before.at + label.start,
            label: before.at + label.label,
            speech: before.at + label.speech,
        },
        looks,
    }
}

/// `Mr. ROCHA of Selm. …`, `The CHAIR. …`, `P. …`: a name in capitals or one letter, and a stop.
fn stopped(text: &str) -> Option<(char, Label, Looks)> {
    let mut at = 0;
    let mut shouted = false;
    for (order, word) in near(text).split(' ').enumerate() {
        let bare = word.strip_suffix('.');
        let core = bare.unwrap_or(word);
        let first = core.chars().next()?;
        let letters = core.chars().count();
        let part = || label_words::is_title(core) || label_words::is_small_word(core);
        let upper = letters > 1 && is_shouted(core);
        let letter = order == 0 && letters == 1 && first.is_uppercase();
        let known = upper || first.is_uppercase() && (order == 0 || shouted) || letter || part();
        if !known || order >= MOST_WORDS {
            return None;
        }
        shouted |= upper && !label_words::is_title(core);
        let end = at + core.len();
        if bare.is_some() && (shouted || letter) && !label_words::is_title(core) {
            let speech = text[end + 1..].trim_start();
            let apart = text[end + 1..].starts_with([' ', '\u{a0}', '\n']) || speech.is_empty();
            let label = Label {
                start: 0,
                label: end,
                speech: text.len() - speech.len(),
            };
            return apart.then_some(('.', label, Looks::Name));
        }
        at += word.len() + 1;
    }
    None
}

/// Whether a word is in capitals, but for the small letters of `McCAIN`.
fn is_shouted(word: &str) -> bool {
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && (small == 0 || small <= 2 && capitals > 2 * small)
}

/// `Ines Rocha – …`: a dash with blanks around it.
fn dashed(text: &str) -> Option<(char, Label, Looks)> {
    let near = near(text);
    // The hyphen, and the first byte of both dashes: most lines have none of them.
    memchr::memchr2(b'-', 0xe2, near.as_bytes())?;
    let at = near.find([' ', '\u{a0}'].as_slice()).and_then(|_| {
        near.match_indices(['–', '—', '-'])
            .find(|(at, dash)| {
                near[..*at].ends_with([' ', '\u{a0}'])
                    && near[at + dash.len()..].starts_with([' ', '\u{a0}'])
            })
            .map(|(at, dash)| (at, dash.len()))
    });
    let (at, width) = at?;
    let name = text[..at].trim_end();
    let looks = labels::looks(name).filter(|looks| *looks > Looks::Loose)?;
    let rest = text[at + width..].trim_start();
    let label = Label {
        start: 0,
        label: name.len(),
        speech: text.len() - rest.len(),
    };
    Some(('–', label, looks))
}

/// A name that has its line for itself, but for a time behind it: its words in capitals, no stop.
fn alone(text: &str, before: Before) -> Option<Slot> {
    if text.len() > LONGEST {
        return None;
    }
    let (name, timed) = without_clock(text.trim_end());
    let open = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '.');
    if !name.ends_with(open) || says_more(name) {
        return None;
    }
    let shouted = !name.contains(char::is_lowercase) && name.contains(char::is_uppercase);
    let looks = labels::looks(name).or_else(|| shouted.then(|| in_capitals(name)).flatten());
    let looks = looks.filter(|looks| *looks > Looks::Loose || before.timed || timed)?;
    Some(Slot {
        form: Form {
            opens: before.mark,
            timed: before.timed || timed,
            closes: None,
        },
        label: Label {
            start: before.at,
            label: before.at + name.len(),
            speech: before.at + text.len(),
        },
        looks,
    })
}

/// Whether words behind a comma are no office: "Tom, where did you"; or a sentence ends behind them.
fn says_more(name: &str) -> bool {
    let stop = name
        .strip_suffix('.')
        .is_some_and(|name| !name.contains('.'));
    let office = |word: &str| labels::has_capital(word) || label_words::is_small_word(word);
    let behind = name.split_once(", ").map_or("", |(_, behind)| behind);
    stop || !behind.split_whitespace().all(office)
}

/// A long name with its office, in capitals: as record keepers print it.
fn in_capitals(name: &str) -> Option<Looks> {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | ',' | '(' | ')');
    let words = name.split_whitespace();
    let whole = words.clone().all(|word| word.chars().all(plain)) && words.count() <= MOST_WORDS;
    (whole && !label_words::is_never_a_speaker(labels::name_part(name))).then_some(Looks::Name)
}

/// The line without the time it ends with: "Ines Rocha  0:12", "Ines Rocha (00:12:04)".
fn without_clock(line: &str) -> (&str, bool) {
    let Some(at) = line.rfind([' ', '\t', '\u{a0}']) else {
        return (line, false);
    };
    let last = line[at..].trim_start();
    if clock(last) == Some(last.len()) {
        (
            line[..at]
                .trim_end()
                .trim_end_matches(['-', '–', '|', '·'])
                .trim_end(),
            true,
        )
    } else {
        (line, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form as `opens name closes`, `@` for a time, `$` for the line's end; and the speech.
    fn check(line: &str, expect: Option<(&str, &str)>) {
        let found = read(line).next().map(|slot| {
            let form = slot.form;
            let opens = form.opens.map(String::from).unwrap_or_default();
            let timed = if form.timed { "@" } else { "" };
            let closes = form.closes.map_or("$".to_owned(), String::from);
            let name = &line[slot.label.start..slot.label.label];
            (
                format!("{opens}{timed}{name}{closes}"),
                &line[slot.label.speech..],
            )
        });
        let found = found
            .as_ref()
            .map(|(form, speech)| (form.as_str(), *speech));
        assert_eq!(found, expect, "{line:?}");
    }

    #[test]
    fn a_form_is_what_stands_around_the_name() {
        check("<Ines> Why?", Some(("<Ines>", "Why?")));
        check("[Speaker 2]", Some(("[Speaker 2]", "")));
        check("[14:01] <tom_p> it rained", Some(("<@tom_p>", "it rained")));
        check(">> TOM PELL: No.", Some((">TOM PELL:", "No.")));
        check("00:12:04 Tom Pell: No.", Some(("@Tom Pell:", "No.")));
        check("Tom Pell  0:12", Some(("@Tom Pell$", "")));
        check("Tom Pell – No, never.", Some(("Tom Pell–", "No, never.")));
        check(
            "TOM PELL, MINISTER OF BOATS",
            Some(("TOM PELL, MINISTER OF BOATS$", "")),
        );
        check(
            "Mr. PELL of Selm. I yield.",
            Some(("Mr. PELL of Selm.", "I yield.")),
        );
        check(
            "The CHAIR. So ordered.",
            Some(("The CHAIR.", "So ordered.")),
        );
        check("R. Nadie lo sabe.", Some(("R.", "Nadie lo sabe.")));
    }

    #[test]
    fn running_text_is_no_slot() {
        check("Mr. Pell went home. He slept.", None);
        check("It rained – and nobody came.", None);
        check("The harbour is closed.", None);
        check("(see the second page of the record below)", None);
        check("14:05", None);
        check("", None);
        check("é", None);
    }
}
