//! A form being filled in: what has been typed so far, and what is known without asking.
//!
//! The same [`Draft`] is filled by the full-screen form, by the one-line grammar, by the command line and line by line;
//! it lives at the desk, so a lost terminal loses nothing.

use serde::{Deserialize, Serialize};

use super::answer::{self, Context, Mistake};
use super::value::{Cell, Cells, Code, Nothing, Origin, Value};
use super::{Entry, EntryId, Status};
use crate::domain::command::Change;
use crate::domain::plan::{FieldKind, Form, Initial, Keep, Need};
use crate::text::shape;

/// The id of one write, made with its draft, by which the desk knows a resend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WriteId(pub u128);

/// One field of a form being filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// What stands in it, as typed or as a person would type it.
    pub text: String,
    /// Where that came from.
    pub origin: Origin,
}

/// A form being filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The id its save will carry.
    pub write: WriteId,
    /// The form's key.
    pub form: Code,
    /// The entry it corrects, with the revision it started from.
    pub corrects: Option<(EntryId, u32)>,
    /// The entry's cells when the correction began, to tell what was changed.
    pub before: Vec<(Code, Cell)>,
    /// What will become of the occasion.
    pub status: Status,
    /// The fields by key, in the form's order.
    pub slots: Vec<(Code, Slot)>,
    /// The field the person was in.
    pub at: usize,
    /// When it was begun, in milliseconds since 1970 UTC.
    pub begun: i64,
}

impl Draft {
    /// A new draft of `form` with all that is known beforehand.
    pub fn new(write: WriteId, form: &Form, ctx: &Context<'_>, last: Option<&Entry>, begun: i64) -> Self {
        let slots =
            form.fields.iter().map(|f| (Code::from(f.key.as_str()), initial(form, f, ctx, last))).collect();
        let mut draft = Self {
            write,
            form: form.key.as_str().into(),
            corrects: None,
            before: Vec::new(),
            status: Status::Done,
            slots,
            at: 0,
            begun,
        };
        draft.at = draft.first_open(form);
        draft
    }

    /// A draft that corrects or completes `entry`.
    pub fn of(write: WriteId, form: &Form, entry: &Entry, begun: i64) -> Self {
        let slots = form
            .fields
            .iter()
            .map(|f| {
                let cell = entry.cells.iter().find(|(key, _)| *key == f.key).map(|(_, cell)| cell);
                // What did not apply has no answer yet, should it come to apply.
                let slot = cell
                    .filter(|c| **c != Cell::not_applicable())
                    .map_or_else(Slot::default, |c| Slot { text: spell(&c.value), origin: c.origin });
                (Code::from(f.key.as_str()), slot)
            })
            .collect();
        let mut draft = Self {
            write,
            form: form.key.as_str().into(),
            corrects: Some((entry.id, entry.rev)),
            before: entry.cells.clone(),
            status: entry.status.clone(),
            slots,
            at: 0,
            begun,
        };
        draft.at = draft.first_open(form);
        draft
    }

    /// The first field that cannot be known beforehand: where the form opens.
    ///
    /// A field that applies only after a certain answer is not one of them until that answer stands there. Whoever was there
    /// is never known beforehand, whatever has been noted of a planned occasion.
    pub fn first_open(&self, form: &Form) -> usize {
        let roster =
            |key: &str| form.field(key).is_some_and(|field| matches!(field.kind, FieldKind::Roster { .. }));
        let begins = |key: &&str| self.corrects.is_none() || (self.status == Status::Planned && roster(key));
        if let Some(first) = form.first.as_deref().filter(begins).and_then(|key| form.position(key)) {
            return first;
        }
        let text = |key: &str| self.slot(key).map_or("", |slot| slot.text.as_str());
        let open = |i: &usize| {
            let field = &form.fields[*i];
            let applies =
                field.when.as_ref().is_none_or(|when| when.any.iter().any(|c| c == text(&when.field)));
            applies && field.keep != Keep::Desk && text(&field.key).is_empty()
        };
        let needed = (0..form.fields.len()).filter(|i| form.fields[*i].need == Need::Hard).find(open);
        needed.or_else(|| (0..form.fields.len()).find(open)).unwrap_or(0)
    }

    /// What stands in `field`.
    pub fn slot(&self, field: &str) -> Option<&Slot> {
        self.slots.iter().find(|(key, _)| key == field).map(|(_, slot)| slot)
    }

    /// Puts `text` into `field`.
    pub fn put(&mut self, field: &str, text: &str, origin: Origin) {
        match self.slots.iter_mut().find(|(key, _)| key == field) {
            Some((_, slot)) => *slot = Slot { text: text.to_owned(), origin },
            None => self.slots.push((field.into(), Slot { text: text.to_owned(), origin })),
        }
    }

    /// Reads every field: the cells that can be stored and the mistakes that stand in the way.
    pub fn read(&self, form: &Form, ctx: &Context<'_>) -> (Cells, Vec<(Code, Mistake)>) {
        let mut cells: Vec<(Code, Cell)> = Vec::with_capacity(form.fields.len());
        let mut mistakes = Vec::new();
        for field in &form.fields {
            let key = Code::from(field.key.as_str());
            let slot = self.slot(&field.key).cloned().unwrap_or_default();
            if !applies(field, &cells) {
                cells.push((key, Cell::not_applicable()));
                continue;
            }
            // Nobody was at what was cancelled: what a roster starts with says nothing then.
            let unsaid = matches!(self.status, Status::Cancelled(_)) && slot.origin == Origin::Default;
            if unsaid && matches!(field.kind, FieldKind::Roster { .. }) {
                cells.push((key, Cell::not_stated()));
                continue;
            }
            match answer::parse(field, &slot.text, ctx) {
                // Where an answer stands that may not be told, leaving the field alone leaves it there.
                Ok(value) => {
                    let told = self.before_of(&field.key).filter(|told| told.value.is_withheld());
                    let told = told.filter(|_| value.is_nothing()).cloned();
                    cells.push((key, told.unwrap_or(Cell { value, origin: slot.origin })));
                }
                Err(mistake) => mistakes.push((key, mistake)),
            }
        }
        (cells, mistakes)
    }

    /// Whether an answer stands in `field` that may not be told.
    pub fn hides(&self, field: &str) -> bool {
        self.before_of(field).is_some_and(|cell| cell.value.is_withheld())
    }

    /// What stood in `field` when the correction began.
    fn before_of(&self, field: &str) -> Option<&Cell> {
        self.before.iter().find(|(key, _)| key == field).map(|(_, cell)| cell)
    }

    /// The value that now stands in `field`, where it can be read.
    pub fn value(&self, form: &Form, field: &str, ctx: &Context<'_>) -> Option<Value> {
        answer::parse(form.field(field)?, &self.slot(field)?.text, ctx).ok()
    }

    /// Whether there is nothing in it that would be missed: a new entry in which nothing has been typed, or a
    /// correction that changes nothing.
    pub fn untouched(&self) -> bool {
        // What did not apply stands empty in the draft.
        let text =
            |cell: &Cell| if *cell == Cell::not_applicable() { String::new() } else { spell(&cell.value) };
        let before = |key: &Code| self.before.iter().find(|(k, _)| k == key).map(|(_, cell)| text(cell));
        let same = |(key, slot): &(Code, Slot)| {
            if self.corrects.is_none() {
                return slot.text.is_empty() || slot.origin != Origin::Typed;
            }
            match before(key) {
                // What a planned occasion's roster begins with was said by nobody.
                Some(text) => slot.text == text || (slot.origin == Origin::Default && text.is_empty()),
                // What the entry does not keep itself may be known of it.
                None => slot.text.is_empty() || matches!(slot.origin, Origin::Computed | Origin::Default),
            }
        };
        !matches!(self.status, Status::Cancelled(_)) && self.slots.iter().all(same)
    }

    /// The draft as it may be written down: without a text that is shaped like a personal identity number.
    #[must_use]
    pub fn without_personal_numbers(&self) -> Self {
        let mut safe = self.clone();
        for (_, slot) in &mut safe.slots {
            if shape::personal_number(&slot.text).is_some() {
                slot.text.clear();
            }
        }
        safe
    }

    /// What a correction changes, given how its fields read. A value that reads the same keeps where it came from.
    pub fn changes(&self, cells: Cells) -> Vec<Change> {
        let before = |key: &Code| self.before.iter().find(|(k, _)| k == key).map(|(_, cell)| cell.clone());
        let changed = cells.into_iter().map(|(field, after)| (before(&field), field, after));
        changed
            .filter(|(before, _, after)| before.as_ref().is_none_or(|b| b.value != after.value))
            .map(|(before, field, after)| Change { field, before, after: Some(after) })
            .collect()
    }
}

/// Whether `field` applies, given the answers before it.
pub fn applies(field: &crate::domain::plan::Field, cells: &[(Code, Cell)]) -> bool {
    field.when.as_ref().is_none_or(|when| {
        cells.iter().find(|(key, _)| *key == when.field).is_none_or(|(_, cell)| cell.value.is_any(&when.any))
    })
}

fn initial(form: &Form, field: &crate::domain::plan::Field, ctx: &Context<'_>, last: Option<&Entry>) -> Slot {
    let computed = |value: Value| Slot { text: spell(&value), origin: Origin::Computed };
    match &field.initial {
        Initial::Empty => match (&field.kind, answer::usual(field, ctx.plan)) {
            (FieldKind::Roster { .. }, Some(value)) => Slot { text: spell(&value), origin: Origin::Default },
            _ => Slot::default(),
        },
        Initial::Today => computed(Value::Day(match form.part {
            Some(_) => ctx.plan.calendar.shift_of(ctx.today, ctx.time).0,
            None => ctx.today,
        })),
        Initial::Now => computed(Value::Time(ctx.time)),
        Initial::LastMonth => computed(Value::Month(crate::text::when::Month::of(ctx.today).previous())),
        Initial::Part => match ctx.plan.calendar.shift_of(ctx.today, ctx.time).1 {
            Some(part) => computed(Value::Code(part.code.as_str().into())),
            None => Slot::default(),
        },
        Initial::Value(text) => Slot { text: text.clone(), origin: Origin::Default },
        Initial::Carry => match last.and_then(|e| e.value(&field.key)) {
            Some(value) if !value.is_nothing() => Slot { text: spell(value), origin: Origin::Carried },
            _ => Slot::default(),
        },
    }
}

/// Writes `value` as a person could have typed it, so that reading it gives the same value again.
pub fn spell(value: &Value) -> String {
    match value {
        Value::Day(day) => day.format("%Y-%m-%d").to_string(),
        Value::Month(month) => month.to_string(),
        Value::Time(time) => time.format("%H:%M").to_string(),
        Value::Number(n) => n.to_string(),
        Value::Code(code) => code.to_string(),
        Value::Codes(codes) if codes.is_empty() => "0".to_owned(),
        Value::Codes(codes) => codes.join(","),
        Value::Marks(marks) if marks.is_empty() => "0".to_owned(),
        Value::Marks(marks) => {
            marks.iter().map(|(who, mark)| format!("{who}={mark}")).collect::<Vec<_>>().join(",")
        }
        Value::Text(text) => text.to_string(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Nothing(Nothing::NotStated | Nothing::Closed) | Value::Masked(_) => String::new(),
        Value::Nothing(Nothing::NotKnown) => "?".to_owned(),
        Value::Nothing(Nothing::NotApplicable) => "-".to_owned(),
    }
}
