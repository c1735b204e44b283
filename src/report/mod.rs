//! Entries and figures in, bytes out: what a program or a spreadsheet reads, plain tables for people, and the papers of a
//! meeting.
//!
//! Nothing here asks the desk for anything or opens a file. Labels come in ready; only the papers, which are sentences
//! throughout, are written with [`crate::words`].

pub mod agenda;
pub mod csv;
pub mod json;
pub mod meeting;
pub mod notes;
pub mod paper;
pub mod roster;
pub mod svg;
pub mod table;
