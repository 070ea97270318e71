//! The screen: draws, waits for one event, drains the rest, updates, performs effects.

pub mod action;
pub mod theme;
