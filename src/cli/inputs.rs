//! The `PATH…` arguments of `parse` and `check`: files as they are, folders by their articles, `-`
//! for standard input. One that cannot be read is told on standard error and the others go on.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::output::complain;
use super::places::address_in;
use crate::fetch;
use crate::fetch::address::Reach;
use crate::fetch::client::Bounds;
use crate::library::{self, Library, Reading};
use crate::story::Story;

/// Something to read stories from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// The address of a page.
    Page(String),
}

impl Input {
    /// What it is called in the output.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stdin => "-".into(),
            Self::Page(address) => address.clone(),
        }
    }

    /// Gives each of its stories to `take`.
    ///
    /// # Errors
    /// When it cannot be read or holds no text, or what `take` returns.
    pub fn stories(
        &self,
        reading: Reading,
        take: &mut dyn FnMut(Story) -> Result<()>,
    ) -> Result<()> {
        let mut take = |_, story| take(story);
        match self {
            Self::File(path) => library::read(path, reading, &mut take),
            Self::Stdin => library::read_stream(std::io::stdin().lock(), reading, &mut take),
            Self::Page(address) => {
                let bytes = fetch::read_once(address, Reach::Public, Bounds::default())?;
                library::read_stream(&*bytes, reading, &mut take)
            }
        }
    }
}

/// Gives each story of `input` with its path and its number to `print`, as they come: a file may be larger
/// than memory. What cannot be read is told. Returns how many stories there were; `None` where it could not
/// be read.
///
/// # Errors
/// What `print` returns; no story is read after that.
pub fn print_each(
    input: &Input,
    reading: Reading,
    troubles: &mut Troubles,
    mut print: impl FnMut(&str, u32, &Story) -> Result<()>,
) -> Result<Option<u32>> {
    let name = input.name();
    let mut ordinal = 0;
    let mut printed = Ok(());
    let read = input.stories(reading, &mut |story| {
        printed = print(&name, ordinal, &story);
        ordinal += 1;
        anyhow::ensure!(printed.is_ok(), "stop");
        Ok(())
    });
    printed?;
    if let Err(error) = read {
        troubles.tell(&error);
        return Ok(None);
    }
    Ok(Some(ordinal))
}

/// Tells what went wrong and remembers that something did.
#[derive(Debug, Default)]
pub struct Troubles {
    any: bool,
}

impl Troubles {
    /// Tells one.
    pub fn tell(&mut self, error: &anyhow::Error) {
        self.any = true;
        complain(&format!("{error:#}"));
    }

    /// Whether there were any.
    pub fn any(&self) -> bool {
        self.any
    }
}

/// What the arguments name, folders in the order of their paths.
pub fn inputs(paths: &[PathBuf], troubles: &mut Troubles) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            inputs.push(Input::Stdin);
        } else if let Some(address) = address_in(path) {
            inputs.push(Input::Page(address.into()));
        } else if path.is_dir() {
            match articles(path, troubles) {
                Ok(files) => inputs.extend(files.into_iter().map(Input::File)),
                Err(error) => troubles.tell(&error),
            }
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    inputs
}

fn articles(folder: &Path, troubles: &mut Troubles) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in Library::open(folder)?.walk() {
        match entry {
            Ok(entry) => files.push(folder.join(&*entry.path)),
            Err(unseen) => troubles.tell(&unseen.into()),
        }
    }
    files.sort();
    Ok(files)
}
