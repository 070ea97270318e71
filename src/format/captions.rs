//! Captions of films and talks (`WebVTT`, `SubRip`) → what is said, a paragraph for each voice. Captions that
//! roll show each line twice and more: it is read once.

use super::html;
use crate::story::{Certainty, Meta, Person, Span, Story, Turn, TurnRole};

/// Words after which a voice that goes on begins a new paragraph with its next sentence.
const LONG: usize = 80;

/// Lines that were shown just now: one of them that comes again has only rolled.
const SHOWN: usize = 3;

/// Whether a text without a telling extension holds captions.
pub fn sniff(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_number = |line: &str| line.bytes().all(|byte| byte.is_ascii_digit());
    first == "WEBVTT"
        || first.starts_with("WEBVTT ")
        || is_number(first) && !first.is_empty() && lines.next().is_some_and(is_timing)
}

/// Reads captions into their story.
pub fn parse(text: &str) -> Vec<Story> {
    let mut script = Script::default();
    let mut is_cue = false;
    for line in text.lines() {
        let line = line.trim();
        if is_timing(line) {
            is_cue = true;
        } else if line.is_empty() {
            // Captions that roll hold lines of blanks.
            is_cue &= script.is_rolling;
        } else if is_cue {
            script.line(line);
        } else {
            script.note(line);
        }
    }
    let voices = script.voices();
    let mut stories = html::fragment(&script.finish(), Meta::default());
    for story in &mut stories {
        take_turns(story, &voices);
    }
    stories
}

/// Takes what each of several voices says for its turn.
fn take_turns(story: &mut Story, voices: &[String]) {
    if voices.len() < 2 {
        return;
    }
    let named = |line: &str| {
        voices.iter().position(|voice| {
            line.strip_prefix(voice.as_str())
                .is_some_and(|rest| rest.starts_with(':'))
        })
    };
    let blocks: Vec<Span> = story
        .blocks
        .iter()
        .filter(|block| block.is_read())
        .map(|block| block.span)
        .collect();
    for span in blocks {
        let Some(voice) = named(story.slice(span)) else {
            if let Some(turn) = story.turns.last_mut() {
                turn.span.end = span.end;
            }
            continue;
        };
        let label = Span::new(span.start, span.start + voices[voice].len());
        let words = &story.text[label.end + 1..span.end];
        let start = span.end - words.trim_start().len();
        story.turns.push(Turn {
            speaker: voice,
            label,
            role: TurnRole::Other,
            span: Span::new(start, span.end),
            certainty: Certainty::Sure,
        });
    }
    for (at, voice) in voices.iter().enumerate() {
        let first = story
            .turns
            .iter()
            .find(|turn| turn.speaker == at)
            .map_or(0, |turn| turn.label.start);
        story.people.push(Person {
            name: voice.clone(),
            first,
            ..Person::default()
        });
    }
    give_roles(story, voices.len());
}

/// In printed interviews whoever asks does so in a fifth of the turns at least (per cent).
const LEAST: usize = 20;

/// Who asks in the most of its turns is who asks, and the others answer.
fn give_roles(story: &mut Story, voices: usize) {
    let share = |voice: usize| {
        let turns = story.turns.iter().filter(|turn| turn.speaker == voice);
        let (asked, all) = turns.fold((0, 0), |(asked, all), turn| {
            (
                asked + usize::from(story.slice(turn.span).contains(['?', '？', '؟'])),
                all + 1,
            )
        });
        asked * 100 / usize::max(all, 1)
    };
    let Some(asker) = (0..voices)
        .rev()
        .max_by_key(|voice| share(*voice))
        .filter(|voice| share(*voice) >= LEAST)
    else {
        return;
    };
    for turn in &mut story.turns {
        turn.role = if turn.speaker == asker {
            TurnRole::Question
        } else {
            TurnRole::Answer
        };
    }
}

/// `00:00:01.000 --> 00:00:04.000 align:start`
fn is_timing(line: &str) -> bool {
    let is_time = |time: &str| {
        let figures = time.trim().bytes().filter(u8::is_ascii_digit).count();
        figures >= 4
            && time
                .trim()
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
    };
    let Some((from, rest)) = line.split_once("-->") else {
        return false;
    };
    let to = rest.split_whitespace().next().unwrap_or_default();
    is_time(from) && is_time(to)
}

/// What is said, as it grows.
#[derive(Default)]
struct Script {
    paragraphs: Vec<(String, String)>,
    shown: Vec<String>,
    is_rolling: bool,
}

impl Script {
    /// A line that stands in no cue: of those at the head, one tells that captions roll.
    fn note(&mut self, line: &str) {
        self.is_rolling |= line.starts_with("Kind:");
    }

    fn line(&mut self, line: &str) {
        let (voice, words) = parted(line);
        if words.is_empty() || self.shown.contains(&words) {
            return;
        }
        self.shown.push(words.clone());
        if self.shown.len() > SHOWN {
            self.shown.remove(0);
        }
        let goes_on = self.paragraphs.last_mut().filter(|(last, spoken)| {
            let same = voice.is_empty() || voice == *last;
            let full = spoken.ends_with(['.', '?', '!', '…']) && spoken.split(' ').count() >= LONG;
            same && !full && !opens_with_label(&words)
        });
        if let Some((_, spoken)) = goes_on {
            spoken.push(' ');
            spoken.push_str(&words);
        } else {
            let voice = match self.paragraphs.last() {
                Some((last, _)) if voice.is_empty() => last.clone(),
                _ => voice,
            };
            self.paragraphs.push((voice, words));
        }
    }

    /// The voices that are marked up, in order.
    fn voices(&self) -> Vec<String> {
        let mut voices: Vec<String> = Vec::new();
        for (voice, _) in &self.paragraphs {
            if !voice.is_empty() && !voices.contains(voice) {
                voices.push(voice.clone());
            }
        }
        voices
    }

    fn finish(self) -> String {
        let mut out = String::new();
        let mut last = String::new();
        for (voice, words) in self.paragraphs {
            out.push_str("<p>");
            if voice != last {
                out.extend(["<b>", &html_escape::encode_text(&voice), ":</b> "]);
            }
            out.push_str(&html_escape::encode_text(&words));
            out.push_str("</p>\n");
            last = voice;
        }
        out
    }
}

/// A name and a colon before what is said, or a dash: another speaks.
fn opens_with_label(words: &str) -> bool {
    const LONGEST: usize = 40;
    if words.starts_with(['-', '–', '—']) || words.starts_with(">>") {
        return true;
    }
    let label = words.split_once(": ").map(|(label, _)| label);
    label.is_some_and(|label| {
        label.len() <= LONGEST
            && label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= 4
    })
}

/// The voice of a line, and its words without marks.
fn parted(line: &str) -> (String, String) {
    let mut voice = String::new();
    let mut words = String::new();
    let mut rest = line;
    while let Some((before, tagged)) = rest.split_once('<') {
        words.push_str(before);
        let Some((tag, after)) = tagged.split_once('>') else {
            words.push('<');
            rest = tagged;
            continue;
        };
        if let Some((kind, name)) = tag.split_once(' ')
            && kind.split('.').next() == Some("v")
        {
            voice = html_escape::decode_html_entities(name.trim()).into_owned();
        }
        rest = after;
    }
    words.push_str(rest);
    let words = html_escape::decode_html_entities(&words);
    // Places on the screen, as some tools write them: {\an8}.
    let words = words
        .strip_prefix("{\\")
        .and_then(|rest| rest.split_once('}'))
        .map_or(&*words, |(_, rest)| rest);
    (
        voice,
        words.split_whitespace().collect::<Vec<_>>().join(" "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(captions: &str) -> String {
        let stories = parse(captions);
        stories.into_iter().map(|story| story.text).collect()
    }

    #[test]
    fn a_voice_is_a_paragraph() {
        let captions = "WEBVTT\n\nNOTE by hand\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ana Reyes>Does the <i>ferry</i>\nsail?\n\n2\n00:00:02.000 --> 00:00:03.000\n<v Tom Hall>It does &amp; will.\n";
        assert_eq!(
            text(captions),
            "Ana Reyes: Does the ferry sail?\nTom Hall: It does & will."
        );
    }

    #[test]
    fn voices_take_turns() {
        let captions = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana Reyes>Does it sail?\n\n00:02.000 --> 00:03.000\n<v Tom Hall>It does.\n";
        let story = parse(captions).remove(0);
        let turns: Vec<_> = story
            .turns
            .iter()
            .map(|turn| {
                (
                    turn.role,
                    story.people[turn.speaker].name.as_str(),
                    story.slice(turn.span),
                )
            })
            .collect();
        assert_eq!(
            turns,
            [
                (TurnRole::Question, "Ana Reyes", "Does it sail?"),
                (TurnRole::Answer, "Tom Hall", "It does.")
            ]
        );
    }

    #[test]
    fn rolling_captions_are_read_once() {
        let captions = "WEBVTT\nKind: captions\n\n00:00.000 --> 00:02.000\n \nthe<00:00.500><c> ferry</c>\n\n00:02.000 --> 00:02.010\nthe ferry\n \n\n00:02.010 --> 00:04.000\nthe ferry\nsails at dawn\n";
        assert_eq!(text(captions), "the ferry sails at dawn");
    }

    #[test]
    fn labels_and_dashes_part_paragraphs() {
        let captions = "1\n00:00:01,000 --> 00:00:02,000\nAna: Does it sail?\n\n2\n00:00:02,000 --> 00:00:03,000\nTom: It does.\nEvery day.\n";
        assert!(sniff(captions));
        assert_eq!(
            text(captions),
            "Ana: Does it sail?\nTom: It does. Every day."
        );
    }
}
