//! Puts words on the clipboard, and says truly whether anything took them: a command that ends well has; a
//! terminal that is only asked (OSC 52) does not answer.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result};
use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

/// Bytes of one message that GNU screen hands on.
const MESSAGE: usize = 512;

/// Who took the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A command that ended well.
    Clipboard,
    /// The terminal was asked, and does not say.
    Terminal,
    /// Nobody, for this reason.
    Failed(String),
}

/// What this session has: variables that are set and not empty.
pub type Environment<'a> = &'a dyn Fn(&str) -> bool;

/// The command that takes words here: the one of the configuration, else that of the multiplexer, else that
/// of the desktop the session is on. Over a remote line there is none but the terminal itself.
pub fn command(own: &[String], has: Environment<'_>) -> Option<Vec<String>> {
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
    if !own.is_empty() {
        return Some(own.to_vec());
    }
    if has("TMUX") {
        // It keeps the words in its buffer, and hands them to the terminal outside.
        return words(&["tmux", "load-buffer", "-w", "-"]);
    }
    if has("SSH_CONNECTION") || has("SSH_TTY") {
        return None;
    }
    if cfg!(target_os = "macos") {
        return words(&["pbcopy"]);
    }
    if cfg!(windows) {
        return words(&["clip"]);
    }
    if has("WAYLAND_DISPLAY") {
        return words(&["wl-copy"]);
    }
    has("DISPLAY").then_some(())?;
    words(&["xclip", "-selection", "clipboard"])
}

/// Hands words to a command. `told` hears how that went, once it has ended.
///
/// # Errors
/// When the command cannot be started.
pub fn hand_over(
    command: &[String],
    text: &str,
    told: impl FnOnce(Taken) + Send + 'static,
) -> Result<()> {
    let (program, arguments) = command.split_first().context("the command is empty")?;
    // Some of these stay, to hand the words on: they must not hold anything of this program's.
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {program}"))?;
    let (stdin, text, program) = (child.stdin.take(), text.to_owned(), program.clone());
    let work = move || {
        let written = stdin.map(|mut stdin| stdin.write_all(text.as_bytes()));
        let ended = child.wait();
        told(match (written, ended) {
            (Some(Ok(())), Ok(status)) if status.success() => Taken::Clipboard,
            (_, Ok(status)) => Taken::Failed(format!("{program} took nothing ({status})")),
            (_, Err(error)) => Taken::Failed(format!("{program} took nothing: {error}")),
        });
    };
    thread::Builder::new()
        .name("byline copy".to_owned())
        .spawn(work)?;
    Ok(())
}

/// What asks the terminal to put words on the clipboard (OSC 52), which works over ssh too; for GNU screen
/// in the messages that it hands on.
///
/// # Errors
/// Never: text can be written into memory.
pub fn asked(text: &str, has: Environment<'_>) -> Result<String> {
    let mut asked = String::new();
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut asked)?;
    if !has("STY") || has("TMUX") {
        return Ok(asked);
    }
    let mut wrapped = String::new();
    // The sequence is ASCII throughout.
    for message in asked.as_bytes().chunks(MESSAGE) {
        let message = String::from_utf8_lossy(message);
        write!(wrapped, "\x1bP{message}\x1b\\")?;
    }
    Ok(wrapped)
}

#[cfg(test)]
mod tests {
    use super::{asked, command};

    #[test]
    fn whoever_is_nearest_takes_the_words() {
        let own = ["my-copy".to_owned()];
        for (own, set, expect) in [
            (&own[..], &["TMUX"][..], Some("my-copy")),
            (&[], &["TMUX", "DISPLAY"], Some("tmux")),
            (&[], &["SSH_CONNECTION", "DISPLAY"], None),
        ] {
            let found = command(own, &|name| set.contains(&name));
            assert_eq!(
                found.as_ref().map(|found| found[0].as_str()),
                expect,
                "{set:?}"
            );
        }
    }

    #[test]
    fn screen_hands_on_what_is_cut_to_its_size() {
        let text = "word ".repeat(1000);
        let plain = asked(&text, &|_| false).expect("it is written");
        let wrapped = asked(&text, &|name| name == "STY").expect("it is written");
        let messages: Vec<&str> = wrapped.split("\x1bP").skip(1).collect();
        let parts = messages
            .iter()
            .map(|part| part.strip_suffix("\x1b\\").expect("it ends"));
        assert_eq!(parts.collect::<String>(), plain);
        assert!(messages.iter().all(|message| message.len() < 600));
    }
}
