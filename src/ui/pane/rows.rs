//! The rows of a pane: what the index answers, in words.

use crate::index::facets::{Facet, FacetCount};
use crate::index::people::Speaker;
use crate::index::words;
use crate::index::{Related, Utterance, UtteranceKind};
use crate::marks::Note;
use crate::story::{Certainty, Date, Span, Story, StoryId, TurnRole, one_line};
use crate::ui::fit::grouped;
use crate::ui::list::Listed;
use crate::ui::list::draw::elsewhere;
use crate::ui::list::groups::short;
use crate::ui::pane::Target;
use crate::ui::pane::about::{self, counted, days};

/// Names of one person that are worth a place on the line.
const VARIANTS: usize = 3;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct PaneRow {
    /// Where it leads.
    pub target: Target,
    /// What the row is: how its words look.
    pub look: RowLook,
    /// The words themselves.
    pub text: String,
    /// What to highlight in them.
    pub highlights: Vec<Span>,
    /// Beside the words, dim.
    pub aside: Option<String>,
    /// The headline of the story it is from or leads to.
    pub headline: Option<String>,
    /// What else is known, the most telling first: what does not fit is left out from the end.
    pub facts: Vec<String>,
    /// Why it is here.
    pub reasons: Option<String>,
    /// Of a person: what they are said to be and when, their other names and why these are theirs.
    pub about: Vec<String>,
}

/// How the words of a row look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowLook {
    /// A name, with a role beside it.
    Name,
    /// What somebody says, on several lines.
    Speech,
    /// A headline, with reasons below.
    Headline,
}

impl Listed for PaneRow {
    type Id = Target;

    fn id(&self) -> Target {
        self.target.clone()
    }

    fn date(&self) -> Option<Date> {
        None
    }
}

impl PaneRow {
    pub(super) fn person(person: Speaker) -> Self {
        let counts = [
            counted(person.stories, "story", "stories"),
            counted(person.quotations, "quotation", "quotations"),
            counted(person.turns, "turn", "turns"),
        ];
        let days = days(person.first, person.last);
        let merged = person.merged.iter().map(|merged| merged.name.as_str());
        let others = merged.chain(person.variants.iter().map(String::as_str));
        let others: Vec<&str> = others.take(VARIANTS).collect();
        let variants = (!others.is_empty()).then(|| format!("also {}", others.join(", ")));
        let about = about::lines(&person);
        Self {
            target: Target::Person(person.name.clone()),
            look: RowLook::Name,
            text: person.name,
            highlights: Vec::new(),
            aside: person.role,
            headline: None,
            facts: counts
                .into_iter()
                .flatten()
                .chain(days)
                .chain(variants)
                .collect(),
            reasons: None,
            about,
        }
    }

    /// A value that stories share which answer a query.
    pub(super) fn value(facet: Facet, found: FacetCount, query: &str) -> Self {
        let what = match facet {
            Facet::Speaker => "speaks in",
            Facet::Source => "printed",
            Facet::Year | Facet::Month | Facet::Day => "published",
            Facet::Kind => "told as",
        };
        let stories = counted(found.count, "story", "stories").unwrap_or_default();
        // Of a list that is the whole library a share says nothing.
        let share = (found.count < found.of)
            .then(|| format!(" · {} of {}", found.percent(), grouped(found.of)));
        let narrowed = format!("{} {}", query.trim(), facet.query(&found.value));
        Self {
            target: Target::Query(narrowed.trim_start().to_owned()),
            look: RowLook::Name,
            text: found.value,
            highlights: Vec::new(),
            aside: Some(format!("{what} · {stories}{}", share.unwrap_or_default())),
            headline: None,
            facts: Vec::new(),
            reasons: None,
            about: Vec::new(),
        }
    }

    pub(super) fn utterance(found: Utterance, sought: &[String]) -> Self {
        let words = one_line(&found.text[found.excerpt.start..]);
        let is_cut = found.excerpt.start > 0;
        let words = if is_cut {
            format!("… {words}")
        } else {
            words
        };
        let (text, kind) = match found.kind {
            UtteranceKind::Quotation(_) => (format!("“{words}”"), None),
            UtteranceKind::Turn(TurnRole::Question) => (words, Some("question")),
            UtteranceKind::Turn(TurnRole::Answer) => (words, Some("answer")),
            UtteranceKind::Turn(_) => (words, None),
        };
        let also = found.also.len();
        let also = counted(also, "story", "stories").map(|stories| format!("also in {stories}"));
        // A guess is marked as one.
        let doubt = if found.certainty == Certainty::Doubtful {
            "?"
        } else {
            ""
        };
        let facts = [
            kind.map(str::to_owned),
            found.place.date.map(short),
            also,
            found.place.source,
        ];
        Self {
            target: Target::Story(found.place.id, Some(found.span)),
            look: RowLook::Speech,
            highlights: highlights(&text, sought),
            text,
            aside: found.speaker.map(|name| name + doubt),
            headline: Some(found.place.headline),
            facts: facts.into_iter().flatten().collect(),
            reasons: None,
            about: Vec::new(),
        }
    }

    pub(super) fn related(found: Related) -> Self {
        let with = (!found.people.is_empty()).then(|| format!("with {}", found.people.join(", ")));
        let about = (!found.words.is_empty()).then(|| format!("on {}", found.words.join(", ")));
        let row = found.row;
        let facts = [
            row.date.map(short),
            Some(format!("{} min", Story::minutes(row.words))),
            row.source,
            elsewhere(row.copies),
        ];
        Self {
            target: Target::Story(row.id, None),
            look: RowLook::Headline,
            highlights: Vec::new(),
            text: row.headline.clone(),
            aside: None,
            headline: Some(row.headline),
            facts: facts.into_iter().flatten().collect(),
            reasons: Some(
                [with, about]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
            ),
            about: Vec::new(),
        }
    }

    pub(super) fn note((note, held): (Note, Option<StoryId>)) -> Self {
        let (body, card) = (&note.body, &note.card);
        let gone = held
            .is_none()
            .then(|| "no longer in the library".to_owned());
        let day = card
            .date
            .as_ref()
            .map(|date| date.chars().take(10).collect());
        Self {
            look: RowLook::Speech,
            text: format!("“{}”", one_line(&body.words)),
            highlights: Vec::new(),
            aside: body.speaker.clone(),
            headline: Some(card.headline.clone()),
            facts: [gone, day, card.source.clone()]
                .into_iter()
                .flatten()
                .collect(),
            reasons: Some(body.remark.clone()).filter(|remark| !remark.is_empty()),
            target: Target::Note(Box::new(note), held),
            about: Vec::new(),
        }
    }

    /// Leaves out who speaks, where the pane's title says it.
    pub(super) fn forget_speaker(&mut self) {
        self.aside = None;
    }
}

/// The words of a query that are to be said, folded: what stands before a colon, and names after it, are not.
pub fn words_sought(query: &str) -> Vec<String> {
    let spoken = pieces(query).into_iter().filter_map(|piece| {
        if piece.starts_with('-') || piece == "OR" {
            return None;
        }
        match piece.split_once(':') {
            Some(("said" | "asked" | "answered", words)) => Some(words),
            Some((name, _)) if !name.contains('"') => None,
            _ => Some(piece),
        }
    });
    let folded = spoken.flat_map(words::words).map(|word| word.folded);
    folded.collect()
}

/// A query cut at the spaces that no quotation marks hold.
fn pieces(query: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let is_cut = |character: char| {
        is_quoted ^= character == '"';
        character.is_whitespace() && !is_quoted
    };
    query
        .split(is_cut)
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn highlights(text: &str, sought: &[String]) -> Vec<Span> {
    if sought.is_empty() {
        return Vec::new();
    }
    let begins = |folded: &str| sought.iter().any(|word| folded.starts_with(word.as_str()));
    let found = words::words(text).into_iter();
    found
        .filter(|word| begins(&word.folded))
        .map(|word| word.span)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{highlights, words_sought};

    fn check(query: &str, text: &str, expect: &[&str]) {
        let found = highlights(text, &words_sought(query));
        let found: Vec<_> = found
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(found, expect, "{query:?}");
    }

    #[test]
    fn words_that_are_said_are_highlighted() {
        let text = "The harbour needs coal, said Duarte";
        check("harb coal", text, &["harbour", "coal"]);
        check(
            "said:\"needs coal\" speaker:duarte",
            text,
            &["needs", "coal"],
        );
        check("speaker:\"the duarte\" -coal", text, &[]);
        check("", text, &[]);
    }
}
