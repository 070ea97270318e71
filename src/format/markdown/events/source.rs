//! What the source of an event tells and the parser does not: labels of speakers, words in braces
//! behind a heading, cells beyond those that the head of a table has.

/// Whether a line opens with a bold label: `**Ana Reyes:** Why?`. In an interview each speaker has
/// a line of their own, though Markdown takes lines without a gap for one paragraph.
pub(super) fn opens_with_label(rest: &str) -> bool {
    const LONGEST: usize = 60;
    let line = rest.lines().next().unwrap_or_default();
    let line = line.trim_start_matches([' ', '>']);
    let bold = ["**", "__"].iter().find_map(|mark| {
        let (label, after) = line.strip_prefix(mark)?.split_once(mark)?;
        Some((label, after))
    });
    bold.is_some_and(|(label, after)| {
        label.len() <= LONGEST && (label.trim_end().ends_with(':') || after.starts_with(':'))
    })
}

/// The words in braces that a heading ends with, where they are no attributes: `{updated}`. The parser
/// takes any for attributes; those have a mark or a value.
pub(super) fn braced_words(heading: &str) -> Option<&str> {
    let at = heading.rfind('{')?;
    let length = heading[at..].find('}')? + 1;
    let braced = &heading[at..at + length];
    let line_end = heading[at + length..].lines().next().unwrap_or_default();
    let is_word = |piece: &str| {
        piece.contains(char::is_alphabetic)
            && !piece.starts_with(['.', '#'])
            && !piece.contains('=')
    };
    let inner = braced.trim_matches(['{', '}']);
    let closes = line_end.trim_matches(['#', ' ', '\t']).is_empty();
    // Braces in braces are templates, which stay words in any case.
    let single = !heading[..at].ends_with('{') && !inner.starts_with([':', '%']);
    (closes && single && inner.split_whitespace().any(is_word)).then_some(braced)
}

/// The cells of a row that stand behind the last one that the head has, `rest` being what follows it.
pub(super) fn cells_beyond(rest: &str) -> impl Iterator<Item = &str> {
    let cells = rest.trim().split('|').map(str::trim);
    cells.filter(|cell| !cell.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_behind_a_heading_are_attributes_or_words() {
        let check = |heading, expect| assert_eq!(braced_words(heading), expect, "{heading}");
        check("## Salt {updated, 3 pm}", Some("{updated, 3 pm}"));
        check("## Salt {live} ##\n", Some("{live}"));
        check("## Salt {#salt .wide lang=en}", None);
        check("## Salt {-}", None);
        check("## Salt {live} at sea", None);
        check("## Salt {{< live >}}", None);
    }

    #[test]
    fn rows_may_be_longer_than_the_head() {
        let check = |rest, expect: &[&str]| {
            assert_eq!(cells_beyond(rest).collect::<Vec<_>>(), expect, "{rest}");
        };
        check("| cancelled | in fog |", &["cancelled", "in fog"]);
        check(" |\n", &[]);
        check("", &[]);
    }
}
