//! Chinese, Japanese and Korean speech: the cue ends the clause beside the quotation, and the subject is what
//! stands before it. Only a cue, or a quotation that goes on in the same paragraph, attributes; all else
//! between marks is left alone. What is Korean of it stands in [`super::korean`].
//!
//! The Japanese verbs stand after the quotative particle と (S. Martin, A Reference Grammar of Japanese, 1975).

use std::sync::LazyLock;

use super::beside::{after, before, boundary};
use super::korean;
use super::register::Register;
use crate::language;
use crate::language::script;
use crate::language::section::Section;
use crate::story::{Attribution, Certainty, Quotation, QuotationKind, Span, Story};

/// What the Chinese pack says of reported speech.
struct Chinese {
    /// Verbs that end the clause of an attribution.
    says: Vec<&'static str>,
    /// What stands between subject and verb: manner, time.
    between: Vec<&'static str>,
    /// Prepositions of place and matter between them.
    places: Vec<char>,
    /// Offices, which stand before a name.
    offices: Vec<&'static str>,
}

static CHINESE: LazyLock<Chinese> = LazyLock::new(|| {
    let all = |section| {
        language::of("zh")
            .into_iter()
            .flat_map(move |chinese| chinese.pack.entries(section))
    };
    Chinese {
        says: all(Section::Say).collect(),
        between: all(Section::Adverb).chain(all(Section::Time)).collect(),
        places: all(Section::Preposition)
            .filter_map(|word| word.chars().next())
            .collect(),
        offices: all(Section::Role).collect(),
    }
});

/// Stems of verbs after the Japanese particle と.
static JAPANESE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let japanese = language::of("ja").into_iter();
    japanese
        .flat_map(|japanese| japanese.pack.entries(Section::Say))
        .collect()
});

/// What follows the name of a person in Japanese.
const HONORIFICS: &[&str] = &["さん", "氏", "様"];

/// Longest subject in characters; what is longer is a clause.
const LONGEST: usize = 16;

/// Whether the story is written in Chinese, Japanese or Korean: among its first characters more than a third
/// are Han characters, kana or Hangul.
pub(super) fn is_eastern(story: &Story) -> bool {
    let eastern = |character: &char| {
        script::is_chinese_or_japanese(*character) || script::is_hangul(*character)
    };
    // All these characters begin with the bytes E3 to ED: most texts are done here.
    let opening = &story.text.as_bytes()[..story.text.len().min(600)];
    let first = |byte: &&u8| matches!(byte, 0xE3..=0xED);
    let looked_at = || story.text.chars().take(200);
    opening.iter().filter(first).count() > 0
        && looked_at().filter(eastern).count() * 3 > looked_at().count()
}

/// Attributes the quotations and drops those that are no speech.
pub(super) fn attribute(story: &mut Story) {
    let mut people = Register::new(std::mem::take(&mut story.people));
    let mut kept: Vec<Quotation> = Vec::new();
    for quotation in &story.quotations {
        let Some(block) = block_of(story, quotation) else {
            continue;
        };
        let previous = kept.last().filter(|last| block.contains(last.span.start));
        let found = chinese(story, quotation, block)
            .or_else(|| japanese(story, quotation, block))
            .or_else(|| korean::source(story, quotation, block));
        let speaker = match found {
            Some(mention) => {
                let mention = people.without_office(story, mention);
                let name = full_name(&story.text, story.slice(mention));
                let pronoun = matches!(name.as_str(), "他" | "她" | "彼" | "彼女");
                let meant = previous.and_then(|last| last.speaker).filter(|_| pronoun);
                let person =
                    meant.map_or_else(|| people.find_or_add(&name, mention), |meant| meant.person);
                Some(Attribution {
                    person,
                    mention,
                    cue: None,
                })
            }
            None => previous
                .filter(|last| goes_on(story, last, quotation))
                .and_then(|last| last.speaker),
        };
        if speaker.is_some() {
            kept.push(Quotation {
                kind: QuotationKind::Direct,
                certainty: Certainty::Likely,
                speaker,
                ..quotation.clone()
            });
        }
    }
    story.quotations = kept;
    story.people = people.into_people();
}

impl Register {
    /// The part of a mention that is somebody met before, behind an office: `市长王小明`.
    fn without_office(&self, story: &Story, mention: Span) -> Span {
        let words = story.slice(mention);
        let known =
            words.char_indices().skip(1).map(|(at, _)| at).find(|&at| {
                words[at..].chars().count() > 1 && self.find_bare(&words[at..]).is_some()
            });
        known.map_or(mention, |at| Span::new(mention.start + at, mention.end))
    }
}

fn block_of(story: &Story, quotation: &Quotation) -> Option<Span> {
    let place = quotation.outer.start;
    let after = story
        .blocks
        .partition_point(|block| block.span.start <= place);
    Some(story.blocks.get(after.checked_sub(1)?)?.span)
}

/// Whether a quotation goes on where the one before it, in the same paragraph, stopped: only the end of its
/// sentence stands between, and the words are more than a term.
fn goes_on(story: &Story, last: &Quotation, quotation: &Quotation) -> bool {
    let between = story.text.get(last.outer.end..quotation.outer.start);
    let words = story.slice(quotation.span).chars().take(6).count();
    words == 6
        && between.is_some_and(|between| {
            between.is_empty() || between.ends_with('。') && between.matches('。').count() == 1
        })
}

fn ends_clause(character: char) -> bool {
    "，。！？；：、“”「」『』\n,.:".contains(character)
}

/// `“…，”沈伯年说`, `沈伯年说：“…”`. Behind the full stop of a quotation another sentence begins.
fn chinese(story: &Story, quotation: &Quotation, block: Span) -> Option<Span> {
    let behind = || {
        let behind = after(story, quotation, block);
        let text = story.slice(behind);
        let clause = &text[..text.find(ends_clause).unwrap_or(text.len())];
        chinese_subject(clause, behind.start)
    };
    let ahead = || {
        let ahead = before(story, quotation, block);
        let text = story
            .slice(ahead)
            .trim_end_matches(['，', '：', ':', ',', ' ']);
        let start = text.char_indices().rev().find(|&(_, c)| ends_clause(c));
        let start = start.map_or(0, |(at, character)| at + character.len_utf8());
        chinese_subject(&text[start..], ahead.start + start)
    };
    if story.slice(quotation.span).ends_with(['。', '！', '？']) {
        ahead().or_else(behind)
    } else {
        behind().or_else(ahead)
    }
}

/// The subject of a clause at byte `offset` that ends in a verb of saying.
fn chinese_subject(clause: &str, offset: usize) -> Option<Span> {
    let lead = clause.len() - clause.trim_start().len();
    let clause = clause.trim();
    let without = |words: &'static [&'static str], clause: &mut &str| {
        let shorter = words.iter().find_map(|word| clause.strip_suffix(word));
        shorter.map(|shorter| *clause = shorter).is_some()
    };
    let mut subject = clause;
    if !without(&CHINESE.says, &mut subject) {
        return None;
    }
    // "周二警告说", "笑着回答道": manner, a day, a second verb.
    while without(&CHINESE.between, &mut subject) || without(&CHINESE.says, &mut subject) {}
    subject = &subject[..place(subject)];
    let office = office_before(subject);
    let length = subject[office..].chars().count();
    (1..=LONGEST).contains(&length).then(|| {
        let start = offset + lead;
        Span::new(start + office, start + subject.len())
    })
}

/// Bytes of the office, and whose it is, before a name of two characters at least: `市长王小明`, `俱乐部主席李小红`.
fn office_before(subject: &str) -> usize {
    let name_behind = |office: &&str| {
        let end = subject.rfind(*office)? + office.len();
        let name = subject[end..].chars().count();
        (2..=4).contains(&name).then_some(end)
    };
    let ends = CHINESE.offices.iter().filter_map(name_behind);
    ends.max().unwrap_or(0)
}

/// Where a Chinese phrase of place or matter begins behind a subject of two characters at least:
/// `王小明在记者会上`.
fn place(subject: &str) -> usize {
    let from = subject
        .char_indices()
        .nth(2)
        .map_or(subject.len(), |(at, _)| at);
    let found = subject[from..]
        .find(CHINESE.places.as_slice())
        .map(|at| from + at);
    found.unwrap_or(subject.len())
}

/// `「…」と浜口さんは話す`, `担当者は「…」と説明した`.
fn japanese(story: &Story, quotation: &Quotation, block: Span) -> Option<Span> {
    let behind = after(story, quotation, block);
    let clause = story.slice(behind).strip_prefix('と')?;
    let clause = &clause[..clause.find(['。', '「', '\n']).unwrap_or(clause.len())];
    let cue = JAPANESE.iter().filter_map(|cue| clause.rfind(cue)).max()?;
    let own = topic(&clause[..cue], behind.start + 'と'.len_utf8());
    own.or_else(|| {
        let ahead = before(story, quotation, block);
        let text = story.slice(ahead);
        let ends: Vec<usize> = text
            .match_indices(['。', '」'])
            .map(|(at, _)| at + 3)
            .collect();
        let starts = ends.iter().copied().chain([0]);
        let mut sentences: Vec<usize> = starts.collect();
        sentences.sort_unstable();
        // The same sentence may say who; an earlier one only by a name.
        let here = *sentences.last()?;
        topic(&text[here..], ahead.start + here).or_else(|| {
            sentences.windows(2).rev().find_map(|pair| {
                let subject = topic(&text[pair[0]..pair[1]], ahead.start + pair[0])?;
                has_honorific(story.slice(subject)).then_some(subject)
            })
        })
    })
}

/// What stands before the particle は or が of a clause at byte `offset`.
fn topic(clause: &str, offset: usize) -> Option<Span> {
    let end = clause.find(['は', 'が'])?;
    let mut subject = &clause[..end];
    if let Some(open) = subject.find('（') {
        subject = &subject[..open];
    }
    let mut start = subject
        .rfind(ends_clause)
        .map_or(0, |at| at + '、'.len_utf8());
    if has_honorific(subject)
        && let Some(owner) = subject.rfind('の')
    {
        start = start.max(owner + 'の'.len_utf8());
    }
    start = start.max(behind_clause(subject));
    let length = subject.get(start..)?.trim_start().chars().count();
    let lead = subject.len() - start - subject[start..].trim_start().len();
    (1..=LONGEST)
        .contains(&length)
        .then(|| Span::new(offset + start + lead, offset + subject.len()))
}

/// Where a noun begins behind the verb of a clause that tells of it: `将来について問われた田中監督`.
fn behind_clause(subject: &str) -> usize {
    let mut ends = subject.match_indices(['た', 'る']).rev();
    let noun = |&(at, verb): &(usize, &str)| {
        let rest = &subject[at + verb.len()..];
        rest.starts_with(script::is_han) && rest.chars().count() > 1
    };
    let last = ends.find(noun);
    last.map_or(0, |(at, verb)| at + verb.len())
}

fn has_honorific(words: &str) -> bool {
    HONORIFICS
        .iter()
        .any(|honorific| words.ends_with(honorific))
}

/// The name without its honorific; of a family name alone, the full name that the story gives.
fn full_name(text: &str, mention: &str) -> String {
    let Some(bare) = HONORIFICS
        .iter()
        .find_map(|honorific| mention.strip_suffix(honorific))
    else {
        return mention.to_string();
    };
    let fuller = text
        .match_indices(bare)
        .take(20)
        .find_map(|(at, _)| given_name(&text[at + bare.len()..]));
    format!("{bare}{}", fuller.unwrap_or(""))
}

/// The given name that follows a family name: up to three Han characters before an honorific.
fn given_name(rest: &str) -> Option<&str> {
    let rest = &rest[..boundary(rest, 24)];
    let end = HONORIFICS.iter().filter_map(|mark| rest.find(mark)).min()?;
    let given = &rest[..end];
    let han = given.chars().all(script::is_han);
    (han && (1..=3).contains(&given.chars().count())).then_some(given)
}
