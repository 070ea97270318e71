//! From mentions to people: names are joined to their fullest form, pronouns and titles to whom they
//! mean in the story.

mod gate;

use super::mentions::{Mention, MentionKind, is_genitive};
use super::name::{Gender, Name};
use super::names::Names;
use super::register::{Register, last_word};
use super::tokens::{Kind, Token};
use super::{LONGEST_SENTENCE, Source, attribution, datelines, mentions, named_later, subjects};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;
use crate::language::{Capitals, Habit, Language};
use crate::story::{Attribution, Block, BlockKind, Quotation, Span, Story};
use gate::{Body, Where};

/// How many speakers and quotations back somebody can still be meant by "she" or "the mayor": more than
/// a story has, less than a book.
const FAR: usize = 300;

/// Prepositions of place, behind which a name is hardly that of a person: English, German and Dutch.
const AT: &[u32] = &[
    Hash::of_word("in"),
    Hash::of_word("at"),
    Hash::of_word("near"),
    Hash::of_word("across"),
    Hash::of_word("outside"),
    Hash::of_word("im"),
    Hash::of_word("am"),
    Hash::of_word("te"),
];

/// How many sentences back the name may stand that a pronoun means.
const FAR_SENTENCES: usize = 6;

/// Joins the mentions of the kept quotations to people and stores both in the story.
pub(super) fn resolve(
    story: &mut Story,
    tokens: &[Token],
    kept: Vec<(Quotation, Option<Source>)>,
    language: &Language,
) {
    let headings = headings(story);
    let mut nameless = headings.clone();
    nameless.extend(datelines::all(story, tokens));
    nameless.sort_by_key(|stretch| stretch.start);
    let settings: Vec<Setting> = kept
        .iter()
        .map(|(quotation, _)| Setting::of(story, quotation, &headings))
        .collect();
    let text = std::mem::take(&mut story.text);
    let mut cast = Cast {
        names: Names::new(&text, tokens, &nameless),
        text: &text,
        tokens,
        spoken: Vec::new(),
        capitals: language.capitals,
        silent: language.has(Habit::SilentSubject),
        where_said: Where::Prose,
    };
    let mut people = Register::new(std::mem::take(&mut story.people));
    let speakers = cast.speakers(&kept, &settings, &mut people);
    let spoken = kept.into_iter().zip(speakers);
    story.quotations = spoken
        .map(|((quotation, _), speaker)| Quotation {
            speaker,
            ..quotation
        })
        .collect();
    story.people = people.into_people();
    story.text = text;
}

/// The headline and the headings of a story.
fn headings(story: &Story) -> Vec<Span> {
    let is_heading =
        |block: &&Block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
    let blocks = story.blocks.iter().filter(is_heading);
    blocks.map(|block| block.span).collect()
}

/// Where a quotation stands, and of a turn who speaks in it.
#[derive(Clone, Copy)]
struct Setting {
    where_said: Where,
    turn: Option<usize>,
}

impl Setting {
    fn of(story: &Story, quotation: &Quotation, headings: &[Span]) -> Self {
        let turn = story.turn_at(quotation.span.start);
        let holds = |heading: &Span| heading.contains(quotation.span.start);
        Self {
            where_said: match turn {
                Some(_) => Where::Turn,
                None if headings.iter().any(holds) => Where::Heading,
                None => Where::Prose,
            },
            turn: turn.map(|turn| story.turns[turn].speaker),
        }
    }
}

/// Everybody who has been named so far, while the quotations are walked in order.
struct Cast<'a> {
    names: Names<'a>,
    text: &'a str,
    tokens: &'a [Token],
    /// Who spoke: the last token of the mention, the person, the sex where it is known.
    spoken: Vec<Spoken>,
    capitals: Capitals,
    /// Whether a verb may stand without its subject.
    silent: bool,
    /// Where the quotation stands whose speaker is sought.
    where_said: Where,
}

#[derive(Clone, Copy)]
struct Spoken {
    token: usize,
    person: usize,
    gender: Gender,
    kind: MentionKind,
}

impl Cast<'_> {
    /// Who says each quotation. What headings call somebody by, the text below tells: they come last.
    fn speakers(
        &mut self,
        kept: &[(Quotation, Option<Source>)],
        settings: &[Setting],
        people: &mut Register,
    ) -> Vec<Option<Attribution>> {
        let mut speakers = vec![None; kept.len()];
        let heads = |index: &usize| settings[*index].where_said == Where::Heading;
        let (headings, text): (Vec<usize>, Vec<usize>) = (0..kept.len()).partition(heads);
        for index in text.into_iter().chain(headings) {
            self.where_said = settings[index].where_said;
            let source = kept[index].1.filter(|source| self.is_somebody(source));
            speakers[index] = source.map(|source| {
                let person = self.person(&source.mention, settings[index].turn, people);
                attribution(person, source)
            });
        }
        speakers
    }

    /// The person whom a mention means, added to `people` when new.
    fn person(&mut self, mention: &Mention, turn: Option<usize>, people: &mut Register) -> usize {
        let (person, gender) = match mention.kind {
            _ if self.is_age(mention) => self.aged(mention, people),
            MentionKind::Name if self.is_common_noun(mention) || self.is_headed_office(mention) => {
                (self.nominal(&self.whole(mention), people), Gender::Unknown)
            }
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
            && !self.tokens[mention.last].capital
            && !self.tokens[mention.first].is(Class::DETERMINER)
            && self.names.any_ends_in(mention.last)
    }

    /// Whether capitals may be those of nouns: of one, or of several that articles join.
    fn may_be_noun(&self, name: Name) -> bool {
        let joined = |token: &Token| token.is(Class::DETERMINER) && !token.capital;
        self.capitals == Capitals::Nouns
            && (name.words() == 1 || self.tokens[name.first..=name.last].iter().any(joined))
    }

    /// Whether a phrase is an article and a noun, where nouns have capitals like names: "die Brautmutter".
    fn is_common_noun(&self, mention: &Mention) -> bool {
        if self.capitals == Capitals::Names {
            return false;
        }
        let name = self.names.proper(mention.first, mention.last);
        let article = |before: usize| self.tokens[before].is(Class::DETERMINER);
        let (first, last) = (&self.tokens[name.first], name.last);
        let article_before = name.first.checked_sub(1).is_some_and(article);
        (article_before || first.is(Class::DETERMINER) && name.words() == 2)
            && mention.first + 1 == last
            && !self.tokens[last].is(Class::MALE.with(Class::FEMALE))
            && self
                .names
                .fullest(Name {
                    first: last,
                    ..name
                })
                .words()
                == 1
    }

    /// Whether a heading names nothing but an office: "…, says skipper", in capitals perhaps.
    fn is_headed_office(&self, mention: &Mention) -> bool {
        let word = &self.tokens[mention.last];
        let named = word.is(Class::MALE.with(Class::FEMALE));
        let headed = self.where_said == Where::Heading;
        headed && mention.first == mention.last && word.is(Class::ROLE) && !named
    }

    /// The mention with everything from its first token on.
    fn whole(&self, mention: &Mention) -> Mention {
        let start = self.tokens[mention.first].span.start;
        Mention {
            span: Span::new(start, mention.span.end),
            ..*mention
        }
    }

    /// Whether a definite phrase tells nothing but an age: "the 70-year-old", "der 70-Jährige".
    fn is_age(&self, mention: &Mention) -> bool {
        let head = self.names.word(mention.last);
        let figures = head.bytes().take_while(u8::is_ascii_digit).count();
        let tells = figures > 0
            && head[figures..].starts_with('-')
            && head[figures + 1..].starts_with(char::is_alphabetic);
        let opens = self.names.word(mention.first).to_lowercase();
        // "l’homme de 41 ans", "la mujer de 30 años"
        let years = self.tokens.get(mention.last + 1);
        let aged = self.tokens[mention.last].figure
            && self.tokens[mention.first].is(Class::DEFINITE)
            && years.is_some_and(|years| years.is(Class::TIME));
        aged || tells && matches!(opens.as_str(), "the" | "der" | "die" | "dem" | "den")
    }

    /// Whom an age means: the person of the story who was spoken of last.
    fn aged(&self, mention: &Mention, people: &mut Register) -> (usize, Gender) {
        let wanted = match self.names.word(mention.first) {
            "der" | "Der" => Gender::Male,
            "die" | "Die" => Gender::Female,
            _ => Gender::Unknown,
        };
        let whole = self.whole(mention);
        self.meant(&whole, wanted, people)
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
        let words = &self.text[span.range()];
        // "Police said": the capital is that of the sentence, and the word no name.
        let office = self.tokens[name.first].is(Class::ROLE);
        if office && self.names.is_doubtful(name) {
            return people.find_or_add(&words.to_lowercase(), span);
        }
        people.find_or_add(words, span)
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
        if let Some(office) = self.office(mention, name) {
            return Some(office);
        }
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

    /// "company’s chief executive" of "the company’s chief executive, Jane Smith": the phrase to which the
    /// name is an apposition.
    fn office(&self, mention: &Mention, name: Name) -> Option<Span> {
        let end = (mention.first..name.first).find(|&at| !self.tokens[at].is_word())?;
        let article = self.tokens[mention.first].is(Class::DETERMINER);
        let first = mention.first + usize::from(article);
        (first < end)
            .then(|| Span::new(self.tokens[first].span.start, self.tokens[end - 1].span.end))
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
        if token.is(Class::THING) {
            match self.body(mention) {
                Some(Body::Subject(subject)) => return (self.bodied(&subject, people), wanted),
                Some(Body::Spoken(person)) => return (person, wanted),
                None => {}
            }
        }
        if wanted == Gender::Unknown {
            let first_person = matches!(
                &self.text[mention.span.range()],
                "I" | "we" | "We" | "my" | "our"
            );
            if let Some(speaker) = turn.filter(|_| first_person) {
                return (speaker, Gender::Unknown);
            }
            let they = self
                .subject_before(mention)
                .filter(|subject| !first_person && subject.kind == MentionKind::Nominal)
                .filter(|subject| self.is_body(subject));
            if let Some(subject) = they {
                return (self.nominal(&subject, people), Gender::Unknown);
            }
            let group = if first_person || is_indefinite(self.names.word(mention.first)) {
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
        self.meant(mention, wanted, people)
    }

    /// The person that a phrase for a body is.
    fn bodied(&self, subject: &Mention, people: &mut Register) -> usize {
        if subject.kind == MentionKind::Name {
            self.named(subject, people).0
        } else {
            self.nominal(subject, people)
        }
    }

    /// The antecedent of a mention; somebody new where there is none.
    fn meant(&self, mention: &Mention, wanted: Gender, people: &mut Register) -> (usize, Gender) {
        match self.antecedent(mention.first, wanted) {
            Some(Antecedent::Spoken(person)) => (person, wanted),
            Some(Antecedent::Name(name)) => (self.join(self.names.fullest(name), people), wanted),
            None => match self
                .ahead(mention)
                .or_else(|| self.reporter(mention.first))
                .or_else(|| self.named_next(mention, wanted))
            {
                Some(subject) => (self.bodied(&subject, people), wanted),
                None => (
                    people.find_or_add(&self.text[mention.span.range()], mention.span),
                    wanted,
                ),
            },
        }
    }

    /// The subject of the main clause behind the clause of a pronoun: "If he wins, Rivera will".
    fn ahead(&self, mention: &Mention) -> Option<Mention> {
        let opens = mention.first.checked_sub(1)?;
        let opens = self.tokens[opens].is(Class::SUBORDINATOR.with(Class::PREPOSITION));
        let rest = self.tokens[mention.last..].iter().take(LONGEST_SENTENCE);
        let comma = rest
            .take_while(|token| !token.ends_sentence())
            .position(|token| token.kind() == Kind::Comma)?;
        let subject = mentions::forward(self.tokens, mention.last + comma + 1)?;
        (opens && subject.kind == MentionKind::Name).then_some(subject)
    }

    /// Whom the sentences behind a pronoun name that nobody before it bears: "“They bite,” he said. Tom Pell has".
    fn named_next(&self, mention: &Mention, wanted: Gender) -> Option<Mention> {
        let subject = named_later::named_next(self.tokens, mention.last)?;
        let name = self.names.proper(subject.first, subject.last);
        let told = self.names.fullest(name).gender;
        let clashes = told != Gender::Unknown && wanted != Gender::Unknown && told != wanted;
        (!clashes && self.where_said == Where::Prose).then_some(subject)
    }

    /// The office that reported last before `token`, in indirect speech: "It was late, the spokesman said."
    fn reporter(&self, token: usize) -> Option<Mention> {
        let earliest = token.saturating_sub(LONGEST_SENTENCE);
        let verb = (earliest..token)
            .rev()
            .find(|&at| self.tokens[at].is(Class::SAY))?;
        let subject = subjects::subject_of(self.tokens, verb, earliest)?;
        let office = self.tokens[subject.last].is(Class::ROLE) && subject.last < verb;
        (office && subject.kind == MentionKind::Nominal).then_some(subject)
    }

    /// The person of the wanted sex who was last the subject of a sentence or spoke before `token`.
    /// The subject of the sentence before is the likeliest antecedent: "centering theory", B. Grosz,
    /// A. Joshi, S. Weinstein, Computational Linguistics 21 (1995).
    fn antecedent(&self, token: usize, wanted: Gender) -> Option<Antecedent> {
        // A pronoun may mean a noun as well as a person, an age may not.
        let pronoun = self.tokens[token].is(Class::PRONOUN);
        let nouns = self.capitals == Capitals::Nouns;
        let known = |gender: Gender| gender != Gender::Unknown;
        let clashes = |gender: Gender| known(gender) && known(wanted) && gender != wanted;
        let spoken = self.spoken.iter().rev().take(FAR).find(|spoken| {
            spoken.token < token && !clashes(spoken.gender) && spoken.kind != MentionKind::Nominal
        });
        let ends_before = |name: &Name| name.first < token && name.last <= token;
        let before = self.names.all.partition_point(ends_before);
        let mut best: Option<(usize, Name)> = None;
        let (mut sentences, mut counted) = (0, token);
        for name in self.names.all[..before].iter().rev().take(24) {
            let between = self.tokens[name.last..counted].iter();
            sentences += between.filter(|token| token.ends_sentence()).count();
            counted = name.last;
            if sentences > FAR_SENTENCES || token - name.last > 2 * FAR {
                break;
            }
            let gender = if name.gender == Gender::Unknown {
                self.names.fullest(*name).gender
            } else {
                name.gender
            };
            let placed = name.first > 0 && AT.contains(&self.tokens[name.first - 1].hash);
            let noun = !known(gender) && (placed || pronoun && nouns || self.may_be_noun(*name));
            if noun || clashes(gender) {
                continue;
            }
            let score = self.prominence(*name, gender, sentences);
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

    /// How likely a name is the antecedent of a pronoun so many sentences later: near, a subject, of
    /// known sex.
    fn prominence(&self, name: Name, gender: Gender, sentences: usize) -> usize {
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
        score.saturating_sub(if hangs { 10 } else { 0 })
    }

    /// Whom "the official", "the senator", "the ministry" means: who was called so before.
    fn nominal(&self, mention: &Mention, people: &mut Register) -> usize {
        let words = &self.text[mention.span.range()];
        let known = people.find_bare(words);
        let definite = self.tokens[mention.first].is(Class::DEFINITE);
        // "капитан", "badesjefen": an office alone, where there are no articles or they are endings.
        let office = mention.first == mention.last && self.tokens[mention.first].is(Class::ROLE);
        let meant = known.or_else(|| {
            if definite || office {
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

    /// The noun that a phrase is about: before whose it is where a preposition joins that, "la presidenta del
    /// comité", else the last.
    fn head(&self, mention: &Mention) -> usize {
        let joins = |&at: &usize| is_genitive(&self.tokens[at]);
        let end = (mention.first + 1..mention.last)
            .find(joins)
            .unwrap_or(mention.last + 1);
        let mut words = mention.first..end;
        let role = words.find(|&at| end <= mention.last && self.tokens[at].is(Class::ROLE));
        role.unwrap_or(end - 1)
    }

    /// The person before whose name, or in whose description, the head of the phrase stood last.
    fn called(&self, mention: &Mention, people: &mut Register) -> Option<usize> {
        let head = self.names.word(self.head(mention));
        let headed = self.where_said == Where::Heading;
        let by_words = people.latest(FAR).find(|(_, person)| {
            (headed || person.first < mention.span.start)
                && (last_word(&person.name).eq_ignore_ascii_case(head)
                    || person
                        .role
                        .as_deref()
                        .is_some_and(|role| role.split(' ').any(|word| stands_for(word, head))))
        });
        if let Some((person, _)) = by_words {
            return Some(person);
        }
        let means =
            |&at: &usize| self.tokens[at].is_word() && stands_for(self.names.word(at), head);
        let named = if headed {
            (mention.last + 1..self.tokens.len())
                .take(400)
                .find(means)?
        } else {
            (0..mention.first).rev().take(400).find(means)?
        };
        let name = self.names.beginning_at(named + 1)?;
        Some(self.join(self.names.fullest(name), people))
    }
}

/// Whether a pronoun means nobody who was named: "one of them said".
fn is_indefinite(pronoun: &str) -> bool {
    const INDEFINITE: &[&str] = &[
        "one",
        "another",
        "others",
        "some",
        "many",
        "several",
        "most",
        "few",
        "neither",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "nobody",
    ];
    INDEFINITE
        .iter()
        .any(|word| word.eq_ignore_ascii_case(pronoun))
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
        || is_definite_form(title, noun)
        || !title.is_ascii() && title.to_lowercase() == noun
        || ABBREVIATED.iter().any(|(short, long)| {
            title.eq_ignore_ascii_case(short)
                && long.iter().any(|long| noun.eq_ignore_ascii_case(long))
        })
}

/// Whether a noun is another with the article that Nordic languages set behind it: "badesjef" – "badesjefen",
/// "ordförande" – "ordföranden" (Norsk referansegrammatikk (1997), 3.3.2).
fn is_definite_form(bare: &str, noun: &str) -> bool {
    const SHORTEST: usize = 4;
    let Some((stem, article)) = noun.split_at_checked(bare.len()) else {
        return false;
    };
    bare.len() >= SHORTEST
        && matches!(article, "en" | "n" | "et" | "t" | "a")
        && stem.to_lowercase() == bare.to_lowercase()
}
