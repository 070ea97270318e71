//! What a reader has marked: the store of marks is asked, and its answer put into the query.

use std::collections::HashSet;
use std::sync::Arc;

use crate::index::query::Query;
use crate::index::query::tree::{Filter, Mark, Node};

/// The column of the index that says when a story came in: seconds since 1970.
pub(crate) const ADDED: &str = "added";

/// Who knows what is marked.
pub trait Marked {
    /// The identities of the stories with a mark; [`Mark::New`] is never asked.
    ///
    /// # Errors
    /// When the marks cannot be read.
    fn stories(&mut self, mark: &Mark) -> anyhow::Result<Arc<HashSet<u64>>>;

    /// Seconds since 1970 UTC, after which what came in is new.
    ///
    /// # Errors
    /// When the marks cannot be read.
    fn since(&mut self) -> anyhow::Result<u64>;
}

impl Query {
    /// Whether it asks for what a reader has marked.
    pub fn asks_for_marks(&self) -> bool {
        self.tree.as_ref().is_some_and(asks)
    }

    /// The same with the stories put in that are marked so.
    ///
    /// # Errors
    /// When the marks cannot be read.
    pub fn knowing(mut self, marks: &mut dyn Marked) -> anyhow::Result<Self> {
        if let Some(tree) = self.tree.take() {
            self.tree = Some(known(tree, marks)?);
        }
        Ok(self)
    }
}

fn asks(tree: &Node) -> bool {
    match tree {
        Node::All(parts) | Node::Any(parts) => parts.iter().any(asks),
        Node::Not(part) => asks(part),
        Node::Filter(Filter::Marked(_)) => true,
        Node::Filter(_) | Node::Words(_) => false,
    }
}

fn known(tree: Node, marks: &mut dyn Marked) -> anyhow::Result<Node> {
    let mut all = |parts: Vec<Node>| -> anyhow::Result<Vec<Node>> {
        parts.into_iter().map(|part| known(part, marks)).collect()
    };
    Ok(match tree {
        Node::All(parts) => Node::All(all(parts)?),
        Node::Any(parts) => Node::Any(all(parts)?),
        Node::Not(part) => Node::Not(Box::new(known(*part, marks)?)),
        Node::Filter(Filter::Marked(Mark::New)) => new(marks)?,
        Node::Filter(Filter::Marked(mark)) => among(&mark, marks)?,
        other => other,
    })
}

fn among(mark: &Mark, marks: &mut dyn Marked) -> anyhow::Result<Node> {
    Ok(Node::Filter(Filter::Among(marks.stories(mark)?)))
}

fn new(marks: &mut dyn Marked) -> anyhow::Result<Node> {
    let came = Node::Filter(Filter::Number {
        column: ADDED,
        // What was there at the very first has come in at no time that is known.
        least: marks.since()?.max(1),
        most: u64::MAX,
    });
    let known = Node::Any(vec![
        among(&Mark::Read, marks)?,
        among(&Mark::Started, marks)?,
    ]);
    Ok(Node::All(vec![came, Node::Not(Box::new(known))]))
}
