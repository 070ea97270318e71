//! What a careful reader wants to know first of a story that was changed: its headline, what people are
//! said to have said, numbers, and what the publisher says of it.

use std::collections::HashSet;

use super::edition::{Edition, Said};
use super::passage::{Change, Passage};
use super::words::{folded, is_word, tokens};
use crate::language::head_words::CORRECTION;

/// Quotations that are held against each other at most.
const MOST: usize = 200;
/// Quotations that share so many of a hundred words are one in other words.
const ALIKE: usize = 50;
/// Words of a stretch in which numbers take each other's place.
const SHORT: usize = 12;

/// Something that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The headline.
    Headline {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// The publisher says that something was wrong.
    Correction(String),
    /// Somebody is quoted in other words.
    Reworded {
        /// As it was.
        before: Said,
        /// As it is.
        after: Said,
    },
    /// The same words are somebody else's.
    Reattributed {
        /// The words.
        words: String,
        /// Who said them.
        before: Option<String>,
        /// Who says them.
        after: Option<String>,
    },
    /// A quotation is gone.
    Dropped(Said),
    /// A quotation is new.
    Quoted(Said),
    /// Another number stands in its place.
    Number {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
        /// The paragraph as it is.
        within: String,
    },
}

/// What was changed, the most telling first.
pub(super) fn findings(earlier: &Edition, later: &Edition, passages: &[Passage]) -> Vec<Finding> {
    let mut all: Vec<Finding> = headline(earlier, later).into_iter().collect();
    all.extend(corrections(passages));
    all.extend(quotations(earlier, later));
    all.extend(passages.iter().flat_map(numbers));
    all
}

fn headline(earlier: &Edition, later: &Edition) -> Option<Finding> {
    let (before, after) = (&earlier.headline, &later.headline);
    (before != after).then(|| Finding::Headline {
        before: before.clone(),
        after: after.clone(),
    })
}

/// New paragraphs that open as corrections do.
fn corrections(passages: &[Passage]) -> impl Iterator<Item = Finding> {
    let new = passages.iter().filter(|passage| {
        let kept = passage
            .pieces
            .iter()
            .filter(|piece| piece.change == Change::Same);
        passage.is_changed() && kept.map(|piece| tokens(&piece.words).len()).sum::<usize>() < 3
    });
    let lines = new.map(|passage| passage.side(Change::Added));
    lines
        .filter(|line| is_correction(line))
        .map(Finding::Correction)
}

fn is_correction(line: &str) -> bool {
    let line = line.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let rest = CORRECTION.after(line);
    // A notice has a mark behind its name: "Correction:", "Clarification —", "Corrected (3 May)".
    rest.is_some_and(|rest| {
        rest.trim_start()
            .starts_with([':', '-', '–', '—', '(', '.', '，', '：'])
    })
}

/// A quotation with its letters and words.
struct Heard<'a> {
    said: &'a Said,
    letters: String,
    words: HashSet<String>,
}

impl<'a> Heard<'a> {
    fn all(edition: &'a Edition) -> Vec<Self> {
        let heard = |said: &'a Said| Self {
            letters: folded(&said.words),
            words: tokens(&said.words)
                .into_iter()
                .map(folded)
                .filter(|word| !word.is_empty())
                .collect(),
            said,
        };
        edition.said.iter().map(heard).collect()
    }

    /// Of a hundred words that either has, how many both have.
    fn likeness(&self, other: &Self) -> usize {
        let shared = self.words.intersection(&other.words).count();
        200 * shared / (self.words.len() + other.words.len()).max(1)
    }
}

fn quotations(earlier: &Edition, later: &Edition) -> Vec<Finding> {
    let (old, new) = (Heard::all(earlier), Heard::all(later));
    let mut all = reattributed(&old, &new);
    let known: HashSet<&str> = new.iter().map(|heard| heard.letters.as_str()).collect();
    let was: HashSet<&str> = old.iter().map(|heard| heard.letters.as_str()).collect();
    let (then, now) = (letters_of(earlier), letters_of(later));
    // Words that only lost their marks, or were taken for a quotation before, are still there.
    let gone = old
        .iter()
        .filter(|heard| !known.contains(heard.letters.as_str()));
    let gone = gone
        .take(MOST)
        .filter(|heard| !now.contains(&heard.letters));
    let came = new
        .iter()
        .filter(|heard| !was.contains(heard.letters.as_str()));
    let came = came
        .take(MOST)
        .filter(|heard| !then.contains(&heard.letters));
    let mut came: Vec<&Heard<'_>> = came.collect();
    for before in gone {
        let likest = came
            .iter()
            .enumerate()
            .max_by_key(|(_, after)| before.likeness(after));
        let likest = likest.filter(|(_, after)| before.likeness(after) >= ALIKE);
        let Some(at) = likest.map(|(at, _)| at) else {
            all.push(Finding::Dropped(before.said.clone()));
            continue;
        };
        all.push(Finding::Reworded {
            before: before.said.clone(),
            after: came.remove(at).said.clone(),
        });
    }
    all.extend(
        came.into_iter()
            .map(|after| Finding::Quoted(after.said.clone())),
    );
    all
}

/// The same words, each said once before and once now, by somebody else.
fn reattributed(old: &[Heard<'_>], new: &[Heard<'_>]) -> Vec<Finding> {
    let once = |all: &[Heard<'_>], letters: &str| {
        all.iter().filter(|heard| heard.letters == letters).count() == 1
    };
    let mut found = Vec::new();
    for before in old.iter().take(MOST) {
        let Some(after) = new.iter().find(|after| after.letters == before.letters) else {
            continue;
        };
        let (was, is) = (&before.said.speaker, &after.said.speaker);
        // A fuller name is nobody else.
        let names = |name: &Option<String>| name.as_deref().map(folded).unwrap_or_default();
        let (short, long) = (names(was), names(is));
        let is_same = long.contains(&short) || short.contains(&long);
        if !is_same && once(old, &before.letters) && once(new, &before.letters) {
            found.push(Finding::Reattributed {
                words: after.said.words.clone(),
                before: was.clone(),
                after: is.clone(),
            });
        }
    }
    found
}

/// Numbers that take each other's place in a few words.
fn numbers(passage: &Passage) -> Vec<Finding> {
    let mut found = Vec::new();
    for pair in passage.pieces.windows(2) {
        let [before, after] = pair else { continue };
        if (before.change, after.change) != (Change::Struck, Change::Added) {
            continue;
        }
        let (old, new) = (figures(&before.words), figures(&after.words));
        let (Some(old), Some(new)) = (old, new) else {
            continue;
        };
        if old.len() != new.len() {
            continue;
        }
        let others = old.into_iter().zip(new).filter(|(old, new)| old != new);
        found.extend(others.map(|(old, new)| Finding::Number {
            before: old.to_owned(),
            after: new.to_owned(),
            within: passage.side(Change::Added),
        }));
    }
    found
}

/// The numbers of a few words; `None` where they are many.
fn figures(words: &str) -> Option<Vec<&str>> {
    let tokens = tokens(words);
    let is_short = tokens.iter().filter(|token| is_word(token)).count() <= SHORT;
    let figures = tokens
        .into_iter()
        .map(str::trim)
        .filter(|token| token.contains(char::is_numeric));
    is_short.then(|| figures.collect())
}

/// All letters and digits of an edition.
fn letters_of(edition: &Edition) -> String {
    edition.paragraphs.iter().map(|line| folded(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Finding, is_correction};
    use crate::versions::{Edition, Said, compare};

    fn said(words: &str, speaker: Option<&str>) -> Said {
        Said {
            words: words.to_owned(),
            speaker: speaker.map(str::to_owned),
        }
    }

    fn edition(headline: &str, paragraphs: &[&str], said: &[Said]) -> Edition {
        Edition {
            headline: headline.to_owned(),
            paragraphs: paragraphs.iter().map(|line| (*line).to_owned()).collect(),
            said: said.to_vec(),
        }
    }

    #[test]
    fn headline_number_and_notice_are_told() {
        let old = edition(
            "Mill burns",
            &["Three of 12 sheds were lost.", "It rained."],
            &[],
        );
        let new = edition(
            "Mill burns down",
            &[
                "Three of 21 sheds were lost.",
                "It rained.",
                "Correction: an earlier version gave the number of sheds as 12.",
            ],
            &[],
        );
        let found = compare(&old, &new).findings;
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(matches!(&found[0], Finding::Headline { after, .. } if after == "Mill burns down"));
        assert!(matches!(&found[1], Finding::Correction(line) if line.starts_with("Correction:")));
        let expect = ("12".to_owned(), "21".to_owned());
        assert!(
            matches!(&found[2], Finding::Number { before, after, .. } if (before.clone(), after.clone()) == expect)
        );
    }

    #[test]
    fn quotations_are_dropped_reworded_and_given_to_others() {
        let old = edition(
            "h",
            &[
                "“We never knew of the leak,” he said. “Ask them.” “Fine work by all of us,” she said.",
            ],
            &[
                said("We never knew of the leak,", Some("Lund")),
                said("Ask them.", Some("Lund")),
                said("Fine work by all of us,", Some("Ada Berg")),
            ],
        );
        let new = edition(
            "h",
            &["“We never knew of any leak,” he said. “Fine work by all of us,” he said."],
            &[
                said("We never knew of any leak,", Some("Lund")),
                said("Fine work by all of us,", Some("Lund")),
            ],
        );
        let found = compare(&old, &new).findings;
        let has = |is_it: &dyn Fn(&Finding) -> bool| found.iter().any(is_it);
        assert!(has(
            &|finding| matches!(finding, Finding::Reattributed { after: Some(after), .. } if after == "Lund")
        ));
        assert!(has(&|finding| matches!(finding, Finding::Reworded { .. })));
        assert!(has(
            &|finding| matches!(finding, Finding::Dropped(said) if said.words == "Ask them.")
        ));
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn words_that_only_lost_their_marks_are_still_there() {
        let words = [said("a fine day", Some("Lund"))];
        let old = edition("h", &["He called it “a fine day” and left."], &words);
        let new = edition("h", &["He called it a fine day and left."], &[]);
        assert_eq!(compare(&old, &new).findings, []);
    }

    #[test]
    fn notices_are_told_in_many_languages_and_stories_about_them_are_not() {
        for (line, expect) in [
            ("CORRECTION: the bridge is shorter.", true),
            ("[Clarification — the mayor was not asked.]", true),
            ("Richtigstellung: Die Brücke ist kürzer.", true),
            ("Rectificatif : le pont est plus court.", true),
            ("Correction of the river’s course took ten years.", false),
            ("The bridge is shorter.", false),
        ] {
            assert_eq!(is_correction(line), expect, "{line}");
        }
    }
}
