//! What stands between two turns and is nobody's speech: headings, captions, pull quotes, page
//! furniture. A turn is one span, so it ends before an interlude that directly precedes the next
//! label; what lies between two paragraphs of one turn stays inside it.

use crate::story::{Block, BlockKind, Certainty, Span, Story};

use super::talk::Spoken;

/// Longest heading, in characters.
const LONGEST_HEADING: usize = 90;
/// Longest caption, in characters.
const LONGEST_CAPTION: usize = 300;
/// Lines shorter than this, in bytes, may have been broken to fit a column.
const COLUMN: usize = 110;

/// Whether the lines of a text were broken to fit a column, and at least some still are: many go on
/// in small letters. (In 21 wrapped interviews 45–70 % of the lines do; in 71 others, which stand in
/// long lines, under 37 %.)
pub(super) fn is_wrapped(text: &str) -> bool {
    let (mut lines, mut small, mut long) = (0, 0, 0);
    for line in text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.is_empty())
    {
        lines += 1;
        small += usize::from(line.starts_with(char::is_lowercase));
        long += if line.len() >= COLUMN { line.len() } else { 0 };
    }
    small * 10 >= lines * 4 || (small * 10 >= lines * 3 && long * 2 < text.len())
}

/// Ends each turn before the interlude that follows it; `wrapped` as [`is_wrapped`] says.
pub(super) fn cut(story: &Story, turns: &mut [Spoken], wrapped: bool) {
    for turn in turns.iter_mut() {
        turn.speech.end = speech_end(story, turn.speech, wrapped);
    }
    end_last(story, turns, wrapped);
}

/// The last turn ends at the first thing that is no speech, and where every other turn is one
/// paragraph, after its first.
fn end_last(story: &Story, turns: &mut [Spoken], wrapped: bool) {
    let Some((last, others)) = turns.split_last_mut() else {
        return;
    };
    let span = last.speech;
    let next = story.blocks.iter().find(|block| {
        block.span.start > span.start
            && block.span.start < span.end
            && is_apart(story, block, wrapped)
    });
    if let Some(block) = next {
        last.speech.end = span.start + story.text[span.start..block.span.start].trim_end().len();
    }
    let lines = |span: Span| story.slice(span).lines().count();
    if !wrapped && others.iter().all(|turn| lines(turn.speech) <= 1) {
        let speech = story.slice(last.speech);
        last.speech.end =
            span.start + memchr::memchr(b'\n', speech.as_bytes()).unwrap_or(speech.len());
    }
}

fn speech_end(story: &Story, speech: Span, wrapped: bool) -> usize {
    let text = story.slice(speech);
    let mut end = text.len();
    while let Some(shorter) = without_last(story, speech.start, &text[..end], wrapped) {
        end = shorter;
    }
    speech.start + end
}

/// Length of the speech without the interlude it ends with, if it does.
fn without_last(story: &Story, start: usize, speech: &str, wrapped: bool) -> Option<usize> {
    let mut tail = speech.len();
    // An interlude takes at most three lines: a broken heading, or a heading and a caption.
    for back in 1..=3 {
        let line_start = speech[..tail].trim_end().rfind('\n')? + 1;
        let before = speech[..line_start].trim_end();
        let lines = speech[line_start..].trim();
        let block = story.block_at(start + line_start);
        let block = block.map(|block| &story.blocks[block]);
        // What goes on in small letters is speech.
        let short = |line: &str| {
            line.chars().count() < LONGEST_HEADING && !line.starts_with(char::is_lowercase)
        };
        let known = lines.lines().skip(1).all(short)
            && block.is_some_and(|block| {
                block.span.start >= start + line_start && is_apart(story, block, wrapped)
            });
        if known || (is_closed(before) && is_interlude(lines, back, wrapped)) {
            return (!before.is_empty()).then_some(before.len());
        }
        tail = before.len();
    }
    None
}

/// Whether a block is no speech. Where lines were broken, nobody could tell by their length; else a
/// heading that was only guessed must look like one here too: in a talk, a short line that asks is
/// speech.
fn is_apart(story: &Story, block: &Block, wrapped: bool) -> bool {
    match block.kind {
        BlockKind::Heading => {
            // Plain text marks no headings, however sure we are of them.
            let sure = block.certainty == Certainty::Sure && story.meta.format != "plain";
            !wrapped && (sure || is_heading(story.slice(block.span), wrapped))
        }
        BlockKind::Caption
        | BlockKind::Promo
        | BlockKind::Rule
        | BlockKind::Date
        | BlockKind::Byline => !wrapped,
        _ => false,
    }
}

/// Whether the last `count` lines of a speech, after a closed sentence, are none of it.
fn is_interlude(lines: &str, count: usize, wrapped: bool) -> bool {
    if is_quoted_heading(lines) {
        return true;
    }
    let mut each = lines.lines();
    let first = each.next().unwrap_or_default().trim();
    match (count, wrapped) {
        (1, _) => is_heading(first, wrapped) || is_caption(first) || is_pull_quote(first),
        // In broken lines a sentence may begin like a heading; only its end tells.
        (_, true) => false,
        (_, false) => {
            let broken = |line: &str| line.starts_with(char::is_lowercase) && line.ends_with('.');
            is_heading(first, wrapped)
                && each.all(|line| line.chars().count() < LONGEST_HEADING && !broken(line))
        }
    }
}

/// A short line without a closing stop.
fn is_heading(line: &str, wrapped: bool) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    let begins = first.is_uppercase()
        || first.is_numeric()
        || (!wrapped
            && first.is_lowercase()
            && line
                .split_whitespace()
                .skip(1)
                .any(crate::page::labels::has_capital));
    begins
        && line.len() > 3
        && line.chars().count() <= LONGEST_HEADING
        && !is_closed(line)
        && !line.ends_with([',', ';', ':'])
}

/// A quotation set as a heading: marks around the whole, no stop inside the closing one.
fn is_quoted_heading(lines: &str) -> bool {
    const MARKS: [(char, char); 4] = [('\'', '\''), ('"', '"'), ('‘', '’'), ('“', '”')];
    MARKS.iter().any(|&(open, close)| {
        let inner = lines
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| {
            inner.chars().count() <= LONGEST_HEADING
                && !inner.is_empty()
                && !inner.ends_with(['.', '!', '?', ',', '…'])
                && !inner.contains(['"', '“', '”'])
        })
    })
}

/// Words that news agencies and sites print under pictures and nowhere in speech.
const CAPTION_CUES: &[&str] = &[
    "image:",
    "photo:",
    "photo by",
    "photograph:",
    "picture:",
    "credit:",
    "courtesy of",
    "getty images",
    "(reuters",
    "(ap photo",
    "(ap)",
    "afp photo",
    "/afp",
    "/reuters",
    "/ap)",
    "(left)",
    "(right)",
    "(centre)",
    "(center)",
];

fn is_caption(line: &str) -> bool {
    line.chars().count() <= LONGEST_CAPTION && {
        let lower = line.to_lowercase();
        CAPTION_CUES.iter().any(|cue| lower.contains(cue))
    }
}

/// `“We have brains.” — Pell, on trade`.
fn is_pull_quote(line: &str) -> bool {
    let opens = line.starts_with(['"', '“', '‘', '«', '„'])
        || line.starts_with("``")
        || line.starts_with("''");
    opens
        && ["” —", "\" —", "\"—", "”—", "’ —", "» —", "\" -", "” –"]
            .iter()
            .any(|close| line.contains(close))
}

/// Whether a text ends as a finished or interrupted sentence does.
pub(super) fn is_closed(text: &str) -> bool {
    text.ends_with([
        '.', '!', '?', '…', '"', '”', '’', '\'', '»', ')', ']', '-', '–', '—', '。', '！', '？',
        '」', '“', '‘',
    ])
}
