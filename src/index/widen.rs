//! A word → the words of the index that it stands for: its forms, what begins with it, and the
//! nearest spelling where the index does not know it.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

use crate::index::query::tree::Last;
use crate::index::words::Stems;

/// Shortest word of which other forms are looked for, in characters.
const SHORTEST_WITH_FORMS: usize = 4;
/// How many letters longer than the word a form of it may be: "-ations" and the like.
const LONGEST_ENDING: usize = 5;
/// Dictionary entries looked at for the forms of one word, for each segment.
const MOST_CANDIDATES: usize = 4_000;
/// Other forms or spellings taken of one word.
const MOST_FORMS: usize = 16;

/// Documents of a part of the index that knows all common words: some thousand stories.
const TELLING: u32 = 20_000;
/// Words that a beginning stands for while it is typed and very many begin so.
const COMMONEST: usize = 64;

/// A word and what it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Widened {
    /// The word as typed (or as it is spelt), then its other forms.
    pub(crate) forms: Vec<String>,
    /// Words that begin so count as well.
    pub(crate) prefix: Option<String>,
    /// The commonest of these where there are very many and not all are looked for; else empty.
    pub(crate) endings: Vec<String>,
    /// What these are, where the word was typed with gaps: then it stands for nothing else.
    pub(crate) pattern: Option<String>,
    /// What was looked for instead, where no story has the word.
    pub(crate) spelling: Option<String>,
}

impl Widened {
    /// The word without its other forms.
    pub(crate) fn exactly(word: &str, last: Last) -> Self {
        Self {
            forms: vec![word.to_owned()],
            prefix: (last == Last::Prefix).then(|| word.to_owned()),
            endings: Vec::new(),
            pattern: None,
            spelling: None,
        }
    }

    /// Whether a folded word of a text is meant.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.pattern
            .as_ref()
            .is_some_and(|pattern| is_like(word, pattern))
            || self.forms.iter().any(|form| form == word)
            || self
                .prefix
                .as_ref()
                .is_some_and(|beginning| word.starts_with(beginning.as_str()))
    }
}

/// Looks words up in the dictionaries of an index.
pub(crate) struct Widener<'a> {
    searcher: &'a Searcher,
    stems: Stems,
}

impl<'a> Widener<'a> {
    pub(crate) fn new(searcher: &'a Searcher) -> Self {
        Self {
            searcher,
            stems: Stems::new(),
        }
    }

    /// The words of a field that are like a pattern.
    pub(crate) fn like(&self, field: Field, pattern: &str) -> tantivy::Result<Widened> {
        let literal = pattern.find(['?', '*']).unwrap_or(pattern.len());
        let literal = &pattern[..literal];
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(literal).into_stream()?;
            while terms.advance() && terms.key().starts_with(literal.as_bytes()) {
                let term = std::str::from_utf8(terms.key()).unwrap_or_default();
                if is_like(term, pattern) {
                    found.insert(term.to_owned());
                }
            }
        }
        Ok(Widened {
            endings: found.into_iter().collect(),
            pattern: Some(pattern.to_owned()),
            ..Widened::default()
        })
    }

    /// What a word stands for in a field.
    pub(crate) fn word(
        &mut self,
        field: Field,
        word: &str,
        last: Last,
    ) -> tantivy::Result<Widened> {
        let mut widened = Widened::exactly(word, last);
        if last == Last::Similar {
            let distance = distance(word).max(1);
            widened.forms.extend(self.similar(field, word, distance)?);
            return Ok(widened);
        }
        if word.chars().count() >= SHORTEST_WITH_FORMS {
            widened.forms.extend(self.forms(field, word)?);
        }
        if !self.is_known(field, &widened)? {
            self.respell(field, word, &mut widened)?;
        }
        Ok(widened)
    }

    /// The commonest words that begin so, where there are very many: those of a part of the index that
    /// is large enough to know them.
    pub(crate) fn commonest(&self, field: Field, beginning: &str) -> tantivy::Result<Vec<String>> {
        let Some(segment) = self.telling() else {
            return Ok(Vec::new());
        };
        let index = segment.inverted_index(field)?;
        let mut found = Vec::new();
        let mut terms = index.terms().range().ge(beginning).into_stream()?;
        while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
            if let Ok(term) = std::str::from_utf8(terms.key()) {
                found.push((terms.value().doc_freq, term.to_owned()));
            }
        }
        if found.len() <= COMMONEST {
            return Ok(Vec::new());
        }
        let order = |one: &(u32, String), other: &(u32, String)| other.cmp(one);
        found.select_nth_unstable_by(COMMONEST, order);
        found.truncate(COMMONEST);
        found.sort_unstable_by(order);
        Ok(found.into_iter().map(|(_, term)| term).collect())
    }

    /// The smallest segment that knows all common words, or else the largest.
    fn telling(&self) -> Option<&SegmentReader> {
        let segments = self.searcher.segment_readers();
        let enough = segments
            .iter()
            .filter(|segment| segment.max_doc() >= TELLING);
        let size = |segment: &&SegmentReader| segment.max_doc();
        enough
            .min_by_key(size)
            .or_else(|| segments.iter().max_by_key(size))
    }

    fn is_known(&self, field: Field, widened: &Widened) -> tantivy::Result<bool> {
        for form in &widened.forms {
            if self
                .searcher
                .doc_freq(&Term::from_field_text(field, form))?
                > 0
            {
                return Ok(true);
            }
        }
        match &widened.prefix {
            Some(beginning) => self.begins(field, beginning),
            None => Ok(false),
        }
    }

    fn begins(&self, field: Field, beginning: &str) -> tantivy::Result<bool> {
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(beginning).into_stream()?;
            if terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Words of the dictionary with the same stem.
    fn forms(&mut self, field: Field, word: &str) -> tantivy::Result<Vec<String>> {
        let stems = self.stems.of(word);
        let shared = shared_beginning(word, &stems);
        let longest = word.len() + LONGEST_ENDING;
        let mut forms = Vec::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(shared).into_stream()?;
            for _ in 0..MOST_CANDIDATES {
                if !terms.advance() || !terms.key().starts_with(shared.as_bytes()) {
                    break;
                }
                let Ok(term) = std::str::from_utf8(terms.key()) else {
                    continue;
                };
                let is_new =
                    term.len() <= longest && term != word && !forms.iter().any(|form| form == term);
                if is_new && share_a_stem(&stems, &self.stems.of(term)) {
                    forms.push(term.to_owned());
                }
            }
        }
        forms.truncate(MOST_FORMS);
        Ok(forms)
    }

    /// Takes the nearest spelling that the index knows.
    fn respell(&self, field: Field, word: &str, widened: &mut Widened) -> tantivy::Result<()> {
        for distance in 1..=distance(word) {
            if let Some(spelling) = self.similar(field, word, distance)?.into_iter().next() {
                widened.forms = vec![spelling.clone()];
                widened.prefix = None;
                widened.spelling = Some(spelling);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Words within so many changes of a letter, the most common first.
    fn similar(&self, field: Field, word: &str, distance: u8) -> tantivy::Result<Vec<String>> {
        let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().search(query.automaton()?).into_stream()?;
            while terms.advance() {
                if let Ok(term) = std::str::from_utf8(terms.key()) {
                    *found.entry(term.to_owned()).or_default() += terms.value().doc_freq;
                }
            }
        }
        let mut found: Vec<(String, u32)> =
            found.into_iter().filter(|(term, _)| term != word).collect();
        found.sort_by_key(|&(_, frequency)| std::cmp::Reverse(frequency));
        found.truncate(MOST_FORMS);
        Ok(found.into_iter().map(|(term, _)| term).collect())
    }
}

/// Whether a word is one of those that a pattern stands for: `?` is one letter, `*` any number. Goes
/// back to the last `*` alone, so that no pattern takes long.
fn is_like(word: &str, pattern: &str) -> bool {
    let (word, pattern): (Vec<char>, Vec<char>) =
        (word.chars().collect(), pattern.chars().collect());
    let (mut at, mut next) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < word.len() {
        match pattern.get(next) {
            Some('*') => {
                star = Some((next, at));
                next += 1;
            }
            Some(&letter) if letter == '?' || letter == word[at] => (at, next) = (at + 1, next + 1),
            _ => {
                let Some((place, taken)) = star else {
                    return false;
                };
                star = Some((place, taken + 1));
                (at, next) = (taken + 1, place + 1);
            }
        }
    }
    pattern[next..].iter().all(|&letter| letter == '*')
}

/// Changes of a letter that a slip of the pen makes in a word of this length.
fn distance(word: &str) -> u8 {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// What every form of a word begins with: its shortest stem; of an English one the last letter is left
/// out, which endings change ("policy", "policies").
fn shared_beginning<'w>(word: &'w str, stems: &[String]) -> &'w str {
    let shared = |(language, stem): (usize, &String)| {
        let pairs = word.chars().zip(stem.chars());
        let same = pairs.take_while(|(one, other)| one == other).count();
        same.saturating_sub(usize::from(language == Stems::ENGLISH))
    };
    let shortest = stems.iter().enumerate().map(shared).min().unwrap_or(0);
    let end = word.char_indices().nth(shortest.max(3));
    &word[..end.map_or(word.len(), |(place, _)| place)]
}

fn share_a_stem(one: &[String], other: &[String]) -> bool {
    one.iter().zip(other).any(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_pattern_stands_for_the_words_that_fill_its_gaps() {
        for (pattern, word, expect) in [
            ("wo?d", "word", true),
            ("wo?d", "world", false),
            ("imm*tion", "immigration", true),
            ("imm*tion", "immtion", true),
            ("imm*tion", "immigrations", false),
            ("*ation", "nation", true),
            ("w*d*", "wadi", true),
            ("?", "é", true),
            ("", "", true),
        ] {
            assert_eq!(is_like(word, pattern), expect, "{pattern} {word}");
        }
        let long = "a".repeat(4_000);
        assert!(!is_like(&long, &("a*".repeat(30) + "b")));
    }
}
