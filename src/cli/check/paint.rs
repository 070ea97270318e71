//! The findings of a story as an outline for a person: a line a block, its speakers below it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::findings::{BlockCheck, CheckRecord, QuoteCheck, TurnCheck};
use crate::cli::output::Tint;
use crate::cli::rows::counted;
use crate::format::decode::printable;
use crate::story::{BlockKind, Certainty, StoryKind, TurnRole};

/// Columns of words shown of each block.
const SHOWN: usize = 72;

/// SGR parameters of a role; the words themselves keep the terminal's own colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Title,
    Heading,
    Speaker,
    Dim,
    Doubt,
    Plain,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Title => "1;4",
            Self::Heading => "1",
            Self::Speaker => "36",
            Self::Dim => "2",
            Self::Doubt => "33",
            Self::Plain => "0",
        }
    }
}

/// Turns findings into text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Painter {
    /// Whether its words are coloured.
    pub(super) tint: Tint,
    /// Which findings it paints.
    pub(super) shown: Shown,
}

/// Which findings are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of them.
    All,
    /// What is not sure.
    Doubts,
}

impl Painter {
    /// The outline of one story, with an empty line after it.
    pub(super) fn paint(self, record: &CheckRecord<'_>) -> String {
        let mut out = self.head(record);
        for block in &record.blocks {
            let inside =
                |start: usize| block.start <= start && start < block.end.max(block.start + 1);
            let turn = record.turns.iter().find(|turn| inside(turn.opens));
            if self.shows(block.certainty) || turn.is_some_and(|turn| self.shows(turn.certainty)) {
                out += &self.block(block, turn);
            }
            let quotes = record.quotes.iter().filter(|quote| inside(quote.start));
            for quote in quotes.filter(|quote| self.shows(quote.certainty)) {
                out += &self.quote(quote);
            }
        }
        out + &self.foot(record) + "\n"
    }

    fn shows(self, certainty: Certainty) -> bool {
        self.shown == Shown::All || certainty != Certainty::Sure
    }

    fn head(self, record: &CheckRecord<'_>) -> String {
        let kind = match record.kind {
            StoryKind::Report => "report",
            StoryKind::Interview => "interview",
        };
        let place = format!(
            "{}#{}  {kind}, {}",
            printable(record.path),
            record.ordinal,
            record.format
        );
        let known = [record.date.as_deref(), record.dateline, record.lang];
        let mut known: Vec<&str> = known.into_iter().flatten().collect();
        let bylines = record.bylines.join(", ");
        if !bylines.is_empty() {
            known.insert(0, &bylines);
        }
        let mut out = format!(
            "{}\n{}\n",
            self.ink(Ink::Dim, &place),
            self.ink(Ink::Title, record.headline)
        );
        if !known.is_empty() {
            out += &self.ink(Ink::Dim, &known.join(" · "));
            out.push('\n');
        }
        out
    }

    fn block(self, block: &BlockCheck<'_>, turn: Option<&TurnCheck<'_>>) -> String {
        let (name, ink) = name(block);
        let mark = self.certainty(
            block
                .certainty
                .min(turn.map_or(Certainty::Sure, |turn| turn.certainty)),
        );
        let name = turn.map_or(name, |turn| role(turn.role).into());
        let words = self.ink(ink, &cut(block.text));
        let speaker = turn.map_or(String::new(), |turn| {
            self.ink(Ink::Speaker, &format!("  = {}", turn.speaker))
        });
        let why = match block.why.join(", ") {
            why if why.is_empty() => why,
            why => format!(
                "  {} {}\n",
                " ".repeat(12),
                self.ink(Ink::Dim, &format!("because {why}"))
            ),
        };
        format!(
            "{mark} {} {words}{speaker}\n{why}",
            self.ink(Ink::Dim, &format!("{name:<12}"))
        )
    }

    fn quote(self, quote: &QuoteCheck<'_>) -> String {
        let mark = self.certainty(quote.certainty);
        let words = cut(quote.text);
        let who = match (quote.speaker, quote.mention, quote.cue) {
            (None, ..) => self.ink(Ink::Dim, "nobody named"),
            (Some(name), mention, cue) => {
                let mention = mention
                    .filter(|mention| *mention != name)
                    .map(|mention| format!(" as “{mention}”"));
                let cue = cue.map(|cue| format!(", “{cue}”"));
                self.ink(
                    Ink::Speaker,
                    &format!(
                        "{name}{}{}",
                        mention.unwrap_or_default(),
                        cue.unwrap_or_default()
                    ),
                )
            }
        };
        format!(
            "{mark} {} “{words}” — {who}\n",
            self.ink(Ink::Dim, &format!("{:<12}", "   quote"))
        )
    }

    /// People and warnings.
    fn foot(self, record: &CheckRecord<'_>) -> String {
        let mut out = String::new();
        for person in record.people.iter().filter(|_| self.shown == Shown::All) {
            let role = person
                .role
                .map(|role| format!(", {role}"))
                .unwrap_or_default();
            let others = person.variants.iter().map(String::as_str);
            let others: Vec<&str> = others.filter(|other| *other != person.name).collect();
            let also = match others.as_slice() {
                [] => String::new(),
                others => format!(", also {}", others.join(", ")),
            };
            let counts = counted(&[
                (person.quotations, "quotation", "quotations"),
                (person.turns, "turn", "turns"),
                (person.words, "word", "words"),
            ]);
            let counts = format!("  {}", counts.join(", "));
            let name = self.ink(Ink::Speaker, person.name);
            let _ = writeln!(
                out,
                "  {} {name}{role}{also}{}",
                self.ink(Ink::Dim, "who         "),
                self.ink(Ink::Dim, &counts)
            );
        }
        for warning in &record.warnings {
            let _ = writeln!(
                out,
                "{} {} {}",
                self.certainty(Certainty::Doubtful),
                self.ink(Ink::Doubt, "warning     "),
                warning.message
            );
        }
        out
    }

    fn certainty(self, certainty: Certainty) -> String {
        match certainty {
            Certainty::Sure => " ".into(),
            Certainty::Likely => self.ink(Ink::Doubt, "~"),
            Certainty::Doubtful => self.ink(Ink::Doubt, "?"),
        }
    }

    fn ink(self, ink: Ink, words: &str) -> String {
        if self.tint == Tint::Coloured && ink != Ink::Plain && !words.is_empty() {
            format!("\x1b[{}m{words}\x1b[0m", ink.code())
        } else {
            words.to_string()
        }
    }
}

fn role(role: TurnRole) -> &'static str {
    match role {
        TurnRole::Question => "question",
        TurnRole::Answer => "answer",
        TurnRole::Other => "turn",
    }
}

fn name(block: &BlockCheck<'_>) -> (String, Ink) {
    let (name, ink) = match block.kind {
        BlockKind::Headline => ("headline", Ink::Heading),
        BlockKind::Deck => ("deck", Ink::Plain),
        BlockKind::Byline => ("byline", Ink::Plain),
        BlockKind::Date => ("date", Ink::Plain),
        BlockKind::Heading => return (format!("heading {}", block.level), Ink::Heading),
        BlockKind::Paragraph => ("paragraph", Ink::Plain),
        BlockKind::ListItem => ("list", Ink::Plain),
        BlockKind::BlockQuote => ("block quote", Ink::Plain),
        BlockKind::Caption => ("caption", Ink::Dim),
        BlockKind::Promo => ("promo", Ink::Dim),
        BlockKind::Code => ("code", Ink::Plain),
        BlockKind::TableRow => ("table row", Ink::Plain),
        BlockKind::Footnote => ("footnote", Ink::Plain),
        BlockKind::Rule => ("rule", Ink::Dim),
    };
    (name.into(), ink)
}

/// The first words, on one line.
fn cut(text: &str) -> String {
    let mut out = String::new();
    let mut columns = 0;
    for character in text.chars() {
        columns += character.width().unwrap_or(0);
        if columns > SHOWN {
            out.push('…');
            break;
        }
        out.push(if character.is_whitespace() {
            ' '
        } else {
            character
        });
    }
    out
}
