//! Searches with a name, above the list, and stories to go on with: counting what answers them, and running one.

use super::{App, View};
use crate::index::Total;
use crate::ui::effect::Effect;
use crate::ui::list::Pinned;
use crate::worker::Ask;

impl App {
    /// Asks how many stories answer each of them, where there are any.
    pub(super) fn count_saved(&mut self) -> Option<Effect> {
        (!self.saved.is_empty()).then(|| self.count_all())
    }

    /// Asks how many stories answer each of them, how many of these are new, and how many of all.
    pub(super) fn count_all(&mut self) -> Effect {
        let saved = || self.saved.iter().map(|saved| &saved.query);
        // A bracket that is never closed ends with the query, and what is half typed stays that.
        let new = saved().map(|query| format!("is:new ({query}"));
        let library = "is:new".to_owned();
        let queries = saved().cloned().chain(new).chain([library]).collect();
        self.asked.0 += 1;
        Effect::Ask(self.asked, Ask::Count(queries))
    }

    /// Takes the counts in.
    pub(super) fn saved_counted(&mut self, counts: &[Total]) {
        let new = counts.iter().skip(self.saved.len());
        for ((saved, count), new) in self.saved.iter_mut().zip(counts).zip(new) {
            (saved.count, saved.new) = (Some(*count), new.count());
        }
        self.new = counts.last().copied();
    }

    /// How many of them stand above the list: they lead to answers, and are not shown among answers.
    pub(super) fn pinned(&self) -> Pinned {
        if self.search.is_some() || self.timeline.is_some() {
            return Pinned::default();
        }
        Pinned {
            saved: self.saved.len(),
            begun: self.begun.len(),
        }
    }

    /// Runs the selected one, if one is selected.
    pub(super) fn run_saved(&mut self) -> Option<Vec<Effect>> {
        let selected = self.list.selected_pinned()?;
        let query = self.saved.get(selected)?.query.clone();
        let effects = self.search_for(&query);
        if let Some(search) = &mut self.search {
            search.editing = false;
        }
        Some(effects)
    }

    /// The number of the selected one, from 1, while it is looked at.
    pub(super) fn selected_saved(&self) -> Option<usize> {
        let selected = self.list.selected_pinned()?;
        let is_search = self.view == View::List && selected < self.saved.len();
        is_search.then_some(selected + 1)
    }
}
