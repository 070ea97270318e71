//! What the label of a speaker looks like: `Dr. Martinez:`, `Q.`, `MELISSA BLOCK, host:`.
//!
//! Judged on one line alone and therefore generous: "Ingredients:" looks like a label too. Whether
//! the labels of a story make an interview is for [`mod@crate::analysis::interview`] to say.

use crate::language::label_words;

/// A speaker's label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where the label starts: behind the marks of bold type in `**Ines Rocha:** …`.
    pub start: usize,
    /// Where it ends, its colon left out.
    pub label: usize,
    /// Where the speech starts (bytes into the line; its length where the label stands alone).
    pub speech: usize,
}

/// How much a label looks like a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Looks {
    /// A few words in lower case: a label only where the same name is printed better elsewhere.
    Loose,
    /// Capitalised like a name or a title.
    Name,
    /// It says what its bearer does: `Q`, `Answer`.
    Letter,
}

/// The longest label looked for, in bytes: "Secretary of State Hillary Rodham Clinton, in a clip".
const LONGEST: usize = 64;

/// Most words in the name part of a label: "Secretary of State Hillary Rodham Clinton".
const MOST_WORDS: usize = 6;

/// The label that a line opens with, if it looks like one: "Dr. Martinez:", "Q:".
///
/// Looks at this line alone; whether the labels of a story make an interview is for
/// [`crate::analysis::interview::find_turns`] to say.
pub fn label(line: &str) -> Option<Label> {
    candidate(line)
        .filter(|(_, looks)| *looks > Looks::Loose)
        .map(|(label, _)| label)
}

/// [`label`] and how much it looks like a name.
pub fn candidate(line: &str) -> Option<(Label, Looks)> {
    let (marks, line) = line.split_at(marks(line));
    let (label, looks) = lettered(line)
        .or_else(|| with_colon(line, marks))
        .or_else(|| bare_letter(line))?;
    let label = Label {
        start: marks.len(),
        label: label.label + marks.len(),
        speech: label.speech + marks.len(),
    };
    Some((label, looks))
}

/// Length of the marks of bold or slanted type that a line opens with, as texts print them that
/// were copied out of Markdown: `**Ines Rocha:** …`, `__Ines Rocha__: …`.
fn marks(line: &str) -> usize {
    let first = line.bytes().next().unwrap_or_default();
    let count = line.bytes().take_while(|&byte| byte == first).count();
    let opens = line[count * usize::from(first.is_ascii())..].starts_with(char::is_alphanumeric);
    if matches!(first, b'*' | b'_') && opens && count <= 3 {
        count
    } else {
        0
    }
}

/// `Q.`, `A)`, `Q -`: one letter needs no colon, because nothing else opens a line so.
fn lettered(line: &str) -> Option<(Label, Looks)> {
    let rest = line.strip_prefix(['Q', 'A'])?;
    let rest = rest
        .strip_prefix(['.', ')'])
        .or_else(|| {
            rest.strip_prefix([' ', '\u{a0}'])?
                .strip_prefix(['-', '–', '—'])
        })
        .or_else(|| rest.strip_prefix(['–', '—']))?;
    let speech = rest.trim_start();
    // "A.J. Smith", "A.M." are no labels; nor is "A - B".
    let opens = speech.chars().next().is_none_or(|c| !c.is_lowercase());
    let apart = speech.len() < rest.len() || speech.is_empty() || line.starts_with('Q');
    (opens && apart).then(|| {
        let speech = line.len() - speech.len();
        let label = Label {
            start: 0,
            label: 1,
            speech,
        };
        (label, Looks::Letter)
    })
}

/// `Q What …`, `QWhat …`: a page that set the letter in bold and lost what stood behind it. A label
/// only where others answer.
fn bare_letter(line: &str) -> Option<(Label, Looks)> {
    let rest = line.strip_prefix('Q')?;
    let speech = rest.trim_start_matches([' ', '\u{a0}', '\t']);
    let mut letters = speech.chars();
    let opens = letters.next().is_some_and(char::is_uppercase);
    // "QAnon" and "QED" open no question; "QI" does.
    let word = speech.split(|c: char| !c.is_alphabetic()).next();
    let word = word.unwrap_or_default();
    let rest_small = letters
        .take_while(|c| c.is_alphabetic())
        .all(char::is_lowercase);
    (opens && rest_small && word != "Anon").then(|| {
        let label = Label {
            start: 0,
            label: 1,
            speech: line.len() - speech.len(),
        };
        (label, Looks::Loose)
    })
}

/// `Ines Rocha: …`; closing `marks` may stand on either side of the colon.
pub(super) fn with_colon(line: &str, marks: &str) -> Option<(Label, Looks)> {
    let (colon, width) = colon(line)?;
    let label = line[..colon].trim_end();
    let label = label.strip_suffix(marks).unwrap_or(label);
    let rest = &line[colon + width..];
    let rest = rest.strip_prefix(marks).unwrap_or(rest);
    if rest.starts_with("//") {
        return None;
    }
    let looks = looks(label)?;
    let label = Label {
        start: 0,
        label: label.len(),
        speech: line.len() - rest.trim_start().len(),
    };
    Some((label, looks))
}

/// Byte and length of the first colon of the line that is no clock's, Latin or full-width, near
/// the line's start.
fn colon(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let near = &bytes[..bytes.len().min(LONGEST + 1)];
    let latin = memchr::memchr_iter(b':', near).find(|&at| !is_clock(bytes, at));
    let wide = memchr::memchr(0xef, near).filter(|&at| bytes[at..].starts_with("：".as_bytes()));
    let latin = latin.map(|at| (at, 1));
    let wide = wide.map(|at| (at, "：".len()));
    let first = latin.into_iter().chain(wide).min()?;
    (first.0 > 0).then_some(first)
}

/// Whether a colon stands between digits: "10:30", "Isaiah 40:3".
fn is_clock(line: &[u8], colon: usize) -> bool {
    let digit = |at: Option<usize>| {
        at.and_then(|at| line.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    digit(colon.checked_sub(1)) && digit(Some(colon + 1))
}

/// How much the words of a label look like a name, if they do at all.
pub(super) fn looks(label: &str) -> Option<Looks> {
    let name = name_part(label);
    if letter_role(name).is_some() {
        return Some(Looks::Letter);
    }
    let mut count = 0;
    let mut capitals = 0;
    let mut small = 0;
    for word in name.split_whitespace() {
        if count == MOST_WORDS || !is_name_word(word) {
            return None;
        }
        count += 1;
        if has_capital(word) {
            capitals += 1;
        } else if !label_words::is_small_word(word) {
            small += 1;
        }
    }
    if count == 0 || label_words::is_never_a_speaker(name) || label_words::leads_in(name) {
        return None;
    }
    // "THE PRESIDENT" speaks, "The question" does not.
    if small > 0 && label_words::opens_a_sentence(name) {
        return None;
    }
    match (capitals, small) {
        (1.., 0) | (1, 1) => Some(Looks::Name),
        _ if count <= 4 => Some(Looks::Loose),
        _ => None,
    }
}

/// The label without what is said of the speaker and without a clock: "MELISSA BLOCK" of "MELISSA
/// BLOCK, host", "John Pell" of "John Pell (R)" and of `[00:31] John Pell`.
pub fn name_part(whole: &str) -> &str {
    let clock = whole.starts_with(['[', '(']);
    let behind = || whole.split_once([']', ')']);
    let label = clock.then(behind).flatten();
    let label = label.map_or(whole, |(_, name)| name);
    label
        .split([',', '(', '['])
        .next()
        .unwrap_or_default()
        .trim()
}

/// "host" of "MELISSA BLOCK, host".
pub fn role_part(label: &str) -> Option<&str> {
    let (_, after) = label.split_once(name_part(label))?;
    let role = after.trim_start().strip_prefix([',', '(', '['])?;
    let role = role.trim().trim_end_matches([')', ']']);
    let is_clock = role.starts_with(|c: char| c.is_ascii_digit());
    (!role.is_empty() && !is_clock).then_some(role)
}

/// Whether a label says itself that its bearer asks (`Some(true)`) or answers (`Some(false)`):
/// `Q`, `Question 3`, `Answer`.
pub fn letter_role(name: &str) -> Option<bool> {
    let name = without_number(name);
    if label_words::asks(name) {
        Some(true)
    } else {
        label_words::answers(name).then_some(false)
    }
}

/// A label without the number it ends with: "Question" of "Question 3".
pub fn without_number(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.')
}

/// Letters, apostrophes and hyphens; a stop only after a title, an abbreviation or an initial, or
/// where the space behind it was lost ("Dr.Martinez"); digits as in "Speaker 2".
fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    let plain = letters.all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | '&'));
    let plain = plain || is_numbered(word);
    plain && !(word.ends_with('.') && word.len() > 6) && word.starts_with(char::is_alphanumeric)
}

/// A word and a number, as machines name who speaks: `SPEAKER_00`.
fn is_numbered(word: &str) -> bool {
    word.split_once('_').is_some_and(|(name, number)| {
        name.chars().all(char::is_alphabetic)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether the word is written as a name is; scripts without capitals are.
pub fn has_capital(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a line holds nothing but words of a name: the first half of a label broken over two
/// lines.
pub fn is_name(line: &str) -> bool {
    let mut count = 0;
    line.len() <= LONGEST / 2
        && line.split_whitespace().all(|word| {
            count += 1;
            is_name_word(word) && has_capital(word)
        })
        && (1..=4).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<(&str, &str)>) {
        let found =
            label(line).map(|found| (&line[found.start..found.label], &line[found.speech..]));
        assert_eq!(found, expect, "{line:?}");
    }

    #[test]
    fn names_and_titles() {
        check(
            "Dr. Okafor: It is early.",
            Some(("Dr. Okafor", "It is early.")),
        );
        check(
            "Dr.Okafor:It is early.",
            Some(("Dr.Okafor", "It is early.")),
        );
        check("senior Editor: Why?", Some(("senior Editor", "Why?")));
        check(
            "LENA VAN DER BERG: Yes.",
            Some(("LENA VAN DER BERG", "Yes.")),
        );
        check("lENA BERG: Yes.", Some(("lENA BERG", "Yes.")));
        check("BILL O'HARA: Yes.", Some(("BILL O'HARA", "Yes.")));
        check("Speaker 2: Yes.", Some(("Speaker 2", "Yes.")));
        check("记者：您好", Some(("记者", "您好")));
        check("OKAFOR:", Some(("OKAFOR", "")));
        check(
            "[00:31] Ines Rocha: Yes.",
            Some(("[00:31] Ines Rocha", "Yes.")),
        );
        check(
            "Ines Rocha (12:04): Yes.",
            Some(("Ines Rocha (12:04)", "Yes.")),
        );
    }

    #[test]
    fn what_is_said_of_the_speaker_belongs_to_the_label() {
        check(
            "INES ROCHA, host: Hello.",
            Some(("INES ROCHA, host", "Hello.")),
        );
        check("Sen. Ann Lee (D): No.", Some(("Sen. Ann Lee (D)", "No.")));
        assert_eq!(name_part("INES ROCHA, host"), "INES ROCHA");
        assert_eq!(role_part("Ann Lee (guest)"), Some("guest"));
        assert_eq!(name_part("[00:31] Ines Rocha"), "Ines Rocha");
        assert_eq!(role_part("Ines Rocha (12:04)"), None);
    }

    #[test]
    fn marks_of_bold_type() {
        check("**Ines Rocha:** Hello.", Some(("Ines Rocha", "Hello.")));
        check("__Ines Rocha__: Hello.", Some(("Ines Rocha", "Hello.")));
        check("**Q:** Why?", Some(("Q", "Why?")));
        check("* Ines Rocha: Hello.", None);
        check("****: odd", None);
        check("é: *", None);
    }

    #[test]
    fn letters() {
        check("Q: Why?", Some(("Q", "Why?")));
        check("Q. Why?", Some(("Q", "Why?")));
        check("A. Because.", Some(("A", "Because.")));
        check("Q — Why?", Some(("Q", "Why?")));
        check("Q3: Why?", Some(("Q3", "Why?")));
        check("A.J. Miller won.", None);
        check("A - level results", None);
    }

    #[test]
    fn no_labels() {
        check("10:30 Doors open", None);
        check("https://example.org", None);
        check("He said: no.", None);
        check("Looking forward to in 2023: rest.", None);
        check(
            "The mayor told reporters at the town hall: never again.",
            None,
        );
        check("“No: never,” she said.", None);
        check("Note: this was updated.", None);
        check("Photo: Ines Rocha", None);
        check(": odd", None);
        check("", None);
    }
}
