//! The bars: where one is, what happens, what the next keys are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;

use crate::format::decode::printable;
use crate::index::{Progress, Total};
use crate::typeset::Bidi;
use crate::ui::fit::{first_that_fits, fit, grouped, width};
use crate::ui::order::ordered;
use crate::ui::reader::Status;
use crate::ui::reader::Stretch;
use crate::ui::theme::{Role, Theme};

/// One sentence for the reader, until the next key. May be shown as it is, whatever names are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The sentence.
    pub text: String,
    /// How it looks.
    pub role: Role,
}

impl Note {
    /// Something that is so.
    pub fn says(text: impl AsRef<str>) -> Self {
        Self {
            text: printable(text.as_ref()).into_owned(),
            role: Role::Body,
        }
    }

    /// Something that failed.
    pub fn fails(text: impl AsRef<str>) -> Self {
        Self {
            text: printable(text.as_ref()).into_owned(),
            role: Role::Error,
        }
    }
}

impl Note {
    /// Columns of the sentence.
    pub fn columns(&self) -> usize {
        width(&self.text)
    }
}

/// Draws a sentence that is too long to share the last row: over all of it, and over the rule above where
/// there is one.
pub fn draw_long(note: &Note, buffer: &mut Buffer, (above, last): (Rect, Rect), theme: &Theme) {
    let columns = usize::from(last.width).saturating_sub(2);
    let style = theme.style(note.role);
    let line = |words: &str| Line::styled(format!(" {words}"), style);
    let blank = |area: Rect, buffer: &mut Buffer| {
        Line::raw(" ".repeat(area.width.into())).render(area, buffer);
    };
    blank(last, buffer);
    let first = crate::ui::fit::prefix(&note.text, columns);
    if first.len() == note.text.len() || above.is_empty() {
        return line(&fit(&note.text, columns)).render(last, buffer);
    }
    blank(above, buffer);
    let cut = first.rfind(' ').unwrap_or(first.len());
    line(&note.text[..cut]).render(above, buffer);
    line(&fit(note.text[cut..].trim_start(), columns)).render(last, buffer);
}

/// Draws a rule over the whole width.
pub fn draw_rule(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    Line::styled("─".repeat(area.width.into()), theme.style(Role::Rule)).render(area, buffer);
}

/// Draws how far one is in a story as a rule: what is read is heavy, and sections begin where it is crossed.
pub fn draw_progress(stretches: &[Stretch], buffer: &mut Buffer, area: Rect, theme: &Theme) {
    if area.is_empty() {
        return;
    }
    let sign = |stretch: &Stretch| match (stretch.is_read, stretch.begins) {
        (true, true) => '┿',
        (true, false) => '━',
        (false, true) => '┼',
        (false, false) => '─',
    };
    let rule: String = stretches.iter().map(sign).collect();
    Line::styled(rule, theme.style(Role::Rule)).render(area, buffer);
}

/// Draws words on a rule that is there, in its middle.
pub fn draw_on_rule(words: &str, buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let words = fit(words, usize::from(area.width).saturating_sub(4));
    Line::from(Run::styled(
        format!(" {words} "),
        theme.style(Role::Metadata),
    ))
    .centered()
    .render(area, buffer);
}

/// Draws the top bar: the program, what is looked at, and something at the right.
pub fn draw_top(
    (title, right): (&str, &str),
    bidi: Bidi,
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
) {
    let columns = usize::from(area.width);
    let right = if width(right) + 12 < columns {
        right
    } else {
        ""
    };
    let style = theme.style(Role::Metadata);
    let mut shown = ordered(Line::from(Run::styled(right, style)), bidi);
    shown.push_span(Run::styled(" ", style));
    shown.right_aligned().render(area, buffer);
    let name = if columns >= 30 { " byline  " } else { " " };
    let room = columns.saturating_sub(name.len() + width(right) + 3);
    let title = Line::from(Run::styled(fit(title, room), theme.style(Role::Bar)));
    Run::styled(name, theme.style(Role::Accent)).render(area, buffer);
    let taken = area.width.min(name.len() as u16);
    let beside = Rect {
        x: area.x + taken,
        width: area.width - taken,
        ..area
    };
    ordered(title, bidi).render(beside, buffer);
}

/// Draws the bottom bar: `left` as far as `right` leaves room.
pub fn draw_bottom(
    left: impl FnOnce(usize) -> Line<'static>,
    right: &str,
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
) {
    let columns = usize::from(area.width);
    let right = fit(right, columns.saturating_sub(1));
    let room = columns.saturating_sub(width(&right) + 2);
    left(room).render(
        Rect {
            width: room as u16,
            ..area
        },
        buffer,
    );
    draw_right(format!("{right} "), buffer, area, theme);
}

/// Draws words flush right; what stands left of them stays as it is.
pub fn draw_right(words: String, buffer: &mut Buffer, area: Rect, theme: &Theme) {
    Line::from(Run::styled(words, theme.style(Role::Metadata)))
        .right_aligned()
        .render(area, buffer);
}

/// `indexing 34 %, 12 s left`, while it goes on. Bytes and not files are counted: one file may hold
/// a million stories.
pub fn progress(progress: &Progress) -> Option<String> {
    let goes_on = !progress.finished && progress.total > 0;
    goes_on.then(|| {
        let left = progress.left().map(|left| match left.as_secs() {
            seconds @ 0..100 => format!(", {seconds} s left"),
            seconds => format!(", {} min left", seconds / 60),
        });
        format!(
            "indexing {} %{}",
            progress.percent(),
            left.unwrap_or_default()
        )
    })
}

/// `1,204`, or `1,204+` where there may be more.
pub fn number(total: Total) -> String {
    let count = grouped(total.count());
    match total {
        Total::Exact(_) => count,
        Total::AtLeast(_) => count + "+",
    }
}

/// `at least 1,204 stories`, in as many words as fit `columns`.
pub fn stories(total: Total, columns: usize) -> String {
    counted(total, ("story", "stories"), columns)
}

/// How many things there are, called so for one and for many, in as many words as fit `columns`.
pub fn counted(total: Total, (one, many): (&str, &str), columns: usize) -> String {
    let count = grouped(total.count());
    let thing = if total.count() == 1 { one } else { many };
    let forms = match total {
        Total::Exact(_) => vec![format!("{count} {thing}"), count],
        Total::AtLeast(_) => vec![
            format!("at least {count} {thing}"),
            format!("{count}+ {thing}"),
            format!("{count}+"),
        ],
    };
    first_that_fits(forms, columns)
}

/// The place in a story in as many words as fit: `hit 2 of 7 · § 3 of 5 · 62 % · 2 min`.
pub fn place(status: &Status, columns: usize) -> String {
    let of = |name: &str, number: Option<(usize, usize)>| {
        number.map(|(at, all)| format!("{name} {at} of {all}"))
    };
    let parts = |left: &str| -> Vec<String> {
        let minutes = match status.minutes_left {
            // At the end nothing is left.
            _ if status.percent >= 100 => None,
            0 => None,
            minutes => Some(format!("{minutes} min{left}")),
        };
        let parts = [
            of("§", status.section.map(|(at, all, _)| (at, all))),
            of("question", status.question),
            of("hit", status.hit),
            Some(format!("{} %", status.percent)),
            minutes,
        ];
        parts.into_iter().flatten().collect()
    };
    let whole = parts(" left").join(" · ");
    if width(&whole) <= columns {
        return whole;
    }
    // Where one is matters more than a word about the time.
    let mut parts = parts("");
    while parts.len() > 1 && width(&parts.join(" · ")) > columns {
        parts.remove(0);
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::{Total, stories};

    #[test]
    fn a_count_says_when_it_is_a_lower_bound() {
        for (total, columns, expect) in [
            (Total::Exact(1), 20, "1 story"),
            (Total::Exact(1204), 20, "1,204 stories"),
            (Total::Exact(1204), 8, "1,204"),
            (Total::AtLeast(1204), 30, "at least 1,204 stories"),
            (Total::AtLeast(1204), 15, "1,204+ stories"),
            (Total::AtLeast(1204), 3, "1,204+"),
        ] {
            assert_eq!(stories(total, columns), expect);
        }
    }
}
