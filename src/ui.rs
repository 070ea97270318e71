//! The screen: draws, waits for one event, drains the rest, updates, performs effects.

pub mod action;
pub mod outline;
pub mod places;
pub mod reader;
pub mod speakers;
pub mod theme;
