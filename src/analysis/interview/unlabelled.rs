//! Interviews that print no labels: questions in bold, or on lines of their own, answers under them.
//!
//! Lists of frequent questions and reports with bold headings look the same. What tells an interview
//! from them are the persons: it asks "you" and answers "I".

use crate::language::talk_words;
use crate::page::labels;
use crate::story::{Block, BlockKind, Certainty, InlineKind, Span, Story};

use super::exchange::{Exchange, Shares, is_question};
use super::lead;
use super::words::Persons;

/// Fewer bold questions are headings of a report that happen to ask.
const FEWEST_BOLD: usize = 3;
/// Fewer lines that ask, and nothing else to tell them by, are an essay.
const FEWEST_BARE: usize = 5;
/// Of these it takes as many where every line that does not ask answers.
const FEWEST_IN_TURN: usize = 3;
/// Longest question on a line of its own, in bytes.
const LONGEST_BARE: usize = 300;

/// The exchanges of an interview without labels, or with labels at some turns only, if the story is one.
pub(super) fn exchanges(story: &Story) -> Option<Vec<Exchange>> {
    let persons = Persons::of(story);
    let found = in_bold(story, &persons)
        .or_else(|| in_italics(story, &persons))
        .or_else(|| on_lines(story, &persons))
        .or_else(|| in_turn(story, &persons))
        .or_else(|| dashed(story))
        .or_else(|| labelled(story));
    let mut found = remarks_apart(story, found?);
    pass_over_dashes(story, &mut found);
    Some(found)
}

/// Questions in bold. Not each must end with its mark: "Tell me about your boats."
fn in_bold(story: &Story, persons: &Persons) -> Option<Vec<Exchange>> {
    let strong = |kind: &InlineKind| *kind == InlineKind::Strong;
    let bold = story.inlines.iter().filter(|inline| strong(&inline.kind));
    let bold: Vec<Span> = bold.map(|inline| inline.span).collect();
    if bold.len() < FEWEST_BOLD {
        return None;
    }
    let found = read(story, |block| is_bold(block, &bold));
    let shares = Shares::of(story, &found, persons);
    let talk = shares.ask * 3 >= found.len() * 2
        && (shares.you * 2 >= found.len() || (shares.you > 0 && promises_a_talk(story)))
        && shares.of_me < shares.you
        && (shares.i * 3 >= found.len() * 2 || lead::is_spoken(story) && shares.of_me == 0);
    (found.len() >= FEWEST_BOLD && talk && fill(story, &found)).then_some(found)
}

/// Questions in italics: each asks, for notes and introductions are set so as well.
fn in_italics(story: &Story, persons: &Persons) -> Option<Vec<Exchange>> {
    let slanted = story.inlines.iter();
    let slanted = slanted.filter(|inline| inline.kind == InlineKind::Emphasis);
    let slanted: Vec<Span> = slanted.map(|inline| inline.span).collect();
    if slanted.len() < FEWEST_BOLD {
        return None;
    }
    let asks = |block: &Block| is_bold(block, &slanted) && is_question(story.slice(block.span));
    let found = read(story, asks);
    let shares = Shares::of(story, &found, persons);
    let in_person = shares.you * 3 >= found.len() && shares.i * 3 >= found.len();
    let to_somebody = in_person || promises_a_talk(story);
    let talk = to_somebody && shares.of_me * 5 <= found.len();
    (found.len() >= FEWEST_BOLD && talk && fill(story, &found)).then_some(found)
}

/// Questions on lines or as headings, from the first one to the end of the story, each answered in a
/// paragraph or two: fewer are enough, because no report or essay is built so.
fn in_turn(story: &Story, persons: &Persons) -> Option<Vec<Exchange>> {
    let plain = story.meta.format == "plain";
    let promised = promises_a_talk(story);
    let asks = |block: &Block| {
        let heading = block.kind == BlockKind::Heading && (plain || promised);
        (heading || (plain && block.kind == BlockKind::Paragraph))
            && block.span.len() <= LONGEST_BARE
            && is_question(story.slice(block.span))
    };
    if story.blocks.iter().filter(|block| asks(block)).count() < FEWEST_IN_TURN {
        return None;
    }
    let found = read(story, asks);
    let first = found.first()?.question.start;
    let all = || {
        story
            .blocks
            .iter()
            .filter(|block| block.span.start >= first)
    };
    let dense = found.len() >= FEWEST_IN_TURN && all().count() <= found.len() * 3;
    let aside = |block: &Block| !is_speech(block.kind) && !asks(block);
    let shares = Shares::of(story, &found, persons);
    let to_somebody = shares.you * 4 >= found.len() * 3 && shares.i * 3 >= found.len();
    let of_somebody = shares.i * 2 >= found.len() && (promised || shares.you * 2 >= found.len());
    // A language that drops its pronouns has neither.
    let all_ask = promised && all().all(|block| block.kind != BlockKind::Heading || asks(block));
    let most = if promised { 3 } else { 5 };
    let asked = shares.of_me * most <= found.len() && (to_somebody || of_somebody || all_ask);
    let talk = asked || lead::is_led(story, &found, shares);
    (dense && !all().any(aside) && talk && fill(story, &found)).then_some(found)
}

/// Whether headline or deck says that somebody is asked: "Q&A", "Five questions for …".
fn promises_a_talk(story: &Story) -> bool {
    let deck = story.meta.deck.as_deref().unwrap_or_default();
    [story.meta.headline.as_str(), deck]
        .into_iter()
        .any(|line| talk_words::promises(&line.to_lowercase()))
}

/// Questions on lines of their own, in text without marks. An essay asks now and then; here the
/// lines take turns, nearly all answers speak of "I", hardly a question does.
fn on_lines(story: &Story, persons: &Persons) -> Option<Vec<Exchange>> {
    let asks = |block: &Block| {
        let guessed = block.kind == BlockKind::Heading && block.certainty != Certainty::Sure;
        (block.kind == BlockKind::Paragraph || (guessed && story.meta.format == "plain"))
            && block.span.len() <= LONGEST_BARE
            && is_question(story.slice(block.span))
    };
    if story.blocks.iter().filter(|block| asks(block)).count() < FEWEST_BARE {
        return None;
    }
    let found = read(story, asks);
    let shares = Shares::of(story, &found, persons);
    let talk = shares.you * 2 >= found.len()
        && shares.of_me * 5 <= found.len()
        && shares.i * 4 >= found.len() * 3;
    (found.len() >= FEWEST_BARE && talk && fill(story, &found)).then_some(found)
}

/// Blocks that ask, each with the paragraphs up to the next one or to what is no speech.
fn read(story: &Story, asks: impl Fn(&Block) -> bool) -> Vec<Exchange> {
    let mut found: Vec<Exchange> = Vec::new();
    let mut asked: Option<Span> = None;
    let mut answering = false;
    for block in &story.blocks {
        if asks(block) {
            let start = asked.map_or(block.span.start, |asked| asked.start);
            asked = Some(Span::new(start, block.span.end));
            answering = false;
        } else if !is_speech(block.kind) {
            (asked, answering) = (None, false);
        } else if let Some(question) = asked.take() {
            let answer = block.span;
            found.push(Exchange { question, answer });
            answering = true;
        } else if let Some(last) = found.last_mut().filter(|_| answering) {
            last.answer.end = block.span.end;
        }
    }
    found
}

/// The length of the dash that speech opens with, as printers of many languages set it.
fn dash(text: &str) -> usize {
    let rest = text.strip_prefix(['—', '–', '-', '―']);
    rest.map_or(0, |rest| text.len() - rest.trim_start().len())
}

/// Where most questions open with a dash, it is none of their words, nor of the answers'.
fn pass_over_dashes(story: &Story, found: &mut [Exchange]) {
    let opens = |one: &&Exchange| dash(story.slice(one.question)) > 0;
    if found.iter().filter(opens).count() * 3 < found.len() * 2 {
        return;
    }
    for one in found {
        one.question.start += dash(story.slice(one.question));
        one.answer.start += dash(story.slice(one.answer));
    }
}

/// Fewer questions behind dashes are a scene in a report.
const FEWEST_DASHED: usize = 3;

/// Questions behind a dash; answers behind nothing, or behind a dash in their turn.
fn dashed(story: &Story) -> Option<Vec<Exchange>> {
    let opens =
        |block: &&Block| block.kind == BlockKind::Paragraph && dash(story.slice(block.span)) > 0;
    let lines: Vec<&Block> = story.blocks.iter().filter(opens).collect();
    let ask = lines
        .iter()
        .filter(|line| is_question(story.slice(line.span)))
        .count();
    if lines.len() < FEWEST_DASHED || ask < FEWEST_DASHED {
        return None;
    }
    let all = ask * 5 >= lines.len() * 4;
    let asks = |block: &Block| {
        let at = lines.partition_point(|line| line.span.start < block.span.start);
        let found = lines.get(at).is_some_and(|line| line.span == block.span);
        found && (all || at % 2 == 0)
    };
    let found = read(story, asks);
    let question = |one: &&Exchange| is_question(story.slice(one.question));
    let answer = |one: &&Exchange| is_question(story.slice(one.answer));
    let by_turns = found.iter().filter(question).count() * 3 >= found.len() * 2
        && found.iter().filter(answer).count() * 3 <= found.len();
    (found.len() >= FEWEST_DASHED && by_turns && fill(story, &found)).then_some(found)
}

/// Labels on one side only: at the questions, which ask, or at the answers, which questions precede.
fn labelled(story: &Story) -> Option<Vec<Exchange>> {
    let label = the_label(story)?;
    let bears = |block: &Block| label_of(story, block) == Some(&label);
    let asked = read(story, bears);
    if is_answered(story, &asked) {
        return Some(asked);
    }
    let starts: Vec<usize> = story
        .blocks
        .windows(2)
        .filter(|pair| bears(&pair[1]) && is_question(story.slice(pair[0].span)))
        .map(|pair| pair[0].span.start)
        .collect();
    let found = read(story, |block| {
        starts.binary_search(&block.span.start).is_ok()
    });
    is_answered(story, &found).then_some(found)
}

/// Whether most of three questions or more end as one, and the exchanges are the story.
fn is_answered(story: &Story, found: &[Exchange]) -> bool {
    let question = |one: &&Exchange| is_question(story.slice(one.question));
    found.len() >= FEWEST_BOLD
        && found.iter().filter(question).count() * 3 >= found.len() * 2
        && fill(story, found)
}

/// The one label that opens three blocks or more.
fn the_label(story: &Story) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for block in &story.blocks {
        let Some(label) = label_of(story, block) else {
            continue;
        };
        match counts.iter().position(|known| known.0 == label) {
            Some(at) => counts[at].1 += 1,
            None if counts.len() < MOST_LABELS => counts.push((label, 1)),
            None => return None,
        }
    }
    let mut again = counts.iter().filter(|(_, count)| *count >= FEWEST_BOLD);
    match (again.next(), again.next()) {
        (Some((label, _)), None) => Some((*label).to_owned()),
        _ => None,
    }
}

/// More different labels than such an interview prints.
const MOST_LABELS: usize = 24;

/// The label that a paragraph opens with, each word of it in capitals.
fn label_of<'a>(story: &'a Story, block: &Block) -> Option<&'a str> {
    let words = story.slice(block.span);
    let label = (block.kind == BlockKind::Paragraph).then(|| labels::label(words))??;
    let label = &words[label.start..label.label];
    label
        .split_whitespace()
        .all(labels::has_capital)
        .then_some(label)
}

/// Where every answer but a few takes one paragraph, one of three holds a remark of the asker: "That
/// sounds sad."
fn remarks_apart(story: &Story, found: Vec<Exchange>) -> Vec<Exchange> {
    let lines = |one: &Exchange| story.slice(one.answer).split('\n').count();
    let plain = found.iter().filter(|one| lines(one) == 1).count();
    let others = found.len() - plain;
    let threes = found.iter().filter(|one| lines(one) == 3).count();
    if others == 0 || others != threes || others * 3 > plain {
        return found;
    }
    let mut apart = Vec::with_capacity(found.len() + threes);
    for one in found {
        if lines(&one) == 1 {
            apart.push(one);
            continue;
        }
        let mut starts = vec![one.answer.start];
        let breaks = memchr::memchr_iter(b'\n', story.slice(one.answer).as_bytes());
        starts.extend(breaks.map(|at| one.answer.start + at + 1));
        let [first, remark, last] = starts[..] else {
            apart.push(one);
            continue;
        };
        apart.push(Exchange {
            question: one.question,
            answer: Span::new(first, remark - 1),
        });
        apart.push(Exchange {
            question: Span::new(remark, last - 1),
            answer: Span::new(last, one.answer.end),
        });
    }
    apart
}

/// Whether the exchanges are at least half of the story.
fn fill(story: &Story, found: &[Exchange]) -> bool {
    let bytes = found
        .iter()
        .map(|one| one.question.len() + one.answer.len());
    bytes.sum::<usize>() * 2 >= story.text.len()
}

fn is_speech(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote
    )
}

fn is_bold(block: &Block, bold: &[Span]) -> bool {
    let after = bold.partition_point(|span| span.start <= block.span.start);
    let last = after.checked_sub(1).map(|at| bold[at]);
    block.kind == BlockKind::Paragraph && last.is_some_and(|span| span.covers(block.span))
}

#[cfg(test)]
mod tests {
    use crate::format;
    use crate::story::StoryKind;

    /// Turns as `Q name: speech` of a Markdown text.
    fn check(text: &str, expect: &[&str]) {
        check_file("a.md", text, expect);
    }

    fn check_file(name: &str, text: &str, expect: &[&str]) {
        let source = format::Source {
            name,
            bytes: text.as_bytes(),
        };
        let stories = format::parse(source, None);
        let story = &stories[0];
        let turns: Vec<String> = story
            .turns
            .iter()
            .map(|turn| {
                let role = format!("{:?}", turn.role);
                let name = &story.people[turn.speaker].name;
                let speech = story.slice(turn.span).replace('\n', " ");
                format!("{} {name}: {speech}", &role[..1])
            })
            .collect();
        assert_eq!(turns, expect, "{text}");
        let interview = story.meta.kind == StoryKind::Interview;
        assert_eq!(interview, !expect.is_empty(), "{text}");
    }

    #[test]
    fn questions_in_bold() {
        check(
            "# The pilot\n\nInes Rocha sat down with Tom Pell.\n\n\
             **When did you begin?**\n\nI was nineteen.\n\nThe ice had come.\n\n\
             **Were you afraid?**\n\nI was, and I am.\n\n\
             **Tell me about your boats.**\n\nThey wait. I like that.\n\n\
             **Will you go on?**\n\nAs long as they let me.\n\n## About the author\n\nShe writes.",
            &[
                "Q Q: When did you begin?",
                "A Tom Pell: I was nineteen. The ice had come.",
                "Q Q: Were you afraid?",
                "A Tom Pell: I was, and I am.",
                "Q Q: Tell me about your boats.",
                "A Tom Pell: They wait. I like that.",
                "Q Q: Will you go on?",
                "A Tom Pell: As long as they let me.",
            ],
        );
    }

    #[test]
    fn questions_in_italics() {
        let talk = "# Five questions for Tom Pell\n\n*Ana Lind asked them on the dyke.*\n\n\
                    *Why salt?*\n\nMy mother sold it.\n\n*And the rain?*\n\nOne begins again.\n\n\
                    *Who comes after?*\n\nNobody, I think.";
        check(
            talk,
            &[
                "Q Q: Why salt?",
                "A Tom Pell: My mother sold it.",
                "Q Q: And the rain?",
                "A Tom Pell: One begins again.",
                "Q Q: Who comes after?",
                "A Tom Pell: Nobody, I think.",
            ],
        );
        check(&talk.replace("?*", ".*"), &[]);
        check(
            "# Boats\n\n*Do you ship?*\n\nThe yard ships.\n\n*Do you paint?*\n\nThe yard paints.\n\n\
             *Do you pay?*\n\nThe yard pays.",
            &[],
        );
    }

    #[test]
    fn nobody_is_made_up() {
        check(
            "# On boats\n\n**Do you row?**\n\nI do.\n\n**Do you sail?**\n\nI try.\n\n\
             **And do you swim?**\n\nNot if I can help it.",
            &[
                "Q Q: Do you row?",
                "A A: I do.",
                "Q Q: Do you sail?",
                "A A: I try.",
                "Q Q: And do you swim?",
                "A A: Not if I can help it.",
            ],
        );
    }

    #[test]
    fn frequent_questions_and_bold_headings_are_no_interview() {
        check(
            "# Help\n\n**How do I renew?**\n\nYou write to us.\n\n**Can I return it?**\n\nYou may.\n\n\
             **Who may borrow?**\n\nYou and all.",
            &[],
        );
        check(
            "# Boats\n\n**Do you ship?**\n\nThe yard ships.\n\n**Do you paint?**\n\nThe yard paints.\n\n\
             **Do you pay?**\n\nThe yard pays.",
            &[],
        );
        check(
            "# My year\n\n**Spring**\n\nI rowed.\n\n**Summer**\n\nI sailed.\n\n**Winter**\n\nI slept.",
            &[],
        );
    }

    #[test]
    fn questions_on_lines_of_their_own() {
        check_file(
            "a.txt",
            "The pilot\n\nInes Rocha sat down with Tom Pell, who has steered the ferry for years.\n\n\
             When did you begin?\n\nI was nineteen.\n\nThe ice had come, and I had a boat.\n\n\
             Were you afraid?\n\nI was, and I am.\n\nWhy did you stay?\n\nI like the dark.\n\n\
             What do you see out there?\n\nLights. I count them, one by one.\n\n\
             And will you go on?\n\nI will, as long as they let me.",
            &[
                "Q Q: When did you begin?",
                "A Tom Pell: I was nineteen. The ice had come, and I had a boat.",
                "Q Q: Were you afraid?",
                "A Tom Pell: I was, and I am.",
                "Q Q: Why did you stay?",
                "A Tom Pell: I like the dark.",
                "Q Q: What do you see out there?",
                "A Tom Pell: Lights. I count them, one by one.",
                "Q Q: And will you go on?",
                "A Tom Pell: I will, as long as they let me.",
            ],
        );
    }

    #[test]
    fn a_few_questions_are_enough_where_all_else_answers() {
        check_file(
            "a.txt",
            "“The sea keeps no books”: Tom Pell on thirty winters\n\nTom Pell has steered the ferry since 1995.\n\n\
             What made you begin?\n\nA borrowed boat.\n\nAnd what did you find?\n\nFog. I found a great deal of fog.\n\n\
             Did anyone thank the crew?\n\nMy mother did.\n\nIs it better now?\n\nIt is different. The herring came back.",
            &[
                "Q Q: What made you begin?",
                "A Tom Pell: A borrowed boat.",
                "Q Q: And what did you find?",
                "A Tom Pell: Fog. I found a great deal of fog.",
                "Q Q: Did anyone thank the crew?",
                "A Tom Pell: My mother did.",
                "Q Q: Is it better now?",
                "A Tom Pell: It is different. The herring came back.",
            ],
        );
        check(
            "# Five questions\n\n### What was decided?\n\nTo wait, I think.\n\n### Who pays?\n\n\
             We do. I said so.\n\n### Will you run again?\n\nAsk me in May.",
            &[
                "Q Q: What was decided?",
                "A A: To wait, I think.",
                "Q Q: Who pays?",
                "A A: We do. I said so.",
                "Q Q: Will you run again?",
                "A A: Ask me in May.",
            ],
        );
        check(
            "# The vote\n\n### What was decided?\n\nTo wait.\n\n### Who pays?\n\n\
             The town does.\n\n### Will you see a change?\n\nHardly.",
            &[],
        );
    }

    #[test]
    fn a_headline_of_spoken_words_makes_few_questions_a_talk() {
        check_file(
            "a.txt",
            "„Der Torf vergisst nichts“\n\nDie Moorwirtin Renate Kolb führt seit dreißig Jahren die Kate am Damm.\n\n\
             Frau Kolb, was wächst heute im Moor?\n\nWollgras, weil der Bagger weg ist.\n\n\
             Und im Winter?\n\nDas sehe ich erst, wenn ich draußen bin.\n\n\
             Warum haben Sie die Kate nie verkauft?\n\nEin Damm lässt sich nicht verkaufen.",
            &[
                "Q Q: Frau Kolb, was wächst heute im Moor?",
                "A Renate Kolb: Wollgras, weil der Bagger weg ist.",
                "Q Q: Und im Winter?",
                "A Renate Kolb: Das sehe ich erst, wenn ich draußen bin.",
                "Q Q: Warum haben Sie die Kate nie verkauft?",
                "A Renate Kolb: Ein Damm lässt sich nicht verkaufen.",
            ],
        );
        // The same questions of a report, which quotes others in its answers.
        check_file(
            "a.txt",
            "“Nobody asked us”: what the flood means\n\nThe dyke broke on Monday.\n\n\
             What does it mean for you?\n\n“I lost a boat,” Tom Pell said.\n\n\
             Who pays?\n\n“I hope the town does,” Ana Lind said.\n\n\
             When will it end?\n\n“I will not guess,” the mayor said.",
            &[],
        );
    }

    #[test]
    fn essays_ask_themselves() {
        check_file(
            "a.txt",
            "On boats\n\nI row each day.\n\nWhy do I row?\n\nI like it.\n\nWho would not?\n\nI would.\n\n\
             Is it cold?\n\nI mind it not.\n\nDo I tire?\n\nI do.\n\nShall I stop?\n\nI shall not.",
            &[],
        );
    }
}
