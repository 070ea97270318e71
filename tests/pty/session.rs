//! The program on a small library of its own, and what its screen should show.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus};
use tempfile::TempDir;

use crate::terminal::{DEADLINE, Terminal};

const HARBOUR: &str = "Harbour counts the cost of a mild winter\n\n\
    Nobody on the quay remembers a winter so short. The ice boats stayed on land until March.\n\n\
    The ferries ran every night, and most of them ran empty, as the council had feared they would.\n\n\
    “We sold no coal at all,” said Ines Duarte, who owns the oldest yard on the quay.\n";
const BAKERS: &str = "Bakers weigh the new flour law\n\n\
    The law is two pages long and says nothing of rye. Bakers in the old quarter have read it twice.\n";

/// Where the program looks for folders of its own.
const HOMES: [&str; 4] = [
    "HOME",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
];

/// The program on a library of two stories.
pub(crate) struct Session {
    terminal: Terminal,
    folder: TempDir,
}

impl Session {
    /// Starts the program with nothing of this machine's own settings.
    pub(crate) fn start(environment: &[(&str, &str)]) -> Self {
        Self::start_with(environment, "")
    }

    /// The same with a configuration.
    pub(crate) fn with_config(config: &str) -> Self {
        Self::start_with(&[], config)
    }

    /// The program on one file of the library.
    pub(crate) fn on_file() -> Self {
        Self::start_by(&[], "", |command, library| {
            command.arg(library.join("harbour.txt"));
        })
    }

    /// The program on a file that is no part of the library, on a terminal with all colours.
    pub(crate) fn on_article(path: &Path, config: &str) -> Self {
        let colours = [("COLORTERM", "truecolor")];
        Self::start_by(&colours, config, |command, _| command.arg(path))
    }

    /// The program on a library that `write` fills, where links are shown as such.
    pub(crate) fn on_library(write: impl FnOnce(&Path)) -> Self {
        let folder = TempDir::new().expect("a folder");
        let library = folder.path().join("news");
        fs::create_dir(&library).expect("a folder");
        write(&library);
        let colours = [("COLORTERM", "truecolor"), ("TERM_PROGRAM", "WezTerm")];
        Self::start_in(folder, &colours, "", |command, library| {
            command.arg(library);
        })
    }

    /// The program with a file in its standard input, started by a shell.
    pub(crate) fn on_pipe() -> Self {
        Self::start_by(&[], "", |command, library| {
            let binary = env!("CARGO_BIN_EXE_byline");
            let line = format!(
                "cat '{}' | '{binary}'",
                library.join("harbour.txt").display()
            );
            let words = ["/bin/sh", "-c", &line];
            *command.get_argv_mut() = words.map(OsString::from).to_vec();
            command.env("PATH", "/bin:/usr/bin");
        })
    }

    fn start_with(environment: &[(&str, &str)], config: &str) -> Self {
        Self::start_by(environment, config, |command, library| command.arg(library))
    }

    fn start_by(
        environment: &[(&str, &str)],
        config: &str,
        name: impl FnOnce(&mut CommandBuilder, &Path),
    ) -> Self {
        let folder = TempDir::new().expect("a folder");
        let library = folder.path().join("news");
        fs::create_dir(&library).expect("a folder");
        fs::write(library.join("harbour.txt"), HARBOUR).expect("a file");
        fs::write(library.join("bakers.txt"), BAKERS).expect("a file");
        Self::start_in(folder, environment, config, name)
    }

    /// The same library once more, after the program has ended.
    pub(crate) fn again(self) -> Self {
        Self::start_in(self.folder, &[], "", |command, library| {
            command.arg(library);
        })
    }

    /// Brings the index up to date with the library, without a screen.
    pub(crate) fn index(&self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
        command.env_clear().args(["index", "--library"]);
        command.arg(self.folder().join("news"));
        for home in HOMES {
            command.env(home, self.folder().join(home));
        }
        let output = command.output().expect("it runs");
        assert!(output.status.success(), "{output:?}");
    }

    /// The folder with the library.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn start_in(
        folder: TempDir,
        environment: &[(&str, &str)],
        config: &str,
        name: impl FnOnce(&mut CommandBuilder, &Path),
    ) -> Self {
        let library = folder.path().join("news");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_byline"));
        command.env_clear();
        command.cwd(folder.path());
        if !config.is_empty() {
            let path = folder.path().join("my.toml");
            fs::write(&path, config).expect("a file");
            command.arg("--config");
            command.arg(path);
        }
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        for home in HOMES {
            command.env(home, folder.path().join(home));
        }
        for (key, value) in environment {
            command.env(key, value);
        }
        name(&mut command, &library);
        Self {
            terminal: Terminal::start(command, 80, 24),
            folder,
        }
    }

    /// Sends keys as a terminal does.
    pub(crate) fn press(&mut self, keys: &str) {
        self.terminal.press(keys);
    }

    /// Presses Escape and waits for the keys of the list: one that came while Escape is waited out would be read
    /// with it.
    pub(crate) fn escape_to_list(&mut self) {
        self.press("\x1b");
        self.see("? help   q quit");
    }

    /// Waits until the screen shows `text`.
    pub(crate) fn see(&mut self, text: &str) {
        self.terminal
            .wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the last row of the screen shows `text`: a frame of the terminal's present size.
    pub(crate) fn see_in_last_row(&mut self, text: &str) {
        self.terminal.wait(text, |screen| {
            let (rows, columns) = screen.size();
            screen
                .rows(0, columns.get())
                .nth(usize::from(rows.get()) - 1)
                .is_some_and(|row| row.contains(text))
        });
    }

    /// Waits until nothing more is written for a while.
    pub(crate) fn settle(&mut self) {
        while self.terminal.take(Duration::from_millis(120)).is_some() {}
    }

    /// Makes the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.resize(columns, rows);
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, name: &str) {
        self.terminal.signal(name);
    }

    /// Sends bytes, whatever they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.terminal.send(bytes);
    }

    /// Kilobytes of memory that the program has; 0 where the system does not tell so.
    pub(crate) fn memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.terminal.process());
        let told = fs::read_to_string(path).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// The terminal.
    pub(crate) fn terminal(&mut self) -> &mut Terminal {
        &mut self.terminal
    }

    /// Waits until the program has stopped itself and given the terminal back; then lets it go on.
    pub(crate) fn resume(&mut self) {
        self.terminal
            .wait("the shell's screen", |screen| !screen.alternate_screen());
        let deadline = Instant::now() + DEADLINE;
        // A program that has not stopped yet misses the signal: it is sent until the screen is back.
        while !self.terminal.screen().alternate_screen() {
            assert!(Instant::now() < deadline, "it never goes on");
            self.signal("CONT");
            self.terminal.take(Duration::from_millis(50));
        }
    }

    /// Covers the screen, as a message of another program would.
    pub(crate) fn scribble(&mut self) {
        self.terminal.scribble(b"\x1b[2J\x1b[Hscribble");
    }

    /// Closes the terminal while the program runs.
    pub(crate) fn hang_up(&mut self) {
        self.terminal.hang_up();
    }

    /// Waits for the end, and takes in what was written until then.
    pub(crate) fn end(&mut self) -> ExitStatus {
        self.terminal.end()
    }

    /// Lets the program go on after it was stopped from outside, where a shell has had the terminal.
    pub(crate) fn resume_cooked(&mut self) {
        self.terminal.cook();
        self.signal("CONT");
    }

    /// Asserts that the terminal is as the program found it.
    pub(crate) fn assert_restored(&self) {
        self.terminal.assert_as_before();
        let screen = self.terminal.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is seen");
        assert!(!screen.bracketed_paste(), "pasting is as before");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }

    /// Asserts that no cell has a colour.
    pub(crate) fn assert_colourless(&self) {
        let screen = self.terminal.screen();
        let cells =
            (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
        for cell in cells {
            let colours = (cell.fgcolor(), cell.bgcolor());
            assert_eq!(
                colours,
                (vt100::Color::Default, vt100::Color::Default),
                "{}",
                cell.contents()
            );
        }
    }
}
