//! An app with a small library behind it that answers at once, and the frame it shows.

use std::cell::RefCell;
use std::sync::Arc;

use crossterm::event::KeyEvent;
use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::config::{Config, NamedCommand};
use crate::index::facets::{Facet, FacetCount};
use crate::index::people::Speaker;
use crate::index::query::Copies;
use crate::index::timeline::{Entry, Step};
use crate::index::{
    Citation, Completion, Page, Passage, PassageKind, People, Related, Row, Timeline, Total,
    Utterance, UtteranceKind, Utterances, Window,
};
use crate::marks::{Store, changes};
use crate::story::{
    Block, BlockKind, Certainty, Date, Identity, Meta, Person, QuotationKind, Section, Span, Story,
    StoryId, StoryKind,
};
use crate::ui::app::{App, Known, Setup, View};
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::ui::key::Key;
use crate::ui::keymap::Keymap;
use crate::ui::saved::Saved;
use crate::ui::theme::Theme;
use crate::versions::Edition;
use crate::worker::{Answer, Ask, Generation, Notes, Reply, Scope, SearchRequest};

/// 2026-03-18T12:00Z.
const NOW: i64 = 1_773_835_200;
const DAY: i64 = 86_400;

/// The app and what stands behind it.
pub(super) struct Scene {
    pub(super) app: App,
    pub(super) library: Fixture,
}

/// Stories in memory.
pub(super) struct Fixture {
    pub(super) stories: Vec<(StoryId, Arc<Story>)>,
    /// Whether every story fails to load, and every question but a search.
    pub(super) broken: bool,
    /// What is noted.
    pub(super) marks: RefCell<Store>,
}

/// Headline, days ago, kind, paragraphs; one that begins with `#` is a heading.
const STORIES: &[(&str, i64, StoryKind, &[&str])] = &[
    (
        "Harbour counts the cost of a mild winter",
        0,
        StoryKind::Report,
        &[
            "Nobody in the harbour remembers a winter so short. The ice boats stayed on land.",
            "#What the yards lose",
            "“We sold no coal at all,” said Ines Duarte, who owns the oldest yard on the quay.",
            "The ferry, at least, ran every night.",
        ],
    ),
    (
        "Interview: one map for every well",
        0,
        StoryKind::Interview,
        &[
            "Why one map? Because the old ones contradict each other.",
            "#In the valley",
            "And who pays? Nobody yet.",
        ],
    ),
    (
        "Bakers weigh the new flour law",
        3,
        StoryKind::Report,
        &["The law is two pages long.", "It says nothing of rye."],
    ),
    (
        "Ferry keeps its night run",
        12,
        StoryKind::Report,
        &[
            "The council voted for the ferry on Monday.",
            "A ferry at night is a promise, the mayor said, and promises cost money.",
        ],
    ),
    (
        "港の町に春が来た",
        400,
        StoryKind::Report,
        &["氷の船は陸に残った。"],
    ),
];

fn story(headline: &str, days_ago: i64, kind: StoryKind, paragraphs: &[&str]) -> Story {
    let mut text = headline.to_owned();
    let mut blocks = vec![Block::new(BlockKind::Headline, Span::new(0, text.len()))];
    for paragraph in paragraphs {
        text.push('\n');
        let start = text.len();
        text.push_str(paragraph.trim_start_matches('#'));
        let kind = if paragraph.starts_with('#') {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
        blocks.push(Block {
            level: u8::from(kind == BlockKind::Heading),
            ..Block::new(kind, Span::new(start, text.len()))
        });
    }
    let headings = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading);
    let sections = headings
        .map(|block| Section {
            heading: block.span,
            level: 1,
            span: Span::new(block.span.start, text.len()),
        })
        .collect();
    let date = Some(Date {
        seconds: NOW - days_ago * DAY,
        has_time: false,
    });
    let meta = Meta {
        kind,
        headline: headline.to_owned(),
        date,
        source: Some("Harbour Post".to_owned()),
        ..Meta::default()
    };
    Story {
        meta,
        people: speakers(&text),
        text,
        blocks,
        sections,
        ..Story::default()
    }
}

/// The deck of the third story.
const DECK: &str = "Three pages were promised, two have come, and the mills of the valley ask what stood on the \
    third: nobody in the ministry wants to have written it, and harvest is in nine weeks.";

/// Who speaks in a story.
fn speakers(text: &str) -> Vec<Person> {
    let names = ["Ines Duarte"].into_iter();
    let person = |name: &str| Person {
        name: name.to_owned(),
        quotations: 1,
        ..Person::default()
    };
    names
        .filter(|name| text.contains(name))
        .map(person)
        .collect()
}

impl Fixture {
    fn new() -> Self {
        let stories =
            STORIES
                .iter()
                .zip(0..)
                .map(|((headline, days_ago, kind, paragraphs), number)| {
                    let id = StoryId {
                        path: Arc::from(format!("{number}.md")),
                        ordinal: 0,
                        offset: 0,
                    };
                    (id, Arc::new(story(headline, *days_ago, *kind, paragraphs)))
                });
        Self {
            stories: stories.collect(),
            broken: false,
            marks: RefCell::new(Store::in_memory().expect("there is memory")),
        }
    }

    fn replies(&self, effect: &Effect) -> Vec<Reply> {
        let Effect::Keep(request) = effect else {
            return self.reply(effect).into_iter().collect();
        };
        let heard = self.marks.borrow_mut().serve(request, NOW * 1000);
        heard.into_iter().map(Reply::Marks).collect()
    }

    fn reply(&self, effect: &Effect) -> Option<Reply> {
        match effect {
            Effect::Search(request) => Some(Reply::Page(request.generation, self.page(request))),
            Effect::Load(id) if self.broken => {
                let message = format!("cannot read {}", id.path);
                Some(Reply::Refused(id.clone(), message))
            }
            Effect::Load(id) => {
                let (id, story) = self.stories.iter().find(|(held, _)| held == id)?;
                Some(Reply::Story(id.clone(), story.clone()))
            }
            Effect::Ask(generation, _) if self.broken => {
                let message = "cannot read the index".to_owned();
                Some(Reply::Unanswered(*generation, message))
            }
            Effect::Ask(generation, ask) => {
                Some(Reply::Answer(*generation, self.library_says(ask)))
            }
            _ => None,
        }
    }

    /// Answers out of a small table of its own: what is tested is what the screen makes of it.
    fn library_says(&self, ask: &Ask) -> Answer {
        match ask {
            Ask::People(typed, window) => {
                let rows = people().filter(|person| person.name.to_lowercase().contains(typed));
                let rows: Vec<_> = rows.collect();
                Answer::People(People {
                    total: Total::Exact(rows.len()),
                    window: *window,
                    rows,
                })
            }
            Ask::Utterances(typed, window) => {
                let rows = self.utterances(typed);
                Answer::Utterances(Utterances {
                    total: Total::Exact(rows.len()),
                    window: *window,
                    rows,
                    hints: Vec::new(),
                })
            }
            Ask::SaidIn(..) => Answer::Utterances(Utterances::default()),
            Ask::Facets(..) => {
                let value = |facet, value: &str| {
                    let count = FacetCount {
                        value: value.to_owned(),
                        count: 2,
                        of: 4,
                    };
                    (facet, count)
                };
                Answer::Facets(vec![
                    value(Facet::Speaker, "Ines Duarte"),
                    value(Facet::Year, "2026"),
                ])
            }
            Ask::Related(id, _) => Answer::Related(id.clone(), self.related(id)),
            Ask::Timeline(_) => Answer::Timeline(timeline()),
            Ask::Begun(stories) => Answer::Begun(self.known_as(stories)),
            Ask::Locate(story) => Answer::Located(self.known_as(&[*story]).pop().map(Box::new)),
            Ask::Everything(text, _) => {
                let all = self.stories.iter();
                Answer::Everything(all.filter_map(|(id, story)| row(id, story, text)).collect())
            }
            Ask::Changes(id) => {
                let mut stories = self.stories.iter();
                let (_, story) = stories.find(|(held, _)| held == id).expect("it is there");
                let kept = self
                    .marks
                    .borrow()
                    .editions(story.identity())
                    .expect("it is read");
                let now = Edition::of(story).map(|edition| (NOW * 1000, edition));
                Answer::Changes(story.meta.headline.clone(), changes(kept, now))
            }
            Ask::Notes(typed, window) => Answer::Notes(self.notes(typed, *window)),
            Ask::Complete(text) => Answer::Completions(completions(text)),
            Ask::Count(texts) => {
                let count = |text: &String| {
                    let request = SearchRequest {
                        generation: Generation(0),
                        text: text.clone(),
                        days: None,
                        copies: Copies::Folded,
                        window: Window {
                            offset: 0,
                            limit: 0,
                        },
                        scope: Scope::Library,
                    };
                    self.page(&request).total
                };
                Answer::Counts(texts.iter().map(count).collect())
            }
        }
    }

    fn known_as(&self, stories: &[Identity]) -> Vec<Row> {
        let held = |wanted: &Identity| {
            let mut stories = self.stories.iter();
            let (id, story) = stories.find(|(_, story)| story.identity() == *wanted)?;
            row(id, story, "")
        };
        stories.iter().filter_map(held).collect()
    }

    fn notes(&self, typed: &str, window: Window) -> Notes {
        let all = self.marks.borrow().notes().expect("it can be read");
        let found = all.into_iter().filter(|note| note.answers(typed));
        let rows: Vec<_> = found
            .map(|note| {
                let held = self.known_as(&[note.card.identity]).pop();
                (note, held.map(|row| row.id))
            })
            .collect();
        Notes {
            total: Total::Exact(rows.len()),
            window,
            rows,
        }
    }

    fn utterances(&self, typed: &str) -> Vec<Utterance> {
        let (speaker, typed) = match typed.strip_prefix("speaker:=\"") {
            Some(rest) => rest.split_once('"').expect("it is closed"),
            None => ("", typed),
        };
        let said = UTTERANCES
            .iter()
            .filter(|(_, by, words)| by.contains(speaker) && words.contains(typed.trim()));
        let utterance = |(number, by, words): &(usize, &str, &str)| {
            let (id, story) = &self.stories[*number];
            let at = story.text.find(words).expect("it is in the text");
            Utterance {
                excerpt: Span::default(),
                highlights: Vec::new(),
                place: place(id, story),
                kind: UtteranceKind::Quotation(QuotationKind::Direct),
                speaker: Some((*by).to_owned()),
                certainty: Certainty::Sure,
                span: Span::new(at, at + words.len()),
                text: (*words).to_owned(),
                also: vec![place(id, story); usize::from(*number == 0) * 2],
            }
        };
        said.map(utterance).collect()
    }

    fn related(&self, to: &StoryId) -> Vec<Related> {
        let others = self.stories.iter().filter(|(id, _)| id != to).take(2);
        let related = |(id, story): &(StoryId, Arc<Story>)| {
            Some(Related {
                row: row(id, story, "")?,
                people: vec!["Ines Duarte".to_owned()],
                words: vec!["coal".to_owned(), "quay".to_owned()],
            })
        };
        others.filter_map(related).collect()
    }

    fn page(&self, request: &SearchRequest) -> Page {
        let rows: Vec<_> = self
            .stories
            .iter()
            .filter(|(_, story)| {
                let seconds = story.meta.date.map_or(0, |date| date.seconds);
                let days = request.days.as_ref();
                days.is_none_or(|days| days.contains(&seconds))
            })
            .filter_map(|(id, story)| row(id, story, &request.text))
            .collect();
        let total = Total::Exact(rows.len());
        let rows = rows
            .into_iter()
            .skip(request.window.offset)
            .take(request.window.limit)
            .collect();
        Page {
            total,
            window: request.window,
            rows,
            hints: Vec::new(),
        }
    }
}

/// Number of the story, who says it, and the words.
const UTTERANCES: &[(usize, &str, &str)] = &[
    (0, "Ines Duarte", "We sold no coal at all,"),
    (
        3,
        "Ann Holt",
        "A ferry at night is a promise, the mayor said, and promises cost money.",
    ),
];

fn people() -> impl Iterator<Item = Speaker> {
    let person = |name: &str, role: Option<&str>, stories: usize| Speaker {
        name: name.to_owned(),
        role: role.map(str::to_owned),
        variants: vec!["Duarte".to_owned()],
        stories,
        quotations: 2 * stories,
        first: Some(ago(i64::try_from(stories).expect("it is a small number"))),
        last: Some(ago(0)),
        ..Speaker::default()
    };
    [
        person("Ines Duarte", Some("owner of the oldest yard"), 3),
        person("Ann Holt", None, 1),
    ]
    .into_iter()
}

fn ago(days: i64) -> Date {
    Date {
        seconds: NOW - days * DAY,
        has_time: false,
    }
}

fn place(id: &StoryId, story: &Story) -> Citation {
    Citation {
        id: id.clone(),
        headline: story.meta.headline.clone(),
        date: story.meta.date,
        source: story.meta.source.clone(),
    }
}

fn timeline() -> Timeline {
    let entry = |from, stories| Entry { from, stories };
    Timeline {
        step: Step::Day,
        entries: vec![
            entry(date(2026, 3, 6), 1),
            entry(date(2026, 3, 15), 1),
            entry(date(2026, 3, 18), 2),
        ],
        undated: 0,
    }
}

fn completions(text: &str) -> Vec<Completion> {
    let Some(typed) = text.strip_prefix("speaker:") else {
        return Vec::new();
    };
    let names = [
        ("\"Ines Duarte\"", "3 stories"),
        ("\"Ann Holt\"", "1 story"),
    ];
    let begins = names
        .into_iter()
        .filter(|(name, _)| name.to_lowercase().contains(typed));
    let completion = |(name, detail): (&str, &str)| Completion {
        span: Span::new("speaker:".len(), text.len()),
        text: name.to_owned(),
        detail: detail.to_owned(),
    };
    begins.map(completion).collect()
}

fn row(id: &StoryId, story: &Story, query: &str) -> Option<Row> {
    let passage = if query.is_empty() {
        None
    } else {
        Some(passage(story, query)?)
    };
    Some(Row {
        id: id.clone(),
        identity: story.identity(),
        headline: story.meta.headline.clone(),
        date: story.meta.date,
        source: story.meta.source.clone(),
        deck: (story.meta.headline == STORIES[2].0).then(|| DECK.to_owned()),
        voices: story
            .voices(4)
            .into_iter()
            .map(|person| person.name.clone())
            .collect(),
        kind: story.meta.kind,
        words: story.words(),
        quotations: 0,
        copies: 0,
        score: 0.0,
        passage,
    })
}

fn passage(story: &Story, query: &str) -> Option<Passage> {
    let hits: Vec<_> = story
        .text
        .match_indices(query)
        .map(|(at, hit)| Span::new(at, at + hit.len()))
        .collect();
    let span = story.blocks[story.block_at(hits.first()?.start)?].span;
    let answers = |block: &&Block| hits.iter().any(|hit| block.span.covers(*hit));
    let places = story
        .blocks
        .iter()
        .filter(answers)
        .map(|block| block.span)
        .collect();
    let inside = hits.iter().filter(|hit| span.covers(**hit));
    let highlights = inside
        .map(|hit| Span::new(hit.start - span.start, hit.end - span.start))
        .collect();
    let speaker = story
        .slice(span)
        .contains("Duarte")
        .then(|| "Ines Duarte".to_owned());
    Some(Passage {
        kind: PassageKind::Paragraph,
        speaker,
        span,
        text: story.slice(span).to_owned(),
        places,
        highlights,
        hits,
    })
}

/// The event of a key by its name.
pub(super) fn key(name: &str) -> Event {
    let key = Key::named(name).unwrap_or_else(|| panic!("{name} is no key"));
    Event::Key(KeyEvent::new(key.code, key.modifiers))
}

impl Scene {
    /// An app that nothing has answered yet.
    pub(super) fn idle(width: u16, height: u16) -> (App, Vec<Effect>) {
        App::new(Setup {
            keymap: Keymap::new(&Config::default().bindings).expect("the shipped keys are valid"),
            theme: Theme::named("plain").expect("it is shipped"),
            saved: Vec::new(),
            folder: "news".to_owned(),
            width: 68,
            manner: crate::typeset::Manner::default(),
            preview: true,
            size: Size { width, height },
            now: NOW,
            east: 0,
            glyphs: crate::ui::glyphs::FINE,
            start: Known::Before,
            commands: vec![NamedCommand {
                name: "speak".to_owned(),
                words: vec!["espeak-ng".to_owned(), "-s150".to_owned()],
            }],
            archives: vec!["press".to_owned(), "wire".to_owned()],
            scope: Scope::Library,
        })
    }

    /// An app that shows the list.
    pub(super) fn new(width: u16, height: u16) -> Self {
        let (app, effects) = Self::idle(width, height);
        let mut scene = Self::around(app);
        scene.serve(effects);
        scene
    }

    pub(super) fn around(app: App) -> Self {
        Self {
            app,
            library: Fixture::new(),
        }
    }

    /// Another app on the same library and marks.
    pub(super) fn restarted(self) -> Self {
        let size = self.app.size();
        let (app, effects) = Self::idle(size.width, size.height);
        let mut scene = Self { app, ..self };
        scene.serve(effects);
        scene
    }

    /// The same with searches that have a name.
    pub(super) fn with_searches(mut self) -> Self {
        let saved = |(name, query): (&str, &str)| Saved {
            name: name.to_owned(),
            query: query.to_owned(),
            count: None,
            new: 0,
        };
        self.app.saved = [("Across the water", "ferry"), ("Bread", "rye")]
            .map(saved)
            .to_vec();
        let asked = self.app.count_saved().into_iter().collect();
        self.serve(asked);
        self.happen(Event::Resumed);
        self
    }

    /// The same in colour.
    pub(super) fn coloured(mut self, theme: &str) -> Self {
        self.app.setup.theme = Theme::named(theme).expect("it is shipped");
        self
    }

    /// Presses keys, by their names with spaces between. Returns all effects.
    pub(super) fn press(&mut self, keys: &str) -> Vec<Effect> {
        let names: Vec<_> = keys.split_whitespace().collect();
        names
            .into_iter()
            .flat_map(|name| self.happen(key(name)))
            .collect()
    }

    /// Lets something happen, and all that follows from it.
    pub(super) fn happen(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.app.update(event);
        self.serve(effects)
    }

    /// The same for those effects alone that `keep` leaves.
    pub(super) fn serve_only(
        &mut self,
        effects: Vec<Effect>,
        keep: impl Fn(Vec<Effect>) -> Vec<Effect>,
    ) {
        let mut waiting = keep(effects);
        while !waiting.is_empty() {
            let replies: Vec<_> = waiting
                .iter()
                .flat_map(|effect| self.library.replies(effect))
                .collect();
            let news = replies
                .into_iter()
                .flat_map(|reply| self.app.update(Event::Reply(reply)))
                .collect();
            waiting = keep(news);
        }
    }

    /// Answers effects, and those that follow from the answers. Returns all of them.
    pub(super) fn serve(&mut self, mut waiting: Vec<Effect>) -> Vec<Effect> {
        let mut all = Vec::new();
        while !waiting.is_empty() {
            let replies: Vec<_> = waiting
                .iter()
                .flat_map(|effect| self.library.replies(effect))
                .collect();
            all.append(&mut waiting);
            waiting = replies
                .into_iter()
                .flat_map(|reply| self.app.update(Event::Reply(reply)))
                .collect();
        }
        all
    }

    /// The headline of the story that is read.
    pub(super) fn reading(&self) -> Option<&str> {
        let reader = self
            .app
            .reader
            .as_ref()
            .filter(|_| self.app.view == View::Story)?;
        Some(&reader.story().meta.headline)
    }

    /// The byte at which the open story stands.
    pub(super) fn place(&self) -> Option<usize> {
        let reader = self.app.reader.as_ref();
        reader.map(crate::ui::reader::Reader::place)
    }

    /// The frame with its styles.
    pub(super) fn buffer(&self) -> Buffer {
        let size = self.app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        self.app.draw(&mut buffer);
        buffer
    }

    /// The frame as text, without the space at the ends of its lines.
    pub(super) fn screen(&self) -> String {
        let buffer = self.buffer();
        let row = |y| {
            let mut line = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += crate::ui::fit::width(symbol).max(1) as u16;
            }
            line.trim_end().to_owned() + "\n"
        };
        (0..buffer.area.height).map(row).collect()
    }
}
