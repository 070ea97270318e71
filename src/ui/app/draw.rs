//! The state as a frame. Nothing is changed by being looked at.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::overlay::Overlay;
use super::seek::Search;
use super::{App, Known, View};
use crate::index::Row;
use crate::story::StoryKind;
use crate::ui::action::Action;
use crate::ui::fit::{fit, grouped, width};
use crate::ui::hints::{self, Next};
use crate::ui::key::shown;
use crate::ui::link::Link;
use crate::ui::list;
use crate::ui::margin;
use crate::ui::pane::{self, Pane, Subject};
use crate::ui::reader::Reader;
use crate::ui::search::{draw_hints, messages};
use crate::ui::status;
use crate::ui::theme::Role;
use crate::ui::welcome;
use crate::worker::{Scope, archive_of};

impl App {
    /// Draws on a buffer of the screen's size. Returns where the cursor stands, if it is seen.
    pub fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        let mut cursor = None;
        self.draw_body(buffer);
        if !self.areas.top.is_empty() {
            cursor = self.draw_top(buffer);
        }
        status::draw_rule(buffer, self.areas.above_bottom, &self.setup.theme);
        self.draw_overlay(buffer);
        self.draw_pending(buffer);
        cursor = self.draw_bottom(buffer).or(cursor);
        cursor.filter(|_| self.overlay.is_none())
    }

    /// The cells of the screen that lead to an address.
    pub fn links(&self) -> Vec<Link> {
        let is_covered = self.overlay.is_some() || !self.pending.is_empty();
        let reader = self
            .reader
            .as_ref()
            .filter(|_| self.view == View::Story && !is_covered);
        reader.map_or(vec![], |reader| reader.links_seen(self.areas.body))
    }

    fn draw_body(&self, buffer: &mut Buffer) {
        let theme = &self.setup.theme;
        match (self.view, &self.reader) {
            (View::Story, Some(reader)) => {
                reader.draw(buffer, self.areas.body, theme);
                if !self.focus {
                    margin::draw(reader, buffer, self.areas.body, theme);
                }
            }
            (View::Slip, _) if self.slip().is_some() => {
                if let Some(slip) = self.slip() {
                    slip.reader.draw(buffer, self.areas.body, theme);
                }
            }
            (View::Pane, _) if self.pane().is_some() => {
                if let Some(pane) = self.pane() {
                    pane.draw(buffer, self.areas.body, theme);
                }
            }
            _ if self.list.total().count() == 0 => self.draw_empty(buffer),
            _ => list::draw::draw(
                &self.list,
                list::draw::Surroundings {
                    saved: &self.saved,
                    begun: &self.begun,
                    noted: &|story| self.noted.get(story),
                    glyphs: self.setup.glyphs,
                    bidi: self.setup.manner.bidi,
                    kept_in: &|row| self.kept_in(row),
                    sought: &pane::words_sought(self.query()),
                },
                self.setting(),
                buffer,
                self.areas.body,
                theme,
            ),
        }
        if self.setup.start == Known::Never && self.view == View::List && self.list.is_answered() {
            welcome::draw(&self.setup.keymap, buffer, self.areas.body, theme);
        }
        self.draw_strip(buffer);
        for row in self.areas.divider.rows() {
            Line::styled("│", theme.style(Role::Rule)).render(row, buffer);
        }
        self.draw_preview(buffer);
    }

    /// The archive that a row is from, where stories of several places are listed together.
    fn kept_in(&self, row: &Row) -> Option<String> {
        let archive = archive_of(&row.id)?;
        let is_known = self.setup.archives.iter().any(|name| name == archive);
        let is_told = matches!(&self.scope, Scope::Archive(name) if name == archive);
        (is_known && !is_told).then(|| archive.to_owned())
    }

    /// Beside the list: the selected story, or what the selected search asks for.
    fn draw_preview(&self, buffer: &mut Buffer) {
        let (area, theme) = (self.areas.preview, &self.setup.theme);
        let saved = self
            .selected_saved()
            .and_then(|number| self.saved.get(number - 1));
        match (&self.preview, saved) {
            _ if area.is_empty() => {}
            (_, Some(saved)) => saved.draw_beside(buffer, area, *theme),
            (Some(preview), None) => preview.reader.draw(buffer, area, theme),
            (None, None) => {}
        }
    }

    /// The timeline, and above it how the query may go on.
    fn draw_strip(&self, buffer: &mut Buffer) {
        let theme = &self.setup.theme;
        let mut strip = self.areas.strip;
        if let Some(choices) = self.choices.as_ref().filter(|_| self.shows_choices()) {
            let key = self.setup.keymap.keys_of(self.contexts(), Action::Complete);
            let row = Rect {
                height: strip.height.min(1),
                ..strip
            };
            choices.draw(key.first().map_or("", String::as_str), buffer, row, theme);
            strip.y += row.height;
            strip.height -= row.height;
        }
        if let Some(timeline) = self.timeline.as_ref().filter(|_| self.shows_timeline()) {
            timeline.draw(buffer, strip, theme);
        }
    }

    /// Says why there is nothing, and what to do.
    fn draw_empty(&self, buffer: &mut Buffer) {
        let folder = &self.setup.folder;
        let keys = &self.setup.keymap;
        let reload = keys.keys_of(self.contexts(), Action::Reload);
        let again = reload.first().map_or_else(
            || "start byline again".to_owned(),
            |key| format!("press {key}"),
        );
        let lines = if !self.list.is_answered() {
            Vec::new()
        } else if matches!(self.scope, Scope::Archive(_)) {
            let place = self.place();
            vec![format!("No story of {place} answers this.")]
        } else if self
            .search
            .as_ref()
            .is_some_and(|search| !search.text().trim().is_empty())
        {
            let found_nothing = if status::progress(&self.progress).is_none() {
                "No story answers this."
            } else {
                "No story that is read so far answers this."
            };
            let mut lines = vec![found_nothing.to_owned()];
            lines.extend(self.advice());
            lines.push("Esc goes back.".to_owned());
            lines
        } else if self.progress.finished {
            vec![
                format!("There are no stories in {folder} yet."),
                String::new(),
                "Put articles there: text, Markdown, saved pages, feeds, letters".to_owned(),
                format!("and {again}, or name another folder:"),
                "    byline DIR".to_owned(),
            ]
        } else {
            vec![format!("Reading {folder} …")]
        };
        let place = Rect {
            y: self.areas.body.y + self.areas.body.height / 4,
            ..self.areas.body
        };
        for (line, place) in lines.iter().zip(place.intersection(self.areas.body).rows()) {
            let line = format!("   {line}");
            Line::styled(
                fit(&line, place.width.into()),
                self.setup.theme.style(Role::Body),
            )
            .render(place, buffer);
        }
    }

    /// What finds more, by what stands in the way.
    fn advice(&self) -> Vec<String> {
        let query = self.query();
        let words = pane::words_sought(query).len();
        let has = |names: &[&str]| names.iter().any(|name| query.contains(name));
        let newest = self.search.as_ref().and_then(Search::newest);
        let mut advice = Vec::new();
        if has(&["after:", "before:", "on:", "since:", "until:", "date:"]) {
            advice.push("The time may be too narrow.".to_owned());
            advice.extend(newest.map(|day| format!("The newest story is of {day}.")));
        }
        if has(&["speaker:", "said:", "asked:", "answered:"]) {
            advice.push("Plain words are found whoever says them.".to_owned());
        }
        if has(&["is:", "my:"]) && words > 0 {
            advice.push("Without is: and my: more is found.".to_owned());
        }
        if query.contains('"') {
            advice.push("Without quotation marks more is found.".to_owned());
        }
        match words {
            0 => {}
            1 => advice.push("Its beginning with a * finds more.".to_owned()),
            _ => advice.push("Fewer words, or OR between, find more.".to_owned()),
        }
        advice
    }

    /// The search box with how it was read below, or a title with a rule below.
    fn draw_top(&self, buffer: &mut Buffer) -> Option<Position> {
        let theme = &self.setup.theme;
        let (top, under) = (self.areas.top, self.areas.under_top);
        status::draw_rule(buffer, under, theme);
        if let Some(pane) = self.pane() {
            return self.draw_pane_top(pane, buffer);
        }
        let Some(search) = self.search.as_ref().filter(|_| self.view == View::List) else {
            let (title, right) = self.title();
            let bidi = self.setup.manner.bidi;
            status::draw_top((&title, &right), bidi, buffer, top, theme);
            if let (View::Story, Some(reader)) = (self.view, &self.reader) {
                status::draw_progress(&reader.stretches(under.width), buffer, under, theme);
            }
            if let Some(told) = self.stopped() {
                status::draw_on_rule(told, buffer, under, theme);
            }
            return None;
        };
        let note = status::stories(self.list.total(), usize::from(top.width) / 3);
        let cursor = search.input.draw(" / ", &note, buffer, top, theme);
        let ignored = search.ignored.as_ref();
        let ignored = ignored.map(|time| format!("in all stories, not only those of {time}"));
        let elsewhere = (self.scope != Scope::Library).then(|| format!("in {}", self.place()));
        let said = messages(self.list.hints(), &self.progress);
        let messages: Vec<String> = elsewhere.into_iter().chain(said).chain(ignored).collect();
        draw_hints(&messages, buffer, under, theme);
        search.editing.then_some(cursor)
    }

    /// The pane that is looked at.
    fn pane(&self) -> Option<&Pane> {
        let opened = self.panes.last().filter(|_| self.view == View::Pane)?;
        Some(&opened.pane)
    }

    /// The box of a pane behind its title, or the title alone.
    fn draw_pane_top(&self, pane: &Pane, buffer: &mut Buffer) -> Option<Position> {
        let theme = &self.setup.theme;
        let (top, under) = (self.areas.top, self.areas.under_top);
        let columns = usize::from(top.width);
        let count = pane.count(columns / 3);
        let title = pane.subject().title();
        if !pane.editing && pane.input.text().is_empty() {
            let bidi = self.setup.manner.bidi;
            status::draw_top((&title, &count), bidi, buffer, top, theme);
            return None;
        }
        let sign = format!(" {} / ", fit(&title, columns / 3));
        let cursor = pane.input.draw(&sign, &count, buffer, top, theme);
        let messages: Vec<String> = messages(pane.list().hints(), &self.progress).collect();
        draw_hints(&messages, buffer, under, theme);
        pane.editing.then_some(cursor)
    }

    fn title(&self) -> (String, String) {
        if let Some(slip) = self.slip() {
            return (slip.title.clone(), String::new());
        }
        if let (View::Story, Some(reader)) = (self.view, &self.reader) {
            let columns = usize::from(self.areas.top.width);
            let section = reader.status().section;
            let section = section
                .map(|(.., heading)| format!("§ {}", fit(heading, columns.saturating_sub(40))));
            return (
                reader.story().meta.headline.clone(),
                section.unwrap_or_default(),
            );
        }
        let keys = self.setup.keymap.keys_of(self.contexts(), Action::Find);
        let right = keys
            .first()
            .map_or_else(String::new, |key| format!("{key} search"));
        // Rows of before are not those of an archive that does not answer.
        if !self.list.is_answered() || self.is_silent() {
            return (self.place(), right);
        }
        let is_library = self.scope == Scope::Library;
        let new = self.new.filter(|new| new.count() > 0 && is_library);
        let new = new.map(|new| format!(" · {} new", status::number(new)));
        let title = format!(
            "{} · {}{}",
            self.place(),
            status::stories(self.list.total(), 30),
            new.unwrap_or_default()
        );
        (title, right)
    }

    fn draw_overlay(&self, buffer: &mut Buffer) {
        let (body, theme) = (self.areas.body, &self.setup.theme);
        match &self.overlay {
            Some(Overlay::Help(help)) => help.draw(buffer, body, theme),
            Some(Overlay::Picker(picker)) => {
                Clear.render(body, buffer);
                picker.draw(buffer, self.picker_area(), theme);
            }
            None => {}
        }
    }

    fn draw_pending(&self, buffer: &mut Buffer) {
        if self.pending.is_empty() {
            return;
        }
        let rows = self
            .setup
            .keymap
            .continuations(self.contexts(), &self.pending);
        let areas = &self.areas;
        let area = areas.body.union(areas.above_bottom).union(areas.preview);
        hints::draw_continuations(&rows, buffer, area, &self.setup.theme);
    }

    /// Messages before next keys; at the right what is half typed, or the place.
    fn draw_bottom(&self, buffer: &mut Buffer) -> Option<Position> {
        let theme = &self.setup.theme;
        let area = self.bottom_line()?;
        if let Some(edit) = &self.edit {
            let offers = edit.offers();
            return Some(edit.input.draw(edit.sign(), &offers, buffer, area, theme));
        }
        if let Some(find) = &self.find {
            let hit = self.reader.as_ref().and_then(|reader| reader.status().hit);
            let note = match hit {
                Some((number, all)) => format!("{number} of {all}"),
                None if find.text().is_empty() => String::new(),
                None => "not in this story".to_owned(),
            };
            return Some(find.draw(" / ", &note, buffer, area, theme));
        }
        if let Some(Overlay::Help(help)) = &self.overlay
            && let Some(search) = help.search()
        {
            let (_, all) = help.place();
            return Some(search.draw(" / ", &format!("{all} keys"), buffer, area, theme));
        }
        let contexts = self.contexts();
        let next = self.next_keys();
        let note = self.note.clone().or_else(|| self.slip_note());
        let note = note.or_else(|| self.reader_note());
        let beside = note.as_ref().map_or(0, |note| note.columns() + 3);
        let right = self.right(area.width.into(), beside);
        let right = match &note {
            // What is said goes before the place, and takes the rule above where it is long.
            Some(note) if note.columns() + width(&right) + 3 > area.width.into() => {
                status::draw_long(note, buffer, (self.areas.above_bottom, area), theme);
                return None;
            }
            _ => right,
        };
        let left = |room: usize| match note {
            Some(note) => Line::styled(
                fit(&format!(" {}", note.text), room).into_owned(),
                theme.style(note.role),
            ),
            None => hints::line(&next, &self.setup.keymap, contexts, room, theme),
        };
        status::draw_bottom(left, &right, buffer, area, theme);
        None
    }

    /// The bottom bar; where it is hidden, the last line of the text lends itself to messages.
    fn bottom_line(&self) -> Option<Rect> {
        let has_news = self.note.is_some() || !self.pending.is_empty() || self.count.is_some();
        if !self.areas.bottom.is_empty() {
            return Some(self.areas.bottom);
        }
        let last = self
            .areas
            .body
            .rows()
            .next_back()
            .filter(|_| has_news && self.areas.body.height > 1)?;
        Some(last)
    }

    fn reader_note(&self) -> Option<status::Note> {
        let reader = self
            .reader
            .as_ref()
            .filter(|_| self.view == View::Story && self.overlay.is_none())?;
        let note = reader.status().note.map(status::Note::says);
        // Without a rule to stand on, it is told below.
        let stopped = self.stopped().filter(|_| self.areas.under_top.is_empty());
        note.or_else(|| stopped.map(status::Note::says))
    }

    /// Where the open story was left, as long as one is there.
    fn stopped(&self) -> Option<&str> {
        let reader = self.reader.as_ref().filter(|_| self.view == View::Story);
        reader?.stopped()
    }

    /// The keys that the bottom bar names: in a story those that lead anywhere.
    fn next_keys(&self) -> Vec<Next> {
        let reader = self.reader.as_ref().filter(|_| self.view == View::Story);
        let is_over = self.overlay.is_none() && reader.is_some_and(Reader::shows_end);
        let is_last =
            self.panes.is_empty() && self.list.selected() + 1 >= self.list.total().count();
        let on = Some((Action::NextStory, "next story")).filter(|_| is_over && !is_last);
        let next = on.into_iter().chain(self.keys_here().iter().copied());
        let leads_on = |action| action != Action::NextPassage || self.has_passages();
        next.filter(|(action, _)| reader.is_none_or(|reader| reader.serves(*action)))
            .filter(|(action, _)| leads_on(*action))
            .collect()
    }

    fn keys_here(&self) -> &'static [Next] {
        match (&self.overlay, &self.reader) {
            (Some(Overlay::Help(_)), _) => hints::IN_HELP,
            (Some(Overlay::Picker(_)), _) => hints::IN_PLACES,
            _ if self.shows_choices() => hints::IN_CHOICES,
            (None, Some(reader)) if self.view == View::Story && reader.is_selecting() => {
                hints::IN_SELECTION
            }
            (None, Some(reader)) if self.view == View::Story => match reader.story().meta.kind {
                _ if reader.status().hit.is_some() => hints::IN_HITS,
                StoryKind::Interview => hints::IN_INTERVIEW,
                StoryKind::Report => hints::IN_REPORT,
            },
            _ if self.slip().is_some() => hints::IN_SLIP,
            _ if self.pane().is_some() => match self.pane() {
                Some(pane) if pane.editing => hints::IN_PANE_BOX,
                Some(pane) if *pane.subject() == Subject::Notes => hints::IN_NOTES,
                Some(pane) if !pane.subject().narrows() => hints::IN_RELATED,
                _ => hints::IN_PANE,
            },
            _ if self.shows_timeline() && !self.is_typing() => hints::IN_TIMELINE,
            _ if self.selected_saved().is_some() => hints::IN_SAVED,
            _ => match &self.search {
                Some(_) if self.list.total().count() == 0 => hints::IN_VAIN,
                Some(search) if search.editing => hints::IN_SEARCH,
                Some(_) => hints::IN_ANSWERS,
                None => hints::IN_LIST,
            },
        }
    }

    /// What stands at the right of the bottom bar; of `columns`, so many are taken by what is said `beside` it.
    fn right(&self, columns: usize, beside: usize) -> String {
        // How far one is, is worth a few words less.
        const LEAST: usize = 14;
        let most = columns * 2 / 3;
        let left = columns.saturating_sub(beside);
        let room = if left < LEAST { most } else { most.min(left) };
        if !self.pending.is_empty() || self.count.is_some() {
            let count = self
                .count
                .map_or_else(String::new, |count| count.to_string());
            return format!("{count}{} …", shown(&self.pending));
        }
        match &self.overlay {
            Some(Overlay::Help(help)) => {
                let (seen, all) = help.place();
                return format!("{seen} of {all}");
            }
            Some(Overlay::Picker(picker)) => {
                let all = picker.rows().len();
                return format!("{} of {all}", all.min(picker.selected() + 1));
            }
            None => {}
        }
        if let Some(reader) = self.reader.as_ref().filter(|_| self.view == View::Story) {
            return status::place(&reader.status(), room);
        }
        if let Some(slip) = self.slip() {
            return status::place(&slip.reader.status(), room);
        }
        if let Some(number) = self.selected_saved() {
            return format!("search {number} of {}", self.saved.len());
        }
        let (selected, total) = match self.pane() {
            Some(pane) => (pane.list().selected(), pane.list().total()),
            None => (self.list.selected(), self.list.total()),
        };
        let all = status::number(total);
        let place = (total.count() > 0).then(|| format!("{} of {all}", grouped(selected + 1)));
        let parts: Vec<_> = status::progress(&self.progress)
            .into_iter()
            .chain(place)
            .collect();
        parts.join(" · ")
    }
}
