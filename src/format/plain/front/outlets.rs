//! The names of papers, agencies and sites: what tells a source from an author or a place.

/// Words that papers, magazines and agencies are called by, small letters.
///
/// English, German, French, Spanish, Portuguese, Italian, Dutch, Danish, Norwegian and Swedish; from the
/// names of some hundred papers of each language area.
const PAPERS: &[&str] = &[
    // English
    "advertiser",
    "advocate",
    "agency",
    "argus",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "enquirer",
    "examiner",
    "express",
    "gazette",
    "guardian",
    "herald",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "network",
    "news",
    "newspaper",
    "observer",
    "post",
    "press",
    "quarterly",
    "record",
    "register",
    "review",
    "sentinel",
    "standard",
    "sun",
    "telegraph",
    "times",
    "today",
    "tribune",
    "weekly",
    "wire",
    // German
    "abendblatt",
    "allgemeine",
    "anzeiger",
    "blatt",
    "bote",
    "kurier",
    "nachrichten",
    "presse",
    "rundschau",
    "tageblatt",
    "tagesspiegel",
    "zeitung",
    // French, Spanish, Portuguese, Italian
    "courrier",
    "dépêche",
    "gazette",
    "journal",
    "monde",
    "nouvelles",
    "presse",
    "correo",
    "diario",
    "gaceta",
    "heraldo",
    "mundo",
    "noticias",
    "periódico",
    "prensa",
    "voz",
    "correio",
    "diário",
    "folha",
    "gazeta",
    "jornal",
    "notícias",
    "público",
    "corriere",
    "gazzetta",
    "giornale",
    "notizie",
    "messaggero",
    // Dutch, Danish, Norwegian, Swedish
    "dagblad",
    "courant",
    "nieuws",
    "avis",
    "avisen",
    "dagbladet",
    "nyheder",
    "nyheter",
    "tidende",
    "tidning",
    "tidningen",
];

/// Endings of the names of papers and agencies in Chinese, Japanese and Korean.
const EAST_ASIAN: &[&str] = &[
    "报",
    "報",
    "新聞",
    "新闻",
    "通信",
    "通讯社",
    "通信社",
    "网",
    "網",
    "社",
    "周刊",
    "週刊",
    "신문",
    "일보",
    "뉴스",
    "통신",
];

/// Articles that open the names of papers, and hardly ever of people, small letters.
const ARTICLES: &[&str] = &[
    "the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "o", "a", "de",
    "het",
];

/// Places whose names open with an article.
const PLACES: &[&str] = &[
    "the hague",
    "los angeles",
    "las vegas",
    "la paz",
    "la plata",
    "el paso",
    "le havre",
    "le mans",
    "la rochelle",
    "las palmas",
    "los alamos",
    "el salvador",
    "the bronx",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "of", "the", "and", "for", "on", "in", "de", "del", "do", "da", "dos", "das", "della", "di",
    "du", "des", "der", "den", "die", "am", "für", "y", "e", "et", "la", "le", "van",
];

/// Most words that the name of a paper has.
const LONGEST: usize = 7;

/// Whether a text is the name of a paper, an agency or a site, and nothing else.
pub(super) fn is_outlet(text: &str) -> bool {
    let text = text.trim();
    if EAST_ASIAN.iter().any(|ending| text.ends_with(ending)) {
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
    is_outlet(text) && (opens_with_article(text) || FIRMS.contains(&last.as_str()))
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
        word.chars().all(letters) && (capital || PARTICLES.contains(&word))
    }) && (1..=LONGEST).contains(&words)
}

fn opens_with_article(text: &str) -> bool {
    let folded = text.to_lowercase();
    let elided = folded.starts_with("l’") || folded.starts_with("l'");
    let article = folded
        .split_once(' ')
        .is_some_and(|(first, _)| ARTICLES.contains(&first));
    (elided || article) && !PLACES.contains(&folded.as_str())
}

fn is_called(text: &str) -> bool {
    let mut words = text.split([' ', '-']);
    words.any(|word| PAPERS.contains(&word.to_lowercase().as_str()))
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
