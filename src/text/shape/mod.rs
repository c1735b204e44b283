//! What looks like a personal number, a phone number, an e-mail address or a number plate in a text.
//!
//! A note that names a person is to be stopped or asked about, also when the number has a slip in it; so shapes are
//! recognised, not valid numbers. Each function gives where the first such thing stands, in bytes. Names are not
//! recognised.

mod contact;
mod personal;
mod scan;
mod vehicle;

pub use contact::{email, phone};
pub use personal::personal_number;
pub use vehicle::number_plate;
