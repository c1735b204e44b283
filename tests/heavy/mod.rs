//! What takes minutes: the real program killed, stopped, damaged, starved and flooded, hundreds of times.
//!
//! Run with `cargo test --release --test lofte -- --ignored --nocapture heavy`. What is random follows a seed that is
//! printed; `LOFTE_SEED` repeats it, and `LOFTE_ROUNDS` makes the hundreds fewer. Linux only: hosts are found in `/proc`.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod backup;
mod creation;
mod damage;
mod dice;
mod disk;
mod entries;
mod flood;
mod host;
mod kill;
pub mod site;
