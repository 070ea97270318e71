//! What is said in a talk and of it, over all packs: who is presented, by whom, and what asks for nothing
//! but assent.

use std::sync::LazyLock;

use super::hash::Hash;
use super::lexicon::Class;
use super::pack::lists;

lists! {
    GUEST_THANKS = GuestThanks;
    PRESENTS_NEXT = PresentsNext;
    PRESENTS_LAST = PresentsLast;
    PRESENTS_SELF = PresentsSelf;
    TAGS = Tag;
    TALKS = Talk;
    VIEWS = TheirView;
}

/// The hashes of the words of each phrase that gives somebody's view without a name: "à ses yeux".
static THEIR_VIEWS: LazyLock<Vec<Vec<u32>>> = LazyLock::new(|| {
    let hashes = |phrase: &&str| phrase.split(' ').map(Hash::of_word).collect();
    VIEWS.iter().map(hashes).collect()
});

/// How many words with these hashes give the view of somebody without a name; 0 where they do not.
pub fn their_view(words: &(impl Iterator<Item = u32> + Clone)) -> usize {
    let opens = |view: &&Vec<u32>| words.clone().take(view.len()).eq(view.iter().copied());
    THEIR_VIEWS.iter().find(opens).map_or(0, Vec::len)
}

/// Whether the beginning of a speech, in small letters, gives thanks for the invitation.
pub fn thanks(speech: &str) -> bool {
    GUEST_THANKS.iter().any(|phrase| speech.contains(phrase))
}

/// Whether a name between these words, in small letters, is of somebody who is about to be interviewed.
pub fn present(before: &str, after: &str) -> bool {
    PRESENTS_NEXT.iter().any(|phrase| before.contains(phrase))
        || PRESENTS_LAST.iter().any(|phrase| after.contains(phrase))
}

/// Whether a name behind these words, in small letters, is of somebody who presents others.
pub fn presents(before: &str) -> bool {
    PRESENTS_SELF.iter().any(|phrase| before.ends_with(phrase))
}

/// Whether a headline, in small letters, says that somebody is asked: "Q&A", "Five questions for …".
pub fn promises(headline: &str) -> bool {
    TALKS.iter().any(|phrase| headline.contains(phrase))
}

/// Whether a question that ends with this word only wants assent.
pub fn is_tag(word: &str) -> bool {
    TAGS.iter().any(|tag| word.eq_ignore_ascii_case(tag))
}

/// Whether a word can open a tag of English: "isn’t it?", "did you?".
pub fn opens_tag(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    let class = super::english().lexicon.look_up(Hash::of(word.as_bytes()));
    class.any(Class::AUXILIARY)
}
