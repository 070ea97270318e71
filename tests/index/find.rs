//! What is found, and in which order.

use byline::index::{Cancel, PassageKind, Query, Total, Window};
use jiff::civil::date;

use super::shelf::{Files, headlines, story};

fn library() -> Files {
    Files::of([
        story("Harbour strike enters third week", 2026, 3, 1)
            .deck("Dockers and port authority far apart")
            .text("Cranes stood still on Monday. The port authority called the demand absurd.")
            .heading("Background")
            .text("Deployments of soldiers to the docks were ruled out.")
            .said("Ana Lilia Rivera", "Sovereignty begins on the quay")
            .said("Tom Becker", "We want joint responses to automation")
            .promo("Share this story with a friend")
            .from("Coast Courier")
            .by("Ngozi Okafor"),
        story("Sovereignty and the sea", 2026, 2, 10)
            .text("A treaty on fishing was signed. The deployment of patrol boats goes on.")
            .said("Tom Becker", "Rivera is wrong about the quotas")
            .from("World Desk"),
        story("A talk about risk", 2025, 12, 24)
            .question("Reporter", "What risk do you see for the harbour?")
            .answer("Dr. Martinez", "None, if the guidelines hold.")
            .question("Reporter", "And the guidelines of last year?")
            .answer("Dr. Martinez", "They carried no risk, we thought.")
            .from("World Desk"),
        story("El café de São Paulo", 2024, 5, 5)
            .text("La política del café cambia. El precio sube.")
            .in_language("es"),
        story("東京の港", 2023, 1, 1)
            .text("主権についての議論が続く。")
            .in_language("ja"),
        story("Minutes of a meeting", 2022, 6, 1)
            .text("The authority met. Later on, far away, there was a port of call.")
            .undated(),
    ])
}

#[track_caller]
fn check(query: &str, expect: &[&str]) {
    let files = library();
    let index = files.index();
    let page = files.ask(&index, query);
    assert_eq!(headlines(&page), expect, "{query}");
    assert_eq!(page.total, Total::Exact(expect.len()), "{query}");
}

const STRIKE: &str = "Harbour strike enters third week";
const SEA: &str = "Sovereignty and the sea";
const TALK: &str = "A talk about risk";
const CAFE: &str = "El café de São Paulo";
const TOKYO: &str = "東京の港";
const MINUTES: &str = "Minutes of a meeting";

#[test]
fn nothing_asked_gives_all_newest_first() {
    check("", &[STRIKE, SEA, TALK, CAFE, TOKYO, MINUTES]);
    check("  ", &[STRIKE, SEA, TALK, CAFE, TOKYO, MINUTES]);
}

#[test]
fn all_words_must_hold_and_the_headline_counts_most() {
    check("sovereignty ", &[SEA, STRIKE]);
    check("treaty fishing ", &[SEA]);
    check("treaty cranes ", &[]);
}

#[test]
fn the_last_word_may_be_half_typed() {
    check("cra", &[STRIKE]);
    check("sovereig", &[SEA, STRIKE]);
    check("cra ", &[]);
    check("s", &[STRIKE, SEA, CAFE, TALK]);
}

#[test]
fn phrases_stand_together() {
    check("\"port authority\"", &[STRIKE]);
    check("\"port auth", &[STRIKE]);
    check("\"authority port\"", &[]);
    check("port-authority ", &[STRIKE]);
}

#[test]
fn words_near_each_other_rank_first() {
    check("port authority ", &[STRIKE, MINUTES]);
}

#[test]
fn operators_combine() {
    check("sovereignty -harbour ", &[SEA]);
    check("treaty OR cranes sort:date", &[STRIKE, SEA]);
    check("-sovereignty -risk ", &[CAFE, TOKYO, MINUTES]);
    check("(treaty OR cranes) rivera quotas ", &[SEA]);
}

#[test]
fn case_accents_and_forms_fold() {
    check("CAFE ", &[CAFE]);
    check("sao ", &[CAFE]);
    check("politica ", &[CAFE]);
    check("deployment ", &[SEA, STRIKE]);
    check("deployments ", &[STRIKE, SEA]);
}

#[test]
fn scripts_without_spaces_are_searched() {
    check("主権", &[TOKYO]);
    check("港", &[TOKYO]);
    check("権主", &[]);
}

#[test]
fn misspelt_words_are_found_and_it_is_said() {
    let files = library();
    let page = files.ask(&files.index(), "sovereigty ");
    assert_eq!(headlines(&page), [SEA, STRIKE]);
    assert_eq!(
        page.hints[0].message,
        "“sovereigty” is in no story, “sovereignty” was looked for"
    );
    check("treety~ ", &[SEA]);
}

#[test]
fn what_is_said_holds_of_one_utterance() {
    check("speaker:rivera sovereignty ", &[STRIKE]);
    check("speaker:becker rivera ", &[SEA]);
    check("said:\"joint responses\"", &[STRIKE]);
    check("said:sovereignty speaker:rivera ", &[STRIKE]);
    check("speaker:rivera said:automation ", &[]);
    check("speaker:becker -speaker:rivera ", &[SEA]);
    check(
        "(speaker:rivera OR speaker:martinez) sort:date",
        &[STRIKE, TALK],
    );
}

#[test]
fn questions_and_answers_are_told_apart() {
    check("asked:risk ", &[TALK]);
    check("answered:guidelines ", &[TALK]);
    check("asked:fishing ", &[]);
    check("asked:guidelines answered:risk ", &[TALK]);
    check("speaker:reporter harbour ", &[TALK]);
}

#[test]
fn what_nobody_says_is_looked_for_in_the_story() {
    let files = library();
    let page = files.ask(&files.index(), "speaker:rivera cranes ");
    assert_eq!(headlines(&page), [STRIKE]);
    assert!(page.hints[0].message.starts_with("nobody says"));
}

#[test]
fn fields_narrow() {
    check("headline:sovereignty ", &[SEA]);
    check("section:background ", &[STRIKE]);
    check("source:courier ", &[STRIKE]);
    check("byline:okafor ", &[STRIKE]);
    check("is:interview", &[TALK]);
    check("kind:report -is:undated sovereignty ", &[SEA, STRIKE]);
    check("lang:es", &[CAFE]);
    check("path:3", &[CAFE]);
    check("quotes:>1", &[STRIKE]);
    check("quotes:1", &[SEA]);
}

#[test]
fn dates_narrow_and_the_undated_have_none() {
    check("after:2026", &[STRIKE, SEA]);
    check("before:2024", &[TOKYO]);
    check("on:2025-12", &[TALK]);
    check("on:\"last month\"", &[SEA]);
    check("after:\"2 weeks ago\"", &[STRIKE]);
    check("is:undated", &[MINUTES]);
}

#[test]
fn order_can_be_chosen() {
    check("sovereignty sort:date", &[STRIKE, SEA]);
    check("sovereignty sort:relevance", &[SEA, STRIKE]);
    let files = library();
    let page = files.ask(&files.index(), "sort:length");
    let words: Vec<usize> = page.rows.iter().map(|row| row.words).collect();
    assert!(words.is_sorted_by(|one, next| one >= next), "{words:?}");
}

#[test]
fn page_furniture_is_not_found() {
    check("friend ", &[]);
}

#[test]
fn newer_stories_are_preferred_unless_told_otherwise() {
    let telling = |day| story("Budget vote", 2026, 1, day).text("The council voted.");
    let files = Files::of([telling(1), telling(20)]);
    let index = files.index();
    let fresh = files.ask(&index, "council ");
    assert!(fresh.rows[0].date > fresh.rows[1].date);
    assert!(fresh.rows[0].score > fresh.rows[1].score);
    let relevant = files.ask(&index, "council sort:relevance");
    assert!((relevant.rows[0].score - relevant.rows[1].score).abs() < f32::EPSILON);
    assert!(
        relevant.rows[0].date > relevant.rows[1].date,
        "ties by date"
    );
}

#[test]
fn the_passage_is_where_the_words_are() {
    let files = library();
    let page = files.ask(&files.index(), "soldiers docks ");
    let passage = page.rows[0]
        .passage
        .as_ref()
        .expect("words that were found");
    assert_eq!(passage.kind, PassageKind::Paragraph);
    assert_eq!(
        passage.text,
        "Deployments of soldiers to the docks were ruled out."
    );
    let lit: Vec<&str> = passage
        .highlights
        .iter()
        .map(|span| &passage.text[span.range()])
        .collect();
    assert_eq!(lit, ["soldiers", "docks"]);
}

#[test]
fn the_passage_of_an_utterance_says_who() {
    let files = library();
    let index = files.index();
    let page = files.ask(&index, "speaker:rivera sovereignty ");
    let passage = page.rows[0].passage.as_ref().expect("a quotation");
    assert_eq!(passage.kind, PassageKind::Quote);
    assert_eq!(passage.speaker.as_deref(), Some("Ana Lilia Rivera"));
    assert_eq!(passage.text, "Sovereignty begins on the quay");
    let page = files.ask(&index, "answered:risk ");
    let passage = page.rows[0].passage.as_ref().expect("a turn");
    assert_eq!(passage.kind, PassageKind::Turn);
    assert_eq!(passage.speaker.as_deref(), Some("Dr. Martinez"));
    assert_eq!(passage.text, "They carried no risk, we thought.");
}

#[test]
fn passages_are_slices_of_their_story() {
    let files = library();
    let index = files.index();
    for query in [
        "harbour",
        "the",
        "cafe",
        "主",
        "speaker:a",
        "said:the",
        "asked:guide",
        "港",
    ] {
        for row in files.ask(&index, query).rows {
            let Some(passage) = row.passage else { continue };
            let story = files.load(&row.id).expect("a story of the library");
            assert_eq!(story.slice(passage.span), passage.text, "{query}");
            assert!(passage.hits.is_sorted(), "{query}");
            for span in &passage.highlights {
                assert!(passage.text.get(span.range()).is_some(), "{query}");
            }
            for span in &passage.hits {
                assert!(story.text.get(span.range()).is_some(), "{query}");
            }
        }
    }
}

#[test]
fn every_window_of_the_list_is_a_part_of_it() {
    let stories = (0..60).map(|number| {
        let day = i8::try_from(number % 7 + 1).expect("small");
        story(&format!("Story {number}"), 2026, 1, day).text("Same words everywhere.")
    });
    let mut files = Files::of(stories);
    let index = files.index();
    // Another part of the index, and holes in the first one.
    for number in [3, 17, 31] {
        files.0.remove(&format!("{number}.txt"));
    }
    files.put(
        "late.txt",
        9,
        [story("Late", 2026, 1, 3).text("Same words.")],
    );
    files.sync(&index);
    for query in ["", "words ", "words sort:date"] {
        let all = files.ask_window(
            &index,
            query,
            Window {
                offset: 0,
                limit: 100,
            },
        );
        assert_eq!(all.rows.len(), 58, "{query}");
        for offset in 0..all.rows.len() {
            let window = Window { offset, limit: 5 };
            let page = files.ask_window(&index, query, window);
            let end = (offset + 5).min(all.rows.len());
            assert_eq!(page.rows, all.rows[offset..end], "{query} at {offset}");
            assert_eq!(page.total, Total::Exact(58));
        }
    }
}

#[test]
fn every_beginning_of_every_query_has_an_answer() {
    let files = library();
    let index = files.index();
    for query in generated(500) {
        for (end, _) in query.char_indices() {
            files.ask(&index, &query[..end]);
        }
        files.ask(&index, &query);
    }
}

/// Queries made of all that the language knows, in an order without order.
fn generated(count: usize) -> Vec<String> {
    const PARTS: &[&str] = &[
        "harbour",
        "sovereignty",
        "café",
        "主権",
        "\"port authority\"",
        "“joint",
        "-risk",
        "-",
        "(",
        ")",
        "OR",
        "treety~",
        "crane*",
        "speaker:rivera",
        "speaker:",
        "said:\"joint responses\"",
        "asked:risk",
        "answered:(a OR b)",
        "headline:sea",
        "section:\"",
        "is:interview",
        "is:",
        "kind:x",
        "after:2025-01",
        "before:\"3 days ago\"",
        "on:yesterday",
        "on:20",
        "words:<800",
        "words:a..b",
        "quotes:>5",
        "sort:date",
        "sort:len",
        "path:3",
        "lang:e",
        "lang:es",
        "sayd:x",
        "http://example.org/a?b",
        "10:30",
        "\\",
        "NOT",
        "AND",
        "|",
        "'",
        "\u{301}",
    ];
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut query = || {
        let parts = (0..=next(4)).map(|_| PARTS[next(PARTS.len())]);
        parts.collect::<Vec<_>>().join(" ")
    };
    (0..count).map(|_| query()).collect()
}

#[test]
fn several_speakers_are_those_of_one_story() {
    let files = Files::of([
        story("Both", 2026, 3, 1)
            .said("Ana Rivera", "The quay is ours")
            .said("Tom Becker", "The lamp is yours"),
        story("One", 2026, 3, 2).said("Ana Rivera", "The lamp is broken"),
        story("Other", 2026, 3, 3).said("Tom Becker", "The quay is broken"),
    ]);
    let index = files.index();
    let both = files.ask(&index, "speaker:rivera speaker:becker ");
    assert_eq!(headlines(&both), ["Both"]);
    let hint = &both.hints[0].message;
    assert_eq!(hint, "stories in which each of them speaks: rivera, becker");
    // What is said is said by one of them.
    let found = |query| files.ask(&index, query).total.count();
    assert_eq!(found("speaker:rivera speaker:becker lamp "), 1);
    assert_eq!(found("speaker:rivera speaker:becker said:broken "), 0);
    let query = Query::parse_on("speaker:rivera speaker:becker ", date(2026, 3, 12));
    let snapshot = index.snapshot().expect("an index that can be read");
    let said = snapshot.all_utterances(&query, &Cancel::never());
    assert_eq!(said.expect("an answer").total.count(), 2);
}

#[test]
fn words_are_found_near_each_other_and_by_pattern() {
    let files = Files::of([
        story("Near", 2026, 3, 1).text("The cost of the new detention centre is high."),
        story("Far", 2026, 3, 2)
            .text("The cost is high. Nobody in the town had ever asked for a detention centre."),
        story("Other", 2026, 3, 3).text("Immigration is a word of the world, immersion is not."),
        story("Boats", 2026, 3, 4).said("Ana Rivera", "A boat near many boats is a fleet"),
        story("Boat", 2026, 3, 5).text("The boat was alone."),
    ]);
    let index = files.index();
    let found = |query| {
        let page = files.ask(&index, query);
        let mut headlines: Vec<String> = page.rows.iter().map(|row| row.headline.clone()).collect();
        headlines.sort();
        headlines.join(" ")
    };
    assert_eq!(found("detention NEAR/5 cost "), "Near");
    assert_eq!(found("\"cost detention\"~3 "), "Near");
    assert_eq!(found("\"cost detention\"~2 "), "");
    assert_eq!(found("cost NEAR/20 detention "), "Far Near");
    assert_eq!(found("said:fleet NEAR/3 boats "), "Boats");
    assert_eq!(found("said:fleet NEAR/1 many "), "");
    assert_eq!(found("imm*tion "), "Other");
    assert_eq!(found("wor?d "), "Other");
    assert_eq!(found("wo?d "), "Other");
    assert_eq!(found("w?d "), "");
    assert_eq!(found("boats "), "Boat Boats");
    assert_eq!(found("=boats "), "Boats");
    let page = files.ask(&index, "detention NEAR/5 cost ");
    let passage = page.rows[0].passage.as_ref().expect("a passage");
    let lit = passage
        .highlights
        .iter()
        .map(|hit| &passage.text[hit.range()]);
    assert_eq!(lit.collect::<Vec<_>>(), ["cost", "detention"]);
    let hints = files.ask(&index, "w?d ").hints;
    assert_eq!(hints[0].message, "no word of the library is like “w?d”");
}

#[test]
fn words_are_found_joined_and_apart() {
    let files = Files::of([
        story("The harbourmaster resigns", 2026, 3, 3).text("Nobody knows why."),
        story("A new face on the quay", 2026, 3, 2)
            .text("Dredging began.")
            .said("Ana Low", "The harbour-master came from the north"),
        story("Minutes", 2026, 3, 1).text("The harbour master was thanked."),
        story("Two things", 2026, 2, 1).text("A master of arts saw the harbour."),
        story("A word", 2026, 1, 1).text("They understand what stands under it: under stand."),
    ]);
    let index = files.index();
    let found = |query: &str| {
        let page = files.ask(&index, query);
        let mut found: Vec<String> = headlines(&page).into_iter().map(str::to_owned).collect();
        found.sort();
        found
    };
    let both = [
        "A new face on the quay",
        "Minutes",
        "The harbourmaster resigns",
    ];
    for query in ["harbourmaster ", "harbour-master ", "Harbourmaster"] {
        assert_eq!(found(query), both, "{query}");
    }
    let apart = [both[0], both[1], both[2], "Two things"];
    assert_eq!(found("harbour master "), apart);
    assert_eq!(found("\"harbour master\" "), both[..2]);
    assert_eq!(found("=harbourmaster "), both[2..]);
    assert_eq!(found("said:harbourmaster "), both[..1]);
    assert_eq!(found("understand "), ["A word"]);
    let page = files.ask(&index, "harbourmaster ");
    for row in &page.rows {
        let passage = row.passage.as_ref().expect("it answers in words");
        assert!(!passage.highlights.is_empty(), "{passage:?}");
    }
    let page = files.ask(&index, "understand ");
    let lit = &page.rows[0].passage.as_ref().expect("it answers").hits;
    assert_eq!(lit.len(), 1, "small words are no parts: {lit:?}");
}
