//! What a publisher changed: the text of a story as it stood, and what another text of it makes
//! otherwise.
//!
//! - An [`Edition`] is the text of a story as it was read once: headline, paragraphs, who said what. Furniture
//!   and dates are no part of it, so that a clock on the page changes nothing.
//! - A [`Comparison`] says what one edition makes otherwise of another: words struck and added by paragraph,
//!   and what a careful reader would want to know first, as [`Finding`]s.
//! - Two comparisons of the same editions are the same, whatever the time they take: that is bounded, and
//!   where it runs out, words are struck and added that were only moved.
//!
//! Nothing here knows where editions are kept ([`crate::marks`]) or how they are shown.

mod compare;
mod edition;
mod findings;
mod passage;
mod told;
mod words;

pub use compare::{Comparison, compare, compare_lines};
pub use edition::{Edition, Said};
pub use findings::Finding;
pub use passage::{Change, Passage, Piece};
pub use told::{Told, told};
