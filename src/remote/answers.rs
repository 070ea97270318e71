//! What an engine says to a search: its hits, how many there are, and whether all of it answered.

use anyhow::{Result, bail};
use serde_json::Value;

/// An answer to one search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// How many documents answer in all, as far as is known.
    pub(crate) total: usize,
    /// What did not answer, in one sentence; the total is a lower bound then.
    pub(crate) missing: Option<String>,
    /// The documents.
    pub(crate) hits: Vec<Hit>,
}

/// One document of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) score: f32,
    /// What it holds.
    pub(crate) content: Value,
    /// Where to go on after it.
    pub(crate) after: Value,
}

impl Hit {
    pub(crate) fn text(&self, name: &str) -> &str {
        self.content[name].as_str().unwrap_or_default()
    }

    pub(crate) fn number(&self, name: &str) -> u64 {
        self.content[name].as_u64().unwrap_or(0)
    }
}

impl Found {
    /// Reads an answer.
    pub(crate) fn read(mut content: Value) -> Result<Self> {
        let hits = content.pointer_mut("/hits/hits").map(Value::take);
        let Some(Value::Array(hits)) = hits else {
            bail!("the archive's answer holds no list of hits");
        };
        let total = &content["hits"]["total"];
        let told = total["value"]
            .as_u64()
            .or_else(|| total.as_u64())
            .unwrap_or(0);
        let is_bound = total["relation"]
            .as_str()
            .is_some_and(|relation| relation != "eq");
        let told = usize::try_from(told).unwrap_or(usize::MAX);
        let mut missing = missing(&content);
        if missing.is_none() && (is_bound || told < hits.len()) {
            missing = Some("the archive does not say how many there are".to_owned());
        }
        Ok(Self {
            total: told.max(hits.len()),
            missing,
            hits: hits.into_iter().map(hit).collect(),
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a score needs no more digits"
)]
fn hit(mut hit: Value) -> Hit {
    Hit {
        score: hit["_score"].as_f64().unwrap_or(0.0) as f32,
        content: part(&mut hit, "_source"),
        after: part(&mut hit, "sort"),
    }
}

/// A part of what is an object, if it is one.
fn part(of: &mut Value, name: &str) -> Value {
    of.get_mut(name).map(Value::take).unwrap_or_default()
}

/// What of the archive did not answer.
fn missing(content: &Value) -> Option<String> {
    let shards = &content["_shards"];
    let failed = shards["failed"].as_u64().unwrap_or(0);
    let all = shards["total"].as_u64().unwrap_or(failed);
    if failed > 0 {
        return Some(format!("partial: {failed} of {all} shards did not answer"));
    }
    let timed_out = content["timed_out"].as_bool().unwrap_or(false);
    timed_out.then(|| "partial: the archive ran out of time".to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Found;

    #[test]
    fn what_is_missing_is_told() {
        let answer = |shards, total| {
            let hits = json!([{"_score": 1.5, "_source": {"tie": 4}}]);
            json!({"_shards": shards, "timed_out": false, "hits": {"total": total, "hits": hits}})
        };
        let all = json!({"total": 12, "failed": 0});
        let exact = json!({"value": 9, "relation": "eq"});
        let found = Found::read(answer(all.clone(), exact.clone())).expect("an answer");
        assert_eq!((found.total, found.missing.clone()), (9, None));
        assert_eq!(found.hits[0].number("tie"), 4);
        let partial = json!({"total": 12, "failed": 2});
        let found = Found::read(answer(partial, exact)).expect("an answer");
        let said = found.missing.expect("some shards failed");
        assert_eq!(said, "partial: 2 of 12 shards did not answer");
        let fewer = json!({"value": 0, "relation": "eq"});
        let found = Found::read(answer(all, fewer)).expect("an answer");
        assert!(found.total == 1 && found.missing.is_some());
        for odd in [
            json!({"hits": 3}),
            json!([]),
            json!({"hits": {"hits": {}}}),
            json!(null),
        ] {
            assert!(Found::read(odd).is_err());
        }
        let odd = json!({"hits": {"total": "x", "hits": [3, null, {"_source": []}]}, "_shards": 7});
        assert_eq!(Found::read(odd).map(|found| found.hits.len()).ok(), Some(3));
    }
}
