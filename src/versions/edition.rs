//! The text of a story as it was read once, and the few bytes that it is kept in.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

use crate::story::{Block, BlockKind, Span, Story, one_line};

/// Longer texts are not kept: they are books and data, not news.
const LONGEST: usize = 1 << 20;
/// Bytes that an edition is unpacked to at most.
const UNPACKED: u64 = 8 << 20;

/// A story as it was read once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Its headline.
    pub headline: String,
    /// What is read of it, a line each.
    pub paragraphs: Vec<String>,
    /// Who is quoted in it.
    #[serde(default)]
    pub said: Vec<Said>,
}

/// Words of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The words, on one line.
    pub words: String,
    /// Who says them, where that is told.
    #[serde(default)]
    pub speaker: Option<String>,
}

impl Edition {
    /// The story as it is; `None` where it is too long to be kept.
    pub fn of(story: &Story) -> Option<Self> {
        if story.text.len() > LONGEST {
            return None;
        }
        let blocks = story.blocks.iter().filter(|block| is_kept(block));
        let line = |span: Span| one_line(&story.mended(span));
        let paragraphs = blocks.map(|block| line(block.span));
        Some(Self {
            headline: story.meta.headline.clone(),
            paragraphs: paragraphs.filter(|line| !line.is_empty()).collect(),
            said: said(story),
        })
    }

    /// A number that no other text of the story is likely to have; spacing does not count.
    pub fn sign(&self) -> u64 {
        const PRIME: u64 = 0x0000_0100_0000_01b3;
        let lines = self.paragraphs.iter().chain([&self.headline]);
        let bytes = lines.flat_map(|line| line.bytes().filter(|byte| *byte != b' ').chain([b'\n']));
        let sign = bytes.fold(0xcbf2_9ce4_8422_2325, |sign: u64, byte| {
            (sign ^ u64::from(byte)).wrapping_mul(PRIME)
        });
        sign ^ (sign >> 32)
    }

    /// The same in few bytes.
    pub fn packed(&self) -> Vec<u8> {
        let text =
            serde_json::to_value(self).map_or_else(|_| String::new(), |value| value.to_string());
        let mut deflater = DeflateEncoder::new(Vec::new(), Compression::default());
        let written = deflater.write_all(text.as_bytes());
        let packed = written.and_then(|()| deflater.finish());
        // Memory can be written.
        packed.unwrap_or_default()
    }

    /// The edition that was packed so; `None` where the bytes are damaged.
    pub fn unpacked(bytes: &[u8]) -> Option<Self> {
        let mut text = String::new();
        let mut unpacker = DeflateDecoder::new(bytes).take(UNPACKED);
        unpacker.read_to_string(&mut text).ok()?;
        let edition: Self = serde_json::from_str(&text).ok()?;
        let is_whole = edition.is_clean();
        is_whole.then_some(edition)
    }
}

impl Edition {
    /// Whether nothing in it commands a terminal, as in every text that was read.
    fn is_clean(&self) -> bool {
        let said = self.said.iter();
        let names = said.clone().filter_map(|said| said.speaker.as_ref());
        let lines = self.paragraphs.iter().chain([&self.headline]);
        let all = lines.chain(said.map(|said| &said.words)).chain(names);
        all.into_iter().all(|line| !line.contains(char::is_control))
    }
}

/// Whether a block is read for what it says. A date that is set anew is no other text.
fn is_kept(block: &Block) -> bool {
    use BlockKind::{Date, Headline};

    block.is_read() && !matches!(block.kind, Headline | Date)
}

fn said(story: &Story) -> Vec<Said> {
    let said = |span: Span, person: Option<usize>| Said {
        words: one_line(&story.mended(span)),
        speaker: person.and_then(|person| Some(one_line(&story.people.get(person)?.name))),
    };
    let quotations = story.quotations.iter();
    let quoted = quotations.map(|quotation| {
        let speaker = quotation.speaker.map(|speaker| speaker.person);
        said(quotation.span, speaker)
    });
    quoted.filter(|said| !said.words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::Edition;
    use crate::story::{Block, BlockKind, Meta, Span, Story};

    fn story(parts: &[(BlockKind, &str)]) -> Story {
        let mut story = Story {
            meta: Meta {
                headline: "The quay".to_owned(),
                ..Meta::default()
            },
            ..Story::default()
        };
        for (kind, words) in parts {
            let start = story.text.len();
            story.text.push_str(words);
            let span = Span::new(start, story.text.len());
            story.blocks.push(Block::new(*kind, span));
            story.text.push('\n');
        }
        story
    }

    fn edition(parts: &[(BlockKind, &str)]) -> Edition {
        Edition::of(&story(parts)).expect("it is short")
    }

    #[test]
    fn clocks_furniture_and_spacing_make_no_other_text() {
        let one = edition(&[
            (BlockKind::Date, "Updated at noon"),
            (BlockKind::Paragraph, "The crane\nis back."),
        ]);
        let other = edition(&[
            (BlockKind::Date, "Updated at one"),
            (BlockKind::Paragraph, "The crane is back."),
            (BlockKind::Promo, "12 comments"),
        ]);
        assert_eq!(one.sign(), other.sign());
        let another = edition(&[(BlockKind::Paragraph, "The crane is not back.")]);
        assert_ne!(one.sign(), another.sign());
    }

    #[test]
    fn what_is_packed_comes_out_whole_or_not_at_all() {
        let edition = edition(&[(BlockKind::Paragraph, "“Nobody asked,” she said. 港")]);
        let packed = edition.packed();
        assert_eq!(Edition::unpacked(&packed), Some(edition));
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            // Whatever comes out, nothing in it commands a terminal.
            if let Some(found) = Edition::unpacked(&damaged) {
                assert!(!found.headline.contains(char::is_control));
            }
            assert_eq!(
                Edition::unpacked(&packed[..at]).filter(|_| at < packed.len() / 2),
                None
            );
        }
    }

    #[test]
    fn books_are_not_kept() {
        let long = "word ".repeat(300_000);
        assert_eq!(Edition::of(&story(&[(BlockKind::Paragraph, &long)])), None);
    }
}
