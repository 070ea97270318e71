//! Sends words to a command of the configuration and hears what it prints. The words go into its standard
//! input, never into its arguments, and no shell reads either. What it prints is bounded; whoever waits no
//! longer ends it.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// Bytes of an output that are heard; what comes after is not waited for.
const MOST: u64 = 256 * 1024;
/// How often it is looked whether a command has ended that prints nothing more.
const LOOK: Duration = Duration::from_millis(20);

/// What is sent to which command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errand {
    /// The name of the command in the configuration.
    pub name: String,
    /// The program and its arguments.
    pub words: Vec<String>,
    /// What goes into its standard input.
    pub input: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piped {
    /// The name of the command.
    pub name: String,
    /// What it printed; errors where it printed nothing else.
    pub output: String,
    /// What went wrong, in one sentence.
    pub failed: Option<String>,
}

/// A command that runs.
#[derive(Debug)]
pub struct Running {
    child: Arc<Mutex<Child>>,
}

impl Running {
    /// Ends the command, and those that it has started.
    pub fn end(&self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(child.try_wait(), Ok(None)) {
            end(&mut child);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(unix)]
fn end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};

    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // Where it has ended meanwhile there is nothing to end.
        let _ = kill_process_group(group, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn end(child: &mut Child) {
    let _ = child.kill();
}

/// Starts a command and hands the words to it. `heard` gets what it printed once it has ended.
///
/// # Errors
/// When it cannot be started.
pub fn start(errand: Errand, heard: impl FnOnce(Piped) + Send + 'static) -> Result<Running> {
    let (program, arguments) = errand.words.split_first().context("the command is empty")?;
    let mut command = Command::new(program);
    command.args(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    apart(&mut command);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {program}"))?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let child = Arc::new(Mutex::new(child));
    let waited = child.clone();
    let Errand { name, input, .. } = errand;
    let work = move || {
        let fed = thread::spawn(move || {
            if let Some(mut stdin) = stdin {
                // A command need not read all that it is given.
                let _ = stdin.write_all(input.as_bytes());
            }
        });
        let complaints = thread::spawn(move || stderr.map(bounded).unwrap_or_default());
        let output = stdout.map(bounded).unwrap_or_default();
        let status = wait(&waited);
        let complaints = complaints.join().unwrap_or_default();
        drop(fed);
        let failed = (!status.is_empty()).then(|| {
            let why = complaints.lines().rfind(|line| !line.trim().is_empty());
            format!("{name}: {}", why.map_or(status.as_str(), str::trim))
        });
        let output = if output.trim().is_empty() && failed.is_none() {
            complaints
        } else {
            output
        };
        heard(Piped {
            name,
            output,
            failed,
        });
    };
    thread::Builder::new()
        .name("byline pipe".to_owned())
        .spawn(work)?;
    Ok(Running { child })
}

/// A group of its own, so that all of it can be ended, and no key reaches it.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

fn bounded(source: impl Read) -> String {
    let mut bytes = Vec::new();
    // What was printed before it failed is shown.
    let _ = source.take(MOST).read_to_end(&mut bytes);
    let is_cut = bytes.len() as u64 == MOST;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if is_cut { text + "\n…" } else { text }
}

/// Waits until a command has ended; says how, where that was not well.
fn wait(child: &Mutex<Child>) -> String {
    loop {
        let ended = {
            let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
            child.try_wait()
        };
        match ended {
            Ok(Some(status)) if status.success() => return String::new(),
            Ok(Some(status)) => return status.to_string(),
            Ok(None) => thread::sleep(LOOK),
            Err(error) => return error.to_string(),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Errand, Piped, start};
    use std::sync::mpsc::channel;

    fn run(words: &[&str], input: &str) -> Piped {
        let (sink, heard) = channel();
        let errand = Errand {
            name: "test".to_owned(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            input: input.to_owned(),
        };
        let running = start(errand, move |piped| {
            let _ = sink.send(piped);
        });
        let running = running.expect("it starts");
        let piped = heard.recv().expect("it ends");
        drop(running);
        piped
    }

    #[test]
    fn words_go_in_and_come_out() {
        let piped = run(&["cat"], "“$(touch x)” ; `rm`\n");
        assert_eq!(piped.output, "“$(touch x)” ; `rm`\n");
        assert_eq!(piped.failed, None);
    }

    #[test]
    fn a_command_that_reads_nothing_or_fails_is_no_trouble() {
        let long = "word ".repeat(400_000);
        assert_eq!(run(&["true"], &long).failed, None);
        let piped = run(&["sh", "-c", "echo no such voice >&2; exit 3"], &long);
        assert_eq!(piped.failed.as_deref(), Some("test: no such voice"));
        let nothing = Errand {
            words: vec!["no-such-program-anywhere".to_owned()],
            ..Errand::default()
        };
        assert!(start(nothing, |_| ()).is_err());
    }

    #[test]
    fn what_is_printed_without_end_is_bounded() {
        let piped = run(&["yes"], "");
        assert!(piped.output.len() < 300_000 && piped.output.ends_with('…'));
    }

    #[test]
    fn a_command_is_ended_with_those_that_it_started() {
        let (sink, heard) = channel();
        let words = ["sh", "-c", "sleep 1000 | cat"];
        let errand = Errand {
            name: "test".to_owned(),
            words: words.map(str::to_owned).to_vec(),
            input: String::new(),
        };
        let running = start(errand, move |piped: Piped| {
            let _ = sink.send(piped);
        });
        running.expect("it starts").end();
        assert!(heard.recv().expect("it ends").failed.is_some());
    }
}
