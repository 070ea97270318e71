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

/// Where stories without a date stand: below all years that have news, the file that was changed last first.
/// Nobody's archive reaches back to 885.
const UNDATED_BITS: u32 = 27;
const FIRST_DATED: i64 = (1 << UNDATED_BITS) - TIME_BIAS;

/// The time of a story that was published then.
pub(crate) fn dated(seconds: i64) -> i64 {
    seconds.max(FIRST_DATED)
}

/// The time of a story without a date, whose file was changed then.
pub(crate) fn undated(modified: i64) -> i64 {
    /// Seconds to a step, so that the years to 2242 fit.
    const STEP: i64 = 64;
    (modified / STEP).clamp(0, (1 << UNDATED_BITS) - 1) - TIME_BIAS
}

/// Whether the story of a key has a date.
pub(crate) fn is_dated(key: u64) -> bool {
    seconds(key) >= FIRST_DATED
}

/// A key by which the oldest stories come first, and those without a date last.
pub(crate) fn oldest_first(key: u64) -> u64 {
    let dated = u64::from(is_dated(key)) << (u64::BITS - 1);
    dated | (!key & (u64::MAX >> 1))
}

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
    use super::{
        Class, dated, is_dated, key, oldest_first, seconds, story_of, undated, utterance_of,
    };
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
    fn stories_without_a_date_come_last_in_either_order() {
        let story = |time| key(Class::Story, time, &id(0));
        let (old, new) = (story(dated(-20_000_000_000)), story(dated(1_800_000_000)));
        let (stale, fresh) = (story(undated(1_000_000_000)), story(undated(1_800_000_000)));
        assert!(new > old && old > fresh && fresh > stale);
        assert!(is_dated(old) && !is_dated(fresh));
        let first = [old, new, fresh, stale].map(oldest_first);
        assert!(first[0] > first[1] && first[1] > first[2].max(first[3]));
        // Whatever a file says of itself.
        for odd in [i64::MIN, -1, i64::MAX] {
            assert!(!is_dated(story(undated(odd))) && is_dated(story(dated(odd))));
        }
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
