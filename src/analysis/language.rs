//! The language that a story is told in.
//!
//! Most scripts tell it by themselves. Among the languages of one script the most frequent short words
//! do: a running text holds one of them every three or four words, a name or a foreign title none. Used by
//! every format that was not told the language, and by [`super::speakers`] for its words of saying.

use crate::story::{BlockKind, Story};

/// Words that are looked at: enough for a dozen frequent ones in any prose.
const SAMPLE: usize = 100;

/// Frequent words that must be met, and how many of the words looked at one may stand for.
const FEWEST: u16 = 3;
const RAREST: usize = 16;

/// The ISO 639-1 code of a story's language, where its first hundred words tell it.
pub fn tell(story: &Story) -> Option<&'static str> {
    let mut count = Count::default();
    let prose = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let told = |wanted: bool| {
        let blocks = story.blocks.iter();
        blocks.filter(move |block| prose(block.kind) == wanted)
    };
    for block in told(true).chain(told(false)) {
        for word in story.slice(block.span).split_ascii_whitespace() {
            if count.words == SAMPLE {
                return count.language();
            }
            count.add(word);
        }
    }
    count.language()
}

/// How often each language's frequent words came.
#[derive(Default)]
struct Count {
    words: usize,
    hits: [u16; LANGUAGES.len()],
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
        (enough && !tied).then_some(LANGUAGES[most].0)
    }
}

/// Scripts, by their first and last letter, and the language they tell; empty where they serve many.
const SCRIPTS: &[(&str, char, char)] = &[
    ("ja", '\u{3040}', '\u{309f}'),
    ("ja", '\u{30a0}', '\u{30ff}'),
    ("zh", '\u{3400}', '\u{9fff}'),
    ("ko", '\u{ac00}', '\u{d7af}'),
    ("el", '\u{370}', '\u{3ff}'),
    ("he", '\u{590}', '\u{5ff}'),
    ("th", '\u{e00}', '\u{e7f}'),
    ("bn", '\u{980}', '\u{9ff}'),
    ("gu", '\u{a80}', '\u{aff}'),
    ("ta", '\u{b80}', '\u{bff}'),
    ("te", '\u{c00}', '\u{c7f}'),
    ("kn", '\u{c80}', '\u{cff}'),
    ("ml", '\u{d00}', '\u{d7f}'),
    ("ka", '\u{10a0}', '\u{10ff}'),
    ("hy", '\u{530}', '\u{58f}'),
    ("am", '\u{1200}', '\u{137f}'),
    ("km", '\u{1780}', '\u{17ff}'),
    ("", '\u{400}', '\u{52f}'),
    ("", '\u{600}', '\u{6ff}'),
    ("", '\u{900}', '\u{97f}'),
];

/// The most frequent words of eight bytes at most, small letters; from the lists of the Snowball stemmers
/// (<https://snowballstem.org/algorithms>) and Wiktionary's frequency lists. Words that several
/// languages share count for each of them.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "en",
        "a i so do if can all more when there no one out up what into than been would could over other the of and to is was that for with he it his on are as at by from this had but not they be has have will said who their she were an which you its after about we",
    ),
    (
        "de",
        "der die das und ist nicht ein eine einen dem den des mit von zu auf für sich auch im es er sie als wie werden wird hat aus bei nach noch einer um sind war am oder ich wir dass",
    ),
    (
        "fr",
        "le les et des une est du dans que qui pour sur pas au plus avec ce il elle sont aux par ont cette mais nous son ses leur a été la de un en",
    ),
    (
        "es",
        "el los las una del con por que es en para se lo su al como más pero fue ha son este sus no y o sin sobre la de un ya le",
    ),
    (
        "pt",
        "não uma os em ao são com do da dos das que para um mais por foi se mas pela pelo seu sua como é e o a no na nos as à de tem",
    ),
    (
        "it",
        "il che di gli della una per è un non con del dei delle nel alla dal sono si da lo le più anche come ha in la ma al i questo",
    ),
    (
        "nl",
        "de het een van en in is dat op te zijn met voor niet aan die er om ook maar bij naar uit werd heeft nog wordt dan was worden deze",
    ),
    (
        "da",
        "og af til der det en er på som den for med ikke har blev at et var fra men om kan efter ved han også være de jeg meget mig",
    ),
    (
        "no",
        "og av til som det en er på den for med ikke har ble at et var fra men om kan etter ved han også være de jeg mye meg seg enn",
    ),
    (
        "sv",
        "och att som det en är på den för med inte har av till ett var från men om kan efter vid han också de jag mycket mig sig än hade",
    ),
    (
        "fi",
        "ja on ei että se oli hän mutta ovat kun myös joka mukaan sen niin tai voi ole jos vain nyt",
    ),
    (
        "pl",
        "w i na z się nie do że to jest o jak za po od ale przez są był który oraz dla ze już tym by co",
    ),
    (
        "cs",
        "a se na v je že to s z do o i jsou by pro jak po ale ve který si podle však jako jeho byl už",
    ),
    (
        "hu",
        "a az és hogy nem is egy ez de van meg csak volt már mint még el ki azt vagy ha lehet",
    ),
    (
        "ro",
        "și în de la cu nu pe că care din este un o pentru mai au fost sunt după prin dar sau lui ale",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak çok daha olan en gibi kadar sonra ne var ama o değil ise her",
    ),
    (
        "id",
        "yang dan di dengan untuk dari ini itu pada tidak dalam akan ke juga oleh ada adalah kata saya bisa lebih",
    ),
    (
        "vi",
        "và của là có các cho không được một những với người trong đã này khi ở về tại",
    ),
    (
        "ca",
        "el la els les i de que en és per amb una un no del al més dels ha va són com aquest als",
    ),
    (
        "ru",
        "и в не на что с по как это из за его от для к но о у все так же был он мы или",
    ),
    (
        "uk",
        "і в не на що з та до як це за його від для у але про й він ми або є із",
    ),
    (
        "bg",
        "и в не на че с по как това от за се до но да са е ще като или си",
    ),
    ("sr", "и у је да на се за од са не што су као то из али"),
    ("ar", "في من على أن إلى التي عن هذا مع ما هذه كان لم لا قد"),
    ("fa", "و در به از که این را با است برای آن تا یک می بر"),
    ("ur", "کے کی میں ہے کا اور سے کو نے پر کہ یہ ہیں اس"),
    ("hi", "है के की से का को और ने पर यह कि"),
    ("mr", "व या हे ते ती तो"),
];

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

/// How many words [`LANGUAGES`] holds.
const LENGTH: usize = {
    let (mut language, mut words) = (0, 0);
    while language < LANGUAGES.len() {
        let text = LANGUAGES[language].1.as_bytes();
        let mut at = 0;
        words += 1;
        while at < text.len() {
            words += (text[at] == b' ') as usize;
            at += 1;
        }
        language += 1;
    }
    words
};

/// Every word once, in order, and a bit for each language that has it.
static WORDS: ([u64; LENGTH], [u32; LENGTH]) = sorted();

/// Fills [`WORDS`]; places that words in common leave empty sort behind all words.
const fn sorted() -> ([u64; LENGTH], [u32; LENGTH]) {
    let mut keys = [u64::MAX; LENGTH];
    let mut languages = [0; LENGTH];
    let (mut language, mut length) = (0, 0);
    while language < LANGUAGES.len() {
        let text = LANGUAGES[language].1.as_bytes();
        let (mut at, mut key, mut letters) = (0, 0, 0);
        while at <= text.len() {
            if at == text.len() || text[at] == b' ' {
                key <<= 8 * (8 - letters);
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
                (key, letters) = (0, 0);
            } else {
                key = key << 8 | text[at] as u64;
                letters += 1;
            }
            at += 1;
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
    use super::{LANGUAGES, tell};
    use crate::story::{Block, BlockKind, Span, Story};

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let story = Story {
            text: text.to_string(),
            blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
            ..Story::default()
        };
        assert_eq!(tell(&story), expected, "{text}");
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
        for (code, words) in LANGUAGES {
            assert_eq!(code.len(), 2);
            for word in words.split(' ') {
                assert!((1..=8).contains(&word.len()), "{word}");
                assert_eq!(word, word.to_lowercase());
            }
        }
    }
}
