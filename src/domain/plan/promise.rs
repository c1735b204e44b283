//! The promise itself: who promised what, when, on what grounds.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Activity, Calendar, Cases, Course, Form, Kind, Label, Measure, Period};

/// A citizen promise (*medborgarlöfte*) as its plan file tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The version of the plan format, 1 today.
    pub format: u32,
    /// A short stable name of this plan, such as `enkoping-2021-2023`.
    pub key: String,
    /// The promise's full title.
    pub title: Label,
    /// What the top line of the screen calls it.
    pub short: Label,
    /// The days the promise covers, both included.
    pub period: Period,
    /// The zone in which a day is a day.
    pub time_zone: Tz,
    /// Who promises together.
    pub parties: Vec<Label>,
    /// When it was adopted and signed, by which functions.
    pub signings: Vec<Signing>,
    /// The agreement it rests on.
    pub framework: Option<Framework>,
    /// The promise it renews.
    pub predecessor: Option<Predecessor>,
    /// The documents it was built on.
    pub basis: Vec<Basis>,
    /// Whom it is for.
    pub target_group: Label,
    /// What a promise must work for to be called one.
    pub criteria: Vec<Criterion>,
    /// Remarks that a reader of the promise needs, such as a statute that has moved since.
    pub notes: Vec<Label>,
    /// Code lists that fields choose from.
    pub lists: Vec<List>,
    /// Terms, breaks and working shifts.
    pub calendar: Calendar,
    /// The promise's table, in its order.
    pub activities: Vec<Activity>,
    /// Who sits at the desk with less than all of it.
    pub roles: Vec<Role>,
}

/// What somebody at the desk works with; a session that claims a role has that and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The name a session claims it by.
    pub key: String,
    /// What it is called.
    pub label: Label,
    /// The activities it has, by key; none for somebody who is to see figures only.
    pub activities: Vec<String>,
}

/// One act by which the promise came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signing {
    /// What was done: adopted, signed.
    pub act: Label,
    /// The day, where the document tells it.
    pub day: Option<NaiveDate>,
    /// The function that did it; never a person's name.
    pub by: Label,
}

/// The agreement between municipality and police that the promise rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Its title.
    pub title: Label,
    /// The days it covers.
    pub period: Period,
}

/// The promise this one renews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// Its title.
    pub title: Label,
    /// The days it covered.
    pub period: Period,
}

/// A document the promise was built on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Its title.
    pub title: Label,
    /// When it is from, as the document says: `2018`, `2018–2020`.
    pub year: String,
}

/// One of the things a promise must work for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// The name activities refer to it by.
    pub key: String,
    /// What it says.
    pub label: Label,
}

/// A code list: places, areas, units, reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The name fields refer to it by.
    pub key: String,
    /// What it is called.
    pub label: Label,
    /// Whether its items are only examples, to be replaced by the municipality's own.
    pub example: bool,
    /// Its items, in the plan's order.
    pub items: Vec<ListItem>,
}

/// One item of a code list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListItem {
    /// The stable code that is stored.
    pub code: String,
    /// What people see.
    pub label: Label,
    /// The one key that chooses it; given by the plan or by its place in the list (1–9, 0).
    pub key: Option<char>,
    /// Whether it is still offered; a retired code stays readable in old entries.
    pub retired: bool,
}

impl Promise {
    /// The plan of a desk that has none yet: nothing is promised.
    pub fn unwritten() -> Self {
        let never = Period { from: NaiveDate::MIN, to: NaiveDate::MIN };
        Self {
            format: 1,
            key: String::new(),
            title: Label::default(),
            short: Label::default(),
            period: never,
            time_zone: Tz::Europe__Stockholm,
            parties: Vec::new(),
            signings: Vec::new(),
            framework: None,
            predecessor: None,
            basis: Vec::new(),
            target_group: Label::default(),
            criteria: Vec::new(),
            notes: Vec::new(),
            lists: Vec::new(),
            calendar: Calendar::default(),
            activities: Vec::new(),
            roles: Vec::new(),
        }
    }

    /// The role named `key`.
    pub fn role(&self, key: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.key == key)
    }

    /// The activity named `key`.
    pub fn activity(&self, key: &str) -> Option<&Activity> {
        self.activities.iter().find(|a| a.key == key)
    }

    /// The form named `key`, with the activity it belongs to.
    pub fn form(&self, key: &str) -> Option<(&Activity, &Form)> {
        self.forms().find(|(_, f)| f.key == key)
    }

    /// Every form with its activity, in the plan's order.
    pub fn forms(&self) -> impl Iterator<Item = (&Activity, &Form)> {
        self.activities.iter().flat_map(|a| a.forms.iter().map(move |f| (a, f)))
    }

    /// Every form that people are offered, with its activity: not the desk's own.
    pub fn offered(&self) -> impl Iterator<Item = (&Activity, &Form)> {
        self.forms().filter(|(_, form)| !form.inner)
    }

    /// The activity that is a case meeting, with its settings, if there is one.
    pub fn cases(&self) -> Option<(&Activity, &Cases)> {
        self.activities.iter().find_map(|activity| match &activity.kind {
            Kind::Cases(cases) => Some((activity, cases)),
            Kind::Log | Kind::Course(_) => None,
        })
    }

    /// The activity that is a course, with its settings, if there is one: the first, where there are more.
    pub fn course(&self) -> Option<(&Activity, &Course)> {
        self.activities.iter().find_map(|activity| match &activity.kind {
            Kind::Course(course) => Some((activity, course)),
            Kind::Log | Kind::Cases(_) => None,
        })
    }

    /// Every measure with its activity, in the plan's order.
    pub fn measures(&self) -> impl Iterator<Item = (&Activity, &Measure)> {
        self.activities.iter().flat_map(|a| a.measures.iter().map(move |m| (a, m)))
    }

    /// The measure named `key`, with the activity it belongs to.
    pub fn measure(&self, key: &str) -> Option<(&Activity, &Measure)> {
        self.measures().find(|(_, m)| m.key == key)
    }

    /// The code list named `key`.
    pub fn list(&self, key: &str) -> Option<&List> {
        self.lists.iter().find(|l| l.key == key)
    }
}
