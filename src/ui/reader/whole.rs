//! A long story is shown as soon as the part around the place is set; all of it is set elsewhere
//! meanwhile, since that takes longer than a key may.

use std::sync::Arc;

use super::Reader;
use crate::story::{Span, Story};
use crate::typeset::{Beside, Layout, Manner, Typeset};

/// A story to be set as a whole.
#[derive(Clone, Debug)]
pub struct Order {
    story: Arc<Story>,
    width: u16,
    beside: Beside,
    manner: Manner,
    hidden: Vec<Span>,
}

impl PartialEq for Order {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.story, &other.story)
            && self.width == other.width
            && self.beside == other.beside
            && self.manner == other.manner
            && self.hidden == other.hidden
    }
}

impl Eq for Order {}

impl Order {
    /// Sets the story, which takes some ten milliseconds a megabyte.
    pub fn carry_out(&self) -> Typeset {
        let layout = Layout {
            width: self.width,
            beside: self.beside,
            hidden: &self.hidden,
            manner: self.manner,
        };
        Typeset::new(&self.story, layout)
    }
}

impl Reader {
    /// What is to be set elsewhere, if the story is not set as a whole.
    pub fn order(&self) -> Option<Order> {
        self.typeset.part().map(|_| self.whole())
    }

    /// Takes the whole story in, unless it was ordered for another layout. Nothing moves on the screen.
    pub fn accept(&mut self, order: &Order, typeset: Typeset) {
        if self.order().as_ref() == Some(order) {
            self.exchange(typeset);
        }
    }

    /// Sets the whole story now.
    pub(super) fn complete(&mut self) {
        if self.typeset.part().is_some() {
            let typeset = self.whole().carry_out();
            self.exchange(typeset);
        }
    }

    /// Sees to it that the row of a byte is set. Says whether everything else is elsewhere then.
    pub(super) fn reach(&mut self, place: usize) -> bool {
        let is_far = self.typeset.part().is_some_and(|part| !part.holds(place));
        if is_far {
            self.place = place;
            self.set();
        }
        is_far
    }

    fn whole(&self) -> Order {
        Order {
            story: Arc::clone(&self.story),
            width: self.measure().width,
            beside: self.beside(),
            manner: self.manner,
            hidden: self.folds.hidden(&self.story),
        }
    }

    fn exchange(&mut self, typeset: Typeset) {
        // The same byte stands in both, so many rows further down in the whole.
        let [here, there] = [&self.typeset, &typeset].map(|set| set.row_of(self.place));
        self.typeset = typeset;
        self.top += there.saturating_sub(here);
    }
}
