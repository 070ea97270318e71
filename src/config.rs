//! Configuration: the documented defaults in `config.toml`, overlaid by the reader's own file.
//!
//! Read once at the start and handed on as a value. What is not understood is refused with the
//! file, the line and what to write instead; nothing is skipped in silence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use etcetera::BaseStrategy;
use serde::Deserialize;
use toml::Spanned;

/// The defaults, as they are shipped and documented.
pub const DEFAULTS: &str = include_str!("../config.toml");

/// Everything a reader can set.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder that is read when none is given.
    pub library: Option<PathBuf>,
    /// Which colours, by name.
    pub theme: String,
    /// Themes of the reader's own.
    pub themes: Vec<OwnTheme>,
    /// Whether words are parted at the ends of lines.
    pub hyphenate: Switch,
    /// Whether Arabic and Hebrew are put in their order here.
    pub bidi: BidiChoice,
    /// Columns of text in the reader.
    pub width: u16,
    /// Megabytes of the largest file that is read as a whole.
    pub largest: u32,
    /// Whether byline takes the mouse.
    pub mouse: bool,
    /// Whether the list shows the story beside it where there is room.
    pub preview: bool,
    /// How much is kept of earlier texts.
    pub versions: Versions,
    /// What takes words to the clipboard, with its arguments; nothing where byline finds that out.
    pub copy: Vec<String>,
    /// Commands that words can be sent to, in the order they are written.
    pub commands: Vec<NamedCommand>,
    /// Searches with a name, in the order they are written.
    pub searches: Vec<NamedSearch>,
    /// Archives elsewhere, in the order they are written.
    pub archives: Vec<NamedArchive>,
    /// All bindings: the defaults first, then the reader's own, each in the order they are written.
    pub bindings: Vec<Binding>,
}

/// How much is kept of the texts of stories, so that changes in them can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Versions {
    /// Megabytes of all texts together, packed.
    pub megabytes: u32,
    /// Days after a text was read last.
    pub days: u32,
}

impl Default for Versions {
    fn default() -> Self {
        Self {
            megabytes: 64,
            days: 365,
        }
    }
}

/// The themes that are always there.
pub const THEMES: &[&str] = &["auto", "light", "dark", "plain", "paper", "ink", "dusk"];

/// A `[themes.NAME]` table. Its words are checked where roles are known.
#[derive(Clone, Debug)]
pub struct OwnTheme {
    /// Its name.
    pub name: String,
    /// Role, style, and where that is written.
    pub rows: Vec<(String, String, Origin)>,
}

/// What is on or off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    /// It is.
    #[default]
    On,
    /// It is not.
    Off,
}

/// Who puts Arabic and Hebrew in their order on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BidiChoice {
    /// byline, unless the terminal is known to do it by itself.
    #[default]
    Auto,
    /// byline.
    On,
    /// The terminal.
    Off,
}

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// Everywhere but in a search box.
    Global,
    /// In the list of stories.
    List,
    /// In the list while the timeline is shown.
    Timeline,
    /// In a story.
    Reader,
    /// In a search box.
    Search,
    /// While words are selected in a story.
    Visual,
    /// On the help screen.
    Overlay,
}

/// One line of a `[keys.…]` table. The words are checked where keys and actions are known.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys as written: `g g`.
    pub keys: String,
    /// The action's name as written, or `none`.
    pub action: String,
    /// Where it is written.
    pub origin: Origin,
}

/// One line of the `[searches]` table. The query is checked where queries are known.
#[derive(Clone, Debug)]
pub struct NamedSearch {
    /// Its name.
    pub name: String,
    /// The query as written.
    pub query: String,
    /// Where it is written.
    pub origin: Origin,
}

/// One line of the `[commands]` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCommand {
    /// Its name.
    pub name: String,
    /// The program and its arguments.
    pub words: Vec<String>,
}

/// A program with its arguments: in one text, or each by itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum CommandLine {
    Text(String),
    Words(Vec<String>),
}

impl CommandLine {
    /// The program and its arguments. No shell reads them: quotation marks hold words together, and
    /// nothing else has a meaning.
    fn words(self) -> Vec<String> {
        match self {
            Self::Text(text) => split(&text),
            Self::Words(words) => words,
        }
    }
}

fn split(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in text.chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, _) if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// One `[archives.NAME]` table: stories that an engine elsewhere keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedArchive {
    /// Its name.
    pub name: String,
    /// Addresses of the engine; where one does not answer, the next is tried.
    pub urls: Vec<String>,
    /// The index that holds the stories.
    pub index: String,
    /// Who may read it.
    pub token: Token,
    /// File with the certificates that are trusted instead of those of everybody.
    pub ca: Option<PathBuf>,
    /// Where it is written.
    pub origin: Origin,
}

/// Where the token lies by which an archive knows its readers. The token itself is never kept here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Token {
    /// None is needed.
    #[default]
    None,
    /// In this variable of the environment.
    Environment(String),
    /// What this command prints: a program and its arguments.
    Command(Vec<String>),
}

/// A line of a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file as a reader would name it.
    pub file: Arc<str>,
    /// Its line, from 1.
    pub line: usize,
    /// Whether the reader wrote it, and not byline.
    pub own: bool,
}

impl Origin {
    /// An error about this line: `FILE:LINE: message`.
    pub fn fault(&self, message: &str) -> anyhow::Error {
        anyhow!("{}:{}: {message}", self.file, self.line)
    }
}

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    library: Option<PathBuf>,
    theme: Option<Spanned<String>>,
    hyphenate: Option<Switch>,
    bidi: Option<BidiChoice>,
    width: Option<Spanned<u16>>,
    largest: Option<Spanned<u32>>,
    mouse: Option<bool>,
    preview: Option<bool>,
    versions: Option<Versions>,
    copy: Option<CommandLine>,
    commands: BTreeMap<Spanned<String>, CommandLine>,
    searches: BTreeMap<Spanned<String>, String>,
    archives: BTreeMap<Spanned<String>, ArchiveTable>,
    keys: BTreeMap<Context, BTreeMap<Spanned<String>, String>>,
    themes: BTreeMap<String, BTreeMap<Spanned<String>, String>>,
}

/// An `[archives.NAME]` table as it is written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ArchiveTable {
    urls: Vec<String>,
    index: Option<String>,
    token_env: Option<String>,
    token_command: Option<Vec<String>>,
    ca: Option<PathBuf>,
}

impl Config {
    /// The defaults, overlaid by the file at `own`, or by the one in the reader's config folder if there is one.
    ///
    /// # Errors
    /// When `own` cannot be read, or a file holds what byline does not know: names file, line and remedy.
    pub fn load(own: Option<&Path>) -> Result<Self> {
        let found = own.map_or_else(own_file, |path| Some(path.to_path_buf()));
        let Some(path) = found else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read the configuration {}", path.display()))?;
        Self::default().overlaid(&path.to_string_lossy(), &text)
    }

    /// This configuration with what `text`, the content of `file`, sets.
    ///
    /// # Errors
    /// When the text is not TOML or sets what does not exist.
    pub fn overlaid(self, file: &str, text: &str) -> Result<Self> {
        self.overlay(&Source {
            file: file.into(),
            text,
            own: true,
        })
    }

    fn overlay(mut self, source: &Source) -> Result<Self> {
        let file: File = toml::from_str(source.text).map_err(|error| source.explain(&error))?;
        if let Some(folder) = file.library {
            self.library = (!folder.as_os_str().is_empty()).then(|| with_home(folder));
        }
        if let Some(width) = file.width {
            let line = source.origin(width.span().start);
            let width = width.into_inner();
            if !(20..=200).contains(&width) {
                return Err(line.fault(&format!("width = {width}: write a number from 20 to 200")));
            }
            self.width = width;
        }
        if let Some(largest) = file.largest {
            let line = source.origin(largest.span().start);
            let largest = largest.into_inner();
            if !(1..=4096).contains(&largest) {
                let remedy = "write a number of megabytes from 1 to 4096";
                return Err(line.fault(&format!("largest = {largest}: {remedy}")));
            }
            self.largest = largest;
        }
        self.themes.extend(source.themes(file.themes));
        if let Some(theme) = file.theme {
            self.theme = self.known_theme(theme, source)?;
        }
        self.hyphenate = file.hyphenate.unwrap_or(self.hyphenate);
        self.bidi = file.bidi.unwrap_or(self.bidi);
        self.mouse = file.mouse.unwrap_or(self.mouse);
        self.preview = file.preview.unwrap_or(self.preview);
        self.versions = file.versions.unwrap_or(self.versions);
        self.copy = file.copy.map_or(self.copy, CommandLine::words);
        self.commands.extend(source.commands(file.commands)?);
        self.searches.extend(source.searches(file.searches));
        self.archives.extend(source.archives(file.archives)?);
        self.bindings.extend(source.bindings(file.keys));
        Ok(self)
    }

    /// The name of a theme, if there is one of that name.
    fn known_theme(&self, name: Spanned<String>, source: &Source) -> Result<String> {
        let line = source.origin(name.span().start);
        let name = name.into_inner();
        let own = self.themes.iter().map(|theme| theme.name.as_str());
        let mut known = THEMES.iter().copied().chain(own);
        if known.clone().any(|known| known == name) {
            return Ok(name);
        }
        let remedy = nearest(&name, known.by_ref()).map_or_else(
            || {
                format!(
                    "there are {}, and those of [themes.NAME]",
                    THEMES.join(", ")
                )
            },
            |name| format!("did you mean `{name}`?"),
        );
        Err(line.fault(&format!("theme = \"{name}\": no such theme; {remedy}")))
    }
}

impl Default for Config {
    fn default() -> Self {
        let nothing = Self {
            library: None,
            theme: "auto".to_owned(),
            themes: Vec::new(),
            hyphenate: Switch::On,
            bidi: BidiChoice::Auto,
            width: 68,
            largest: 64,
            mouse: true,
            preview: true,
            versions: Versions::default(),
            copy: Vec::new(),
            commands: Vec::new(),
            searches: Vec::new(),
            archives: Vec::new(),
            bindings: Vec::new(),
        };
        let shipped = Source {
            file: "config.toml".into(),
            text: DEFAULTS,
            own: false,
        };
        nothing
            .overlay(&shipped)
            .expect("the shipped config.toml is tested to be valid")
    }
}

/// The reader's own file, if there is one.
pub fn own_file() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let path = folders.config_dir().join("byline").join("config.toml");
    path.exists().then_some(path)
}

/// `~/news` as the shell would read it.
fn with_home(folder: PathBuf) -> PathBuf {
    match (folder.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => folder,
    }
}

/// A file that is being read.
struct Source<'a> {
    file: Arc<str>,
    text: &'a str,
    own: bool,
}

impl Source<'_> {
    fn origin(&self, byte: usize) -> Origin {
        let before = &self.text.as_bytes()[..byte.min(self.text.len())];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        Origin {
            file: self.file.clone(),
            line,
            own: self.own,
        }
    }

    fn bindings(&self, keys: BTreeMap<Context, BTreeMap<Spanned<String>, String>>) -> Vec<Binding> {
        let mut bindings: Vec<_> = keys
            .into_iter()
            .flat_map(|(context, table)| {
                table
                    .into_iter()
                    .map(move |(keys, action)| (context, keys, action))
            })
            .collect();
        bindings.sort_by_key(|(_, keys, _)| keys.span().start);
        let binding = |(context, keys, action): (Context, Spanned<String>, String)| Binding {
            context,
            origin: self.origin(keys.span().start),
            keys: keys.into_inner(),
            action,
        };
        bindings.into_iter().map(binding).collect()
    }

    fn commands(&self, table: BTreeMap<Spanned<String>, CommandLine>) -> Result<Vec<NamedCommand>> {
        let mut commands: Vec<_> = table.into_iter().collect();
        commands.sort_by_key(|(name, _)| name.span().start);
        let command = |(name, line): (Spanned<String>, CommandLine)| {
            let origin = self.origin(name.span().start);
            let (name, words) = (name.into_inner(), line.words());
            if name.is_empty() || name.contains(char::is_whitespace) {
                return Err(origin.fault(&format!("\"{name}\": the name of a command is one word")));
            }
            if words.first().is_none_or(String::is_empty) {
                return Err(origin.fault(&format!(
                    "{name}: write a program, and its arguments behind it"
                )));
            }
            Ok(NamedCommand { name, words })
        };
        commands.into_iter().map(command).collect()
    }

    fn themes(&self, tables: BTreeMap<String, BTreeMap<Spanned<String>, String>>) -> Vec<OwnTheme> {
        let row = |(key, value): (Spanned<String>, String)| {
            let origin = self.origin(key.span().start);
            (key.into_inner(), value, origin)
        };
        let theme = |(name, rows): (String, BTreeMap<Spanned<String>, String>)| OwnTheme {
            name,
            rows: rows.into_iter().map(row).collect(),
        };
        tables.into_iter().map(theme).collect()
    }

    fn searches(&self, table: BTreeMap<Spanned<String>, String>) -> Vec<NamedSearch> {
        let mut searches: Vec<_> = table.into_iter().collect();
        searches.sort_by_key(|(name, _)| name.span().start);
        let search = |(name, query): (Spanned<String>, String)| NamedSearch {
            origin: self.origin(name.span().start),
            name: name.into_inner(),
            query,
        };
        searches.into_iter().map(search).collect()
    }

    fn archives(
        &self,
        table: BTreeMap<Spanned<String>, ArchiveTable>,
    ) -> Result<Vec<NamedArchive>> {
        let mut archives: Vec<_> = table.into_iter().collect();
        archives.sort_by_key(|(name, _)| name.span().start);
        let archive = |(name, table): (Spanned<String>, ArchiveTable)| {
            let origin = self.origin(name.span().start);
            table.named(name.into_inner(), origin)
        };
        archives.into_iter().map(archive).collect()
    }

    /// The parser's complaint with file, line and, for a misspelt name, the one that was meant.
    fn explain(&self, error: &toml::de::Error) -> anyhow::Error {
        let span = error.span().unwrap_or_default();
        let message = error.message();
        // serde lists what it knows as "unknown field `colour`, expected one of `theme`, `width`".
        let mut names = message.split('`').skip(1).step_by(2);
        let remedy = match (message.starts_with("unknown"), names.next()) {
            (true, Some(word)) => {
                nearest(word, names).map(|name| format!("; did you mean `{name}`?"))
            }
            _ => None,
        };
        self.origin(span.start)
            .fault(&format!("{message}{}", remedy.unwrap_or_default()))
    }
}

impl ArchiveTable {
    fn named(self, name: String, origin: Origin) -> Result<NamedArchive> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let wrong = |message: &str| Err(origin.fault(&format!("archive {name}: {message}")));
        if name.is_empty() || !name.chars().all(is_plain) {
            return wrong("its name may have letters, digits, - and _ alone");
        }
        let index = self.index.unwrap_or_default();
        if self.urls.is_empty() {
            return wrong("say where it is: urls = [\"https://…\"]");
        }
        if index.is_empty() || !index.chars().all(is_plain) {
            return wrong("say which index holds the stories: index = \"stories\"");
        }
        let token = match (self.token_env, self.token_command) {
            (Some(_), Some(_)) => return wrong("write token_env or token_command, not both"),
            (Some(variable), None) => Token::Environment(variable),
            (None, Some(command)) if command.is_empty() => {
                return wrong("token_command lists a program and its arguments");
            }
            (None, Some(command)) => Token::Command(command),
            (None, None) => Token::None,
        };
        Ok(NamedArchive {
            name,
            urls: self.urls,
            index,
            token,
            ca: self.ca.map(with_home),
            origin,
        })
    }
}

/// The candidate that looks most like `word`, if any does.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{Config, Context, nearest};

    fn fault(text: &str) -> String {
        let read = Config::default().overlaid("my.toml", text);
        format!("{:#}", read.expect_err("the text holds a mistake"))
    }

    #[test]
    fn commands_are_programs_with_arguments_and_no_shell() {
        let text = "copy = \"xsel -b\"\n[commands]\nspeak = \"espeak-ng -s 150 -v 'en gb' $HOME\"\njq = [\"jq\", \".text\"]\n";
        let config = Config::default()
            .overlaid("my.toml", text)
            .expect("the text is valid");
        assert_eq!(config.copy, ["xsel", "-b"]);
        assert_eq!(
            config.commands[0].words,
            ["espeak-ng", "-s", "150", "-v", "en gb", "$HOME"]
        );
        assert_eq!(
            (
                config.commands[1].name.as_str(),
                config.commands[1].words.len()
            ),
            ("jq", 2)
        );
        assert!(fault("[commands]\nx = \"\"\n").starts_with("my.toml:2: x: write a program"));
        assert!(fault("[commands]\n\"a b\" = \"c\"\n").contains("one word"));
    }

    #[test]
    fn own_file_overlays_the_defaults() {
        let config = Config::default().overlaid(
            "my.toml",
            "theme = \"light\"\n[keys.list]\n\"x\" = \"open\"\n",
        );
        let config = config.expect("the text is valid");
        assert_eq!(config.theme, "light");
        assert_eq!(config.width, 68);
        let last = config.bindings.last().expect("the own binding comes last");
        assert_eq!(
            (last.context, last.keys.as_str(), last.action.as_str()),
            (Context::List, "x", "open")
        );
        assert_eq!((last.origin.line, last.origin.own), (3, true));
    }

    #[test]
    fn mistakes_name_file_line_and_remedy() {
        for (text, expect) in [
            ("\nthem = \"dark\"", "my.toml:2: unknown field `them`"),
            ("\nthem = \"dark\"", "did you mean `theme`?"),
            ("theme = \"drak\"", "did you mean `dark`?"),
            (
                "mouse = true\nwidth = 7",
                "my.toml:2: width = 7: write a number from 20 to 200",
            ),
            (
                "largest = 0",
                "my.toml:1: largest = 0: write a number of megabytes from 1 to 4096",
            ),
            ("[keys.lists]\n\"x\" = \"open\"", "did you mean `list`?"),
            (
                "[keys.list]\n\"x\" = \"open\"\n\"x\" = \"top\"",
                "my.toml:3: duplicate key",
            ),
            ("width = ", "my.toml:1: "),
            (
                "[archives.press]\nindex = \"stories\"",
                "my.toml:1: archive press: say where it is",
            ),
            (
                "[archives.press]\nurls = [\"http://localhost\"]\ntoken = \"x\"\nindex = \"a\"",
                "my.toml:3: unknown field `token`",
            ),
        ] {
            let message = fault(text);
            assert!(
                message.contains(expect),
                "{text:?} gave {message:?}, not {expect:?}"
            );
        }
    }

    #[test]
    fn nearest_needs_some_likeness() {
        assert_eq!(nearest("serch", ["list", "search"]), Some("search"));
        assert_eq!(nearest("zzz", ["list", "search"]), None);
    }

    #[test]
    fn empty_library_means_none_and_home_is_expanded() {
        assert_eq!(Config::default().library, None);
        let config = Config::default()
            .overlaid("my.toml", "library = \"~/news\"")
            .expect("valid");
        let library = config.library.expect("set");
        assert!(library.ends_with("news") && !library.starts_with("~"));
    }
}
