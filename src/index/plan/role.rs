//! What a part of a query is about: an utterance, and what that does, or the story around it.

use crate::index::query::tree::{Node, Place, Words};

/// What an utterance that is asked for does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Asks,
    Answers,
    Speaks,
}

impl Role {
    /// `None` where a node asks nothing of an utterance, or something else besides.
    pub(super) fn of(node: &Node) -> Option<Self> {
        match node {
            Node::Words(words) => match words.place {
                Place::Said(Some("question")) => Some(Self::Asks),
                Place::Said(Some(_)) => Some(Self::Answers),
                Place::Said(None) | Place::Speaker | Place::Person => Some(Self::Speaks),
                Place::Anywhere | Place::Field(_) => None,
            },
            Node::All(nodes) | Node::Any(nodes) => {
                let mut roles = nodes.iter().map(Self::of);
                let first = roles.next()??;
                roles.try_fold(first, |all, role| {
                    role.map(|role| if role == all { all } else { Self::Speaks })
                })
            }
            Node::Not(_) | Node::Filter(_) => None,
        }
    }
}

/// Whether a node holds nothing but words without a field.
pub(super) fn is_bare(node: &Node) -> bool {
    match node {
        Node::Words(words) => words.place == Place::Anywhere,
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().all(is_bare),
        Node::Not(_) | Node::Filter(_) => false,
    }
}

/// Whether a part of a query is about an utterance where utterances are asked for.
pub(super) fn is_said(node: &Node) -> bool {
    match node {
        Node::Not(inner) => is_said(inner),
        _ => is_bare(node) || Role::of(node).is_some(),
    }
}

/// What must hold of one utterance.
#[derive(Debug, Default)]
pub(super) struct Spoken<'n> {
    /// All of this.
    pub(super) all: Vec<&'n Node>,
    /// One of these says it; whoever says it where there are none.
    pub(super) by: Vec<&'n Words>,
}

impl<'n> Spoken<'n> {
    /// A single condition.
    pub(super) fn alone(node: &'n Node) -> Self {
        Self {
            all: vec![node],
            by: Vec::new(),
        }
    }
}

/// The speakers that are asked for by name.
pub(super) fn speakers<'n>(spoken: &[&'n Node]) -> Vec<&'n Words> {
    let words = spoken.iter().filter_map(|node| match node {
        Node::Words(words) if words.place.is_of_speaker() => Some(words),
        _ => None,
    });
    words.collect()
}

/// The speakers apart from what is said, where there are several of them: nobody says anything with
/// two voices.
pub(super) fn part_speakers(spoken: Vec<&Node>) -> (Vec<&Node>, Vec<&Node>) {
    if speakers(&spoken).len() < 2 {
        return (Vec::new(), spoken);
    }
    spoken
        .into_iter()
        .partition(|node| !speakers(&[node]).is_empty())
}

/// Groups of what must hold of one utterance each. A question and an answer are never the same one,
/// nor do two speakers say the same: then each of them says something, and one of them what is said.
pub(super) fn groups(spoken: Vec<&Node>) -> Vec<Spoken<'_>> {
    let (by, said) = part_speakers(spoken);
    let mut groups: Vec<Spoken<'_>> = by.iter().map(|node| Spoken::alone(node)).collect();
    let has = |role| said.iter().any(|node| Role::of(node) == Some(role));
    let parted: Vec<Vec<&Node>> = if has(Role::Asks) && has(Role::Answers) {
        let asks = |node: &&Node| Role::of(node) == Some(Role::Asks);
        let (asked, rest) = said.into_iter().partition(asks);
        vec![asked, rest]
    } else {
        vec![said]
    };
    let said = parted.into_iter().filter(|all| !all.is_empty());
    groups.extend(said.map(|all| Spoken {
        all,
        by: speakers(&by),
    }));
    groups
}
