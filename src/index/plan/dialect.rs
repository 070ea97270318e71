//! What an archive elsewhere is asked: the search dialect of Elasticsearch, in the part of it that `OpenSearch`
//! and Quickwit share.
//!
//! No engine of these joins documents. What must hold of one utterance is kept apart ([`Asked::Where`]);
//! whoever asks finds these utterances first, and then their stories.

use std::cell::RefCell;
use std::collections::HashSet;

use anyhow::Result;
use serde_json::{Value, json};

use super::{Engine, Standing, Together};
use crate::index::budget::Budget;
use crate::index::fields;
use crate::index::folding::{HEADLINE_EDGE, LONGEST_EDGE};
use crate::index::pushed::{self, IDENTITY, SAYER, SPEAKER, SPOKEN};
use crate::index::queries::saying::Wanted;
use crate::index::query::tree::Filter;
use crate::index::schema::DATE;
use crate::index::widen::{self, Dictionary, Widened};

/// Words that a half-typed end of a phrase may stand for.
const EXPANSIONS: usize = 1_000;
/// Values that one question may list.
const LISTED: usize = 50_000;

/// What an engine may be able to do beyond what all can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ability {
    /// Documents have ids: what is sent again takes the place of what was there.
    Ids,
    /// One part of a question may count for more than another.
    Boosts,
    /// Words near each other, in any order.
    Near,
    /// Words that are spelt nearly so.
    Similar,
    /// Older stories may count for less.
    Fading,
}

/// What an engine can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Abilities(pub(crate) &'static [Ability]);

impl Abilities {
    /// Whether it can do this.
    pub(crate) fn has(self, ability: Ability) -> bool {
        self.0.contains(&ability)
    }
}

/// The words of an archive.
pub(crate) trait Lexicon {
    /// Words of a field that begin so, at most so many.
    fn beginning(&self, field: &str, beginning: &str, most: usize) -> Result<Vec<String>>;

    /// Whether a story has the word.
    fn knows(&self, field: &str, word: &str) -> Result<bool>;

    /// Those of some words that a story has.
    fn known(&self, field: &str, words: HashSet<String>) -> Result<HashSet<String>>;

    /// Words within so many changes of a letter, the most common first.
    fn similar(&self, field: &str, word: &str, distance: u8) -> Result<Vec<String>>;
}

/// A question to an archive.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Asked {
    /// A query of the dialect.
    Put {
        /// The query.
        query: Value,
        /// Which documents can answer it.
        of: Of,
        /// Whether it says how well a document answers.
        worth: Worth,
    },
    /// What all of these hold of, and none of the others.
    All {
        /// These.
        of: Vec<Asked>,
        /// And none of these.
        without: Vec<Asked>,
    },
    /// What one of these holds of.
    Any(Vec<Asked>),
    /// Stories with an utterance of which this holds.
    Where(Box<Asked>),
}

/// Which documents can answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// A story alone.
    Story,
    /// An utterance alone.
    Utterance,
    /// Either: an utterance knows this of its story.
    Both,
}

/// Whether a part of a question says how well a document answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It does.
    Scored,
    /// It only says whether.
    Unscored,
}

impl Asked {
    /// A question that only says whether.
    pub(crate) fn whether(query: Value, of: Of) -> Self {
        Self::Put {
            query,
            of,
            worth: Worth::Unscored,
        }
    }

    fn scored(query: Value, of: Of) -> Self {
        Self::Put {
            query,
            of,
            worth: Worth::Scored,
        }
    }

    /// Whether documents of one sort can answer all of it.
    pub(crate) fn is_of(&self, sort: Of) -> bool {
        match self {
            Self::Put { of, .. } => *of == Of::Both || *of == sort,
            Self::All { of, without } => of.iter().chain(without).all(|part| part.is_of(sort)),
            Self::Any(of) => of.iter().all(|part| part.is_of(sort)),
            Self::Where(_) => false,
        }
    }

    /// The query in the dialect; nothing is left of [`Asked::Where`].
    pub(crate) fn query(&self) -> Value {
        match self {
            Self::Put { query, .. } => query.clone(),
            Self::All { of, without } => {
                let (filter, must): (Vec<&Self>, Vec<&Self>) =
                    of.iter().partition(|part| part.is_unscored());
                bool_query(&[
                    ("must", queries(must)),
                    ("filter", queries(filter)),
                    ("must_not", queries(without.iter().collect())),
                ])
            }
            Self::Any(of) if of.is_empty() => nothing(),
            Self::Any(of) => bool_query(&[("should", queries(of.iter().collect()))]),
            Self::Where(_) => nothing(),
        }
    }

    /// Whether it says of a document only whether it answers.
    pub(crate) fn is_unscored(&self) -> bool {
        match self {
            Self::Put { worth, .. } => *worth == Worth::Unscored,
            Self::All { of, .. } | Self::Any(of) => of.iter().all(Self::is_unscored),
            Self::Where(_) => true,
        }
    }
}

fn queries(parts: Vec<&Asked>) -> Vec<Value> {
    parts.into_iter().map(Asked::query).collect()
}

fn bool_query(clauses: &[(&str, Vec<Value>)]) -> Value {
    let filled = clauses.iter().filter(|(_, parts)| !parts.is_empty());
    let clauses: serde_json::Map<String, Value> = filled
        .map(|(name, parts)| ((*name).to_owned(), Value::from(parts.clone())))
        .collect();
    json!({ "bool": clauses })
}

/// What nothing answers.
fn nothing() -> Value {
    json!({ "bool": { "must_not": [{ "match_all": {} }] } })
}

/// Documents with one of these values.
pub(crate) fn one_of(field: &str, values: &[impl AsRef<str>]) -> Value {
    let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    json!({ "terms": { field: values } })
}

/// An archive that is asked.
pub(crate) struct Dialect<'a> {
    lexicon: &'a dyn Lexicon,
    abilities: Abilities,
    /// What it cannot be asked.
    untold: RefCell<Vec<&'static str>>,
}

impl<'a> Dialect<'a> {
    pub(crate) fn new(lexicon: &'a dyn Lexicon, abilities: Abilities) -> Self {
        Self {
            lexicon,
            abilities,
            untold: RefCell::default(),
        }
    }

    /// One sentence for each thing that the engine could not be asked.
    pub(crate) fn untold(self) -> Vec<&'static str> {
        self.untold.into_inner()
    }

    fn say(&self, sentence: &'static str) {
        let mut untold = self.untold.borrow_mut();
        if !untold.contains(&sentence) {
            untold.push(sentence);
        }
    }

    /// A query of one value, which counts for so much where the engine weighs parts.
    fn weighed(&self, kind: &str, field: &str, value: &str, boost: f64) -> Value {
        if self.abilities.has(Ability::Boosts) && boost < 1.0 {
            json!({ kind: { field: { "value": value, "boost": boost } } })
        } else {
            json!({ kind: { field: { "value": value } } })
        }
    }

    fn word(&self, field: &str, word: &Widened) -> Vec<Value> {
        let mut parts = Vec::new();
        for (position, form) in word.forms.iter().enumerate() {
            let boost = if position == 0 { 1.0 } else { widen::FORM };
            parts.push(self.weighed("term", field, form, boost));
        }
        if word.pattern.is_some() {
            parts.push(one_of(field, &word.endings));
        }
        if let Some(beginning) = &word.prefix {
            parts.extend(self.going_on(field, beginning));
        }
        parts
    }

    fn going_on(&self, field: &str, beginning: &str) -> Option<Value> {
        let short = beginning.chars().count() <= LONGEST_EDGE;
        let edge = match field {
            "text" if short => beginning.to_owned(),
            "headline" if short => format!("{HEADLINE_EDGE}{beginning}"),
            "deck" | "heading" if short => return None,
            _ => return Some(self.weighed("prefix", field, beginning, widen::BEGINNING)),
        };
        Some(self.weighed("term", "edge", &edge, widen::BEGINNING))
    }

    /// Documents that have these words in a field.
    fn together(&self, field: &str, words: Together<'_>) -> Value {
        match (words.words, words.near) {
            ([word], _) => any_of(self.word(field, word)),
            (several, Some(near)) if self.abilities.has(Ability::Near) => {
                near_each_other(field, several, near)
            }
            (several, Some(_)) => {
                self.say(
                    "this engine knows no words near each other; they were looked for anywhere",
                );
                let each = several.iter().map(|word| any_of(self.word(field, word)));
                bool_query(&[("must", each.collect())])
            }
            (several, None) => phrase(field, several),
        }
    }
}

fn any_of(mut parts: Vec<Value>) -> Value {
    match parts.len() {
        0 => nothing(),
        1 => parts.remove(0),
        _ => bool_query(&[("should", parts)]),
    }
}

fn phrase(field: &str, words: &[Widened]) -> Value {
    let typed = words.iter().filter_map(|word| word.forms.first());
    let typed: Vec<&str> = typed.map(String::as_str).collect();
    let typed = typed.join(" ");
    let is_open = words.last().is_some_and(|word| word.prefix.is_some());
    if is_open {
        json!({ "match_phrase_prefix": { field: { "query": typed, "max_expansions": EXPANSIONS } } })
    } else {
        json!({ "match_phrase": { field: { "query": typed } } })
    }
}

fn near_each_other(field: &str, words: &[Widened], near: u32) -> Value {
    let one = |word: &String| json!({ "match": { "query": word } });
    let each = |word: &Widened| {
        let mut forms: Vec<Value> = word.forms.iter().chain(&word.endings).map(one).collect();
        if let Some(beginning) = &word.prefix {
            forms.push(json!({ "prefix": { "prefix": beginning } }));
        }
        json!({ "any_of": { "intervals": forms } })
    };
    let each: Vec<Value> = words.iter().map(each).collect();
    let all = json!({ "intervals": each, "ordered": false, "max_gaps": near });
    json!({ "intervals": { field: { "all_of": all } } })
}

impl Engine for Dialect<'_> {
    type Asked = Asked;

    fn words(&self, field: &'static str, words: Together<'_>, _: &Budget) -> Asked {
        let of = if pushed::is_carried(field) {
            Of::Both
        } else {
            Of::Story
        };
        Asked::scored(self.together(field, words), of)
    }

    fn anywhere(&self, words: Together<'_>, _: &Budget) -> Asked {
        let text = self.together("text", words);
        if !self.abilities.has(Ability::Boosts) {
            return Asked::scored(text, Of::Story);
        }
        let raised = |(field, boost): (&str, f64)| {
            let part = self.together(field, words);
            json!({ "bool": { "must": [part], "boost": boost } })
        };
        let raisers: Vec<Value> = fields::BOOSTS.into_iter().map(raised).collect();
        let query = bool_query(&[("must", vec![text]), ("should", raisers)]);
        Asked::scored(query, Of::Story)
    }

    fn saying(&self, words: Together<'_>, wanted: Wanted, _: &Budget) -> Asked {
        let said = Asked::scored(self.together(SPOKEN, words), Of::Utterance);
        match wanted {
            Wanted::Utterances => said,
            Wanted::Stories => Asked::Where(Box::new(said)),
        }
    }

    fn called(&self, name: &[Widened], _: &Budget) -> Asked {
        let words = Together {
            words: name,
            near: None,
        };
        Asked::scored(self.together(SPEAKER, words), Of::Utterance)
    }

    /// Nobody has looked through all stories for who is who.
    fn also_called(&self, _: &[Widened]) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn filed_under(&self, keys: &[String]) -> Vec<Asked> {
        let filed = |key: &String| Asked::whether(one_of(SAYER, &[key]), Of::Utterance);
        keys.iter().map(filed).collect()
    }

    fn person(&self, name: &str) -> Result<(Asked, Vec<String>)> {
        self.say("an archive knows a person by this one name alone");
        let name = name.to_owned();
        Ok((
            Asked::whether(one_of(SAYER, &[name]), Of::Utterance),
            Vec::new(),
        ))
    }

    fn knows_people(&self) -> bool {
        false
    }

    fn role(&self, role: &'static str) -> Asked {
        Asked::whether(one_of("role", &[role]), Of::Utterance)
    }

    fn stories_where(&self, utterance: Asked, _: &Budget) -> Asked {
        Asked::Where(Box::new(utterance))
    }

    fn all(&self, of: Vec<Asked>, without: Vec<Asked>) -> Asked {
        Asked::All { of, without }
    }

    /// What one of several utterances says is one question to utterances, so that their rank is known.
    fn any(&self, of: Vec<Asked>) -> Asked {
        let spoken = of.iter().map(|part| match part {
            Asked::Where(spoken) => Some((**spoken).clone()),
            _ => None,
        });
        match spoken.collect::<Option<Vec<Asked>>>() {
            Some(spoken) if !spoken.is_empty() => Asked::Where(Box::new(Asked::Any(spoken))),
            _ => Asked::Any(of),
        }
    }

    fn nothing(&self) -> Asked {
        Asked::whether(nothing(), Of::Both)
    }

    fn every_story(&self) -> Asked {
        Asked::whether(json!({ "match_all": {} }), Of::Both)
    }

    fn filter(&self, filter: &Filter) -> Asked {
        let query = match filter {
            Filter::Term { field, value } => one_of(field, &[value]),
            Filter::Number {
                column,
                least,
                most,
            } => number(column, *least, *most),
            Filter::Date { from, until } => days(*from, *until),
            Filter::Marked(_) => nothing(),
            Filter::Among(stories) => {
                if stories.len() > LISTED {
                    self.say("more stories are marked so than an archive can be asked for at once");
                }
                let mut named: Vec<u64> = stories.iter().copied().take(LISTED).collect();
                named.sort_unstable();
                let named: Vec<String> = named.into_iter().map(pushed::identity).collect();
                one_of(IDENTITY, &named)
            }
        };
        Asked::whether(query, Of::Both)
    }

    fn like(&self, field: &'static str, pattern: &str) -> Result<Widened> {
        let mut widened = widen::like(self, field, pattern)?;
        if widened.endings.len() > LISTED {
            self.say("more words are like this than an archive can be asked for at once");
            widened.endings.truncate(LISTED);
        }
        Ok(widened)
    }

    fn commonest(&self, _: &'static str, _: &str, _: Standing) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}

/// A number within bounds; what has no upper bound is not given one that no engine can read.
fn number(column: &str, least: u64, most: u64) -> Value {
    let largest = i64::MAX.unsigned_abs();
    if least > largest {
        return nothing();
    }
    if most >= largest {
        json!({ "range": { column: { "gte": least } } })
    } else {
        json!({ "range": { column: { "gte": least, "lte": most } } })
    }
}

fn days(from: i64, until: i64) -> Value {
    // The beginning and the end of time stand for no bound; a story without a date is in no range.
    let from = from.max(pushed::EARLIEST);
    let until = until.min(pushed::LATEST);
    json!({ "range": { DATE: { "gte": from, "lt": until } } })
}

impl Dictionary for Dialect<'_> {
    type Failure = anyhow::Error;

    fn beginning(
        &self,
        field: &'static str,
        beginning: &str,
        most: usize,
        take: &mut dyn FnMut(&str),
    ) -> Result<()> {
        let words = self.lexicon.beginning(field, beginning, most)?;
        for word in &words {
            take(word);
        }
        Ok(())
    }

    fn knows(&self, field: &'static str, word: &str) -> Result<bool> {
        self.lexicon.knows(field, word)
    }

    fn known(&self, field: &'static str, words: HashSet<String>) -> Result<HashSet<String>> {
        self.lexicon.known(field, words)
    }

    fn similar(&self, field: &'static str, word: &str, distance: u8) -> Result<Vec<String>> {
        if !self.abilities.has(Ability::Similar) {
            self.say("this engine knows no words that are spelt nearly so");
            return Ok(Vec::new());
        }
        self.lexicon.similar(field, word, distance)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::{Value, json};

    use super::{Abilities, Ability, Asked, Dialect, Lexicon};
    use crate::index::budget::{Budget, Cancel};
    use crate::index::plan::{self, BareWords};
    use crate::index::query::Query;

    /// A library of three words.
    struct Few;

    impl Lexicon for Few {
        fn beginning(&self, _: &str, beginning: &str, _: usize) -> anyhow::Result<Vec<String>> {
            let known = ["boat", "boats", "quay"].into_iter();
            let begin = known.filter(|word| word.starts_with(beginning));
            Ok(begin.map(str::to_owned).collect())
        }

        fn knows(&self, _: &str, word: &str) -> anyhow::Result<bool> {
            Ok(["boat", "boats", "quay"].contains(&word))
        }

        fn known(&self, _: &str, words: HashSet<String>) -> anyhow::Result<HashSet<String>> {
            let is_known =
                |word: &String| ["boat", "boats", "quay", "boatquay"].contains(&word.as_str());
            Ok(words.into_iter().filter(is_known).collect())
        }

        fn similar(&self, _: &str, _: &str, _: u8) -> anyhow::Result<Vec<String>> {
            Ok(vec!["quay".to_owned()])
        }
    }

    fn asked(text: &str, abilities: Abilities) -> (Asked, Vec<&'static str>) {
        let dialect = Dialect::new(&Few, abilities);
        let query = Query::parse(text);
        let budget = Budget::endless(&Cancel::never());
        let plan = plan::plan_for(&dialect, query.tree.as_ref(), BareWords::Said, &budget);
        let asked = plan.expect("three words").query.expect("a question");
        (asked, dialect.untold())
    }

    #[track_caller]
    fn check(text: &str, expect: &Value) {
        let plain = Abilities::default();
        assert_eq!(&asked(text, plain).0.query(), expect, "{text}");
    }

    #[test]
    fn words_become_terms_with_their_other_forms() {
        check(
            "boat ",
            &json!({"bool": {"should": [
                {"term": {"text": {"value": "boat"}}},
                {"term": {"text": {"value": "boats"}}},
            ]}}),
        );
        check(
            "headline:\"boat quay\"",
            &json!({"match_phrase": {"headline": {"query": "boat quay"}}}),
        );
        check("words:>5 ", &json!({"range": {"words": {"gte": 6}}}));
        check("lang:es", &json!({"terms": {"lang": ["es"]}}));
    }

    #[test]
    fn one_word_is_also_two_and_two_are_also_one() {
        let (one, _) = asked("headline:boatquay ", Abilities::default());
        let query = one.query().to_string();
        assert!(
            query.contains(r#""match_phrase":{"headline":{"query":"boat quay"}}"#),
            "{query}"
        );
        let (two, _) = asked("boat quay ", Abilities::default());
        let query = two.query().to_string();
        assert!(query.contains(r#""value":"boatquay""#), "{query}");
        let (exact, _) = asked("=boat =quay ", Abilities::default());
        assert!(!exact.query().to_string().contains("boatquay"));
    }

    #[test]
    fn what_is_left_out_stands_beside_every_story() {
        check(
            "-=quay",
            &json!({"bool": {
                "filter": [{"match_all": {}}],
                "must_not": [{"term": {"text": {"value": "quay"}}}],
            }}),
        );
    }

    #[test]
    fn what_is_said_in_one_breath_is_one_question_to_utterances() {
        let (asked, _) = asked("speaker:=quay =boat ", Abilities::default());
        let Asked::All { of, .. } = asked else {
            panic!("{asked:?}");
        };
        assert!(matches!(of.as_slice(), [Asked::Where(_)]), "{of:?}");
    }

    #[test]
    fn what_an_engine_cannot_is_said() {
        let (_, untold) = asked("boat NEAR/3 quay ", Abilities::default());
        assert_eq!(untold.len(), 1);
        let able = Abilities(&[Ability::Near]);
        let (asked, untold) = asked("boat NEAR/3 quay ", able);
        assert_eq!(untold.len(), 0);
        assert!(asked.query().to_string().contains("max_gaps"));
    }
}
