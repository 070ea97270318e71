//! The manual, a chapter a file in `src/manual`: what the README has no room for. `byline manual` prints it,
//! and each chapter is a page here.

/// A chapter, as Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Chapter {
    /// What it is asked for by: the name of its file.
    pub name: &'static str,
    /// Its text; the first line is its title.
    pub text: &'static str,
}

impl Chapter {
    /// Its title.
    pub fn title(self) -> &'static str {
        let first = self.text.lines().next().unwrap_or(self.name);
        first.trim_start_matches(['#', ' '])
    }
}

/// Makes [`CHAPTERS`] out of the names of their files, and a page of each.
macro_rules! chapters {
    ($($name:ident)*) => {
        $(
            #[doc = include_str!(concat!("manual/", stringify!($name), ".md"))]
            pub mod $name {}
        )*

        /// All chapters, in the order in which they are best read.
        pub const CHAPTERS: &[Chapter] = &[$(Chapter {
            name: stringify!($name),
            text: include_str!(concat!("manual/", stringify!($name), ".md")),
        }),*];
    };
}

chapters! {
    keys
    reading
    searching
    setting
    bringing
    notes
    changes
    elsewhere
    pipes
    configuration
    archives
}

/// The chapter of a name, or of a title that begins so, whatever the case.
pub fn chapter(name: &str) -> Option<Chapter> {
    let name = name.to_lowercase();
    let named = CHAPTERS.iter().find(|chapter| chapter.name == name);
    let titled = || {
        let mut chapters = CHAPTERS.iter();
        chapters.find(|chapter| chapter.title().to_lowercase().starts_with(&name))
    };
    named.or_else(titled).copied()
}

#[cfg(test)]
mod tests {
    use super::{CHAPTERS, chapter};

    #[test]
    fn every_chapter_has_its_title_and_is_found_by_it() {
        for one in CHAPTERS {
            assert!(one.text.starts_with("# "), "{}", one.name);
            assert_eq!(chapter(one.name).map(|found| found.name), Some(one.name));
            let titled = chapter(&one.title().to_uppercase());
            assert_eq!(titled.map(|found| found.name), Some(one.name));
        }
        assert!(chapter("cooking").is_none());
    }
}
