//! Documents on their way: gathered to batches, sent, and each followed until the engine has said what became
//! of it. A busy engine is waited for; a batch that is too large for it is halved.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};

use super::Outcome;
use super::journal;
use super::parse::Parsed;
use crate::format::decode::printable;
use crate::index::plan::dialect::Ability;
use crate::index::pushed::{self, Document};
use crate::remote::Remote;
use crate::story::StoryId;

/// A batch is sent when it has so many bytes.
const FULL: usize = 4 << 20;
/// Or when it holds so many documents: an engine answers for each of them.
const MOST: usize = 5_000;
/// Engines take no request that is larger.
const LARGEST: usize = 10_000_000;
/// Times that a busy engine is asked again.
const PATIENCE: u32 = 12;
/// Characters of a reason that are told.
const REASON: usize = 200;

/// A document in the form in which it is sent.
#[derive(Clone)]
struct Item {
    file: usize,
    /// Which document of its file, for those who are told of it.
    label: String,
    /// A word that need not be sent again.
    word: Option<u64>,
    is_story: bool,
    lines: Vec<u8>,
}

/// Documents that are sent together.
#[derive(Default)]
pub(super) struct Batch {
    items: Vec<Item>,
    bytes: usize,
}

/// What is known of a file of which something is on its way.
#[derive(Default)]
struct Following {
    /// Documents that are not answered for.
    waiting: usize,
    /// Whether all of it was read, and nothing refused.
    is_read: bool,
    is_refused: bool,
    /// Of each story, the number of documents.
    documents: Vec<u32>,
}

/// Sends documents to one archive.
pub(super) struct Sender<'a> {
    remote: &'a Remote,
    origin: &'a str,
    pause: &'a dyn Fn(Duration),
    gathering: Batch,
    full: usize,
    words: HashSet<u64>,
    files: BTreeMap<usize, Following>,
}

impl<'a> Sender<'a> {
    pub(super) fn new(remote: &'a Remote, origin: &'a str, pause: &'a dyn Fn(Duration)) -> Self {
        Self {
            remote,
            origin,
            pause,
            gathering: Batch::default(),
            full: FULL,
            words: HashSet::new(),
            files: BTreeMap::new(),
        }
    }

    /// Takes what was read; a batch that is full by it.
    pub(super) fn add(&mut self, parsed: Parsed, outcome: &mut Outcome) -> Option<Batch> {
        match parsed {
            Parsed::End { file, read } => {
                let following = self.files.entry(file).or_default();
                following.is_read = true;
                if let Err(error) = read {
                    following.is_refused = true;
                    outcome.failed.push(format!("{error:#}"));
                }
                None
            }
            Parsed::Story {
                file,
                id,
                documents,
                words,
            } => {
                let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
                let label = format!("{}#{}", id.path, id.ordinal);
                self.files.entry(file).or_default().documents.push(count);
                for (number, document) in documents.into_iter().enumerate() {
                    self.gather(file, &label, &document, (number == 0, None), outcome);
                }
                for (field, word) in words {
                    let key = hash(&(field, &word));
                    if self.words.insert(key) {
                        let document = pushed::word(field, &word);
                        self.gather(file, &label, &document, (false, Some(key)), outcome);
                    }
                }
                let is_full =
                    self.gathering.bytes >= self.full || self.gathering.items.len() >= MOST;
                is_full.then(|| std::mem::take(&mut self.gathering))
            }
        }
    }

    /// What is left over.
    pub(super) fn rest(&mut self) -> Batch {
        std::mem::take(&mut self.gathering)
    }

    fn gather(
        &mut self,
        file: usize,
        label: &str,
        document: &Document,
        (is_story, word): (bool, Option<u64>),
        outcome: &mut Outcome,
    ) {
        let has_ids = self
            .remote
            .engine()
            .is_ok_and(|engine| engine.abilities.has(Ability::Ids));
        let action = if has_ids {
            json!({ "index": { "_id": document.id } })
        } else {
            json!({ "create": {} })
        };
        let lines = format!("{action}\n{}\n", document.content).into_bytes();
        let following = self.files.entry(file).or_default();
        if lines.len() > LARGEST {
            following.is_refused = true;
            outcome.rejected.push(format!(
                "{label}: it is larger than {} MB",
                LARGEST / 1_000_000
            ));
            return;
        }
        following.waiting += 1;
        self.gathering.bytes += lines.len();
        self.gathering.items.push(Item {
            file,
            label: label.to_owned(),
            word,
            is_story,
            lines,
        });
    }

    /// Sends a batch, whatever it takes; `wait` is called whenever the engine is waited for.
    pub(super) fn send(
        &mut self,
        batch: Batch,
        outcome: &mut Outcome,
        wait: &mut dyn FnMut(&Outcome),
    ) -> Result<()> {
        let mut waiting: Vec<Vec<Item>> = portions(batch.items, LARGEST);
        let mut tries = 0;
        while let Some(items) = waiting.pop() {
            if items.is_empty() {
                continue;
            }
            let body: Vec<u8> = items
                .iter()
                .flat_map(|item| item.lines.iter().copied())
                .collect();
            let bytes = body.len();
            let answer = self.remote.client().post_lines(&self.path(), &body)?;
            match answer.status {
                200..=299 => {
                    outcome.bytes += bytes as u64;
                    let again = self.follow(items, &answer.content, outcome)?;
                    if again.is_empty() {
                        tries = 0;
                        continue;
                    }
                    waiting.push(again);
                }
                413 => {
                    self.full = (self.full / 2).max(1 << 16);
                    match items.as_slice() {
                        [only] => self.refused(only, (Some(413), &Value::Null), outcome),
                        _ => waiting.extend(halves(items)),
                    }
                    continue;
                }
                429 | 503 => {
                    self.full = (self.full / 2).max(1 << 16);
                    waiting.push(items);
                }
                _ => {
                    answer.into_content()?;
                    bail!("the archive does not take what is sent");
                }
            }
            tries += 1;
            ensure!(tries <= PATIENCE, "the archive is too busy to take more");
            wait(outcome);
            let longest = Duration::from_secs(60);
            let pause = Duration::from_millis(500)
                .saturating_mul(1 << tries.min(8))
                .min(longest);
            (self.pause)(answer.rest.unwrap_or(pause));
        }
        Ok(())
    }

    /// Takes down what became of each document; those that the engine was too busy for.
    fn follow(
        &mut self,
        items: Vec<Item>,
        answer: &Value,
        outcome: &mut Outcome,
    ) -> Result<Vec<Item>> {
        let told = answer["items"].as_array();
        let told = told.filter(|told| told.len() == items.len());
        let Some(told) = told else {
            bail!("the archive does not say what became of what was sent");
        };
        let mut again = Vec::new();
        for (item, told) in items.into_iter().zip(told) {
            let told = told.as_object().and_then(|told| told.values().next());
            let told = told.unwrap_or(&Value::Null);
            match told["status"].as_u64() {
                Some(200..=299) => self.taken(&item, outcome),
                Some(429 | 503) => again.push(item),
                status => self.refused(&item, (status, told), outcome),
            }
        }
        Ok(again)
    }

    fn taken(&mut self, item: &Item, outcome: &mut Outcome) {
        outcome.documents += 1;
        outcome.stories += usize::from(item.is_story);
        if let Some(following) = self.files.get_mut(&item.file) {
            following.waiting -= 1;
        }
    }

    fn refused(
        &mut self,
        item: &Item,
        (status, told): (Option<u64>, &Value),
        outcome: &mut Outcome,
    ) {
        if let Some(word) = item.word {
            self.words.remove(&word);
        }
        if let Some(following) = self.files.get_mut(&item.file) {
            following.waiting -= 1;
            following.is_refused = true;
        }
        let reason = told["error"]["reason"]
            .as_str()
            .or_else(|| told["error"].as_str());
        let reason: String = printable(reason.unwrap_or("no reason is given"))
            .chars()
            .take(REASON)
            .collect();
        let status = status.map_or_else(String::new, |status| format!(" (status {status})"));
        outcome
            .rejected
            .push(format!("{}: {reason}{status}", item.label));
    }

    /// Files of which everything was taken since it was last asked, with the documents of their stories.
    pub(super) fn whole_files(&mut self) -> Vec<(usize, Vec<u32>)> {
        let is_over = |following: &Following| following.is_read && following.waiting == 0;
        let over: Vec<usize> = self
            .files
            .iter()
            .filter(|(_, following)| is_over(following))
            .map(|(&file, _)| file)
            .collect();
        let mut whole = Vec::new();
        for file in over {
            if let Some(following) = self
                .files
                .remove(&file)
                .filter(|following| !following.is_refused)
            {
                whole.push((file, following.documents));
            }
        }
        whole
    }

    /// Takes documents away, where the engine has ids.
    pub(super) fn remove(&mut self, stale: &[(StoryId, u32)], outcome: &mut Outcome) -> Result<()> {
        const AT_ONCE: usize = 5_000;
        if !self.remote.engine()?.abilities.has(Ability::Ids) {
            return Ok(());
        }
        for some in stale.chunks(AT_ONCE) {
            let line = |(id, number): &(StoryId, u32)| {
                let id = journal::document_id(self.origin, id, *number);
                json!({ "delete": { "_id": id } }).to_string() + "\n"
            };
            let lines: String = some.iter().map(line).collect();
            let answer = self
                .remote
                .client()
                .post_lines(&self.path(), lines.as_bytes())?;
            answer.into_content()?;
            outcome.removed += some.len();
        }
        Ok(())
    }

    fn path(&self) -> String {
        format!("/{}/_bulk", self.remote.client().index())
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn halves(mut items: Vec<Item>) -> [Vec<Item>; 2] {
    let second = items.split_off(items.len() / 2);
    [second, items]
}

/// Items in portions of so many bytes at most.
fn portions(items: Vec<Item>, largest: usize) -> Vec<Vec<Item>> {
    let mut portions: Vec<Vec<Item>> = Vec::new();
    let mut bytes = usize::MAX;
    for item in items {
        if bytes.saturating_add(item.lines.len()) > largest {
            portions.push(Vec::new());
            bytes = 0;
        }
        bytes += item.lines.len();
        if let Some(last) = portions.last_mut() {
            last.push(item);
        }
    }
    portions.reverse();
    portions
}
