//! Labelled pages: what people or publishers say each line is.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::process::Command;

use byline::format::plain;
use byline::page::front::Front;
use byline::page::lines::Line;
use serde_json::Value;

/// Parts into which the publishers are dealt.
pub(crate) const FOLDS: usize = 4;

/// A page and what its lines are.
pub(crate) struct Page {
    pub(crate) lines: Vec<Line<'static>>,
    pub(crate) front: Vec<Front>,
    /// For each line the classes that it may be, a bit each in the order of [`Label`].
    pub(crate) labels: Vec<u8>,
    /// Which part its publisher is in.
    pub(crate) fold: usize,
    /// How much it counts.
    pub(crate) weight: f32,
    /// Which lines open stories.
    pub(crate) headlines: Vec<usize>,
    /// Which set it is from.
    pub(crate) set: &'static str,
}

/// What a line may be, in the order of the model's sums; text is 0.
pub(crate) mod label {
    pub(crate) const TEXT: u8 = 1;
    pub(crate) const HEADING: u8 = 2;
    pub(crate) const HEADLINE: u8 = 4;
    pub(crate) const NEXT: u8 = 8;
    pub(crate) const FURNITURE: u8 = 16;
}
use label::{FURNITURE, HEADING, HEADLINE, NEXT, TEXT};

/// Every labelled page of the folder.
pub(crate) fn read(gold: &Path) -> io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    let wide = gold.join("wide");
    let training = output(
        "xz",
        &["-dc".as_ref(), wide.join("train.jsonl.xz").as_os_str()],
    )?;
    for row in rows(&training) {
        pages.push(of_lines(&row));
    }
    let scratch = std::env::temp_dir().join(format!("byline-fit-{}", std::process::id()));
    std::fs::create_dir_all(&scratch)?;
    let archive = wide.join("borders-train.tar.xz");
    output(
        "tar",
        &[
            "xf".as_ref(),
            archive.as_os_str(),
            "-C".as_ref(),
            scratch.as_os_str(),
        ],
    )?;
    let mut folders: Vec<_> = std::fs::read_dir(scratch.join("borders-train"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    folders.sort();
    for folder in folders {
        add(
            &mut pages,
            &folder.join("gold.jsonl"),
            &folder.join("text"),
            "borders",
            1.0,
        )?;
    }
    std::fs::remove_dir_all(&scratch)?;
    let old = gold.join("structure");
    for (file, folder, set) in [
        ("gold.dev.jsonl", "clean", "clean"),
        ("gold.dev.jsonl", "noisy", "noisy"),
        ("gold.realscrape.jsonl", "realscrape", "scrape"),
        ("gold.multi.jsonl", "multi_clean", "multi"),
        ("gold.multi.jsonl", "multi_noisy", "multi"),
    ] {
        add(&mut pages, &old.join(file), &old.join(folder), set, 1.5)?;
    }
    Ok(pages)
}

fn output(program: &str, arguments: &[&std::ffi::OsStr]) -> io::Result<Vec<u8>> {
    let run = Command::new(program).args(arguments).output()?;
    if run.status.success() {
        Ok(run.stdout)
    } else {
        Err(io::Error::other(
            String::from_utf8_lossy(&run.stderr).into_owned(),
        ))
    }
}

fn rows(text: &[u8]) -> impl Iterator<Item = Value> + '_ {
    let lines = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).expect("a labelled page is JSON"))
}

fn words<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The part of a publisher: the FNV-1a hash of its name.
fn fold(source: &str) -> usize {
    let hash = source
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    (hash >> 20) as usize % FOLDS
}

/// A page whose lines are labelled one by one.
fn of_lines(row: &Value) -> Page {
    let mut lines = Vec::new();
    let mut labels = Vec::new();
    for entry in list(&row["lines"]) {
        let text = entry[2].as_str().unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        let mut line = Line::new(Cow::Owned(text.to_string()), false);
        line.gap = entry[1].as_u64().unwrap_or_default().min(9) as u8;
        lines.push(line);
        labels.push(match entry[0].as_str().unwrap_or_default() {
            "h" => HEADING,
            "headline" => HEADLINE,
            "furniture" => FURNITURE,
            "bold" | "deck" => TEXT | HEADING,
            "caption" => TEXT | FURNITURE,
            _ => TEXT,
        });
    }
    page(lines, labels, words(row, "source"), 1.0, "wide")
}

fn page(
    lines: Vec<Line<'static>>,
    labels: Vec<u8>,
    source: &str,
    weight: f32,
    set: &'static str,
) -> Page {
    let front = lines.iter().map(plain::front_of).collect();
    let opens = |at: &usize| labels[*at] & (HEADLINE | NEXT) != 0;
    Page {
        headlines: (0..labels.len()).filter(opens).collect(),
        front,
        lines,
        labels,
        fold: fold(source),
        weight,
        set,
    }
}

/// Adds the texts of a folder whose stories are labelled by their headlines and headings.
fn add(
    pages: &mut Vec<Page>,
    gold: &Path,
    folder: &Path,
    set: &'static str,
    weight: f32,
) -> io::Result<()> {
    for row in rows(&std::fs::read(gold)?) {
        let file = folder.join(words(&row, "file"));
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let single = [row.clone()];
        let stories = if row["stories"].is_array() {
            list(&row["stories"])
        } else {
            &single
        };
        let lines: Vec<Line<'static>> = plain::lines(&text).iter().map(own).collect();
        let Some(labels) = labels(&lines, stories) else {
            continue;
        };
        let source = match list(&row["sources"]).first() {
            Some(source) => source.as_str().unwrap_or_default().to_string(),
            None if row["stories"].is_array() => words(&row, "id")
                .split('-')
                .nth(2)
                .unwrap_or_default()
                .to_string(),
            None => words(&row, "source").to_string(),
        };
        pages.push(page(lines, labels, &source, weight, set));
    }
    Ok(())
}

fn own(line: &Line<'_>) -> Line<'static> {
    let mut owned = Line::new(Cow::Owned(line.text.clone().into_owned()), false);
    owned.gap = line.gap;
    owned
}

/// Letters and digits in small letters.
fn norm(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The labels of lines, found in the order of their stories; none where a headline is not found.
fn labels(lines: &[Line<'_>], stories: &[Value]) -> Option<Vec<u8>> {
    let norms: Vec<String> = lines.iter().map(|line| norm(&line.text)).collect();
    let mut labels = vec![TEXT | FURNITURE; lines.len()];
    let mut at = 0;
    let mut starts = Vec::new();
    for story in stories {
        let headline = norm(words(story, "headline"));
        let start = (at..lines.len()).find(|&at| norms[at] == headline)?;
        starts.push(start);
        at = start + 1;
    }
    for (order, (story, &start)) in stories.iter().zip(&starts).enumerate() {
        let end = starts.get(order + 1).copied().unwrap_or(lines.len());
        labels[start] = if order == 0 { HEADLINE } else { NEXT };
        for optional in list(&story["optional"]) {
            let optional = norm(optional.as_str().unwrap_or_default());
            for at in (start + 1..end).filter(|&at| norms[at] == optional) {
                labels[at] = TEXT | HEADING | FURNITURE;
            }
        }
        let mut at = start + 1;
        for section in list(&story["sections"]) {
            let heading = norm(words(section, "heading"));
            if heading.is_empty() {
                continue;
            }
            if let Some(found) = (at..end).find(|&at| norms[at] == heading) {
                labels[found] = HEADING;
                at = found + 1;
            }
        }
    }
    Some(labels)
}
