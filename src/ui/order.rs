//! Lines of the screen with Arabic and Hebrew in them, in the order in which they are seen.

use ratatui::text::{Line, Span as Run};

use crate::typeset::{Bidi, as_seen};

/// A line as it is seen, its styles with the characters that bear them; unless the terminal sees to that.
pub fn ordered(line: Line<'_>, bidi: Bidi) -> Line<'_> {
    if bidi == Bidi::Left {
        return line;
    }
    let text: String = line.spans.iter().map(|run| &*run.content).collect();
    let Some(seen) = as_seen(&text) else {
        return line;
    };
    let mut ends = Vec::with_capacity(line.spans.len());
    let mut end = 0;
    for run in &line.spans {
        end += run.content.len();
        ends.push(end);
    }
    let mut runs: Vec<Run<'static>> = Vec::new();
    for (place, shown) in seen {
        let bearer = ends.partition_point(|end| *end <= place.start);
        let style = line.spans.get(bearer).map_or(line.style, |run| run.style);
        match runs.last_mut().filter(|run| run.style == style) {
            Some(run) => run.content.to_mut().push_str(shown),
            None => runs.push(Run::styled(shown.to_owned(), style)),
        }
    }
    Line {
        spans: runs,
        style: line.style,
        alignment: line.alignment,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Style, Stylize};
    use ratatui::text::{Line, Span as Run};

    use super::ordered;
    use crate::typeset::Bidi;

    #[test]
    fn styles_go_with_their_characters() {
        let line = || Line::from(vec![Run::raw("\u{5d0} "), Run::raw("\u{5d1}").bold()]);
        let seen = ordered(line(), Bidi::Ordered);
        let runs: Vec<(&str, Style)> = seen
            .spans
            .iter()
            .map(|run| (&*run.content, run.style))
            .collect();
        let bold = Style::new().bold();
        assert_eq!(runs, [("\u{5d1}", bold), (" \u{5d0}", Style::new())]);
        assert_eq!(ordered(line(), Bidi::Left), line());
    }
}
