//! Sending words of a story to a command of the configuration, and showing what it prints.

use super::{App, View};
use crate::format::decode::printable;
use crate::story::{Block, BlockKind, Meta, Span, Story, count_words};
use crate::ui::app::edit::Edit;
use crate::ui::effect::Effect;
use crate::ui::pipe::{Errand, Piped};
use crate::ui::reader::{Form, Part, Reader};
use crate::ui::status::Note;

/// What a line after the key says: which command gets what, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Order {
    name: String,
    part: Option<Part>,
    form: Form,
}

/// Reads `NAME PART FORM`; each may be cut short, and the last two left out or swapped.
fn order(typed: &str, names: &[&str]) -> Result<Order, String> {
    let mut words = typed.split_whitespace();
    let name = match (words.next(), names) {
        (None, [only]) => (*only).to_owned(),
        (None, _) => return Err(format!("which one: {}?", names.join(", "))),
        (Some(word), _) => {
            let whole = names.iter().find(|name| **name == word);
            let begun = || names.iter().find(|name| name.starts_with(word));
            let found = whole.or_else(begun);
            let none = || {
                format!(
                    "no command is called {word}; there are {}",
                    names.join(", ")
                )
            };
            (*found.ok_or_else(none)?).to_owned()
        }
    };
    let mut order = Order {
        name,
        part: None,
        form: Form::Text,
    };
    for word in words {
        if let Some(part) = Part::named(word) {
            order.part = Some(part);
        } else if let Some(form) = Form::named(word) {
            order.form = form;
        } else {
            return Err(format!(
                "{word} is no part of a story and no form; Tab tells them"
            ));
        }
    }
    Ok(order)
}

impl App {
    /// Opens the box in which it is said what goes to which command.
    pub(super) fn begin_pipe(&mut self) -> Vec<Effect> {
        let names: Vec<String> = self
            .setup
            .commands
            .iter()
            .map(|command| command.name.clone())
            .collect();
        let said = if self.view != View::Story {
            "words are sent from inside a story"
        } else if names.is_empty() {
            "no command is configured; [commands] in config.toml says which there are: speak = \"espeak-ng\""
        } else {
            let seed = match names.as_slice() {
                [only] => format!("{only} "),
                _ => String::new(),
            };
            self.edit = Some(Edit::pipe(&seed, names));
            return Vec::new();
        };
        self.note = Some(Note::says(said));
        Vec::new()
    }

    /// Sends what was ordered.
    pub(super) fn send(&mut self, typed: &str) -> Vec<Effect> {
        let commands = &self.setup.commands;
        let names: Vec<&str> = commands
            .iter()
            .map(|command| command.name.as_str())
            .collect();
        let order = match order(typed, &names) {
            Ok(order) => order,
            Err(why) => {
                self.note = Some(Note::says(why));
                return Vec::new();
            }
        };
        let words = commands.iter().find(|command| command.name == order.name);
        let words = words
            .map(|command| command.words.clone())
            .unwrap_or_default();
        let Some(reader) = self.reader.as_mut().filter(|_| self.view == View::Story) else {
            return Vec::new();
        };
        let part = order.part.unwrap_or_else(|| usual(reader));
        let Some(input) = reader.written(part, order.form) else {
            self.note = Some(Note::says("there is no such part here"));
            return Vec::new();
        };
        reader.end_selection();
        let name = order.name;
        let sent = count_words(&input);
        self.note = Some(Note::says(format!(
            "{sent} words sent to {name}; Esc ends it"
        )));
        self.piping = Some(name.clone());
        vec![Effect::Pipe(Errand { name, words, input })]
    }

    /// Ends the command that runs.
    pub(super) fn end_pipe(&mut self) -> Vec<Effect> {
        let Some(name) = self.piping.take() else {
            return Vec::new();
        };
        self.note = Some(Note::says(format!("{name} was ended")));
        vec![Effect::EndPipe]
    }

    /// Takes in what a command has printed; nothing of one that was ended.
    pub(super) fn take_piped(&mut self, piped: Piped) -> Vec<Effect> {
        if self.piping.as_deref() != Some(piped.name.as_str()) {
            return Vec::new();
        }
        self.piping = None;
        let has_output = !piped.output.trim().is_empty();
        if has_output {
            let title = format!("What {} printed", piped.name);
            self.lay_slip(title, printed(&piped), Vec::new());
        }
        match piped.failed {
            Some(failed) => self.note = Some(Note::fails(failed)),
            None if !has_output => self.note = Some(Note::says(format!("{} is done", piped.name))),
            None => self.note = None,
        }
        Vec::new()
    }
}

/// What is sent where nobody says: what is selected, the quotation that was landed on, or all.
fn usual(reader: &Reader) -> Part {
    let landed = Some(Part::Quotation).filter(|_| reader.stands_on_quotation());
    let selected = Some(Part::Selection).filter(|_| reader.is_selecting());
    selected.or(landed).unwrap_or(Part::Story)
}

/// An output as a page. Nothing in it reaches the terminal as a command.
fn printed(piped: &Piped) -> Story {
    let lines = piped.output.trim_end().split('\n').map(|line| {
        let line = line.trim_end_matches('\r').replace('\t', "    ");
        printable(&line).into_owned()
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let span = Span::new(0, text.len());
    Story {
        meta: Meta {
            headline: piped.name.clone(),
            ..Meta::default()
        },
        blocks: vec![Block::new(BlockKind::Code, span)],
        text,
        ..Story::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, order};
    use crate::ui::reader::{Form, Part};

    #[test]
    fn an_order_is_read_however_short_it_is() {
        let names = ["speak", "vault"];
        let expect = |name: &str, part, form| {
            Ok(Order {
                name: name.to_owned(),
                part,
                form,
            })
        };
        assert_eq!(order("speak", &names), expect("speak", None, Form::Text));
        assert_eq!(
            order("v sec mark", &names),
            expect("vault", Some(Part::Section), Form::Markdown)
        );
        assert_eq!(
            order("vault json story", &names),
            expect("vault", Some(Part::Story), Form::Json)
        );
        assert_eq!(order("", &["jq"]), expect("jq", None, Form::Text));
        for typed in ["", "x", "speak loudly"] {
            assert!(order(typed, &names).is_err(), "{typed}");
        }
    }
}
