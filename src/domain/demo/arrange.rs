//! What an example holds, set down before it is told: the months, shifts and plans of the calendar, and how many other
//! occasions each day has.

use chrono::{Days, NaiveDate, TimeDelta};

use super::answers::Occasion;
use super::calendar::{self, Habit};
use super::{Note, Recipe, Register, Teller, at_office, casework, courses};
use crate::domain::event::Event;
use crate::domain::record::Status;

/// Fewer entries than this leave no room for case meetings and courses.
const FEW: usize = 1000;

impl Teller<'_> {
    /// Sets down the case meetings and the courses, where each is no more than half of what is left of the example; gives
    /// how many entries are left.
    pub(super) fn arrange_registers(&mut self) -> usize {
        let mut left = self.recipe.entries;
        if left < FEW {
            return left;
        }
        let registers = [
            (Register::Cases, casework::steps(&self.recipe)),
            (Register::Courses, courses::steps(&self.recipe)),
        ];
        for (register, steps) in registers {
            let entered =
                |events: &[Event]| events.iter().filter(|e| matches!(e, Event::Entered { .. })).count();
            let count: usize = steps.iter().map(|step| entered(&step.events)).sum();
            if count > left / 2 {
                continue;
            }
            for step in steps {
                self.note(step.moment, Note::Kept(register, step.events));
            }
            left -= count;
        }
        left
    }

    /// Sets down what the calendar decides (months, shifts, plans), with so many entries left; gives how many are left for
    /// other occasions.
    pub(super) fn arrange_fixed(&mut self, mut left: usize) -> usize {
        let Recipe { plan, now, .. } = self.recipe;
        for index in 0..self.forms.len() {
            let used = self.forms[index];
            match used.habit {
                Habit::Monthly => {
                    let months = calendar::months(&used, plan.period.from, now.0);
                    for month in months.into_iter().rev().take(left / 2) {
                        let day = month.next().first() + Days::new(self.chance.below(12) + 2);
                        let told = at_office(day, &mut self.chance);
                        let occasion =
                            Occasion { day: month.first(), time: None, part: None, status: Status::Done };
                        self.note(told, Note::Enter { form: index, occasion });
                        left -= 1;
                    }
                }
                Habit::PerShift => {
                    let mut shifts = calendar::shifts(plan, &used, plan.period.from, now);
                    // A few of the latest nobody has registered yet.
                    for back in [11, 8, 5] {
                        if shifts.len() > 100 {
                            shifts.remove(shifts.len() - back);
                        }
                    }
                    for (day, part) in shifts {
                        self.shifts.entry(day).or_default().push((index, part));
                        self.shifts_left += 1;
                    }
                    self.shifts_wanted = (self.shifts_left * 2 / 5).min(left / 5);
                    left -= self.shifts_wanted;
                }
                Habit::Occasional if used.form.plannable && left > 20 => {
                    for ahead in [-5_i64, 2, 6, 13] {
                        let Some(day) = now.0.checked_add_signed(TimeDelta::days(ahead)) else { continue };
                        let occasion = Occasion { day, time: None, part: None, status: Status::Planned };
                        let told = now.0 - Days::new(8 + self.chance.below(9));
                        let moment = at_office(told.max(plan.period.from), &mut self.chance);
                        self.note(moment, Note::Enter { form: index, occasion });
                        left -= 1;
                    }
                }
                Habit::Occasional => {}
            }
        }
        left
    }

    /// Spreads `count` entries over forms and days by their weights.
    pub(super) fn arrange_occasional(&mut self, count: usize) {
        let Recipe { plan, now, .. } = self.recipe;
        let days: Vec<NaiveDate> = plan.period.from.iter_days().take_while(|d| *d <= now.0).collect();
        let mut places = Vec::new();
        let mut sum = 0.0;
        for day in days {
            for (index, used) in self.forms.iter().enumerate().filter(|(_, u)| u.habit == Habit::Occasional) {
                let weight = calendar::weight(plan, used, day);
                if weight > 0.0 {
                    sum += weight;
                    places.push((sum, day, index));
                }
            }
        }
        if places.is_empty() {
            return;
        }
        for _ in 0..count {
            let drawn = self.chance.share() * sum;
            let at = places.partition_point(|(end, ..)| *end <= drawn).min(places.len() - 1);
            let (_, day, index) = places[at];
            self.plenty.entry(day).or_insert_with(|| vec![0; self.forms.len()])[index] += 1;
        }
    }
}
