//! The index over a folder of small stories: what is found, in which order, and how it keeps up
//! with the files.

mod agree;
mod bundled;
mod explore;
mod find;
mod follow;
mod people;
mod records;
pub(crate) mod shelf;
mod twins;
