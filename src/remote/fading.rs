//! Rank by age: of equals the newer story comes first, by as much as in the index here. The newest story of the
//! archive and not the clock is the measure.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::index::plan::dialect::Ability;
use crate::index::query::Sort;
use crate::index::schema::DATE;
use crate::index::search::rank::{FADING, HALF_LIFE};
use crate::remote::Remote;

/// How long it is taken for granted which story is the newest.
const KNOWN_FOR: Duration = Duration::from_secs(60);

/// When the newest story was published, and when that was asked.
#[derive(Default)]
pub(crate) struct NewestStory(Mutex<Option<(Instant, Option<i64>)>>);

impl Remote {
    /// A question whose answers fade with their age, where they are ranked and the engine can.
    pub(crate) fn fading(&self, query: Value, sort: Sort) -> Value {
        let can = self
            .engine()
            .is_ok_and(|engine| engine.abilities.has(Ability::Fading));
        if sort != Sort::Fresh || !can {
            return query;
        }
        match self.newest_story() {
            Some(newest) => faded(&query, newest),
            None => query,
        }
    }

    fn newest_story(&self) -> Option<i64> {
        let held = &self.shared.newest.0;
        let known = *held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, newest)) = known.filter(|(asked, _)| asked.elapsed() < KNOWN_FOR) {
            return newest;
        }
        let newest = self.greatest(DATE);
        let told = Some((Instant::now(), newest));
        *held.lock().unwrap_or_else(PoisonError::into_inner) = told;
        newest
    }
}

fn faded(query: &Value, newest: i64) -> Value {
    let (fading, half) = (f64::from(FADING), f64::from(HALF_LIFE));
    let age = json!({ DATE: { "origin": newest, "scale": half, "decay": 0.5 } });
    json!({ "function_score": {
        "query": query,
        "functions": [{ "weight": 1.0 - fading }, { "exp": age, "weight": fading }],
        "score_mode": "sum",
        "boost_mode": "multiply",
    } })
}
