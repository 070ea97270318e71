//! What a word can be in a sentence that reports speech: a table of words by class for each language,
//! hashed when the program is built from the packs.

use super::hash::Hash;
use super::pack::{self, Pack};
use super::section::{SECTIONS, Section};

/// A set of classes; a word may have several ("her" is a pronoun and a determiner). Each is a
/// [`Section`] of the packs and bears its name but where the grammar has a shorter one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

#[allow(missing_docs, reason = "each section says what its words are")]
impl Class {
    pub const SAY: Self = Self::of(Section::Say);
    pub const SAYING: Self = Self::of(Section::Saying);
    pub const NAME: Self = Self::of(Section::Calls);
    pub const NAMING: Self = Self::of(Section::Calling);
    pub const WORDS: Self = Self::of(Section::Words);
    pub const AUXILIARY: Self = Self::of(Section::Auxiliary);
    pub const ADVERB: Self = Self::of(Section::Adverb);
    pub const PRONOUN: Self = Self::of(Section::Pronoun);
    pub const HE: Self = Self::of(Section::He);
    pub const SHE: Self = Self::of(Section::She);
    pub const DETERMINER: Self = Self::of(Section::Determiner);
    pub const PREPOSITION: Self = Self::of(Section::Preposition);
    pub const CONJUNCTION: Self = Self::of(Section::Conjunction);
    pub const RELATIVE: Self = Self::of(Section::Relative);
    pub const SUBORDINATOR: Self = Self::of(Section::Subordinator);
    pub const TITLE: Self = Self::of(Section::Title);
    pub const ROLE: Self = Self::of(Section::Role).with(Self::of(Section::Office));
    pub const OFFICE: Self = Self::of(Section::Office);
    pub const TIME: Self = Self::of(Section::Time)
        .with(Self::of(Section::Weekday))
        .with(Self::of(Section::Month));
    pub const ACCORDING: Self = Self::of(Section::According);
    pub const VERB: Self = Self::of(Section::Verb);
    pub const PARTICLE: Self = Self::of(Section::Particle);
    pub const MALE: Self = Self::of(Section::Male);
    pub const FEMALE: Self = Self::of(Section::Female);
    pub const TO_SAY: Self = Self::of(Section::ToSay);
    pub const ABBREVIATION: Self = Self::of(Section::Abbreviation);
    pub const BE: Self = Self::of(Section::Be);
    pub const PHRASAL: Self = Self::of(Section::Phrasal);
    pub const HOLD: Self = Self::of(Section::Holds);
    pub const NAMES: Self = Self::of(Section::Titled);
    pub const NOUN: Self = Self::of(Section::AlsoNoun);
    pub const INVERTS: Self = Self::of(Section::Inverts);
    pub const ALONE: Self = Self::of(Section::Alone);
    pub const TERM: Self = Self::of(Section::Term);
    pub const THING: Self = Self::of(Section::Thing);
    pub const MANY: Self = Self::of(Section::Many);
    pub const INDIRECT: Self = Self::of(Section::Indirect);
    pub const SAID: Self = Self::of(Section::Said);
    pub const CALLED: Self = Self::of(Section::Called);
    pub const DEFINITE: Self = Self::of(Section::Definite);
    pub const OBLIQUE: Self = Self::of(Section::Oblique);
    pub const REFLEXIVE: Self = Self::of(Section::Reflexive);
    pub const VIEW: Self = Self::of(Section::View);
    pub const RECALLS: Self = Self::of(Section::Recalls);
    /// Unknown word in -ed or -ing: a verb form, unless it stands after an article.
    pub const FORM: Self = Self(1 << 63);
    /// Word in lower case where nouns have capitals: whatever it is, it is no noun.
    pub const NO_NOUN: Self = Self(1 << 62);
    /// Cue of a language whose verb stands second: what opens the clause may be anything but the subject.
    pub const SECOND: Self = Self(1 << 61);

    /// Verb of saying of a language with cases, whose packs list offices and given names in the nominative.
    pub const CASED: Self = Self(1 << 60);

    /// Word of a language whose articles tell the case and whose nouns have capitals.
    pub const TELLS_CASE: Self = Self(1 << 59);

    /// Any verb or participle that reports.
    pub const CUE: Self = Self(
        Self::SAY.0
            | Self::SAYING.0
            | Self::NAME.0
            | Self::NAMING.0
            | Self::TO_SAY.0
            | Self::PHRASAL.0
            | Self::HOLD.0,
    );
    /// Participles that report.
    pub const PARTICIPLE: Self = Self(Self::SAYING.0 | Self::NAMING.0);
    /// Words that end a noun phrase when met from the left.
    pub const BREAKS: Self = Self(
        Self::SAY.0
            | Self::SAYING.0
            | Self::NAME.0
            | Self::NAMING.0
            | Self::AUXILIARY.0
            | Self::PREPOSITION.0
            | Self::CONJUNCTION.0
            | Self::RELATIVE.0
            | Self::SUBORDINATOR.0
            | Self::VERB.0
            | Self::HOLD.0
            | Self::PHRASAL.0
            | Self::FORM.0
            | Self::ACCORDING.0
            | Self::TO_SAY.0,
    );

    /// The class of a section's words.
    const fn of(section: Section) -> Self {
        Self(1 << section as u64)
    }

    /// Whether it is none at all.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two share a class.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of this set that are not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Words with their classes, in an open-addressing table filled at compile time. A word is known by its
/// hash alone, and the hashes stand apart from the classes, so that what is asked of every word stays in a
/// near cache: that an unknown word has the hash of a known one happens once in two million words, and then
/// costs one wrong class.
#[derive(Debug)]
pub struct Lexicon {
    hashes: &'static [u32],
    classes: &'static [Class],
}

impl Lexicon {
    /// The table over slots that [`fill`] has filled.
    pub const fn new<const SLOTS: usize>(slots: &'static Slots<SLOTS>) -> Self {
        Self {
            hashes: &slots.hashes,
            classes: &slots.classes,
        }
    }

    /// The classes of the word with that hash, none for an unknown one.
    pub fn look_up(&self, hash: u32) -> Class {
        let slot = find(self.hashes, hash);
        if self.hashes[slot] == 0 {
            Class::default()
        } else {
            self.classes[slot]
        }
    }
}

/// The slots of a [`Lexicon`]: the hash of a word, 0 where there is none, and its classes.
#[derive(Debug)]
pub struct Slots<const SLOTS: usize> {
    hashes: [u32; SLOTS],
    classes: [Class; SLOTS],
}

/// Slots for the words of the packs: at least twice as many, so that a look-up is short.
pub const fn slots(packs: &[&Pack]) -> usize {
    let (mut section, mut words) = (0, 0);
    while section < SECTIONS.len() {
        if has_class(section) {
            words += pack::count(packs, SECTIONS[section].0);
        }
        section += 1;
    }
    (2 * words).next_power_of_two()
}

/// Fills a table with the words of the packs; a word that stands in several sections has the classes
/// of all of them. `SLOTS` is what [`slots`] gives.
pub const fn fill<const SLOTS: usize>(packs: &[&Pack]) -> Slots<SLOTS> {
    let mut table = Slots {
        hashes: [0; SLOTS],
        classes: [Class(0); SLOTS],
    };
    let mut pack = 0;
    while pack < packs.len() {
        let mut section = 0;
        while section < SECTIONS.len() {
            if has_class(section) {
                let section = SECTIONS[section].0;
                let class = class_in(packs[pack], section);
                let mut words = packs[pack].entries(section);
                while let Some(word) = words.advance() {
                    let hash = Hash::of_word(word);
                    let slot = find(&table.hashes, hash);
                    table.hashes[slot] = hash;
                    table.classes[slot] = table.classes[slot].with(class);
                }
            }
            section += 1;
        }
        pack += 1;
    }
    table
}

/// The class of a section's words in a pack.
const fn class_in(pack: &Pack, section: Section) -> Class {
    let mut class = Class::of(section);
    if pack.count(Section::Oblique) > 0 {
        class = class.with(Class::TELLS_CASE);
    }
    if matches!(section, Section::Say) && pack.count(Section::Office) > 0 {
        return class.with(Class::CASED);
    }
    class
}

/// Whether the words of a section are a class of the grammar.
const fn has_class(section: usize) -> bool {
    section >= Section::Say as usize && section <= Section::Female as usize
}

/// The slot of a hash, or the empty one where it would go.
const fn find(hashes: &[u32], hash: u32) -> usize {
    let last = hashes.len() - 1;
    let mut slot = hash as usize & last;
    while hashes[slot] != hash && hashes[slot] != 0 {
        slot = (slot + 1) & last;
    }
    slot
}
