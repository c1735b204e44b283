//! The plan: what was promised, as data.
//!
//! No activity is built into the program. A [`Promise`] is read from a TOML text by [`load()`] and says everything the
//! desk needs: labels, forms, fields, measures, expectations and keys.

pub mod activity;
pub mod calendar;
pub mod field;
pub mod form;
pub mod label;
pub mod load;

pub mod measure;
pub mod period;
pub mod promise;

pub use activity::{Activity, Card, Cases, Course, Kind, Register, Responsible, Weekly};
pub use calendar::{
    Break, Calendar, Holiday, Part, Term, TermKind, WeeksExpected, holidays, minutes_between,
};
pub use field::{Field, FieldKind, Initial, Keep, Need, Range};
pub use form::{Form, Sort};
pub use label::{Label, Language};
pub use load::{PlanError, PlanErrorKind, load, load_with};
pub use measure::{
    CaseFigure, Condition, CourseFigure, Expectation, Followed, Measure, Occasion, Shape, Target,
};
pub use period::{Named, Period, PeriodError, PeriodKind, PeriodName, parse_period};
pub use promise::{Basis, Criterion, Framework, List, ListItem, Predecessor, Promise, Role, Signing};
