//! Text → words as they are looked up: folded, without accents, one for each character of the
//! scripts that write without spaces. The index, the query and the highlights all use these.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, RemoveLongFilter, Stemmer, TextAnalyzer, Token, TokenStream,
    Tokenizer, TokenizerManager,
};

use crate::language::script;
use crate::story::Span;

/// Name of the tokenizer of running text.
pub(crate) const WORDS: &str = "words";
/// Name of the tokenizer of text that was folded before.
pub(crate) const FOLDED: &str = "folded";
/// Stands between the blocks of folded text: no phrase reaches across.
pub(crate) const BREAK: char = '\u{1e}';

/// Longer runs of letters (bytes) are no words: addresses, keys, damaged text.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// As it is looked up: lower case, without accents.
    pub folded: String,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    each(text, |token| {
        found.push(Word {
            span: Span::new(token.offset_from, token.offset_to),
            folded: token.text.clone(),
        });
    });
    found
}

/// Calls `take` with each word of a text; cheaper than [`words`], since nothing is kept.
pub(crate) fn each(text: &str, take: impl FnMut(&Token)) {
    Folder::default().each(text, take);
}

/// Breaks texts into words, as [`analyzer`] does, but without a call through a table for each of
/// them: every text that is indexed goes through it.
pub(crate) struct Folder {
    words: Words,
    /// For the few words with letters outside ASCII.
    accents: TextAnalyzer,
}

impl Default for Folder {
    fn default() -> Self {
        Self {
            words: Words::default(),
            accents: TextAnalyzer::builder(Whole::default())
                .filter(AsciiFoldingFilter)
                .build(),
        }
    }
}

impl Folder {
    /// Calls `take` with each word of a text.
    pub(crate) fn each(&mut self, text: &str, mut take: impl FnMut(&Token)) {
        let mut stream = self.words.token_stream(text);
        while stream.advance() {
            let token = &mut *stream.token;
            if token.text.len() >= LONGEST {
                continue;
            }
            if !token.text.is_ascii() {
                token.text = without_accents(&mut self.accents, &token.text);
            }
            take(token);
        }
    }
}

/// A word as [`AsciiFoldingFilter`] leaves it.
fn without_accents(accents: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = accents.token_stream(word);
    stream.advance();
    std::mem::take(&mut stream.token_mut().text)
}

/// The text in the form in which its words are looked up, one space between them.
pub(crate) fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    each(text, |token| {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(&token.text);
    });
    all
}

/// The tokenizers that the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, analyzer());
    manager.register(FOLDED, Folded::default());
    manager
}

/// What breaks text into words.
pub(crate) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(Words::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(AsciiFoldingFilter)
        .build()
}

/// The stems of a folded word, by the rules of the languages that byline's readers meet most; a
/// word is a form of another when they share one.
pub(crate) struct Stems(Vec<TextAnalyzer>);

impl Stems {
    /// Which of the stems is the English one.
    pub(crate) const ENGLISH: usize = 0;

    pub(crate) fn new() -> Self {
        let stemmer = |language| {
            TextAnalyzer::builder(Whole::default())
                .filter(Stemmer::new(language))
                .build()
        };
        Self(
            [Language::English, Language::Spanish, Language::German]
                .map(stemmer)
                .into(),
        )
    }

    /// The stem of a word in each language.
    pub(crate) fn of(&mut self, word: &str) -> Vec<String> {
        let stem = |analyzer: &mut TextAnalyzer| {
            let mut stream = analyzer.token_stream(word);
            stream.advance();
            stream.token().text.clone()
        };
        self.0.iter_mut().map(stem).collect()
    }
}

/// Accents that follow their letter instead of being part of it.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036f}')
}

/// The letters and digits of ASCII.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// Splits text into words, lower case.
#[derive(Clone, Default)]
struct Words {
    token: Token,
}

struct WordStream<'a> {
    text: &'a str,
    place: usize,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream {
            text,
            place: 0,
            token: &mut self.token,
        }
    }
}

impl WordStream<'_> {
    /// Puts a character into the token and moves past it.
    fn take(&mut self, character: char) {
        self.place += character.len_utf8();
        if character.is_ascii() {
            self.token.text.push(character.to_ascii_lowercase());
        } else if !is_accent(character) {
            self.token.text.extend(character.to_lowercase());
        }
    }

    /// Moves past a run of letters and digits of ASCII, which most text is made of.
    fn take_plain(&mut self) {
        let rest = &self.text.as_bytes()[self.place..];
        let length = rest.iter().position(|&byte| !PLAIN[usize::from(byte)]);
        let end = self.place + length.unwrap_or(rest.len());
        let from = self.token.text.len();
        self.token.text.push_str(&self.text[self.place..end]);
        self.token.text[from..].make_ascii_lowercase();
        self.place = end;
    }

    fn take_rest(&mut self) {
        loop {
            self.take_plain();
            match self.text.as_bytes().get(self.place) {
                Some(byte) if !byte.is_ascii() => (),
                _ => return,
            }
            let next = self.text[self.place..].chars().next();
            let next = next.expect("a byte was found here");
            let belongs = next.is_alphanumeric() || is_accent(next);
            if !belongs || script::is_unspaced(next) {
                return;
            }
            self.take(next);
        }
    }

    /// Moves to the next letter or digit, where there is one.
    fn find(&mut self) -> Option<char> {
        loop {
            let rest = &self.text.as_bytes()[self.place..];
            let begins = |&byte: &u8| PLAIN[usize::from(byte)] | !byte.is_ascii();
            self.place += rest.iter().position(begins)?;
            let found = self.text[self.place..].chars().next()?;
            if found.is_alphanumeric() {
                return Some(found);
            }
            self.place += found.len_utf8();
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        let Some(first) = self.find() else {
            self.place = self.text.len();
            return false;
        };
        self.token.offset_from = self.place;
        if first.is_ascii() {
            self.take_rest();
        } else {
            self.take(first);
            if !script::is_unspaced(first) {
                self.take_rest();
            }
        }
        self.token.offset_to = self.place;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Splits text that was folded before: at spaces, and with a place left free at each break.
#[derive(Clone, Default)]
struct Folded {
    token: Token,
}

struct FoldedStream<'a> {
    text: &'a str,
    place: usize,
    token: &'a mut Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        self.token.reset();
        FoldedStream {
            text,
            place: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.position = self.token.position.wrapping_add(1);
        while self.text[self.place..].starts_with(BREAK) {
            self.place += BREAK.len_utf8();
            self.token.position += 1;
        }
        let rest = &self.text[self.place..];
        // A word is too short for a search by vectors to be worth its call.
        let Some(end) = rest.bytes().position(|byte| byte == b' ') else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(&rest[..end]);
        self.token.offset_from = self.place;
        self.token.offset_to = self.place + end;
        self.place += end + 1;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Takes a text as one token.
type Whole = tantivy::tokenizer::RawTokenizer;

#[cfg(test)]
mod tests {
    use super::{Stems, words};

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn case_and_accents_fold() {
        check("Über São Paulo", &["uber", "sao", "paulo"]);
        check("cafe\u{301} Straße", &["cafe", "strasse"]);
    }

    #[test]
    fn what_is_indexed_is_what_is_sought() {
        let long = "x".repeat(70);
        for text in [
            "Über São Paulo, cafe\u{301} Straße – 東京のport",
            "say it’s 3.5 a_b x² ﬁne ÅÅ ıİ",
            &format!("a {long} b é{long}"),
            "—é—",
            "",
        ] {
            let mut sought = Vec::new();
            let mut analyzer = super::analyzer();
            let mut stream = analyzer.token_stream(text);
            while stream.advance() {
                let token = stream.token();
                sought.push((token.text.clone(), token.offset_from, token.offset_to));
            }
            let mut indexed = Vec::new();
            super::each(text, |token| {
                indexed.push((token.text.clone(), token.offset_from, token.offset_to));
            });
            assert_eq!(indexed, sought, "{text}");
        }
    }

    #[test]
    fn scripts_without_spaces_give_a_word_a_character() {
        check("東京のport", &["東", "京", "の", "port"]);
    }

    #[test]
    fn spans_are_of_the_text() {
        let text = "«Él» – say it’s";
        for word in words(text) {
            assert!(text.get(word.span.range()).is_some());
        }
    }

    #[test]
    fn forms_share_a_stem() {
        let mut stems = Stems::new();
        for (one, other) in [("deployment", "deployments"), ("policy", "policies")] {
            assert_eq!(stems.of(one)[0], stems.of(other)[0]);
        }
    }
}
