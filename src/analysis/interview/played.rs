//! Talk within the talk: a piece of another interview that somebody plays or reads out, whose voices are
//! heard nowhere else.

use super::talk::Talk;

/// Fewest turns of a piece: question and answer, and one more that tells it from a guest's only turns.
const FEWEST: usize = 3;

/// For each voice whether it speaks only in such a piece.
///
/// A piece stands between two turns of one voice that talks to others as well, two voices or more take
/// turns in it, and it is the smaller part of the talk: of two guests who come one after the other each is
/// asked by the host.
pub(super) fn voices(talk: &Talk) -> Vec<bool> {
    let spans = spans(talk);
    let mut played = vec![false; spans.len()];
    let mut at = 1;
    while at < talk.turns.len() {
        let end = closed_from(talk, &spans, at).unwrap_or(at);
        let piece = &talk.turns[at..=end];
        let opener = talk.turns[at - 1].voice;
        let resumed = talk
            .turns
            .get(end + 1)
            .is_some_and(|turn| turn.voice == opener);
        let outside = talk.turns[end..].iter().skip(1).chain(&talk.turns[..at]);
        let others = outside.filter(|turn| turn.voice != opener).count();
        let several = piece.iter().any(|turn| turn.voice != piece[0].voice);
        if piece.len() >= FEWEST
            && several
            && resumed
            && others > 0
            && piece.len() * 2 < talk.turns.len()
        {
            for turn in piece {
                played[turn.voice] = true;
            }
        }
        at = end + 1;
    }
    played
}

/// The first and the last turn of each voice.
fn spans(talk: &Talk) -> Vec<(usize, usize)> {
    let mut spans = vec![(usize::MAX, 0); talk.cast.voices.len()];
    for (at, turn) in talk.turns.iter().enumerate() {
        let (first, last) = &mut spans[turn.voice];
        *first = at.min(*first);
        *last = at;
    }
    spans
}

/// The last turn of the shortest stretch from `start` whose voices speak nowhere else.
fn closed_from(talk: &Talk, spans: &[(usize, usize)], start: usize) -> Option<usize> {
    let mut end = start;
    let mut at = start;
    while at <= end {
        let (first, last) = spans[talk.turns[at].voice];
        if first < start {
            return None;
        }
        end = end.max(last);
        at += 1;
    }
    Some(end)
}
