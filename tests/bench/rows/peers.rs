//! byline beside others in the same terminal: `cat`, the least that an echo takes, and newsboat with the
//! same stories, where it is installed.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use super::starting::shows_stories;
use crate::corpus;
use crate::place::Place;
use crate::screen::Screen;
use crate::table::{Table, Times, milliseconds};
use crate::terminal::Terminal;

/// How often each start is repeated, in turn.
const TIMES: usize = 5;
/// Above so many stories the feed alone fills the memory of the other reader.
const MOST: usize = 100_000;

/// The echo of the terminal itself.
pub(crate) fn echo(_: &Place, table: &mut Table) {
    let mut command = CommandBuilder::new("cat");
    command.env("TERM", "xterm-256color");
    let mut terminal = Terminal::start(command, 120, 40);
    let echoes = (0..200)
        .map(|_| {
            let began = Instant::now();
            terminal.press("x");
            let chunk = terminal.take(Duration::from_secs(2));
            chunk.map_or(Duration::from_secs(2), |chunk| chunk.at - began)
        })
        .collect();
    table.row(
        "the terminal alone: echo of `cat`",
        "–",
        &Times::new(echoes).told(),
    );
}

/// Starts byline and newsboat in turn, with the same stories.
pub(crate) fn newsboat(place: &Place, table: &mut Table) {
    const ROW: &str = "warm start beside newsboat";
    const TARGET: &str = "≤ 0.25 × at 10k, ≤ 0.05 × at 100k";
    if place.size > MOST || !fill(place) {
        table.row(
            ROW,
            TARGET,
            "not measured: newsboat is not installed, or the library too large for it",
        );
        return;
    }
    place.with_index();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let mut screen = Screen::start(place.screen(&place.library()));
        ours.push(screen.until("a story", shows_stories));
        screen.quit();
        theirs.push(start(place));
    }
    let (ours, theirs) = (Times::new(ours).median(), Times::new(theirs).median());
    table.row(
        ROW,
        TARGET,
        &format!(
            "{} beside {} ({:.3} ×)",
            milliseconds(ours),
            milliseconds(theirs),
            ours.as_secs_f64() / theirs.as_secs_f64()
        ),
    );
}

/// The time until newsboat shows its feed.
fn start(place: &Place) -> Duration {
    let folder = place.beside("newsboat");
    let mut command = CommandBuilder::new("newsboat");
    command.args(arguments());
    command.cwd(&folder);
    command.env("TERM", "xterm-256color");
    command.env("HOME", &folder);
    let began = Instant::now();
    let mut terminal = Terminal::start(command, 120, 40);
    let shown = terminal.wait("newsboat’s list", |screen| {
        screen.contents().contains("The same stories")
    });
    terminal.press("q");
    terminal.end();
    shown - began
}

fn arguments() -> [&'static str; 7] {
    ["-q", "-u", "urls", "-C", "config", "-c", "cache.db"]
}

/// Gives newsboat the stories as one feed. `false` where it is not installed.
fn fill(place: &Place) -> bool {
    let folder = place.beside("newsboat");
    // A run before this one may have left it.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let feed = folder.join("feed.xml");
    let config = "auto-reload no\nrefresh-on-startup no\nconfirm-exit no\nmax-items 0\nerror-log /dev/null\n";
    fs::write(folder.join("config"), config).expect("a file");
    fs::write(folder.join("urls"), format!("file://{}\n", feed.display())).expect("a file");
    fs::write(&feed, as_feed(place.size)).expect("a file");
    let filled = Command::new("newsboat")
        .args(arguments())
        .args(["-x", "reload"])
        .current_dir(&folder)
        .env("HOME", &folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    filled.is_ok_and(|status| status.success())
}

fn as_feed(stories: usize) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>The same stories</title><link>http://localhost/</link>",
    );
    for number in 0..stories {
        let text = corpus::text(number);
        let (headline, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let escaped = |text: &str| html_escape::encode_text(text).into_owned();
        let _ = write!(
            feed,
            "<item><title>{}</title><link>http://localhost/{number}</link><description>{}</description></item>",
            escaped(headline),
            escaped(&rest.replace("\n\n", "<p>"))
        );
    }
    feed.push_str("</channel></rss>\n");
    feed
}
