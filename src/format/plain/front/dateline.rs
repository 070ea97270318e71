//! The dateline that opens a report: where it was filed from, when, and by which agency.

use super::outlets::is_outlet;
use crate::format::dates;
use crate::story::Date;

/// What a dateline says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format::plain) struct Dateline<'a> {
    /// Where the report was filed from, as printed.
    pub place: Option<&'a str>,
    /// The day, where the dateline gives one with its year.
    pub date: Option<Date>,
    /// The agency or paper.
    pub source: Option<&'a str>,
}

/// Marks between a dateline and the first sentence.
const MARKS: &[&str] = &[
    " — ", " – ", " - ", " -- ", ".- ", ".— ", ": ", "—", "–", "--",
];

/// The longest dateline (bytes).
const LONGEST: usize = 80;

/// What the first paragraph opens with: `LISBON — `, `NEW DELHI: `, `WASHINGTON, 3 March 2026 (AP) – `,
/// `Berlin (dpa) – `, `OSLO, March 3 /Coast Wire/ -- `.
///
/// The Associated Press Stylebook ("datelines") sets the city in capitals and closes it with a dash. A city
/// in small letters must have its agency or its day beside it.
pub(in crate::format::plain) fn read(paragraph: &str) -> Option<Dateline<'_>> {
    let Some((agency, rest)) = agency_first(paragraph) else {
        return place_first(paragraph);
    };
    Some(place_first(rest).map_or(
        Dateline {
            source: Some(agency),
            ..Dateline::default()
        },
        |found| Dateline {
            source: found.source.or(Some(agency)),
            ..found
        },
    ))
}

/// An agency in brackets before everything else, and what follows its dash: "(Coast Wire) — The board".
fn agency_first(paragraph: &str) -> Option<(&str, &str)> {
    let (agency, rest) = paragraph.strip_prefix('(')?.split_once(')')?;
    let dash = MARKS.iter().find_map(|mark| rest.strip_prefix(mark));
    let rest = dash.or_else(|| rest.strip_prefix(" - "))?;
    (is_agency(agency) && agency.starts_with(char::is_alphabetic))
        .then(|| (agency, rest.trim_start()))
}

/// A dateline that opens with its place.
fn place_first(paragraph: &str) -> Option<Dateline<'_>> {
    let (printed, after) = MARKS
        .iter()
        .filter_map(|mark| paragraph.split_once(mark))
        .min_by_key(|(printed, _)| printed.len())?;
    let printed = printed.trim();
    if printed.len() > LONGEST {
        return None;
    }
    let (rest, bracket) = bracketed(printed);
    let (rest, date) = match dates::part(rest) {
        Some((place, date, "")) => (place, Some(date)),
        Some(_) => return None,
        None => (rest, bracket.and_then(dates::parse)),
    };
    let source = bracket
        .filter(|bracket| dates::parse(bracket).is_none())
        .or_else(|| agency_first(after).map(|(agency, _)| agency));
    let (place, day) = without_day(rest.trim_end_matches([',', ' ', '|', '/']));
    let (city, source) = match place.rsplit_once(", ") {
        Some((city, paper)) if source.is_none() && is_outlet(paper) => (city, Some(paper)),
        _ => (place, source),
    };
    let beside = source.is_some_and(is_agency) || date.is_some() || day;
    // The stop of "Ill." belongs to the state, that of "KIEL." to nothing.
    let city = if city.contains(", ") {
        city
    } else {
        city.trim_end_matches('.')
    };
    is_place(city, beside).then_some(Dateline {
        place: Some(city),
        date,
        source,
    })
}

/// A place without the day behind it that names no year, and whether there was one: "OSLO, March 3".
fn without_day(printed: &str) -> (&str, bool) {
    let mut place = printed;
    while let Some((before, day)) = place.rsplit_once(", ").or_else(|| place.split_once(". "))
        && dates::is_day_of_month(day)
    {
        place = before;
    }
    (place, place.len() < printed.len())
}

/// The words before a bracket or between strokes that close the dateline, and those inside.
fn bracketed(printed: &str) -> (&str, Option<&str>) {
    let round = printed
        .strip_suffix(')')
        .and_then(|rest| rest.split_once('('));
    let strokes = || {
        printed
            .strip_suffix('/')
            .and_then(|rest| rest.split_once(" /"))
    };
    match round.or_else(strokes) {
        Some((place, source)) => (place.trim(), Some(source.trim())),
        None => (printed, None),
    }
}

/// Whether a bracket holds a name: capitals, or what papers are called.
fn is_agency(text: &str) -> bool {
    let short = text.len() <= 14 && text.chars().all(char::is_alphabetic);
    let capitals = || {
        text.len() <= 24
            && text.contains(char::is_uppercase)
            && !text.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
    };
    short || is_outlet(text) || capitals()
}

fn is_place(place: &str, beside: bool) -> bool {
    let city = place.split(',').next().unwrap_or(place);
    let words = city.split_whitespace().count();
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '/');
    let capitals = || !city.contains(char::is_lowercase);
    let named = || {
        city.split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
    };
    letters >= 3
        && (1..=4).contains(&words)
        && city.chars().all(plain)
        && city.contains(char::is_uppercase)
        && (capitals() || (beside && words <= 3 && named()))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn check(paragraph: &str, expected: Option<(&str, &str, &str)>) {
        let found = read(paragraph).map(|found| {
            let date = found.date.map(|date| date.to_string());
            (
                found.place.unwrap_or_default(),
                date.unwrap_or_default(),
                found.source.unwrap_or_default(),
            )
        });
        let expected = expected.map(|(place, date, source)| (place, date.to_string(), source));
        assert_eq!(found, expected, "{paragraph}");
    }

    #[test]
    fn datelines_give_place_day_and_agency() {
        check("KIEL — The board voted", Some(("KIEL", "", "")));
        check("NEW DELHI: Trains stood still", Some(("NEW DELHI", "", "")));
        check("WASHINGTON (AP) – The vote", Some(("WASHINGTON", "", "AP")));
        check(
            "AUSTIN, Texas (AP) – The vote",
            Some(("AUSTIN, Texas", "", "AP")),
        );
        check(
            "KIEL, 3 March 2026 (Coast Wire) — The board",
            Some(("KIEL", "2026-03-03", "Coast Wire")),
        );
        check(
            "KIEL, March 3, 2026 - The board",
            Some(("KIEL", "2026-03-03", "")),
        );
        check("Kiel (dpa) - Der Hafenrat", Some(("Kiel", "", "dpa")));
        check(
            "Kiel, 3. März 2026 – Der Hafenrat",
            Some(("Kiel", "2026-03-03", "")),
        );
        check("Cádiz (EFE).- El puerto", Some(("Cádiz", "", "EFE")));
    }

    #[test]
    fn datelines_of_agencies_and_press_releases() {
        check(
            "OSLO, March 3 (Wireline) - The",
            Some(("OSLO", "", "Wireline")),
        );
        check("Oslo, 3 March - The board", Some(("Oslo", "", "")));
        check("OSLO. March 3 (Coast) – The", Some(("OSLO", "", "Coast")));
        check(
            "KIEL, N.Y., March 3, 2026 /CoastWire/ -- The board",
            Some(("KIEL, N.Y.", "2026-03-03", "CoastWire")),
        );
        check("KIEL--The board met", Some(("KIEL", "", "")));
        check("KIEL, S.C. -- The board", Some(("KIEL, S.C.", "", "")));
        check("KIEL. — The board", Some(("KIEL", "", "")));
        check(
            "KIEL--(COAST WIRE)--The board",
            Some(("KIEL", "", "COAST WIRE")),
        );
        check("(CW) - The board met", Some(("", "", "CW")));
        check("(CW) - KIEL, 03 MAR - The board", Some(("KIEL", "", "CW")));
        check(
            "Kiel, den 3. März 2026 - Der Rat",
            Some(("Kiel", "2026-03-03", "")),
        );
    }

    #[test]
    fn prose_opens_with_no_dateline() {
        check("The board: a short history", None);
        check("“No,” he said – and left", None);
        check("Anna Brandt – the diver – went down", None);
        check("On 3 March 2026 the board met — and voted", None);
        check("Kiel – a town on the Baltic – votes", None);
    }
}
