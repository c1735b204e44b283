//! The full-screen desk: one model, one message type, one update that returns effects as data.
//!
//! * [`run`] is the loop; [`term`] the terminal under it; [`theme`] the look.
//! * [`action`] is the one table of keys. [`update`] routes them to [`screen`]s and [`overlay`]s; [`view`] draws.
//! * [`widget`]s are small pieces that know nothing of the model.

pub mod action;
pub mod ctx;
pub mod model;
pub mod msg;
pub mod overlay;
pub mod run;
pub mod screen;
mod tell;
pub mod term;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;
