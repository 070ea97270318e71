//! Where a line stands on its page, and what the page is like around it.

use crate::page::borders::echoes::Echoes;
use crate::page::cohesion::Vocabulary;
use crate::page::front::Front;
use crate::page::lines::{Case, End, Line, Role};

use super::own::is_long;

/// Where a bare line stands.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub struct Place {
    /// Lines before it.
    pub before: usize,
    /// Lines after it.
    pub after: usize,
    /// Long lines before it.
    pub long_before: usize,
    /// Long lines after it.
    pub long_after: usize,
    /// Lines back to the nearest long one; 99 where there is none.
    pub since_long: usize,
    /// Lines on to the nearest long one; 99 where there is none.
    pub until_long: usize,
    /// Bare open lines in a row that it stands in.
    pub run: usize,
    /// How many of them stand before it.
    pub run_before: usize,
    /// Whether more empty lines than usual stand before it.
    pub wider_gap: bool,
    /// Whether few lines of the page have such a gap.
    pub rare_gap: bool,
    /// Whether a rule stands right before it.
    pub after_rule: bool,
    /// Whether a byline stands within the next two lines.
    pub author_next: bool,
    /// Whether a date stands within the next two lines.
    pub day_next: bool,
    /// Whether a byline or a date stands right before it.
    pub after_front: bool,
    /// Whether the line that follows is byline or date just as behind the first line that had one.
    pub opens_like_first: bool,
    /// Bylines and dates of the page.
    pub fronts: usize,
    /// Whether the same words stand elsewhere on the page.
    pub repeated: bool,
    /// How much of its words the lines before it have, in hundredths.
    pub known: usize,
    /// How much of its words the lines after it take up, in hundredths.
    pub taken_up: usize,
    /// Hundredths of the page's lines that are bare and open.
    pub open_share: usize,
    /// Whether the story before has come to an end: the last line read is a finished sentence.
    pub after_finished: bool,
    /// Columns of the line.
    pub width: usize,
    /// Mean columns of the bare open lines between long ones.
    pub usual_heading: usize,
    /// Whether it is open.
    pub open: bool,
    /// Whether each rule of the page stands over a title.
    pub rules_titled: bool,
    /// Whether each wider gap of the page stands over a title, and there are few.
    pub gaps_titled: bool,
    /// Whether each byline and date of the page stands under a title, and there are several.
    pub fronts_titled: bool,
    /// Whether it is set in capitals and the first line too.
    pub capitals_like_first: bool,
    /// Whether it closes with a colon over a long line, as another line of the page does in other words.
    pub colon_over_text: bool,
}

impl Place {
    /// Whether something that parts stories stands at it: a rule, a rare gap, or a byline or date behind
    /// the end of a text.
    pub fn is_marked(&self) -> bool {
        let front = self.author_next || self.day_next || self.after_front;
        let parted = self.rare_gap || self.after_rule;
        self.long_before > 0 && (parted || (front && self.after_finished))
    }
}

/// A sign of the place.
pub type PlaceSign = (&'static str, fn(&Place) -> bool);

/// What the place says.
pub const SIGNS: &[PlaceSign] = &[
    ("any line", |_| true),
    ("first line", |p| p.before == 0),
    ("second line", |p| p.before == 1),
    ("third line", |p| p.before == 2),
    ("fourth or fifth line", |p| (3..=4).contains(&p.before)),
    ("sixth to tenth line", |p| (5..=9).contains(&p.before)),
    ("eleventh to twentieth line", |p| {
        (10..=19).contains(&p.before)
    }),
    ("last line", |p| p.after == 0),
    ("last line but one", |p| p.after == 1),
    ("near the last line", |p| (2..=4).contains(&p.after)),
    ("five to ten lines from the last", |p| {
        (5..=10).contains(&p.after)
    }),
    ("nothing long before", |p| p.long_before == 0),
    ("one long line before", |p| p.long_before == 1),
    ("two long lines before", |p| {
        (2..=3).contains(&p.long_before)
    }),
    ("four long lines before", |p| {
        (4..=7).contains(&p.long_before)
    }),
    ("nothing long after", |p| p.long_after == 0),
    ("one long line after", |p| p.long_after == 1),
    ("two long lines after", |p| (2..=3).contains(&p.long_after)),
    ("four long lines after", |p| (4..=7).contains(&p.long_after)),
    ("nothing long before, first line", |p| {
        p.long_before == 0 && p.run_before == 0
    }),
    ("nothing long before, long next", |p| {
        p.long_before == 0 && p.until_long == 1
    }),
    ("nothing long before, long second next", |p| {
        p.long_before == 0 && p.until_long == 2
    }),
    ("nothing long before, front next", |p| {
        p.long_before == 0 && (p.author_next || p.day_next)
    }),
    ("nothing long before, narrow", |p| {
        p.long_before == 0 && p.width < 25
    }),
    ("nothing long before, wide", |p| {
        p.long_before == 0 && p.width > 40
    }),
    ("nothing long before, taken up", |p| {
        p.long_before == 0 && p.taken_up >= 33
    }),
    ("nothing long before, nothing taken up", |p| {
        p.long_before == 0 && p.taken_up == 0
    }),
    ("nothing long after, narrow", |p| {
        p.long_after == 0 && p.width < 30
    }),
    ("long line right before", |p| p.since_long == 1),
    ("long line two before", |p| p.since_long == 2),
    ("long line three to five before", |p| {
        (3..=5).contains(&p.since_long)
    }),
    ("long line right after", |p| p.until_long == 1),
    ("long line two after", |p| p.until_long == 2),
    ("long line three to five after", |p| {
        (3..=5).contains(&p.until_long)
    }),
    ("no long line near", |p| {
        p.since_long > 5 && p.until_long > 5
    }),
    ("open between long lines", |p| {
        p.open && p.since_long == 1 && p.until_long == 1
    }),
    ("closed between long lines", |p| {
        !p.open && p.since_long == 1 && p.until_long == 1
    }),
    ("run of two", |p| p.run == 2),
    ("run of three or four", |p| (3..=4).contains(&p.run)),
    ("run of five to nine", |p| (5..=9).contains(&p.run)),
    ("run of ten", |p| p.run >= 10),
    ("first of a run", |p| p.run >= 2 && p.run_before == 0),
    ("last of a run", |p| p.run >= 2 && p.run_before + 1 == p.run),
    ("last of a long run", |p| {
        p.run >= 5 && p.run_before + 1 == p.run
    }),
    ("wider gap", |p| p.wider_gap),
    ("rare wider gap", |p| p.rare_gap),
    ("rare wider gap after the end of a text", |p| {
        p.rare_gap && p.after_finished && p.long_before > 0
    }),
    ("after a rule", |p| p.after_rule),
    ("after a rule and the end of a text", |p| {
        p.after_rule && p.after_finished
    }),
    ("author next", |p| p.author_next),
    ("day next", |p| p.day_next),
    ("author and day next", |p| p.author_next && p.day_next),
    ("author next after the end of a text", |p| {
        p.author_next && p.after_finished && p.long_before > 0
    }),
    ("day next after the end of a text", |p| {
        p.day_next && p.after_finished && p.long_before > 0
    }),
    ("after a front and the end of a text", |p| {
        p.after_front && p.after_finished && p.long_before > 0
    }),
    ("after a front", |p| p.after_front),
    ("front as under the first headline", |p| {
        p.opens_like_first && p.long_before > 0
    }),
    ("several fronts", |p| p.fronts > 1),
    ("several fronts, none here", |p| {
        p.fronts > 1 && !p.author_next && !p.day_next && !p.after_front
    }),
    ("capitals as in the first line", |p| p.capitals_like_first),
    ("repeated", |p| p.repeated),
    ("known by a third", |p| p.known >= 33),
    ("taken up by a third", |p| p.taken_up >= 33),
    ("taken up by two thirds", |p| p.taken_up >= 66),
    ("taken up and not known", |p| {
        p.taken_up >= 33 && p.known == 0
    }),
    ("a third bare lines", |p| p.open_share >= 33),
    ("half bare lines", |p| p.open_share >= 50),
    ("hardly a bare line", |p| p.open_share <= 10),
    ("wider than headings", |p| {
        p.usual_heading > 0 && p.width * 2 > p.usual_heading * 3
    }),
    ("narrower than headings", |p| {
        p.usual_heading > 0 && p.width * 2 < p.usual_heading
    }),
    ("after the end of a text", |p| p.after_finished),
    ("page of few lines", |p| p.before + p.after < 12),
    ("page of many lines", |p| p.before + p.after > 120),
    ("every rule over a title", |p| {
        p.after_rule && p.rules_titled
    }),
    ("every gap over a title", |p| p.rare_gap && p.gaps_titled),
    ("every front under a title", |p| {
        p.fronts_titled && p.long_before > 0 && (p.author_next || p.day_next)
    }),
    ("one of several colons over text", |p| p.colon_over_text),
    ("marked", Place::is_marked),
    ("marked, long next", |p| p.is_marked() && p.until_long == 1),
    ("marked, wide", |p| p.is_marked() && p.width > 35),
    ("marked, between long lines", |p| {
        p.is_marked() && p.since_long == 1 && p.until_long <= 2
    }),
];

/// Their names.
pub const NAMES: [&str; SIGNS.len()] = {
    let mut names = [""; SIGNS.len()];
    let mut at = 0;
    while at < SIGNS.len() {
        names[at] = SIGNS[at].0;
        at += 1;
    }
    names
};

/// Which of them says that something parts stories.
pub const MARKED: usize = SIGNS.len() - 4;

/// A page surveyed once, so that each line knows its place. Takes time in proportion to its lines.
#[derive(Debug)]
pub struct Places<'a> {
    lines: &'a [Line<'a>],
    front: &'a [Front],
    vocabulary: &'a Vocabulary,
    echoes: &'a Echoes,
    /// How many lines before each are long, and one more for the end.
    long: Vec<usize>,
    /// The nearest long line before each.
    last_long: Vec<Option<usize>>,
    /// The nearest long line after each.
    next_long: Vec<Option<usize>>,
    /// For each line, the row of bare open lines it stands in: where it begins and ends.
    runs: Vec<(usize, usize)>,
    usual_gap: u8,
    wider_gaps: usize,
    fronts: usize,
    /// What follows the first line under which a byline or a date stands.
    first_front: Front,
    open: usize,
    usual_heading: usize,
    rules_titled: bool,
    gaps_titled: bool,
    fronts_titled: bool,
    /// Lines that close with a colon over a long line.
    colons: usize,
}

fn is_open(line: &Line<'_>) -> bool {
    line.is_bare() && line.shape.end == End::Open
}

/// Columns of the widest heading that closes with a colon.
const WIDEST_COLON: usize = 50;

impl<'a> Places<'a> {
    /// Surveys a page.
    pub fn new(
        lines: &'a [Line<'a>],
        front: &'a [Front],
        vocabulary: &'a Vocabulary,
        echoes: &'a Echoes,
    ) -> Self {
        let mut places = Self {
            lines,
            front,
            vocabulary,
            echoes,
            long: Vec::with_capacity(lines.len() + 1),
            last_long: Vec::with_capacity(lines.len()),
            next_long: vec![None; lines.len()],
            runs: vec![(0, 0); lines.len()],
            usual_gap: usual_gap(lines),
            wider_gaps: 0,
            fronts: front.iter().filter(|front| front.any()).count(),
            first_front: first_front(front),
            open: lines.iter().filter(|line| is_open(line)).count(),
            usual_heading: 0,
            rules_titled: false,
            gaps_titled: false,
            fronts_titled: false,
            colons: 0,
        };
        places.wider_gaps = lines
            .iter()
            .filter(|line| line.gap > places.usual_gap)
            .count();
        places.find_long();
        places.find_runs();
        places.usual_heading = places.usual_heading();
        places.rules_titled = places.all_titled(|at| at > 0 && is_rule(&lines[at - 1]));
        let usual = places.usual_gap;
        places.gaps_titled = places.all_titled(|at| at > 0 && lines[at].gap > usual);
        places.fronts_titled = places.fronts_titled();
        let colons = (0..lines.len()).filter(|&at| places.is_colon_over_text(at));
        places.colons = colons.count();
        places
    }

    /// Whether a narrow line closes with a colon over a long line, and says what no other line says: a
    /// speaker's label comes again.
    fn is_colon_over_text(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let long = self.lines.get(at + 1).is_some_and(is_long);
        line.is_bare()
            && line.shape.end == End::Colon
            && line.shape.width <= WIDEST_COLON
            && long
            && self.echoes.within(at, 0..self.lines.len()) == 1
    }

    fn find_long(&mut self) {
        let (mut count, mut last) = (0, None);
        for (at, line) in self.lines.iter().enumerate() {
            self.long.push(count);
            self.last_long.push(last);
            if is_long(line) {
                count += 1;
                last = Some(at);
            }
        }
        self.long.push(count);
        let mut next = None;
        for (at, line) in self.lines.iter().enumerate().rev() {
            self.next_long[at] = next;
            if is_long(line) {
                next = Some(at);
            }
        }
    }

    fn find_runs(&mut self) {
        let mut start = 0;
        for at in 0..=self.lines.len() {
            if self.lines.get(at).is_none_or(|line| !is_open(line)) {
                self.runs[start..at].fill((start, at));
                start = at + 1;
            }
        }
    }

    fn usual_heading(&self) -> usize {
        let alone = (1..self.lines.len().saturating_sub(1)).filter(|&at| {
            is_open(&self.lines[at]) && is_long(&self.lines[at - 1]) && is_long(&self.lines[at + 1])
        });
        let (count, width) = alone.fold((0, 0), |(count, width), at| {
            (count + 1, width + self.lines[at].shape.width)
        });
        if count < 2 { 0 } else { width / count }
    }

    /// Whether a line looks like a title: short, bare, and a text below it.
    fn is_title(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let open = line.is_bare() && !self.front[at].any() && line.shape.end != End::Stop;
        open && line.shape.words >= 2 && self.next_long[at].is_some_and(|next| next - at <= 4)
    }

    /// Whether all lines that are asked for are titles; some must be there.
    fn all_titled(&self, asked: impl Fn(usize) -> bool) -> bool {
        let mut lines = (1..self.lines.len()).filter(|&at| asked(at)).peekable();
        lines.peek().is_some() && lines.all(|at| self.is_title(at))
    }

    /// Whether several bylines or dates stand on the page, and each of them by a title.
    fn fronts_titled(&self) -> bool {
        let first = |at: &usize| self.front[*at].any() && (*at == 0 || !self.front[*at - 1].any());
        let titled = |at: usize| at > 0 && self.is_title(at - 1);
        let groups = (0..self.lines.len()).filter(first);
        groups.clone().count() > 1 && groups.into_iter().all(titled)
    }

    fn front(&self, at: usize) -> Front {
        self.front.get(at).copied().unwrap_or_default()
    }

    /// What stands within the two lines after one.
    fn fronts_next(&self, at: usize) -> Front {
        let (one, two) = (self.front(at + 1), self.front(at + 2));
        let two = if one.any()
            || self
                .lines
                .get(at + 1)
                .is_some_and(|line| line.is_bare() && !line.is_prose())
        {
            two
        } else {
            Front::default()
        };
        Front {
            author: one.author || two.author,
            day: one.day || two.day,
        }
    }

    /// The last line before one that is read and neither byline nor date.
    fn read_before(&self, at: usize) -> Option<&Line<'a>> {
        let told = |other: &usize| self.lines[*other].is_read() && !self.front[*other].any();
        let near = at.saturating_sub(6)..at;
        near.rev().find(told).map(|other| &self.lines[other])
    }

    /// Where the line at `at` stands.
    pub fn of(&self, at: usize) -> Place {
        let line = &self.lines[at];
        let count = self.lines.len();
        let (run, run_end) = if is_open(line) {
            self.runs[at]
        } else {
            (at, at)
        };
        let next = self.fronts_next(at);
        let shares = self
            .vocabulary
            .shares(at, at.saturating_sub(2)..at, at + 1..at + 4);
        let (known, taken_up) = shares.unwrap_or_default();
        let wider_gap = line.gap > self.usual_gap && at > 0;
        Place {
            before: at,
            after: count - 1 - at,
            long_before: self.long[at],
            long_after: self.long[count] - self.long[at + 1],
            since_long: self.last_long[at].map_or(99, |last| at - last),
            until_long: self.next_long[at].map_or(99, |next| next - at),
            run: run_end - run,
            run_before: at - run,
            wider_gap,
            rare_gap: wider_gap && self.wider_gaps * 6 <= count,
            after_rule: at > 0 && is_rule(&self.lines[at - 1]),
            rules_titled: self.rules_titled,
            gaps_titled: self.gaps_titled,
            fronts_titled: self.fronts_titled,
            author_next: next.author,
            day_next: next.day,
            after_front: at > 0 && self.front(at - 1).any(),
            opens_like_first: self.first_front.any() && next == self.first_front,
            fronts: self.fronts,
            repeated: self.echoes.within(at, 0..count) > 1,
            known,
            taken_up,
            open_share: 100 * self.open / count,
            after_finished: self
                .read_before(at)
                .is_some_and(|line| line.shape.closes_sentence()),
            width: line.shape.width,
            usual_heading: self.usual_heading,
            open: line.shape.end == End::Open,
            capitals_like_first: at > 0
                && line.shape.case == Case::Upper
                && self.lines[0].shape.case == Case::Upper,
            colon_over_text: self.colons > 1 && self.is_colon_over_text(at),
        }
    }
}

/// A line of dashes, stars or the like.
fn is_rule(line: &Line<'_>) -> bool {
    line.role == Role::Ornament && line.text.len() >= 3
}

/// The number of empty lines that stands before most lines.
fn usual_gap(lines: &[Line<'_>]) -> u8 {
    let mut gaps: Vec<u8> = lines.iter().skip(1).map(|line| line.gap).collect();
    if gaps.is_empty() {
        return 0;
    }
    let middle = gaps.len() / 2;
    *gaps.select_nth_unstable(middle).1
}

fn first_front(front: &[Front]) -> Front {
    let Some(first) = front.iter().skip(1).position(|front| front.any()) else {
        return Front::default();
    };
    let rest = front[first + 1..]
        .iter()
        .take_while(|front| front.any())
        .take(2);
    rest.fold(Front::default(), |sum, next| Front {
        author: sum.author || next.author,
        day: sum.day || next.day,
    })
}
