//! Searching all stories as one types, finding in one story, and the way back.

use crossterm::event::{KeyCode, KeyEvent};

use super::{App, OpenAt, Opened, View};
use crate::marks::Request;
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::list::List;
use crate::ui::list::groups::short;
use crate::ui::reader::{Keep, Reader};
use crate::ui::search::{MOST_TYPED, Pasted, SearchBox};
use crate::ui::status::Note;
use crate::ui::timeline::Timeline;

/// A search of all stories.
#[derive(Debug)]
pub(super) struct Search {
    /// The box.
    pub(super) input: SearchBox,
    /// Whether keys go into the box, or to the rows.
    pub(super) editing: bool,
    /// Which of the earlier searches is in the box, counted from the latest, and what was typed before.
    recalled: Option<(usize, String)>,
    /// The time that the list was narrowed to before, which the search does not keep to.
    pub(super) ignored: Option<String>,
    /// Where one was before.
    before: Box<Moment>,
}

/// Earlier searches that are remembered.
const MOST_EARLIER: usize = 100;

/// Said where more is typed or pasted than there is room for.
fn no_room() -> Note {
    Note::fails(format!(
        "a search holds {MOST_TYPED} characters; the rest is left out"
    ))
}

/// Where one was: put back as it stood.
#[derive(Debug)]
struct Moment {
    list: List,
    search: Option<Search>,
    timeline: Option<Timeline>,
    panes: Vec<Opened>,
    view: View,
    reader: Option<Reader>,
    /// How often the index had changed.
    changes: usize,
}

impl Search {
    /// What is typed.
    pub(super) fn text(&self) -> &str {
        self.input.text()
    }

    /// The day of the newest story there was before, as it is listed.
    pub(super) fn newest(&self) -> Option<String> {
        let rows = self.before.list.rows().iter();
        let newest = rows.filter_map(|row| row.date).max()?;
        Some(short(newest))
    }
}

impl App {
    /// Opens the box: over the list, or from within a story with what was searched for last.
    pub(super) fn begin_search(&mut self) -> Vec<Effect> {
        if let (View::List, Some(search)) = (self.view, &mut self.search) {
            search.editing = true;
            return Vec::new();
        }
        let seed = self
            .search
            .as_ref()
            .map_or(String::new(), |search| search.text().to_owned());
        self.search_for(&seed)
    }

    /// Searches all stories. The box is open, for more to be typed.
    pub(super) fn search_for(&mut self, query: &str) -> Vec<Effect> {
        let before = Moment {
            list: self.list.clone(),
            search: self.search.take(),
            timeline: self.timeline.take(),
            panes: std::mem::take(&mut self.panes),
            view: self.view,
            reader: self.reader.take(),
            changes: self.changes,
        };
        self.search = Some(Search {
            input: SearchBox::new(query),
            editing: true,
            recalled: None,
            ignored: before.timeline.as_ref().and_then(Timeline::time),
            before: Box::new(before),
        });
        self.view = View::List;
        self.opening = None;
        vec![self.ask()]
    }

    /// Puts back what was there before the search.
    pub(super) fn leave_search(&mut self) -> Vec<Effect> {
        let Some(search) = self.search.take() else {
            return Vec::new();
        };
        let kept = self.remember(search.text());
        let before = *search.before;
        self.list = before.list;
        self.search = before.search;
        self.timeline = before.timeline;
        self.panes = before.panes;
        self.view = before.view;
        self.reader = before.reader;
        self.opening = None;
        // The body may have another size than when it was left.
        self.areas = crate::ui::areas::Areas::default();
        self.generation.0 += 1;
        let window = self.list.resume(self.generation);
        let has_changed = before.changes != self.changes;
        let window = window.or_else(|| has_changed.then(|| self.list.refresh()));
        let search = window.map(|window| self.search_effect(window));
        let seen = has_changed.then(|| self.load_seen()).flatten();
        let effects = kept.into_iter().chain(search).chain(seen);
        effects.chain(self.resume_pane()).collect()
    }

    pub(super) fn act_in_search(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        match action {
            Action::Open => {
                let query = self.query().to_owned();
                let kept = self.remember(&query);
                self.open(OpenAt::Passage);
                return kept.into_iter().collect();
            }
            Action::Cancel | Action::Back => return self.leave_search(),
            Action::Up | Action::Down if self.recalls(action) => return self.recall(action),
            Action::Timeline => return self.toggle_timeline(),
            _ => {
                self.move_in_list(action, count);
            }
        }
        Vec::new()
    }

    /// Remembers a search, the latest first, each once.
    fn remember(&mut self, query: &str) -> Option<Effect> {
        let query = query.trim();
        let is_latest = self.earlier.first().is_some_and(|latest| latest == query);
        if query.is_empty() || is_latest {
            return None;
        }
        self.earlier.retain(|other| other != query);
        self.earlier.insert(0, query.to_owned());
        self.earlier.truncate(MOST_EARLIER);
        Some(Effect::Keep(Request::Searched(query.to_owned())))
    }

    /// Takes in what was searched for before byline was started; what was since is later.
    pub(super) fn recall_earlier(&mut self, searches: Vec<String>) {
        for search in searches {
            if self.earlier.len() < MOST_EARLIER && !self.earlier.contains(&search) {
                self.earlier.push(search);
            }
        }
    }

    /// Whether a key walks the earlier searches: from the first row up, and back again.
    fn recalls(&self, action: Action) -> bool {
        let walks = self
            .search
            .as_ref()
            .is_some_and(|search| search.recalled.is_some());
        let is_at_the_top = self.list.selected() == 0 || self.list.total().count() == 0;
        is_at_the_top && !self.earlier.is_empty() && (walks || action == Action::Up)
    }

    /// Puts an earlier search into the box, or back what was typed.
    fn recall(&mut self, action: Action) -> Vec<Effect> {
        let Some(search) = &mut self.search else {
            return Vec::new();
        };
        let typed = search.text().to_owned();
        let (at, typed) = match (search.recalled.take(), action) {
            (None, _) => (Some(0), typed),
            (Some((at, typed)), Action::Up) => (Some((at + 1).min(self.earlier.len() - 1)), typed),
            (Some((at, typed)), _) => (at.checked_sub(1), typed),
        };
        let text = at.map_or(&typed, |at| &self.earlier[at]);
        let changed = search.input.write(text, "");
        search.recalled = at.map(|at| (at, typed));
        self.choices = None;
        self.box_changed(changed)
    }

    pub(super) fn act_in_find(&mut self, action: Action) -> Vec<Effect> {
        let keep = match action {
            Action::Open => Keep::Here,
            Action::Cancel | Action::Back => Keep::Return,
            Action::Down | Action::Up => return self.step_found(action),
            _ => return Vec::new(),
        };
        self.find = None;
        self.found |= matches!(keep, Keep::Here);
        if let Some(reader) = &mut self.reader {
            reader.end_find(keep);
        }
        Vec::new()
    }

    /// The next hit while the box is still open.
    fn step_found(&mut self, action: Action) -> Vec<Effect> {
        let step = if action == Action::Down {
            Action::NextHit
        } else {
            Action::PreviousHit
        };
        if let Some(reader) = &mut self.reader {
            reader.act(step, None);
        }
        Vec::new()
    }

    pub(super) fn type_into_box(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.choices = None;
        if self.view == View::Pane && key.code == KeyCode::Char('/') && self.is_empty_box() {
            // The box of a pane is open already; whoever opens it means that.
            return Vec::new();
        }
        let Some(input) = self.input() else {
            return Vec::new();
        };
        let is_refused = input.refuses(key);
        let changed = input.press(key);
        if is_refused {
            self.note = Some(no_room());
        }
        if let Some(search) = self.search.as_mut().filter(|_| changed) {
            search.recalled = None;
        }
        self.box_changed(changed)
    }

    fn is_empty_box(&mut self) -> bool {
        self.input().is_some_and(|input| input.text().is_empty())
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if !self.is_typing() {
            return Vec::new();
        }
        self.choices = None;
        let pasted = self
            .input()
            .map_or(Pasted::Nothing, |input| input.paste(text));
        if pasted == Pasted::Cut {
            self.note = Some(no_room());
        }
        self.box_changed(pasted != Pasted::Nothing)
    }

    /// The box that is typed into.
    pub(super) fn input(&mut self) -> Option<&mut SearchBox> {
        if self.edit.is_some() {
            return self.edit.as_mut().map(|edit| &mut edit.input);
        }
        if self.find.is_some() {
            return self.find.as_mut();
        }
        if self.view == View::Pane {
            return self.panes.last_mut().map(|opened| &mut opened.pane.input);
        }
        self.search.as_mut().map(|search| &mut search.input)
    }

    pub(super) fn box_changed(&mut self, changed: bool) -> Vec<Effect> {
        if !changed {
            return Vec::new();
        }
        if self.edit.is_some() {
            self.edit_changed();
            return Vec::new();
        }
        if let (Some(find), Some(reader)) = (&self.find, &mut self.reader) {
            reader.find(find.text());
            return Vec::new();
        }
        self.opening = None;
        if self.view == View::Pane {
            return self.ask_in_pane().into_iter().collect();
        }
        let bars = self.renew_timeline();
        [self.ask()].into_iter().chain(bars).collect()
    }
}
