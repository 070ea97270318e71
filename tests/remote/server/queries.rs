//! Queries of the dialect over documents in memory: slow and simple, and an error for all that it does not
//! know.

use std::cmp::Ordering;

use serde_json::{Value, json};

/// How well a document answers; `None` where it does not.
pub(super) fn matches(query: &Value, document: &Value) -> Option<f64> {
    let query = query.as_object().expect("a query");
    assert_eq!(query.len(), 1, "one kind of query: {query:?}");
    let (kind, asked) = query.iter().next().expect("a kind");
    let hits = match kind.as_str() {
        "match_all" => return Some(1.0),
        "bool" => return matches_all(asked, document),
        "function_score" => {
            let score = matches(&asked["query"], document)?;
            return Some(score * faded(asked, document));
        }
        "terms" => {
            let (field, wanted) = only(asked);
            let wanted = wanted.as_array().expect("a list");
            let terms = terms(document, field);
            return wanted
                .iter()
                .any(|wanted| has(&terms, wanted))
                .then_some(1.0);
        }
        "range" => {
            let (field, bounds) = only(asked);
            return within(&document[field], bounds).then_some(1.0);
        }
        "term" => {
            let (field, wanted) = only(asked);
            let wanted = text_of(&wanted["value"]);
            terms(document, field)
                .iter()
                .filter(|term| **term == wanted)
                .count()
        }
        "prefix" => {
            let (field, wanted) = only(asked);
            let wanted = text_of(&wanted["value"]);
            let found = terms(document, field)
                .iter()
                .any(|term| term.starts_with(&wanted));
            usize::from(found)
        }
        "fuzzy" => {
            let (field, wanted) = only(asked);
            let most =
                usize::try_from(wanted["fuzziness"].as_u64().expect("a distance")).expect("small");
            let wanted = text_of(&wanted["value"]);
            let found = terms(document, field)
                .iter()
                .any(|term| distance(term, &wanted) <= most);
            usize::from(found)
        }
        "match_phrase" => phrases(asked, document, |term, wanted, _| term == wanted),
        "match_phrase_prefix" => phrases(asked, document, |term, wanted, is_last| {
            term == wanted || is_last && term.starts_with(wanted)
        }),
        "intervals" => near(asked, document),
        kind => panic!("no query of the dialect that all engines share: {kind}"),
    };
    #[expect(clippy::cast_precision_loss, reason = "few words")]
    (hits > 0).then_some(hits as f64)
}

/// By how much a document counts for less, as its age says.
fn faded(asked: &Value, document: &Value) -> f64 {
    assert_eq!(
        (&asked["score_mode"], &asked["boost_mode"]),
        (&json!("sum"), &json!("multiply"))
    );
    let number = |value: &Value| value.as_f64().expect("a number");
    let functions = asked["functions"].as_array().expect("a list");
    let worth = |function: &Value| {
        let weight = number(&function["weight"]);
        let Some(age) = function.get("exp") else {
            return weight;
        };
        let (field, age) = only(age);
        let far = document[field]
            .as_f64()
            .map_or(0.0, |at| (at - number(&age["origin"])).abs());
        weight * number(&age["decay"]).powf(far / number(&age["scale"]))
    };
    functions.iter().map(worth).sum()
}

fn matches_all(asked: &Value, document: &Value) -> Option<f64> {
    let parts = |name: &str| asked[name].as_array().cloned().unwrap_or_default();
    let mut score = 0.0;
    // What only says whether costs less.
    for part in parts("filter") {
        matches(&part, document)?;
    }
    for part in parts("must") {
        score += matches(&part, document)?;
    }
    if parts("must_not")
        .iter()
        .any(|part| matches(part, document).is_some())
    {
        return None;
    }
    let should = parts("should");
    let raised: Vec<f64> = should
        .iter()
        .filter_map(|part| matches(part, document))
        .collect();
    let is_needed = !should.is_empty() && parts("must").is_empty() && parts("filter").is_empty();
    if is_needed && raised.is_empty() {
        return None;
    }
    Some((score + raised.iter().sum::<f64>()) * asked["boost"].as_f64().unwrap_or(1.0))
}

/// The only member of an object.
fn only(asked: &Value) -> (&str, &Value) {
    let asked = asked.as_object().expect("an object");
    assert_eq!(asked.len(), 1, "one field: {asked:?}");
    let (field, wanted) = asked.iter().next().expect("a field");
    (field, wanted)
}

fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Fields whose values are looked up as a whole.
const WHOLE: &[&str] = &[
    "class",
    "story",
    "identity",
    "origin",
    "role",
    "sayer",
    "of",
    "word",
    "is",
    "lang",
    "named",
    "source_name",
];

fn terms(document: &Value, field: &str) -> Vec<String> {
    match &document[field] {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(text_of).collect(),
        value if WHOLE.contains(&field) || value.is_number() => vec![text_of(value)],
        value => text_of(value)
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    }
}

fn has(terms: &[String], wanted: &Value) -> bool {
    let wanted = text_of(wanted);
    terms.contains(&wanted)
}

fn within(value: &Value, bounds: &Value) -> bool {
    let Some(value) = value.as_i64() else {
        return false;
    };
    let bound = |name: &str| bounds[name].as_i64();
    bound("gte").is_none_or(|least| value >= least)
        && bound("lte").is_none_or(|most| value <= most)
        && bound("lt").is_none_or(|end| value < end)
}

fn phrases(asked: &Value, document: &Value, same: impl Fn(&str, &str, bool) -> bool) -> usize {
    let (field, wanted) = only(asked);
    let wanted = text_of(&wanted["query"]);
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let terms = terms(document, field);
    let stands = |window: &&[String]| {
        let mut pairs = window.iter().zip(&wanted).enumerate();
        pairs.all(|(at, (term, wanted))| {
            same(term, wanted, at + 1 == wanted.len().max(window.len()))
        })
    };
    terms.windows(wanted.len()).filter(stands).count()
}

fn near(asked: &Value, document: &Value) -> usize {
    let (field, asked) = only(asked);
    let all = asked["all_of"]["intervals"].as_array().expect("a list");
    let gaps =
        usize::try_from(asked["all_of"]["max_gaps"].as_u64().expect("a number")).expect("small");
    let terms = terms(document, field);
    let holds = |words: &Value, term: &str| {
        let forms = words["any_of"]["intervals"].as_array().expect("a list");
        forms
            .iter()
            .any(|form| match form["prefix"]["prefix"].as_str() {
                Some(prefix) => term.starts_with(prefix),
                None => term == text_of(&form["match"]["query"]),
            })
    };
    let longest = all.len() + gaps;
    let windows = (0..terms.len()).map(|start| &terms[start..terms.len().min(start + longest)]);
    windows
        .filter(|window| {
            all.iter()
                .all(|words| window.iter().any(|term| holds(words, term)))
        })
        .count()
}

/// Changes of a letter from one word to another, two letters that change places being one.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let swapped =
                    i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                let change = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                let best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if swapped {
                    best.min(rows[i - 2][j - 2] + 1)
                } else {
                    best
                }
            };
        }
    }
    rows[one.len()][other.len()]
}

/// Orders what was found, and cuts out what is wanted: how many there are, and the hits.
pub(super) fn search(body: &Value, mut found: Vec<(&str, &Value, f64)>) -> (usize, Vec<Value>) {
    let sort = body["sort"].as_array().cloned().unwrap_or_default();
    assert!(sort.len() <= 2, "two keys at most");
    let keys = |(_, document, score): &(&str, &Value, f64)| -> Vec<Value> {
        let key = |part: &Value| match only(part).0 {
            "_score" => json!(score),
            field => document[field].clone(),
        };
        sort.iter().map(key).collect()
    };
    let compare = |one: &[Value], other: &[Value]| {
        let mut parts = sort.iter().zip(one.iter().zip(other));
        let unlike = parts.find_map(|(part, (one, other))| {
            let order = only(part).1["order"].as_str().expect("an order");
            Some(compare(one, other, order)).filter(|order| *order != Ordering::Equal)
        });
        unlike.unwrap_or(Ordering::Equal)
    };
    found.sort_by(|one, other| {
        if sort.is_empty() {
            other.2.total_cmp(&one.2)
        } else {
            compare(&keys(one), &keys(other))
        }
    });
    let total = found.len();
    if let Some(after) = body["search_after"].as_array() {
        found.retain(|hit| compare(&keys(hit), after) == Ordering::Greater);
    }
    let from = usize::try_from(body["from"].as_u64().unwrap_or(0)).expect("small");
    let size = usize::try_from(body["size"].as_u64().unwrap_or(10)).expect("small");
    assert!(from + size <= 10_000, "engines list no more");
    let hits = found.iter().skip(from).take(size).map(|hit| {
        json!({ "_id": hit.0, "_score": hit.2, "_source": source(body, hit.1), "sort": keys(hit) })
    });
    (total, hits.collect())
}

/// Documents without a value come last in either order.
fn compare(one: &Value, other: &Value, order: &str) -> Ordering {
    match (one.is_null(), other.is_null()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => (),
    }
    let ascending = match (one.as_i64(), other.as_i64()) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            _ => text_of(one).cmp(&text_of(other)),
        },
    };
    if order == "asc" {
        ascending
    } else {
        ascending.reverse()
    }
}

fn source(body: &Value, document: &Value) -> Value {
    let Some(fields) = body["_source"].as_array() else {
        return document.clone();
    };
    let fields = fields.iter().map(text_of);
    fields
        .map(|field| (field.clone(), document[&field].clone()))
        .collect()
}
