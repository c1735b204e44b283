//! All tests that need nothing but cargo, as one binary; those that are ignored need a machine to be hard on.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

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
