//! Pictures of the running program for the README, as SVG: made from what a terminal shows, and compared with
//! those that are kept. `BYLINE_PICTURES=write cargo test pictures` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use vt100::{Cell, Color, Screen};

use super::session::Session;

/// Size of a cell, and of the letters in it.
const COLUMN: f32 = 8.4;
const ROW: u16 = 18;
const LETTERS: u16 = 14;
/// Free on every side.
const EDGE: u16 = 12;

/// Paper and ink where the program names none.
struct Ground {
    behind: &'static str,
    ink: &'static str,
}

const LIGHT: Ground = Ground {
    behind: "#fdf9f0",
    ink: "#2b241d",
};
const DARK: Ground = Ground {
    behind: "#1b1a18",
    ink: "#ded5c8",
};

#[test]
fn pictures_show_the_program_as_it_is() {
    let river = "articles/features/the-river-that-was-put-back.md";
    check(
        "table-dark",
        "ink",
        (river, "/finger down\r", "hit 1 of 1"),
        &DARK,
    );
    let logs = "articles/interviews/reading-the-ships-logs.md";
    check(
        "interview-light",
        "paper",
        (logs, "3]q", "question 3 of 10"),
        &LIGHT,
    );
    check(
        "questions-dark",
        "dusk",
        (logs, "zMjj", "question 3 of 10"),
        &DARK,
    );
}

/// Opens a file of the crate, presses keys, and compares the screen that then shows a text.
fn check(name: &str, theme: &str, (file, keys, shows): (&str, &str, &str), ground: &Ground) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = format!("theme = \"{theme}\"\n");
    let mut session = Session::on_article(&folder.join(file), &config);
    session.see("q back");
    session.press(keys);
    session.see(shows);
    let picture = svg(session.terminal().screen(), ground);
    session.press("Q");
    let kept = folder.join("tests/pictures").join(format!("{name}.svg"));
    if std::env::var_os("BYLINE_PICTURES").is_some_and(|value| value == "write") {
        fs::create_dir_all(folder.join("tests/pictures")).expect("a folder");
        fs::write(&kept, &picture).expect("it is written");
    }
    let expect = fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        picture == expect,
        "{name}.svg is not what the program shows:\n{picture}"
    );
}

fn svg(screen: &Screen, ground: &Ground) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let width = COLUMN * f32::from(columns) + 2.0 * f32::from(EDGE);
    let height = ROW * rows + 2 * EDGE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{LETTERS}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n",
        ground.behind
    );
    for row in 0..rows {
        let cells: Vec<&Cell> = (0..columns)
            .filter_map(|column| screen.cell(row, column))
            .collect();
        draw_row(&mut svg, row, &cells, ground);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Writes the runs of a row that look alike.
fn draw_row(svg: &mut String, row: u16, cells: &[&Cell], ground: &Ground) {
    let mut from = 0;
    while from < cells.len() {
        let look = look(cells[from], ground);
        let run = cells[from..]
            .iter()
            .take_while(|cell| self::look(cell, ground) == look)
            .count();
        let words: String = cells[from..from + run]
            .iter()
            .map(|cell| {
                if cell.is_wide_continuation() {
                    ""
                } else if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                }
            })
            .collect();
        draw_run(svg, (row, from, run), &words, &look);
        from += run;
    }
}

#[derive(PartialEq, Eq)]
struct Look {
    ink: String,
    behind: Option<String>,
    style: &'static [&'static str],
    bold: bool,
    underlined: bool,
}

fn look(cell: &Cell, ground: &Ground) -> Look {
    let ink = colour(cell.fgcolor()).unwrap_or_else(|| ground.ink.to_owned());
    let behind = colour(cell.bgcolor());
    let (ink, behind) = if cell.inverse() {
        (
            behind.unwrap_or_else(|| ground.behind.to_owned()),
            Some(ink),
        )
    } else {
        (ink, behind)
    };
    Look {
        ink,
        behind,
        style: match (cell.italic(), cell.dim()) {
            (false, false) => &[],
            (true, false) => &[" font-style=\"italic\""],
            (false, true) => &[" opacity=\"0.65\""],
            (true, true) => &[" font-style=\"italic\"", " opacity=\"0.65\""],
        },
        bold: cell.bold(),
        underlined: cell.underline(),
    }
}

/// `#rrggbb`; `None` for the terminal's own.
fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Idx(index) => Some(format!("#{index:02x}{index:02x}{index:02x}")),
        Color::Default => None,
    }
}

fn draw_run(svg: &mut String, (row, from, run): (u16, usize, usize), words: &str, look: &Look) {
    let columns = |count: usize| COLUMN * f32::from(u16::try_from(count).expect("a row is short"));
    let (x, width) = (f32::from(EDGE) + columns(from), columns(run));
    let y = EDGE + row * ROW;
    if let Some(behind) = &look.behind {
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{ROW}\" fill=\"{behind}\"/>"
        );
    }
    if words.trim().is_empty() {
        return;
    }
    let bold = if look.bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let line = if look.underlined {
        " text-decoration=\"underline\""
    } else {
        ""
    };
    let words = words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{}\" textLength=\"{width:.1}\" fill=\"{}\"{bold}{line}{} xml:space=\"preserve\">{words}</text>",
        y + LETTERS,
        look.ink,
        look.style.concat(),
    );
}
