//! A story set in rows of a width: where lines break, what is indented, and which byte stands in which row.
