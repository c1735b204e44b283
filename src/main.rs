//! The `lofte` program: parses arguments and hands over.
fn main() {}
