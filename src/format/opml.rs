//! OPML, the form in which readers hand on lists of feeds: no story, but where stories come from.

use std::fmt::Write as _;

use super::decode;
use super::html::tree::{Id, Tree};

/// A feed as a list names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its name.
    pub title: String,
    /// Where it is.
    pub address: String,
}

/// The feeds of a list; `None` where the bytes are no such list.
pub fn read(bytes: &[u8]) -> Option<Vec<Outline>> {
    if decode::foreign(bytes).is_some() {
        return None;
    }
    let text = decode::text(bytes).text;
    if super::feeds::root(&text).as_deref() != Some("opml") {
        return None;
    }
    let tree = Tree::of_data(&text);
    let mut outlines: Vec<Outline> = Vec::new();
    for id in 0..tree.nodes.len() {
        if let Some(outline) = outline(&tree, id)
            && !outlines
                .iter()
                .any(|known| known.address == outline.address)
        {
            outlines.push(outline);
        }
    }
    Some(outlines)
}

fn outline(tree: &Tree, id: Id) -> Option<Outline> {
    let node = tree.nodes.get(id).filter(|node| node.name == "outline")?;
    let told = |name| {
        let value = node.attribute(name)?.trim();
        (!value.is_empty()).then(|| value.to_string())
    };
    Some(Outline {
        address: told("xmlurl")?,
        title: told("title").or_else(|| told("text")).unwrap_or_default(),
    })
}

/// Writes such a list.
pub fn write(outlines: &[Outline]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>byline</title></head>\n<body>\n",
    );
    for Outline { title, address } in outlines {
        let title = html_escape::encode_double_quoted_attribute(title);
        let address = html_escape::encode_double_quoted_attribute(address);
        let _ = writeln!(
            out,
            "<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{address}\"/>"
        );
    }
    out + "</body>\n</opml>\n"
}

#[cfg(test)]
mod tests {
    use super::{Outline, read, write};

    fn outline(title: &str, address: &str) -> Outline {
        Outline {
            title: title.into(),
            address: address.into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let list = [
            outline("Tide & Co <\"1\">", "https://x.example/a?b=1&c=2"),
            outline("Salt", "https://x.example/b"),
        ];
        assert_eq!(read(write(&list).as_bytes()).as_deref(), Some(&list[..]));
    }

    #[test]
    fn lists_of_others_are_read_in_their_folders_and_once_each() {
        let list = "<?xml version='1.0'?><opml version='1.1'><head><title>x</title></head><body><outline text='News'><outline text='Tide' xmlUrl='https://x.example/a'/><outline title='Again' xmlURL='https://x.example/a'/></outline><outline text='no feed'/></body></opml>";
        assert_eq!(
            read(list.as_bytes()),
            Some(vec![outline("Tide", "https://x.example/a")])
        );
        assert_eq!(read(b"<html><body>no list</body></html>"), None);
        assert_eq!(read(b"%PDF-1.7"), None);
    }
}
