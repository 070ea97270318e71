//! The words of pages, over all packs, since a page is read before its language is known: furniture, the
//! headings and kinds of stories, how a story ends, what papers are called.

use super::pack::lists;

lists! {
    OPENS = OpensPage;
    CLOSES = ClosesPage;
    BESIDE = BesideText;
    CAPTIONS = Caption;
    CREDITS = Credit;
    STOCK = StockHeading;
    QUESTIONS = QuestionWord;
    KINDS = Kind;
    PARTS = Part;
    LEAVES = Leave;
    PAPERS = Paper;
    ENDINGS = PaperEnding;
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

/// What is said at the end of a story, small letters.
pub const LEAVE: &[&str] = &LEAVES;

/// The endings of names of papers that are one word.
pub const PAPER_ENDING: &[&str] = &ENDINGS;

fn holds(list: &[&str], words: &str) -> bool {
    list.binary_search(&words).is_ok()
}

/// Whether words in small letters are the heading of a part that whole trades share: "conclusion".
pub fn is_stock_heading(words: &str) -> bool {
    holds(&STOCK, words)
}

/// Whether a word in small letters opens a question that is a heading: "what".
pub fn opens_question(word: &str) -> bool {
    holds(&QUESTIONS, word)
}

/// Whether words in small letters are a kind of story: "opinion".
pub fn is_kind(words: &str) -> bool {
    holds(&KINDS, words)
}

/// Whether a line in small letters names a part that many stories have: "about the author".
pub fn opens_with_part(line: &str) -> bool {
    PARTS.iter().any(|part| line.starts_with(part))
}

/// Whether papers are called by a word in small letters: "courier".
pub fn is_paper(word: &str) -> bool {
    holds(&PAPERS, word)
}

/// Whether a word in small letters is an article that opens the names of papers.
pub fn is_paper_article(word: &str) -> bool {
    holds(&ARTICLES, word)
}

/// Whether a name in small letters is that of a place, though it opens with an article.
pub fn is_place_with_article(name: &str) -> bool {
    holds(&PLACES, name)
}

/// Whether a word stands small inside the names of papers.
pub fn is_paper_particle(word: &str) -> bool {
    holds(&PARTICLES, word)
}

/// Whether a word in small letters has a capital in titles, and stands in no name.
pub fn is_title_word(word: &str) -> bool {
    holds(&TITLE_WORDS, word)
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
