//! Words between marks in a headline or a heading that the story below gives whole: they are whose the quotation
//! is that holds them.

use super::{Reading, speech};
use crate::analysis::work;
use crate::story::{BlockKind, Certainty, QuotationKind, Story};

/// Headings whose words are looked for below.
const MOST: usize = 12;

/// Bytes of the shortest words that are known again, which are two at the least.
const SHORTEST: usize = 10;

impl Reading<'_> {
    /// Keeps what a heading quotes out of a quotation with a speaker.
    pub(super) fn keep_echoes(&mut self) {
        let sourced = |index: usize| self.verdicts[index].source.is_some();
        for (heading, _) in find(self.story, sourced) {
            let text = self.story.slice(self.story.quotations[heading].span);
            let shouted = !text.contains(char::is_lowercase);
            let title = speech::is_title(text) && !shouted;
            let several = text.split_whitespace().count() > 2 && !title;
            if self.verdicts[heading].speech.is_none() && several {
                self.carry(heading, QuotationKind::Direct, None);
            }
        }
    }
}

/// Gives the quotations in headings that nobody speaks to the speakers of those that hold their words.
pub(super) fn resolve(story: &mut Story) {
    let told = |index: usize| story.quotations[index].speaker.is_some();
    for (heading, below) in find(story, told) {
        story.quotations[heading].speaker = story.quotations[below].speaker;
        story.quotations[heading].certainty = Certainty::Likely;
    }
}

/// The quotations in headings without a speaker, each with the first one below that holds its words.
fn find(story: &Story, has_speaker: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let headings = (0..story.quotations.len()).filter(|&index| is_heading(story, index));
    let headings: Vec<usize> = headings
        .filter(|&index| !has_speaker(index))
        .take(MOST)
        .collect();
    if headings.is_empty() {
        return vec![];
    }
    let below: Vec<(usize, String)> = (0..story.quotations.len())
        .filter(|&index| has_speaker(index) && !is_heading(story, index))
        .map(|index| (index, words(story, index)))
        .collect();
    let echo = |heading: usize| {
        let sought = words(story, heading);
        if sought.len() < SHORTEST || sought.matches(' ').count() < 3 {
            return None;
        }
        let holds = |(_, quoted): &&(usize, String)| {
            work::step();
            quoted.contains(&sought)
        };
        below.iter().find(holds).map(|(index, _)| (heading, *index))
    };
    headings.into_iter().filter_map(echo).collect()
}

fn is_heading(story: &Story, index: usize) -> bool {
    let block = story.block_at(story.quotations[index].span.start);
    block.is_some_and(|block| {
        matches!(
            story.blocks[block].kind,
            BlockKind::Headline | BlockKind::Heading | BlockKind::Deck
        )
    })
}

/// The words of a quotation in small letters, a blank before and behind each.
fn words(story: &Story, index: usize) -> String {
    let mut folded = String::from(" ");
    let text = story.slice(story.quotations[index].span);
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        folded.push_str(&word.to_lowercase());
        folded.push(' ');
    }
    folded
}
