//! What can be pressed next: in the bottom bar, and after the first key of a sequence.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::{Clear, Widget};

use crate::config::Context;
use crate::ui::action::Action;
use crate::ui::fit::{fit, width};
use crate::ui::keymap::Keymap;
use crate::ui::theme::{Role, Theme};

/// An action as the bottom bar names it.
pub type Next = (Action, &'static str);

/// Columns that the keys of a sequence and their words take at least.
const NARROWEST: u16 = 38;

/// Next keys in the list.
pub const IN_LIST: &[Next] = &[
    (Action::Open, "open"),
    (Action::Find, "search"),
    (Action::Help, "help"),
    (Action::Back, "quit"),
    (Action::ToggleRead, "read"),
    (Action::Star, "star"),
    (Action::People, "people"),
    (Action::Quotations, "quotations"),
    (Action::Timeline, "timeline"),
];
/// Next keys while searching all stories.
pub const IN_SEARCH: &[Next] = &[
    (Action::Open, "open at the passage"),
    (Action::Down, "next"),
    (Action::NextPassage, "passage"),
    (Action::Complete, "complete"),
    (Action::Cancel, "back"),
];
/// Next keys while a search finds nothing.
pub const IN_VAIN: &[Next] = &[(Action::Cancel, "back")];
/// Next keys among the answers.
pub const IN_ANSWERS: &[Next] = &[
    (Action::Open, "open"),
    (Action::NextPassage, "passage"),
    (Action::Find, "change the search"),
    (Action::Back, "back"),
    (Action::Help, "help"),
    (Action::Timeline, "timeline"),
];
/// Next keys while choices are offered.
pub const IN_CHOICES: &[Next] = &[
    (Action::Complete, "next choice"),
    (Action::CompleteBack, "the one before"),
    (Action::Cancel, "as it was typed"),
];
/// Next keys on a search with a name.
pub const IN_SAVED: &[Next] = &[
    (Action::Open, "search"),
    (Action::Down, "down"),
    (Action::Help, "help"),
];
/// Next keys while the timeline is shown.
pub const IN_TIMELINE: &[Next] = &[
    (Action::Earlier, "earlier"),
    (Action::Later, "later"),
    (Action::Open, "open"),
    (Action::Cancel, "close"),
];
/// Next keys while a pane is typed into.
pub const IN_PANE_BOX: &[Next] = &[
    (Action::Open, "open"),
    (Action::Down, "next"),
    (Action::Cancel, "back"),
];
/// Next keys among the rows of a pane.
pub const IN_PANE: &[Next] = &[
    (Action::Open, "open"),
    (Action::Find, "narrow"),
    (Action::Back, "back"),
    (Action::Help, "help"),
];
/// Next keys in the notebook.
pub const IN_NOTES: &[Next] = &[
    (Action::Open, "open"),
    (Action::Find, "narrow"),
    (Action::Remark, "remark"),
    (Action::Discard, "take away"),
    (Action::Back, "back"),
    (Action::Help, "help"),
];
/// Next keys among related stories.
pub const IN_RELATED: &[Next] = &[
    (Action::Open, "open"),
    (Action::Related, "related to it"),
    (Action::Back, "back"),
    (Action::Help, "help"),
];
/// Next keys on a page that lies over a story.
pub const IN_SLIP: &[Next] = &[
    (Action::Back, "back"),
    (Action::NextHit, "next change"),
    (Action::NextSection, "section"),
    (Action::PageDown, "page"),
    (Action::CopyParagraph, "copy"),
];
/// Next keys while finding in a story.
pub const IN_FIND: &[Next] = &[(Action::Open, "stay here"), (Action::Cancel, "return")];
/// Next keys while words are selected.
pub const IN_SELECTION: &[Next] = &[
    (Action::SelectCopy, "copy"),
    (Action::SelectWord, "word"),
    (Action::SelectSentence, "sentence"),
    (Action::SelectParagraph, "paragraph"),
    (Action::Keep, "keep"),
    (Action::Pipe, "send"),
    (Action::Cancel, "end"),
];
/// Next keys in a report.
pub const IN_REPORT: &[Next] = &[
    (Action::Back, "back"),
    (Action::NextSection, "section"),
    (Action::NextQuotation, "quotation"),
    (Action::Find, "find"),
    (Action::Outline, "outline"),
    (Action::Help, "help"),
    (Action::Related, "related"),
];
/// Next keys in an interview.
pub const IN_INTERVIEW: &[Next] = &[
    (Action::Back, "back"),
    (Action::NextQuestion, "question"),
    (Action::NextAnswer, "answer"),
    (Action::FoldAnswers, "questions only"),
    (Action::Find, "find"),
    (Action::Help, "help"),
    (Action::Related, "related"),
];
/// Next keys where hits are walked.
pub const IN_HITS: &[Next] = &[
    (Action::NextHit, "next hit"),
    (Action::PreviousHit, "previous"),
    (Action::Back, "back"),
    (Action::Find, "find"),
    (Action::Help, "help"),
];
/// Next keys in the outline and among the speakers.
pub const IN_PLACES: &[Next] = &[
    (Action::Open, "go there"),
    (Action::Down, "down"),
    (Action::Back, "back"),
];
/// Next keys on the help screen.
pub const IN_HELP: &[Next] = &[
    (Action::Find, "search"),
    (Action::Down, "down"),
    (Action::PageDown, "page"),
    (Action::Back, "back"),
];

/// The keys of `next` with their words, as many as fit `columns`.
pub fn line<'a>(
    next: &[Next],
    keymap: &Keymap,
    contexts: &[Context],
    columns: usize,
    theme: &Theme,
) -> Line<'a> {
    let mut runs = vec![Run::raw(" ")];
    let mut used = 1;
    for (action, word) in next {
        let Some(key) = keymap.keys_of(contexts, *action).into_iter().next() else {
            continue;
        };
        let needed = width(&key) + 1 + word.len() + 3;
        if used + needed > columns {
            break;
        }
        used += needed;
        runs.push(Run::styled(key, theme.style(Role::Key)));
        runs.push(Run::styled(
            format!(" {word}   "),
            theme.style(Role::Metadata),
        ));
    }
    Line::from(runs)
}

/// Draws what can follow the keys pressed so far, at the bottom of `area`: in as few columns as half of
/// its rows need, so that the words have room.
pub fn draw_continuations(
    rows: &[(String, Action)],
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
) {
    let all = rows.len() as u16;
    let columns = all
        .div_ceil((area.height / 2).max(1))
        .clamp(1, (area.width / NARROWEST).clamp(1, 3))
        // None is left out, though its words may be.
        .max(all.div_ceil(area.height.max(1)));
    let height = all.div_ceil(columns).min(area.height);
    if height == 0 {
        return;
    }
    let top = area.bottom() - height;
    let framed = Rect {
        y: top.saturating_sub(1).max(area.y),
        height: area.bottom() - top.saturating_sub(1).max(area.y),
        ..area
    };
    Clear.render(framed, buffer);
    let rule = "─".repeat(framed.width.into());
    Line::styled(rule, theme.style(Role::Rule)).render(framed, buffer);
    let width = area.width / columns;
    for ((keys, action), number) in rows.iter().zip(0..) {
        let cell = Rect {
            x: area.x + number / height * width,
            y: top + number % height,
            width,
            height: 1,
        };
        continuation(keys, *action, width, *theme).render(cell.intersection(area), buffer);
    }
}

fn continuation<'a>(keys: &str, action: Action, columns: u16, theme: Theme) -> Line<'a> {
    Line::from(vec![
        Run::styled(format!("  {keys:>3}  "), theme.style(Role::Key)),
        Run::styled(
            fit(
                action.described().help,
                usize::from(columns).saturating_sub(8),
            )
            .into_owned(),
            theme.style(Role::Body),
        ),
    ])
}
