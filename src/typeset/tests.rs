use proptest::prelude::*;

use super::sample::{interview, long, report, story};
use super::*;

fn set(story: &Story, width: u16) -> Typeset {
    Typeset::new(story, Layout { width, hidden: &[] })
}

/// The rows as they read, with marks for what is not words.
fn lines(story: &Story, typeset: &Typeset) -> Vec<String> {
    typeset
        .rows()
        .iter()
        .map(|row| line(story, typeset, row))
        .collect()
}

fn line(story: &Story, typeset: &Typeset, row: &Row) -> String {
    let mut text = String::new();
    for glyph in typeset.glyphs(story, row) {
        while wrap::columns(&text) < usize::from(glyph.column) {
            text.push(' ');
        }
        text.push_str(glyph.text);
    }
    match row.line {
        Line::Underline => "────".to_string(),
        Line::Break => "* * *".to_string(),
        Line::Signature => "signature".to_string(),
        _ => text,
    }
}

fn check(source: &[&str], width: u16, expect: &[&str]) {
    let story = story(source);
    let typeset = set(&story, width);
    assert_eq!(lines(&story, &typeset), expect, "{source:?} at {width}");
}

#[test]
fn headings_have_air_above_and_a_rule_below() {
    check(
        &["One.", "#Two", "Three."],
        20,
        &["One.", "", "", "Two", "────", "Three."],
    );
}

#[test]
fn lists_hang_together() {
    check(
        &["Take:", "- salt and pepper", "1 bread"],
        12,
        &["Take:", "", "  salt and", "  pepper", "    bread"],
    );
}

#[test]
fn tables_that_fit_stand_in_columns_with_numbers_flush_right() {
    check(
        &["| month\tboats", "| May\t9", "| June\t31"],
        20,
        &["month  boats", "May        9", "June      31"],
    );
}

#[test]
fn tables_that_do_not_fit_hang_cell_by_cell() {
    check(&["| January\tnine boats"], 12, &["January", "  nine boats"]);
}

#[test]
fn code_is_cut_and_not_wrapped() {
    check(&["`a  =  b + c"], 8, &["  a  =  ", "  b + c"]);
}

#[test]
fn lost_spaces_are_set() {
    check(
        &["He left.~“Why?” she asked."],
        60,
        &["He left. “Why?” she asked."],
    );
    check(&["He left.~Why?"], 8, &["He left.", "Why?"]);
}

#[test]
fn labels_are_not_set_where_two_speak() {
    check(
        &["Q Ann: Why?", "A Bo Ek: Because."],
        20,
        &["Why?", "", "Because."],
    );
}

#[test]
fn letters_bear_the_name_that_the_introduction_gives() {
    let mut story = story(&["Q Q: Why?", "A A: Because."]);
    assert_eq!(speaker_name(&story, &story.turns[1]), "A");
    story.people[1].variants = vec!["Dr. Ek".to_string(), "Anna Maria Ek".to_string()];
    assert_eq!(speaker_name(&story, &story.turns[1]), "Anna Maria Ek");
    assert_eq!(speaker_name(&story, &story.turns[0]), "Q");
    assert_eq!(lines(&story, &set(&story, 30)), ["Why?", "", "Because."]);
}

#[test]
fn names_stand_above_the_speech_where_more_speak() {
    check(
        &["Q Ann: Why?", "A Bo: Because.", "A Cy: No."],
        20,
        &["Ann", "Why?", "", "Bo", "Because.", "", "Cy", "No."],
    );
}

#[test]
fn a_signature_without_room_gets_its_own_row() {
    check(
        &["Q Ann: Why is it?", "A Professor Ek: Because."],
        16,
        &["Why is it?", "", "Because.", "signature"],
    );
}

#[test]
fn hidden_spans_leave_no_rows_and_their_bytes_belong_to_the_row_before() {
    let story = story(&["Q Ann: Why?", "A Bo: Because.", "Q Ann: And?"]);
    let answer = story.turns[1].outer();
    let typeset = Typeset::new(
        &story,
        Layout {
            width: 20,
            hidden: &[answer],
        },
    );
    assert_eq!(lines(&story, &typeset), ["Why?", "", "And?"]);
    assert_eq!(typeset.row_of(answer.start + 3), 0);
}

#[test]
fn a_label_belongs_to_the_first_row_of_its_speech() {
    let story = interview();
    let typeset = set(&story, 40);
    for turn in &story.turns {
        let row = typeset.rows()[typeset.row_of(turn.label.start)];
        assert_eq!(row.text.start, turn.span.start);
    }
}

#[test]
fn a_turn_that_begins_inside_a_block_gets_its_own_rows() {
    let mut story = story(&["Q Ann: Why? Bo: Because. He left."]);
    let at = |words: &str| story.text.find(words).expect("it is there");
    let (label, speech, end) = (at("Bo"), at("Because"), at(" He left"));
    story.turns[0].span.end = label - 1;
    let turn = Turn {
        label: Span::new(label, label + 2),
        role: TurnRole::Answer,
        span: Span::new(speech, end),
        ..story.turns[0].clone()
    };
    story.turns.push(turn);
    let typeset = set(&story, 30);
    assert_eq!(
        lines(&story, &typeset),
        ["Why?", "", "Because.", "", "He left."]
    );
}

#[test]
fn what_only_the_metadata_tells_stands_above() {
    let mut story = story(&["Some words."]);
    story.meta.headline = "A headline from the front matter".to_string();
    story.meta.bylines = vec!["Ann".to_string(), "Bo".to_string()];
    let typeset = set(&story, 40);
    let expect = [
        "A headline from the front matter",
        "",
        "Ann, Bo",
        "",
        "Some words.",
    ];
    assert_eq!(lines(&story, &typeset), expect);
}

#[test]
fn an_empty_story_has_no_rows() {
    let typeset = set(&Story::default(), 0);
    assert_eq!(
        (typeset.rows().len(), typeset.row_of(5), typeset.place_of(3)),
        (0, 0, 0)
    );
}

/// What must hold for every story at every width.
fn holds(story: &Story, width: u16) {
    let typeset = set(story, width);
    let rows = typeset.rows();
    assert!(rows.is_sorted_by_key(|row| row.start), "{rows:?}");
    let mut set_words = String::new();
    for (index, row) in rows.iter().enumerate() {
        let glyphs = typeset.glyphs(story, row);
        let end = typeset.end_of(story, row);
        assert!(
            end <= width.max(1) || glyphs.len() == 1,
            "{row:?} ends at {end} of {width}"
        );
        if matches!(row.line, Line::Words(_) | Line::Cells(_) | Line::Name) {
            set_words.push_str(story.slice(row.text));
            if !row.text.is_empty() {
                assert_eq!(typeset.row_of(row.text.start), index, "{row:?}");
                assert!(typeset.row_of(row.text.end - 1) == index);
            }
        }
    }
    let mut words = story.text.clone();
    if voices(story).len() <= 2 {
        for turn in story.turns.iter().rev() {
            words.replace_range(turn.label.start..turn.span.start, "");
        }
    }
    let bare = |text: &str| text.split([' ', '\n', '\t', ':']).collect::<String>();
    assert_eq!(bare(&set_words), bare(&words), "at {width}");
}

#[test]
fn rows_cover_the_story_at_every_width() {
    for width in 1..120 {
        holds(&report(), width);
        holds(&interview(), width);
    }
}

proptest! {
    #[test]
    fn rows_cover_any_text(
        lines in prop::collection::vec("[!#^>|=`%1-]?[a-z漢é“” \t👩กЖ~-]{0,40}", 0..12),
        width in 1u16..50,
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut story = story(&lines);
        for block in &mut story.blocks {
            let words = &story.text[block.span.range()];
            let from = block.span.start + (words.len() - words.trim_start().len());
            block.span = Span::new(from, from + words.trim().len());
        }
        story.blocks.retain(|block| !block.span.is_empty());
        holds(&story, width);
    }
}

#[test]
fn a_part_is_what_the_whole_shows_there() {
    let story = long();
    let layout = Layout {
        width: 60,
        hidden: &[],
    };
    let whole = Typeset::new(&story, layout);
    let all = story.text.len();
    for place in [0, all / 3, all / 2, all - 5_000, all] {
        let part = Typeset::around(&story, layout, place);
        let around = part.part().expect("it is long");
        assert!(around.holds(place), "{place}");
        assert!(part.rows().len() * 2 < whole.rows().len());
        let (here, there) = (part.row_of(place), whole.row_of(place));
        // The rows before the first one of the part tell how much air stands above it.
        let first = there - here;
        let own = usize::from(!around.has_start);
        for (row, of_whole) in part.rows().iter().zip(&whole.rows()[first..]).skip(own) {
            let words = |set: &Typeset, row| -> String {
                set.glyphs(&story, row)
                    .iter()
                    .map(|glyph| glyph.text)
                    .collect()
            };
            assert_eq!(words(&part, row), words(&whole, of_whole));
            assert_eq!((row.start, row.turn), (of_whole.start, of_whole.turn));
        }
    }
}

#[test]
fn a_short_story_is_set_as_a_whole() {
    let layout = Layout {
        width: 60,
        hidden: &[],
    };
    assert_eq!(Typeset::around(&report(), layout, 0).part(), None);
}
