//! What a session reaches of the desk: everything its account has, or what the role it has claimed has.
//!
//! A claim is believed because it only ever makes less of a session. Who the account is, and what it may do, comes from
//! the kernel and is judged in [`super::authorise`]. Figures are everybody's; those of cases and courses are told to other
//! roles over long periods alone, by [`super::tell`].

use crate::domain::plan::Promise;
use crate::domain::record::Code;
use crate::domain::refusal::Refusal;

/// What a session reaches.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    plan: &'a Promise,
    role: Option<&'a Code>,
}

impl<'a> Reach<'a> {
    /// What `role` reaches under `plan`; without one, everything. A role that the plan no longer has reaches nothing.
    pub fn of(plan: &'a Promise, role: Option<&'a Code>) -> Self {
        Self { plan, role }
    }

    /// Whether it is everything.
    pub fn is_whole(self) -> bool {
        self.role.is_none()
    }

    /// Whether the activity with this key is in it.
    pub fn activity(self, key: &str) -> bool {
        let Some(role) = self.role else { return true };
        self.plan.role(role).is_some_and(|role| role.activities.iter().any(|has| has == key))
    }

    /// Whether entries of a form are in it: those of a form that the plan does not have are in no role's.
    pub fn form(self, form: &str) -> bool {
        self.is_whole() || self.plan.form(form).is_some_and(|(activity, _)| self.activity(&activity.key))
    }

    /// The forms that people are offered, of those in it.
    pub fn offered(self) -> impl Iterator<Item = Code> + 'a {
        let forms = self.plan.offered().filter(move |(activity, _)| self.activity(&activity.key));
        forms.map(|(_, form)| Code::from(form.key.as_str()))
    }

    /// Why something that is not in it was not done.
    pub fn refusal(self) -> Refusal {
        self.role.map_or(Refusal::NotAllowed, |role| Refusal::NotForRole { role: role.clone() })
    }
}

/// The roles that a plan has, as what is said to whoever claims another.
pub fn no_such(plan: &Promise, typed: &Code) -> Refusal {
    let roles = plan.roles.iter().map(|role| role.key.as_str().into()).collect();
    Refusal::NoSuchRole { typed: typed.clone(), roles }
}
