//! What tells a heading besides its neighbours: stock words, the story's own widths, the other headings.

use super::{BLOSSOM, FERRIES, HARBOUR, ORCHARD, PILLARS, check};

#[test]
fn a_stock_heading_is_known_by_its_words() {
    let page = |line: &str| {
        format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\n{PILLARS}\n{line}\n- The report of the divers\n- The timetable of the ferries\n"
        )
    };
    check(
        &page("Further reading"),
        "= Harbour closes ferry terminal over rust
         .
         .
         # Further reading
         -
         -",
    );
}

#[test]
fn a_line_that_opens_like_the_paragraph_below_is_a_caption() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\n{FERRIES}\nDivers at the northern landing stage on Tuesday\n{PILLARS}\n{ORCHARD}\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         .
         .
         .
         .",
    );
}

#[test]
fn lines_that_open_with_a_dash_sign_what_was_said() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\nWhat the divers look for\n{PILLARS}\n“Rust never sleeps, and nor do the people who are paid to look for it.”\n— Olaf Brandt, diver\n{FERRIES}\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         # What the divers look for
         .
         .
         .
         .",
    );
}

#[test]
fn what_stands_in_the_form_of_the_headings_is_one_too() {
    // By itself the third would be too wide.
    let page = format!(
        "Where the boats go this winter\n{HARBOUR}\nPier 1: the fish market\n{PILLARS}\nPier 2: the old customs house\n{FERRIES}\nPier 3: the regatta stage, open from Friday, weather allowing\n{PILLARS}\nPier 4: the mill\n{FERRIES}\n"
    );
    check(
        &page,
        "= Where the boats go this winter
         .
         # Pier 1: the fish market
         .
         # Pier 2: the old customs house
         .
         # Pier 3: the regatta stage, open from Friday, weather allowing
         .
         # Pier 4: the mill
         .",
    );
}

#[test]
fn half_a_quotation_is_no_heading() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\n{PILLARS}\nOlaf Brandt, diver.\"\n{FERRIES}\n{ORCHARD}\n{BLOSSOM}\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         .
         .
         .
         .
         .",
    );
}

#[test]
fn in_a_story_of_short_paragraphs_a_line_of_their_width_is_one_of_them() {
    let short = "The boats came late and the crews went home\nNobody had told them of the rust before noon.\nThe board met at three and went on until five.\nA diver was sent for from the next port.\nHe said that he would come on Friday.\nThe ferries lie at the market until then.\n";
    check(
        &format!("Harbour closes ferry terminal over rust\nIt began on Monday.\n{short}"),
        "= Harbour closes ferry terminal over rust
         .
         .
         .
         .
         .
         .
         .",
    );
}
