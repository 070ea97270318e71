//! Measures byline from outside: the program as it is shipped, in a real pseudo-terminal of 120 by 40.
//!
//! `cargo bench --bench byline -- [--size 1000|10000|100000|1000000] [--keep DIR] [ROW …]` prints one
//! table; a ROW is a part of the name of a row's group ("index", "start", "keys" …, see [`rows::GROUPS`]).
//! Stories are made by [`corpus`]. With `BYLINE_ANCHORS` naming a program that does what tantivy alone can
//! do on the same files (`PROGRAM FOLDER COUNT`, printing seconds and CPU seconds), the ratio is printed;
//! `BYLINE_PROGRAM` measures another build of byline.

mod corpus;
mod machine;
mod place;
mod rows;
mod screen;
mod table;
#[path = "../terminal.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use place::Place;
use table::Table;

const DEFAULT_SIZE: usize = 100_000;

struct Options {
    size: usize,
    keep: Option<PathBuf>,
    rows: Vec<String>,
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let place = match Place::prepare(options.size, options.keep) {
        Ok(place) => place,
        Err(error) => {
            eprintln!("cannot make the stories: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut table = Table::default();
    println!("{}\n", machine::describe(&place));
    for (name, measure) in rows::GROUPS {
        let wanted = options.rows.iter().any(|row| name.contains(row.as_str()));
        if wanted || options.rows.is_empty() {
            measure(&place, &mut table);
        }
    }
    ExitCode::SUCCESS
}

fn options(arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut arguments = arguments;
    let mut options = Options {
        size: DEFAULT_SIZE,
        keep: None,
        rows: Vec::new(),
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // What cargo itself says.
            "--bench" => (),
            "--size" => {
                let size = arguments.next().and_then(|size| size.parse().ok());
                options.size = size.ok_or("--size wants a number of stories")?;
            }
            "--keep" => options.keep = arguments.next().map(PathBuf::from),
            row => options.rows.push(row.to_owned()),
        }
    }
    Ok(options)
}
