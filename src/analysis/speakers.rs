//! Who said it: cues, the names beside them, and whom a pronoun or a title means.
//!
//! One row of [`tokens`] for the story; for each quotation the [`clauses`] around it; what stays open
//! is carried on from the quotation before, or dropped as no speech; then [`mod@reference`] joins the
//! mentions to people.

mod apart;
mod beside;
mod clauses;
mod datelines;
mod eastern;
mod forms;
mod korean;
mod loose;
mod mentions;
mod name;
mod names;
mod reference;
mod register;
mod silent;
mod speech;
mod strangers;
mod subjects;
mod tokens;
mod told;

use crate::language::lexicon::Class;
use crate::language::{self, Habit};
use crate::story::{Attribution, BlockKind, Certainty, Quotation, QuotationKind, Span, Story};
use clauses::{Ending, Found};
use mentions::{Mention, MentionKind};
use tokens::{Kind, Token};

/// Attributes the story's quotations to people, drops those that are not speech, and tells
/// direct from mixed ones.
pub fn attribute(story: &mut Story) {
    if story.quotations.is_empty() {
        return;
    }
    if eastern::is_eastern(story) {
        eastern::attribute(story);
        return;
    }
    let told = story.meta.lang.map(language::of);
    let language = told.flatten().unwrap_or(language::english());
    let tokens = tokens::tokenise(story, language);
    let mut reading = Reading::new(story, &tokens);
    reading.silent = language.has(Habit::SilentSubject);
    if told.is_none() || language.speaks() && told.flatten().is_some() {
        reading.read_cues();
        reading.carry_on();
        reading.carry_back();
    } else {
        reading.carry_on();
        reading.keep_touching_names();
    }
    let verdicts = reading.verdicts;
    let mut kept = Vec::with_capacity(verdicts.len());
    for (quotation, verdict) in story.quotations.iter().zip(&verdicts) {
        if let Some(kind) = verdict.speech {
            kept.push((
                Quotation {
                    kind,
                    certainty: verdict.certainty,
                    ..quotation.clone()
                },
                verdict.source,
            ));
        }
    }
    reference::resolve(story, &tokens, kept, language.capitals);
}

/// What is known of one quotation.
#[derive(Clone, Copy, Debug, Default)]
struct Verdict {
    /// Its kind; `None` when it is not speech.
    speech: Option<QuotationKind>,
    source: Option<Source>,
    certainty: Certainty,
    /// The verb of saying of a clause whose subject is not said.
    silent: Option<usize>,
}

/// Who says it and by which cue.
#[derive(Clone, Copy, Debug)]
struct Source {
    mention: Mention,
    cue: Option<Span>,
}

/// How a quotation stands in its sentence and its block.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Its token; `None` in a block that is not read as language.
    token: usize,
    /// First token of its sentence.
    sentence: usize,
    /// First token of its block.
    block: usize,
    ending: Ending,
    /// Begins with a capital letter, or with something that has no case.
    capital: bool,
    /// Number of its words, counted up to [`Place::MANY`].
    words: usize,
}

impl Place {
    /// More words than any rule asks for.
    const MANY: usize = 16;
}

/// Tokens that are looked at before a quotation for the beginning of its sentence or its block: more than
/// any sentence of a newspaper has, and a text without stops must not cost the square of its length.
const LONGEST_SENTENCE: usize = 160;

struct Reading<'a> {
    story: &'a Story,
    tokens: &'a [Token],
    places: Vec<Place>,
    verdicts: Vec<Verdict>,
    /// The last quotation so far that is speech, and the last one with a speaker, while
    /// [`Reading::carry_on`] walks.
    last_speech: Option<usize>,
    last_sourced: Option<usize>,
    /// Whether some quotation stands in double marks.
    doubles: bool,
    /// Whether a verb may stand without its subject.
    silent: bool,
    /// Whether some quotation is told by dashes.
    dialogue: bool,
}

impl<'a> Reading<'a> {
    fn new(story: &'a Story, tokens: &'a [Token]) -> Self {
        let mut reading = Self {
            story,
            tokens,
            places: vec![],
            verdicts: vec![Verdict::default(); story.quotations.len()],
            last_speech: None,
            last_sourced: None,
            doubles: speech::has_double_marks(story),
            silent: false,
            dialogue: (0..story.quotations.len()).any(|index| told::is_told(story, index)),
        };
        reading.find_places();
        reading
    }

    fn find_places(&mut self) {
        let mut block = 0;
        let mut sentence = datelines::end(self.story, self.tokens, 0);
        for (at, token) in self.tokens.iter().enumerate() {
            match token.kind() {
                Kind::Break => {
                    block = at + 1;
                    sentence = datelines::end(self.story, self.tokens, block);
                }
                Kind::Stop => sentence = at + 1,
                Kind::Quote(index) => {
                    let place = self.place(index, at, sentence, block);
                    while self.places.len() < index {
                        self.places.push(place);
                    }
                    self.places.push(place);
                    if self.ends_sentence(at, place.ending) {
                        sentence = at + 1;
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the sentence is over after a quotation.
    fn ends_sentence(&self, at: usize, ending: Ending) -> bool {
        let next = self.tokens.get(at + 1);
        match ending {
            Ending::Full => next
                .is_none_or(|next| next.kind() != Kind::Comma && (next.capital || !next.is_word())),
            Ending::Asking => next.is_none_or(|next| {
                matches!(next.kind(), Kind::Quote(_))
                    || next.capital && clauses::after(self.tokens, at, ending).is_none()
            }),
            Ending::Open | Ending::Bare => false,
        }
    }

    fn place(&self, index: usize, token: usize, sentence: usize, block: usize) -> Place {
        let quotation = &self.story.quotations[index];
        let text = self.story.slice(quotation.span);
        let ending = match tokens::last_character(self.story, quotation) {
            ',' | '—' | '–' | '-' => Ending::Open,
            '?' | '!' | '…' => Ending::Asking,
            '.' => Ending::Full,
            _ => Ending::Bare,
        };
        let first = text.chars().find(|c| c.is_alphanumeric()).unwrap_or(' ');
        Place {
            token,
            sentence: sentence.max(token.saturating_sub(LONGEST_SENTENCE)),
            block,
            ending,
            capital: !first.is_lowercase(),
            words: text.split_ascii_whitespace().take(Place::MANY).count(),
        }
    }

    fn read_cues(&mut self) {
        for index in 0..self.places.len() {
            if self.is_set_apart(index) || self.is_second_part(index) {
                continue;
            }
            let place = self.places[index];
            if clauses::is_put(self.tokens, place.token, place.sentence) {
                self.carry(index, QuotationKind::Direct, None);
                continue;
            }
            if let Some(verb) = self.silent_cue(index) {
                self.note_silent(index, verb);
                continue;
            }
            let found = clauses::enclosed(self.tokens, place.token, place.sentence)
                .or_else(|| self.own_cue(index))
                .or_else(|| self.other_cue(index));
            if let Some(found) = found {
                self.accept(index, found);
            }
        }
    }

    /// The attribution in the quotation's own sentence.
    fn own_cue(&self, index: usize) -> Option<Found> {
        let place = self.places[index];
        let before = || {
            if place.token > place.sentence {
                clauses::before(self.tokens, place.token, place.sentence)
            } else {
                None
            }
        };
        if self.is_told(index) {
            return clauses::after(self.tokens, place.token, place.ending);
        }
        // `“We have never had it ” Rivera said.`: the comma was lost.
        let lost = place.ending == Ending::Bare
            && place.token == place.sentence
            && place.words > 3
            && clauses::is_short_attribution(self.tokens, place.token + 1);
        let ending = if lost { Ending::Open } else { place.ending };
        let after = || clauses::after(self.tokens, place.token, ending);
        let leads = place.token > place.sentence && self.introduced(place.token);
        // `said “nothing will help,” the senator said`: the comma inside the marks calls for the second cue.
        let unmarked = place.token > 0 && self.tokens[place.token - 1].is(Class::SAY);
        // `called it “a gift,” and Rivera said`: another clause, with a quotation of its own.
        let next = self.tokens.get(place.token + 1);
        let another = next.is_some_and(|next| next.is(Class::CONJUNCTION));
        match place.ending {
            Ending::Open if another => before().or_else(after),
            Ending::Open if leads && unmarked => after().or_else(before),
            _ if leads => before().or_else(after),
            Ending::Open | Ending::Asking => after().or_else(before),
            Ending::Full | Ending::Bare => {
                let leading = before();
                let aside = |found: &Found| clauses::is_aside_cue(self.tokens, found, place.token);
                if leading.as_ref().is_some_and(aside) {
                    after().or(leading)
                } else {
                    leading.or_else(after)
                }
            }
        }
    }

    /// Whether a cue leads to the quotation: it stands directly before it, or shortly before its comma or
    /// colon: `said: “…”`, `responded to him with, “…”`.
    fn introduced(&self, token: usize) -> bool {
        let mut at = token;
        while at > 0 && matches!(self.tokens[at - 1].kind(), Kind::Comma | Kind::Colon) {
            at -= 1;
        }
        let reach = if at < token { 5 } else { 1 };
        let near = self.tokens[..at]
            .iter()
            .rev()
            .take(reach)
            .take_while(|token| token.is_word());
        near.into_iter().any(|token| token.is(Class::CUE))
    }

    fn accept(&mut self, index: usize, found: Found) {
        let place = self.places[index];
        let told = self.is_told(index);
        let kind = if told {
            QuotationKind::Direct
        } else {
            self.kind(place)
        };
        let cue = Some(self.tokens[found.cue].span);
        let certainty = if found.says {
            Certainty::Sure
        } else {
            Certainty::Likely
        };
        if !told && self.is_term_beside_dialogue(place, Some(&found)) {
            return;
        }
        if !told && speech::is_no_speech(self.story, self.tokens, index, place.token, &found) {
            return;
        }
        self.verdicts[index] = Verdict {
            speech: Some(kind),
            source: Some(Source {
                mention: found.mention,
                cue,
            }),
            certainty,
            silent: None,
        };
    }

    /// Whole sentences and clauses are direct; words inside the reporter's sentence mixed.
    fn kind(&self, place: Place) -> QuotationKind {
        let starts = place.token == place.sentence
            || !self.tokens[place.token - 1].is_word()
            || self.introduced(place.token);
        let whole = place.token == place.sentence && place.words > 3;
        if starts && (place.capital || whole) {
            QuotationKind::Direct
        } else {
            QuotationKind::Mixed
        }
    }

    /// Attributes what has no cue of its own but goes on where a speaker stopped.
    fn carry_on(&mut self) {
        for index in 0..self.places.len() {
            if self.is_set_apart(index) {
                self.read_set_apart(index);
            } else if self.is_second_part(index) {
                self.verdicts[index] = self.verdicts[index - 1];
            } else if let Some(verb) = self.verdicts[index].silent {
                self.read_silent(index, verb);
            } else if self.verdicts[index].speech.is_none() {
                if self.is_told(index) {
                    self.read_told(index);
                } else {
                    self.carry_on_at(index);
                }
            }
            if self.verdicts[index].speech.is_some() {
                self.last_speech = Some(index);
            }
            if self.verdicts[index].source.is_some() {
                self.last_sourced = Some(index);
            }
        }
    }

    /// Gives a quotation without a speaker the one of the quotation that follows at once, in the same
    /// paragraph, or in the next one where it was left open.
    fn carry_back(&mut self) {
        for index in (1..self.places.len()).rev() {
            let (before, next) = (self.places[index - 1], self.places[index]);
            let open = {
                let quotation = &self.story.quotations[index - 1];
                quotation.outer.end == quotation.span.end
            };
            let adjacent = before.token + 1 == next.token && before.ending != Ending::Open;
            let opens = open && before.token + 2 == next.token && next.token == next.block;
            let told = self.verdicts[index];
            let asks = &mut self.verdicts[index - 1];
            let lacks = asks.speech == Some(QuotationKind::Direct) && asks.source.is_none();
            if (adjacent || opens) && lacks && told.speech == Some(QuotationKind::Direct) {
                asks.source = told.source;
                asks.certainty = Certainty::Likely;
            }
        }
    }

    fn carry_on_at(&mut self, index: usize) {
        let place = self.places[index];
        let speaks = speech::in_turn(self.story, index) && !self.follows_speech(index);
        let aside = self.doubles && speech::is_single(self.story, index);
        let text = self.story.slice(self.story.quotations[index].span);
        if speaks
            || aside
            || speech::is_term(self.tokens, place.token, text)
            || self.is_term_beside_dialogue(place, None)
        {
            return;
        }
        let own = speech::is_own_word(self.tokens, place.token, text);
        let whole = place.token == place.sentence
            && (place.capital || place.words > 3)
            && place.words > 1
            && !own
            && (self.follows_speech(index) || !speech::is_title(text));
        if whole || self.introduced_by_colon(place) {
            self.carry(index, QuotationKind::Direct, self.continued(index));
        } else if self.is_indirect(place) {
            self.carry(index, QuotationKind::Mixed, self.last_speaker(index));
        } else {
            self.read_loose(index);
        }
    }

    /// Whether the quotation before, in the same block, is attributed.
    fn follows_speech(&self, index: usize) -> bool {
        self.last_speech.is_some_and(|previous| {
            self.places[previous].block == self.places[index].block
                && self.verdicts[previous].source.is_some()
        })
    }

    fn carry(&mut self, index: usize, kind: QuotationKind, source: Option<Source>) {
        self.verdicts[index] = Verdict {
            speech: Some(kind),
            source,
            certainty: Certainty::Likely,
            silent: None,
        };
    }

    /// Whether a mention can be a person or an office: not "it", and no bare word.
    fn is_somebody(&self, source: &Source) -> bool {
        source.cue.is_some()
            || source.mention.kind != MentionKind::Pronoun
                && subjects::is_source(self.tokens, &source.mention)
            || self.tokens[source.mention.first].is(Class::HE.with(Class::SHE))
    }

    /// Who spoke last before the quotation, in its block by indirect speech, else in an earlier one.
    fn last_speaker(&self, index: usize) -> Option<Source> {
        let place = self.places[index];
        let previous = self.last_sourced.and_then(|previous| {
            let source = self.verdicts[previous].source?;
            Some((self.places[previous].block, source))
        });
        let here = previous.filter(|(block, _)| *block == place.block);
        let indirect = || self.indirect(place.block, place.sentence);
        here.map(|(_, source)| source)
            .or_else(indirect)
            .or(previous.map(|(_, source)| source))
    }

    /// Whether the sentence around the quotation stands in the verb form of indirect speech, which
    /// reports whoever spoke last (Duden: Die Grammatik (2016), on "indirekte Rede").
    fn is_indirect(&self, place: Place) -> bool {
        let sentence = self.tokens[place.sentence..]
            .iter()
            .take(2 * LONGEST_SENTENCE)
            .take_while(|token| !token.ends_sentence());
        place.token > place.sentence && sentence.clone().any(|token| token.is(Class::INDIRECT))
    }

    fn introduced_by_colon(&self, place: Place) -> bool {
        if place.token == place.block || self.tokens[place.token - 1].kind() != Kind::Colon {
            return false;
        }
        // "Rivera: “No.”": a name and a whole sentence need no more words.
        let whole = matches!(place.ending, Ending::Full | Ending::Asking) && place.capital;
        let labelled = || {
            clauses::before_colon(self.tokens, place.token - 1, place.sentence)
                .is_some_and(|mention| mention.kind == MentionKind::Name)
        };
        place.words > 3 || whole && labelled()
    }

    fn continued(&self, index: usize) -> Option<Source> {
        let place = self.places[index];
        if place.token > place.block && self.tokens[place.token - 1].kind() == Kind::Colon {
            return self
                .announced(place.sentence, place.token - 1)
                .filter(|source| self.is_somebody(source))
                .or_else(|| self.last_speaker(index));
        }
        let previous = self.last_speech;
        if let Some(previous) = previous
            && self.places[previous].block == place.block
        {
            return self.verdicts[previous].source;
        }
        if place.token > place.block {
            return self.indirect(place.block, place.token);
        }
        self.signed(place).or_else(|| self.led_by(place, previous))
    }

    /// The name after a quotation that opens its block, behind a dash that ends the block or in a line of
    /// its own: "— Mara Oduya, Lisbon".
    fn signed(&self, place: Place) -> Option<Source> {
        let end = place.token + 1;
        let dash = match self.tokens.get(end)?.kind() {
            Kind::Break => end + 1,
            _ => end,
        };
        if self.tokens.get(dash)?.kind() != Kind::Dash {
            return None;
        }
        let length = self.tokens[dash..]
            .iter()
            .position(|token| token.kind() == Kind::Break)?;
        let mention = clauses::signature(self.tokens, dash + 1).filter(|_| length <= 12)?;
        Some(Source { mention, cue: None })
    }

    /// The last speaker of indirect speech between two tokens; else the person whom the last sentence
    /// between them is about.
    fn indirect(&self, from: usize, to: usize) -> Option<Source> {
        let from = from.max(to.saturating_sub(2 * LONGEST_SENTENCE));
        let cue = (from..to)
            .rev()
            .find(|&at| self.tokens[at].is(Class::SAY))
            .and_then(|cue| {
                let start = (from..cue)
                    .rev()
                    .find(|&at| self.tokens[at].ends_sentence())
                    .map_or(from, |stop| stop + 1);
                Some((cue, subjects::subject_of(self.tokens, cue, start)?))
            });
        if let Some((cue, mention)) = cue {
            return Some(Source {
                mention,
                cue: Some(self.tokens[cue].span),
            });
        }
        let end = (from..to)
            .rev()
            .find(|&at| !self.tokens[at].ends_sentence())?;
        let start = (from..end)
            .rev()
            .find(|&at| self.tokens[at].ends_sentence())
            .map_or(from, |stop| stop + 1);
        let mention = subjects::clause_subject(self.tokens, start, end)?;
        let person = mention.kind == MentionKind::Name
            || self.tokens[mention.first].is(Class::HE.with(Class::SHE));
        person.then_some(Source { mention, cue: None })
    }

    /// The speaker of the sentence from `start` that ends in the colon at `colon`.
    fn announced(&self, start: usize, colon: usize) -> Option<Source> {
        if let Some(found) = clauses::before(self.tokens, colon, start) {
            return Some(Source {
                mention: found.mention,
                cue: Some(self.tokens[found.cue].span),
            });
        }
        let mention = clauses::before_colon(self.tokens, colon, start)
            .filter(|mention| !self.silent || self.is_person_phrase(mention))?;
        Some(Source { mention, cue: None })
    }

    /// Whether a quotation stands in a heading, which goes on from nothing above it.
    fn is_heading(&self, place: Place) -> bool {
        let block = self.story.block_at(self.tokens[place.token].span.start);
        block.is_some_and(|block| self.story.blocks[block].kind == BlockKind::Heading)
    }

    /// The speaker whom the block before announces, for a quotation that opens its block: one whose
    /// quotation was left open, one before a colon, one who spoke last when this block is nothing
    /// but speech.
    fn led_by(&self, place: Place, previous: Option<usize>) -> Option<Source> {
        if self.is_heading(place) {
            return None;
        }
        let end = place.block.checked_sub(1)?;
        let start = (0..end)
            .rev()
            .find(|&at| self.tokens[at].kind() == Kind::Break)
            .map_or(0, |at| at + 1);
        if end > start && self.tokens[end - 1].kind() == Kind::Colon {
            let sentence = (start..end)
                .rev()
                .find(|&at| self.tokens[at].ends_sentence())
                .map_or(start, |at| at + 1);
            return self.announced(sentence, end - 1);
        }
        let previous = previous.filter(|&previous| self.places[previous].block == start);
        if let Some(previous) = previous {
            let before = &self.story.quotations[previous];
            if before.outer.end == before.span.end {
                return self.verdicts[previous].source;
            }
        }
        let alone = self.tokens[place.token + 1..]
            .iter()
            .take_while(|token| token.kind() != Kind::Break)
            .all(|token| matches!(token.kind(), Kind::Quote(_) | Kind::Stop));
        if !alone {
            return None;
        }
        previous
            .and_then(|previous| self.verdicts[previous].source)
            .or_else(|| self.indirect(start, end))
    }
}

/// An attribution to a person of the story.
fn attribution(person: usize, source: Source) -> Attribution {
    Attribution {
        person,
        mention: source.mention.shown,
        cue: source.cue,
    }
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
