//! A meeting that somebody else saved first: what was marked here goes on as a correction of it.

use crate::desk::ask::Ask;
use crate::domain::plan::{Field, FieldKind, Form, Keep};
use crate::domain::record::{Cell, Code, Draft, Entry, EntryId, Origin, Slot, Status};
use crate::domain::refusal::Refusal;
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::Outcome;
use crate::ui::screen::form::FormView;
use crate::ui::screen::form::open::first_reason;
use crate::words;

impl FormView {
    /// The meeting is there already: it is asked for, to be joined. None where the form marks no cases of its own.
    pub(in crate::ui::screen::form) fn ask_to_join(
        &mut self,
        form: &Form,
        id: EntryId,
        ctx: &Ctx,
    ) -> Option<Outcome> {
        self.cases_field(form, ctx)?;
        self.meeting.joining = Some(id);
        Some(Outcome::ask(Ask::Entry(id)))
    }

    /// The meeting has come: the draft becomes a correction of it. None where that was not asked for.
    pub(in crate::ui::screen::form) fn join(
        &mut self,
        form: &Form,
        entry: &Entry,
        ctx: &mut Ctx,
    ) -> Option<Outcome> {
        self.meeting.joining.take().filter(|id| *id == entry.id)?;
        if matches!(entry.status, Status::Cancelled(_)) {
            return Some(Outcome::say(Line::new(Tone::Error, ctx.say("form-meeting-there"))));
        }
        let mine = self.draft.clone();
        self.draft = Draft { begun: mine.begun, ..Draft::of(mine.write, form, entry, ctx.now.at) };
        (self.twin, self.remark) = (None, None);
        self.reason = first_reason(form, ctx);
        self.remarks.clear();
        for field in &form.fields {
            self.carry(form, field, &mine, entry, ctx);
        }
        self.touch();
        if let Some(at) = self.cases_field(form, ctx).and_then(|field| form.position(&field.key)) {
            self.enter(at, ctx);
        }
        let who = ctx.name(entry.by);
        let text = ctx.words.say_with("form-meeting-joined", &[("who", (&who).into())]);
        let ask = self.day(form, ctx).map(|day| Ask::Agenda { day });
        let (tell, line) = (self.keep(ctx).into_iter().collect(), Some(Line::new(Tone::Warning, text)));
        Some(Outcome { ask, tell, line, ..Outcome::none() })
    }

    /// Takes what was answered here over to the correction; of a field that both answered, it says what was saved.
    fn carry(&mut self, form: &Form, field: &Field, mine: &Draft, entry: &Entry, ctx: &Ctx) {
        let slot = |key: &str| mine.slot(key).cloned().unwrap_or_default();
        // How many were in the room goes with who they were.
        let says = match &field.kind {
            FieldKind::Total { of, .. } => slot(of),
            _ => slot(&field.key),
        };
        let saved = self.slot(&field.key);
        let own: Slot = slot(&field.key);
        let changed = says.origin == Origin::Typed || saved.text.is_empty() || field.keep == Keep::Apart;
        if field.key == form.day || own.text.is_empty() || !changed || own.text == saved.text {
            return;
        }
        self.draft.put(&field.key, &own.text, own.origin);
        if !saved.text.is_empty() {
            let key = Code::from(field.key.as_str());
            let theirs: Option<Cell> = entry.cells.iter().find(|(k, _)| *k == key).map(|(_, c)| c.clone());
            let overlap = Refusal::Overlap { id: entry.id, field: key.clone(), theirs };
            let said = words::refusal::refusal(ctx.words, &ctx.plan, &overlap, &ctx.accounts);
            self.remarks.extend(said.into_iter().next().map(|said| (key, Tone::Warning, said)));
        }
    }
}
