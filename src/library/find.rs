//! From what a reader types to a story: a path, a path with an ordinal, a part of the headline.

use anyhow::{Result, bail};

use super::Library;
use crate::format::decode::printable;
use crate::story::{Story, StoryId};

/// Candidates that a message lists at most.
const LISTED: usize = 8;

pub(super) fn find(library: &Library, text: &str) -> Result<(StoryId, Story)> {
    if let Some((path, ordinal)) = in_folder(library, text) {
        return in_file(library, &path, ordinal);
    }
    by_headline(library, text)
}

/// The file and the ordinal, where the text names a file of the library, relative to its folder
/// or to where the reader stands.
fn in_folder(library: &Library, text: &str) -> Option<(String, Option<u32>)> {
    let with_ordinal = text
        .rsplit_once('#')
        .and_then(|(path, ordinal)| Some((path, Some(ordinal.parse().ok()?))));
    [Some((text, None)), with_ordinal]
        .into_iter()
        .flatten()
        .find_map(|(path, ordinal)| Some((inside(library, path)?, ordinal)))
}

pub(super) fn inside(library: &Library, path: &str) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    if library.folder().join(path).is_file() {
        return Some(path.to_string());
    }
    let full = std::fs::canonicalize(path)
        .ok()
        .filter(|full| full.is_file())?;
    let folder = std::fs::canonicalize(library.folder()).ok()?;
    let inside = full.strip_prefix(folder).ok()?;
    Some(
        inside
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/"),
    )
}

fn in_file(library: &Library, path: &str, ordinal: Option<u32>) -> Result<(StoryId, Story)> {
    let wanted = ordinal.unwrap_or(0);
    let (mut found, mut count) = (None, 0_u32);
    library.stories_with(path, &mut |id, story| {
        if id.ordinal == wanted {
            found = Some((id, story));
        }
        count += 1;
    })?;
    match found {
        Some(found) => Ok(found),
        None if count == 0 => bail!("{path} holds no story"),
        None => bail!(
            "{path} holds {count} stories, 0 to {}; there is no {path}#{wanted}",
            count - 1
        ),
    }
}

fn by_headline(library: &Library, text: &str) -> Result<(StoryId, Story)> {
    let sought = text.to_lowercase();
    let mut found: Vec<(StoryId, Story)> = Vec::new();
    let mut others = 0;
    for entry in library.walk().filter_map(Result::ok) {
        // A file that cannot be read holds no candidate; the walk of the index tells about it.
        let _ = library.stories_with(&entry.path, &mut |id, story| {
            if !story.meta.headline.to_lowercase().contains(&sought) {
                return;
            }
            if found.len() < LISTED {
                found.push((id, story));
            } else {
                others += 1;
            }
        });
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    let whole: Vec<usize> = (0..found.len())
        .filter(|&at| found[at].1.meta.headline.to_lowercase() == sought)
        .collect();
    match (whole.as_slice(), found.len()) {
        ([at], _) if others == 0 => Ok(found.swap_remove(*at)),
        (_, 1) if others == 0 => Ok(found.swap_remove(0)),
        (_, 0) => {
            bail!("no story is named “{text}”; give a path, PATH#NUMBER or a part of a headline")
        }
        _ => bail!(
            "“{text}” is in {} headlines:\n{}",
            found.len() + others,
            listed(&found)
        ),
    }
}

fn listed(found: &[(StoryId, Story)]) -> String {
    let line = |(id, story): &(StoryId, Story)| {
        let path = printable(&id.path);
        format!("  {path}#{}  {}", id.ordinal, story.meta.headline)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}
