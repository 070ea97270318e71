//! Tests of the whole: from files and arguments to what a reader sees.

mod dice;
mod fetch;
mod format;
mod fuzz;
mod gold;
mod headless;
mod hostile;
mod index;
#[cfg(unix)]
mod kills;
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
