//! Events of the Markdown parser → words and marks for the [`Builder`].

mod names;
mod source;

use pulldown_cmark::{
    Alignment as Given, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::builder::{Builder, Place, address};
use super::context::Context;
use super::html::Html;
use crate::story::{Alignment, BlockKind, Columns, InlineKind, Shape};

/// Reads Markdown into the builder.
pub(super) fn read(text: &str, builder: &mut Builder) {
    let mut reader = Reader {
        builder,
        context: Context::default(),
        html: Html::default(),
        raw: None,
        picture: None,
        columns: Columns::default(),
    };
    let mut cells_end = 0;
    for (event, range) in Parser::new_ext(text, options(text)).into_offset_iter() {
        // What the parser leaves out, or does not tell, is seen here, where the source is at hand.
        match event {
            Event::SoftBreak if source::opens_with_label(&text[range.end..]) => {
                reader.event(Event::HardBreak);
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(words) = source::braced_words(&text[range]) {
                    reader.builder.space();
                    reader.words(words);
                }
                reader.event(event);
            }
            Event::End(TagEnd::TableCell) => cells_end = range.end,
            Event::End(TagEnd::TableRow) => {
                for cell in
                    source::cells_beyond(&text[cells_end.clamp(range.start, range.end)..range.end])
                {
                    reader.builder.tab();
                    reader.words(cell);
                }
                reader.event(event);
            }
            event => reader.event(event),
        }
    }
}

fn options(text: &str) -> Options {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    // In `[[1]](address)` the inner brackets are words of a link, and no link to a page of a wiki.
    let ordinary = memchr::memmem::find(text.as_bytes(), b"]](").is_some();
    options
        | if ordinary {
            Options::empty()
        } else {
            Options::ENABLE_WIKILINKS
        }
}

struct Reader<'b> {
    builder: &'b mut Builder,
    context: Context,
    html: Html,
    /// Raw HTML, collected until its block ends.
    raw: Option<String>,
    /// The open picture.
    picture: Option<Picture>,
    /// Alignments of the open table.
    columns: Columns,
}

/// What stands for a picture.
struct Picture {
    /// Its alternative text, with that of pictures in it.
    alternative: String,
    /// Its title.
    title: String,
    /// How many pictures are open in it.
    inner: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.text(&words),
            Event::Code(words) => self.code(&words),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words),
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.html.read(&html, self.builder, &mut self.context),
            },
            Event::InlineHtml(html) if self.builder.is_blank() && names::is_label(&html) => {
                self.words(&html);
            }
            Event::InlineHtml(html) => self.html.read(&html, self.builder, &mut self.context),
            Event::FootnoteReference(label) => self.words(&format!("[{label}]")),
            Event::SoftBreak => self.line_break(false),
            Event::HardBreak => self.line_break(true),
            Event::Rule => self.builder.rule(),
            Event::TaskListMarker(done) => self.words(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open_block(),
            Tag::Heading { level, .. } => self.open_heading(level),
            Tag::BlockQuote(_) => {
                self.builder.close();
                self.context.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                let shape = self.context.shape();
                self.builder.open(Place {
                    shape,
                    ..Place::of(BlockKind::Code)
                });
            }
            Tag::HtmlBlock => {
                self.builder.close();
                self.raw = Some(String::new());
            }
            Tag::List(first) => {
                self.builder.close();
                self.context.open_list(first);
            }
            Tag::Item => {
                self.builder.close();
                self.context.open_item();
            }
            Tag::FootnoteDefinition(label) => {
                self.builder.close();
                self.context.footnote = Some(label.to_string());
            }
            Tag::Table(alignments) => self.columns = columns(&alignments),
            Tag::TableHead => self.builder.open(Place {
                shape: Shape::Head(self.columns),
                ..Place::of(BlockKind::TableRow)
            }),
            Tag::TableRow => self.builder.open(Place::of(BlockKind::TableRow)),
            Tag::TableCell => self.builder.tab(),
            Tag::Emphasis => self.start_inline(InlineKind::Emphasis),
            Tag::Strong => self.start_inline(InlineKind::Strong),
            Tag::Strikethrough => self.start_inline(InlineKind::Struck),
            // A page of a wiki is nowhere to be found.
            Tag::Link {
                link_type: LinkType::WikiLink { .. },
                ..
            } => self.start_inline(InlineKind::Link(String::new())),
            Tag::Link { dest_url, .. } => self.start_inline(InlineKind::Link(address(&dest_url))),
            Tag::Image { title, .. } => match &mut self.picture {
                Some(picture) => picture.inner += 1,
                None => {
                    self.picture = Some(Picture {
                        alternative: String::new(),
                        title: title.to_string(),
                        inner: 0,
                    });
                }
            },
            Tag::DefinitionListTitle => self.builder.close(),
            Tag::DefinitionListDefinition => {
                self.builder.close();
                self.context.defines = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionListTitle => self.builder.close(),
            TagEnd::DefinitionListDefinition => {
                self.builder.close();
                self.context.defines = false;
            }
            TagEnd::BlockQuote(_) => {
                self.builder.close();
                self.context.quotes = self.context.quotes.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                if let Some(raw) = self.raw.take() {
                    self.html.read(&raw, self.builder, &mut self.context);
                }
                self.builder.close();
            }
            TagEnd::List(_) => {
                self.builder.close();
                self.context.close_list();
            }
            TagEnd::Item => {
                self.builder.close();
                self.context.item = None;
            }
            TagEnd::FootnoteDefinition => {
                self.builder.close();
                self.context.footnote = None;
            }
            TagEnd::Emphasis => self.builder.end(|kind| *kind == InlineKind::Emphasis),
            TagEnd::Strong => self.builder.end(|kind| *kind == InlineKind::Strong),
            TagEnd::Strikethrough => self.builder.end(|kind| *kind == InlineKind::Struck),
            TagEnd::Link => self.builder.end(|kind| matches!(kind, InlineKind::Link(_))),
            TagEnd::Image => self.end_picture(),
            _ => {}
        }
    }

    fn open_block(&mut self) {
        let place = self.context.place();
        self.builder.open(place);
        if let Some(label) = self.context.footnote_mark() {
            self.builder.words(&label);
        }
    }

    fn open_heading(&mut self, level: HeadingLevel) {
        self.context.forget_heading();
        let place = Place {
            level: level as u8,
            ..Place::of(BlockKind::Heading)
        };
        self.builder.open(place);
    }

    fn start_inline(&mut self, kind: InlineKind) {
        if !self.builder.is_open() {
            self.open_block();
        }
        self.builder.start(kind);
    }

    fn text(&mut self, words: &CowStr<'_>) {
        if self
            .builder
            .place()
            .is_some_and(|place| place.kind == BlockKind::Code)
        {
            self.builder.lines(words);
        } else {
            self.words(words);
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(picture) = &mut self.picture {
            picture.alternative.push_str(words);
            return;
        }
        if !self.builder.is_open() {
            self.open_block();
        }
        self.builder.words(words);
    }

    fn code(&mut self, words: &str) {
        if self.picture.is_some() {
            return self.words(words);
        }
        self.start_inline(InlineKind::Code);
        self.builder.words(words);
        self.builder.end(|kind| *kind == InlineKind::Code);
    }

    /// A printed line break parts the lines of a paragraph or quotation; elsewhere, and where the
    /// source is only wrapped, it is a space. What stands below a picture is a line of its own.
    fn line_break(&mut self, printed: bool) {
        if let Some(picture) = &mut self.picture {
            picture.alternative.push(' ');
            return;
        }
        let parts = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::BlockQuote);
        let place = self.builder.place();
        match place.filter(|place| parts(place.kind)) {
            Some(place) if self.builder.is_picture() || self.builder.is_bold_line() => {
                self.builder.open(place);
            }
            Some(place) if printed => self.builder.next_line(place),
            _ => self.builder.space(),
        }
    }

    fn end_picture(&mut self) {
        if let Some(picture) = self.picture.as_mut().filter(|picture| picture.inner > 0) {
            picture.inner -= 1;
            return;
        }
        let Some(picture) = self.picture.take() else {
            return;
        };
        let Picture {
            alternative, title, ..
        } = picture;
        if !self.builder.is_open() {
            self.open_block();
        }
        let both = if title.is_empty() || alternative.contains(&title) {
            alternative
        } else if title.contains(&alternative) {
            title
        } else {
            format!("{alternative} {title}")
        };
        self.builder.picture(&both);
    }
}

fn columns(given: &[Given]) -> Columns {
    Columns::of(given.iter().map(|given| match given {
        Given::None => Alignment::Usual,
        Given::Left => Alignment::Left,
        Given::Center => Alignment::Middle,
        Given::Right => Alignment::Right,
    }))
}
