//! Bringing the news in, from a server on this machine that misbehaves in every way.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use byline::fetch::add::{Added, Manner};
use byline::fetch::address::Reach;
use byline::fetch::client::Bounds;
use byline::fetch::earlier;
use byline::fetch::feeds::Whole;
use byline::fetch::{self, Fetcher, Report};
use byline::library::Library;
use byline::story::Story;
use tempfile::TempDir;

pub(crate) mod server;

use server::{Reply, Request, Server};

/// Bounds that a test can wait for.
const BOUNDS: Bounds = Bounds {
    connect: Duration::from_millis(400),
    total: Duration::from_millis(800),
    bytes: 100_000,
    redirects: 5,
};

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        fs::create_dir(folder.path().join("news")).expect("a folder");
        Self { folder }
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("news")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// What is known of its feeds.
    fn kept(&self) -> PathBuf {
        fetch::folder_for(&self.state(), &self.library())
    }

    fn fetcher(&self) -> Fetcher {
        Fetcher::open(&self.library(), &self.state(), BOUNDS).expect("nobody else fetches")
    }

    fn add(&self, what: &str) -> anyhow::Result<Added> {
        self.add_with(what, Whole::Never)
    }

    fn add_with(&self, what: &str, whole: Whole) -> anyhow::Result<Added> {
        let reach = Reach::Private;
        self.fetcher().add(what, Manner { reach, whole })
    }

    fn fetch(&self) -> Report {
        let stop = AtomicBool::new(false);
        let report = self.fetcher().fetch(&|_| true, &|_| (), &stop);
        report.expect("a round")
    }

    /// The files of the library, by name.
    fn files(&self) -> Vec<String> {
        let library = Library::open(&self.library()).expect("a library");
        let mut paths: Vec<String> = library
            .walk()
            .map(|entry| entry.expect("an entry").path.to_string())
            .collect();
        paths.sort();
        paths
    }

    fn story(&self, path: &str) -> Story {
        let library = Library::open(&self.library()).expect("a library");
        library.stories(path).expect("a story").remove(0).1
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.library().join(path), text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.library().join(path)).expect("a file")
    }
}

fn item(guid: &str, title: &str, link: &str, text: &str) -> String {
    format!(
        "<item><guid isPermaLink='false'>{guid}</guid><title>{title}</title><link>{link}</link><pubDate>Tue, 03 Mar 2026 08:30:00 GMT</pubDate><description>{text}</description></item>"
    )
}

fn feed(items: &[String]) -> String {
    let items = items.concat();
    format!("<rss version='2.0'><channel><title>Tide News</title>{items}</channel></rss>")
}

fn two() -> String {
    feed(&[
        item(
            "1",
            "The ferry sails",
            "/a",
            "It sails &lt;em&gt;at dawn&lt;/em&gt;.",
        ),
        item("2", "The bridge rests", "/b", "It is tired."),
    ])
}

const FERRY: &str = "tide-news/2026-03-03-the-ferry-sails.md";
const BRIDGE: &str = "tide-news/2026-03-03-the-bridge-rests.md";

#[test]
fn entries_become_files_that_byline_reads() {
    let desk = Desk::new();
    let server = Server::start(|_| Reply::ok(two()));
    let added = desk.add(&server.at("/feed")).expect("a feed");
    assert!(matches!(added, Added::Feed(name, gain) if name == "Tide News" && gain.new == 2));
    assert_eq!(desk.files(), [BRIDGE, FERRY]);
    let ferry = desk.story(FERRY);
    assert_eq!(ferry.text, "The ferry sails\nIt sails at dawn.");
    let meta = &ferry.meta;
    assert_eq!(meta.source.as_deref(), Some("Tide News"));
    assert_eq!(meta.url, Some(server.at("/a")));
    assert_eq!(
        meta.date.map(|date| date.to_string()).as_deref(),
        Some("2026-03-03T08:30:00")
    );
    assert!(meta.saved.is_some());
    let again = desk.add(&server.at("/feed")).expect("known");
    assert_eq!(again, Added::Known("Tide News".into()));
    assert!(desk.add("nowhere.xml").is_err());
}

#[test]
fn entries_that_lead_to_one_page_are_stories_each() {
    let desk = Desk::new();
    let server = Server::start(|_| {
        Reply::ok(feed(&[
            item("1", "At noon", "/day#noon", "It sails."),
            item("2", "At dusk", "/day#dusk", "It is back."),
        ]))
    });
    desk.add(&server.at("/feed")).expect("a feed");
    assert_eq!(desk.files().len(), 2, "{:?}", desk.files());
    desk.fetch();
    assert_eq!(desk.files().len(), 2);
}

#[test]
fn what_was_fetched_is_not_fetched_again() {
    let desk = Desk::new();
    let is_new = Arc::new(Mutex::new(false));
    let more = is_new.clone();
    let server = Server::start(move |request: &Request| {
        let more = *more.lock().expect("unbroken");
        let etag = if more { "\"2\"" } else { "\"1\"" };
        if request
            .headers
            .get("if-none-match")
            .is_some_and(|known| known == etag)
        {
            return Reply::status(304);
        }
        let three = feed(&[item("3", "Salt rises", "/c", "It rises."), two()]);
        let body = if more { three } else { two() };
        Reply::ok(body).with("etag", etag)
    });
    desk.add(&server.at("/feed")).expect("a feed");
    assert_eq!(desk.fetch().gain.new, 0);
    assert_eq!(server.last("/feed").headers["if-none-match"], "\"1\"");
    assert!(server.last("/feed").headers["user-agent"].starts_with("byline/"));
    assert!(!server.last("/feed").headers.contains_key("cookie"));
    *is_new.lock().expect("unbroken") = true;
    assert_eq!(desk.fetch().gain.new, 1);
    assert_eq!(desk.fetch().gain.new, 0);
    assert_eq!(desk.files().len(), 3);
}

#[test]
fn what_was_taken_away_stays_away() {
    let desk = Desk::new();
    let server = Server::start(|_| Reply::ok(two()));
    desk.add(&server.at("/feed")).expect("a feed");
    fs::remove_file(desk.library().join(FERRY)).expect("a file");
    desk.fetch();
    assert_eq!(desk.files(), [BRIDGE]);
}

#[test]
fn what_a_publisher_changed_is_changed_and_its_earlier_text_kept() {
    let desk = Desk::new();
    let asked = Arc::new(Mutex::new(0));
    let server = Server::start(move |_| {
        let mut asked = asked.lock().expect("unbroken");
        *asked += 1;
        let words = ["at dawn", "at noon", "at dusk"][(*asked - 1).min(2)];
        Reply::ok(feed(&[item("1", "The ferry sails", "/a", words)]))
    });
    desk.add(&server.at("/feed")).expect("a feed");
    let report = desk.fetch();
    assert_eq!((report.gain.new, report.gain.changed), (0, 1));
    assert!(desk.read(FERRY).contains("at noon"));
    let earlier = earlier::files(&desk.kept(), FERRY);
    let texts: Vec<_> = earlier
        .iter()
        .map(|file| fs::read_to_string(file).expect("a file"))
        .collect();
    assert!(
        texts.len() == 1 && texts[0].contains("at dawn"),
        "{texts:?}"
    );
    desk.write(FERRY, "mine");
    let report = desk.fetch();
    assert_eq!((report.gain.changed, report.gain.kept), (0, 1));
    assert_eq!(desk.read(FERRY), "mine");
    let earlier = earlier::files(&desk.kept(), FERRY);
    let texts: Vec<_> = earlier
        .iter()
        .map(|file| fs::read_to_string(file).expect("a file"))
        .collect();
    assert!(
        texts.iter().any(|text| text.contains("at dusk")),
        "{texts:?}"
    );
    let before = earlier::stories(&desk.kept(), FERRY);
    let before: Vec<&str> = before
        .iter()
        .map(|(_, story)| story.text.as_str())
        .collect();
    assert!(
        matches!(before.as_slice(), [one] if one.contains("at dawn")),
        "what its publisher made of it since is none: {before:?}"
    );
}

#[test]
fn a_file_of_the_reader_is_never_written_over() {
    let desk = Desk::new();
    fs::create_dir(desk.library().join("tide-news")).expect("a folder");
    desk.write(FERRY, "mine");
    let server = Server::start(|_| Reply::ok(two()));
    desk.add(&server.at("/feed")).expect("a feed");
    assert_eq!(desk.read(FERRY), "mine");
    assert_eq!(desk.files().len(), 3);
}

/// A gzip of so many zeros.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; bytes]).expect("packed");
    packed.finish().expect("packed")
}

fn misbehave(request: &Request, here: &str) -> Reply {
    let head = "HTTP/1.1 200 OK\r\n";
    match request.path.as_str() {
        "/hang" => Reply::Hang(Vec::new()),
        "/hang-within" => Reply::Hang(format!("{head}content-length: 99\r\n\r\n<rss>").into()),
        "/drop" => Reply::Raw(Vec::new()),
        "/half" => Reply::Raw(format!("{head}content-length: 999\r\n\r\n{}", two()).into()),
        "/garbage" => Reply::Raw(b"\x00\x01\x02 no\r\n\r\n".to_vec()),
        "/long-head" => Reply::Raw(format!("{head}x: {}\r\n\r\n", "y".repeat(300_000)).into()),
        "/429" => Reply::status(429).with("retry-after", "120"),
        "/503" => Reply::status(503).with("retry-after", "soon"),
        "/500" => Reply::status(500),
        "/404" => Reply::status(404),
        "/410" => Reply::status(410),
        "/403" => Reply::status(403),
        "/loop" => Reply::to("/loop"),
        "/nowhere" => Reply::status(302),
        "/private" => Reply::to("http://127.0.0.2:80/feed"),
        "/router" => Reply::to("http://[::ffff:192.168.1.1]/"),
        "/local-name" => Reply::to(here.replace("127.0.0.1", "localhost")),
        "/file" => Reply::to("file:///etc/passwd"),
        "/bomb" => Reply::ok(bomb(3_000_000)).with("content-encoding", "gzip"),
        "/large" => Reply::ok(vec![b' '; 20_000_000]),
        "/bad-gzip" => Reply::ok("no gzip").with("content-encoding", "gzip"),
        "/text" => Reply::ok("Just words."),
        "/empty" => Reply::ok(""),
        "/pdf" => Reply::ok("%PDF-1.7 …"),
        "/portal" => Reply::ok("<!doctype html><title>Log in</title><form><input></form>"),
        _ => Reply::ok(two()),
    }
}

#[test]
fn every_fault_is_one_sentence_with_its_address_and_stops_no_other_feed() {
    let desk = Desk::new();
    let here = Arc::new(Mutex::new(String::new()));
    let own = here.clone();
    let server = Server::start(move |request: &Request| {
        let here = own.lock().expect("unbroken").clone();
        misbehave(request, &here)
    });
    here.lock().expect("unbroken").clone_from(&server.address);
    let faults = [
        ("/hang", "too long"),
        ("/hang-within", "too long"),
        ("/drop", "broke off"),
        ("/half", "broke off"),
        ("/garbage", "cannot be understood"),
        ("/long-head", "cannot be understood"),
        ("/503", "to be left alone for a while"),
        ("/500", "out of order (status 500)"),
        ("/404", "is not there"),
        ("/410", "--forget"),
        ("/403", "not for everybody"),
        ("/loop", "without end"),
        ("/nowhere", "cannot be read"),
        ("/private", "your own network"),
        ("/router", "your own network"),
        ("/local-name", "your own network"),
        ("/file", "out of the web (file:)"),
        ("/bomb", "larger than 5 MB"),
        ("/large", "larger than 5 MB"),
        ("/bad-gzip", "broke off"),
        ("/text", "neither a feed nor a page"),
        ("/empty", "neither a feed nor a page"),
        ("/pdf", "is a PDF"),
        ("/portal", "a page where its feed was"),
        // The last, since it speaks for the host.
        ("/429", "alone for 2 min"),
    ];
    let mut list = String::from("<opml version='2.0'><body><outline text='good' xmlUrl='");
    list += &server.at("/good");
    for (path, _) in faults {
        list.extend(["'/><outline text='bad' xmlUrl='", &server.at(path)]);
    }
    list += "'/><outline xmlUrl='http://127.0.0.1:1/refused'/></body></opml>";
    let file = desk.folder.path().join("feeds.opml");
    fs::write(&file, list).expect("a file");
    let added = desk.add(&file.to_string_lossy()).expect("a list");
    assert_eq!(added, Added::Feeds(faults.len() + 2, 0));
    let report = desk.fetch();
    assert_eq!(report.gain.new, 2);
    for (path, expect) in faults {
        let address = server.at(path);
        let told = report
            .troubles
            .iter()
            .find(|told| told.starts_with(&format!("{address} ")));
        let told = told.unwrap_or_else(|| panic!("{path} is not told: {:?}", report.troubles));
        assert!(told.contains(expect), "{told:?} does not say {expect:?}");
        assert!(!told.contains('\n') && told.len() < 250, "{told:?}");
    }
    // Its host is at rest when it is asked, or refuses.
    assert_eq!(report.troubles.len(), faults.len() + 1);
    assert_eq!(
        desk.files(),
        [
            "good/2026-03-03-the-bridge-rests.md",
            "good/2026-03-03-the-ferry-sails.md"
        ]
    );
    let before = server.paths().len();
    let report = desk.fetch();
    let asked = &server.paths()[before..];
    assert!(report.resting >= 1, "{report:?}");
    assert!(!asked.contains(&"/429".to_string()), "{asked:?}");
}

#[test]
fn a_host_that_was_not_meant_is_never_asked() {
    let desk = Desk::new();
    let server = Server::start(|_| Reply::ok(two()));
    let manner = Manner::default();
    let error = desk
        .fetcher()
        .add(&server.at("/feed"), manner)
        .expect_err("refused");
    assert!(error.to_string().contains("--allow-private"), "{error}");
    assert_eq!(server.paths(), [""; 0]);
}

#[test]
fn what_speaks_no_tls_has_no_certificate() {
    let desk = Desk::new();
    let server = Server::start(|_| Reply::ok(two()));
    let address = server.at("/feed").replace("http:", "https:");
    let error = desk.add(&address).expect_err("refused");
    assert!(error.to_string().contains("certificate"), "{error}");
}

fn long(words: &str) -> String {
    words.repeat(40)
}

#[test]
fn short_entries_have_the_text_of_their_pages() {
    let desk = Desk::new();
    let server = Server::start(|request: &Request| {
        let page = |body: &str| {
            Reply::ok(format!(
                "<!doctype html><html><head><title>The ferry sails</title></head><body><article><h1>The ferry sails</h1><p>{body}</p></article></body></html>"
            ))
        };
        match request.path.as_str() {
            "/robots.txt" => Reply::ok("User-agent: *\nDisallow: /secret\n"),
            "/a" => page(&long("The crew stood at the rail and looked back. ")),
            "/secret" => page(&long("Nobody may read this. ")),
            "/gone" => Reply::status(404),
            _ => Reply::ok(feed(&[
                item("1", "The ferry sails", "/a", "It sails at dawn."),
                item("2", "The secret", "/secret", "Hush."),
                item("3", "The lost page", "/gone", "It was here."),
                item(
                    "4",
                    "The long one",
                    "/long",
                    &long("All of it stands here. "),
                ),
            ])),
        }
    });
    let added = desk
        .add_with(&server.at("/feed"), Whole::Short)
        .expect("a feed");
    let Added::Feed(_, gain) = added else {
        panic!("{added:?}")
    };
    assert_eq!((gain.new, gain.wanting), (4, 2));
    assert!(gain.why.is_some_and(|why| why.contains("programs")));
    let ferry = desk.story(FERRY);
    assert!(ferry.text.contains("looked back"), "{}", ferry.text);
    assert_eq!(ferry.meta.deck.as_deref(), Some("It sails at dawn."));
    assert_eq!(ferry.text.matches("The ferry sails").count(), 1);
    let paths = server.paths();
    assert!(!paths.contains(&"/secret".to_string()), "{paths:?}");
    assert!(!paths.contains(&"/long".to_string()), "{paths:?}");
    assert_eq!(
        paths.iter().filter(|path| *path == "/robots.txt").count(),
        1
    );
    assert_eq!(server.most_at_once(), 1);
    // A page that is not there is asked for again, but not for ever.
    for _ in 0..4 {
        desk.fetch();
    }
    let tries = server
        .paths()
        .iter()
        .filter(|path| *path == "/gone")
        .count();
    assert_eq!(tries, 3);
}

#[test]
fn hosts_are_asked_one_thing_at_a_time() {
    let desk = Desk::new();
    let server = Server::start(|_| Reply::ok(two()));
    let outlines: Vec<String> = (0..20)
        .map(|number| format!("<outline xmlUrl='{}'/>", server.at(&format!("/{number}"))))
        .collect();
    let file = desk.folder.path().join("feeds.opml");
    fs::write(
        &file,
        format!("<opml><body>{}</body></opml>", outlines.concat()),
    )
    .expect("a file");
    desk.add(&file.to_string_lossy()).expect("a list");
    let report = desk.fetch();
    assert_eq!((report.feeds, report.troubles.len()), (20, 0));
    assert_eq!(server.most_at_once(), 1);
    // The same stories in another feed are the same stories.
    assert_eq!(report.gain.new, 2);
}

#[test]
fn names_and_matter_are_made_of_nothing_that_commands() {
    let desk = Desk::new();
    let server = Server::start(|_| {
        Reply::ok(feed(&[
            item(
                "../../1",
                "../../etc/passwd&#10;---&#10;x: y",
                "/a",
                "&amp;#27;[31mred\u{1b}[0m",
            ),
            item(
                "2",
                "&#x202e;drawkcab \u{8}",
                "javascript:alert(1)",
                "\u{9b}31m",
            ),
            item("3", &"long ".repeat(500), "/c", "c"),
            item("4", "", "/d", "No title."),
        ]))
    });
    desk.add(&server.at("/feed")).expect("a feed");
    let files = desk.files();
    assert_eq!(files.len(), 4, "{files:?}");
    for file in &files {
        assert!(
            file.starts_with("tide-news/2026-03-03-") && file.len() < 100,
            "{file}"
        );
        assert!(
            file.chars()
                .all(|c| c.is_alphanumeric() || "-/.".contains(c)),
            "{file}"
        );
        let text = desk.read(file);
        let is_command = |c: char| c.is_control() && c != '\n';
        assert!(
            !text.contains(is_command) && !text.contains('\u{202e}'),
            "{text:?}"
        );
        assert_eq!(
            text.lines().filter(|line| *line == "---").count(),
            2,
            "{text}"
        );
    }
    assert!(!desk.folder.path().join("etc").exists());
}

#[test]
fn pages_sites_and_files_are_added() {
    let desk = Desk::new();
    let link = |path: &str| format!("<link rel=alternate type=application/rss+xml href={path}>");
    let server = Server::start(move |request: &Request| match request.path.as_str() {
        "/" => Reply::ok(format!(
            "<html><head>{}{}</head><body>Hello</body></html>",
            link("/1"),
            link("/2")
        )),
        "/bill" => Reply::ok(format!(
            "<html><head><title>The bill</title>{}</head><body><article><h1>The bill</h1><p>{}</p></article></body></html>",
            link("/1"),
            long("It passed at night. ")
        )),
        "/pdf" => Reply::ok("%PDF-1.4"),
        _ => Reply::ok(two()),
    });
    let Added::Offers(offers) = desk.add(&server.at("/")).expect("offers") else {
        panic!("a site offers its feeds")
    };
    assert_eq!(offers.len(), 2);
    assert_eq!(offers[0].address, server.at("/1"));
    assert_eq!(desk.files().len(), 0);
    let Added::Page(path, offers) = desk.add(&server.at("/bill")).expect("a page") else {
        panic!("a page is kept")
    };
    assert_eq!((path.as_str(), offers.len()), ("127-0-0-1/the-bill.md", 1));
    let bill = desk.story(&path);
    assert_eq!(bill.meta.headline, "The bill");
    assert_eq!(bill.meta.url, Some(server.at("/bill")));
    let error = desk.add(&server.at("/pdf")).expect_err("no page");
    assert!(error.to_string().contains("is a PDF"), "{error}");
    let file = desk.folder.path().join("draft.txt");
    fs::write(&file, "A draft\n\nWords of it.\n").expect("a file");
    let file = file.to_string_lossy();
    assert_eq!(
        desk.add(&file).expect("a file"),
        Added::File("added/draft.txt".into())
    );
    assert!(desk.add(&file).is_err(), "it is there already");
}

#[test]
fn two_at_once_do_not_fetch() {
    let desk = Desk::new();
    let held = desk.fetcher();
    let error = Fetcher::open(&desk.library(), &desk.state(), BOUNDS).expect_err("held");
    assert!(error.to_string().contains("another byline"), "{error}");
    drop(held);
    desk.fetcher();
}

fn byline(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.env_clear().current_dir(desk.folder.path());
    command.arg("--library").arg(desk.library());
    command.arg("--state").arg(desk.state());
    command
        .arg("--config")
        .arg(desk.folder.path().join("config.toml"));
    fs::write(desk.folder.path().join("config.toml"), "").expect("a file");
    command.args(arguments);
    command
}

/// The second page hangs until the program is killed; what was written is whole, and the next round
/// brings the rest and nothing twice.
#[test]
fn a_kill_leaves_nothing_half_written() {
    let desk = Desk::new();
    let (sender, reached) = channel();
    let sender = Mutex::new(sender);
    let is_calm = Arc::new(Mutex::new(false));
    let calm = is_calm.clone();
    let server = Server::start(move |request: &Request| match request.path.as_str() {
        "/feed" => Reply::ok(two()),
        "/b" if !*calm.lock().expect("unbroken") => {
            let _ = sender.lock().expect("unbroken").send(());
            Reply::Hang(Vec::new())
        }
        _ => Reply::status(404),
    });
    let mut child = byline(&desk, &["add", "--allow-private", &server.at("/feed")])
        .spawn()
        .expect("the binary runs");
    reached
        .recv_timeout(Duration::from_secs(20))
        .expect("the second page is asked for");
    child.kill().expect("killed");
    child.wait().expect("gone");
    assert_eq!(desk.files(), [FERRY]);
    assert_eq!(desk.story(FERRY).text, "The ferry sails\nIt sails at dawn.");
    *is_calm.lock().expect("unbroken") = true;
    let output = byline(&desk, &["fetch"]).output().expect("the binary runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(
        printed,
        "1 feed: 1 new\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(desk.files(), [BRIDGE, FERRY]);
}

#[test]
fn the_commands_say_what_they_did() {
    let desk = Desk::new();
    let server = Server::start(|request: &Request| match request.path.as_str() {
        "/feed" => Reply::ok(two()),
        _ => Reply::status(404),
    });
    let run = |arguments: &[&str]| {
        let output = byline(&desk, arguments).output().expect("the binary runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let (code, _, errors) = run(&["fetch"]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("byline add URL"), "{errors}");
    let feed = server.at("/feed");
    let (code, printed, errors) = run(&["add", "--allow-private", &feed]);
    assert_eq!(
        (code, printed.as_str()),
        (Some(0), "added the feed Tide News: 2 new\n")
    );
    assert!(
        errors.contains("2 stories are only as long as in the feed"),
        "{errors}"
    );
    let (code, printed, _) = run(&["fetch", "--opml"]);
    assert_eq!(code, Some(0));
    assert!(printed.contains(&format!("xmlUrl=\"{feed}\"")), "{printed}");
    let (code, printed, _) = run(&["fetch", "--list"]);
    assert!(
        code == Some(0) && printed.contains("Tide News"),
        "{printed}"
    );
    let (code, _, errors) = run(&["fetch", "nothing"]);
    assert!(code == Some(2) && errors.contains("--list"), "{errors}");
    let (code, printed, _) = run(&["fetch", "--forget", "tide"]);
    assert!(
        code == Some(0) && printed.contains("its files stay"),
        "{printed}"
    );
    assert_eq!(desk.files().len(), 2);
    let (code, _, errors) = run(&["add", "file:///etc/passwd"]);
    assert!(
        code == Some(2) && errors.contains("cannot read"),
        "{errors}"
    );
}

#[test]
fn a_page_is_read_at_once_and_kept_nowhere() {
    let desk = Desk::new();
    let server = Server::start(|request: &Request| match request.path.as_str() {
        "/bill" => Reply::ok(format!(
            "<html><head><title>The bill</title></head><body><article><h1>The bill</h1><p>{}</p></article></body></html>",
            long("It passed at night. ")
        )),
        "/feed" => Reply::ok(two()),
        _ => Reply::status(404),
    });
    let read = |path: &str| {
        let bytes = fetch::read_once(&server.at(path), Reach::Private, BOUNDS);
        bytes.map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    };
    let bill = read("/bill").expect("a page");
    assert!(
        bill.contains("title: \"The bill\"") && bill.contains(&server.at("/bill")),
        "{bill}"
    );
    assert!(read("/feed").expect("a feed").contains("<rss"));
    assert!(read("/none").is_err());
    assert_eq!(desk.files().len(), 0);
    let output = byline(&desk, &["parse", &server.at("/bill")])
        .output()
        .expect("it runs");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("your own network"), "{errors}");
}
