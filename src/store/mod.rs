//! What is on disk: the journal that decides, the sled database that mirrors it, and the ways between them.
//!
//! Everything here is bytes. A frame has a body of facts and a body of personal content, a record has a number and
//! a day; what stands in them is the business of the floors above. Nothing here knows of promises, rights or people.
//!
//! * [`disk`] is the only door to the file system for what must not be lost, and can be told to fail.
//! * [`codec`] is the only user of bincode.
//! * [`journal`] is the truth: segments of frames whose headers form a chain ([`frame`], [`scan`]).
//! * [`shelf`] keeps the second copy in sled, on a thread of its own, always behind the journal.
//! * [`salvage`] reads frames out of a sled directory that may be damaged, [`mend`] makes a journal whole from them.
//! * [`open`] puts it together as a [`Store`]; [`backup`] and [`doctor`] copy it and examine it.

pub mod backup;
pub mod codec;
pub mod disk;
pub mod doctor;
pub mod error;
pub mod frame;
pub mod journal;
pub mod layout;
pub mod mend;
pub mod open;
pub mod salvage;
pub mod scan;
pub mod shelf;
#[cfg(test)]
mod trials;

pub use backup::{BackupJob, BackupReport, restore};
pub use disk::{Disk, Failure};
pub use error::StoreError;
pub use frame::{Frame, FrameRef, Head};
pub use open::{Exit, Founding, OpenOptions, OpenReport, Store};
pub use shelf::{Rebuild, ShelfOp, ShelfState};
