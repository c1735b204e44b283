//! Entries as they lie in the host's memory: a few dozen bytes instead of a tree of allocations.
//!
//! A million entries have to fit (300 bytes each, indexes and all), so names are numbered once ([`Names`]) and the answers
//! of an entry are one run of bytes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::value::{Cell, Code, Nothing, Origin, Value};
use crate::text::clean::Clean;
use crate::text::when::Month;

/// Every name that entries use, numbered in the order they were met.
#[derive(Clone, Debug, Default)]
pub struct Names {
    codes: Vec<Code>,
    numbers: HashMap<Code, u32, BuildHasherDefault<NameHasher>>,
}

/// FNV-1a. Names come from the plan, where nobody gains by making them collide; with the standard hasher, looking them
/// up was a fifth of opening a desk.
#[derive(Clone, Copy, Debug)]
struct NameHasher(u64);

impl Default for NameHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Names {
    /// The number of `code`, given now if it is new.
    pub fn number(&mut self, code: &str) -> u32 {
        if let Some(n) = self.numbers.get(code) {
            return *n;
        }
        let n = self.codes.len() as u32;
        self.codes.push(code.into());
        self.numbers.insert(code.into(), n);
        n
    }

    /// The number of `code`, if it has been met.
    pub fn find(&self, code: &str) -> Option<u32> {
        self.numbers.get(code).copied()
    }

    /// The name numbered `n`.
    pub fn code(&self, n: u32) -> Code {
        self.codes.get(n as usize).cloned().unwrap_or_default()
    }

    /// Every name with its number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Code)> {
        self.codes.iter().enumerate().map(|(n, code)| (n as u32, code))
    }
}

/// Packs answers into one run of bytes.
pub fn pack(cells: &[(Code, Cell)], names: &mut Names) -> Box<[u8]> {
    let mut out = Vec::with_capacity(cells.len() * 6);
    for (key, cell) in cells {
        put(&mut out, u64::from(names.number(key)));
        let origin = cell.origin as u8;
        let mut tag = |kind: u8| out.push(kind << 3 | origin);
        match &cell.value {
            Value::Day(day) => {
                tag(0);
                put(&mut out, zigzag(i64::from(day.num_days_from_ce())));
            }
            Value::Month(month) => {
                tag(1);
                put(&mut out, zigzag(i64::from(month.year) * 12 + i64::from(month.month) - 1));
            }
            Value::Time(time) => {
                tag(2);
                put(&mut out, u64::from(time.num_seconds_from_midnight() / 60));
            }
            Value::Number(n) => {
                tag(3);
                put(&mut out, zigzag(*n));
            }
            Value::Code(code) => {
                tag(4);
                let n = names.number(code);
                put(&mut out, u64::from(n));
            }
            Value::Codes(codes) => {
                tag(5);
                put(&mut out, codes.len() as u64);
                for code in codes {
                    let n = names.number(code);
                    put(&mut out, u64::from(n));
                }
            }
            Value::Text(text) => {
                tag(6);
                put(&mut out, text.len() as u64);
                out.extend_from_slice(text.as_bytes());
            }
            Value::YesNo(yes) => tag(7 + u8::from(*yes)),
            Value::Nothing(Nothing::NotStated | Nothing::Closed) | Value::Masked(_) => tag(9),
            Value::Nothing(Nothing::NotKnown) => tag(10),
            Value::Nothing(Nothing::NotApplicable) => tag(11),
            Value::Marks(marks) => {
                tag(12);
                put(&mut out, 2 * marks.len() as u64);
                for code in marks.iter().flat_map(|(who, mark)| [who, mark]) {
                    let n = names.number(code);
                    put(&mut out, u64::from(n));
                }
            }
        }
    }
    out.into_boxed_slice()
}

/// The answers that [`pack`] packed.
pub fn unpack(bytes: &[u8], names: &Names) -> Vec<(Code, Cell)> {
    Reader { bytes }.map(|raw| raw.cell(names)).collect()
}

/// The raw answers, for reading many entries without making any.
pub fn raw(bytes: &[u8]) -> impl Iterator<Item = Raw<'_>> {
    Reader { bytes }
}

/// One packed answer.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// The number of the field's key.
    pub key: u32,
    kind: u8,
    origin: u8,
    number: i64,
    bytes: &'a [u8],
}

impl<'a> Raw<'a> {
    /// The numbers of the list items it holds.
    pub fn codes(self) -> impl Iterator<Item = u32> + 'a {
        let single = (self.kind == 4).then_some(self.number as u32);
        let mut rest = if matches!(self.kind, 5 | 12) { self.bytes } else { &[] };
        single.into_iter().chain(std::iter::from_fn(move || take(&mut rest).map(|n| n as u32)))
    }

    /// Its text, if it is one.
    pub fn text(self) -> Option<&'a str> {
        if self.kind == 6 { std::str::from_utf8(self.bytes).ok() } else { None }
    }

    /// Its number, if it is one.
    pub fn number(self) -> Option<i64> {
        (self.kind == 3).then_some(self.number)
    }

    /// The field's key and the answer itself.
    pub fn cell(self, names: &Names) -> (Code, Cell) {
        let value = match self.kind {
            0 => NaiveDate::from_num_days_from_ce_opt(self.number as i32).map(Value::Day),
            1 => Some(Value::Month(Month {
                year: self.number.div_euclid(12) as i32,
                month: self.number.rem_euclid(12) as u32 + 1,
            })),
            2 => NaiveTime::from_num_seconds_from_midnight_opt((self.number as u32).saturating_mul(60), 0)
                .map(Value::Time),
            3 => Some(Value::Number(self.number)),
            4 => Some(Value::Code(names.code(self.number as u32))),
            5 => Some(Value::Codes(self.codes().map(|n| names.code(n)).collect())),
            6 => self.text().map(|t| Value::Text(Clean::note(t))),
            7 => Some(Value::YesNo(false)),
            8 => Some(Value::YesNo(true)),
            10 => Some(Value::Nothing(Nothing::NotKnown)),
            11 => Some(Value::Nothing(Nothing::NotApplicable)),
            12 => {
                let codes: Vec<Code> = self.codes().map(|n| names.code(n)).collect();
                Some(Value::Marks(
                    codes.chunks_exact(2).map(|two| (two[0].clone(), two[1].clone())).collect(),
                ))
            }
            _ => None,
        };
        let origin = match self.origin {
            0 => Origin::Typed,
            1 => Origin::Default,
            2 => Origin::Carried,
            3 => Origin::Computed,
            _ => Origin::Imported,
        };
        (names.code(self.key), Cell { value: value.unwrap_or(Value::Nothing(Nothing::NotStated)), origin })
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Iterator for Reader<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        let key = take(&mut self.bytes)? as u32;
        let (tag, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        let kind = tag >> 3;
        let mut raw = Raw { key, kind, origin: tag & 7, number: 0, bytes: &[] };
        match kind {
            0 | 1 | 3 => raw.number = unzigzag(take(&mut self.bytes)?),
            2 | 4 => raw.number = take(&mut self.bytes)? as i64,
            5 | 12 => {
                let count = take(&mut self.bytes)?;
                let start = self.bytes;
                for _ in 0..count {
                    take(&mut self.bytes)?;
                }
                raw.bytes = &start[..start.len() - self.bytes.len()];
            }
            6 => {
                let length = take(&mut self.bytes)? as usize;
                raw.bytes = self.bytes.get(..length)?;
                self.bytes = &self.bytes[length..];
            }
            _ => {}
        }
        Some(raw)
    }
}

fn put(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(n);
        }
    }
    None
}

fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)) as u64
}

fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}
