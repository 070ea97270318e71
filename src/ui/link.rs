//! Links on the screen, for terminals that make their cells lead to an address (OSC 8).

use std::ops::Range;

/// Cells of a row that lead to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The row of the screen.
    pub row: u16,
    /// Its columns.
    pub columns: Range<u16>,
    /// Where they lead.
    pub address: String,
}

/// Whether an address may be handed to a terminal: of the web, and nothing in it that could end the sequence.
pub fn is_safe(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web && address.len() <= 2048 && address.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Programs whose terminals know such links, by `TERM_PROGRAM` and the beginning of `TERM`.
const PROGRAMS: &[&str] = &["WezTerm", "iTerm.app", "vscode", "ghostty", "rio"];
const TERMINALS: &[&str] = &[
    "xterm-kitty",
    "xterm-ghostty",
    "foot",
    "alacritty",
    "contour",
    "wezterm",
];
/// Variables that only such terminals set.
const SIGNS: &[&str] = &["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"];

/// Whether the terminal knows such links, as far as the environment tells.
pub fn are_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let vte = variable("VTE_VERSION").and_then(|version| version.parse().ok());
    let begins = |name: &str, known: &[&str]| {
        variable(name).is_some_and(|value| known.iter().any(|known| value.starts_with(known)))
    };
    // Between 0.46 and 0.50 such links crashed it.
    vte.is_some_and(|version: u32| version >= 5000)
        || begins("TERM_PROGRAM", PROGRAMS)
        || begins("TERM", TERMINALS)
        || SIGNS.iter().any(|sign| variable(sign).is_some())
}

#[cfg(test)]
mod tests {
    use super::{are_known, is_safe};

    #[test]
    fn only_clean_addresses_of_the_web_are_handed_on() {
        assert!(is_safe("https://x.example/a?b=c#d"));
        for address in [
            "javascript:alert(1)",
            "https://x.example/\x1b]0;t\x07",
            "https://x.example/a b",
            "https://x.example/\u{9c}",
            "mailto:a@b.example",
        ] {
            assert!(!is_safe(address), "{address:?}");
        }
    }

    #[test]
    fn the_environment_tells_who_knows_links() {
        for (name, value, expect) in [
            ("TERM", "xterm-kitty", true),
            ("TERM", "xterm-256color", false),
            ("TERM_PROGRAM", "WezTerm", true),
            ("VTE_VERSION", "7200", true),
            ("VTE_VERSION", "4800", false),
            ("WT_SESSION", "1", true),
        ] {
            let told = are_known(|asked| (asked == name).then(|| value.to_owned()));
            assert_eq!(told, expect, "{name}={value}");
        }
    }
}
