//! What copying yields: words with the name and the source they must not be parted from.

use crate::story::{Span, Story};

/// A quotation (index into the story's) with its speaker, headline, source, date and address.
pub(super) fn quotation(story: &Story, index: Option<usize>) -> Option<String> {
    let quotation = &story.quotations[index?];
    let words = mended(story, quotation.outer);
    let speaker = quotation
        .speaker
        .and_then(|speaker| story.people.get(speaker.person));
    let name = speaker.map_or("", |person| person.name.as_str());
    let dash = if name.is_empty() { "—" } else { "— " };
    let comma = if name.is_empty() { " " } else { ", " };
    let mut text = format!("{words}\n{dash}{name}{comma}{}", told_in(story));
    if let Some(url) = &story.meta.url {
        text.push('\n');
        text.push_str(url);
    }
    Some(text)
}

/// The paragraph at a byte.
pub(super) fn paragraph(story: &Story, place: usize) -> Option<String> {
    let block = story.blocks.get(story.block_at(place)?)?;
    Some(mended(story, block.span)).filter(|words| !words.is_empty())
}

/// Authors, headline, source, date and address in one line.
pub(super) fn citation(story: &Story) -> String {
    let authors = story.meta.bylines.join(", ");
    let parts = [Some(authors), Some(told_in(story)), story.meta.url.clone()];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(". ")
}

/// “Headline” (source, date), as far as they are known.
fn told_in(story: &Story) -> String {
    let meta = &story.meta;
    let date = meta
        .date
        .map(|date| date.to_string().chars().take(10).collect());
    let published: Vec<String> = [meta.source.clone(), date].into_iter().flatten().collect();
    match published.as_slice() {
        [] => format!("“{}”", meta.headline),
        _ => format!("“{}” ({})", meta.headline, published.join(", ")),
    }
}

/// The words of a span with the spaces that the source lost.
fn mended(story: &Story, span: Span) -> String {
    let first = story.mends.partition_point(|&mend| mend <= span.start);
    let mut text = String::with_capacity(span.len());
    let mut from = span.start;
    for &mend in story.mends[first..]
        .iter()
        .take_while(|&&mend| mend < span.end)
    {
        text.push_str(story.slice(Span::new(from, mend)));
        text.push(' ');
        from = mend;
    }
    text.push_str(story.slice(Span::new(from, span.end)));
    text
}
