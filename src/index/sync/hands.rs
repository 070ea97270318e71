//! Which threads have handed in what they made, when they are called to before a commit.

/// The threads of a round.
pub(super) struct Hands {
    threads: Vec<Hand>,
    called: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Busy,
    HandedIn,
    Ended,
}

impl Hands {
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
    use super::Hands;

    #[test]
    fn a_commit_waits_for_all_that_are_busy() {
        let mut hands = Hands::new(2);
        assert!(hands.are_resting());
        hands.call();
        assert!(!hands.are_all_in());
        hands.handed_in(0);
        hands.ended(1);
        assert!(hands.are_all_in());
        hands.rest();
        assert!(hands.are_resting());
        hands.ended(0);
        assert!(!hands.are_resting());
    }
}
