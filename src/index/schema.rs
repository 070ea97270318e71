//! FIELDS: what the index holds of a story, how it is taken, and how a reader asks for it.
