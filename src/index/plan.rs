//! A query's tree → what tantivy is asked, and what is looked for in the stories that answer.
//!
//! Each word is widened over the dictionary of the index: to its other forms, to the words that
//! begin with it while it is being typed, and to the nearest spelling where nothing has it.

mod role;
mod speaker;

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FastFieldRangeQuery, Occur, Query,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Schema};

use crate::index::budget::Budget;
use crate::index::folding::{HEADLINE_EDGE, LONGEST_EDGE};
use crate::index::queries::among::Among;
use crate::index::queries::combined::{AnyOf, Boosted};
use crate::index::queries::occurrences::Sources;
use crate::index::queries::phrase::Phrase;
use crate::index::queries::prefix::PrefixQuery;
use crate::index::queries::saying::{Saying, Wanted};
use crate::index::queries::stories_where::StoriesWhere;
use crate::index::query::tree::{Filter, Last, Node, Place, Words};
use crate::index::query::{Copies, Ground, Hint};
use crate::index::schema::{DATE, ROLES, field};
use crate::index::snapshot::Snapshot;
use crate::index::widen::{Widened, Widener};
use crate::story::Span;
use role::{Role, Spoken, is_bare, is_said};

/// Where a word counts for more than in running text, and how much more.
const BOOSTS: [(&str, f32); 3] = [("headline", 3.0), ("deck", 1.0), ("heading", 0.7)];
/// What a word that only begins as typed counts, so that the word itself ranks first.
const BEGINNING: f32 = 0.3;
/// What another form of a word counts against the form typed.
const FORM: f32 = 0.6;

/// What is to be found in a story that answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SearchTerm {
    /// Where.
    pub(crate) place: Place,
    /// The words in their order, each with its other forms.
    pub(crate) words: Vec<Widened>,
    /// Of who speaks: what else they are filed under.
    pub(crate) names: Vec<String>,
    /// Where they need only be near each other: how many others may stand among them.
    pub(crate) near: Option<u32>,
    /// Whether it must hold of the same utterance as the others.
    pub(crate) spoken: bool,
}

/// A query made ready for one state of the index.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// What stories must match; `None` for all of them.
    pub(crate) query: Option<Box<dyn Query>>,
    /// What is to be found in them, negated parts left out.
    pub(crate) terms: Vec<SearchTerm>,
    /// What was read differently.
    pub(crate) hints: Vec<Hint>,
    /// Whether bare words were asked of the utterance only.
    pub(crate) narrowed: bool,
    /// What is done with near copies.
    pub(crate) copies: Copies,
}

/// Whether bare words beside `speaker:` or `said:` belong to the utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BareWords {
    /// They must be said by the same speaker in the same breath.
    Said,
    /// They may stand anywhere in the story.
    Anywhere,
}

/// Makes a query ready.
pub(crate) fn plan(
    snapshot: &Snapshot,
    tree: Option<&Node>,
    bare_words: BareWords,
    budget: &Budget,
) -> tantivy::Result<Plan> {
    let mut planner = Planner::new(snapshot, bare_words, budget);
    let query = tree.map(|tree| planner.story(tree)).transpose()?;
    Ok(Plan {
        query,
        terms: planner.terms,
        hints: planner.hints,
        narrowed: planner.narrowed,
        copies: Copies::default(),
    })
}

/// A query over utterances and the stories they stand in.
#[derive(Debug)]
pub(crate) struct SpokenPlan {
    /// What must hold of the utterance.
    pub(crate) utterance: Box<dyn Query>,
    /// What must hold of its story; `None` for any.
    pub(crate) story: Option<Box<dyn Query>>,
    /// What is to be found in it, negated parts left out.
    pub(crate) terms: Vec<SearchTerm>,
    /// What was read differently.
    pub(crate) hints: Vec<Hint>,
}

/// Makes a query for utterances ready: bare words are words that are said.
pub(crate) fn plan_spoken(
    snapshot: &Snapshot,
    tree: Option<&Node>,
    budget: &Budget,
) -> tantivy::Result<SpokenPlan> {
    let mut planner = Planner::new(snapshot, BareWords::Said, budget);
    let nodes = match tree {
        Some(Node::All(nodes)) => nodes.as_slice(),
        Some(node) => std::slice::from_ref(node),
        None => &[],
    };
    let (said, told): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| is_said(node));
    let mut utterance = vec![(Occur::Must, planner.every_utterance())];
    let mut story = Vec::new();
    let (by, said) = role::part_speakers(said);
    if !by.is_empty() {
        planner.say_who_speaks(&by);
        let names = role::speakers(&by);
        utterance.push((Occur::Must, planner.said_by(&names)?));
        for node in by {
            story.push((Occur::Must, planner.utterances(&Spoken::alone(node))?));
        }
    }
    for node in said {
        utterance.push(match node {
            Node::Not(inner) => (Occur::MustNot, planner.not_uttered(inner)?),
            _ => (Occur::Must, planner.utterance(node)?),
        });
    }
    for node in told {
        story.push((Occur::Must, planner.story(node)?));
    }
    let is_narrowed = !story.is_empty();
    let story = BooleanQuery::new(story);
    Ok(SpokenPlan {
        utterance: Box::new(BooleanQuery::new(utterance)),
        story: is_narrowed.then(|| Box::new(story) as Part),
        terms: planner.terms,
        hints: planner.hints,
    })
}

struct Planner<'a> {
    snapshot: &'a Snapshot,
    schema: Schema,
    widener: Widener<'a>,
    bare_words: BareWords,
    budget: Budget,
    terms: Vec<SearchTerm>,
    hints: Vec<Hint>,
    negated: usize,
    narrowed: bool,
}

type Part = Box<dyn Query>;

impl<'a> Planner<'a> {
    fn new(snapshot: &'a Snapshot, bare_words: BareWords, budget: &Budget) -> Self {
        Self {
            snapshot,
            schema: snapshot.searcher.schema().clone(),
            widener: Widener::new(&snapshot.searcher),
            bare_words,
            budget: budget.clone(),
            terms: Vec::new(),
            hints: Vec::new(),
            negated: 0,
            narrowed: false,
        }
    }

    fn every_utterance(&self) -> Part {
        let role = |role: &&str| self.term("role", role, IndexRecordOption::Basic);
        let roles = ROLES.iter().map(role).collect();
        Box::new(ConstScoreQuery::new(Box::new(AnyOf(roles)), 0.0))
    }

    /// What must hold of a story.
    fn story(&mut self, node: &Node) -> tantivy::Result<Part> {
        match node {
            Node::All(nodes) => self.all(nodes),
            Node::Any(nodes) => {
                let parts: tantivy::Result<_> = nodes.iter().map(|node| self.story(node)).collect();
                Ok(Box::new(AnyOf(parts?)))
            }
            Node::Not(inner) => {
                self.negated += 1;
                let inner = self.story(inner);
                self.negated -= 1;
                Ok(self.without(inner?))
            }
            Node::Words(words) if words.place.is_spoken() => self.utterances(&Spoken::alone(node)),
            Node::Words(words) => self.words(words),
            Node::Filter(filter) => Ok(self.filter(filter)),
        }
    }

    /// What is said must hold of one utterance, the rest of the story around it.
    fn all(&mut self, nodes: &[Node]) -> tantivy::Result<Part> {
        let (spoken, others) = self.divide(nodes);
        let mut parts = Vec::new();
        for group in spoken {
            parts.push((Occur::Must, self.utterances(&group)?));
        }
        for node in others {
            parts.push(self.clause(node)?);
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, self.every_story()));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    fn clause(&mut self, node: &Node) -> tantivy::Result<(Occur, Part)> {
        let Node::Not(inner) = node else {
            return Ok((Occur::Must, self.story(node)?));
        };
        self.negated += 1;
        let inner = self.story(inner);
        self.negated -= 1;
        Ok((Occur::MustNot, inner?))
    }

    /// Groups of what must hold of one utterance each, and what is asked of the story.
    fn divide<'n>(&mut self, nodes: &'n [Node]) -> (Vec<Spoken<'n>>, Vec<&'n Node>) {
        let speaks = |node: &&Node| Role::of(node).is_some();
        let mut spoken: Vec<&Node> = nodes.iter().filter(speaks).collect();
        if spoken.is_empty() {
            return (Vec::new(), nodes.iter().collect());
        }
        let mut others: Vec<&Node> = nodes.iter().filter(|node| !speaks(node)).collect();
        if self.bare_words == BareWords::Said {
            let bare = |node: &&Node| is_bare(node);
            let joined: Vec<&Node> = others.iter().copied().filter(bare).collect();
            others.retain(|node| !is_bare(node));
            self.narrowed |= !joined.is_empty();
            spoken.extend(joined);
        }
        self.say_who_speaks(&spoken);
        (role::groups(spoken), others)
    }

    /// Says that several speakers are looked for in one story, not in one quotation.
    fn say_who_speaks(&mut self, spoken: &[&Node]) {
        let names = role::speakers(spoken);
        let span = (names.first(), names.last());
        if let (Some(first), Some(last)) = span
            && names.len() > 1
        {
            let called = |words: &&Words| words.terms.join(" ");
            let called: Vec<String> = names.iter().map(called).collect();
            self.hints.push(Hint {
                message: format!(
                    "stories in which each of them speaks: {}",
                    called.join(", ")
                ),
                span: Span::new(first.span.start, last.span.end.max(first.span.end)),
                ground: Ground::Query,
            });
        }
    }

    /// Stories by what holds of an utterance; where that is only what is said, the way through
    /// the utterances is saved.
    fn utterances(&mut self, spoken: &Spoken<'_>) -> tantivy::Result<Part> {
        if let [Node::Words(words)] = spoken.all.as_slice()
            && spoken.by.is_empty()
            && words.place == Place::Said(None)
        {
            let widened = self.widen("text", words)?;
            let asked = self.saying(&widened, words.near, Wanted::Stories);
            self.seek(words, widened, true);
            return Ok(asked);
        }
        let mut parts = Vec::new();
        for node in &spoken.all {
            parts.push((Occur::Must, self.utterance(node)?));
        }
        if !spoken.by.is_empty() {
            parts.push((Occur::Must, self.said_by(&spoken.by)?));
        }
        Ok(Box::new(StoriesWhere {
            utterance: Box::new(BooleanQuery::new(parts)),
            budget: self.budget(),
        }))
    }

    /// Utterances of one of these.
    fn said_by(&mut self, speakers: &[&Words]) -> tantivy::Result<Part> {
        let parts: tantivy::Result<Vec<Part>> =
            speakers.iter().map(|words| self.spoken(words)).collect();
        Ok(Box::new(AnyOf(parts?)))
    }

    /// What must hold of an utterance.
    fn utterance(&mut self, node: &Node) -> tantivy::Result<Part> {
        match node {
            Node::Words(words) => self.spoken(words),
            Node::All(nodes) | Node::Any(nodes) => {
                let parts: tantivy::Result<Vec<Part>> =
                    nodes.iter().map(|node| self.utterance(node)).collect();
                Ok(match node {
                    Node::Any(_) => Box::new(AnyOf(parts?)),
                    _ => Box::new(BooleanQuery::intersection(parts?)),
                })
            }
            Node::Not(_) | Node::Filter(_) => Ok(Box::new(EmptyQuery)),
        }
    }

    /// What must not hold of an utterance.
    fn not_uttered(&mut self, node: &Node) -> tantivy::Result<Part> {
        self.negated += 1;
        let part = self.utterance(node);
        self.negated -= 1;
        part
    }

    fn spoken(&mut self, words: &Words) -> tantivy::Result<Part> {
        match words.place {
            Place::Speaker => return self.by_any_name(words),
            Place::Person => return self.by_person(words),
            _ => (),
        }
        let widened = self.widen("text", words)?;
        let asked = self.saying(&widened, words.near, Wanted::Utterances);
        self.seek(words, widened, true);
        let Place::Said(Some(role)) = words.place else {
            return Ok(asked);
        };
        let role = self.term("role", role, IndexRecordOption::Basic);
        Ok(Box::new(BooleanQuery::intersection(vec![
            asked,
            Box::new(ConstScoreQuery::new(role, 0.0)),
        ])))
    }

    fn saying(&self, words: &[Widened], near: Option<u32>, wanted: Wanted) -> Part {
        Box::new(Saying {
            sources: Sources {
                text: field(&self.schema, "text"),
                edge: Some(field(&self.schema, "edge")),
            },
            words: words.to_vec(),
            near,
            wanted,
            budget: self.budget(),
        })
    }

    fn words(&mut self, words: &Words) -> tantivy::Result<Part> {
        let name = match words.place {
            Place::Field(name) => name,
            _ => "text",
        };
        let widened = self.widen(name, words)?;
        let mut asked = self.matches(name, &widened, words.near);
        if words.place == Place::Anywhere {
            asked = Box::new(Boosted {
                by_itself: asked,
                raisers: self.boosts(&widened, words.near),
            });
        }
        self.seek(words, widened, false);
        Ok(asked)
    }

    fn boosts(&self, widened: &[Widened], near: Option<u32>) -> Vec<Part> {
        let boost = |(name, boost): (&str, f32)| {
            let part = self.matches(name, widened, near);
            Box::new(BoostQuery::new(part, boost)) as Part
        };
        BOOSTS.into_iter().map(boost).collect()
    }

    fn widen(&mut self, name: &str, words: &Words) -> tantivy::Result<Vec<Widened>> {
        let last = words.terms.len() - 1;
        let alone = (last == 0 || words.near.is_some()) && !words.quoted;
        let field = field(&self.schema, name);
        let mut all = Vec::new();
        for (position, word) in words.terms.iter().enumerate() {
            let last = if position == last {
                words.last
            } else {
                Last::Whole
            };
            let mut widened = if last == Last::Pattern {
                self.like(field, word, words.span)?
            } else if alone {
                self.widener.word(field, word, last)?
            } else {
                Widened::exactly(word, last)
            };
            if let Some(beginning) = &widened.prefix
                && !self.budget().is_endless()
                && !(alone && is_edge(name, beginning))
            {
                widened.endings = self.widener.commonest(field, beginning)?;
                if !widened.endings.is_empty() {
                    self.budget.leave_out();
                }
            }
            if let Some(spelling) = &widened.spelling {
                self.hints.push(Hint {
                    message: format!("“{word}” is in no story, “{spelling}” was looked for"),
                    span: words.span,
                    ground: Ground::Stories,
                });
            }
            all.push(widened);
        }
        Ok(all)
    }

    /// The words that are like a pattern; where there are none, it is said.
    fn like(&mut self, field: Field, pattern: &str, span: Span) -> tantivy::Result<Widened> {
        let widened = self.widener.like(field, pattern)?;
        if widened.endings.is_empty() {
            self.hints.push(Hint {
                message: format!("no word of the library is like “{pattern}”"),
                span,
                ground: Ground::Stories,
            });
        }
        Ok(widened)
    }

    /// The words in one field of the index.
    fn matches(&self, name: &str, widened: &[Widened], near: Option<u32>) -> Part {
        match widened {
            [word] => self.word(name, word),
            _ => Box::new(Phrase {
                sources: Sources {
                    text: field(&self.schema, name),
                    edge: None,
                },
                words: widened.to_vec(),
                near,
                budget: self.budget(),
            }),
        }
    }

    /// How much is looked at. What must not hold has to be known in full.
    fn budget(&self) -> Budget {
        if self.negated == 0 {
            self.budget.clone()
        } else {
            self.budget.without_end()
        }
    }

    fn word(&self, name: &str, word: &Widened) -> Part {
        let scored = IndexRecordOption::WithFreqs;
        let mut parts: Vec<Part> = Vec::new();
        for (position, form) in word.forms.iter().enumerate() {
            let term = self.term(name, form, scored);
            parts.push(match position {
                0 => term,
                _ => Box::new(BoostQuery::new(term, FORM)),
            });
        }
        if word.pattern.is_some() {
            parts.push(self.one_of(name, &word.endings));
        }
        if let Some(beginning) = &word.prefix {
            let going_on = self.beginning(name, beginning, &word.endings);
            parts.push(Box::new(ConstScoreQuery::new(going_on, BEGINNING)));
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
            field: field(&self.schema, name),
            typed: String::new(),
            endings: words.to_vec(),
        })
    }

    fn beginning(&self, name: &str, beginning: &str, endings: &[String]) -> Part {
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
            field: field(&self.schema, name),
            typed: beginning.to_owned(),
            endings: endings.to_vec(),
        })
    }

    fn term(&self, name: &str, value: &str, record: IndexRecordOption) -> Part {
        let term = Term::from_field_text(field(&self.schema, name), value);
        Box::new(TermQuery::new(term, record))
    }

    fn seek(&mut self, words: &Words, widened: Vec<Widened>, spoken: bool) {
        self.seek_term(SearchTerm {
            place: words.place,
            words: widened,
            names: Vec::new(),
            near: words.near,
            spoken,
        });
    }

    fn seek_term(&mut self, term: SearchTerm) {
        if self.negated == 0 {
            self.terms.push(term);
        }
    }

    fn without(&self, inner: Part) -> Part {
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, self.every_story()),
            (Occur::MustNot, inner),
        ]))
    }

    fn every_story(&self) -> Part {
        every_story(&self.schema)
    }

    fn filter(&self, filter: &Filter) -> Part {
        let query: Part = match filter {
            Filter::Term { field, value } => self.term(field, value, IndexRecordOption::Basic),
            Filter::Number {
                column,
                least,
                most,
            } => {
                let field = field(&self.schema, column);
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
                let field = field(&self.schema, DATE);
                let term = |value| Term::from_field_i64(field, value);
                Box::new(FastFieldRangeQuery::new(
                    Bound::Included(term(*from)),
                    Bound::Excluded(term(*until)),
                ))
            }
        };
        Box::new(ConstScoreQuery::new(query, 0.0))
    }
}

/// Whether a field has this beginning as a term of its own.
fn is_edge(name: &str, beginning: &str) -> bool {
    matches!(name, "text" | "headline") && beginning.chars().count() <= LONGEST_EDGE
}

/// All stories, none better than another.
pub(crate) fn every_story(schema: &Schema) -> Box<dyn Query> {
    let story = Term::from_field_text(field(schema, "is"), "story");
    let story = TermQuery::new(story, IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(story), 0.0))
}
