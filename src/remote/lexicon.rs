//! The words that an archive knows: each is a document of its own, so that byline widens words there as it
//! does here. What was asked once is kept for a while: the letters of a word come one after the other.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use serde_json::{Value, json};

use crate::index::plan::dialect::{Ability, Lexicon, one_of};
use crate::index::pushed::CLASS;
use crate::remote::Remote;
use crate::remote::answers::Found;

/// Words that one question gives at most.
const MOST: usize = 5_000;
/// Questions whose answers are kept.
const KEPT: usize = 400;
/// Words of which it is kept whether a story has them.
const KEPT_WORDS: usize = 20_000;
/// Spellings of which the commonest is looked for.
const SPELLINGS: usize = 48;

/// Words that were asked for, by field and beginning; whether these are all.
#[derive(Default)]
pub(crate) struct WordStore {
    known: Mutex<BTreeMap<(String, String), Arc<Words>>>,
    /// Whether a story has a word, by field.
    single: Mutex<HashMap<(String, String), bool>>,
}

#[derive(Debug, Default)]
struct Words {
    found: Vec<String>,
    are_all: bool,
}

impl WordStore {
    fn held(&self, field: &str, beginning: &str) -> Option<Arc<Words>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // All that begins with less tells also what begins with more.
        let shorter = beginning.char_indices().map(|(place, _)| place);
        let mut shorter = shorter.chain([beginning.len()]);
        shorter.find_map(|end| {
            let key = (field.to_owned(), beginning[..end].to_owned());
            let words = known.get(&key)?;
            (words.are_all || end == beginning.len()).then(|| words.clone())
        })
    }

    /// Those of some words that a story is known to have, and those of which nobody knows.
    fn sift(&self, field: &str, words: HashSet<String>) -> (HashSet<String>, Vec<String>) {
        let single = self.single.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut known, mut unsure) = (HashSet::new(), Vec::new());
        for word in words {
            match single.get(&(field.to_owned(), word.clone())) {
                Some(true) => _ = known.insert(word),
                Some(false) => {}
                None => unsure.push(word),
            }
        }
        (known, unsure)
    }

    fn note(&self, field: &str, words: Vec<String>, known: &HashSet<String>) {
        let mut single = self.single.lock().unwrap_or_else(PoisonError::into_inner);
        if single.len() >= KEPT_WORDS {
            single.clear();
        }
        let told = words.into_iter().map(|word| {
            let is_known = known.contains(&word);
            ((field.to_owned(), word), is_known)
        });
        single.extend(told);
    }

    fn hold(&self, field: &str, beginning: &str, words: &Arc<Words>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert((field.to_owned(), beginning.to_owned()), words.clone());
    }
}

impl Remote {
    fn words(&self, field: &str, beginning: &str) -> Result<Arc<Words>> {
        let store = &self.shared.words;
        if let Some(held) = store.held(field, beginning) {
            return Ok(held);
        }
        let begins = match beginning {
            "" => Vec::new(),
            _ => vec![json!({ "prefix": { "word": { "value": beginning } } })],
        };
        let found = self.word_documents(field, begins, MOST)?;
        let are_all = found.missing.is_none() && found.total <= found.hits.len();
        let mut all: Vec<String> = found
            .hits
            .iter()
            .map(|hit| hit.text("word").to_owned())
            .collect();
        all.retain(|word| word.starts_with(beginning));
        all.sort_unstable();
        all.dedup();
        let words = Arc::new(Words {
            found: all,
            are_all,
        });
        store.hold(field, beginning, &words);
        Ok(words)
    }

    fn word_documents(&self, field: &str, mut which: Vec<Value>, most: usize) -> Result<Found> {
        which.push(one_of(CLASS, &["word"]));
        which.push(one_of("of", &[field]));
        let mut body = json!({
            "query": { "bool": { "filter": which } },
            "size": most,
            "_source": ["word"],
        });
        if self.engine()?.abilities.has(Ability::Ids) {
            body["sort"] = json!([{ "word": { "order": "asc" } }]);
        }
        self.search(body)
    }

    /// How many stories have each of these words, more or less.
    fn frequencies(&self, field: &str, words: &[String]) -> Result<Vec<usize>> {
        let counted = words.iter().map(|word| {
            let field = if field == "speaker" { "speaker" } else { field };
            let query = json!({ "term": { field: { "value": word } } });
            let found = self.search(json!({ "query": query, "size": 0 }))?;
            Ok(found.total)
        });
        counted.collect()
    }
}

impl Lexicon for Remote {
    fn beginning(&self, field: &str, beginning: &str, most: usize) -> Result<Vec<String>> {
        let words = self.words(field, beginning)?;
        let begin = words
            .found
            .iter()
            .filter(|word| word.starts_with(beginning));
        Ok(begin.take(most).cloned().collect())
    }

    fn knows(&self, field: &str, word: &str) -> Result<bool> {
        if let Some(held) = self.shared.words.held(field, word)
            && (held.are_all
                || held
                    .found
                    .binary_search_by(|found| found.as_str().cmp(word))
                    .is_ok())
        {
            return Ok(held
                .found
                .binary_search_by(|found| found.as_str().cmp(word))
                .is_ok());
        }
        let found = self.word_documents(field, vec![one_of("word", &[word])], 1)?;
        Ok(found.total > 0)
    }

    fn known(&self, field: &str, words: HashSet<String>) -> Result<HashSet<String>> {
        let (mut known, unsure) = self.shared.words.sift(field, words);
        if unsure.is_empty() {
            return Ok(known);
        }
        // Several documents may stand for a word where it was sent more than once.
        let most = MOST.min(unsure.len() * 8);
        let found = self.word_documents(field, vec![one_of("word", &unsure)], most)?;
        let told: HashSet<String> = found
            .hits
            .iter()
            .map(|hit| hit.text("word").to_owned())
            .filter(|word| unsure.contains(word))
            .collect();
        self.shared.words.note(field, unsure, &told);
        known.extend(told);
        Ok(known)
    }

    fn similar(&self, field: &str, word: &str, distance: u8) -> Result<Vec<String>> {
        let like = json!({ "fuzzy": { "word": {
            "value": word, "fuzziness": distance, "transpositions": true, "max_expansions": 200,
        } } });
        let found = self.word_documents(field, vec![like], SPELLINGS)?;
        let mut words: Vec<String> = found
            .hits
            .iter()
            .map(|hit| hit.text("word").to_owned())
            .collect();
        words.retain(|found| !found.is_empty() && found != word);
        words.sort_unstable();
        words.dedup();
        if words.len() < 2 {
            return Ok(words);
        }
        let counts = self.frequencies(field, &words)?;
        let mut counted: Vec<(usize, String)> = counts.into_iter().zip(words).collect();
        counted.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
        Ok(counted.into_iter().map(|(_, word)| word).collect())
    }
}
