//! Who asks and who answers: turns of an interview from labels at the start of lines.
//!
//! [`find_turns`] is one pass over the lines of a story and a few over the labels found:
//! [`labels`] says what a label with a colon looks like, [`mod@forms`] which other forms come again,
//! [`speakers`] which labels are one person, [`proof`] whether they make an interview, [`turns`]
//! where each turn ends ([`interludes`]), [`names`] what the person is called in full, [`roles`] who
//! asks. Talks without labels are for
//! [`unlabelled`]; whom the introduction presents, for [`mod@guest`]. A story that is no interview leaves
//! after the first pass, unchanged.

mod exchange;
mod forms;
mod guest;
mod interludes;
mod lead;
mod names;
mod panel;
mod played;
mod printed;
mod proof;
mod roles;
mod speakers;
mod talk;
#[cfg(test)]
mod tests;
mod turns;
mod unlabelled;
mod words;

use crate::language;
use crate::language::label_words;
use crate::page::furniture;
use crate::page::labels;
use crate::story::{
    BlockKind, Certainty, Person, Span, Story, StoryKind, Turn, TurnRole, one_line,
};

/// Whether a word, in lower case, says what somebody does in a talk or for a living and not who
/// they are: "q", "host", "editor", "senator".
pub(super) fn is_office(word: &str) -> bool {
    label_words::is_part(word) || label_words::is_title(word)
}

/// Whether a word stands before names and is no part of them: "Captain", "Dr.".
pub(super) fn is_title(word: &str) -> bool {
    label_words::is_title(word)
}

/// Finds the turns of the story, the speakers behind their labels, and sets the story's kind.
///
/// Afterwards every turn's span lies after its label and before the next one; a story without an
/// interview is left as it was.
pub fn find_turns(story: &mut Story) {
    // A format that marks up voices has told who speaks.
    if story.turns.is_empty() {
        take_turns(story);
    }
    if !story.turns.is_empty() {
        story.meta.kind = StoryKind::Interview;
    }
}

fn take_turns(story: &mut Story) {
    match turns::talk(story) {
        Some(talk) => {
            take_labelled(story, &talk);
            free_of_lists(story);
            free_of_front(story);
            head_what_parts(story);
        }
        None => take_unlabelled(story),
    }
}

fn take_labelled(story: &mut Story, talk: &talk::Talk) {
    let panel = panel::is_panel(story, talk);
    let roles = roles::of_voices(story, talk);
    let mut people: Vec<Option<usize>> = vec![None; talk.cast.voices.len()];
    for (voice, person) in found_people(story, talk) {
        people[voice] = Some(add(&mut story.people, person));
    }
    for (at, turn) in talk.turns.iter().enumerate() {
        let Some(speaker) = people[turn.voice] else {
            continue;
        };
        story.turns.push(Turn {
            speaker,
            label: turn.label,
            role: if panel {
                TurnRole::Other
            } else {
                roles::of_turn(&story.text, talk, &roles, at)
            },
            span: turn.speech,
            certainty: roles[turn.voice].certainty,
        });
    }
}

/// What a list says by turns is no list: its items become paragraphs.
fn free_of_lists(story: &mut Story) {
    let mut labels = story.turns.iter().map(|turn| turn.label.start).peekable();
    for block in &mut story.blocks {
        while labels.next_if(|&label| label < block.span.start).is_some() {}
        let speaks = labels.peek().is_some_and(|&label| label < block.span.end);
        if block.kind == BlockKind::ListItem && speaks {
            block.kind = BlockKind::Paragraph;
            block.level = 0;
            block.number = None;
        }
    }
}

/// Labels and speech head no section and are no byline, deck or date, whatever they were guessed to be.
fn free_of_front(story: &mut Story) {
    let mut turns = story.turns.iter().peekable();
    for block in &mut story.blocks {
        while turns
            .next_if(|turn| turn.outer().end <= block.span.start)
            .is_some()
        {}
        let Some(turn) = turns.peek() else {
            return;
        };
        let words = &story.text[block.span.range()];
        let label = block.span.covers(turn.label) && !turn.label.is_empty();
        let spoken = turn.span.covers(block.span);
        match block.kind {
            BlockKind::Byline if label || spoken => {
                story
                    .meta
                    .bylines
                    .retain(|name| !words.contains(name.as_str()));
            }
            BlockKind::Deck if label || spoken => story.meta.deck = None,
            BlockKind::Heading if label => {}
            _ => continue,
        }
        block.kind = BlockKind::Paragraph;
        block.level = 0;
    }
}

/// Fewest lines between turns that part a talk: one may be anything.
const FEWEST_HEADINGS: usize = 2;

/// Makes headings of short lines that stand alone before a label and are nobody's speech, where there are
/// several.
fn head_what_parts(story: &mut Story) {
    let mut heads = Vec::new();
    let mut lines = Vec::new();
    let mut known = None;
    let mut found = 0;
    let mut end = 0;
    for turn in &story.turns {
        let label = turn.label.start;
        let before = story.block_at(label).and_then(|block| block.checked_sub(1));
        if let Some(before) = before.filter(|&before| story.blocks[before].span.start >= end) {
            let block = &story.blocks[before];
            let line = story.slice(block.span);
            // What looks like a page's furniture parts the talk, unless a phrase tells that it is that.
            let free = matches!(block.kind, BlockKind::Paragraph | BlockKind::Promo)
                && furniture::of(line).is_none();
            let opens = free && is_plain_heading(line) && !lines.contains(&line);
            lines.push(line);
            if block.kind == BlockKind::Heading {
                known = Some(block.level);
                found += 1;
            }
            heads.extend(opens.then_some(before));
        }
        end = turn.span.end;
    }
    if heads.len() + found >= FEWEST_HEADINGS {
        for block in heads {
            let block = &mut story.blocks[block];
            (block.kind, block.level) = (BlockKind::Heading, known.unwrap_or(1));
            block.certainty = Certainty::Likely;
        }
    }
}

/// Whether a line is a few words that begin with a capital and have no mark at the end.
fn is_plain_heading(line: &str) -> bool {
    const MOST: usize = 6;
    line.starts_with(char::is_uppercase)
        && line.ends_with(char::is_alphanumeric)
        && line.split_whitespace().count() <= MOST
}

/// Takes questions without labels and their answers for turns. Who asks stays nameless, and so does who
/// answers unless the introduction presents one guest or a label is printed at a turn ([`mod@printed`]).
fn take_unlabelled(story: &mut Story) {
    let Some(exchanges) = unlabelled::exchanges(story) else {
        return;
    };
    free_of_headings(story, &exchanges);
    let first = exchanges[0];
    let guest = guest(story, first.question.start);
    let printed = printed::Labels::of(story, &exchanges);
    let introduction = names::Introduction::read(&story.text, first.question.start);
    let mut known: Vec<Option<usize>> = vec![None; printed.cast.voices.len()];
    for piece in printed.pieces(story, &exchanges) {
        let start = piece.label.map_or(piece.speech.start, |label| label.start);
        let met = piece.voice.and_then(|voice| known[voice]);
        let speaker = met.unwrap_or_else(|| {
            let person = match piece.voice {
                Some(voice) => {
                    let forms = printed.forms(&story.text, voice);
                    let voice = &printed.cast.voices[voice];
                    person(names::fullest(&introduction, voice, &forms), &forms, start)
                }
                None if piece.asks => person("Q".to_owned(), &[], start),
                None => person(guest.clone().unwrap_or("A".to_owned()), &[], start),
            };
            add(&mut story.people, person)
        });
        if let Some(voice) = piece.voice {
            known[voice] = Some(speaker);
        }
        story.turns.push(Turn {
            speaker,
            label: piece.label.unwrap_or(Span::new(start, start)),
            role: if piece.asks {
                TurnRole::Question
            } else {
                TurnRole::Answer
            },
            span: piece.speech,
            certainty: Certainty::Likely,
        });
    }
}

/// A line that asks heads no section, whatever it was guessed to be.
fn free_of_headings(story: &mut Story, exchanges: &[exchange::Exchange]) {
    for block in &mut story.blocks {
        let after = exchanges.partition_point(|one| one.question.start <= block.span.start);
        let asks = after
            .checked_sub(1)
            .is_some_and(|at| exchanges[at].question.covers(block.span));
        if block.kind == BlockKind::Heading && asks {
            block.kind = BlockKind::Paragraph;
            block.level = 0;
        }
    }
}

/// How many turns belong to the introduction: hosts name their guest in the first one, guests
/// their host in the second.
const INTRODUCING: usize = 2;

/// The people behind the voices that take a turn.
fn found_people(story: &Story, talk: &talk::Talk) -> Vec<(usize, Person)> {
    let text = &story.text;
    let introducing = &talk.turns[..INTRODUCING.min(talk.turns.len())];
    let end = introducing.last().map_or(0, |turn| turn.speech.end);
    let introduction = names::Introduction::read(text, end);
    let mut people = Vec::new();
    for (voice, known) in talk.cast.voices.iter().enumerate() {
        let Some(first) = talk.turns.iter().find(|turn| turn.voice == voice) else {
            continue;
        };
        let forms = talk.forms(text, voice);
        let name = author(story, &forms);
        let name = name.unwrap_or_else(|| names::fullest(&introduction, known, &forms));
        let mut person = person(name, &forms, first.label.start);
        if labels::letter_role(&person.name) == Some(false) {
            person
                .variants
                .extend(guest(story, talk.turns[0].label.start));
        }
        people.push((voice, person));
    }
    people.sort_by_key(|(_, person)| person.first);
    people
}

/// The author of the story, where a label is nothing but the letters of one.
fn author(story: &Story, forms: &[&str]) -> Option<String> {
    let [form] = forms else {
        return None;
    };
    let letters = form.to_lowercase().replace('.', "");
    let mut meant = story.meta.bylines.iter().filter(|name| {
        speakers::is_initials(form) && speakers::stands_for(&letters, &speakers::tokens(name))
    });
    match (meant.next(), meant.next()) {
        (Some(author), None) => Some(author.clone()),
        _ => None,
    }
}

/// The guest whom the first `end` bytes present. To one who is but "A" on the page the name is a
/// variant, because the page never says outright that the two are one.
fn guest(story: &Story, end: usize) -> Option<String> {
    let introduction = names::Introduction::read(&story.text, end);
    let told = story.meta.lang.and_then(language::of);
    let language = told.unwrap_or(language::english());
    guest::presented(&introduction, &story.meta.bylines, language)
}

fn person(name: String, forms: &[&str], first: usize) -> Person {
    let role = forms.iter().find_map(|form| labels::role_part(form));
    let mut variants: Vec<String> = Vec::new();
    for form in forms {
        let form = one_line(labels::name_part(form));
        if form != name && !variants.contains(&form) {
            variants.push(form);
        }
    }
    Person {
        name,
        variants,
        role: role.map(str::to_owned),
        first,
        ..Person::default()
    }
}

/// Adds a person unless somebody of that name is known; the index of either.
fn add(people: &mut Vec<Person>, person: Person) -> usize {
    let known = people.iter().position(|known| known.name == person.name);
    known.unwrap_or_else(|| {
        people.push(person);
        people.len() - 1
    })
}

/// The first `bytes` of a text, or a little less to end between two characters.
fn head(text: &str, bytes: usize) -> &str {
    let cut = (0..=bytes.min(text.len())).rev();
    let mut cut = cut.filter(|&at| text.is_char_boundary(at));
    &text[..cut.next().unwrap_or(0)]
}

/// The last `bytes` of a text, or a little less to begin between two characters.
fn tail(text: &str, bytes: usize) -> &str {
    let mut cut = text.len().saturating_sub(bytes)..=text.len();
    let start = cut.find(|&at| text.is_char_boundary(at));
    &text[start.unwrap_or(text.len())..]
}
