//! Steps of work, counted in tests: the same text costs the same steps on every machine, however busy, so
//! that a pass whose cost grows with the square of its text is told from a slow machine. Used by
//! [`super::quotes`] and [`super::speakers`] wherever a mark, a token or a name is looked at.

/// One look at a mark, a token or a name. Costs nothing outside tests.
#[cfg(not(test))]
pub(super) const fn step() {}

#[cfg(test)]
pub(super) use counted::step;

/// The steps that a piece of work takes on this thread.
#[cfg(test)]
pub(super) fn steps(work: impl FnOnce()) -> u64 {
    counted::reset();
    work();
    counted::total()
}

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    pub(in crate::analysis) fn step() {
        STEPS.set(STEPS.get() + 1);
    }

    pub(super) fn reset() {
        STEPS.set(0);
    }

    pub(super) fn total() -> u64 {
        STEPS.get()
    }
}
