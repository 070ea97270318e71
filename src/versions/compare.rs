//! What one edition makes otherwise of another: first by paragraphs, then by the words of those that
//! are not the same.

use super::edition::Edition;
use super::findings::{Finding, findings};
use super::passage::{Change, Passage};
use super::words::{Stretch, is_word, joined, stretches, tokens};

/// The end of a paragraph among its words.
const END: &str = "\n";

/// What one edition makes otherwise of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What a careful reader wants to know first.
    pub findings: Vec<Finding>,
    /// All paragraphs of both, in order.
    pub passages: Vec<Passage>,
}

impl Comparison {
    /// Whether the two say the same in the same words.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty() && !self.passages.iter().any(Passage::is_changed)
    }

    /// Words that were struck or added.
    pub fn words(&self, change: Change) -> usize {
        let pieces = self.passages.iter().flat_map(|passage| &passage.pieces);
        let of = pieces.filter(|piece| piece.change == change);
        of.map(|piece| crate::story::count_words(&piece.words))
            .sum()
    }
}

/// What the later edition makes otherwise of the earlier one.
pub fn compare(earlier: &Edition, later: &Edition) -> Comparison {
    let passages = passages(&earlier.paragraphs, &later.paragraphs);
    Comparison {
        findings: findings(earlier, later, &passages),
        passages,
    }
}

/// What one line makes otherwise of another.
pub fn compare_lines(earlier: &str, later: &str) -> Passage {
    let mut passages = by_words(&[earlier.to_owned()], &[later.to_owned()]);
    let mut whole = Passage::default();
    for piece in passages.drain(..).flat_map(|passage| passage.pieces) {
        whole.put(&piece.words, piece.change);
    }
    whole
}

fn passages(old: &[String], new: &[String]) -> Vec<Passage> {
    let mut all = Vec::new();
    for stretch in stretches(old, new) {
        if stretch.same {
            all.extend(
                new[stretch.new]
                    .iter()
                    .map(|line| whole(line, Change::Same)),
            );
        } else {
            all.extend(by_words(&old[stretch.old], &new[stretch.new]));
        }
    }
    all
}

fn whole(line: &str, change: Change) -> Passage {
    let mut passage = Passage::default();
    passage.put(line, change);
    passage
}

/// Paragraphs that are not the same, word by word.
fn by_words(old: &[String], new: &[String]) -> Vec<Passage> {
    if old.is_empty() || new.is_empty() {
        let struck = old.iter().map(|line| whole(line, Change::Struck));
        let added = new.iter().map(|line| whole(line, Change::Added));
        return struck.chain(added).collect();
    }
    let (old, new) = (all_tokens(old), all_tokens(new));
    let keys = |tokens: &[&str]| -> Vec<String> {
        let key = |token: &&str| token.trim_end_matches(' ').to_owned();
        tokens.iter().map(key).collect()
    };
    let found = calm(stretches(&keys(&old), &keys(&new)), &new);
    let mut writer = Writer::default();
    for stretch in found {
        if stretch.same {
            writer.put(&new[stretch.new], Change::Same);
        } else {
            writer.put(&old[stretch.old], Change::Struck);
            writer.put(&new[stretch.new], Change::Added);
        }
    }
    writer.finish()
}

fn all_tokens(lines: &[String]) -> Vec<&str> {
    let mut all = Vec::new();
    for line in lines {
        all.extend(tokens(line));
        all.push(END);
    }
    all
}

/// A single word that stays between others that go says nothing: it goes and comes with them, so that
/// a sentence written anew is read as one.
fn calm(stretches: Vec<Stretch>, new: &[&str]) -> Vec<Stretch> {
    let lengths: Vec<usize> = stretches
        .iter()
        .map(|stretch| stretch.old.len() + stretch.new.len())
        .collect();
    let last = stretches.len().saturating_sub(1);
    let calmed = stretches.into_iter().enumerate().map(|(at, stretch)| {
        let words = &new[stretch.new.clone()];
        let few = words.iter().filter(|word| is_word(word)).count() < 2 && !words.contains(&END);
        let between = at > 0 && at < last && lengths[at - 1].min(lengths[at + 1]) > 1;
        Stretch {
            same: stretch.same && !(few && between),
            ..stretch
        }
    });
    joined(calmed.collect::<Vec<_>>())
}

/// Cuts words into passages where paragraphs end.
#[derive(Default)]
struct Writer {
    done: Vec<Passage>,
    open: Passage,
}

impl Writer {
    fn put(&mut self, tokens: &[&str], change: Change) {
        for token in tokens {
            if *token == END {
                self.end(change);
            } else {
                self.open.put(token, change);
            }
        }
    }

    /// The end of a paragraph that both have, or one that is struck or added as a whole, ends a passage.
    fn end(&mut self, change: Change) {
        let pieces = &self.open.pieces;
        let is_whole = pieces.iter().all(|piece| piece.change == change);
        if change == Change::Same || is_whole {
            self.done.push(std::mem::take(&mut self.open));
        } else {
            self.open.put(" ¶ ", change);
        }
    }

    fn finish(mut self) -> Vec<Passage> {
        self.done.push(self.open);
        self.done.retain(|passage| !passage.pieces.is_empty());
        for passage in &mut self.done {
            passage.trim();
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Comparison, compare};
    use crate::versions::Edition;

    fn edition(headline: &str, paragraphs: &[&str]) -> Edition {
        Edition {
            headline: headline.to_owned(),
            paragraphs: paragraphs.iter().map(|line| (*line).to_owned()).collect(),
            said: Vec::new(),
        }
    }

    fn shown(comparison: &Comparison) -> Vec<String> {
        let mut all = Vec::new();
        for passage in comparison
            .passages
            .iter()
            .filter(|passage| passage.is_changed())
        {
            let pieces = passage.pieces.iter().map(|piece| match piece.change {
                Change::Same => piece.words.clone(),
                Change::Struck => format!("[{}]", piece.words),
                Change::Added => format!("{{{}}}", piece.words),
            });
            all.push(pieces.collect::<String>());
        }
        all
    }

    fn check(old: &[&str], new: &[&str], expect: &[&str]) {
        let (old, new) = (edition("h", old), edition("h", new));
        let found = compare(&old, &new);
        assert_eq!(shown(&found), expect);
        // No word of either is lost.
        for (side, edition) in [(Change::Struck, &old), (Change::Added, &new)] {
            let kept: String = found
                .passages
                .iter()
                .map(|passage| passage.side(side))
                .collect();
            let bare = |text: &str| text.replace([' ', '¶'], "");
            assert_eq!(bare(&kept), bare(&edition.paragraphs.concat()));
        }
    }

    #[test]
    fn words_are_struck_and_added_in_their_place() {
        check(
            &["The ferry sank at noon.", "Nobody was hurt."],
            &["The ferry sank at night.", "Nobody was hurt."],
            &["The ferry sank at [noon]{night}."],
        );
    }

    #[test]
    fn paragraphs_come_and_go_as_a_whole() {
        check(
            &["One stays.", "Two goes away for good.", "Three stays."],
            &["One stays.", "Three stays.", "Four is entirely new."],
            &["[Two goes away for good.]", "{Four is entirely new.}"],
        );
    }

    #[test]
    fn a_sentence_written_anew_is_not_cut_to_pieces() {
        check(
            &["The old mill by the river burned down in a single night."],
            &["A warehouse near the docks was lost to fire before dawn."],
            &[
                "[The old mill by the river burned down in a single night]{A warehouse near the docks was lost to fire before dawn}.",
            ],
        );
    }

    #[test]
    fn a_paragraph_cut_in_two_is_seen() {
        check(
            &["He came. He saw."],
            &["He came.", "He saw."],
            &["He came.{ ¶ }He saw."],
        );
    }

    #[test]
    fn the_same_text_says_nothing() {
        let one = edition("h", &["a b", "c"]);
        assert!(compare(&one, &one).is_empty());
    }

    #[test]
    fn texts_without_anything_in_common_are_compared_in_bounded_time() {
        let words = |seed: u64| -> String {
            let number = |at: u64| (at * 2_654_435_761 + seed) % 977;
            let words = (0..40_000).map(|at| number(at).to_string());
            words.collect::<Vec<_>>().join(" w")
        };
        let (old, new) = (words(1), words(500));
        let begun = std::time::Instant::now();
        let found = compare(&edition("h", &[&old]), &edition("h", &[&new]));
        assert!(!found.is_empty());
        // A debug build takes its time beside the comparison itself.
        assert!(begun.elapsed().as_secs() < 20);
    }
}
