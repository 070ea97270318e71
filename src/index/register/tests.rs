use std::collections::BTreeMap;

use super::{Register, Why};
use crate::index::judgements::Judgements;
use crate::index::key;

const NOTHING: &str = "";

fn register(people: &[(&str, &str, u32)], told: &str) -> Register {
    let keyed =
        |&(name, source, stories): &(&str, &str, u32)| (key::key(name, Some(source)), stories);
    let keys: BTreeMap<String, u32> = people.iter().map(keyed).collect();
    let told = Judgements::parse(told, "people.toml").expect("what the test writes is valid");
    Register::of(keys, &told)
}

/// Each person as `name: other name (source)`, those of most stories first.
fn shown(register: &Register) -> Vec<String> {
    let known = |person: &super::Identity| {
        let others = person.known.iter().filter(|known| known.why != Why::Itself);
        let others = others.map(|known| {
            let (name, source) = key::parts(&known.key);
            format!("{name}/{source} {:?}", known.why)
        });
        format!(
            "{} {}: {}",
            person.name,
            person.stories,
            others.collect::<Vec<_>>().join(", ")
        )
    };
    register.people().iter().map(known).collect()
}

#[track_caller]
fn check(people: &[(&str, &str, u32)], told: &str, expect: &[&str]) {
    let found = shown(&register(people, told));
    let found: Vec<&str> = found
        .iter()
        .map(|line| line.trim_end_matches([':', ' ']))
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn a_name_is_one_in_all_sources_with_its_titles_or_without() {
    check(
        &[
            ("Ana  Rivera", "Courier", 3),
            ("Ana Rivera", "Desk", 2),
            ("Senator Ana Rivera", "Desk", 1),
        ],
        NOTHING,
        &["ana rivera 6: senator ana rivera/desk Title"],
    );
}

#[test]
fn a_surname_is_the_one_of_its_source_who_has_it() {
    check(
        &[
            ("Ana Rivera", "Courier", 3),
            ("Rivera", "Courier", 2),
            ("Rivera", "Desk", 4),
            ("Senator Rivera", "Courier", 1),
        ],
        NOTHING,
        &[
            "ana rivera 6: rivera/courier Surname, senator rivera/courier Surname",
            "rivera 4",
        ],
    );
}

#[test]
fn a_surname_of_two_people_is_nobody_of_them() {
    check(
        &[
            ("Ana Rivera", "Courier", 5),
            ("Tom Rivera", "Courier", 4),
            ("Rivera", "Courier", 3),
            ("Rivera", "Desk", 1),
            // Who is called by a given name has no surname.
            ("Jordan", "Gazette", 1),
            ("Lea Jordan", "Gazette", 1),
            ("Jordan Hale", "Gazette", 1),
        ],
        NOTHING,
        &[
            "ana rivera 5",
            "rivera 4",
            "tom rivera 4",
            "jordan 1",
            "jordan hale 1",
            "lea jordan 1",
        ],
    );
}

#[test]
fn a_surname_is_nobody_of_whom_less_is_heard() {
    check(
        &[
            // Whom all know is printed without a given name.
            ("Ana Rivera", "Courier", 2),
            ("Rivera", "Courier", 3),
            // And elsewhere somebody else may be meant.
            ("Tom Roe", "Courier", 1),
            ("Roe", "Courier", 1),
            ("Lea Roe", "Desk", 5),
        ],
        NOTHING,
        &[
            "lea roe 5",
            "rivera 3",
            "ana rivera 2",
            "roe 1",
            "tom roe 1",
        ],
    );
}

#[test]
fn initials_may_be_left_out_where_none_contradict() {
    check(
        &[
            ("John F. Kennedy", "Desk", 3),
            ("John Kennedy", "Courier", 2),
            ("J.F. Kennedy", "Desk", 1),
            ("George Bush", "Desk", 9),
            ("George W. Bush", "Desk", 8),
            ("George H.W. Bush", "Desk", 7),
            ("Maria Lopez", "Desk", 2),
            ("Maria Garcia Lopez", "Desk", 1),
        ],
        NOTHING,
        &[
            "george bush 9",
            "george w bush 8",
            "george h w bush 7",
            "john f kennedy 6: j f kennedy/desk Initials, john kennedy/courier Initials",
            "maria lopez 2",
            "maria garcia lopez 1",
        ],
    );
}

#[test]
fn initials_of_two_people_bring_them_together_nowhere() {
    check(
        &[
            ("John Hale", "Courier", 3),
            ("J. Hale", "Courier", 1),
            ("J. Hale", "Desk", 1),
            ("Jane Hale", "Desk", 2),
        ],
        NOTHING,
        &[
            "john hale 4: j hale/courier Initials",
            "jane hale 3: j hale/desk Initials",
        ],
    );
}

#[test]
fn what_a_reader_says_goes_before_the_rules() {
    let people = &[
        ("Gladys Holm", "Courier", 3),
        ("Gladys Berg", "Desk", 2),
        ("Berg", "Courier", 1),
        ("Holm", "Courier", 1),
    ];
    check(
        people,
        "same = [[\"Gladys Holm\", \"gladys berg\"]]\nnot-the-same = [[\"Holm\", \"Gladys Holm\"]]",
        &["gladys holm 5: gladys berg/desk Told", "berg 1", "holm 1"],
    );
    check(
        people,
        "same = [[\"Gladys Holm\", \"Berg\"]]",
        &[
            "gladys holm 5: berg/courier Told, holm/courier Surname",
            "gladys berg 2",
        ],
    );
}

#[test]
fn scripts_without_small_letters_have_no_rule_of_surnames() {
    check(
        &[
            ("浜口源一", "Desk", 2),
            ("一", "Desk", 1),
            ("浜口", "Desk", 1),
        ],
        NOTHING,
        &["浜 口 源 一 2", "一 1", "浜 口 1"],
    );
}

#[test]
fn whoever_is_asked_for_by_a_name_is_found() {
    let people = [
        ("Ana Rivera", "Courier", 3),
        ("Rivera", "Courier", 2),
        ("Rivera", "Desk", 4),
    ];
    let register = register(&people, NOTHING);
    let called = |name| {
        register
            .called(name)
            .iter()
            .map(|person| &*person.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(called("ana rivera"), ["ana rivera"]);
    assert_eq!(called("rivera"), ["rivera"]);
    let like = |typed| {
        register
            .like(typed)
            .map(|person| &*person.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(like("riv"), ["ana rivera", "rivera"]);
    assert_eq!(like("an ri"), ["ana rivera"]);
}
