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
//!                                                      │
//!                                            marks <───┘
//! ```
//!
//! # Code map
//! Each room uses only rooms above it in this table (`tests/tidy.rs` keeps it, and that no files
//! import each other in a circle).
//!
//! | where | what |
//! | --- | --- |
//! | [`language`] | what a language says: a pack of words a language, scripts, which language a text is in |
//! | [`config`] | documented defaults, overlaid by the reader's own file |
//! | [`story`] | the nouns: story, block, section, quotation, turn, person |
//! | [`page`] | the plain page before it is a story: lines, labels, furniture, headings, borders |
//! | [`analysis`] | the passes over a story, whatever its format |
//! | [`format`](mod@format) | bytes → text → blocks, one file a format |
//! | [`library`] | the folder: walk, fingerprints, load |
//! | [`index`] | fields, query language, plan, search, sync; knows no files |
//! | [`versions`] | what a publisher changed: editions of a story, and what one makes otherwise of another |
//! | [`marks`] | what a reader notes of stories, kept for good: places, stars, tags, notes |
//! | [`fetch`] | pages and feeds over the network, as files of the library |
//! | [`archive`] | a library with its index |
//! | [`remote`] | archives: stories that an engine elsewhere keeps, asked in its dialect, and sent to it |
//! | [`worker`] | threads with an inbox that keeps the newest request |
//! | [`typeset`] | story × width → rows; byte ↔ row |
//! | [`ui`] | events in, effects out, one frame drawn |
//! | [`manual`] | what the README has no room for, a chapter a file |
//! | [`cli`] | the headless commands, a file each |
//!
//! # To add something
//! - **A language, or a word of one**: `src/language/packs/CODE.words`, and for a new language a row of
//!   [`language::LANGUAGES`]. Sections are those of `src/language/section.rs`; sentences under `[try]` are
//!   tests; `tests/snapshots/languages.snap` shows which language has what.
//! - **A format**: a file beside `src/format/records.rs`, a row of [`format::FORMATS`], a fixture in
//!   `tests/fixtures/format`.
//! - **A pass**: a file in `src/analysis` and a line of [`analysis::analyse`] in `src/analysis.rs`.
//! - **A query field**: a row in `src/index/fields.rs`, for texts and numbers alike, and for archives with it;
//!   a query in `tests/index/find.rs`. An archive that was made before has it when it is made anew.
//! - **An engine** that keeps archives: a kind in `src/remote/engine.rs`, and what it can do.
//! - **A jump target**: a [`story::Landmark`] and where it stands, in `src/story.rs`; its rows in
//!   `src/ui/reader/jumps.rs`; its two actions in `src/ui/action.rs` and their keys in `config.toml`.
//! - **A key**: a line of `config.toml`; for a new action a row of `src/ui/action.rs` and an arm in
//!   `src/ui/app/press.rs`.
//! - **A pane**: a subject in `src/ui/pane.rs`, its rows in `src/ui/pane/rows.rs`, what it asks in
//!   `src/worker/search.rs`, an action that opens it.
//! - **A colour**: a role and its row in `src/ui/theme.rs`.
//! - **A mark**: a field of a story that [`marks::Change`] sets, in `src/marks/store.rs`; what a query asks
//!   of it is a [`index::query::Mark`].
//! - **A finding of what was changed**: a [`versions::Finding`] with its lines in `src/versions/told.rs` and
//!   `src/cli/diff.rs`.
//! - **A chapter of the manual**: a file in `src/manual` and its name in `src/manual.rs`.
//! - **A command**: a file beside `src/cli/quotes.rs` and a row of `src/cli.rs`.
//!
//! # Who cuts words
//! One word is not the same thing to everybody, so each of these cuts for itself, once a text:
//!
//! - [`index::words`]: what is looked up, folded and stemmed; queries and highlights use the same.
//! - [`analysis::speakers`]: a row of tokens in which marks count and each quotation is one.
//! - [`page::cohesion`] and [`page::borders`]: hashes of long words alone, of a page whose language nobody
//!   knows yet; the first for every page, the second only where two stories may meet.
//! - [`language::tell`]: the first hundred between blanks, whatever script they are in.
//! - [`versions`]: each with the blank behind it, so that two texts can be put together again.
//! - [`typeset`]: no words, but the places where a row may end (UAX #14).
//!
//! # What is learned
//! Whether a line of plain text is the headline, a heading, furniture or opens the next story is the sum
//! of weighted signs ([`page::reading`], [`page::headings`], [`page::borders`]): a logistic model, its signs
//! named one by one. The weights stand in `src/page/reading.weights`; `BYLINE_GOLD=DIR cargo bench --bench fit`
//! learns them again from labelled pages, and says how right they are on publishers left out.
//! Everything else is grammar and typography.
//!
//! # What always holds
//! - A place in a story is a byte of its text, never a row: it survives resize, reload and restart.
//! - Text is cleaned once, in [`format::decode`]; every later layer may print it.
//! - Parsing never fails and never loses a word: what cannot be named stays a paragraph.
//! - `App::update` does no I/O, reads no clock and starts no thread.
//! - The index is a cache and may go at any time; what a reader notes is in [`marks`] and is never lost.
//!   Into the folder that is read nobody writes but [`fetch`], and only files of its own.
//! - What an archive answers is untrusted like any file: bounded, cleaned, its spans checked. It holds nothing
//!   up; its token is never written, logged or shown.
//! - A story is known to its reader by its [`story::Identity`], not by its path.
//!
//! # What is deliberately absent
//! An async runtime, a redraw timer, a pane trait, state in statics, a corpus in memory, a search engine of
//! our own: tantivy keeps and reads the index, and the few queries that it has not are told one by one in
//! [`index`].

pub mod analysis;
pub mod archive;
pub mod cli;
pub mod config;
pub mod fetch;
pub mod format;
pub mod index;
pub mod language;
pub mod library;
pub mod manual;
pub mod marks;
pub mod page;
pub mod remote;
pub mod story;
pub mod typeset;
pub mod ui;
pub mod versions;
pub mod worker;
