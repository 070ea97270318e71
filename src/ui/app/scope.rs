//! Whose stories are listed: those of the library, of an archive, or of all together.

use super::App;
use crate::ui::effect::Effect;
use crate::ui::status::Note;
use crate::worker::Scope;

impl App {
    /// Lists the stories of the next: the library, each archive, all of them, and the library again.
    pub(super) fn choose_archive(&mut self) -> Vec<Effect> {
        if self.setup.archives.is_empty() {
            self.note = Some(Note::says(
                "the configuration names no archive; see [archives.NAME] there",
            ));
            return Vec::new();
        }
        self.scope = self.next_scope();
        self.note = Some(Note::says(format!("stories of {}", self.place())));
        vec![self.ask()]
    }

    /// Whether those who were asked do not answer.
    pub(super) fn is_silent(&self) -> bool {
        self.silent == Some(self.generation)
    }

    fn next_scope(&self) -> Scope {
        let archives = &self.setup.archives;
        let after = |place: usize| match archives.get(place) {
            Some(name) => Scope::Archive(name.clone()),
            None => Scope::All,
        };
        match &self.scope {
            Scope::Library => after(0),
            Scope::Archive(name) => {
                let place = archives.iter().position(|archive| archive == name);
                after(place.map_or(archives.len(), |place| place + 1))
            }
            Scope::All => Scope::Library,
        }
    }

    /// Whose stories are listed, for the bar.
    pub(super) fn place(&self) -> String {
        let folder = &self.setup.folder;
        let place = match &self.scope {
            Scope::Library => return folder.clone(),
            Scope::Archive(name) => format!("archive {name}"),
            Scope::All => match self.setup.archives.as_slice() {
                [only] => format!("{folder} and archive {only}"),
                several => format!("{folder} and {} archives", several.len()),
            },
        };
        if self.is_silent() {
            place + " (no answer)"
        } else {
            place
        }
    }
}
