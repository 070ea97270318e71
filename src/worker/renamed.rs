//! Stories that are called otherwise after their files were edited: what was noted of the story that
//! lay there before is the new one's, where the two are alike.

use std::collections::HashSet;

use anyhow::Result;

use crate::archive::Archive;
use crate::marks::{Card, Request};
use crate::story::Identity;
use crate::worker::keeper::Keeper;

/// Tells the keeper which stories of the index are some that it knows by another name.
pub(super) fn follow(archive: &Archive, keeper: &Keeper) -> Result<()> {
    let cards = keeper.cards()?;
    let known: HashSet<Identity> = cards.iter().map(|card| card.identity).collect();
    let stories: Vec<Identity> = cards.iter().map(|card| card.identity).collect();
    let snapshot = archive.index.snapshot()?;
    let missing: HashSet<Identity> = snapshot.not_held(&stories)?.into_iter().collect();
    let mut renamed = Vec::new();
    for card in cards.iter().filter(|card| missing.contains(&card.identity)) {
        let others = snapshot.in_file(&card.path)?.into_iter();
        let free = others.filter(|row| !known.contains(&row.identity));
        let likest = free.filter_map(|row| {
            let story = archive.load(&row.id)?;
            let likeness = card.likeness(&story);
            (likeness >= Card::ALIKE).then(|| (likeness, Card::of(&row.id, &story)))
        });
        let likest = likest.max_by_key(|(likeness, _)| *likeness);
        renamed.extend(likest.map(|(_, new)| (card.identity, new)));
    }
    if !renamed.is_empty() {
        keeper.serve(Request::Rename(renamed));
    }
    Ok(())
}
