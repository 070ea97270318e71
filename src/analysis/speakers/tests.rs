//! Who is taken for the speaker: each rule with sentences of its own.

mod apart;
mod attributions;
mod eastern;
mod gate;
mod german;
mod grammar;
mod headings;
mod languages;
mod listed;
mod named_later;
mod openings;
mod packs;
mod people;
mod sure;
mod told;
mod unlisted;

use super::attribute;
use crate::analysis::{self, quotes::find_quotations};
use crate::story::{
    Block, BlockKind, Certainty, Person, QuotationKind, Span, Story, Turn, TurnRole,
};

fn read(text: &str) -> Story {
    read_with(text, |_| {})
}

/// Reads the text after `prepare` has laid what earlier passes find over it.
fn read_with(text: &str, prepare: impl Fn(&mut Story)) -> Story {
    let mut story = Story {
        text: text.to_string(),
        ..Story::default()
    };
    let mut start = 0;
    for line in text.split('\n') {
        story.blocks.push(Block::new(
            BlockKind::Paragraph,
            Span::new(start, start + line.len()),
        ));
        start += line.len() + 1;
    }
    analysis::tell_language(&mut story);
    prepare(&mut story);
    find_quotations(&mut story);
    attribute(&mut story);
    story
}

/// `expect` has one name for each quotation kept, `-` for one without a speaker.
fn check(text: &str, expect: &[&str]) {
    let story = read(text);
    let names: Vec<&str> = story
        .quotations
        .iter()
        .map(|quotation| {
            quotation
                .speaker
                .map_or("-", |speaker| story.people[speaker.person].name.as_str())
        })
        .collect();
    assert_eq!(names, expect, "{text}");
}

/// The names of a text's speakers in a language, `-` for a quotation without one.
fn names(lang: &'static str, text: &str) -> Vec<String> {
    let story = read_with(text, |story| story.meta.lang = Some(lang));
    let name = |person: usize| story.people[person].name.clone();
    let speaker = |quotation: &crate::story::Quotation| {
        quotation
            .speaker
            .map_or_else(|| "-".to_owned(), |speaker| name(speaker.person))
    };
    story.quotations.iter().map(speaker).collect()
}

/// [`check`] in a language.
fn check_in(lang: &'static str, text: &str, expect: &[&str]) {
    assert_eq!(names(lang, text), expect, "{text}");
}

/// The words on the page that name the speaker of each quotation.
fn check_mention(text: &str, expect: &[&str]) {
    let story = read(text);
    let mentions: Vec<&str> = story
        .quotations
        .iter()
        .map(|quotation| {
            quotation
                .speaker
                .map_or("-", |speaker| story.slice(speaker.mention))
        })
        .collect();
    assert_eq!(mentions, expect, "{text}");
}

#[test]
fn a_cue_stands_after_the_quotation() {
    check(
        "“We will rebuild the bridge,” Mara Oduya said on Friday.",
        &["Mara Oduya"],
    );
    check(
        "“We will rebuild the bridge,” said Mara Oduya.",
        &["Mara Oduya"],
    );
    check(
        "“Will it hold?” asked Mara Oduya, the engineer.",
        &["Mara Oduya"],
    );
    check(
        "“We will rebuild the bridge,” Mara Oduya, chair of the harbour board, told reporters.",
        &["Mara Oduya"],
    );
    check(
        "“We will rebuild the bridge,” Mara Oduya, who has led the board since May, later said.",
        &["Mara Oduya"],
    );
    check(
        "“We will rebuild it,” Sen. Mara Oduya (D-N.Y.) said.",
        &["Mara Oduya"],
    );
    check(
        "“We will rebuild it,” according to the harbour board.",
        &["the harbour board"],
    );
    check(
        "“We will rebuild it”, a spokesman for the board said.",
        &["a spokesman"],
    );
}

#[test]
fn a_cue_stands_before_the_quotation() {
    check(
        "Mara Oduya said: “We will rebuild the bridge.”",
        &["Mara Oduya"],
    );
    check(
        "In a statement, Mara Oduya said the town “will not wait for the state.”",
        &["Mara Oduya"],
    );
    check(
        "According to Mara Oduya, the town “will not wait for the state.”",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya, chair of the board, called the plan “a gift to the builders.”",
        &["Mara Oduya"],
    );
    check(
        "Speaking to reporters on Friday, Mara Oduya angrily said “we are done with waiting.”",
        &["Mara Oduya"],
    );
    check(
        "As one resident told the board, “we are done with waiting.”",
        &["one resident"],
    );
    check(
        "Mara Oduya went on to say, “We are done with waiting.”",
        &["Mara Oduya"],
    );
}

#[test]
fn a_cue_stands_inside_the_quotation() {
    check(
        "“We will rebuild it,” Oduya said, “and we will do it this year.”",
        &["Oduya", "Oduya"],
    );
    check(
        "“We will rebuild it,” Oduya said, adding that the state “never paid.”",
        &["Oduya", "Oduya"],
    );
}

#[test]
fn a_colon_announces_the_speaker() {
    check("Mara Oduya: “We will rebuild the bridge.”", &["Mara Oduya"]);
    check(
        "Mara Oduya released the following statement:\n“We will rebuild the bridge.”",
        &["Mara Oduya"],
    );
}

#[test]
fn a_quotation_goes_on_without_a_new_cue() {
    check(
        "“We will rebuild it,” Oduya said. “The town needs it.”",
        &["Oduya", "Oduya"],
    );
    check(
        "“We will rebuild it,” said Oduya.”The town needs it.”",
        &["Oduya", "Oduya"],
    );
    check(
        "“We will rebuild it,” Oduya said. “The town needs it.\n“It needs it now.”",
        &["Oduya", "Oduya", "Oduya"],
    );
    check(
        "Oduya said the town would pay. “We have no choice.”",
        &["Oduya"],
    );
}

#[test]
fn a_line_under_the_quotation_signs_it() {
    check(
        "The town answered.\n“We will rebuild the bridge, whatever it costs us.”\n— Mara Oduya, harbour board",
        &["Mara Oduya"],
    );
}

#[test]
fn verbs_that_share_a_subject_share_the_speaker() {
    check(
        "The mayor drew cheers as she thanked the town and then shouted, “we are done with waiting!”",
        &["she"],
    );
    check(
        "Mara Oduya shook her head and added: “We are done with waiting.”",
        &["Mara Oduya"],
    );
}

#[test]
fn a_name_inside_an_aside_is_not_the_subject() {
    check(
        "Mara Oduya, whose home town, Lakeview, lies on the river, said “we are done with waiting.”",
        &["Mara Oduya"],
    );
    check(
        "The chair, Mara Oduya, has said the town “will not wait for the state.”",
        &["Mara Oduya"],
    );
}

#[test]
fn nouns_that_look_like_verbs_are_no_cues() {
    check(
        "The town states its case. Mara Oduya said the EU states will meet to “save the bridge we built.”",
        &["Mara Oduya"],
    );
}

#[test]
fn without_a_cue_nobody_speaks() {
    check(
        "The harbour was quiet.\n“We will rebuild the bridge soon.” The tide turned.",
        &["-"],
    );
}

#[test]
fn titles_terms_and_scare_quotes_are_no_speech() {
    check("Oduya wrote the book “The Long Bridge” in May.", &[]);
    check(
        "Oduya said on the show “Morning Harbour” that it was over.",
        &[],
    );
    check("The so-called “bridge tax” failed.", &[]);
    check(
        "The course is titled “Building the Bridges of Tomorrow” and begins in May.",
        &[],
    );
    check(
        "According to a recent report, the town considers a “bridge tax” for all.",
        &[],
    );
}

#[test]
fn names_are_joined_and_pronouns_resolved() {
    check(
        "Mara Oduya spoke on Friday. “We won,” Oduya said.\n“It is over,” she said.",
        &["Mara Oduya", "Mara Oduya"],
    );
    check(
        "“We won,” said engineer dr. Mara Oduya.\n“It is over,” Dr. Oduya said.",
        &["Mara Oduya", "Mara Oduya"],
    );
    check(
        "Mara Oduya met Peter Lindqvist. “We won,” he said.",
        &["Peter Lindqvist"],
    );
    check(
        "“It is over,” said a senior harbour official.\n“We won,” the official said.",
        &["a senior harbour official", "a senior harbour official"],
    );
    check(
        "Sen. Mara Oduya left early. “It is over,” the senator said.",
        &["Mara Oduya"],
    );
}

#[test]
fn the_mention_is_what_stands_on_the_page() {
    check_mention("Mara Oduya spoke. “It is over,” she said.", &["she"]);
    check_mention(
        "“It is over,” said Finance Minister Mara Oduya, 52.",
        &["Finance Minister Mara Oduya"],
    );
    check_mention(
        "It was up to Mara Oduya, who said “it is over.”",
        &["Mara Oduya, who"],
    );
}

#[test]
fn a_form_of_address_is_no_part_of_a_role() {
    let story =
        read("“It leaks,” said harbour expert dr. Jana Weir.\n“So it does,” said Dr. Anton Pell.");
    let roles: Vec<_> = story
        .people
        .iter()
        .map(|person| person.role.as_deref())
        .collect();
    assert_eq!(roles, [Some("harbour expert"), None]);
}

#[test]
fn roles_are_kept() {
    let story = read(
        "“It is over,” said Mara Oduya, president of the harbour board. “We won,” said bridge engineer Peter Lindqvist.",
    );
    let roles: Vec<_> = story
        .people
        .iter()
        .map(|person| person.role.as_deref())
        .collect();
    assert_eq!(
        roles,
        [
            Some("president of the harbour board"),
            Some("bridge engineer")
        ]
    );
}

#[test]
fn direct_is_told_from_mixed() {
    let kinds = |text: &str| {
        read(text)
            .quotations
            .iter()
            .map(|quotation| quotation.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("“It is over,” said Oduya."), [QuotationKind::Direct]);
    assert_eq!(
        kinds("Oduya called it “a gift to the builders.”"),
        [QuotationKind::Mixed]
    );
}

#[test]
fn other_languages_have_cues_of_their_own() {
    check(
        "Der Hafen ist zu und das ist nicht gut. „Wir bauen die Brücke neu“, sagte Mara Oduya.",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya erklärte, das ist nicht und die Stadt: „Wir bauen die Brücke neu.“",
        &["Mara Oduya"],
    );
    check(
        "El puerto es de los vecinos y las calles. “Vamos a reconstruir el puente”, dijo Mara Oduya.",
        &["Mara Oduya"],
    );
    check(
        "—No esperaremos más —dijo Mara Oduya—. Vamos a pagar el puente que los vecinos y las calles piden.",
        &["Mara Oduya", "Mara Oduya"],
    );
    check(
        "Le port est une affaire et les gens du pays. « Nous allons rebâtir le pont », a déclaré Mara Oduya.",
        &["Mara Oduya"],
    );
    check(
        "O porto não é uma ilha e os barcos do mar. “Vamos reconstruir a ponte”, disse Mara Oduya.",
        &["Mara Oduya"],
    );
    check(
        "Il porto è della città e gli abitanti che una volta. “Ricostruiremo il ponte”, ha detto Mara Oduya.",
        &["Mara Oduya"],
    );
}

#[test]
fn faults_of_scraped_text_do_no_harm() {
    check(
        "“We will rebuild it,” said Mara Oduya,chair of the board,on Friday.",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya spoke. “this will not wait,” said oduya.",
        &["Mara Oduya"],
    );
}

#[test]
fn inside_a_turn_others_are_quoted_and_terms_are_none() {
    let text = "Peter Lindqvist: They call it a “bridge tax” and I told them, “we will not pay for it.” Mara Oduya said “the town is broke.”";
    let story = read_with(text, |story| {
        let name = "Peter Lindqvist";
        story.people.push(Person {
            name: name.into(),
            ..Person::default()
        });
        let (label, span) = (
            Span::new(0, name.len()),
            Span::new(name.len() + 2, story.text.len()),
        );
        story.turns.push(Turn {
            speaker: 0,
            label,
            role: TurnRole::Answer,
            span,
            certainty: Certainty::Sure,
        });
    });
    let names: Vec<_> = story
        .quotations
        .iter()
        .filter_map(|quotation| quotation.speaker)
        .map(|speaker| story.people[speaker.person].name.as_str())
        .collect();
    assert_eq!(names, ["Peter Lindqvist", "Mara Oduya"]);
}

proptest::proptest! {
    /// Whatever the words, marks and stops, spans lie in the text, in order, and every speaker is known.
    #[test]
    fn any_text_is_read(words in proptest::collection::vec("(said|who|according to|Mara|Oduya|told|she|the|and|[“”\"‘’'„«»:;,.?!()—-]|\n| )", 0..60)) {
        let story = read(&words.join(" "));
        let mut last = 0;
        for quotation in &story.quotations {
            assert!(last <= quotation.outer.start && quotation.outer.covers(quotation.span));
            last = quotation.outer.end;
            assert!(quotation.speaker.is_none_or(|speaker| speaker.person < story.people.len()));
        }
    }
}
