//! Integration tests, one module a concern.

mod gold;
mod tidy;
#[cfg(unix)]
mod pty;
