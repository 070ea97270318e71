mod layouts;
mod parts;

use super::*;
use crate::story::{Block, BlockKind, one_line};

/// A story with a block a line; lines that begin with `# ` are headings, with `- ` items.
fn story(text: &str) -> Story {
    let mut story = Story::default();
    for line in text.lines() {
        if !story.text.is_empty() {
            story.text.push('\n');
        }
        let (kind, words) = if let Some(heading) = line.strip_prefix("# ") {
            (BlockKind::Heading, heading)
        } else if let Some(item) = line.strip_prefix("- ") {
            (BlockKind::ListItem, item)
        } else {
            (BlockKind::Paragraph, line)
        };
        let span = Span::new(story.text.len(), story.text.len() + words.len());
        story.text.push_str(words);
        if !words.is_empty() {
            story.blocks.push(Block::new(kind, span));
        }
    }
    story
}

/// Turns as `Q name: speech`, the speech on one line.
fn check(text: &str, expect: &[&str]) {
    let mut story = story(text);
    find_turns(&mut story);
    let turns: Vec<String> = story
        .turns
        .iter()
        .map(|turn| {
            let role = match turn.role {
                TurnRole::Question => 'Q',
                TurnRole::Answer => 'A',
                TurnRole::Other => '-',
            };
            let speech = one_line(story.slice(turn.span));
            format!("{role} {}: {speech}", story.people[turn.speaker].name)
        })
        .collect();
    assert_eq!(turns, expect, "{text}");
    let interview = story.meta.kind == StoryKind::Interview;
    assert_eq!(interview, !expect.is_empty(), "{text}");
}

#[test]
fn in_minutes_some_speak_but_once() {
    check(
        "Minutes of the harbour board\n\
         DEAN AKANDE: We come to the pier. Ms Rocha?\n\
         INES ROCHA: Thank you. Who pays for the steel?\n\
         DEAN AKANDE: The board does.\n\
         (APPLAUSE)\n\
         TOM PELL [interrupting]: Not by the contract.\n\
         DEAN AKANDE: It will. Next item.",
        &[
            "A Dean Akande: We come to the pier. Ms Rocha?",
            "Q Ines Rocha: Thank you. Who pays for the steel?",
            "A Dean Akande: The board does. (APPLAUSE)",
            "- Tom Pell: Not by the contract.",
            "A Dean Akande: It will. Next item.",
        ],
    );
    check(
        "Soup\nFIRST STEP: Chop. Is it fine?\nSECOND STEP: Boil. Is it hot?\nTHIRD STEP: Stir.\nLAST STEP: Eat.",
        &[],
    );
}

#[test]
fn lines_between_turns_that_are_nobodys_speech_part_the_talk() {
    let text = "Does salt help? Two views\n\
         Use\n\
         Thea Pell: It does not help. Who believes that?\n\
         Rudi Sander: Some paints need it. I use them.\n\
         Cost\n\
         Thea Pell: A tin costs as much as a sheet.\n\
         Rudi Sander: A new sheet rusts too. Does it not?";
    let mut talk = story(text);
    find_turns(&mut talk);
    let headings = talk
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading);
    let headings: Vec<&str> = headings.map(|block| talk.slice(block.span)).collect();
    assert_eq!(headings, ["Use", "Cost"]);
    // One may be anything.
    let mut one = story(&text.replace("Cost\n", ""));
    find_turns(&mut one);
    assert!(
        !one.blocks
            .iter()
            .any(|block| block.kind == BlockKind::Heading)
    );
}

#[test]
fn drifting_labels_are_two_people() {
    check(
        "Interview: What the Dam Will Change\n\
         Considering the floods, Harbour Post sat down with dr. Chidi Okafor, an expert on rivers.\n\
         Costs and Concerns\n\
         Senior Editor: Dr. Okafor, the dam has drawn debate. What worries you?\n\
         Dr. Okafor: The strain on the valley. It is old.\n\
         A New Valley\n\
         senior Editor: How do you see the town then?\n\
         Dr.Okafor: As a place that moved.The key is trust.\n\
         the Role of Trust\n\
         Senior editor:Whose trust do you mean?\n\
         Dr. Okafor: Everybody’s.\n\
         For more insights on this story, stay tuned.",
        &[
            "Q Senior Editor: Dr. Okafor, the dam has drawn debate. What worries you?",
            "A Dr. Chidi Okafor: The strain on the valley. It is old.",
            "Q Senior Editor: How do you see the town then?",
            "A Dr. Chidi Okafor: As a place that moved.The key is trust.",
            "Q Senior Editor: Whose trust do you mean?",
            "A Dr. Chidi Okafor: Everybody’s.",
        ],
    );
}

#[test]
fn letters_and_paragraphs() {
    check(
        "Q: When did you begin?\nA: Early.\n\nMy father painted too.\nQ. Why boats?\nA. They wait.",
        &[
            "Q Q: When did you begin?",
            "A A: Early. My father painted too.",
            "Q Q: Why boats?",
            "A A: They wait.",
        ],
    );
}

#[test]
fn a_letter_that_lost_its_colon() {
    check(
        "QWhen did you begin?\nA: Early.\nQ Why boats?\nA: They wait.",
        &[
            "Q Q: When did you begin?",
            "A A: Early.",
            "Q Q: Why boats?",
            "A A: They wait.",
        ],
    );
    check(
        "QAnon is a tale. Why?\nA: No.\nQAnon is old. Why?\nA: No.",
        &[],
    );
    check(
        "Q Magazine is out.\nWhy read it?\nQ Magazine is dear.\nWhy buy it?",
        &[],
    );
}

#[test]
fn full_name_first_then_initials() {
    check(
        "Ines Rocha: What is the river to you?\nTom Pell: My street.\n\
         'The water came at night'\n\
         IR: And when it rose?\nTP: We left.",
        &[
            "Q Ines Rocha: What is the river to you?",
            "A Tom Pell: My street.",
            "Q Ines Rocha: And when it rose?",
            "A Tom Pell: We left.",
        ],
    );
}

#[test]
fn host_then_surname() {
    check(
        "INES ROCHA, host: Good evening. Chidi Okafor is here. How are you?\n\
         CHIDI OKAFOR: Well, thank you for having me.\n\
         ROCHA: You wrote about rivers?\nOKAFOR: I did, for years.",
        &[
            "Q Ines Rocha: Good evening. Chidi Okafor is here. How are you?",
            "A Chidi Okafor: Well, thank you for having me.",
            "Q Ines Rocha: You wrote about rivers?",
            "A Chidi Okafor: I did, for years.",
        ],
    );
}

#[test]
fn hard_wrapped_with_broken_labels_and_a_clip() {
    check(
        "INES\nROCHA: We turn to the flood in the lower valley,\nand to those who saw it. But first,\n\
         a clip from the film.\n\
         ANA\nPELL: It took the bridge.\n\
         INES\nROCHA: Chidi Okafor, what did\nyou see there, and what\ndid you do?\n\
         CHIDI\nOKAFOR: Mud. My friend wrote\nNight Train: A History about it, which\nis sold out,\n\
         and then Night Train: The End, which\nis not.\n\
         INES\nROCHA: Were you afraid?\n\
         CHIDI\nOKAFOR: No, though the water\nrose and rose. We read\nNight Train: A History all night.",
        &[
            "Q Ines Rocha: We turn to the flood in the lower valley, and to those who saw it. \
             But first, a clip from the film.",
            "- Ana Pell: It took the bridge.",
            "Q Ines Rocha: Chidi Okafor, what did you see there, and what did you do?",
            "A Chidi Okafor: Mud. My friend wrote Night Train: A History about it, which is sold \
             out, and then Night Train: The End, which is not.",
            "Q Ines Rocha: Were you afraid?",
            "A Chidi Okafor: No, though the water rose and rose. We read Night Train: A History \
             all night.",
        ],
    );
}

#[test]
fn half_a_label_at_the_end_of_a_joined_paragraph() {
    check(
        "INES ROCHA: What did you see there, and what did you do? CHIDI\n\
         OKAFOR: Mud, and boats in trees. INES\nROCHA: Were you afraid? CHIDI\n\
         OKAFOR: No.",
        &[
            "Q Ines Rocha: What did you see there, and what did you do?",
            "A Chidi Okafor: Mud, and boats in trees.",
            "Q Ines Rocha: Were you afraid?",
            "A Chidi Okafor: No.",
        ],
    );
}

#[test]
fn labels_on_their_own_line() {
    check(
        "Louis:\nDoug, where did you\nsail?\nDoug:\nNorth.\nLouis:\nAnd why?\nDoug:\nIce.",
        &[
            "Q Louis: Doug, where did you sail?",
            "A Doug: North.",
            "Q Louis: And why?",
            "A Doug: Ice.",
        ],
    );
}

#[test]
fn the_headline_is_nobody_s_turn() {
    check(
        "Tom Pell: The river is my street\nMonday, March 2\n\
         Ines Rocha: Do you still row on the river?\nTom Pell: Daily, before the town wakes.\nInes Rocha: Alone?\nTom Pell: Yes.",
        &[
            "Q Ines Rocha: Do you still row on the river?",
            "A Tom Pell: Daily, before the town wakes.",
            "Q Ines Rocha: Alone?",
            "A Tom Pell: Yes.",
        ],
    );
}

#[test]
fn headings_and_captions_are_no_speech() {
    check(
        "Ines Rocha: Do you still row on the river?\nTom Pell: Daily, before the town wakes.\n# Is it safe?\nInes Rocha: Alone?\n\
         Tom Pell: Yes.\nTom Pell on the quay. Image: Ana Stone.\nInes Rocha: Why?\nTom Pell: Peace.\n\
         # Related",
        &[
            "Q Ines Rocha: Do you still row on the river?",
            "A Tom Pell: Daily, before the town wakes.",
            "Q Ines Rocha: Alone?",
            "A Tom Pell: Yes.",
            "Q Ines Rocha: Why?",
            "A Tom Pell: Peace.",
        ],
    );
}

#[test]
fn two_hosts_and_a_break() {
    check(
        "Ines Rocha: Welcome back, Chidi Okafor. How was the trip, and what did you bring us?\n\
         Chidi Okafor: Long. I went by boat along the coast, and I brought you three stories of the sea.\n\
         Ana Pell: Three?\n\
         Chidi Okafor: Three, and I will tell the best one first, because my crew would want me to.\n\
         Break: [21:04]\n\
         Ines Rocha: So what happened then?\n\
         Chidi Okafor: I slept, and my crew rowed on through the night without a word to me.\n\
         Ana Pell: Were you cold?\n\
         Chidi Okafor: I was, and I was happy, and I would do it again with the same crew.",
        &[
            "Q Ines Rocha: Welcome back, Chidi Okafor. How was the trip, and what did you bring us?",
            "A Chidi Okafor: Long. I went by boat along the coast, and I brought you three stories of the sea.",
            "Q Ana Pell: Three?",
            "A Chidi Okafor: Three, and I will tell the best one first, because my crew would want me to.",
            "- Break: [21:04]",
            "Q Ines Rocha: So what happened then?",
            "A Chidi Okafor: I slept, and my crew rowed on through the night without a word to me.",
            "Q Ana Pell: Were you cold?",
            "A Chidi Okafor: I was, and I was happy, and I would do it again with the same crew.",
        ],
    );
}

#[test]
fn other_languages() {
    check(
        "Reporter: ¿Por qué vino usted?\nInés: Por mi hija.\nReporter: ¿Y ahora?\nInés: Me quedo.",
        &[
            "Q Reporter: ¿Por qué vino usted?",
            "A Inés: Por mi hija.",
            "Q Reporter: ¿Y ahora?",
            "A Inés: Me quedo.",
        ],
    );
    check(
        "记者：您为什么来？\n王明：为了女儿。\n记者：现在呢？\n王明：我留下。",
        &[
            "Q 记者: 您为什么来？",
            "A 王明: 为了女儿。",
            "Q 记者: 现在呢？",
            "A 王明: 我留下。",
        ],
    );
}

#[test]
fn what_only_looks_like_an_interview() {
    for text in [
        "Ingredients: flour\nServes: four\nPrep time: 10 minutes\nMethod: Stir. Ready?\nTip: Rest it.",
        "Pros: light\nCons: dear\nPros: quick\nCons: loud\nVerdict: why not?",
        "We like: the handle\nWe don’t like: the noise\nWe like: the price\nWe don’t like: the lid",
        "10:30 Doors\n11:00 Talk: Why rivers?\n12:00 Lunch\n13:00 Talk: Who pays?\n14:00 Talk: What next?",
        "Note: Updated.\nPhoto: Ines Rocha\nUpdate: The road is open.\nCorrection: It is shut.\nMap: Here.",
        "Technique: ask\nSubject line: Ready?\nBody copy: Hi.\nTechnique: tell\nSubject line: Set?\n\
         Body copy: Ho.\nTechnique: thank\nSubject line: Go?\nBody copy: Bye.",
        "Rocha said: no.\nPell added: yes?\nRocha said: no.\nPell added: yes?",
        "Lisbon: sunny\nPorto: rain\nFaro: wind\nBraga: fog\nLisbon: later clouds",
    ] {
        check(text, &[]);
    }
}

#[test]
fn labels_between_marks_of_bold_type() {
    check(
        "**Ines Rocha:** When did you begin?\n**Tom Pell**: Early.\nVery early.\n\
         **Ines Rocha:** Why boats?\n**Tom Pell:** They wait.",
        &[
            "Q Ines Rocha: When did you begin?",
            "A Tom Pell: Early. Very early.",
            "Q Ines Rocha: Why boats?",
            "A Tom Pell: They wait.",
        ],
    );
}

#[test]
fn the_guest_behind_a_letter_is_known_by_name() {
    let mut story = story(
        "Tom Pell is a pilot. We met him on the quay.\n\
         Q: When did you begin?\nA: Early.\nQ: Why boats?\nA: They wait.",
    );
    find_turns(&mut story);
    let people = story.people.iter();
    let people: Vec<(&str, &[String])> = people
        .map(|person| (person.name.as_str(), person.variants.as_slice()))
        .collect();
    assert_eq!(
        people,
        [("Q", &[][..]), ("A", &["Tom Pell".to_owned()][..])]
    );
}

#[test]
fn a_heading_ends_a_turn_only_where_it_ends_the_speech() {
    check(
        "Ines Rocha: What did the river do?\nTom Pell: It rose for nine days.\n# It did\n\
         And I think that this will be a large part of what people here remember of that winter, for years.\n\
         Ines Rocha: And then?\nTom Pell: It fell.",
        &[
            "Q Ines Rocha: What did the river do?",
            "A Tom Pell: It rose for nine days. It did And I think that this will be a large part \
             of what people here remember of that winter, for years.",
            "Q Ines Rocha: And then?",
            "A Tom Pell: It fell.",
        ],
    );
}

#[test]
fn people_keep_their_variants_and_role() {
    let mut story =
        story("INES ROCHA, host: Why?\nTOM PELL: The rain came.\nROCHA: Again?\nPELL: Again.");
    find_turns(&mut story);
    assert_eq!(story.people[0].name, "Ines Rocha");
    assert_eq!(story.people[0].variants, ["INES ROCHA", "ROCHA"]);
    assert_eq!(story.people[0].role.as_deref(), Some("host"));
    assert_eq!(story.people[1].name, "Tom Pell");
}

/// Lines as scrapers break them.
fn broken_lines() -> impl proptest::strategy::Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "Q: ",
        "A. ",
        "INES\n",
        "ROCHA: ",
        "Tom Pell:",
        "tp: ",
        "TP: ",
        "Why?",
        "É",
        "记者：",
        "\n",
        "\n\n",
        " ",
        "# ",
        "Yes. ",
        "(AP) ",
        "“no” — Pell",
        ":",
        "[00:31] ",
        "Dr.",
        "Pell",
        "’s",
        "\u{a0}",
        "van ",
        "I'm ",
    ]);
    proptest::strategy::Strategy::prop_map(proptest::collection::vec(piece, 0..60), |pieces| {
        pieces.concat()
    })
}

proptest::proptest! {
    #[test]
    fn turns_lie_in_order_inside_the_text(text in broken_lines()) {
        let mut story = story(&text);
        find_turns(&mut story);
        let mut end = 0;
        for turn in &story.turns {
            assert!(end <= turn.label.start && turn.label.end <= turn.span.start);
            assert!(turn.span.start <= turn.span.end);
            assert!(story.text.get(turn.label.range()).is_some());
            assert!(story.text.get(turn.span.range()).is_some());
            assert!(!story.people[turn.speaker].name.is_empty());
            end = turn.span.end;
        }
    }
}

#[test]
fn turns_may_be_items() {
    let text = "A talk with the diver\n\
         - Q: How deep did you go?\n\
         - A: Nine metres. The rust begins at four.\n\
         - Q: What did you see?\n\
         - A: Very little. The water is brown in spring.";
    check(
        text,
        &[
            "Q Q: How deep did you go?",
            "A A: Nine metres. The rust begins at four.",
            "Q Q: What did you see?",
            "A A: Very little. The water is brown in spring.",
        ],
    );
    let mut story = story(text);
    find_turns(&mut story);
    let items = |block: &&Block| block.kind == BlockKind::ListItem;
    assert_eq!(story.blocks.iter().filter(items).count(), 0);
    // Questions set as items, answers as what follows them.
    check(
        "A talk with the diver\n\
         - Q: How deep did you go?\n\
         A: Nine metres.\n\
         - Q: What did you see?\n\
         A: Very little.",
        &[
            "Q Q: How deep did you go?",
            "A A: Nine metres.",
            "Q Q: What did you see?",
            "A A: Very little.",
        ],
    );
    check(
        "A talk with the diver\n\
         - Ines Rocha: How deep did you go?\n\
         - Anna Brandt: Nine metres.\n\
         - Rocha: What did you see?\n\
         - Brandt: Very little.",
        &[
            "Q Ines Rocha: How deep did you go?",
            "A Anna Brandt: Nine metres.",
            "Q Ines Rocha: What did you see?",
            "A Anna Brandt: Very little.",
        ],
    );
}

#[test]
fn other_lists_are_no_talk() {
    // Tests of boats: the same words open items and paragraphs by turns.
    check(
        "Which boat is yours?\n\
         Price: nine thousand\n\
         A small boat for calm water. Who needs more?\n\
         - Full report: The best boat of the year?\n\
         Price: twelve thousand\n\
         Has a cabin for two. Why not three?\n\
         - Full report: A cabin and little else\n\
         Price: forty thousand\n\
         The one that the harbour office bought. Was it wise?\n\
         - Full report: Money in the water?",
        &[],
    );
    // Two turns' worth of labels in a long list of other things.
    check(
        "What to bring\n\
         - Rope\n- Lamps\n- Gloves\n- Bread\n- Boots\n\
         - Anna: Which lamp?\n- Ben: The small one.\n- Anna: And rope?\n- Ben: Yes.",
        &[],
    );
}
