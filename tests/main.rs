//! Tests of the whole: from files and arguments to what a reader sees.

mod fetch;
mod format;
mod gold;
mod headless;
mod index;
mod marks;
mod properties;
#[cfg(unix)]
mod pty;
mod remote;
#[cfg(unix)]
mod terminal;
mod tidy;
mod work;
mod worker;
