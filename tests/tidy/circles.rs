//! No circle of imports among the files of `src`, file by file.
//!
//! A file that stands in the folder of another may take nouns of that other (`super::Outcome`): the two
//! are one room, whose face is the outer file. All other imports lead down.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{code_of, crate_folder, read, rust_files};

/// A module by the names on its path: `["ui", "canvas", "sheet"]`.
type Module = Vec<String>;

#[test]
fn imports_make_no_circle() {
    let uses = imports();
    let mut left: BTreeSet<&Module> = uses.keys().collect();
    // What uses nothing that is left, or is used by nothing that is left, is in no circle.
    loop {
        let is_free = |module: &&&Module| {
            let is_left = |other: &Module| left.contains(other);
            let by = |other: &&Module| uses[*other].contains(**module);
            !uses[**module].iter().any(is_left) || !left.iter().any(by)
        };
        let free: Vec<&Module> = left.iter().filter(is_free).copied().collect();
        if free.is_empty() {
            break;
        }
        for module in free {
            left.remove(module);
        }
    }
    let circle: Vec<String> = left.iter().map(|module| module.join("/")).collect();
    assert!(
        circle.is_empty(),
        "a circle of imports: {}",
        circle.join(", ")
    );
}

/// What each module uses of the others.
fn imports() -> BTreeMap<Module, BTreeSet<Module>> {
    let files: BTreeMap<Module, String> = rust_files(&crate_folder().join("src"))
        .iter()
        .map(|file| (module_of(file), code_of(&read(file))))
        .filter(|(module, _)| !["lib", "main"].contains(&module[0].as_str()))
        .collect();
    let known: BTreeSet<&Module> = files.keys().collect();
    let uses = files.iter().map(|(module, code)| {
        let paths = paths_in(code).into_iter();
        let used = paths.filter_map(|path| resolve(module, &path, &known));
        let apart = used.filter(|used| !module.starts_with(used.as_slice()));
        (module.clone(), apart.collect())
    });
    uses.collect()
}

fn module_of(file: &Path) -> Module {
    let inside = file.strip_prefix(crate_folder().join("src"));
    let inside = inside.expect("below src").with_extension("");
    let names = inside.components();
    names
        .map(|name| name.as_os_str().to_string_lossy().into_owned())
        .collect()
}

/// All paths in a text of Rust, the names within braces spelt out.
fn paths_in(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for used in code.split("use ").skip(1) {
        let end = used.find(';').unwrap_or(used.len());
        spell_out(&[], &used[..end], &mut paths);
    }
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = code
        .split(|c| !is_path(c))
        .filter(|word| word.contains("::"));
    paths.extend(words.map(segments));
    paths
}

/// `a::{b, c::{d}}` → `a::b`, `a::c::d`.
fn spell_out(before: &[String], text: &str, paths: &mut Vec<Vec<String>>) {
    let Some((head, inside)) = text.split_once('{') else {
        paths.push([before, &segments(text)].concat());
        return;
    };
    let before = [before, &segments(head)].concat();
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let (mut depth, mut start) = (0, 0);
    for (at, character) in inside.char_indices().chain([(inside.len(), ',')]) {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                spell_out(&before, &inside[start..at], paths);
                start = at + 1;
            }
            _ => (),
        }
    }
}

fn segments(path: &str) -> Vec<String> {
    let name = path.split(" as ").next().unwrap_or_default();
    let names = name.split("::").map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The module that a path leads to, if it is one of ours.
fn resolve(from: &Module, path: &[String], known: &BTreeSet<&Module>) -> Option<Module> {
    let up = path.iter().take_while(|name| *name == "super").count();
    let first = path.first()?.as_str();
    let whole = match first {
        "crate" => path[1..].to_vec(),
        "super" => [&from[..from.len().saturating_sub(up)], &path[up..]].concat(),
        _ => [from.as_slice(), path].concat(),
    };
    let mut lengths = (1..=whole.len()).rev();
    let length = lengths.find(|&length| known.contains(&whole[..length].to_vec()))?;
    let found = whole[..length].to_vec();
    // A path that names no module of this one's folder is a crate's or a type's.
    (first == "crate" || first == "super" || found.len() > from.len()).then_some(found)
}
