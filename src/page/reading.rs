//! The page read as a whole: which line is the headline, which open further stories, which head
//! sections, and which are furniture.
//!
//! Each bare line is weighed by what it shows itself ([`own`]), what three lines before and after it
//! show, and its place on the page ([`mod@place`]): four sums, for a heading, the first headline, a later
//! headline and furniture, each beside plain text (a multinomial logistic model). Then the page is
//! read: of all lines the one is the headline for which the lines before it, taken as furniture, and
//! the line itself sum up to the most.
//!
//! The weights stand in `reading.weights`. They are learned from labelled pages of several hundred
//! publishers by `tests/fit`, which judges each part of the publishers by weights fitted to the others.

pub mod own;
pub mod place;
pub mod why;
pub(super) mod words;

use super::borders::echoes::Echoes;
use super::cohesion::Vocabulary;
use super::front::Front;
use super::lines::{Line, Role};
use super::weights;
use own::Mask;
use place::Places;
use why::Why;

/// How many sums a line has.
pub const CLASSES: usize = 4;

/// The sums of one line, each beside plain text, which is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// It heads a section.
    pub heading: f32,
    /// It is the headline of the page's first story.
    pub headline: f32,
    /// It is the headline of a later story.
    pub next: f32,
    /// It is page furniture.
    pub furniture: f32,
    /// Whether something that parts stories stands at it: a rule, a wider gap, a byline, a date.
    pub marked: bool,
}

impl Sums {
    /// How much likelier a line heads a section than anything else but a headline.
    pub fn heads(self) -> f32 {
        self.heading - either(0.0, self.furniture)
    }

    /// How much likelier a line is a later headline than anything else.
    pub fn opens(self) -> f32 {
        either(self.next, self.headline) - either(either(0.0, self.furniture), self.heading)
    }

    /// How much likelier a line is furniture than anything else.
    pub fn is_beside(self) -> f32 {
        self.furniture - either(either(0.0, self.heading), either(self.next, self.headline))
    }
}

/// The sum of what two sums stand for.
fn either(one: f32, other: f32) -> f32 {
    let (more, less) = if one > other {
        (one, other)
    } else {
        (other, one)
    };
    more + (less - more).exp().ln_1p()
}

impl Sums {
    /// Whether a line is furniture rather than anything else, seven times to one and more.
    fn is_surely_beside(self) -> bool {
        self.is_beside() > 2.0
    }
}

/// The sums of the lines of a page, and where it begins.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// For each line its sums, where it is weighed.
    pub sums: Vec<Option<Sums>>,
    /// The headline of the first story, as far as the lines before it tell.
    pub headline: usize,
    /// Why lines may be something else than text, in order.
    pub whys: Vec<Why>,
}

/// Reads a page.
pub fn read(
    lines: &[Line<'_>],
    front: &[Front],
    vocabulary: &Vocabulary,
    echoes: &Echoes,
) -> Reading {
    let page = Page::new(lines, front, vocabulary, echoes);
    let mut whys = Vec::new();
    let sums = page.weigh_each(&MODEL, |at, sums, signs| {
        if why::is_asked(sums) {
            whys.push(Why::new(at, &MODEL, signs));
        }
    });
    // Who speaks needs no headline: a transcript may begin with its first turn.
    let spoken = lines.first().is_some_and(|line| line.label().is_some());
    let headline = page.headline(&sums).filter(|_| !spoken).unwrap_or(0);
    Reading {
        sums,
        headline,
        whys,
    }
}

/// Whether a line of these sums is page furniture. Sentences are the text's, however they stand.
pub fn is_furniture(line: &Line<'_>, sums: Option<Sums>) -> bool {
    sums.is_some_and(Sums::is_surely_beside)
        && line.label().is_none()
        && !line.shape.closes_sentence()
        && !line.shape.several_sentences
}

/// Whether so many lines are enough to tell furniture by their company: in fewer no line has all its
/// neighbours.
pub const fn has_company(lines: usize) -> bool {
    lines > 2 * REACH
}

/// How far before and after a line its neighbours are seen.
const REACH: usize = 3;

/// The weights of all signs.
#[derive(Clone, Debug)]
pub struct Model {
    /// Of the line itself, as [`own::NAMES`].
    pub line: [[f32; CLASSES]; own::COUNT],
    /// Of the lines 3, 2, 1 before and 1, 2, 3 after it, as [`own::NEAR`].
    pub near: [[[f32; CLASSES]; own::NEAR.len()]; 2 * REACH],
    /// Of its place, as [`place::SIGNS`].
    pub place: [[f32; CLASSES]; place::SIGNS.len()],
}

/// The sections of the file of weights that say what neighbours weigh.
pub const NEIGHBOURS: [&str; 2 * REACH] = [
    "3 before", "2 before", "1 before", "1 after", "2 after", "3 after",
];

/// What `tests/fit` wrote.
pub const FILE: &str = include_str!("reading.weights");

const fn neighbour(at: usize) -> [[f32; CLASSES]; own::NEAR.len()] {
    weights::section(FILE, NEIGHBOURS[at], &own::NEAR_NAMES)
}

/// What was learned.
pub static MODEL: Model = Model {
    line: weights::section(FILE, "line", &own::NAMES),
    near: [
        neighbour(0),
        neighbour(1),
        neighbour(2),
        neighbour(3),
        neighbour(4),
        neighbour(5),
    ],
    place: weights::section(FILE, "place", &place::NAMES),
};

/// How many signs there are in all.
pub const SIGNS: usize = own::COUNT + 2 * REACH * own::NEAR.len() + place::SIGNS.len();

/// The sign of a line that is marked.
const MARKED: u16 = (SIGNS - place::SIGNS.len() + place::MARKED) as u16;

impl Model {
    /// The weights of one of [`SIGNS`].
    pub fn weights(&self, sign: usize) -> &[f32; CLASSES] {
        let near = sign.wrapping_sub(own::COUNT);
        let place = near.wrapping_sub(2 * REACH * own::NEAR.len());
        if sign < own::COUNT {
            &self.line[sign]
        } else if near < 2 * REACH * own::NEAR.len() {
            &self.near[near / own::NEAR.len()][near % own::NEAR.len()]
        } else {
            &self.place[place]
        }
    }

    /// The same, to be set: `tests/fit` does.
    pub fn weights_mut(&mut self, sign: usize) -> &mut [f32; CLASSES] {
        let near = sign.wrapping_sub(own::COUNT);
        let place = near.wrapping_sub(2 * REACH * own::NEAR.len());
        if sign < own::COUNT {
            &mut self.line[sign]
        } else if near < 2 * REACH * own::NEAR.len() {
            &mut self.near[near / own::NEAR.len()][near % own::NEAR.len()]
        } else {
            &mut self.place[place]
        }
    }

    /// The sums of some signs.
    pub fn sums(&self, signs: &[u16]) -> Sums {
        let mut sums = [0.0; CLASSES];
        for &sign in signs {
            let weights = self.weights(usize::from(sign));
            sums.iter_mut()
                .zip(weights)
                .for_each(|(sum, weight)| *sum += weight);
        }
        let [heading, headline, next, furniture] = sums;
        let marked = signs.contains(&MARKED);
        Sums {
            heading,
            headline,
            next,
            furniture,
            marked,
        }
    }
}

/// What one of [`SIGNS`] is called: where it is seen, and what.
pub fn name(sign: usize) -> (&'static str, &'static str) {
    let near = sign.wrapping_sub(own::COUNT);
    let place = near.wrapping_sub(2 * REACH * own::NEAR.len());
    if sign < own::COUNT {
        ("line", own::NAMES[sign])
    } else if near < 2 * REACH * own::NEAR.len() {
        (
            NEIGHBOURS[near / own::NEAR.len()],
            own::NEAR_NAMES[near % own::NEAR.len()],
        )
    } else {
        ("place", place::NAMES[place])
    }
}

/// A page whose lines can be asked for their signs.
#[derive(Debug)]
pub struct Page<'a> {
    lines: &'a [Line<'a>],
    front: &'a [Front],
    own: Vec<Mask>,
    seen: Vec<u32>,
    places: Places<'a>,
}

impl<'a> Page<'a> {
    /// Looks at every line once.
    pub fn new(
        lines: &'a [Line<'a>],
        front: &'a [Front],
        vocabulary: &'a Vocabulary,
        echoes: &'a Echoes,
    ) -> Self {
        let looks = lines.iter().zip(front);
        let own: Vec<Mask> = looks.map(|(line, front)| own::look(line, *front)).collect();
        Self {
            lines,
            front,
            seen: own.iter().map(|mask| own::seen(*mask)).collect(),
            own,
            places: Places::new(lines, front, vocabulary, echoes),
        }
    }

    /// Whether the line at `at` is weighed: nothing is known of it.
    pub fn is_weighed(&self, at: usize) -> bool {
        self.lines[at].is_bare()
    }

    /// The signs of the line at `at`, added to `signs`.
    pub fn signs(&self, at: usize, signs: &mut Vec<u16>) {
        push_bits(signs, self.own[at], 0);
        for (order, seen) in self.neighbours(at).into_iter().enumerate() {
            push_bits(signs, u64::from(seen), own::COUNT + order * own::NEAR.len());
        }
        let place = self.places.of(at);
        for (order, (_, holds)) in place::SIGNS.iter().enumerate() {
            if holds(&place) {
                signs.push((own::COUNT + 2 * REACH * own::NEAR.len() + order) as u16);
            }
        }
    }

    /// What is seen of the lines before and after one; the first bit says that there is none.
    fn neighbours(&self, at: usize) -> [u32; 2 * REACH] {
        let seen = |at: Option<usize>| at.and_then(|at| self.seen.get(at)).copied().unwrap_or(1);
        [
            seen(at.checked_sub(3)),
            seen(at.checked_sub(2)),
            seen(at.checked_sub(1)),
            seen(Some(at + 1)),
            seen(Some(at + 2)),
            seen(Some(at + 3)),
        ]
    }

    /// The sums of every line that is weighed.
    pub fn weigh(&self, model: &Model) -> Vec<Option<Sums>> {
        self.weigh_each(model, |_, _, _| {})
    }

    /// The same; `told` hears the line, its sums and its signs.
    fn weigh_each(
        &self,
        model: &Model,
        mut told: impl FnMut(usize, Sums, &[u16]),
    ) -> Vec<Option<Sums>> {
        let mut signs = Vec::new();
        let weigh = |at: usize| {
            self.is_weighed(at).then(|| {
                signs.clear();
                self.signs(at, &mut signs);
                let sums = model.sums(&signs);
                told(at, sums, &signs);
                sums
            })
        };
        (0..self.lines.len()).map(weigh).collect()
    }

    /// The line that is the headline of the first story, if one is to be told from what stands before it.
    pub fn headline(&self, sums: &[Option<Sums>]) -> Option<usize> {
        let (mut skipped, mut best) = (0.0, None);
        for (at, sum) in sums.iter().enumerate() {
            let sum = sum.filter(|_| !self.front[at].any());
            let usual = sum.map_or(0.0, |sum| either(either(0.0, sum.heading), sum.furniture));
            if let Some(sum) = sum {
                let rank = skipped + sum.headline - usual;
                if best.is_none_or(|(most, _)| rank > most) {
                    best = Some((rank, at));
                }
            }
            skipped += match self.lines[at].role {
                _ if own::is_long(&self.lines[at]) => 2.0 * HOPELESS,
                _ if self.front[at].any() => 0.0,
                Role::Bare => sum.map_or(0.0, |sum| sum.furniture - usual),
                Role::Furniture(_) | Role::Ornament => 0.0,
                _ => UNLIKELY,
            };
            if skipped < HOPELESS {
                break;
            }
        }
        best.map(|(_, at)| at)
    }
}

/// A page of which less than this speaks for furniture has begun.
const HOPELESS: f32 = -12.0;

/// What an item or a row before the headline adds: menus are printed as lists, too.
const UNLIKELY: f32 = -1.0;

/// Adds the number of each bit that is set, counted from `first`.
fn push_bits(signs: &mut Vec<u16>, mut bits: u64, first: usize) {
    while bits != 0 {
        signs.push((first + bits.trailing_zeros() as usize) as u16);
        bits &= bits - 1;
    }
}
