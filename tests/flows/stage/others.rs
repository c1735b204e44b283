//! Somebody else at the same desk, whose changes may be made before the screen is told of them.

use lofte::domain::command::{Accepted, Amend, Change, Command};
use lofte::domain::record::{Cell, Draft, EntryId, Origin, Value};
use lofte::ui::model::Numbered;
use lofte::ui::screen::View;
use lofte::ui::screen::form::FormView;

use super::{OTHER, Stage};

impl Stage {
    /// Opens an entry to be corrected, wherever it may be found.
    pub fn correct(&mut self, id: EntryId) -> &mut Self {
        let entry = self.entry(id);
        let plan = std::sync::Arc::clone(&self.model.ctx.plan);
        let (_, form) = plan.form(&entry.form).unwrap();
        let draft = Draft::of(self.ids.fresh(), form, &entry, 0);
        let view = View::Form(Box::new(FormView::of(draft, &self.model.ctx).unwrap()));
        let number = self.model.next;
        self.model.next += 1;
        let ask = view.wants(&self.model.ctx);
        self.model.views.push(Numbered { number, view });
        if let Some(ask) = ask {
            self.ask(number, true, ask);
        }
        self.deliver();
        self.draw();
        self
    }

    /// Somebody else changes marks of an evening: those given by `a=late,b=absent`, and the number in the room, which the desk
    /// counts where none is given. The screen is told when it is let through.
    pub fn somebody_marks(&mut self, id: EntryId, marks: &str, room: Option<i64>) {
        let entry = self.entry(id);
        let Some(Value::Marks(mut roster)) = entry.value("attendance").cloned() else { panic!("not marked") };
        for (seat, mark) in marks.split(',').filter_map(|part| part.split_once('=')) {
            roster.iter_mut().filter(|(who, _)| who == seat).for_each(|(_, is)| *is = mark.into());
        }
        let count = match room {
            Some(n) => Cell::typed(Value::Number(n)),
            None => Cell { value: Value::Number(0), origin: Origin::Computed },
        };
        let changes = [("attendance", Cell::typed(Value::Marks(roster))), ("present", count)];
        let changes = changes.map(|(field, after)| {
            let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
            Change { field: field.into(), before, after: Some(after) }
        });
        let (base, changes) = (entry.rev, changes.into());
        let amend = Amend { id, base, status: None, changes, reason: None, accepted: Accepted::All };
        self.command(OTHER, Command::Amend(amend));
    }

    /// Somebody else notes that a participant dropped out.
    pub fn somebody_drops_out(&mut self, id: EntryId, day: &str) {
        let entry = self.core.state().entry(id).unwrap();
        let changes = [("status", "dropped_out"), ("dropped", day)].map(|(field, text)| {
            let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
            let after = Some(Cell::typed(self.reads(&entry.form, field, text)));
            Change { field: field.into(), before, after }
        });
        let (base, accepted) = (entry.rev, Accepted::All);
        let amend = Amend { id, base, status: None, changes: changes.into(), reason: None, accepted };
        self.command(OTHER, Command::Amend(amend));
        self.deliver();
    }
}
