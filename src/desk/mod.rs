//! The one process that owns the store, and how everybody else speaks with it.
//!
//! There is one host per data directory. Every screen and every command-line call is a client of it, over a Unix-domain
//! socket in the directory. [`ask`] is the whole vocabulary between them.

pub mod ask;
