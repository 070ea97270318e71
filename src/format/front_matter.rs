//! What a file says about its story: matter between fences, lines that tools write into the text, and
//! the fields of a JSON record, which use the same names.

mod broken;
mod fences;
mod fields;
mod lists;
mod names;
mod people;
mod values;

use std::borrow::Cow;

use serde_json::{Map, Value};

pub use fields::apply;
pub(super) use names::folded;
pub use people::names;
pub(super) use values::{address_in, host, is_tool};

/// Names and values as a file gives them.
pub type Fields = Map<String, Value>;

/// A text parted from what the file says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Split<'a> {
    /// The text alone.
    pub body: Cow<'a, str>,
    /// What the matter says; as far as it could be read line by line where it is broken.
    pub fields: Fields,
    /// Why it could not be read as a whole.
    pub warning: Option<String>,
}

/// Parts front matter from its text; `None` where the text has none.
///
/// A rule at the top of a text is no front matter: there must be a closing fence and a name with
/// a value between the two.
pub fn split(text: &str) -> Option<Split<'_>> {
    fences::split(text).or_else(|| lists::split(text))
}

/// Whether a text opens with matter between fences.
pub fn is_fenced(text: &str) -> bool {
    !text.starts_with('{') && fences::split(text).is_some()
}
