//! Addresses that stand bare in the text: they lead somewhere, as links do.

use memchr::memmem;

use crate::story::{BlockKind, Inline, InlineKind, Span, Story};

/// How an address begins that a browser may be sent to.
const SCHEMES: &[&str] = &["https://", "http://"];

/// Bytes of an address at most.
const LONGEST: usize = 2048;

/// Marks every bare address as a link to itself.
pub fn find(story: &mut Story) {
    let starts = SCHEMES.iter().flat_map(|scheme| {
        memmem::find_iter(story.text.as_bytes(), scheme).map(|at| (at, scheme.len()))
    });
    let taken: Vec<Span> = story
        .inlines
        .iter()
        .filter(|inline| is_taken(&inline.kind))
        .map(|inline| inline.span)
        .collect();
    let mut found: Vec<Span> = starts
        .filter_map(|(start, scheme)| address(&story.text, start, scheme))
        .filter(|span| is_bare(story, &taken, *span))
        .collect();
    if found.is_empty() {
        return;
    }
    found.sort_unstable();
    let links: Vec<Inline> = found
        .into_iter()
        .map(|span| Inline {
            kind: InlineKind::Link(story.slice(span).to_owned()),
            span,
        })
        .collect();
    story.inlines.extend(links);
    story
        .inlines
        .sort_by_key(|inline| (inline.span.start, std::cmp::Reverse(inline.span.end)));
}

/// The address that starts at a byte: up to white space or a mark that no address holds, without the stop of the
/// sentence.
fn address(text: &str, start: usize, scheme: usize) -> Option<Span> {
    let begins_word = !text[..start].ends_with(char::is_alphanumeric);
    let most = text.len().min(start + LONGEST + 1);
    let end = (start..=most)
        .rev()
        .find(|&end| text.is_char_boundary(end))?;
    let rest = &text[start..end];
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»');
    let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let mut kept = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…', '*']);
    while kept.ends_with(')') && kept.matches(')').count() > kept.matches('(').count() {
        kept = &kept[..kept.len() - 1];
    }
    let is_long_enough = kept.len() > scheme + 2 && kept.len() <= LONGEST;
    (begins_word && is_long_enough).then(|| Span::new(start, start + kept.len()))
}

fn is_taken(kind: &InlineKind) -> bool {
    matches!(kind, InlineKind::Link(_) | InlineKind::Code)
}

/// Whether an address stands in words, neither in a link or in code (in order, in `taken`) nor across blocks.
fn is_bare(story: &Story, taken: &[Span], span: Span) -> bool {
    let Some(block) = story.block_at(span.start).map(|at| &story.blocks[at]) else {
        return false;
    };
    // One inside of another ends before it does, so that the nearest few tell.
    let before = taken.partition_point(|taken| taken.start < span.end);
    let mut near = taken[before.saturating_sub(4)..before].iter();
    block.kind != BlockKind::Code
        && block.span.covers(span)
        && !near.any(|taken| taken.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Block;

    fn links(text: &str) -> Vec<String> {
        let span = Span::new(0, text.len());
        let mut story = Story {
            text: text.to_owned(),
            blocks: vec![Block::new(BlockKind::Paragraph, span)],
            ..Story::default()
        };
        find(&mut story);
        story
            .links()
            .map(|(_, address)| address.to_owned())
            .collect()
    }

    #[test]
    fn bare_addresses_are_links() {
        for (text, expect) in [
            (
                "See https://tide.example/a_b*c.",
                vec!["https://tide.example/a_b*c"],
            ),
            (
                "(at http://x.example/y_(z))",
                vec!["http://x.example/y_(z)"],
            ),
            (
                "“https://x.example/é”, he wrote",
                vec!["https://x.example/é"],
            ),
            ("xhttps://no.example and https:// too", vec![]),
        ] {
            assert_eq!(links(text), expect, "{text}");
        }
    }

    #[test]
    fn what_is_a_link_already_stays_one() {
        let text = "see https://x.example/";
        let mut story = Story {
            text: text.to_owned(),
            blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
            inlines: vec![Inline {
                kind: InlineKind::Link("https://y.example/".to_owned()),
                span: Span::new(0, text.len()),
            }],
            ..Story::default()
        };
        find(&mut story);
        assert_eq!(story.inlines.len(), 1);
    }
}
