//! A query's tree → what an engine is asked, and what is looked for in the stories that answer.
//!
//! One planner for every engine: an [`Engine`] says how it puts each question, `tantivy` here, an archive
//! elsewhere. Each word is widened over the dictionary of the engine: to its other forms, to the words
//! that begin with it while it is being typed, and to the nearest spelling where nothing has it.

pub(crate) mod dialect;
pub(crate) mod embedded;
mod joined;
mod role;

use crate::index::budget::Budget;
use crate::index::queries::saying::Wanted;
use crate::index::query::tree::{Filter, Last, Node, Place, Words};
use crate::index::query::{Copies, Ground, Hint};
use crate::index::schema::ROLES;
use crate::index::snapshot::Snapshot;
use crate::index::widen::{Dictionary, Widened, Widener};
use crate::story::Span;
use embedded::{Embedded, Part};

pub(crate) use embedded::every_story;
use role::{Role, Spoken, is_bare, is_said};

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
    /// Whether it is but another way to write what is looked for anyway.
    pub(crate) otherwise: bool,
}

/// A query made ready for one engine.
#[derive(Debug)]
pub(crate) struct Plan<Asked = Part> {
    /// What stories must match; `None` for all of them.
    pub(crate) query: Option<Asked>,
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

impl<Asked> Default for Plan<Asked> {
    fn default() -> Self {
        Self {
            query: None,
            terms: Vec::new(),
            hints: Vec::new(),
            narrowed: false,
            copies: Copies::default(),
        }
    }
}

/// A query over utterances and the stories they stand in.
#[derive(Debug)]
pub(crate) struct SpokenPlan<Asked = Part> {
    /// What must hold of the utterance.
    pub(crate) utterance: Asked,
    /// What must hold of its story; `None` for any.
    pub(crate) story: Option<Asked>,
    /// What is to be found in it, negated parts left out.
    pub(crate) terms: Vec<SearchTerm>,
    /// What was read differently.
    pub(crate) hints: Vec<Hint>,
}

/// How an engine is asked. What it is asked is the planner's to say.
pub(crate) trait Engine: Dictionary {
    /// A question to it.
    type Asked;

    /// Stories with these words in a field, one after the other or near each other.
    fn words(&self, field: &'static str, words: Together<'_>, budget: &Budget) -> Self::Asked;

    /// Stories with these words anywhere.
    fn anywhere(&self, words: Together<'_>, budget: &Budget) -> Self::Asked;

    /// Utterances with these words, or their stories.
    fn saying(&self, words: Together<'_>, wanted: Wanted, budget: &Budget) -> Self::Asked;

    /// Utterances of somebody who is called so.
    fn called(&self, name: &[Widened], budget: &Budget) -> Self::Asked;

    /// What else they are filed under who are called so.
    fn also_called(&self, name: &[Widened]) -> Result<Vec<String>, Self::Failure>;

    /// Utterances of whoever is filed under one of these keys.
    fn filed_under(&self, keys: &[String]) -> Vec<Self::Asked>;

    /// Utterances of the one person of this name, and what that person is filed under, where it is known.
    fn person(&self, name: &str) -> Result<(Self::Asked, Vec<String>), Self::Failure>;

    /// Whether it can tell who is who across stories.
    fn knows_people(&self) -> bool;

    /// Utterances of this role.
    fn role(&self, role: &'static str) -> Self::Asked;

    /// Stories with an utterance of which this holds.
    fn stories_where(&self, utterance: Self::Asked, budget: &Budget) -> Self::Asked;

    /// What all of these hold of, and none of the others.
    fn all(&self, of: Vec<Self::Asked>, without: Vec<Self::Asked>) -> Self::Asked;

    /// What one of these holds of.
    fn any(&self, of: Vec<Self::Asked>) -> Self::Asked;

    /// Nothing at all.
    fn nothing(&self) -> Self::Asked;

    /// All stories, none better than another.
    fn every_story(&self) -> Self::Asked;

    /// Stories of a sort.
    fn filter(&self, filter: &Filter) -> Self::Asked;

    /// The words of a field that are like a pattern.
    fn like(&self, field: &'static str, pattern: &str) -> Result<Widened, Self::Failure>;

    /// The commonest words that begin so, where there are so many that not all can be looked for.
    fn commonest(
        &self,
        field: &'static str,
        beginning: &str,
        alone: Standing,
    ) -> Result<Vec<String>, Self::Failure>;
}

/// Words that are looked for together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Together<'a> {
    /// Each with what it stands for.
    pub(crate) words: &'a [Widened],
    /// How many others may stand among them, in any order; none where they follow each other.
    pub(crate) near: Option<u32>,
}

/// Whether a word is asked for by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It stands alone, or near others.
    Alone,
    /// It goes on a phrase.
    InPhrase,
}

/// Makes a query ready for the index.
pub(crate) fn plan(
    snapshot: &Snapshot,
    tree: Option<&Node>,
    bare_words: BareWords,
    budget: &Budget,
) -> tantivy::Result<Plan> {
    plan_for(&Embedded { snapshot }, tree, bare_words, budget)
}

/// Makes a query ready for an engine.
pub(crate) fn plan_for<E: Engine>(
    engine: &E,
    tree: Option<&Node>,
    bare_words: BareWords,
    budget: &Budget,
) -> Result<Plan<E::Asked>, E::Failure> {
    let mut planner = Planner::new(engine, bare_words, budget);
    let query = tree.map(|tree| planner.story(tree)).transpose()?;
    Ok(Plan {
        query,
        terms: planner.terms,
        hints: planner.hints,
        narrowed: planner.narrowed,
        copies: Copies::default(),
    })
}

/// Makes a query for utterances ready for the index: bare words are words that are said.
pub(crate) fn plan_spoken(
    snapshot: &Snapshot,
    tree: Option<&Node>,
    budget: &Budget,
) -> tantivy::Result<SpokenPlan> {
    plan_spoken_for(&Embedded { snapshot }, tree, budget)
}

/// Makes a query for utterances ready for an engine.
pub(crate) fn plan_spoken_for<E: Engine>(
    engine: &E,
    tree: Option<&Node>,
    budget: &Budget,
) -> Result<SpokenPlan<E::Asked>, E::Failure> {
    let mut planner = Planner::new(engine, BareWords::Said, budget);
    let nodes = match tree {
        Some(Node::All(nodes)) => nodes.as_slice(),
        Some(node) => std::slice::from_ref(node),
        None => &[],
    };
    let (said, told): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| is_said(node));
    let mut utterance = vec![planner.every_utterance()];
    let mut not = Vec::new();
    let mut story = Vec::new();
    let (by, said) = role::part_speakers(said);
    if !by.is_empty() {
        planner.say_who_speaks(&by);
        let names = role::speakers(&by);
        utterance.push(planner.said_by(&names)?);
        for node in by {
            story.push(planner.utterances(&Spoken::alone(node))?);
        }
    }
    for node in said {
        match node {
            Node::Not(inner) => not.push(planner.not_uttered(inner)?),
            _ => utterance.push(planner.utterance(node)?),
        }
    }
    for node in told {
        story.push(planner.story(node)?);
    }
    let is_narrowed = !story.is_empty();
    Ok(SpokenPlan {
        utterance: engine.all(utterance, not),
        story: is_narrowed.then(|| engine.all(story, Vec::new())),
        terms: planner.terms,
        hints: planner.hints,
    })
}

struct Planner<'a, E: Engine> {
    engine: &'a E,
    widener: Widener<'a, E>,
    bare_words: BareWords,
    budget: Budget,
    terms: Vec<SearchTerm>,
    hints: Vec<Hint>,
    negated: usize,
    narrowed: bool,
}

impl<'a, E: Engine> Planner<'a, E> {
    fn new(engine: &'a E, bare_words: BareWords, budget: &Budget) -> Self {
        Self {
            engine,
            widener: Widener::new(engine),
            bare_words,
            budget: budget.clone(),
            terms: Vec::new(),
            hints: Vec::new(),
            negated: 0,
            narrowed: false,
        }
    }

    fn every_utterance(&self) -> E::Asked {
        let roles = ROLES.iter().map(|role| self.engine.role(role));
        self.engine.any(roles.collect())
    }

    /// What must hold of a story.
    fn story(&mut self, node: &Node) -> Result<E::Asked, E::Failure> {
        match node {
            Node::All(nodes) => self.all(nodes),
            Node::Any(nodes) => {
                let parts: Result<_, _> = nodes.iter().map(|node| self.story(node)).collect();
                Ok(self.engine.any(parts?))
            }
            Node::Not(inner) => {
                let inner = self.not(inner)?;
                Ok(self
                    .engine
                    .all(vec![self.engine.every_story()], vec![inner]))
            }
            Node::Words(words) if words.place.is_spoken() => self.utterances(&Spoken::alone(node)),
            Node::Words(words) => self.words(words),
            Node::Filter(filter) => Ok(self.engine.filter(filter)),
        }
    }

    fn not(&mut self, inner: &Node) -> Result<E::Asked, E::Failure> {
        self.negated += 1;
        let inner = self.story(inner);
        self.negated -= 1;
        inner
    }

    /// What is said must hold of one utterance, the rest of the story around it.
    fn all(&mut self, nodes: &[Node]) -> Result<E::Asked, E::Failure> {
        let (spoken, others) = self.divide(nodes);
        let (mut of, mut without) = (Vec::new(), Vec::new());
        for group in spoken {
            of.push(self.utterances(&group)?);
        }
        let mut others = others.as_slice();
        while let [node, rest @ ..] = others {
            others = rest;
            if let Node::Not(inner) = node {
                without.push(self.not(inner)?);
            } else if let [next, behind @ ..] = rest
                && let Some(joined) = joined::whole(self.engine, node, next)?
            {
                of.push(self.apart_or_joined(node, next, &joined)?);
                others = behind;
            } else {
                of.push(self.story(node)?);
            }
        }
        if of.is_empty() {
            of.push(self.engine.every_story());
        }
        Ok(self.engine.all(of, without))
    }

    /// Two words, or both written as one.
    fn apart_or_joined(
        &mut self,
        one: &Node,
        other: &Node,
        joined: &Words,
    ) -> Result<E::Asked, E::Failure> {
        let apart = vec![self.story(one)?, self.story(other)?];
        let apart = self.engine.all(apart, Vec::new());
        let terms = self.terms.len();
        let joined = self.words(joined)?;
        for term in self.terms.iter_mut().skip(terms) {
            term.otherwise = true;
        }
        Ok(self.engine.any(vec![apart, joined]))
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
    fn utterances(&mut self, spoken: &Spoken<'_>) -> Result<E::Asked, E::Failure> {
        if let [Node::Words(words)] = spoken.all.as_slice()
            && spoken.by.is_empty()
            && words.place == Place::Said(None)
        {
            return self.saying(words, Wanted::Stories);
        }
        let mut parts = Vec::new();
        for node in &spoken.all {
            parts.push(self.utterance(node)?);
        }
        if !spoken.by.is_empty() {
            parts.push(self.said_by(&spoken.by)?);
        }
        let utterance = self.engine.all(parts, Vec::new());
        Ok(self.engine.stories_where(utterance, &self.budget()))
    }

    /// Utterances of one of these.
    fn said_by(&mut self, speakers: &[&Words]) -> Result<E::Asked, E::Failure> {
        let parts: Result<Vec<_>, _> = speakers.iter().map(|words| self.spoken(words)).collect();
        Ok(self.engine.any(parts?))
    }

    /// What must hold of an utterance.
    fn utterance(&mut self, node: &Node) -> Result<E::Asked, E::Failure> {
        match node {
            Node::Words(words) => self.spoken(words),
            Node::All(nodes) | Node::Any(nodes) => {
                let parts: Result<Vec<_>, _> =
                    nodes.iter().map(|node| self.utterance(node)).collect();
                Ok(match node {
                    Node::Any(_) => self.engine.any(parts?),
                    _ => self.engine.all(parts?, Vec::new()),
                })
            }
            Node::Not(_) | Node::Filter(_) => Ok(self.engine.nothing()),
        }
    }

    /// What must not hold of an utterance.
    fn not_uttered(&mut self, node: &Node) -> Result<E::Asked, E::Failure> {
        self.negated += 1;
        let part = self.utterance(node);
        self.negated -= 1;
        part
    }

    fn spoken(&mut self, words: &Words) -> Result<E::Asked, E::Failure> {
        match words.place {
            Place::Speaker => self.by_any_name(words),
            Place::Person => self.by_person(words),
            Place::Said(Some(role)) => {
                let asked = self.saying(words, Wanted::Utterances)?;
                Ok(self
                    .engine
                    .all(vec![asked, self.engine.role(role)], Vec::new()))
            }
            _ => self.saying(words, Wanted::Utterances),
        }
    }

    fn saying(&mut self, words: &Words, wanted: Wanted) -> Result<E::Asked, E::Failure> {
        let widened = self.widen("text", words)?;
        let together = Together {
            words: &widened,
            near: words.near,
        };
        let asked = self.engine.saying(together, wanted, &self.budget());
        self.seek(words, widened, Holds::OfUtterance);
        let mut ways = vec![asked];
        for parts in joined::parts(self.engine, "text", words)? {
            ways.push(self.engine.saying(in_order(&parts), wanted, &self.budget()));
            self.seek_otherwise(words, parts, Holds::OfUtterance);
        }
        Ok(self.one_of(ways))
    }

    /// What somebody so called says, under whatever name.
    fn by_any_name(&mut self, words: &Words) -> Result<E::Asked, E::Failure> {
        let widened = self.widen("speaker", words)?;
        let names = self.engine.also_called(&widened)?;
        let mut parts = vec![self.engine.called(&widened, &self.budget())];
        parts.extend(self.engine.filed_under(&names));
        self.seek_speaker(words.place, widened, names);
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => self.engine.any(parts),
        })
    }

    /// What this person says and nobody else of a like name.
    fn by_person(&mut self, words: &Words) -> Result<E::Asked, E::Failure> {
        let (asked, names) = self.engine.person(&words.terms.join(" "))?;
        if self.engine.knows_people() {
            self.seek_speaker(words.place, Vec::new(), names);
        } else {
            let exactly = |word: &String| Widened::exactly(word, Last::Whole);
            let name = words.terms.iter().map(exactly).collect();
            self.seek_speaker(Place::Speaker, name, Vec::new());
        }
        Ok(asked)
    }

    fn words(&mut self, words: &Words) -> Result<E::Asked, E::Failure> {
        let name = joined::field(words);
        let widened = self.widen(name, words)?;
        let together = Together {
            words: &widened,
            near: words.near,
        };
        let mut ways = vec![self.printed(words.place, together)];
        self.seek(words, widened, Holds::OfStory);
        for parts in joined::parts(self.engine, name, words)? {
            ways.push(self.printed(words.place, in_order(&parts)));
            self.seek_otherwise(words, parts, Holds::OfStory);
        }
        Ok(self.one_of(ways))
    }

    /// Stories with these words, anywhere or in a field.
    fn printed(&self, place: Place, words: Together<'_>) -> E::Asked {
        let budget = self.budget();
        match place {
            Place::Field(name) => self.engine.words(name, words, &budget),
            _ => self.engine.anywhere(words, &budget),
        }
    }

    /// What one of these ways to ask finds.
    fn one_of(&self, mut ways: Vec<E::Asked>) -> E::Asked {
        match ways.len() {
            1 => ways.remove(0),
            _ => self.engine.any(ways),
        }
    }

    fn widen(&mut self, name: &'static str, words: &Words) -> Result<Vec<Widened>, E::Failure> {
        let last = words.terms.len() - 1;
        let alone = (last == 0 || words.near.is_some()) && !words.quoted;
        let mut all = Vec::new();
        for (position, word) in words.terms.iter().enumerate() {
            let last = if position == last {
                words.last
            } else {
                Last::Whole
            };
            let mut widened = if last == Last::Pattern {
                self.like(name, word, words.span)?
            } else if alone {
                self.widener.word(name, word, last)?
            } else {
                Widened::exactly(word, last)
            };
            if let Some(beginning) = &widened.prefix
                && !self.budget().is_endless()
            {
                let standing = if alone {
                    Standing::Alone
                } else {
                    Standing::InPhrase
                };
                widened.endings = self.engine.commonest(name, beginning, standing)?;
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
    fn like(
        &mut self,
        name: &'static str,
        pattern: &str,
        span: Span,
    ) -> Result<Widened, E::Failure> {
        let widened = self.engine.like(name, pattern)?;
        if widened.endings.is_empty() {
            self.hints.push(Hint {
                message: format!("no word of the library is like “{pattern}”"),
                span,
                ground: Ground::Stories,
            });
        }
        Ok(widened)
    }

    /// How much is looked at. What must not hold has to be known in full.
    fn budget(&self) -> Budget {
        if self.negated == 0 {
            self.budget.clone()
        } else {
            self.budget.without_end()
        }
    }

    fn seek(&mut self, words: &Words, widened: Vec<Widened>, holds: Holds) {
        self.seek_term(term(words, widened, holds));
    }

    fn seek_otherwise(&mut self, words: &Words, parts: Vec<Widened>, holds: Holds) {
        self.seek_term(SearchTerm {
            otherwise: true,
            ..term(words, parts, holds)
        });
    }

    fn seek_speaker(&mut self, place: Place, words: Vec<Widened>, names: Vec<String>) {
        self.seek_term(SearchTerm {
            place,
            words,
            names,
            near: None,
            spoken: true,
            otherwise: false,
        });
    }

    fn seek_term(&mut self, term: SearchTerm) {
        if self.negated == 0 {
            self.terms.push(term);
        }
    }
}

fn term(words: &Words, widened: Vec<Widened>, holds: Holds) -> SearchTerm {
    SearchTerm {
        place: words.place,
        words: widened,
        names: Vec::new(),
        near: words.near,
        spoken: holds == Holds::OfUtterance,
        otherwise: false,
    }
}

/// Words that follow each other.
fn in_order(words: &[Widened]) -> Together<'_> {
    Together { words, near: None }
}

/// What words are asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    OfStory,
    OfUtterance,
}
