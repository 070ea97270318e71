//! Measures byline from outside: the program as it is shipped, in a real pseudo-terminal of 120 by 40.
//!
//! `cargo bench --bench byline -- [--size 1000|10000|100000|1000000] [--keep DIR] [ROW …]` prints one
//! table; a ROW is a part of the name of a row's group ("index", "start", "keys" …, see [`rows::GROUPS`]),
//! or `curve`: cost against size, up to the size asked for.
//! Stories are made by [`corpus`]; building is measured beside tantivy alone ([`anchor`]), starting beside
//! newsboat where that is installed. `BYLINE_PROGRAM` measures another build of byline. Begin the line with
//! `taskset -c 0,1` for the two cores that the figures of `FIGURES.md` are from.

mod anchor;
mod corpus;
mod curve;
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
    /// Cost against size, up to the size asked for, instead of rows.
    curve: bool,
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let measured = if options.curve {
        curve(&options)
    } else {
        rows(options)
    };
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot make the stories: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The table of one library.
fn rows(options: Options) -> std::io::Result<()> {
    let place = Place::prepare(options.size, options.keep)?;
    let mut table = Table::default();
    println!("{}\n", machine::describe(&place));
    for (name, measure) in rows::GROUPS {
        let wanted = options.rows.iter().any(|row| name.contains(row.as_str()));
        if wanted || options.rows.is_empty() {
            measure(&place, &mut table);
        }
    }
    Ok(())
}

/// The plot over libraries of all sizes.
fn curve(options: &Options) -> std::io::Result<()> {
    let (mut table, mut points) = (Table::default(), Vec::new());
    for size in curve::SIZES
        .into_iter()
        .filter(|&size| size <= options.size)
    {
        let place = Place::prepare(size, options.keep.clone())?;
        points.push(curve::measure(&place, &mut table));
    }
    println!("\n{}", curve::draw(&points));
    Ok(())
}

fn options(arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut arguments = arguments;
    let mut options = Options {
        size: DEFAULT_SIZE,
        keep: None,
        rows: Vec::new(),
        curve: false,
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
            "curve" => options.curve = true,
            row => options.rows.push(row.to_owned()),
        }
    }
    Ok(options)
}
