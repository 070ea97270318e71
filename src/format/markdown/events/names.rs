//! A speaker between angle brackets, as chats and some transcripts print it, told from a tag of HTML.

/// The elements of HTML, those that browsers still know included; sorted. Source: the index of elements
/// of the HTML Living Standard, and its section on obsolete features.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "isindex",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "selectedcontent",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// Whether a would-be tag is a name: words and nothing else, the first of them no element. (An element of
/// somebody's own has a hyphen.)
pub(super) fn is_label(tag: &str) -> bool {
    let inner = tag
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let Some(name) = inner else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.');
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    name.starts_with(char::is_alphabetic)
        && name.chars().all(plain)
        && ELEMENTS.binary_search(&first.as_str()).is_err()
}

#[cfg(test)]
mod tests {
    use super::{ELEMENTS, is_label};

    #[test]
    fn names_are_told_from_elements() {
        assert!(ELEMENTS.is_sorted());
        for name in ["<Ines>", "<Tom Pell>", "<tom_p>", "<Speaker 2>"] {
            assert!(is_label(name), "{name}");
        }
        for tag in [
            "<em>",
            "<BR>",
            "</Ines>",
            "<my-box>",
            "<a href=x>",
            "<!-- Ines -->",
            "<>",
            "<x/>",
        ] {
            assert!(!is_label(tag), "{tag}");
        }
    }
}
