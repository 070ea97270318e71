//! A program in a pseudo-terminal and the screen it has drawn. The tests and the benchmark share it.
//! Nothing sleeps: each step waits for output, with a deadline.

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take. Far more than it does, as test machines are busy.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// Bytes that a program wrote, with the time of their arrival.
pub(crate) struct Chunk {
    pub(crate) at: Instant,
    pub(crate) bytes: Vec<u8>,
}

/// A program in a pseudo-terminal.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    input: Option<Box<dyn Write + Send>>,
    output: Receiver<Chunk>,
    reading: Option<JoinHandle<()>>,
    deaf: Arc<AtomicBool>,
    ended: Receiver<ExitStatus>,
    process: u32,
    name: String,
    before: String,
    screen: vt100::Parser,
    /// All that was written, where that is kept.
    record: Option<Vec<u8>>,
}

impl Terminal {
    /// Starts a program in a terminal of a size.
    pub(crate) fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let name = pair.master.tty_name().expect("a terminal has a name");
        let name = name.to_string_lossy().into_owned();
        let before = stty(&name, &["-g"]);
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
            master: Some(pair.master),
            input: Some(input),
            output,
            reading: Some(reading),
            deaf,
            ended,
            process,
            name,
            before,
            screen: vt100::Parser::new(cells(rows), cells(columns), 0),
            record: None,
        }
    }

    /// What the program has drawn so far.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// The program's process number.
    pub(crate) fn process(&self) -> u32 {
        self.process
    }

    /// Keeps all that is written from now on.
    pub(crate) fn record(&mut self) {
        self.record = Some(Vec::new());
    }

    /// What was written since [`Terminal::record`].
    pub(crate) fn recorded(&mut self) -> Vec<u8> {
        self.record.take().unwrap_or_default()
    }

    /// Sends keys as a terminal does.
    pub(crate) fn press(&mut self, keys: &str) {
        self.send(keys.as_bytes());
    }

    /// Sends bytes, whatever they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the terminal is there");
        input.write_all(bytes).expect("it is read");
        input.flush().expect("it is read");
    }

    /// Asserts that the terminal treats keys and lines as before the program was started.
    pub(crate) fn assert_as_before(&self) {
        let now = self.stty(&["-g"]);
        // Once the program has ended, some systems say nothing more of the terminal.
        assert!(
            now.is_empty() || now == self.before,
            "{now} was {}",
            self.before
        );
    }

    /// Has the terminal treat keys and lines as a shell does; that is how it is to be left, too.
    pub(crate) fn cook(&mut self) {
        self.stty(&["sane"]);
        self.before = self.stty(&["-g"]);
    }

    /// Has the terminal be as `stty` is told, and returns what that says.
    pub(crate) fn stty(&self, settings: &[&str]) -> String {
        stty(&self.name, settings)
    }

    /// Takes in what is written until a moment.
    pub(crate) fn pass(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while self
            .take(end.saturating_duration_since(Instant::now()))
            .is_some()
        {}
    }

    /// Takes in what the program writes next; `None` where it writes nothing for so long.
    pub(crate) fn take(&mut self, patience: Duration) -> Option<Chunk> {
        let chunk = self.output.recv_timeout(patience).ok()?;
        self.screen.process(&chunk.bytes);
        if let Some(record) = &mut self.record {
            record.extend(&chunk.bytes);
        }
        Some(chunk)
    }

    /// Waits until the screen shows what it should. Returns when the last of it arrived.
    pub(crate) fn wait(
        &mut self,
        what: &str,
        is_there: impl Fn(&vt100::Screen) -> bool,
    ) -> Instant {
        let deadline = Instant::now() + DEADLINE;
        let mut arrived = Instant::now();
        while !is_there(self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Some(chunk) = self.take(left) else {
                panic!(
                    "“{what}” never came; the screen shows:\n{}",
                    self.screen().contents()
                );
            };
            arrived = chunk.at;
        }
        arrived
    }

    /// Makes the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.screen
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        let terminal = self.master.as_ref().expect("the terminal is there");
        terminal.resize(size(columns, rows)).expect("a size");
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([format!("-{name}"), self.process().to_string()])
            .status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "the signal is sent"
        );
    }

    /// Puts bytes on the screen that the program did not write.
    pub(crate) fn scribble(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
    }

    /// Closes the terminal while the program runs.
    pub(crate) fn hang_up(&mut self) {
        self.deaf.store(true, Ordering::SeqCst);
        // The answer to a key wakes the reading thread, which then lets go of the terminal.
        self.press("j");
        self.reading.take().map(JoinHandle::join);
        (self.input, self.master) = (None, None);
    }

    /// Waits for the end, and takes in what was written until then.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let Ok(status) = self.ended.recv_timeout(DEADLINE) else {
            self.signal("KILL");
            panic!(
                "it does not end; the screen shows:\n{}",
                self.screen().contents()
            );
        };
        // Without the program the terminal is closed, and the output ends.
        while self.take(DEADLINE).is_some() {}
        status
    }
}

impl Drop for Terminal {
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
) -> (JoinHandle<()>, Receiver<Chunk>) {
    let (sink, received) = channel();
    let reading = std::thread::spawn(move || {
        let mut buffer = vec![0; 65536];
        while let Ok(length) = output.read(&mut buffer) {
            let at = Instant::now();
            let bytes = buffer[..length].to_vec();
            let is_over = length == 0 || deaf.load(Ordering::SeqCst);
            if is_over || sink.send(Chunk { at, bytes }).is_err() {
                return;
            }
        }
    });
    (reading, received)
}

fn stty(terminal: &str, settings: &[&str]) -> String {
    let file = if cfg!(target_os = "linux") {
        "-F"
    } else {
        "-f"
    };
    let asked = Command::new("stty")
        .args([file, terminal])
        .args(settings)
        .output();
    let told = asked.expect("stty is there");
    String::from_utf8_lossy(&told.stdout).into_owned()
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
