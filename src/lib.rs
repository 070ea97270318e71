//! byline is a terminal news reader that understands its articles.
//!
//! # Bird's-eye view
//! A folder of article files is the truth ([`library`]). Each file is decoded, sanitised and parsed
//! ([`format`](mod@format)) into stories ([`story`]): one text and the byte ranges laid over it, found by passes
//! ([`analysis`]). A tantivy [`index`] that can be thrown away at any time knows every story, quotation
//! and turn; [`archive`] puts the two together. [`typeset`] breaks a story into rows of a width, and the screen ([`ui`]) shows them. Slow work
//! happens on the threads of [`worker`].
//!
//! # What always holds
//! - A place in a story is a byte of its text, never a row: it survives resize, reload and restart.
//! - Text is cleaned once, in [`format::decode`]; every later layer may print it.
//! - Parsing never fails and never loses a word.
//! - `App::update` does no I/O, reads no clock and starts no thread.
//! - The index is a cache; only what the reader marked could be lost, and byline keeps no marks yet.
//!
//! # What is deliberately absent
//! An async runtime, a redraw timer, a pane trait, globals, a corpus in memory, an own query engine.

pub mod analysis;
pub mod archive;
pub mod cli;
pub mod config;
pub mod format;
pub mod index;
pub mod library;
pub mod story;
pub mod typeset;
pub mod ui;
pub mod worker;
