//! What a speaker is called in full, and how the name is written.
//!
//! Labels are short and careless ("BLOCK", "dr.Martinez"); the headline, the introduction and the
//! first exchange usually give the name in full ("sat down with Dr. Alejandro Martinez").

use super::head;
use super::interludes;
use super::speakers::{self, Voice, is_initials, tokens};
use crate::language;
use crate::language::hash::Hash;
use crate::language::head_words;
use crate::language::label_words;
use crate::language::lexicon::Class;
use crate::language::talk_words;
use crate::page::labels;
use crate::story::one_line;

/// Which part of a name a label of one word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Given name or surname.
    Any,
    /// The surname: it stands behind a title.
    Surname,
}

/// Where full names are looked for: everything up to here.
#[derive(Clone, Debug)]
pub(super) struct Introduction<'a> {
    /// Runs of capitalised words, titles among them, in order.
    runs: Vec<Vec<&'a str>>,
    text: &'a str,
}

/// Longest stretch of text that is read for names, in bytes.
const LONGEST: usize = 8000;

impl<'a> Introduction<'a> {
    /// Reads the names out of the first `end` bytes of a text.
    pub(super) fn read(text: &'a str, end: usize) -> Self {
        let wrapped = interludes::is_wrapped(head(text, LONGEST));
        let text = head(text, end.min(LONGEST));
        Self {
            runs: runs(text, wrapped),
            text,
        }
    }

    /// The runs of capitalised words, in order.
    pub(super) fn runs(&self) -> impl Iterator<Item = &[&'a str]> {
        self.runs.iter().map(Vec::as_slice)
    }

    /// What is read.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The full name behind one that is short, if the introduction gives exactly one more often
    /// than any other: the words beside a surname or first name, or those that initials stand for.
    /// Behind a title (`titled`) stands a surname.
    fn full(&self, voice: &Voice, label: &str, part: Part) -> Option<String> {
        let [short] = voice.tokens.as_slice() else {
            return None;
        };
        if short.chars().count() == 1 {
            return None;
        }
        // "RT" that stands in the text itself is an outlet, not somebody's initials.
        let initials = is_initials(label) && short.len() > 1 && !self.is_word(label);
        let near = self.runs.iter().filter_map(|run| beside(run, short, part));
        most_frequent(near.filter(|name| !self.holds_a_word(name))).or_else(|| {
            let named = self.runs.iter().filter(|_| initials);
            self.listed(label).filter(|_| initials).or_else(|| {
                let named = named.filter_map(|run| standing_for(run, short));
                most_frequent(named.filter(|name| !self.holds_a_word(name)))
            })
        })
    }

    /// The name beside these letters in a list of those who attend: `Ines Rocha⇥IR⇥Harbour Board`,
    /// `Ines Rocha (IR)`.
    fn listed(&self, letters: &str) -> Option<String> {
        let whole = |name: &str| {
            let words = name.split_whitespace();
            let good = words
                .clone()
                .all(|word| is_personal(word) || label_words::is_particle(word));
            (good && (2..=4).contains(&words.count())).then(|| one_line(name))
        };
        self.text.lines().find_map(|line| {
            let mut cells = line.split('\t').map(str::trim);
            if cells.clone().any(|cell| cell == letters) {
                return cells.find_map(whole);
            }
            let (before, _) = line.split_once('(').filter(|(_, after)| {
                after
                    .strip_prefix(letters)
                    .is_some_and(|rest| rest.starts_with(')'))
            })?;
            whole(before.trim_matches(|c: char| !c.is_alphanumeric()))
        })
    }

    /// Whether the first word of a would-be name stands in small letters elsewhere: it is a word of
    /// the topic and no given name.
    fn holds_a_word(&self, name: &str) -> bool {
        let first = name.split(' ').next().unwrap_or_default();
        let small = first.to_lowercase();
        let lexicon = language::english().lexicon;
        let class = lexicon.look_up(Hash::of(small.as_bytes()));
        let name = Class::MALE.with(Class::FEMALE).with(Class::AUXILIARY);
        let mut places = self.text.match_indices(small.as_str());
        first != small
            && !class.any(name)
            && places.any(|(at, _)| {
                let after = self.text[at + small.len()..].chars().next();
                !self.text[..at].ends_with(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            })
    }

    fn is_word(&self, word: &str) -> bool {
        self.text.match_indices(word).any(|(at, _)| {
            let after = self.text[at + word.len()..].chars().next();
            !self.text[..at].ends_with(char::is_alphanumeric)
                && !after.is_some_and(|c| c.is_alphanumeric() || c == ':' || c == '.')
        })
    }

    /// A name as the introduction writes it, where that is better than in capitals.
    fn spelling(&self, name: &[String]) -> Option<String> {
        let fits = |words: &[&str]| {
            words
                .iter()
                .zip(name)
                .all(|(word, token)| tokens(word).concat() == *token)
                && words
                    .iter()
                    .all(|word| word.chars().any(char::is_lowercase))
        };
        let mut windows = self.runs.iter().flat_map(|run| run.windows(name.len()));
        windows
            .find(|words| fits(words))
            .map(|words| words.join(" "))
    }
}

/// The most frequent of some names, the first of equals.
fn most_frequent(names: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let first = counts.into_iter().find(|(_, count)| *count == most);
    first.map(|(name, _)| name)
}

/// Runs of words that may be names: capitalised, with small words of names between them. A run may
/// go on over a line's end where lines were broken to fit a column, never over a blank line or a wide
/// gap; words before a colon are a label and no run.
fn runs(text: &str, wrapped: bool) -> Vec<Vec<&str>> {
    let mut runs = vec![vec![]];
    for line in text.lines() {
        let line = line.trim();
        for piece in line.split("  ").flat_map(|piece| piece.split('\t')) {
            if !line.starts_with(piece) {
                runs.push(vec![]);
            }
            for word in piece.split_whitespace() {
                take_word(word, &mut runs);
            }
        }
        if line.is_empty() || !wrapped {
            runs.push(vec![]);
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn take_word<'a>(word: &'a str, runs: &mut Vec<Vec<&'a str>>) {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.len() < word.len() {
        runs.push(vec![]);
    }
    let core = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
    let after = &bare[core.len()..];
    let owner = core.strip_suffix("'s").or(core.strip_suffix("’s"));
    let owns = owner.is_some();
    let core = owner.unwrap_or(core);
    let run = runs.last_mut().expect("there is always an open run");
    let is_name = core.starts_with(char::is_uppercase) || label_words::is_title(core);
    if is_name || (!run.is_empty() && label_words::is_particle(core)) {
        run.push(core);
    } else if !run.is_empty() {
        runs.push(vec![]);
    }
    let abbreviated = after == "." && (label_words::is_title(core) || core.chars().count() == 1);
    if after.starts_with(':') {
        runs.pop();
    }
    if (!after.is_empty() && !abbreviated) || owns || runs.is_empty() {
        runs.push(vec![]);
    }
}

/// Most words before a surname: "Greta van der Pell".
const MOST_BEFORE: usize = 3;

/// The full name around a surname (the words before it) or a first name (those after it).
fn beside(run: &[&str], short: &str, part: Part) -> Option<String> {
    let place = run.iter().position(|word| tokens(word).concat() == short)?;
    // A title, or an outlet or a label in capitals.
    if label_words::is_title(run[place]) || is_all_capitals(run[place]) {
        return None;
    }
    let is_part = |word: &&str| is_personal(word) || label_words::is_particle(word);
    let before = run[..place].iter().rev().take(MOST_BEFORE);
    let before = before.take_while(|word| is_part(word)).count();
    if before > 0 {
        let name = &run[place - before..=place];
        return Some(name[given_in(name)..].join(" "));
    }
    let after = run[place + 1..].iter().take_while(|word| is_part(word));
    let after = after.count().min(MOST_BEFORE);
    (after > 0 && part == Part::Any && (place == 0 || label_words::is_title(run[place - 1])))
        .then(|| run[place..=place + after].join(" "))
}

/// Where the given name stands in a name of more than two words that begins with none, "Geiger Arvid Thoma"; else
/// where it begins.
fn given_in(name: &[&str]) -> usize {
    let given = |at: &usize| head_words::is_given(name[*at]);
    let inner = (1..name.len() - 1).find(given);
    inner.filter(|_| !given(&0)).unwrap_or(0)
}

/// The words of a run, titles left out, whose initials these are.
fn standing_for(run: &[&str], letters: &str) -> Option<String> {
    let names: Vec<&str> = run
        .iter()
        .copied()
        .filter(|word| !label_words::is_title(word))
        .collect();
    let count = letters.chars().count();
    // What goes on behind the letters is a topic ("Poker Machine Reform") and no name.
    let ends = (count..=count + 2).filter_map(|words| names.len().checked_sub(words));
    let mut ends = ends.map(|from| &names[from..]);
    let mixed = |word: &&str| word.chars().any(char::is_lowercase);
    let found = ends.find(|end| {
        let tokens: Vec<String> = end.iter().map(|word| tokens(word).concat()).collect();
        let stands = speakers::stands_for(letters, &tokens) || wants_more(letters, &tokens);
        stands && end.iter().all(mixed)
    });
    found.map(|end| end.join(" "))
}

/// Whether letters stand for a name up to a particle and no further: "md" of "Miguel De Ibarra".
fn wants_more(letters: &str, tokens: &[String]) -> bool {
    let count = letters.chars().count();
    let particle = |token: &String| label_words::is_particle(token.as_str());
    tokens.len() == count + 1
        && tokens[..count].last().is_some_and(particle)
        && speakers::stands_for(letters, &tokens[..count])
}

/// Whether a capitalised word can be part of a person's name.
pub(super) fn is_personal(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && !label_words::is_title(word)
        && !label_words::opens_a_sentence(word)
        && !talk_words::is_tag(word)
        && (word.chars().count() > 1 || word.is_ascii())
}

/// The fullest name of a voice: the longest label, or what the introduction adds to it, with its
/// title.
pub(super) fn fullest(introduction: &Introduction<'_>, voice: &Voice, forms: &[&str]) -> String {
    let printed = forms.iter().map(|form| one_line(labels::name_part(form)));
    let Some(best) = printed.max_by_key(|form| rank(form)) else {
        return String::new();
    };
    if labels::letter_role(&best).is_some() {
        return labels::without_number(&best).to_owned();
    }
    let (title, name) = split_title(&best);
    let name = without_place(name);
    let part = if title.is_some() {
        Part::Surname
    } else {
        Part::Any
    };
    let name = introduction
        .full(voice, name, part)
        .unwrap_or_else(|| written(introduction, name));
    match title {
        Some(title) => format!("{} {name}", sentence_case(title)),
        None => name,
    }
}

/// Prefers more words, words that are apart, and capitals where names have them.
fn rank(form: &str) -> (usize, usize, usize, usize) {
    let words = form.split_whitespace();
    let well = words
        .clone()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let mixed = words.clone().filter(|word| !is_all_capitals(word)).count();
    (tokens(form).len(), words.count(), well, mixed)
}

/// "MARSH" of "MARSH of Tarn", as records of parliaments print it.
fn without_place(name: &str) -> &str {
    let Some((before, place)) = name.split_once(" of ") else {
        return name;
    };
    let small = place.contains(char::is_lowercase);
    let shouted = before.split_whitespace().all(is_all_capitals);
    if small && shouted { before } else { name }
}

/// "Dr." and "Okafor" of "Dr. Okafor" and of "Dr.Okafor".
fn split_title(name: &str) -> (Option<&str>, &str) {
    let end = name.find(|c: char| c == '.' || c.is_whitespace());
    let Some(end) = end.filter(|&end| label_words::is_title(&name[..end])) else {
        return (None, name);
    };
    let end = end + usize::from(name[end..].starts_with('.'));
    let rest = name[end..].trim_start();
    if rest.is_empty() {
        (None, name)
    } else {
        (Some(&name[..end]), rest)
    }
}

/// A name in ordinary capitals: as the introduction writes it, else by rule.
fn written(introduction: &Introduction<'_>, name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower =
        |word: &&str| word.starts_with(char::is_lowercase) && !label_words::is_small_word(word);
    let capitals = words.iter().any(|word| is_all_capitals(word));
    if !capitals && !words.iter().any(lower) {
        return name.to_owned();
    }
    if let Some(spelling) = introduction.spelling(&tokens(name)) {
        return spelling;
    }
    // A short word in capitals is as likely an outlet ("RT", "NPR") as a name.
    if words.len() == 1 && name.chars().count() <= 4 && capitals {
        return name.to_owned();
    }
    words
        .iter()
        .map(|word| match word.to_lowercase() {
            small if matches!(small.as_str(), "of" | "and" | "the" | "und") => small,
            _ => sentence_case(word),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// `GOODMAN` → `Goodman`, `o'hara` → `O'Hara`, `JEAN-LUC` → `Jean-Luc`, `McCAIN` → `McCain`.
fn sentence_case(word: &str) -> String {
    let shout = is_all_capitals(word);
    let mut out = String::with_capacity(word.len());
    let mut begins = true;
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        match (begins, shout) {
            (true, _) => out.extend(letter.to_uppercase()),
            (false, true) => out.extend(letter.to_lowercase()),
            (false, false) => out.push(letter),
        }
        let after_apostrophe = matches!(letter, '\'' | '’') && letters.clone().count() > 2;
        begins = letter == '-' || letter == '.' || after_apostrophe || (shout && out == "Mc");
    }
    out
}

/// Capitals only, but for the small letters of `McCAIN` and a first letter lost to a careless
/// program (`gOODMAN`).
fn is_all_capitals(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    capitals > 1 && small <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name behind `labels` in a text that begins with `introduction`.
    fn check(introduction: &str, labels: &[&str], expect: &str) {
        let longest = labels
            .iter()
            .map(|label| tokens(label))
            .max_by_key(Vec::len);
        let voice = Voice {
            tokens: longest.unwrap_or_default(),
            ..Voice::default()
        };
        let read = Introduction::read(introduction, introduction.len());
        assert_eq!(
            fullest(&read, &voice, labels),
            expect,
            "{labels:?} after {introduction:?}"
        );
    }

    #[test]
    fn the_longest_label_is_written_as_names_are() {
        check("", &["INES ROCHA", "ROCHA"], "Ines Rocha");
        check("", &["inesRocha", "ines Rocha", "Ines Rocha"], "Ines Rocha");
        check("", &["senior Editor"], "Senior Editor");
        check("", &["BRIAN O'HARA-PELL"], "Brian O'Hara-Pell");
        check("", &["SEN. JOHN McCREE"], "Sen. John McCree");
        check("", &["NPR"], "NPR");
        check("We met LeVar Stone.", &["LEVAR STONE"], "LeVar Stone");
    }

    #[test]
    fn introductions_give_the_rest() {
        let met =
            "The Courier sat down with dr. Chidi Okafor, a renowned expert. Dr. Okafor smiled.";
        check(met, &["Dr. Okafor", "Dr.Okafor"], "Dr. Chidi Okafor");
        check("Ines Rocha spoke to Tom Pell.", &["IR"], "Ines Rocha");
        check("Ines Rocha spoke to Tom Pell.", &["Tom"], "Tom Pell");
        check(
            "with former President Ana Rocha about trade",
            &["ROCHA"],
            "Ana Rocha",
        );
        check(
            "Greta van der Pell spoke first.",
            &["PELL"],
            "Greta van der Pell",
        );
    }

    #[test]
    fn no_guess_without_ground() {
        check("RT’s Tom Pell asked. Rosa Tirado was there.", &["RT"], "RT");
        check("The Rocha Report is out.", &["Rocha"], "Rocha");
        check("But Rocha said no.", &["Rocha"], "Rocha");
        check("", &["Q"], "Q");
    }
}
