//! Korean speech: a quotative ending is tied to the closing mark, the verb of saying ends the sentence, and
//! the topic that stands before is who speaks: `김하나 소장은 “…”고 밝혔다.`
//!
//! Endings and verbs: J. Yeon, L. Brown, Korean: A Comprehensive Grammar (2011), chapter 10, on quotations.

use super::eastern::{after, before};
use crate::story::{Quotation, Span, Story};

/// Endings behind the closing mark.
const ENDINGS: &[&str] = &[
    "이라고",
    "라고",
    "다고",
    "고",
    "이라며",
    "라며",
    "다며",
    "며",
    "이라면서",
    "라면서",
    "면서",
    "는",
];

/// Beginnings of verbs of saying.
const VERBS: &[&str] = &[
    "말했",
    "말한",
    "말하",
    "밝혔",
    "밝힌",
    "전했",
    "전한",
    "강조",
    "설명",
    "덧붙",
    "주장",
    "지적",
    "답했",
    "물었",
    "적었",
    "썼다",
    "소개",
    "당부",
    "비판",
    "호소",
    "털어놓",
    "인터뷰",
    "약속",
    "경고",
    "회상",
];

/// Particles of the topic and of the subject, the sure ones first.
const PARTICLES: &[&str] = &["은", "는", "께서", "이", "가"];

/// Longest topic in words.
const LONGEST: usize = 4;

/// Who says a quotation that has a quotative ending and, in its sentence, a verb of saying.
pub(super) fn source(story: &Story, quotation: &Quotation, block: Span) -> Option<Span> {
    let behind = after(story, quotation, block);
    let text = story.slice(behind);
    let ending = ENDINGS.iter().find(|ending| text.starts_with(**ending))?;
    let rest = &text[ending.len()..];
    let sentence = &rest[..rest.find(". ").unwrap_or(rest.len())];
    if !VERBS.iter().any(|verb| sentence.contains(verb)) {
        return None;
    }
    let clause = &sentence[..sentence
        .find(['“', '"', '‘', ','])
        .unwrap_or(sentence.len())];
    topic(clause, behind.start + ending.len()).or_else(|| {
        let ahead = before(story, quotation, block);
        let text = story.slice(ahead);
        let start = text.rfind(". ").map_or(0, |stop| stop + 2);
        topic(&text[start..], ahead.start + start)
    })
}

/// The first phrase of a clause at byte `offset` that a particle of the topic ends, without particle and
/// form of address.
fn topic(clause: &str, offset: usize) -> Option<Span> {
    let mut at = 0;
    let lead = clause.len() - clause.trim_start().len();
    for word in clause[lead..].split(' ').take(LONGEST) {
        let end = lead + at + word.len();
        let bare = PARTICLES
            .iter()
            .find_map(|particle| word.strip_suffix(particle))
            .filter(|bare| !bare.is_empty() && bare.chars().all(char::is_alphabetic));
        if let Some(bare) = bare {
            let last = end - (word.len() - bare.len());
            let name = clause[lead..last].trim_end_matches(" 씨");
            return Some(Span::new(offset + lead, offset + lead + name.len()));
        }
        at += word.len() + 1;
    }
    None
}
