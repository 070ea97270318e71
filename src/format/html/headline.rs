//! The headline of a page: its own, what is told in its head, and what structured data say vote, since each of
//! them is wrong somewhere.

use super::choice::folded;
use super::tree::{Id, Tree, is_heading};

/// Names of the title in the head of a page, best first.
const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
];

/// What is told of the headline.
pub(super) struct Told<'a> {
    /// The value of a name in the head of the page.
    pub named: &'a dyn Fn(&str) -> Option<&'a str>,
    /// The headline of the article in structured data.
    pub headline: Option<String>,
}

/// The headline: what most of those that tell one agree on.
pub(super) fn of(tree: &Tree, told: &Told<'_>) -> Option<String> {
    let headline = told.headline.as_deref().map(plain);
    let told = |name: &&str| (told.named)(name).map(plain);
    let page = tree.nodes.iter().find(|node| node.name == "title");
    let heads = heads(tree);
    let mut titles: Vec<String> = TITLES[..1].iter().filter_map(told).collect();
    titles.extend(heads.iter().take(3).cloned());
    let printed = headline
        .clone()
        .filter(|headline| is_printed(tree, headline));
    titles.extend(headline);
    titles.extend(TITLES[1..].iter().filter_map(told));
    titles.extend(page.map(|node| plain(&node.words)));
    titles.retain(|title| title.contains(char::is_alphanumeric));
    // What stands over the text and is told to be the headline is it.
    let printed = printed.map(|headline| without_kicker(headline, &titles));
    printed.or_else(|| elected(titles))
}

/// Whether a headline stands on the page as a heading that belongs to a story.
fn is_printed(tree: &Tree, headline: &str) -> bool {
    let sought = folded(headline);
    let is_it = |id: Id| is_heading(&tree.nodes[id].name) && !leads(tree, id);
    let mut heads = (0..tree.nodes.len()).filter(|id| is_it(*id));
    !sought.is_empty() && heads.any(|id| folded(&tree.line(id)) == sought)
}

/// Whether a heading leads through the site: it stands among links, or in the line that says where one is.
fn leads(tree: &Tree, id: Id) -> bool {
    let mut chain = std::iter::once(id).chain(tree.above(id));
    chain.any(|id| {
        let node = &tree.nodes[id];
        let names = [node.attribute("class"), node.attribute("id")];
        let mut names = names.into_iter().flatten();
        node.name == "nav" || names.any(|names| names.to_lowercase().contains("breadcrumb"))
    })
}

/// A headline without what stands over it in small letters: another of the titles leaves that out.
fn without_kicker(headline: String, titles: &[String]) -> String {
    const FEWEST: usize = 3;
    let Some((_, rest)) = headline.split_once(": ") else {
        return headline;
    };
    let sought = folded(rest);
    let is_told = titles.iter().any(|title| folded(title) == sought);
    if is_told && rest.split_whitespace().count() >= FEWEST {
        rest.to_string()
    } else {
        headline
    }
}

/// The title that most others repeat, alone or with the paper's name behind it; the first of several.
fn elected(titles: Vec<String>) -> Option<String> {
    const SHORTEST: usize = 6;
    let folded: Vec<String> = titles.iter().map(|title| folded(title)).collect();
    let parted: Vec<String> = titles.iter().map(|title| parted(title)).collect();
    let votes = |title: &String| {
        let same = folded.iter().filter(|other| *other == title).count();
        let within = |other: &&String| stands_in(other, title);
        let longer = if title.len() > 2 * SHORTEST {
            parted.iter().filter(within).count()
        } else {
            0
        };
        10 * same + 9 * longer
    };
    let counted = folded.iter().map(|title| {
        if title.len() < SHORTEST {
            0
        } else {
            votes(title)
        }
    });
    let most = counted.clone().max()?;
    let at = counted.into_iter().position(|count| count == most)?;
    titles.into_iter().nth(at)
}

/// Letters and figures, lower case, with the marks that part a title from what stands around it.
fn parted(title: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    let mut characters = title.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        match character {
            ':' if next == ' ' => out.push(':'),
            '|' | '–' | '—' | '·' | '•' | '»' | '«' | '(' | '[' => out.push('|'),
            '-' | '/' | '.' if before == ' ' && next == ' ' => out.push('|'),
            '-' if next == '-' => out.push('|'),
            _ if character.is_alphanumeric() => out.extend(character.to_lowercase()),
            _ => {}
        }
        before = character;
    }
    out
}

/// Colons of a title that are looked behind.
const MOST_COLONS: usize = 8;

/// Whether a title is another, with what it is about before it or the paper's name behind it: where it goes on
/// as a sentence does, the shorter one is only cut off.
fn stands_in(parted: &str, title: &str) -> bool {
    let whole = parted.match_indices(':').take(MOST_COLONS);
    let whole = whole.map(|(at, _)| &parted[at + 1..]);
    let mut starts = whole.chain([parted]);
    starts.any(|start| {
        let behind = without_marks(start, title);
        behind.is_some_and(|rest| rest.starts_with('|') || rest.is_empty() && start != parted)
    })
}

/// What stands behind a title, whose own marks count for nothing.
fn without_marks<'a>(parted: &'a str, title: &str) -> Option<&'a str> {
    let mut rest = parted;
    for letter in title.chars() {
        rest = rest.trim_start_matches(['|', ':']).strip_prefix(letter)?;
    }
    Some(rest)
}

/// The headings of the first level, and what is marked up as the headline.
fn heads(tree: &Tree) -> Vec<String> {
    let is_head = |id: &Id| {
        let node = &tree.nodes[*id];
        let is_named = node.attribute("itemprop") == Some("headline") && node.name != "meta";
        (node.name == "h1" || is_named) && !leads(tree, *id)
    };
    let heads = (0..tree.nodes.len())
        .filter(is_head)
        .map(|id| tree.line(id));
    heads
        .filter(|head| head.contains(char::is_alphanumeric))
        .take(20)
        .collect()
}

/// A value without the references that were written into it twice.
pub(super) fn plain(text: &str) -> String {
    let text = html_escape::decode_html_entities(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Told, folded, of};
    use super::{Tree, elected, parted, stands_in, without_kicker};

    fn told(titles: &[&str]) -> Option<String> {
        elected(titles.iter().map(|title| (*title).to_owned()).collect())
    }

    #[test]
    fn a_title_stands_in_one_that_says_more_around_it() {
        let check = |whole: &str, title: &str, expect: bool| {
            assert_eq!(stands_in(&parted(whole), &folded(title)), expect, "{whole}");
        };
        let ferry = "The ferry sails again";
        check("The ferry sails again | Tide News", ferry, true);
        check("The ferry sails again - Tide", ferry, true);
        check("Harbour: The ferry sails again", ferry, true);
        check(
            "Harbour: The ferry – sails again | News | Tide",
            ferry,
            true,
        );
        check("The ferry sails again, at night", ferry, false);
        check("The ferry sails again tonight", ferry, false);
        check("Why the ferry sails again", ferry, false);
        check(ferry, ferry, false);
    }

    #[test]
    fn one_that_is_cut_off_is_not_elected() {
        let whole = "Storms come to the coast, people are urged to stay";
        let told = told(&[
            whole,
            "Storms come to the coast",
            &format!("{whole} | Tide"),
        ]);
        assert_eq!(told.as_deref(), Some(whole));
    }

    #[test]
    fn what_stands_over_it_is_left_out_where_another_does() {
        let all = ["The ferry sails again".to_owned()];
        let kicker = |title: &str| without_kicker(title.to_owned(), &all);
        assert_eq!(kicker("Harbour: The ferry sails again"), all[0]);
        assert_eq!(kicker("Harbour: It sails"), "Harbour: It sails");
    }

    #[test]
    fn what_is_printed_and_told_is_the_headline() {
        let page =
            "<nav><h1>Ferry: all that you must know</h1></nav><h2>The ferry sails again</h2>";
        let told = Told {
            named: &|_| Some("Ferry: all that you must know"),
            headline: Some("The ferry sails again".into()),
        };
        let found = of(&Tree::of(page), &told);
        assert_eq!(found.as_deref(), Some("The ferry sails again"));
        let nowhere = Tree::of("<h2>Words</h2>");
        assert_eq!(
            of(&nowhere, &told).as_deref(),
            Some("Ferry: all that you must know")
        );
    }
}
