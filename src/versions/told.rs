//! Comparisons as a story that can be read: a section for each change, in it what matters first and then
//! the paragraphs with their words struck and added.

use super::compare::Comparison;
use super::edition::Said;
use super::findings::Finding;
use super::passage::{Change, Passage};
use crate::story::{Block, BlockKind, Inline, InlineKind, Meta, Section, Span, Story};

/// A comparison to be read, and where it says that something is otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// To be shown as stories are.
    pub story: Story,
    /// The words that were struck and added, in order.
    pub changes: Vec<Span>,
}

/// What has become of a story, the latest change first; each with when that was.
pub fn told(headline: &str, changes: &[(String, Comparison)]) -> Told {
    let mut writer = Writer::default();
    for (when, comparison) in changes {
        writer.section(when);
        for finding in &comparison.findings {
            writer.finding(finding);
        }
        writer.passages(&comparison.passages);
    }
    writer.finish(headline)
}

#[derive(Default)]
struct Writer {
    story: Story,
    changes: Vec<Span>,
}

impl Writer {
    fn write(&mut self, words: &str) -> Span {
        let start = self.story.text.len();
        self.story.text.push_str(words);
        Span::new(start, self.story.text.len())
    }

    /// Writes words that are set apart; the space at their ends is not.
    fn set(&mut self, words: &str, kind: InlineKind) -> Span {
        let lead = words.len() - words.trim_start().len();
        self.write(&words[..lead]);
        let span = self.write(words.trim());
        if !span.is_empty() {
            self.story.inlines.push(Inline { kind, span });
        }
        self.write(&words[lead + span.len()..]);
        span
    }

    fn block(&mut self, kind: BlockKind, level: u8, start: usize) {
        let span = Span::new(start, self.story.text.len());
        self.story.blocks.push(Block {
            level,
            ..Block::new(kind, span)
        });
        self.story.text.push('\n');
    }

    fn section(&mut self, when: &str) {
        let heading = self.write(when);
        self.block(BlockKind::Heading, 1, heading.start);
        self.story.sections.push(Section {
            heading,
            level: 1,
            span: heading,
        });
    }

    fn finding(&mut self, finding: &Finding) {
        let start = self.story.text.len();
        self.write(name_of(finding));
        match finding {
            Finding::Headline { before, after } | Finding::Number { before, after, .. } => {
                self.replace(before, after);
            }
            Finding::Correction(line) => {
                self.set(line, InlineKind::Emphasis);
            }
            Finding::Reworded { before, after } => self.replace(&quoted(before), &quoted(after)),
            Finding::Reattributed {
                words,
                before,
                after,
            } => {
                self.write(&format!("“{words}” — "));
                let nobody =
                    |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody".to_owned());
                self.replace(&nobody(before), &nobody(after));
            }
            Finding::Dropped(said) => self.strike(&quoted(said)),
            Finding::Quoted(said) => self.add(&quoted(said)),
        }
        self.block(BlockKind::ListItem, 0, start);
    }

    fn replace(&mut self, before: &str, after: &str) {
        self.strike(before);
        self.write(" ");
        self.add(after);
    }

    fn strike(&mut self, words: &str) {
        self.set(words, InlineKind::Struck);
    }

    fn add(&mut self, words: &str) {
        self.set(words, InlineKind::Inserted);
    }

    fn passages(&mut self, passages: &[Passage]) {
        let mut same = 0;
        for passage in passages {
            if passage.is_changed() {
                self.elide(std::mem::take(&mut same));
                self.passage(passage);
            } else {
                same += 1;
            }
        }
        self.elide(same);
    }

    fn elide(&mut self, paragraphs: usize) {
        let words = match paragraphs {
            0 => return,
            1 => "one paragraph as it was".to_owned(),
            many => format!("{many} paragraphs as they were"),
        };
        let span = self.write(&words);
        self.block(BlockKind::Caption, 0, span.start);
    }

    fn passage(&mut self, passage: &Passage) {
        let start = self.story.text.len();
        for piece in &passage.pieces {
            let is_close =
                self.story.text[start..].ends_with(|letter: char| !letter.is_whitespace());
            if is_close
                && self
                    .changes
                    .last()
                    .is_some_and(|last| last.end == self.story.text.len())
            {
                // What takes another's place stands apart from it.
                self.write(if piece.change == Change::Added {
                    " "
                } else {
                    ""
                });
            }
            let span = match piece.change {
                Change::Same => {
                    self.write(&piece.words);
                    continue;
                }
                Change::Struck => self.set(&piece.words, InlineKind::Struck),
                Change::Added => self.set(&piece.words, InlineKind::Inserted),
            };
            // What takes another's place is one change with it.
            match self.changes.last_mut() {
                Some(last)
                    if last.start >= start
                        && self.story.text[last.end..span.start].trim().is_empty() =>
                {
                    last.end = span.end;
                }
                _ if span.is_empty() => {}
                _ => self.changes.push(span),
            }
        }
        self.block(BlockKind::Paragraph, 0, start);
    }

    fn finish(mut self, headline: &str) -> Told {
        let end = self.story.text.len();
        let starts: Vec<usize> = self
            .story
            .sections
            .iter()
            .map(|section| section.heading.start)
            .collect();
        let ends = starts.iter().skip(1).copied().chain([end]);
        for (section, end) in self.story.sections.iter_mut().zip(ends) {
            section.span = Span::new(section.heading.start, end);
        }
        self.story.meta = Meta {
            headline: headline.to_owned(),
            ..Meta::default()
        };
        Told {
            story: self.story,
            changes: self.changes,
        }
    }
}

/// What stands before a finding.
fn name_of(finding: &Finding) -> &'static str {
    match finding {
        Finding::Headline { .. } => "Headline: ",
        Finding::Correction(_) => "",
        Finding::Reworded { .. } => "Quoted in other words: ",
        Finding::Reattributed { .. } => "Given to somebody else: ",
        Finding::Dropped(_) => "No longer quoted: ",
        Finding::Quoted(_) => "Newly quoted: ",
        Finding::Number { .. } => "Number: ",
    }
}

fn quoted(said: &Said) -> String {
    let words = &said.words;
    said.speaker.as_ref().map_or_else(
        || format!("“{words}”"),
        |name| format!("“{words}” — {name}"),
    )
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::story::InlineKind;
    use crate::versions::{Edition, compare};

    fn edition(headline: &str, paragraphs: &[&str]) -> Edition {
        Edition {
            headline: headline.to_owned(),
            paragraphs: paragraphs.iter().map(|line| (*line).to_owned()).collect(),
            said: Vec::new(),
        }
    }

    #[test]
    fn a_comparison_reads_as_a_story() {
        let old = edition(
            "Mill burns",
            &["It stood.", "The mill cost 9 pounds.", "It rained."],
        );
        let new = edition(
            "Mill is lost",
            &["It stood.", "The mill cost 12 pounds.", "It rained."],
        );
        let told = told(
            "Mill is lost",
            &[("changed on Monday".to_owned(), compare(&old, &new))],
        );
        let story = &told.story;
        let lines: Vec<&str> = story.text.lines().collect();
        assert_eq!(
            lines,
            [
                "changed on Monday",
                "Headline: Mill burns Mill is lost",
                "Number: 9 12",
                "one paragraph as it was",
                "The mill cost 9 12 pounds.",
                "one paragraph as it was",
            ]
        );
        let struck = story
            .inlines
            .iter()
            .filter(|inline| inline.kind == InlineKind::Struck);
        let struck: Vec<&str> = struck.map(|inline| story.slice(inline.span)).collect();
        assert_eq!(struck, ["Mill burns", "9", "9"]);
        let changes: Vec<&str> = told.changes.iter().map(|span| story.slice(*span)).collect();
        assert_eq!(
            changes,
            ["9 12"],
            "the paragraphs are walked, not the list above them"
        );
        assert_eq!(story.sections[0].span.end, story.text.len());
    }
}
