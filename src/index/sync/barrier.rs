//! Which threads have handed in what they made, when they are called to before a commit.

/// The threads of a round.
pub(super) struct Barrier {
    threads: Vec<Hand>,
    called: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Busy,
    HandedIn,
    Ended,
}

impl Barrier {
    pub(super) fn new(threads: usize) -> Self {
        Self {
            threads: vec![Hand::Busy; threads],
            called: false,
        }
    }

    /// The threads are called to hand in.
    pub(super) fn call(&mut self) {
        self.called = true;
    }

    pub(super) fn handed_in(&mut self, thread: usize) {
        self.threads[thread] = Hand::HandedIn;
    }

    pub(super) fn ended(&mut self, thread: usize) {
        self.threads[thread] = Hand::Ended;
    }

    /// Whether they were called and all of them have handed in.
    pub(super) fn are_all_in(&self) -> bool {
        self.called && !self.threads.contains(&Hand::Busy)
    }

    /// Whether nobody was called and somebody is busy.
    pub(super) fn are_resting(&self) -> bool {
        !self.called && self.threads.contains(&Hand::Busy)
    }

    /// What was handed in is committed.
    pub(super) fn rest(&mut self) {
        self.called = false;
        for hand in &mut self.threads {
            if *hand == Hand::HandedIn {
                *hand = Hand::Busy;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Barrier;

    #[test]
    fn a_commit_waits_for_all_that_are_busy() {
        let mut barrier = Barrier::new(2);
        assert!(barrier.are_resting());
        barrier.call();
        assert!(!barrier.are_all_in());
        barrier.handed_in(0);
        barrier.ended(1);
        assert!(barrier.are_all_in());
        barrier.rest();
        assert!(barrier.are_resting());
        barrier.ended(0);
        assert!(!barrier.are_resting());
    }
}
