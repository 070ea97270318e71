//! Which pieces of a page another reader takes for the article. It is a crate that knows thousands of
//! sites; here it has one vote among others, and where it fails the page is read without it.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::thread;

use super::pieces::{Piece, is_dense};
use super::tree::Tree;
use super::write::plainly;

/// Words that are compared at once.
const RUN: usize = 4;

/// The largest page, in nodes, that is asked about: on larger ones the vote takes too long.
const LARGEST: usize = 40_000;

/// Room for the frames of a page that is as deep as it may be.
const STACK: usize = 16 << 20;

/// For each piece, whether it is taken for the article; `None` where there is no answer.
pub(super) fn votes(tree: &Tree, pieces: &[Piece]) -> Option<Vec<bool>> {
    let article = article(tree)?;
    let runs: HashSet<u64> = runs(&article).collect();
    let is_in = |piece: &Piece| {
        let (all, found) = runs_of(piece, &runs);
        all > 0 && found * 2 >= all
    };
    let votes: Vec<bool> = pieces.iter().map(is_in).collect();
    votes.contains(&true).then_some(votes)
}

fn runs_of(piece: &Piece, known: &HashSet<u64>) -> (usize, usize) {
    let (mut all, mut found) = (0, 0);
    for run in runs(&piece.text) {
        all += 1;
        found += usize::from(known.contains(&run));
    }
    (all, found)
}

/// The text that the crate finds.
fn article(tree: &Tree) -> Option<String> {
    if tree.nodes.len() > LARGEST {
        return None;
    }
    let page = written(tree);
    // On a thread of its own: it may run deep, and what goes wrong there ends there.
    let asked = thread::Builder::new().stack_size(STACK).spawn(move || {
        let options = trafilatura::Options::default()
            .with_fallback(true)
            .with_exclude_comments(true);
        trafilatura::extract(&page, &options)
            .ok()
            .map(|found| found.content_text)
    });
    asked.ok()?.join().ok().flatten()
}

/// The page as plain markup, without what is no text.
fn written(tree: &Tree) -> String {
    let mut out = String::from("<!DOCTYPE html><html>");
    plainly(tree, 0, &mut out);
    out.push_str("</html>");
    out
}

/// Marks of each run of words, so that texts with other marks and blanks between them compare alike.
fn runs(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words: Vec<u64> = words(text).collect();
    (RUN..=words.len()).map(move |end| mark(&words[end - RUN..end]))
}

fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    let whole = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    whole.flat_map(|word| {
        let dense = word.contains(is_dense);
        let letters = word
            .chars()
            .filter(move |_| dense)
            .map(|letter| mark(&letter));
        letters.chain((!dense).then(|| mark(&word.to_lowercase())))
    })
}

fn mark(thing: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}
