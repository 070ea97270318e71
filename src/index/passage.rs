//! Where in a story the answer stands: the best passage, its highlights, and all hits.
//!
//! The index says which stories answer; bodies are not kept there, so the story itself is read to
//! find the words. The same folding and the same forms are used as in the index.

mod turn;

use crate::index::answer::{Passage, PassageKind};
use crate::index::key;
use crate::index::plan::SearchTerm;
use crate::index::query::tree::Place;
use crate::index::widen::Widened;
use crate::index::words::{self, Word};
use crate::story::{Block, BlockKind, Quotation, Span, Story, Turn, TurnRole};

/// Longest passage shown, in bytes: about three rows of a screen.
const LONGEST: usize = 280;
/// What each different word counts for in a block.
const WORD: usize = 1_000;
/// How far before the first hit a passage may begin, in bytes.
const RUN_UP: usize = 90;

/// The passage of a story that answers best; `None` where the answer is not in its words.
pub(crate) fn find(story: &Story, sought: &[SearchTerm]) -> Option<Passage> {
    if sought.is_empty() {
        return None;
    }
    let reading = Reading::new(story, sought);
    let spoken = reading.best_utterance();
    spoken.or_else(|| reading.best_block())
}

/// Words that were found, and what they were sought for.
#[derive(Clone, Copy, Debug)]
struct Hit {
    span: Span,
    sought: usize,
}

/// A quotation or a turn.
#[derive(Clone, Copy)]
struct Utterance {
    span: Span,
    person: Option<usize>,
    mention: Span,
    role: Option<TurnRole>,
}

impl Utterance {
    fn quotation(quotation: &Quotation) -> Self {
        Self {
            span: quotation.span,
            person: quotation.speaker.map(|speaker| speaker.person),
            mention: quotation
                .speaker
                .map(|speaker| speaker.mention)
                .unwrap_or_default(),
            role: None,
        }
    }

    fn turn(turn: &Turn) -> Self {
        Self {
            span: turn.span,
            person: Some(turn.speaker),
            mention: turn.label,
            role: Some(turn.role),
        }
    }
}

/// A story with the words in it that were looked for.
pub(crate) struct Reading<'a> {
    story: &'a Story,
    sought: &'a [SearchTerm],
    hits: Vec<Hit>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(story: &'a Story, sought: &'a [SearchTerm]) -> Self {
        let words = words::words(&story.text);
        let mut hits = Vec::new();
        for (index, part) in sought.iter().enumerate() {
            let in_text = !part.place.is_of_speaker();
            let places = in_text.then(|| match part.near {
                Some(near) => nearby(&words, &part.words, near),
                None => sequences(&words, &part.words),
            });
            let found = places.into_iter().flatten();
            let found = found.filter(|span| stands_in(story, part.place, *span));
            hits.extend(found.map(|span| Hit {
                span,
                sought: index,
            }));
        }
        hits.sort_by_key(|hit| (hit.span.start, hit.sought));
        Self {
            story,
            sought,
            hits,
        }
    }

    /// The utterance of which most of what was asked holds.
    fn best_utterance(&self) -> Option<Passage> {
        if !self.sought.iter().any(|part| part.spoken) {
            return None;
        }
        let answers: Vec<(usize, Utterance)> = self
            .utterances()
            .map(|utterance| (self.holds(&utterance), utterance))
            .filter(|&(holds, _)| holds > 0)
            .collect();
        let most = answers.iter().map(|&(holds, _)| holds).max()?;
        let best: Vec<Utterance> = answers
            .into_iter()
            .filter(|&(holds, _)| holds == most)
            .map(|(_, utterance)| utterance)
            .collect();
        let first = *best.first()?;
        let mut passage = self.show(self.around(first.span), first.span);
        passage.kind = match first.role {
            Some(_) => PassageKind::Turn,
            None => PassageKind::Quote,
        };
        passage.speaker = self.name(first.person);
        passage.hits = best
            .iter()
            .flat_map(|utterance| self.hits_of(utterance))
            .collect();
        passage.hits.sort_unstable();
        unite(&mut passage.hits);
        passage.places = best
            .iter()
            .map(|utterance| self.around(utterance.span))
            .collect();
        passage.places.sort_unstable();
        Some(passage)
    }

    fn utterances(&self) -> impl Iterator<Item = Utterance> {
        let quotations = self.story.quotations.iter().map(Utterance::quotation);
        quotations.chain(self.story.turns.iter().map(Utterance::turn))
    }

    /// How much of what was asked holds of an utterance.
    fn holds(&self, utterance: &Utterance) -> usize {
        let spoken = self
            .sought
            .iter()
            .enumerate()
            .filter(|(_, part)| part.spoken);
        spoken
            .filter(|&(index, part)| self.holds_one(utterance, index, part))
            .count()
    }

    fn holds_one(&self, utterance: &Utterance, index: usize, part: &SearchTerm) -> bool {
        match part.place {
            Place::Person => self.is_one_of(utterance, &part.names),
            Place::Speaker => {
                self.is_called(utterance, &part.words) || self.is_one_of(utterance, &part.names)
            }
            Place::Said(Some("question")) if utterance.role != Some(TurnRole::Question) => false,
            Place::Said(Some("answer")) if utterance.role != Some(TurnRole::Answer) => false,
            _ => self.inside(utterance.span).any(|hit| hit.sought == index),
        }
    }

    /// Whether somebody speaks who is filed under one of these keys.
    fn is_one_of(&self, utterance: &Utterance, names: &[String]) -> bool {
        let person = utterance
            .person
            .and_then(|person| self.story.people.get(person));
        let source = self.story.meta.source.as_deref();
        person.is_some_and(|person| {
            !names.is_empty() && names.contains(&key::key(&person.name, source))
        })
    }

    fn is_called(&self, utterance: &Utterance, name: &[Widened]) -> bool {
        let person = utterance
            .person
            .and_then(|person| self.story.people.get(person));
        let names = person.into_iter().flat_map(|person| {
            std::iter::once(person.name.as_str()).chain(person.variants.iter().map(String::as_str))
        });
        let mention = std::iter::once(self.story.slice(utterance.mention));
        names
            .chain(mention)
            .any(|called| !sequences(&words::words(called), name).is_empty())
    }

    /// The words that were found in an utterance, or all of it where only its speaker was asked for.
    fn hits_of(&self, utterance: &Utterance) -> Vec<Span> {
        let hits: Vec<Span> = self.inside(utterance.span).map(|hit| hit.span).collect();
        if hits.is_empty() {
            return vec![utterance.span];
        }
        hits
    }

    /// The block with most of the words sought, running text before headings.
    fn best_block(&self) -> Option<Passage> {
        let scored = self.story.blocks.iter().filter_map(|block| {
            let score = self.score(block);
            (score > 0).then_some((score, block))
        });
        let scored: Vec<(usize, &Block)> = scored.collect();
        // The first of equals: `max_by_key` would take the last.
        let &(best, block) = scored.iter().rev().max_by_key(|(score, _)| *score)?;
        let first = self.inside(block.span).next()?.span;
        let mut passage = self.show(self.around(block.span), block.span);
        passage.kind = match block.kind {
            BlockKind::Headline => PassageKind::Headline,
            BlockKind::Heading => PassageKind::Heading,
            _ => PassageKind::Paragraph,
        };
        self.name_speaker(&mut passage, first);
        let as_much = scored
            .iter()
            .filter(|(score, _)| score / WORD == best / WORD);
        let told = as_much
            .filter(|(_, other)| other.span == block.span || other.kind != BlockKind::Headline);
        passage.places = told.map(|(_, block)| self.around(block.span)).collect();
        passage.hits = self.hits.iter().map(|hit| hit.span).collect();
        unite(&mut passage.hits);
        Some(passage)
    }

    fn name_speaker(&self, passage: &mut Passage, hit: Span) {
        if let Some((kind, person)) = said_at(self.story, hit.start) {
            passage.kind = kind;
            passage.speaker = self.name(person);
        }
    }

    /// How much a block answers: different words first, then where they stand close, then how
    /// often; the headline last, since the row shows it anyway.
    fn score(&self, block: &Block) -> usize {
        let hits: Vec<&Hit> = self.inside(block.span).collect();
        if hits.is_empty() {
            return 0;
        }
        let mut different: Vec<usize> = hits.iter().map(|hit| hit.sought).collect();
        different.sort_unstable();
        different.dedup();
        let close = hits.windows(2).filter(|pair| {
            pair[0].sought != pair[1].sought && pair[1].span.start <= pair[0].span.end + 2
        });
        let prose =
            usize::from(block.is_prose()) * 2 + usize::from(block.kind != BlockKind::Headline);
        different.len() * WORD + close.count().min(9) * 100 + prose * 10 + hits.len().min(9)
    }

    fn inside(&self, span: Span) -> impl Iterator<Item = &Hit> {
        let first = self.hits.partition_point(|hit| hit.span.start < span.start);
        let rest = self.hits[first..].iter();
        rest.take_while(move |hit| hit.span.start < span.end)
            .filter(move |hit| hit.span.end <= span.end)
    }

    /// The words that were found within a span.
    pub(crate) fn hits_in(&self, span: Span) -> Vec<Span> {
        let mut hits = self.inside(span).map(|hit| hit.span).collect();
        unite(&mut hits);
        hits
    }

    fn around(&self, span: Span) -> Span {
        around(&self.story.text, span, &self.hits_in(span))
    }

    fn show(&self, shown: Span, within: Span) -> Passage {
        let highlights = self.inside(within).map(|hit| hit.span);
        let highlights = highlights.filter(|hit| shown.covers(*hit));
        let mut highlights: Vec<Span> = highlights
            .map(|hit| Span::new(hit.start - shown.start, hit.end - shown.start))
            .collect();
        unite(&mut highlights);
        Passage {
            kind: PassageKind::Paragraph,
            speaker: None,
            span: shown,
            text: self.story.slice(shown).to_owned(),
            highlights,
            hits: Vec::new(),
            places: Vec::new(),
        }
    }

    fn name(&self, person: Option<usize>) -> Option<String> {
        name(self.story, person)
    }
}

fn name(story: &Story, person: Option<usize>) -> Option<String> {
    let person = story.people.get(person?)?;
    Some(person.name.clone())
}

/// What is said at a place, and by whom.
fn said_at(story: &Story, place: usize) -> Option<(PassageKind, Option<usize>)> {
    if let Some(quotation) = story.quotation_at(place) {
        let quotation = Utterance::quotation(&story.quotations[quotation]);
        return Some((PassageKind::Quote, quotation.person));
    }
    let turn = Utterance::turn(&story.turns[story.turn_at(place)?]);
    Some((PassageKind::Turn, turn.person))
}

/// The part of a text to show where there is no room for all of it.
pub(crate) fn excerpt(text: &str, hits: &[Span]) -> Span {
    around(text, Span::new(0, text.len()), hits)
}

/// The part of a span to show: the line with most of its hits, or what stands around these.
fn around(text: &str, span: Span, hits: &[Span]) -> Span {
    let line = |place: usize| {
        let start = text[span.start..place].rfind('\n');
        let end = text[place..span.end].find('\n');
        Span::new(
            start.map_or(span.start, |line| span.start + line + 1),
            end.map_or(span.end, |line| place + line),
        )
    };
    let densest = densest(hits, |hit| *hit);
    let line = line(densest.unwrap_or(span.start));
    if line.len() <= LONGEST {
        return line;
    }
    let start = match densest {
        Some(hit) if hit > line.start + RUN_UP => begin(text, line.start, hit),
        _ => line.start,
    };
    Span::new(start, end(text, start, line.end))
}

/// Where the words stand in this order, each in one of its forms.
fn sequences(words: &[Word], sought: &[Widened]) -> Vec<Span> {
    if sought.is_empty() {
        return Vec::new();
    }
    let matches = |window: &&[Word]| {
        let mut pairs = window.iter().zip(sought);
        pairs.all(|(word, sought)| sought.holds(&word.folded))
    };
    words
        .windows(sought.len())
        .filter(matches)
        .map(|window| Span::new(window[0].span.start, window[window.len() - 1].span.end))
        .collect()
}

/// The words, wherever all of them stand with so many others among them at most.
fn nearby(words: &[Word], sought: &[Widened], near: u32) -> Vec<Span> {
    let longest = sought.len() + near as usize;
    let mut latest: Vec<Option<usize>> = vec![None; sought.len()];
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let meant = sought.iter().map(|sought| sought.holds(&word.folded));
        let mut is_sought = false;
        for (latest, _) in latest.iter_mut().zip(meant).filter(|(_, meant)| *meant) {
            *latest = Some(place);
            is_sought = true;
        }
        let first = latest.iter().copied().min().flatten().filter(|_| is_sought);
        if first.is_some_and(|first| place + 1 - first <= longest) {
            found.extend(latest.iter().flatten().map(|&place| words[place].span));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn stands_in(story: &Story, place: Place, span: Span) -> bool {
    let kind = || {
        let block = story.block_at(span.start)?;
        Some(story.blocks[block].kind)
    };
    match place {
        Place::Field("headline") => kind() == Some(BlockKind::Headline),
        Place::Field("deck") => kind() == Some(BlockKind::Deck),
        Place::Field("heading") => kind() == Some(BlockKind::Heading),
        Place::Field("text") | Place::Anywhere | Place::Said(_) => {
            kind().is_none_or(|kind| kind != BlockKind::Promo)
        }
        Place::Field(_) | Place::Speaker | Place::Person => false,
    }
}

/// Makes one of spans that share bytes; they are ordered by their start.
fn unite(spans: &mut Vec<Span>) {
    spans.dedup_by(|next, last| {
        let shared = next.start < last.end;
        if shared {
            last.end = last.end.max(next.end);
        }
        shared
    });
}

/// The start of the hit from which on most others stand within one passage. The hits are in their
/// order and share no bytes, so that two fingers pass each of them once: a block may hold a million.
fn densest<Hit>(hits: &[Hit], span: impl Fn(&Hit) -> Span) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    let mut reached = 0;
    for (first, hit) in hits.iter().enumerate() {
        let start = span(hit).start;
        let reach = start + LONGEST - RUN_UP;
        reached += hits[reached..]
            .iter()
            .take_while(|hit| span(hit).end <= reach)
            .count();
        // A hit longer than a passage is passed by all the same.
        reached = reached.max(first + 1);
        let count = reached - first;
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, start));
        }
    }
    best.map(|(_, start)| start)
}

/// A good place to begin before a hit: after the last sentence, else after a space.
fn begin(text: &str, earliest: usize, hit: usize) -> usize {
    let from = floor(text, hit.saturating_sub(RUN_UP).max(earliest));
    let before = &text[from..hit];
    let sentence = before.rfind(". ").map(|place| place + 2);
    let word = || before.find(' ').map(|place| place + 1);
    from + sentence.or_else(word).unwrap_or(0)
}

/// A good place to end after `start`: the last space that fits, else the last character.
fn end(text: &str, start: usize, latest: usize) -> usize {
    if start + LONGEST >= latest {
        return latest;
    }
    let end = floor(text, start + LONGEST);
    let space = text[start..end]
        .rfind(' ')
        .filter(|&space| space > LONGEST / 2);
    space.map_or(end, |space| start + space)
}

/// The last boundary of a character at a place or before it.
fn floor(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{LONGEST, densest};
    use crate::story::Span;

    fn hits(starts: impl IntoIterator<Item = usize>) -> Vec<Span> {
        let hit = |start| Span::new(start, start + 4);
        starts.into_iter().map(hit).collect()
    }

    #[test]
    fn the_densest_place_is_where_most_stand_within_a_passage() {
        let from = |starts: &[usize]| densest(&hits(starts.iter().copied()), |hit| *hit);
        assert_eq!(from(&[]), None);
        assert_eq!(from(&[7, 900]), Some(7));
        assert_eq!(from(&[7, 900, 910, 5000]), Some(900));
        assert_eq!(from(&[0, 180, 190, 200, 380]), Some(180));
        let longer = [Span::new(0, LONGEST * 2), Span::new(900, 905)];
        assert_eq!(densest(&longer, |hit| *hit), Some(0));
    }

    #[test]
    fn a_block_with_very_many_hits_is_passed_once() {
        // A story of one word, a million times, kept a search busy for minutes.
        let hits = hits((0..100_000).map(|number| number * 5));
        let looks = Cell::new(0);
        let span = |hit: &Span| {
            looks.set(looks.get() + 1);
            *hit
        };
        assert_eq!(densest(&hits, span), Some(0));
        assert!(looks.get() <= 3 * hits.len(), "{} looks", looks.get());
    }
}
