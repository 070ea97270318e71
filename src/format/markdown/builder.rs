//! Lays out words as blocks and inlines: text is only ever appended, and what it is, is known from
//! what is open.

use crate::format::decode::clean;
use crate::story::{Block, BlockKind, Inline, InlineKind, Shape, Span};

/// Text with its blocks and inlines.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// The words; blocks are separated by `\n`.
    pub text: String,
    /// In order.
    pub blocks: Vec<Block>,
    /// Ordered by their start.
    pub inlines: Vec<Inline>,
}

/// Inlines within inlines.
const DEEPEST: usize = 16;

/// What the next words belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Kind of the block.
    pub kind: BlockKind,
    /// Its level.
    pub level: u8,
    /// Its number, for an item of an ordered list.
    pub number: Option<u32>,
    /// How it stands beside its neighbours.
    pub shape: Shape,
}

impl Place {
    /// Without level and number.
    pub(super) fn of(kind: BlockKind) -> Self {
        Self {
            kind,
            level: 0,
            number: None,
            shape: Shape::Usual,
        }
    }
}

#[derive(Debug)]
struct Open {
    place: Place,
    start: usize,
    /// Whether it holds a picture and nothing else so far.
    picture: Option<bool>,
}

/// Takes words and marks, and keeps count of where they land.
#[derive(Debug, Default)]
pub(super) struct Builder {
    laid: Laid,
    open: Option<Open>,
    spans: Vec<(InlineKind, usize)>,
    /// Whether the last thing was a picture: an emphasised line below it is its caption.
    after_picture: bool,
}

impl Builder {
    /// Opens a block, closing the one before it.
    pub(super) fn open(&mut self, place: Place) {
        self.close();
        let start = self.laid.text.len();
        for (_, from) in &mut self.spans {
            *from = start;
        }
        self.open = Some(Open {
            place,
            start,
            picture: None,
        });
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What the open block is.
    pub(super) fn place(&self) -> Option<Place> {
        self.open.as_ref().map(|open| open.place)
    }

    /// Goes on in a line of its own, right below; a second break in a row sets the lines apart.
    pub(super) fn next_line(&mut self, place: Place) {
        let shape = if self.is_blank() {
            Shape::Usual
        } else {
            Shape::Close
        };
        self.open(Place { shape, ..place });
    }

    /// Whether nothing was written into the open block.
    pub(super) fn is_blank(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|open| open.start == self.laid.text.len())
    }

    /// Appends words to the open block, opening a paragraph where none is.
    pub(super) fn words(&mut self, words: &str) {
        let words = clean(words);
        if self.is_blank() && words.trim().is_empty() {
            return;
        }
        if !self.is_open() {
            self.open(Place::of(BlockKind::Paragraph));
        }
        let words = if self.is_blank() {
            words.trim_start()
        } else {
            &words
        };
        for character in words.chars() {
            self.laid
                .text
                .push(if character == '\n' { ' ' } else { character });
        }
        if let Some(open) = &mut self.open {
            open.picture = open.picture.and(Some(false));
            open.picture.get_or_insert(false);
        }
    }

    /// Appends preformatted lines as they are.
    pub(super) fn lines(&mut self, lines: &str) {
        if self.is_open() {
            self.laid.text.push_str(&clean(lines));
        }
    }

    /// A space between words, unless there is one.
    pub(super) fn space(&mut self) {
        if !self.is_blank() && !self.laid.text.ends_with([' ', '\t', '\n']) {
            self.laid.text.push(' ');
        }
    }

    /// Parts the cells of a table row.
    pub(super) fn tab(&mut self) {
        if !self.is_blank() {
            self.laid.text.push('\t');
        }
    }

    /// The words that stand for a picture.
    pub(super) fn picture(&mut self, words: &str) {
        if !self.is_open() {
            self.open(Place::of(BlockKind::Paragraph));
        }
        let alone = self
            .open
            .as_ref()
            .is_some_and(|open| open.picture.unwrap_or(true));
        self.space();
        self.words(words);
        if let Some(open) = &mut self.open {
            open.picture = Some(alone);
        }
    }

    /// Whether the open block holds a picture and nothing else.
    pub(super) fn is_picture(&self) -> bool {
        self.open
            .as_ref()
            .is_some_and(|open| open.picture == Some(true))
    }

    /// Whether all of the open block is bold and asks: the question of an interview, with its answer
    /// on the next line.
    pub(super) fn is_bold_line(&self) -> bool {
        let Some(open) = &self.open else { return false };
        let line = self.laid.text[open.start..].trim_end();
        let end = open.start + line.len();
        let last = self.laid.inlines.last();
        let whole = last.is_some_and(|inline| {
            inline.kind == InlineKind::Strong && inline.span == Span::new(open.start, end)
        });
        whole && line.ends_with(['?', ':'])
    }

    /// Starts an inline. Of very many that nobody ends the outermost is forgotten: each is set in every block.
    pub(super) fn start(&mut self, kind: InlineKind) {
        if self.spans.len() == DEEPEST {
            self.spans.remove(0);
        }
        self.spans.push((kind, self.laid.text.len()));
    }

    /// Ends the innermost inline that `wanted` names.
    pub(super) fn end(&mut self, wanted: impl Fn(&InlineKind) -> bool) {
        if let Some(at) = self.spans.iter().rposition(|(kind, _)| wanted(kind)) {
            let (kind, start) = self.spans.remove(at);
            self.push_inline(kind, start);
        }
    }

    fn push_inline(&mut self, kind: InlineKind, start: usize) {
        let leads_nowhere = matches!(&kind, InlineKind::Link(address) if address.is_empty());
        let Some(open) = self.open.as_ref().filter(|_| !leads_nowhere) else {
            return;
        };
        let start = start.max(open.start);
        if let Some(span) = trimmed(&self.laid.text, start, self.laid.text.len()) {
            self.laid.inlines.push(Inline { kind, span });
        }
    }

    /// Closes the open block; one without words leaves no trace.
    pub(super) fn close(&mut self) {
        for (kind, start) in self.spans.clone() {
            self.push_inline(kind, start);
        }
        let Some(open) = self.open.take() else { return };
        let was_after_picture = std::mem::take(&mut self.after_picture);
        let code = open.place.kind == BlockKind::Code;
        let Some(span) = trimmed(&self.laid.text, open.start, self.laid.text.len()) else {
            self.laid.text.truncate(open.start);
            self.after_picture = open.picture == Some(true) || was_after_picture;
            return;
        };
        // Code keeps its first lines, blank ones too, and the indent of the first that is not.
        let start = if code { open.start } else { span.start };
        let span = Span::new(start, span.end);
        self.laid.text.truncate(span.end);
        let kind = self.kind(&open, span, was_after_picture);
        self.after_picture = open.picture == Some(true);
        self.push_block(open.place, kind, span);
        self.laid.text.push('\n');
        for (_, from) in &mut self.spans {
            *from = self.laid.text.len();
        }
    }

    /// Adds the block. Templates at the end of a heading are no words of it: they become a block of their own.
    fn push_block(&mut self, place: Place, kind: BlockKind, span: Span) {
        let Place {
            level,
            number,
            shape,
            ..
        } = place;
        let words = &self.laid.text[span.range()];
        let trailing = super::templates::trailing(words).filter(|_| kind == BlockKind::Heading);
        let heading = trailing.map_or(words, |at| words[..at].trim_end());
        let end = span.start + heading.len();
        self.laid.blocks.push(Block {
            level,
            number,
            shape,
            ..Block::new(kind, Span::new(span.start, end))
        });
        if let Some(at) = trailing {
            let template = span.start + at;
            // The white space between the two is at least one byte, or else one is put in.
            if template == end {
                self.laid.text.insert(end, '\n');
                let template = Span::new(end + 1, span.end + 1);
                self.laid
                    .blocks
                    .push(Block::new(BlockKind::Promo, template));
            } else {
                // As many bytes as there were, so that no place behind it moves.
                let last = self.laid.text[end..template].chars().next_back();
                let bytes = last.map_or(1, char::len_utf8);
                let line_end = format!("{:>bytes$}", '\n');
                let gap = template - bytes..template;
                self.laid.text.replace_range(gap, &line_end);
                self.laid
                    .blocks
                    .push(Block::new(BlockKind::Promo, Span::new(template, span.end)));
            }
        }
    }

    fn kind(&self, open: &Open, span: Span, after_picture: bool) -> BlockKind {
        let emphasised = || {
            let mut last = self
                .laid
                .inlines
                .iter()
                .rev()
                .take_while(|inline| inline.span.start >= span.start);
            last.any(|inline| inline.kind == InlineKind::Emphasis && inline.span == span)
        };
        match open.place.kind {
            BlockKind::Paragraph if open.picture == Some(true) => BlockKind::Caption,
            BlockKind::Paragraph if after_picture && emphasised() => BlockKind::Caption,
            BlockKind::Paragraph
                if super::templates::is_only_template(&self.laid.text[span.range()]) =>
            {
                BlockKind::Promo
            }
            kind => kind,
        }
    }

    /// A thematic break.
    pub(super) fn rule(&mut self) {
        self.close();
        let at = self.laid.text.len();
        self.laid
            .blocks
            .push(Block::new(BlockKind::Rule, Span::new(at, at)));
    }

    /// What was laid out.
    pub(super) fn finish(mut self) -> Laid {
        self.close();
        let end = self.laid.text.trim_end().len();
        self.laid.text.truncate(end);
        for block in &mut self.laid.blocks {
            block.span = Span::new(block.span.start.min(end), block.span.end.min(end));
        }
        self.laid
            .inlines
            .sort_by_key(|inline| (inline.span.start, std::cmp::Reverse(inline.span.end)));
        self.laid
    }
}

/// Schemes of addresses that a link may lead to.
const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// The address as printed, where a reader may follow it: a page, a mail address, a relative path;
/// empty where not.
pub(super) fn address(printed: &str) -> String {
    let address = clean(printed.trim());
    let scheme = address
        .find([':', '/', '?', '#'])
        .filter(|&at| address[at..].starts_with(':'))
        .map(|at| address[..at].to_ascii_lowercase());
    match scheme {
        Some(scheme) if !SCHEMES.contains(&scheme.as_str()) => String::new(),
        _ => address.replace(['\n', '\t'], " "),
    }
}

/// The span without the white space around it; `None` where nothing is left.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let slice = text.get(start..end)?;
    let words = slice.trim();
    let lead = slice.len() - slice.trim_start().len();
    (!words.is_empty()).then(|| Span::new(start + lead, start + lead + words.len()))
}
