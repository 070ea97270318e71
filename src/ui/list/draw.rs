//! How the list looks: a headline, a dim line about it, and for an answer the passage that answers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;

use super::excerpt::excerpt;
use super::groups::{short, within};
use super::{Item, List, Listed, Setting};
use crate::index::words;
use crate::index::{Passage, Row};
use crate::marks::Marks;
use crate::story::{Identity, Span, Story, StoryKind};
use crate::typeset::Bidi;
use crate::ui::fit::{fit, width};
use crate::ui::glyphs::Glyphs;
use crate::ui::order::ordered;
use crate::ui::saved::Saved;
use crate::ui::status::draw_right;
use crate::ui::theme::{Role, Theme};

/// Columns left of a headline: the mark of the selected row, a sign, air.
const GUTTER: u16 = 3;
/// From so many columns on, day and length stand flush right.
const ROOMY: usize = 44;
/// From so many rows on, stories stand apart.
const AIRY: u16 = 30;

impl Setting {
    /// How a list stands in an area. `today` is the present where days are told apart; answers have a passage.
    pub fn new(area: Rect, today: Option<i64>) -> Self {
        let (passage, airy) = match today {
            Some(_) => (0, area.height >= AIRY),
            None if area.height >= AIRY => (2, true),
            None => (1, area.height >= AIRY / 2),
        };
        Self {
            height: area.height.into(),
            lines: 2 + passage,
            air: usize::from(airy),
            below: today.map_or((0, 0), |_| below(area)),
            today,
        }
    }
}

/// Lines and columns of what stands below the selected row: less where few rows are seen.
fn below(area: Rect) -> (usize, usize) {
    let lines = match area.height {
        ..8 => 0,
        8..16 => 1,
        _ => 2,
    };
    (lines, inside(area).width.into())
}

/// What stands above the list and beside its rows.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Searches with a name.
    pub saved: &'a [Saved],
    /// Stories to go on with, and how far one is in each.
    pub begun: &'a [(Row, u8)],
    /// What is noted of a story.
    pub noted: &'a dyn Fn(Identity) -> Option<&'a Marks>,
    /// The signs for that.
    pub glyphs: Glyphs,
    /// Who puts Arabic and Hebrew in their order.
    pub bidi: Bidi,
    /// The archive that a story lies in, where that goes not without saying.
    pub kept_in: &'a dyn Fn(&Row) -> Option<String>,
    /// Words that are searched for.
    pub sought: &'a [String],
}

/// Draws the list of stories, and what stands above it.
pub fn draw(
    list: &List,
    around: Surroundings<'_>,
    setting: Setting,
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
) {
    let draw_row = |row: &Row, is_selected, buffer: &mut Buffer, place, theme| {
        let marks = (around.noted)(row.identity);
        let signs = marks.map(|marks| signs(marks, around.glyphs));
        draw_signs(signs.unwrap_or_default(), buffer, place, theme);
        let day = |date| {
            setting
                .today
                .map_or_else(|| short(date), |today| within(date, today))
        };
        let day = row.date.map(day).unwrap_or_default();
        draw_story(
            (row, day),
            (marks, around),
            is_selected,
            buffer,
            place,
            theme,
        );
        if is_selected {
            draw_below(row, (setting, around.bidi), buffer, place, theme);
        }
    };
    draw_rows(list, setting, buffer, area, theme, draw_row);
    for (line, item, height) in list.items(setting) {
        let place = Rect {
            y: area.y + line as u16,
            height: height as u16,
            ..area
        };
        match item {
            Item::Pinned(number) => draw_pinned(list, around, number, buffer, place, *theme),
            Item::Continue => draw_heading("CONTINUE", buffer, place.intersection(area), *theme),
            Item::Heading(_) | Item::Story(_) => return,
        }
    }
}

fn draw_pinned(
    list: &List,
    around: Surroundings<'_>,
    number: usize,
    buffer: &mut Buffer,
    place: Rect,
    theme: Theme,
) {
    let place = Rect { height: 1, ..place }.intersection(buffer.area);
    let is_selected = list.selected_pinned == Some(number);
    if is_selected {
        mark(buffer, place, theme);
    }
    if let Some(saved) = around.saved.get(number) {
        return saved.draw(is_selected, buffer, inside(place), theme);
    }
    let Some((row, percent)) = around.begun.get(number - around.saved.len()) else {
        return;
    };
    let inside = inside(place);
    draw_signs((around.glyphs.begun, ""), buffer, inside, theme);
    let columns = usize::from(inside.width);
    let far = progress(row, *percent);
    let headline = fit(&row.headline, columns.saturating_sub(width(&far) + 2));
    let role = if is_selected {
        Role::Headline
    } else {
        Role::Body
    };
    let line = Line::styled(headline, theme.style(role));
    ordered(line, around.bidi).render(inside, buffer);
    draw_right(far, buffer, inside, &theme);
}

fn draw_heading(text: &str, buffer: &mut Buffer, place: Rect, theme: Theme) {
    let row = Rect {
        y: place.bottom().saturating_sub(1),
        height: 1,
        ..place
    };
    let text = format!("   {text}");
    Line::styled(text, theme.style(Role::Heading)).render(row, buffer);
}

/// The sign beside the headline, and the one below it.
fn signs(marks: &Marks, glyphs: Glyphs) -> (&'static str, &'static str) {
    let state = if marks.is_begun() {
        glyphs.begun
    } else if marks.read {
        ""
    } else {
        glyphs.unread
    };
    (state, if marks.starred { glyphs.starred } else { "" })
}

/// Draws signs in the free columns left of a row.
fn draw_signs((beside, below): (&str, &str), buffer: &mut Buffer, row: Rect, theme: Theme) {
    let Some(x) = row.x.checked_sub(2) else {
        return;
    };
    for (sign, place) in [beside, below].into_iter().zip(row.rows()) {
        let place = Rect {
            x,
            width: 1,
            ..place
        }
        .intersection(buffer.area);
        Line::styled(sign.to_owned(), theme.style(Role::Accent)).render(place, buffer);
    }
}

/// `45 % · 8 min left`.
fn progress(row: &Row, percent: u8) -> String {
    let left = row.words * usize::from(100 - percent.min(100)) / 100;
    format!("{percent} % · {} min left", Story::minutes(left))
}

/// Draws a list whose rows look as `draw_row` draws them: given a row, whether it is selected, and
/// where it stands.
pub fn draw_rows<R: Listed>(
    list: &List<R>,
    setting: Setting,
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    draw_row: impl Fn(&R, bool, &mut Buffer, Rect, Theme),
) {
    for (line, item, height) in list.items(setting) {
        let place = Rect {
            y: area.y + line as u16,
            height: height as u16,
            ..area
        };
        let place = place.intersection(area);
        match item {
            // They are no rows of the list's own.
            Item::Pinned(_) | Item::Continue => {}
            Item::Heading(group) => draw_heading(&group.heading(), buffer, place, *theme),
            Item::Story(number) => {
                let place = Rect {
                    height: place.height.min((height - setting.air) as u16),
                    ..place
                };
                let is_selected = number == list.selected && list.selected_pinned.is_none();
                if is_selected {
                    mark(buffer, place, *theme);
                }
                if let Some(row) = list.row(number) {
                    draw_row(row, is_selected, buffer, inside(place), *theme);
                }
            }
        }
    }
}

fn inside(place: Rect) -> Rect {
    let indent = GUTTER.min(place.width);
    // One column stays empty at the right, so that text never touches the edge.
    Rect {
        x: place.x + indent,
        width: (place.width - indent).saturating_sub(1),
        ..place
    }
}

fn mark(buffer: &mut Buffer, place: Rect, theme: Theme) {
    for row in place.rows() {
        let column = Rect {
            width: row.width.min(1),
            ..row
        };
        Line::styled("▌", theme.style(Role::Accent)).render(column, buffer);
    }
}

fn draw_story(
    (row, day): (&Row, String),
    (marks, around): (Option<&Marks>, Surroundings<'_>),
    is_selected: bool,
    buffer: &mut Buffer,
    place: Rect,
    theme: Theme,
) {
    let role = if is_selected {
        Role::Headline
    } else {
        Role::Body
    };
    let columns = usize::from(place.width);
    let length = length(row, marks);
    let taken = if columns >= ROOMY {
        width(&length) + 2
    } else {
        0
    };
    let mut lines = vec![
        headline(
            &fit(&row.headline, columns - taken),
            around.sought,
            theme.style(role),
            theme,
        ),
        metadata(
            (row, &day),
            (marks, (around.kept_in)(row)),
            (columns, is_selected),
            theme,
        ),
    ];
    if let Some(passage) = &row.passage {
        lines.extend(passage_lines(passage, place, theme));
    }
    for (line, place) in lines.into_iter().zip(place.rows()) {
        ordered(line, around.bidi).render(place, buffer);
    }
    if taken > 0 {
        for (words, place) in [length, day].into_iter().zip(place.rows()) {
            draw_right(words, buffer, place, &theme);
        }
    }
}

/// The deck of the selected story, below its row.
fn draw_below(
    row: &Row,
    (setting, bidi): (Setting, Bidi),
    buffer: &mut Buffer,
    place: Rect,
    theme: Theme,
) {
    let (lines, columns) = setting.below;
    let Some(deck) = row.below().filter(|_| lines > 0 && columns > 0) else {
        return;
    };
    let set = excerpt(deck, &[], columns, lines);
    for (pieces, place) in set.into_iter().zip(place.rows().skip(setting.lines)) {
        let text: String = pieces.into_iter().map(|(text, _)| text).collect();
        let line = Line::from(Run::styled(text, theme.style(Role::Body)));
        ordered(line, bidi).render(place, buffer);
    }
}

/// How long a story takes, or what is left of it.
fn length(row: &Row, marks: Option<&Marks>) -> String {
    let begun = marks.filter(|marks| marks.is_begun());
    let percent = begun.and_then(|marks| Some(marks.left.as_ref()?.percent));
    percent.map_or_else(
        || format!("{} min", Story::minutes(row.words)),
        |percent| progress(row, percent),
    )
}

/// A headline with the words in it lit that are searched for.
fn headline<'a>(text: &str, sought: &[String], style: Style, theme: Theme) -> Line<'a> {
    let is_sought = |word: &words::Word| {
        sought
            .iter()
            .any(|other| word.folded.starts_with(other.as_str()))
    };
    let hits = words::words(text).into_iter().filter(is_sought);
    let mut runs = Vec::new();
    let mut from = 0;
    for hit in hits {
        let (start, end) = (hit.span.start, hit.span.end);
        runs.push(Run::styled(text[from..start].to_owned(), style));
        let lit = style.patch(theme.style(Role::Hit));
        runs.push(Run::styled(text[start..end].to_owned(), lit));
        from = end;
    }
    runs.push(Run::styled(text[from..].to_owned(), style));
    Line::from(runs)
}

/// `Q&A · Courier · with Joana Meireles · 3 Mar 2026 · 4 min · +2 elsewhere`: what does not fit is left out, who
/// speaks first, then from the front, as the length and the day matter most.
fn metadata<'a>(
    (row, day): (&Row, &str),
    (marks, archive): (Option<&Marks>, Option<String>),
    (columns, is_selected): (usize, bool),
    theme: Theme,
) -> Line<'a> {
    let mark = if row.kind == StoryKind::Interview {
        "Q&A "
    } else {
        ""
    };
    let changed = marks.and_then(|marks| marks.changed);
    // With room, day and length stand at the right edge.
    let (day, length, columns) = if columns >= ROOMY {
        (None, None, columns - width(day) - 2)
    } else {
        let day = Some(day.to_owned()).filter(|day| !day.is_empty());
        (day, Some(length(row, marks)), columns)
    };
    let tags = marks.filter(|marks| !marks.tags.is_empty());
    let facts = |voices: usize| {
        [
            tags.as_ref()
                .map(|marks| format!("#{}", marks.tags.join(" #"))),
            row.source
                .as_deref()
                .map(|source| fit(source, columns.max(48) / 2).into_owned()),
            archive.as_ref().map(|name| format!("archive {name}")),
            told(row, voices),
            walked(row, is_selected),
            day.clone(),
            length.clone(),
            changed.map(|_| "changed since you read it".to_owned()),
            elsewhere(row.copies),
        ]
    };
    let fits = |facts: &Vec<String>| width(&facts.join(" · ")) + mark.len() <= columns;
    let facts = |voices| facts(voices).into_iter().flatten().collect::<Vec<_>>();
    let all = (1..=row.voices.len()).rev().map(facts).find(fits);
    let mut facts = all.unwrap_or_else(|| facts(0));
    while facts.len() > 1 && !fits(&facts) {
        facts.remove(0);
    }
    Line::from(vec![
        Run::styled(mark, theme.style(Role::Question)),
        Run::styled(facts.join(" · "), theme.style(Role::Metadata)),
    ])
}

/// `Nora Fell, Ruth Adeyemi and others speak`: so many of those who do.
fn told(row: &Row, most: usize) -> Option<String> {
    let names = row.voices.get(..most).filter(|names| !names.is_empty())?;
    let others = if most < row.voices.len() {
        " and others"
    } else {
        ""
    };
    let who = format!("{}{others}", names.join(", "));
    Some(match (row.kind, row.voices.len()) {
        (StoryKind::Interview, _) => format!("with {who}"),
        (StoryKind::Report, 1) => format!("{who} speaks"),
        (StoryKind::Report, _) => format!("{who} speak"),
    })
}

/// `5 passages`, or of the selected row which of them is shown.
fn walked(row: &Row, is_selected: bool) -> Option<String> {
    let (number, all) = row.passage.as_ref()?.number();
    match all {
        0 | 1 => None,
        _ if is_selected => Some(format!("passage {number} of {all}")),
        _ => Some(format!("{all} passages")),
    }
}

/// `+2 elsewhere`, where near copies are folded into a row.
pub fn elsewhere(copies: usize) -> Option<String> {
    (copies > 0).then(|| format!("+{copies} elsewhere"))
}

fn passage_lines(passage: &Passage, place: Rect, theme: Theme) -> Vec<Line<'_>> {
    let columns = usize::from(place.width);
    let room = usize::from(place.height).saturating_sub(2);
    spoken(
        passage.speaker.as_deref(),
        &passage.text,
        &passage.highlights,
        (columns, room),
        theme,
    )
}

/// A speech without the name it opens with, where that is told beside it.
fn without_label<'a>(
    speaker: Option<&str>,
    text: &'a str,
    highlights: &[Span],
) -> (&'a str, Vec<Span>) {
    /// Bytes of a name with its title.
    const LONGEST: usize = 80;
    let label = text
        .split_once(':')
        .filter(|(label, _)| label.len() <= LONGEST);
    let is_told = |label: &str| {
        let (label, name) = (
            label.to_lowercase(),
            speaker.unwrap_or_default().to_lowercase(),
        );
        !label.is_empty() && !name.is_empty() && (label.ends_with(&name) || name.ends_with(&label))
    };
    let Some((label, rest)) = label.filter(|(label, _)| is_told(label.trim())) else {
        return (text, highlights.to_vec());
    };
    let rest = rest.trim_start();
    let cut = text.len() - rest.len();
    debug_assert!(cut > label.len(), "the colon goes too");
    let left = highlights.iter().filter(|span| span.start >= cut);
    let moved = left.map(|span| Span::new(span.start - cut, span.end - cut));
    (rest, moved.collect())
}

/// Words with who says them in front, set to so many columns and lines around what is highlighted.
pub fn spoken<'a>(
    speaker: Option<&str>,
    text: &'a str,
    highlights: &[Span],
    (columns, room): (usize, usize),
    theme: Theme,
) -> Vec<Line<'a>> {
    let (text, highlights) = without_label(speaker, text, highlights);
    let speaker = speaker.map(|name| format!("{}: ", fit(name, columns / 3)));
    let taken = speaker.as_deref().map_or(0, width);
    // The speaker takes room on the first line only, yet all lines are set to what is left beside it:
    // the words then stand apart from who says them.
    let mut lines = Vec::new();
    for (number, pieces) in excerpt(text, &highlights, columns.saturating_sub(taken), room)
        .into_iter()
        .enumerate()
    {
        let lead = match &speaker {
            Some(name) if number == 0 => name.clone(),
            _ => " ".repeat(taken),
        };
        let mut runs = vec![Run::styled(lead, theme.style(Role::Speaker))];
        runs.extend(pieces.into_iter().map(|(text, is_hit)| {
            Run::styled(
                text,
                theme.style(if is_hit { Role::Hit } else { Role::Body }),
            )
        }));
        lines.push(Line::from(runs));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::without_label;
    use crate::story::Span;

    #[test]
    fn a_name_is_told_once() {
        let hits = [Span::new(0, 3), Span::new(23, 27)];
        for (speaker, text, expect) in [
            (
                Some("Joana Meireles"),
                "Captain Joana Meireles: I saw it.",
                "I saw it.",
            ),
            (Some("Joana Meireles"), "Meireles: I saw it.", "I saw it."),
            (
                Some("Joana Meireles"),
                "What he said: nothing.",
                "What he said: nothing.",
            ),
            (None, "Meireles: I saw it.", "Meireles: I saw it."),
        ] {
            let (found, moved) = without_label(speaker, text, &hits);
            assert_eq!(found, expect);
            assert!(moved.iter().all(|span| span.end <= text.len().max(27)));
        }
        let (_, moved) = without_label(Some("Ana"), "Ana: tide tables", &[Span::new(5, 9)]);
        assert_eq!(moved, [Span::new(0, 4)]);
    }
}
