//! Whether the labels of a story make an interview, and where its turns begin and end.

use crate::language::label_words;
use std::collections::HashSet;

use crate::story::{Block, BlockKind, Span, Story};

use super::interludes;
use super::speakers::{self, Cast};
use super::talk::{Spoken, Talk};
use crate::page::labels::{self, Looks};

/// A line that opens with what looks like a label.
#[derive(Clone, Copy, Debug)]
struct Labelled {
    /// Where the line begins, marks of bold type included.
    line: usize,
    label: Span,
    speech: usize,
    looks: Looks,
}

/// Two questions and two answers: fewer labelled lines are a list or a caption.
const FEWEST_TURNS: usize = 4;

/// The interview in a story, if its labels make one.
///
/// Lists of "Word: …" are many and lists of turns few: items speak only where nothing else does.
pub(super) fn talk(story: &Story) -> Option<Talk> {
    let mut lines = labelled_lines(&story.text);
    if lines.len() < FEWEST_TURNS {
        return None;
    }
    trust_letters(&story.text, &mut lines);
    lines.retain(|line| may_speak(story, line));
    let apart: Vec<Labelled> = lines
        .iter()
        .filter(|line| !is_item(story, line.label))
        .copied()
        .collect();
    let items = lines.len() - apart.len();
    talk_among(story, apart).or_else(|| {
        let listed = items >= FEWEST_TURNS / 2 && are_the_list(story, items);
        let talk = listed.then(|| talk_among(story, lines)).flatten();
        talk.filter(|talk| speaks_in_items(story, talk))
    })
}

/// The interview that some labelled lines make.
fn talk_among(story: &Story, mut lines: Vec<Labelled>) -> Option<Talk> {
    let text = &story.text;
    if lines.len() < FEWEST_TURNS {
        return None;
    }
    join_broken_labels(text, &mut lines);
    let mut cast = speakers::cast(
        lines
            .iter()
            .map(|line| (&text[line.label.range()], line.looks)),
    )?;
    let wrapped = interludes::is_wrapped(text);
    if wrapped {
        silence_mid_sentence(text, &lines, &mut cast);
    }
    if !is_interview(text, &lines, &cast) {
        return None;
    }
    let kept = kept(text, &lines, &cast);
    let headline = !wrapped && opens_with_headline(text, &lines, &kept);
    let kept = &kept[usize::from(headline)..];
    let mut turns = spoken(text, &lines, &cast, kept);
    interludes::cut(story, &mut turns, wrapped);
    (turns.len() >= FEWEST_TURNS && fills(text, &turns)).then_some(Talk { cast, turns })
}

/// Whether nearly all turns are items; of question and answer, either may stand outside.
fn speaks_in_items(story: &Story, talk: &Talk) -> bool {
    let labels = || talk.turns.iter().map(|turn| turn.label);
    let items = labels().filter(|&label| is_item(story, label)).count();
    let is_letter = |label: Span| labels::letter_role(story.slice(label)).is_some();
    items * 5 >= talk.turns.len() * 4 || labels().all(is_letter)
}

/// Takes `Q` without a colon for a label where `A` answers, and for a word elsewhere.
fn trust_letters(text: &str, lines: &mut Vec<Labelled>) {
    let answers = lines
        .iter()
        .filter(|line| line.looks == Looks::Letter && &text[line.label.range()] == "A");
    let answered = answers.count() >= FEWEST_TURNS / 2;
    lines.retain_mut(|line| {
        let bare = line.looks == Looks::Loose && &text[line.label.range()] == "Q";
        if bare && answered {
            line.looks = Looks::Letter;
        }
        answered || !bare
    });
}

/// What the label stands in.
fn kind_of(story: &Story, label: Span) -> Option<BlockKind> {
    let block = story.block_at(label.start);
    block.map(|block| story.blocks[block].kind)
}

/// Whether the label stands where people speak: not in a table or code.
fn may_speak(story: &Story, line: &Labelled) -> bool {
    !matches!(
        kind_of(story, line.label),
        Some(BlockKind::TableRow | BlockKind::Code | BlockKind::Footnote)
    )
}

fn is_item(story: &Story, label: Span) -> bool {
    kind_of(story, label) == Some(BlockKind::ListItem)
}

/// Whether so many labelled items are nearly all items of the story: who speaks in items says all in
/// items, while other lists have labels here and there.
fn are_the_list(story: &Story, labelled: usize) -> bool {
    let is_item = |block: &&Block| block.kind == BlockKind::ListItem && block.level == 0;
    let items = story.blocks.iter().filter(is_item).count();
    labelled * 5 >= items * 4
}

/// Whether the turns are the story, and not an exchange that a report prints: but for the last one,
/// which may run on into the report, they fill a fifth of it, or a third if they are few.
fn fills(text: &str, turns: &[Spoken]) -> bool {
    let labels: usize = turns.iter().map(|turn| turn.label.len()).sum();
    let but_last = &turns[..turns.len() - 1];
    let spoken: usize = but_last.iter().map(|turn| turn.speech.len()).sum();
    let least = if turns.len() < 2 * FEWEST_TURNS { 3 } else { 5 };
    spoken * least >= text.len() - labels
}

fn labelled_lines(text: &str) -> Vec<Labelled> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text[start..end].trim_start();
        let from = end - line.len();
        start = end + 1;
        if let Some((label, looks)) = labels::candidate(line) {
            found.push(Labelled {
                line: from,
                label: Span::new(from + label.start, from + label.label),
                speech: from + label.speech,
                looks,
            });
        }
    }
    found
}

/// Joins labels that a narrow column broke over two lines ("AMY⏎GOODMAN: …").
///
/// A line of nothing but a name's words before a label is its first half when the two together
/// come again, or when both are in capitals and the second half never stands alone.
fn join_broken_labels(text: &str, lines: &mut [Labelled]) {
    let mut free = 0;
    let mut joined: Vec<Option<Span>> = Vec::with_capacity(lines.len());
    for line in lines.iter() {
        // The line before may be a label itself.
        joined.push(with_line_before(text, line).filter(|span| span.start >= free));
        free = line.speech;
    }
    if joined.iter().all(Option::is_none) {
        return;
    }
    let letters = |span: Span| speakers::tokens(labels::name_part(&text[span.range()])).concat();
    let printed: Vec<(String, Option<String>)> = lines
        .iter()
        .zip(&joined)
        .map(|(line, joined)| (letters(line.label), joined.map(letters)))
        .collect();
    let has_space = |line: &&Labelled| text[line.label.range()].contains(' ');
    let whole: HashSet<String> = lines
        .iter()
        .filter(has_space)
        .map(|line| letters(line.label))
        .collect();
    for (index, line) in lines.iter_mut().enumerate() {
        let (Some(joined), (alone, Some(together))) = (joined[index], &printed[index]) else {
            continue;
        };
        let again = printed.iter().enumerate().any(|(other, (alone, joined))| {
            other != index && (alone == together || joined.as_ref() == Some(together))
        });
        let stands_alone = printed
            .iter()
            .any(|(other, joined)| other == alone && joined.is_none());
        // "Looking Ahead⏎InesRocha:" is a heading and a whole name.
        let is_whole = stands_alone && whole.contains(alone);
        let in_capitals = is_upper(&text[joined.range()]);
        if (again && !is_whole) || (in_capitals && !stands_alone) {
            line.label = joined;
            line.line = joined.start;
        }
    }
}

/// The label together with the line directly before it, if that holds only words of a name; or
/// with the capitals behind its last sentence, if whoever joined broken lines put them there.
fn with_line_before(text: &str, line: &Labelled) -> Option<Span> {
    let before = text[..line.label.start].strip_suffix('\n')?.trim_end();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let first = before[line_start..].trim_start();
    if labels::is_name(first) {
        return Some(Span::new(before.len() - first.len(), line.label.end));
    }
    let closed = |c: char| matches!(c, '.' | '!' | '?' | '"' | '”' | ')' | ']' | '-');
    let (_, first) = first.rsplit_once(closed)?;
    let first = first.trim_start();
    let ends = first.starts_with(char::is_uppercase) && is_upper(first) && labels::is_name(first);
    ends.then(|| Span::new(before.len() - first.len(), line.label.end))
}

/// Whether two or more voices speak by turns, and somebody is asked something.
///
/// Lists of "Pros: … Cons: …" recur and alternate too; what they lack is questions. In 94 printed
/// interviews and transcripts the voice that asked most had a question mark in at least 22 % of its
/// turns. Two-word names need less proof than bare words do.
fn is_interview(text: &str, lines: &[Labelled], cast: &Cast) -> bool {
    let main: Vec<(usize, usize)> = heard(text, lines, cast)
        .into_iter()
        .map(|line| (line, cast.of[line]))
        .collect();
    let changes = main
        .windows(2)
        .filter(|pair| pair[0].1 != pair[1].1)
        .count();
    if main.len() < FEWEST_TURNS || changes * 5 < (main.len() - 1) * 3 || is_round(&main) {
        return false;
    }
    let mut asked = vec![0; cast.voices.len()];
    for (order, &(line, voice)) in main.iter().enumerate() {
        let end = main
            .get(order + 1)
            .map_or(text.len(), |next| lines[next.0].line);
        asked[voice] += usize::from(has_question(&text[lines[line].speech.min(end)..end]));
    }
    let full_names = main
        .iter()
        .filter(|(_, voice)| cast.voices[*voice].tokens.len() >= 2)
        .count();
    let needed = if full_names * 2 >= main.len() { 1 } else { 2 };
    let asks = |voice: usize| asked[voice] * 10 >= cast.voices[voice].count * needed;
    asked.iter().sum::<usize>() >= 2 && main.iter().any(|&(_, voice)| asks(voice))
}

/// The labels that show whether people talk: of those who speak twice; of everybody in minutes and
/// transcripts, which print each name in capitals and let some speak but once.
fn heard(text: &str, lines: &[Labelled], cast: &Cast) -> Vec<usize> {
    let capitals = |line: &Labelled| is_upper(labels::name_part(&text[line.label.range()]));
    let again = |line: &usize| is_main(cast, cast.of[*line]);
    if lines.iter().all(capitals) && (0..lines.len()).any(|line| again(&line)) {
        return kept(text, lines, cast);
    }
    (0..lines.len()).filter(again).collect()
}

/// Whether three or more labels come round in one fixed order: people do not, forms do ("Name: …
/// Age: … Town: …").
fn is_round(main: &[(usize, usize)]) -> bool {
    let voices = |pair: &[(usize, usize)]| (pair[0].1, pair[1].1);
    let next = |voice: usize| main.windows(2).map(voices).find(|(one, _)| *one == voice);
    let fixed = main
        .windows(2)
        .all(|pair| next(pair[0].1) == Some(voices(pair)));
    fixed
        && main.len() >= 6
        && main
            .iter()
            .any(|(_, voice)| ![main[0].1, main[1].1].contains(voice))
}

fn is_main(cast: &Cast, voice: usize) -> bool {
    cast.voices[voice].count >= 2 && cast.voices[voice].named
}

/// Takes the name from voices whose labels only ever stand in mid-sentence, where a column broke
/// the line: "… author of⏎Night Train: A History of …".
fn silence_mid_sentence(text: &str, lines: &[Labelled], cast: &mut Cast) {
    let mut afresh = vec![false; cast.voices.len()];
    for (line, voice) in lines.iter().zip(&cast.of) {
        afresh[*voice] |= begins_afresh(text, line.line);
    }
    for (voice, afresh) in cast.voices.iter_mut().zip(afresh) {
        voice.named &= afresh;
    }
}

/// Whether a new sentence may begin at `place`, the start of a line: after a blank line or a stop.
fn begins_afresh(text: &str, place: usize) -> bool {
    let before = text[..place].trim_end();
    let gap = &text[before.len()..place];
    before.is_empty()
        || interludes::is_closed(before)
        || before.ends_with(':')
        || memchr::memchr_iter(b'\n', gap.as_bytes()).count() > 1
}

/// Whether somebody asks: `?` of any script.
pub(super) fn has_question(speech: &str) -> bool {
    memchr::memchr(b'?', speech.as_bytes()).is_some()
        || speech.contains('？')
        || speech.contains('؟')
}

/// The labels that open a turn: of the main voices, and of clips.
fn kept(text: &str, lines: &[Labelled], cast: &Cast) -> Vec<usize> {
    let is_main = |line: &usize| is_main(cast, cast.of[*line]);
    let capitals = (0..lines.len())
        .filter(is_main)
        .all(|line| is_upper(&text[lines[line].label.range()]));
    (0..lines.len())
        .filter(|line| is_main(line) || is_clip(text, &lines[*line], capitals))
        .collect()
}

fn spoken(text: &str, lines: &[Labelled], cast: &Cast, kept: &[usize]) -> Vec<Spoken> {
    let mut turns: Vec<Spoken> = Vec::with_capacity(kept.len());
    for (order, &line) in kept.iter().enumerate() {
        let end = kept
            .get(order + 1)
            .map_or(text.len(), |&next| lines[next].line);
        let start = lines[line].speech + leading_space(&text[lines[line].speech..end]);
        turns.push(Spoken {
            voice: cast.of[line],
            label: lines[line].label,
            speech: Span::new(start, start + text[start..end].trim_end().len()),
        });
    }
    turns
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A voice that is heard once: a clip, a caller, a passer-by. Its label must look like the others
/// and like a name, and open a line that does not continue a sentence.
fn is_clip(text: &str, line: &Labelled, capitals: bool) -> bool {
    let name = labels::name_part(&text[line.label.range()]);
    if line.looks != Looks::Name {
        return false;
    }
    if label_words::CLIPS.contains(&name.to_lowercase().as_str()) {
        return true;
    }
    let whole = |word: &str| labels::has_capital(word) || label_words::PARTICLES.contains(&word);
    let count = name.split_whitespace().count();
    count >= 2
        && (!capitals || is_upper(name))
        && name.split_whitespace().all(whole)
        && !label_words::opens_a_sentence(name)
        && begins_afresh(text, line.line)
}

/// Mostly capitals: `JOHN McCAIN`, `dONALD PELL`.
fn is_upper(name: &str) -> bool {
    let lower = name.chars().filter(|c| c.is_lowercase()).count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    lower * 4 <= letters
}

/// Longest headline behind its colon, in bytes; a first turn is usually longer.
const LONGEST_HEADLINE: usize = 120;

/// Whether the first label belongs to a headline such as "Rocha: We will rebuild": the first line
/// of the text, without a closing stop, and the next line is nobody's turn.
fn opens_with_headline(text: &str, lines: &[Labelled], kept: &[usize]) -> bool {
    let [first, second, ..] = kept else {
        return false;
    };
    let (first, second) = (&lines[*first], &lines[*second]);
    if !text[..first.line].trim().is_empty() {
        return false;
    }
    let end = first.speech + memchr::memchr(b'\n', &text.as_bytes()[first.speech..]).unwrap_or(0);
    if second.line < end {
        return false;
    }
    let line = text[first.speech..end].trim_end();
    // A headline may well end in a quotation mark, seldom in a stop.
    !line.is_empty()
        && line.len() <= LONGEST_HEADLINE
        && !line.ends_with(['.', '!', '?', '…', '。', '！', '？', '-', '—'])
        && !text[end..second.line].trim().is_empty()
}
