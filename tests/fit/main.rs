//! Fits the weights of the page's lines to labelled pages, and says what each sign is worth.
//!
//! `BYLINE_GOLD=DIR cargo bench --bench fit [-- --write]` reads the labelled pages of DIR (`wide/` and
//! `structure/`), fits a multinomial logistic model, and prints how right it is on publishers that it
//! has not seen: the pages are dealt into four parts by publisher, and each part is judged by weights
//! fitted to the other three. With `--write`, the weights fitted to all go into
//! `src/page/reading.weights`; the same pages give the same file. Needs `tar` and `xz`.
//!
//! What is learned: [`pages`] reads and labels, [`lines`] learns what a line is, [`borders`] what opens
//! a later story, [`headings`] how much the first word on headings counts beside the second.

mod borders;
mod headings;
mod learn;
mod lines;
mod pages;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(gold) = std::env::var_os("BYLINE_GOLD").map(PathBuf::from) else {
        eprintln!("skipped: BYLINE_GOLD names no folder of labelled pages");
        return ExitCode::SUCCESS;
    };
    let pages = match pages::read(&gold) {
        Ok(pages) => pages,
        Err(error) => {
            eprintln!("cannot read the labelled pages: {error}");
            return ExitCode::FAILURE;
        }
    };
    eprintln!("{} pages", pages.len());
    let write = std::env::args().any(|argument| argument == "--write");
    let lines = lines::fit(&pages);
    let borders = borders::fit(&pages, &lines);
    let headings = headings::fit(&pages, &lines);
    report::signs(&lines.model);
    if write {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/page/reading.weights");
        let path = std::env::var_os("BYLINE_WEIGHTS").unwrap_or_else(|| path.into());
        if let Err(error) = std::fs::write(path, report::file(&lines.model, &borders, &headings)) {
            eprintln!("cannot write the weights: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
