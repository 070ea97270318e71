use proptest::prelude::*;

use super::sample::{interview, long, report, story};
use super::*;
use crate::story::Shape;

fn set(story: &Story, width: u16) -> Typeset {
    Typeset::new(
        story,
        Layout {
            width,
            ..Layout::default()
        },
    )
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
        while columns::columns(&text) < usize::from(glyph.column) {
            text.push(' ');
        }
        text.push_str(glyph.text);
    }
    match row.line {
        Line::Underline => "────".to_string(),
        Line::Break => "* * *".to_string(),
        Line::Signature => "signature".to_string(),
        Line::TableRule(columns) => "─".repeat(columns.into()),
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
        &[
            "month  boats",
            "────────────",
            "May        9",
            "June      31",
        ],
    );
}

#[test]
fn cells_wrap_where_the_table_is_too_wide() {
    check(
        &["| January\tnine boats and a ferry"],
        18,
        &["January  nine", "         boats and", "         a ferry"],
    );
}

#[test]
fn heads_wrap_before_anything_else_does() {
    check(
        &[
            "| Year\tLeft the old lake",
            "| 2023\t1,420,000",
            "| 2024\t860,000",
        ],
        16,
        &[
            "        Left the",
            "Year    old lake",
            "────────────────",
            "2023   1,420,000",
            "2024     860,000",
        ],
    );
}

#[test]
fn a_table_takes_the_columns_beside_the_text_before_its_cells_wrap() {
    let story = story(&["| Route\tNote", "| North\tnever on a Sunday"]);
    let layout = Layout {
        width: 14,
        beside: Beside { left: 6, right: 6 },
        ..Layout::default()
    };
    let typeset = Typeset::new(&story, layout);
    assert_eq!(
        lines(&story, &typeset),
        [
            "Route  Note",
            "────────────────────────",
            "North  never on a Sunday"
        ]
    );
    assert!(typeset.rows().iter().all(|row| row.outdent == 4));
}

#[test]
fn a_table_without_room_gives_each_cell_a_line_behind_its_label() {
    check(
        &[
            "| Boat\tCaptain\tHarbour\tRemark",
            "| Heron\tMeireles\tSallowmouth\tlaid up since the autumn",
        ],
        26,
        &[
            "Boat       Heron",
            "  Captain  Meireles",
            "  Harbour  Sallowmouth",
            "  Remark   laid up since",
            "           the autumn",
        ],
    );
}

#[test]
fn cells_beyond_the_head_are_kept() {
    check(
        &["| Boat\tTime", "| Heron\t9.40\tcancelled"],
        40,
        &[
            "Boat   Time",
            "──────────────────────",
            "Heron  9.40  cancelled",
        ],
    );
}

#[test]
fn verse_has_no_air_between_its_lines() {
    let mut story = story(&["Roses are red,", "violets are blue.", "So they say."]);
    story.blocks[1].shape = Shape::Close;
    assert_eq!(
        lines(&story, &set(&story, 30)),
        ["Roses are red,", "violets are blue.", "", "So they say."]
    );
}

#[test]
fn what_stands_in_an_item_stands_under_its_words() {
    let mut story = story(&["1 Flour", "- strong", "It should be fresh.", "- [ ] buy it"]);
    (story.blocks[1].level, story.blocks[2].shape) = (1, Shape::Within(1));
    assert_eq!(
        lines(&story, &set(&story, 30)),
        [
            "    Flour",
            "      strong",
            "",
            "      It should be fresh.",
            "",
            "  buy it"
        ]
    );
}

#[test]
fn hebrew_is_seen_from_right_to_left_and_keeps_its_bytes() {
    let text = "שלום abc";
    let story = story(&[text]);
    let layout = Layout {
        width: 12,
        manner: Manner {
            bidi: Bidi::Ordered,
            ..Manner::default()
        },
        ..Layout::default()
    };
    let typeset = Typeset::new(&story, layout);
    assert_eq!(lines(&story, &typeset).len(), 1);
    let row = typeset.rows()[0];
    let mut glyphs = typeset.glyphs(&story, &row);
    let bytes: Vec<usize> = glyphs.iter().map(|glyph| glyph.at).collect();
    assert!(bytes.is_sorted(), "they stay in the order of the text");
    glyphs.sort_by_key(|glyph| glyph.column);
    let seen: String = glyphs.iter().map(|glyph| glyph.text).collect();
    assert_eq!(seen, "abc םולש");
    assert_eq!((glyphs[0].column, typeset.end_of(&story, &row)), (4, 12));
    assert_eq!(typeset.byte_at(&story, 0, 11), Some(0));
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
            ..Layout::default()
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
fn rows_under_names_are_in_the_order_of_the_text() {
    let lines = ["Q Ann Lind: Why?", "A Bo Ek: ", "Q Cy: No.", "A Bo Ek: So."];
    let mut story = story(&lines);
    // Nothing was said after the second label.
    let (label, next) = (story.turns[1].label, story.turns[2].label);
    story.turns[1].span = Span::new(next.start, next.start);
    for width in [4, 40] {
        let typeset = set(&story, width);
        let starts: Vec<usize> = typeset.rows().iter().map(|row| row.start).collect();
        assert!(starts.is_sorted(), "{starts:?}");
        let row = typeset.rows()[typeset.row_of(label.start)];
        assert_eq!(row.start, label.start, "{width}");
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
    let mut cells = vec![];
    for (index, row) in rows.iter().enumerate() {
        let glyphs = typeset.glyphs(story, row);
        let end = typeset.end_of(story, row);
        assert!(
            end <= width.max(1) || glyphs.len() == 1,
            "{row:?} ends at {end} of {width}"
        );
        if let Line::Cells(line) = row.line {
            cells.extend(typeset.lines[line].cells.iter().map(|(_, words)| *words));
        }
        if matches!(row.line, Line::Words(_) | Line::Name) {
            set_words.push_str(story.slice(row.text));
            if !row.text.is_empty() {
                assert_eq!(typeset.row_of(row.text.start), index, "{row:?}");
                assert!(typeset.row_of(row.text.end - 1) == index);
            }
        }
    }
    let mut words = story.text.clone();
    let tables = story
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::TableRow);
    for block in tables.clone() {
        let is_set = |(at, character): (usize, char)| {
            let at = block.span.start + at;
            character.is_whitespace() || cells.iter().any(|cell| cell.contains(at))
        };
        assert!(
            story.slice(block.span).char_indices().all(is_set),
            "at {width}"
        );
    }
    for block in tables.rev() {
        words.replace_range(block.span.range(), &"\n".repeat(block.span.len()));
    }
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
        ..Layout::default()
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
        ..Layout::default()
    };
    assert_eq!(Typeset::around(&report(), layout, 0).part(), None);
}
