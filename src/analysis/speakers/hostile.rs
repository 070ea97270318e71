//! Texts that no paper prints, made to be slow: what is looked for backwards, and whom a name could mean,
//! must not cost the square of the length.

use crate::analysis::analyse;
use crate::story::{Block, BlockKind, Span, Story};
use std::time::{Duration, Instant};

/// Bytes of each text: enough that the square of it takes minutes.
const LENGTH: usize = 400_000;

/// Far above what a slow machine needs without optimisation, far below the square of the length.
const PATIENCE: Duration = Duration::from_secs(20);

fn check(name: &str, lines: impl Iterator<Item = String>) {
    let mut story = Story::default();
    for line in lines {
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
        if story.text.len() > LENGTH {
            break;
        }
    }
    let begin = Instant::now();
    analyse(&mut story);
    let took = begin.elapsed();
    assert!(took < PATIENCE, "{name} took {took:?}");
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
    ] {
        check(shape, std::iter::repeat_with(|| shape.to_string()));
    }
}

#[test]
fn another_name_every_time() {
    let name = |at: usize| format!("B{at}");
    check(
        "given",
        (0..).map(|at| format!("“We go on,” said {} Lind. ", name(at))),
    );
    check(
        "family",
        (0..).map(|at| format!("“We go on,” said Ana {}. ", name(at))),
    );
    check(
        "office",
        (0..).map(|at| format!("“We go on,” said the a{at} mayor. ")),
    );
    check(
        "role",
        (0..).map(|at| format!("“We go on,” said a{at} president Ana Lind. ")),
    );
}
