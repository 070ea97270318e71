//! A running program and the screen it has drawn.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// How long anything may take. Far more than it does, as test machines are busy.
const DEADLINE: Duration = Duration::from_secs(30);

const HARBOUR: &str = "Harbour counts the cost of a mild winter\n\n\
    Nobody on the quay remembers a winter so short. The ice boats stayed on land until March.\n\n\
    The ferries ran every night, and most of them ran empty, as the council had feared they would.\n\n\
    “We sold no coal at all,” said Ines Duarte, who owns the oldest yard on the quay.\n";
const BAKERS: &str = "Bakers weigh the new flour law\n\n\
    The law is two pages long and says nothing of rye. Bakers in the old quarter have read it twice.\n";

/// A program in a pseudo-terminal.
pub(super) struct Session {
    terminal: Option<Box<dyn MasterPty + Send>>,
    input: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    reading: Option<JoinHandle<()>>,
    deaf: Arc<AtomicBool>,
    ended: Receiver<ExitStatus>,
    process: u32,
    screen: vt100::Parser,
    _folder: TempDir,
}

impl Session {
    /// Starts the program on a library of two stories, with nothing of this machine's own settings.
    pub(super) fn start(environment: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let library = folder.path().join("news");
        fs::create_dir(&library).expect("a folder");
        fs::write(library.join("harbour.txt"), HARBOUR).expect("a file");
        fs::write(library.join("bakers.txt"), BAKERS).expect("a file");

        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_byline"));
        command.env_clear();
        command.arg(&library);
        command.cwd(folder.path());
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        for home in [
            "HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
        ] {
            command.env(home, folder.path().join(home));
        }
        for (name, value) in environment {
            command.env(name, value);
        }

        let pair = native_pty_system()
            .openpty(size(80, 24))
            .expect("a pseudo-terminal");
        let mut child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let process = child.process_id().expect("it runs");
        let (end, ended) = channel();
        std::thread::spawn(move || end.send(child.wait().expect("it ends")));
        let deaf = Arc::new(AtomicBool::new(false));
        let (reading, output) = read(
            pair.master.try_clone_reader().expect("output"),
            deaf.clone(),
        );
        let input = pair.master.take_writer().expect("input");
        Self {
            terminal: Some(pair.master),
            input: Some(input),
            output,
            reading: Some(reading),
            deaf,
            ended,
            process,
            screen: vt100::Parser::new(cells(24), cells(80), 0),
            _folder: folder,
        }
    }

    /// Sends keys as a terminal does.
    pub(super) fn press(&mut self, keys: &str) {
        let input = self.input.as_mut().expect("the terminal is there");
        input.write_all(keys.as_bytes()).expect("it is read");
        input.flush().expect("it is read");
    }

    /// Waits until the screen shows `text`.
    pub(super) fn see(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the last row of the screen shows `text`: a frame of the terminal's present size.
    pub(super) fn see_in_last_row(&mut self, text: &str) {
        self.wait(text, |screen| {
            let (rows, columns) = screen.size();
            screen
                .rows(0, columns.get())
                .nth(usize::from(rows.get()) - 1)
                .is_some_and(|row| row.contains(text))
        });
    }

    /// Makes the terminal another size.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.screen
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        let terminal = self.terminal.as_ref().expect("the terminal is there");
        terminal.resize(size(columns, rows)).expect("a size");
    }

    /// Sends the program a signal.
    pub(super) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([format!("-{name}"), self.process.to_string()])
            .status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "the signal is sent"
        );
    }

    /// Waits until the program has stopped itself and given the terminal back; then lets it go on.
    pub(super) fn resume(&mut self) {
        self.wait("the shell's screen", |screen| !screen.alternate_screen());
        let deadline = Instant::now() + DEADLINE;
        // A program that has not stopped yet misses the signal: it is sent until the screen is back.
        while !self.screen.screen().alternate_screen() {
            assert!(Instant::now() < deadline, "it never goes on");
            self.signal("CONT");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.screen.process(&bytes);
            }
        }
    }

    /// Covers the screen, as a message of another program would.
    pub(super) fn scribble(&mut self) {
        self.screen.process(b"\x1b[2J\x1b[Hscribble");
    }

    /// Closes the terminal while the program runs.
    pub(super) fn hang_up(&mut self) {
        self.deaf.store(true, Ordering::SeqCst);
        // The answer to a key wakes the reading thread, which then lets go of the terminal.
        self.press("j");
        self.reading.take().map(JoinHandle::join);
        (self.input, self.terminal) = (None, None);
    }

    /// Waits for the end, and takes in what was written until then.
    pub(super) fn end(&mut self) -> ExitStatus {
        let Ok(status) = self.ended.recv_timeout(DEADLINE) else {
            self.signal("KILL");
            panic!(
                "it does not end; the screen shows:\n{}",
                self.screen.screen().contents()
            );
        };
        // Without the program the terminal is closed, and the output ends.
        while let Ok(bytes) = self.output.recv_timeout(DEADLINE) {
            self.screen.process(&bytes);
        }
        status
    }

    /// Asserts that the terminal is as the program found it.
    pub(super) fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is seen");
        assert!(!screen.bracketed_paste(), "pasting is as before");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }

    /// Asserts that no cell has a colour.
    pub(super) fn assert_colourless(&self) {
        let screen = self.screen.screen();
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

    fn wait(&mut self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !is_there(self.screen.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!(
                    "“{what}” never came; the screen shows:\n{}",
                    self.screen.screen().contents()
                );
            };
            self.screen.process(&bytes);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.ended.try_recv().is_err() {
            let _ = Command::new("kill")
                .args(["-KILL", &self.process.to_string()])
                .stderr(std::process::Stdio::null())
                .status();
        }
    }
}

/// Reads all output on a thread, until there is none or nobody wants it.
fn read(
    mut output: Box<dyn Read + Send>,
    deaf: Arc<AtomicBool>,
) -> (JoinHandle<()>, Receiver<Vec<u8>>) {
    let (sink, received) = channel();
    let reading = std::thread::spawn(move || {
        let mut buffer = vec![0; 65536];
        while let Ok(length) = output.read(&mut buffer) {
            if length == 0
                || deaf.load(Ordering::SeqCst)
                || sink.send(buffer[..length].to_vec()).is_err()
            {
                return;
            }
        }
    });
    (reading, received)
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a screen has cells")
}
