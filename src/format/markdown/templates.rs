//! Shortcodes and template tags of site generators: `{{< figure … >}}`, `{% include … %}`, `{{ … }}`.
//! They are no Markdown; their words stay in the text.

use std::borrow::Cow;

use memchr::memmem;

/// How each kind of template opens and closes.
const TEMPLATES: &[(&str, &str)] = &[("{{", "}}"), ("{%", "%}"), ("{:", "}")];

/// Puts templates that stand as the address of a link in angle brackets: an address with spaces in
/// it would otherwise keep its link from being one.
pub(super) fn protect(text: &str) -> Cow<'_, str> {
    if !text.contains("]({{") && !text.contains("]({%") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find("]({") {
        let (before, address) = rest.split_at(at + 2);
        out.push_str(before);
        let length = address_length(address).unwrap_or(0);
        let (address, after) = address.split_at(length);
        if length > 0 {
            out.push('<');
            out.push_str(address);
            out.push('>');
        }
        rest = after;
        if length == 0 {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Names under which a shortcode gives words to be read, in the order in which they are shown.
const WORDS: &[&str] = &["title", "caption", "credit", "attr", "attribution"];

/// Longest shortcode over several lines, in bytes.
const LONGEST: usize = 4096;

/// A template that stands alone on a line, or on this and the next ones, and how many bytes of the
/// next ones it takes. Its caption becomes that of a picture; one without stays as it is, on one line.
pub(super) fn alone(line: &str, after: &str) -> Option<(usize, String)> {
    let opening = line.trim();
    let known = |(open, _): &&(&str, &str)| opening.starts_with(open) && *open != "{:";
    let (_, close) = TEMPLATES.iter().find(known)?;
    if let Some(length) = template_length(opening) {
        return (length == opening.len()).then(|| (0, plain(opening)));
    }
    // A template goes on over a few lines, and over no gap.
    let window = &after.as_bytes()[..after.len().min(LONGEST)];
    let until = memmem::find(window, b"\n\n").unwrap_or(window.len());
    let end = memmem::find(&window[..until], close.as_bytes())? + close.len();
    let tail = after[end..].lines().next().unwrap_or_default();
    let taken = (end + tail.len() + 1).min(after.len());
    let rest: Vec<&str> = after[..end].split_whitespace().collect();
    let whole = || plain(&format!("{opening} {}", rest.join(" ")));
    tail.trim().is_empty().then(|| (taken, whole()))
}

/// A template as a picture with its caption, or as it was.
fn plain(template: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let given = WORDS.iter().filter_map(|name| attribute(template, name));
    words.extend(given.filter(|words| words.contains(char::is_alphabetic)));
    if words.is_empty() {
        words.extend(attribute(template, "alt"));
    }
    if words.iter().all(|words| words.is_empty()) {
        return format!("{}\n", opened(template));
    }
    let words = words.join(" ");
    let balanced = words.matches('[').count() == words.matches(']').count();
    let words = if balanced {
        words
    } else {
        words.replace(['[', ']'], "")
    };
    format!("\n![{words}]()\n\n")
}

/// The value of an attribute in marks.
fn attribute<'a>(template: &'a str, name: &str) -> Option<&'a str> {
    template.match_indices(name).find_map(|(at, _)| {
        let opens = template[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let value = template[at + name.len()..].trim_start().strip_prefix('=')?;
        let value = value.trim_start();
        let mark = value
            .chars()
            .next()
            .filter(|c| opens && matches!(c, '"' | '\''))?;
        Some(value[1..].split(mark).next()?.trim())
    })
}

/// A line whose shortcodes cannot be taken for tags: `{{<img` is none.
pub(super) fn opened(line: &str) -> Cow<'_, str> {
    if line.contains("{{<") {
        Cow::Owned(line.replace("{{<", "{{< ").replace("{{<  ", "{{< "))
    } else {
        Cow::Borrowed(line)
    }
}

/// Length of an address that opens with a template, up to the closing parenthesis on its line.
fn address_length(text: &str) -> Option<usize> {
    let template = template_length(text)?;
    let line = text.lines().next()?;
    let end = template + line.get(template..)?.find(')')?;
    (!line[..end].contains(['<', '>'])).then_some(end)
}

/// Length of the template that a text opens with, closed on the same line.
fn template_length(text: &str) -> Option<usize> {
    let (_, close) = TEMPLATES.iter().find(|(open, _)| text.starts_with(open))?;
    let line = text.lines().next()?;
    Some(2 + line.get(2..)?.find(close)? + close.len())
}

/// Where the templates begin that a line ends with: "Harbour {{< img … >}}".
pub(super) fn trailing(line: &str) -> Option<usize> {
    let starts = line.match_indices('{').map(|(at, _)| at);
    starts
        .take(16)
        .find(|&at| at > 0 && is_only_template(&line[at..]))
}

/// Whether a line holds templates and nothing else.
pub(super) fn is_only_template(line: &str) -> bool {
    let mut rest = line.trim();
    while let Some(length) = template_length(rest) {
        rest = rest[length..].trim_start();
        if rest.is_empty() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_protected() {
        let check = |text, expect| assert_eq!(protect(text), expect);
        check(
            "[a]({{ \"/x\" | url }}/y) b",
            "[a](<{{ \"/x\" | url }}/y>) b",
        );
        check("[a]({ b", "[a]({ b");
        check("[a]({{ b\n c)", "[a]({{ b\n c)");
    }

    #[test]
    fn captions_of_shortcodes_are_those_of_pictures() {
        let check = |line, after, taken, expect: &str| {
            assert_eq!(
                alone(line, after),
                Some((taken, expect.to_string())),
                "{line}"
            );
        };
        check(
            "{{<img src=\"a\" caption=\"Salt & sea\">}}\n",
            "",
            0,
            "\n![Salt & sea]()\n\n",
        );
        check("{% fig alt='Salt' %}\n", "b", 0, "\n![Salt]()\n\n");
        check(
            "{{< fig\n",
            "  caption=\"Salt\"\n>}}\nb",
            21,
            "\n![Salt]()\n\n",
        );
        check("{{<img a>}}\n", "", 0, "{{< img a>}}\n");
        assert_eq!(alone("{{< img >}} and salt", ""), None);
        assert_eq!(alone("{{ never closed", "\n\nsalt }}"), None);
    }

    #[test]
    fn trailing_templates() {
        assert_eq!(trailing("Salt {{< img >}} {% raw %}"), Some(5));
        assert_eq!(trailing("Salt {{< img >}} and sea"), None);
        assert_eq!(trailing("{{< img >}}"), None);
    }

    #[test]
    fn lines_of_templates_alone() {
        assert!(is_only_template("{{< img src=\"x\" >}} {% raw %}"));
        assert!(is_only_template("{: .lead}"));
        assert!(!is_only_template("{{ name }} said"));
        assert!(!is_only_template(""));
    }
}
