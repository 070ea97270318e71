//! How a story of an archive is named among those of the library: `NAME:PATH`.

use crate::story::StoryId;

/// Stands between the name of an archive and the path within it; no path of a library begins so.
const APART: &str = "::";

/// The id of a story in all that is listed.
pub fn outer(archive: &str, inner: &StoryId) -> StoryId {
    StoryId {
        path: format!("{archive}{APART}{}", inner.path).into(),
        ordinal: inner.ordinal,
        offset: inner.offset,
    }
}

/// The archive of a story, and its id within it.
pub fn inner(id: &StoryId) -> Option<(&str, StoryId)> {
    let (archive, path) = id.path.split_once(APART)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_name = !archive.is_empty() && archive.chars().all(is_plain);
    is_name.then(|| {
        let inner = StoryId {
            path: path.into(),
            ordinal: id.ordinal,
            offset: id.offset,
        };
        (archive, inner)
    })
}

#[cfg(test)]
mod tests {
    use super::{inner, outer};
    use crate::story::StoryId;

    #[test]
    fn a_story_is_found_by_the_name_it_is_listed_under() {
        let id = StoryId {
            path: "a/b::c.txt".into(),
            ordinal: 3,
            offset: 9,
        };
        let listed = outer("press", &id);
        assert_eq!(&*listed.path, "press::a/b::c.txt");
        assert_eq!(inner(&listed), Some(("press", id.clone())));
        assert_eq!(
            inner(&id),
            None,
            "a path with a slash before it is no archive"
        );
    }
}
