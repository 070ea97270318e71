//! Tests of the whole: from files and arguments to what a reader sees. One module a concern.

mod format;
mod gold;
mod headless;
mod properties;
mod tidy;
