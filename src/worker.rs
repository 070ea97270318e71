//! Threads for slow work. Each owns what it works on, takes the newest request from its inbox and
//! answers with a [`Reply`]; a stale answer is told by its generation.

use std::sync::Arc;

use crate::index::{Page, Progress, Window};
use crate::story::{Story, StoryId};

/// Which state of the search box a page answers; a later edit has a greater one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

/// A question to the index. An empty text browses: all stories, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// The state of the box when it was asked.
    pub generation: Generation,
    /// The query as typed.
    pub text: String,
    /// Which rows are wanted.
    pub window: Window,
}

/// What a worker has to say.
#[derive(Clone, Debug)]
pub enum Reply {
    /// An answer of the index.
    Page(Generation, Page),
    /// A story that was asked for.
    Story(StoryId, Arc<Story>),
    /// How far the update of the index is.
    Progress(Progress),
    /// Something could not be done: one sentence for the status line.
    Failed(String),
}

/// Stand-in: keeps everything in memory.
pub struct Workers {
    inbox: std::sync::mpsc::Sender<Job>,
}
enum Job {
    Search(SearchRequest),
    Load(StoryId),
    Sync,
}
#[allow(missing_docs, reason = "stand-in")]
impl Workers {
    pub fn spawn(
        library: crate::library::Library,
        _index: &std::path::Path,
        sink: impl Fn(Reply) + Send + Clone + 'static,
    ) -> anyhow::Result<Self> {
        use crate::index::{Passage, PassageKind, Row, Total};
        let (inbox, jobs) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let mut stories: Vec<(StoryId, Arc<Story>)> = Vec::new();
            for job in jobs {
                match job {
                    Job::Sync => {
                        stories = library
                            .walk()
                            .filter_map(Result::ok)
                            .filter_map(|entry| library.stories(&entry.path).ok())
                            .flatten()
                            .map(|(id, story)| (id, Arc::new(story)))
                            .collect();
                        stories.sort_by_key(|(id, story)| {
                            (std::cmp::Reverse(story.meta.date), id.path.clone())
                        });
                        sink(Reply::Progress(Progress {
                            done: stories.len(),
                            total: stories.len(),
                            searchable: stories.len(),
                            finished: true,
                            ..Progress::default()
                        }));
                    }
                    Job::Load(id) => match stories.iter().find(|(held, _)| *held == id) {
                        Some((_, story)) => sink(Reply::Story(id, story.clone())),
                        None => sink(Reply::Failed(format!("no {}", id.path))),
                    },
                    Job::Search(request) => {
                        let text = request.text.trim().to_lowercase();
                        let rows: Vec<_> = stories
                            .iter()
                            .filter_map(|(id, story)| {
                                let passage = if text.is_empty() {
                                    None
                                } else {
                                    let low = story.text.to_ascii_lowercase();
                                    let hits: Vec<_> = low
                                        .match_indices(&text)
                                        .map(|(at, hit)| {
                                            crate::story::Span::new(at, at + hit.len())
                                        })
                                        .collect();
                                    let first = *hits.first()?;
                                    let block = story.blocks[story.block_at(first.start)?].span;
                                    let highlights = hits
                                        .iter()
                                        .filter(|hit| block.covers(**hit))
                                        .map(|hit| {
                                            crate::story::Span::new(
                                                hit.start - block.start,
                                                hit.end - block.start,
                                            )
                                        })
                                        .collect();
                                    Some(Passage {
                                        kind: PassageKind::Paragraph,
                                        speaker: None,
                                        span: block,
                                        text: story.slice(block).to_owned(),
                                        highlights,
                                        hits,
                                    })
                                };
                                Some(Row {
                                    id: id.clone(),
                                    headline: story.meta.headline.clone(),
                                    date: story.meta.date,
                                    source: story.meta.source.clone(),
                                    kind: story.meta.kind,
                                    words: story.words(),
                                    quotations: 0,
                                    score: 0.0,
                                    passage,
                                })
                            })
                            .collect();
                        let total = Total::Exact(rows.len());
                        let rows = rows
                            .into_iter()
                            .skip(request.window.offset)
                            .take(request.window.limit)
                            .collect();
                        sink(Reply::Page(
                            request.generation,
                            Page {
                                total,
                                window: request.window,
                                rows,
                                hints: Vec::new(),
                            },
                        ));
                    }
                }
            }
        });
        Ok(Self { inbox })
    }
    pub fn search(&self, request: SearchRequest) {
        let _ = self.inbox.send(Job::Search(request));
    }
    pub fn load(&self, id: StoryId) {
        let _ = self.inbox.send(Job::Load(id));
    }
    pub fn sync(&self) {
        let _ = self.inbox.send(Job::Sync);
    }
}
#[allow(unused_imports, reason = "stand-in")]
use Window as _;
