//! The paper's name behind the title of a page: `Ferry asks for nights | The Courier`. It goes where
//! something proves that it is one: the heading of the page without it, or the name or address of the
//! paper.

use super::front_matter::host;
use crate::story::Meta;

/// What stands between a title and the paper.
const BETWEEN: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ",
];

/// Most words of a paper's name.
const LONGEST: usize = 6;

/// Takes the paper's name off the headline, and for the source where only the host is known;
/// `headings` are those that stand in the text.
pub(super) fn cut(meta: &mut Meta, headings: &[&str]) {
    let Some((title, paper)) = parted(&meta.headline) else {
        return;
    };
    let is_paper = is_paper(paper, meta);
    let title_alone = headings
        .iter()
        .any(|heading| folded(heading) == folded(title));
    if !is_paper && !title_alone {
        return;
    }
    let (title, paper) = (title.to_string(), paper.to_string());
    let is_host = meta.source.is_none() || meta.source == meta.url.as_deref().and_then(host);
    if is_paper && is_host {
        meta.source = Some(paper);
    }
    meta.headline = title;
}

fn parted(headline: &str) -> Option<(&str, &str)> {
    let cuts = BETWEEN.iter().filter_map(|mark| headline.rsplit_once(mark));
    let (title, paper) = cuts.min_by_key(|(_, paper)| paper.len())?;
    let (title, paper) = (title.trim(), paper.trim());
    let named = (1..=LONGEST).contains(&paper.split_whitespace().count());
    (named && title.contains(' ')).then_some((title, paper))
}

/// Whether words name the source of a story, or one of the labels of its host does.
fn is_paper(words: &str, meta: &Meta) -> bool {
    let name = folded(words);
    let bare = name.strip_prefix("the").unwrap_or(&name);
    let same = |other: &str| !other.is_empty() && [&name, bare].contains(&other);
    let host = meta.url.as_deref().and_then(host).unwrap_or_default();
    let source = folded(meta.source.as_deref().unwrap_or_default());
    let labels = host.split('.').rev().skip(1);
    let by_host = labels
        .map(folded)
        .any(|label| label.len() > 2 && same(&label));
    by_host
        || same(&source)
        || same(&folded(&host))
        || same(source.strip_prefix("the").unwrap_or(""))
}

/// Letters and digits alone, lower case: what two ways of writing the same title share.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headline: &str, url: &str, headings: &[&str], expect: (&str, Option<&str>)) {
        let mut meta = Meta {
            headline: headline.into(),
            source: host(url),
            url: Some(url.into()),
            ..Meta::default()
        };
        cut(&mut meta, headings);
        assert_eq!(
            (meta.headline.as_str(), meta.source.as_deref()),
            expect,
            "{headline}"
        );
    }

    #[test]
    fn a_proven_paper_goes() {
        let url = "https://www.tide-courier.example/1";
        check(
            "Salt is dear | The Tide Courier",
            url,
            &[],
            ("Salt is dear", Some("The Tide Courier")),
        );
        check(
            "Salt is dear - Tide Courier",
            url,
            &[],
            ("Salt is dear", Some("Tide Courier")),
        );
        let host = Some("tide-courier.example");
        check(
            "Salt is dear - a history",
            url,
            &[],
            ("Salt is dear - a history", host),
        );
        check(
            "Salt is dear | News",
            url,
            &["Salt is dear"],
            ("Salt is dear", host),
        );
        check("Salt is dear", url, &[], ("Salt is dear", host));
    }
}
