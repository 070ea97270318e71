//! Pieces → tree. `OR` binds weakest, words beside each other must all hold.

use jiff::civil;

use crate::index::fields::{self, Asks, COPIES, QueryField, SORTS, TRAITS};
use crate::index::query::lex::{self, Piece, Text};
use crate::index::query::tree::{Filter, Last, Mark, Node, Place, Words};
use crate::index::query::{Copies, Ground, Hint, Query, Sort, date, number};
use crate::index::words;
use crate::story::Span;

/// Brackets within brackets beyond this depth are read as if they were not there.
const DEEPEST: usize = 32;

impl Query {
    /// Reads a query; dates in words count from today.
    pub fn parse(text: &str) -> Self {
        Self::parse_on(text, jiff::Zoned::now().date())
    }

    /// Reads a query as on the day `today`.
    pub fn parse_on(text: &str, today: civil::Date) -> Self {
        parse(text, today)
    }
}

fn parse(text: &str, today: civil::Date) -> Query {
    let mut parser = Parser {
        text,
        today,
        pieces: lex::pieces(text),
        next: 0,
        depth: 0,
        sort: Sort::default(),
        copies: Copies::default(),
        hints: Vec::new(),
    };
    let mut parts = Vec::new();
    while parser.next < parser.pieces.len() {
        parts.extend(parser.any(None));
        // A bracket that nothing opened.
        parser.next += 1;
    }
    Query {
        text: text.to_owned(),
        tree: all(parts),
        sort: parser.sort,
        copies: parser.copies,
        hints: parser.hints,
    }
}

struct Parser<'a> {
    text: &'a str,
    today: civil::Date,
    pieces: Vec<Piece>,
    next: usize,
    depth: usize,
    sort: Sort,
    copies: Copies,
    hints: Vec<Hint>,
}

fn all(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(Node::All(nodes)),
    }
}

fn any(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(Node::Any(nodes)),
    }
}

type Field = Option<&'static QueryField>;

impl Parser<'_> {
    fn any(&mut self, field: Field) -> Option<Node> {
        let mut choices = Vec::new();
        choices.extend(self.all(field));
        let start = self.next;
        while self.peek() == Some(&Piece::Or) {
            self.next += 1;
            choices.extend(self.all(field));
        }
        if self.next > start && choices.iter().any(|choice| matches!(choice, Node::All(_))) {
            let message = "OR takes all that stands beside it on either side; brackets choose less";
            self.hint(Span::new(0, self.text.len()), message.to_owned());
        }
        any(choices)
    }

    fn all(&mut self, field: Field) -> Option<Node> {
        let mut parts = Vec::new();
        while let Some(piece) = self.peek() {
            if matches!(piece, Piece::Or | Piece::Close) {
                break;
            }
            let part = self.one(field);
            parts.extend(self.near(part, field));
        }
        all(parts)
    }

    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.next)
    }

    fn one(&mut self, field: Field) -> Option<Node> {
        let piece = self.peek()?.clone();
        self.next += 1;
        match piece {
            Piece::Not => self.not(field),
            Piece::Open => self.group(field),
            Piece::Field { name, filled } => self.field(name, filled, field),
            Piece::Text(text) => self.value(field, &text),
            Piece::Or | Piece::Close | Piece::Near(_) => None,
        }
    }

    /// Takes what must stand near the words before.
    fn near(&mut self, mut part: Option<Node>, field: Field) -> Vec<Node> {
        let mut parts = Vec::new();
        while let Some(&Piece::Near(between)) = self.peek() {
            self.next += 1;
            if matches!(self.peek(), None | Some(Piece::Or | Piece::Close)) {
                break;
            }
            let next = self.one(field);
            part = match (part.map(as_typed), next.map(as_typed)) {
                (Some(Node::Words(one)), Some(Node::Words(other))) => {
                    if one.last != Last::Whole {
                        let message = "a word before NEAR is taken as it is typed".to_owned();
                        self.hint(one.span, message);
                    }
                    Some(Node::Words(one.near(other, between)))
                }
                (one, other) => {
                    let end = self.text.len();
                    let message = "NEAR stands between two words, so both were looked for anywhere";
                    self.hint(Span::new(0, end), message.to_owned());
                    parts.extend(one);
                    other
                }
            };
        }
        parts.extend(part);
        parts
    }

    fn not(&mut self, field: Field) -> Option<Node> {
        while self.peek() == Some(&Piece::Not) {
            self.next += 1;
        }
        match self.peek() {
            None | Some(Piece::Or | Piece::Close) => None,
            Some(_) => Some(Node::Not(Box::new(self.one(field)?))),
        }
    }

    fn group(&mut self, field: Field) -> Option<Node> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let inner = self.any(field);
        self.depth -= 1;
        if self.peek() == Some(&Piece::Close) {
            self.next += 1;
        }
        inner
    }

    fn field(&mut self, name: Span, filled: bool, outer: Field) -> Option<Node> {
        let typed = &self.text[name.range()];
        let Some(field) = fields::find(typed) else {
            let meant = fields::nearest(typed);
            let meant = meant.map(|meant| format!("; did you mean {meant}:?"));
            let meant = meant.unwrap_or_default();
            self.hint(
                name,
                format!("no field “{typed}:”, searched as a word{meant}"),
            );
            let text = Text {
                span: name,
                quoted: false,
                open: false,
                exact: false,
                near: None,
            };
            return self.value(outer, &text);
        };
        if filled {
            return self.one(Some(field));
        }
        let message = format!("“{}:” waits for {}", field.name, field.help);
        self.hint(name, message);
        None
    }

    fn value(&mut self, field: Field, text: &Text) -> Option<Node> {
        match field.map(|field| field.asks) {
            None => self.words(Place::Anywhere, text),
            Some(Asks::Words(name)) => self.words(Place::Field(name), text),
            Some(Asks::Said(role)) => self.words(Place::Said(role), text),
            Some(Asks::Speaker) => self.words(Place::Speaker, text),
            Some(Asks::Is) => self.story_kind(text),
            Some(Asks::Lang) => self.language(text),
            Some(Asks::Number(column)) => self.number(column, text),
            Some(asks @ (Asks::After | Asks::Before | Asks::On)) => self.date(asks, text),
            Some(Asks::Sort) => self.sort(text),
            Some(Asks::Copies) => self.copies(text),
            Some(Asks::Mine) => Some(marked(Mark::Tag(self.text[text.span.range()].to_owned()))),
        }
    }

    /// What is typed as one word: also its joined form where it has hyphens.
    fn words(&mut self, place: Place, text: &Text) -> Option<Node> {
        let typed = &self.text[text.span.range()];
        let whole = self.words_as_typed(place, text)?;
        let is_text = matches!(place, Place::Anywhere | Place::Field(_));
        let (Node::Words(words), true) = (&whole, is_text && !text.quoted && !text.exact) else {
            return Some(whole);
        };
        let is_hyphen = |letter: char| matches!(letter, '-' | '‐' | '‑');
        let parts: Vec<&str> = typed.split(is_hyphen).collect();
        let is_compound = parts.len() > 1
            && parts
                .iter()
                .all(|part| part.chars().all(char::is_alphabetic) && !part.is_empty());
        if !is_compound || words.terms.len() != parts.len() {
            return Some(whole);
        }
        let joined = Node::Words(Words {
            terms: vec![words.terms.concat()],
            // It is looked for as it is: where no story has it, the parts are meant.
            quoted: true,
            ..words.clone()
        });
        Some(Node::Any(vec![whole, joined]))
    }

    fn words_as_typed(&mut self, place: Place, text: &Text) -> Option<Node> {
        let typed = self.plain(text);
        let exactly = Some(()).filter(|()| text.exact && !text.quoted);
        let place = match place {
            Place::Speaker if text.exact => Place::Person,
            _ => place,
        };
        if let Some(pattern) = exactly.is_none().then(|| pattern(typed, text)).flatten() {
            return Some(Node::Words(Words {
                place,
                terms: vec![pattern],
                last: Last::Pattern,
                near: None,
                quoted: false,
                span: text.span,
            }));
        }
        let (typed, last) = match typed.strip_suffix(['~', '*']) {
            _ if exactly.is_some() => (typed, Last::Whole),
            Some(word) if !text.quoted && typed.ends_with('~') => (word, Last::Similar),
            Some(word) if !text.quoted => (word, Last::Prefix),
            _ if text.open && typed.len() == text.span.len() => (typed, Last::Prefix),
            _ => (typed, Last::Whole),
        };
        let terms: Vec<String> = words::words(typed)
            .into_iter()
            .map(|word| word.folded)
            .collect();
        let ends_in_word = typed.ends_with(char::is_alphanumeric);
        (!terms.is_empty()).then_some(Node::Words(Words {
            place,
            terms,
            last: if ends_in_word || last == Last::Similar {
                last
            } else {
                Last::Whole
            },
            near: text.near,
            quoted: text.quoted || exactly.is_some(),
            span: text.span,
        }))
    }

    /// The words without what other search boxes take behind them: a weight, `x^2`, and the number of
    /// changes, `x~1`; and without the ending of an English possessive, so that the name alone is found too.
    fn plain(&mut self, text: &Text) -> &'_ str {
        let all = self.text;
        let typed = &all[text.span.range()];
        if text.quoted || text.exact {
            return typed;
        }
        let is_count = |rest: &str| {
            rest.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
        };
        let mut plain = typed;
        if let Some((word, weight)) = plain.split_once('^')
            && is_count(weight)
            && !word.is_empty()
        {
            self.hint(
                text.span,
                format!("no word weighs more than another: “^{weight}” is passed over"),
            );
            plain = word;
        }
        if let Some((word, changes)) = plain.split_once('~')
            && is_count(changes)
            && !word.is_empty()
        {
            plain = &plain[..=word.len()];
        }
        if plain == "or" && text.span.start > 0 && text.span.end < all.len() {
            self.hint(
                text.span,
                "“or” is searched as a word; OR chooses".to_owned(),
            );
        }
        let owner = plain
            .strip_suffix(['s', 'S'])
            .and_then(|rest| rest.strip_suffix(['\'', '’', 'ʼ']));
        owner
            .filter(|owner| owner.ends_with(char::is_alphabetic))
            .unwrap_or(plain)
    }

    fn story_kind(&mut self, text: &Text) -> Option<Node> {
        let typed = self.text[text.span.range()].to_lowercase();
        Some(match self.choose(&typed, TRAITS, text)? {
            "read" => marked(Mark::Read),
            "unread" => Node::Not(Box::new(marked(Mark::Read))),
            "new" => marked(Mark::New),
            "started" => marked(Mark::Started),
            "starred" => marked(Mark::Starred),
            "changed" => marked(Mark::Changed),
            kind => Node::Filter(Filter::Term {
                field: "is",
                value: kind.to_owned(),
            }),
        })
    }

    /// The one of a few words that the reader means; half a word is enough.
    fn choose(&mut self, typed: &str, from: &[&'static str], text: &Text) -> Option<&'static str> {
        let chosen = from
            .iter()
            .find(|choice| !typed.is_empty() && choice.starts_with(typed));
        if chosen.is_none() {
            self.hint(
                text.span,
                format!("“{typed}” is none of {}", from.join(", ")),
            );
        }
        chosen.copied()
    }

    fn language(&mut self, text: &Text) -> Option<Node> {
        let value = self.text[text.span.range()].to_lowercase();
        if value.len() < 2 {
            self.hint(
                text.span,
                "a language has two letters: en, es, de".to_owned(),
            );
            return None;
        }
        Some(Node::Filter(Filter::Term {
            field: "lang",
            value,
        }))
    }

    fn number(&mut self, column: &'static str, text: &Text) -> Option<Node> {
        let typed = &self.text[text.span.range()];
        let Some((least, most)) = number::bounds(typed) else {
            self.hint(
                text.span,
                format!("no number in “{typed}”: write <800, >5 or 300..500"),
            );
            return None;
        };
        Some(Node::Filter(Filter::Number {
            column,
            least,
            most,
        }))
    }

    fn date(&mut self, asks: Asks, text: &Text) -> Option<Node> {
        let typed = &self.text[text.span.range()];
        let Some((from, until)) = date::period(typed, self.today) else {
            self.hint(
                text.span,
                format!("no date in “{typed}”: write 2025-01-31, 2025-01 or \"3 days ago\""),
            );
            return None;
        };
        let (from, until) = match asks {
            Asks::After => (from, i64::MAX),
            Asks::Before => (i64::MIN, from),
            _ => (from, until),
        };
        Some(Node::Filter(Filter::Date { from, until }))
    }

    fn sort(&mut self, text: &Text) -> Option<Node> {
        let typed = self.text[text.span.range()].to_lowercase();
        self.sort = match self.choose(&typed, SORTS, text)? {
            "relevance" | "rank" => Sort::Relevance,
            "date" | "newest" => Sort::Date,
            "oldest" => Sort::Oldest,
            _ => Sort::Length,
        };
        None
    }

    fn copies(&mut self, text: &Text) -> Option<Node> {
        let typed = self.text[text.span.range()].to_lowercase();
        self.copies = match self.choose(&typed, COPIES, text)? {
            "all" => Copies::All,
            _ => Copies::Folded,
        };
        None
    }

    fn hint(&mut self, span: Span, message: String) {
        self.hints.push(Hint {
            message,
            span,
            ground: Ground::Query,
        });
    }
}

impl Words {
    /// These words and others, with so many between them at most. What the last of these may become
    /// is not asked for any more.
    fn near(mut self, other: Self, between: u32) -> Self {
        self.terms.extend(other.terms);
        Self {
            place: self.place,
            terms: self.terms,
            last: other.last,
            near: Some(self.near.unwrap_or(0).max(between)),
            quoted: self.quoted && other.quoted,
            span: Span::new(self.span.start, other.span.end),
        }
    }
}

/// A word with hyphens without its joined form.
fn as_typed(node: Node) -> Node {
    match node {
        Node::Any(mut forms) => match forms.as_slice() {
            [Node::Words(whole), Node::Words(joined)] if whole.span == joined.span => {
                forms.swap_remove(0)
            }
            _ => Node::Any(forms),
        },
        node => node,
    }
}

fn marked(mark: Mark) -> Node {
    Node::Filter(Filter::Marked(mark))
}

/// A word with `?` or `*` inside, folded. At its end `?` is a mark of the sentence, and `*` says that
/// the word goes on.
fn pattern(typed: &str, text: &Text) -> Option<String> {
    let is_wild = |character| matches!(character, '?' | '*');
    let typed = typed.trim_end_matches('?');
    let inside = typed.trim_end_matches('*');
    if text.quoted || !inside.contains(is_wild) || !inside.contains(char::is_alphanumeric) {
        return None;
    }
    let mut pattern = String::new();
    for part in typed.split_inclusive(is_wild) {
        let letters = part.trim_end_matches(is_wild);
        if !letters.chars().all(char::is_alphanumeric) {
            return None;
        }
        pattern.push_str(&words::folded(letters));
        pattern.push_str(&part[letters.len()..]);
    }
    (!pattern.contains(' ')).then_some(pattern)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::parse;
    use crate::index::query::tree::{Filter, Last, Node, Words};

    fn show(node: &Node) -> String {
        let list = |nodes: &[Node], with: &str| {
            let shown: Vec<String> = nodes.iter().map(show).collect();
            format!("({})", shown.join(with))
        };
        match node {
            Node::All(nodes) => list(nodes, " "),
            Node::Any(nodes) => list(nodes, "|"),
            Node::Not(inner) => format!("-{}", show(inner)),
            Node::Words(words) => show_words(words),
            Node::Filter(Filter::Term { field, value }) => format!("{field}={value}"),
            Node::Filter(Filter::Number {
                column,
                least,
                most,
            }) => {
                format!("{column}={least}..{most}")
            }
            Node::Filter(Filter::Date { from, until }) => format!("date={from}..{until}"),
            Node::Filter(Filter::Marked(mark)) => format!("{mark:?}"),
            Node::Filter(Filter::Among(stories)) => format!("among {}", stories.len()),
        }
    }

    fn show_words(words: &Words) -> String {
        let mark = match words.last {
            Last::Whole => "",
            Last::Prefix => "…",
            Last::Similar => "~",
            Last::Pattern => "/",
        };
        let between = words.near.map(|near| format!("+{near}+"));
        let terms = words.terms.join(between.as_deref().unwrap_or("+"));
        format!("{:?}:{terms}{mark}", words.place)
            .replace("Anywhere:", "")
            .replace("Field(\"", "")
            .replace("\"):", ":")
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let query = parse(text, date(2026, 3, 12));
        let shown = query.tree.as_ref().map(show).unwrap_or_default();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn words_stand_beside_each_other() {
        check("joint training", "(joint training…)");
        check("joint training ", "(joint training)");
        check("\"joint training\"", "joint+training");
        check("\"joint trai", "joint+trai…");
        check("x-ray", "(x+ray…|xray…)");
        check("\"x-ray\"", "x+ray");
        check("x-ray NEAR b ", "x+10+ray+10+b");
        check("ruth's boat", "(ruth boat…)");
        check("ruth’s ", "ruth");
        check("cyber~", "cyber~");
        check("cyber~1 x", "(cyber~ x…)");
        check("tea^2 ", "tea");
        check("cyb* war ", "(cyb… war)");
    }

    #[test]
    fn words_may_stand_near_each_other_and_have_gaps() {
        check("a NEAR/5 b ", "a+5+b");
        check("a NEAR b NEAR/2 c d ", "(a+10+b+10+c d)");
        check("said:a NEAR/3 b ", "Said(None):a+3+b");
        check("\"a b\"~4 ", "a+4+b");
        check("(a b) NEAR c ", "((a b) c)");
        check("a NEAR ", "a");
        check("NEAR/2 a ", "a");
        check("wo?d x ", "(wo?d/ x)");
        check("Imm*tion* ", "imm*tion*/");
        check("what? ", "what");
        check("=boats ", "boats");
        check("x-r?y ", "x+r+y");
    }

    #[test]
    fn operators_nest() {
        check("a OR b c ", "(a|(b c))");
        check("(a OR b) c ", "((a|b) c)");
        check("a -(b c) ", "(a -(b c))");
        check("-a ", "-a");
        check("NOT a ", "-a");
        for dash in ["!", "–", "—", "−"] {
            check(&format!("b {dash}a "), "(b -a)");
        }
        check("b – a ! ", "(b a)");
    }

    #[test]
    fn fields_say_where() {
        check("headline:treaty ", "headline:treaty");
        check("title:treaty ", "headline:treaty");
        check("Author:okafor site:post ", "(byline:okafor source:post)");
        check("speaker:rivera x ", "(Speaker:rivera x)");
        check("speaker:=rivera x ", "(Person:rivera x)");
        check("speaker:=\"ana rivera\"", "Person:ana+rivera");
        check("headline:(a OR b) ", "(headline:a|headline:b)");
        check("section:“a b” ", "heading:a+b");
        check("is:interview", "is=interview");
        check("is:int", "is=interview");
        check("is:unread", "-Read");
        check("is:new -is:starred ", "(New -Starred)");
        check("is:changed ", "Changed");
        check("my:\"read later\" ", "Tag(\"read later\")");
        check("words:<800", "words=0..799");
        check("quotes:>5 ", "quotations=6..18446744073709551615");
        check("sort:date x ", "x");
    }

    #[test]
    fn half_typed_queries_are_queries() {
        for text in [
            "(", ")", "\"", "-", "a OR", "OR a ", "speaker:", "is:", "((((", "a )b ", "after:20",
        ] {
            parse(text, date(2026, 3, 12));
        }
        check("a OR", "a");
        check("a ) b ", "(a b)");
        check("after:20", "");
    }

    #[test]
    fn what_is_read_differently_is_said() {
        let hints = |text| {
            let query = parse(text, date(2026, 3, 12));
            query
                .hints
                .into_iter()
                .map(|hint| hint.message)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            hints("sayd:x"),
            ["no field “sayd:”, searched as a word; did you mean said:?"]
        );
        assert_eq!(hints("speaker:"), ["“speaker:” waits for who says it"]);
        assert_eq!(
            hints("is:x"),
            [
                "“x” is none of report, interview, dated, undated, unread, read, new, started, starred, changed"
            ]
        );
        assert_eq!(
            hints("tea^2 b"),
            ["no word weighs more than another: “^2” is passed over"]
        );
        assert_eq!(
            hints("tea or coal"),
            ["“or” is searched as a word; OR chooses"]
        );
        assert!(hints("cyber~2 b").is_empty());
        assert!(hints("a b").is_empty());
        assert!(hints("a (b OR c)").is_empty());
        let hint = "OR takes all that stands beside it on either side; brackets choose less";
        assert_eq!(hints("lang:es a OR b"), [hint]);
    }

    #[test]
    fn deep_brackets_do_not_harm() {
        parse(&"(".repeat(100_000), date(2026, 3, 12));
        parse(&"-(a OR ".repeat(10_000), date(2026, 3, 12));
    }
}
