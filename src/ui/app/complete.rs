//! Completing what is typed: the first press asks, further ones walk the choices, any other key takes
//! the one that stands there, Esc puts back what was typed.

use super::{App, View};
use crate::index::Completion;
use crate::ui::action::Action;
use crate::ui::choices::Choices;
use crate::ui::effect::Effect;
use crate::ui::pane::Subject;
use crate::ui::status::Note;
use crate::worker::{Ask, Generation};

impl App {
    /// Whether the box holds a query, and not a name or words of one story.
    fn holds_query(&self) -> bool {
        let pane = self.panes.last().filter(|_| self.view == View::Pane);
        let is_name = pane.is_some_and(|opened| *opened.pane.subject() == Subject::People);
        self.find.is_none() && !is_name
    }

    /// Walks the choices, or asks for them.
    pub(super) fn complete(&mut self, action: Action) -> Vec<Effect> {
        if let Some(choices) = self.choices.as_mut().filter(|choices| choices.count() > 0) {
            choices.step(if action == Action::Complete { 1 } else { -1 });
            return self.try_choice();
        }
        if !self.holds_query() {
            return Vec::new();
        }
        self.asked.0 += 1;
        let generation = self.asked;
        let Some(input) = self.input() else {
            return Vec::new();
        };
        let (before, after) = input.around_cursor();
        let ask = Ask::Complete(before.to_owned());
        self.choices = Some(Choices::asked(generation, before, after));
        vec![Effect::Ask(generation, ask)]
    }

    /// Takes the choices in: a single one is taken at once.
    pub(super) fn offer(&mut self, generation: Generation, all: Vec<Completion>) -> Vec<Effect> {
        let Some(choices) = &mut self.choices else {
            return Vec::new();
        };
        if !choices.accept(generation, all) {
            return Vec::new();
        }
        if choices.count() == 0 {
            self.choices = None;
            self.note = Some(Note::says("nothing completes this"));
            return Vec::new();
        }
        let is_only = choices.count() == 1;
        let effects = self.try_choice();
        if is_only {
            self.choices = None;
        }
        effects
    }

    fn try_choice(&mut self) -> Vec<Effect> {
        let Some((before, after)) = self.choices.as_ref().map(Choices::text) else {
            return Vec::new();
        };
        self.write(&before, &after)
    }

    /// Puts back what was typed before the choices came. Says whether there were any.
    pub(super) fn give_choices_up(&mut self) -> Option<Vec<Effect>> {
        let choices = self.choices.take().filter(|choices| choices.count() > 0)?;
        let (before, after) = choices.typed();
        Some(self.write(&before, &after))
    }

    fn write(&mut self, before: &str, after: &str) -> Vec<Effect> {
        let changed = self.input().is_some_and(|input| input.write(before, after));
        self.box_changed(changed)
    }
}
