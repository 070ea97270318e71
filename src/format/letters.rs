//! Letters (`.eml`, `mbox`, a file of a Maildir) and pages saved as letters (MHTML) → a story each. What a
//! newsletter holds is its markup; a letter of mere text keeps its paragraphs and loses its signature.

use mail_parser::{Address, HeaderValue, Message, MessageParser, PartType};
use serde_json::Value;

use super::front_matter::{self, Fields};
use super::{decode, html, told};
use crate::story::{Meta, Story};

/// Names of headers that only a letter has.
const POSTAL: &[&str] = &[
    "received",
    "return-path",
    "mime-version",
    "message-id",
    "delivered-to",
    "content-type",
    "x-mailer",
    "dkim-signature",
    "content-transfer-encoding",
    "list-id",
];

/// Lines at the top of a text that are looked at.
const HEAD: usize = 60;

/// Whether a text without a telling extension is a letter: it opens with lines that only letters have.
pub fn sniff(text: &str) -> bool {
    let mut known = (false, false);
    for line in text
        .lines()
        .take(HEAD)
        .take_while(|line| !line.trim().is_empty())
    {
        if line.starts_with([' ', '\t']) || line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        let name = name.to_ascii_lowercase();
        known.0 |= matches!(name.as_str(), "from" | "subject");
        known.1 |= POSTAL.contains(&name.as_str());
    }
    known.0 && known.1
}

/// Reads letters into their stories.
pub fn parse(text: &str) -> Vec<Story> {
    let parts = parts(text);
    parts.into_iter().flat_map(letter).collect()
}

/// The letters of a box: each begins with a line `From …` at the top or below a blank line.
fn parts(text: &str) -> Vec<&str> {
    if !text.starts_with("From ") {
        return vec![text];
    }
    let mut starts = vec![0];
    let begins = memchr::memmem::find_iter(text.as_bytes(), b"\n\nFrom ").map(|at| at + 2);
    starts.extend(begins.filter(|at| is_envelope(&text[*at..])));
    starts.push(text.len());
    let part = |ends: &[usize]| {
        let part = &text[ends[0]..ends[1]];
        part.split_once('\n').map_or("", |(_, letter)| letter)
    };
    starts.windows(2).map(part).collect()
}

/// Whether a line that begins with `From ` parts letters: it ends with a time, and a header follows.
fn is_envelope(text: &str) -> bool {
    let mut lines = text.lines();
    let envelope = lines.next().unwrap_or_default();
    let header = lines
        .next()
        .unwrap_or_default()
        .split_once(':')
        .map_or("", |(name, _)| name);
    let is_name = !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_graphic());
    is_name && envelope.bytes().any(|byte| byte.is_ascii_digit()) && envelope.contains(':')
}

fn letter(text: &str) -> Vec<Story> {
    let Some(message) = MessageParser::default().parse(text.as_bytes()) else {
        return super::plain::parse(text);
    };
    let page = header(&message, "Snapshot-Content-Location");
    let fields = fields(&message, page.as_deref());
    let mut meta = Meta::default();
    front_matter::apply(&fields, &mut meta);
    if let Some(markup) = markup(&message) {
        let markup = decode::clean(&markup);
        return match page {
            Some(_) => html::page(&markup, &fields),
            None => html::fragment(&markup, meta),
        };
    }
    let words: Vec<_> = message
        .text_bodies()
        .filter_map(|part| part.text_contents())
        .collect();
    let words = decode::clean(&words.join("\n\n")).into_owned();
    told::story(&unfolded(&words, is_flowed(&message)), meta)
        .into_iter()
        .collect()
}

/// The markup of a letter, where it is not made of its text.
fn markup(message: &Message<'_>) -> Option<String> {
    message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(markup) => Some(markup.to_string()),
        _ => None,
    })
}

fn header(message: &Message<'_>, name: &'static str) -> Option<String> {
    match message.header(name)? {
        HeaderValue::Text(text) => Some(text.trim().to_string()),
        _ => message.header_raw(name).map(|text| text.trim().to_string()),
    }
}

/// What the head of a letter says, as front matter would; the day of a saved page is that of saving.
fn fields(message: &Message<'_>, page: Option<&str>) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            fields.insert(name.into(), Value::from(value));
        }
    };
    let date = message.header_raw("Date").map(str::to_string);
    put("title", message.subject().map(str::to_string));
    if let Some(page) = page {
        put("url", Some(page.to_string()));
        put("saved", date);
        return fields;
    }
    let sender = message.from().and_then(Address::first);
    put(
        "author",
        sender.and_then(|sender| sender.name()).map(str::to_string),
    );
    put("date", date);
    put(
        "source",
        list(message).or_else(|| sender.and_then(|sender| sender.name()).map(str::to_string)),
    );
    put(
        "url",
        header(message, "Archived-At").or_else(|| header(message, "List-Archive")),
    );
    fields
}

/// The name of the list a letter was sent to: `The Tide <tide.example.org>`.
fn list(message: &Message<'_>) -> Option<String> {
    let raw = message.header_raw("List-Id")?;
    let name = raw.split('<').next()?.trim().trim_matches('"').trim();
    (!name.is_empty()).then(|| name.to_string())
}

fn is_flowed(message: &Message<'_>) -> bool {
    let raw = message.header_raw("Content-Type").unwrap_or_default();
    raw.to_ascii_lowercase().contains("format=flowed")
}

/// The text of a letter without its signature; lines that flow are joined.
fn unfolded(text: &str, flowed: bool) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if line == "-- " || line == "--" {
            break;
        }
        let goes_on = flowed && line.ends_with(' ') && !line.trim().is_empty();
        out.push_str(if goes_on { line } else { line.trim_end() });
        if !goes_on {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "From: Ana Reyes <ana@x.example>\nSubject: =?utf-8?q?The_f=C3=A4hre?=\nDate: Tue, 3 Mar 2026 08:30:00 +0100\nMIME-Version: 1.0\nList-Id: The Tide <tide.x.example>\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nPlain.\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<table><tr><td><h2>Harbour</h2><p>It sails at =E2=80=9Cdawn=E2=80=9D.</p><img src=3D\"https://t.example/p.gif\"></td></tr></table>\n--b--\n";

    #[test]
    fn a_newsletter_is_read_from_its_markup() {
        assert!(sniff(LETTER));
        let stories = parse(LETTER);
        assert_eq!(stories.len(), 1);
        let story = &stories[0];
        assert_eq!(story.meta.headline, "The fähre");
        assert_eq!(story.meta.bylines, ["Ana Reyes"]);
        assert_eq!(story.meta.source.as_deref(), Some("The Tide"));
        assert_eq!(story.text, "The fähre\nHarbour\nIt sails at “dawn”.");
    }

    #[test]
    fn a_box_holds_letters() {
        let letter = |subject: &str| {
            format!(
                "From ana@x.example Tue Mar  3 08:30:00 2026\nFrom: Ana Reyes <ana@x.example>\nSubject: {subject}\nMessage-ID: <1@x.example>\n\nIt sails at dawn.\n\nFrom here on it is calm.\n-- \nAna\n\n"
            )
        };
        let letters = [letter("One"), letter("Two")].concat();
        let stories = parse(&letters);
        let heads: Vec<_> = stories
            .iter()
            .map(|story| story.meta.headline.as_str())
            .collect();
        assert_eq!(heads, ["One", "Two"]);
        assert!(stories[0].text.contains("From here on") && !stories[0].text.ends_with("Ana"));
    }

    #[test]
    fn a_release_with_a_head_is_no_letter() {
        assert!(!sniff(
            "From: The harbour office\nSubject: The ferry\nDate: 3 March\n\nIt sails."
        ));
    }
}
