//! The case meeting at the screen: who was there, which cases were up, what was decided of them.

mod coded;
mod counted;
mod looks;
