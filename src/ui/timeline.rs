//! The timeline: a bar for each day, month or year above the list, one of which may be walked to.
//!
//! While a bar is selected, the list holds the stories of that time alone.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::index::timeline::{Entry, Step};
use crate::index::{Timeline as Found, Total};
use crate::ui::fit::{fit, grouped, width};
use crate::ui::status::stories;
use crate::ui::theme::{Role, Theme};
use crate::worker::Generation;

/// Bars beyond which gaps between stories are left out: a stray date must not push all others apart.
const MOST: usize = 2_000;
/// A bar's cells, from an eighth to the whole.
const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Columns left free at both sides.
const EDGE: u16 = 3;
/// From so many rows for bars and list on, bars are two rows high.
const HIGH: u16 = 16;

/// The timeline of a list.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    step: Step,
    bars: Vec<Entry>,
    undated: usize,
    selected: Option<usize>,
    asked: Generation,
    is_answered: bool,
}

impl Timeline {
    /// A timeline whose bars are on their way.
    pub fn asked(generation: Generation) -> Self {
        Self {
            asked: generation,
            ..Self::default()
        }
    }

    /// The question changes: the bars stay until the answer comes, none selected.
    pub fn ask(&mut self, generation: Generation) {
        self.asked = generation;
        self.selected = None;
    }

    /// Which answer the bars are, or wait for.
    pub fn generation(&self) -> Generation {
        self.asked
    }

    /// Takes an answer in, unless it answers another question. The selected time stays selected.
    pub fn accept(&mut self, generation: Generation, found: &Found) {
        if generation != self.asked {
            return;
        }
        let kept = self.selected.and_then(|bar| self.bars.get(bar)).copied();
        self.bars = without_gaps(found);
        (self.step, self.undated, self.is_answered) = (found.step, found.undated, true);
        let is_kept = |bar: &Entry| kept.is_some_and(|kept| kept.from == bar.from);
        self.selected = self.bars.iter().position(is_kept);
    }

    /// Selects the next bar with stories in it, later where positive. Says whether that is another one.
    pub fn walk(&mut self, bars: isize) -> bool {
        let filled = |index: &usize| self.bars[*index].stories > 0;
        let before = self.selected;
        for _ in 0..bars.unsigned_abs().min(self.bars.len()) {
            let next = match self.selected {
                Some(at) if bars > 0 => (at + 1..self.bars.len()).find(filled),
                Some(at) => (0..at).rev().find(filled),
                None => (0..self.bars.len()).rev().find(filled),
            };
            self.selected = next.or(self.selected);
        }
        self.selected != before
    }

    /// The time that is selected, in seconds since 1970 UTC, the end not included.
    pub fn seconds(&self) -> Option<Range<i64>> {
        let bar = self.bars.get(self.selected?)?;
        Some(midnight(bar.from)?..midnight(self.step.next(bar.from)?)?)
    }

    /// The time that is selected, in words: `Mar 2026`.
    pub fn time(&self) -> Option<String> {
        let bar = self.bars.get(self.selected?)?;
        Some(self.called(bar.from))
    }

    fn called(&self, from: Date) -> String {
        let format = match self.step {
            Step::Day => "%-d %b %Y",
            Step::Month => "%b %Y",
            Step::Year => "%Y",
        };
        from.strftime(format).to_string()
    }

    /// Rows it takes of those there are for it and the list.
    pub fn rows(height: u16) -> u16 {
        match height {
            ..4 => 0,
            4..HIGH => 2,
            HIGH.. => 3,
        }
    }

    /// A click on a column of the area: selects its bar. Says whether that is another one.
    pub fn click(&mut self, column: u16, area: Rect) -> bool {
        let scale = self.scale(area);
        let Some(column) = column.checked_sub(EDGE) else {
            return false;
        };
        let bar = scale.first + usize::from(column / scale.pitch);
        let is_filled = self.bars.get(bar).is_some_and(|bar| bar.stories > 0);
        is_filled && self.selected.replace(bar) != Some(bar)
    }

    /// How wide bars are, and the first one on the screen.
    fn scale(&self, area: Rect) -> Scale {
        let room = usize::from(area.width.saturating_sub(2 * EDGE)).max(1);
        let pitch = (room / self.bars.len().max(1)).clamp(1, 6);
        let most = (room / pitch).max(1);
        let last = self.bars.len().saturating_sub(most);
        // The newest stand at the end; the selected one is brought in with half a screen around it.
        let first = self
            .selected
            .map_or(last, |at| at.saturating_sub(most / 2).min(last));
        Scale {
            pitch: pitch as u16,
            first,
            shown: most.min(self.bars.len()),
        }
    }

    /// Draws bars, and below them what they stand for.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let area = area.intersection(buffer.area);
        if area.height == 0 || area.width <= 2 * EDGE {
            return;
        }
        let label = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        if self.bars.is_empty() {
            let words = match (self.is_answered, self.undated) {
                (false, _) => "Looking through the dates …",
                (true, 0) => "No story answers.",
                (true, _) => "None of these stories has a date.",
            };
            put(buffer, label, EDGE, words, theme.style(Role::Metadata));
            return;
        }
        let scale = self.scale(area);
        let most = self.bars.iter().map(|bar| bar.stories).max().unwrap_or(1);
        let rows = area.height - 1;
        for (number, bar) in self.bars[scale.first..]
            .iter()
            .take(scale.shown)
            .enumerate()
        {
            let x = area.x + EDGE + number as u16 * scale.pitch;
            let is_selected = self.selected == Some(scale.first + number);
            let role = match self.selected {
                Some(_) if !is_selected => Role::Metadata,
                _ => Role::Accent,
            };
            let column = Rect::new(x, area.y, (scale.pitch - 1).max(1), rows);
            draw_bar(buffer, column, bar.stories, most, theme.style(role));
        }
        self.draw_label(buffer, label, scale, *theme);
    }

    /// The selected time beside a pointer to its bar; the first and the last one where none is.
    fn draw_label(&self, buffer: &mut Buffer, area: Rect, scale: Scale, theme: Theme) {
        let columns = usize::from(area.width.saturating_sub(2 * EDGE));
        let Some((at, bar)) = self.selected.and_then(|at| Some((at, self.bars.get(at)?))) else {
            let last = scale.first + scale.shown - 1;
            let [first, last] = [scale.first, last].map(|bar| self.called(self.bars[bar].from));
            let undated = match self.undated {
                0 => String::new(),
                more => format!("  ({} without a date)", grouped(more)),
            };
            let line = format!("{first} – {last}{undated}");
            put(
                buffer,
                area,
                EDGE,
                &fit(&line, columns),
                theme.style(Role::Metadata),
            );
            return;
        };
        let pointer = EDGE + (at - scale.first) as u16 * scale.pitch;
        let words = format!(
            "{} · {}",
            self.called(bar.from),
            stories(Total::Exact(bar.stories), columns)
        );
        put(buffer, area, pointer, "▲", theme.style(Role::Accent));
        let taken = width(&words) as u16;
        let (left, right) = (
            pointer.saturating_sub(1),
            area.width.saturating_sub(pointer + 2),
        );
        let (x, words) = if taken <= right || left < right {
            (pointer + 2, fit(&words, right.into()))
        } else {
            let words = fit(&words, left.into());
            (left - width(&words) as u16, words)
        };
        put(buffer, area, x, &words, theme.style(Role::Strong));
    }
}

/// How bars are set.
#[derive(Clone, Copy)]
struct Scale {
    /// Columns from one to the next.
    pitch: u16,
    /// The first on the screen.
    first: usize,
    /// How many are on the screen.
    shown: usize,
}

fn put(buffer: &mut Buffer, area: Rect, x: u16, words: &str, style: ratatui::style::Style) {
    let room = usize::from(area.width.saturating_sub(x));
    buffer.set_stringn(area.x + x, area.y, words, room, style);
}

/// A bar from the bottom of its column; a single story can be seen.
fn draw_bar(
    buffer: &mut Buffer,
    column: Rect,
    stories: usize,
    most: usize,
    style: ratatui::style::Style,
) {
    if stories == 0 {
        return;
    }
    let all = usize::from(column.height) * EIGHTHS.len();
    let mut eighths = (stories * all).div_ceil(most.max(1)).clamp(1, all);
    for row in column.rows().rev() {
        let Some(cell) = eighths.min(EIGHTHS.len()).checked_sub(1) else {
            return;
        };
        eighths = eighths.saturating_sub(EIGHTHS.len());
        for x in row.left()..row.right() {
            buffer.set_stringn(x, row.y, EIGHTHS[cell], 1, style);
        }
    }
}

/// A bar for each step from the first story to the last, also where there is none.
fn without_gaps(found: &Found) -> Vec<Entry> {
    let mut bars: Vec<Entry> = Vec::new();
    for entry in &found.entries {
        let mut next = bars.last().and_then(|last| found.step.next(last.from));
        while let Some(from) = next.filter(|next| *next < entry.from) {
            if bars.len() > MOST {
                return found.entries.clone();
            }
            bars.push(Entry { from, stories: 0 });
            next = found.step.next(from);
        }
        bars.push(*entry);
    }
    bars
}

fn midnight(day: Date) -> Option<i64> {
    let time = day.to_zoned(TimeZone::UTC).ok()?;
    Some(time.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::{Entry, Found, Step, Timeline};
    use crate::ui::theme::Theme;
    use crate::worker::Generation;

    fn timeline(step: Step, entries: &[(i16, i8, i8, usize)]) -> Timeline {
        let entry = |&(year, month, day, stories)| Entry {
            from: date(year, month, day),
            stories,
        };
        let mut timeline = Timeline::asked(Generation(1));
        let found = Found {
            step,
            entries: entries.iter().map(entry).collect(),
            undated: 0,
        };
        timeline.accept(Generation(1), &found);
        timeline
    }

    #[test]
    fn walking_skips_what_is_empty_and_stops_at_the_ends() {
        let entries = [(2026, 1, 1, 3), (2026, 4, 1, 1), (2026, 5, 1, 2)];
        let mut timeline = timeline(Step::Month, &entries);
        assert_eq!(timeline.seconds(), None);
        for (bars, expect) in [
            (-1, "May 2026"),
            (-1, "Apr 2026"),
            (-1, "Jan 2026"),
            (-1, "Jan 2026"),
            (2, "May 2026"),
            (9, "May 2026"),
        ] {
            timeline.walk(bars);
            assert_eq!(timeline.time().as_deref(), Some(expect));
        }
        let may = timeline.seconds().expect("a month is selected");
        assert_eq!((may.end - may.start) / 86_400, 31);
    }

    #[test]
    fn the_selected_time_survives_news_but_not_another_question() {
        let mut timeline = timeline(Step::Day, &[(2026, 3, 1, 1), (2026, 3, 3, 1)]);
        timeline.walk(-1);
        let news = Found {
            step: Step::Day,
            entries: vec![
                Entry {
                    from: date(2026, 2, 27),
                    stories: 1,
                },
                Entry {
                    from: date(2026, 3, 3),
                    stories: 2,
                },
            ],
            undated: 0,
        };
        timeline.accept(Generation(1), &news);
        assert_eq!(timeline.time().as_deref(), Some("3 Mar 2026"));
        timeline.ask(Generation(2));
        timeline.accept(Generation(1), &Found::default());
        assert_eq!((timeline.time(), timeline.bars.len()), (None, 5));
    }

    #[test]
    fn a_stray_date_does_not_push_the_others_apart() {
        let far = timeline(Step::Day, &[(1, 1, 1, 1), (2026, 3, 3, 1)]);
        assert_eq!(far.bars.len(), 2);
    }

    #[test]
    fn no_size_is_too_small() {
        let mut timeline = timeline(Step::Day, &[(2026, 1, 1, 1), (2026, 3, 30, 900)]);
        for walked in [0, -1, -1] {
            timeline.walk(walked);
            for (width, height) in [(0, 0), (1, 1), (7, 2), (40, 2), (80, 3)] {
                let area = Rect::new(0, 0, width, height);
                timeline.draw(&mut Buffer::empty(area), area, &Theme::default());
            }
        }
    }
}
