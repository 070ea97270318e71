//! Plain text as scrapers leave it: a line a paragraph, headings without marks.

use crate::story::{Block, BlockKind, Span, Story};

/// Reads plain text into its stories.
pub fn parse(text: &str) -> Vec<Story> {
    let mut story = Story {
        text: text.trim_end().to_string(),
        ..Story::default()
    };
    let mut start = 0;
    for line in story.text.split('\n') {
        let from = start + (line.len() - line.trim_start().len());
        let span = Span::new(from, (start + line.trim_end().len()).max(from));
        start += line.len() + 1;
        if span.is_empty() {
            continue;
        }
        let kind = if story.blocks.is_empty() {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        };
        if kind == BlockKind::Headline {
            story.meta.headline = line.trim().to_string();
        }
        story.blocks.push(Block::new(kind, span));
    }
    if story.blocks.is_empty() {
        vec![]
    } else {
        vec![story]
    }
}
