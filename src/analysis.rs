//! The passes that find out what is inside a text. Formats use [`stories`] and [`sections`] while
//! they lay out blocks; [`analyse`] runs the rest over every story, in this order.

pub mod interview;
pub mod language;
pub mod mends;
pub mod people;
pub mod quotes;
pub mod sections;
pub mod speakers;
pub mod stories;
mod work;

use crate::story::Story;

/// Fills in what can be told from text and blocks: language, turns, sections, quotations, people, mends.
///
/// Expects [`Story::text`], [`Story::blocks`] and what the format knew of [`Story::meta`].
pub fn analyse(story: &mut Story) {
    story.meta.lang = story.meta.lang.or_else(|| language::tell(story));
    interview::find_turns(story);
    sections::outline(story);
    quotes::find_quotations(story);
    speakers::attribute(story);
    people::count(story);
    mends::find(story);
}
