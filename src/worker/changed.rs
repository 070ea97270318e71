//! Stories whose files were edited after they were read: their new text is kept beside the one that was
//! read. Only stories that were opened once are looked at, and of these only those whose file is another.

use std::collections::HashMap;

use anyhow::Result;

use crate::archive::Archive;
use crate::marks::{Card, Newest, Request};
use crate::story::Identity;
use crate::versions::Edition;
use crate::worker::keeper::Keeper;

/// Tells the keeper what the stories say now that it keeps a text of.
pub(super) fn follow(archive: &Archive, keeper: &Keeper) -> Result<()> {
    let kept = keeper.newest_editions()?;
    let stories: Vec<Identity> = kept.iter().map(|kept| kept.story).collect();
    let kept: HashMap<Identity, Newest> = kept.into_iter().map(|kept| (kept.story, kept)).collect();
    let snapshot = archive.index.snapshot()?;
    for row in snapshot.known_as(&stories)? {
        let Some(kept) = kept.get(&row.identity) else {
            continue;
        };
        let stamp = archive.library.stamp(&row.id.path);
        let Some(stamp) = stamp.filter(|stamp| *stamp != kept.stamp) else {
            continue;
        };
        let story = archive.load(&row.id);
        // The index may be a little behind the file.
        let story = story.filter(|story| story.identity() == row.identity);
        if let Some((story, edition)) =
            story.and_then(|story| Some((story.clone(), Edition::of(&story)?)))
        {
            let card = Box::new(Card::of(&row.id, &story));
            keeper.serve(Request::Found(card, Box::new(edition), stamp));
        }
    }
    Ok(())
}
