//! The course that a form is about: who has which letter on its evening, and how its balance stands while it enrols.
//!
//! Which evening or participant goes to which course is the desk's to say; here it is only shown before the save.

use chrono::NaiveDate;

use super::{FormView, Row};
use crate::desk::ask::Ask;
use crate::domain::course::age::Ages;
use crate::domain::course::balance::Counts;
use crate::domain::course::enrol::{AGE_REASON, GUARDIAN, is_personal};
use crate::domain::course::index::{EVENING, PARTICIPANT};
use crate::domain::course::personal;
use crate::domain::course::roster::made_whole;
use crate::domain::course::seats::SEATS;
use crate::domain::course::view::{self, CourseLine, CourseView, EveningLine, Names, ParticipantLine};
use crate::domain::plan::{Field, Form, Kind};
use crate::domain::record::draft::spell;
use crate::domain::record::{Code, Entry, Origin, Question, Status, Value, answer};
use crate::ui::ctx::Ctx;
use crate::ui::model::Tone;
use crate::ui::screen::Outcome;
use crate::ui::widget::edit::Edit;
use crate::words;

/// The field that names the course.
const COURSE: &str = "course";

/// What the desk has told of courses.
#[derive(Default)]
pub(super) struct Courses {
    /// Every course, the latest first.
    lines: Option<Vec<CourseLine>>,
    /// The course whose evening it is, with names.
    view: Option<Box<CourseView>>,
}

impl FormView {
    /// What the form still needs to be told of its course.
    pub(super) fn want_course(&self, form: &Form, ctx: &Ctx) -> Option<Ask> {
        let code = self.course_code(form, ctx);
        let known = self.courses.view.as_ref().map(|view| &view.line.code);
        match (kind(form, ctx)?, code) {
            (Of::Evening, Some(code)) => {
                (known != Some(&code)).then_some(Ask::Course { code, names: Names::Told })
            }
            _ => self.courses.lines.is_none().then_some(Ask::Courses),
        }
    }

    /// The same when something may have changed.
    pub(super) fn want_course_anew(&self, form: &Form, ctx: &Ctx) -> Option<Ask> {
        match (kind(form, ctx)?, self.course_code(form, ctx)) {
            (Of::Evening, Some(code)) => Some(Ask::Course { code, names: Names::Told }),
            _ => Some(Ask::Courses),
        }
    }

    fn course_code(&self, form: &Form, ctx: &Ctx) -> Option<Code> {
        match self.draft.value(form, COURSE, &ctx.answers())? {
            Value::Code(code) => Some(code),
            _ => None,
        }
    }

    /// Whether it corrects this entry, in which something is personal: a name that is replaced is then replaced here too.
    pub fn corrects(&self, entry: &Entry) -> bool {
        self.draft.corrects.is_some_and(|(id, _)| id == entry.id) && personal::concerns(entry)
    }

    /// Puts what stands in the entry now in place of what was replaced in it.
    pub(super) fn follow(&mut self, form: &Form, entry: &Entry) {
        let at = match self.row(form) {
            Some(Row::Field(i)) => Some(form.fields[i].key.as_str()),
            _ => None,
        };
        let at = at.filter(|key| is_personal(&form.key, key));
        if let Some(key) = at.filter(|key| self.slot(key).text != self.edit.text()) {
            self.draft.put(key, self.edit.text(), Origin::Typed);
        }
        if personal::follow(&mut self.draft, entry)
            && let Some(key) = at
        {
            self.edit = Edit::new(&self.slot(key).text);
        }
    }

    /// The courses have come: the one that enrols, or the one that meets, is known then.
    pub(super) fn courses_told(&mut self, form: &Form, lines: Vec<CourseLine>, ctx: &Ctx) -> Outcome {
        if self.slot(COURSE).text.is_empty() {
            let meant = match (kind(form, ctx), self.day(form, ctx)) {
                (Some(Of::Participant), _) => view::enrolling(&lines, ctx.now.day),
                (Some(Of::Evening), Some(day)) => view::meeting(&lines, day),
                _ => None,
            };
            if let Some(line) = meant {
                self.draft.put(COURSE, &line.code, Origin::Computed);
            }
        }
        self.courses.lines = Some(lines);
        self.want_course(form, ctx).map_or_else(Outcome::none, Outcome::ask)
    }

    /// The course of the evening has come: its roster is as usual until somebody says otherwise.
    pub(super) fn course_told(&mut self, form: &Form, view: Box<CourseView>, ctx: &Ctx) {
        self.courses.view = Some(view);
        let corrects = self.draft.corrects.is_some() && !self.completes();
        if corrects || matches!(self.draft.status, Status::Cancelled(_)) {
            return;
        }
        let Some(field) = form.fields.iter().find(|field| is_seats(field)) else { return };
        let slot = self.slot(&field.key);
        if let Some(whole) = self.marked(field, ctx) {
            let origin = if slot.text.is_empty() { Origin::Default } else { slot.origin };
            self.draft.put(&field.key, &spell(&whole), origin);
        }
    }

    /// How a roster of seats stands: what was marked, and the usual mark for everybody else who is on it that day.
    pub(super) fn marked_seats(&self, field: &Field, ctx: &Ctx) -> Option<Value> {
        let given = match answer::parse(field, &self.slot(&field.key).text, &ctx.answers()) {
            Ok(Value::Marks(given)) => Some(given),
            _ => None,
        };
        let corrects = self.draft.corrects.is_some() && !self.completes();
        match (self.usual_seats(field, ctx), given) {
            (_, Some(given)) if corrects => Some(Value::Marks(given)),
            (Some((seats, usual)), given) => {
                Some(Value::Marks(made_whole(&given.unwrap_or_default(), &seats, &usual)))
            }
            (None, given) => given.map(Value::Marks),
        }
    }

    /// A roster of seats as it begins.
    pub(super) fn fresh_seats(&self, field: &Field, ctx: &Ctx) -> Option<Value> {
        let (seats, usual) = self.usual_seats(field, ctx)?;
        Some(Value::Marks(made_whole(&[], &seats, &usual)))
    }

    /// Who is on the roster on the form's day, and the mark that is usual.
    fn usual_seats(&self, field: &Field, ctx: &Ctx) -> Option<(Vec<Code>, Code)> {
        let (_, form) = ctx.form(&self.draft.form)?;
        let (view, day) = (self.courses.view.as_ref()?, self.day(form, ctx)?);
        let (_, marks) = super::roster::roster_lists(field)?;
        let usual = ctx.plan.list(marks)?.items.first()?.code.as_str().into();
        Some((on_roster(view, day), usual))
    }

    /// The name that goes with a letter; none where the data are protected or were weeded.
    pub(super) fn seat_name(&self, seat: &str) -> Option<&str> {
        self.seated(seat)?.name.as_deref()
    }

    /// Whoever has a letter.
    pub(super) fn seated(&self, seat: &str) -> Option<&ParticipantLine> {
        let view = self.courses.view.as_ref()?;
        view.participants.iter().find(|line| line.seat.as_deref() == Some(seat))
    }

    /// What stands over an evening's roster: which evening of how many, its day and what it is about.
    pub(super) fn evening_head(&self, ctx: &Ctx) -> Option<String> {
        let (view, own) = (self.courses.view.as_ref()?, self.draft.corrects?.0);
        let evening = view.evenings.iter().find(|evening| evening.id == own)?;
        Some(words::course::evening(ctx.words, &ctx.plan, evening, view, ctx.now.day, ctx.glyphs().dot))
    }

    /// The course a participant applies to.
    pub(super) fn course_line(&self, form: &Form, ctx: &Ctx) -> Option<&CourseLine> {
        if kind(form, ctx)? != Of::Participant {
            return None;
        }
        let code = self.course_code(form, ctx)?;
        self.courses.lines.as_ref()?.iter().find(|line| line.code == code)
    }

    /// Those who have a place by gender, the one being entered among them where they would get one; and whether they are.
    pub(super) fn balance_now(&self, form: &Form, ctx: &Ctx) -> Option<(Counts, bool)> {
        let line = self.course_line(form, ctx)?;
        let code = |field: &str| match self.draft.value(form, field, &ctx.answers()) {
            Some(Value::Code(code)) => Some(code),
            _ => None,
        };
        let status = code("status");
        let place = match status.as_deref() {
            Some(status) => status == "admitted",
            None => line.reserves == 0 && line.admitted.all() < line.places,
        };
        let mut counts = line.admitted;
        let Some(gender) = code("gender").filter(|_| place && self.draft.corrects.is_none()) else {
            return Some((counts, false));
        };
        match gender.as_str() {
            "woman" => counts.women += 1,
            "man" => counts.men += 1,
            _ => counts.other += 1,
        }
        Some((counts, true))
    }

    /// The ages a participant can have when the course begins.
    fn ages(&self, form: &Form, ctx: &Ctx) -> Option<Ages> {
        let line = self.course_line(form, ctx)?;
        let born = self.draft.value(form, "born", &ctx.answers())?.number()?;
        Some(Ages::on(line.start, i32::try_from(born).ok()?))
    }

    /// Whether a field is not for somebody of that age: a guardian's signature for those of age when the course begins, a
    /// reason for the age for those within the course's.
    pub(super) fn is_not_for_age(&self, form: &Form, field: &Field, ctx: &Ctx) -> bool {
        match field.key.as_str() {
            GUARDIAN => self.ages(form, ctx).is_some_and(|ages| !ages.may_be_minor()),
            AGE_REASON => kind(form, ctx) == Some(Of::Participant) && self.outside(form, ctx).is_none(),
            _ => false,
        }
    }

    /// The ages of a participant who is outside those the course is for, with the youngest and the oldest of these.
    fn outside(&self, form: &Form, ctx: &Ctx) -> Option<(Ages, u32, u32)> {
        let (_, settings) = ctx.plan.course()?;
        let (from, to) = (settings.age_from, settings.age_to);
        self.ages(form, ctx).filter(|ages| ages.outside(from, to)).map(|ages| (ages, from, to))
    }

    /// Asks beside the year of birth about somebody who is too young or too old.
    pub(super) fn remark_on_age(&mut self, form: &Form, key: &str, ctx: &Ctx) {
        if key != "born" {
            return;
        }
        if let Some((Ages { least, most }, from, to)) = self.outside(form, ctx) {
            let question = Question::Age { least, most, from, to };
            let text = words::question::question(ctx.words, &ctx.plan, form, &question, &ctx.accounts);
            self.remarks.push((key.into(), Tone::Warning, text));
        }
    }
}

/// Whether a field is the roster of an evening.
pub(super) fn is_seats(field: &Field) -> bool {
    super::roster::roster_lists(field).is_some_and(|(list, _)| list == SEATS)
}

/// Which form of a course it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Evening,
    Participant,
}

fn kind(form: &Form, ctx: &Ctx) -> Option<Of> {
    let (activity, _) = ctx.form(&form.key)?;
    match form.key.as_str() {
        EVENING if matches!(activity.kind, Kind::Course(_)) => Some(Of::Evening),
        PARTICIPANT if matches!(activity.kind, Kind::Course(_)) => Some(Of::Participant),
        _ => None,
    }
}

/// The letters of those on the roster on a day, in order.
fn on_roster(view: &CourseView, day: NaiveDate) -> Vec<Code> {
    if let Some(EveningLine { seats, .. }) = view.evenings.iter().find(|evening| evening.day == day) {
        return seats.clone();
    }
    // A day of which the desk has not told: that of an evening being moved.
    let on = view.participants.iter().filter(|line| line.is_in(day));
    on.filter_map(|line| line.seat.clone()).collect()
}
