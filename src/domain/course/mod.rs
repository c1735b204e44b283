//! Courses with a roster (MBU): evenings from a start day, seats, balance, attendance, and what a course comes to.
//!
//! What is stored are ordinary entries of the forms that come with `kind = "course"` (`assets/kinds/course.toml`); here
//! are only the rules that hold between them.

pub mod age;
pub mod balance;
pub mod enrol;
pub mod enrolment;
pub mod file;
pub mod index;
pub mod lay;
pub mod ledger;
pub mod paste;
pub mod personal;
pub mod roster;
pub mod seats;
pub mod sessions;
pub mod standing;
pub mod view;

pub use file::Course;
pub use index::Index;
