//! The order of documents: stories first, newest first; then their people, their utterances, and
//! last the files. The index is sorted by it, so the stories of a segment are its first documents
//! and browsing needs no sorting.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::story::StoryId;

/// What a document of the index stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// A file as it was when it was read.
    File = 0,
    /// A quotation or a turn.
    Utterance = 1,
    /// Somebody who speaks in a story.
    Person = 2,
    /// A story.
    Story = 3,
}

/// Bits below the class: time, then what tells stories of the same second apart.
const CLASS_SHIFT: u32 = 62;
const TIME_BITS: u32 = 36;
const TIE_BITS: u32 = CLASS_SHIFT - TIME_BITS;
/// Where the time counts from: so that the years 881 to 3058 fit in 36 bits of seconds.
const TIME_BIAS: i64 = 1 << (TIME_BITS - 1);
const ORDINAL_BITS: u32 = 13;

/// The key by which the documents of a story are sorted; greater is earlier in the list. Two
/// stories may share one, which [`story_key`] tells apart.
pub(crate) fn key(class: Class, seconds: i64, id: &StoryId) -> u64 {
    let latest = (1 << TIME_BITS) - 1;
    let time = seconds.saturating_add(TIME_BIAS).clamp(0, latest);
    let time = u64::try_from(time).expect("clamped to be positive");
    of_class(class) | (time << TIE_BITS) | tie(id)
}

/// Stories of one file in their order; files in an order that stays.
fn tie(id: &StoryId) -> u64 {
    let file = path_key(&id.path) & ((1 << (TIE_BITS - ORDINAL_BITS)) - 1);
    let last = (1 << ORDINAL_BITS) - 1;
    (file << ORDINAL_BITS) | (last - (u64::from(id.ordinal) & last))
}

/// The least key of a class.
pub(crate) fn of_class(class: Class) -> u64 {
    (class as u64) << CLASS_SHIFT
}

/// The key of the story that a person or utterance belongs to.
pub(crate) fn story_of(key: u64) -> u64 {
    key | of_class(Class::Story)
}

/// The key that the utterances of a story have.
pub(crate) fn utterance_of(key: u64) -> u64 {
    (key & !of_class(Class::Story)) | of_class(Class::Utterance)
}

/// The time of a key: seconds since 1970.
pub(crate) fn seconds(key: u64) -> i64 {
    let time = (key >> TIE_BITS) & ((1 << TIME_BITS) - 1);
    i64::try_from(time).expect("36 bits fit") - TIME_BIAS
}

/// Names a file in the index.
pub(crate) fn path_key(path: &str) -> u64 {
    hash(&path)
}

/// Tells stories with the same order key apart.
pub(crate) fn story_key(id: &StoryId) -> u64 {
    hash(&(&*id.path, id.ordinal)) & u64::from(u32::MAX)
}

/// Stays the same within one build of byline, which is enough: to another build with other hashes
/// all files look new and are read again.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Class, key, seconds, story_of, utterance_of};
    use crate::story::StoryId;

    fn id(ordinal: u32) -> StoryId {
        StoryId {
            path: "a.txt".into(),
            ordinal,
            offset: 0,
        }
    }

    #[test]
    fn newer_and_earlier_in_the_file_sort_first() {
        let story = |seconds, ordinal| key(Class::Story, seconds, &id(ordinal));
        assert!(story(2, 0) > story(1, 0));
        assert!(story(1, 0) > story(1, 1));
        assert!(story(-86_400, 0) < story(0, 0));
        assert!(key(Class::Utterance, 2, &id(0)) < story(1, 0));
    }

    #[test]
    fn keys_of_one_story_lead_to_each_other() {
        let story = key(Class::Story, -5, &id(3));
        let utterance = key(Class::Utterance, -5, &id(3));
        assert_eq!(story_of(utterance), story);
        assert_eq!(utterance_of(story), utterance);
        assert_eq!(seconds(utterance), -5);
    }
}
