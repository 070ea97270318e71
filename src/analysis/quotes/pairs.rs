//! Which mark closes which: one walk over the marks of a block. Only the outermost pair counts.
//!
//! A mark is read by three witnesses: its shape, the characters around it, and whether a quotation is
//! open. Shape alone is wrong where `“` closes (German), where `”` was typed for `“`, and says nothing
//! for `"`; the surroundings are wrong where a space was lost. Two of the three decide.

use super::candidate;
use super::marks::{Family, Mark, Shape, marks};
use crate::story::{Quotation, Span};

/// Pairs the marks of one block that starts at byte `offset` of its story. `carried` is the family of a
/// quotation that the block before left open; returns the one that this block leaves open.
pub(super) fn pair(
    text: &str,
    offset: usize,
    carried: Option<Family>,
    found: &mut Vec<Quotation>,
) -> Option<Family> {
    let marks = marks(text);
    let mut walk = Walk {
        text,
        offset,
        marks: &marks,
        found,
    };
    walk.run(carried)
}

struct Walk<'a> {
    text: &'a str,
    offset: usize,
    marks: &'a [Mark],
    found: &'a mut Vec<Quotation>,
}

impl Walk<'_> {
    /// Marks that are looked at behind a second opening mark.
    const NEAR: usize = 32;
    /// Marks among which the one that closes a quotation is looked for: nobody nests more, and marks that
    /// do not pair would each be followed to the end of the block.
    const MOST: usize = 256;

    fn run(&mut self, carried: Option<Family>) -> Option<Family> {
        let mut next = 0;
        while let Some(opener) = self.marks.get(next) {
            if !self.opens(next) {
                next += 1;
                continue;
            }
            let closer = self.closer(next);
            if let Some((end, again)) = closer.and_then(|closer| self.introduced_anew(next, closer))
            {
                self.push(opener, end, end);
                next = again;
            } else if let Some(again) = closer.filter(|&closer| self.reopens(closer)) {
                let end = self.text[..self.marks[again].start].trim_end().len();
                self.push(opener, end, end);
                next = again;
            } else if let Some(closer) = closer {
                self.push(opener, self.marks[closer].start, self.marks[closer].end);
                next = closer + 1;
            } else if self.runs_on(next, carried) {
                let end = self.text.trim_end().len();
                self.push(opener, end, end);
                return Some(opener.family);
            } else {
                next += 1;
            }
        }
        self.close_alone(carried);
        None
    }

    /// A lone mark after the stop that ends the block closes a quotation whose opening mark was lost, as
    /// of a paragraph that was set apart.
    fn close_alone(&mut self, carried: Option<Family>) {
        let [mark] = self.marks else {
            return;
        };
        // A quotation that was left open may be signed before its mark closes: `Ana Lind, mayor."`
        if carried.is_some() && is_name_line(&self.text[..mark.start]) {
            return;
        }
        let last = mark.end == self.text.trim_end().len() && matches!(mark.before, '.' | '!' | '?');
        if last && mark.family == Family::Double {
            let opener = Mark {
                start: 0,
                end: 0,
                ..*mark
            };
            self.push(&opener, mark.start, mark.end);
        }
    }

    /// Whether a quotation may start at this mark, none being open.
    fn opens(&self, index: usize) -> bool {
        let mark = &self.marks[index];
        if mark.family == Family::Single {
            return mark.stands_open()
                && !matches!(mark.shape, Shape::MostlyCloses | Shape::Closes)
                && !self.is_elision(mark);
        }
        match mark.shape {
            Shape::Opens => true,
            Shape::Closes => false,
            // "qu’« il ne peut pas »": behind an elided word.
            Shape::MostlyOpens => {
                let apart = mark.before.is_whitespace() || matches!(mark.before, '\'' | '’' | '(');
                !mark.after.is_whitespace() || apart
            }
            // `Smith.”It’s …`: typed or scraped the wrong way round, with the space lost.
            Shape::MostlyCloses | Shape::Straight => {
                let inside_word = mark.before.is_alphanumeric() && !mark.after.is_alphabetic();
                !mark.after.is_whitespace() && !inside_word && mark.before != '='
            }
        }
    }

    /// `’em`, `'90s`: a mark that stands for letters left out.
    fn is_elision(&self, mark: &Mark) -> bool {
        let word = self.text[mark.end..]
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        mark.after.is_ascii_digit() && word.ends_with('s')
            || ["em", "til", "cause", "tis", "twas", "n", "bout", "round"]
                .iter()
                .any(|elided| word.eq_ignore_ascii_case(elided))
    }

    /// The mark that closes the quotation opened at `open`.
    fn closer(&self, open: usize) -> Option<usize> {
        let opener = &self.marks[open];
        let mut depth = 0;
        let mut fallback = None;
        for index in open + 1..self.marks.len().min(open + Self::MOST) {
            let mark = &self.marks[index];
            if mark.family != opener.family {
                continue;
            }
            if mark.family == Family::Single {
                match self.single(opener, mark) {
                    Verdict::Closes | Verdict::Perhaps if depth > 0 => depth -= 1,
                    Verdict::Closes => return Some(index),
                    Verdict::Perhaps => fallback = Some(index),
                    Verdict::Nests if self.is_balanced(index) => depth += 1,
                    Verdict::Nests => return fallback,
                    Verdict::Nothing => {}
                }
                continue;
            }
            if self.nests(open, index) {
                depth += 1;
            } else if depth > 0 {
                depth -= 1;
            } else {
                return Some(index);
            }
        }
        fallback
    }

    /// Whether the mark that would close a quotation opens the next one, the paragraphs between having
    /// been joined: `… on the ground. "Whilst companies …"`.
    fn reopens(&self, index: usize) -> bool {
        let mark = &self.marks[index];
        let ended = self.text[..mark.start]
            .trim_end()
            .ends_with(['.', '?', '!']);
        mark.family == Family::Double
            && mark.before.is_whitespace()
            && (mark.after.is_uppercase() || mark.after == '[')
            && ended
            && !matches!(mark.shape, Shape::MostlyCloses | Shape::Closes)
    }

    /// Where a quotation ends whose mark was lost, when the mark that would close it opens another behind a colon:
    /// with the last sentence before that, `"Non c’era nessuno? In spiaggia s’infuriano: "L’ambulanza …"`.
    fn introduced_anew(&self, open: usize, index: usize) -> Option<(usize, usize)> {
        let mark = &self.marks[index];
        let from = self.marks[open].end;
        let words = self.text[from..mark.start].trim_end();
        let opens = mark.family == Family::Double && mark.stands_open() && !mark.stands_closed();
        let said = words.strip_suffix(':').filter(|_| opens)?;
        let stop = said.rmatch_indices(['.', '!', '?']).map(|(at, _)| at + 1);
        let end = stop.into_iter().find(|&end| said[end..].starts_with(' '))?;
        Some((from + end, index))
    }

    /// Whether a mark inside an open quotation of its own family opens another one inside it, or
    /// rather closes it. It nests when it stands and looks like an opening mark, and enough marks
    /// follow to close both.
    fn nests(&self, open: usize, index: usize) -> bool {
        let mark = &self.marks[index];
        let reversed = matches!(self.marks[open].shape, Shape::Opens | Shape::MostlyCloses);
        let looks = match mark.shape {
            Shape::Opens => !reversed || mark.stands_open(),
            Shape::MostlyOpens | Shape::Straight => mark.stands_open() && !mark.stands_closed(),
            Shape::MostlyCloses => {
                reversed && self.marks[open].shape == Shape::MostlyCloses && mark.stands_open()
            }
            Shape::Closes => false,
        };
        // `"The board is “Tides for All” and …`: a pair of its own shape inside straight marks.
        let other = self.marks[open].shape == Shape::Straight
            && mark.shape == Shape::MostlyOpens
            && self.is_pair(index);
        looks && (other || self.two_close(index) || self.is_balanced(index))
    }

    /// Whether the next mark of the family closes the one at `index` by its shape.
    fn is_pair(&self, index: usize) -> bool {
        let family = self.marks[index].family;
        let mut rest = self.marks[index + 1..].iter().take(Self::NEAR);
        let next = rest.find(|mark| mark.family == family);
        next.is_some_and(|next| {
            matches!(next.shape, Shape::MostlyCloses | Shape::Closes) && !next.stands_open()
        })
    }

    /// Whether the marks behind a second opening mark close both it and the first: each is counted by how it
    /// stands, and one that stands neither way says that the counting cannot be trusted.
    fn is_balanced(&self, index: usize) -> bool {
        let family = self.marks[index].family;
        let mut depth = 2;
        let rest = self.marks[index + 1..].iter().take(Self::NEAR);
        for mark in rest.filter(|mark| mark.family == family) {
            match (mark.stands_open(), mark.stands_closed()) {
                (true, false) => depth += 1,
                (false, true) => depth -= 1,
                _ => return false,
            }
            if depth == 0 {
                return true;
            }
        }
        false
    }

    /// Whether the next two marks of the family stand like closing ones.
    fn two_close(&self, index: usize) -> bool {
        let family = self.marks[index].family;
        let near = self.marks[index + 1..].iter().take(Self::NEAR);
        let mut next = near.filter(|mark| mark.family == family);
        let mut closes = || {
            next.next()
                .is_some_and(|mark| mark.stands_closed() || !mark.stands_open())
        };
        closes() && closes()
    }

    /// What a single mark does inside a quotation opened by a single mark. A closing mark is also an
    /// apostrophe: after punctuation it closes; after an s it may be a possessive plural.
    fn single(&self, opener: &Mark, mark: &Mark) -> Verdict {
        if mark.shape == Shape::MostlyOpens && opener.shape != Shape::Opens
            || mark.stands_open() && !mark.stands_closed()
        {
            return if opener.shape == mark.shape {
                Verdict::Nests
            } else {
                Verdict::Nothing
            };
        }
        if !mark.stands_closed() {
            return Verdict::Nothing;
        }
        if matches!(mark.before, 's' | 'n' | 'z') && mark.after == ' ' {
            let next = self.text[mark.end..].trim_start().chars().next();
            return if next.is_some_and(char::is_lowercase) {
                Verdict::Perhaps
            } else {
                Verdict::Closes
            };
        }
        Verdict::Closes
    }

    /// Whether a quotation that no mark closes runs to the end of the block: it opens the block, or
    /// stands after a comma or a colon, or the block before was left open too. The Chicago Manual of
    /// Style (13.32 in the 17th edition) has each paragraph of a long quotation open with a mark and only the last close.
    fn runs_on(&self, open: usize, carried: Option<Family>) -> bool {
        let mark = &self.marks[open];
        if mark.family == Family::Single
            || !matches!(
                mark.shape,
                Shape::Opens | Shape::MostlyOpens | Shape::Straight
            )
            || !mark.stands_open()
        {
            return false;
        }
        let before = self.text[..mark.start].trim_end();
        before.is_empty()
            || before.ends_with([',', ':', '.', '?', '!'])
            || carried == Some(mark.family)
    }

    fn push(&mut self, opener: &Mark, end: usize, outer_end: usize) {
        let inner = &self.text[opener.end..end];
        let start = opener.end + (inner.len() - inner.trim_start().len());
        let end = opener.end + inner.trim_end().len();
        if start < end && inner.contains(char::is_alphanumeric) {
            let at = |byte: usize| self.offset + byte;
            self.found.push(candidate(
                Span::new(at(start), at(end)),
                Span::new(at(opener.start), at(outer_end)),
            ));
        }
    }
}

/// Whether a line is short and opens with two capitalised words, as one that gives a name and an office.
fn is_name_line(line: &str) -> bool {
    const LONGEST: usize = 10;
    let mut words = line.split_whitespace().take(LONGEST + 1);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let opens = words.next().is_some_and(capital) && words.next().is_some_and(capital);
    opens && words.count() <= LONGEST - 2
}

enum Verdict {
    Closes,
    /// Closes if nothing better follows.
    Perhaps,
    Nests,
    Nothing,
}
