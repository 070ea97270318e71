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

/// A number of lines or columns as a factor; beyond 65,535 they are all the same.
pub(super) fn from_usize(count: usize) -> f32 {
    u16::try_from(count).unwrap_or(u16::MAX).into()
}
