//! Who speaks in the library: each person once, by whatever names the stories call them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use anyhow::Result;
use tantivy::columnar::StrColumn;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, Term};

use crate::index::answer::{Total, Window};
use crate::index::key;
use crate::index::order;
use crate::index::register::{self, Identity, Known, Why};
use crate::index::row;
use crate::index::schema::field;
use crate::index::snapshot::Snapshot;
use crate::index::words;
use crate::story::Date;

/// A page of people, those of most stories first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// How many there are.
    pub total: Total,
    /// Which of them these are.
    pub window: Window,
    /// The people.
    pub rows: Vec<Speaker>,
}

/// Somebody who speaks in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// Other ways it is written in the stories that have the name.
    pub variants: Vec<String>,
    /// Names under which they stand in other stories, and why these are theirs.
    pub merged: Vec<Merged>,
    /// What the newest story that says it says they are.
    pub role: Option<String>,
    /// All that stories say they are, what was said last first.
    pub roles: Vec<Held>,
    /// Stories they speak in.
    pub stories: usize,
    /// Quotations of them.
    pub quotations: usize,
    /// Turns in interviews.
    pub turns: usize,
    /// Words they are quoted with.
    pub words: usize,
    /// When the oldest and the newest of these stories were published.
    pub first: Option<Date>,
    /// See [`Self::first`].
    pub last: Option<Date>,
}

/// A name that stands for somebody of another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The name as it is printed.
    pub name: String,
    /// The source that prints it, where it names one and the name means somebody else elsewhere.
    pub source: Option<String>,
    /// Stories that have it.
    pub stories: usize,
    /// Why it is theirs.
    pub why: Why,
}

/// What somebody is said to be, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The words for it.
    pub role: String,
    /// Stories that say so.
    pub stories: usize,
    /// When the oldest and the newest of those with a date were published.
    pub first: Option<Date>,
    /// See [`Self::first`].
    pub last: Option<Date>,
}

impl Held {
    /// Takes in a story that was published then; the newest spells the role.
    fn take_in(&mut self, role: String, seconds: Option<i64>) {
        let mut days = Days {
            first: self.first,
            last: self.last,
        };
        self.stories += 1;
        if let Some(seconds) = seconds {
            days.extend_to(seconds);
        }
        if self.role.is_empty() || days.last != self.last {
            self.role = role;
        }
        (self.first, self.last) = (days.first, days.last);
    }
}

/// The days of some stories.
#[derive(Clone, Copy, Debug, Default)]
struct Days {
    first: Option<Date>,
    last: Option<Date>,
}

impl Days {
    /// Takes in a story that was published then.
    fn extend_to(&mut self, seconds: i64) {
        let date = Date {
            seconds,
            has_time: false,
        };
        self.first = Some(self.first.map_or(date, |first| first.min(date)));
        self.last = Some(self.last.map_or(date, |last| last.max(date)));
    }
}

/// Stories of one person that are read for the spelling of names; the counts are of all.
const READ: usize = 20;

/// A story in which somebody speaks.
#[derive(Clone, Copy, Debug)]
struct Found {
    key: u64,
    address: DocAddress,
    /// By which of their names.
    known: usize,
}

impl Snapshot {
    /// One page of the people one of whose names has words that begin with those of `typed`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn people(&self, typed: &str, window: Window) -> Result<People> {
        let found: Vec<&Identity> = self.register()?.like(typed).collect();
        let shown = found.iter().skip(window.offset).take(window.limit);
        let rows = shown.map(|person| self.speaker(person));
        Ok(People {
            total: Total::Exact(found.len()),
            window,
            rows: rows.collect::<tantivy::Result<_>>()?,
        })
    }

    /// Those of them who stand in the library under several names.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn people_of_several_names(&self, typed: &str) -> Result<Vec<Speaker>> {
        let people = self.register()?.like(typed);
        let several =
            people.filter(|person| person.known.iter().any(|known| known.why != Why::Itself));
        let found: tantivy::Result<_> = several.map(|person| self.speaker(person)).collect();
        Ok(found?)
    }

    /// Names that the reader has judged and nobody in the library bears.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn names_of_nobody(&self) -> Result<Vec<String>> {
        let register = self.register()?;
        let judged = self.judgements();
        let names = judged.same.iter().chain(&judged.not_the_same).flatten();
        let nobody = names.filter(|name| !register.knows(&words::folded(name)));
        Ok(nobody.cloned().collect())
    }

    /// How the name of a person of the register is printed.
    pub(crate) fn spelled(&self, number: usize) -> Result<String> {
        let person = &self.register()?.people()[number];
        let name = field(self.searcher.schema(), "person");
        let term = Term::from_field_text(name, &person.known[0].key);
        for (segment, reader) in (0_u32..).zip(self.searcher.segment_readers()) {
            let index = reader.inverted_index(name)?;
            let Some(postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            if postings.doc() != TERMINATED {
                let address = DocAddress::new(segment, postings.doc());
                let kept = row::Kept::read(&self.searcher, address)?;
                return Ok(kept.text("person_name").unwrap_or(&person.name).to_owned());
            }
        }
        Ok(person.name.clone())
    }

    fn speaker(&self, person: &Identity) -> tantivy::Result<Speaker> {
        let mut counted = Counted::default();
        for (known, name) in person.known.iter().enumerate() {
            self.count(name, known, &mut counted)?;
        }
        let mut found = counted.found;
        found.sort_unstable_by_key(|found| (std::cmp::Reverse(found.key), found.address));
        let mut speaker = counted.speaker;
        (speaker.first, speaker.last) = (counted.days.first, counted.days.last);
        speaker.roles = held(counted.roles);
        speaker.role = speaker.roles.first().map(|held| held.role.clone());
        self.spell(person, &found, &mut speaker)?;
        Ok(speaker)
    }

    /// Finds how the names are printed.
    fn spell(
        &self,
        person: &Identity,
        newest_first: &[Found],
        speaker: &mut Speaker,
    ) -> tantivy::Result<()> {
        let is_main = |found: &&Found| person.known[found.known].why == Why::Itself;
        let mut variants = BTreeSet::new();
        for found in newest_first.iter().filter(is_main).take(READ) {
            let kept = row::Kept::read(&self.searcher, found.address)?;
            if speaker.name.is_empty() {
                kept.text("person_name")
                    .unwrap_or(&person.name)
                    .clone_into(&mut speaker.name);
            }
            variants.extend(kept.texts("person_variant"));
            variants.extend(kept.text("person_name").map(str::to_owned));
        }
        variants.remove(&speaker.name);
        speaker.variants = variants.into_iter().collect();
        for (number, known) in person.known.iter().enumerate() {
            let newest = newest_first.iter().find(|found| found.known == number);
            if let (Some(found), true) = (newest, known.why != Why::Itself) {
                let merged = self.merged(known, found.address)?;
                add_merged(&mut speaker.merged, merged);
            }
        }
        Ok(())
    }

    fn merged(&self, known: &Known, address: DocAddress) -> tantivy::Result<Merged> {
        let kept = row::Kept::read(&self.searcher, address)?;
        let (folded, source) = key::parts(&known.key);
        let is_of_source = known.why == Why::Surname || known.why == Why::Initials;
        let source = (is_of_source && !source.is_empty()).then(|| self.source_of(address));
        Ok(Merged {
            name: kept.text("person_name").unwrap_or(folded).to_owned(),
            source: source.transpose()?.flatten(),
            stories: known.stories as usize,
            why: known.why,
        })
    }

    /// Who published the story of a person.
    fn source_of(&self, person: DocAddress) -> tantivy::Result<Option<String>> {
        let keys = &self.segments[person.segment_ord as usize].keys;
        let Some(story) = keys.story_after(person.doc_id, 0) else {
            return Ok(None);
        };
        let story = DocAddress::new(person.segment_ord, story);
        Ok(row::read(&self.searcher, story)?.source)
    }

    /// Adds up what the columns know of a person by one name.
    fn count(&self, name: &Known, known: usize, counted: &mut Counted) -> tantivy::Result<()> {
        let person = field(self.searcher.schema(), "person");
        let term = Term::from_field_text(person, &name.key);
        for (number, reader) in (0_u32..).zip(self.searcher.segment_readers()) {
            let index = reader.inverted_index(person)?;
            if let Some(postings) = index.read_postings(&term, IndexRecordOption::Basic)? {
                let columns = Columns::open(reader)?;
                let keys = &self.segments[number as usize].keys;
                counted.add(
                    postings,
                    &columns,
                    |doc| Found {
                        key: keys.key(doc),
                        address: DocAddress::new(number, doc),
                        known,
                    },
                    |doc| keys.tie(doc),
                )?;
            }
        }
        Ok(())
    }

    /// The values of a field with words that begin with those of `typed`, and in how many stories
    /// they are, the most common first.
    pub(crate) fn names(&self, name: &str, typed: &str) -> tantivy::Result<Vec<(String, u32)>> {
        let field = field(self.searcher.schema(), name);
        let typed: Vec<String> = words::words(typed)
            .into_iter()
            .map(|word| word.folded)
            .collect();
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                let value = std::str::from_utf8(terms.key()).unwrap_or_default();
                if is_called(value, &typed) {
                    let stories = register::alive(segment, &index, terms.value())?;
                    *found.entry(value.to_owned()).or_default() += stories;
                }
            }
        }
        found.retain(|_, stories| *stories > 0);
        let mut found: Vec<(String, u32)> = found.into_iter().collect();
        found.sort_by_key(|&(_, stories)| std::cmp::Reverse(stories));
        Ok(found)
    }
}

/// A name in several sources is told once.
fn add_merged(all: &mut Vec<Merged>, merged: Merged) {
    let same = all.iter_mut().find(|one| {
        one.why == merged.why
            && one.source == merged.source
            && words::folded(&one.name) == words::folded(&merged.name)
    });
    match same {
        Some(same) => same.stories += merged.stories,
        None => all.push(merged),
    }
}

/// Roles by their folded words, and when they were printed.
type Roles = BTreeMap<String, Held>;

/// What is known of a person as it is added up.
#[derive(Default)]
struct Counted {
    speaker: Speaker,
    days: Days,
    roles: Roles,
    found: Vec<Found>,
    /// Stories that were counted: one may call somebody by two names.
    stories: HashSet<(u64, u64)>,
}

/// The columns of one segment that tell of people.
struct Columns {
    quotations: Numbers,
    turns: Numbers,
    words: Numbers,
    dated: Numbers,
    role: Option<StrColumn>,
    alive: SegmentReader,
}

type Numbers = std::sync::Arc<dyn tantivy::columnar::ColumnValues<u64>>;

impl Columns {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let column = |name| columns.column_first_or_default::<u64>(name);
        Ok(Self {
            quotations: column("quotations")?,
            turns: column("turns")?,
            words: column("words")?,
            dated: column("dated")?,
            role: columns.str("person_role")?,
            alive: reader.clone(),
        })
    }

    /// What a document says that its person is.
    fn role(&self, doc: u32) -> tantivy::Result<Option<String>> {
        let Some(column) = &self.role else {
            return Ok(None);
        };
        let Some(number) = column.ords().first(doc) else {
            return Ok(None);
        };
        let mut role = String::new();
        column.ord_to_str(number, &mut role)?;
        Ok(Some(role).filter(|role| !role.is_empty()))
    }
}

impl Counted {
    fn add(
        &mut self,
        mut postings: SegmentPostings,
        columns: &Columns,
        found: impl Fn(u32) -> Found,
        tie: impl Fn(u32) -> u64,
    ) -> tantivy::Result<()> {
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            if !columns.alive.is_deleted(doc) {
                let found = found(doc);
                self.add_story(found, tie(doc), columns)?;
            }
            postings.advance();
        }
        Ok(())
    }

    fn add_story(&mut self, found: Found, tie: u64, columns: &Columns) -> tantivy::Result<()> {
        let doc = found.address.doc_id;
        let is_new = self.stories.insert((found.key, tie));
        self.speaker.stories += usize::from(is_new);
        self.speaker.quotations += columns.quotations.get_val(doc) as usize;
        self.speaker.turns += columns.turns.get_val(doc) as usize;
        self.speaker.words += columns.words.get_val(doc) as usize;
        let seconds = (columns.dated.get_val(doc) == 1).then(|| order::seconds(found.key));
        if let Some(seconds) = seconds {
            self.days.extend_to(seconds);
        }
        if let Some(role) = columns.role(doc)? {
            let held = self.roles.entry(words::folded(&role)).or_default();
            held.take_in(role, seconds);
        }
        self.found.push(found);
        Ok(())
    }
}

/// What was said last first; what has no date is the oldest.
fn held(roles: Roles) -> Vec<Held> {
    let mut all: Vec<Held> = roles.into_values().collect();
    all.sort_by(|one, other| {
        let newer = other.last.cmp(&one.last);
        newer.then(other.stories.cmp(&one.stories))
    });
    all
}

/// Whether every word typed begins a word of the name.
fn is_called(name: &str, typed: &[String]) -> bool {
    let begins = |typed: &String| name.split(' ').any(|word| word.starts_with(typed.as_str()));
    typed.iter().all(begins)
}
