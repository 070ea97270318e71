//! Integration tests, one module a concern.

mod gold;
mod index;
#[cfg(unix)]
mod pty;
mod tidy;
