//! Verbs of saying without a subject, "«…», aseguró.", in languages whose verbs need none: who is meant is
//! who spoke last or whom the sentences before are about. And what no verb in the quotation's own sentence
//! gives to anybody.

use super::clauses::Found;
use super::mentions::{Mention, MentionKind, forward};
use super::tokens::Kind;
use super::{LONGEST_SENTENCE, Reading, Source, clauses, named_later, subjects};
use crate::analysis::quotes;
use crate::language::lexicon::Class;
use crate::story::QuotationKind;

/// How many sentences back the subject may stand.
const FAR: usize = 5;

impl Reading<'_> {
    /// Whether a quotation goes on within the marks of the one before, behind the reporter's aside.
    pub(super) fn is_second_part(&self, index: usize) -> bool {
        let quotations = &self.story.quotations;
        for at in (1..=index).rev().take(quotes::MOST_ASIDES) {
            let (one, other) = (&quotations[at - 1], &quotations[at]);
            let inside = other.outer.start == other.span.start && one.outer.end == one.span.end;
            let here = self.places[at - 1].block == self.places[at].block;
            if !inside || !here || other.kind == QuotationKind::Block {
                return false;
            }
            if one.outer.start < one.span.start {
                return true;
            }
        }
        false
    }

    /// The verb without a subject that gives the quotation to somebody.
    pub(super) fn silent_cue(&self, index: usize) -> Option<usize> {
        let place = self.places[index];
        if !self.habits.silent {
            return None;
        }
        let after = || {
            let verb = clauses::silent_after(self.tokens, place.token)?;
            let found = clauses::after(self.tokens, place.token, place.ending);
            found.is_none().then_some(verb)
        };
        let before = || clauses::silent_before(self.tokens, place.token, place.sentence);
        let aside = || clauses::silent_aside(self.tokens, place.token, place.sentence);
        after().or_else(before).or_else(aside)
    }

    /// Notes that a quotation is speech of somebody whom its clause does not name.
    pub(super) fn note_silent(&mut self, index: usize, verb: usize) {
        let kind = self.kind(self.places[index]);
        self.carry(index, kind, None);
        self.verdicts[index].silent = Some(verb);
    }

    /// Gives it to the subject that stands last before it.
    pub(super) fn read_silent(&mut self, index: usize, verb: usize) {
        let cue = Some(self.tokens[verb].span);
        let source = self.last_subject(index);
        self.verdicts[index].source = source.map(|source| Source { cue, ..source });
    }

    /// Who spoke last in the block, or is the subject of the sentence nearest before the quotation's.
    fn last_subject(&self, index: usize) -> Option<Source> {
        let place = self.places[index];
        let spoken = self.last_sourced;
        let floor = spoken.map_or(0, |spoken| self.places[spoken].token + 1);
        let floor = floor.max(place.sentence.saturating_sub(2 * LONGEST_SENTENCE));
        // "Amorim foi mais longe: “…”, avisou."
        let asked = || clauses::opens_asked(self.tokens, place.sentence, place.token);
        if place.token > place.sentence
            && !asked()
            && let Some(mention) = self.subject_between(place.sentence, place.token)
        {
            return Some(Source { mention, cue: None });
        }
        let mut end = place.sentence;
        for _ in 0..FAR {
            while end > floor && self.tokens[end - 1].ends_sentence() {
                end -= 1;
            }
            let start = (floor..end)
                .rev()
                .find(|&at| self.tokens[at].ends_sentence())
                .map_or(floor, |stop| stop + 1);
            if start >= end {
                break;
            }
            // A line without a stop is a heading.
            let whole = self.tokens[end].kind() == Kind::Stop;
            if whole && (start > floor || spoken.is_none()) {
                let subject = self.subject_between(start, end);
                if let Some(mention) = subject {
                    let mention = self.introduced_as(&mention, start).unwrap_or(mention);
                    return Some(Source { mention, cue: None });
                }
                if self.names_somebody(start, end) {
                    return None;
                }
            }
            end = start;
        }
        let near =
            spoken.filter(|&spoken| end <= floor || self.places[spoken].block == place.block);
        match near {
            Some(near) => self.verdicts[near].source,
            None => self.named_behind(index),
        }
    }

    /// Whom the sentences behind a quotation name, where nobody has been named before it.
    fn named_behind(&self, index: usize) -> Option<Source> {
        let mention = named_later::named_next(self.tokens, self.places[index].token)?;
        let first = self.last_sourced.is_none();
        first.then_some(Source { mention, cue: None })
    }

    /// Whom a definite description goes on about: the person with an office who is the subject of the sentence
    /// right before it in its block, behind the same article. "O capitão Rui Lemos chegou. O dono da barca …"
    fn introduced_as(&self, description: &Mention, start: usize) -> Option<Mention> {
        let article = &self.tokens[description.first];
        let definite = article.is(Class::DEFINITE) && description.kind == MentionKind::Nominal;
        let stop = start.checked_sub(1).filter(|_| definite)?;
        if self.tokens[stop].kind() != Kind::Stop || description.first != start {
            return None;
        }
        let before = (0..stop)
            .rev()
            .take(LONGEST_SENTENCE)
            .find(|&at| self.tokens[at].ends_sentence());
        let opens = before.map_or(0, |before| before + 1);
        let person = self.subject_between(opens, stop)?;
        let same = self.tokens[person.first].hash == article.hash && person.first == opens;
        let full = person.kind == MentionKind::Name && person.last > person.first + 1;
        (same && full).then_some(person)
    }

    /// The subject of the sentence between two tokens: of its verb of saying, else of its clause, if that
    /// can be somebody.
    fn subject_between(&self, start: usize, end: usize) -> Option<Mention> {
        if let Some(source) = clauses::source_of(self.tokens, start, end) {
            return Some(source);
        }
        let cue = (start..end)
            .rev()
            .find(|&at| self.tokens[at].is(Class::SAY));
        let said = cue.and_then(|cue| subjects::subject_of(self.tokens, cue, start));
        let subject = said.or_else(|| subjects::clause_subject(self.tokens, start, end));
        subject
            .filter(|subject| self.is_person_phrase(subject))
            .or_else(|| clauses::agent(self.tokens, start, end))
            .or_else(|| self.only_person(start, end))
    }

    /// The one person with an office before the name between two tokens, who hangs on no preposition: "Un plan parecido
    /// presentó el candidato Luis Prado".
    fn only_person(&self, start: usize, end: usize) -> Option<Mention> {
        let held = |&at: &usize| {
            let (office, name) = (&self.tokens[at], &self.tokens[at + 1]);
            let lower = office.is(Class::ROLE) && !office.capital;
            lower && name.is_word() && name.capital && !name.is(Class::ROLE)
        };
        let mut offices = (start + 2..end.saturating_sub(1)).filter(held);
        let office = offices.next()?;
        let article = self.tokens[office - 1].is(Class::DETERMINER);
        let placed = self.tokens[office - 2].is(Class::PREPOSITION);
        let mention = forward(self.tokens, office - 1)?;
        let alone = offices.next().is_none() && article && !placed;
        (alone && mention.kind == MentionKind::Name && mention.last < end).then_some(mention)
    }

    /// Whether a full name stands between two tokens: who is not the subject may be meant all the same.
    fn names_somebody(&self, start: usize, end: usize) -> bool {
        let opens = Class::MALE
            .with(Class::FEMALE)
            .with(Class::TITLE)
            .with(Class::ROLE);
        self.tokens[start..end].windows(2).any(|pair| {
            let capital = pair[1].is_word() && pair[1].capital;
            pair[0].is_word() && pair[0].is(opens) && capital
        })
    }

    /// Whether a phrase is a name, "he", "she", or an article with a role.
    pub(super) fn is_person_phrase(&self, mention: &Mention) -> bool {
        let words = &self.tokens[mention.first..=mention.last];
        match mention.kind {
            MentionKind::Name => !words[0].is(Class::TIME),
            MentionKind::Pronoun => words[0].is(Class::HE.with(Class::SHE)),
            MentionKind::Nominal => words.iter().any(|word| word.is(Class::ROLE)),
        }
    }

    /// The same, where the role is its head: "the situation of the goalkeeper" is nobody.
    pub(super) fn is_headed(&self, mention: &Mention) -> bool {
        let words = self.tokens[mention.first..=mention.last].iter();
        let mut head = words.take_while(|word| !word.is(Class::PREPOSITION));
        let is_role = mention.kind != MentionKind::Nominal || head.any(|word| word.is(Class::ROLE));
        is_role && self.is_person_phrase(mention)
    }

    /// The attribution by the sentence behind, or by whose view the sentence gives.
    pub(super) fn other_cue(&self, index: usize) -> Option<Found> {
        let place = self.places[index];
        let view = || {
            let inside = place.token > place.sentence;
            clauses::view(self.tokens, place.token, place.sentence).filter(|_| inside)
        };
        clauses::recalled(self.tokens, place.token).or_else(view)
    }
}
