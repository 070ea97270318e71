//! The lines of one story, laid out as blocks.

use super::front::{self, Front, Place, dateline};
use super::headline;
use crate::page::borders::plainly::title_of_record;
use crate::page::furniture::Furniture;
use crate::page::headings;
use crate::page::lines::{End, Line, Role};
use crate::page::reading::why::{Class, Why};
use crate::page::reading::{self, Sums};
use crate::page::survey::Words;
use crate::story::{Block, BlockKind, Certainty, Reason, Span, Story, one_line};

/// How many lines under the headline may hold byline, date and deck.
const FRONT_LINES: usize = 8;

/// The lines of one story.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// All of them.
    pub lines: &'a [Line<'a>],
    /// What each says of authors, paper and day, wherever it stands.
    pub printed: &'a [Option<Front>],
    /// What the page makes of each.
    pub sums: &'a [Option<Sums>],
    /// The one that is the headline, as far as the page tells.
    pub headline: usize,
    /// Why the page takes lines for something else than text.
    pub whys: &'a [Why],
    /// Which line of the page is the first of the story.
    pub first: usize,
}

/// Lays out one story; `words` are those of its lines.
pub(super) fn story(part: Part<'_>, words: Words<'_>) -> Story {
    let lines = part.lines;
    let mut story = Story::default();
    let headline = headline::find(&lines[part.headline..]).map(|at| at + part.headline);
    let mut kinds = vec![None; lines.len()];
    if let Some(headline) = headline {
        let text = lines[headline].text.as_ref();
        story.meta.headline = title_of_record(text).unwrap_or(text).to_string();
        kinds[..headline].fill(Some(BlockKind::Promo));
        kinds[headline] = Some(BlockKind::Headline);
        read_front(&mut story, part, headline, &mut kinds[headline..]);
        if headline > 0 {
            let above = part.printed[headline - 1].as_ref();
            read_front_above(&mut story, above, &mut kinds[headline - 1]);
        }
    }
    let first = headline.unwrap_or(0);
    set_furniture_apart(part, &mut kinds);
    let taken: Vec<bool> = kinds[first..].iter().map(Option::is_some).collect();
    let found = headings::find(
        &lines[first..],
        &taken,
        words.from(first),
        &part.sums[first..],
    );
    let mut certainty = vec![Certainty::Sure; lines.len()];
    for (index, sum) in found {
        kinds[first + index] = Some(BlockKind::Heading);
        certainty[first + index] = sureness(sum);
    }
    title_the_times(lines, &mut kinds);
    if let Some(deck) = deck(&lines[first..], &kinds[first..]) {
        story.meta.deck = Some(one_line(&lines[first + deck].text));
        kinds[first + deck] = Some(BlockKind::Deck);
    }
    story.meta.url = lines.iter().find_map(address);
    keep_the_text(lines, &mut kinds);
    let bytes = lines.iter().map(|line| line.text.len() + 1);
    story.text.reserve(bytes.sum());
    story.blocks.reserve(lines.len());
    for ((line, kind), certainty) in lines.iter().zip(kinds).zip(certainty) {
        push(&mut story, line, kind, certainty);
    }
    story.reasons = reasons(part, &story.blocks);
    if story.meta.headline.is_empty() {
        story.meta.headline = first_words(&story.text);
    }
    story
}

/// Why the page took lines for what they are; a block is a line.
fn reasons(part: Part<'_>, blocks: &[Block]) -> Vec<Reason> {
    let from = part.whys.partition_point(|why| why.line < part.first);
    let whys = part.whys[from..].iter();
    let mut reasons = Vec::new();
    for why in whys.take_while(|why| why.line < part.first + blocks.len()) {
        let block = why.line - part.first;
        let class = match blocks[block].kind {
            BlockKind::Headline if part.first == 0 => Class::Headline,
            BlockKind::Headline => Class::Next,
            BlockKind::Heading => Class::Heading,
            BlockKind::Promo => Class::Furniture,
            _ => continue,
        };
        let signs = why.signs(class);
        reasons.push(Reason { block, signs });
    }
    reasons
}

/// Marks the lines that the page as a whole tells to be furniture.
fn set_furniture_apart(part: Part<'_>, kinds: &mut [Option<BlockKind>]) {
    if !reading::has_company(part.lines.len()) {
        return;
    }
    for ((kind, line), sums) in kinds.iter_mut().zip(part.lines).zip(part.sums) {
        if kind.is_none() && reading::is_furniture(line, *sums) {
            *kind = Some(BlockKind::Promo);
        }
    }
}

/// Takes the byline or the date that stands right over the headline.
fn read_front_above(story: &mut Story, front: Option<&Front>, kind: &mut Option<BlockKind>) {
    if let Some(front) = front {
        *kind = Some(front.kind());
        take(story, front);
    }
}

/// In a running report the title under a time of day heads the entry, and the time dates it.
fn title_the_times(lines: &[Line<'_>], kinds: &mut [Option<BlockKind>]) {
    for at in 0..lines.len().saturating_sub(2) {
        let (time, title, entry) = (&lines[at], &lines[at + 1], &lines[at + 2]);
        let titled = title.is_bare()
            && title.shape.end == End::Open
            && title.shape.words >= 2
            && entry.is_prose();
        if kinds[at] == Some(BlockKind::Heading) && is_time(&time.text) && titled {
            kinds[at] = Some(BlockKind::Date);
            kinds[at + 1] = Some(BlockKind::Heading);
        }
    }
}

/// Whether a line is nothing but a time of day: "18:40", "16.10 GMT", "14h30".
fn is_time(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let clock = words.next().unwrap_or_default();
    let is_digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parted = clock.split_once([':', '.', 'h']);
    parted.is_some_and(|(hour, minute)| {
        is_digits(hour, 2) && minute.len() == 2 && is_digits(minute, 2)
    }) && words.next().is_none_or(|zone| zone.len() <= 4)
        && words.next().is_none()
}

/// Page furniture stands beside a text: where there is none, its words are the text.
fn keep_the_text(lines: &[Line<'_>], kinds: &mut [Option<BlockKind>]) {
    let is_furniture = |at: usize| matches!(lines[at].role, Role::Furniture(_));
    let under = |kind: Option<BlockKind>| kind == Some(BlockKind::Headline);
    let Some(headline) = kinds.iter().position(|kind| under(*kind)) else {
        return;
    };
    let below = headline + 1..lines.len();
    if below
        .clone()
        .all(|at| kinds[at].is_some() || is_furniture(at))
    {
        for kind in kinds[below].iter_mut().filter(|kind| kind.is_none()) {
            *kind = Some(BlockKind::Paragraph);
        }
    }
}

/// A sum of 2 is a chance of 88 in 100, of 0.7 one of two in three.
fn sureness(sum: f32) -> Certainty {
    match sum {
        2.0.. => Certainty::Sure,
        0.7.. => Certainty::Likely,
        _ => Certainty::Doubtful,
    }
}

fn first_words(text: &str) -> String {
    text.split_whitespace()
        .take(12)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Takes byline, date, source and dateline from the lines under the headline.
fn read_front(story: &mut Story, part: Part<'_>, headline: usize, kinds: &mut [Option<BlockKind>]) {
    let (lines, printed) = (&part.lines[headline..], &part.printed[headline..]);
    let mut place = Place::UnderHeadline;
    let mut near_prose = true;
    for (index, line) in lines.iter().enumerate().skip(1).take(FRONT_LINES) {
        if let Some(source) = source_of_record(line).filter(|_| place != Place::Anywhere) {
            story.meta.source.get_or_insert_with(|| one_line(source));
            kinds[index] = Some(BlockKind::Byline);
            continue;
        }
        if !line.is_read() {
            continue;
        }
        if place == Place::UnderHeadline && before_front(&lines[index + 1..], &printed[index + 1..])
        {
            place = Place::BesideFront;
        }
        if let Some(front) = front_at(lines, index, printed[index].as_ref(), place) {
            kinds[index] = Some(front.kind());
            if place != Place::Anywhere {
                place = Place::BesideFront;
            }
            take(story, &front);
        } else {
            if near_prose && line.is_prose() {
                if !is_voice(line, lines) {
                    take_dateline(story, &line.text);
                }
                near_prose = false;
            }
            place = Place::Anywhere;
        }
    }
}

/// What a line under the headline says. A name that nothing announces is none where its words are those of
/// the headline, or stand in small letters in the text: a title that comes again, a button.
fn front_at(lines: &[Line<'_>], at: usize, printed: Option<&Front>, place: Place) -> Option<Front> {
    let named = printed.is_some_and(|front| !front.names.is_empty());
    if place == Place::Anywhere || named {
        return printed.cloned();
    }
    let is_of_text = |name: &String| {
        repeats(&lines[0].text, name)
            || (!front::is_known(name) && stands_small(name, &lines[at + 1..]))
    };
    let placed = front::of(&lines[at], place);
    let placed = placed.filter(|front| !front.names.iter().any(is_of_text));
    placed.or_else(|| printed.cloned())
}

/// Whether a headline holds the words of a name in a row.
fn repeats(headline: &str, name: &str) -> bool {
    headline.to_lowercase().contains(&name.to_lowercase())
}

/// Lines of the text that are searched for the words of a name.
const SEARCHED: usize = 60;

/// Whether a word of weight of a name stands in small letters in the text.
fn stands_small(name: &str, text: &[Line<'_>]) -> bool {
    let heavy = name.split(' ').filter(|word| word.chars().count() > 3);
    let small: Vec<String> = heavy.map(str::to_lowercase).collect();
    let mut words = text
        .iter()
        .take(SEARCHED)
        .flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| small.iter().any(|small| small == word))
}

/// Whether the line opens with a label and others do too: `MAYOR ADLER: We come to item 4` is said by
/// somebody, where `NEW DELHI: The government` alone is written somewhere.
fn is_voice(line: &Line<'_>, lines: &[Line<'_>]) -> bool {
    let labelled = || lines.iter().filter(|other| other.label().is_some());
    line.label().is_some() && labelled().count() > 1
}

/// The paper that a line `Source: …` under a headline names; an address is none.
fn source_of_record<'a>(line: &'a Line<'_>) -> Option<&'a str> {
    let (field, source) = line.text.split_once(':')?;
    let source = source.trim();
    let named = !source.is_empty() && !source.contains("//") && line.shape.words <= 8;
    (named && field.eq_ignore_ascii_case("source")).then_some(source)
}

/// Whether a byline or a date comes next.
fn before_front(rest: &[Line<'_>], printed: &[Option<Front>]) -> bool {
    let next = rest.iter().position(Line::is_read);
    next.is_some_and(|at| printed[at].is_some())
}

fn take(story: &mut Story, front: &Front) {
    for name in front.names.iter().map(|name| one_line(name)) {
        if !story.meta.bylines.contains(&name) {
            story.meta.bylines.push(name);
        }
    }
    let source = front.source.as_deref().map(one_line);
    story.meta.source = story.meta.source.take().or(source);
    story.meta.date = story.meta.date.or(front.date);
}

fn take_dateline(story: &mut Story, paragraph: &str) {
    let Some(found) = dateline::read(paragraph) else {
        return;
    };
    let meta = &mut story.meta;
    meta.dateline = found.place.map(one_line);
    meta.date = meta.date.or(found.date);
    meta.source = meta.source.take().or(found.source.map(one_line));
}

/// The line under the headline that sums the story up, unless it is the first paragraph.
///
/// A deck has no full stop, or the byline stands between it and the story.
fn deck(lines: &[Line<'_>], kinds: &[Option<BlockKind>]) -> Option<usize> {
    let at = (1..lines.len()).find(|&at| lines[at].is_read() && !is_front(kinds[at]))?;
    let (line, shape) = (&lines[at], &lines[at].shape);
    let may_be = kinds[at].is_none() && line.is_bare() && shape.width > 30 && shape.words > 4;
    let follows = lines[at + 1..].iter().position(Line::is_read)? + at + 1;
    let over_byline = is_front(kinds[follows]);
    let over_prose = kinds[follows].is_none() && lines[follows].is_prose();
    (may_be && (over_byline || (over_prose && shape.end == End::Open))).then_some(at)
}

fn is_front(kind: Option<BlockKind>) -> bool {
    matches!(kind, Some(BlockKind::Byline | BlockKind::Date))
}

/// The address of the page, where a line holds nothing else.
fn address(line: &Line<'_>) -> Option<String> {
    const LABELS: &[&str] = &["source:", "url:", "link:", "original:"];
    let text = line.text.as_ref();
    let labelled = |label: &&str| {
        let head = text.get(..label.len())?;
        head.eq_ignore_ascii_case(label)
            .then(|| text[label.len()..].trim())
    };
    let text = LABELS.iter().find_map(labelled).unwrap_or(text);
    let web = text.starts_with("https://") || text.starts_with("http://");
    (web && !text.contains(char::is_whitespace)).then(|| text.to_string())
}

/// Adds a line to the story's text, and its block.
fn push(story: &mut Story, line: &Line<'_>, kind: Option<BlockKind>, certainty: Certainty) {
    let kind = kind.unwrap_or_else(|| plain_kind(line));
    let words = words(line, kind);
    if !story.text.is_empty() {
        story.text.push('\n');
    }
    let start = story.text.len();
    match kind {
        BlockKind::TableRow => push_cells(&mut story.text, words),
        _ => story.text.push_str(words),
    }
    let mut block = Block::new(kind, Span::new(start, story.text.len()));
    block.level = u8::from(kind == BlockKind::Heading);
    block.certainty = certainty;
    story.blocks.push(block);
}

fn words<'a>(line: &'a Line<'_>, kind: BlockKind) -> &'a str {
    match (line.role, kind) {
        (Role::Item(words), BlockKind::ListItem) | (Role::Quoted(words), BlockKind::BlockQuote) => {
            &line.text[words..]
        }
        (_, BlockKind::Headline) => title_of_record(&line.text).unwrap_or(&line.text),
        _ => &line.text,
    }
}

/// Cells with a tab between them, the printed bars left out.
fn push_cells(text: &mut String, row: &str) {
    let start = text.len();
    for cell in row.trim_matches('|').split(['|', '\t']) {
        if text.len() > start {
            text.push('\t');
        }
        text.push_str(cell.trim());
    }
}

/// What a line is that neither opens the story nor heads a section.
fn plain_kind(line: &Line<'_>) -> BlockKind {
    match line.role {
        Role::Item(_) => BlockKind::ListItem,
        Role::Quoted(_) => BlockKind::BlockQuote,
        Role::Row => BlockKind::TableRow,
        Role::Furniture(Furniture::Caption) => BlockKind::Caption,
        Role::Furniture(_) => BlockKind::Promo,
        Role::Ornament => BlockKind::Rule,
        Role::Bare if line.shape.end == End::Open && line.shape.width == 0 => BlockKind::Rule,
        Role::Bare | Role::Prose => BlockKind::Paragraph,
    }
}
