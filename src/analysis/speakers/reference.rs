//! From mentions to people.

use super::tokens::Token;
use super::{Source, attribution};
use crate::story::{Person, Quotation, Story};

/// Joins the mentions of the kept quotations to people and stores both in the story.
pub(super) fn resolve(
    story: &mut Story,
    _tokens: &[Token],
    kept: Vec<(Quotation, Option<Source>)>,
) {
    story.quotations.clear();
    for (mut quotation, source) in kept {
        if let Some(source) = source {
            let name = story.slice(source.mention.span).to_string();
            let known = story.people.iter().position(|person| person.name == name);
            let person = known.unwrap_or_else(|| {
                story.people.push(Person {
                    name,
                    first: source.mention.span.start,
                    ..Person::default()
                });
                story.people.len() - 1
            });
            quotation.speaker = Some(attribution(person, source));
        }
        story.quotations.push(quotation);
    }
}
