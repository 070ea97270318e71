//! How a Markdown story opens: headline, standfirst, byline and date, from front matter or from the
//! first blocks; and where a file holds several stories.

use super::builder::Laid;
use crate::format::dates;
use crate::format::suffix::{self, folded};
use crate::story::{Block, BlockKind, InlineKind, Meta, Span, Story, count_words};

/// Longest line (bytes) that is taken for a headline where nothing says so.
const LONGEST_HEADLINE: usize = 120;

/// Fewest words a part of a file has that is a story of its own.
const SHORTEST_STORY: usize = 60;

/// The stories of what was laid out, with what front matter says of them.
pub(super) fn stories(laid: Laid, meta: Meta) -> Vec<Story> {
    if laid.text.is_empty() && meta.headline.is_empty() {
        return Vec::new();
    }
    let whole = Story {
        meta,
        text: laid.text,
        blocks: laid.blocks,
        inlines: laid.inlines,
        ..Story::default()
    };
    let mut stories = match several(&whole) {
        Some(starts) => parts(&whole, &starts),
        None => vec![whole],
    };
    for story in &mut stories {
        open(story);
    }
    stories
}

/// The blocks at which stories start, where a file holds several: it has no title of its own, opens
/// with a heading of the first level, and so does each part, which has a length worth reading and
/// its own byline or date, or a rule before it. Headings of the first level alone are sections.
fn several(story: &Story) -> Option<Vec<usize>> {
    let blocks = &story.blocks;
    let first = blocks.iter().position(Block::is_read)?;
    let is_top = |at: &usize| blocks[*at].kind == BlockKind::Heading && blocks[*at].level == 1;
    let starts: Vec<usize> = (0..blocks.len()).filter(is_top).collect();
    if !story.meta.headline.is_empty() || starts.len() < 2 || starts[0] != first {
        return None;
    }
    let ends = starts[1..].iter().copied().chain([blocks.len()]);
    let is_story = |(start, end): (usize, usize)| {
        let words: usize = blocks[start..end]
            .iter()
            .map(|block| count_words(story.slice(block.span)))
            .sum();
        let ruled = start > 0 && blocks[start - 1].kind == BlockKind::Rule;
        let mut opening = blocks[start + 1..end].iter().take(2);
        let signed = opening.any(|block| credit(story.slice(block.span)).is_some());
        words >= SHORTEST_STORY && (start == first || ruled || signed)
    };
    starts
        .iter()
        .copied()
        .zip(ends)
        .all(is_story)
        .then_some(starts)
}

fn parts(whole: &Story, starts: &[usize]) -> Vec<Story> {
    let ends = starts[1..].iter().copied().chain([whole.blocks.len()]);
    let start_of = |order: usize, at: usize| if order == 0 { 0 } else { at };
    let ranges = starts.iter().copied().zip(ends).enumerate();
    ranges
        .map(|(order, (start, end))| part(whole, start_of(order, start)..end))
        .collect()
}

fn part(whole: &Story, range: std::ops::Range<usize>) -> Story {
    let blocks = &whole.blocks[range];
    let start = blocks.first().map_or(0, |block| block.span.start);
    let last = blocks.last().map_or(start, |block| block.span.end);
    let text = whole.text[start..last].trim_end().to_string();
    let end = start + text.len();
    let moved = |span: Span| Span::new(span.start.min(end) - start, span.end.min(end) - start);
    let inside = whole
        .inlines
        .iter()
        .filter(|inline| start <= inline.span.start && inline.span.end <= end);
    Story {
        meta: whole.meta.clone(),
        blocks: blocks
            .iter()
            .map(|block| Block {
                span: moved(block.span),
                ..*block
            })
            .collect(),
        inlines: inside
            .map(|inline| crate::story::Inline {
                kind: inline.kind.clone(),
                span: moved(inline.span),
            })
            .collect(),
        text,
        ..Story::default()
    }
}

fn open(story: &mut Story) {
    let opening = story
        .blocks
        .iter()
        .take(4)
        .map(|block| story.slice(block.span));
    let opening: Vec<String> = opening.map(str::to_string).collect();
    let opening: Vec<&str> = opening.iter().map(String::as_str).collect();
    suffix::cut(&mut story.meta, &opening);
    let headline = if story.meta.headline.is_empty() {
        let found = find_headline(story);
        if let Some(at) = found {
            story.meta.headline = story.slice(story.blocks[at].span).to_string();
            suffix::cut(&mut story.meta, &[]);
        }
        found
    } else {
        Some(place_headline(story))
    };
    if let Some(at) = headline {
        story.blocks[at] = Block::new(BlockKind::Headline, story.blocks[at].span);
    } else {
        story.meta.headline = first_words(&story.text);
    }
    name_opening(story, headline.map_or(0, |at| at + 1));
    place_deck(story, headline);
}

/// The block that is the headline where front matter names none: the first heading of the first
/// level, or else what the text opens with, if that is a heading or a line without a stop.
fn find_headline(story: &Story) -> Option<usize> {
    let top = |block: &Block| block.kind == BlockKind::Heading && block.level == 1;
    let first = story.blocks.iter().position(Block::is_read)?;
    let opens = |block: &Block| match block.kind {
        BlockKind::Heading => true,
        BlockKind::Paragraph => {
            is_title(story.slice(block.span)) && !opens_with_label(story, block.span)
        }
        _ => false,
    };
    let opening = || Some(first).filter(|at| opens(&story.blocks[*at]));
    story.blocks.iter().position(top).or_else(opening)
}

/// Whether a paragraph opens with a label in bold: a transcript may have no headline.
fn opens_with_label(story: &Story, span: Span) -> bool {
    let opening = story
        .inlines
        .iter()
        .find(|inline| inline.kind == InlineKind::Strong && inline.span.start == span.start);
    opening.is_some_and(|label| {
        let after = &story.text[label.span.end..span.end];
        let labelled = story.slice(label.span).ends_with(':') || after.starts_with(':');
        labelled && !after.trim_start_matches(':').trim().is_empty()
    })
}

/// Whether a line reads like a title: short, and no sentence.
fn is_title(line: &str) -> bool {
    line.len() <= LONGEST_HEADLINE && !line.ends_with(['.', ':', ',', ';', '…'])
}

/// Where the headline of the front matter stands in the text; it is put there where it does not.
fn place_headline(story: &mut Story) -> usize {
    let title = folded(&story.meta.headline);
    let same =
        |block: &Block| block.kind != BlockKind::Promo && folded(story.slice(block.span)) == title;
    if let Some(at) = story.blocks.iter().take(4).position(same) {
        return at;
    }
    let at = story.blocks.iter().position(Block::is_read).unwrap_or(0);
    let words = story.meta.headline.clone();
    insert(story, at, BlockKind::Headline, &words);
    at
}

/// Names what stands between headline and story: byline, date, an emphasised standfirst.
fn name_opening(story: &mut Story, from: usize) {
    for at in from..story.blocks.len().min(from + 3) {
        let block = story.blocks[at];
        if block.kind != BlockKind::Paragraph {
            break;
        }
        let line = story.slice(block.span);
        let kind = match credit(line) {
            Some(kind) => kind,
            None if at == from && story.meta.deck.is_none() && is_emphasised(story, block.span) => {
                BlockKind::Deck
            }
            None => break,
        };
        let line = line.to_string();
        let meta = &mut story.meta;
        match kind {
            BlockKind::Byline if meta.bylines.is_empty() => meta.bylines = signers(&line),
            BlockKind::Deck => meta.deck = Some(line.replace('\t', " ")),
            _ => {}
        }
        meta.date = meta.date.or_else(|| dates::parse(&line));
        story.blocks[at].kind = kind;
    }
}

/// Whether a line is a byline or a date.
fn credit(line: &str) -> Option<BlockKind> {
    if line.len() <= 100
        && (line.starts_with("By ") || line.starts_with("by "))
        && !line.ends_with('.')
    {
        return Some(BlockKind::Byline);
    }
    dates::is_date_line(line).then_some(BlockKind::Date)
}

/// The names of a byline, what follows a bar or a dot left out.
fn signers(line: &str) -> Vec<String> {
    let names = line.split(['|', '·', '•', '—', '–']).next().unwrap_or(line);
    crate::format::front_matter::names(names)
}

fn is_emphasised(story: &Story, span: Span) -> bool {
    let whole =
        |inline: &crate::story::Inline| inline.span == span && inline.kind == InlineKind::Emphasis;
    story.inlines.iter().any(whole)
}

/// Puts the standfirst of the front matter under the headline, unless the story opens with it.
fn place_deck(story: &mut Story, headline: Option<usize>) {
    let (Some(deck), Some(headline)) = (story.meta.deck.clone(), headline) else {
        return;
    };
    let sought = folded(&deck);
    let mut opening = story.blocks[headline + 1..].iter().take(3);
    let is_there = opening.any(|block| folded(story.slice(block.span)).starts_with(&sought));
    if !is_there && !sought.is_empty() && sought != folded(&story.meta.headline) {
        insert(story, headline + 1, BlockKind::Deck, &deck);
    }
}

/// Puts a block of its own before block `at`.
fn insert(story: &mut Story, at: usize, kind: BlockKind, words: &str) {
    let place = story.blocks.get(at).map(|block| block.span.start);
    if place.is_none() && !story.text.is_empty() {
        story.text.push('\n');
    }
    let start = place.unwrap_or(story.text.len());
    story.text.insert_str(start, words);
    let end = start + words.len();
    if place.is_some() {
        story.text.insert(end, '\n');
    }
    let shift = |span: &mut Span| {
        *span = Span::new(span.start + words.len() + 1, span.end + words.len() + 1);
    };
    story
        .blocks
        .iter_mut()
        .skip(at)
        .for_each(|block| shift(&mut block.span));
    let after = story
        .inlines
        .iter_mut()
        .filter(|inline| inline.span.start >= start);
    after.for_each(|inline| shift(&mut inline.span));
    story
        .blocks
        .insert(at, Block::new(kind, Span::new(start, end)));
}

/// The first words of a text, to stand for a headline.
fn first_words(text: &str) -> String {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let mut end = 0;
    for (at, _) in line
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .chain([(line.len(), ' ')])
    {
        if at > LONGEST_HEADLINE && end > 0 {
            return format!("{}…", &line[..end]);
        }
        end = at;
    }
    line.to_string()
}
