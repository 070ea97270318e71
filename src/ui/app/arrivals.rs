//! What comes in while one reads: it is said, and a row at the top of the list leads to it.

use super::{App, View};
use crate::fetch::{Progress, Report};
use crate::index::Total;
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::saved::Saved;
use crate::ui::status::Note;
use crate::worker::Generation;

/// What leads to all that is new.
const QUERY: &str = "is:new sort:newest";

/// Whether news is awaited.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// Whether the folder was looked through once: what is found then was there before.
    is_settled: bool,
    /// The question that tells how many are new now.
    awaited: Option<Generation>,
    /// How many were new when that was last settled.
    known: Option<usize>,
}

impl App {
    /// The index has followed the folder; `asked` is the question how many are new now.
    pub(super) fn await_arrivals(&mut self, asked: Generation) {
        let was_settled = std::mem::replace(&mut self.arrivals.is_settled, true);
        self.arrivals.awaited = was_settled.then_some(asked);
    }

    /// Says how many came in, once that is known.
    pub(super) fn tell_arrivals(&mut self, answered: Generation) {
        let now = self.new.map_or(0, Total::count);
        let is_awaited = self.arrivals.awaited.is_some_and(|asked| answered >= asked);
        if !is_awaited {
            // Read stories are new no more; what comes in meanwhile is told when all of it has.
            if self.arrivals.awaited.is_none() && self.progress.finished {
                self.arrivals.known = Some(now);
            }
            return;
        }
        self.arrivals.awaited = None;
        let before = self.arrivals.known.replace(now);
        if let Some(before) = before.filter(|before| now > *before) {
            self.lead_to_new(now);
            self.note = Some(Note::says(self.told_of(now - before)));
        }
    }

    /// `3 new`, and in the list how to get there.
    fn told_of(&self, count: usize) -> String {
        let keys = |action| {
            let keys = self.setup.keymap.keys_of(self.contexts(), action);
            keys.first().cloned()
        };
        match (self.view, keys(Action::Top), keys(Action::Open)) {
            (View::List, Some(top), Some(open)) if self.search.is_none() => {
                format!("{count} new · {top} {open} shows them")
            }
            _ => format!("{count} new"),
        }
    }

    /// Puts a row above the list that leads to what is new.
    fn lead_to_new(&mut self, count: usize) {
        if let Some(known) = self.saved.iter_mut().find(|saved| saved.query == QUERY) {
            known.count = Some(Total::Exact(count));
            return;
        }
        let row = Saved {
            name: "New".into(),
            query: QUERY.into(),
            count: Some(Total::Exact(count)),
            new: 0,
        };
        self.saved.insert(0, row);
        let selected = self.list.selected_pinned();
        self.list.pin(self.pinned());
        if let Some(selected) = selected {
            self.list.select_pinned(selected + 1);
        }
    }

    /// Looks through the folder again, and asks the feeds.
    pub(super) fn reload(&mut self) -> Vec<Effect> {
        let folder = &self.setup.folder;
        self.note = Some(Note::says(format!("looking through {folder} again")));
        vec![Effect::Sync, Effect::Fetch]
    }

    /// Says how far the feeds are.
    pub(super) fn tell_fetching(&mut self, progress: Progress) {
        let Progress { done, total, new } = progress;
        self.note = Some(Note::says(format!(
            "fetching: {done} of {total} feeds, {new} new"
        )));
    }

    /// Says what came of the feeds, and takes it in.
    pub(super) fn tell_fetched(&mut self, report: &Report) -> Vec<Effect> {
        let new = match report.gain.new {
            0 => "nothing new".to_owned(),
            new => format!("{new} new"),
        };
        let others = report.troubles.len().saturating_sub(1);
        self.note = Some(match report.troubles.first() {
            None => Note::says(new),
            Some(first) if others == 0 => Note::fails(format!("{new}; {first}")),
            Some(first) => Note::fails(format!("{new}; {first}, and {others} more failed")),
        });
        let has_come = report.gain.new + report.gain.changed > 0;
        has_come.then_some(Effect::Sync).into_iter().collect()
    }
}
