//! A line that is typed below a story or a list: its tags, or what one has to say of a note.

use super::App;
use crate::marks::{Card, Change, Note as Kept, Request};
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::pane::Target;
use crate::ui::reader::{Form, Part};
use crate::ui::search::SearchBox;
use crate::ui::status::Note;

/// What is typed, and what for.
#[derive(Debug)]
pub(super) struct Edit {
    /// The box.
    pub(super) input: SearchBox,
    purpose: Purpose,
    /// Tags there are.
    known: Vec<String>,
    /// The word that is completed, and which tag was tried last.
    tried: Option<(String, usize)>,
}

#[derive(Debug)]
enum Purpose {
    Tags(Box<Card>),
    Remark(Box<Kept>),
    /// Words are sent to one of these commands.
    Pipe(Vec<String>),
}

impl Edit {
    fn new(text: &str, purpose: Purpose) -> Self {
        Self {
            input: SearchBox::new(text),
            purpose,
            known: Vec::new(),
            tried: None,
        }
    }

    /// A box in which it is said what is sent to which of these commands.
    pub(super) fn pipe(text: &str, names: Vec<String>) -> Self {
        Self::new(text, Purpose::Pipe(names))
    }

    /// What stands before the box.
    pub(super) fn sign(&self) -> &'static str {
        match self.purpose {
            Purpose::Tags(_) => " tags: ",
            Purpose::Remark(_) => " remark: ",
            Purpose::Pipe(_) => " send to: ",
        }
    }

    /// The tags that go on as the last word begins.
    pub(super) fn offers(&self) -> String {
        let typed = self.last_word();
        let begins = self
            .known()
            .into_iter()
            .filter(|tag| tag.starts_with(&typed));
        let names: Vec<String> = begins.take(6).collect();
        names.join(" ")
    }

    /// What the last word may become.
    fn known(&self) -> Vec<String> {
        let Purpose::Pipe(names) = &self.purpose else {
            return self.known.clone();
        };
        let text = self.input.text();
        let before = &text[..text.len() - self.last_word().len()];
        candidates(names, before.split_whitespace().count())
    }

    fn last_word(&self) -> String {
        let text = self.input.text();
        text.rsplit(is_between)
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// Puts the next tag in that begins as the last word did.
    fn complete(&mut self) {
        let (typed, number) = match self.tried.take() {
            Some((typed, number)) => (typed, number + 1),
            None => (self.last_word(), 0),
        };
        let begins = self
            .known()
            .into_iter()
            .filter(|tag| tag.starts_with(&typed));
        let begins: Vec<String> = begins.collect();
        let Some(tag) = begins.get(number % begins.len().max(1)) else {
            return;
        };
        let text = self.input.text();
        let kept = &text[..text.len() - self.last_word().len()];
        let before = format!("{kept}{tag}");
        self.input.write(&before, "");
        self.tried = Some((typed, number));
    }
}

/// What the word that is typed may become, by how many words stand before it.
fn candidates(names: &[String], words_before: usize) -> Vec<String> {
    match words_before {
        0 => names.to_vec(),
        1 => Part::ALL
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        _ => Form::ALL
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect(),
    }
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace() || letter == ','
}

/// The tags that a line names, each once, in order.
fn tags(text: &str) -> Vec<String> {
    let words = text
        .split(is_between)
        .map(|word| word.trim_start_matches('#'));
    let mut tags: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    tags.sort();
    tags.dedup();
    tags
}

impl App {
    /// Opens the box for the tags of the story that is read or selected.
    pub(super) fn edit_tags(&mut self) -> Vec<Effect> {
        let Some(card) = self.card_here() else {
            return self.no_story_here();
        };
        let held = self
            .noted
            .get(card.identity)
            .map(|marks| marks.tags.join(" "));
        let held = held.filter(|held| !held.is_empty()).map(|held| held + " ");
        let purpose = Purpose::Tags(Box::new(card));
        self.edit = Some(Edit::new(&held.unwrap_or_default(), purpose));
        vec![Effect::Keep(Request::Tags)]
    }

    /// Takes in which tags there are.
    pub(super) fn offer_tags(&mut self, tags: Vec<String>) {
        if let Some(edit) = &mut self.edit {
            edit.known = tags;
        }
    }

    /// Opens the box for what one has to say of the selected note.
    pub(super) fn edit_remark(&mut self) {
        if let Some(note) = self.note_selected() {
            let remark = note.body.remark.clone();
            self.edit = Some(Edit::new(&remark, Purpose::Remark(Box::new(note))));
        }
    }

    /// Takes the selected note away.
    pub(super) fn discard_note(&mut self) -> Vec<Effect> {
        let Some(note) = self.note_selected() else {
            return Vec::new();
        };
        let undo = self.setup.keymap.keys_of(self.contexts(), Action::Undo);
        let undo = undo.first().map(|key| format!("; {key} brings it back"));
        let said = format!("the note is gone{}", undo.unwrap_or_default());
        self.note = Some(Note::says(said));
        self.change(vec![note.card], Change::Note(note.key, None))
    }

    fn note_selected(&self) -> Option<Kept> {
        match self.panes.last()?.pane.target()? {
            Target::Note(note, _) => Some((**note).clone()),
            Target::Story(..) | Target::Person(_) | Target::Query(_) => None,
        }
    }

    /// Keeps the words that are read: what is said there, or the paragraph.
    pub(super) fn keep_words(&mut self) -> Vec<Effect> {
        let reader = self
            .reader
            .as_ref()
            .filter(|_| self.view == super::View::Story);
        let Some(reader) = reader else {
            self.note = Some(Note::says("words are kept from inside a story"));
            return Vec::new();
        };
        let card = Card::of(reader.id(), reader.story());
        let kept = reader.words_here();
        if let Some(reader) = &mut self.reader {
            reader.end_selection();
        }
        let Some(mut body) = kept else {
            self.note = Some(Note::says("there are no words here"));
            return Vec::new();
        };
        body.kept = (self.setup.now - self.setup.east) * 1000;
        let who = body.speaker.clone().map(|name| format!("{name}: "));
        let words = crate::story::one_line(&body.words);
        let said = format!("kept {}“{words}”", who.unwrap_or_default());
        self.note = Some(Note::says(said));
        let key = body.key(card.identity);
        self.change(vec![card], Change::Note(key, Some(Box::new(body))))
    }

    pub(super) fn act_in_edit(&mut self, action: Action) -> Vec<Effect> {
        let Some(edit) = &mut self.edit else {
            return Vec::new();
        };
        match action {
            Action::Complete | Action::CompleteBack => {
                edit.complete();
                Vec::new()
            }
            Action::Open => self.take_edit(),
            Action::Cancel | Action::Back => {
                self.edit = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn take_edit(&mut self) -> Vec<Effect> {
        let Some(edit) = self.edit.take() else {
            return Vec::new();
        };
        let text = edit.input.text().trim();
        match edit.purpose {
            Purpose::Pipe(_) => self.send(text),
            Purpose::Tags(card) => {
                let tags = tags(text);
                let said = match tags.as_slice() {
                    [] => "no tags".to_owned(),
                    _ => format!("tagged {}", tags.join(", ")),
                };
                self.note = Some(Note::says(said));
                self.change(vec![*card], Change::Tags(tags))
            }
            Purpose::Remark(note) => {
                let mut note = *note;
                text.clone_into(&mut note.body.remark);
                let change = Change::Note(note.key, Some(Box::new(note.body)));
                self.change(vec![note.card], change)
            }
        }
    }

    /// What was typed is another word: it is completed anew.
    pub(super) fn edit_changed(&mut self) {
        if let Some(edit) = &mut self.edit {
            edit.tried = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_are_words_each_once() {
        for (text, expect) in [
            ("", &[][..]),
            ("later #Harbour, later", &["harbour", "later"]),
        ] {
            assert_eq!(tags(text), expect, "{text}");
        }
    }
}
