//! Reading one table of the file: what is asked for, what is missing, and what nobody asked for.

use std::cell::RefCell;

use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{PlanErrorKind as Kind, Press, Wanted};
use super::mistakes::{At, Mistakes, Span};
use super::nearest::nearest;
use crate::domain::plan::{Label, Period, field::Range};

/// One table being read. Keys nobody has asked for when it is closed are mistakes.
pub(super) struct Table<'t> {
    entries: &'t DeTable<'t>,
    pub(super) span: Span,
    pub(super) mistakes: &'t Mistakes<'t>,
    asked: RefCell<Vec<&'static str>>,
}

/// A kind of value that can stand behind a key.
pub(super) trait Read<'t>: Sized {
    /// Reads it, or notes why it cannot be.
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self>;
}

impl<'t> Table<'t> {
    pub(super) fn new(entries: &'t DeTable<'t>, span: Span, mistakes: &'t Mistakes<'t>) -> Self {
        Self { entries, span, mistakes, asked: RefCell::default() }
    }

    /// The raw value of `key`.
    pub(super) fn raw(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.entries.get(key)
    }

    /// The value of `key`, if it is there.
    pub(super) fn get<T: Read<'t>>(&self, key: &'static str) -> Option<T> {
        self.raw(key).and_then(|value| T::read(value, self.mistakes))
    }

    /// The value of `key`, which must be there; a stand-in where it is not.
    pub(super) fn need<T: Read<'t> + Default>(&self, key: &'static str) -> T {
        if self.raw(key).is_none() {
            self.missing(key);
        }
        self.get(key).unwrap_or_default()
    }

    /// Notes that `key` is missing.
    pub(super) fn missing(&self, key: &str) {
        self.mistakes.add(&self.span, Kind::Missing { key: key.to_owned() });
    }

    /// The list behind `key`, empty where there is none.
    pub(super) fn list<T: Read<'t>>(&self, key: &'static str) -> Vec<T> {
        self.get(key).unwrap_or_default()
    }

    /// A name other parts refer to: it is stored, typed on command lines and written in files.
    pub(super) fn name(&self, key: &'static str) -> At<String> {
        let name: At<String> = self.need(key);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        let starts = name.value.is_empty() || name.value.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !starts || !name.value.chars().all(plain) || name.value.len() > 40 {
            self.mistakes.add(&name.span, Kind::BadName { name: name.value.clone() });
        }
        name
    }

    /// One of a few words, each with its meaning.
    pub(super) fn word<T: Clone>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let word: At<String> = self.get(key)?;
        let known = || words.iter().map(|(w, _)| *w);
        let meaning = words.iter().find(|(w, _)| *w == word.value).map(|(_, meaning)| meaning.clone());
        if meaning.is_none() {
            let kind = Kind::Word {
                nearest: nearest(&word.value, known()).map(str::to_owned),
                allowed: known().map(str::to_owned).collect(),
                word: word.value,
            };
            self.mistakes.add(&word.span, kind);
        }
        meaning
    }

    /// One of a few words, which must be there.
    pub(super) fn need_word<T: Clone>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        if !self.entries.contains_key(key) {
            self.missing(key);
        }
        self.word(key, words)
    }

    /// Lets these keys stand: what they mean hangs on another that has had its mistake.
    pub(super) fn skip(&self, keys: &[&'static str]) {
        self.asked.borrow_mut().extend(keys);
    }

    /// Notes a mistake of a value in the table.
    pub(super) fn mistake(&self, span: &Span, kind: Kind) {
        self.mistakes.add(span, kind);
    }

    /// A whole number from `from` to `to`.
    pub(super) fn number(&self, key: &'static str, from: i64, to: i64) -> Option<i64> {
        let number: At<i64> = self.get(key)?;
        if (from..=to).contains(&number.value) {
            return Some(number.value);
        }
        self.mistakes.add(&number.span, Kind::Bounds { number: number.value, from, to });
        None
    }

    /// A whole number from `from` to `to` that must be there.
    pub(super) fn need_number(&self, key: &'static str, from: i64, to: i64) -> i64 {
        if !self.entries.contains_key(key) {
            self.missing(key);
        }
        self.number(key, from, to).unwrap_or(from)
    }

    /// A single key of the keyboard: a lower-case letter a–z or a digit.
    ///
    /// Letters outside a–z arrive as several bytes, and marks need modifiers on Swedish keyboards.
    pub(super) fn press(&self, key: &'static str, press: Press) -> Option<At<char>> {
        let text: At<String> = self.get(key)?;
        let mut letters = text.value.chars();
        match (letters.next(), letters.next()) {
            (Some(c), None) if c.is_ascii_lowercase() || c.is_ascii_digit() => {
                Some(At { value: c, span: text.span })
            }
            _ => {
                self.mistakes.add(&text.span, Kind::BadPress { press, key: text.value });
                None
            }
        }
    }

    /// A range of whole numbers, `{ from = 0, to = 60 }`; either end may be left open.
    pub(super) fn range(&self, key: &'static str) -> Range {
        let Some(table) = self.get::<Table<'_>>(key) else { return Range::default() };
        let range = Range { from: table.get("from"), to: table.get("to") };
        if let (Some(from), Some(to)) = (range.from, range.to)
            && from > to
        {
            self.mistakes.add(&table.span, Kind::RangeTurned { from, to });
        }
        table.close();
        range
    }

    /// The days `from` and `to` of this table, both included.
    pub(super) fn period(&self) -> Period {
        let (from, to) = (self.need::<At<NaiveDate>>("from"), self.need::<NaiveDate>("to"));
        let given = self.entries.contains_key("from") && self.entries.contains_key("to");
        if given && from.value > to && !from.span.is_empty() && to != NaiveDate::default() {
            self.mistakes.add(&from.span, Kind::PeriodTurned { from: from.value, to });
        }
        Period { from: from.value, to }
    }

    /// Notes every key that nobody asked for.
    pub(super) fn close(&self) {
        let asked = self.asked.borrow();
        for key in self.entries.keys().filter(|k| !asked.contains(&k.get_ref().as_ref())) {
            let written = key.get_ref().as_ref();
            let kind = Kind::UnknownKey {
                key: written.to_owned(),
                nearest: nearest(written, asked.iter().copied()).map(str::to_owned),
                allowed: asked.iter().map(|k| (*k).to_owned()).collect(),
            };
            self.mistakes.add(&key.span(), kind);
        }
    }
}

fn wrong<T>(value: &Spanned<DeValue<'_>>, mistakes: &Mistakes<'_>, wanted: Wanted) -> Option<T> {
    mistakes.add(&value.span(), Kind::Kind { wanted, found: value.get_ref().type_str().to_owned() });
    None
}

impl<'t> Read<'t> for String {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else { return wrong(value, mistakes, Wanted::Text) };
        if text.trim().is_empty() {
            mistakes.add(&value.span(), Kind::Empty);
        } else if text.chars().any(unprintable) {
            mistakes.add(&value.span(), Kind::Unprintable);
        }
        Some(text.trim().to_owned())
    }
}

/// Characters that would move, turn or hide what a terminal shows.
fn unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00ad}' | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

impl<'t> Read<'t> for Label {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => String::read(value, mistakes).map(|sv| Self { sv, en: None }),
            DeValue::Table(entries) => {
                let table = Table::new(entries, value.span(), mistakes);
                let label = Self { sv: table.need("sv"), en: table.get("en") };
                table.close();
                Some(label)
            }
            _ => wrong(value, mistakes, Wanted::Label),
        }
    }
}

impl<'t> Read<'t> for i64 {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        let number =
            value.get_ref().as_integer().and_then(|n| Self::from_str_radix(n.as_str(), n.radix()).ok());
        number.or_else(|| wrong(value, mistakes, Wanted::Number))
    }
}

impl<'t> Read<'t> for bool {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        value.get_ref().as_bool().or_else(|| wrong(value, mistakes, Wanted::Truth))
    }
}

impl<'t> Read<'t> for NaiveDate {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        let date = value.get_ref().as_datetime().filter(|d| d.time.is_none()).and_then(|d| d.date);
        date.and_then(|d| Self::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day)))
            .or_else(|| wrong(value, mistakes, Wanted::Day))
    }
}

impl<'t> Read<'t> for NaiveTime {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        let time = value.get_ref().as_datetime().filter(|d| d.date.is_none()).and_then(|d| d.time);
        time.and_then(|t| Self::from_hms_opt(u32::from(t.hour), u32::from(t.minute), 0))
            .or_else(|| wrong(value, mistakes, Wanted::Time))
    }
}

impl<'t> Read<'t> for Table<'t> {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(entries) => Some(Self::new(entries, value.span(), mistakes)),
            _ => wrong(value, mistakes, Wanted::Table),
        }
    }
}

impl<'t, T: Read<'t>> Read<'t> for Vec<T> {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(items) => Some(items.iter().filter_map(|item| T::read(item, mistakes)).collect()),
            _ => wrong(value, mistakes, Wanted::Array),
        }
    }
}

impl<'t, T: Read<'t>> Read<'t> for At<T> {
    fn read(value: &'t Spanned<DeValue<'t>>, mistakes: &'t Mistakes<'t>) -> Option<Self> {
        T::read(value, mistakes).map(|inner| Self { value: inner, span: value.span() })
    }
}
