//! The `byline` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    byline::cli::run(std::env::args_os())
}
