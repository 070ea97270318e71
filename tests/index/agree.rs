//! The same question asked in every way there is, and of a slow and simple reading of the same stories:
//! lists of stories, lists of what is said, people and years must agree.

use std::collections::{BTreeMap, BTreeSet};

use byline::index::{Cancel, Query, Snapshot, Total, Window};
use jiff::civil::date;

use super::shelf::{Files, Telling, story};

const NAMES: [&str; 6] = [
    "Ana Rivera",
    "Tom Becker",
    "Dora Hale",
    "Tim Roe",
    "Lea Becker",
    "Ines Castro",
];
const WORDS: [&str; 12] = [
    "quay", "violin", "lamp", "stone", "cloud", "pepper", "garden", "bridge", "salt", "wolf",
    "paper", "moss",
];
const SOURCES: [&str; 3] = ["Coast Courier", "World Desk", "Pier Gazette"];
const ALL: Window = Window {
    offset: 0,
    limit: usize::MAX,
};

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// Something said, as the test knows it.
#[derive(Clone, Debug)]
struct Said {
    story: usize,
    speaker: &'static str,
    words: Vec<&'static str>,
    is_question: bool,
}

/// A library, and what is in it.
struct Known {
    files: Files,
    years: Vec<i16>,
    sources: Vec<&'static str>,
    said: Vec<Said>,
}

fn library(stories: usize, dice: &mut Dice) -> Known {
    let mut known = Known {
        files: Files::default(),
        years: Vec::new(),
        sources: Vec::new(),
        said: Vec::new(),
    };
    let mut told = Vec::new();
    for number in 0..stories {
        let year = 2000 + i16::try_from(dice.below(6)).expect("small");
        let day = i8::try_from(1 + dice.below(28)).expect("small");
        let source = dice.one_of(&SOURCES);
        let mut telling = story("Untitled", year, 5, day).from(source);
        let is_interview = dice.below(4) == 0;
        for _ in 0..dice.below(5) {
            let said = remark(number, is_interview && dice.below(2) == 0, dice);
            telling = tell(telling, &said, is_interview);
            known.said.push(said);
        }
        known.years.push(year);
        known.sources.push(source);
        told.push(telling);
    }
    // Some in long files, some alone.
    let mut told = told.into_iter();
    for file in 0.. {
        let few: Vec<Telling> = told.by_ref().take(1 + dice.below(40)).collect();
        if few.is_empty() {
            break;
        }
        known.files.put(&format!("{file}.jsonl"), 1, few);
    }
    known
}

fn remark(story: usize, is_question: bool, dice: &mut Dice) -> Said {
    let length = 1 + dice.below(5);
    Said {
        story,
        speaker: dice.one_of(&NAMES),
        words: (0..length).map(|_| dice.one_of(&WORDS)).collect(),
        is_question,
    }
}

fn tell(telling: Telling, said: &Said, is_interview: bool) -> Telling {
    let words = said.words.join(" ");
    match (is_interview, said.is_question) {
        (false, _) => telling.said(said.speaker, &words),
        (true, true) => telling.question(said.speaker, &words),
        (true, false) => telling.answer(said.speaker, &words),
    }
}

/// A part of a question, as text and as what it means.
#[derive(Clone, Debug)]
enum Part {
    Word(&'static str),
    Either(&'static str, &'static str),
    Phrase(&'static str, &'static str),
    Near(&'static str, &'static str),
    Without(&'static str),
    Speaker(&'static str),
    Asked(&'static str),
    Year(i16),
    Years(i16, i16),
    Source(&'static str),
}

impl Part {
    fn any(dice: &mut Dice) -> Self {
        let year = 2000 + i16::try_from(dice.below(6)).expect("small");
        match dice.below(10) {
            0 => Self::Word(dice.one_of(&WORDS)),
            1 => Self::Either(dice.one_of(&WORDS), dice.one_of(&WORDS)),
            2 => Self::Phrase(dice.one_of(&WORDS), dice.one_of(&WORDS)),
            3 => Self::Without(dice.one_of(&WORDS)),
            4 => Self::Speaker(dice.one_of(&NAMES)),
            5 => Self::Asked(dice.one_of(&WORDS)),
            6 => Self::Year(year),
            7 => Self::Years(year, year + 2),
            8 => Self::Near(dice.one_of(&WORDS), dice.one_of(&WORDS)),
            _ => Self::Source(dice.one_of(&SOURCES)),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Either(one, other) => format!("({one} OR {other})"),
            Self::Phrase(one, other) => format!("\"{one} {other}\""),
            Self::Near(one, other) => format!("{one} NEAR/1 {other}"),
            Self::Without(word) => format!("-{word}"),
            Self::Speaker(name) => format!("speaker:\"{name}\""),
            Self::Asked(word) => format!("asked:{word}"),
            Self::Year(year) => format!("on:{year}"),
            Self::Years(first, last) => format!("on:{first}..{last}"),
            Self::Source(name) => format!("source:\"{name}\""),
        }
    }

    fn holds(&self, known: &Known, said: &Said) -> bool {
        match self {
            Self::Word(word) => said.words.contains(word),
            Self::Either(one, other) => said.words.contains(one) || said.words.contains(other),
            Self::Phrase(one, other) => said.words.windows(2).any(|pair| pair == [*one, *other]),
            // What is said is read on its own: a word is near itself.
            Self::Near(one, other) => said
                .words
                .windows(1)
                .chain(said.words.windows(2))
                .chain(said.words.windows(3))
                .any(|few| few.contains(one) && few.contains(other)),
            Self::Without(word) => !said.words.contains(word),
            Self::Speaker(_) => true,
            Self::Asked(word) => said.is_question && said.words.contains(word),
            Self::Year(year) => known.years[said.story] == *year,
            Self::Years(first, last) => (*first..=*last).contains(&known.years[said.story]),
            Self::Source(name) => known.sources[said.story] == *name,
        }
    }
}

fn ask(snapshot: &Snapshot, known: &Known, text: &str) -> (Total, BTreeSet<(String, String)>) {
    let query = Query::parse_on(text, date(2026, 3, 12));
    let load = |id: &_| known.files.load(id);
    let page = snapshot.utterances(&query, ALL, &Cancel::never(), &load);
    let page = page.expect("every query has an answer");
    let row = |row: &byline::index::Utterance| {
        let speaker = row.speaker.clone().unwrap_or_default();
        (speaker, row.text.clone())
    };
    (page.total, page.rows.iter().map(row).collect())
}

/// Whether one of the speakers that are asked for says it, in a story in which each of them speaks.
fn is_said_by(known: &Known, parts: &[Part], said: &Said) -> bool {
    let names = parts.iter().filter_map(|part| match part {
        Part::Speaker(name) => Some(*name),
        _ => None,
    });
    let names: Vec<&str> = names.collect();
    let speaks = |name: &&str| {
        let mut beside = known.said.iter().filter(|other| other.story == said.story);
        beside.any(|other| other.speaker == *name)
    };
    names.is_empty() || names.contains(&said.speaker) && names.iter().all(speaks)
}

/// The words that answer, each once.
fn read_slowly<'a>(known: &'a Known, parts: &[Part]) -> BTreeMap<String, Vec<&'a Said>> {
    let mut found: BTreeMap<String, Vec<&Said>> = BTreeMap::new();
    for said in &known.said {
        let holds = parts.iter().all(|part| part.holds(known, said));
        if holds && is_said_by(known, parts, said) {
            found.entry(said.words.join(" ")).or_default().push(said);
        }
    }
    found
}

#[test]
fn what_is_said_is_what_a_slow_reading_finds() {
    let mut dice = Dice(7);
    let known = library(400, &mut dice);
    let index = known.files.index();
    let snapshot = index.snapshot().expect("an index that can be read");
    for _ in 0..1_000 {
        let parts: Vec<Part> = (0..=dice.below(3)).map(|_| Part::any(&mut dice)).collect();
        let text: Vec<String> = parts.iter().map(Part::text).collect();
        let text = text.join(" ") + " ";
        let (total, rows) = ask(&snapshot, &known, &text);
        let slow = read_slowly(&known, &parts);
        assert_eq!(total, Total::Exact(slow.len()), "{text}");
        let words: BTreeSet<&String> = rows.iter().map(|(_, words)| words).collect();
        assert_eq!(words, slow.keys().collect(), "{text}");
        for (speaker, words) in &rows {
            let said = slow[words].iter().any(|said| said.speaker == speaker);
            assert!(said, "{text}: {speaker} says “{words}”");
        }
    }
}

#[test]
fn every_way_to_ask_gives_the_same_answer() {
    for stories in [100, 2_000] {
        let mut dice = Dice(stories as u64);
        let known = library(stories, &mut dice);
        let index = known.files.index();
        let snapshot = index.snapshot().expect("an index that can be read");
        for name in NAMES {
            let said: Vec<&Said> = known
                .said
                .iter()
                .filter(|said| said.speaker == name)
                .collect();
            let people = snapshot
                .people(name, ALL)
                .expect("an index that can be read");
            let counted: Vec<_> = people
                .rows
                .iter()
                .map(|row| row.quotations + row.turns)
                .collect();
            assert_eq!(counted, [said.len()], "{name}");
            for narrowed in ["", "on:2003", "salt ", "source:gazette"] {
                let text = format!("speaker:\"{name}\" {narrowed}");
                let (listed, dated) = counts(&snapshot, &known, &text);
                assert_eq!(listed, dated, "{text}");
                let (total, _) = ask(&snapshot, &known, &text);
                assert_eq!(total == Total::Exact(0), listed == 0, "{text}: {total:?}");
            }
            let stories: BTreeSet<usize> = said.iter().map(|said| said.story).collect();
            let text = format!("speaker:\"{name}\"");
            assert_eq!(counts(&snapshot, &known, &text).0, stories.len());
            assert_eq!(people.rows[0].stories, stories.len());
        }
    }
}

/// How many stories the list and the timeline say there are.
fn counts(snapshot: &Snapshot, known: &Known, text: &str) -> (usize, usize) {
    let query = Query::parse_on(text, date(2026, 3, 12));
    let load = |id: &_| known.files.load(id);
    let page = snapshot.page(&query, Window::default(), &Cancel::never(), &load);
    let line = snapshot.timeline(&query, None, &Cancel::never());
    let line = line.expect("every query has an answer");
    let dated: usize = line.entries.iter().map(|entry| entry.stories).sum();
    let page = page.expect("every query has an answer");
    (page.total.count(), dated + line.undated)
}
