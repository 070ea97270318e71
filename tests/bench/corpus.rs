//! Articles out of nothing: the same for the same number, on every machine.
//!
//! A story is put together from sentence patterns and word lists, with invented names so rare that
//! the vocabulary grows with the number of stories as it does in news. About 4 KB each; one in six is an
//! interview; every report has quotations with speakers.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// Stories in one folder, or lines in one file of records.
const IN_A_FOLDER: usize = 1_000;
const IN_A_FILE: usize = 100_000;
/// From so many stories on they are written as JSON lines: a million small files are a burden of
/// their own.
const RECORDS_FROM: usize = 500_000;

/// Writes the stories 0 up to `count` below `folder`. Returns the bytes written.
pub(crate) fn write(folder: &Path, count: usize) -> std::io::Result<u64> {
    if count >= RECORDS_FROM {
        return write_records(folder, count);
    }
    let mut bytes = 0;
    for number in 0..count {
        let inside = folder.join(format!("{:03}", number / IN_A_FOLDER));
        if number % IN_A_FOLDER == 0 {
            fs::create_dir_all(&inside)?;
        }
        let text = text(number);
        bytes += text.len() as u64;
        fs::write(inside.join(format!("{number:07}.txt")), text)?;
    }
    Ok(bytes)
}

fn write_records(folder: &Path, count: usize) -> std::io::Result<u64> {
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for first in (0..count).step_by(IN_A_FILE) {
        let name = format!("stories-{:03}.jsonl", first / IN_A_FILE);
        let mut file = BufWriter::new(fs::File::create(folder.join(name))?);
        for number in first..count.min(first + IN_A_FILE) {
            let story = Article::new(number);
            let record = serde_json::json!({
                "title": story.headline, "date": story.date, "source": story.source, "text": story.body,
            });
            bytes += story.body.len() as u64;
            writeln!(file, "{record}")?;
        }
        file.flush()?;
    }
    Ok(bytes)
}

/// One story as a text file holds it.
pub(crate) fn text(number: usize) -> String {
    let story = Article::new(number);
    format!(
        "{}\n\n{} | {}\n\n{}",
        story.headline, story.source, story.date, story.body
    )
}

/// One story of about so many bytes: sections, quotations, a few thousand times over.
pub(crate) fn long_text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 10_000);
    text.push_str("# The long record of the water board\n\n");
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let story = Article::new(number * 7 + 1);
        let _ = write!(text, "## {}\n\n{}\n\n", story.headline, story.body);
    }
    text
}

/// Words that a reader may look for, common and rare, and phrases; as they are typed.
pub(crate) const QUERIES: &[&str] = &[
    "harbour",
    "council budget",
    "\"the old bridge\"",
    "winter ferry",
    "mayor",
    "said:water",
    "tramway -budget",
    "speaker:anna",
    "headline:school",
    "quarry licence",
    "after:2020 flood",
    "teachers strike pay",
];

struct Article {
    headline: String,
    date: String,
    source: &'static str,
    body: String,
}

impl Article {
    fn new(number: usize) -> Self {
        let mut dice = Dice::new(number as u64);
        let people: Vec<Person> = (0..dice.between(2, 4)).map(|_| dice.person()).collect();
        let headline = capital(&dice.fill(HEADLINES));
        let mut body = String::new();
        if number % 6 == 1 {
            dice.interview(&people, &mut body);
        } else {
            dice.report(&people, &mut body);
        }
        let date = format!(
            "{}-{:02}-{:02}",
            dice.between(2004, 2025),
            dice.between(1, 12),
            dice.between(1, 28)
        );
        Self {
            headline,
            date,
            source: dice.one_of(SOURCES),
            body,
        }
    }
}

struct Person {
    first: &'static str,
    last: String,
    role: &'static str,
}

/// Numbers that look like chance and are always the same (splitmix64, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 0x5deb_ce55)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn between(&mut self, least: usize, most: usize) -> usize {
        let range = (most - least + 1) as u64;
        least + usize::try_from(self.next() % range).expect("it is below the range")
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.between(0, choices.len() - 1)]
    }

    fn person(&mut self) -> Person {
        Person {
            first: self.one_of(FIRST_NAMES),
            last: self.name(),
            role: self.one_of(ROLES),
        }
    }

    /// An invented name; the more syllables, the rarer.
    fn name(&mut self) -> String {
        let syllables = 2 + (self.next() % 8).leading_zeros().saturating_sub(61) as usize;
        capital(
            &(0..syllables)
                .map(|_| self.one_of(SYLLABLES))
                .collect::<String>(),
        )
    }

    /// A pattern with its gaps filled: `N` a thing, `A` what it is like, `V` what happened, `P` a place,
    /// `X` an invented name, `#` a number.
    fn fill(&mut self, patterns: &[&str]) -> String {
        let pattern = self.one_of(patterns);
        let mut sentence = String::with_capacity(120);
        for part in pattern.split_inclusive(' ') {
            let word = part.trim_end_matches([' ', ',', '.', '?', ':']);
            match word {
                "N" => sentence.push_str(self.one_of(THINGS)),
                "A" => sentence.push_str(self.one_of(KINDS)),
                "V" => sentence.push_str(self.one_of(DEEDS)),
                "P" => sentence.push_str(self.one_of(PLACES)),
                "X" => sentence.push_str(&self.name()),
                "#" => {
                    let _ = write!(sentence, "{}", self.between(2, 980));
                }
                _ => sentence.push_str(word),
            }
            sentence.push_str(&part[word.len()..]);
        }
        sentence
    }

    fn sentences(&mut self, most: usize, into: &mut String) {
        for _ in 0..self.between(2, most) {
            into.push_str(&capital(&self.fill(SENTENCES)));
            into.push(' ');
        }
        into.pop();
    }

    fn report(&mut self, people: &[Person], body: &mut String) {
        let _ = write!(body, "{} — ", capital(self.one_of(PLACES)).to_uppercase());
        for paragraph in 0..self.between(10, 18) {
            if paragraph % 6 == 5 {
                let _ = write!(body, "{}\n\n", capital(&self.fill(HEADINGS)));
            }
            self.sentences(4, body);
            if self.between(0, 2) == 0 {
                self.quotation(people, body);
            }
            body.push_str("\n\n");
        }
    }

    fn quotation(&mut self, people: &[Person], body: &mut String) {
        let person = &people[self.between(0, people.len() - 1)];
        let Person { first, last, role } = person;
        let said = capital(&self.fill(SENTENCES));
        let said = said.trim_end_matches('.');
        let _ = match self.between(0, 3) {
            0 => write!(body, " “{said},” said {first} {last}, {role}."),
            1 => write!(body, " “{said},” {last} said."),
            2 => write!(body, " {first} {last}, {role}, warned that “{said}.”"),
            _ => write!(body, " \"{said},\" according to {last}."),
        };
    }

    fn interview(&mut self, people: &[Person], body: &mut String) {
        let guest = &people[0];
        let _ = write!(body, "{} {} is {}. ", guest.first, guest.last, guest.role);
        self.sentences(4, body);
        body.push_str("\n\n");
        for _ in 0..self.between(7, 12) {
            let _ = write!(body, "Q: {}\n\nA: ", capital(&self.fill(QUESTIONS)));
            self.sentences(6, body);
            body.push_str("\n\n");
        }
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

const SOURCES: &[&str] = &[
    "The Quay Courier",
    "Upland Mail",
    "Morning Tide",
    "Kettle Valley News",
];
const FIRST_NAMES: &[&str] = &[
    "Anna", "Bruno", "Clara", "David", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Karin",
    "Luis", "Maria", "Nadia", "Oskar", "Paula",
];
const SYLLABLES: &[&str] = &[
    "ba", "ber", "co", "dal", "den", "fel", "gar", "hol", "ing", "ka", "lund", "mar", "mo", "nes",
    "or", "per", "quin", "ras", "sel", "ster", "tam", "ul", "ven", "wick", "yor", "zan",
];
const ROLES: &[&str] = &[
    "the mayor of the town",
    "a teacher at the river school",
    "head of the water board",
    "a retired pilot",
    "the council's engineer",
    "director of the clinic",
    "spokeswoman for the harbour police",
];
const PLACES: &[&str] = &[
    "the harbour",
    "the old bridge",
    "the north quay",
    "the market",
    "the upper valley",
    "the mill",
    "the station",
    "the quarry",
    "the island",
    "the border post",
    "the town hall",
    "the dry dock",
];
const THINGS: &[&str] = &[
    "budget",
    "ferry",
    "tramway",
    "school",
    "flood wall",
    "licence",
    "contract",
    "harvest",
    "strike",
    "clinic",
    "rent",
    "pipeline",
    "lighthouse",
    "vote",
    "fishery",
    "museum",
    "road",
    "winter",
    "reactor",
    "library",
    "tunnel",
    "orchard",
    "report",
    "inquiry",
    "forest",
    "ration",
    "turbine",
    "archive",
    "census",
    "loan",
    "patent",
    "reservoir",
    "treaty",
    "wage deal",
    "storm",
    "bakery",
    "cable",
    "census office",
];
const KINDS: &[&str] = &[
    "new",
    "old",
    "costly",
    "quiet",
    "disputed",
    "late",
    "local",
    "empty",
    "public",
    "private",
    "broken",
    "narrow",
    "secret",
    "regional",
    "modest",
    "unpaid",
    "frozen",
    "temporary",
    "official",
    "rural",
];
const DEEDS: &[&str] = &[
    "was closed",
    "came back",
    "cost more than planned",
    "was sold",
    "failed twice",
    "was put off again",
    "drew large crowds",
    "lost its funding",
    "passed without debate",
    "was found wanting",
    "opened early",
    "kept the town awake",
    "was paid for by loans",
    "saved # jobs",
    "ran dry",
    "went to court",
];
const HEADLINES: &[&str] = &[
    "P counts the cost of a A N",
    "A N in X divides the council",
    "How the N of X was lost",
    "Teachers and the A N: what comes next",
    "X votes on its A N again",
    "School near P waits for a N",
];
const HEADINGS: &[&str] = &[
    "What the N means",
    "A A N",
    "Before the N",
    "Who pays for the N",
];
const QUESTIONS: &[&str] = &[
    "what did you think when the A N V ?",
    "who is to pay for the A N near P ?",
    "did X ever answer your letter about the N ?",
    "how long can the N last after that?",
];
const SENTENCES: &[&str] = &[
    "the A N near P V after # days of talks with X.",
    "nobody on P remembers a N so A as this one.",
    "by noon # people had come to see the N that V.",
    "the council has spent # million on a A N since the war.",
    "what the N needs, most agree, is a A plan and # years.",
    "in X the A N V, and with it the last N of the coast.",
    "water stood # centimetres deep in P when the N V.",
    "a letter from X, seen by this paper, calls the N A and the N worse.",
    "the N would run from P to X and serve # homes.",
    "pay for teachers and pilots rose by # percent while the A N V.",
    "it was the A N, not the N, that V in the end.",
    "there is no law about a A N, so the board of X wrote one.",
];
