//! Whether the labels of a story make an interview, and where its turns begin and end.

use std::collections::HashSet;

use crate::language::label_words;
use crate::page::labels::{self, Looks};
use crate::page::slots::{self, Form};
use crate::story::{Block, BlockKind, Span, Story};

use super::forms;
use super::interludes;
use super::proof;
use super::speakers::{self, Cast};
use super::talk::{FEWEST_TURNS, Labelled, Spoken, Talk};

/// The form of most labels.
const COLON: Form = Form {
    opens: None,
    timed: false,
    closes: Some(':'),
};

/// The interview in a story, if its labels make one: in the form that gives most turns.
pub(super) fn talk(story: &Story) -> Option<Talk> {
    let colon = talk_behind_colons(story);
    let turns = colon.as_ref().map_or(0, |talk| talk.turns.len());
    let mut others = forms::of(story, FEWEST_TURNS.max(turns + 1))
        .into_iter()
        .filter_map(|mut set| {
            set.lines.retain(|line| may_speak(story, line));
            talk_among(story, set.lines, set.form)
        });
    others.find(|talk| talk.turns.len() > turns).or(colon)
}

/// The interview that labels with a colon make.
///
/// Lists of "Word: …" are many and lists of turns few: items speak only where nothing else does.
fn talk_behind_colons(story: &Story) -> Option<Talk> {
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
    talk_among(story, apart, COLON).or_else(|| {
        let listed = items >= FEWEST_TURNS / 2 && are_the_list(story, items);
        let talk = listed.then(|| talk_among(story, lines, COLON)).flatten();
        talk.filter(|talk| speaks_in_items(story, talk))
    })
}

/// The interview that some labelled lines make.
fn talk_among(story: &Story, mut lines: Vec<Labelled>, form: Form) -> Option<Talk> {
    let text = &story.text;
    if lines.len() < FEWEST_TURNS {
        return None;
    }
    if form == COLON {
        join_broken_labels(story, &mut lines);
    }
    let mut cast = speakers::cast(
        lines
            .iter()
            .map(|line| (&text[line.label.range()], line.looks)),
    )?;
    let wrapped = interludes::is_wrapped(text);
    if wrapped && form.closes.is_some() {
        silence_mid_sentence(text, &lines, &mut cast);
    }
    let heard = heard(text, &lines, &cast);
    if !proof::is_interview(story, &lines, &cast, &heard, form) {
        return None;
    }
    name_nicknames(text, &lines, &mut cast);
    let mut kept = kept(text, &lines, &cast, form);
    kept.retain(|&line| !is_headline(story, &lines[line], cast.voices[cast.of[line]].count));
    let headline = !wrapped && form == COLON && opens_with_headline(text, &lines, &kept);
    let kept = &kept[usize::from(headline)..];
    let mut turns = spoken(text, &lines, &cast, kept);
    pass_over_clocks(text, &mut turns);
    interludes::cut(story, &mut turns, wrapped);
    (turns.len() >= FEWEST_TURNS && fills(text, &turns)).then_some(Talk { cast, turns })
}

/// How often a label in small letters must open a line to be somebody's nickname.
const OFTEN: usize = 3;

/// Among labels that are proved, a word in small letters that comes often is a nickname.
fn name_nicknames(text: &str, lines: &[Labelled], cast: &mut Cast) {
    let mut plain = vec![true; cast.voices.len()];
    for (line, &voice) in lines.iter().zip(&cast.of) {
        let label = &text[line.label.range()];
        plain[voice] &= !label.contains(char::is_whitespace)
            && !label_words::opens_a_sentence(label)
            && begins_afresh(text, line.line);
    }
    for (voice, plain) in cast.voices.iter_mut().zip(plain) {
        voice.named |= plain && voice.count >= OFTEN;
    }
}

/// Whether the words before a colon in the headline are a label that comes nowhere else.
fn is_headline(story: &Story, line: &Labelled, count: usize) -> bool {
    count < 2 && kind_of(story, line.label) == Some(BlockKind::Headline)
}

/// Whether nearly all turns are items; of question and answer, either may stand outside.
fn speaks_in_items(story: &Story, talk: &Talk) -> bool {
    let labels = || talk.turns.iter().map(|turn| turn.label);
    let items = labels().filter(|&label| is_item(story, label)).count();
    let is_letter = |label: Span| labels::letter_role(story.slice(label)).is_some();
    items * 5 >= talk.turns.len() * 4 || labels().all(is_letter)
}

/// Takes `Q` without a colon for a label where `A` answers or another label follows each, and for a
/// word elsewhere.
fn trust_letters(text: &str, lines: &mut Vec<Labelled>) {
    let is_bare = |line: &Labelled| line.looks == Looks::Loose && &text[line.label.range()] == "Q";
    let is_answer =
        |line: &&Labelled| line.looks == Looks::Letter && &text[line.label.range()] == "A";
    let answers = lines.iter().filter(is_answer).count();
    let bare = lines.iter().filter(|line| is_bare(line)).count();
    let followed = lines
        .windows(2)
        .filter(|pair| is_bare(&pair[0]) && pair[1].looks == Looks::Name);
    let among_names = bare >= FEWEST_TURNS / 2 && followed.count() * 4 >= bare * 3;
    let answered = answers >= FEWEST_TURNS / 2 || among_names;
    lines.retain_mut(|line| {
        let bare = is_bare(line);
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

/// Whether the turns are the story, and not an exchange that a report prints: they fill a fifth of it, or
/// a third if they are few. The last one counts where the text ends with its first line; else it may run
/// on into the report.
fn fills(text: &str, turns: &[Spoken]) -> bool {
    let labels: usize = turns.iter().map(|turn| turn.label.len()).sum();
    let closing = turns[turns.len() - 1].speech;
    let is_whole = !text[closing.start..].trim_end().contains('\n');
    let counted = &turns[..turns.len() - usize::from(!is_whole)];
    let spoken: usize = counted.iter().map(|turn| turn.speech.len()).sum();
    let least = if turns.len() < 2 * FEWEST_TURNS { 3 } else { 5 };
    // What the story ends in after the talk tells nothing where it holds no sentence.
    let end = turns[turns.len() - 1].speech.end;
    let goes_on = text[end..].lines().any(interludes::is_closed);
    let all = if goes_on { text.len() } else { end };
    spoken * least >= all - labels
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
fn join_broken_labels(story: &Story, lines: &mut [Labelled]) {
    let text = &story.text;
    let mut free = 0;
    let mut joined: Vec<Option<Span>> = Vec::with_capacity(lines.len());
    for line in lines.iter() {
        // The line before may be a label itself.
        joined.push(with_line_before(story, line).filter(|span| span.start >= free));
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
fn with_line_before(story: &Story, line: &Labelled) -> Option<Span> {
    let text = &story.text;
    let before = text[..line.label.start].strip_suffix('\n')?.trim_end();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    // Only plain text breaks a line within a paragraph and does not say so.
    if story.meta.format == "markdown"
        && story.block_at(line_start) != story.block_at(line.label.start)
    {
        return None;
    }
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

/// The labels that show whether people talk: of those who speak twice; of everybody in minutes and
/// transcripts, which print each name in capitals and let some speak but once.
fn heard(text: &str, lines: &[Labelled], cast: &Cast) -> Vec<usize> {
    let capitals = |line: &Labelled| is_upper(labels::name_part(&text[line.label.range()]));
    let again = |line: &usize| is_main(cast, cast.of[*line]);
    if lines.iter().all(capitals) && (0..lines.len()).any(|line| again(&line)) {
        return kept(text, lines, cast, COLON);
    }
    (0..lines.len()).filter(again).collect()
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

/// The labels that open a turn: of the main voices, and of those whose label has the form of theirs.
fn kept(text: &str, lines: &[Labelled], cast: &Cast, form: Form) -> Vec<usize> {
    let is_main = |line: &usize| is_main(cast, cast.of[*line]);
    let capitals = (0..lines.len())
        .filter(is_main)
        .all(|line| is_upper(&text[lines[line].label.range()]));
    let alone = form.closes.is_none() && !form.timed;
    let belongs = |line: &Labelled| {
        if form == COLON || alone && !capitals {
            is_clip(text, line, capitals)
        } else {
            line.looks == Looks::Name && (!alone || is_upper(&text[line.label.range()]))
        }
    };
    (0..lines.len())
        .filter(|line| is_main(line) || belongs(&lines[*line]))
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

/// Where most turns open with a time, it belongs to the label: `Ines Rocha: 00:12:04`.
fn pass_over_clocks(text: &str, turns: &mut [Spoken]) {
    let clock = |turn: &Spoken| {
        let speech = &text[turn.speech.range()];
        let length = slots::clock(speech)?;
        let rest = &speech[length..];
        (rest.starts_with(char::is_whitespace)).then(|| length + leading_space(rest))
    };
    let timed = turns.iter().filter(|turn| clock(turn).is_some()).count();
    if timed * 3 < turns.len() * 2 {
        return;
    }
    for turn in turns {
        turn.speech.start += clock(turn).unwrap_or_default();
    }
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
    if label_words::is_clip(&name.to_lowercase()) || plays(text, line) {
        return true;
    }
    let whole = |word: &str| labels::has_capital(word) || label_words::is_small_word(word);
    let count = name.split_whitespace().count();
    count >= 2
        && (!capitals || is_upper(name))
        && name.split_whitespace().all(whole)
        && !label_words::opens_a_sentence(name)
        && begins_afresh(text, line.line)
}

/// Whether nothing but a time stands behind the label: something is played.
fn plays(text: &str, line: &Labelled) -> bool {
    let rest = &text[line.speech..];
    let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let rest = rest[..end].trim();
    slots::clock(rest) == Some(rest.len())
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
