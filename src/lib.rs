//! lofte keeps a citizen promise between the day it is signed and the day it is evaluated.
#![forbid(unsafe_code)]

pub mod cli;
pub mod desk;
pub mod domain;
pub mod report;
pub mod store;
pub mod text;
pub mod ui;
pub mod words;
