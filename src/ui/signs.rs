//! The signs that stand beside words: marks of lists, of tasks, of code that goes on.

/// The signs of a kind of terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Before the items of a list, by how deep it is.
    pub bullet: [&'static str; 3],
    /// Before a task: to be done, done.
    pub task: [&'static str; 2],
    /// Before the rest of a line of code that did not fit.
    pub turnover: &'static str,
}

/// For terminals that have every sign.
pub const FINE: Signs = Signs {
    bullet: ["•", "◦", "▪"],
    task: ["☐", "☑"],
    turnover: "↪",
};

/// For terminals that have no more than a typewriter.
pub const PLAIN: Signs = Signs {
    bullet: ["*", "-", "+"],
    task: ["o", "x"],
    turnover: "\\",
};
