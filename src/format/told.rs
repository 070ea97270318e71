//! A plain text of which a record or front matter tells: one story by its nature, under the headline
//! that it is told to have.

use super::{front_matter, plain};
use crate::story::{Block, BlockKind, Meta, Span, Story, Warning};

/// Reads plain text into its stories: one, where front matter stands before it.
pub(super) fn parse(text: &str) -> Vec<Story> {
    let Some(matter) = front_matter::split(text) else {
        return plain::parse(text);
    };
    let mut meta = Meta::default();
    front_matter::apply(&matter.fields, &mut meta);
    let mut story = story(&matter.body, meta);
    if let (Some(message), Some(story)) = (matter.warning, &mut story) {
        story.warnings.push(Warning { message, start: 0 });
    }
    story.into_iter().collect()
}

/// The story of a text with what is told of it.
pub(super) fn story(words: &str, told: Meta) -> Option<Story> {
    let opens = words.trim_start().lines().next().unwrap_or_default().trim();
    let stories = if told.headline.is_empty() || opens == told.headline {
        plain::parse(words)
    } else {
        plain::parse(&format!("{}\n{words}", told.headline))
    };
    let mut story = join(stories)?;
    head(&mut story, &told.headline);
    merge(&mut story.meta, told);
    Some(story)
}

/// The told headline is one, whatever its line looks like, and no other line is.
fn head(story: &mut Story, headline: &str) {
    let is_told =
        |block: &Block| !headline.is_empty() && &story.text[block.span.range()] == headline;
    if !story.blocks.first().is_some_and(is_told) {
        return;
    }
    for block in &mut story.blocks {
        if block.kind == BlockKind::Headline {
            block.kind = BlockKind::Paragraph;
        }
    }
    story.blocks[0] = Block::new(BlockKind::Headline, story.blocks[0].span);
}

/// What the record says goes before what its text seems to say.
fn merge(meta: &mut Meta, told: Meta) {
    if !told.headline.is_empty() {
        meta.headline = told.headline;
    }
    if !told.bylines.is_empty() {
        meta.bylines = told.bylines;
    }
    meta.deck = told.deck.or(meta.deck.take());
    meta.date = told.date.or(meta.date);
    meta.saved = told.saved;
    meta.url = told.url.or(meta.url.take());
    meta.source = told.source.or(meta.source.take());
    meta.lang = told.lang.or(meta.lang);
    meta.tags = told.tags;
}

/// One story of what the plain format took for several: a record is one by its nature.
pub(super) fn join(stories: Vec<Story>) -> Option<Story> {
    stories.into_iter().reduce(|mut whole, next| {
        whole.text.push('\n');
        let shift = whole.text.len();
        let moved = |span: Span| Span::new(span.start + shift, span.end + shift);
        whole.text.push_str(&next.text);
        whole
            .blocks
            .extend(next.blocks.into_iter().map(|block| Block {
                kind: if block.kind == BlockKind::Headline {
                    BlockKind::Heading
                } else {
                    block.kind
                },
                level: block.level.max(u8::from(block.kind == BlockKind::Headline)),
                span: moved(block.span),
                ..block
            }));
        whole
            .inlines
            .extend(next.inlines.into_iter().map(|mut inline| {
                inline.span = moved(inline.span);
                inline
            }));
        whole
            .warnings
            .extend(next.warnings.into_iter().map(|mut warning| {
                warning.start += shift;
                warning
            }));
        whole
    })
}
