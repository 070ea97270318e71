//! The words of a file by place: which come again where, and whether the text before and after a line
//! draws on one stock of words or on two.

use crate::language::script;
use std::ops::Range;

use crate::page::lines::Line;

/// Words are told apart by a hash of so many values; two that share one count as the same.
const HASHES: usize = 1 << 14;

/// Letters of a word that count: enough to tell compounds apart, few enough to drop most endings.
const LETTERS: usize = 8;

/// Letters a word must have to be counted at all.
const SHORTEST: usize = 3;

/// Letters a word must have to say anything about the stock it is drawn from.
const LONG: usize = 5;

/// Words after a line within which its words are looked for: a page of print.
const PAGE: usize = 600;

/// A word that comes oftener in those does not say more.
const OFTEN: usize = 8;

/// Long words before and after a line that are compared as two stocks.
const BEFORE: usize = 400;
const AFTER: usize = 180;

/// Long words after a line that open a story, and those that show what it is about.
const OPENING: usize = 160;
const SUBJECT: usize = 250;

/// Long words before a line in which the story before shows what it is about.
const STORY: usize = 1000;

/// How unevenly a text draws its words: the weight of a Dirichlet prior for each of [`KINDS`] words.
///
/// Between 0.02 and 0.5 it tells two stories of one paper apart about equally well.
const SPREAD: f64 = 0.1;
const KINDS: f64 = 4096.0;

/// The words of a file in order.
#[derive(Debug)]
pub struct Wording {
    all: Chain,
    long: Chain,
}

/// How the words of a line, of the story before it and of the text after it compare. All are long words,
/// shares in hundredths.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shares {
    /// How many words the line has.
    pub words: usize,
    /// How much of them the next paragraphs take up.
    pub taken_up: usize,
    /// How much of them the story before has.
    pub known: usize,
    /// How much of the words of the old headline come again.
    pub old_subject: usize,
    /// How many words say what the story before is about.
    pub old_topics: usize,
    /// How much of them comes again.
    pub old_topic: usize,
    /// How many words say what the next paragraphs are about.
    pub new_topics: usize,
    /// How much of them the story before knows.
    pub new_topic: usize,
}

impl Wording {
    /// The words of all lines that are read.
    pub fn new(lines: &[Line<'_>]) -> Self {
        let mut reader = Reader::new(lines.len());
        for line in lines {
            reader.all.open_line();
            reader.long.open_line();
            if line.is_read() {
                reader.read(&line.text);
            }
        }
        reader.all.open_line();
        reader.long.open_line();
        Self {
            all: reader.all,
            long: reader.long,
        }
    }

    /// How often those words of the line at `at` which the story from `start` on lacks come on the next page.
    pub fn fresh(&self, start: usize, at: usize) -> usize {
        let (words, story) = (self.all.line(at), self.all.starts[start]);
        let page = words.end..words.end + PAGE;
        words
            .filter(|&place| !self.all.comes_before(place, story))
            .map(|place| self.all.after(place, &page).take(OFTEN).count())
            .sum()
    }

    /// How many long words follow the line at `at`.
    pub fn following(&self, at: usize) -> usize {
        self.long.len() - self.long.starts[at + 1]
    }

    /// Compares the words around the line at `at`; the story before it began at `start`.
    pub fn shares(&self, start: usize, at: usize) -> Shares {
        let long = &self.long;
        let title = long.line(at);
        let story = long.starts[start]..title.start;
        let opening = title.end..title.end + OPENING;
        let ahead = title.end..(title.end + SUBJECT).min(long.len());
        let near = story.start.max(title.start.saturating_sub(STORY))..title.start;
        let comes = |place: usize, range: &Range<usize>| long.after(place, range).next().is_some();
        let is_known = |place: usize| long.comes_before(place, story.start);
        let (old_topics, old_topic) = share(long.topics(&near), |place| comes(place, &ahead));
        let (new_topics, new_topic) = share(long.topics(&ahead), |place| {
            long.before(place)
                .skip_while(|&other| other >= title.start)
                .any(|other| other >= story.start)
        });
        Shares {
            words: title.len(),
            taken_up: share(title.clone(), |place| comes(place, &opening)).1,
            known: share(title.clone(), is_known).1,
            old_subject: share(long.line(start), |place| comes(place, &opening)).1,
            old_topics,
            old_topic,
            new_topics,
            new_topic,
        }
    }

    /// How much likelier the words before `at` (the story began at `start`) and from it on are two
    /// draws from two stocks than one draw from one: the logarithm of the odds, a word.
    ///
    /// Pólya's urn: who has used a word uses it again. That two texts share few of their words speaks
    /// for two stocks, that they share many for one (J. Eisenstein and R. Barzilay, "Bayesian
    /// Unsupervised Topic Segmentation", EMNLP 2008).
    pub fn change(&self, start: usize, at: usize) -> f64 {
        let middle = self.long.starts[at];
        let first = middle.saturating_sub(BEFORE).max(self.long.starts[start]);
        let last = (middle + AFTER).min(self.long.len());
        let (left, right) = (middle - first, last - middle);
        if left.min(right) == 0 {
            return 0.0;
        }
        let mut odds = Odds::default();
        for draw in 0..right {
            odds.add(SPREAD * KINDS + as_float(left), SPREAD * KINDS, draw);
        }
        for place in middle..last {
            let known = self.long.before(place).take_while(|&other| other >= first);
            let (mut here, mut there) = (0, 0);
            for other in known {
                *(if other < middle {
                    &mut there
                } else {
                    &mut here
                }) += 1;
            }
            if there > 0 {
                odds.add(SPREAD, SPREAD + as_float(there), here);
            }
        }
        odds.logarithm() / as_float(left.min(right))
    }
}

/// How many places there are, and in how many hundredths of them something holds; 0 where there are none.
fn share(places: impl Iterator<Item = usize>, holds: impl Fn(usize) -> bool) -> (usize, usize) {
    let (all, held) = places.fold((0, 0), |(all, held), place| {
        (all + 1, held + usize::from(holds(place)))
    });
    (all, 100 * held / all.max(1))
}

/// A product of odds, kept where neither its size nor its number of logarithms gets out of hand.
struct Odds {
    product: f64,
    logarithm: f64,
}

impl Default for Odds {
    fn default() -> Self {
        Self {
            product: 1.0,
            logarithm: 0.0,
        }
    }
}

impl Odds {
    /// Takes in that one urn held `over` and the other `under` before so many draws.
    fn add(&mut self, over: f64, under: f64, draws: usize) {
        let draws = as_float(draws);
        self.product *= (over + draws) / (under + draws);
        if !(1e-200..1e200).contains(&self.product) {
            self.logarithm += self.product.ln();
            self.product = 1.0;
        }
    }

    fn logarithm(&self) -> f64 {
        self.logarithm + self.product.ln()
    }
}

/// A number of words as a float: there are fewer than 2³² of them.
fn as_float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// Words in order, each linked to its next and its last coming.
#[derive(Debug)]
struct Chain {
    /// The place of the first word of each line, and of the end.
    starts: Vec<usize>,
    links: Vec<Link>,
}

/// Where one word comes besides.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// The place where it came before, plus one; 0 for none.
    previous: u32,
    /// The place where it comes next; 0 for none.
    next: u32,
}

impl Chain {
    fn new(lines: usize) -> Self {
        Self {
            starts: Vec::with_capacity(lines + 1),
            links: Vec::with_capacity(lines * 32),
        }
    }

    fn open_line(&mut self) {
        self.starts.push(self.len());
    }

    /// Adds a word that came before at `previous`, less one; the place behind it.
    fn push(&mut self, previous: u32) -> u32 {
        // Beyond 2³² words nothing comes again.
        let place = u32::try_from(self.len()).unwrap_or_default();
        if let Some(link) = self.links.get_mut((previous as usize).wrapping_sub(1)) {
            link.next = place;
        }
        self.links.push(Link { previous, next: 0 });
        place.wrapping_add(1)
    }

    fn len(&self) -> usize {
        self.links.len()
    }

    /// The places of the words of one line.
    fn line(&self, at: usize) -> Range<usize> {
        self.starts[at]..self.starts[at + 1]
    }

    /// The places where a word came before, the nearest first.
    fn before(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let step = |&place: &usize| (self.links[place].previous as usize).checked_sub(1);
        std::iter::successors(step(&place), step)
    }

    /// Whether a word came before, from `start` on.
    fn comes_before(&self, place: usize, start: usize) -> bool {
        self.before(place)
            .next()
            .is_some_and(|other| other >= start)
    }

    /// The places in a range behind it where a word comes again.
    fn after<'a>(
        &'a self,
        place: usize,
        range: &Range<usize>,
    ) -> impl Iterator<Item = usize> + use<'a> {
        let step = |&place: &usize| Some(self.links[place].next as usize).filter(|&next| next > 0);
        let (start, end) = (range.start, range.end);
        std::iter::successors(step(&place), step)
            .skip_while(move |&other| other < start)
            .take_while(move |&other| other < end)
    }

    /// A place for each word that comes three times and more in a range: what the text is about.
    fn topics<'a>(&'a self, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'a> {
        let start = range.start;
        range.clone().filter(move |&place| {
            let mut earlier = self.before(place).take_while(|&other| other >= start);
            earlier.by_ref().take(2).count() == 2 && earlier.next().is_none()
        })
    }
}

/// Reads words into chains.
struct Reader {
    all: Chain,
    long: Chain,
    /// The last place of each hash, plus one.
    last: Vec<u32>,
    /// For each word its place among the long ones, plus one; 0 for the others.
    among_long: Vec<u32>,
}

impl Reader {
    fn new(lines: usize) -> Self {
        Self {
            all: Chain::new(lines),
            long: Chain::new(lines),
            last: vec![0; HASHES],
            among_long: Vec::with_capacity(lines * 32),
        }
    }

    fn push(&mut self, hash: u32, is_long: bool) {
        let last = &mut self.last[(hash ^ (hash >> 15)) as usize % HASHES];
        let previous = *last;
        *last = self.all.push(previous);
        let among_long = if is_long {
            let before = (previous as usize).checked_sub(1);
            self.long
                .push(before.map_or(0, |place| self.among_long[place]))
        } else {
            0
        };
        self.among_long.push(among_long);
    }

    fn read(&mut self, text: &str) {
        let mut start = 0;
        let runs = text.as_bytes();
        for run in runs.split(|byte| !IS_PART[usize::from(*byte)]) {
            let end = start + run.len();
            // Shorter ones hold neither a word that counts nor two characters of any script.
            if run.len() >= SHORTEST {
                if run.is_ascii() {
                    self.push(hash_plain(run), run.len() >= LONG);
                } else {
                    self.read_wide(&text[start..end]);
                }
            }
            start = end + 1;
        }
    }

    /// Takes in a run of letters, digits and other characters beyond ASCII.
    fn read_wide(&mut self, run: &str) {
        let mut word = Word::default();
        for character in run.chars() {
            if character.is_ascii() {
                word.add(u32::from(character) | 0x20);
            } else if script::is_chinese_or_japanese(character) {
                self.close_before_square(&mut word, character);
            } else if is_mark(character) {
                self.close(&mut word);
            } else if word.letters == 0 {
                word.add(character.to_lowercase().next().map_or(0, u32::from));
            } else {
                word.add(u32::from(character));
            }
        }
        self.close(&mut word);
    }

    fn close(&mut self, word: &mut Word) {
        if word.letters >= SHORTEST {
            self.push(word.hash, word.letters >= LONG);
        }
        *word = Word::default();
    }

    /// Takes in a pair of characters of a script that sets no spaces.
    fn close_before_square(&mut self, word: &mut Word, character: char) {
        let square = u32::from(character);
        if word.square > 0 {
            let pair = mix(mix(0, word.square), square);
            self.push(pair, true);
        }
        self.close(word);
        word.square = square;
    }
}

/// Whether a byte is part of a word: a letter or digit of ASCII, or of a character beyond it.
const IS_PART: [bool; 256] = {
    let mut is_part = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_part[byte] = byte >= 128 || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    is_part
};

/// The hash of a word of letters and digits of ASCII; capitals are small ones.
fn hash_plain(word: &[u8]) -> u32 {
    let counted = &word[..word.len().min(LETTERS)];
    let letters = counted.iter().map(|byte| u32::from(byte | 0x20));
    letters.fold(0, mix)
}

/// The word being read.
#[derive(Default)]
struct Word {
    letters: usize,
    hash: u32,
    square: u32,
}

impl Word {
    fn add(&mut self, letter: u32) {
        if self.letters < LETTERS {
            self.hash = mix(self.hash, letter);
        }
        self.letters += 1;
        self.square = 0;
    }
}

/// Whether a character parts words: Latin marks, general punctuation, marks of scripts without spaces.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}'
        | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

/// One step of the FNV-1a hash.
fn mix(hash: u32, letter: u32) -> u32 {
    (hash ^ letter ^ 0x811c_9dc5).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::Wording;
    use crate::page::lines::Line;

    fn wording(lines: &[&str]) -> Wording {
        let lines: Vec<Line<'_>> = lines
            .iter()
            .map(|line| Line::new(Cow::Borrowed(*line), false))
            .collect();
        Wording::new(&lines)
    }

    const TWO: &[&str] = &[
        "Rust in the harbour",
        "Divers found rust in the pillars of the harbour terminal",
        "Harbour divers say the rusting pillars must be replaced",
        "Late frost takes the apples",
        "Growers lost their apples to a night of frost",
        "Frost took the blossom of apple trees from growers of apples",
    ];

    #[test]
    fn words_are_fresh_that_the_story_lacks() {
        let words = wording(TWO);
        // "frost" and "apples" twice each.
        assert_eq!(words.fresh(0, 3), 4);
        // "divers" and "say" are known or do not come again.
        assert_eq!(words.fresh(0, 2), 0);
    }

    #[test]
    fn stocks_of_words_change_with_the_subject() {
        let words = wording(TWO);
        assert!(words.change(0, 3) > words.change(0, 2));
        assert!(words.change(0, 3) > words.change(0, 4));
        assert!(words.change(0, 3) > 0.0);
    }

    #[test]
    fn headlines_are_taken_up_and_left_behind() {
        let words = wording(TWO);
        let shares = words.shares(0, 3);
        // "frost", "takes" and "apples"; "harbour" of the first headline comes no more.
        assert_eq!((shares.words, shares.taken_up, shares.known), (3, 66, 0));
        assert_eq!(shares.old_subject, 0);
        assert_eq!(words.shares(0, 1).old_subject, 100);
        // "apples" and "frost" come three times, "harbour" too.
        assert_eq!((shares.old_topics, shares.old_topic), (1, 0));
        assert_eq!(words.shares(0, 2).new_topics, 2);
    }

    #[test]
    fn no_words_are_no_evidence() {
        let words = wording(&["One of us", "***", "…", "it is"]);
        assert!(words.change(0, 2).abs() < f64::EPSILON);
        assert_eq!(words.fresh(0, 2), 0);
        assert_eq!(words.following(2), 0);
        assert_eq!(words.shares(0, 2).taken_up, 0);
    }

    #[test]
    fn scripts_without_spaces_are_read_in_pairs() {
        let words = wording(&[
            "港の工事",
            "港の鉄柱が錆びた",
            "霜の被害",
            "果樹園に霜の被害が出た",
        ]);
        assert_eq!(words.fresh(0, 2), 3);
    }
}
