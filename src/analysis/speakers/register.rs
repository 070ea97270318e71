//! Who is known so far, by the ways of writing them: so that a mention is joined to its person without a
//! walk through all people. Used by [`super::reference`].

use std::collections::HashMap;

use crate::story::Person;

/// The people of a story by what they are called. Where two are called alike, the first one is meant.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// By name or variant, in lower case.
    called: HashMap<String, usize>,
    /// The same without an article.
    bare: HashMap<String, usize>,
    /// By the last word of a name of several.
    last: HashMap<String, usize>,
}

impl Register {
    pub(super) fn of(people: &[Person]) -> Self {
        let mut register = Self::default();
        for (number, person) in people.iter().enumerate() {
            register.add(number, &person.name);
            for variant in &person.variants {
                register.add_variant(number, variant);
            }
        }
        register
    }

    /// Notes the name of a person.
    pub(super) fn add(&mut self, person: usize, name: &str) {
        self.add_variant(person, name);
        if name.contains(' ') {
            note(&mut self.last, last_word(name), person);
        }
    }

    /// Notes another way of writing a person.
    pub(super) fn add_variant(&mut self, person: usize, variant: &str) {
        note(&mut self.called, variant, person);
        note(&mut self.bare, without_article(variant), person);
    }

    /// The person of that name or variant, or whose longer name ends in this word.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let called = self.called.get(&name.to_ascii_lowercase()).copied();
        let is_word = !name.contains(' ') && name.chars().next().is_some_and(char::is_uppercase);
        let short = || self.last.get(&name.to_ascii_lowercase()).copied();
        let short = if is_word { short() } else { None };
        called.into_iter().chain(short).min()
    }

    /// The person who is called so with or without an article.
    pub(super) fn find_bare(&self, words: &str) -> Option<usize> {
        let bare = without_article(words).to_ascii_lowercase();
        self.bare.get(&bare).copied()
    }
}

fn note(map: &mut HashMap<String, usize>, words: &str, person: usize) {
    let first = map.entry(words.to_ascii_lowercase()).or_insert(person);
    *first = person.min(*first);
}

/// Whether the last word of a name is this one.
pub(super) fn ends_in(name: &str, head: &str) -> bool {
    last_word(name).eq_ignore_ascii_case(head)
}

fn last_word(name: &str) -> &str {
    name.rsplit([' ', '\u{a0}']).next().unwrap_or(name)
}

fn without_article(words: &str) -> &str {
    const ARTICLES: &[&str] = &[
        "the ", "a ", "an ", "The ", "A ", "An ", "der ", "die ", "das ", "el ", "la ", "los ",
        "las ", "le ", "les ",
    ];
    ARTICLES
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::Register;
    use crate::story::Person;

    #[test]
    fn the_first_person_of_a_name_is_meant() {
        let person = |name: &str| Person {
            name: name.to_owned(),
            ..Person::default()
        };
        let mut register = Register::of(&[person("Ana Rivera"), person("Luis Rivera")]);
        register.add_variant(1, "the mayor");
        let check = |name, expect| assert_eq!(register.find(name), expect, "{name}");
        check("Rivera", Some(0));
        check("rivera", None);
        check("LUIS RIVERA", Some(1));
        check("The mayor", Some(1));
        check("mayor", None);
        assert_eq!(register.find_bare("a mayor"), Some(1));
    }
}
