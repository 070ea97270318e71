//! What the piece of a query that is being typed may become.

use anyhow::Result;

use crate::index::fields::{self, Asks, COPIES, FIELDS, SORTS, TRAITS};
use crate::index::register::Identity;
use crate::index::snapshot::Snapshot;
use crate::story::Span;

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Which part of the query it replaces (bytes of the query).
    pub span: Span,
    /// What stands there then.
    pub text: String,
    /// What it means, or how many stories it is in.
    pub detail: String,
}

/// Ways offered at most.
const MOST: usize = 20;
/// Dates in words that are worth offering.
const DATES: &[&str] = &[
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "last-month",
    "last-year",
];

impl Snapshot {
    /// Ways to complete the piece of `text` that ends at its end.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn complete(&self, text: &str) -> Result<Vec<Completion>> {
        let start = piece_start(text);
        let typed = text[start..].trim_start_matches(['-', '(']);
        let start = text.len() - typed.len();
        let Some((name, value)) = typed.split_once(':') else {
            return Ok(field_names(typed, Span::new(start, text.len())));
        };
        let Some(field) = fields::find(name) else {
            return Ok(Vec::new());
        };
        let span = Span::new(text.len() - value.len(), text.len());
        let value = value.trim_matches('"');
        let choices = self.values(field.asks, value)?;
        let completion = |(text, detail)| Completion { span, text, detail };
        Ok(choices.into_iter().take(MOST).map(completion).collect())
    }

    fn values(&self, asks: Asks, typed: &str) -> Result<Vec<(String, String)>> {
        let fixed = |from: &[&str]| {
            let begins = from.iter().filter(|choice| choice.starts_with(typed));
            begins
                .map(|choice| ((*choice).to_owned(), String::new()))
                .collect()
        };
        Ok(match asks {
            Asks::Speaker => self.people_like(typed)?,
            Asks::Words("source") => self.sources(typed)?,
            Asks::Lang => self.counted("lang", typed)?,
            Asks::Is => fixed(TRAITS),
            Asks::Sort => fixed(SORTS),
            Asks::Copies => fixed(COPIES),
            Asks::After | Asks::Before | Asks::On => fixed(DATES),
            Asks::Words(_) | Asks::Said(_) | Asks::Number(_) | Asks::Mine => Vec::new(),
        })
    }

    fn people_like(&self, typed: &str) -> Result<Vec<(String, String)>> {
        let people = self.register()?.like(typed).take(MOST);
        let choice = |person: &Identity| (quoted(&person.name), counted(person.stories));
        Ok(people.map(choice).collect())
    }

    fn counted(&self, field: &str, typed: &str) -> Result<Vec<(String, String)>> {
        let names = self.names(field, typed)?;
        let choice = |(name, stories): (String, u32)| (quoted(&name), counted(stories));
        Ok(names.into_iter().take(MOST).map(choice).collect())
    }

    /// Sources keep their spelling, so they are compared folded.
    fn sources(&self, typed: &str) -> Result<Vec<(String, String)>> {
        let typed = typed.to_lowercase();
        let names = self.names("source_name", "")?.into_iter();
        let begins = names.filter(|(name, _)| {
            let name = name.to_lowercase();
            name.split_whitespace().any(|word| word.starts_with(&typed)) || name.starts_with(&typed)
        });
        let choice = |(name, stories): (String, u32)| (quoted(&name), counted(stories));
        Ok(begins.take(MOST).map(choice).collect())
    }
}

fn counted(stories: u32) -> String {
    if stories == 1 {
        "1 story".to_owned()
    } else {
        format!("{stories} stories")
    }
}

fn quoted(name: &str) -> String {
    if name.chars().all(char::is_alphanumeric) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', ""))
    }
}

fn field_names(typed: &str, span: Span) -> Vec<Completion> {
    let begins = FIELDS.iter().filter(|field| field.name.starts_with(typed));
    let completion = |field: &fields::QueryField| Completion {
        span,
        text: format!("{}:", field.name),
        detail: field.help.to_owned(),
    };
    begins.map(completion).collect()
}

/// Where the last piece of a query begins: after the last space that no quotation mark holds.
fn piece_start(text: &str) -> usize {
    let mut is_quoted = false;
    let mut start = 0;
    for (place, character) in text.char_indices() {
        match character {
            '"' => is_quoted = !is_quoted,
            _ if character.is_whitespace() && !is_quoted => start = place + character.len_utf8(),
            _ => (),
        }
    }
    start
}
