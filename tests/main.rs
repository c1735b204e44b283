//! All tests that need nothing but cargo, as one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod actions;
mod cli;
mod desk;
mod domain;
mod floors;
