//! The whole screen over a whole desk, driven by key scripts.
#![allow(clippy::format_push_string, reason = "a test's text need not be fast")]

mod casework;
mod casework_due;
mod course;
mod desk;
pub mod looks;
mod meeting;
pub mod picture;
mod roles;
mod rules;
mod sizes;
pub mod stage;
mod typing;
