//! byline is a terminal news reader that understands its articles.
//!
//! # Bird's-eye view
//! A folder of article files is the truth. Each file is decoded, sanitised and parsed into
//! **stories**: one text, and everything known about it as byte ranges over that text. A tantivy index
//! that can be thrown away at any time knows every story, quotation and turn. The screen shows a list,
//! a story, and what can be asked of both; slow work happens on threads of its own.
//!
//! ```text
//!  file ──> format ──> analysis ──> Story ──> typeset ──> ui::reader
//!              (library)              │                       │
//!                                     └──> index <── worker <─┘ events, effects
//! ```
//!
//! # Code map
//! | where | what | to add here |
//! | --- | --- | --- |
//! | [`story`] | the nouns: story, block, section, quotation, turn, person | a jump target: one [`story::Landmark`] |
//! | [`format`](mod@format) | bytes → text → blocks, one file a format | a format: a file, a row of [`format::FORMATS`], a fixture |
//! | [`analysis`] | the passes that find out what is inside | a pass: a file and a line in [`analysis::analyse`] |
//! | [`library`] | the folder: walk, fingerprints, load | |
//! | [`index`] | schema, query language, search, sync | a query field: a row of [`index::fields::FIELDS`] |
//! | [`archive`] | a library with its index | |
//! | [`worker`] | threads with an inbox that keeps the newest request | slow work: a request and a reply |
//! | [`typeset`] | story × width → rows; byte ↔ row | |
//! | [`ui`] | events in, effects out, one frame drawn | a key: a row of [`ui::action`], a line of `config.toml`, a match arm |
//! | [`cli`] | the headless commands, a file each | a command: a file and a row |
//! | [`config`] | documented defaults, overlaid by the reader's own file | |
//!
//! Who may use whom is kept by `tests/tidy.rs`: each room uses only rooms above it in this table,
//! save that `index` knows no files and `library` no index.
//!
//! # What always holds
//! - A place in a story is a byte of its text, never a row: it survives resize, reload and restart.
//! - Text is cleaned once, in [`format::decode`]; every later layer may print it.
//! - Parsing never fails and never loses a word: what cannot be named stays a paragraph.
//! - `App::update` does no I/O, reads no clock and starts no thread.
//! - The index is a cache. byline keeps no other data, and never writes into the folder it reads.
//!
//! # What is deliberately absent
//! An async runtime, a redraw timer, a pane trait, state in statics, a corpus in memory, an own query
//! engine, a model: what byline says of a text it can show in the text.

pub mod analysis;
pub mod archive;
pub mod cli;
pub mod config;
pub mod format;
pub mod index;
pub mod language;
pub mod library;
pub mod page;
pub mod story;
pub mod typeset;
pub mod ui;
pub mod worker;
