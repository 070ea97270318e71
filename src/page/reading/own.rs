//! What a line shows by itself and lets its neighbours see: one bit a sign.

use crate::page::front::Front;
use crate::page::furniture::Furniture;
use crate::page::lines::{Case, End, First, Line, Role, Shape};
use crate::page::stock::is_stock;

use super::words;

/// The signs that a line shows, a bit each, in the order of their table.
pub type Mask = u64;

/// A sign of a line by itself: a few words for people, and the test.
pub type OwnSign = (&'static str, fn(&Line<'_>, Front) -> bool);

fn bare(line: &Line<'_>, test: fn(&Shape) -> bool) -> bool {
    line.is_bare() && test(&line.shape)
}

/// Text that is no heading: long, and closed.
pub(super) fn is_long(line: &Line<'_>) -> bool {
    line.role == Role::Prose || (line.is_prose() && line.shape.width > 100)
}

fn opens_with_picture(line: &Line<'_>) -> bool {
    let first = line.text.chars().next().map_or(0, u32::from);
    matches!(first, 0x2600..=0x27bf | 0x1f000..=0x1faff)
}

macro_rules! bare_signs {
    ($($name:literal: $test:expr),* $(,)?) => {
        &[$(($name, |line, _| bare(line, $test))),*]
    };
}

/// What a line is, whatever its shape.
pub const ROLES: &[OwnSign] = &[
    ("long", |line, _| is_long(line)),
    ("sentence", |line, _| {
        line.is_bare() && line.shape.closes_sentence() && !is_long(line)
    }),
    ("bare and open", |line, _| {
        bare(line, |s| s.end == End::Open)
    }),
    ("item", |line, _| matches!(line.role, Role::Item(_))),
    ("quoted or row", |line, _| {
        matches!(line.role, Role::Quoted(_) | Role::Row)
    }),
    ("furniture that opens", |line, _| {
        line.role == Role::Furniture(Furniture::Opening)
    }),
    ("furniture that closes", |line, _| {
        line.role == Role::Furniture(Furniture::Closing)
    }),
    ("furniture anywhere", |line, _| {
        line.role == Role::Furniture(Furniture::Anywhere)
    }),
    ("caption", |line, _| {
        line.role == Role::Furniture(Furniture::Caption)
    }),
    ("ornament", |line, _| line.role == Role::Ornament),
    ("author", |_, front| front.author),
    ("day", |_, front| front.day),
    ("label", |line, _| line.label().is_some()),
];

/// What a bare line looks like.
pub const SHAPES: &[OwnSign] = bare_signs![
    "width to 8": |s| s.width <= 8,
    "width 9 to 16": |s| (9..=16).contains(&s.width),
    "width 17 to 30": |s| (17..=30).contains(&s.width),
    "width 31 to 45": |s| (31..=45).contains(&s.width),
    "width 46 to 60": |s| (46..=60).contains(&s.width),
    "width 61 to 80": |s| (61..=80).contains(&s.width),
    "width 81 to 110": |s| (81..=110).contains(&s.width),
    "width over 110": |s| s.width > 110,
    "one word": |s| s.words == 1,
    "two words": |s| s.words == 2,
    "three words": |s| s.words == 3,
    "four or five words": |s| (4..=5).contains(&s.words),
    "six to eight words": |s| (6..=8).contains(&s.words),
    "nine to twelve words": |s| (9..=12).contains(&s.words),
    "over twelve words": |s| s.words > 12,
    "stop": |s| s.end == End::Stop,
    "question": |s| s.end == End::Question,
    "exclamation": |s| s.end == End::Exclamation,
    "colon at the end": |s| s.end == End::Colon,
    "unfinished": |s| s.end == End::Unfinished,
    "dots": |s| s.end == End::Ellipsis,
    "closes a quotation": |s| s.closes_quote,
    "closes a bracket": |s| s.closes_bracket,
    "no capitals": |s| s.case == Case::None,
    "title case": |s| s.case == Case::Title,
    "upper case": |s| s.case == Case::Upper,
    "small letter": |s| s.first == First::Small,
    "digit": |s| s.first == First::Digit,
    "opens a quotation": |s| s.first == First::Quote,
    "other sign": |s| s.first == First::Other,
    "several sentences": |s| s.several_sentences,
    "colon inside": |s| s.colon,
    "comma inside": |s| s.comma,
    "symbols": |s| s.symbols,
    "figures": |s| s.figures,
];

/// What the words of a bare line say.
pub const WORDS: &[OwnSign] = &[
    ("stock heading", |line, _| {
        bare(line, |s| s.width <= 40 && s.words <= 6) && is_stock(&line.text)
    }),
    ("cells", |line, _| {
        line.is_bare() && line.text.contains(" | ")
    }),
    ("picture first", |line, _| {
        line.is_bare() && opens_with_picture(line)
    }),
    ("address", |line, _| {
        line.is_bare() && words::is_address(&line.text)
    }),
    ("number one", |line, _| {
        line.is_bare() && words::is_first_number(&line.text)
    }),
    ("given name", |line, _| {
        bare(line, |s| (2..=3).contains(&s.words) && s.end == End::Open)
            && words::opens_with_given_name(&line.text)
    }),
    ("year behind a comma", |line, _| {
        line.is_bare() && words::ends_in_a_year(&line.text)
    }),
    ("figure in brackets", |line, _| {
        bare(line, |s| s.closes_bracket) && words::ends_in_a_bracketed_figure(&line.text)
    }),
    ("stroke", |line, _| {
        line.is_bare() && words::has_stroke(&line.text)
    }),
    ("dash first", |line, _| {
        line.is_bare() && line.text.starts_with(['—', '–'])
    }),
    ("dash inside", |line, _| {
        line.is_bare() && words::has_dash(&line.text)
    }),
];

/// How many signs a line shows by itself.
pub const COUNT: usize = ROLES.len() + SHAPES.len() + WORDS.len();

/// Their names.
pub const NAMES: [&str; COUNT] = {
    let mut names = [""; COUNT];
    let mut at = 0;
    while at < COUNT {
        names[at] = if at < ROLES.len() {
            ROLES[at].0
        } else if at < ROLES.len() + SHAPES.len() {
            SHAPES[at - ROLES.len()].0
        } else {
            WORDS[at - ROLES.len() - SHAPES.len()].0
        };
        at += 1;
    }
    names
};

/// The signs of a line.
pub fn look(line: &Line<'_>, front: Front) -> Mask {
    if line.role == Role::Prose {
        return 1;
    }
    let signs = ROLES.iter().chain(SHAPES).chain(WORDS);
    signs.enumerate().fold(0, |mask, (bit, (_, holds))| {
        mask | (u64::from(holds(line, front)) << bit)
    })
}

/// What is seen of a neighbour: its name, and the signs of which one is enough.
pub const NEAR: &[(&str, Mask)] = &[
    ("none", 0),
    ("long", bits(&["long"])),
    ("sentence", bits(&["sentence"])),
    ("open", bits(&["bare and open"])),
    ("item", bits(&["item"])),
    ("quoted or row", bits(&["quoted or row"])),
    (
        "furniture",
        bits(&["furniture that opens", "furniture anywhere"]),
    ),
    ("furniture that closes", bits(&["furniture that closes"])),
    ("caption", bits(&["caption"])),
    ("ornament", bits(&["ornament"])),
    ("author", bits(&["author"])),
    ("day", bits(&["day"])),
    ("label", bits(&["label"])),
    ("narrow", bits(&["width to 8", "width 9 to 16"])),
    ("middling", bits(&["width 17 to 30", "width 31 to 45"])),
    ("wide", bits(&["width 46 to 60", "width 61 to 80"])),
    ("widest", bits(&["width 81 to 110", "width over 110"])),
    ("question", bits(&["question"])),
    ("colon at the end", bits(&["colon at the end"])),
    ("title case", bits(&["title case"])),
    ("upper case", bits(&["upper case"])),
    ("small letter", bits(&["small letter"])),
    ("other sign", bits(&["other sign"])),
    ("symbols or figures", bits(&["symbols", "figures"])),
    ("stock heading", bits(&["stock heading"])),
    ("digit", bits(&["digit"])),
    ("address", bits(&["address"])),
    ("number one", bits(&["number one"])),
    ("given name", bits(&["given name"])),
];

/// Their names.
pub const NEAR_NAMES: [&str; NEAR.len()] = {
    let mut names = [""; NEAR.len()];
    let mut at = 0;
    while at < NEAR.len() {
        names[at] = NEAR[at].0;
        at += 1;
    }
    names
};

/// The bits of some signs.
const fn bits(names: &[&str]) -> Mask {
    let mut mask = 0;
    let mut name = 0;
    while name < names.len() {
        mask |= 1 << place_of(names[name]);
        name += 1;
    }
    mask
}

const fn place_of(name: &str) -> usize {
    let mut at = 0;
    while at < COUNT {
        if is_same(NAMES[at].as_bytes(), name.as_bytes()) {
            return at;
        }
        at += 1;
    }
    panic!("no sign of that name")
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// What neighbours see of a line, a bit each, in the order of [`NEAR`].
pub fn seen(mask: Mask) -> u32 {
    NEAR.iter().enumerate().fold(0, |seen, (bit, (_, signs))| {
        seen | (u32::from(mask & signs != 0) << bit)
    })
}
