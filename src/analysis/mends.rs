//! Spaces lost in scraping: where the screen should set one that the text does not have.
//!
//! A scraper that joins lines or drops inline elements leaves `Smith.”It’s`, `Rivera,president`,
//! `the U.S.military`. No rule fires inside numbers, addresses, file and domain names, initials or
//! abbreviations. The places are between two bytes that are both printed, and never at a space.

use crate::story::{Block, BlockKind, Story};

/// Notes the places where a space was lost after a stop, a comma or a closing mark.
pub fn find(story: &mut Story) {
    let mut mends = Vec::new();
    for block in story.blocks.iter().filter(|block| is_language(block)) {
        let range = block.span.range();
        stops(&story.text[range.clone()], range.start, &mut mends);
    }
    for quotation in &story.quotations {
        let (start, end) = (quotation.outer.start, quotation.outer.end);
        let marked = start < quotation.span.start && quotation.span.end < end;
        let before = story.text[..start].chars().next_back();
        let after = story.text[end..].chars().next();
        if marked && before.is_some_and(|c| c.is_alphanumeric() || is_stop(c)) {
            mends.push(start);
        }
        if marked && after.is_some_and(char::is_alphanumeric) {
            mends.push(end);
        }
    }
    mends.sort_unstable();
    mends.dedup();
    story.mends = mends;
}

fn is_language(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Code | BlockKind::TableRow | BlockKind::Rule
    )
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '?' | '!')
}

/// Looks at every stop of a block that starts at byte `offset`.
fn stops(text: &str, offset: usize, mends: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    let frequent = memchr::memchr3_iter(b'.', b',', b':', bytes);
    let rare = memchr::memchr3_iter(b';', b'?', b'!', bytes);
    for at in frequent
        .chain(rare)
        .filter(|&at| at > 0 && at + 1 < bytes.len())
    {
        if bytes[at + 1] <= b'9' {
            continue;
        }
        if lost_after(text, at) && !is_address(text, at) {
            mends.push(offset + at + 1);
        }
    }
}

/// Whether a space is missing after the stop at `at`.
fn lost_after(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let mut rest = text[at + 1..].chars();
    let (next, second) = (rest.next().unwrap_or(' '), rest.next().unwrap_or(' '));
    let joined =
        || matches!(before, ')' | ']' | '”' | '’' | '"' | '»' | '%') || before.is_alphanumeric();
    let is_mark = matches!(next, '‘'..='‟');
    if is_mark || !next.is_alphabetic() || !joined() {
        return false;
    }
    match text.as_bytes()[at] {
        b'.' if is_dotted(text, at) => {
            second.is_lowercase() && (next.is_uppercase() || second.is_alphabetic())
        }
        b'.' => {
            next.is_uppercase()
                && (second.is_lowercase() || second.is_whitespace())
                && !before.is_uppercase()
                && !is_domain(&text[at + 1..])
        }
        b':' => next.is_uppercase() && before.is_alphabetic(),
        _ => true,
    }
}

/// Whether the stop ends an abbreviation of single letters: `U.S.`, `e.g.`.
fn is_dotted(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    at >= 3
        && bytes[at - 1].is_ascii_alphabetic()
        && bytes[at - 2] == b'.'
        && bytes[at - 3].is_ascii_alphabetic()
        && (at == 3 || !bytes[at - 4].is_ascii_alphanumeric())
}

/// Whether what follows the stop is the end of a domain name: `Amazon.Com`.
fn is_domain(rest: &str) -> bool {
    const TOP: &[&str] = &[
        "com", "org", "net", "gov", "edu", "co", "io", "tv", "uk", "de", "fr", "es", "au", "ca",
        "eu", "mx", "br",
    ];
    let word = rest
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or("");
    TOP.iter().any(|top| word.eq_ignore_ascii_case(top))
}

/// Bytes of a word that are looked at on each side of a stop, for the marks of an address.
const LONGEST_WORD: usize = 200;

/// Whether the stop stands inside a web or mail address, a handle or a file name.
fn is_address(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let floor = at.saturating_sub(LONGEST_WORD);
    let start = bytes[floor..at]
        .iter()
        .rposition(is_space)
        .map_or(floor, |space| floor + space + 1);
    let limit = bytes.len().min(at + LONGEST_WORD);
    let end = bytes[at..limit]
        .iter()
        .position(is_space)
        .map_or(limit, |space| at + space);
    let word = &bytes[start..end];
    let slashes = memchr::memchr_iter(b'/', word).count();
    slashes > 1 || memchr::memchr3(b'@', b'\\', b'_', word).is_some() || word.starts_with(b"www.")
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::analysis::quotes;
    use crate::story::{Block, BlockKind, Span, Story};

    /// `expect` is the text with `␣` where a space should be set.
    fn check(text: &str, expect: &str) {
        let mut story = Story {
            text: text.to_string(),
            ..Story::default()
        };
        story
            .blocks
            .push(Block::new(BlockKind::Paragraph, Span::new(0, text.len())));
        quotes::find_quotations(&mut story);
        find(&mut story);
        let mut mended = text.to_string();
        for place in story.mends.iter().rev() {
            mended.insert(*place, '␣');
        }
        assert_eq!(mended, expect);
    }

    #[test]
    fn a_space_is_set_after_a_stop_that_lost_it() {
        check("It ended.Then it began.", "It ended.␣Then it began.");
        check(
            "Mara Oduya,chair of the board,spoke.",
            "Mara Oduya,␣chair of the board,␣spoke.",
        );
        check(
            "Who knows?Nobody;not us!Really.",
            "Who knows?␣Nobody;␣not us!␣Really.",
        );
        check("Dr.Oduya answered.", "Dr.␣Oduya answered.");
        check("the U.S.military base", "the U.S.␣military base");
        check("Editor:What now?", "Editor:␣What now?");
    }

    #[test]
    fn a_space_is_set_around_the_marks_of_a_glued_quotation() {
        check("so Oduya.”We paid for it.”", "so Oduya.␣”We paid for it.”");
        check(
            "“We paid for it.”Then she left.",
            "“We paid for it.”␣Then she left.",
        );
        check("she said“no more” twice", "she said␣“no more” twice");
    }

    #[test]
    fn nothing_is_set_in_numbers_names_and_addresses() {
        for text in [
            "1,200.50 at 10:30",
            "the U.S. and the U.K.’s",
            "see https://a.example/B.C,d",
            "mail a.B@c.example",
            "Amazon.Com and example.org",
            "e.g. this, i.e. that",
            "J. K. Oduya, Ph.D.",
            "No change here.",
        ] {
            check(text, text);
        }
    }
}
