//! Everybody who speaks in a story: how often, how much, and whether by name.

mod spelling;

use super::interview;
use crate::language;
use crate::language::hash::Hash;
use crate::language::lexicon::{Class, Lexicon};
use crate::story::{Person, Story, count_words, one_line};

/// Words that stand for somebody named before, in the languages that byline has cues for. A
/// pronoun that could not be resolved is a speaker of its story and of no other.
const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "we", "i", "you", "who", "one", "er", "sie", "es", "wir", "ich",
    "man", "il", "elle", "ils", "elles", "on", "nous", "je", "él", "ella", "ellos", "ellas", "yo",
    "ele", "ela", "eles", "elas", "eu", "lui", "lei", "loro", "他", "她", "他们", "彼", "彼女",
];

/// Counts quotations, turns and words of each person, and says who is named.
pub fn count(story: &mut Story) {
    let told = story.meta.lang.and_then(language::of);
    let lexicon = told.unwrap_or(language::english()).lexicon;
    for person in &mut story.people {
        set_right(person);
        shed_titles(person);
        let name = &person.name;
        person.is_unnamed =
            !is_named(name) || is_post(name, lexicon) || is_described(name, lexicon);
    }
    leave_out_nouns(story);
    let Story {
        people,
        quotations,
        turns,
        text,
        ..
    } = story;
    for quotation in quotations {
        if let Some(speaker) = quotation.speaker {
            people[speaker.person].quotations += 1;
            people[speaker.person].words += count_words(&text[quotation.span.range()]);
        }
    }
    for turn in turns {
        people[turn.speaker].turns += 1;
        people[turn.speaker].words += count_words(&text[turn.span.range()]);
    }
}

/// German articles.
const ARTICLES: &[&str] = &["Der ", "Die ", "Das ", "Ein ", "Eine "];

/// In German a noun after its article has a capital and names nobody: "Der Netzbetreiber".
fn leave_out_nouns(story: &mut Story) {
    let is_noun = |person: &Person| {
        let article = |article: &&str| {
            let noun = person.name.get(article.len()..).unwrap_or_default();
            !noun.is_empty()
                && !noun.contains(' ')
                && person.name[..article.len()].eq_ignore_ascii_case(article)
        };
        ARTICLES.iter().any(article)
    };
    if story.meta.lang != Some("de") || !story.people.iter().any(is_noun) {
        return;
    }
    for person in story.people.iter_mut().filter(|person| is_noun(person)) {
        person.is_unnamed = true;
    }
}

/// Sets the spelling of names and role right; a name that was printed otherwise stays as a variant.
fn set_right(person: &mut Person) {
    if !spelling::is_plain(&person.name) {
        let name = spelling::tidy(&person.name);
        let printed = std::mem::replace(&mut person.name, name);
        if !printed.split_whitespace().eq(person.name.split(' ')) {
            person.variants.insert(0, printed);
        }
    }
    for text in person.variants.iter_mut().chain(&mut person.role) {
        if !spelling::is_even(text) {
            *text = one_line(text);
        }
    }
    let mut at = 0;
    while at < person.variants.len() {
        let variant = &person.variants[at];
        if *variant == person.name || person.variants[..at].contains(variant) {
            person.variants.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Whether a name is made of nothing but words for what somebody is, for a body that every country has, or
/// words that name nothing: "Prime Minister", "the Treasurer", "Department", "Another". Whom it means only
/// the story knows.
fn is_post(name: &str, lexicon: &Lexicon) -> bool {
    const NAMELESS: Class = Class::DETERMINER
        .with(Class::PREPOSITION)
        .with(Class::CONJUNCTION)
        .with(Class::ADVERB)
        .with(Class::PRONOUN)
        .with(Class::ROLE)
        .with(Class::TITLE);
    name.split_whitespace().all(|word| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let class = lexicon.look_up(Hash::of(word.as_bytes()));
        let is_given = class.any(Class::MALE.with(Class::FEMALE));
        !is_given && (class.any(NAMELESS) || interview::is_office(&word))
    })
}

/// Whether a phrase describes somebody instead of naming them: it begins with a number, or behind its article
/// with a small letter that no name begins with: "10 Republicans", "o comunicado do STF".
fn is_described(name: &str, lexicon: &Lexicon) -> bool {
    let class = |word: &str| lexicon.look_up(Hash::of(word.to_lowercase().as_bytes()));
    let mut words = name.split_whitespace();
    let first = words.find(|word| !class(word).any(Class::DETERMINER));
    first.is_some_and(|word| {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        let is_small = word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase);
        is_number || is_small && words.next().is_some() && !class(word).any(Class::PARTICLE)
    })
}

/// Takes the titles off a full name, since other stories write it without them; what they say of the person
/// is kept as the role, and the name with them as a variant.
fn shed_titles(person: &mut Person) {
    let bare = bare_name(&person.name).to_string();
    let addressed = person.name.len() - bare.len();
    if addressed == 0 {
        return;
    }
    let full = std::mem::replace(&mut person.name, bare);
    let titles = full[..addressed].trim_end().to_string();
    person.variants.retain(|variant| *variant != person.name);
    if !person.variants.contains(&full) {
        person.variants.insert(0, full);
    }
    // "Dr." is how somebody is addressed, "Captain" what they are.
    if !titles.ends_with('.') {
        person.role.get_or_insert(titles);
    }
}

/// A name without the titles before it, as long as two words are left: "Captain Ana Rivera" is Ana Rivera,
/// "Dr. Moreau" is all that is known of him.
fn bare_name(name: &str) -> &str {
    let mut bare = name;
    while let Some((title, rest)) = bare.split_once(' ')
        && interview::is_title(title)
        && rest.trim_start().contains(' ')
    {
        bare = rest.trim_start();
    }
    bare
}

/// Whether a name ends in a word that names: with a capital or in a script that has none, and
/// neither a pronoun nor an office. "Ana Rivera" and "the White House" do; "he", "Senior Editor" and
/// "a senior official" do not.
fn is_named(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_matches(|c: char| !c.is_alphanumeric());
    let names = last.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let folded = last.to_lowercase();
    names && !PRONOUNS.contains(&folded.as_str()) && !interview::is_office(&folded)
}

#[cfg(test)]
mod tests {
    use super::{bare_name, is_described, is_named, is_post, set_right, shed_titles};
    use crate::story::Person;

    #[test]
    fn names_are_told_from_what_stands_for_them() {
        for name in [
            "Ana Rivera",
            "Rivera",
            "the White House",
            "Dr. Moreau",
            "浜口源一",
        ] {
            assert!(is_named(name), "{name}");
        }
        for name in [
            "he",
            "We",
            "彼女",
            "Senior Editor",
            "Host",
            "Q",
            "a senior official",
            "",
        ] {
            assert!(!is_named(name), "{name}");
        }
    }

    #[test]
    fn posts_and_bodies_of_no_country_are_nobody() {
        let lexicon = crate::language::english().lexicon;
        for name in [
            "Minister",
            "the Treasurer",
            "The Department",
            "Police",
            "Secretary of the Ministry",
        ] {
            assert!(is_post(name, lexicon), "{name}");
        }
        for name in ["Department of Health", "Ana Baker", "Bank of Highmouth"] {
            assert!(!is_post(name, lexicon), "{name}");
        }
    }

    #[test]
    fn whoever_is_described_is_not_named() {
        let lexicon = crate::language::english().lexicon;
        for name in [
            "10 Republicans",
            "the committee of Highmouth",
            "senior officials in Rome",
        ] {
            assert!(is_described(name, lexicon), "{name}");
        }
        for name in [
            "the White House",
            "van der Berg",
            "iRobot",
            "adidas",
            "Ana",
            "浜口",
        ] {
            assert!(!is_described(name, lexicon), "{name}");
        }
    }

    #[test]
    fn spelling_is_set_right_before_anybody_is_compared() {
        let mut person = Person {
            name: "Holmâ€Berg".to_owned(),
            variants: vec!["Holm  Berg".to_owned(), "Holm Berg".to_owned()],
            role: Some("Former  Minister".to_owned()),
            ..Person::default()
        };
        set_right(&mut person);
        assert_eq!(person.name, "Holm-Berg");
        assert_eq!(person.variants, ["Holmâ€Berg", "Holm Berg"]);
        assert_eq!(person.role.as_deref(), Some("Former Minister"));
    }

    #[test]
    fn titles_are_no_part_of_a_full_name() {
        for (name, bare) in [
            ("Captain Ana Rivera", "Ana Rivera"),
            ("Prof. Dr. Ana Rivera", "Ana Rivera"),
            ("Dr. Rivera", "Dr. Rivera"),
            ("Ana Rivera", "Ana Rivera"),
            ("Captain", "Captain"),
        ] {
            assert_eq!(bare_name(name), bare);
        }
    }

    #[test]
    fn a_title_that_is_shed_tells_the_role() {
        let mut person = Person {
            name: "Captain Ana Rivera".to_string(),
            ..Person::default()
        };
        shed_titles(&mut person);
        assert_eq!(person.name, "Ana Rivera");
        assert_eq!(person.role.as_deref(), Some("Captain"));
        assert_eq!(person.variants, ["Captain Ana Rivera"]);
    }
}
