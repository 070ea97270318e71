//! Understanding must not get worse: the scores over annotated articles, where those are at hand.
//!
//! The articles belong to their publishers and are no part of the project. Point `BYLINE_GOLD` at a
//! folder that holds `score.py` and its sets; without it the test says that it was skipped.

use std::path::PathBuf;
use std::process::Command;

/// The least that each score may be: what was measured when the rule was last improved, less half
/// a point of noise. `set`, the first words of the line that opens the group, the row, its column
/// (0 for the first number after the row's name), the floor.
#[rustfmt::skip]
const FLOORS: &[Floor] = &[
    floor("quotes", "quotes of 1 words", "exact_F1", 0, 0.957),
    floor("quotes", "quotes of 1 words", "e2e_strict_F1", 0, 0.896),
    floor("quotes", "quotes of 4 words", "e2e_strict_F1", 0, 0.932),
    floor("quotes", "quotes of 4 words", "e2e_lenient_F1", 0, 0.951),
    floor("quotes", "quotes-varied of 4 words", "exact_F1", 0, 0.976),
    floor("quotes", "quotes-varied of 4 words", "e2e_lenient_F1", 0, 0.927),
    floor("quotes", "quotes-corrupted of 4 words", "e2e_strict_F1", 0, 0.923),
    floor("interviews", "-- interviews-messy-real", "exact_speaker_F1", 0, 0.98),
    floor("interviews", "-- interviews:", "exact_speaker_F1", 0, 0.982),
    floor("interviews", "-- interviews:", "role_acc", 0, 0.972),
    floor("interviews", "-- interviews-corrupted", "exact_speaker_F1", 0, 0.982),
    floor("interviews", "-- interviews-negatives", "exact_F1", 0, 1.0),
    floor("structure", "== pred:", "ALL", 8, 0.902),
    floor("structure", "== pred-noisy:", "ALL", 8, 0.901),
    floor("multi", "-- multi_clean", "story_count_right", 0, 0.815),
    floor("multi", "-- multi_clean", "story_headline_F1", 0, 0.926),
    floor("multi", "-- multi_noisy", "story_count_right", 0, 0.93),
    floor("multi", "-- multi_noisy", "story_headline_F1", 0, 0.953),
    floor("multi", "-- multi_noisy", "heading_in_story_F1", 0, 0.873),
    floor("scrape", "-- scrape", "ALL", 8, 0.898),
    // Headings that ask within an interview are its turns: two files of this set have such.
    floor("markdown", "-- markdown", "ALL", 8, 0.992),
];

struct Floor {
    set: &'static str,
    group: &'static str,
    row: &'static str,
    column: usize,
    least: f64,
}

const fn floor(
    set: &'static str,
    group: &'static str,
    row: &'static str,
    column: usize,
    least: f64,
) -> Floor {
    Floor {
        set,
        group,
        row,
        column,
        least,
    }
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
