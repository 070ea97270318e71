//! Interviews that print no labels: questions in bold, answers under them.
//!
//! Lists of frequent questions and reports with bold headings look the same. What tells an interview
//! from them are the persons: it asks "you" and answers "I".

use crate::story::{Block, BlockKind, InlineKind, Span, Story};

use super::words;

/// A question with its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exchange {
    pub question: Span,
    pub answer: Span,
}

/// Fewer are headings of a report that happen to ask.
const FEWEST: usize = 3;

/// The exchanges of an interview without labels, if the story is one.
pub(super) fn exchanges(story: &Story) -> Option<Vec<Exchange>> {
    let strong = |kind: &InlineKind| *kind == InlineKind::Strong;
    let bold = story.inlines.iter().filter(|inline| strong(&inline.kind));
    let bold: Vec<Span> = bold.map(|inline| inline.span).collect();
    if bold.len() < FEWEST {
        return None;
    }
    let found = read(story, &bold);
    is_interview(story, &found).then_some(found)
}

/// Bold paragraphs, each with the paragraphs up to the next one or to what is no speech.
fn read(story: &Story, bold: &[Span]) -> Vec<Exchange> {
    let mut found: Vec<Exchange> = Vec::new();
    let mut asked: Option<Span> = None;
    let mut answering = false;
    for block in &story.blocks {
        if is_bold(block, bold) {
            let start = asked.map_or(block.span.start, |asked| asked.start);
            asked = Some(Span::new(start, block.span.end));
            answering = false;
        } else if !is_speech(block.kind) {
            (asked, answering) = (None, false);
        } else if let Some(question) = asked.take() {
            found.push(Exchange {
                question,
                answer: block.span,
            });
            answering = true;
        } else if let Some(last) = found.last_mut().filter(|_| answering) {
            last.answer.end = block.span.end;
        }
    }
    found
}

fn is_speech(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote
    )
}

fn is_bold(block: &Block, bold: &[Span]) -> bool {
    let after = bold.partition_point(|span| span.start <= block.span.start);
    let last = after.checked_sub(1).map(|at| bold[at]);
    block.kind == BlockKind::Paragraph && last.is_some_and(|span| span.covers(block.span))
}

/// Whether most questions ask, most of them "you", most answers speak of "I", and the exchanges are
/// at least half of the story.
fn is_interview(story: &Story, found: &[Exchange]) -> bool {
    let count = |holds: &dyn Fn(&Exchange) -> bool| found.iter().filter(|one| holds(one)).count();
    let any = |span: Span, is: fn(&str) -> bool| story.slice(span).split_whitespace().any(is);
    let ask = count(&|one| story.slice(one.question).trim_end().ends_with(['?', '？']));
    let you = count(&|one| any(one.question, words::is_second_person));
    let of_me = count(&|one| any(one.question, words::is_first_person));
    let i = count(&|one| any(one.answer, words::is_first_person));
    let bytes = found
        .iter()
        .map(|one| one.question.len() + one.answer.len());
    found.len() >= FEWEST
        && ask * 3 >= found.len() * 2
        && you * 2 >= found.len()
        && of_me < you
        && i * 3 >= found.len() * 2
        && bytes.sum::<usize>() * 2 >= story.text.len()
}

#[cfg(test)]
mod tests {
    use crate::format;
    use crate::story::StoryKind;

    /// Turns as `Q name: speech` of a Markdown text.
    fn check(text: &str, expect: &[&str]) {
        let source = format::Source {
            name: "a.md",
            bytes: text.as_bytes(),
        };
        let stories = format::parse(source, None);
        let story = &stories[0];
        let turns: Vec<String> = story
            .turns
            .iter()
            .map(|turn| {
                let role = format!("{:?}", turn.role);
                let name = &story.people[turn.speaker].name;
                let speech = story.slice(turn.span).replace('\n', " ");
                format!("{} {name}: {speech}", &role[..1])
            })
            .collect();
        assert_eq!(turns, expect, "{text}");
        let interview = story.meta.kind == StoryKind::Interview;
        assert_eq!(interview, !expect.is_empty(), "{text}");
    }

    #[test]
    fn questions_in_bold() {
        check(
            "# The pilot\n\nInes Rocha sat down with Tom Pell.\n\n\
             **When did you begin?**\n\nI was nineteen.\n\nThe ice had come.\n\n\
             **Were you afraid?**\n\nI was, and I am.\n\n\
             **Tell me about your boats.**\n\nThey wait. I like that.\n\n\
             **Will you go on?**\n\nAs long as they let me.\n\n## About the author\n\nShe writes.",
            &[
                "Q Q: When did you begin?",
                "A Tom Pell: I was nineteen. The ice had come.",
                "Q Q: Were you afraid?",
                "A Tom Pell: I was, and I am.",
                "Q Q: Tell me about your boats.",
                "A Tom Pell: They wait. I like that.",
                "Q Q: Will you go on?",
                "A Tom Pell: As long as they let me.",
            ],
        );
    }

    #[test]
    fn nobody_is_made_up() {
        check(
            "# On boats\n\n**Do you row?**\n\nI do.\n\n**Do you sail?**\n\nI try.\n\n\
             **And do you swim?**\n\nNot if I can help it.",
            &[
                "Q Q: Do you row?",
                "A A: I do.",
                "Q Q: Do you sail?",
                "A A: I try.",
                "Q Q: And do you swim?",
                "A A: Not if I can help it.",
            ],
        );
    }

    #[test]
    fn frequent_questions_and_bold_headings_are_no_interview() {
        check(
            "# Help\n\n**How do I renew?**\n\nYou write to us.\n\n**Can I return it?**\n\nYou may.\n\n\
             **Who may borrow?**\n\nYou and all.",
            &[],
        );
        check(
            "# Boats\n\n**Do you ship?**\n\nThe yard ships.\n\n**Do you paint?**\n\nThe yard paints.\n\n\
             **Do you pay?**\n\nThe yard pays.",
            &[],
        );
        check(
            "# My year\n\n**Spring**\n\nI rowed.\n\n**Summer**\n\nI sailed.\n\n**Winter**\n\nI slept.",
            &[],
        );
    }
}
