//! A page as `ArchiveBox` keeps it: a folder of many forms of it, of which the best is its story.

use std::path::Path;

/// Forms of a page that hold its text, best first.
const FORMS: &[&str] = &[
    "singlefile.html",
    "output.html",
    "readability/content.html",
    "mercury/content.html",
    "htmltotext.txt",
];

/// Whether what lies in a folder is another form of a page, or about it, and no story of its own.
pub(super) fn is_other_form(path: &Path) -> bool {
    let folders = path.ancestors().skip(1).take(DEEPEST);
    let best = folders.filter_map(|folder| Some(folder.join(best_of(folder)?)));
    best.into_iter().any(|best| !best.starts_with(path))
}

/// How deep below its folder a form lies.
const DEEPEST: usize = 2;

/// The best form of the page that a folder keeps, if it keeps one.
fn best_of(folder: &Path) -> Option<&'static str> {
    let is_kept = is_stamp(folder) && folder.join("index.json").is_file();
    let mut forms = FORMS.iter().filter(|_| is_kept);
    forms.find(|form| folder.join(form).is_file()).copied()
}

/// Whether a folder is named by the second in which a page was kept: `1712345678.42`.
fn is_stamp(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    let seconds = name.map(|name| name.split_once('.').map_or(name, |(seconds, _)| seconds));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    seconds.is_some_and(|seconds| (9..=11).contains(&seconds.len()) && is_digits(seconds))
}
