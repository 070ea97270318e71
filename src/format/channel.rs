//! A feed as whoever follows it needs it: its name, and its entries with what tells one from another.

use serde_json::Value;

pub use super::feeds::{Channel, Entry};
use super::{decode, feeds, on_one_line, records};

/// The feed that the bytes hold; `None` where they hold something else.
pub fn channel(bytes: &[u8]) -> Option<Channel> {
    if decode::foreign(bytes).is_some() {
        return None;
    }
    let text = decode::text(bytes).text;
    let mut channel = if feeds::sniff(&text) {
        feeds::channel(&text)
    } else {
        of_json(&text)?
    };
    for entry in &mut channel.entries {
        on_one_line(&mut entry.story.meta);
    }
    Some(channel)
}

/// JSON Feed: <https://www.jsonfeed.org/version/1.1/>.
fn of_json(text: &str) -> Option<Channel> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('{') {
        return None;
    }
    let Value::Object(mut feed) = serde_json::from_str(start).ok()? else {
        return None;
    };
    let version = feed.get("version").and_then(Value::as_str)?;
    if !version.contains("jsonfeed.org") {
        return None;
    }
    let title = feed.get("title").and_then(Value::as_str).map(decode::clean);
    let title = title.unwrap_or_default().trim().to_string();
    let items = match feed.remove("items") {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let entries = items.into_iter().filter_map(|item| of_item(item, &title));
    Some(Channel {
        entries: entries.collect(),
        title,
    })
}

fn of_item(item: Value, source: &str) -> Option<Entry> {
    let name = match item.get("id") {
        Some(Value::String(id)) => Some(decode::clean(id).trim().to_string()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let link = item.get("url").and_then(Value::as_str).map(str::to_string);
    let Value::Object(fields) = item else {
        return None;
    };
    let mut story = records::envelopes::item(fields)?;
    if !source.is_empty() {
        story.meta.source = Some(source.to_string());
    }
    let name = name.filter(|name| !name.is_empty());
    Some(Entry { name, link, story })
}

#[cfg(test)]
mod tests {
    use super::channel;

    #[test]
    fn entries_have_their_names() {
        let feed = "<rss version='2.0'><channel><title>Tide</title><item><guid>7</guid><title>Salt</title><description>It rains.</description></item><item><title>Sea</title><link>https://x.example/2</link></item></channel></rss>";
        let channel = channel(feed.as_bytes()).expect("a feed");
        assert_eq!(channel.title, "Tide");
        let names: Vec<_> = channel
            .entries
            .iter()
            .map(|entry| entry.name.as_deref())
            .collect();
        assert_eq!(names, [Some("7"), None]);
        assert_eq!(channel.entries[0].story.text, "Salt\nIt rains.");
    }

    #[test]
    fn feeds_in_json_are_feeds() {
        let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Tide","items":[{"id":7,"title":"Salt","url":"https://x.example/7","content_html":"<p>It <em>rains</em>.</p>"},{"id":"b","content_text":"No title."}]}"#;
        let channel = channel(feed.as_bytes()).expect("a feed");
        assert_eq!(channel.entries.len(), 2);
        assert_eq!(channel.entries[0].name.as_deref(), Some("7"));
        assert_eq!(
            channel.entries[0].story.meta.source.as_deref(),
            Some("Tide")
        );
    }

    #[test]
    fn pages_and_lists_are_no_feeds() {
        for other in [
            "<!doctype html><title>Log in</title>",
            "{\"articles\":[]}",
            "<opml><body/></opml>",
            "%PDF-1.4",
            "",
        ] {
            assert!(channel(other.as_bytes()).is_none(), "{other}");
        }
    }
}
