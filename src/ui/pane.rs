//! Rows of the library with a box to narrow them: people, quotations, related stories, notes.
//!
//! One pane for all of them: a [`Subject`] says what is asked and what it is called, [`rows`] makes
//! rows of the answers. Old rows stay until new ones come.

mod about;
mod alike;
mod draw;
mod rows;

use ratatui::layout::Rect;

use crate::index::facets::{Facet, FacetCount};
use crate::index::{Total, Window};
use crate::marks::Note;
use crate::story::{Span, StoryId};
use crate::ui::action::Action;
use crate::ui::list::{Batch, List, Setting};
use crate::ui::search::SearchBox;
use crate::ui::status::counted;
use crate::worker::{Answer, Ask, Generation};
use rows::PaneRow;

pub use rows::words_sought;

/// Related stories looked for: more than these have little in common.
const RELATED: usize = 30;
/// People and sources told of the stories that answer.
const VALUES: usize = 40;

/// What a pane lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Who speaks in the library.
    People,
    /// What is said in the library.
    Quotations,
    /// What somebody says, across all stories.
    SaidBy(String),
    /// What the stories that answer a query share: people, sources, years, kinds.
    Facets(String),
    /// What is related to a story, called by its headline.
    Related(StoryId, String),
    /// Where else the words of a story are printed that somebody says.
    Elsewhere(StoryId, String),
    /// What is said in this archive.
    SaidIn(String),
    /// Words that were kept.
    Notes,
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To what this person says.
    Person(String),
    /// To a story, and to these words in it.
    Story(StoryId, Option<Span>),
    /// To the stories that answer this.
    Query(String),
    /// To a note, and to its story where the library holds that.
    Note(Box<Note>, Option<StoryId>),
}

/// Rows of the library with a box to narrow them.
#[derive(Clone, Debug)]
pub struct Pane {
    subject: Subject,
    /// The box.
    pub input: SearchBox,
    /// Whether keys go into the box, or to the rows.
    pub editing: bool,
    list: List<PaneRow>,
    /// What stands above the rows.
    about: Vec<String>,
    asked: Generation,
    /// The question that could not be answered.
    failed: Option<Generation>,
}

impl Subject {
    /// The name of the pane.
    pub fn title(&self) -> String {
        match self {
            Self::People => "People".to_owned(),
            Self::Quotations => "Quotations".to_owned(),
            Self::SaidBy(name) => format!("Said by {name}"),
            Self::SaidIn(archive) => format!("Quotations of {archive}"),
            Self::Facets(query) if query.trim().is_empty() => "All stories".to_owned(),
            Self::Facets(query) => format!("Stories with {query}"),
            Self::Related(_, headline) => format!("Related to {headline}"),
            Self::Elsewhere(_, words) => format!("Elsewhere: “{words}”"),
            Self::Notes => "Notebook".to_owned(),
        }
    }

    /// Whether its rows can be narrowed by typing.
    pub fn narrows(&self) -> bool {
        !matches!(
            self,
            Self::Related(..) | Self::Facets(_) | Self::Elsewhere(..)
        )
    }

    /// Whether its rows lead to stories, which can be shown beside them.
    pub fn leads_to_stories(&self) -> bool {
        !matches!(self, Self::People | Self::Facets(_))
    }

    /// What is asked for rows that `typed` narrows.
    fn ask(&self, typed: &str, window: Window) -> Ask {
        match self {
            Self::People => Ask::People(typed.to_owned(), window),
            Self::Quotations => Ask::Utterances(typed.to_owned(), window),
            Self::SaidIn(archive) => Ask::SaidIn(archive.clone(), typed.to_owned(), window),
            Self::SaidBy(name) => {
                let query = format!("speaker:=\"{}\" {typed}", name.replace('"', ""));
                Ask::Utterances(query, window)
            }
            Self::Facets(query) => Ask::Facets(query.clone(), VALUES),
            Self::Related(id, _) => Ask::Related(id.clone(), RELATED),
            Self::Elsewhere(_, words) => Ask::Utterances(alike::query(words), alike::WINDOW),
            Self::Notes => Ask::Notes(typed.to_owned(), window),
        }
    }

    fn things(&self) -> (&'static str, &'static str) {
        match self {
            Self::People => ("person", "people"),
            Self::Quotations | Self::SaidBy(_) | Self::SaidIn(_) => ("utterance", "utterances"),
            Self::Facets(_) => ("value", "values"),
            Self::Related(..) => ("story", "stories"),
            Self::Elsewhere(..) => ("utterance like it", "utterances like it"),
            Self::Notes => ("note", "notes"),
        }
    }

    /// What is said where there are no rows.
    fn none(&self) -> &'static str {
        match self {
            Self::People => "Nobody of that name speaks in these stories.",
            Self::Quotations | Self::SaidBy(_) | Self::SaidIn(_) => {
                "Nobody says that in these stories."
            }
            Self::Facets(_) => "No story answers.",
            Self::Related(..) => "No other story shares people or rare words with this one.",
            Self::Elsewhere(..) => "These words are printed in no other story.",
            Self::Notes => "No such words are kept.",
        }
    }
}

impl Pane {
    /// A pane that has not asked yet. One that lists much is typed into at once.
    pub fn new(subject: Subject) -> Self {
        Self {
            editing: matches!(
                subject,
                Subject::People | Subject::Quotations | Subject::SaidIn(_)
            ),
            subject,
            input: SearchBox::default(),
            list: List::default(),
            about: Vec::new(),
            asked: Generation::default(),
            failed: None,
        }
    }

    /// The same below some lines about its subject.
    #[must_use]
    pub fn below(self, about: Vec<String>) -> Self {
        Self { about, ..self }
    }

    /// What it lists.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The rows.
    pub fn list(&self) -> &List<PaneRow> {
        &self.list
    }

    /// The question whose answer is shown or awaited.
    pub fn generation(&self) -> Generation {
        self.asked
    }

    /// Asks what the box now holds, at first for as many rows as are seen: stories are read for each.
    pub fn ask(&mut self, generation: Generation, setting: Setting) -> Ask {
        self.asked = generation;
        let window = self.list.ask(generation, setting.screenful());
        self.question(window)
    }

    /// Takes up again after other questions were asked. Returns what has to be asked once more.
    pub fn resume(&mut self, generation: Generation) -> Option<Ask> {
        self.asked = generation;
        let window = self.list.resume(generation)?;
        Some(self.question(window))
    }

    /// The same rows once more, because the index has changed.
    pub fn refresh(&mut self) -> Ask {
        let window = self.list.refresh();
        self.question(window)
    }

    /// Brings what is seen in line with the area. Returns what has to be asked to fill it.
    pub fn settle(&mut self, setting: Setting) -> Option<Ask> {
        self.list.settle(setting);
        let window = self.list.wanted(setting)?;
        Some(self.question(window))
    }

    fn question(&self, window: Window) -> Ask {
        self.subject.ask(self.input.text(), window)
    }

    /// Takes note that a question cannot be answered.
    pub fn give_up(&mut self, generation: Generation) {
        self.failed = Some(generation);
    }

    /// What is said where there are no rows.
    fn in_vain(&self) -> &'static str {
        if self.failed == Some(self.asked) {
            "That could not be looked up."
        } else if self.list.is_answered() {
            self.subject.none()
        } else {
            "Looking through the library …"
        }
    }

    /// Takes an answer in, unless it answers another question.
    pub fn accept(&mut self, generation: Generation, answer: Answer) {
        let batch = match answer {
            Answer::People(people) => Batch {
                total: people.total,
                window: people.window,
                rows: people.rows.into_iter().map(PaneRow::person).collect(),
                hints: Vec::new(),
            },
            Answer::Utterances(found) if matches!(self.subject, Subject::Elsewhere(..)) => {
                let rows = self.elsewhere(found.rows);
                Batch {
                    total: Total::Exact(rows.len()),
                    window: Window::default(),
                    rows,
                    hints: Vec::new(),
                }
            }
            Answer::Utterances(found) => Batch {
                total: found.total,
                window: found.window,
                rows: self.utterances(found.rows),
                hints: found.hints,
            },
            Answer::Facets(values) => Batch {
                total: Total::Exact(values.len()),
                window: Window::default(),
                rows: self.values(values),
                hints: Vec::new(),
            },
            Answer::Notes(notes) => Batch {
                total: notes.total,
                window: notes.window,
                rows: notes.rows.into_iter().map(PaneRow::note).collect(),
                hints: Vec::new(),
            },
            Answer::Related(_, stories) => Batch {
                total: Total::Exact(stories.len()),
                window: Window::default(),
                rows: stories.into_iter().map(PaneRow::related).collect(),
                hints: Vec::new(),
            },
            _ => return,
        };
        self.list.accept(generation, batch);
    }

    fn values(&self, values: Vec<(Facet, FacetCount)>) -> Vec<PaneRow> {
        let query = match &self.subject {
            Subject::Facets(query) => query.as_str(),
            _ => "",
        };
        let row = |(facet, count)| PaneRow::value(facet, count, query);
        values.into_iter().map(row).collect()
    }

    /// Where the words of a quotation stand in other stories, those in the same words first.
    fn elsewhere(&self, found: Vec<crate::index::Utterance>) -> Vec<PaneRow> {
        let Subject::Elsewhere(here, words) = &self.subject else {
            return Vec::new();
        };
        let mut rows = alike::rows(found, words);
        rows.retain(|row| !matches!(&row.target, Target::Story(id, _) if id == here));
        rows
    }

    fn utterances(&self, found: Vec<crate::index::Utterance>) -> Vec<PaneRow> {
        let sought = rows::words_sought(self.input.text());
        let is_named = !matches!(self.subject, Subject::SaidBy(_));
        let entry = |found| PaneRow::utterance(found, &sought);
        let mut entries: Vec<PaneRow> = found.into_iter().map(entry).collect();
        if !is_named {
            entries.iter_mut().for_each(PaneRow::forget_speaker);
        }
        entries
    }

    /// Moves the selection. Says whether the action is one that moves it.
    pub fn act(&mut self, action: Action, count: Option<usize>, setting: Setting) -> bool {
        self.list.act(action, count, setting)
    }

    /// Selects the row so many further down. Says whether that is another one.
    pub fn step(&mut self, rows: isize) -> bool {
        self.list.step(rows)
    }

    /// A click on a line of the area: selects its row. Says whether it was selected already.
    pub fn click(&mut self, line: usize, area: Rect) -> bool {
        let setting = self.setting(area);
        let above = self.about_rows(area.height.into());
        let Some(line) = line.checked_sub(above) else {
            return false;
        };
        let row = self.list.at_line(line, setting);
        row.is_some_and(|row| !self.list.select(row))
    }

    /// Keeps the selected row selected, whatever comes.
    pub fn hold(&mut self) {
        self.list.hold();
    }

    /// Where the selected row leads, if it is held.
    pub fn target(&self) -> Option<&Target> {
        self.list.selected_row().map(|entry| &entry.target)
    }

    /// What is known of the person that the selected row leads to.
    pub fn about_selected(&self) -> Vec<String> {
        self.list
            .selected_row()
            .map_or_else(Vec::new, |row| row.about.clone())
    }

    /// The headline of the story that the selected row leads to.
    pub fn headline(&self) -> Option<&str> {
        self.list.selected_row()?.headline.as_deref()
    }

    /// `at least 1,204 utterances`, in as many words as fit `columns`.
    pub fn count(&self, columns: usize) -> String {
        if !self.list.is_answered() {
            return String::new();
        }
        counted(self.list.total(), self.subject.things(), columns)
    }
}
