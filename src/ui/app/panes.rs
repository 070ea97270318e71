//! Panes of the library: opening them, moving in them, what their rows lead to, and the way back.

use super::{App, View};
use crate::ui::action::Action;
use crate::ui::app::land::OpenAt;
use crate::ui::effect::Effect;
use crate::ui::list::Setting;
use crate::ui::pane::{Pane, Subject, Target};
use crate::ui::reader::Reader;
use crate::ui::status::Note;
use crate::worker::{Answer, Generation, Scope};

/// A pane, and where one was before.
#[derive(Debug)]
pub(super) struct Opened {
    /// The pane.
    pub(super) pane: Pane,
    view: View,
    reader: Option<Reader>,
}

impl App {
    /// Opens the pane of an action, unless it lies on top already.
    pub(super) fn open_pane(&mut self, action: Action) -> Vec<Effect> {
        if let Some(said) = self.uncounted(action) {
            self.note = Some(Note::says(said));
            return Vec::new();
        }
        let subject = match action {
            Action::People => Some(Subject::People),
            Action::Quotations => Some(match &self.scope {
                Scope::Archive(name) => Subject::SaidIn(name.clone()),
                Scope::Library | Scope::All => Subject::Quotations,
            }),
            Action::Facets => Some(Subject::Facets(self.query().to_owned())),
            Action::Notes => Some(Subject::Notes),
            Action::Elsewhere => {
                let reader = self.reader.as_mut().filter(|_| self.view == View::Story);
                let quotation =
                    reader.and_then(|reader| Some((reader.id().clone(), reader.mark_speech()?)));
                if quotation.is_none() {
                    self.note = Some(Note::says("nobody is quoted here"));
                    return Vec::new();
                }
                quotation.map(|(id, words)| Subject::Elsewhere(id, words))
            }
            _ => self.related(),
        };
        let top = self.panes.last().filter(|_| self.view == View::Pane);
        let is_there = top.is_some_and(|opened| Some(opened.pane.subject()) == subject.as_ref());
        let subject = subject.filter(|_| !is_there);
        subject
            .map(|subject| self.push(subject))
            .into_iter()
            .collect()
    }

    /// What byline cannot count where an archive alone is listed: what the library says would be a wrong answer.
    fn uncounted(&self, action: Action) -> Option<String> {
        let Scope::Archive(name) = &self.scope else {
            return None;
        };
        let what = match action {
            Action::People => "who speaks",
            Action::Facets => "people, sources and years",
            _ => return None,
        };
        let keys = self
            .setup
            .keymap
            .keys_of(self.contexts(), Action::Quotations);
        let how = keys
            .first()
            .map(|key| format!("; {key} lists what is said in it"));
        let how = how.unwrap_or_default();
        Some(format!(
            "byline does not count {what} in the archive {name}{how}"
        ))
    }

    /// What is related to the story that is open or selected.
    fn related(&self) -> Option<Subject> {
        if let (View::Story, Some(reader)) = (self.view, &self.reader) {
            let headline = reader.story().meta.headline.clone();
            return Some(Subject::Related(reader.id().clone(), headline));
        }
        let Some(opened) = self.panes.last() else {
            let row = self.begun_selected().or_else(|| self.list.selected_row())?;
            return Some(Subject::Related(row.id.clone(), row.headline.clone()));
        };
        match opened.pane.target()? {
            Target::Story(id, _) | Target::Note(_, Some(id)) => {
                let headline = opened.pane.headline().unwrap_or_default();
                Some(Subject::Related(id.clone(), headline.to_owned()))
            }
            Target::Person(_) | Target::Query(_) | Target::Note(_, None) => None,
        }
    }

    /// The query that the selected row of a pane leads to.
    pub(super) fn query_selected(&self) -> Option<String> {
        match self.panes.last()?.pane.target()? {
            Target::Query(query) => Some(query.clone()),
            Target::Person(_) | Target::Story(..) | Target::Note(..) => None,
        }
    }

    /// What a person says, across all stories.
    pub(super) fn show_what_is_said_by(&mut self, name: String) -> Effect {
        let mut about = Vec::new();
        if let Some(opened) = self.panes.last_mut() {
            opened.pane.editing = false;
            about = opened.pane.about_selected();
        }
        self.push_pane(Pane::new(Subject::SaidBy(name)).below(about))
    }

    /// The person that the selected row of a pane leads to.
    pub(super) fn person_selected(&self) -> Option<String> {
        match self.panes.last()?.pane.target()? {
            Target::Person(name) => Some(name.clone()),
            Target::Story(..) | Target::Query(_) | Target::Note(..) => None,
        }
    }

    fn push(&mut self, subject: Subject) -> Effect {
        self.push_pane(Pane::new(subject))
    }

    fn push_pane(&mut self, mut pane: Pane) -> Effect {
        self.asked.0 += 1;
        let setting = pane.setting(self.areas.body);
        let ask = pane.ask(self.asked, setting);
        self.panes.push(Opened {
            pane,
            view: self.view,
            reader: self.reader.take(),
        });
        self.view = View::Pane;
        self.opening = None;
        self.focus = false;
        Effect::Ask(self.asked, ask)
    }

    fn pop(&mut self) -> Vec<Effect> {
        let Some(opened) = self.panes.pop() else {
            return Vec::new();
        };
        self.view = opened.view;
        self.reader = opened.reader;
        self.opening = None;
        // The body may have another size than when it was left.
        self.areas = crate::ui::areas::Areas::default();
        self.resume_pane().into_iter().collect()
    }

    /// Takes up the last pane again after others were asked.
    pub(super) fn resume_pane(&mut self) -> Option<Effect> {
        let opened = self.panes.last_mut()?;
        self.asked.0 += 1;
        let ask = opened.pane.resume(self.asked)?;
        Some(Effect::Ask(self.asked, ask))
    }

    /// Asks what the box of the last pane now holds.
    pub(super) fn ask_in_pane(&mut self) -> Option<Effect> {
        let setting = self.pane_setting()?;
        let opened = self.panes.last_mut()?;
        self.asked.0 += 1;
        let ask = opened.pane.ask(self.asked, setting);
        Some(Effect::Ask(self.asked, ask))
    }

    /// Asks for the same rows once more.
    pub(super) fn refresh_pane(&mut self) -> Option<Effect> {
        let opened = self.panes.last_mut()?;
        Some(Effect::Ask(opened.pane.generation(), opened.pane.refresh()))
    }

    /// Brings the last pane in line with its area.
    pub(super) fn settle_pane(&mut self) -> Option<Effect> {
        let setting = self.pane_setting()?;
        let opened = self.panes.last_mut()?;
        let ask = opened.pane.settle(setting)?;
        Some(Effect::Ask(opened.pane.generation(), ask))
    }

    fn pane_setting(&self) -> Option<Setting> {
        let opened = self.panes.last()?;
        Some(opened.pane.setting(self.areas.body))
    }

    /// Whether the rows that are seen lead to stories.
    pub(super) fn shows_stories(&self) -> bool {
        match (self.view, self.panes.last()) {
            (View::Pane, Some(opened)) => opened.pane.subject().leads_to_stories(),
            (view, _) => view == View::List,
        }
    }

    pub(super) fn act_in_pane(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let Some(setting) = self.pane_setting() else {
            return Vec::new();
        };
        let Some(opened) = self.panes.last_mut() else {
            return Vec::new();
        };
        match action {
            Action::Open | Action::NextPassage
                if matches!(opened.pane.target(), Some(Target::Note(_, None))) =>
            {
                let said = "the library no longer holds this story; its words are kept";
                self.note = Some(Note::says(said));
            }
            Action::Open | Action::NextPassage => self.open(OpenAt::Passage),
            Action::Remark => self.edit_remark(),
            Action::Discard => return self.discard_note(),
            Action::Find => opened.pane.editing = opened.pane.subject().narrows(),
            Action::OpenLink => {
                let target = opened.pane.target();
                self.browsing =
                    matches!(target, Some(Target::Story(..) | Target::Note(_, Some(_))));
            }
            Action::Back | Action::Cancel => return self.pop(),
            _ => {
                if opened.pane.act(action, count, setting) {
                    (self.opening, self.browsing) = (None, false);
                }
            }
        }
        Vec::new()
    }

    /// The first click selects a row, the second follows it.
    pub(super) fn click_in_pane(&mut self, line: usize) {
        if let Some(opened) = self.panes.last_mut() {
            let is_chosen = opened.pane.click(line, self.areas.body);
            self.opening = is_chosen.then_some(OpenAt::Passage);
        }
    }

    /// Takes in what the index says.
    pub(super) fn hear(&mut self, generation: Generation, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Completions(all) => return self.offer(generation, all),
            Answer::Timeline(found) => {
                if let Some(timeline) = &mut self.timeline {
                    timeline.accept(generation, &found);
                }
            }
            Answer::Counts(counts) => {
                self.saved_counted(&counts);
                self.tell_arrivals(generation);
            }
            Answer::Begun(rows) => self.take_begun(rows),
            Answer::Located(row) => self.take_located(generation, row.map(|row| *row)),
            Answer::Changes(headline, changes) => self.show_changes(generation, &headline, changes),
            Answer::Everything(rows) => return self.read_everything(&rows),
            rows => {
                if let Some(opened) = self.panes.last_mut() {
                    opened.pane.accept(generation, rows);
                }
            }
        }
        Vec::new()
    }
}
