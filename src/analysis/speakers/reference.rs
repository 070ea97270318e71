//! From mentions to people: names are joined to their fullest form, pronouns and titles to whom they
//! mean in the story.

use super::lexicon::Class;
use super::mentions::{Mention, MentionKind};
use super::names::{Gender, Name, Names};
use super::register::{Register, last_word};
use super::tokens::{Kind, Token};
use super::{Source, attribution, datelines};
use crate::story::{Block, BlockKind, Quotation, Span, Story};

/// How many speakers and quotations back somebody can still be meant by "she" or "the mayor": more than
/// a story has, less than a book.
const FAR: usize = 300;

/// Joins the mentions of the kept quotations to people and stores both in the story.
pub(super) fn resolve(
    story: &mut Story,
    tokens: &[Token],
    kept: Vec<(Quotation, Option<Source>)>,
    capitals: Capitals,
) {
    let is_heading =
        |block: &&Block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
    let headings = story.blocks.iter().filter(is_heading);
    let mut nameless: Vec<Span> = headings.map(|block| block.span).collect();
    nameless.extend(datelines::all(story, tokens));
    nameless.sort_by_key(|stretch| stretch.start);
    let text = std::mem::take(&mut story.text);
    let mut cast = Cast {
        names: Names::new(&text, tokens, &nameless),
        text: &text,
        tokens,
        spoken: Vec::new(),
        capitals,
    };
    let mut people = Register::new(std::mem::take(&mut story.people));
    story.quotations.clear();
    for (mut quotation, source) in kept {
        if let Some(source) = source {
            let turn = story
                .turn_at(quotation.span.start)
                .map(|turn| story.turns[turn].speaker);
            let person = cast.person(&source.mention, turn, &mut people);
            quotation.speaker = Some(attribution(person, source));
        }
        story.quotations.push(quotation);
    }
    story.people = people.into_people();
    story.text = text;
}

/// What a capital letter inside a sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    /// A name.
    Names,
    /// A noun, as in German.
    Nouns,
}

/// Everybody who has been named so far, while the quotations are walked in order.
struct Cast<'a> {
    names: Names<'a>,
    text: &'a str,
    tokens: &'a [Token],
    /// Who spoke: the last token of the mention, the person, the sex where it is known.
    spoken: Vec<Spoken>,
    capitals: Capitals,
}

#[derive(Clone, Copy)]
struct Spoken {
    token: usize,
    person: usize,
    gender: Gender,
    kind: MentionKind,
}

impl Cast<'_> {
    /// The person whom a mention means, added to `people` when new.
    fn person(&mut self, mention: &Mention, turn: Option<usize>, people: &mut Register) -> usize {
        let (person, gender) = match mention.kind {
            MentionKind::Name => self.named(mention, people),
            MentionKind::Nominal if self.is_lowered_name(mention) => self.named(mention, people),
            MentionKind::Pronoun => self.pronoun(mention, turn, people),
            MentionKind::Nominal => (self.nominal(mention, people), Gender::Unknown),
        };
        self.spoken.push(Spoken {
            token: mention.last,
            person,
            gender,
            kind: mention.kind,
        });
        person
    }

    /// Whether a noun phrase is a name whose capitals were lost: the story writes it with them elsewhere.
    fn is_lowered_name(&self, mention: &Mention) -> bool {
        self.tokens[mention.last].class == Class::default()
            && !self.tokens[mention.first].is(Class::DETERMINER)
            && self.names.any_ends_in(mention.last)
    }

    fn named(&self, mention: &Mention, people: &mut Register) -> (usize, Gender) {
        let first = self.tokens[mention.first..=mention.last]
            .iter()
            .position(|token| token.span.start >= mention.span.start)
            .map_or(mention.first, |offset| mention.first + offset);
        let name = self.names.proper(first, mention.last);
        let full = self.names.fullest(name);
        let gender = if full.gender == Gender::Unknown {
            name.gender
        } else {
            full.gender
        };
        let person = self.join(full, people);
        self.note(person, mention, name, people);
        (person, gender)
    }

    /// The person of that name, joined with one known by a shorter or fuller form.
    fn join(&self, name: Name, people: &mut Register) -> usize {
        let span = name.span(self.tokens);
        people.find_or_add(&self.text[span.range()], span)
    }

    /// Notes how the story writes the person here, and what it says they are.
    fn note(&self, person: usize, mention: &Mention, name: Name, people: &mut Register) {
        let written = &self.text[mention.span.range()];
        if written != people.person(person).name {
            people.add_variant(person, written);
        }
        let person = people.person_mut(person);
        person.first = person.first.min(mention.span.start);
        if person.role.is_none() {
            person.role = self
                .role(mention, name)
                .map(|role| self.text[role.range()].to_string());
        }
    }

    /// "president of the commission" of "Rivera, president of the commission, said", "cybersecurity
    /// expert" of "cybersecurity expert Jane Smith".
    fn role(&self, mention: &Mention, name: Name) -> Option<Span> {
        let after = name.last + 1;
        if self.tokens.get(after)?.kind() == Kind::Comma {
            let from = after + 1;
            let first = self.tokens.get(from)?;
            let end = self.tokens[from..]
                .iter()
                .position(|token| !token.is_word() || token.is(Class::SAY))?;
            let tells = first.is_word()
                && !first.is(Class::RELATIVE
                    .with(Class::SUBORDINATOR)
                    .with(Class::CONJUNCTION)
                    .with(Class::PRONOUN)
                    .with(Class::PARTICIPLE)
                    .with(Class::PREPOSITION));
            let role = self.tokens[from..from + end]
                .iter()
                .any(|token| token.is(Class::ROLE.with(Class::TITLE)));
            if tells && role && end > 0 {
                let first = if first.is(Class::DETERMINER) && end > 1 {
                    from + 1
                } else {
                    from
                };
                return Some(Span::new(
                    self.tokens[first].span.start,
                    self.tokens[from + end - 1].span.end,
                ));
            }
        }
        let before = (mention.first..name.first)
            .rev()
            .take_while(|&at| !self.tokens[at].is(Class::DETERMINER) && !self.tokens[at].possessive)
            .last()?;
        // "cybersecurity expert dr. Jane Smith": the form of address is no part of what she is.
        let addresses = |token: &Token| token.is(Class::TITLE) && token.is(Class::ABBREVIATION);
        let end = (before..name.first)
            .rev()
            .find(|&at| !addresses(&self.tokens[at]))?;
        let role = self.tokens[before..=end]
            .iter()
            .any(|token| token.is(Class::ROLE));
        role.then(|| Span::new(self.tokens[before].span.start, self.tokens[end].span.end))
    }

    /// Whom "he", "she", "they" or "I" means.
    fn pronoun(
        &self,
        mention: &Mention,
        turn: Option<usize>,
        people: &mut Register,
    ) -> (usize, Gender) {
        let token = &self.tokens[mention.first];
        let wanted = match (token.is(Class::HE), token.is(Class::SHE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        };
        if wanted == Gender::Unknown {
            let first_person = matches!(
                &self.text[mention.span.range()],
                "I" | "we" | "We" | "my" | "our"
            );
            if let Some(speaker) = turn.filter(|_| first_person) {
                return (speaker, Gender::Unknown);
            }
            let group = if first_person {
                None
            } else {
                self.spoken.iter().rev().take(FAR).find(|spoken| {
                    spoken.kind != MentionKind::Pronoun && spoken.gender == Gender::Unknown
                })
            };
            let person = group.map_or_else(
                || people.find_or_add(&self.text[mention.span.range()], mention.span),
                |spoken| spoken.person,
            );
            return (person, Gender::Unknown);
        }
        match self.antecedent(mention.first, wanted) {
            Some(Antecedent::Spoken(person)) => (person, wanted),
            Some(Antecedent::Name(name)) => (self.join(self.names.fullest(name), people), wanted),
            None => (
                people.find_or_add(&self.text[mention.span.range()], mention.span),
                wanted,
            ),
        }
    }

    /// The person of the wanted sex who was last the subject of a sentence or spoke before `token`.
    /// The subject of the sentence before is the likeliest antecedent: "centering theory", B. Grosz,
    /// A. Joshi, S. Weinstein, Computational Linguistics 21 (1995).
    fn antecedent(&self, token: usize, wanted: Gender) -> Option<Antecedent> {
        let clashes = |gender: Gender| gender != Gender::Unknown && gender != wanted;
        let spoken = self.spoken.iter().rev().take(FAR).find(|spoken| {
            spoken.token < token && !clashes(spoken.gender) && spoken.kind != MentionKind::Nominal
        });
        let before = self.names.all.partition_point(|name| name.first < token);
        let mut best: Option<(usize, Name)> = None;
        for name in self.names.all[..before].iter().rev().take(24) {
            let gender = if name.gender == Gender::Unknown {
                self.names.fullest(*name).gender
            } else {
                name.gender
            };
            let noun = self.capitals == Capitals::Nouns && gender == Gender::Unknown;
            if noun || clashes(gender) {
                continue;
            }
            let score = self.prominence(*name, gender, token);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, *name));
            }
        }
        let named = best.filter(|(score, _)| *score > 0).map(|(_, name)| name);
        match (spoken, named) {
            (Some(spoken), Some(name))
                if spoken.token >= name.first
                    || spoken.gender == wanted && self.is_place_like(name) =>
            {
                Some(Antecedent::Spoken(spoken.person))
            }
            (_, Some(name)) => Some(Antecedent::Name(name)),
            (Some(spoken), None) => Some(Antecedent::Spoken(spoken.person)),
            (None, None) => None,
        }
    }

    /// Whether nothing says that a name is a person's: one word, nowhere fuller, of no known sex.
    fn is_place_like(&self, name: Name) -> bool {
        let full = self.names.fullest(name);
        name.gender == Gender::Unknown && full.gender == Gender::Unknown && full.words() == 1
    }

    /// How likely a name is the antecedent of a pronoun at `token`: near, a subject, of known sex.
    fn prominence(&self, name: Name, gender: Gender, token: usize) -> usize {
        if token - name.last > 2 * FAR {
            return 0;
        }
        let sentences = self.tokens[name.last..token]
            .iter()
            .filter(|token| token.ends_sentence())
            .take(7)
            .count();
        let next = self.tokens.get(name.last + 1);
        let subject = next.is_some_and(|next| {
            next.is(Class::CUE
                .with(Class::AUXILIARY)
                .with(Class::VERB)
                .with(Class::BE)
                .with(Class::ADVERB)
                .with(Class::FORM)
                .with(Class::RELATIVE))
                || next.kind() == Kind::Comma
        });
        let opens = name.first == 0
            || !self.tokens[name.first - 1].is_word()
            || self.tokens[name.first - 1].is(Class::TITLE.with(Class::ROLE));
        let hangs = name.first > 0
            && self.tokens[name.first - 1].is(Class::PREPOSITION.with(Class::DETERMINER))
            || self.tokens[name.last].possessive;
        let mut score = 24usize.saturating_sub(4 * sentences);
        score += if subject { 8 } else { 0 }
            + if opens { 4 } else { 0 }
            + if gender == Gender::Unknown { 0 } else { 14 };
        if sentences > 6 {
            0
        } else {
            score.saturating_sub(if hangs { 10 } else { 0 })
        }
    }

    /// Whom "the official", "the senator", "the ministry" means: who was called so before.
    fn nominal(&self, mention: &Mention, people: &mut Register) -> usize {
        let words = &self.text[mention.span.range()];
        let known = people.find_bare(words);
        let definite = self.tokens[mention.first].is(Class::DETERMINER)
            && words
                .get(..4)
                .is_some_and(|article| article.eq_ignore_ascii_case("the "));
        let meant = known.or_else(|| {
            if definite {
                self.called(mention, people)
            } else {
                None
            }
        });
        let person = meant.unwrap_or_else(|| people.find_or_add(words, mention.span));
        if meant.is_some() {
            people.add_variant(person, words);
        }
        person
    }

    /// The person before whose name, or in whose description, the head of the phrase stood last.
    fn called(&self, mention: &Mention, people: &mut Register) -> Option<usize> {
        let head = self.names.word(mention.last);
        let by_words = people.latest(FAR).find(|(_, person)| {
            person.first < mention.span.start
                && (last_word(&person.name).eq_ignore_ascii_case(head)
                    || person.role.as_deref().is_some_and(|role| {
                        role.split(' ').any(|word| word.eq_ignore_ascii_case(head))
                    }))
        });
        if let Some((person, _)) = by_words {
            return Some(person);
        }
        let named = (0..mention.first)
            .rev()
            .take(400)
            .find(|&at| self.tokens[at].is_word() && stands_for(self.names.word(at), head))?;
        let name = self.names.beginning_at(named + 1)?;
        Some(self.join(self.names.fullest(name), people))
    }
}

enum Antecedent {
    Spoken(usize),
    Name(Name),
}

/// Whether a title before a name is what a later noun calls its bearer: "Sen." – "the senator".
fn stands_for(title: &str, noun: &str) -> bool {
    const ABBREVIATED: &[(&str, &[&str])] = &[
        ("sen", &["senator", "lawmaker"]),
        (
            "rep",
            &["representative", "congressman", "congresswoman", "lawmaker"],
        ),
        ("gov", &["governor"]),
        ("dr", &["doctor", "physician"]),
        ("prof", &["professor"]),
        ("gen", &["general"]),
        ("sgt", &["sergeant"]),
        ("lt", &["lieutenant"]),
        ("capt", &["captain"]),
        ("rev", &["reverend", "pastor"]),
    ];
    let title = title.trim_end_matches('.');
    title.eq_ignore_ascii_case(noun)
        || ABBREVIATED.iter().any(|(short, long)| {
            title.eq_ignore_ascii_case(short)
                && long.iter().any(|long| noun.eq_ignore_ascii_case(long))
        })
}
