//! What happened, as the two bodies of a journal frame: the facts, and the personal content apart from them.
//!
//! Both are sealed with the version of their types. It does not know where the bytes are kept.

use crate::domain::event::{self, Happening};
use crate::store::codec::{self, CodecError};
use crate::text::Clean;

/// The version of the types in [`crate::domain::event`] that is written.
pub const VERSION: u8 = 1;

/// A happening as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bodies {
    /// The facts that figures and history need.
    pub facts: Vec<u8>,
    /// The texts that were taken out of them; empty when there were none.
    pub personal: Vec<u8>,
}

/// Why a frame's bodies could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// They were written by a newer program.
    #[error("this was written in version {0}, this program knows up to {VERSION}")]
    Newer(u8),
    /// They are not what was sealed.
    #[error(transparent)]
    Codec(#[from] CodecError),
}

/// Turns a happening into bytes.
///
/// # Errors
/// [`LedgerError::Codec`] when it takes more than 4 GiB.
pub fn seal(happening: &Happening) -> Result<Bodies, LedgerError> {
    let mut facts = happening.clone();
    let texts = event::split(&mut facts);
    let personal = if texts.is_empty() { Vec::new() } else { codec::seal(VERSION, &texts)? };
    Ok(Bodies { facts: codec::seal(VERSION, &facts)?, personal })
}

/// Turns bytes back into a happening; texts that have been `destroyed` are not stated.
///
/// # Errors
/// Any [`LedgerError`].
pub fn open(facts: &[u8], personal: &[u8], destroyed: bool) -> Result<Happening, LedgerError> {
    let mut happening: Happening = unseal(facts)?;
    let texts: Option<Vec<Clean>> = match (destroyed, personal.is_empty()) {
        (true, _) => None,
        (false, true) => Some(Vec::new()),
        (false, false) => Some(unseal(personal)?),
    };
    event::join(&mut happening, texts);
    Ok(happening)
}

fn unseal<T: serde::de::DeserializeOwned>(sealed: &[u8]) -> Result<T, LedgerError> {
    match codec::open(sealed)? {
        (VERSION, body) => Ok(codec::decode(body)?),
        (newer, _) => Err(LedgerError::Newer(newer)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::*;
    use crate::domain::command::Change;
    use crate::domain::event::Event;
    use crate::domain::record::{Cell, EntryId, Nothing, Origin, Status, Value, WriteId};
    use crate::text::when::Month;

    const GOLDEN: &str = include_str!("../../tests/golden/happening-1.hex");

    /// One of every event and every kind of answer.
    fn sample() -> Happening {
        let day = NaiveDate::from_ymd_opt(2023, 11, 21).unwrap();
        let cell = |value| Cell { value, origin: Origin::Carried };
        let cells = vec![
            ("day".into(), Cell::typed(Value::Day(day))),
            ("month".into(), cell(Value::Month(Month::of(day)))),
            ("arrive".into(), cell(Value::Time(NaiveTime::from_hms_opt(21, 30, 0).unwrap()))),
            ("contacts".into(), cell(Value::Number(-7))),
            ("place".into(), cell(Value::Code("stortorget".into()))),
            ("seen".into(), cell(Value::Codes(vec!["a".into(), "b".into()]))),
            ("note".into(), cell(Value::Text(Clean::line("lugnt, räksmörgås")))),
            ("staffed".into(), cell(Value::YesNo(true))),
            ("mood".into(), cell(Value::Nothing(Nothing::NotKnown))),
        ];
        let id = EntryId(300);
        let change = Change {
            field: "note".into(),
            before: Some(cell(Value::Text(Clean::line("lugnt")))),
            after: Some(Cell::not_stated()),
        };
        Happening {
            write: WriteId(7 << 100),
            undoes: Some(41),
            events: vec![
                Event::Founded { taken_in_use: 738_000, example: true },
                Event::PlanLoaded { text: "format = 1".into(), file: "p.toml".into(), previous: Some(3) },
                Event::AccountSeen { uid: 1000, name: Clean::line("ab"), administrator: false },
                Event::Entered {
                    id,
                    form: "visit".into(),
                    status: Status::Cancelled("weather".into()),
                    cells,
                    asked: vec!["long_ago".into()],
                },
                Event::Amended {
                    id,
                    changes: vec![change],
                    status: Some((Status::Planned, Status::Done)),
                    reason: Some("correction".into()),
                    asked: Vec::new(),
                    previous: 42,
                },
                Event::Removed { id, previous: 43 },
                Event::Restored { id, previous: 44 },
            ],
        }
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
    }

    #[test]
    fn what_was_written_once_is_read_for_ever() {
        let sealed = seal(&sample()).unwrap();
        assert_eq!(format!("{}\n{}\n", hex(&sealed.facts), hex(&sealed.personal)), GOLDEN);
        let mut lines = GOLDEN.lines().map(bytes);
        let (facts, personal) = (lines.next().unwrap(), lines.next().unwrap());
        assert_eq!(open(&facts, &personal, false).unwrap(), sample());
    }

    #[test]
    fn the_facts_hold_no_text_and_stand_without_it() {
        let sealed = seal(&sample()).unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("lugnt");
        assert!(!said(&sealed.facts) && said(&sealed.personal));
        let bare = open(&sealed.facts, &[], true).unwrap();
        let Event::Entered { cells, .. } = &bare.events[3] else { unreachable!() };
        let note = cells.iter().find(|(key, _)| key == "note").unwrap();
        assert_eq!(note.1.value, Value::Nothing(Nothing::NotStated));
    }

    #[test]
    fn a_newer_version_is_told_apart_from_damage() {
        let sealed = codec::seal(VERSION + 1, &1_u8).unwrap();
        assert_eq!(open(&sealed, &[], false), Err(LedgerError::Newer(2)));
        assert!(matches!(open(&sealed[1..], &[], false), Err(LedgerError::Codec(_))));
    }
}
