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
pub mod help;
pub mod hints;
pub mod key;
mod keyboard;
pub mod keymap;
pub mod list;
pub mod listen;
pub mod margin;
mod modes;
pub mod outline;
pub mod pane;
pub mod picker;
pub mod pipe;
pub mod reader;
pub mod saved;
pub mod search;
pub mod speakers;
pub mod status;
pub mod terminal;
pub mod theme;
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

use crate::config::{Config, ThemeChoice};
use crate::format::decode::printable;
use crate::index::Judgements;
use crate::library::Library;
use crate::marks::{Bounds, Store};
use crate::worker::{Reply, Workers};
use app::{App, Known, Setup};
use clipboard::Taken;
use effect::Effect;
use event::Event;
use keyboard::Backlog;
use keymap::Keymap;
use modes::Mouse;
use pipe::{Errand, Piped, Running};
use reader::Order;
use saved::Saved;
use status::Note;
use terminal::Terminal;
use theme::Theme;

/// Events taken in before the next frame at most, so that a flood of them cannot freeze the picture.
const BATCH: usize = 256;

/// How long the frame of a key waits at most for a story or rows that it shows: far less than anybody
/// sees, and the time in which nearly every story is read.
const PATIENCE: Duration = Duration::from_millis(5);

/// Shows the library until the reader quits, with its index in the folder `index`, what the reader says of
/// names, and what is noted of stories in the folder `marks`.
///
/// # Errors
/// When the configuration names what does not exist, or there is no terminal to draw on.
pub fn run(
    library: Library,
    config: &Config,
    index: &Path,
    judgements: Arc<Judgements>,
    marks: &Path,
) -> Result<()> {
    let keymap = Keymap::new(&config.bindings)?;
    let saved = Saved::read(&config.searches)?;
    let (sink, inbox) = channel();
    listen::hear_signals(&sink)?;
    let terminal = Terminal::enter(if config.mouse {
        Mouse::Reported
    } else {
        Mouse::Left
    })?;
    let (mut app, effects) = App::new(Setup {
        keymap,
        theme: theme(config.theme),
        saved,
        folder: printable(&library.label()).into_owned(),
        width: config.width,
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
    });
    if library.is_passing() {
        app.open_the_only_story();
    }
    let backlog = Backlog::default();
    listen::listen(&sink, &backlog)?;
    let replies = sink.clone();
    let kept = (
        marks,
        Bounds::new(config.versions.megabytes, config.versions.days),
    );
    let workers = Workers::spawn_keeping(library, index, judgements, kept, move |reply| {
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
    Ok(())
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
                    return Ok(());
                }
            }
            let events = if let Some(events) = self.last_moment(inbox, due) {
                events
            } else {
                due = None;
                let app = &self.app;
                self.terminal.draw(app.size(), |buffer| app.draw(buffer))?;
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

    /// Looks through the folder, once there is a frame with the first answer.
    fn follow(&mut self) {
        if self.stage == Stage::Answered {
            self.stage = Stage::Following;
            self.workers.sync();
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
        self.app.update(event)
    }

    fn perform(&mut self, effect: Effect) -> Result<ControlFlow<()>> {
        match effect {
            Effect::Search(request) => self.workers.search(request),
            Effect::Ask(generation, ask) => self.workers.ask(generation, ask),
            Effect::Load(id) => self.workers.load(id),
            Effect::Keep(request) => self.workers.keep(request),
            Effect::Sync => self.workers.sync(),
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
fn theme(choice: ThemeChoice) -> Theme {
    // https://no-color.org: present and not empty.
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colours = std::env::var("COLORFGBG").ok();
    let is_light = choice == ThemeChoice::Light
        || choice == ThemeChoice::Auto && has_light_background(colours.as_deref());
    let name = if no_colour || choice == ThemeChoice::Plain {
        "plain"
    } else if is_light {
        "light"
    } else {
        "dark"
    };
    Theme::named(name).expect("the themes are named so")
}

/// Whether `COLORFGBG` ("foreground;background", as rxvt and Konsole set it) tells of white or light grey.
fn has_light_background(colours: Option<&str>) -> bool {
    let background = colours.and_then(|colours| colours.rsplit(';').next());
    matches!(background, Some("7" | "15"))
}

#[cfg(test)]
mod tests {
    use super::has_light_background;

    #[test]
    fn light_backgrounds_are_told() {
        for (colours, expect) in [
            (None, false),
            (Some("15;0"), false),
            (Some("0;15"), true),
            (Some("0;default;7"), true),
        ] {
            assert_eq!(has_light_background(colours), expect, "{colours:?}");
        }
    }
}
