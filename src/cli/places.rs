//! Where things are: the library, the configuration, the cache. The same flags for every command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use etcetera::BaseStrategy;

use crate::config::Config;
use crate::index::{self, Judgements};
use crate::library::{Largest, Library};

/// The folders and files that flags and environment name.
#[derive(Clone, Debug, Default, Args)]
pub struct Places {
    /// Folder of articles to read
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Folder of articles, for every command
    #[arg(long, value_name = "DIR", global = true, env = "BYLINE_LIBRARY")]
    pub library: Option<PathBuf>,
    /// Configuration file instead of the one in the config folder
    #[arg(long, value_name = "FILE", global = true, env = "BYLINE_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder for the index instead of the one in the cache folder
    #[arg(long, value_name = "DIR", global = true, env = "BYLINE_CACHE")]
    pub cache: Option<PathBuf>,
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

    /// The library: the folder given, or else the one of the configuration, or else `articles` in
    /// the current folder.
    ///
    /// # Errors
    /// When there is none of these, or it cannot be read.
    pub fn library(&self) -> Result<Library> {
        let named = self.folder.clone().or(self.library.clone());
        let folder = match named {
            Some(folder) => Some(folder),
            None => self.config()?.library,
        };
        let bundled = || Some(PathBuf::from(BUNDLED)).filter(|folder| folder.is_dir());
        let folder = folder.or_else(bundled).context(
            "no folder to read; name one that holds articles: byline DIR, or set `library` in config.toml",
        )?;
        Ok(Library::open(&folder)?.with_largest(self.largest()?))
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
