//! What a site asks of programs (RFC 9309), heeded for pages that no reader named.

use url::Url;

/// Bytes of the file that are read, at least 500 KiB by the standard.
const MOST: usize = 512 * 1024;

/// By this name a site may speak to byline alone.
const NAME: &str = "byline";

/// What a site asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Robots {
    /// Patterns of paths, and whether they may be asked for.
    rules: Vec<(String, Leave)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Leave {
    Refused,
    Given,
}

impl Robots {
    /// Reads the file: the rules for byline, or else those for all.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST)]);
        let (mut own, mut all) = (None, None);
        let (mut is_own, mut is_all, mut names) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else {
                continue;
            };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                if !std::mem::replace(&mut names, true) {
                    (is_own, is_all) = (false, false);
                }
                is_own |= value.eq_ignore_ascii_case(NAME);
                is_all |= value == "*";
                continue;
            }
            let leave = match field.as_str() {
                "allow" => Leave::Given,
                "disallow" => Leave::Refused,
                _ => continue,
            };
            names = false;
            for (rules, is_meant) in [(&mut own, is_own), (&mut all, is_all)] {
                if is_meant {
                    let rules: &mut Vec<_> = rules.get_or_insert_default();
                    rules.push((value.to_string(), leave));
                }
            }
        }
        Self {
            rules: own.or(all).unwrap_or_default(),
        }
    }

    /// Whether a page may be asked for: the longest pattern that fits says so.
    pub(super) fn allows(&self, page: &Url) -> bool {
        let mut path = page.path().to_string();
        if let Some(query) = page.query() {
            path.extend(["?", query]);
        }
        let fitting = self.rules.iter();
        let fitting = fitting.filter(|(pattern, _)| !pattern.is_empty() && fits(pattern, &path));
        let longest = fitting.max_by_key(|(pattern, leave)| (pattern.len(), *leave));
        longest.is_none_or(|(_, leave)| *leave == Leave::Given)
    }
}

/// Whether a path begins as a pattern says: `*` for anything, `$` for its end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !is_whole || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() && is_whole {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Robots, Url, fits};

    #[test]
    fn the_longest_rule_that_fits_holds() {
        let robots = Robots::read(
            b"User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private # so\nAllow: /private/open\nDisallow: /*.pdf$\n",
        );
        for (path, expect) in [
            ("/a", true),
            ("/private/a", false),
            ("/private/open/a", true),
            ("/a/b.pdf", false),
            ("/a/b.pdf?x=1", true),
        ] {
            let page = Url::parse(&format!("https://x.example{path}")).expect("an address");
            assert_eq!(robots.allows(&page), expect, "{path}");
        }
    }

    #[test]
    fn rules_for_byline_go_before_those_for_all() {
        let page = Url::parse("https://x.example/a").expect("an address");
        let robots = Robots::read(
            b"User-agent: *\nDisallow: /\nUser-agent: a\nUser-agent: Byline\nDisallow:\n",
        );
        assert!(robots.allows(&page));
        let robots = Robots::read(b"user-agent: byline\ndisallow: /a\n");
        assert!(!robots.allows(&page));
        assert!(Robots::read(b"<html>no rules</html>").allows(&page));
    }

    #[test]
    fn patterns_fit_beginnings() {
        assert!(fits("/a*c", "/abcd"));
        assert!(!fits("/a*c$", "/abcd"));
        assert!(fits("/a*d$", "/abcd"));
        assert!(!fits("/b", "/abcd"));
    }
}
