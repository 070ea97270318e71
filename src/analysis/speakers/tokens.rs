//! A story as a row of tokens: words with their classes, the punctuation that divides sentences, and
//! each quotation as one opaque token, so that the grammar sees `QUOTE, Rivera said.`

use crate::analysis::work;
use crate::language::hash::Hash;
use crate::language::letters;
use crate::language::lexicon::Class;
use crate::language::{Capitals, Language};
use crate::story::{Block, BlockKind, Quotation, Span, Story};

const OF: u32 = Hash::of_word("of");

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or a number.
    Word,
    /// `,`
    Comma,
    /// `.` `!` `?` at the end of a sentence.
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// A dash between words.
    Dash,
    /// `(` `[`
    Open,
    /// `)` `]`
    Close,
    /// A quotation with its marks; the index into the story's quotations.
    Quote(usize),
    /// The end of a block.
    Break,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    kind: Kind,
    pub(super) class: Class,
    /// Where it stands; of a possessive, without its `’s`.
    pub(super) span: Span,
    /// Begins with a capital letter or is a number.
    pub(super) capital: bool,
    /// Is written in digits alone: an age, a year, a sum.
    pub(super) figure: bool,
    /// Hash of the word in lower case, without a possessive ending; 0 for punctuation.
    pub(super) hash: u32,
    /// Ends in `’s` or `s’`: what follows belongs to it.
    pub(super) possessive: bool,
}

impl Token {
    pub(super) fn kind(&self) -> Kind {
        work::step();
        self.kind
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind() == Kind::Word
    }

    pub(super) fn is(&self, class: Class) -> bool {
        work::step();
        self.class.any(class)
    }

    /// Whether a sentence cannot go on over it, quotations aside.
    pub(super) fn ends_sentence(&self) -> bool {
        matches!(self.kind(), Kind::Stop | Kind::Break)
    }
}

/// Tokenises every block in which people speak or are named.
pub(super) fn tokenise(story: &Story, language: &'static Language) -> Vec<Token> {
    let germanic = language.is_germanic();
    let mut tokens = Vec::with_capacity(story.text.len() / 5);
    let mut quotations = story.quotations.iter().enumerate().peekable();
    for block in story.blocks.iter().filter(|block| is_language(block)) {
        let mut reader = Reader {
            text: &story.text,
            language,
            germanic,
            titled: matches!(
                block.kind,
                BlockKind::Headline | BlockKind::Heading | BlockKind::Deck
            ),
            tokens: &mut tokens,
        };
        let mut at = block.span.start;
        while let Some((index, quotation)) =
            quotations.next_if(|(_, quotation)| quotation.outer.start < block.span.end)
        {
            if quotation.outer.start < at {
                continue;
            }
            reader.read(at, quotation.outer.start);
            reader.push(Kind::Quote(index), quotation.outer);
            at = quotation.outer.end;
        }
        reader.read(at, block.span.end);
        reader.push(Kind::Break, Span::new(block.span.end, block.span.end));
    }
    tokens
}

fn is_language(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Code | BlockKind::Promo | BlockKind::TableRow | BlockKind::Rule
    )
}

/// Whether the quotation is the last thing in its sentence, from its own last character.
pub(super) fn last_character(story: &Story, quotation: &Quotation) -> char {
    let inner = story.slice(quotation.span).trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '’' | '\'' | '”' | '"' | '»' | '“')
    });
    inner.chars().next_back().unwrap_or(' ')
}

struct Reader<'a> {
    text: &'a str,
    language: &'static Language,
    germanic: bool,
    /// Whether capitals may be those of a title.
    titled: bool,
    tokens: &'a mut Vec<Token>,
}

impl Reader<'_> {
    fn push(&mut self, kind: Kind, span: Span) {
        self.tokens.push(Token {
            kind,
            class: Class::default(),
            hash: 0,
            span,
            capital: false,
            figure: false,
            possessive: false,
        });
    }

    fn read(&mut self, from: usize, to: usize) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < to {
            let byte = bytes[at];
            let (kind, width) = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'@' | b'#' => {
                    at = self.word(at, to);
                    continue;
                }
                b',' => (Some(Kind::Comma), 1),
                // `(D-Nev.)`, `R-Ky., said`: the stop of an abbreviation.
                b'.' if at + 1 < to && matches!(bytes[at + 1], b',' | b')' | b';') => (None, 1),
                b'.' | b'!' | b'?' => (Some(Kind::Stop), 1),
                b':' => (Some(Kind::Colon), 1),
                b';' => (Some(Kind::Semicolon), 1),
                b'(' if let Some(end) = self.affiliation(at, to) => (None, end - at),
                b'(' | b'[' => (Some(Kind::Open), 1),
                b')' | b']' => (Some(Kind::Close), 1),
                b'-' if at + 1 < to && matches!(bytes[at + 1], b' ' | b'-') => {
                    (Some(Kind::Dash), 1)
                }
                0x80.. => {
                    let character = self.text[at..].chars().next().unwrap_or(' ');
                    if letters::is_alphanumeric(character) {
                        at = self.word(at, to);
                        continue;
                    }
                    let kind = match character {
                        '—' | '–' | '―' => Some(Kind::Dash),
                        '…' | '。' | '！' | '？' | '؟' | '।' => Some(Kind::Stop),
                        '，' | '、' | '،' => Some(Kind::Comma),
                        '：' => Some(Kind::Colon),
                        '；' | '؛' => Some(Kind::Semicolon),
                        _ => None,
                    };
                    (kind, character.len_utf8())
                }
                _ => (None, 1),
            };
            if let Some(kind) = kind {
                self.push(kind, Span::new(at, at + width));
            }
            at += width;
        }
    }

    /// Where the brackets at `open` end that hold a single capitalised word or a number, as of a party, an
    /// agency or an age: "(D-N.Y.)", "(AFP)", "(52)". The sentence reads on as if they were not there.
    fn affiliation(&self, open: usize, limit: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let inside = &self.text.as_bytes()[open + 1..limit.min(open + 1 + LONGEST)];
        let length = inside.iter().position(|&byte| byte == b')')?;
        let word = |&byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        let opens = inside
            .first()
            .is_some_and(|first| first.is_ascii_uppercase() || first.is_ascii_digit());
        (opens && inside[..length].iter().all(word)).then_some(open + 1 + length + 1)
    }

    /// Reads the word at `start` and returns where it ends.
    fn word(&mut self, start: usize, limit: usize) -> usize {
        self.plain_word(start, limit)
            .unwrap_or_else(|| self.compound_word(start, limit))
    }

    /// Reads a word of ASCII letters and digits after which nothing stands that could belong to it, as
    /// nearly all words are; `None` of others.
    fn plain_word(&mut self, start: usize, limit: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..limit];
        let mut end = start;
        let mut hash = Hash::new();
        while let Some(&byte) = bytes.get(end)
            && LOWER[usize::from(byte)] != 0
        {
            hash = hash.with(LOWER[usize::from(byte)]);
            end += 1;
        }
        let stop = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b' ' | b'\n' | b'!' | b'?' | b':' | b';' | b')') | None, _) => false,
            (Some(b','), next) if !next.is_some_and(u8::is_ascii_digit) => false,
            (Some(b'.'), Some(b' ' | b'\n') | None) => true,
            _ => return None,
        };
        if end - start > Buffer::LONGEST {
            return None;
        }
        let hash = hash.finish();
        let class = self.class_of(&bytes[start..end], hash, bytes[start].is_ascii_lowercase());
        let class = self.in_name(class, Span::new(start, end));
        let end = if stop {
            self.abbreviation_end(Span::new(start, end), class, limit)
        } else {
            end
        };
        self.tokens.push(Token {
            kind: Kind::Word,
            class,
            hash,
            span: Span::new(start, end),
            capital: matches!(bytes[start], b'A'..=b'Z' | b'0'..=b'9' | b'@'),
            figure: is_figure(&bytes[start..end]),
            possessive: false,
        });
        Some(end)
    }

    /// Reads any other word: with hyphens, apostrophes, stops between letters, letters beyond ASCII.
    fn compound_word(&mut self, start: usize, limit: usize) -> usize {
        let end = self.word_end(start, limit);
        if let Some((verb, pronoun)) = self.tied_pronoun(start, end) {
            self.word(start, start + verb);
            self.word(start + pronoun, end);
            return end;
        }
        if let Some(cut) = self.elision(start, end) {
            return self.word(cut, end);
        }
        let mut word = Buffer::default();
        word.lower(&self.text[start..end]);
        let pronoun = word.contraction().map(|length| start + length);
        let possessive = pronoun.is_none() && word.strip_possessive();
        let hash = Hash::of(word.bytes());
        let first = self.first(start);
        let class = self.class_of(word.bytes(), hash, first.is_lowercase());
        let class = self.in_name(class, Span::new(start, end));
        let (span_end, end) = match pronoun {
            Some(cut) => (cut, end),
            None if possessive => (self.last_apostrophe(start, end), end),
            None => {
                let end = self.abbreviation_end(Span::new(start, end), class, limit);
                (end, end)
            }
        };
        self.tokens.push(Token {
            kind: Kind::Word,
            class,
            hash,
            span: Span::new(start, span_end.max(start + first.len_utf8())),
            capital: first.is_uppercase() || first.is_ascii_digit() || first == '@',
            figure: is_figure(&self.text.as_bytes()[start..end]),
            possessive,
        });
        end
    }

    /// Where the verb ends and the pronoun begins that a hyphen ties to it: "dit-il", "a-t-elle", and of
    /// Portuguese verbs of saying "disse-lhe", "lê-se" (C. Cunha and L. Cintra, Nova gramática do português
    /// contemporâneo (1984), 11 on "ênclise").
    fn tied_pronoun(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        const OBJECTS: &[&str] = &["se", "lhe", "lhes", "me", "nos", "o", "a"];
        let text = &self.text[start..end];
        inverted_pronoun(text).or_else(|| {
            let hyphen = text.rfind('-')?;
            let mut word = Buffer::default();
            word.lower(&text[..hyphen]);
            let class = self.language.lexicon.look_up(Hash::of(word.bytes()));
            let tied = class.any(Class::SAY) && OBJECTS.contains(&&text[hyphen + 1..]);
            tied.then_some((hyphen, hyphen + 1))
        })
    }

    /// Takes the article, preposition or pronoun that an apostrophe joins to the word behind it as a word of
    /// its own, where the language knows it: "l'", "dell'", "qu'". Returns where the next word begins.
    fn elision(&mut self, start: usize, end: usize) -> Option<usize> {
        let text = &self.text[start..end];
        let mut word = Buffer::default();
        word.lower(text);
        let known = |word: &Buffer| self.language.lexicon.look_up(Hash::of(word.bytes()));
        let (at, apostrophe) = text.char_indices().find(|(_, c)| matches!(c, '\'' | '’'))?;
        let cut = at + apostrophe.len_utf8();
        if cut == text.len() || !known(&word).is_empty() {
            return None;
        }
        word.length = 0;
        word.lower(&text[..cut]);
        let class = known(&word);
        let capital = self.first(start).is_uppercase();
        // "D'Angelo", "Dell'Utri": a name, not a preposition.
        let name = capital && self.first(start + cut).is_uppercase();
        if class.is_empty() || name && !class.any(Class::DETERMINER) {
            return None;
        }
        self.tokens.push(Token {
            kind: Kind::Word,
            class,
            hash: Hash::of(word.bytes()),
            span: Span::new(start, start + cut),
            capital,
            figure: false,
            possessive: false,
        });
        Some(start + cut)
    }

    fn first(&self, start: usize) -> char {
        self.text[start..].chars().next().unwrap_or(' ')
    }

    fn last_apostrophe(&self, start: usize, end: usize) -> usize {
        self.text[start..end]
            .rfind(['\'', '’'])
            .map_or(end, |at| start + at)
    }

    /// The classes of a word; of an unknown one, what its ending suggests.
    fn class_of(&self, word: &[u8], hash: u32, lowercase: bool) -> Class {
        let class = self.language.lexicon.look_up(hash);
        if class.any(Class::SAID.with(Class::CALLED)) {
            return self.behind_auxiliary(class);
        }
        if !class.is_empty() {
            let second = self.germanic && class.any(Class::CUE);
            return if second {
                class.with(Class::SECOND)
            } else {
                class
            };
        }
        if self.germanic {
            return self.compound(word, lowercase);
        }
        let opens = || self.tokens.last().is_none_or(Token::ends_sentence);
        if lowercase || opens() && !is_like_a_name(word) {
            by_ending(word)
        } else {
            class
        }
    }

    /// The classes of a past participle, which reports behind its auxiliary alone.
    fn behind_auxiliary(&self, class: Class) -> Class {
        let helps = Class::AUXILIARY.with(Class::BE);
        let mut before = self.tokens.iter().rev().take(4);
        let between = Class::ADVERB.with(Class::PRONOUN);
        let before = before.find(|token| !token.is(between) || token.is(helps));
        if !before.is_some_and(|before| before.is(helps)) {
            return class;
        }
        let says = class.any(Class::SAID);
        class.with(if says { Class::SAY } else { Class::NAME })
    }

    /// The classes of a word without those that a part of a name cannot have: "said Per Olin", "said May
    /// Chu", "Penn State". Its capital is not that of a sentence, and another stands beside it.
    fn in_name(&self, class: Class, word: Span) -> Class {
        const PARTS: Class = Class::MALE
            .with(Class::FEMALE)
            .with(Class::TITLE)
            .with(Class::ROLE)
            .with(Class::ABBREVIATION)
            .with(Class::PARTICLE);
        let plain = class.without(PARTS);
        let bytes = self.text.as_bytes();
        if plain.is_empty() || self.titled || self.language.capitals == Capitals::Nouns {
            return class;
        }
        let lower = bytes.get(word.end - 1).is_some_and(u8::is_ascii_lowercase);
        if !bytes[word.start].is_ascii_uppercase() || !lower || plain.any(Class::PRONOUN) {
            return class;
        }
        let Some(before) = self.tokens.last() else {
            return class;
        };
        let follows = matches!(bytes.get(word.end..word.end + 2), Some([b' ', b'A'..=b'Z']));
        let touches = before.span.end + 1 == word.start;
        let time = plain.any(Class::TIME);
        let named = match before.kind {
            Kind::Word if before.capital => {
                touches && before.class.without(PARTS).is_empty() && !before.figure && !time
                    || touches && time && before.class.any(Class::MALE.with(Class::FEMALE))
            }
            Kind::Word if before.hash == OF => touches && !time && self.capital_before_last(),
            Kind::Word => touches && follows && (!time || before.class.any(Class::SAY)),
            Kind::Quote(_) => !time && self.goes_on(before.span),
            _ => false,
        };
        if named { class.without(plain) } else { class }
    }

    /// Whether the word before the last has a capital: "Department of".
    fn capital_before_last(&self) -> bool {
        let before = self.tokens.len().checked_sub(2);
        before.is_some_and(|before| self.tokens[before].capital)
    }

    /// Whether a quotation ends in a comma.
    fn goes_on(&self, quotation: Span) -> bool {
        let marked = self.text[quotation.range()].trim_end_matches(|c: char| !c.is_alphanumeric());
        self.text[quotation.start + marked.len()..quotation.end].contains(',')
    }

    /// The classes of an unknown word where compounds are one word: those of its last part, when the pack
    /// lists it with a hyphen ("-minister").
    fn compound(&self, word: &[u8], lowercase: bool) -> Class {
        const SHORTEST: usize = 3;
        const LONGEST: usize = 14;
        let nouns = self.language.capitals == Capitals::Nouns;
        if lowercase && nouns {
            return Class::NO_NOUN;
        }
        let longest = word.len().saturating_sub(SHORTEST).min(LONGEST);
        (SHORTEST..=longest)
            .rev()
            .map(|length| Hash::new().with(b'-').and(&word[word.len() - length..]))
            .map(|hash| self.language.lexicon.look_up(hash.finish()))
            .find(|class| !class.is_empty())
            .unwrap_or_default()
    }

    fn word_end(&self, start: usize, limit: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at < limit {
            let byte = bytes[at];
            let inner = |next: usize| {
                next < limit
                    && (bytes[next].is_ascii_alphanumeric()
                        || bytes[next] >= 0xC3 && bytes[next] < 0xE2)
            };
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'@' | b'#' => at += 1,
                b'-' | b'\'' | b'&' | b'/' if inner(at + 1) => at += 1,
                b'\'' if at > start && bytes[at - 1] == b's' => return at + 1,
                b'.' | b','
                    if inner(at + 1)
                        && bytes[at + 1].is_ascii_digit()
                        && bytes[at - 1].is_ascii_digit() =>
                {
                    at += 1;
                }
                // `example.com`: no sentence begins in lower case without a space.
                b'.' if at > start
                    && bytes[at - 1].is_ascii_alphanumeric()
                    && at + 1 < limit
                    && bytes[at + 1].is_ascii_lowercase()
                    && (!is_single_letter(bytes, start, at) || bytes[start + 1] != b'.') =>
                {
                    at += 1;
                }
                // `U.S.`, `D.C.`: single letters with stops between.
                b'.' if inner(at + 1)
                    && is_single_letter(bytes, start, at)
                    && !followed_by_word(bytes, at + 1, limit) =>
                {
                    at += 1;
                }
                0x80.. => {
                    let character = self.text[at..].chars().next().unwrap_or(' ');
                    let width = character.len_utf8();
                    if character == '’' {
                        if inner(at + width) {
                            at += width;
                        } else if at > start && bytes[at - 1] == b's' {
                            return at + width;
                        } else {
                            break;
                        }
                    } else if letters::is_alphanumeric(character)
                        || matches!(character, '\u{ad}' | '\u{2011}')
                        || letters::is_sign(character)
                    {
                        at += width;
                    } else {
                        break;
                    }
                }
                _ => break,
            }
        }
        at.max(start + 1)
    }

    /// Takes the full stop of an abbreviation or an initial into the word.
    fn abbreviation_end(&self, span: Span, class: Class, limit: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = span.end;
        if end >= limit || bytes[end] != b'.' {
            return end;
        }
        let next = self.text[end + 1..limit].trim_start().chars().next();
        let dotted = bytes[span.start..end].contains(&b'.');
        let initial =
            span.len() == 1 && bytes[span.start].is_ascii_uppercase() && bytes[span.start] != b'I';
        let ends = next.is_none_or(|c| !c.is_alphanumeric());
        // "in the U.S. He said": a dotted abbreviation before a capital may end the sentence, but
        // "U.S. Senate" is more frequent; a sentence lost costs less than one invented.
        if !ends && (initial || dotted || class.any(Class::ABBREVIATION)) {
            end + 1
        } else {
            end
        }
    }
}

/// Whether a word has no letters: "71", "1,200", "3.5".
fn is_figure(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_digit)
        && word
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// Where the verb ends and the pronoun begins in a French inversion: "dit-il", "a-t-elle".
fn inverted_pronoun(word: &str) -> Option<(usize, usize)> {
    const PRONOUNS: &[&str] = &["il", "elle", "ils", "elles"];
    let hyphen = word.rfind('-')?;
    if !PRONOUNS.contains(&&word[hyphen + 1..]) {
        return None;
    }
    let verb = &word[..hyphen];
    let verb = verb.strip_suffix("-t").unwrap_or(verb);
    (!verb.is_empty()).then_some((verb.len(), hyphen + 1))
}

/// The class that the ending of an unknown English word suggests. In other languages words that end
/// so are rare.
fn by_ending(word: &[u8]) -> Class {
    const NOUNS: &[&[u8]] = &[
        b"family",
        b"reply",
        b"rally",
        b"supply",
        b"ally",
        b"bully",
        b"belly",
        b"anomaly",
        b"assembly",
        b"monopoly",
    ];
    if word.len() < 5 {
        return Class::default();
    }
    let ends = |ending: &[u8]| word[word.len() - ending.len()..].eq_ignore_ascii_case(ending);
    if ends(b"ly") && !NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word)) {
        Class::ADVERB
    } else if ends(b"ed") || ends(b"ing") {
        Class::FORM
    } else {
        Class::default()
    }
}

/// Endings that names share with adverbs: "Connolly", "Reilly", "Kelly".
fn is_like_a_name(word: &[u8]) -> bool {
    word.len() < 6
        || [b"olly", b"illy", b"elly"]
            .iter()
            .any(|ending| word[word.len() - 4..].eq_ignore_ascii_case(&ending[..]))
}

/// Whether the byte before `at` is a letter that stands alone since `start` or the last stop.
fn is_single_letter(bytes: &[u8], start: usize, at: usize) -> bool {
    at > start
        && bytes[at - 1].is_ascii_alphabetic()
        && (at - 1 == start || matches!(bytes[at - 2], b'.' | b'-'))
}

/// Whether more than one letter follows: `U.S.military` is two words.
fn followed_by_word(bytes: &[u8], at: usize, limit: usize) -> bool {
    at + 1 < limit && bytes[at].is_ascii_alphabetic() && bytes[at + 1].is_ascii_alphabetic()
}

/// The lower case of each byte that a plain word is made of, 0 for all others.
const LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@' | b'#') {
            lower[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};

/// A word in lower case with straight apostrophes, without touching the heap.
struct Buffer {
    bytes: [u8; Self::LONGEST],
    length: usize,
}

impl Default for Buffer {
    fn default() -> Self {
        Self {
            bytes: [0; Self::LONGEST],
            length: 0,
        }
    }
}

impl Buffer {
    /// Bytes of the longest word that is kept whole.
    const LONGEST: usize = 48;

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Of a word that does not fit, which is in no table, only the end is kept.
    fn lower(&mut self, word: &str) {
        let bytes = word.as_bytes();
        let bytes = &bytes[bytes.len().saturating_sub(self.bytes.len())..];
        if bytes.is_ascii() {
            self.length = bytes.len();
            self.bytes[..bytes.len()].copy_from_slice(bytes);
            self.bytes[..bytes.len()].make_ascii_lowercase();
            return;
        }
        for character in word.chars() {
            let character = if character == '’' { '\'' } else { character };
            for lower in character.to_lowercase() {
                if self.length + lower.len_utf8() > self.bytes.len() {
                    self.length = 0;
                    return;
                }
                self.length += lower.encode_utf8(&mut self.bytes[self.length..]).len();
            }
        }
    }

    /// Cuts a contraction (`I'm`, `he's`) down to its pronoun, whose length it returns.
    fn contraction(&mut self) -> Option<usize> {
        const PRONOUNS: &[&[u8]] = &[
            b"i", b"you", b"he", b"she", b"it", b"we", b"they", b"who", b"that",
        ];
        let apostrophe = self.bytes().iter().position(|&byte| byte == b'\'')?;
        if !PRONOUNS.contains(&&self.bytes()[..apostrophe]) {
            return None;
        }
        self.length = apostrophe;
        Some(apostrophe)
    }

    /// Removes a possessive ending; contractions of pronouns (`it's`) are none.
    fn strip_possessive(&mut self) -> bool {
        const CONTRACTED: &[&[u8]] = &[
            b"it's", b"he's", b"she's", b"that's", b"what's", b"who's", b"there's", b"here's",
            b"let's", b"how's", b"where's",
        ];
        let word = self.bytes();
        if word.ends_with(b"'s") && word.len() > 3 && !CONTRACTED.contains(&word) {
            self.length -= 2;
            return true;
        }
        if word.ends_with(b"s'") {
            self.length -= 1;
            return true;
        }
        false
    }
}
