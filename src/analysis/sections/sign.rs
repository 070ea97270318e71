//! A sign for or against something, as the tables of weights hold them.

/// One sign; `T` is the test of what it is seen in.
#[derive(Debug)]
pub struct Sign<T> {
    /// A few words for people.
    pub name: &'static str,
    /// What it adds to the sum.
    pub weight: f32,
    /// Whether it is seen.
    pub holds: T,
}
