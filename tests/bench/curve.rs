//! Cost against size: the same few things at 1,000, 10,000, 100,000 and 1,000,000 stories, as a plot in
//! text. What stays flat is as quick for a large library as for a small one.

use std::fmt::Write as _;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::Marker;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};

use crate::machine::Used;
use crate::place::Place;
use crate::rows;
use crate::screen::Screen;
use crate::table::{Table, Times, float};

/// Stories in the libraries that are measured, up to the size asked for.
pub(crate) const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// A line of the plot: its sign, what it is, where its figure comes from.
type Curve = (char, &'static str, fn(&Point) -> f64);

const LINES: [Curve; 4] = [
    ('m', "own memory after searching, MB", |point| point.memory),
    ('s', "key to results of a search, ms, p50", |point| {
        point.search
    }),
    ('w', "warm start to the list, ms, p50", |point| point.start),
    ('k', "key to its frame in the list, ms, p50", |point| {
        point.key
    }),
];

/// What was measured at one size.
pub(crate) struct Point {
    stories: usize,
    /// Milliseconds.
    start: f64,
    key: f64,
    search: f64,
    /// Millions of bytes.
    memory: f64,
}

/// Measures one library.
pub(crate) fn measure(place: &Place, table: &mut Table) -> Point {
    place.with_index();
    let start = rows::starts(place);
    let mut screen = Screen::start(place.screen(&place.library()));
    screen.settle();
    let keys = (0..200).map(|_| screen.press("j").echo).collect();
    let answers = rows::typed(&mut screen);
    let search = answers.iter().map(|(_, answer)| answer.answered).collect();
    let used = Used::by(screen.terminal.process());
    screen.quit();
    let point = Point {
        stories: place.size,
        start: median(start),
        key: median(keys),
        search: median(search),
        memory: float(used.anonymous) / 1e6,
    };
    for (_, what, of) in LINES {
        table.row(
            &format!("{} stories: {what}", place.size),
            "flat",
            &format!("{:.1}", of(&point)),
        );
    }
    point
}

fn median(times: Vec<Duration>) -> f64 {
    Times::new(times).median().as_secs_f64() * 1000.0
}

/// Under the plot, a third of its width apart.
const SCALE: &str =
    "   1,000                   10,000                 100,000            1,000,000 stories\n";

/// The plot, both axes logarithmic.
pub(crate) fn draw(points: &[Point]) -> String {
    let lines = LINES.map(|(_, _, of)| {
        let spot = |point: &Point| {
            (
                float(point.stories as u64).log10(),
                of(point).max(0.1).log10(),
            )
        };
        points.iter().map(spot).collect::<Vec<(f64, f64)>>()
    });
    let datasets = LINES.iter().zip(&lines).map(|((sign, _, _), line)| {
        Dataset::default()
            .marker(Marker::Custom(*sign))
            .graph_type(GraphType::Line)
            .data(line)
    });
    let across = Axis::default().bounds([3.0, 6.0]);
    let up = Axis::default()
        .bounds([-1.0, 2.0])
        .labels(["0.1", "1", "10", "100"]);
    let area = Rect::new(0, 0, 76, 20);
    let mut buffer = Buffer::empty(area);
    Chart::new(datasets.collect())
        .x_axis(across)
        .y_axis(up)
        .render(area, &mut buffer);
    let mut text = String::new();
    for row in area.rows() {
        let cells: String = row.positions().map(|at| buffer[at].symbol()).collect();
        text.push_str(cells.trim_end());
        text.push('\n');
    }
    let _ = writeln!(text, "   └{}", "─".repeat(usize::from(area.width) - 4));
    text.push_str(SCALE);
    for (sign, what, _) in LINES {
        let _ = writeln!(text, "  {sign}  {what}");
    }
    text
}
