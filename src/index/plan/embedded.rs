//! What the index here is asked: tantivy queries, and byline's own.

use std::collections::HashSet;
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FastFieldRangeQuery, Occur, Query,
    TermQuery,
};
use tantivy::schema::{IndexRecordOption, Schema};

use super::{Engine, Standing, Together};
use crate::index::budget::Budget;
use crate::index::fields;
use crate::index::folding::{HEADLINE_EDGE, LONGEST_EDGE};
use crate::index::queries::among::Among;
use crate::index::queries::combined::{AnyOf, Boosted};
use crate::index::queries::occurrences::Sources;
use crate::index::queries::phrase::Phrase;
use crate::index::queries::prefix::PrefixQuery;
use crate::index::queries::saying::{Saying, Wanted};
use crate::index::queries::stories_where::StoriesWhere;
use crate::index::query::tree::Filter;
use crate::index::register::Known;
use crate::index::schema::{DATE, field};
use crate::index::snapshot::Snapshot;
use crate::index::widen::{self, Dictionary, Widened};

/// A question to tantivy.
pub(crate) type Part = Box<dyn Query>;

/// The index in one of its states.
pub(crate) struct Embedded<'a> {
    pub(crate) snapshot: &'a Snapshot,
}

impl Embedded<'_> {
    fn schema(&self) -> &Schema {
        self.snapshot.searcher.schema()
    }

    fn field(&self, name: &str) -> tantivy::schema::Field {
        field(self.schema(), name)
    }

    fn boosts(&self, words: Together<'_>, budget: &Budget) -> Vec<Part> {
        let boost = |(name, boost): (&'static str, f64)| {
            let part = self.words(name, words, budget);
            Box::new(BoostQuery::new(part, boost as f32)) as Part
        };
        fields::BOOSTS.into_iter().map(boost).collect()
    }

    fn word(&self, name: &str, word: &Widened) -> Part {
        let scored = IndexRecordOption::WithFreqs;
        let mut parts: Vec<Part> = Vec::new();
        for (position, form) in word.forms.iter().enumerate() {
            let term = self.term(name, form, scored);
            parts.push(match position {
                0 => term,
                _ => Box::new(BoostQuery::new(term, widen::FORM as f32)),
            });
        }
        if word.pattern.is_some() {
            parts.push(self.one_of(name, &word.endings));
        }
        if let Some(beginning) = &word.prefix {
            let going_on = self.beginning_with(name, beginning, &word.endings);
            parts.push(Box::new(ConstScoreQuery::new(
                going_on,
                widen::BEGINNING as f32,
            )));
        }
        match parts.len() {
            1 => parts.remove(0),
            _ => Box::new(AnyOf(parts)),
        }
    }

    /// Documents that have one of these words.
    fn one_of(&self, name: &str, words: &[String]) -> Part {
        if words.is_empty() {
            return Box::new(EmptyQuery);
        }
        Box::new(PrefixQuery {
            field: self.field(name),
            typed: String::new(),
            endings: words.to_vec(),
        })
    }

    fn beginning_with(&self, name: &str, beginning: &str, endings: &[String]) -> Part {
        let short = beginning.chars().count() <= LONGEST_EDGE;
        let edge = match name {
            "text" if short => Some(beginning.to_owned()),
            "headline" if short => Some(format!("{HEADLINE_EDGE}{beginning}")),
            // What these add while a short beginning is typed is not worth walking a dictionary.
            "deck" | "heading" if short => return Box::new(EmptyQuery),
            _ => None,
        };
        if let Some(edge) = edge {
            return self.term("edge", &edge, IndexRecordOption::Basic);
        }
        Box::new(PrefixQuery {
            field: self.field(name),
            typed: beginning.to_owned(),
            endings: endings.to_vec(),
        })
    }

    fn term(&self, name: &str, value: &str, record: IndexRecordOption) -> Part {
        let term = Term::from_field_text(self.field(name), value);
        Box::new(TermQuery::new(term, record))
    }

    /// Those that are also known by another name than one of which this holds.
    fn others(&self, is_called: impl Fn(&Known) -> bool) -> tantivy::Result<Vec<String>> {
        let mut others = Vec::new();
        for person in self.snapshot.register()?.people() {
            if person.known.len() > 1 && person.known.iter().any(&is_called) {
                let unlike = person.known.iter().filter(|known| !is_called(known));
                others.extend(unlike.map(|known| known.key.clone()));
            }
        }
        Ok(others)
    }
}

impl Engine for Embedded<'_> {
    type Asked = Part;

    fn words(&self, name: &'static str, words: Together<'_>, budget: &Budget) -> Part {
        match words.words {
            [word] => self.word(name, word),
            _ => Box::new(Phrase {
                sources: Sources {
                    text: self.field(name),
                    edge: None,
                },
                words: words.words.to_vec(),
                near: words.near,
                budget: budget.clone(),
            }),
        }
    }

    fn anywhere(&self, words: Together<'_>, budget: &Budget) -> Part {
        Box::new(Boosted {
            by_itself: self.words("text", words, budget),
            raisers: self.boosts(words, budget),
        })
    }

    fn saying(&self, words: Together<'_>, wanted: Wanted, budget: &Budget) -> Part {
        Box::new(Saying {
            sources: Sources {
                text: self.field("text"),
                edge: Some(self.field("edge")),
            },
            words: words.words.to_vec(),
            near: words.near,
            wanted,
            budget: budget.clone(),
        })
    }

    fn called(&self, name: &[Widened], budget: &Budget) -> Part {
        let words = Together {
            words: name,
            near: None,
        };
        self.words("speaker", words, budget)
    }

    fn also_called(&self, name: &[Widened]) -> tantivy::Result<Vec<String>> {
        self.others(|known| has_in_order(known.name(), name))
    }

    fn filed_under(&self, keys: &[String]) -> Vec<Part> {
        let said = |key: &String| {
            let said = self.term("sayer", key, IndexRecordOption::Basic);
            Box::new(ConstScoreQuery::new(said, 1.0)) as Part
        };
        keys.iter().map(said).collect()
    }

    fn person(&self, name: &str) -> tantivy::Result<(Part, Vec<String>)> {
        let people = self.snapshot.register()?.called(name);
        let known = people.iter().flat_map(|person| &person.known);
        let keys: Vec<String> = known.map(|known| known.key.clone()).collect();
        Ok((self.any(self.filed_under(&keys)), keys))
    }

    fn knows_people(&self) -> bool {
        true
    }

    fn role(&self, role: &'static str) -> Part {
        let role = self.term("role", role, IndexRecordOption::Basic);
        Box::new(ConstScoreQuery::new(role, 0.0))
    }

    fn stories_where(&self, utterance: Part, budget: &Budget) -> Part {
        Box::new(StoriesWhere {
            utterance,
            budget: budget.clone(),
        })
    }

    fn all(&self, of: Vec<Part>, without: Vec<Part>) -> Part {
        let of = of.into_iter().map(|part| (Occur::Must, part));
        let without = without.into_iter().map(|part| (Occur::MustNot, part));
        Box::new(BooleanQuery::new(of.chain(without).collect()))
    }

    fn any(&self, of: Vec<Part>) -> Part {
        if of.is_empty() {
            return self.nothing();
        }
        Box::new(AnyOf(of))
    }

    fn nothing(&self) -> Part {
        Box::new(EmptyQuery)
    }

    fn every_story(&self) -> Part {
        every_story(self.schema())
    }

    fn filter(&self, filter: &Filter) -> Part {
        let query: Part = match filter {
            Filter::Term { field, value } => self.term(field, value, IndexRecordOption::Basic),
            Filter::Number {
                column,
                least,
                most,
            } => {
                let field = self.field(column);
                let bound = |value| Bound::Included(Term::from_field_u64(field, value));
                let range = FastFieldRangeQuery::new(bound(*least), bound(*most));
                // People have such numbers too.
                Box::new(BooleanQuery::intersection(vec![
                    Box::new(range),
                    self.every_story(),
                ]))
            }
            Filter::Marked(_) => Box::new(EmptyQuery),
            Filter::Among(stories) => Box::new(Among(stories.clone())),
            Filter::Date { from, until } => {
                let field = self.field(DATE);
                let term = |value| Term::from_field_i64(field, value);
                Box::new(FastFieldRangeQuery::new(
                    Bound::Included(term(*from)),
                    Bound::Excluded(term(*until)),
                ))
            }
        };
        Box::new(ConstScoreQuery::new(query, 0.0))
    }

    fn like(&self, name: &'static str, pattern: &str) -> tantivy::Result<Widened> {
        widen::like(self, name, pattern)
    }

    fn commonest(
        &self,
        name: &'static str,
        beginning: &str,
        standing: Standing,
    ) -> tantivy::Result<Vec<String>> {
        if standing == Standing::Alone && is_edge(name, beginning) {
            return Ok(Vec::new());
        }
        widen::commonest(&self.snapshot.searcher, self.field(name), beginning)
    }
}

impl Dictionary for Embedded<'_> {
    type Failure = tantivy::TantivyError;

    fn beginning(
        &self,
        name: &'static str,
        beginning: &str,
        most: usize,
        take: &mut dyn FnMut(&str),
    ) -> tantivy::Result<()> {
        widen::beginning(
            &self.snapshot.searcher,
            self.field(name),
            (beginning, most),
            take,
        )
    }

    fn knows(&self, name: &'static str, word: &str) -> tantivy::Result<bool> {
        let term = Term::from_field_text(self.field(name), word);
        Ok(self.snapshot.searcher.doc_freq(&term)? > 0)
    }

    fn known(
        &self,
        name: &'static str,
        words: HashSet<String>,
    ) -> tantivy::Result<HashSet<String>> {
        let mut known = HashSet::new();
        for word in words {
            if self.knows(name, &word)? {
                known.insert(word);
            }
        }
        Ok(known)
    }

    fn similar(
        &self,
        name: &'static str,
        word: &str,
        distance: u8,
    ) -> tantivy::Result<Vec<String>> {
        widen::similar(&self.snapshot.searcher, self.field(name), word, distance)
    }
}

/// Whether a field has this beginning as a term of its own.
fn is_edge(name: &str, beginning: &str) -> bool {
    matches!(name, "text" | "headline") && beginning.chars().count() <= LONGEST_EDGE
}

/// All stories, none better than another.
pub(crate) fn every_story(schema: &Schema) -> Part {
    let story = Term::from_field_text(field(schema, "is"), "story");
    let story = TermQuery::new(story, IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(story), 0.0))
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
