//! A story as it lies in an archive: all that parsing knows of it, so that it opens as from a file. What comes
//! back is untrusted: where its text is not clean or a span does not fit, the text is read anew as plain text.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::format::decode::{clean, printable};
use crate::format::{self, Source};
use crate::language;
use crate::story::{
    Block, Date, Inline, InlineKind, Meta, Person, Quotation, Section, Shape, Span, Story, StoryId,
    StoryKind, Turn, Warning,
};

/// Raised when stories are kept in another way; what is not known of a later one is left out.
const EDITION: u32 = 1;

/// Nothing is nested deeper that anybody prints.
const DEEPEST: u8 = 64;

/// A story on its way.
#[derive(Serialize, Deserialize)]
struct Kept {
    edition: u32,
    path: String,
    ordinal: u32,
    offset: u64,
    kind: StoryKind,
    headline: String,
    #[serde(default)]
    deck: Option<String>,
    #[serde(default)]
    bylines: Vec<String>,
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    saved: Option<Date>,
    #[serde(default)]
    dateline: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    format: String,
    text: String,
    blocks: Vec<Block>,
    #[serde(default)]
    inlines: Vec<Inline>,
    #[serde(default)]
    sections: Vec<Section>,
    #[serde(default)]
    quotations: Vec<Quotation>,
    #[serde(default)]
    turns: Vec<Turn>,
    #[serde(default)]
    people: Vec<Person>,
    #[serde(default)]
    mends: Vec<usize>,
    #[serde(default)]
    warnings: Vec<Warning>,
}

/// A story as it is sent.
pub(crate) fn pack(id: &StoryId, story: &Story) -> Result<String> {
    let meta = &story.meta;
    let kept = Kept {
        edition: EDITION,
        path: id.path.to_string(),
        ordinal: id.ordinal,
        offset: id.offset,
        kind: meta.kind,
        headline: meta.headline.clone(),
        deck: meta.deck.clone(),
        bylines: meta.bylines.clone(),
        date: meta.date,
        saved: meta.saved,
        dateline: meta.dateline.clone(),
        url: meta.url.clone(),
        source: meta.source.clone(),
        tags: meta.tags.clone(),
        lang: meta.lang.map(str::to_owned),
        format: meta.format.to_owned(),
        text: story.text.clone(),
        blocks: story.blocks.clone(),
        inlines: story.inlines.clone(),
        sections: story.sections.clone(),
        quotations: story.quotations.clone(),
        turns: story.turns.clone(),
        people: story.people.clone(),
        mends: story.mends.clone(),
        warnings: story.warnings.clone(),
    };
    Ok(serde_json::value::to_value(kept)?.to_string())
}

/// A story that came, and what it is called in the archive.
pub(crate) fn unpack(told: &str) -> Result<(StoryId, Arc<Story>)> {
    let kept: Kept = serde_json::from_str(told).context("a story of the archive is damaged")?;
    ensure!(
        kept.edition <= EDITION,
        "a story of the archive was sent by a later byline; a newer byline reads it"
    );
    let id = StoryId {
        path: printable(&kept.path).into_owned().into(),
        ordinal: kept.ordinal,
        offset: kept.offset,
    };
    let story = story(kept);
    let story = if is_sound(&story) {
        story
    } else {
        anew(&story)?
    };
    Ok((id, Arc::new(story)))
}

fn story(kept: Kept) -> Story {
    let shown = |text: String| printable(&text).into_owned();
    let known = kept.lang.as_deref().and_then(language::of);
    let format = format::named(&kept.format);
    let is_web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    Story {
        meta: Meta {
            kind: kept.kind,
            headline: shown(kept.headline),
            deck: kept.deck.map(shown),
            bylines: kept.bylines.into_iter().map(shown).collect(),
            date: kept.date.map(bounded),
            saved: kept.saved.map(bounded),
            dateline: kept.dateline.map(shown),
            url: kept.url.map(shown).filter(is_web),
            source: kept.source.map(shown),
            tags: kept.tags.into_iter().map(shown).collect(),
            lang: known.map(|language| language.code),
            format: format.map_or("", |format| format.name),
        },
        text: kept.text,
        blocks: kept.blocks,
        inlines: kept.inlines,
        sections: kept.sections,
        quotations: kept.quotations,
        turns: kept.turns,
        people: kept
            .people
            .into_iter()
            .map(|person| named(&person))
            .collect(),
        mends: kept.mends,
        warnings: kept
            .warnings
            .into_iter()
            .map(|warning| warned(&warning))
            .collect(),
        reasons: Vec::new(),
    }
}

fn named(person: &Person) -> Person {
    let shown = |text: &String| printable(text).into_owned();
    Person {
        name: shown(&person.name),
        variants: person.variants.iter().map(shown).collect(),
        role: person.role.as_ref().map(shown),
        ..person.clone()
    }
}

fn warned(warning: &Warning) -> Warning {
    Warning {
        message: printable(&warning.message).into_owned(),
        start: warning.start,
    }
}

/// A date of years that calendars have.
fn bounded(date: Date) -> Date {
    const MOST: i64 = 250_000_000_000;
    Date {
        seconds: date.seconds.clamp(-MOST / 4, MOST),
        ..date
    }
}

/// Whether a block stands no deeper than a story is set.
fn is_shallow(block: &Block) -> bool {
    let within = match block.shape {
        Shape::Within(items) => items,
        _ => 0,
    };
    block.level <= DEEPEST && within <= DEEPEST
}

/// Whether what always holds of a story holds of this one: its text is clean, spans lie in it, in order.
fn is_sound(story: &Story) -> bool {
    let text = &story.text;
    let fits = |span: &Span| span.start <= span.end && text.get(span.start..span.end).is_some();
    let is_person = |person: usize| person < story.people.len();
    let blocks: Vec<Span> = story.blocks.iter().map(|block| block.span).collect();
    let mut quotations = story.quotations.iter();
    let mut turns = story.turns.iter();
    let mut inlines = story.inlines.iter();
    clean(text) == text.as_str()
        && blocks.iter().all(fits)
        && story.blocks.iter().all(is_shallow)
        && blocks.windows(2).all(|pair| pair[0].end <= pair[1].start)
        && quotations.all(|quotation| {
            let said = quotation.speaker.as_ref();
            fits(&quotation.span)
                && fits(&quotation.outer)
                && quotation.outer.covers(quotation.span)
                && said.is_none_or(|said| {
                    is_person(said.person)
                        && fits(&said.mention)
                        && said.cue.as_ref().is_none_or(fits)
                })
        })
        && turns.all(|turn| {
            let is_labelled = turn.label.is_empty() || turn.label.end <= turn.span.start;
            fits(&turn.span) && fits(&turn.label) && is_labelled && is_person(turn.speaker)
        })
        && inlines.all(|inline| fits(&inline.span) && is_plain(&inline.kind))
        && story
            .sections
            .iter()
            .all(|section| fits(&section.span) && fits(&section.heading))
        && story.people.iter().all(|person| person.first <= text.len())
        && story.mends.iter().all(|&mend| text.is_char_boundary(mend))
        && story
            .warnings
            .iter()
            .all(|warning| warning.start <= text.len())
        && are_in_order(story)
}

fn is_plain(kind: &InlineKind) -> bool {
    match kind {
        InlineKind::Link(address) => printable(address) == address.as_str(),
        _ => true,
    }
}

fn are_in_order(story: &Story) -> bool {
    let quotations = story
        .quotations
        .iter()
        .map(|quotation| quotation.span.start);
    let turns = story.turns.iter().map(|turn| turn.span.start);
    let sections = story.sections.iter().map(|section| section.span.start);
    let inlines = story.inlines.iter().map(|inline| inline.span.start);
    quotations.is_sorted()
        && turns.is_sorted()
        && sections.is_sorted()
        && inlines.is_sorted()
        && story.mends.is_sorted()
}

/// The text by itself, parsed as a file of plain text is.
fn anew(story: &Story) -> Result<Story> {
    let source = Source {
        name: "archive.txt",
        bytes: story.text.as_bytes(),
    };
    let parsed = format::parse(source, format::named("plain"));
    let mut found = parsed
        .into_iter()
        .next()
        .context("a story of the archive holds no text")?;
    if !story.meta.headline.is_empty() {
        found.meta.headline.clone_from(&story.meta.headline);
    }
    found.meta.date = story.meta.date;
    found.meta.source.clone_from(&story.meta.source);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{pack, unpack};
    use crate::format::{self, Source};
    use crate::story::{Block, Shape, Story, StoryId};

    fn id() -> StoryId {
        StoryId {
            path: "a/b.md".into(),
            ordinal: 2,
            offset: 7,
        }
    }

    fn story() -> Story {
        let text = "# The quay\n\nBy Ann Low\n\n“We *came* back,” said Ana Rivera, the harbour master.\n\n## Later\n\nThey [left](https://a.example/b).\n";
        let source = Source {
            name: "a.md",
            bytes: text.as_bytes(),
        };
        format::parse(source, None).remove(0)
    }

    /// The story as it comes back when something in it was changed on the way.
    fn changed(pointer: &str, value: Value) -> anyhow::Result<Story> {
        let mut told: Value = serde_json::from_str(&pack(&id(), &story())?)?;
        let place = told.pointer_mut(pointer).expect("it is there");
        *place = value;
        Ok((*unpack(&told.to_string())?.1).clone())
    }

    #[test]
    fn a_story_comes_back_as_it_was_sent() {
        let story = story();
        assert!(!story.quotations.is_empty() && !story.inlines.is_empty());
        let told = pack(&id(), &story).expect("it can be sent");
        let (found, back) = unpack(&told).expect("it comes back");
        assert_eq!((found, &*back), (id(), &story));
    }

    #[test]
    fn what_does_not_fit_is_read_anew() {
        let far = json!(1_000_000);
        for (pointer, value) in [
            ("/blocks/0/span/end", far.clone()),
            ("/quotations/0/span/end", far.clone()),
            ("/quotations/0/speaker/person", far.clone()),
            (
                "/quotations/0/speaker/mention",
                json!({"start": 9, "end": 3}),
            ),
            ("/inlines/0/span/start", far.clone()),
            ("/sections/0/heading/end", far),
            ("/text", json!("One word\u{1b}[31m of it.")),
            ("/text", json!("é")),
        ] {
            let story = changed(pointer, value).expect("its text is read");
            assert!(!story.text.contains('\u{1b}'));
            for block in &story.blocks {
                story.slice(block.span);
            }
            for quotation in &story.quotations {
                story.slice(quotation.outer);
            }
        }
    }

    #[test]
    fn blocks_stand_no_deeper_than_stories_are_set() {
        for (pointer, value) in [
            ("/blocks/0/level", json!(200)),
            ("/blocks/0/shape", json!({"Within": 200})),
        ] {
            let story = changed(pointer, value).expect("its text is read");
            let deep = |block: &Block| block.level == 200 || block.shape == Shape::Within(200);
            assert!(!story.blocks.iter().any(deep), "{pointer}");
        }
    }

    #[test]
    fn nothing_that_is_told_commands_a_terminal() {
        let hostile = json!("a\u{1b}[31m\u{202e}b");
        for pointer in ["/headline", "/path", "/people/0/name", "/bylines"] {
            let value = match pointer {
                "/bylines" => json!([hostile]),
                _ => hostile.clone(),
            };
            let story = changed(pointer, value).expect("a story");
            let names = story.people.iter().map(|person| person.name.clone());
            let told: Vec<String> = names
                .chain(story.meta.bylines)
                .chain([story.meta.headline])
                .collect();
            assert!(!told.concat().contains(['\u{1b}', '\u{202e}']), "{told:?}");
        }
    }

    #[test]
    fn what_a_later_byline_sent_is_refused() {
        assert!(changed("/edition", json!(99)).is_err());
        assert!(unpack("{}").is_err() && unpack("").is_err());
    }
}
