//! What a part of a query is about: an utterance, and what that does, or the story around it.

use crate::index::query::tree::{Node, Place};

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
                Place::Said(None) | Place::Speaker => Some(Self::Speaks),
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
