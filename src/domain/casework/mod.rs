//! The case meeting (SSPF): cases by code, consent, the numbered agenda, commitments, and what may be told of them.
//!
//! What is stored are ordinary entries of the forms that come with `kind = "cases"` (`assets/kinds/cases.toml`); here are
//! only the rules that hold between them. No name is kept anywhere: a case is a code without meaning.

pub mod action;
pub mod agenda;
pub mod code;
pub mod consent;
pub mod gather;
pub mod index;
pub mod ledger;
pub mod median;
pub mod moved;
pub mod notes;
pub mod register;
pub mod secrecy;
pub mod statistics;
pub mod status;
pub mod suppress;
pub mod view;

pub use index::Index;
pub use register::asks;
