//! The screen: draws, waits for one event, drains the rest, updates, performs effects.
//!
//! One channel carries all that happens; between two events the program sleeps. Only this file and
//! those it calls for it ([`terminal`], [`modes`], [`event`], [`keyboard`]) touch the terminal.

pub mod action;
pub mod app;
pub mod areas;
pub mod browser;
mod canvas;
pub mod choices;
pub mod clipboard;
pub mod effect;
pub mod event;
pub mod fit;
pub mod glyphs;
pub mod ground;
pub mod help;
pub mod hints;
pub mod key;
mod keyboard;
pub mod keymap;
pub mod link;
pub mod list;
pub mod listen;
pub mod margin;
mod modes;
pub mod order;
pub mod outline;
pub mod pane;
pub mod picker;
pub mod pipe;
pub mod reader;
pub mod saved;
pub mod search;
pub mod signs;
pub mod speakers;
pub mod status;
pub mod terminal;
pub mod theme;
pub mod themes;
pub mod timeline;
pub mod welcome;
pub mod when;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::config::{BidiChoice, Config, Switch};
use crate::format::decode::printable;
use crate::index::Judgements;
use crate::library::Library;
use crate::marks::{self, Store};
use crate::typeset::{Bidi, Hyphens, Manner};
use crate::worker::{Reply, Scope, Workers};
use app::{App, Known, Setup};
use clipboard::Taken;
use effect::Effect;
use event::Event;
use ground::Ground;
use keyboard::Backlog;
use keymap::Keymap;
use modes::Mouse;
use pipe::{Errand, Piped, Running};
use reader::Order;
use saved::Saved;
use status::Note;
use terminal::Terminal;
use theme::Theme;
use themes::Depth;

/// Events taken in before the next frame at most, so that a flood of them cannot freeze the picture.
const BATCH: usize = 256;

/// How long the frame of a key waits at most for a story or rows that it shows: far less than anybody
/// sees, and the time in which nearly every story is read.
const PATIENCE: Duration = Duration::from_millis(5);

/// How long a terminal may take to answer before the program ends without its answer.
const ANSWER: Duration = Duration::from_millis(250);

/// Shows the library until the reader quits, with its index in the folder `index`, what the reader says of
/// names, and what is noted of stories in the folder `marks`. `scope` says whose stories are listed first.
///
/// # Errors
/// When the configuration names what does not exist, or there is no terminal to draw on.
pub fn run(
    library: Library,
    config: &Config,
    index: &Path,
    judgements: Arc<Judgements>,
    marks: &Path,
    scope: Scope,
) -> Result<()> {
    let keymap = Keymap::new(&config.bindings)?;
    let saved = Saved::read(&config.searches)?;
    let (sink, inbox) = channel();
    listen::hear_signals(&sink)?;
    let told = told_ground();
    let theme = theme(config, told.unwrap_or_default())?;
    let mut terminal = Terminal::enter(if config.mouse {
        Mouse::Reported
    } else {
        Mouse::Left
    })?;
    let is_of_library = scope == Scope::Library;
    let (mut app, effects) = App::new(Setup {
        keymap,
        theme,
        saved,
        folder: printable(&library.label()).into_owned(),
        width: config.width,
        manner: manner(config),
        preview: config.preview,
        size: terminal::size(),
        now: now(),
        east: Zoned::now().offset().seconds().into(),
        commands: config.commands.clone(),
        start: if Store::is_in(marks) || library.is_passing() {
            Known::Before
        } else {
            Known::Never
        },
        glyphs: glyphs::of_terminal(std::env::var("TERM").ok().as_deref()),
        archives: config
            .archives
            .iter()
            .map(|archive| archive.name.clone())
            .collect(),
        scope,
    });
    let mut asked = None;
    if told.is_none() && asks_ground(config) {
        // Nothing waits for the answer: it comes as an event, and the frame after it is in the other ink.
        terminal.ask_background()?;
        asked = Some(Instant::now());
    }
    if library.is_passing() && is_of_library {
        app.open_the_only_story();
    }
    let backlog = Backlog::default();
    listen::listen(&sink, &backlog)?;
    let replies = sink.clone();
    let bounds = marks::Bounds::new(config.versions.megabytes, config.versions.days);
    let beside = (marks, bounds, config.archives.clone());
    let workers = Workers::spawn_asking(library, index, judgements, beside, move |reply| {
        // Nobody listens any more once the screen is closed.
        let _ = replies.send(Event::Reply(reply));
    })?;
    let mut screen = Screen {
        app,
        terminal,
        workers,
        sink,
        backlog,
        stage: Stage::Unanswered,
        copier: clipboard::command(&config.copy, &is_set),
        piped: None,
        asked,
        has_links: link::are_known(|name| std::env::var(name).ok()),
    };
    screen.run(&inbox, effects)
}

/// Whether keys and searches of a configuration can hold: also where no screen is shown.
///
/// # Errors
/// What [`run`] would say of them.
pub fn check(config: &Config) -> Result<()> {
    Keymap::new(&config.bindings)?;
    Saved::read(&config.searches)?;
    themes::check(config)
}

struct Screen {
    app: App,
    terminal: Terminal,
    workers: Workers,
    sink: Sender<Event>,
    backlog: Backlog,
    stage: Stage,
    /// What takes words to the clipboard.
    copier: Option<Vec<String>>,
    /// The command that words were sent to last.
    piped: Option<Running>,
    /// When the terminal was asked for its background, until it answers.
    asked: Option<Instant>,
    /// Whether the terminal knows links.
    has_links: bool,
}

/// How far the start is. Looking through the folder takes all cores, so it waits until the stories that
/// the index knows are on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Unanswered,
    Answered,
    Following,
}

impl Screen {
    /// Runs until the end.
    fn run(&mut self, inbox: &Receiver<Event>, mut effects: Vec<Effect>) -> Result<()> {
        let mut due = None;
        loop {
            for effect in effects {
                if self.perform(effect)?.is_break() {
                    self.hear_out(inbox);
                    return Ok(());
                }
            }
            let events = if let Some(events) = self.last_moment(inbox, due) {
                events
            } else {
                due = None;
                let app = &self.app;
                let links = if self.has_links { app.links() } else { vec![] };
                self.terminal
                    .draw(app.size(), &links, |buffer| app.draw(buffer))?;
                self.follow();
                self.drained(
                    inbox,
                    inbox.recv().context("the screen has lost its input")?,
                )
            };
            self.app.tell_time(now());
            if events.iter().any(Event::is_key) {
                due = due.or_else(|| Some(Instant::now() + PATIENCE));
            }
            effects = events
                .into_iter()
                .flat_map(|event| self.update(event))
                .collect();
        }
    }

    /// What was asked is answered before the terminal is given back: the shell would take it for keys.
    fn hear_out(&self, inbox: &Receiver<Event>) {
        let until = self.asked.map(|asked| asked + ANSWER);
        while let Some(left) = until.and_then(|until| until.checked_duration_since(Instant::now()))
        {
            match inbox.recv_timeout(left) {
                Ok(Event::Background(_)) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// Looks through the folder and watches it, once there is a frame with the first answer.
    fn follow(&mut self) {
        if self.stage == Stage::Answered {
            self.stage = Stage::Following;
            self.workers.sync();
            self.workers.watch();
        }
    }

    /// What comes before the frame is due, where it is about to change: what a key asks for is mostly
    /// here within a moment, and is then shown in one frame with what the key itself changes.
    fn last_moment(&self, inbox: &Receiver<Event>, due: Option<Instant>) -> Option<Vec<Event>> {
        let due = due.filter(|_| self.app.awaits())?;
        let left = due.checked_duration_since(Instant::now())?;
        let first = inbox.recv_timeout(left).ok()?;
        Some(self.drained(inbox, first))
    }

    /// An event and those that wait behind it.
    fn drained(&self, inbox: &Receiver<Event>, first: Event) -> Vec<Event> {
        let rest = inbox.try_iter().take(BATCH);
        let events: Vec<Event> = std::iter::once(first).chain(rest).collect();
        let input = events.iter().filter(|event| event.is_input()).count();
        self.backlog.taken(input);
        event::coalesced(events)
    }

    fn update(&mut self, event: Event) -> Vec<Effect> {
        // Set by the tests of a development build, to see the terminal restored.
        #[cfg(debug_assertions)]
        assert!(
            !matches!(event, Event::Key(_)) || std::env::var_os("BYLINE_PANIC").is_none(),
            "a key was pressed while BYLINE_PANIC is set"
        );
        if self.stage == Stage::Unanswered && matches!(event, Event::Reply(_)) {
            self.stage = Stage::Answered;
        }
        if let Event::Background(ground) = event {
            self.asked = None;
            self.app.wear(Theme::of(ground).with_signs(signs()));
            return vec![];
        }
        self.app.update(event)
    }

    fn perform(&mut self, effect: Effect) -> Result<ControlFlow<()>> {
        match effect {
            Effect::Search(request) => self.workers.search(request),
            Effect::Ask(generation, ask) => self.workers.ask(generation, ask),
            Effect::Load(id) => self.workers.load(id),
            Effect::Keep(request) => self.workers.keep(request),
            Effect::Sync => self.workers.sync(),
            Effect::Fetch => self.workers.fetch(),
            Effect::Set(order) => self.set(order)?,
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Pipe(errand) => self.pipe(errand),
            Effect::EndPipe => self.piped = None,
            Effect::Browse(address) => self.browse(&address),
            Effect::Redraw => self.terminal.forget(),
            Effect::Suspend => self.terminal.suspend(),
            Effect::Quit => return Ok(ControlFlow::Break(())),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn set(&self, order: Order) -> Result<()> {
        let sink = self.sink.clone();
        let work = move || {
            let typeset = order.carry_out();
            // Nobody listens any more once the screen is closed.
            let _ = sink.send(Event::Set(order, typeset));
        };
        let thread = Builder::new().name("byline set".to_owned()).spawn(work);
        thread.context("cannot start a thread")?;
        Ok(())
    }

    /// Hands words to whoever takes them here; where that fails, the terminal is asked.
    fn copy(&mut self, text: &str) -> Result<()> {
        let sink = self.sink.clone();
        let told = move |taken| {
            // Nobody listens any more once the screen is closed.
            let _ = sink.send(Event::Copied(taken));
        };
        let given = self
            .copier
            .as_ref()
            .map(|command| clipboard::hand_over(command, text, told));
        if matches!(given, Some(Ok(()))) {
            return Ok(());
        }
        self.terminal.ask(&clipboard::asked(text, &is_set)?)?;
        let _ = self.sink.send(Event::Copied(Taken::Terminal));
        Ok(())
    }

    fn pipe(&mut self, errand: Errand) {
        let sink = self.sink.clone();
        let heard = move |piped| {
            let _ = sink.send(Event::Piped(piped));
        };
        // The one before ends with its place.
        self.piped = None;
        let name = errand.name.clone();
        match pipe::start(errand, heard) {
            Ok(running) => self.piped = Some(running),
            Err(error) => {
                let failed = Some(format!("{error:#}"));
                let output = String::new();
                let _ = self.sink.send(Event::Piped(Piped {
                    name,
                    output,
                    failed,
                }));
            }
        }
    }

    fn browse(&mut self, address: &str) {
        let sink = self.sink.clone();
        let failed = move |message| {
            let _ = sink.send(Event::Reply(Reply::Failed(message)));
        };
        match browser::open(address, failed) {
            Ok(()) => self.app.say(Note::says(format!("opening {address}"))),
            Err(error) => self.app.say(Note::fails(format!("{error:#}"))),
        }
    }
}

/// The time on the reader's own clock, as if it were UTC: stories give their day without a zone.
fn now() -> i64 {
    let here = Zoned::now().datetime();
    here.to_zoned(TimeZone::UTC)
        .map_or(0, |time| time.timestamp().as_second())
}

/// Whether a variable is there and not empty.
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// The theme that is asked for, and that the terminal can show.
fn theme(config: &Config, ground: Ground) -> Result<Theme> {
    let variable = |name| std::env::var(name).ok();
    let depth = Depth::told(
        variable("COLORTERM").as_deref(),
        variable("TERM").as_deref(),
    );
    let theme = if is_colourless() {
        Theme::default()
    } else {
        themes::chosen(config, ground, depth)?
    };
    Ok(theme.with_signs(signs()))
}

/// <https://no-color.org>: present and not empty.
fn is_colourless() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

fn signs() -> &'static signs::Signs {
    let terminal = std::env::var("TERM").ok();
    if glyphs::of_terminal(terminal.as_deref()) == glyphs::PLAIN {
        &signs::PLAIN
    } else {
        &signs::FINE
    }
}

fn told_ground() -> Option<Ground> {
    ground::told(std::env::var("COLORFGBG").ok().as_deref())
}

/// Whether the terminal is to be asked for its background: its answer would change something, and it is of a
/// kind that knows the question.
fn asks_ground(config: &Config) -> bool {
    let terminal = std::env::var("TERM").ok();
    let knows = glyphs::of_terminal(terminal.as_deref()) == glyphs::FINE;
    config.theme == "auto" && knows && !is_colourless()
}

/// How stories are set.
fn manner(config: &Config) -> Manner {
    let ordered = match config.bidi {
        BidiChoice::On => true,
        BidiChoice::Off => false,
        BidiChoice::Auto => !terminal_orders(|name| std::env::var(name).ok()),
    };
    Manner {
        hyphens: match config.hyphenate {
            Switch::On => Hyphens::On,
            Switch::Off => Hyphens::Off,
        },
        bidi: if ordered { Bidi::Ordered } else { Bidi::Left },
    }
}

/// Whether the terminal is one that orders right-to-left text by itself: those of VTE since 0.58, Konsole, mlterm,
/// and that of macOS. Between them and a program inside of tmux nothing changes that.
fn terminal_orders(variable: impl Fn(&str) -> Option<String>) -> bool {
    let vte = variable("VTE_VERSION").and_then(|version| version.parse().ok());
    let is = |name, value: &str| variable(name).is_some_and(|found| found.starts_with(value));
    vte.is_some_and(|version: u32| version >= 5800)
        || variable("KONSOLE_VERSION").is_some()
        || is("TERM", "mlterm")
        || is("TERM_PROGRAM", "Apple_Terminal")
}

#[cfg(test)]
mod tests {
    use super::terminal_orders;

    #[test]
    fn terminals_that_order_by_themselves_are_known() {
        for (name, value, expect) in [
            ("VTE_VERSION", "7200", true),
            ("VTE_VERSION", "5600", false),
            ("TERM", "mlterm-256color", true),
            ("TERM", "xterm-kitty", false),
            ("TERM_PROGRAM", "Apple_Terminal", true),
        ] {
            let told = terminal_orders(|asked| (asked == name).then(|| value.to_owned()));
            assert_eq!(told, expect, "{name}={value}");
        }
    }
}
