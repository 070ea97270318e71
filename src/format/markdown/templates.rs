//! Shortcodes and template tags of site generators: `{{< figure … >}}`, `{% include … %}`, `{{ … }}`.
//! They are no Markdown; their words stay in the text.

use std::borrow::Cow;

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
