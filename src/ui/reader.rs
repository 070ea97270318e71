//! The open story: its column, the place in it, folds, hits and jumps.
//!
//! The app feeds it actions and draws it; the list pane uses one as preview. What always holds:
//! - the place is a byte of the story; rows are made from it, so it survives resize and folding;
//! - whatever is landed on is on the screen, marked in the margin, and not inside a fold.

mod copy;
mod draw;
mod excerpt;
mod find;
mod folds;
mod jumps;
mod linked;
mod links;
mod notes;
mod pages;
mod progress;
mod renew;
mod select;
mod stop;
mod whole;

use std::sync::Arc;

use ratatui::layout::Size;

use crate::story::{Identity, Landmark, Span, Story, StoryId, TurnRole, count_words};
use crate::typeset::{Beside, Layout, Line, Manner, Typeset};

use crate::ui::action::Action;
use find::Hits;
use folds::Folds;
use jumps::{Jumps, Spot, Way};
use select::Selection;

pub use progress::Stretch;
use stop::Stop;

pub use excerpt::{Form, Part};
pub use whole::Order;

/// Narrowest and widest column a reader may ask for.
const COLUMN: std::ops::RangeInclusive<u16> = 20..=160;
/// Columns by which the column grows and shrinks.
const COLUMN_STEP: u16 = 4;
/// Columns left of the text from which on the sections may stand there, and those that then stay free.
const WIDE: u16 = 32;
const NEAR: u16 = 8;
/// A count beyond this means "as far as it goes", and is safe to calculate with.
const MOST_TIMES: usize = 1_000_000;
/// Bytes of text of which the words are counted to tell how long the rest takes.
const SAMPLE: usize = 64 * 1024;

/// What came of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was done.
    Done,
    /// There is nothing further that way; [`Status::note`] may say what was missing.
    Unmoved,
    /// Not an action of the reader.
    NotMine,
    /// This text is to be copied.
    Copy(String),
    /// This address is to be opened in the browser.
    Browse(String),
}

/// Where a find ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// At the hit one stands on.
    Here,
    /// At the place where find began, with the hits there were before.
    Return,
}

/// What the status line tells of the open story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status<'a> {
    /// The section one is in: number from 1, number of sections, heading.
    pub section: Option<(usize, usize, &'a str)>,
    /// How far down, 0 at the top and 100 at the end.
    pub percent: u8,
    /// Minutes to read from here to the end.
    pub minutes_left: usize,
    /// The hit one stands on: number from 1, number of hits.
    pub hit: Option<(usize, usize)>,
    /// The question one is at or under: number from 1, number of questions.
    pub question: Option<(usize, usize)>,
    /// What the last action has to say: who is quoted, what was not found.
    pub note: Option<String>,
}

/// A story on the screen.
#[derive(Debug)]
pub struct Reader {
    story: Arc<Story>,
    id: StoryId,
    identity: Identity,
    area: Size,
    preferred: u16,
    manner: Manner,
    typeset: Typeset,
    /// First row on the screen.
    top: usize,
    /// The byte that is kept at the top when rows change.
    place: usize,
    /// Where the story was taken up again.
    stop: Option<Stop>,
    /// What is selected with keys.
    selection: Option<Selection>,
    /// What the last jump landed on.
    landed: Option<Landed>,
    hits: Hits,
    folds: Folds,
    jumps: Jumps,
    /// The only person not dimmed.
    lit: Option<usize>,
    note: Option<String>,
    /// Whether links bear letters.
    labels: bool,
    /// Words in so many bytes, to tell how long the rest takes.
    pace: (usize, usize),
}

/// What a jump landed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Landed {
    span: Span,
    kind: Landmark,
}

impl Reader {
    /// Opens a story at its top, in an area of the screen. `preferred_width` is the width of the
    /// text in columns, as far as the area has them.
    pub fn new(
        story: Arc<Story>,
        id: StoryId,
        area: Size,
        preferred_width: u16,
        manner: Manner,
    ) -> Self {
        let mut reader = Self {
            pace: pace(&story),
            identity: story.identity(),
            story,
            id,
            area,
            preferred: preferred_width.clamp(*COLUMN.start(), *COLUMN.end()),
            manner,
            typeset: Typeset::default(),
            top: 0,
            place: 0,
            stop: None,
            selection: None,
            landed: None,
            hits: Hits::default(),
            folds: Folds::default(),
            jumps: Jumps::default(),
            lit: None,
            note: None,
            labels: false,
        };
        reader.set();
        reader
    }

    /// The story.
    pub fn story(&self) -> &Arc<Story> {
        &self.story
    }

    /// Which story it is.
    pub fn id(&self) -> &StoryId {
        &self.id
    }

    /// The byte at the top of the screen.
    pub fn place(&self) -> usize {
        self.place
    }

    /// Width of the text in columns that the reader asked for; the screen may have fewer.
    pub fn preferred_width(&self) -> u16 {
        self.preferred
    }

    /// Shows the story with a byte in the top row, as [`Reader::place`] told it.
    pub fn start_at(&mut self, place: usize) {
        self.reveal(place);
        self.reach(place);
        self.place = place.min(self.story.text.len());
        self.top = self.row_at_top();
    }

    /// Shows a byte with a little of what stands above it, and marks its paragraph.
    pub fn go_to(&mut self, place: usize) {
        let block = self.story.block_at(place);
        let span = block.map_or(Span::default(), |block| self.story.blocks[block].span);
        self.leave();
        self.land(Landed {
            span: Span::new(place.min(span.end).max(span.start), span.end),
            kind: Landmark::Paragraph,
        });
    }

    /// Marks what somebody says, a quotation or a turn by the place of its words, and tells who says it.
    pub fn land_on(&mut self, words: Span) {
        let quotation = self.story.quotations.iter();
        let quotation = quotation.map(|quotation| (quotation.span, quotation.outer));
        let quotation = quotation.map(|(span, outer)| (span, outer, Landmark::Quotation));
        let turns = self.story.turns.iter();
        let turns = turns.map(|turn| (turn.span, turn.outer(), Landmark::Turn));
        let found = quotation.chain(turns).find(|(span, ..)| *span == words);
        let Some((_, span, kind)) = found else {
            return self.go_to(words.start);
        };
        self.leave();
        self.land(Landed { span, kind });
    }

    /// Takes over the hits of a search, and lands on one of them.
    pub fn show_hits(&mut self, hits: Vec<Span>, current: Span) {
        self.hits = Hits::new(hits, current, self.story.text.len());
        self.show_current_hit();
    }

    /// Fits the story to another area; the place stays.
    pub fn resize(&mut self, area: Size) {
        if area != self.area {
            self.area = area;
            self.set();
        }
    }

    /// Moves by rows, down where positive.
    pub fn scroll(&mut self, rows: isize) {
        self.scroll_by(rows);
    }

    /// A click; column and row count from the corner of the reader's own area.
    ///
    /// On a link it answers with the address; elsewhere it marks the quotation or paragraph.
    pub fn click(&mut self, column: u16, row: u16) -> Answer {
        if let Some(question) = self.folded_at(row) {
            return self.open_question(question);
        }
        let Some(byte) = self.byte_under(column, row) else {
            return Answer::Unmoved;
        };
        let story = Arc::clone(&self.story);
        if let Some(mark) = self.note_mark_at(byte) {
            return self.follow_mark(mark);
        }
        let link = story.links().find(|(span, _)| span.contains(byte));
        if let Some((_, address)) = link.filter(|(_, address)| is_web(address)) {
            return Answer::Browse(address.to_string());
        }
        let quotation = story.quotation_at(byte).map(|index| Landed {
            span: story.quotations[index].outer,
            kind: Landmark::Quotation,
        });
        let paragraph = || {
            story.block_at(byte).map(|index| Landed {
                span: story.blocks[index].span,
                kind: Landmark::Paragraph,
            })
        };
        self.landed = quotation.or_else(paragraph);
        self.note = self.landed.and_then(|landed| self.note_on(landed));
        Answer::Done
    }

    /// Where one is, for the status line.
    pub fn status(&self) -> Status<'_> {
        let story = &self.story;
        let focus = self.focus();
        let section = story.section_at(focus).map(|index| {
            let heading = story.slice(story.sections[index].heading);
            (index + 1, story.sections.len(), heading)
        });
        let asked = |turns: &[crate::story::Turn]| {
            turns
                .iter()
                .filter(|turn| turn.role == TurnRole::Question)
                .count()
        };
        let reached = story
            .turns
            .partition_point(|turn| turn.outer().start <= focus);
        let question = asked(&story.turns[..reached]);
        let (words, bytes) = self.pace;
        let from = if self.folds == Folds::default() {
            self.place
        } else {
            focus
        };
        let left = (story.text.len() - from) * words / bytes;
        Status {
            section,
            percent: self.percent(),
            minutes_left: Story::minutes(left),
            hit: self.hits.position(),
            question: (question > 0).then(|| (question, asked(&story.turns))),
            note: self.note.clone(),
        }
    }

    /// What the last action has to say, taken away.
    pub fn take_note(&mut self) -> Option<String> {
        self.note.take()
    }

    /// Whether a quotation was landed on.
    pub fn stands_on_quotation(&self) -> bool {
        self.landed
            .is_some_and(|landed| landed.kind == Landmark::Quotation)
    }

    /// Whether an action can lead anywhere in this story.
    pub fn serves(&self, action: Action) -> bool {
        let story = &self.story;
        let has_role = |role| story.turns.iter().any(|turn| turn.role == role);
        match action {
            Action::NextSection => !story.sections.is_empty(),
            Action::NextQuotation => !story.quotations.is_empty(),
            Action::NextQuestion | Action::FoldAnswers => has_role(TurnRole::Question),
            Action::NextAnswer => has_role(TurnRole::Answer),
            Action::Outline => !story.sections.is_empty() || has_role(TurnRole::Question),
            _ => true,
        }
    }

    /// By rows; where not all are set, by bytes.
    fn percent(&self) -> u8 {
        let (above, all) = match self.typeset.part() {
            // With answers folded away rows say little of how far one is.
            None if self.folds != Folds::default() => (self.focus(), self.story.text.len()),
            None => (self.top, self.last_top()),
            Some(_) => (self.place, self.story.text.len()),
        };
        (above * 100).checked_div(all).unwrap_or(100) as u8
    }

    /// Does what the reader asked for, `count` times or to the `count`th where a count has a meaning.
    pub fn act(&mut self, action: Action, count: Option<usize>) -> Answer {
        self.note = None;
        let times = count.unwrap_or(1).clamp(1, MOST_TIMES);
        let steps = isize::try_from(times).unwrap_or(isize::MAX);
        if self.is_selecting() {
            return self.select(action, times);
        }
        if let Some(answer) = self.step_questions(action, times) {
            return answer;
        }
        if action == Action::PageDown && times == 1 {
            return self.turn_page();
        }
        if let Some(rows) = self.rows_of(action) {
            return self.scroll_by(rows.saturating_mul(steps));
        }
        // Any other place may be asked for.
        self.complete();
        if let Some((landmark, way)) = jumps::jump_of(action, &self.story) {
            return self.jump(landmark, way, times);
        }
        match action {
            Action::Top => self.travel(count.map_or(0, |row| row.saturating_sub(1))),
            Action::Bottom => self.travel(count.map_or(usize::MAX, |row| row.saturating_sub(1))),
            Action::Percent => self.travel(self.last_top() * times.min(100) / 100),
            Action::JumpBack => self.jump_back(times),
            Action::JumpForward => self.jump_forward(times),
            Action::NextSameSpeaker => self.jump_to_same_speaker(Way::Next, times),
            Action::PreviousSameSpeaker => self.jump_to_same_speaker(Way::Previous, times),
            Action::NextHit => self.step_hit(Way::Next, times),
            Action::PreviousHit => self.step_hit(Way::Previous, times),
            Action::Wider => self.widen(i32::from(COLUMN_STEP) * steps as i32),
            Action::Narrower => self.widen(-i32::from(COLUMN_STEP) * steps as i32),
            Action::FoldAnswers => self.fold_answers(),
            Action::ToggleFold => self.toggle_fold(),
            Action::Open if self.folds != Folds::default() => self.toggle_fold(),
            Action::UnfoldAll => self.unfold_all(),
            Action::Links => self.label_links(),
            Action::DimOthers => self.dim_others(),
            Action::Select => self.begin_selection(),
            Action::Cancel => self.forget(),
            _ => self.hand_out(action),
        }
    }

    /// Sets the rows anew and returns to the place.
    fn set(&mut self) {
        let hidden = self.folds.hidden(&self.story);
        let layout = Layout {
            width: self.measure().width,
            beside: self.beside(),
            hidden: &hidden,
            manner: self.manner,
        };
        self.typeset = Typeset::around(&self.story, layout, self.place);
        self.top = self.row_at_top();
    }

    /// Columns that tables may take beside the text: on wide screens all but those in which the sections
    /// of the story stand.
    fn beside(&self) -> Beside {
        let measure = self.measure();
        let right = self.area.width.saturating_sub(measure.left + measure.width);
        let left = measure.left.saturating_sub(2);
        Beside {
            left: if left > WIDE { NEAR } else { left },
            right: right.saturating_sub(1),
        }
    }

    fn height(&self) -> usize {
        usize::from(self.area.height)
    }

    /// Rows that an action scrolls by, down where positive.
    fn rows_of(&self, action: Action) -> Option<isize> {
        let page = self.page();
        let half = page.div_euclid(2).max(1);
        Some(match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::HalfPageDown => half,
            Action::HalfPageUp => -half,
            Action::PageDown => page,
            Action::PageUp => -page,
            _ => return None,
        })
    }

    /// Rows of a page: two rows stay, to read on from.
    fn page(&self) -> isize {
        isize::from(self.area.height.cast_signed())
            .saturating_sub(2)
            .max(1)
    }

    /// The last row that may stand at the top.
    fn last_top(&self) -> usize {
        self.typeset.rows().len().saturating_sub(self.height())
    }

    /// The row that the place asks for at the top. At the very start that is the first row, though
    /// the masthead above the text has no bytes of its own.
    fn row_at_top(&self) -> usize {
        let row = if self.place == 0 {
            0
        } else {
            self.typeset.row_of(self.place)
        };
        row.min(self.last_top())
    }

    fn scroll_by(&mut self, rows: isize) -> Answer {
        let to = self.top.saturating_add_signed(rows);
        let ends_outside = self.typeset.part().is_some_and(|part| {
            let below = to.saturating_add(self.height()) > self.typeset.rows().len();
            to == 0 && !part.has_start || below && !part.has_end
        });
        if ends_outside {
            self.complete();
        }
        self.show_from(self.top.saturating_add_signed(rows))
    }

    /// Puts a row at the top, as far as the story reaches.
    fn show_from(&mut self, row: usize) -> Answer {
        let row = row.min(self.last_top());
        if row == self.top {
            return Answer::Unmoved;
        }
        self.top = row;
        self.place = if row == 0 {
            0
        } else {
            self.typeset.place_of(row)
        };
        Answer::Done
    }

    /// A far move, which the jump list remembers.
    fn travel(&mut self, row: usize) -> Answer {
        let spot = self.spot();
        let answer = self.show_from(row);
        if answer == Answer::Done {
            self.jumps.push(spot);
            self.landed = None;
        }
        answer
    }

    fn is_on_screen(&self, place: usize) -> bool {
        let row = self.typeset.row_of(place);
        (self.top..self.top + self.height()).contains(&row)
    }

    /// Where the reader's eyes are taken to be: at what was landed on, else at the top.
    pub fn focus(&self) -> usize {
        let landed = self.landed.map(|landed| landed.span.start);
        landed
            .filter(|&at| self.is_on_screen(at))
            .unwrap_or(self.place)
    }

    fn widen(&mut self, columns: i32) -> Answer {
        let now = self.measure().width;
        let wanted = (i32::from(now) + columns).clamp(1, i32::from(u16::MAX));
        let wanted = u16::try_from(wanted)
            .map_or(now, |wanted| wanted.clamp(*COLUMN.start(), *COLUMN.end()));
        let before = std::mem::replace(&mut self.preferred, wanted);
        if self.measure().width == now {
            self.preferred = before;
            self.note =
                Some("the column is as wide as it gets".to_string()).filter(|_| columns > 0);
            return Answer::Unmoved;
        }
        self.set();
        Answer::Done
    }

    /// Takes highlights and mark away; with none there, cancelling is for others.
    fn forget(&mut self) -> Answer {
        if self.landed.take().is_none() && self.hits.position().is_none() {
            return Answer::NotMine;
        }
        self.hits = Hits::default();
        Answer::Done
    }

    /// The quotation that is landed on, else the first one on the screen.
    fn quotation_here(&self) -> Option<usize> {
        let quotations = &self.story.quotations;
        self.story.quotation_at(self.focus()).or_else(|| {
            let next = quotations.partition_point(|quotation| quotation.outer.start < self.focus());
            let quotation = quotations.get(next)?;
            self.is_on_screen(quotation.outer.start).then_some(next)
        })
    }

    fn spot(&self) -> Spot {
        Spot {
            place: self.place,
            landed: self.landed,
        }
    }

    fn byte_under(&self, column: u16, row: u16) -> Option<usize> {
        if row >= self.area.height {
            return None;
        }
        let index = self.top + usize::from(row);
        let row = self.typeset.rows().get(index)?;
        let line = row.line;
        let column = (column + row.outdent).checked_sub(self.measure().left)?;
        let byte = self.typeset.byte_at(&self.story, index, column);
        byte.filter(|_| !matches!(line, Line::Air | Line::Made(_)))
    }
}

/// Words in the beginning of a story, and its bytes (at least 1): exact for stories of usual length.
fn pace(story: &Story) -> (usize, usize) {
    let (mut words, mut bytes) = (0, 1);
    for block in story.blocks.iter().filter(|block| block.is_read()) {
        words += count_words(story.slice(block.span));
        bytes = block.span.end.max(1);
        if bytes > SAMPLE {
            break;
        }
    }
    (words, bytes)
}

/// Whether a browser may be sent to an address.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

#[cfg(test)]
mod tests;
