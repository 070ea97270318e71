//! The screen: draws, waits for one event, drains the rest, updates, performs effects.

pub mod action;
pub mod areas;
pub mod effect;
pub mod event;
pub mod fit;
pub mod key;
pub mod keymap;
pub mod list;
pub mod reader;
pub mod terminal;
pub mod theme;
