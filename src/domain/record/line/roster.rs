//! Who has which mark, said by the marks' own names: `present=social,school deputy=leisure absent=police`.
//!
//! Where the usual mark lists some, whoever is named nowhere is absent; where only exceptions are named, the rest are as
//! usual. A list of those present has been counted by being made, so it is the control total too; a number is the control
//! total alone.

use super::{Answers, LineError, field_named};
use crate::domain::plan::{Field, FieldKind, Form, List, ListItem, Promise};
use crate::domain::record::Mistake;
use crate::domain::record::answer::{choose_several, members};
use crate::domain::record::value::Code;
use crate::text::{number, order};

/// What a line says of a form's rosters, mark by mark.
#[derive(Debug, Default)]
pub(super) struct Rosters<'a> {
    said: Vec<Said<'a>>,
}

/// The members that were given one mark.
#[derive(Debug)]
struct Said<'a> {
    roster: &'a Field,
    mark: &'a ListItem,
    members: Vec<Code>,
}

impl<'a> Rosters<'a> {
    /// Takes `name=value` where the name is that of a mark; false where it is not.
    ///
    /// # Errors
    /// [`LineError::DoesNotFit`] where the value names nobody on the roster, [`LineError::Twice`].
    pub(super) fn take(
        &mut self,
        plan: &'a Promise,
        form: &'a Form,
        (name, value): (&str, &str),
        answers: &mut Answers,
    ) -> Result<bool, LineError> {
        let Some((roster, mark)) = mark_named(plan, form, name) else { return Ok(false) };
        let total = total(form, roster);
        // A field of that name is meant, unless it is the control total of this very roster.
        if field_named(form, name).is_some_and(|field| total.is_none_or(|(own, _)| own.key != field.key)) {
            return Ok(false);
        }
        if let Some((field, marks)) = total
            && marks.first() == Some(&mark.code)
            && (matches!(value.trim(), "" | "?" | "-") || number::parse_count(value).is_ok())
        {
            if answers.gives(&field.key) {
                return Err(LineError::Twice { field: field.label.clone() });
            }
            answers.fields.push((field.key.as_str().into(), value.to_owned()));
            return Ok(true);
        }
        if self.said.iter().any(|said| said.roster.key == roster.key && said.mark.code == mark.code) {
            return Err(LineError::Twice { field: mark.label.clone() });
        }
        let members = named_members(plan, roster, value).map_err(|mistake| LineError::DoesNotFit {
            form: form.key.as_str().into(),
            field: roster.key.as_str().into(),
            typed: value.to_owned(),
            mistake: Box::new(mistake),
        })?;
        self.said.push(Said { roster, mark, members });
        Ok(true)
    }

    /// Answers the rosters that were spoken of, and the control totals of those that were listed.
    ///
    /// # Errors
    /// [`LineError::TwoMarks`] where somebody has two marks that do not go together, [`LineError::Twice`] where the roster
    /// was answered under its own name as well.
    pub(super) fn settle(self, plan: &Promise, form: &Form, answers: &mut Answers) -> Result<(), LineError> {
        for roster in &form.fields {
            let said: Vec<&Said<'_>> =
                self.said.iter().filter(|said| said.roster.key == roster.key).collect();
            let FieldKind::Roster { list, marks } = &roster.kind else { continue };
            let (Some(list), Some(marks)) = (plan.list(list), plan.list(marks)) else { continue };
            if said.is_empty() {
                continue;
            }
            if answers.gives(&roster.key) {
                return Err(LineError::Twice { field: roster.label.clone() });
            }
            let total = total(form, roster);
            let counted = |mark: &ListItem| total.is_some_and(|(_, marks)| marks.contains(&mark.code));
            let usual = marks.items.first().map(|mark| mark.code.as_str());
            let mut given = given(&said, list, usual, counted)?;
            if said.iter().any(|said| Some(said.mark.code.as_str()) == usual) {
                let unnamed = |item: &&ListItem| given.iter().all(|(who, _)| *who != item.code);
                let away: Vec<_> =
                    members(list).filter(unnamed).map(|item| Code::from(item.code.as_str())).collect();
                given.extend(away.into_iter().zip(marks.items.get(1).into_iter().cycle()));
                if let Some((field, _)) = total.filter(|(field, _)| !answers.gives(&field.key)) {
                    let count = given.iter().filter(|(_, mark)| counted(mark)).count();
                    answers.fields.push((field.key.as_str().into(), count.to_string()));
                }
            }
            given.sort_by_key(|(who, _)| list.items.iter().position(|item| item.code == *who));
            let spelled: Vec<String> =
                given.iter().map(|(who, mark)| format!("{who}={}", mark.code)).collect();
            answers.fields.push((roster.key.as_str().into(), spelled.join(",")));
        }
        Ok(())
    }
}

/// The mark of each member that was named.
fn given<'a>(
    said: &[&Said<'a>],
    list: &List,
    usual: Option<&str>,
    counted: impl Fn(&ListItem) -> bool,
) -> Result<Vec<(Code, &'a ListItem)>, LineError> {
    let mut given: Vec<(Code, &ListItem)> = Vec::new();
    for (member, mark) in said.iter().flat_map(|said| said.members.iter().map(|who| (who, said.mark))) {
        let Some((_, there)) = given.iter_mut().find(|(who, _)| who == member) else {
            given.push((member.clone(), mark));
            continue;
        };
        // A deputy is there too: who is counted either way may stand in the list of those present as well.
        let is_usual = |mark: &ListItem| Some(mark.code.as_str()) == usual;
        match (counted(there) && counted(mark), is_usual(there), is_usual(mark)) {
            (true, true, _) => *there = mark,
            (true, false, true) => {}
            _ => {
                let who = list.items.iter().find(|item| item.code == *member).map(|item| item.label.clone());
                let marks = Box::new([there.label.clone(), mark.label.clone()]);
                return Err(LineError::TwoMarks { who: who.unwrap_or_default(), marks });
            }
        }
    }
    Ok(given)
}

/// The roster and the mark of it that `name` means: its code or its label in either language.
fn mark_named<'a>(plan: &'a Promise, form: &'a Form, name: &str) -> Option<(&'a Field, &'a ListItem)> {
    let folded = |name: &str| order::fold(&name.replace('_', " "));
    let name = folded(name);
    form.fields.iter().find_map(|field| {
        let FieldKind::Roster { marks, .. } = &field.kind else { return None };
        let named = |item: &&ListItem| {
            folded(&item.code) == name || item.label.spellings().any(|label| folded(label) == name)
        };
        Some((field, plan.list(marks)?.items.iter().filter(|item| !item.retired).find(named)?))
    })
}

/// The control total of a roster, and the marks it counts.
fn total<'a>(form: &'a Form, roster: &Field) -> Option<(&'a Field, &'a [String])> {
    form.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Total { of, marks } if *of == roster.key => Some((field, marks.as_slice())),
        _ => None,
    })
}

fn named_members(plan: &Promise, roster: &Field, typed: &str) -> Result<Vec<Code>, Mistake> {
    let FieldKind::Roster { list, .. } = &roster.kind else { return Ok(Vec::new()) };
    choose_several(plan.list(list), typed)
}
