//! The language that a story is told in.
//!
//! Most scripts tell it by themselves. Among the languages of one script the most frequent short words
//! do: a running text holds one of them every three or four words, a name or a foreign title none. Their
//! words come from the lists of the Snowball stemmers (<https://snowballstem.org/algorithms>) and
//! Wiktionary's frequency lists; words that several languages share count for each of them.

use super::hash::Hash;
use super::lexicon::Class;
use super::pack;
use super::script::SCRIPTS;
use super::section::Section;
use super::{LANGUAGES, Language, PACKS};

/// Words that are looked at: enough for a dozen frequent ones in any prose.
const SAMPLE: usize = 100;

/// Frequent words that must be met, and how many of the words looked at one may stand for.
const FEWEST: u16 = 3;
const RAREST: usize = 16;

/// The same of words of the grammar, of which a text holds more.
const FEWEST_KNOWN: usize = 4;
const SCARCEST: usize = 8;
/// How many more than of any other language.
const AHEAD: usize = 2;

/// The ISO 639-1 code of the language that a text's first hundred words tell.
pub fn language<'a>(words: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut count = Count {
        words: 0,
        hits: [0; PACKS.len()],
        scripts: [0; SCRIPTS.len()],
    };
    let words: Vec<&str> = words.take(SAMPLE).collect();
    for word in &words {
        count.add(word);
    }
    count.language().or_else(|| by_grammar(&words))
}

/// The language whose grammar knows most of the words, for a text too short to be told by its frequent ones:
/// articles, prepositions, pronouns, conjunctions, auxiliaries, adverbs, verbs of saying; and its own letters.
fn by_grammar(words: &[&str]) -> Option<&'static str> {
    const GRAMMAR: Class = Class::PREPOSITION
        .with(Class::CONJUNCTION)
        .with(Class::SUBORDINATOR)
        .with(Class::DETERMINER)
        .with(Class::PRONOUN)
        .with(Class::AUXILIARY)
        .with(Class::ADVERB)
        .with(Class::SAY);
    let small = |word: &&str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let words: Vec<String> = words.iter().map(small).collect();
    let known = |language: &Language| {
        let letters: Vec<&str> = language.pack.entries(Section::Letter).collect();
        let knows = |word: &&String| {
            let class = language.lexicon.look_up(Hash::of(word.as_bytes()));
            class.any(GRAMMAR) || letters.iter().any(|letter| word.contains(letter))
        };
        words.iter().filter(knows).count()
    };
    let speaking = LANGUAGES.iter().filter(|language| language.speaks());
    let mut counts: Vec<(usize, &str)> = speaking
        .map(|language| (known(language), language.code))
        .collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    let [(most, code), (next, _), ..] = counts[..] else {
        return None;
    };
    (most >= FEWEST_KNOWN && most * SCARCEST >= words.len() && most >= next + AHEAD).then_some(code)
}

/// How often each language's frequent words came.
struct Count {
    words: usize,
    hits: [u16; PACKS.len()],
    scripts: [u16; SCRIPTS.len()],
}

impl Count {
    fn add(&mut self, word: &str) {
        self.words += 1;
        let bytes = word.as_bytes();
        // The letters of a script of its own are all outside ASCII: the first or the last byte shows it.
        if !bytes[0].is_ascii() || !bytes[bytes.len() - 1].is_ascii() {
            self.add_script(word);
        }
        let Some(key) = key(word) else { return };
        let Ok(at) = WORDS.0.binary_search(&key) else {
            return;
        };
        let mut languages = WORDS.1[at];
        while languages != 0 {
            self.hits[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }

    /// Counts the script of a word's letters; text without spaces is one long word.
    fn add_script(&mut self, word: &str) {
        for letter in word
            .chars()
            .take(SAMPLE)
            .filter(|letter| *letter >= '\u{370}')
        {
            let within = |&(_, first, last): &(&str, char, char)| (first..=last).contains(&letter);
            if let Some(script) = SCRIPTS.iter().position(within) {
                self.scripts[script] += 1;
            }
        }
    }

    fn language(&self) -> Option<&'static str> {
        self.by_script().or_else(|| self.by_words())
    }

    fn by_script(&self) -> Option<&'static str> {
        let letters: u16 = self.scripts.iter().sum();
        let most = (0..SCRIPTS.len()).max_by_key(|&script| self.scripts[script])?;
        // Japanese sets Chinese characters among its own; ten words of a Latin text may be quoted Greek.
        let kana = self.scripts[0] + self.scripts[1];
        let code = if kana * 10 > letters {
            "ja"
        } else {
            SCRIPTS[most].0
        };
        (usize::from(letters) > 2 * self.words && !code.is_empty()).then_some(code)
    }

    fn by_words(&self) -> Option<&'static str> {
        let most = (0..LANGUAGES.len()).max_by_key(|&language| self.hits[language])?;
        let hits = self.hits[most];
        let tied = self.hits.iter().filter(|other| **other == hits).count() > 1;
        let enough = hits >= FEWEST && usize::from(hits) * RAREST >= self.words;
        (enough && !tied).then_some(LANGUAGES[most].code)
    }
}

/// The word in small letters, packed into a number; longer words than eight bytes are not frequent.
fn key(word: &str) -> Option<u64> {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    let word = if is_plain(bytes.first()) && is_plain(bytes.last()) {
        word
    } else {
        word.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c))
    };
    if word.len() > 8 || word.is_empty() {
        return None;
    }
    let mut bytes = [0; 8];
    if word.is_ascii() {
        let pack = |key: u64, byte: u8| key << 8 | u64::from(byte.to_ascii_lowercase());
        let key = word.bytes().fold(0, pack);
        return Some(key << (8 * (8 - word.len())));
    }
    let folded = word.to_lowercase();
    bytes
        .get_mut(..folded.len())?
        .copy_from_slice(folded.as_bytes());
    Some(u64::from_be_bytes(bytes))
}

/// Signs that belong to the letter before them in Indian scripts.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// How many frequent words the packs list.
const LENGTH: usize = pack::count(&PACKS, Section::Frequent);

/// Every word once, in order, and a bit for each language that has it.
static WORDS: ([u64; LENGTH], [u64; LENGTH]) = sorted();

/// Fills [`WORDS`]; places that words in common leave empty sort behind all words.
const fn sorted() -> ([u64; LENGTH], [u64; LENGTH]) {
    let mut keys = [u64::MAX; LENGTH];
    let mut languages = [0; LENGTH];
    let (mut language, mut length) = (0, 0);
    while language < PACKS.len() {
        let mut words = PACKS[language].entries(Section::Frequent);
        while let Some(word) = words.advance() {
            let (mut at, mut key) = (0, 0);
            while at < word.len() {
                key = key << 8 | word.as_bytes()[at] as u64;
                at += 1;
            }
            key <<= 8 * (8 - word.len());
            let place = place(&keys, length, key);
            if keys[place] != key {
                let mut last = length;
                while last > place {
                    keys[last] = keys[last - 1];
                    languages[last] = languages[last - 1];
                    last -= 1;
                }
                keys[place] = key;
                languages[place] = 0;
                length += 1;
            }
            languages[place] |= 1 << language;
        }
        language += 1;
    }
    (keys, languages)
}

/// Where a key stands, or should, among the first `length`.
const fn place(keys: &[u64; LENGTH], length: usize, key: u64) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = usize::midpoint(low, high);
        if keys[middle] < key {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::language;
    use crate::language::LANGUAGES;
    use crate::language::section::Section;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(language(text.split_whitespace()), expected, "{text}");
    }

    #[test]
    fn frequent_words_tell() {
        check(
            "The board said that the ferry will land at the market until it is mended.",
            Some("en"),
        );
        check(
            "Der Hafenrat hat beschlossen, den Anleger über den Winter zu schließen.",
            Some("de"),
        );
        check(
            "Le conseil du port a décidé que les bateaux partent pour une île dans la baie.",
            Some("fr"),
        );
        check(
            "El puerto ha dicho que los barcos salen por la tarde con las redes del muelle.",
            Some("es"),
        );
        check(
            "O porto disse que os barcos não saem com uma rede e que são mais pela tarde.",
            Some("pt"),
        );
        check(
            "Il porto ha detto che gli anziani della barca non sono per una rete nel mare.",
            Some("it"),
        );
        check(
            "Havnen blev lukket, efter at dykkere fandt rust på en af pillerne, og det var ikke nok til mig.",
            Some("da"),
        );
        check(
            "Hamnen är stängd för att dykare inte har sett vad som är på bottnen och under den.",
            Some("sv"),
        );
        check(
            "Паром не пойдёт на остров, и это уже не первый раз, но так было всегда.",
            Some("ru"),
        );
    }

    #[test]
    fn grammar_tells_short_texts() {
        check(
            "Köprü kapalı kalıyor. “Mayıstan önce açılmaz” dedi Ayşe Pekcan, otobüsler ise dolaşıyor diye konuştu.",
            Some("tr"),
        );
        check(
            "Broen er lukket. »Ikke før maj,« siger borgmester Anne Pedersen.",
            Some("da"),
        );
        check("Anna Brandt said: Tom Okafor won 3:2", None);
    }

    #[test]
    fn scripts_tell() {
        check(
            "港の鉄柱が錆びたので、渡し船は冬のあいだ止まる。",
            Some("ja"),
        );
        check("港口的铁柱生锈了，渡船冬天停航。", Some("zh"));
        check("항구의 기둥이 녹슬어 겨울 동안 배가 멈춘다.", Some("ko"));
        check("Το λιμάνι έκλεισε για τον χειμώνα.", Some("el"));
    }

    #[test]
    fn names_and_figures_tell_nothing() {
        check("Anna Brandt, Tom Okafor 3:2", None);
        check("", None);
    }

    #[test]
    fn words_fit_their_keys_and_codes_are_unique() {
        for known in LANGUAGES {
            assert_eq!(known.code.len(), 2);
            for word in known.pack.entries(Section::Frequent) {
                assert!((1..=8).contains(&word.len()), "{word}");
                assert_eq!(word, word.to_lowercase());
            }
        }
    }
}
