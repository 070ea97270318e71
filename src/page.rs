//! The plain page before it is a story: lines and what each is. Bare text says nowhere what is a headline,
//! a heading, page furniture or the border between two stories; here it is told from the lines, their
//! neighbours and the whole page. Only [`crate::format`] uses it, while it lays out blocks.
//!
//! [`lines`] looks at each line once. [`labels`], [`slots`] and [`voices`] know the labels of speakers,
//! [`mod@furniture`] the words of content systems, [`headings`] the lines that open sections,
//! [`borders`] those that open the next story.

pub mod asking;
pub mod borders;
pub mod cohesion;
pub mod company;
pub mod form;
pub mod furniture;
pub mod headings;
pub mod labels;
pub mod lines;
pub mod reading;
pub mod sign;
pub mod slots;
pub mod stock;
pub mod survey;
pub mod view;
pub mod voices;
pub mod weights;
