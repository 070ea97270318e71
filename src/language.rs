//! What a language says: its words by class, as the text files under `packs/` list them. A language is a
//! row of [`LANGUAGES`] and a pack; nobody who adds one writes Rust beyond the row.
//!
//! Packs are read while the program is built ([`pack`]): each becomes a table of hashed words
//! ([`lexicon`]) for the passes that read sentences.

pub mod hash;
pub mod head_words;
pub mod label_words;
pub mod letters;
pub mod lexicon;
pub mod pack;
pub mod page_words;
pub mod script;
pub mod section;
pub mod talk_words;
pub mod tell;

use lexicon::Lexicon;
use pack::Pack;
use section::Section;

/// A language that byline knows.
#[derive(Debug)]
pub struct Language {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    /// What it says.
    pub pack: &'static Pack,
    /// The same as a table, given names of all languages included.
    pub lexicon: &'static Lexicon,
    /// What a capital letter says within a sentence.
    pub capitals: Capitals,
}

impl Language {
    /// Whether its pack tells how speech is reported in it.
    pub const fn speaks(&self) -> bool {
        self.pack.has(Section::Say)
    }

    /// Whether its pack lists a habit.
    pub fn has(&self, habit: Habit) -> bool {
        self.pack
            .entries(Section::Habit)
            .any(|listed| listed == habit.name())
    }

    /// Whether its finite verb stands second and its compounds are one word.
    pub fn is_germanic(&self) -> bool {
        GERMANIC.contains(&self.code)
    }
}

/// What a language does that others do not, as `[habit]` of its pack lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// `silent-subject`: a verb stands without a subject that is known, "«…», dijo." (M. Dryer, "Expression
    /// of Pronominal Subjects", The World Atlas of Language Structures, chapter 101).
    SilentSubject,
    /// `dash-aside`: the reporter's words stand between dashes within the marks, «… - spiega Ana - …».
    DashAside,
    /// `comma-aside`: they stand between commas or stops there, « …, explique Ana. … ».
    CommaAside,
    /// `verb-last`: the verb ends its clause, behind what is said, "Ana, “…” dedi" (M. Dryer, "Order of Subject,
    /// Object and Verb", The World Atlas of Language Structures, chapter 81).
    VerbLast,
}

impl Habit {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::SilentSubject,
        Self::DashAside,
        Self::CommaAside,
        Self::VerbLast,
    ];

    /// The name that a pack gives it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SilentSubject => "silent-subject",
            Self::DashAside => "dash-aside",
            Self::CommaAside => "comma-aside",
            Self::VerbLast => "verb-last",
        }
    }
}

/// Languages whose finite verb stands second in a main clause, the Germanic ones but English, and which
/// write compounds as one word.
const GERMANIC: &[&str] = &["de", "nl", "da", "no", "sv"];

/// What a capital letter says within a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// A name begins.
    Names,
    /// A noun, as in German: only a word that is known as a name is one.
    Nouns,
}

/// Makes [`LANGUAGES`] out of codes: each has its pack in `packs/CODE.words`.
macro_rules! languages {
    ($($code:ident $capitals:ident,)*) => {
        $(mod $code {
            use super::lexicon::{self, Lexicon, Slots};
            use super::pack::Pack;

            pub(super) static PACK: Pack = TEXT;
            const TEXT: Pack = Pack::read(
                stringify!($code),
                include_str!(concat!("language/packs/", stringify!($code), ".words")),
            );
            const PACKS: &[&Pack] = &[&TEXT, &super::GIVEN];
            static SLOTS: Slots<{ lexicon::slots(PACKS) }> = lexicon::fill(PACKS);
            pub(super) static LEXICON: Lexicon = Lexicon::new(&SLOTS);
        })*

        /// All languages.
        pub static LANGUAGES: &[Language] = &[$(Language {
            code: stringify!($code),
            pack: &$code::PACK,
            lexicon: &$code::LEXICON,
            capitals: Capitals::$capitals,
        }),*];

        /// Their packs, for lists that hold of a text in any language.
        pub const PACKS: [&Pack; LANGUAGES.len()] = [$(&$code::PACK),*];
    };
}

/// Given names, for every language: news names people from everywhere.
const GIVEN: Pack = Pack::read("given", include_str!("language/packs/given.words"));

languages! {
    en Names,
    de Nouns,
    fr Names,
    es Names,
    pt Names,
    it Names,
    nl Names,
    da Names,
    no Names,
    sv Names,
    fi Names,
    pl Names,
    cs Names,
    hu Names,
    ro Names,
    tr Names,
    id Names,
    vi Names,
    ca Names,
    ru Names,
    uk Names,
    bg Names,
    sr Names,
    ar Names,
    fa Names,
    ur Names,
    he Names,
    hi Names,
    mr Names,
    ja Names,
    zh Names,
    ko Names,
    el Names,
}

/// The language of that code.
pub fn of(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}

/// English, for texts too short to tell their language.
pub fn english() -> &'static Language {
    &LANGUAGES[0]
}
