//! All that the screen knows, and what each event changes in it.
//!
//! [`App::update`] does no I/O, reads no clock and starts no thread: what has to happen elsewhere it
//! returns as [`Effect`]s. One file below each for keys, the list, stories, searching, the mouse and drawing.

mod arrivals;
mod browse;
mod changes;
mod complete;
mod draw;
mod edit;
mod land;
mod loaded;
mod marks;
mod mouse;
mod overlay;
mod panes;
mod piping;
mod places;
mod press;
mod read;
mod saved;
mod scope;
mod seek;
mod slip;
#[cfg(test)]
mod tests;
mod timeline;
mod walk;

use ratatui::layout::Size;

use crate::config::NamedCommand;
use crate::index::query::Copies;
use crate::index::{Progress, Row, Total, Window};
use crate::marks::{Left, Request};
use crate::story::{Identity, Span, StoryId};
use crate::typeset::Manner;
use crate::ui::areas::{Areas, Bars, Plan};
use crate::ui::choices::Choices;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::ui::glyphs::Glyphs;
use crate::ui::key::Key;
use crate::ui::keymap::Keymap;
use crate::ui::list::{List, Setting};
use crate::ui::reader::{Order, Reader};
use crate::ui::saved::Saved;
use crate::ui::search::SearchBox;
use crate::ui::status::Note;
use crate::ui::theme::Theme;
use crate::ui::timeline::Timeline;
use crate::worker::{Generation, Reply, Scope, SearchRequest};
use arrivals::Arrivals;
use edit::Edit;
use land::OpenAt;
use loaded::LoadedStories;
use marks::Noted;
use overlay::Overlay;
use panes::Opened;
use places::{Awaited, Sent, Sought, Trail};
use seek::Search;
use slip::Slip;

/// What an [`App`] is made of.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// How stories are set.
    pub manner: Manner,
    /// Searches with a name.
    pub saved: Vec<Saved>,
    /// The folder as the reader named it.
    pub folder: String,
    /// Columns of text in the reader.
    pub width: u16,
    /// Whether the story is shown beside the list where there is room.
    pub preview: bool,
    /// Columns and rows of the screen.
    pub size: Size,
    /// The present, seconds since 1970 UTC: what is listed as today's.
    pub now: i64,
    /// Seconds by which the reader's clock is ahead of UTC.
    pub east: i64,
    /// The signs beside stories.
    pub glyphs: Glyphs,
    /// Names of the archives that can be asked.
    pub archives: Vec<String>,
    /// Whose stories are listed first.
    pub scope: Scope,
    /// Commands that words can be sent to.
    pub commands: Vec<NamedCommand>,
    /// Whether this reader was here before.
    pub start: Known,
}

/// Whether a reader was here before; until the first key to whoever was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Never: the first things are told.
    Never,
    /// Before, or a key was pressed.
    Before,
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    setup: Setup,
    areas: Areas,
    /// Raised with every edit of the search box; an answer to an earlier one is stale.
    generation: Generation,
    list: List,
    /// Searches with a name, above the list.
    saved: Vec<Saved>,
    /// Stories that are new since the last visit.
    new: Option<Total>,
    arrivals: Arrivals,
    /// What is noted of stories.
    noted: Noted,
    /// The stories that were left last.
    recent: Vec<(Identity, Left)>,
    /// Those to go on with, above the list, and how far one is in each.
    begun: Vec<(Row, u8)>,
    /// The stories that were read, to go back to.
    trail: Trail,
    last_read: Option<Identity>,
    /// A story whose row is asked for, and one that is opened though no row leads to it.
    sought: Option<Sought>,
    sent: Option<Sent>,
    /// The place at which the open story was seen last.
    stood: Option<(Identity, usize)>,
    /// The open story whose end was told of.
    finished: Option<Identity>,
    /// The story that was opened before it was known where it was left.
    late: Option<Identity>,
    /// What the next key is a letter for.
    awaited: Option<Awaited>,
    /// A line that is typed below.
    edit: Option<Edit>,
    search: Option<Search>,
    /// Earlier searches, the latest first.
    earlier: Vec<String>,
    /// Whose stories are listed, and the question that they did not answer.
    scope: Scope,
    silent: Option<Generation>,
    /// What is done with near copies in the list.
    copies: Copies,
    /// When the stories of the list were published, while that is shown.
    timeline: Option<Timeline>,
    /// How the query in the box may go on, while that is asked.
    choices: Option<Choices>,
    /// Panes of the library, each opened from within the one before. While there are any, the list
    /// is not seen.
    panes: Vec<Opened>,
    /// Raised with every question that is not a search.
    asked: Generation,
    view: View,
    reader: Option<Reader>,
    /// A page that lies over it.
    slip: Option<Slip>,
    /// The command that words were sent to, while it runs.
    piping: Option<String>,
    /// What is on its way to the clipboard, in a few words.
    copying: String,
    /// The question what was changed in a story.
    compared: Option<Generation>,
    /// What of it is being set elsewhere.
    ordered: Option<Order>,
    /// Finding in the story that is read.
    find: Option<SearchBox>,
    /// Whether the hits in the story are those of a find, not of a search.
    found: bool,
    preview: Option<Preview>,
    /// The selected story is to be opened as soon as it is here.
    opening: Option<OpenAt>,
    start: Start,
    /// The selected story's address is to be opened as soon as it is here.
    browsing: bool,
    /// Passages to go on by in the selected row, as soon as its story is here.
    turning: isize,
    loaded: LoadedStories,
    overlay: Option<Overlay>,
    /// The first keys of a sequence, and the number typed before it.
    pending: Vec<Key>,
    count: Option<usize>,
    note: Option<Note>,
    progress: Progress,
    /// How often the index has changed.
    changes: usize,
    /// Only the text is shown.
    focus: bool,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    List,
    /// The last of the panes.
    Pane,
    Story,
    /// A page that byline made itself.
    Slip,
}

/// What is shown first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// All that there is.
    AtTheList,
    /// The story, as soon as it is known that there is no other.
    InTheOnlyStory,
}

/// The story beside the list, and which answer its hits belong to.
#[derive(Debug)]
struct Preview {
    reader: Reader,
    shown: Shown,
}

/// What a preview shows: which words of a story, as the answer to which question.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    id: StoryId,
    words: Option<Span>,
    generation: Generation,
}

impl App {
    /// The screen at the start, and the first things to do.
    pub fn new(mut setup: Setup) -> (Self, Vec<Effect>) {
        let mut app = Self {
            saved: std::mem::take(&mut setup.saved),
            scope: setup.scope.clone(),
            silent: None,
            setup,
            areas: Areas::default(),
            generation: Generation::default(),
            list: List::default(),
            new: None,
            arrivals: Arrivals::default(),
            noted: Noted::default(),
            recent: Vec::new(),
            begun: Vec::new(),
            trail: Trail::default(),
            last_read: None,
            sought: None,
            sent: None,
            stood: None,
            finished: None,
            late: None,
            awaited: None,
            edit: None,
            search: None,
            earlier: Vec::new(),
            copies: Copies::default(),
            timeline: None,
            choices: None,
            panes: Vec::new(),
            asked: Generation::default(),
            view: View::List,
            reader: None,
            slip: None,
            piping: None,
            copying: String::new(),
            compared: None,
            ordered: None,
            find: None,
            preview: None,
            opening: None,
            start: Start::AtTheList,
            browsing: false,
            turning: 0,
            loaded: LoadedStories::default(),
            overlay: None,
            found: false,
            pending: Vec::new(),
            count: None,
            note: None,
            progress: Progress::default(),
            changes: 0,
            focus: false,
        };
        let mut effects = vec![app.ask()];
        effects.extend(app.count_saved());
        app.settle(&mut effects);
        (app, effects)
    }

    /// Takes another theme from now on.
    pub fn wear(&mut self, theme: Theme) {
        self.setup.theme = theme;
    }

    /// Columns and rows of the screen.
    pub fn size(&self) -> Size {
        self.setup.size
    }

    /// Takes in what happened. Returns what has to be done elsewhere.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = match event {
            Event::Key(key) => {
                self.setup.start = Known::Before;
                self.press(key)
            }
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.point(mouse),
            Event::Resize(size) => self.resize(size),
            Event::Reply(reply) => self.take(reply),
            Event::Set(order, typeset) => self.take_set(&order, typeset),
            Event::Copied(taken) => self.take_copied(&taken),
            Event::Piped(piped) => self.take_piped(piped),
            Event::Focused => vec![Effect::Sync],
            Event::Resumed => vec![Effect::Redraw],
            // Who has the terminal knows what follows from it.
            Event::Background(_) => vec![],
            Event::Ended => vec![Effect::Quit],
        };
        self.settle(&mut effects);
        effects
    }

    /// Takes note of the present, seconds since 1970 UTC.
    pub fn tell_time(&mut self, now: i64) {
        self.setup.now = now;
    }

    /// Opens the story at once where the library turns out to hold no other.
    pub fn open_the_only_story(&mut self) {
        self.start = Start::InTheOnlyStory;
    }

    fn open_only(&mut self) {
        if self.start == Start::AtTheList || !self.progress.finished {
            return;
        }
        self.start = Start::AtTheList;
        if self.list.total().count() == 1 && self.view == View::List {
            self.opening = Some(OpenAt::Passage);
        }
    }

    /// Says something in the bottom bar until the next key.
    pub fn say(&mut self, note: Note) {
        self.note = Some(note);
    }

    fn resize(&mut self, size: Size) -> Vec<Effect> {
        self.setup.size = size;
        Vec::new()
    }

    fn take(&mut self, reply: Reply) -> Vec<Effect> {
        match reply {
            Reply::Page(generation, page) => {
                self.silent = self.silent.filter(|silent| *silent != generation);
                let is_first = !self.list.is_answered();
                self.list.accept(generation, page);
                self.open_only();
                if !is_first {
                    return Vec::new();
                }
                let counts = self.saved.is_empty().then(|| self.count_all());
                let recent = Effect::Keep(Request::Recent);
                let searches = Effect::Keep(Request::Searches);
                [recent, searches].into_iter().chain(counts).collect()
            }
            Reply::Marks(heard) => self.hear_marks(heard),
            Reply::Story(id, story) => {
                self.hold(id, story);
                Vec::new()
            }
            Reply::Progress(progress) => self.index_changed(progress),
            Reply::Fetching(progress) => {
                self.tell_fetching(progress);
                Vec::new()
            }
            Reply::Fetched(report) => self.tell_fetched(&report),
            Reply::Answer(generation, answer) => self.hear(generation, answer),
            Reply::Unanswered(generation, message) => {
                self.note = Some(Note::fails(message));
                if let Some(opened) = self.panes.last_mut() {
                    opened.pane.give_up(generation);
                }
                Vec::new()
            }
            Reply::Failed(message) => {
                self.note = Some(Note::fails(message));
                Vec::new()
            }
            Reply::Unsearched(generation, message) => {
                if generation == self.generation {
                    self.silent = Some(generation);
                    self.note = Some(Note::fails(message));
                    (self.opening, self.browsing) = (None, false);
                }
                Vec::new()
            }
            Reply::Suspected => vec![Effect::Sync],
            Reply::Refused(id, message) => {
                self.refuse(id, message);
                Vec::new()
            }
        }
    }

    fn index_changed(&mut self, progress: Progress) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.progress, progress);
        let has_news =
            progress.searchable != before.searchable || progress.finished != before.finished;
        if progress.finished {
            // Meanwhile another byline may have noted something.
            self.noted.doubt();
        }
        if has_news {
            self.changes += 1;
            // What is seen is asked for once more, and stays until it comes.
            let is_seen = self.view == View::Story || self.shows_preview();
            let id = self.wanted_id().filter(|_| is_seen).cloned();
            self.loaded.forget_but(id.as_ref());
        }
        let window = has_news.then(|| self.list.refresh());
        let search = window.map(|window| self.search_effect(window));
        let pane = has_news.then(|| self.refresh_pane()).flatten();
        let seen = (has_news && progress.finished).then(|| self.load_seen());
        let bars = has_news.then(|| self.ask_timeline()).flatten();
        let counts = if has_news && progress.finished {
            Some(self.count_all())
        } else {
            has_news.then(|| self.count_saved()).flatten()
        };
        if has_news && progress.finished {
            self.await_arrivals(self.asked);
        }
        // Stories to go on with may lie elsewhere now.
        let recent = (has_news && progress.finished).then_some(Effect::Keep(Request::Recent));
        [search, pane, seen.flatten(), bars, counts, recent]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Brings in line what follows from the rest: areas, what is seen, what has to be fetched.
    fn settle(&mut self, effects: &mut Vec<Effect>) {
        if self.opening.is_none() {
            self.sent = None;
        }
        self.arrange();
        self.list.pin(self.pinned());
        let setting = self.setting();
        self.list.settle(setting);
        if let Some(window) = self.list.wanted(setting) {
            effects.push(self.search_effect(window));
        }
        effects.extend(self.settle_pane());
        effects.extend(self.open_awaited());
        effects.extend(self.browse_awaited());
        self.turn_awaited();
        self.renew_preview();
        effects.extend(self.order_whole());
        effects.extend(self.load_wanted().or_else(|| self.load_ahead()));
        effects.extend(self.ask_marks());
        effects.extend(self.note_place());
    }

    fn arrange(&mut self) {
        let is_bare = self.focus && self.view == View::Story && self.find.is_none();
        let areas = Areas::new(Plan {
            size: self.setup.size,
            bars: if is_bare { Bars::Hidden } else { Bars::Shown },
            strip: self.strip_rows(),
            preview: self.setup.preview && self.shows_stories(),
        });
        if areas == self.areas {
            return;
        }
        self.areas = areas;
        if let Some(reader) = self.reader.as_mut().filter(|_| self.view == View::Story) {
            reader.resize(areas.body.as_size());
        }
        if let Some(slip) = self.slip.as_mut().filter(|_| self.view == View::Slip) {
            slip.reader.resize(areas.body.as_size());
        }
        if let Some(preview) = &mut self.preview {
            preview.reader.resize(areas.preview.as_size());
        }
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.resize(areas.body.height);
        }
    }

    /// Rows above the list: for the timeline, or one for completions.
    fn strip_rows(&self) -> u16 {
        let height = self.setup.size.height.saturating_sub(4);
        let bars = if self.shows_timeline() {
            Timeline::rows(height)
        } else {
            0
        };
        bars + u16::from(self.shows_choices() && height > 2)
    }

    fn shows_choices(&self) -> bool {
        let choices = self.choices.as_ref().filter(|_| self.is_typing());
        choices.is_some_and(|choices| choices.count() > 0)
    }

    /// How the list is set: with passages where the rows have some, else with the days told apart.
    fn setting(&self) -> Setting {
        let today = Some(self.setup.now).filter(|_| !self.list.has_passages());
        let setting = Setting::new(self.areas.body, today);
        // Beside the list it is seen with its story.
        let below = if self.areas.preview.is_empty() {
            setting.below
        } else {
            (0, 0)
        };
        Setting { below, ..setting }
    }

    /// What is searched for.
    fn query(&self) -> &str {
        self.search.as_ref().map_or("", Search::text)
    }

    fn search_effect(&self, window: Window) -> Effect {
        let timeline = self.timeline.as_ref();
        Effect::Search(SearchRequest {
            generation: self.generation,
            text: self.query().to_owned(),
            days: timeline.and_then(Timeline::seconds),
            copies: self.copies,
            window,
            scope: self.scope.clone(),
        })
    }
}
