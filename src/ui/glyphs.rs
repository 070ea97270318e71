//! The signs beside a story in the list: what is unread, begun, starred.

/// The signs, a column each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Not read.
    pub unread: &'static str,
    /// Begun.
    pub begun: &'static str,
    /// With a star.
    pub starred: &'static str,
}

/// For terminals that have every sign.
pub const FINE: Glyphs = Glyphs {
    unread: "●",
    begun: "◐",
    starred: "★",
};

/// For terminals that have no more than a typewriter.
pub const PLAIN: Glyphs = Glyphs {
    unread: "*",
    begun: "~",
    starred: "+",
};

/// Kinds of terminals that have few signs, by how their names begin.
const FEW: &[&str] = &["linux", "vt1", "vt2", "ansi", "cons", "sun"];

/// The signs of a terminal of that name.
pub fn of_terminal(name: Option<&str>) -> Glyphs {
    let has_few = name.is_some_and(|name| FEW.iter().any(|few| name.starts_with(few)));
    if has_few { PLAIN } else { FINE }
}

#[cfg(test)]
mod tests {
    use super::{FINE, PLAIN, of_terminal};

    #[test]
    fn plain_terminals_get_plain_signs() {
        for (name, expect) in [
            (Some("linux"), PLAIN),
            (Some("vt100"), PLAIN),
            (Some("xterm-256color"), FINE),
            (None, FINE),
        ] {
            assert_eq!(of_terminal(name), expect, "{name:?}");
        }
    }
}
