//! Which story it is, wherever its file lies: what a reader notes of a story outlives a rename, a move
//! and another parse of it.
//!
//! The number must never change from one release to the next, so it is made of nothing but letters and
//! digits, by a hash of its own.

use super::{Block, BlockKind, Story};

/// Letters and digits of the opening that tell stories apart.
const OPENING: usize = 200;
/// Characters of the opening that are kept, to know a story by after it was edited.
const KEPT: usize = 400;

/// Names a story by its address on the web, or else by its headline and opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity(pub u64);

impl std::fmt::Display for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl std::str::FromStr for Identity {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

impl Story {
    /// Which story it is.
    pub fn identity(&self) -> Identity {
        let address = self.meta.url.as_deref().and_then(canonical);
        Identity(match address {
            Some(address) => hash(address.bytes()),
            None => self.fingerprint(),
        })
    }

    /// The first words that are read under the headline, on one line.
    pub fn opening(&self) -> String {
        let mut opening = String::new();
        for block in self.blocks.iter().filter(|block| is_body(block)) {
            for word in self.slice(block.span).split_whitespace() {
                if opening.len() > KEPT {
                    return opening;
                }
                opening.push_str(if opening.is_empty() { "" } else { " " });
                opening.extend(word.chars().take(KEPT));
            }
        }
        opening
    }

    fn fingerprint(&self) -> u64 {
        let bodies = self.blocks.iter().filter(|block| is_body(block));
        let opening = bodies.flat_map(|block| letters(self.slice(block.span)));
        let headline = letters(&self.meta.headline).chain(['\n']);
        let signs: String = headline.chain(opening.take(OPENING)).collect();
        hash(signs.bytes())
    }
}

fn is_body(block: &Block) -> bool {
    block.is_prose() || block.kind == BlockKind::Code
}

/// What no other spacing, punctuation or case makes another.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

/// Parts of a query by which campaigns are told apart, not stories.
const TRACKING: &[&str] = &["fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "ref_src"];

/// An address without what does not tell stories apart; `None` where it leads to a whole site.
fn canonical(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = path.trim_end_matches('/');
    let told = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default();
        !part.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name)
    };
    let query: Vec<&str> = query.split('&').filter(told).collect();
    let leads_to_a_site = path.is_empty() && query.is_empty();
    (!leads_to_a_site).then(|| format!("{host}/{path}?{}", query.join("&")))
}

/// A number of bytes that is the same in every release: FNV-1a of 64 bits,
/// <http://www.isthe.com/chongo/tech/comp/fnv/>, its bits mixed at the end.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    });
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

#[cfg(test)]
mod tests {
    use crate::story::{Block, BlockKind, Meta, Span, Story};

    fn story(headline: &str, text: &str, url: Option<&str>) -> Story {
        Story {
            meta: Meta {
                headline: headline.to_owned(),
                url: url.map(str::to_owned),
                ..Meta::default()
            },
            text: text.to_owned(),
            blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
            ..Story::default()
        }
    }

    #[test]
    fn spacing_case_and_marks_make_no_other_story() {
        let one = story("The tide turns", "Nobody saw it.\nNobody did.", None);
        let other = story("The Tide Turns", "Nobody saw it. “Nobody” did.", None);
        assert_eq!(one.identity(), other.identity());
        let another = story("The tide turns", "Everybody saw it.", None);
        assert_ne!(one.identity(), another.identity());
    }

    #[test]
    fn what_stands_far_down_makes_no_other_story() {
        let long = "word ".repeat(100);
        let one = story("The tide turns", &format!("{long} one"), None);
        let other = story("The tide turns", &format!("{long} other"), None);
        assert_eq!(one.identity(), other.identity());
    }

    #[test]
    fn an_address_names_a_story_whatever_it_says() {
        let at = |url, text| story("Tide", text, Some(url)).identity();
        let plain = at("https://www.post.example/a/tide", "one");
        assert_eq!(
            plain,
            at("http://post.example/a/tide/?utm_source=x#top", "other")
        );
        assert_ne!(plain, at("https://post.example/a/tide?page=2", "one"));
        assert_ne!(
            at("https://post.example/", "one"),
            at("https://post.example/", "other"),
            "a site is no story"
        );
    }

    /// What is kept of stories by earlier releases is found by these numbers.
    #[test]
    fn identities_stay_what_they_are() {
        let by_words = story("The tide turns", "Nobody saw it.", None).identity();
        let by_address = story("x", "y", Some("https://post.example/a")).identity();
        assert_eq!(by_words.to_string().parse(), Ok(by_words));
        assert_eq!(
            (by_words.to_string(), by_address.to_string()),
            ("ff1615ab1be8b029".to_owned(), "c671b0a2e2a951c7".to_owned())
        );
    }
}
