//! Understanding must not get worse: the scores over annotated articles, where those are at hand.
//!
//! The articles belong to their publishers and are no part of the project. Point `BYLINE_GOLD` at a
//! folder that holds `score.py` and its sets; without it the test says that it was skipped.

use std::path::PathBuf;
use std::process::Command;

/// The least that each score may be: what was measured when the rule was last improved, less half
/// a point of noise. `set`, the first words of the line that opens the group, the row, its column
/// (0 for the first number after the row's name), the floor.
const FLOORS: &[Floor] = &[];

struct Floor {
    set: &'static str,
    group: &'static str,
    row: &'static str,
    column: usize,
    least: f64,
}

#[test]
fn scores_do_not_fall() {
    let Some(folder) = std::env::var_os("BYLINE_GOLD").map(PathBuf::from) else {
        eprintln!("skipped: BYLINE_GOLD names no folder of annotated articles");
        return;
    };
    let mut fallen = Vec::new();
    for set in sets() {
        let printed = score(&folder, set);
        for floor in FLOORS.iter().filter(|floor| floor.set == set) {
            let found = number(&printed, floor).unwrap_or_else(|| {
                panic!("no `{}` under `{}` in:\n{printed}", floor.row, floor.group)
            });
            if found < floor.least {
                fallen.push(format!(
                    "{set}, {}, {}: {found} is below {}",
                    floor.group, floor.row, floor.least
                ));
            }
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

fn sets() -> Vec<&'static str> {
    let mut sets: Vec<_> = FLOORS.iter().map(|floor| floor.set).collect();
    sets.dedup();
    sets
}

fn score(folder: &std::path::Path, set: &str) -> String {
    let run = Command::new("python3")
        .arg(folder.join("score.py"))
        .args(["--byline", env!("CARGO_BIN_EXE_byline"), set])
        .output()
        .expect("the scorer needs python3");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).expect("the scorer prints UTF-8")
}

fn number(printed: &str, floor: &Floor) -> Option<f64> {
    let mut lines = printed
        .lines()
        .skip_while(|line| !line.starts_with(floor.group))
        .skip(1);
    let row = lines.find(|line| line.starts_with(floor.row))?;
    row[floor.row.len()..]
        .split_whitespace()
        .nth(floor.column)?
        .parse()
        .ok()
}
