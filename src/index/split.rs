//! A quotation that is printed in pieces, with who says it between them, is one: “We came,” she said,
//! “to stay.”

use crate::story::{Quotation, QuotationKind, Story};

/// For each quotation of a story, in its order, the first of those that it is a piece of.
pub(crate) fn leads(story: &Story) -> Vec<usize> {
    let mut leads: Vec<usize> = Vec::with_capacity(story.quotations.len());
    for (at, quotation) in story.quotations.iter().enumerate() {
        let lead = leads.last().copied();
        let lead = lead.filter(|&lead| continues(story, &story.quotations[lead], quotation));
        leads.push(lead.unwrap_or(at));
    }
    leads
}

/// Whether a quotation goes on after the words that say who speaks, in the same paragraph.
fn continues(story: &Story, lead: &Quotation, next: &Quotation) -> bool {
    let are_direct = [lead, next].map(|one| one.kind == QuotationKind::Direct) == [true; 2];
    let (Some(speaker), Some(same)) = (lead.speaker, next.speaker) else {
        return false;
    };
    are_direct
        && speaker.mention == same.mention
        && lead.outer.end <= speaker.mention.start
        && speaker.mention.end <= next.outer.start
        && story.block_at(lead.span.start) == story.block_at(next.span.start)
}
