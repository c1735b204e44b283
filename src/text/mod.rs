//! Strings as people type them and terminals show them.
