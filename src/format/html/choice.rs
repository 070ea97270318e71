//! Which pieces of a page are the article. Another reader votes; the tree says where the article stands
//! and what stands beside it; what lies between two parts of it and reads like prose belongs to it.

use super::headings::{Boxes, in_bold};
use super::hints::Hints;
use super::pieces::{Piece, role};
use super::tree::{Id, Tree, is_heading};
use super::votes::votes;

/// Fewest words of prose.
const PROSE: usize = 8;

/// Pieces above the first prose among which a standfirst is looked for.
const ABOVE: usize = 12;

/// Fewest words of prose that is read though its place has the name of what stands beside articles.
const RUNNING: usize = 20;

/// Words of one piece that count, lest a single long one decides where the article stands.
const MOST_COUNTED: usize = 60;

/// Fewest words of prose that is not left out unseen.
pub(super) const WORTH_TELLING: usize = 40;

/// What is read of a page.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// For each piece, whether it belongs to the article.
    pub kept: Vec<bool>,
    /// The piece that stands over the article and says what it is about.
    pub deck: Option<usize>,
    /// Paragraphs that are headings.
    pub headings: Vec<Id>,
    /// Pieces of prose that were left out, long enough to be told.
    pub left_out: Vec<usize>,
}

/// The pieces that are the article; `told` is what the page says of itself in short.
pub(super) fn choose(tree: &Tree, pieces: &[Piece], told: &[String]) -> Choice {
    let hints = Hints::of(tree);
    let seen: Vec<Seen> = pieces
        .iter()
        .map(|piece| Seen::of(tree, &hints, piece))
        .collect();
    let votes = votes(tree, pieces).unwrap_or_else(|| seen.iter().map(Seen::is_likely).collect());
    let weights: Vec<usize> = (seen.iter().zip(&votes))
        .map(|(seen, vote)| {
            if *vote && seen.is_prose && !seen.is_caption() {
                seen.words.min(MOST_COUNTED)
            } else {
                0
            }
        })
        .collect();
    let Some(place) = Place::of(tree, pieces, &weights) else {
        return small(tree, &seen, pieces, votes);
    };
    let chooser = Chooser {
        tree,
        hints: &hints,
        pieces,
        seen: &seen,
        votes: &votes,
        place,
    };
    let choice = chooser.choose(told);
    let words = |kept: &[bool]| -> usize {
        let kept = seen.iter().zip(kept).filter(|(_, kept)| **kept);
        kept.map(|(seen, _)| seen.words).sum()
    };
    if words(&choice.kept) >= SMALL {
        return choice;
    }
    let small = small(tree, &seen, pieces, choice.kept.clone());
    if words(&small.kept) <= 4 * SMALL {
        small
    } else {
        choice
    }
}

/// Words of an article that may be all that its page holds.
const SMALL: usize = 60;

/// What is read of a page of a few lines: all that does not stand beside it.
fn small(tree: &Tree, seen: &[Seen], pieces: &[Piece], votes: Vec<bool>) -> Choice {
    let is_foreign = |piece: &Piece| {
        let mut names = around(tree, piece).map(|id| tree.nodes[id].name.as_str());
        names.any(|name| matches!(name, "nav" | "footer" | "form" | "aside"))
    };
    let is_plain = |(piece, seen): (&Piece, &Seen)| {
        seen.role != "h1" && !piece.is_linked() && !seen.is_beside && !is_foreign(piece)
    };
    let plain = pieces.iter().zip(seen).map(is_plain);
    let kept = plain
        .zip(votes)
        .map(|(plain, vote)| plain || vote)
        .collect();
    Choice {
        kept,
        ..Choice::default()
    }
}

/// What is known of a piece without the others.
struct Seen<'a> {
    role: &'a str,
    words: usize,
    /// Whether it ends as a sentence does.
    is_sentence: bool,
    is_prose: bool,
    /// Whether anything around it stands beside articles.
    is_beside: bool,
}

impl<'a> Seen<'a> {
    fn of(tree: &'a Tree, hints: &Hints, piece: &Piece) -> Self {
        let is_caption = around(tree, piece)
            .take(3)
            .any(|id| tree.nodes[id].name == "figcaption");
        let role = if is_caption {
            "figcaption"
        } else {
            role(tree, piece)
        };
        let words = piece.words();
        let is_sentence = is_sentence(&piece.text);
        // A paragraph of links may still be one.
        let is_told =
            role == "p" && is_sentence && words >= RUNNING && piece.linked * 10 < piece.letters * 7;
        let is_list = piece.is_linked() && !is_told;
        let running = matches!(role, "p" | "div" | "li" | "blockquote" | "dd" | "td");
        Self {
            role,
            words,
            is_sentence,
            is_prose: running && words >= PROSE && !is_list,
            is_beside: around(tree, piece).any(|id| {
                let node = &tree.nodes[id];
                matches!(
                    node.name.as_str(),
                    "nav" | "aside" | "footer" | "header" | "form"
                ) || !matches!(node.name.as_str(), "html" | "body") && hints.is_beside(id)
            }),
        }
    }

    /// What it is taken for where nobody else votes.
    fn is_likely(&self) -> bool {
        self.is_prose && self.is_sentence && !self.is_beside && !self.is_caption()
    }

    fn is_caption(&self) -> bool {
        self.role == "figcaption"
    }

    fn is_heading(&self) -> bool {
        is_heading(self.role)
    }
}

/// The holder of a piece and all around it, from the inside.
fn around<'a>(tree: &'a Tree, piece: &Piece) -> impl Iterator<Item = Id> + 'a {
    std::iter::once(piece.holder).chain(tree.above(piece.holder))
}

fn is_sentence(text: &str) -> bool {
    text.trim_end()
        .ends_with(|last: char| ".!?…”\"»。！？」』’'।؟:“".contains(last))
}

/// Where the article stands.
struct Place {
    /// The innermost element that holds nearly all of it.
    main: Id,
    /// How much of it stands below each node.
    below: Vec<usize>,
    all: usize,
    /// The first and the last piece of its prose.
    first: usize,
    last: usize,
}

impl Place {
    fn of(tree: &Tree, pieces: &[Piece], weights: &[usize]) -> Option<Self> {
        let all: usize = weights.iter().sum();
        let mut below = vec![0; tree.nodes.len()];
        for (piece, weight) in pieces
            .iter()
            .zip(weights)
            .filter(|(_, weight)| **weight > 0)
        {
            for id in around(tree, piece) {
                below[id] += weight;
            }
        }
        // Nodes stand in the order of the page, so the last one that holds enough is the innermost.
        let main = below
            .iter()
            .rposition(|held| *held > 0 && held * 100 >= all * 85)?;
        let is_prose =
            |at: &usize| weights[*at] > 0 && around(tree, &pieces[*at]).any(|id| id == main);
        let first = (0..pieces.len()).find(is_prose)?;
        let last = (0..pieces.len()).rfind(is_prose)?;
        Some(Self {
            main,
            below,
            all,
            first,
            last,
        })
    }

    /// Whether an element holds so much of the article that its name says nothing against it.
    fn holds_much(&self, id: Id) -> bool {
        self.below[id] * 5 >= self.all
    }
}

struct Chooser<'a> {
    tree: &'a Tree,
    hints: &'a Hints,
    pieces: &'a [Piece],
    seen: &'a [Seen<'a>],
    votes: &'a [bool],
    place: Place,
}

/// What an element around a piece may be.
#[derive(Clone, Copy, Debug)]
enum Sign {
    /// Navigation, a foot, a form: never the article.
    Foreign,
    Aside,
    Figure,
    /// Named as what stands beside articles.
    Beside,
    /// Named as what tells of them.
    About,
}

/// What stands around a piece, within the article.
#[derive(Default)]
struct Around([bool; 5]);

impl Around {
    fn is(&self, sign: Sign) -> bool {
        self.0[sign as usize]
    }

    fn add(&mut self, sign: Sign, is_so: impl FnOnce() -> bool) {
        let known = &mut self.0[sign as usize];
        *known = *known || is_so();
    }
}

impl Chooser<'_> {
    fn choose(&self, told: &[String]) -> Choice {
        let mut kept: Vec<bool> = (0..self.pieces.len())
            .map(|at| self.is_article(at))
            .collect();
        self.add_short(&mut kept);
        self.add_whole(&mut kept);
        let deck = self.deck(&kept, told);
        if let Some(deck) = deck {
            kept[deck] = true;
        }
        let boxes = self.boxes(&kept);
        for at in (0..kept.len()).filter(|at| Some(*at) != deck) {
            if self.seen[at].is_heading() {
                let is_own = self.is_own_heading(at, &kept);
                kept[at] = is_own && !boxes.is_of_others(self.tree, &self.pieces[at]);
            }
        }
        Choice {
            deck,
            left_out: self.left_out(&kept),
            headings: in_bold(self.tree, self.pieces, &kept),
            kept,
        }
    }

    fn boxes(&self, kept: &[bool]) -> Boxes {
        let counts = |at: usize| {
            let seen = &self.seen[at];
            (!seen.is_heading() && !seen.is_caption()).then(|| kept[at])
        };
        Boxes::of(self.tree, self.pieces, counts)
    }

    fn in_main(&self, at: usize) -> bool {
        around(self.tree, &self.pieces[at]).any(|id| id == self.place.main)
    }

    fn is_within(&self, at: usize) -> bool {
        (self.place.first..=self.place.last).contains(&at)
    }

    /// What the elements around a piece say, up to the one that holds much of the article.
    fn around(&self, at: usize) -> Around {
        let mut found = Around::default();
        let mut in_quote = false;
        let chain =
            around(self.tree, &self.pieces[at]).take_while(|id| !self.place.holds_much(*id));
        let chain: Vec<Id> = chain.collect();
        for (depth, id) in chain.iter().enumerate().rev() {
            let name = self.tree.nodes[*id].name.as_str();
            in_quote |= name == "blockquote";
            found.add(Sign::Foreign, || {
                matches!(name, "nav" | "form") || name == "footer" && !in_quote
            });
            found.add(Sign::Aside, || name == "aside");
            found.add(Sign::Figure, || name == "figure");
            found.add(Sign::Beside, || self.hints.is_beside(*id));
            found.add(Sign::About, || depth < 3 && self.hints.is_about(*id));
        }
        if in_quote {
            found.0[Sign::Figure as usize] = false;
        }
        found
    }

    fn is_article(&self, at: usize) -> bool {
        let (seen, piece) = (&self.seen[at], &self.pieces[at]);
        let around = self.around(at);
        if around.is(Sign::Foreign) || seen.role == "h1" {
            return false;
        }
        if seen.is_caption() || around.is(Sign::Figure) {
            return seen.is_caption() && !around.is(Sign::Beside) && self.is_caption_worth(at);
        }
        if !self.in_main(at) {
            let is_above = at < self.place.first && at + ABOVE >= self.place.first;
            let is_prose = self.votes[at] && seen.is_prose && seen.is_sentence;
            return is_prose && !around.is(Sign::Beside) && (is_above || !seen.is_beside);
        }
        if self.votes[at] {
            return self.is_voted_well(at, &around);
        }
        // Running prose belongs to it whatever its place is called.
        let runs = seen.words >= RUNNING && piece.linked == 0 && seen.role == "p";
        let is_plain = (!around.is(Sign::Beside) || runs)
            && !around.is(Sign::Aside)
            && !around.is(Sign::About);
        self.is_within(at) && is_plain && seen.is_prose && seen.is_sentence
    }

    /// A caption that says something: a sentence, within the article. A credit says nothing.
    fn is_caption_worth(&self, at: usize) -> bool {
        let seen = &self.seen[at];
        self.is_within(at) && self.in_main(at) && seen.is_sentence && seen.words >= 6
    }

    /// Whether a piece that was voted for is not one of those that voters mistake.
    fn is_voted_well(&self, at: usize, around: &Around) -> bool {
        let (seen, piece) = (&self.seen[at], &self.pieces[at]);
        let linked = piece.linked * 100;
        if seen.role == "li" && linked > piece.letters * 55 && seen.words < 12 {
            return false;
        }
        if !seen.is_heading() && linked > piece.letters * 90 {
            return false;
        }
        let is_told = around.is(Sign::About) && seen.words < 25;
        let is_beside = around.is(Sign::Beside) && (around.is(Sign::Aside) || !seen.is_prose);
        let is_behind = at > self.place.last && !(seen.is_prose && seen.is_sentence);
        !is_told && !is_beside && !is_behind
    }

    /// Short pieces between two of the article that stand beside them: answers, names, lines of a poem.
    fn add_short(&self, kept: &mut [bool]) {
        let parent = |at: usize| self.tree.nodes[self.pieces[at].holder].parent;
        for at in self.place.first + 1..self.place.last {
            let seen = &self.seen[at];
            let is_line = matches!(seen.role, "p" | "blockquote") && seen.words < PROSE;
            let between = kept[at - 1] && kept[at + 1] && parent(at) == parent(at - 1);
            if !kept[at] && is_line && between && seen.is_sentence && !self.pieces[at].is_linked() {
                kept[at] = !self.around(at).is(Sign::Beside);
            }
        }
    }

    /// What is one thing within the article is read as a whole: a list, a table, a quotation with who
    /// said it.
    fn add_whole(&self, kept: &mut [bool]) {
        let mut at = self.place.first;
        while at <= self.place.last {
            let Some(family) = self.family(at) else {
                at += 1;
                continue;
            };
            let end = (at..kept.len()).find(|next| self.family(*next) != Some(family));
            let members = at..end.unwrap_or(kept.len());
            at = members.end;
            if self.is_whole(family, members.clone(), kept) {
                kept[members].fill(true);
            }
        }
    }

    /// The innermost list, table or quotation around a piece, within the article.
    fn family(&self, at: usize) -> Option<Id> {
        let mut chain = around(self.tree, &self.pieces[at]).take_while(|id| *id != self.place.main);
        chain.find(|id| {
            let name = self.tree.nodes[*id].name.as_str();
            matches!(name, "blockquote" | "dl" | "table" | "ul" | "ol")
        })
    }

    fn is_whole(&self, family: Id, members: std::ops::Range<usize>, kept: &[bool]) -> bool {
        let around = self.around(members.start);
        let is_plain = !(around.is(Sign::Foreign)
            || around.is(Sign::Aside)
            || around.is(Sign::Beside)
            || around.is(Sign::Figure));
        let sum = |count: fn(&Piece) -> usize| -> usize {
            self.pieces[members.clone()].iter().map(count).sum()
        };
        let is_linked = sum(|piece| piece.linked) * 3 > sum(|piece| piece.letters);
        let is_kept = kept[members.clone()].contains(&true);
        let is_free = matches!(self.tree.nodes[family].name.as_str(), "table" | "dl");
        is_plain && !is_linked && self.in_main(members.start) && (is_kept || is_free)
    }

    /// The piece over the article that says what the page says of itself. Where that repeats how the
    /// article begins, there is none.
    fn deck(&self, kept: &[bool], told: &[String]) -> Option<usize> {
        const ALIKE: usize = 60;
        let is_prose = |at: &usize| kept[*at] && self.seen[*at].is_prose;
        let first = (0..kept.len()).find(is_prose)?;
        let next = (first + 1..kept.len()).find(is_prose)?;
        let parent = |at: usize| self.tree.nodes[self.pieces[at].holder].parent;
        let is_told = |at: &usize| {
            let text = folded(&self.pieces[*at].text);
            let same = |told: &String| {
                let alike = told.char_indices().nth(ALIKE).map(|(end, _)| &told[..end]);
                let begins = alike.is_some_and(|start| text.starts_with(start));
                text == *told || told.starts_with(&text) || begins
            };
            self.seen[*at].words >= PROSE && !self.pieces[*at].is_linked() && told.iter().any(same)
        };
        let apart = |at: &usize| *at < first || parent(*at) != parent(next);
        let above = first.saturating_sub(ABOVE)..=first;
        let told = above.clone().find(|at| apart(at) && is_told(at));
        told.or_else(|| {
            above
                .rev()
                .find(|at| *at < first && self.is_standfirst(*at, kept))
        })
    }

    /// Whether a heading over the first prose is no heading, but says in a sentence or more what the story is.
    fn is_standfirst(&self, at: usize, kept: &[bool]) -> bool {
        const LONG: usize = 15;
        let seen = &self.seen[at];
        seen.is_heading()
            && seen.role != "h1"
            && (seen.is_sentence && seen.words >= PROSE || seen.words >= LONG)
            && self.is_own_heading(at, kept)
    }

    /// A heading of the article: what stands under it is kept.
    fn is_own_heading(&self, at: usize, kept: &[bool]) -> bool {
        if kept[at] && at < self.place.first {
            return true;
        }
        if self.seen[at].role == "h1" || !self.in_main(at) {
            return false;
        }
        let around = self.around(at);
        let below = (at + 1..kept.len()).take(3).find(|below| kept[*below]);
        let is_alone = around.is(Sign::Beside) && !self.votes[at];
        let is_beside = is_alone && below.is_some_and(|below| !self.around(below).is(Sign::Beside));
        let is_foreign = around.is(Sign::Foreign) || around.is(Sign::Aside) || is_beside;
        let place = self.place.first.saturating_sub(3)..=self.place.last;
        let linked = self.pieces[at].linked * 10 >= self.pieces[at].letters * 9;
        below.is_some() && place.contains(&at) && !is_foreign && !linked
    }

    fn left_out(&self, kept: &[bool]) -> Vec<usize> {
        let is_told = |at: &usize| {
            let seen = &self.seen[*at];
            !kept[*at] && seen.is_prose && seen.is_sentence && seen.words >= WORTH_TELLING
        };
        (0..kept.len()).filter(is_told).collect()
    }
}

/// Letters and figures alone, lower case.
pub(super) fn folded(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
