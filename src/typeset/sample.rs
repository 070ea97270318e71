//! Stories for tests, built by hand so that they hang on no pass of the parser.

use crate::story::{
    Attribution, Block, BlockKind, Certainty, Inline, InlineKind, Meta, Person, Quotation,
    QuotationKind, Section, Span, Story, StoryKind, Turn, TurnRole,
};

/// Builds a story from lines; what a line is, its first character tells:
/// `!` headline, `^` deck, `@` byline, `#` heading, `-` list item, `1` numbered item, `>` block
/// quote, `|` table row, `` ` `` code, `%` promo, `=` rule, `Q` and `A` a turn with its label before
/// the colon, and anything else a paragraph. Words in “” are quotations of the name in `{}` after
/// them, which is taken out. Spaces are mended where `~` stands.
pub(crate) fn story(lines: &[&str]) -> Story {
    let mut story = Story::default();
    for line in lines {
        add(&mut story, line);
    }
    let ends: Vec<usize> = story
        .turns
        .iter()
        .skip(1)
        .map(|turn| turn.label.start - 1)
        .collect();
    for (turn, end) in story.turns.iter_mut().zip(ends) {
        turn.span.end = turn.span.end.max(end.min(turn.span.end));
    }
    let starts: Vec<usize> = story
        .sections
        .iter()
        .skip(1)
        .map(|s| s.heading.start)
        .collect();
    for (section, end) in story
        .sections
        .iter_mut()
        .zip(starts.into_iter().chain([story.text.len()]))
    {
        section.span.end = end;
    }
    story
}

fn add(story: &mut Story, line: &str) {
    let (kind, words) = kind_of(line);
    if !story.text.is_empty() {
        story.text.push('\n');
    }
    let start = story.text.len();
    write_words(story, words);
    let span = Span::new(start, story.text.len());
    let mut block = Block::new(kind, span);
    match (kind, line.chars().next()) {
        (BlockKind::Headline, _) => story.meta.headline = words.to_string(),
        (BlockKind::Heading, _) => {
            block.level = 1;
            story.sections.push(Section {
                heading: span,
                level: 1,
                span,
            });
        }
        (BlockKind::ListItem, Some('1')) => block.number = Some(1 + story.blocks.len() as u32),
        (BlockKind::Paragraph, Some('Q')) => turn(story, span, TurnRole::Question),
        (BlockKind::Paragraph, Some('A')) => turn(story, span, TurnRole::Answer),
        (BlockKind::Paragraph, _) => {
            if let Some(turn) = story.turns.last_mut() {
                turn.span.end = span.end;
            }
        }
        _ => {}
    }
    story.blocks.push(block);
}

fn kind_of(line: &str) -> (BlockKind, &str) {
    let rest = line.get(1..).unwrap_or_default().trim_start();
    match line.chars().next() {
        Some('!') => (BlockKind::Headline, rest),
        Some('^') => (BlockKind::Deck, rest),
        Some('@') => (BlockKind::Byline, rest),
        Some('#') => (BlockKind::Heading, rest),
        Some('-' | '1') => (BlockKind::ListItem, rest),
        Some('>') => (BlockKind::BlockQuote, rest),
        Some('|') => (BlockKind::TableRow, rest),
        Some('`') => (BlockKind::Code, &line[1..]),
        Some('%') => (BlockKind::Promo, rest),
        Some('=') => (BlockKind::Rule, ""),
        Some('Q' | 'A') if line[1..].starts_with(' ') => (BlockKind::Paragraph, rest),
        _ => (BlockKind::Paragraph, line),
    }
}

fn write_words(story: &mut Story, words: &str) {
    let mut open = None;
    let mut characters = words.chars();
    while let Some(character) = characters.next() {
        match character {
            '~' => {
                story.mends.push(story.text.len());
                story.mends.dedup();
            }
            '{' => {
                let name: String = characters.by_ref().take_while(|&c| c != '}').collect();
                attribute(story, &name);
            }
            '*' => emphasis(story),
            _ => {
                if character == '“' {
                    open = Some(story.text.len());
                }
                story.text.push(character);
                if let (Some(start), '”') = (open, character) {
                    quote(story, start);
                    open = None;
                }
            }
        }
    }
}

/// Opens an emphasis, or closes the open one.
fn emphasis(story: &mut Story) {
    let at = story.text.len();
    match story.inlines.last_mut() {
        Some(inline) if inline.span.is_empty() => inline.span.end = at,
        _ => story.inlines.push(Inline {
            kind: InlineKind::Emphasis,
            span: Span::new(at, at),
        }),
    }
}

fn quote(story: &mut Story, start: usize) {
    let end = story.text.len();
    story.quotations.push(Quotation {
        span: Span::new(start + '“'.len_utf8(), end - '”'.len_utf8()),
        outer: Span::new(start, end),
        kind: QuotationKind::Direct,
        speaker: None,
        certainty: Certainty::Sure,
    });
}

fn attribute(story: &mut Story, name: &str) {
    let at = story.text.len();
    let person = person(story, name);
    story.people[person].quotations += 1;
    if let Some(quotation) = story.quotations.last_mut() {
        quotation.speaker = Some(Attribution {
            person,
            mention: Span::new(at, at),
            cue: None,
        });
    }
}

fn person(story: &mut Story, name: &str) -> usize {
    let known = story.people.iter().position(|person| person.name == name);
    known.unwrap_or_else(|| {
        story.people.push(Person {
            name: name.to_string(),
            first: story.text.len(),
            ..Person::default()
        });
        story.people.len() - 1
    })
}

fn turn(story: &mut Story, block: Span, role: TurnRole) {
    let words = story.slice(block);
    let colon = words.find(": ").expect("a turn has a label");
    let name = words[..colon].to_string();
    let speaker = person(story, &name);
    story.people[speaker].turns += 1;
    story.people[speaker].words += 10;
    story.turns.push(Turn {
        speaker,
        label: Span::new(block.start, block.start + colon),
        role,
        span: Span::new(block.start + colon + 2, block.end),
        certainty: Certainty::Sure,
    });
}

/// A report with everything that is set differently.
pub(crate) fn report() -> Story {
    let mut story = story(&[
        "!Ferries return to the northern islands after nine winters",
        "^A boat a day, and a harbour that has to learn again how to open",
        "@By Marit Solberg",
        "The first ferry in nine years tied up at Norrhamn on Monday, two hours late and cheered by most of the island. “We had stopped looking out of the window,”{Ida Lund} said Ida Lund, who has kept the harbour shop through every empty winter.",
        "“It is only a boat,”{Per Ek} said the harbour master, Per Ek.~“But it is *our* boat.”{Per Ek}",
        "#What the line will carry",
        "The company promises one crossing a day in each direction until the ice comes, with room for:",
        "- forty cars, or twelve lorries where the deck is strengthened against the weight of the timber trade",
        "- two hundred passengers",
        "| month\tcrossings\tfare",
        "| January\t9\t€12.50",
        "| October\t31\t€8.00",
        "#Who pays",
        "> The council has no money for a second boat, and it would be wrong to let anybody believe that it has.",
        "`fare = 8 if season == 'summer' else 12.5",
        "=",
        "Nobody on the quay asked about the winter.",
        "% For more news from the islands, write to us",
    ]);
    story.meta = Meta {
        source: Some("Northern Courier".to_string()),
        url: Some("https://courier.example/ferries".to_string()),
        bylines: vec!["Marit Solberg".to_string()],
        ..story.meta
    };
    story
}

/// An interview of five questions in three sections.
pub(crate) fn interview() -> Story {
    let mut story = story(&[
        "!“A map is a promise”: the cartographer who redraws the coast",
        "Elin Dahl has measured the same shore for thirty years. We met her where the path ends.",
        "#The shore that moves",
        "Q Reporter: You began with a chain and a notebook. What did the shore look like then?",
        "A Dr. Dahl: Longer. There was a beach where you are standing, and a boathouse on it. People forget how quickly they get used to what is gone.",
        "It took one winter. I drew the boathouse in the autumn, and in the spring I had to rub it out.",
        "Q Reporter: Did anybody believe the first maps?",
        "A Dr. Dahl: The fishermen did. They told me I was late.",
        "#Lines and people",
        "Q Reporter: What do people want from a map today?",
        "A Dr. Dahl: They want to know whether to sell the house. I can tell them where the water was last year, and how fast it has come. I cannot tell them what to do, and I have stopped pretending that the line on the paper is the shore.",
        "Q Reporter: Is there a line you would not draw?",
        "A Dr. Dahl: A border, on sand.",
        "#What stays",
        "Q Reporter: Will you draw this coast again?",
        "A Dr. Dahl: Every year, as long as the path is there.",
    ]);
    story.meta.kind = StoryKind::Interview;
    story
}

/// So much of everything that it is set in parts.
pub(crate) fn long() -> Story {
    let paragraph = "The ferry ran at night, and nobody on the quay could say for whom. ".repeat(9);
    let mut lines = vec!["!A long night".to_string(), "^And a deck".to_string()];
    for number in 0..700 {
        lines.push(format!("#Part {number}"));
        lines.push(format!("{number} {paragraph}"));
        lines.push(format!("Q Ada: Who pays for {number}?"));
        lines.push(format!("A Ben: “Nobody.”{{Ben}} {paragraph}"));
        lines.push("|name\tcount".to_string());
        lines.push(format!("|ferry\t{number}"));
    }
    story(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}
