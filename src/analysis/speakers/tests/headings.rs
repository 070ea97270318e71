//! Words between marks in headlines and headings: whose they are, the text below tells.

use super::read_with;
use crate::story::{BlockKind, Story};

/// The speakers of a text whose first line is its headline.
fn speakers(text: &str) -> Vec<String> {
    let story: Story = read_with(text, |story| story.blocks[0].kind = BlockKind::Headline);
    let name = |person: usize| story.people[person].name.clone();
    let quotations = story.quotations.iter();
    quotations
        .map(|quotation| {
            quotation
                .speaker
                .map_or_else(|| "-".to_owned(), |speaker| name(speaker.person))
        })
        .collect()
}

#[test]
fn a_headline_repeats_words_of_a_quotation_below() {
    assert_eq!(
        speakers(
            "“Nobody asked us” about the lock\n“Nobody asked us about it,” said Ida Moen on Friday."
        ),
        ["Ida Moen", "Ida Moen"]
    );
    assert_eq!(
        speakers(
            "“Nobody was told” about the lock\n“Nobody asked us about it,” said Ida Moen on Friday."
        ),
        ["Ida Moen"]
    );
}

#[test]
fn an_office_in_a_headline_is_whoever_holds_it_below() {
    assert_eq!(
        speakers(
            "Lock repair was “a farce”, says skipper\nThe skipper Ida Moen has waited nine days."
        ),
        ["Ida Moen"]
    );
}

#[test]
fn a_headline_may_end_in_its_quotation() {
    assert_eq!(
        speakers(
            "The council sells the pier, “nobody asked us”\nIt rained for a week in the town."
        ),
        ["The council"]
    );
}
