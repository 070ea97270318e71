//! A list of any length: which rows are held, which one is selected, which are seen.
//!
//! Only a window of rows is ever held, whatever the library's size; the rest is asked for as one
//! scrolls. The stories are one such list, the rows of a [`pane`](crate::ui::pane) another.

pub mod draw;
pub mod excerpt;
pub mod groups;

use crate::index::{Hint, Page, Passage, Row, Total, Window};
use crate::story::{Date, StoryId};
use crate::ui::action::Action;
use crate::worker::Generation;
use groups::DateGroup;

/// Rows held at most.
pub const WINDOW: usize = 200;

/// What a list can hold.
pub trait Listed {
    /// What stays the same of a row when the index changes around it.
    type Id: Clone + PartialEq;

    /// Which row it is.
    fn id(&self) -> Self::Id;

    /// When it was published, where rows are grouped by that.
    fn date(&self) -> Option<Date>;

    /// What stands below it while it is selected.
    fn below(&self) -> Option<&str> {
        None
    }
}

impl Listed for Row {
    type Id = StoryId;

    fn id(&self) -> StoryId {
        self.id.clone()
    }

    fn date(&self) -> Option<Date> {
        self.date
    }

    fn below(&self) -> Option<&str> {
        self.deck.as_deref()
    }
}

/// Rows that answer a question.
#[derive(Clone, Debug)]
pub struct Batch<R> {
    /// How many rows there are in all.
    pub total: Total,
    /// Which of them these are.
    pub window: Window,
    /// The rows.
    pub rows: Vec<R>,
    /// How the query was read.
    pub hints: Vec<Hint>,
}

impl From<Page> for Batch<Row> {
    fn from(page: Page) -> Self {
        Self {
            total: page.total,
            window: page.window,
            rows: page.rows,
            hints: page.hints,
        }
    }
}

/// The list.
#[derive(Clone, Debug)]
pub struct List<R = Row> {
    /// How many rows there are in all.
    total: Total,
    /// The rows held, the first of them at `offset`.
    rows: Vec<R>,
    offset: usize,
    /// The selected row, counted from the first of all.
    selected: usize,
    /// The first row on the screen.
    top: usize,
    /// Where the next page belongs to, and what it was asked for.
    asked: Generation,
    /// Rows asked for first.
    limit: usize,
    window: Option<Window>,
    /// Which question the rows held answer; `None` before the first answer.
    shown: Option<Generation>,
    /// Rows above the first, which lead elsewhere, and the one of them that is selected.
    pinned: Pinned,
    selected_pinned: Option<usize>,
    /// How the query was read.
    hints: Vec<Hint>,
    /// Whether the reader has chosen a row, so that it must stay selected.
    touched: bool,
}

impl<R> Default for List<R> {
    fn default() -> Self {
        Self {
            total: Total::default(),
            rows: Vec::new(),
            offset: 0,
            selected: 0,
            top: 0,
            asked: Generation::default(),
            limit: WINDOW,
            window: None,
            shown: None,
            pinned: Pinned::default(),
            selected_pinned: None,
            hints: Vec::new(),
            touched: false,
        }
    }
}

/// Rows above the first: searches with a name, and below them stories to go on with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pinned {
    /// Searches.
    pub saved: usize,
    /// Stories.
    pub begun: usize,
}

impl Pinned {
    fn count(self) -> usize {
        self.saved + self.begun
    }

    /// Lines of the heading over the stories, with the air above it.
    fn heading(self) -> usize {
        match (self.saved, self.begun) {
            (_, 0) => 0,
            (0, _) => 1,
            _ => 2,
        }
    }
}

/// How the rows are set: it follows from the area, and says which rows are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Rows of the screen.
    pub height: usize,
    /// Lines of one story.
    pub lines: usize,
    /// Empty lines below each story.
    pub air: usize,
    /// Lines at most of what stands below the selected story, and columns of each.
    pub below: (usize, usize),
    /// Whether headings part the days; the present as seconds since 1970 UTC.
    pub today: Option<i64>,
}

impl Setting {
    /// Lines from one story to the next.
    fn pitch(self) -> usize {
        self.lines + self.air
    }

    /// Stories that the screen may show at once, the last of them in part.
    pub fn screenful(self) -> usize {
        self.height / self.pitch() + 1
    }
}

/// One thing that is seen, and on how many lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The pinned row with this number.
    Pinned(usize),
    /// The heading over the stories to go on with.
    Continue,
    /// A heading, with air above it but on the first line.
    Heading(DateGroup),
    /// The story with this number.
    Story(usize),
}

impl List {
    /// Shows another passage of the selected row.
    pub fn turn(&mut self, passage: Passage) {
        let held = self.selected.checked_sub(self.offset);
        if let Some(row) = held.and_then(|number| self.rows.get_mut(number)) {
            row.passage = Some(passage);
        }
    }

    /// Whether the rows show what answers a query.
    pub fn has_passages(&self) -> bool {
        self.rows.iter().any(|row| row.passage.is_some())
    }
}

impl<R: Listed> List<R> {
    /// Number of rows in all.
    pub fn total(&self) -> Total {
        self.total
    }

    /// Number of the selected row, from 0.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The selected row, if it is held.
    pub fn selected_row(&self) -> Option<&R> {
        let row = self.row(self.selected);
        row.filter(|_| self.selected_pinned.is_none())
    }

    /// Number of the selected pinned row, if one is selected.
    pub fn selected_pinned(&self) -> Option<usize> {
        self.selected_pinned
    }

    /// Puts so many rows above the first.
    pub fn pin(&mut self, rows: Pinned) {
        self.pinned = rows;
        let count = rows.count();
        self.selected_pinned = self.selected_pinned.filter(|selected| *selected < count);
    }

    /// The rows held.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// So many rows below the selected one, as far as they are held.
    pub fn rows_below(&self, most: usize) -> Vec<&R> {
        let numbers = (self.selected + 1)..=self.selected.saturating_add(most);
        numbers.map_while(|number| self.row(number)).collect()
    }

    /// Selects a pinned row. Says whether that is another one.
    pub fn select_pinned(&mut self, number: usize) -> bool {
        self.selected = 0;
        self.touched = true;
        self.selected_pinned.replace(number) != Some(number)
    }

    /// How the query was read.
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// Whether the rows answer the newest question.
    pub fn is_fresh(&self) -> bool {
        self.shown == Some(self.asked)
    }

    /// Whether anything was ever answered.
    pub fn is_answered(&self) -> bool {
        self.shown.is_some()
    }

    fn row(&self, number: usize) -> Option<&R> {
        self.rows.get(number.checked_sub(self.offset)?)
    }

    /// A new question: the rows stay until its answer comes. `limit` rows are enough at first.
    pub fn ask(&mut self, generation: Generation, limit: usize) -> Window {
        self.asked = generation;
        self.limit = limit.min(WINDOW);
        self.expect(Window {
            offset: 0,
            limit: self.limit,
        })
    }

    /// The same question under a new number, after another one was asked in between. Returns what has
    /// to be asked again.
    pub fn resume(&mut self, generation: Generation) -> Option<Window> {
        let fresh = self.is_fresh();
        self.asked = generation;
        self.window = None;
        if fresh {
            self.shown = Some(generation);
            return None;
        }
        Some(self.expect(Window {
            offset: 0,
            limit: self.limit,
        }))
    }

    /// The same rows once more, because the index has changed.
    pub fn refresh(&mut self) -> Window {
        let offset = if self.is_fresh() { self.offset } else { 0 };
        self.expect(Window {
            offset,
            limit: self.rows.len().clamp(self.limit, WINDOW),
        })
    }

    /// What has to be asked for so that all rows on the screen are held.
    pub fn wanted(&mut self, setting: Setting) -> Option<Window> {
        if !self.is_fresh() {
            return None;
        }
        // Where one scrolls, a screen before and one after are wanted soon.
        let seen = setting.screenful();
        let limit = (3 * seen).max(self.limit).min(WINDOW);
        let before = limit / 3;
        // Where rows cost little, those of the next screen are there before it is asked for.
        let ahead = if self.limit == WINDOW {
            seen.min(before).min((limit - before).saturating_sub(seen))
        } else {
            0
        };
        let start = self.top.saturating_sub(ahead);
        let end = (self.top + seen + ahead).min(self.total.count());
        let is_inside = |offset: usize, count: usize| offset <= start && end <= offset + count;
        let asked = self
            .window
            .is_some_and(|window| is_inside(window.offset, window.limit));
        if asked || is_inside(self.offset, self.rows.len()) {
            return None;
        }
        Some(self.expect(Window {
            offset: self.top.saturating_sub(before),
            limit,
        }))
    }

    /// Whether rows that belong on the screen are on their way.
    pub fn awaits_rows(&self, setting: Setting) -> bool {
        let end = (self.top + setting.screenful()).min(self.total.count());
        let are_held = self.offset <= self.top && end <= self.offset + self.rows.len();
        self.window.is_some() && self.is_fresh() && !are_held
    }

    /// The rows below and above the selected one, as far as they are held.
    pub fn beside(&self) -> Vec<&R> {
        let numbers = [Some(self.selected + 1), self.selected.checked_sub(1)];
        let numbers = numbers.into_iter().flatten();
        numbers.filter_map(|number| self.row(number)).collect()
    }

    fn expect(&mut self, window: Window) -> Window {
        self.window = Some(window);
        window
    }

    /// Takes an answer in, unless it answers another question. Says whether it did.
    pub fn accept(&mut self, generation: Generation, page: impl Into<Batch<R>>) -> bool {
        let page = page.into();
        let awaited = self
            .window
            .is_some_and(|window| window.offset == page.window.offset);
        // The best of the newest rows are shown before the best of all are known.
        let is_partial = matches!(self.total, Total::AtLeast(_));
        let completes = self.is_fresh() && is_partial && page.window.offset == self.offset;
        if generation != self.asked || !(awaited || completes) {
            return false;
        }
        let kept = self.selected_row().filter(|_| self.touched).map(Listed::id);
        let is_new = self.shown != Some(generation);
        (self.total, self.rows, self.offset) = (page.total, page.rows, page.window.offset);
        self.hints = page.hints;
        self.shown = Some(generation);
        self.window = self.window.filter(|_| !awaited);
        if is_new {
            (self.selected, self.top, self.touched) = (0, 0, false);
            self.selected_pinned = None;
        } else if let Some(found) =
            kept.and_then(|id| self.rows.iter().position(|row| row.id() == id))
        {
            // The story stays selected, on the line of the screen where it was.
            let moved = self.offset + found;
            self.top = (self.top + moved).saturating_sub(self.selected);
            self.selected = moved;
        }
        self.selected = self.selected.min(self.last());
        true
    }

    fn last(&self) -> usize {
        self.total.count().saturating_sub(1)
    }

    /// Selects row `number`, or the last. Says whether that is another one.
    pub fn select(&mut self, number: usize) -> bool {
        let number = number.min(self.last());
        let before = std::mem::replace(&mut self.selected, number);
        self.touched = true;
        self.selected_pinned.take().is_some() || before != self.selected
    }

    /// Keeps the selected story selected, whatever comes.
    pub fn hold(&mut self) {
        self.touched = true;
    }

    /// Selects the row so many further down. Says whether that is another one.
    pub fn step(&mut self, rows: isize) -> bool {
        let pinned = self.pinned.count();
        let at = self.selected_pinned.unwrap_or(pinned + self.selected);
        let to = at.saturating_add_signed(rows);
        if pinned > to {
            return self.select_pinned(to);
        }
        self.select(to - pinned)
    }

    /// Moves the selection. Says whether the action is one that moves it.
    pub fn act(&mut self, action: Action, count: Option<usize>, setting: Setting) -> bool {
        let page = (setting.height / setting.pitch()).max(1).cast_signed();
        let times = count.unwrap_or(1).cast_signed();
        let all = self.total.count();
        match action {
            Action::Down | Action::NextStory | Action::NextHit => self.step(times),
            Action::Up | Action::PreviousStory | Action::PreviousHit => self.step(-times),
            Action::HalfPageDown => self.step(times * (page + 1) / 2),
            Action::HalfPageUp => self.step(-times * (page + 1) / 2),
            Action::PageDown => self.step(times * page),
            Action::PageUp => self.step(-times * page),
            Action::Top if count.is_none() && self.pinned.count() > 0 => self.select_pinned(0),
            Action::Top => self.select(count.unwrap_or(1).saturating_sub(1)),
            Action::Bottom => self.select(count.unwrap_or(all).saturating_sub(1)),
            Action::Percent => self.select(all * count.unwrap_or(50).min(100) / 100),
            _ => return false,
        };
        true
    }

    /// Moves what is seen as little as possible so that the selected row is on the screen.
    pub fn settle(&mut self, setting: Setting) {
        self.top = self.top.min(self.selected);
        let most = setting.height / setting.pitch();
        self.top = self.top.max(self.selected.saturating_sub(most));
        while self.top < self.selected && !self.is_seen_whole(setting) {
            self.top += 1;
        }
        self.fill_up(setting);
    }

    /// At the end of the list the last row stands at the bottom, not alone at the top.
    fn fill_up(&mut self, setting: Setting) {
        while self.top > 0 {
            self.top -= 1;
            if self.lines_to(self.last(), setting) > setting.height || !self.is_seen_whole(setting)
            {
                self.top += 1;
                return;
            }
        }
    }

    fn is_seen_whole(&self, setting: Setting) -> bool {
        self.lines_to(self.selected, setting) <= setting.height
    }

    /// Lines from the top of the screen to the end of row `last`, without the air below it.
    fn lines_to(&self, last: usize, setting: Setting) -> usize {
        let far = last > self.top + setting.height;
        if far {
            return usize::MAX;
        }
        let mut lines = 0;
        for (line, item, height) in self.laid_out(setting, usize::MAX) {
            if item == Item::Story(last) {
                lines = line + height - setting.air;
                break;
            }
        }
        lines
    }

    /// What is seen: line, item, and the lines it takes.
    pub fn items(&self, setting: Setting) -> impl Iterator<Item = (usize, Item, usize)> + '_ {
        self.laid_out(setting, setting.height)
    }

    fn laid_out(
        &self,
        setting: Setting,
        until: usize,
    ) -> impl Iterator<Item = (usize, Item, usize)> + '_ {
        let group = move |number: usize| {
            let today = setting.today?;
            let date = self.row(number)?.date();
            Some(date.map_or(DateGroup::Undated, |date| DateGroup::of(date, today)))
        };
        // A heading that is not on the first line has one empty line above it.
        let height = 2 - setting.air.min(1);
        let (pinned, parts) = (self.pinned_seen(setting), self.pinned);
        let above = pinned.clone().flat_map(move |number| {
            let is_last = number + 1 == pinned.end;
            let is_first_begun = number == parts.saved.max(pinned.start);
            // At the very top there is nothing to stand apart from.
            let lines = if number == pinned.start { 1 } else { 2 };
            let heading = is_first_begun.then_some((Item::Continue, lines));
            let row = (Item::Pinned(number), 1 + usize::from(is_last));
            heading.into_iter().chain([row])
        });
        let chosen = self
            .selected_row()
            .map(|row| (self.selected, below(row, setting)));
        let more = move |number| match chosen {
            Some((selected, lines)) if selected == number => lines,
            _ => 0,
        };
        let mut last = None;
        let items = (self.top..self.total.count()).flat_map(move |number| {
            let heading = group(number).filter(|group| last != Some(*group));
            last = heading.or(last);
            let lines = if number == self.top { 1 } else { height };
            let heading = heading.map(|group| (Item::Heading(group), lines));
            heading
                .into_iter()
                .chain([(Item::Story(number), setting.pitch() + more(number))])
        });
        let placed = above.chain(items).scan(0, |line, (item, height)| {
            let start = *line;
            *line += height;
            Some((start, item, height))
        });
        placed.take_while(move |(line, ..)| *line < until)
    }

    /// The pinned rows that are seen: with the first row alone, and never more than half the lines.
    fn pinned_seen(&self, setting: Setting) -> std::ops::Range<usize> {
        let pinned = self.pinned.count();
        if self.top > 0 || pinned == 0 {
            return 0..0;
        }
        let most = (setting.height / 2).max(2) - 1;
        let most = most.saturating_sub(self.pinned.heading()).max(1);
        let last = pinned.saturating_sub(most);
        let start = self
            .selected_pinned
            .map_or(0, |at| (at + 1).saturating_sub(most).min(last));
        start..pinned.min(start + most)
    }

    /// The pinned row on a line of the screen.
    pub fn pinned_at_line(&self, line: usize, setting: Setting) -> Option<usize> {
        let mut items = self.items(setting);
        items.find_map(|(start, item, _)| match item {
            Item::Pinned(number) if start == line => Some(number),
            _ => None,
        })
    }

    /// The story on a line of the screen.
    pub fn at_line(&self, line: usize, setting: Setting) -> Option<usize> {
        self.items(setting)
            .find_map(|(start, item, height)| match item {
                Item::Story(number) if (start..start + height).contains(&line) => Some(number),
                _ => None,
            })
    }
}

/// Lines of what stands below a row while it is selected.
fn below<R: Listed>(row: &R, setting: Setting) -> usize {
    let (lines, columns) = setting.below;
    let text = row.below().filter(|_| lines > 0 && columns > 0);
    text.map_or(0, |text| excerpt::excerpt(text, &[], columns, lines).len())
}

#[cfg(test)]
mod tests;
