//! Stories made by hand, and an index of them in memory.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use byline::index::sync::{FileState, Outcome, Parse, Update};
use byline::index::{Cancel, Index, Page, Query, Window};
use byline::story::{
    Attribution, Block, BlockKind, Date, Meta, Person, Quotation, QuotationKind, Section, Span,
    Story, StoryId, StoryKind, Turn, TurnRole,
};
use jiff::civil::date;

/// A story in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Telling(pub(crate) Story);

/// A story with a headline, published on a day.
pub(crate) fn story(headline: &str, year: i16, month: i8, day: i8) -> Telling {
    let midnight = date(year, month, day).to_zoned(jiff::tz::TimeZone::UTC);
    let seconds = midnight.expect("a day of our time").timestamp().as_second();
    let meta = Meta {
        headline: headline.to_owned(),
        date: Some(Date {
            seconds,
            has_time: false,
        }),
        ..Meta::default()
    };
    let mut telling = Telling(Story {
        meta,
        ..Story::default()
    });
    telling.block(BlockKind::Headline, headline);
    telling
}

impl Telling {
    fn block(&mut self, kind: BlockKind, text: &str) -> Span {
        let story = &mut self.0;
        if !story.text.is_empty() {
            story.text.push('\n');
        }
        let span = Span::new(story.text.len(), story.text.len() + text.len());
        story.text.push_str(text);
        story.blocks.push(Block::new(kind, span));
        span
    }

    pub(crate) fn deck(mut self, text: &str) -> Self {
        self.0.meta.deck = Some(text.to_owned());
        self.block(BlockKind::Deck, text);
        self
    }

    pub(crate) fn heading(mut self, text: &str) -> Self {
        let heading = self.block(BlockKind::Heading, text);
        self.0.sections.push(Section {
            heading,
            level: 1,
            span: heading,
        });
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self.block(BlockKind::Paragraph, text);
        self
    }

    pub(crate) fn promo(mut self, text: &str) -> Self {
        self.block(BlockKind::Promo, text);
        self
    }

    /// A paragraph: “words,” said speaker.
    pub(crate) fn said(mut self, speaker: &str, words: &str) -> Self {
        let paragraph = format!("“{words}” said {speaker}.");
        let block = self.block(BlockKind::Paragraph, &paragraph);
        let start = block.start + '“'.len_utf8();
        let span = Span::new(start, start + words.len());
        let person = self.person(speaker);
        self.0.people[person].quotations += 1;
        let mention = block.end - 1 - speaker.len();
        self.0.quotations.push(Quotation {
            span,
            outer: Span::new(block.start, span.end + '”'.len_utf8()),
            kind: QuotationKind::Direct,
            speaker: Some(Attribution {
                person,
                mention: Span::new(mention, block.end - 1),
                cue: None,
            }),
            certainty: byline::story::Certainty::Sure,
        });
        self
    }

    pub(crate) fn question(self, speaker: &str, words: &str) -> Self {
        self.turn(speaker, TurnRole::Question, words)
    }

    pub(crate) fn answer(self, speaker: &str, words: &str) -> Self {
        self.turn(speaker, TurnRole::Answer, words)
    }

    fn turn(mut self, speaker: &str, role: TurnRole, words: &str) -> Self {
        self.0.meta.kind = StoryKind::Interview;
        let block = self.block(BlockKind::Paragraph, &format!("{speaker}: {words}"));
        let speaker_index = self.person(speaker);
        self.0.people[speaker_index].turns += 1;
        let label = Span::new(block.start, block.start + speaker.len());
        self.0.turns.push(Turn {
            speaker: speaker_index,
            label,
            role,
            span: Span::new(label.end + 2, block.end),
            certainty: byline::story::Certainty::Sure,
        });
        self
    }

    fn person(&mut self, name: &str) -> usize {
        let people = &mut self.0.people;
        let known = people.iter().position(|person| person.name == name);
        known.unwrap_or_else(|| {
            people.push(Person {
                name: name.to_owned(),
                is_unnamed: name.starts_with(char::is_lowercase),
                ..Person::default()
            });
            people.len() - 1
        })
    }

    /// What somebody who spoke is.
    pub(crate) fn role(mut self, name: &str, role: &str) -> Self {
        let person = self.person(name);
        self.0.people[person].role = Some(role.to_owned());
        self
    }

    pub(crate) fn from(mut self, source: &str) -> Self {
        self.0.meta.source = Some(source.to_owned());
        self
    }

    pub(crate) fn by(mut self, name: &str) -> Self {
        self.0.meta.bylines.push(name.to_owned());
        self
    }

    pub(crate) fn in_language(mut self, code: &'static str) -> Self {
        self.0.meta.lang = Some(code);
        self
    }

    pub(crate) fn undated(mut self) -> Self {
        self.0.meta.date = None;
        self
    }
}

/// Files that exist only here: path → version and stories.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files(pub(crate) BTreeMap<String, (u64, Vec<Story>)>);

impl Files {
    /// Each story in a file of its own: `0.txt`, `1.txt` ….
    pub(crate) fn of(stories: impl IntoIterator<Item = Telling>) -> Self {
        let files = stories.into_iter().enumerate();
        let files = files.map(|(number, story)| (format!("{number}.txt"), (1, vec![story.0])));
        Self(files.collect())
    }

    pub(crate) fn put(
        &mut self,
        path: &str,
        version: u64,
        stories: impl IntoIterator<Item = Telling>,
    ) {
        let stories = stories.into_iter().map(|story| story.0).collect();
        self.0.insert(path.to_owned(), (version, stories));
    }

    pub(crate) fn load(&self, id: &StoryId) -> Option<Arc<Story>> {
        let (_, stories) = self.0.get(&*id.path)?;
        stories.get(id.ordinal as usize).cloned().map(Arc::new)
    }

    pub(crate) fn states(&self) -> Vec<Result<FileState>> {
        let state = |(path, (version, _)): (&String, &(u64, Vec<Story>))| {
            Ok(FileState {
                path: path.as_str().into(),
                version: *version,
                modified: i64::try_from(*version).expect("small"),
                bytes: 100,
                has_records: false,
            })
        };
        self.0.iter().map(state).collect()
    }

    /// Brings an index up to date with these files. A story with the headline "unreadable" makes
    /// its file one that cannot be read; "panic" makes the parser panic.
    pub(crate) fn sync(&self, index: &Index) -> Outcome {
        self.sync_until(index, &AtomicBool::new(false))
    }

    pub(crate) fn sync_until(&self, index: &Index, stop: &AtomicBool) -> Outcome {
        let parse: &Parse<'_> = &|path, _, take| {
            let (_, stories) = self.0.get(path).context("no such file")?;
            for (story, ordinal) in stories.iter().zip(0..) {
                match story.meta.headline.as_str() {
                    "unreadable" => anyhow::bail!(std::io::Error::other("the disk says no")),
                    "panic" => panic!("a parser that gives up"),
                    _ => (),
                }
                let id = StoryId {
                    path: path.into(),
                    ordinal,
                    offset: 0,
                };
                take(id, story.clone());
            }
            Ok(())
        };
        let update = Update {
            parse,
            watch: &mut |_| (),
            stop,
        };
        index
            .update(self.states().into_iter(), update)
            .expect("an index that can be written")
    }

    /// An index of these files.
    pub(crate) fn index(&self) -> Index {
        let index = Index::in_memory().expect("enough memory");
        self.sync(&index);
        index
    }

    /// The first page of the answer to a query, as on 12 March 2026.
    pub(crate) fn ask(&self, index: &Index, query: &str) -> Page {
        let window = Window {
            offset: 0,
            limit: 50,
        };
        self.ask_window(index, query, window)
    }

    pub(crate) fn ask_window(&self, index: &Index, query: &str, window: Window) -> Page {
        let query = Query::parse_on(query, date(2026, 3, 12));
        let searcher = index.snapshot().expect("an index that can be read");
        let load = |id: &StoryId| self.load(id);
        searcher
            .page(&query, window, &Cancel::never(), &load)
            .expect("every query has an answer")
    }
}

/// The headlines of a page.
pub(crate) fn headlines(page: &Page) -> Vec<&str> {
    page.rows.iter().map(|row| row.headline.as_str()).collect()
}
