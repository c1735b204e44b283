//! Entries and figures in, bytes out: what a program or a spreadsheet reads, and plain tables for people.
//!
//! Nothing here asks the desk for anything, opens a file or knows a language; labels come in ready.

pub mod csv;
pub mod json;
pub mod paper;
pub mod svg;
pub mod table;
