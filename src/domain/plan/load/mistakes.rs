//! Where mistakes are gathered while a plan is read, so that all of a file are told at once.

use std::cell::RefCell;
use std::ops::Range;

use super::error::{PlanError, PlanErrorKind, Thing};
use super::nearest::nearest;

/// A place in the text, in bytes.
pub(super) type Span = Range<usize>;

/// A value and where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// The mistakes found so far in one text.
pub(super) struct Mistakes<'a> {
    file: &'a str,
    text: &'a str,
    found: RefCell<Vec<PlanError>>,
}

impl<'a> Mistakes<'a> {
    pub(super) fn new(text: &'a str, file: &'a str) -> Self {
        Self { file, text, found: RefCell::default() }
    }

    /// Notes a mistake.
    pub(super) fn add(&self, span: &Span, kind: PlanErrorKind) {
        let (line, column) = self.place(span.start);
        self.found.borrow_mut().push(PlanError { file: self.file.to_owned(), line, column, kind });
    }

    /// The line and the column of a place, both from 1.
    fn place(&self, at: usize) -> (u32, u32) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        (line as u32, column as u32)
    }

    /// Whether `name` is among `known`; notes it if not.
    pub(super) fn refer<'n>(
        &self,
        thing: Thing,
        name: &At<String>,
        known: impl IntoIterator<Item = &'n str>,
    ) -> bool {
        let known: Vec<&str> = known.into_iter().collect();
        if known.contains(&name.value.as_str()) {
            return true;
        }
        let kind = PlanErrorKind::Unknown {
            thing,
            name: name.value.clone(),
            nearest: nearest(&name.value, known.iter().copied()).map(str::to_owned),
            known: known.into_iter().map(str::to_owned).collect(),
        };
        self.add(&name.span, kind);
        false
    }

    /// All mistakes, in the order of the text.
    pub(super) fn told(self) -> Vec<PlanError> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|e| (e.line, e.column));
        found.dedup();
        found
    }

    pub(super) fn none(&self) -> bool {
        self.found.borrow().is_empty()
    }
}

/// The names of one kind of thing, each of which may be given once.
pub(super) struct Names {
    thing: Thing,
    given: Vec<At<String>>,
}

impl Names {
    pub(super) fn of(thing: Thing) -> Self {
        Self { thing, given: Vec::new() }
    }

    /// Takes `name`; notes it if it is already taken.
    pub(super) fn take(&mut self, name: &At<String>, mistakes: &Mistakes<'_>) {
        if let Some(first) = self.given.iter().find(|given| given.value == name.value) {
            let first = mistakes.place(first.span.start).0;
            let kind = PlanErrorKind::Duplicate { thing: self.thing, name: name.value.clone(), first };
            mistakes.add(&name.span, kind);
        } else if !name.value.is_empty() {
            self.given.push(name.clone());
        }
    }
}
