//! The one process that owns the store, and how everybody else speaks with it.
//!
//! There is one host per data directory. Every screen and every command-line call is a client of it, over a Unix-domain
//! socket in the directory.
//!
//! * [`ask`] is the whole vocabulary between them, [`wire`] its frames, [`socket`] where they meet.
//! * [`host`] has the threads, [`accept`] the door, [`connection`] one client; [`mod@core`] thinks, as a function of what is
//!   true, what is heard and what time it is ([`clock`]).
//! * [`authorise`] stands in front of every request, [`tell`] behind every answer; [`reach`] is what a session's role has.
//! * [`keep`] is the way to the store, [`ledger`] how happenings become bytes; [`founding`] begins a desk, [`account`]
//!   names who is there.
//! * [`query`], [`search`], [`history`] and [`view`] answer what screens ask; [`draft`] keeps what is half typed.
//! * [`client`] asks one thing at a time, [`link`] keeps a screen connected, [`launch`] starts the host, [`place`] knows
//!   where the desk lies; [`log`] is for whoever looks after the machine.

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
pub mod failing;
pub mod finding;
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
pub mod reach;
pub mod search;
pub mod socket;
pub mod tell;
pub mod view;
pub mod wire;
