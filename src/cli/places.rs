//! Where things are: the library, the configuration, the cache, the marks. The same flags for every command.

use std::io::{IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use clap::Args;
use etcetera::BaseStrategy;

use crate::config::{self, Config, NamedArchive, nearest};
use crate::fetch;
use crate::fetch::address::{Reach, is_address};
use crate::fetch::client::Bounds;
use crate::index::{self, Judgements};
use crate::library::{Largest, Library, STREAM};
use crate::remote::Remote;

/// The folders and files that flags and environment name.
#[derive(Clone, Debug, Default, Args)]
pub struct Places {
    /// Folder of articles to read, or files, or the address of a page; - is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Also read a page of a host in your own network
    #[arg(long)]
    pub allow_private: bool,
    /// Folder of articles, for every command
    #[arg(long, value_name = "DIR", global = true, env = "BYLINE_LIBRARY")]
    pub library: Option<PathBuf>,
    /// Configuration file instead of the one in the config folder
    #[arg(long, value_name = "FILE", global = true, env = "BYLINE_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder for the index instead of the one in the cache folder
    #[arg(long, value_name = "DIR", global = true, env = "BYLINE_CACHE")]
    pub cache: Option<PathBuf>,
    /// Ask this archive of the configuration instead of the library
    #[arg(long, value_name = "NAME", global = true)]
    pub archive: Option<String>,
    /// Folder for marks and notes instead of the one in the state folder
    #[arg(long, value_name = "DIR", global = true, env = "BYLINE_STATE")]
    pub state: Option<PathBuf>,
}

/// What is read when nothing else is named: the articles beside the program's source.
const BUNDLED: &str = "articles";

impl Places {
    /// The configuration.
    ///
    /// # Errors
    /// When its file cannot be read or says what byline does not know.
    pub fn config(&self) -> Result<Config> {
        Config::load(self.config.as_deref())
    }

    /// The reader's own configuration file, where there is one.
    pub fn config_file(&self) -> Option<PathBuf> {
        self.config.clone().or_else(config::own_file)
    }

    /// The archive of that name in the configuration.
    ///
    /// # Errors
    /// When there is none, or its address, certificates or token cannot be used.
    pub fn remote(&self, name: &str) -> Result<Remote> {
        Remote::open(&self.named(name)?)
    }

    /// Whether there is an archive of that name.
    ///
    /// # Errors
    /// When there is none.
    pub fn check_named(&self, name: &str) -> Result<()> {
        self.named(name).map(|_| ())
    }

    fn named(&self, name: &str) -> Result<NamedArchive> {
        let config = self.config()?;
        let names = || config.archives.iter().map(|archive| archive.name.as_str());
        let found = config.archives.iter().rfind(|archive| archive.name == name);
        let found =
            found.with_context(|| match (nearest(name, names()), config.archives.len()) {
                (Some(meant), _) => format!("there is no archive {name}; did you mean {meant}?"),
                (None, 0) => {
                    "the configuration names no archive; [archives.NAME] in config.toml does"
                        .to_owned()
                }
                (None, _) => format!(
                    "there is no archive {name}; there are {}",
                    names().collect::<Vec<_>>().join(", ")
                ),
            })?;
        Ok(found.clone())
    }

    /// The archive that is asked instead of the library, if one is.
    ///
    /// # Errors
    /// As those of [`Places::remote`].
    pub fn asked_archive(&self) -> Result<Option<Remote>> {
        self.archive
            .as_deref()
            .map(|name| self.remote(name))
            .transpose()
    }

    /// The file that remembers what an archive has taken of a library.
    ///
    /// # Errors
    /// When the system does not say where caches go.
    pub fn pushed(&self, library: &Library, archive: &str) -> Result<PathBuf> {
        let index = self.index(library)?;
        let name = index
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let cache = index.parent().and_then(Path::parent).unwrap_or(&index);
        Ok(cache.join("pushed").join(format!("{archive}-{name}.jsonl")))
    }

    /// The library: the folder or the files given, what comes through a pipe, or else the folder of the
    /// configuration, or else `articles` in the current folder.
    ///
    /// # Errors
    /// When there is none of these, or it cannot be read.
    pub fn library(&self) -> Result<Library> {
        let largest = self.largest()?;
        let library = match self.paths.as_slice() {
            [] => Library::open(&self.folder()?)?,
            [only] if only == Path::new(STREAM) => Library::of_stream(piped(largest)?),
            [only] if address_in(only).is_some() => self.page(only)?,
            [folder] if !folder.is_file() => Library::open(folder)?,
            files => Library::of_files(files)?,
        };
        Ok(library.with_largest(largest))
    }

    /// Whether the library is what comes through a pipe, which can be read once, or lies at an address.
    pub fn is_stream(&self) -> bool {
        match self.paths.as_slice() {
            [only] => only == Path::new(STREAM) || address_in(only).is_some(),
            _ => false,
        }
    }

    /// What is to be read on the screen: the same, but what comes through a pipe goes before a folder
    /// that nobody named just now.
    ///
    /// # Errors
    /// As those of [`Places::library`].
    pub fn library_or_pipe(&self) -> Result<Library> {
        if self.paths.is_empty() && is_piped() {
            let largest = self.largest()?;
            let bytes = piped(largest)?;
            if !bytes.is_empty() {
                return Ok(Library::of_stream(bytes).with_largest(largest));
            }
        }
        self.library()
    }

    /// What lies at an address.
    fn page(&self, address: &Path) -> Result<Library> {
        let reach = if self.allow_private {
            Reach::Private
        } else {
            Reach::Public
        };
        let address = address_in(address).unwrap_or_default();
        let bytes = fetch::read_once(address, reach, Bounds::default())?;
        Ok(Library::of_bytes(bytes, address))
    }

    fn folder(&self) -> Result<PathBuf> {
        let folder = match &self.library {
            Some(folder) => Some(folder.clone()),
            None => self.config()?.library,
        };
        let bundled = || Some(PathBuf::from(BUNDLED)).filter(|folder| folder.is_dir());
        folder.or_else(bundled).context(
            "no folder to read; name one that holds articles: byline DIR, or set `library` in config.toml",
        )
    }

    /// The largest file that is read as a whole.
    ///
    /// # Errors
    /// When the configuration cannot be read.
    pub fn largest(&self) -> Result<Largest> {
        Ok(Largest::megabytes(self.config()?.largest))
    }

    /// What the reader says of names, in `people.toml` beside the configuration.
    ///
    /// # Errors
    /// When the file is there and cannot be read or is not understood.
    pub fn judgements(&self) -> Result<Arc<Judgements>> {
        let beside = match &self.config {
            Some(file) => file.parent().map(Path::to_path_buf),
            None => etcetera::choose_base_strategy()
                .ok()
                .map(|folders| folders.config_dir().join("byline")),
        };
        let file = beside.map(|folder| folder.join("people.toml"));
        match file.filter(|file| file.exists()) {
            Some(file) => Ok(Arc::new(Judgements::read(&file)?)),
            None => Ok(Arc::default()),
        }
    }

    /// The folder of what is noted of stories: the one given, or else the one in the state folder of
    /// the system.
    ///
    /// # Errors
    /// When the system does not say where such things go.
    pub fn state(&self) -> Result<PathBuf> {
        let system = || {
            let folders = etcetera::choose_base_strategy();
            let folders = folders.context("no home folder; name one for marks: --state DIR")?;
            let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
            Ok(state.join("byline"))
        };
        self.state.clone().map_or_else(system, anyhow::Ok)
    }

    /// The folder of the index of a library: below the one given, or else below the cache folder
    /// of the system.
    ///
    /// # Errors
    /// When the system does not say where caches go.
    pub fn index(&self, library: &Library) -> Result<PathBuf> {
        let system = || {
            let folders = etcetera::choose_base_strategy();
            let folders = folders.context("no home folder; name one for the index: --cache DIR")?;
            Ok(folders.cache_dir().join("byline"))
        };
        let cache = self.cache.clone().map_or_else(system, anyhow::Ok)?;
        Ok(index::folder_for(&cache, library.folder()))
    }
}

/// The address that a path is meant as.
pub fn address_in(path: &Path) -> Option<&str> {
    path.to_str().filter(|text| is_address(text))
}

/// Whether somebody may have put something into standard input: it is a pipe or a file.
fn is_piped() -> bool {
    !stdin().is_terminal() && is_pipe_or_file()
}

#[cfg(unix)]
fn is_pipe_or_file() -> bool {
    use std::os::unix::fs::FileTypeExt;
    let found = std::fs::metadata("/dev/stdin");
    found.is_ok_and(|found| found.is_file() || found.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe_or_file() -> bool {
    true
}

/// All that comes through standard input.
fn piped(largest: Largest) -> Result<Vec<u8>> {
    let most = largest.bytes();
    let mut bytes = Vec::new();
    let read = stdin().lock().take(most + 1).read_to_end(&mut bytes);
    read.context("cannot read standard input")?;
    ensure!(
        bytes.len() as u64 <= most,
        "standard input is larger than the largest file that is read; see `largest` in config.toml"
    );
    Ok(bytes)
}
