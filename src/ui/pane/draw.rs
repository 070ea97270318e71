//! How a pane looks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;

use super::rows::{PaneRow, RowLook};
use super::{Pane, Subject};
use crate::ui::fit::{fit, width};
use crate::ui::list::Setting;
use crate::ui::list::draw::{draw_rows, spoken};
use crate::ui::theme::{Role, Theme};

/// From so many rows on, entries stand apart.
const AIRY: u16 = 30;

impl Pane {
    /// How its rows stand in an area.
    pub fn setting(&self, area: Rect) -> Setting {
        let speech = match area.height {
            ..10 => 1,
            10..AIRY => 2,
            _ => 3,
        };
        let lines = match self.subject() {
            Subject::Facets(_) => 1,
            Subject::People => 2,
            Subject::Quotations | Subject::SaidBy(_) | Subject::SaidIn(_) => speech + 1,
            Subject::Related(..) => 3,
            Subject::Notes | Subject::Elsewhere(..) => speech + 2,
        };
        Setting {
            height: usize::from(area.height) - self.about_rows(area.height.into()),
            lines,
            air: usize::from(area.height >= AIRY / 2 && lines > 2 || area.height >= AIRY),
            below: (0, 0),
            today: None,
        }
    }

    /// Lines above the rows: a quarter of them at most, the last one empty.
    pub(super) fn about_rows(&self, height: usize) -> usize {
        if self.about.is_empty() {
            return 0;
        }
        let most = height / 4;
        if most < 2 {
            0
        } else {
            most.min(self.about.len() + 1)
        }
    }

    /// Draws what stands above the rows. Gives what is left for these.
    fn draw_about(&self, buffer: &mut Buffer, area: Rect, theme: Theme) -> Rect {
        let above = self.about_rows(area.height.into());
        let columns = usize::from(area.width).saturating_sub(4);
        let shown = above.saturating_sub(1);
        for (line, place) in self.about.iter().take(shown).zip(area.rows()) {
            let line = format!("   {}", fit(line, columns));
            Line::styled(line, theme.style(Role::Metadata)).render(place, buffer);
        }
        let above = u16::try_from(above).unwrap_or(0);
        Rect {
            y: area.y + above,
            height: area.height - above,
            ..area
        }
    }

    /// Draws the rows, or says why there are none.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let setting = self.setting(area);
        let area = self.draw_about(buffer, area, *theme);
        if self.list().total().count() > 0 {
            draw_rows(self.list(), setting, buffer, area, theme, draw_entry);
            return;
        }
        let row = Rect {
            y: area.y + area.height / 4,
            ..area
        };
        let line = fit(self.in_vain(), usize::from(area.width).saturating_sub(4)).into_owned();
        Line::styled(format!("   {line}"), theme.style(Role::Body))
            .render(row.intersection(area), buffer);
    }
}

fn draw_entry(entry: &PaneRow, is_selected: bool, buffer: &mut Buffer, place: Rect, theme: Theme) {
    let columns = usize::from(place.width);
    let words = if is_selected {
        Role::Headline
    } else {
        Role::Body
    };
    let mut lines = Vec::new();
    match entry.look {
        RowLook::Name => lines.push(name(entry, words, columns, theme)),
        RowLook::Headline => {
            let headline = fit(&entry.text, columns).into_owned();
            lines.push(Line::styled(headline, theme.style(words)));
        }
        RowLook::Speech => {
            let below = 1 + u16::from(entry.reasons.is_some());
            let room = (columns, usize::from(place.height.saturating_sub(below)));
            let speaker = entry.aside.as_deref();
            lines.extend(spoken(speaker, &entry.text, &entry.highlights, room, theme));
        }
    }
    let about = entry
        .headline
        .as_deref()
        .filter(|_| entry.look == RowLook::Speech);
    lines.push(Line::styled(
        facts(about, &entry.facts, columns),
        theme.style(Role::Metadata),
    ));
    if let Some(reasons) = &entry.reasons {
        let reasons = fit(reasons, columns).into_owned();
        lines.push(Line::styled(reasons, theme.style(Role::Speaker)));
    }
    for (line, place) in lines.into_iter().zip(place.rows()) {
        line.render(place, buffer);
    }
}

fn name<'a>(entry: &PaneRow, role: Role, columns: usize, theme: Theme) -> Line<'a> {
    let name = fit(&entry.text, columns).into_owned();
    let room = columns.saturating_sub(width(&name) + 2);
    let aside = entry
        .aside
        .as_deref()
        .filter(|_| room > 8)
        .map_or(String::new(), |aside| format!("  {}", fit(aside, room)));
    Line::from(vec![
        Run::styled(name, theme.style(role)),
        Run::styled(aside, theme.style(Role::Metadata)),
    ])
}

/// The facts that fit, after as much of the headline as they leave room for.
fn facts(headline: Option<&str>, facts: &[String], columns: usize) -> String {
    let least = headline.map_or(0, |headline| width(headline).min(columns / 2) + 3);
    let mut shown = String::new();
    for fact in facts {
        let longer = if shown.is_empty() {
            fact.clone()
        } else {
            format!("{shown} · {fact}")
        };
        if least + width(&longer) > columns && !shown.is_empty() {
            break;
        }
        shown = longer;
    }
    let Some(headline) = headline else {
        return fit(&shown, columns).into_owned();
    };
    let room = columns.saturating_sub(width(&shown) + 3);
    let line = format!("{} · {shown}", fit(headline, room));
    fit(line.trim_end_matches(" · "), columns).into_owned()
}

#[cfg(test)]
mod tests {
    use super::facts;

    #[test]
    fn the_headline_gives_way_and_the_last_facts_go_first() {
        let known = ["3 Mar 2026", "also in 2 stories", "Courier"].map(str::to_owned);
        for (columns, expect) in [
            (
                80,
                "Harbour counts the cost · 3 Mar 2026 · also in 2 stories · Courier",
            ),
            (50, "Harbour counts the cost · 3 Mar 2026"),
            (30, "Harbour counts t… · 3 Mar 2026"),
        ] {
            assert_eq!(
                facts(Some("Harbour counts the cost"), &known, columns),
                expect
            );
        }
        assert_eq!(facts(None, &known, 12), "3 Mar 2026");
    }
}
