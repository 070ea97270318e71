//! The passes that find out what is inside a story, whatever its format was; [`analyse`] runs them in
//! their order.

pub mod addresses;
pub mod interview;
pub mod mends;
pub mod outline;
pub mod people;
pub mod quotes;
pub mod speakers;
mod work;

use crate::language::tell;
use crate::story::{BlockKind, Story};

/// Fills in what can be told from text and blocks: language, turns, sections, quotations, people, mends.
///
/// Expects [`Story::text`], [`Story::blocks`] and what the format knew of [`Story::meta`].
pub fn analyse(story: &mut Story) {
    tell_language(story);
    interview::find_turns(story);
    outline::find(story);
    quotes::find_quotations(story);
    speakers::attribute(story);
    people::count(story);
    mends::find(story);
    addresses::find(story);
}

/// Fills in the language that the story's prose is told in, else that of its headings, where it is not
/// known.
pub fn tell_language(story: &mut Story) {
    if story.meta.lang.is_some() {
        return;
    }
    let prose = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let told = |wanted: bool| {
        let blocks = story.blocks.iter();
        blocks.filter(move |block| prose(block.kind) == wanted)
    };
    let blocks = told(true).chain(told(false));
    let words = blocks.flat_map(|block| story.slice(block.span).split_ascii_whitespace());
    story.meta.lang = tell::language(words);
}
