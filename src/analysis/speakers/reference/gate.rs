//! What may be a source at all: a name, a person or a body by what it is, a pronoun for either. Nobody is
//! better than a figure, a day, a thing or a word that only stands near.

use super::Cast;
use crate::analysis::speakers::mentions::{Mention, MentionKind};
use crate::analysis::speakers::name::Name;
use crate::analysis::speakers::openings::is_before_preposition;
use crate::analysis::speakers::tokens::{Kind, Token};
use crate::analysis::speakers::{LONGEST_SENTENCE, Source, subjects};
use crate::language::Capitals;
use crate::language::hash::Hash;
use crate::language::label_words;
use crate::language::lexicon::Class;
use crate::story::Span;

/// Pronouns for nobody told: German and Nordic, French.
const ANYBODY: &[u32] = &[Hash::of_word("man"), Hash::of_word("on")];

/// The English "according to" in one word.
const PER: u32 = Hash::of_word("per");

/// By what a text gives words to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    /// A verb of saying, which only somebody does.
    Says,
    /// A verb or noun that can report: "called", "showed", "claim".
    Tells,
    /// No word at all: a colon, or where it stands.
    Place,
}

impl Cast<'_> {
    /// Whether a source can be one. Inside a turn of an interview nouns need to be people; in a heading they
    /// do without their article.
    pub(super) fn is_somebody(&self, source: &Source) -> bool {
        let where_said = self.where_said;
        let mention = &source.mention;
        let means = source.cue.map_or(Means::Place, |cue| self.means(cue));
        let nobody = self.counts(mention, means)
            || self.is_when(mention)
            || self.is_object(source)
            || self.is_small_word(mention);
        if nobody {
            return false;
        }
        if self.reports_body(source) {
            return true;
        }
        match mention.kind {
            MentionKind::Name => {
                self.is_name(mention, means, where_said)
                    && self.is_no_first_word(source, where_said)
            }
            MentionKind::Pronoun if self.is_anybody(mention) => false,
            MentionKind::Pronoun => {
                let thing = self.tokens[mention.first].is(Class::THING);
                !thing || mention.is_relative() || self.body(mention).is_some()
            }
            MentionKind::Nominal => self.is_noun_that_speaks(mention, means, where_said),
        }
    }

    fn is_anybody(&self, mention: &Mention) -> bool {
        let word = &self.tokens[mention.first];
        ANYBODY.contains(&word.hash) && !word.is(Class::HE.with(Class::SHE))
    }

    fn means(&self, cue: Span) -> Means {
        let says = Class::SAY
            .with(Class::SAYING)
            .with(Class::TO_SAY)
            .with(Class::ACCORDING);
        let cue = &self.tokens[self.token_at(cue)];
        if cue.is(says) || cue.hash == PER {
            Means::Says
        } else {
            Means::Tells
        }
    }

    /// The token that stands at a place of the text.
    fn token_at(&self, place: Span) -> usize {
        self.tokens
            .partition_point(|token| token.span.start < place.start)
            .min(self.tokens.len() - 1)
    }

    /// Whether a phrase is a figure, or a label with one: "14", "Clause 4.2", "14.05 Uhr".
    fn counts(&self, mention: &Mention, means: Means) -> bool {
        let words = &self.tokens[mention.first..=mention.last];
        let ends = words.last().is_some_and(|last| last.figure);
        let opens = words[0].figure && means == Means::Place;
        opens || ends && (means != Means::Says || words.iter().all(|word| word.figure))
    }

    /// Whether a phrase is one word of the grammar that has its capital from its place: "Jak", "Selbst".
    fn is_small_word(&self, mention: &Mention) -> bool {
        let word = &self.tokens[mention.first];
        let small = Class::ADVERB
            .with(Class::CONJUNCTION)
            .with(Class::SUBORDINATOR);
        let named = Class::MALE
            .with(Class::FEMALE)
            .with(Class::ROLE)
            .with(Class::TITLE);
        let alone = mention.first == mention.last && mention.kind != MentionKind::Pronoun;
        let name = self.names.proper(mention.first, mention.last);
        alone && word.is(small) && !word.is(named) && self.names.is_doubtful(name)
    }

    /// Whether an article in a case that no subject has stands before a phrase, "den Haftbefehl", and nothing that
    /// takes that case gives the words to it: "laut dem Bericht", "von einer Frau", "dem Bericht zufolge".
    fn is_object(&self, source: &Source) -> bool {
        let mention = &source.mention;
        let oblique = |at: usize| self.tokens[at].is(Class::OBLIQUE);
        let before = mention.first.checked_sub(1);
        let article = if oblique(mention.first) {
            Some(mention.first)
        } else {
            before.filter(|&before| oblique(before))
        };
        let words = &self.tokens[mention.first..=mention.last];
        let named = words
            .iter()
            .any(|word| word.is(Class::MALE.with(Class::FEMALE)));
        let takes = Class::PREPOSITION.with(Class::ACCORDING).with(Class::WORDS);
        let is = |at: usize| self.tokens.get(at).is_some_and(|token| token.is(takes));
        let governed =
            |article: usize| article.checked_sub(1).is_some_and(is) || is(mention.last + 1);
        let cue = source.cue.map(|cue| self.token_at(cue));
        let says = cue.is_some_and(|cue| self.tokens[cue].is(Class::ACCORDING));
        article.is_some_and(|article| !governed(article)) && !says && !named
    }

    /// Whether a verb that has no person for its subject gives the words to the phrase behind its preposition:
    /// "hieß es aus Paris", "сообщили в администрации".
    fn reports_body(&self, source: &Source) -> bool {
        let Some(cue) = source.cue.map(|cue| self.token_at(cue)) else {
            return false;
        };
        let placed = source.mention.first.checked_sub(1).is_some_and(|before| {
            let article = self.tokens[before].is(Class::DETERMINER);
            let before = before - usize::from(article && before > 0);
            self.tokens[before].is(Class::PREPOSITION)
        });
        let next = self.tokens.get(cue + 1);
        let it = next.is_some_and(|next| next.is(Class::THING) && next.is(Class::PRONOUN));
        let verb = &self.tokens[cue];
        let words = &self.tokens[source.mention.first..=source.mention.last];
        let written = words.iter().any(|word| word.is(Class::WORDS)) && verb.is(Class::SAY);
        placed && (verb.is(Class::SECOND) && it || verb.is(Class::MANY) || written)
    }

    /// Whether a phrase says when: "Tuesday", "last night".
    fn is_when(&self, mention: &Mention) -> bool {
        let words = &self.tokens[mention.first..=mention.last];
        words
            .iter()
            .all(|word| word.is(Class::TIME.with(Class::DETERMINER)))
            && words.iter().any(|word| word.is(Class::TIME))
            && !words
                .iter()
                .any(|word| word.is(Class::MALE.with(Class::FEMALE)))
            && mention.kind != MentionKind::Pronoun
    }

    /// Whether capitals are those of a name, where nouns have them too: it is known from elsewhere, has a
    /// given name, an office, or stands alone beside the verb of saying.
    fn is_name(&self, mention: &Mention, means: Means, where_said: Where) -> bool {
        if self.capitals == Capitals::Names {
            return true;
        }
        if self.is_common_noun(mention) {
            return self.is_noun_that_speaks(mention, means, where_said);
        }
        let name = self.names.proper(mention.first, mention.last);
        let known = |token: &super::Token| {
            token.is(Class::MALE
                .with(Class::FEMALE)
                .with(Class::ROLE)
                .with(Class::TITLE))
        };
        let words = &self.tokens[mention.first..=mention.last];
        if words.iter().any(known) || self.names.fullest(name).words() > name.words() {
            return true;
        }
        means == Means::Says && (self.stands_alone(mention) || name.words() > 1)
            || name.words() > 1 && !self.may_be_noun(name)
    }

    /// Whether nothing but the verb or a mark stands before a word: a noun would have its article.
    fn stands_alone(&self, mention: &Mention) -> bool {
        mention.first.checked_sub(1).is_none_or(|before| {
            let before = &self.tokens[before];
            !before.is_word()
                || before.is(Class::CUE
                    .with(Class::CONJUNCTION)
                    .with(Class::ACCORDING)
                    .with(Class::NO_NOUN)
                    .with(Class::AUXILIARY))
        })
    }

    /// Whether a noun is somebody: with its article where a verb of saying makes it speak, else by what it
    /// is. A word in lower case with no article speaks only as a person or a body.
    fn is_noun_that_speaks(&self, mention: &Mention, means: Means, where_said: Where) -> bool {
        let words = &self.tokens[mention.first..=mention.last];
        let body = Class::ROLE
            .with(Class::TITLE)
            .with(Class::MALE)
            .with(Class::FEMALE);
        let office = words.iter().any(|word| word.is(body));
        let named = words
            .iter()
            .any(|word| word.capital && !word.is(Class::DETERMINER));
        let opens = self.is_determined(mention) || words.iter().any(|word| word.possessive);
        let known = self.is_lowered_name(mention) || self.is_handle(mention);
        if office || known || self.is_pair(mention) {
            return true;
        }
        let nouns = self.capitals == Capitals::Nouns;
        match means {
            Means::Says => match where_said {
                Where::Prose => opens || named,
                Where::Turn => named && !nouns,
                Where::Heading => true,
            },
            Means::Tells => {
                let written = words[words.len() - 1].is(Class::WORDS);
                opens && (named && !nouns || written) || self.is_plural(mention)
            }
            Means::Place => named && !nouns,
        }
    }

    /// Whether an article or its like opens a phrase, a participle or a number perhaps between: "the retired
    /// surgeon", "l’ingénieur".
    fn is_determined(&self, mention: &Mention) -> bool {
        const NEAR: usize = 3;
        let elided = self
            .names
            .word(mention.first)
            .find(['\'', '’'])
            .is_some_and(|apostrophe| apostrophe <= 3);
        let before = self.tokens[..=mention.first].iter().rev();
        let mut near = before
            .take(NEAR + 1)
            .take_while(|token| token.is_word() && !token.is(Class::CUE));
        elided || near.any(|token| token.is(Class::DETERMINER))
    }

    /// Whether a word is one of those that people and programs bear in lower case: "ana.lind", "@ana".
    fn is_handle(&self, mention: &Mention) -> bool {
        mention.first == mention.last && self.names.word(mention.last).contains(['.', '@', '_'])
    }

    /// Whether a phrase is two full names that "and" joins.
    fn is_pair(&self, mention: &Mention) -> bool {
        let words = &self.tokens[mention.first..=mention.last];
        let and = words.iter().position(|word| word.is(Class::CONJUNCTION));
        let full = |name: &[Token]| name.len() > 1 && name.iter().all(|word| word.capital);
        and.is_some_and(|and| full(&words[..and]) && full(&words[and + 1..]))
    }

    /// Whether an English noun is that of several: things are rarely told of in the plural.
    fn is_plural(&self, mention: &Mention) -> bool {
        let word = self.names.word(mention.last);
        word.ends_with("ers") || word.ends_with("ors") || word.ends_with("ists")
    }

    /// The body that "it" means: the subject of its sentence, else who spoke last and is no person.
    pub(super) fn body(&self, mention: &Mention) -> Option<Body> {
        let subject = self
            .subject_before(mention)
            .filter(|subject| self.is_body(subject));
        let spoken = || {
            let last = self.spoken.iter().rev().take(super::FAR);
            let mut bodies = last.filter(|spoken| spoken.kind != MentionKind::Pronoun);
            bodies
                .find(|spoken| spoken.gender == super::Gender::Unknown)
                .map(|spoken| Body::Spoken(spoken.person))
        };
        let written = || self.written_before(mention).map(Body::Subject);
        let issued = || self.issuer_before(mention).map(Body::Subject);
        subject
            .map(Body::Subject)
            .or_else(written)
            .or_else(issued)
            .or_else(spoken)
    }

    /// The sentence before the one of a mention.
    fn sentence_before(&self, mention: &Mention) -> Option<(usize, usize)> {
        let earliest = mention.first.saturating_sub(LONGEST_SENTENCE);
        let stop = |to: usize| {
            (earliest..to)
                .rev()
                .find(|&at| self.tokens[at].ends_sentence())
        };
        let end = stop(mention.first)?;
        Some((stop(end).map_or(earliest, |stop| stop + 1), end))
    }

    /// Who gave out what "it" is: "The team issued a statement. It reads".
    fn issuer_before(&self, mention: &Mention) -> Option<Mention> {
        let (start, end) = self.sentence_before(mention)?;
        let written = end > start + 2 && self.tokens[end - 1].is(Class::WORDS);
        let subject = subjects::clause_subject(self.tokens, start, end).filter(|_| written)?;
        (subject.first == start && self.is_body(&subject)).then_some(subject)
    }

    /// What the sentence before tells of, when it is something written: "The email shows a photo. It reads".
    fn written_before(&self, mention: &Mention) -> Option<Mention> {
        let (start, end) = self.sentence_before(mention)?;
        subjects::clause_subject(self.tokens, start, end)
            .filter(|subject| self.tokens[subject.last].is(Class::WORDS))
    }

    /// The subject of the sentence that a pronoun stands in, when it is another phrase.
    pub(super) fn subject_before(&self, mention: &Mention) -> Option<Mention> {
        let earliest = mention.first.saturating_sub(LONGEST_SENTENCE);
        let start = (earliest..mention.first)
            .rev()
            .find(|&at| self.tokens[at].ends_sentence())
            .map_or(earliest, |stop| stop + 1);
        subjects::clause_subject(self.tokens, start, mention.first)
    }

    pub(super) fn is_body(&self, subject: &Mention) -> bool {
        let words = &self.tokens[subject.first..=subject.last];
        let person = words
            .iter()
            .any(|word| word.is(Class::MALE.with(Class::FEMALE)));
        match subject.kind {
            MentionKind::Pronoun => false,
            MentionKind::Name => !person && !self.is_when(subject),
            MentionKind::Nominal => !person && words.iter().any(|word| word.is(Class::ROLE)),
        }
    }

    /// Whether a source is more than the first word of a sentence, where no verb of saying tells that
    /// somebody speaks.
    fn is_no_first_word(&self, source: &Source, where_said: Where) -> bool {
        let mention = &source.mention;
        if mention.first != mention.last {
            return true;
        }
        let name: Name = self.names.proper(mention.first, mention.last);
        let doubtful = self.names.is_doubtful(name);
        if where_said != Where::Prose && doubtful {
            let colon = self.tokens.get(mention.last + 1);
            let label = colon.is_some_and(|colon| colon.kind() == Kind::Colon);
            return where_said == Where::Heading && label && self.announces(mention);
        }
        let reports = Class::CUE.without(Class::NAMING);
        let says = source
            .cue
            .is_some_and(|cue| self.tokens[self.token_at(cue)].is(reports));
        says || !doubtful || self.announces(mention)
    }

    /// Whether the sentence of a mention ends in a colon, which gives the words after it to its subject;
    /// not of a word that stands before captions and notes, nor, where verbs need no subject, of a first word that
    /// may be one: "Prova a ricostruire:".
    fn announces(&self, mention: &Mention) -> bool {
        let label = self.tokens.get(mention.last + 1);
        let alone = label.is_some_and(|label| label.kind() == Kind::Colon);
        // "Gevraagd naar zijn plannen hield Lind zich op de vlakte:": a participle.
        let unknown = self.tokens[mention.last].class.is_empty();
        let placed = unknown && is_before_preposition(self.tokens, mention.last);
        if self.silent && !alone || placed {
            return false;
        }
        let rest = self.tokens[mention.last..].iter().take(LONGEST_SENTENCE);
        let end = rest
            .map(Token::kind)
            .find(|kind| matches!(kind, Kind::Stop | Kind::Break | Kind::Colon));
        end == Some(Kind::Colon) && !label_words::is_never_a_speaker(self.names.word(mention.last))
    }
}

/// Where a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Prose,
    /// In a turn of an interview.
    Turn,
    /// In a headline or a heading.
    Heading,
}

/// What "it" stands for.
pub(super) enum Body {
    /// A phrase before it in its sentence.
    Subject(Mention),
    /// Who spoke before.
    Spoken(usize),
}
