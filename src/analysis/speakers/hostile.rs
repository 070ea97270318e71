//! Texts that no paper prints, made to be slow: what is looked for backwards, and whom a name could mean,
//! must not cost the square of the length.

use crate::analysis::{analyse, work};
use crate::story::{Block, BlockKind, Span, Story};

/// Bytes of the shorter text: enough that every bound on how far a rule looks is reached in it.
const LENGTH: usize = 40_000;

/// Twice the text may cost that many times the steps, in percent: twice, and a little for what is not yet
/// at its bound. The square would cost four times.
const GROWTH: u64 = 220;

/// Checks that a text of twice the length costs about twice the steps.
fn check(name: &str, lines: impl Fn(usize) -> String) {
    let cost = |length| {
        let mut story = story(&lines, length);
        work::steps(|| analyse(&mut story))
    };
    let (once, twice) = (cost(LENGTH), cost(2 * LENGTH));
    assert!(
        twice * 100 <= once * GROWTH,
        "{name}: {once} steps, {twice} for twice the text"
    );
}

/// A story of the lines, in order, until it has that many bytes.
fn story(lines: &impl Fn(usize) -> String, length: usize) -> Story {
    let mut story = Story::default();
    for line in (0..).map(lines) {
        let start = story.text.len();
        story.text.push_str(line.trim_end_matches('\n'));
        let end = story.text.len();
        // Without a line end the next piece goes on in the same paragraph.
        match story.blocks.last_mut() {
            Some(block) if block.span.end == start => block.span.end = end,
            _ => story
                .blocks
                .push(Block::new(BlockKind::Paragraph, Span::new(start, end))),
        }
        if line.ends_with('\n') {
            story.text.push('\n');
        }
        if story.text.len() > length {
            break;
        }
    }
    story
}

#[test]
fn the_same_again_and_again() {
    for shape in [
        "Officials said “the lake is low,” said Ana Lind, mayor of Arden. She added: “shut today.”\n",
        "“We go on,” she said. ",
        "“we go on,” they said, and ",
        "“abc abc abc abc ",
        "abc abc” ",
        "<a \"",
        "“a «b ‹c ",
        "‘a ‚b ' ",
        "s' n' ",
        "a,b.C",
        "said, “x” ",
        "“a,” there there there ",
        ",,,,“a” ",
        "the “ab” of ",
        "the “ab” of\n",
        "“ab cd ef gh ij”: ",
        "“ab cd ef gh ij\n",
        "sei „ab“ und der die das ist nicht ",
        "“a,” Ana, who, whose, which, ",
        "—a —b ",
        "Ana said that Ben said that “x” ",
        "Ana (R), with Ben saying to say “ab” by ",
        "am dem Hafen sagte, so Ana, nannte sie „ab“ und das ist nicht ",
        "LISBON, ANA (AP) ",
        "dit-il-il-elle ",
    ] {
        check(shape, |_| shape.to_string());
    }
}

#[test]
fn another_name_every_time() {
    let name = |at: usize| format!("B{at}");
    check("given", |at| {
        format!("“We go on,” said {} Lind. ", name(at))
    });
    check("family", |at| {
        format!("“We go on,” said Ana {}. ", name(at))
    });
    check("office", |at| format!("“We go on,” said the a{at} mayor. "));
    check("role", |at| {
        format!("“We go on,” said a{at} president Ana Lind. ")
    });
}
