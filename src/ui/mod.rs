//! The full-screen desk.
