//! Markdown with front matter → one story of plain words, or several where a file holds several.
//! The only place that knows `pulldown-cmark`.

mod builder;
mod clipped;
mod context;
mod dialects;
mod events;
mod html;
#[cfg(test)]
mod kept;
mod opening;
mod templates;

use std::borrow::Cow;

use super::front_matter;
use crate::story::{Meta, Story, Warning};
use builder::Builder;

/// Marks at the start of a line that a text without a telling extension hardly has unless it is Markdown.
const TELLING: &[&str] = &[
    "## ", "### ", "```", "> ", "- [", "* **", "- **", "| ---", "|---", "[^1]: ",
];

/// Whether a text without a telling extension is Markdown: it has front matter, opens with `# `, or
/// three lines of it begin with a mark or hold a link.
pub fn sniff(text: &str) -> bool {
    if front_matter::is_fenced(text) || text.trim_start().starts_with("# ") {
        return true;
    }
    let told = |line: &str| {
        TELLING.iter().any(|mark| line.starts_with(mark))
            || line.contains("](http")
            || line.starts_with("**")
    };
    text.lines()
        .take(400)
        .filter(|line| told(line))
        .nth(2)
        .is_some()
}

/// Reads Markdown into its stories.
pub fn parse(text: &str) -> Vec<Story> {
    let mut meta = Meta::default();
    let mut builder = Builder::default();
    let mut body = Cow::Borrowed(text);
    let mut broken = None;
    if let Some(matter) = front_matter::split(text) {
        front_matter::apply(&matter.fields, &mut meta);
        body = matter.body;
        let unpacked = clipped::unpack(&body, &matter.fields, &mut meta);
        if let Cow::Owned(text) = unpacked {
            body = Cow::Owned(text);
        }
        broken = matter.warning;
    }
    let body = dialects::plain(&body);
    events::read(&templates::protect(&body), &mut builder);
    let mut stories = opening::stories(builder.finish(), meta);
    if let (Some(message), Some(first)) = (broken, stories.first_mut()) {
        first.warnings.push(Warning { message, start: 0 });
    }
    stories
}

/// Reads markup into its stories, with what is told of them.
pub(super) fn of_html(markup: &str, meta: Meta) -> Vec<Story> {
    let mut builder = Builder::default();
    let mut context = context::Context::default();
    html::Html::default().read(markup, &mut builder, &mut context);
    opening::stories(builder.finish(), meta)
}

#[cfg(test)]
mod tests;
