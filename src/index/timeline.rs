//! When the stories that answer were published: how many on each day, in each month or year.

use std::collections::BTreeMap;

use crate::index::budget::Cancel;
use crate::index::query::Query;
use crate::index::schema::DATE;
use crate::index::snapshot::Snapshot;
use anyhow::Result;
use jiff::ToSpan;
use jiff::civil;
use jiff::tz::TimeZone;

/// How many stories were published when, oldest first, gaps left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// How long each entry is.
    pub step: Step,
    /// The spans of time in which stories were published.
    pub entries: Vec<Entry>,
    /// Stories that answer and have no date.
    pub undated: usize,
}

/// One day, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its first day.
    pub from: civil::Date,
    /// Stories published in it.
    pub stories: usize,
}

/// The length of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// A day.
    #[default]
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Days that still make a readable row of bars, one a day.
const MOST_DAYS: i32 = 92;
/// The same for months: ten years.
const MOST_MONTHS: i32 = 3_653;
const DAY: i64 = 86_400;

impl Step {
    /// The first day of the entry that holds `day`.
    pub fn start(self, day: civil::Date) -> civil::Date {
        match self {
            Self::Day => day,
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day after the entry that begins with `from`; `None` where time ends.
    pub fn next(self, from: civil::Date) -> Option<civil::Date> {
        let length = match self {
            Self::Day => 1.day(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        from.checked_add(length).ok()
    }

    /// The step that gives a readable number of entries.
    fn over(first: civil::Date, last: civil::Date) -> Self {
        let days = (last - first).get_days();
        if days <= MOST_DAYS {
            Self::Day
        } else if days <= MOST_MONTHS {
            Self::Month
        } else {
            Self::Year
        }
    }
}

impl Snapshot {
    /// When the stories that answer were published; by a step that fits where none is given.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn timeline(&self, query: &Query, step: Option<Step>, cancel: &Cancel) -> Result<Timeline> {
        let found = self.matching(query, cancel)?;
        let mut days: BTreeMap<i64, usize> = BTreeMap::new();
        let mut undated = 0;
        for (reader, stories) in self.searcher.segment_readers().iter().zip(found) {
            let date = reader.fast_fields().i64(DATE)?;
            for story in stories {
                match date.first(story) {
                    Some(seconds) => *days.entry(seconds.div_euclid(DAY)).or_default() += 1,
                    None => undated += 1,
                }
            }
        }
        Ok(gather(&days, undated, step))
    }
}

fn gather(days: &BTreeMap<i64, usize>, undated: usize, step: Option<Step>) -> Timeline {
    let dated = days
        .iter()
        .filter_map(|(&day, &stories)| Some((civil_day(day)?, stories)));
    let dated: Vec<(civil::Date, usize)> = dated.collect();
    let fitting = || match (dated.first(), dated.last()) {
        (Some(first), Some(last)) => Step::over(first.0, last.0),
        _ => Step::Day,
    };
    let step = step.unwrap_or_else(fitting);
    let mut entries: Vec<Entry> = Vec::new();
    for &(day, stories) in &dated {
        let from = step.start(day);
        match entries.last_mut().filter(|last| last.from == from) {
            Some(last) => last.stories += stories,
            None => entries.push(Entry { from, stories }),
        }
    }
    Timeline {
        step,
        entries,
        undated,
    }
}

fn civil_day(day: i64) -> Option<civil::Date> {
    let time = jiff::Timestamp::from_second(day.checked_mul(DAY)?).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}
