//! The records: what was done, and how a person's answers become one.

pub mod answer;
pub mod check;
pub mod draft;
pub mod entry;
pub mod line;
pub mod packed;
pub mod value;

pub use answer::{Context, Mistake};
pub use check::{Problem, Question};
pub use draft::{Draft, Slot, WriteId};
pub use entry::{Entry, EntryId, Status};
pub use value::{Cell, Cells, Code, Nothing, Origin, Value};
