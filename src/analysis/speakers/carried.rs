//! Quotations without a cue of their own, which go on where a speaker stopped: behind indirect speech, a colon, a
//! quotation before; and those that have none because the one behind them says whose both are.

use super::clauses::{self, Ending};
use super::mentions::{MentionKind, backward};
use super::tokens::{Kind, Token};
use super::{LONGEST_SENTENCE, Place, Reading, Source, Verdict, speech, subjects};
use crate::language::lexicon::Class;
use crate::story::{BlockKind, Certainty, QuotationKind};

/// Words of a quotation that goes on from the paragraph before though others follow it in its own.
const LONG: usize = 8;

impl Reading<'_> {
    /// Attributes what has no cue of its own but goes on where a speaker stopped.
    pub(super) fn carry_on(&mut self) {
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
    pub(super) fn carry_back(&mut self) {
        for index in (1..self.places.len()).rev() {
            let (before, next) = (self.places[index - 1], self.places[index]);
            let open = {
                let quotation = &self.story.quotations[index - 1];
                quotation.outer.end == quotation.span.end
            };
            // A line that asks and a line that answers are two people's.
            let asked = self.is_told(index - 1) && before.ending == Ending::Asking;
            let adjacent = before.token + 1 == next.token && before.ending != Ending::Open;
            let opens = open && before.token + 2 == next.token && next.token == next.block;
            let told = self.verdicts[index];
            let detailed = self.leads_to(index);
            let asks = &mut self.verdicts[index - 1];
            let lacks = asks.speech == Some(QuotationKind::Direct) && asks.source.is_none();
            let direct = told.speech == Some(QuotationKind::Direct);
            if ((adjacent || opens) && direct || detailed) && lacks && !asked {
                asks.source = told.source;
                asks.certainty = Certainty::Likely;
            }
        }
    }

    /// Whether the quotation before stands behind a colon, and nobody is named between it and the next one of its
    /// block, which says by a verb whose words both are: "Personne n’y a cru : “…”. C’est “…”, détaille Lind".
    pub(super) fn leads_to(&self, index: usize) -> bool {
        let (before, next) = (self.places[index - 1], self.places[index]);
        let between = &self.tokens[before.token + 1..next.token];
        let named = |token: &Token| {
            let opens = Class::HE
                .with(Class::SHE)
                .with(Class::ROLE)
                .with(Class::MALE);
            token.is(opens.with(Class::FEMALE).with(Class::TITLE))
        };
        let says = self.verdicts[index].source.and_then(|source| source.cue);
        let behind = says.is_some_and(|cue| cue.start > self.tokens[next.token].span.start);
        let colon =
            before.token > before.block && self.tokens[before.token - 1].kind() == Kind::Colon;
        colon && behind && before.block == next.block && !between.iter().any(named)
    }

    pub(super) fn carry_on_at(&mut self, index: usize) {
        let place = self.places[index];
        let speaks = speech::in_turn(self.story, index) && !self.follows_speech(index);
        let aside = self.doubles && speech::is_single(self.story, index);
        let tail = self.tail_of_headline(place);
        if !speaks && tail.is_some() {
            self.carry(index, QuotationKind::Direct, tail);
            return;
        }
        let text = self.story.slice(self.story.quotations[index].span);
        if speaks
            || aside
            || speech::is_term(self.tokens, place.token, text)
            || speech::is_name_in_marks(self.story, self.tokens, index, place.token)
            || speech::is_pointed_at(self.tokens, place)
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
        if self.is_asked_in_brackets(place) {
            let last = self
                .last_sourced
                .and_then(|last| self.verdicts[last].source);
            self.carry(index, QuotationKind::Direct, last);
        } else if whole || self.introduced_by_colon(index, place) {
            self.carry(index, QuotationKind::Direct, self.continued(index));
        } else if self.is_indirect(place) {
            self.carry(index, QuotationKind::Mixed, self.last_speaker(index));
        } else {
            self.read_loose(index);
        }
    }

    /// Whether nothing but what was asked stands before a quotation in its block, in brackets: "[About the gate] “…”".
    pub(super) fn is_asked_in_brackets(&self, place: Place) -> bool {
        let before = &self.tokens[place.block..place.token];
        let [open, inner @ .., close] = before else {
            return false;
        };
        let bracket = |token: &Token| matches!(token.kind(), Kind::Open | Kind::Close);
        let brackets = open.kind() == Kind::Open && close.kind() == Kind::Close;
        brackets && !inner.iter().any(bracket) && place.capital
    }

    /// Whether the quotation before, in the same block, is attributed.
    pub(super) fn follows_speech(&self, index: usize) -> bool {
        self.last_speech.is_some_and(|previous| {
            self.places[previous].block == self.places[index].block
                && self.verdicts[previous].source.is_some()
        })
    }

    pub(super) fn carry(&mut self, index: usize, kind: QuotationKind, source: Option<Source>) {
        self.verdicts[index] = Verdict {
            speech: Some(kind),
            source,
            certainty: Certainty::Likely,
            silent: None,
        };
    }

    /// Whether a mention can be a person or an office: not "it", and no bare word.
    pub(super) fn is_somebody(&self, source: &Source) -> bool {
        source.cue.is_some()
            || source.mention.kind != MentionKind::Pronoun
                && subjects::is_source(self.tokens, &source.mention)
            || self.tokens[source.mention.first].is(Class::HE.with(Class::SHE))
    }

    /// Who spoke last before the quotation, in its block by indirect speech, else in an earlier one.
    pub(super) fn last_speaker(&self, index: usize) -> Option<Source> {
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
    pub(super) fn is_indirect(&self, place: Place) -> bool {
        let sentence = self.tokens[place.sentence..]
            .iter()
            .take(2 * LONGEST_SENTENCE)
            .take_while(|token| !token.ends_sentence());
        place.token > place.sentence && sentence.clone().any(|token| token.is(Class::INDIRECT))
    }

    pub(super) fn introduced_by_colon(&self, index: usize, place: Place) -> bool {
        if place.token == place.block || self.tokens[place.token - 1].kind() != Kind::Colon {
            return false;
        }
        // "Rivera: “No.”": a name and a whole sentence need no more words.
        let whole = matches!(place.ending, Ending::Full | Ending::Asking) && place.capital;
        // "Lira: “Equilíbrio”. Outros: “…”": the stop stands behind the mark.
        let next = self.tokens.get(place.token + 1);
        let over = next.is_none_or(Token::ends_sentence) && place.ending == Ending::Bare;
        let text = self.story.slice(self.story.quotations[index].span);
        // Where nouns have capitals, what stands before a colon looks like a name; a title is no sentence.
        let named = place.words > 1 && speech::is_title(text) || self.story.meta.lang == Some("de");
        let whole = whole || over && place.capital && (self.is_titled(place) || !named);
        let labelled = || {
            clauses::before_colon(self.tokens, place.token - 1, place.sentence).is_some_and(
                |mention| {
                    let held = || self.is_person_phrase(&mention);
                    mention.kind == MentionKind::Name
                        || mention.kind == MentionKind::Nominal && held()
                },
            )
        };
        place.words > 3 || whole && labelled()
    }

    pub(super) fn continued(&self, index: usize) -> Option<Source> {
        let place = self.places[index];
        if place.token > place.block && self.tokens[place.token - 1].kind() == Kind::Colon {
            // "Można było usłyszeć: „…”": nobody is told of.
            if self.habits.silent && self.tokens[place.sentence].is(Class::THING) {
                return None;
            }
            let told = self
                .announced(place.sentence, place.token - 1)
                .filter(|source| self.is_somebody(source));
            let surely = |told: &Source| told.cue.is_some() || self.is_headed(&told.mention);
            return told
                .filter(surely)
                .or_else(|| self.answers_in_list(index))
                .or(told)
                .or_else(|| self.last_speaker(index));
        }
        let previous = self.last_speech;
        if let Some(previous) = previous
            && self.places[previous].block == place.block
        {
            return self
                .said_between(previous, place)
                .or(self.verdicts[previous].source);
        }
        if place.token > place.block {
            return self.indirect(place.block, place.token);
        }
        self.signed(place).or_else(|| self.led_by(place, previous))
    }

    /// Who speaks in the sentence between two quotations of a block: "… Rivera agreed. “I would.”"
    pub(super) fn said_between(&self, previous: usize, place: Place) -> Option<Source> {
        let floor = self.places[previous].token;
        let end = place.token.checked_sub(1)?;
        let start = (floor..end)
            .rev()
            .find(|&at| self.tokens[at].ends_sentence())
            .unwrap_or(floor)
            + 1;
        let cue = (start..end)
            .rev()
            .find(|&at| self.tokens[at].is(Class::ALONE))?;
        let mention = subjects::subject_of(self.tokens, cue, start)?;
        // "…,” Rivera said after Lund spoke. “…”": the sentence gives the words before it to somebody.
        let said = self.verdicts[previous].source.and_then(|source| source.cue);
        let own = said.is_some_and(|said| said.start >= self.tokens[start].span.start);
        let cue = Some(self.tokens[cue].span);
        (mention.kind == MentionKind::Name && !own).then_some(Source { mention, cue })
    }

    /// The name after a quotation that opens its block, behind a dash that ends the block or in a line of
    /// its own: "— Mara Oduya, Lisbon".
    pub(super) fn signed(&self, place: Place) -> Option<Source> {
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
    pub(super) fn indirect(&self, from: usize, to: usize) -> Option<Source> {
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
    pub(super) fn announced(&self, start: usize, colon: usize) -> Option<Source> {
        if let Some(found) = clauses::before(self.tokens, colon, start) {
            return Some(Source {
                mention: found.mention,
                cue: Some(self.tokens[found.cue].span),
            });
        }
        let mention = clauses::before_colon(self.tokens, colon, start)
            .filter(|mention| !self.habits.silent || self.is_person_phrase(mention))?;
        Some(Source { mention, cue: None })
    }

    /// Whether a quotation stands in a heading, which goes on from nothing above it.
    pub(super) fn is_heading(&self, place: Place) -> bool {
        let block = self.story.block_at(self.tokens[place.token].span.start);
        block.is_some_and(|block| self.story.blocks[block].kind == BlockKind::Heading)
    }

    /// Whether a quotation stands in a headline or a heading.
    pub(super) fn is_titled(&self, place: Place) -> bool {
        let block = self.story.block_at(self.tokens[place.token].span.start);
        block.is_some_and(|block| {
            matches!(
                self.story.blocks[block].kind,
                BlockKind::Headline | BlockKind::Heading | BlockKind::Deck
            )
        })
    }

    /// The subject of a headline that ends in words between marks behind its comma: "Council sells the pier, ‘nobody
    /// asked us’".
    pub(super) fn tail_of_headline(&self, place: Place) -> Option<Source> {
        let next = self.tokens.get(place.token + 1);
        let last = next.is_none_or(|next| next.kind() == Kind::Break);
        let comma = place
            .token
            .checked_sub(1)
            .filter(|&comma| comma > place.sentence)?;
        let tail = last && place.words > 2 && self.tokens[comma].kind() == Kind::Comma;
        if !tail || !self.is_titled(place) {
            return None;
        }
        let mention = subjects::clause_subject(self.tokens, place.sentence, comma)?;
        let words = &self.tokens[mention.first..=mention.last];
        let office = words.iter().rposition(|word| word.is(Class::ROLE));
        // "The council sells the pier": what follows an office in small letters may be the verb.
        let mention = match office {
            Some(office) if mention.kind == MentionKind::Nominal && office + 1 < words.len() => {
                backward(self.tokens, mention.first + office, mention.first)?
            }
            _ => mention,
        };
        let opens = mention.first == place.sentence && mention.kind != MentionKind::Pronoun;
        opens.then_some(Source { mention, cue: None })
    }

    /// The speaker whom the block before announces, for a quotation that opens its block: one whose
    /// quotation was left open, one before a colon, one who spoke last when this block is nothing
    /// but speech.
    pub(super) fn led_by(&self, place: Place, previous: Option<usize>) -> Option<Source> {
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
        if !alone && (previous.is_none() || place.words < LONG) {
            return None;
        }
        previous
            .and_then(|previous| self.verdicts[previous].source)
            .or_else(|| self.indirect(start, end))
    }
}
