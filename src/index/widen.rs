//! A word → the words of a dictionary that it stands for: its forms, what begins with it, and the
//! nearest spelling where the dictionary does not know it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

use crate::index::query::tree::Last;
use crate::index::words::Stems;

/// What another form of a word counts against the form typed.
pub(crate) const FORM: f64 = 0.6;
/// What a word that only begins as typed counts, so that the word itself ranks first.
pub(crate) const BEGINNING: f64 = 0.3;

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

/// The words that an engine knows, field by field.
pub(crate) trait Dictionary {
    /// Why it could not be asked.
    type Failure;

    /// Words of a field that begin so, in their order; of each part of the dictionary at most so many.
    fn beginning(
        &self,
        field: &'static str,
        beginning: &str,
        most: usize,
        take: &mut dyn FnMut(&str),
    ) -> Result<(), Self::Failure>;

    /// Whether a story has the word in a field.
    fn knows(&self, field: &'static str, word: &str) -> Result<bool, Self::Failure>;

    /// Those of some words that a story has in a field.
    fn known(
        &self,
        field: &'static str,
        words: HashSet<String>,
    ) -> Result<HashSet<String>, Self::Failure>;

    /// Words within so many changes of a letter, the most common first; the word itself is none.
    fn similar(
        &self,
        field: &'static str,
        word: &str,
        distance: u8,
    ) -> Result<Vec<String>, Self::Failure>;
}

/// Looks words up in a dictionary.
pub(crate) struct Widener<'a, D> {
    dictionary: &'a D,
    stems: Stems,
}

impl<'a, D: Dictionary> Widener<'a, D> {
    pub(crate) fn new(dictionary: &'a D) -> Self {
        Self {
            dictionary,
            stems: Stems::new(),
        }
    }

    /// What a word stands for in a field.
    pub(crate) fn word(
        &mut self,
        field: &'static str,
        word: &str,
        last: Last,
    ) -> Result<Widened, D::Failure> {
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

    fn is_known(&self, field: &'static str, widened: &Widened) -> Result<bool, D::Failure> {
        for form in &widened.forms {
            if self.dictionary.knows(field, form)? {
                return Ok(true);
            }
        }
        let mut begins = false;
        if let Some(beginning) = &widened.prefix {
            let found = &mut |_: &str| begins = true;
            self.dictionary.beginning(field, beginning, 1, found)?;
        }
        Ok(begins)
    }

    /// Words of the dictionary with the same stem.
    fn forms(&mut self, field: &'static str, word: &str) -> Result<Vec<String>, D::Failure> {
        let stems = self.stems.of(word);
        let shared = shared_beginning(word, &stems);
        let longest = word.len() + LONGEST_ENDING;
        let mut forms: Vec<String> = Vec::new();
        let all_stems = &mut self.stems;
        let take = &mut |term: &str| {
            let is_new =
                term.len() <= longest && term != word && !forms.iter().any(|form| form == term);
            if is_new && share_a_stem(&stems, &all_stems.of(term)) {
                forms.push(term.to_owned());
            }
        };
        self.dictionary
            .beginning(field, shared, MOST_CANDIDATES, take)?;
        forms.truncate(MOST_FORMS);
        Ok(forms)
    }

    /// Takes the nearest spelling that the dictionary knows.
    fn respell(
        &self,
        field: &'static str,
        word: &str,
        widened: &mut Widened,
    ) -> Result<(), D::Failure> {
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

    fn similar(
        &self,
        field: &'static str,
        word: &str,
        distance: u8,
    ) -> Result<Vec<String>, D::Failure> {
        let mut found = self.dictionary.similar(field, word, distance)?;
        found.truncate(MOST_FORMS);
        Ok(found)
    }
}

/// The words of a field that are like a pattern.
pub(crate) fn like<D: Dictionary>(
    dictionary: &D,
    field: &'static str,
    pattern: &str,
) -> Result<Widened, D::Failure> {
    let literal = pattern.find(['?', '*']).unwrap_or(pattern.len());
    let mut found = BTreeSet::new();
    let take = &mut |term: &str| {
        if is_like(term, pattern) {
            found.insert(term.to_owned());
        }
    };
    dictionary.beginning(field, &pattern[..literal], usize::MAX, take)?;
    Ok(Widened {
        endings: found.into_iter().collect(),
        pattern: Some(pattern.to_owned()),
        ..Widened::default()
    })
}

/// Terms of a field of the index that begin so, at most so many of each segment.
pub(crate) fn beginning(
    searcher: &Searcher,
    field: Field,
    (beginning, most): (&str, usize),
    take: &mut dyn FnMut(&str),
) -> tantivy::Result<()> {
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(beginning).into_stream()?;
        for _ in 0..most {
            if !terms.advance() || !terms.key().starts_with(beginning.as_bytes()) {
                break;
            }
            if let Ok(term) = std::str::from_utf8(terms.key()) {
                take(term);
            }
        }
    }
    Ok(())
}

/// The commonest words that begin so, where there are very many: those of a part of the index that
/// is large enough to know them.
pub(crate) fn commonest(
    searcher: &Searcher,
    field: Field,
    beginning: &str,
) -> tantivy::Result<Vec<String>> {
    let Some(segment) = telling(searcher) else {
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
fn telling(searcher: &Searcher) -> Option<&SegmentReader> {
    let segments = searcher.segment_readers();
    let enough = segments
        .iter()
        .filter(|segment| segment.max_doc() >= TELLING);
    let size = |segment: &&SegmentReader| segment.max_doc();
    enough
        .min_by_key(size)
        .or_else(|| segments.iter().max_by_key(size))
}

/// Words of the index within so many changes of a letter, the most common first.
pub(crate) fn similar(
    searcher: &Searcher,
    field: Field,
    word: &str,
    distance: u8,
) -> tantivy::Result<Vec<String>> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for segment in searcher.segment_readers() {
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
    Ok(found.into_iter().map(|(term, _)| term).collect())
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
