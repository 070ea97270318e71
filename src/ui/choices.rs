//! How the query in a box may go on: one row of choices, walked with Tab.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;

use crate::index::Completion;
use crate::ui::fit::{fit, width};
use crate::ui::theme::{Role, Theme};
use crate::worker::Generation;

/// What is known of a choice stands beside it up to this width; of the taken one also beyond.
const SHORT: usize = 12;
/// Columns between choices.
const GAP: usize = 2;

/// Ways to go on, one of them taken on trial.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The text up to the cursor, and after it, as it was typed.
    typed: (String, String),
    asked: Generation,
    all: Vec<Completion>,
    taken: usize,
}

impl Choices {
    /// Choices on their way for what is typed before and after the cursor.
    pub fn asked(generation: Generation, before: &str, after: &str) -> Self {
        Self {
            typed: (before.to_owned(), after.to_owned()),
            asked: generation,
            all: Vec::new(),
            taken: 0,
        }
    }

    /// Takes an answer in. Says whether it is the one awaited.
    pub fn accept(&mut self, generation: Generation, all: Vec<Completion>) -> bool {
        let fits = |choice: &Completion| self.typed.0.get(..choice.span.start).is_some();
        let is_awaited = generation == self.asked;
        if is_awaited {
            self.all = all.into_iter().filter(fits).collect();
        }
        is_awaited
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Takes the choice so many further on, around the end.
    pub fn step(&mut self, choices: isize) {
        let count = self.all.len().cast_signed().max(1);
        let next = (self.taken.cast_signed() + choices % count).rem_euclid(count);
        self.taken = next.unsigned_abs();
    }

    /// The text up to the cursor, and after it, with the taken choice.
    pub fn text(&self) -> (String, String) {
        let (before, after) = &self.typed;
        let Some(choice) = self.all.get(self.taken) else {
            return self.typed.clone();
        };
        let kept = &before[..choice.span.start];
        (format!("{kept}{}", choice.text), after.clone())
    }

    /// The text as it was typed.
    pub fn typed(self) -> (String, String) {
        self.typed
    }

    /// Draws the choices around the taken one.
    pub fn draw(&self, key: &str, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let Some(taken) = self.all.get(self.taken) else {
            return;
        };
        let columns = usize::from(area.width);
        let number = format!("{} of {} ", self.taken + 1, self.all.len());
        let about = if width(&taken.detail) > SHORT {
            fit(&taken.detail, columns / 3).into_owned() + " · "
        } else {
            String::new()
        };
        let right = about + &number;
        let room = columns.saturating_sub(width(key) + width(&right) + 6);
        let left = Rect {
            width: area.width.saturating_sub(width(&right) as u16 + 1),
            ..area
        };
        Line::styled(right, theme.style(Role::Metadata))
            .right_aligned()
            .render(area, buffer);
        let mut runs = vec![Run::styled(format!(" {key}  "), theme.style(Role::Key))];
        for number in self.page(room) {
            let choice = &self.all[number];
            let role = if number == self.taken {
                Role::Selection
            } else {
                Role::Body
            };
            runs.push(Run::styled(
                fit(&choice.text, room).into_owned(),
                theme.style(role),
            ));
            let detail = beside(choice).map_or(String::new(), |detail| format!(" {detail}"));
            runs.push(Run::styled(detail, theme.style(Role::Metadata)));
            runs.push(Run::raw(" ".repeat(GAP)));
        }
        Line::from(runs).render(left, buffer);
    }

    /// The choices that fit beside the taken one, page by page so that they stand still.
    fn page(&self, columns: usize) -> std::ops::Range<usize> {
        let (mut start, mut used) = (0, 0);
        for (number, choice) in self.all.iter().enumerate() {
            let detail = beside(choice).map_or(0, |detail| width(detail) + 1);
            let needed = width(&choice.text) + detail;
            if used + needed > columns && number > start {
                if number > self.taken {
                    return start..number;
                }
                (start, used) = (number, 0);
            }
            used += needed + GAP;
        }
        start..self.all.len()
    }
}

fn beside(choice: &Completion) -> Option<&str> {
    let detail = choice.detail.as_str();
    (1..=SHORT).contains(&width(detail)).then_some(detail)
}

#[cfg(test)]
mod tests {
    use super::Choices;
    use crate::index::Completion;
    use crate::story::Span;
    use crate::worker::Generation;

    fn choices(before: &str, texts: &[&str]) -> Choices {
        let start = before.find(':').map_or(0, |colon| colon + 1);
        let completion = |text: &&str| Completion {
            span: Span::new(start, before.len()),
            text: (*text).to_owned(),
            detail: "2 stories".to_owned(),
        };
        let mut choices = Choices::asked(Generation(1), before, " rye");
        assert!(choices.accept(Generation(1), texts.iter().map(completion).collect()));
        choices
    }

    #[test]
    fn choices_take_turns_and_leave_the_rest_alone() {
        let mut choices = choices("said:x", &["one", "two"]);
        for (step, expect) in [(0, "one"), (1, "two"), (1, "one"), (-1, "two"), (-5, "one")] {
            choices.step(step);
            let (before, after) = choices.text();
            assert_eq!(before + &after, format!("said:{expect} rye"));
        }
        assert_eq!(choices.typed(), ("said:x".to_owned(), " rye".to_owned()));
    }

    #[test]
    fn pages_hold_the_taken_choice() {
        let mut choices = choices("", &["one", "two", "three", "four"]);
        for (columns, pages) in [
            (40, [0..2, 0..2, 2..4, 2..4]),
            (1, [0..1, 1..2, 2..3, 3..4]),
        ] {
            for page in pages {
                assert_eq!(choices.page(columns), page, "in {columns} columns");
                choices.step(1);
            }
        }
    }

    #[test]
    fn late_and_odd_answers_do_no_harm() {
        let mut choices = choices("é", &[]);
        assert!(!choices.accept(Generation(0), Vec::new()));
        let odd = Completion {
            span: Span::new(1, 2),
            text: "x".to_owned(),
            detail: String::new(),
        };
        choices.accept(Generation(1), vec![odd]);
        choices.step(3);
        assert_eq!(choices.text().0, "é");
    }
}
