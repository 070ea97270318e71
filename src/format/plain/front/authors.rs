//! Who wrote a story, as the line under its headline prints it. Authors are names; beside them stand
//! papers, posts, places, degrees, minutes and addresses, which are none.

use super::outlets::{is_outlet, is_surely_outlet};
use super::{Front, is_name};
use crate::format::credits::{self, Beside};
use crate::format::dates;
use crate::language::{head_words, label_words, script};

/// How a piece is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// It is the first one.
    None,
    /// A comma or a semicolon.
    Comma,
    /// A bar, a bullet, a dash between blanks, a bracket.
    Bar,
    /// A word for "and".
    And,
}

/// Whether the authors are told by a word for "by", or stand alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Told {
    /// "By Anna Brandt".
    #[default]
    By,
    /// "Anna Brandt, staff writer".
    Alone,
}

/// What a line credits; `text` is what follows the word for "by". `None` where it is no credit.
pub(super) fn read(text: &str, told: Told) -> Option<Front> {
    let mut credits = Credits {
        told,
        ..Credits::default()
    };
    let (before, after) = match dates::part(text) {
        Some((before, date, after)) => {
            credits.front.date = Some(date);
            credits.front.dated = true;
            let behind = text.trim_start()[before.len()..].trim_start();
            credits.certain = behind.starts_with(['|', '•', '·']);
            (before, after)
        }
        None => (text, ""),
    };
    let pieces = pieces(before).into_iter().chain(pieces(after));
    let pieces: Vec<(Joint, &str)> = pieces.filter(|(_, piece)| !piece.is_empty()).collect();
    credits.listed = pieces.iter().any(|(joint, _)| *joint == Joint::And);
    for (at, &(joint, piece)) in pieces.iter().enumerate() {
        let joint = if at == 0 { Joint::None } else { joint };
        if !credits.take(joint, piece) {
            return None;
        }
    }
    let enough = match told {
        Told::By => credits.read,
        Told::Alone => credits.is_surely_one(),
    };
    enough.then_some(credits.front)
}

/// The pieces of a credit, and how each is joined to the one before.
fn pieces(text: &str) -> Vec<(Joint, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut joint) = (0, Joint::Comma);
    let bytes = text.as_bytes();
    for (at, mark) in text.char_indices() {
        let blanks =
            at > 0 && bytes[at - 1] == b' ' && bytes.get(at + mark.len_utf8()) == Some(&b' ');
        let next = match mark {
            ',' | ';' | '、' | '，' => Joint::Comma,
            '|' | '•' | '·' | '(' | ')' | '[' | ']' => Joint::Bar,
            '/' | '-' | '–' | '—' if blanks => Joint::Bar,
            _ => continue,
        };
        push(&mut pieces, joint, &text[start..at]);
        (start, joint) = (at + mark.len_utf8(), next);
    }
    push(&mut pieces, joint, &text[start..]);
    pieces
}

fn push<'a>(pieces: &mut Vec<(Joint, &'a str)>, joint: Joint, text: &'a str) {
    for (order, piece) in credits::joined(text).into_iter().enumerate() {
        pieces.push((
            if order == 0 { joint } else { Joint::And },
            super::trim(piece),
        ));
    }
}

/// A credit while it is read.
#[derive(Default)]
struct Credits {
    told: Told,
    front: Front,
    /// Whether "and" stands between authors: what stands between commas is a list of them.
    listed: bool,
    /// Whether anything was read.
    read: bool,
    /// Whether a piece said what only a credit says.
    certain: bool,
}

impl Credits {
    /// Takes in one piece; whether it fits into a credit.
    fn take(&mut self, joint: Joint, piece: &str) -> bool {
        let fits = match joint {
            Joint::None => self.first(piece),
            Joint::And => self.other(piece),
            Joint::Comma | Joint::Bar => self.beside(joint, piece),
        };
        self.read |= fits;
        fits
    }

    /// The first piece: an author, or who else is credited.
    fn first(&mut self, piece: &str) -> bool {
        let (name, place) = cut(piece);
        let paper = is_surely_outlet(piece) || (self.told == Told::Alone && is_outlet(piece));
        if paper || is_acronym(piece) {
            return self.source(piece);
        }
        if dates::names_a_day(piece) {
            return false;
        }
        if is_outlet(place) {
            self.source(place);
        }
        self.author(name)
    }

    /// A piece behind "and".
    fn other(&mut self, piece: &str) -> bool {
        if is_surely_outlet(piece) {
            return self.source(piece);
        }
        // "and agencies", "and our own reporters"
        let unnamed = piece.split(' ').count() <= 4 && !piece.contains(char::is_uppercase);
        unnamed || self.author(cut(piece).0)
    }

    /// A piece behind a comma or a bar: mostly what the author is, or where.
    fn beside(&mut self, joint: Joint, piece: &str) -> bool {
        if let Some(paper) = head_words::PAPER.after(piece) {
            self.certain = true;
            return self.source(super::trim(paper));
        }
        if is_surely_outlet(piece) || is_outlet(piece) {
            return self.source(piece);
        }
        match credits::beside(piece) {
            Some(Beside::Suffix) => {
                self.certain = true;
                if let Some(name) = self.front.names.last_mut() {
                    *name = format!("{name}, {piece}");
                }
                return true;
            }
            Some(Beside::Nobody) => {
                self.certain |= !piece.contains(|c: char| c.is_ascii_digit());
                return piece.split(' ').count() <= 9;
            }
            None => {}
        }
        let words = piece.split(' ').count();
        if piece.starts_with(char::is_lowercase) {
            return words <= 5;
        }
        if words == 1 && !is_square(piece) {
            return self.alone(joint, piece);
        }
        if !is_name(cut(piece).0, 6) {
            return false;
        }
        let person = self.listed
            || is_square(piece)
            || piece.split(' ').next().is_some_and(head_words::is_given);
        !person || self.author(cut(piece).0)
    }

    /// One word behind an author is an agency, or a place.
    fn alone(&mut self, joint: Joint, word: &str) -> bool {
        let named = self.front.names.iter().any(|name| name.contains(' '));
        if is_acronym(word) || joint == Joint::Bar {
            self.certain = true;
            return self.source(word);
        }
        // "By Cher, Madonna and Prince": beside names of one word it is another.
        named || self.author(word)
    }

    fn source(&mut self, paper: &str) -> bool {
        if !paper.is_empty() {
            self.front.source.get_or_insert_with(|| paper.to_string());
        }
        true
    }

    /// Takes in the author of a piece, posts and degrees left out.
    fn author(&mut self, piece: &str) -> bool {
        let (name, rest) = without_posts(piece);
        self.certain |= rest;
        if name.is_empty() {
            return true;
        }
        let one = !name.contains(' ') && !is_square(name);
        if rest && (one || is_outlet(name)) {
            return self.source(name);
        }
        if !is_name(name, 6) || !name.starts_with(|c: char| c.is_uppercase() || is_square_letter(c))
        {
            return false;
        }
        self.front.names.push(without_title(name).to_string());
        true
    }

    /// Whether what stands without "by" is a credit: names, and something that only a credit says.
    fn is_surely_one(&self) -> bool {
        let names = &self.front.names;
        let whole = |name: &String| is_square(name) || (2..=5).contains(&name.split(' ').count());
        let given = |name: &String| name.split(' ').next().is_some_and(head_words::is_given);
        !names.is_empty() && names.iter().all(whole) && (self.certain || names.iter().all(given))
    }
}

/// A name without the posts and degrees around it, and whether there were any: "Staff writer Anna
/// Brandt", "Anna Brandt Political Editor", "Anna Brandt MD".
fn without_posts(piece: &str) -> (&str, bool) {
    let words: Vec<(usize, &str)> = credits::words(piece).collect();
    let is_post =
        |word: &str| head_words::is_post(word) || (head_words::is_degree(word) && is_acronym(word));
    let Some(last) = words.iter().rposition(|(_, word)| is_post(word)) else {
        return (piece, false);
    };
    if words.len() - last > 2 {
        return (&piece[words[last + 1].0..], true);
    }
    let first = words
        .iter()
        .position(|(_, word)| is_post(word))
        .unwrap_or(last);
    let mut end = first;
    // Between name and post stands what the post is about: two words of weight make a name.
    let mut heavy = 0;
    for (at, (_, word)) in words[..first].iter().enumerate() {
        heavy += usize::from(word.starts_with(char::is_uppercase));
        if heavy == 2 {
            end = at + 1;
            break;
        }
    }
    (piece[..words[end].0].trim(), true)
}

/// A name without the forms of address before it: "Prof. Anna Brandt". Of "King Charles" they are a part.
fn without_title(name: &str) -> &str {
    let mut bare = name;
    while let Some((first, rest)) = bare.split_once(' ')
        && rest.contains(' ')
        && label_words::is_title(first)
        && !label_words::is_given_too(&first.to_lowercase())
        && !head_words::is_given(first)
    {
        bare = rest;
    }
    bare
}

/// What stands before the word for the place or the paper, and after it: "Anna Brandt in Kiel".
fn cut(piece: &str) -> (&str, &str) {
    let words: Vec<(usize, &str)> = credits::words(piece).collect();
    for &(place, word) in words.iter().skip(1) {
        let rest = &piece[place..];
        if let Some(paper) = head_words::PAPER.after(rest) {
            return (piece[..place].trim(), super::trim(paper));
        }
        if head_words::writes_in(word) {
            return (piece[..place].trim(), piece[place + word.len()..].trim());
        }
    }
    (piece, "")
}

/// Whether a word is set in capitals as agencies and stations are: "AP", "CNN".
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters)
        && word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '&' | '-'))
}

fn is_square_letter(c: char) -> bool {
    script::is_chinese_or_japanese(c) || script::is_hangul(c)
}

fn is_square(text: &str) -> bool {
    text.starts_with(is_square_letter)
}
