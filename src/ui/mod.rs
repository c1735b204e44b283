//! The full-screen desk.

pub mod term;
pub mod theme;
