//! Captions of films and talks (`WebVTT`, `SubRip`) → what is said, a paragraph for each voice. Captions that
//! roll show each line twice and more: it is read once.

use super::html;
use crate::story::{Meta, Story};

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
    let markup = script.finish();
    html::fragment(&markup, Meta::default())
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
