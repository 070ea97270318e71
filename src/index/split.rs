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
    let (Some(speaker), Some(same)) = (lead.speaker, next.speaker) else {
        return false;
    };
    lead.kind == QuotationKind::Direct
        && speaker.mention == same.mention
        && lead.outer.end <= speaker.mention.start
        && speaker.mention.end <= next.outer.start
        && story.block_at(lead.span.start) == story.block_at(next.span.start)
        && goes_on(next, &story.text[speaker.mention.end..next.outer.start])
}

/// Whether words of a speaker go on behind what is printed before them. A few words within a sentence
/// of the reporter do only where a mark parts them from it: she said, “and to stay”.
fn goes_on(next: &Quotation, before: &str) -> bool {
    match next.kind {
        QuotationKind::Direct => true,
        QuotationKind::Mixed => before
            .trim_end()
            .ends_with([',', ';', ':', '–', '—', '，', '،']),
        QuotationKind::Block => false,
    }
}

#[cfg(test)]
mod tests {
    use super::leads;
    use crate::story::{
        Attribution, Block, BlockKind, Certainty, Quotation, QuotationKind, Span, Story,
    };

    /// A paragraph in which Roe says all that stands between marks: what goes on is a few words where it
    /// begins small.
    fn check(paragraph: &str, expect: &[usize]) {
        let whole = Span::new(0, paragraph.len());
        let mut story = Story {
            text: paragraph.to_owned(),
            blocks: vec![Block::new(BlockKind::Paragraph, whole)],
            ..Story::default()
        };
        let mention = paragraph.find("Roe").expect("he speaks");
        let opened = paragraph.match_indices('“');
        for ((start, open), (end, close)) in opened.zip(paragraph.match_indices('”')) {
            let span = Span::new(start + open.len(), end);
            let is_small = story.slice(span).starts_with(char::is_lowercase);
            story.quotations.push(Quotation {
                span,
                outer: Span::new(start, end + close.len()),
                kind: if is_small {
                    QuotationKind::Mixed
                } else {
                    QuotationKind::Direct
                },
                speaker: Some(Attribution {
                    person: 0,
                    mention: Span::new(mention, mention + 3),
                    cue: None,
                }),
                certainty: Certainty::Sure,
            });
        }
        assert_eq!(leads(&story), expect, "{paragraph}");
    }

    #[test]
    fn what_goes_on_after_its_speaker_is_one() {
        check("“We came,” Roe said, “and we stay.”", &[0, 0]);
        check("“We came,” said Roe. “We stay.” “All of us.”", &[0, 0, 0]);
        check(
            "“We came,” Roe said of what he called “a long way”.",
            &[0, 1],
        );
        check("Roe said: “We came.” “We stay.”", &[0, 1]);
    }
}
