//! Searches with a name, above the list: counting what answers them, and running one.

use super::{App, View};
use crate::index::Total;
use crate::ui::effect::Effect;
use crate::worker::Ask;

impl App {
    /// Asks how many stories answer each of them.
    pub(super) fn count_saved(&mut self) -> Option<Effect> {
        let queries: Vec<_> = self.saved.iter().map(|saved| saved.query.clone()).collect();
        if queries.is_empty() {
            return None;
        }
        self.asked.0 += 1;
        Some(Effect::Ask(self.asked, Ask::Count(queries)))
    }

    /// Takes the counts in.
    pub(super) fn saved_counted(&mut self, counts: &[Total]) {
        for (saved, count) in self.saved.iter_mut().zip(counts) {
            saved.count = Some(*count);
        }
    }

    /// How many of them stand above the list: they lead to answers, and are not shown among answers.
    pub(super) fn pinned(&self) -> usize {
        if self.search.is_some() || self.timeline.is_some() {
            return 0;
        }
        self.saved.len()
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
        (self.view == View::List).then_some(selected + 1)
    }
}
