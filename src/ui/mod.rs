//! The full-screen desk.

pub mod term;
