//! The one process that owns the store, and how everybody else speaks with it.
//!
//! There is one host per data directory. Every screen and every command-line call is a client of it, over a Unix-domain
//! socket in the directory. [`ask`] is the whole vocabulary between them.

pub mod accept;
pub mod account;
mod answer;
pub mod ask;
pub mod authorise;
pub mod client;
pub mod clock;
pub mod connection;
pub mod core;
pub mod draft;
pub mod founding;
pub mod history;
pub mod host;
pub mod keep;
pub mod launch;
pub mod ledger;
pub mod link;
pub mod log;
pub mod place;
pub mod query;
pub mod search;
pub mod socket;
pub mod view;
pub mod wire;
