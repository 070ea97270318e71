//! What a reader says of names, in `people.toml` of the config folder: which are the same person, which are not.
//!
//! ```toml
//! same = [["Gladys Holm", "Gladys Berg"]]
//! not-the-same = [["Holm", "Gladys Holm"]]
//! ```

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::index::words;

/// Names that are the same person, and names that are not, as a reader wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Judgements {
    /// Names of one person each.
    pub same: Vec<Vec<String>>,
    /// Names of which no two are one person.
    pub not_the_same: Vec<Vec<String>>,
}

impl Judgements {
    /// What a file says.
    ///
    /// # Errors
    /// When it cannot be read or is not understood: names the file and the line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text, &path.display().to_string())
    }

    /// What a text says; `file` is what it is called.
    ///
    /// # Errors
    /// When it is not understood: names the file and the line.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let read: Self = match toml::from_str(text) {
            Ok(read) => read,
            Err(error) => {
                let before = &text[..error.span().map_or(0, |span| span.start.min(text.len()))];
                let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
                bail!("{file}:{line}: {}", error.message());
            }
        };
        for names in read.same.iter().chain(&read.not_the_same) {
            if names.len() < 2 {
                let alone = names.first().map_or("nothing", String::as_str);
                bail!("{file}: {alone} stands alone: write two names or more between brackets");
            }
        }
        Ok(read)
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.same.is_empty() && self.not_the_same.is_empty()
    }

    /// The names of each line of `same`, as they are looked up.
    pub(crate) fn folded_same(&self) -> Vec<Vec<String>> {
        folded(&self.same)
    }

    /// The names of each line of `not-the-same`, as they are looked up.
    pub(crate) fn folded_apart(&self) -> Vec<Vec<String>> {
        folded(&self.not_the_same)
    }

    /// Pairs of names of which the file says both.
    pub fn contradictions(&self) -> Vec<(String, String)> {
        let same = self.folded_same();
        let are_same = |one: &str, other: &str| {
            let holds = |names: &Vec<String>, name: &str| names.iter().any(|known| known == name);
            same.iter()
                .any(|names| holds(names, one) && holds(names, other))
        };
        let mut found = Vec::new();
        for names in &self.not_the_same {
            for (at, one) in names.iter().enumerate() {
                let others = names[at + 1..].iter();
                let both =
                    others.filter(|other| are_same(&words::folded(one), &words::folded(other)));
                found.extend(both.map(|other| (one.clone(), other.clone())));
            }
        }
        found
    }
}

fn folded(lines: &[Vec<String>]) -> Vec<Vec<String>> {
    let fold = |names: &Vec<String>| names.iter().map(|name| words::folded(name)).collect();
    lines.iter().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::Judgements;

    #[test]
    fn mistakes_name_file_and_line() {
        for (text, expect) in [
            ("\nsame = [[\"A\", 1]]", "my.toml:2: "),
            ("sam = []", "my.toml:1: unknown field `sam`"),
            ("same = [[\"Ana\"]]", "my.toml: Ana stands alone"),
        ] {
            let error = Judgements::parse(text, "my.toml").expect_err(text);
            assert!(error.to_string().starts_with(expect), "{error}");
        }
    }

    #[test]
    fn both_at_once_is_a_contradiction() {
        let text = "same = [[\"Ana Rivera\", \"Ana Castro\"]]\n\
                    not-the-same = [[\"ana castro\", \"Ana  Rivera\", \"Tom Roe\"]]";
        let read = Judgements::parse(text, "my.toml").expect("valid");
        let pair = ("ana castro".to_owned(), "Ana  Rivera".to_owned());
        assert_eq!(read.contradictions(), [pair]);
    }
}
