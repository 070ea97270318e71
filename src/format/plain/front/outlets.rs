//! The names of papers, agencies and sites: what tells a source from an author or a place.

use crate::language::page_words;

/// Most words that the name of a paper has.
const LONGEST: usize = 7;

/// Whether a text is the name of a paper, an agency or a site, and nothing else.
pub(super) fn is_outlet(text: &str) -> bool {
    let text = text.trim();
    if page_words::PAPER_ENDING
        .iter()
        .any(|ending| text.ends_with(ending))
    {
        return text.chars().count() <= 12 && !text.contains(char::is_whitespace);
    }
    is_host(text) || (is_name(text) && (opens_with_article(text) || is_called(text)))
}

/// Whether the name of a paper stands where an author's is expected: "By The Coast Daily".
///
/// A person may be called Post or Mercury: only an article or a firm's word at the end is clear there.
pub(super) fn is_surely_outlet(text: &str) -> bool {
    const FIRMS: &[&str] = &["news", "press", "agency", "network", "times", "newspaper"];
    let last = text.rsplit(' ').next().unwrap_or(text).to_lowercase();
    is_host(text) || is_outlet(text) && (opens_with_article(text) || FIRMS.contains(&last.as_str()))
}

/// "coast.example"
fn is_host(text: &str) -> bool {
    let ends = |(_, top): (&str, &str)| {
        top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && text.rsplit_once('.').is_some_and(ends)
}

/// Whether every word of weight has a capital.
fn is_name(text: &str) -> bool {
    let mut words = 0;
    text.split_whitespace().all(|word| {
        words += 1;
        let letters = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’' | '&');
        let capital = word.starts_with(|c: char| c.is_uppercase() || c == '&');
        word.chars().all(letters) && (capital || page_words::is_paper_particle(word))
    }) && (1..=LONGEST).contains(&words)
}

fn opens_with_article(text: &str) -> bool {
    let folded = text.to_lowercase();
    let elided = folded.starts_with("l’") || folded.starts_with("l'");
    let article = folded
        .split_once(' ')
        .is_some_and(|(first, _)| page_words::is_paper_article(first));
    (elided || article) && !page_words::is_place_with_article(&folded)
}

fn is_called(text: &str) -> bool {
    let mut words = text.split([' ', '-']);
    words.any(|word| page_words::is_paper(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{is_outlet, is_surely_outlet};

    #[test]
    fn papers_are_told_from_people_and_places() {
        for paper in [
            "The Courier",
            "Coast Daily",
            "Northern Boat Review",
            "Der Nachtbote",
            "El Faro",
            "Correio da Foz",
            "L’Écluse",
            "La Voz del Sur",
            "Kieler Nachrichten",
            "港湾新聞",
            "江口日报",
            "coast.example",
        ] {
            assert!(is_outlet(paper), "{paper}");
        }
        for other in [
            "Anna Brandt",
            "Kiel",
            "New York",
            "Los Angeles",
            "La Paz",
            "political editor",
            "the ferry that sank",
            "Anna Brandt, Kiel",
            "Dr. Brandt",
        ] {
            assert!(!is_outlet(other), "{other}");
        }
    }

    #[test]
    fn authors_may_bear_the_name_of_a_paper() {
        assert!(is_surely_outlet("The Associated Press"));
        assert!(is_surely_outlet("Coast News"));
        assert!(!is_surely_outlet("Emily Post"));
    }
}
