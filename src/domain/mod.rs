//! The plan and the records, and every rule about them.
//!
//! Pure: no clock, no disk, no terminal, no language. What is asked ([`command`]) is judged by [`decide`] against all
//! that is true now ([`state`]), becomes what happened ([`event`]), and is applied by [`state::State::evolve`].

pub mod casework;
pub mod command;
pub mod course;
pub mod decide;
pub mod demo;
pub mod due;
pub mod event;
mod import;
pub mod outcome;
pub mod plan;
pub mod record;
pub mod refusal;
pub mod state;
pub mod tally;
