//! Voices side by side that nobody asks: under each heading the same ones speak once each, in one order.

use crate::page::labels;
use crate::story::{BlockKind, Story};

use super::roles;
use super::talk::Talk;

/// Whether the talk is such a panel. Who asks by the label, or ends each turn with a question, asks.
pub(super) fn is_panel(story: &Story, talk: &Talk) -> bool {
    // What heads the parts may have been taken for page furniture: it comes again between the turns.
    let parts = story
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Promo));
    let starts: Vec<usize> = parts.map(|part| part.span.start).collect();
    let under = |place: usize| starts.partition_point(|&start| start < place);
    let parts: Vec<Vec<usize>> = talk
        .turns
        .chunk_by(|one, next| under(one.label.start) == under(next.label.start))
        .map(|turns| turns.iter().map(|turn| turn.voice).collect())
        .collect();
    let Some(first) = parts.first() else {
        return false;
    };
    let once = (1..first.len()).all(|at| !first[..at].contains(&first[at]));
    let same = parts.iter().all(|part| part == first);
    first.len() > 1
        && parts.len() > 1
        && once
        && same
        && !first.iter().any(|&voice| asks(story, talk, voice))
}

/// Whether a voice asks beyond doubt.
fn asks(story: &Story, talk: &Talk, voice: usize) -> bool {
    let mut turns = talk.turns.iter().filter(|turn| turn.voice == voice);
    let by_label = turns.clone().any(|turn| {
        let name = labels::name_part(story.slice(turn.label));
        labels::letter_role(name).is_some() || roles::is_asker(name)
    });
    by_label
        || turns.all(|turn| {
            story
                .slice(turn.speech)
                .trim_end()
                .ends_with(['?', '？', '؟'])
        })
}
