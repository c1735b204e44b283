//! The everyday tasks, key by key, in a real terminal: what they cost, and that they give the same record however
//! fast or slow the line is.

mod budget;
mod line;
