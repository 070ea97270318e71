//! The query as typed → its pieces. Nothing is refused: what cannot be a mark is a letter.

use crate::story::Span;

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR` or `|`
    Or,
    /// `-` or `NOT` before something.
    Not,
    /// `NEAR` or `NEAR/5` between two words: how many others may stand between them.
    Near(u32),
    /// A word before a colon.
    Field {
        /// The word.
        name: Span,
        /// Whether a value stands right behind the colon.
        filled: bool,
    },
    /// Words.
    Text(Text),
}

/// Words between spaces or between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// Where the words stand, without their marks.
    pub(crate) span: Span,
    /// Whether a quotation mark opens them.
    pub(crate) quoted: bool,
    /// Whether the reader may still be typing the last word.
    pub(crate) open: bool,
    /// Whether `=` stands before them: they are meant as they are and no other.
    pub(crate) exact: bool,
    /// How many other words may stand among them, in any order, as `"…"~5` says.
    pub(crate) near: Option<u32>,
}

/// Quotation marks that a keyboard or a copied text may give; each closes what any of them opened.
const MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// Cuts a query into its pieces.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut lexer = Lexer {
        text,
        place: 0,
        pieces: Vec::new(),
    };
    while let Some(next) = lexer.peek() {
        lexer.piece(next);
    }
    lexer.pieces
}

struct Lexer<'a> {
    text: &'a str,
    place: usize,
    pieces: Vec<Piece>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.place..].chars().next()
    }

    fn piece(&mut self, next: char) {
        match next {
            '(' => self.mark(next, Some(Piece::Open)),
            ')' => self.mark(next, Some(Piece::Close)),
            '|' => self.mark(next, Some(Piece::Or)),
            // A dash is what some keyboards make of a hyphen, and elsewhere `!` leaves a word out.
            '-' | '−' | '–' | '—' | '!' => {
                let negates = self.text[self.place + next.len_utf8()..]
                    .starts_with(|after: char| !after.is_whitespace() && after != next);
                self.mark(next, negates.then_some(Piece::Not));
            }
            _ if next.is_whitespace() => self.mark(next, None),
            _ if MARKS.contains(&next) => self.quoted(next),
            _ => self.word(),
        }
    }

    fn mark(&mut self, mark: char, piece: Option<Piece>) {
        self.place += mark.len_utf8();
        self.pieces.extend(piece);
    }

    fn quoted(&mut self, mark: char) {
        let start = self.place + mark.len_utf8();
        let close = self.text[start..].find(MARKS);
        let end = close.map_or(self.text.len(), |close| start + close);
        let closing = self.text[end..].chars().next();
        self.place = end + closing.map_or(0, char::len_utf8);
        let near = self.nearness();
        self.pieces.push(Piece::Text(Text {
            span: Span::new(start, end),
            quoted: true,
            open: close.is_none(),
            exact: false,
            near,
        }));
    }

    /// Takes the `~5` behind a closing mark.
    fn nearness(&mut self) -> Option<u32> {
        let rest = self.text[self.place..].strip_prefix('~')?;
        let digits = rest.find(|next: char| !next.is_ascii_digit());
        let digits = &rest[..digits.unwrap_or(rest.len())];
        let near = digits.parse().ok()?;
        self.place += 1 + digits.len();
        Some(near)
    }

    fn word(&mut self) {
        let rest = &self.text[self.place..];
        let ends = |character: char| {
            character.is_whitespace()
                || matches!(character, '(' | ')' | '|')
                || MARKS.contains(&character)
        };
        let end = rest.find(ends).unwrap_or(rest.len());
        let word = &rest[..end];
        if let Some(colon) = word.find(':').filter(|&colon| is_name(&word[..colon])) {
            let name = Span::new(self.place, self.place + colon);
            let after = self.text[name.end + 1..].chars().next();
            let filled =
                after.is_some_and(|after| !after.is_whitespace() && !matches!(after, ')' | '|'));
            self.pieces.push(Piece::Field { name, filled });
            self.place = name.end + 1;
            return self.value(end - colon - 1);
        }
        let span = Span::new(self.place, self.place + end);
        self.place = span.end;
        self.pieces.push(match word {
            "OR" => Piece::Or,
            "NOT" => Piece::Not,
            "AND" => return,
            _ => near(word).map_or_else(|| self.bare(span), Piece::Near),
        });
    }

    /// The word after a colon: taken whole, so that `<`, `-` and `:` may stand in it.
    fn value(&mut self, length: usize) {
        let after = self.text[self.place + length..].chars().next();
        if let Some(mark) = after.filter(|after| MARKS.contains(after))
            && &self.text[self.place..self.place + length] == "="
        {
            self.place += length;
            self.quoted(mark);
            if let Some(Piece::Text(text)) = self.pieces.last_mut() {
                text.exact = true;
            }
        } else if length > 0 {
            let span = Span::new(self.place, self.place + length);
            self.place = span.end;
            self.pieces.push(self.bare(span));
        }
    }

    fn bare(&self, span: Span) -> Piece {
        Piece::Text(Text {
            span,
            quoted: false,
            open: span.end == self.text.len(),
            exact: self.text[span.range()].starts_with('='),
            near: None,
        })
    }
}

/// `NEAR`, or `NEAR/5` with the number of words that may stand between.
fn near(word: &str) -> Option<u32> {
    const UNSAID: u32 = 10;
    match word.strip_prefix("NEAR")? {
        "" => Some(UNSAID),
        number => number.strip_prefix('/')?.parse().ok(),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let show = |piece: &Piece| match piece {
            Piece::Open => "(".to_owned(),
            Piece::Close => ")".to_owned(),
            Piece::Or => "OR".to_owned(),
            Piece::Not => "NOT".to_owned(),
            Piece::Near(words) => format!("NEAR/{words}"),
            Piece::Field { name, .. } => format!("{}:", &text[name.range()]),
            Piece::Text(piece) => {
                let open = if piece.open { "…" } else { "" };
                let mark = if piece.quoted { "\"" } else { "" };
                let near = piece.near.map(|words| format!("~{words}"));
                let words = &text[piece.span.range()];
                let exact = if piece.exact && piece.quoted { "=" } else { "" };
                format!(
                    "{exact}{mark}{words}{mark}{}{open}",
                    near.unwrap_or_default()
                )
            }
        };
        let found: Vec<String> = pieces(text).iter().map(show).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn every_mark_is_a_piece() {
        check(
            "a -b (c OR d)",
            &["a", "NOT", "b", "(", "c", "OR", "d", ")"],
        );
        check("speaker:rivera x", &["speaker:", "rivera", "x…"]);
        check("said:\"joint resp", &["said:", "\"joint resp\"…"]);
        check("“soft invasion” ", &["\"soft invasion\""]);
        check("words:<800 ", &["words:", "<800"]);
        check("speaker:", &["speaker:"]);
        check("- -- x-ray", &["x-ray…"]);
        check("a NEAR/5 b", &["a", "NEAR/5", "b…"]);
        check("a NEAR b NEAR/x", &["a", "NEAR/10", "b", "NEAR/x…"]);
        check("\"a b\"~5 ~7", &["\"a b\"~5", "~7…"]);
        check("speaker:=\"a b\" =c", &["speaker:", "=\"a b\"", "=c…"]);
        check("10:30 http://a", &["10:30", "http:", "//a…"]);
    }
}
