//! The desk with real sockets, real files and, where it matters, real processes.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod hostile;
mod lost;
mod served;
mod sharing;
