//! What a word can be in a sentence that reports speech: a table of words by class for each language,
//! hashed when the program is built. Used by [`super::tokens`].

/// A set of classes; a word may have several ("her" is a pronoun and a determiner).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(pub(super) u32);

impl Class {
    /// Verb of saying that takes any quotation: "said", "wrote", "tweeted".
    pub(super) const SAY: Self = Self(1);
    /// The same as a participle: "saying", "adding".
    pub(super) const SAYING: Self = Self(1 << 1);
    /// Verb that can report words as part of its sentence: "called", "promised", "blasted".
    pub(super) const NAME: Self = Self(1 << 2);
    /// The same as a participle: "calling", "blaming".
    pub(super) const NAMING: Self = Self(1 << 3);
    /// Noun for something said or written: "statement", "tweet", "claim".
    pub(super) const WORDS: Self = Self(1 << 4);
    /// Auxiliaries and "not".
    pub(super) const AUXILIARY: Self = Self(1 << 5);
    /// Adverbs that stand between subject and verb.
    pub(super) const ADVERB: Self = Self(1 << 6);
    /// Pronoun that can be the subject.
    pub(super) const PRONOUN: Self = Self(1 << 7);
    /// Pronoun for a man: "he".
    pub(super) const HE: Self = Self(1 << 8);
    /// Pronoun for a woman: "she".
    pub(super) const SHE: Self = Self(1 << 9);
    /// Article, possessive, demonstrative, quantity.
    pub(super) const DETERMINER: Self = Self(1 << 10);
    /// Preposition.
    pub(super) const PREPOSITION: Self = Self(1 << 11);
    /// "and", "or", "but".
    pub(super) const CONJUNCTION: Self = Self(1 << 12);
    /// "who", "which", "that".
    pub(super) const RELATIVE: Self = Self(1 << 13);
    /// "when", "while", "because": opens a clause that is not the main one.
    pub(super) const SUBORDINATOR: Self = Self(1 << 14);
    /// Form of address before a name: "Mr.", "Dr.", "Sen.".
    pub(super) const TITLE: Self = Self(1 << 15);
    /// What somebody is: "spokesman", "minister", "official".
    pub(super) const ROLE: Self = Self(1 << 16);
    /// Day, month, part of a day.
    pub(super) const TIME: Self = Self(1 << 17);
    /// "according" and its like: a source follows.
    pub(super) const ACCORDING: Self = Self(1 << 18);
    /// Other common verbs, so that they are not taken for nouns.
    pub(super) const VERB: Self = Self(1 << 19);
    /// Particle inside names: "de", "van", "bin".
    pub(super) const PARTICLE: Self = Self(1 << 20);
    /// Title or first name of a man.
    pub(super) const MALE: Self = Self(1 << 21);
    /// Title or first name of a woman.
    pub(super) const FEMALE: Self = Self(1 << 22);
    /// Infinitive or plain form of a verb of saying: "say", "tell".
    pub(super) const TO_SAY: Self = Self(1 << 23);
    /// Abbreviation whose full stop ends no sentence.
    pub(super) const ABBREVIATION: Self = Self(1 << 24);

    /// Forms of "be": before a verb of naming they make a passive.
    pub(super) const BE: Self = Self(1 << 25);
    /// Verb that reports only with a particle: "shot back", "went on", "put it".
    pub(super) const PHRASAL: Self = Self(1 << 26);
    /// Verb that reports what somebody holds, if nothing else in the sentence reports: "sees", "wants".
    pub(super) const HOLD: Self = Self(1 << 27);
    /// Unknown word in -ed or -ing: a verb form, unless it stands after an article.
    pub(super) const FORM: Self = Self(1 << 28);

    /// Verb that gives a name when a quotation follows at once: "called", "titled".
    pub(super) const NAMES: Self = Self(1 << 29);
    /// Verb that is a plural noun as well: "states", "claims".
    pub(super) const NOUN: Self = Self(1 << 30);

    /// Verb form of indirect speech: the German Konjunktiv I, "sei", "habe".
    pub(super) const INDIRECT: Self = Self(1 << 31);

    /// Any verb or participle that reports.
    pub(super) const CUE: Self = Self(
        Self::SAY.0
            | Self::SAYING.0
            | Self::NAME.0
            | Self::NAMING.0
            | Self::TO_SAY.0
            | Self::PHRASAL.0
            | Self::HOLD.0,
    );
    /// Participles that report.
    pub(super) const PARTICIPLE: Self = Self(Self::SAYING.0 | Self::NAMING.0);
    /// Words that end a noun phrase when met from the left.
    pub(super) const BREAKS: Self = Self(
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

    /// Whether the two share a class.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of this set that are not in the other.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Twice as many as the largest table has words.
const SLOTS: usize = 4096;

/// Words with their classes, in an open-addressing table filled at compile time. A word is known by its
/// hash alone, so that the table fits into the nearest cache: that an unknown word has the hash of a known
/// one happens once in two million words, and then costs one wrong class.
#[derive(Debug)]
pub(super) struct Lexicon {
    slots: [(u32, Class); SLOTS],
}

/// A row of a table of words: the class and its words, in lower case, separated by single spaces.
pub(super) type Row = (Class, &'static str);

impl Lexicon {
    /// The table of all rows; a word that stands in several rows has the classes of all of them.
    pub(super) const fn new(tables: &[&[Row]]) -> Self {
        #[expect(
            clippy::large_stack_arrays,
            reason = "filled at compile time, lives in the binary"
        )]
        let mut slots = [(0, Class(0)); SLOTS];
        let mut table = 0;
        while table < tables.len() {
            let mut row = 0;
            while row < tables[table].len() {
                enter(&mut slots, tables[table][row]);
                row += 1;
            }
            table += 1;
        }
        Self { slots }
    }

    /// The classes of the word with that hash, none for an unknown one.
    pub(super) fn look_up(&self, hash: u32) -> Class {
        self.slots[find(&self.slots, hash)].1
    }
}

/// Enters the words of one row.
const fn enter(slots: &mut [(u32, Class); SLOTS], (class, words): Row) {
    let words = words.as_bytes();
    let mut at = 0;
    while at < words.len() {
        let mut hash = Hash::new();
        while at < words.len() && words[at] != b' ' {
            hash = hash.with(words[at]);
            at += 1;
        }
        let slot = find(slots, hash.finish());
        slots[slot] = (hash.finish(), slots[slot].1.with(class));
        at += 1;
    }
}

/// The slot of a hash, or the empty one where it would go.
const fn find(slots: &[(u32, Class); SLOTS], hash: u32) -> usize {
    let mut slot = hash as usize % SLOTS;
    while slots[slot].0 != hash && slots[slot].0 != 0 {
        slot = (slot + 1) % SLOTS;
    }
    slot
}

/// The hash of a word in lower case with straight apostrophes, byte by byte: FNV-1a,
/// <http://www.isthe.com/chongo/tech/comp/fnv/>, short, and good enough for short words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hash(u32);

impl Hash {
    pub(super) const fn new() -> Self {
        Self(0x811c_9dc5)
    }

    #[must_use]
    pub(super) const fn with(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    pub(super) const fn finish(self) -> u32 {
        self.0 ^ (self.0 >> 15)
    }

    /// The hash of a word that the program itself names, in lower case.
    pub(super) const fn of_word(word: &str) -> u32 {
        let word = word.as_bytes();
        let mut hash = Self::new();
        let mut at = 0;
        while at < word.len() {
            hash = hash.with(word[at]);
            at += 1;
        }
        hash.finish()
    }

    pub(super) fn of(word: &[u8]) -> u32 {
        word.iter()
            .fold(Self::new(), |hash, &byte| hash.with(byte))
            .finish()
    }
}
