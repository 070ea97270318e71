//! Who said it: cues, the names beside them, and whom a pronoun or a title means.
//!
//! One row of [`tokens`] for the story; for each quotation the [`clauses`] around it; what stays open
//! is carried on from the quotation before, or dropped as no speech; then [`mod@reference`] joins the
//! mentions to people.

mod apart;
mod beside;
mod carried;
mod cases;
mod clauses;
mod datelines;
mod eastern;
mod echoes;
mod forms;
mod korean;
mod listed;
mod loose;
mod mentions;
mod name;
mod named_later;
mod names;
mod openings;
mod reference;
mod register;
mod silent;
mod speech;
mod strangers;
mod subjects;
mod sure;
mod tokens;
mod told;

use crate::language::lexicon::Class;
use crate::language::{self, Habit, Language};
use crate::story::{Attribution, Certainty, Quotation, QuotationKind, Span, Story};
use clauses::{Ending, Found};
use mentions::Mention;
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
    reading.habits = Habits::of(language);
    if told.is_none() || language.speaks() && told.flatten().is_some() {
        reading.read_cues();
        reading.carry_on();
        reading.carry_back();
        reading.keep_echoes();
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
    reference::resolve(story, &tokens, kept, language);
    echoes::resolve(story);
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

/// What the language of a story does with its verbs.
#[derive(Clone, Copy, Debug, Default)]
struct Habits {
    /// Whether a verb may stand without its subject.
    silent: bool,
    /// Whether it ends its clause, behind what is said.
    verb_last: bool,
}

impl Habits {
    fn of(language: &Language) -> Self {
        Self {
            silent: language.has(Habit::SilentSubject),
            verb_last: language.has(Habit::VerbLast),
        }
    }
}

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
    habits: Habits,
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
            habits: Habits::default(),
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
            if let Some(eyes) = clauses::in_their_eyes(self.tokens, place.token, place.sentence) {
                self.note_silent(index, eyes);
                continue;
            }
            if let Some(verb) = self.silent_cue(index) {
                self.note_silent(index, verb);
                continue;
            }
            let fronted =
                || clauses::fronted(self.tokens, place.token, place.sentence, place.ending);
            let found = clauses::enclosed(self.tokens, place.token, place.sentence)
                .or_else(fronted)
                .or_else(|| clauses::last(self.tokens, place.token, place.sentence))
                .or_else(|| self.verb_last(place))
                .or_else(|| self.own_cue(index))
                .or_else(|| self.unlisted_cue(index))
                .or_else(|| self.other_cue(index));
            if let Some(found) = found {
                self.accept(index, found);
            }
        }
    }

    /// The attribution around a quotation, in a language whose verb ends its clause.
    fn verb_last(&self, place: Place) -> Option<Found> {
        let found = || clauses::around(self.tokens, place.token, place.sentence);
        self.habits.verb_last.then(found)?
    }

    /// The attribution in the quotation's own sentence.
    fn own_cue(&self, index: usize) -> Option<Found> {
        let place = self.places[index];
        let before = || {
            if place.token <= place.sentence {
                return None;
            }
            let mut inner = (place.sentence..place.token).rev();
            let semicolon = inner.find(|&at| self.tokens[at].kind() == Kind::Semicolon);
            semicolon
                .and_then(|semicolon| clauses::before(self.tokens, place.token, semicolon + 1))
                .or_else(|| clauses::before(self.tokens, place.token, place.sentence))
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
            Ending::Open if !place.capital => self.nearer(place, after(), before),
            Ending::Open | Ending::Asking => after().or_else(before),
            Ending::Full | Ending::Bare if self.sourced_behind(place) => after().or_else(before),
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

    /// The attribution by a verb that no pack lists, behind words that are a sentence of their own.
    fn unlisted_cue(&self, index: usize) -> Option<Found> {
        let place = self.places[index];
        let whole = self.is_told(index)
            || place.words > 1 && (place.token == place.sentence || place.capital);
        let opens = place.token == place.sentence || !self.tokens[place.token - 1].is_word();
        (whole && opens)
            .then(|| clauses::unlisted(self.tokens, place.token, place.ending))
            .flatten()
    }

    /// Whether "according to" stands right behind a quotation and its comma.
    fn sourced_behind(&self, place: Place) -> bool {
        let rest = &self.tokens[place.token + 1..];
        matches!(rest, [comma, source, ..]
            if comma.kind() == Kind::Comma && source.is(Class::ACCORDING))
    }

    /// Of the attributions around words inside a sentence the one behind them, unless it belongs to another
    /// clause, with a quotation of its own: `said she would “glow,” for once, and Rivera vowed to “shine”`.
    fn nearer(
        &self,
        place: Place,
        behind: Option<Found>,
        before: impl Fn() -> Option<Found>,
    ) -> Option<Found> {
        let far = |found: &Found| {
            let rest = self.tokens[found.cue + 1..].iter().take(3);
            let mut next = rest.take_while(|token| !token.ends_sentence());
            let own = next.any(|token| matches!(token.kind(), Kind::Quote(_)));
            own && found.cue > place.token
        };
        if behind.as_ref().is_some_and(far) {
            before().or(behind)
        } else {
            behind.or_else(before)
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
        let certainty = sure::certainty(self.tokens, place, kind, &found);
        if !told && self.is_term_beside_dialogue(place, Some(&found)) {
            return;
        }
        // "am 20. August 2007 zur Beobachtung": a date is nobody.
        if self.tokens[found.mention.first].figure {
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
