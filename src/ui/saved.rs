//! Searches that the reader has given a name in the configuration: rows above the list of stories.

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;

use crate::config::NamedSearch;
use crate::index::{Query, Total};
use crate::ui::fit::{fit, grouped, width};
use crate::ui::status::stories;
use crate::ui::theme::{Role, Theme};

/// A search with a name, and how many stories answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// What is searched for.
    pub query: String,
    /// How many stories answer; `None` until the index has said so.
    pub count: Option<Total>,
    /// How many of them are new since the last visit.
    pub new: usize,
}

impl Saved {
    /// Reads the searches of the configuration.
    ///
    /// # Errors
    /// When a part of a query cannot be read as it is written: names file and line.
    pub fn read(searches: &[NamedSearch]) -> Result<Vec<Self>> {
        searches.iter().map(Self::read_one).collect()
    }

    fn read_one(search: &NamedSearch) -> Result<Self> {
        if search.query.trim().is_empty() {
            let message = format!(
                "the search \"{}\" asks for nothing; write a query",
                search.name
            );
            return Err(search.origin.fault(&message));
        }
        // While one types, a query is read as well as it goes; one that is kept can be put right.
        if let Some(hint) = Query::parse(&search.query).hints.first() {
            let message = format!("the search \"{}\": {}", search.name, hint.message);
            return Err(search.origin.fault(&message));
        }
        Ok(Self {
            name: search.name.clone(),
            query: search.query.clone(),
            count: None,
            new: 0,
        })
    }

    /// Draws its row: sign, name, number of stories.
    pub fn draw(&self, is_selected: bool, buffer: &mut Buffer, area: Rect, theme: Theme) {
        let columns = usize::from(area.width);
        let count = self.count.map(|count| stories(count, columns / 2));
        let count = count.unwrap_or_default() + &self.news();
        let name = fit(&self.name, columns.saturating_sub(width(&count) + 4)).into_owned();
        let role = if is_selected {
            Role::Headline
        } else {
            Role::Body
        };
        Line::from(vec![
            Run::styled("/ ", theme.style(Role::Accent)),
            Run::styled(name, theme.style(role)),
            Run::styled(format!("  {count}"), theme.style(Role::Metadata)),
        ])
        .render(area, buffer);
    }

    /// ` · 2 new`, where any are.
    fn news(&self) -> String {
        match self.new {
            0 => String::new(),
            new => format!(" · {} new", grouped(new)),
        }
    }

    /// Draws what it asks for, beside the list while its row is selected.
    pub fn draw_beside(&self, buffer: &mut Buffer, area: Rect, theme: Theme) {
        let stories = self.count.map(|count| stories(count, area.width.into()));
        let stories = stories.map(|stories| stories + &self.news());
        let lines = [
            (Some(self.name.clone()), Role::Headline),
            (stories, Role::Metadata),
            (Some(String::new()), Role::Body),
            (Some(self.query.clone()), Role::Body),
            (Query::parse(&self.query).read_as(), Role::Metadata),
        ];
        let lines = lines
            .into_iter()
            .filter_map(|(text, role)| Some((text?, role)));
        let place = area.intersection(Rect {
            x: area.x + 3,
            y: area.y + 1,
            ..area
        });
        for ((text, role), row) in lines.zip(place.rows()) {
            let shown = fit(&text, row.width.into());
            Line::styled(shown, theme.style(role)).render(row, buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Saved;
    use crate::config::Config;

    fn read(text: &str) -> anyhow::Result<Vec<Saved>> {
        let config = Config::default().overlaid("my.toml", text)?;
        Saved::read(&config.searches)
    }

    #[test]
    fn searches_stand_in_the_order_of_the_file() {
        let saved =
            read("[searches]\nTides = \"tide OR flood\"\n\"At sea\" = \"is:interview boat\"");
        let saved = saved.expect("valid");
        let names: Vec<_> = saved.iter().map(|saved| saved.name.as_str()).collect();
        assert_eq!(names, ["Tides", "At sea"]);
        assert_eq!(saved[1].query, "is:interview boat");
    }

    #[test]
    fn mistakes_name_file_line_and_search() {
        for (text, expect) in [
            (
                "[searches]\na = \"x\"\nb = \" \"",
                "my.toml:3: the search \"b\" asks for nothing",
            ),
            (
                "[searches]\na = \"speeker:x\"",
                "my.toml:2: the search \"a\": ",
            ),
            ("[searches]\na = 3", "my.toml:2: "),
        ] {
            let message = format!("{:#}", read(text).expect_err("a mistake"));
            assert!(message.contains(expect), "{text:?} gave {message:?}");
        }
    }
}
