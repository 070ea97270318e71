//! The reader as state: jumps, folds, find, copies; and as frames.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::*;
use crate::story::BlockKind;
use crate::typeset::sample::{interview, long, report, story};
use crate::ui::theme::Theme;

fn open(story: Story, width: u16, height: u16) -> Reader {
    let id = StoryId {
        path: "story.txt".into(),
        ordinal: 0,
        offset: 0,
    };
    Reader::new(
        Arc::new(story),
        id,
        Size::new(width, height),
        68,
        Manner::default(),
    )
}

fn screen(reader: &Reader) -> String {
    let area = Rect::new(0, 0, reader.area.width, reader.area.height);
    let mut buffer = Buffer::empty(area);
    reader.draw(&mut buffer, area, &Theme::default());
    let rows = buffer.content.chunks(usize::from(area.width).max(1));
    let rows = rows.map(|cells| {
        cells
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
    });
    rows.map(|row| row.trim_end().to_string())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The words that the last jump landed on, as far as they tell it from others.
fn landed(reader: &Reader) -> &str {
    let landed = reader.landed.expect("a jump landed somewhere");
    reader.story().slice(landed.span)
}

/// Does actions one after the other, and compares the beginning of what the last one landed on.
fn check(story: Story, actions: &[Action], expect: &str) {
    let mut reader = open(story, 60, 16);
    for &action in actions {
        assert_eq!(
            reader.act(action, None),
            Answer::Done,
            "{action:?} of {actions:?}"
        );
    }
    assert!(
        landed(&reader).starts_with(expect),
        "{} after {actions:?}",
        landed(&reader)
    );
    assert!(screen(&reader).contains('▸'), "{}", screen(&reader));
}

#[test]
fn jumps_land_on_landmarks() {
    use Action as A;
    check(report(), &[A::NextSection, A::NextSection], "Who pays");
    check(
        report(),
        &[A::NextSection, A::NextSection, A::PreviousSection],
        "What the line",
    );
    check(
        report(),
        &[A::NextQuotation, A::NextQuotation],
        "“It is only",
    );
    check(report(), &[A::NextParagraph, A::NextParagraph], "By Marit");
    check(report(), &[A::NextStep], "What the line");
    check(
        interview(),
        &[A::NextStep, A::NextStep],
        "Reporter: Did anybody",
    );
    check(
        interview(),
        &[A::NextQuestion, A::NextAnswer],
        "Dr. Dahl: Longer",
    );
    check(
        interview(),
        &[A::NextAnswer, A::NextSameSpeaker],
        "Dr. Dahl: The fishermen",
    );
    check(
        interview(),
        &[A::NextTurn, A::NextTurn, A::NextTurn, A::PreviousTurn],
        "Dr. Dahl: Longer",
    );
}

#[test]
fn every_question_is_walked_and_then_there_is_none() {
    let mut reader = open(interview(), 60, 16);
    let mut questions = vec![];
    while reader.act(Action::NextQuestion, None) == Answer::Done {
        questions.push(reader.status().question);
    }
    let expect: Vec<_> = (1..=5).map(|number| Some((number, 5))).collect();
    assert_eq!(questions, expect);
    assert_eq!(reader.status().note.as_deref(), Some("no further question"));
    for _ in 1..5 {
        assert_eq!(reader.act(Action::PreviousQuestion, None), Answer::Done);
    }
    assert_eq!(reader.act(Action::PreviousQuestion, None), Answer::Unmoved);
}

#[test]
fn counts_jump_that_far_or_to_the_last() {
    let mut reader = open(interview(), 60, 16);
    reader.act(Action::NextQuestion, Some(3));
    assert_eq!(reader.status().question, Some((3, 5)));
    reader.act(Action::NextQuestion, Some(9));
    assert_eq!(reader.status().question, Some((5, 5)));
    reader.act(Action::PreviousQuestion, Some(2));
    assert_eq!(reader.status().question, Some((3, 5)));
}

#[test]
fn a_landmark_lands_in_the_upper_half() {
    for height in [1, 2, 5, 12, 24] {
        let mut reader = open(interview(), 60, height);
        while reader.act(Action::NextTurn, None) == Answer::Done {
            let row = reader.typeset.row_of(landed_start(&reader));
            let shown = row - reader.top;
            let at_the_end = reader.top == reader.last_top();
            assert!(
                at_the_end || shown < usize::from(height).div_ceil(2),
                "row {shown} of {height}"
            );
        }
    }
}

fn landed_start(reader: &Reader) -> usize {
    reader.landed.expect("a jump landed somewhere").span.start
}

#[test]
fn the_place_survives_resize() {
    let mut reader = open(interview(), 80, 12);
    reader.act(Action::PageDown, None);
    let place = reader.place();
    for width in [30, 7, 1, 200, 0, 41, 80] {
        reader.resize(Size::new(width, 12));
        assert_eq!(reader.place(), place, "at {width}");
        assert!(reader.is_on_screen(place), "at {width}");
    }
}

#[test]
fn a_kept_place_is_found_again() {
    let mut reader = open(interview(), 80, 12);
    reader.act(Action::PageDown, None);
    let mut again = open(interview(), 80, 12);
    again.start_at(reader.place());
    assert_eq!(screen(&again), screen(&reader));
}

#[test]
fn questions_only_shows_all_of_them_on_one_screen() {
    let mut reader = open(interview(), 80, 24);
    assert_eq!(reader.act(Action::FoldAnswers, None), Answer::Done);
    let shown = screen(&reader);
    for turn in &reader.story().turns {
        let opening: String = reader.story().slice(turn.span).chars().take(20).collect();
        assert_eq!(
            shown.contains(&opening),
            turn.role == TurnRole::Question,
            "{shown}"
        );
    }
    assert!(!shown.contains("Elin Dahl has measured"), "{shown}");
}

#[test]
fn one_answer_opens_and_all_do() {
    let mut reader = open(interview(), 80, 24);
    let whole = screen(&reader);
    reader.act(Action::FoldAnswers, None);
    reader.act(Action::NextQuestion, Some(2));
    reader.act(Action::ToggleFold, None);
    let shown = screen(&reader);
    assert!(
        shown.contains("They told me I was late") && !shown.contains("A border"),
        "{shown}"
    );
    reader.act(Action::ToggleFold, None);
    assert!(!screen(&reader).contains("They told me I was late"));
    reader.act(Action::UnfoldAll, None);
    reader.act(Action::Top, None);
    reader.landed = None;
    assert_eq!(screen(&reader), whole);
}

#[test]
fn a_jump_into_a_fold_opens_it() {
    let mut reader = open(interview(), 80, 24);
    reader.act(Action::FoldAnswers, None);
    assert_eq!(reader.act(Action::NextAnswer, Some(2)), Answer::Done);
    let shown = screen(&reader);
    assert!(
        shown.contains("They told me I was late") && !shown.contains("A border"),
        "{shown}"
    );
    reader.act(Action::NextSection, None);
    assert!(
        screen(&reader).contains("Lines and people"),
        "headings stay where answers are folded"
    );
}

#[test]
fn paragraphs_are_walked_without_opening_folds() {
    let mut reader = open(interview(), 40, 12);
    reader.act(Action::FoldAnswers, None);
    let mut walked = 0;
    while reader.act(Action::NextParagraph, None) == Answer::Done {
        walked += 1;
    }
    assert_eq!(walked, 8, "five questions and three headings");
    assert!(!screen(&reader).contains("A border"));
}

#[test]
fn reports_have_nothing_to_fold() {
    let mut reader = open(report(), 80, 24);
    assert_eq!(reader.act(Action::FoldAnswers, None), Answer::Unmoved);
    assert_eq!(
        reader.status().note.as_deref(),
        Some("nobody asks in this story")
    );
}

#[test]
fn quotations_tell_who_speaks() {
    let mut reader = open(report(), 60, 16);
    reader.act(Action::NextQuotation, None);
    assert_eq!(reader.status().note.as_deref(), Some("Ida Lund"));
    reader.act(Action::NextQuotation, None);
    reader.act(Action::NextSameSpeaker, None);
    assert!(landed(&reader).starts_with("“But it is our boat"));
    assert_eq!(reader.act(Action::NextSameSpeaker, None), Answer::Unmoved);
}

#[test]
fn jumps_are_remembered_both_ways() {
    let mut reader = open(interview(), 60, 12);
    reader.act(Action::NextQuestion, Some(3));
    let third = reader.place();
    reader.act(Action::Bottom, None);
    let bottom = reader.place();
    reader.act(Action::JumpBack, None);
    assert_eq!(reader.place(), third);
    reader.act(Action::JumpBack, None);
    assert_eq!(reader.place(), 0);
    assert_eq!(reader.act(Action::JumpBack, None), Answer::Unmoved);
    reader.act(Action::JumpForward, Some(2));
    assert_eq!(reader.place(), bottom);
}

#[test]
fn the_end_is_at_a_hundred_percent_and_half_of_it_at_fifty() {
    let mut reader = open(interview(), 60, 12);
    assert_eq!(reader.status().percent, 0);
    reader.act(Action::Bottom, None);
    assert_eq!(reader.status().percent, 100);
    assert_eq!(reader.act(Action::Down, None), Answer::Unmoved);
    reader.act(Action::Percent, Some(50));
    assert!(
        reader.status().percent.abs_diff(50) <= 3,
        "{}",
        reader.status().percent
    );
}

#[test]
fn find_goes_to_the_first_hit_from_where_it_began_and_back_on_escape() {
    let mut reader = open(interview(), 60, 12);
    reader.act(Action::NextQuestion, Some(2));
    let place = reader.place();
    reader.find("line");
    reader.find("lines");
    assert_eq!(reader.status().hit, Some((1, 1)));
    reader.find("LINES");
    assert_eq!(reader.status().note.as_deref(), Some("not found: LINES"));
    assert_eq!(
        reader.place(),
        place,
        "a text that is not there leads nowhere"
    );
    reader.find("the ");
    reader.end_find(Keep::Return);
    assert_eq!((reader.place(), reader.status().hit), (place, None));
}

#[test]
fn hits_are_walked_from_the_one_that_find_kept() {
    let mut reader = open(interview(), 60, 12);
    reader.find("dahl");
    reader.end_find(Keep::Here);
    let (_, all) = reader.status().hit.expect("her name is there");
    let mut hits = 1;
    while reader.act(Action::NextHit, None) == Answer::Done {
        hits += 1;
        assert_eq!(reader.status().hit, Some((hits, all)));
    }
    assert_eq!(hits, all);
    reader.act(Action::JumpBack, Some(all));
    assert_eq!(reader.place(), 0);
}

#[test]
fn hits_of_a_search_are_shown_even_in_a_fold() {
    let story = interview();
    let at = story.text.find("border").expect("it is there");
    let hit = Span::new(at, at + 6);
    let mut reader = open(story, 60, 12);
    reader.act(Action::FoldAnswers, None);
    reader.show_hits(vec![hit], hit);
    assert!(screen(&reader).contains("A border"), "{}", screen(&reader));
    assert_eq!(reader.status().hit, Some((1, 1)));
}

#[test]
fn a_hit_in_a_label_is_seen_though_the_label_is_not_set() {
    let mut reader = open(interview(), 60, 40);
    reader.find("reporter: did");
    let area = Rect::new(0, 0, 60, 40);
    let mut buffer = Buffer::empty(area);
    let theme = Theme::default();
    reader.draw(&mut buffer, area, &theme);
    let underlined = |cell: &&ratatui::buffer::Cell| {
        cell.symbol() == "Q" && cell.modifier.contains(ratatui::style::Modifier::UNDERLINED)
    };
    assert_eq!(buffer.content.iter().filter(underlined).count(), 1);
}

#[test]
fn what_is_copied_names_its_source() {
    let mut reader = open(report(), 60, 16);
    reader.act(Action::NextQuotation, Some(2));
    let expect = "“It is only a boat,”\n— Per Ek, “Ferries return to the northern islands after nine winters” (Northern Courier)\nhttps://courier.example/ferries";
    assert_eq!(
        reader.act(Action::CopyQuotation, None),
        Answer::Copy(expect.to_string())
    );
    let paragraph = "“It is only a boat,” said the harbour master, Per Ek. “But it is our boat.”";
    assert_eq!(
        reader.act(Action::CopyParagraph, None),
        Answer::Copy(paragraph.to_string())
    );
    let citation = "Marit Solberg. “Ferries return to the northern islands after nine winters” (Northern Courier). https://courier.example/ferries";
    assert_eq!(
        reader.act(Action::CopyCitation, None),
        Answer::Copy(citation.to_string())
    );
    assert_eq!(
        reader.act(Action::OpenLink, None),
        Answer::Browse("https://courier.example/ferries".to_string())
    );
}

#[test]
fn a_turn_is_copied_as_its_speakers_words() {
    let mut reader = open(interview(), 60, 16);
    reader.act(Action::NextAnswer, Some(2));
    let expect = "“The fishermen did. They told me I was late.”\n— Dr. Dahl, “‘A map is a promise’: the cartographer who redraws the coast”";
    assert_eq!(
        reader.act(Action::CopyQuotation, None),
        Answer::Copy(expect.to_string())
    );
}

#[test]
fn a_paragraph_of_a_turn_is_kept_without_its_label_and_with_its_speaker() {
    let mut reader = open(interview(), 60, 16);
    let kept = |reader: &Reader| {
        let kept = reader.words_here().expect("there are words");
        (kept.words, kept.speaker)
    };
    let place = |words: &str| interview().text.find(words).expect("they stand there");
    reader.go_to(place("The fishermen did"));
    let words = "The fishermen did. They told me I was late.".to_owned();
    assert_eq!(kept(&reader), (words, Some("Dr. Dahl".to_owned())));
    reader.go_to(place("It took one winter"));
    let (words, speaker) = kept(&reader);
    assert!(words.starts_with("It took one winter."), "{words}");
    assert_eq!(speaker.as_deref(), Some("Dr. Dahl"));
    reader.go_to(place("Elin Dahl has measured"));
    assert_eq!(kept(&reader).1, None);
}

#[test]
fn what_is_not_there_cannot_be_copied() {
    let mut reader = open(interview(), 60, 5);
    assert_eq!(reader.act(Action::CopyAddress, None), Answer::Unmoved);
    assert_eq!(
        reader.status().note.as_deref(),
        Some("this story names no address")
    );
}

#[test]
fn a_click_on_a_link_browses_and_elsewhere_marks() {
    let mut source = story(&["Read the report today."]);
    source.inlines.push(crate::story::Inline {
        kind: crate::story::InlineKind::Link("https://report.example".to_string()),
        span: Span::new(9, 15),
    });
    let mut reader = open(source, 40, 5);
    let left = reader.measure().left;
    let browse = Answer::Browse("https://report.example".to_string());
    assert_eq!(reader.click(left + 10, 0), browse);
    assert_eq!(reader.click(left, 0), Answer::Done);
    assert_eq!(reader.click(left, 3), Answer::Unmoved);
}

#[test]
fn links_are_opened_by_their_letters() {
    let mut source = story(&["Read the report or the law today."]);
    for (start, end, address) in [
        (9, 15, "https://report.example"),
        (19, 20, "mailto:a@b.example"),
        (23, 26, "https://law.example"),
    ] {
        source.inlines.push(crate::story::Inline {
            kind: crate::story::InlineKind::Link(address.to_string()),
            span: Span::new(start, end),
        });
    }
    let mut reader = open(source, 60, 5);
    assert_eq!(reader.act(Action::Links, None), Answer::Done);
    let labelled = screen(&reader);
    assert!(
        labelled.contains("Read the aeport or the baw today."),
        "{labelled}"
    );
    assert!(reader.awaits_letter());
    let browse = Answer::Browse("https://law.example".to_string());
    assert_eq!(reader.follow(Some('b')), browse);
    assert!(!reader.awaits_letter());
    assert_eq!(reader.follow(Some('c')), Answer::Unmoved);
    let mut bare = open(report(), 60, 5);
    assert_eq!(bare.act(Action::Links, None), Answer::Unmoved);
}

#[test]
fn the_column_grows_as_far_as_the_screen() {
    let mut reader = open(report(), 80, 24);
    assert_eq!(reader.act(Action::Wider, None), Answer::Done);
    assert_eq!(reader.typeset.width(), 72);
    while reader.act(Action::Wider, None) == Answer::Done {}
    assert_eq!(reader.typeset.width(), 77);
    assert_eq!(reader.act(Action::Narrower, None), Answer::Done);
    assert_eq!(reader.typeset.width(), 73);
}

#[test]
fn dimming_leaves_one_voice_lit() {
    let mut reader = open(interview(), 60, 24);
    reader.act(Action::NextAnswer, None);
    assert_eq!(reader.act(Action::DimOthers, None), Answer::Done);
    assert_eq!(reader.status().note.as_deref(), Some("only Dr. Dahl"));
    let area = Rect::new(0, 0, 60, 24);
    let mut buffer = Buffer::empty(area);
    reader.draw(&mut buffer, area, &Theme::default());
    let dim = |words: &str| {
        let row = screen(&reader)
            .lines()
            .position(|row| row.contains(words))
            .expect("on screen");
        buffer[(reader.measure().left, row as u16)]
            .modifier
            .contains(ratatui::style::Modifier::DIM)
    };
    assert_eq!((dim("You began"), dim("Longer.")), (true, false));
    assert_eq!(reader.act(Action::DimOthers, None), Answer::Done);
    assert_eq!(reader.lit, None);
}

#[test]
fn no_action_panics_in_any_size() {
    for size in [(0, 0), (1, 1), (3, 2), (12, 1), (40, 12), (300, 100)] {
        for story in [
            Story::default(),
            report(),
            interview(),
            story(&["漢字", "=", "% x"]),
        ] {
            let mut reader = open(story, size.0, size.1);
            for row in crate::ui::action::ACTIONS
                .iter()
                .chain(crate::ui::action::ACTIONS)
            {
                for count in [None, Some(usize::MAX)] {
                    reader.act(row.action, count);
                    reader.find("a");
                    screen(&reader);
                    reader.end_find(Keep::Here);
                    reader.click(size.0 / 2, size.1 / 2);
                    reader.status();
                }
            }
        }
    }
}

fn frame(name: &str, reader: &Reader) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../tests/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, screen(reader)));
}

#[test]
fn frames() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut reader = open(interview(), width, height);
        reader.act(Action::NextQuestion, Some(2));
        frame(&format!("reader-interview-{width}x{height}"), &reader);
        reader.act(Action::FoldAnswers, None);
        frame(&format!("reader-questions-{width}x{height}"), &reader);
        let mut reader = open(report(), width, height);
        reader.act(Action::NextQuotation, Some(3));
        frame(&format!("reader-report-{width}x{height}"), &reader);
    }
}

#[test]
fn a_panel_names_each_voice_above_what_it_says() {
    let panel = story(&[
        "!Three views of one bridge",
        "Q Moderator: Who needs it?",
        "A Ines Duarte: The yards do, and soon.",
        "A Tom Hale: Nobody does.",
        "Q Moderator: Then who pays?",
        "A Ines Duarte: All of us.",
    ]);
    frame("reader-panel-80x24", &open(panel, 80, 24));
}

#[test]
fn a_block_quote_of_two_paragraphs_has_one_bar() {
    let reader = open(story(&["> One.", "> Two."]), 20, 3);
    assert_eq!(screen(&reader), "  ▎ One.\n  ▎\n  ▎ Two.");
}

#[test]
fn cancelling_takes_highlights_away_once() {
    let mut reader = open(report(), 60, 16);
    assert_eq!(reader.act(Action::Cancel, None), Answer::NotMine);
    reader.find("boat");
    reader.end_find(Keep::Here);
    assert_eq!(reader.act(Action::Cancel, None), Answer::Done);
    assert_eq!(reader.status().hit, None);
    assert_eq!(reader.act(Action::Cancel, None), Answer::NotMine);
}

proptest! {
    #[test]
    fn any_text_can_be_read(
        text in "((Q|A|Ann|漢): |# |- |> |\t|“|”|\\n\\n|[a-z]{1,9} |\\PC){0,60}",
        sizes in prop::collection::vec((0u16..90, 0u16..30), 1..4),
        actions in prop::collection::vec(0..crate::ui::action::ACTIONS.len(), 0..30),
    ) {
        let source = crate::format::Source { name: "any.md", bytes: text.as_bytes() };
        for story in crate::format::parse(source, None) {
            let mut reader = open(story, 80, 24);
            for (step, &action) in actions.iter().enumerate() {
                let (width, height) = sizes[step % sizes.len()];
                reader.resize(Size::new(width, height));
                reader.act(crate::ui::action::ACTIONS[action].action, None);
                screen(&reader);
                prop_assert!(reader.story().text.is_char_boundary(reader.place()));
                prop_assert!(reader.top <= reader.last_top());
                prop_assert!(reader.status().percent <= 100);
            }
        }
    }
}

#[test]
fn a_long_story_is_completed_without_moving() {
    for place in [0, 100_000, 400_000] {
        let mut reader = open(long(), 80, 20);
        reader.go_to(place);
        reader.scroll(3);
        let (before, percent) = (screen(&reader), reader.status().percent);
        let order = reader.order().expect("it is set in part");
        let narrow = {
            let mut other = open(long(), 40, 20);
            other.go_to(place);
            other.order().expect("it is set in part")
        };
        reader.accept(&narrow, narrow.carry_out());
        assert!(reader.order().is_some(), "that was another layout");
        reader.accept(&order, order.carry_out());
        assert_eq!(reader.order(), None);
        assert_eq!(screen(&reader), before);
        assert!(reader.status().percent.abs_diff(percent) <= 2);
    }
}

#[test]
fn in_a_part_of_a_story_any_key_does_what_it_does_in_the_whole() {
    use Action as A;
    for actions in [
        &[A::Bottom][..],
        &[A::PageDown, A::PageDown, A::PageUp],
        &[A::Bottom, A::PageUp, A::Up],
        &[A::Percent, A::PreviousSection],
        &[A::NextQuestion, A::FoldAnswers, A::Bottom],
    ] {
        let mut part = open(long(), 80, 20);
        let mut whole = open(long(), 80, 20);
        for &action in actions {
            whole.complete();
            assert_eq!(part.act(action, None), whole.act(action, None));
        }
        assert_eq!(screen(&part), screen(&whole), "{actions:?}");
    }
    let mut reader = open(long(), 80, 20);
    reader.act(A::PageDown, Some(500));
    assert_eq!(reader.order(), None, "beyond what was set");
}

#[test]
fn no_page_ends_with_a_heading_alone_or_begins_with_the_rule_below_one() {
    let mut lines = vec!["!Tide tables".to_owned()];
    for part in 0..12 {
        lines.push(format!("#Part {part}"));
        let words = "the water came and went again ".repeat(1 + part % 4);
        lines.extend((0..=part % 3).map(|_| words.trim_end().to_owned()));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    for height in 10..20 {
        let mut reader = open(story(&lines), 50, height);
        while reader.act(Action::PageDown, None) == Answer::Done {
            let seen = screen(&reader);
            let is_rule = |line: &str| !line.is_empty() && line.chars().all(|c| c == '─');
            if reader.status().percent == 100 {
                // The last page is full, whatever it begins with.
                break;
            }
            let first = seen.lines().next().expect("it has rows").trim();
            assert!(!is_rule(first), "{height}:\n{seen}");
            let last = seen.trim_end().lines().next_back().expect("words").trim();
            assert!(
                !is_rule(last) && !last.starts_with("Part"),
                "{height}:\n{seen}"
            );
        }
        assert!(
            screen(&reader).contains("came and went"),
            "the end is reached"
        );
    }
}

#[test]
fn questions_are_walked_and_opened_where_answers_are_folded() {
    let mut reader = open(interview(), 80, 24);
    reader.act(Action::FoldAnswers, None);
    assert_eq!(reader.act(Action::Down, None), Answer::Done);
    let question = |reader: &Reader| reader.status().question;
    let here = question(&reader);
    assert!(
        reader
            .status()
            .note
            .is_some_and(|note| note.contains("question"))
    );
    reader.act(Action::Down, None);
    assert_eq!(
        question(&reader).map(|(at, _)| at),
        here.map(|(at, _)| at + 1)
    );
    reader.act(Action::Up, None);
    assert_eq!(question(&reader), here);
    let folded = screen(&reader).matches('⋯').count();
    assert_eq!(reader.act(Action::Open, None), Answer::Done);
    assert_eq!(screen(&reader).matches('⋯').count(), folded - 1);
    reader.act(Action::Open, None);
    let row = screen(&reader).lines().position(|line| line.contains('⋯'));
    let row = u16::try_from(row.expect("a question is folded")).expect("a row");
    assert_eq!(reader.click(70, row), Answer::Done);
    assert_eq!(screen(&reader).matches('⋯').count(), folded - 1);
}

#[test]
fn notes_are_reached_by_letter_and_lead_back() {
    let mut story = story(&[
        "!A wreck",
        "She sank twice[1], they say.",
        "Nobody drowned.",
        "[1] The log has it once.",
    ]);
    story.blocks[3].kind = BlockKind::Footnote;
    let mut reader = open(story, 60, 16);
    reader.act(Action::Links, None);
    assert_eq!(reader.follow(Some('a')), Answer::Done);
    assert_eq!(landed(&reader), "[1] The log has it once.");
    reader.act(Action::Links, None);
    assert_eq!(reader.follow(Some('b')), Answer::Done);
    assert_eq!(landed(&reader), "[1]");
    assert!(reader.focus() < 40);
    assert_eq!(reader.click(17, 2), Answer::Done, "{}", screen(&reader));
    assert_eq!(landed(&reader), "[1] The log has it once.");
}
