//! Who says it: somebody of that name, under whatever name they stand elsewhere.

use tantivy::query::{ConstScoreQuery, EmptyQuery};
use tantivy::schema::IndexRecordOption;

use super::{Part, Planner, SearchTerm};
use crate::index::queries::combined::AnyOf;
use crate::index::query::tree::Words;
use crate::index::register::Known;
use crate::index::widen::Widened;

impl Planner<'_> {
    /// What somebody so called says, under whatever name.
    pub(super) fn by_any_name(&mut self, words: &Words) -> tantivy::Result<Part> {
        let widened = self.widen("speaker", words)?;
        let is_called = |known: &Known| has_in_order(known.name(), &widened);
        let mut others = Vec::new();
        for person in self.snapshot.register()?.people() {
            if person.known.len() > 1 && person.known.iter().any(is_called) {
                others.extend(person.known.iter().filter(|known| !is_called(known)));
            }
        }
        let mut parts = vec![self.matches("speaker", &widened, None)];
        parts.extend(others.iter().map(|known| self.sayer(known)));
        let names = others.iter().map(|known| known.key.clone()).collect();
        self.seek_speaker(words, widened, names);
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Box::new(AnyOf(parts)),
        })
    }

    /// What this person says and nobody else of a like name.
    pub(super) fn by_person(&mut self, words: &Words) -> tantivy::Result<Part> {
        let people = self.snapshot.register()?.called(&words.terms.join(" "));
        let known = || people.iter().flat_map(|person| &person.known);
        let parts: Vec<Part> = known().map(|known| self.sayer(known)).collect();
        let names = known().map(|known| known.key.clone()).collect();
        self.seek_speaker(words, Vec::new(), names);
        Ok(match parts.len() {
            0 => Box::new(EmptyQuery),
            _ => Box::new(AnyOf(parts)),
        })
    }

    fn sayer(&self, known: &Known) -> Part {
        let said = self.term("sayer", &known.key, IndexRecordOption::Basic);
        Box::new(ConstScoreQuery::new(said, 1.0))
    }

    fn seek_speaker(&mut self, words: &Words, widened: Vec<Widened>, names: Vec<String>) {
        self.seek_term(SearchTerm {
            place: words.place,
            words: widened,
            names,
            near: words.near,
            spoken: true,
        });
    }
}

/// Whether a folded name has these words one after the other.
fn has_in_order(name: &str, widened: &[Widened]) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let holds = |window: &[&str]| {
        window
            .iter()
            .zip(widened)
            .all(|(word, wanted)| wanted.holds(word))
    };
    words.windows(widened.len()).any(holds)
}
