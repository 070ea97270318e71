//! Opens an address in the reader's browser.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};

/// What opens an address on this system.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Hands an address to the browser without waiting for it. `failed` is told when that went wrong later.
///
/// # Errors
/// When the address is not one of the web, or there is nothing to open it with.
pub fn open(address: &str, failed: impl FnOnce(String) + Send + 'static) -> Result<()> {
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    ensure!(is_web, "{address} is not a web address");
    let own = std::env::var("BROWSER").ok();
    let in_tmux = std::env::var_os("TMUX").is_some();
    let words = command(own.as_deref(), in_tmux.then_some("tmux"), address)?;
    let (program, arguments) = words.split_first().context("no browser is named")?;
    let mut opener = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {program}, which opens addresses here"))?;
    let program = program.clone();
    let wait = move || match opener.wait() {
        Ok(status) if status.success() => {}
        Ok(status) => failed(format!("{program} could not open it ({status})")),
        Err(error) => failed(format!("{program} could not be waited for: {error}")),
    };
    thread::Builder::new()
        .name("browser".to_owned())
        .spawn(wait)?;
    Ok(())
}

/// Browsers that draw on the terminal, which is taken.
const IN_TERMINAL: &[&str] = &[
    "w3m",
    "lynx",
    "links",
    "elinks",
    "links2",
    "browsh",
    "www-browser",
    "carbonyl",
];

/// What opens an address: the first of `BROWSER` (commands with a `:` between, `%s` for the address), else what
/// the system has. One that needs a terminal gets a window of the multiplexer.
fn command(own: Option<&str>, multiplexer: Option<&str>, address: &str) -> Result<Vec<String>> {
    let own = own.and_then(|own| own.split(':').find(|command| !command.trim().is_empty()));
    let Some(own) = own else {
        return Ok(vec![OPENER.to_owned(), address.to_owned()]);
    };
    let mut words: Vec<String> = own
        .split_whitespace()
        .map(|word| word.replace("%s", address))
        .collect();
    if !own.contains("%s") {
        words.push(address.to_owned());
    }
    let program = Path::new(&words[0])
        .file_name()
        .and_then(|name| name.to_str());
    let Some(program) = program.filter(|program| IN_TERMINAL.contains(program)) else {
        return Ok(words);
    };
    let window = multiplexer.with_context(|| {
        format!("{program} needs a terminal of its own; start byline in tmux, or set BROWSER to another one")
    })?;
    let window = [window, "new-window"].map(str::to_owned);
    Ok(window.into_iter().chain(words).collect())
}

#[cfg(test)]
mod tests {
    use super::{OPENER, command, open};

    #[test]
    fn the_browser_of_the_reader_is_asked_first() {
        let at = "https://a.example/b;c";
        for (own, expect) in [
            (None, vec![OPENER, at]),
            (Some(" : "), vec![OPENER, at]),
            (
                Some("firefox --new-tab:w3m"),
                vec!["firefox", "--new-tab", at],
            ),
            (Some("open-it %s --quiet"), vec!["open-it", at, "--quiet"]),
            (
                Some("/usr/bin/w3m"),
                vec!["tmux", "new-window", "/usr/bin/w3m", at],
            ),
        ] {
            let found = command(own, Some("tmux"), at).expect("there is one");
            assert_eq!(found, expect, "{own:?}");
        }
        assert!(
            command(Some("lynx"), None, at).is_err(),
            "the terminal is taken"
        );
    }

    #[test]
    fn only_the_web_is_opened() {
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-h",
            "mailto:a@b.c",
        ] {
            assert!(open(address, |_| ()).is_err(), "{address}");
        }
    }
}
