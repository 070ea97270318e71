//! `byline diff`: what was changed in a story since it was read, or between two files of it.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::Outcome;
use super::output::{self, Output, Tint};
use super::places::Places;
use super::rows;
use super::shelf;
use super::show::find;
use crate::fetch::{self, earlier};
use crate::marks::{Card, Changed, changes, with_fetched};
use crate::story::Story;
use crate::story::StoryId;
use crate::versions::{Change, Comparison, Edition, Finding, Passage, Said, compare};

const EXAMPLES: &str = "\
Examples:
  byline diff ferry                     what was changed in the story since you opened it first
  byline diff monday.txt tuesday.txt    two files of the same story
  byline diff ferry --json | jq -c '.findings[]'
Struck words stand as [-so-], added ones as {+so+}; on a terminal they are coloured.
Exit code 1 when nothing was changed.";

/// Which story, or which two.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// PATH, PATH#NUMBER or a part of the headline
    #[arg(value_name = "STORY")]
    story: String,
    /// A later text of the same story
    #[arg(value_name = "LATER")]
    later: Option<String>,
    /// Print one JSON object for each change
    #[arg(long)]
    json: bool,
}

/// A change, dated where it is between texts that were kept.
struct Dated {
    /// When the earlier text was read last, if it was; and when the later one was there.
    times: Option<(Option<i64>, i64)>,
    comparison: Comparison,
}

/// Prints what was changed.
///
/// # Errors
/// When a story is not there, or the texts that are kept cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let (id, story) = find(&options.story, places)?;
    let all = match &options.later {
        Some(later) => between(&story, &find(later, places)?.1)
            .into_iter()
            .collect(),
        None => kept((&id, &story), places)?,
    };
    let mut out = Output::open();
    for dated in &all {
        if options.json {
            out.json(&record(&story, dated))?;
        } else {
            out.text(&shown(dated, output::tint()))?;
        }
    }
    out.finish()?;
    Ok(if all.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

fn between(earlier: &Story, later: &Story) -> Option<Dated> {
    let comparison = compare(&Edition::of(earlier)?, &Edition::of(later)?);
    (!comparison.is_empty()).then_some(Dated {
        times: None,
        comparison,
    })
}

/// From each text that is kept to the next, and to what the file holds now.
fn kept((id, story): (&StoryId, &Story), places: &Places) -> Result<Vec<Dated>> {
    let marks = shelf::open(places)?;
    let mut kept = marks.editions(story.identity())?;
    if kept.is_empty() {
        // Where its opening was changed it is known by another name, as long as no screen was open since.
        let cards = marks.cards()?.into_iter();
        let here = cards.filter(|card| card.path == *id.path);
        let likest = here.map(|card| (card.likeness(story), card));
        let likest = likest.max_by_key(|(likeness, _)| *likeness);
        if let Some((_, card)) = likest.filter(|(likeness, _)| *likeness >= Card::ALIKE) {
            kept = marks.editions(card.identity)?;
        }
    }
    let kept = with_fetched(kept, fetched(id, places)?.into_iter());
    let now = Edition::of(story).map(|edition| (Timestamp::now().as_millisecond(), edition));
    let dated = |changed: Changed| Dated {
        times: Some((changed.before, changed.after)),
        comparison: changed.comparison,
    };
    Ok(changes(kept, now).into_iter().map(dated).collect())
}

/// The texts that were fetched before the one of today.
fn fetched(id: &StoryId, places: &Places) -> Result<Vec<(i64, Edition)>> {
    if places.is_stream() {
        return Ok(Vec::new());
    }
    let library = places.library()?;
    let state = fetch::folder_for(&places.state()?, library.folder());
    let stories = earlier::stories(&state, &id.path).into_iter();
    let editions = stories.filter_map(|(until, story)| Some((until, Edition::of(&story)?)));
    Ok(editions.collect())
}

#[derive(Serialize)]
struct Record<'a> {
    headline: &'a str,
    story: String,
    before: Option<String>,
    after: Option<String>,
    struck: usize,
    added: usize,
    findings: Vec<Found<'a>>,
    passages: Vec<Vec<(&'static str, &'a str)>>,
}

#[derive(Serialize)]
struct Found<'a> {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
}

fn record<'a>(story: &'a Story, dated: &'a Dated) -> Record<'a> {
    let iso = |time: i64| {
        Timestamp::from_millisecond(time)
            .ok()
            .map(|time| time.to_string())
    };
    let comparison = &dated.comparison;
    let changed = comparison
        .passages
        .iter()
        .filter(|passage| passage.is_changed());
    Record {
        headline: &story.meta.headline,
        story: story.identity().to_string(),
        before: dated.times.and_then(|(before, _)| before).and_then(iso),
        after: dated.times.and_then(|(_, after)| iso(after)),
        struck: comparison.words(Change::Struck),
        added: comparison.words(Change::Added),
        findings: comparison.findings.iter().map(found).collect(),
        passages: changed.map(pieces).collect(),
    }
}

fn pieces(passage: &Passage) -> Vec<(&'static str, &str)> {
    let pieces = passage.pieces.iter().map(|piece| {
        let change = match piece.change {
            Change::Same => "same",
            Change::Struck => "struck",
            Change::Added => "added",
        };
        (change, piece.words.as_str())
    });
    pieces.collect()
}

fn found(finding: &Finding) -> Found<'_> {
    let (what, before, after, speaker, within) = match finding {
        Finding::Headline { before, after } => ("headline", Some(before), Some(after), None, None),
        Finding::Correction(line) => ("correction", None, Some(line), None, None),
        Finding::Reworded { before, after } => {
            let speaker = after.speaker.as_ref();
            (
                "quotation-reworded",
                Some(&before.words),
                Some(&after.words),
                speaker,
                None,
            )
        }
        Finding::Reattributed {
            words,
            before,
            after,
        } => (
            "quotation-reattributed",
            before.as_ref(),
            after.as_ref(),
            None,
            Some(words),
        ),
        Finding::Dropped(said) => (
            "quotation-dropped",
            Some(&said.words),
            None,
            said.speaker.as_ref(),
            None,
        ),
        Finding::Quoted(said) => (
            "quotation-added",
            None,
            Some(&said.words),
            said.speaker.as_ref(),
            None,
        ),
        Finding::Number {
            before,
            after,
            within,
        } => ("number", Some(before), Some(after), None, Some(within)),
    };
    Found {
        what,
        before: before.map(String::as_str),
        after: after.map(String::as_str),
        speaker: speaker.map(String::as_str),
        within: within.map(String::as_str),
    }
}

fn shown(dated: &Dated, tint: Tint) -> String {
    let mut text = String::new();
    if let Some((before, after)) = dated.times {
        let after = here(after);
        let line = match before {
            Some(before) => format!("Changed {after}, read before {}", here(before)),
            None => format!("Changed by its publisher, as was seen {after}"),
        };
        let _ = writeln!(text, "{}\n", rows::bold(&line, tint));
    }
    let findings = &dated.comparison.findings;
    for finding in findings {
        let _ = writeln!(text, "  {}", line(finding, tint));
    }
    text.push_str(if findings.is_empty() { "" } else { "\n" });
    let passages = dated.comparison.passages.iter();
    for passage in passages.filter(|passage| passage.is_changed()) {
        let pieces = passage.pieces.iter().map(|piece| match piece.change {
            Change::Same => piece.words.clone(),
            Change::Struck => struck(&piece.words, tint),
            Change::Added => added(&piece.words, tint),
        });
        let _ = writeln!(text, "{}\n", pieces.collect::<String>());
    }
    text
}

fn here(milliseconds: i64) -> String {
    let time = Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH);
    let time = time.to_zoned(TimeZone::system());
    time.strftime("on %-d %B %Y at %-H:%M").to_string()
}

fn line(finding: &Finding, tint: Tint) -> String {
    let both =
        |before: &str, after: &str| format!("{} {}", struck(before, tint), added(after, tint));
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody".to_owned());
    match finding {
        Finding::Headline { before, after } => format!("headline: {}", both(before, after)),
        Finding::Correction(line) => format!("notice: {}", added(line, tint)),
        Finding::Reworded { before, after } => {
            format!(
                "quoted in other words: {}",
                both(&quoted(before), &quoted(after))
            )
        }
        Finding::Reattributed {
            words,
            before,
            after,
        } => {
            format!(
                "given to somebody else: “{words}” — {}",
                both(&name(before), &name(after))
            )
        }
        Finding::Dropped(said) => format!("no longer quoted: {}", struck(&quoted(said), tint)),
        Finding::Quoted(said) => format!("newly quoted: {}", added(&quoted(said), tint)),
        Finding::Number { before, after, .. } => format!("number: {}", both(before, after)),
    }
}

fn quoted(said: &Said) -> String {
    let speaker = said.speaker.as_ref().map(|name| format!(" — {name}"));
    format!("“{}”{}", said.words, speaker.unwrap_or_default())
}

fn struck(words: &str, tint: Tint) -> String {
    set(words, ("[-", "-]"), "\x1b[31;9m", tint)
}

fn added(words: &str, tint: Tint) -> String {
    set(words, ("{+", "+}"), "\x1b[32;1m", tint)
}

/// Words between marks, or in colour; the space at their ends stays outside.
fn set(words: &str, (open, close): (&str, &str), colour: &str, tint: Tint) -> String {
    let bare = words.trim();
    let lead = &words[..words.len() - words.trim_start().len()];
    let rest = &words[lead.len() + bare.len()..];
    match tint {
        Tint::Plain => format!("{lead}{open}{bare}{close}{rest}"),
        Tint::Coloured => format!("{lead}{colour}{bare}\x1b[0m{rest}"),
    }
}
