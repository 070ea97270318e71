//! The words of pages, over all packs, since a page is read before its language is known: furniture, the
//! headings and kinds of stories, how a story ends, what papers are called.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::pack::{lists, words};

lists! {
    OPENS = OpensPage;
    CLOSES = ClosesPage;
    BESIDE = BesideText;
    CAPTIONS = Caption;
    CREDITS = Credit;
    PARTS = Part;
    LEAVES = Leave;
    ENDINGS = PaperEnding;
}

words! {
    STOCK = StockHeading;
    QUESTIONS = QuestionWord;
    KINDS = Kind;
    PAPERS = Paper;
    ARTICLES = PaperArticle;
    PLACES = ArticlePlace;
    PARTICLES = PaperParticle;
    TITLE_WORDS = TitleWord;
}

/// The furniture of pages: what opens one, what closes one, what stands beside a text, what stands under
/// a picture; in small letters, with the marks of [`super::section::Section::OpensPage`].
pub const FURNITURE: [&[&str]; 4] = [&OPENS, &CLOSES, &BESIDE, &CAPTIONS];

/// Words before a colon in brackets that name the source of a picture, small letters.
pub const CREDIT: &[&str] = &CREDITS;

/// The phrases said at the end of a story, to be found in one pass.
static LEAVE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(LEAVES).ok());

/// The endings of names of papers that are one word.
pub const PAPER_ENDING: &[&str] = &ENDINGS;

/// Whether a text in small letters holds what is said at the end of a story.
pub fn takes_leave(text: &str) -> bool {
    LEAVE.as_ref().is_some_and(|phrases| phrases.is_match(text))
}

/// Whether words in small letters are the heading of a part that whole trades share: "conclusion".
pub fn is_stock_heading(words: &str) -> bool {
    STOCK.hold(words)
}

/// Whether a word in small letters opens a question that is a heading: "what".
pub fn opens_question(word: &str) -> bool {
    QUESTIONS.hold(word)
}

/// Whether words in small letters are a kind of story: "opinion".
pub fn is_kind(words: &str) -> bool {
    KINDS.hold(words)
}

/// Whether a line in small letters names a part that many stories have: "about the author".
pub fn opens_with_part(line: &str) -> bool {
    PARTS.iter().any(|part| line.starts_with(part))
}

/// Whether papers are called by a word in small letters: "courier".
pub fn is_paper(word: &str) -> bool {
    PAPERS.hold(word)
}

/// Whether a word in small letters is an article that opens the names of papers.
pub fn is_paper_article(word: &str) -> bool {
    ARTICLES.hold(word)
}

/// Whether a name in small letters is that of a place, though it opens with an article.
pub fn is_place_with_article(name: &str) -> bool {
    PLACES.hold(name)
}

/// Whether a word stands small inside the names of papers.
pub fn is_paper_particle(word: &str) -> bool {
    PARTICLES.hold(word)
}

/// Whether a word in small letters has a capital in titles, and stands in no name.
pub fn is_title_word(word: &str) -> bool {
    TITLE_WORDS.hold(word)
}

#[cfg(test)]
mod tests {
    use super::{FURNITURE, is_kind, is_stock_heading};

    #[test]
    fn phrases_are_folded_as_lines_are() {
        for phrase in FURNITURE.into_iter().flatten() {
            assert_eq!(phrase.to_lowercase(), **phrase);
            assert!(!phrase.contains('’'), "{phrase}");
        }
        assert!(is_stock_heading("fazit") && is_kind("guest essay"));
    }
}
