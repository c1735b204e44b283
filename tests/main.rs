//! All tests that need nothing but cargo, as one binary; those that are ignored need a machine to be hard on.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(clippy::format_push_string, clippy::format_collect, reason = "a test's text need not be fast")]

mod actions;
mod cli;
mod desk;
mod domain;
mod floors;
mod flows;
mod heavy;
mod keys;
mod pty;
mod readme;
mod script;
mod ssh;
