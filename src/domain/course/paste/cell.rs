//! What stands in a cell as an answer, also in words that people use in lists and a form does not offer.

use chrono::{Datelike, NaiveDate};

use crate::domain::course::age::full_year;
use crate::domain::plan::{Field, FieldKind};
use crate::domain::record::answer::{self, Context};
use crate::domain::record::{Mistake, Value};
use crate::text::order::fold;

/// Words for the items of a list, by code.
type Words = &'static [(&'static str, &'static [&'static str])];

const GENDERS: Words = &[
    ("woman", &["kvinna", "kv", "k", "tjej", "flicka", "f", "woman", "w", "girl", "female"]),
    ("man", &["man", "m", "kille", "pojke", "p", "boy", "male"]),
    (
        "other",
        &[
            "annat",
            "annan",
            "a",
            "-",
            "–",
            "icke-binar",
            "ickebinar",
            "hen",
            "vill ej uppge",
            "vill inte uppge",
            "ej uppgivet",
            "other",
            "o",
            "nonbinary",
            "non-binary",
            "not stated",
            "prefer not to say",
        ],
    ),
];

const SIGNED: Words = &[
    ("yes", &["ja", "j", "yes", "y", "x", "ok", "sant", "true", "1", "✓", "✔", "klart", "signed"]),
    ("no", &["nej", "n", "no", "falskt", "false", "0", "saknas", "ej"]),
    ("not_required", &["behovs inte", "behovs ej", "ej aktuellt", "not required"]),
];

const STATUSES: Words = &[
    ("admitted", &["antagen", "antagna", "plats", "admitted"]),
    ("reserve", &["reserv", "reservplats", "ko", "vantelista", "reserve", "waiting list"]),
    ("applied", &["sokt", "sokande", "anmald", "ansokt", "applied"]),
    ("called", &["kallad", "inbjuden", "called", "invited"]),
    ("not_admitted", &["ej antagen", "inte antagen", "not admitted"]),
    ("declined", &["tackat nej", "nej tack", "declined"]),
    ("dropped_out", &["avhopp", "avhoppad", "hoppat av", "dropped out"]),
];

/// Reads a cell as an answer; none where nothing stands in it.
///
/// # Errors
/// A [`Mistake`] as for what is typed in a form.
pub(super) fn answer(field: &Field, typed: &str, ctx: &Context<'_>) -> Result<Option<Value>, Mistake> {
    let words: Words = match field.key.as_str() {
        "gender" => GENDERS,
        "contract_youth" | "contract_guardian" => SIGNED,
        "status" => STATUSES,
        _ => &[],
    };
    let plain = if field.key == "status" {
        typed.trim_end_matches(|c: char| " .0123456789".contains(c))
    } else {
        typed
    };
    let list = field.kind.list().and_then(|key| ctx.plan.list(key));
    if let Some(code) = meant(words, plain)
        && list.is_some_and(|list| list.items.iter().any(|item| item.code == code))
    {
        return Ok(Some(Value::Code(code.into())));
    }
    if matches!(typed, "" | "-" | "–" | "—") {
        return Ok(None);
    }
    let value = match (&field.kind, field.key.as_str()) {
        (FieldKind::Year, _) => {
            let year = year(typed, ctx.today);
            let value = Value::Number(year.ok_or(Mistake::WrongKind)?);
            answer::fits(field, &value, ctx.plan)?;
            value
        }
        (FieldKind::YesNo, _) => match meant(SIGNED, typed) {
            Some("yes") => Value::YesNo(true),
            Some("no") => Value::YesNo(false),
            _ => return Err(Mistake::NotYesNo),
        },
        (FieldKind::Day, _) => day(field, typed, ctx)?,
        (_, "name") => answer::parse(field, &turned(typed), ctx)?,
        _ => answer::parse(field, typed, ctx)?,
    };
    Ok(Some(value))
}

fn meant(words: Words, typed: &str) -> Option<&'static str> {
    let typed = fold(typed.trim());
    words.iter().find(|(_, known)| known.contains(&typed.as_str())).map(|(code, _)| *code)
}

/// Whether a cell says somebody's gender and nothing else.
pub(super) fn is_gender(cell: &str) -> bool {
    meant(GENDERS, cell).is_some()
}

/// Whether a cell says whether something was signed, and nothing else.
pub(super) fn is_signature(cell: &str) -> bool {
    meant(SIGNED, cell).is_some()
}

/// Whether a cell says a gender, a signature or a status in the words people use for them.
pub(super) fn is_word(cell: &str) -> bool {
    let plain = cell.trim_end_matches(|c: char| " .0123456789".contains(c));
    is_gender(cell) || is_signature(cell) || meant(STATUSES, plain).is_some()
}

/// A day, with or without the time of day that forms on the web write behind it.
fn day(field: &Field, typed: &str, ctx: &Context<'_>) -> Result<Value, Mistake> {
    answer::parse(field, typed, ctx).or_else(|mistake| match typed.split_once([' ', 'T']) {
        Some((day, _)) if day.len() > 7 => answer::parse(field, day, ctx).map_err(|_| mistake),
        _ => Err(mistake),
    })
}

/// A surname before a comma goes behind the given name: `Sandberg, Elin` is Elin Sandberg.
fn turned(name: &str) -> String {
    let is_name =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || " -'’.".contains(c));
    match name.split_once(',').map(|(surname, given)| (surname.trim(), given.trim())) {
        Some((surname, given)) if is_name(surname) && is_name(given) => format!("{given} {surname}"),
        _ => name.to_owned(),
    }
}

/// The year in a year or a day of birth: `08`, `2008`, `2008-03-12`, `080312`, `12/3 2008`, `12 mars 2008`.
///
/// A day without a year, an age and a year of three figures are none.
pub(super) fn year(typed: &str, today: NaiveDate) -> Option<i64> {
    let groups: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let number = |group: &str| group.parse::<i64>().ok();
    let is_year = |group: &&&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let mut years = groups.iter().filter(is_year);
    if let (Some(year), None) = (years.next(), years.next()) {
        return number(year).filter(|_| groups.len() <= 3);
    }
    match groups.as_slice() {
        [day] if day.len() == 8 && is_day(&day[4..6], &day[6..]) => {
            number(&day[..4]).filter(|year| (1900..=i64::from(today.year()) + 1).contains(year))
        }
        [day] if day.len() == 6 && is_day(&day[2..4], &day[4..]) => {
            Some(full_year(number(&day[..2])?, today))
        }
        [year, month, day] if year.len() == 2 && day.len() == 2 && is_day(month, day) => {
            Some(full_year(number(year)?, today))
        }
        [year] if year.len() == 2 && typed.trim_start_matches(['-', '’', '\'']) == *year => {
            Some(full_year(number(year)?, today))
        }
        _ => None,
    }
}

/// Whether a year or a day of birth is all that stands in a cell, with the name of a month where it has one.
pub(super) fn is_born(cell: &str, today: NaiveDate) -> bool {
    const MONTHS: [&str; 14] =
        ["jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"];
    let plain = fold(cell);
    let mut words = plain.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    year(cell, today).is_some() && words.all(|word| MONTHS.iter().any(|month| word.starts_with(month)))
}

fn is_day(month: &str, day: &str) -> bool {
    let within = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    within(month, 12) && within(day, 31)
}
