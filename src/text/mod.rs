//! Strings as people type them and terminals show them: the lowest floor.
//!
//! Nothing here knows what a promise is, reads a clock, or speaks to a person: what must be explained comes back as a
//! typed error, and the faces put it into words.
//!
//! * [`clean`]: the gate every text passes before it may be kept.
//! * [`width`]: how many terminal cells a text takes, and cutting, padding and wrapping by them.
//! * [`order`]: Swedish alphabetical order, and search that also works from a keyboard without å, ä and ö.
//! * [`number`]: whole numbers as they are typed, and figures as Swedish writes them.
//! * [`when`]: days, times, weeks and months as they are typed.
//! * [`sheet`]: lines of cells, as spreadsheets copy and save them.
//! * [`shape`]: what looks like a personal number, a phone number, an address or a number plate.

pub mod clean;
pub mod number;
pub mod order;
pub mod shape;
pub mod sheet;
pub mod when;
pub mod width;

pub use clean::{Clean, Cleaned};
