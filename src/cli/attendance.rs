//! Whom a line about an evening means: letters of the roster or names, in `absent=c,h` and `present=elin,bo`.
//!
//! The roster is that of the one evening, so those who are listed as present leave the others absent. Everything else is
//! for the form's own rules.

use super::caller::{Caller, context};
use super::failure::Failure;
use crate::desk::ask::{Ask, Reply, Welcome};
use crate::domain::course::index::EVENING;
use crate::domain::course::view::{CourseView, EveningLine, Names, ParticipantLine};
use crate::domain::plan::ListItem;
use crate::domain::record::Code;
use crate::domain::record::line::form_named;
use crate::text::number::parse_count;
use crate::text::order::fold;
use crate::text::when::{Toward, parse_day};
use crate::words::label;

/// The list of what somebody's evening came to.
const MARKS: &str = "evening_marks";

/// What stands for everybody on the roster.
const EVERYBODY: [&str; 3] = ["alla", "all", "everybody"];

/// Puts letters in the place of names, and says who was away where those present are listed.
pub fn by_seat(caller: &mut Caller, welcome: &Welcome, said: Vec<String>) -> Result<Vec<String>, Failure> {
    let is_evening = said.first().and_then(|word| form_named(&welcome.plan, word).ok());
    if is_evening.is_none_or(|form| form.key != EVENING) {
        return Ok(said);
    }
    let (marked, mut rest): (Vec<String>, Vec<String>) =
        said.into_iter().partition(|word| mark_of(welcome, word).is_some_and(|(_, who)| lists(who)));
    let counted = marked.is_empty() && is_count_alone(welcome, &rest);
    let Some(view) = view(caller, welcome, &rest)?.filter(|_| counted || !marked.is_empty()) else {
        rest.extend(marked);
        return Ok(rest);
    };
    if counted {
        let noted = evening(&view, welcome, &rest).is_none_or(|evening| is_noted(&view, evening));
        return if noted {
            Ok(rest)
        } else {
            Err(Failure::refused(caller.words.say("cli-who-was-away").into_owned()))
        };
    }
    let Some(evening) = evening(&view, welcome, &rest) else {
        rest.extend(marked);
        return Ok(rest);
    };
    let mut given: Vec<(&ListItem, Vec<String>)> = Vec::new();
    for word in &marked {
        let Some((mark, who)) = mark_of(welcome, word) else { continue };
        given.push((mark, seats(caller, &view, evening, who)?));
    }
    rest.extend(settled(&evening.seats, &given));
    Ok(rest)
}

/// The mark that `name=value` is about, and whom it lists.
fn mark_of<'a>(welcome: &'a Welcome, word: &'a str) -> Option<(&'a ListItem, &'a str)> {
    let (name, who) = word.split_once('=')?;
    let folded = |name: &str| fold(&name.replace('_', " "));
    let name = folded(name.trim());
    let named = |item: &&ListItem| {
        folded(&item.code) == name || item.label.spellings().any(|label| folded(label) == name)
    };
    Some((welcome.plan.list(MARKS)?.items.iter().find(named)?, who.trim()))
}

/// Whether a line about an evening has the number in the room and not a word of who was there: the number alone would
/// leave the evening as it was.
fn is_count_alone(welcome: &Welcome, said: &[String]) -> bool {
    let is_number = |word: &String| {
        mark_of(welcome, word).is_some_and(|(mark, who)| mark.code == "present" && parse_count(who).is_ok())
    };
    let said_of_roster = |word: &String| {
        let answers = answer(std::slice::from_ref(word), &["attendance", "narvaro", "cancelled", "installd"]);
        answers.is_some() || !word.contains('=') || mark_of(welcome, word).is_some() && !is_number(word)
    };
    let answers = said.get(1..).unwrap_or_default();
    answers.iter().any(is_number) && !answers.iter().any(said_of_roster)
}

/// Whether something is known of who comes or came to an evening.
fn is_noted(view: &CourseView, evening: &EveningLine) -> bool {
    let place = view.evenings.iter().position(|line| line.id == evening.id);
    let mark = |person: &ParticipantLine| person.marks.get(place?).cloned().flatten();
    view.participants.iter().any(|person| mark(person).is_some())
}

/// Whether a value lists somebody, and is no number or nothing.
fn lists(who: &str) -> bool {
    !matches!(who, "" | "?" | "-" | "0") && parse_count(who).is_err()
}

/// The course that the line names, else the latest that has begun.
fn view(caller: &mut Caller, welcome: &Welcome, said: &[String]) -> Result<Option<CourseView>, Failure> {
    let code = match answer(said, &["course", "kurs"]) {
        Some(code) => Code::from(fold(code).as_str()),
        None => match caller.ask(Ask::Courses)? {
            Reply::Courses(lines) => {
                let mut begun = lines.into_iter().filter(|line| line.start <= welcome.now.day);
                match begun.find(|line| line.at_start.is_some()) {
                    Some(line) => line.code,
                    None => return Ok(None),
                }
            }
            _ => return Err(caller.unexpected()),
        },
    };
    match caller.ask(Ask::Course { code, names: Names::Told })? {
        Reply::Course(Ok(view)) => Ok(Some(*view)),
        Reply::Course(Err(_)) => Ok(None),
        _ => Err(caller.unexpected()),
    }
}

/// The evening that the line is about, as the desk finds it: by its number, else by its day.
fn evening<'v>(view: &'v CourseView, welcome: &Welcome, said: &[String]) -> Option<&'v EveningLine> {
    let session = answer(said, &["session", "kvall nr", "evening no."]).and_then(|n| n.parse::<u32>().ok());
    let today = context(welcome).today;
    let day =
        answer(said, &["day", "dag"]).map_or(Some(today), |typed| parse_day(typed, today, Toward::Past).ok());
    let cancelled = |line: &&EveningLine| matches!(line.status, crate::domain::record::Status::Cancelled(_));
    view.evenings.iter().filter(|line| !cancelled(line)).find(|line| match session {
        Some(_) => line.session == session,
        None => Some(line.day) == day,
    })
}

fn answer<'a>(said: &'a [String], names: &[&str]) -> Option<&'a str> {
    let mut pairs = said.iter().filter_map(|word| word.split_once('='));
    pairs.find(|(name, _)| names.contains(&fold(name.trim()).as_str())).map(|(_, value)| value.trim())
}

/// The letters of those who are listed; what is neither a letter nor a name is left, to be refused by the form's rules.
fn seats(
    caller: &Caller,
    view: &CourseView,
    evening: &EveningLine,
    who: &str,
) -> Result<Vec<String>, Failure> {
    let on = |line: &&ParticipantLine| line.seat.as_ref().is_some_and(|seat| evening.seats.contains(seat));
    let there: Vec<&ParticipantLine> = view.participants.iter().filter(on).collect();
    let mut seats = Vec::new();
    for typed in who.split(',').map(str::trim).filter(|typed| !typed.is_empty()) {
        let folded = fold(typed);
        if EVERYBODY.contains(&folded.as_str()) {
            seats.extend(evening.seats.iter().map(ToString::to_string));
            continue;
        }
        let is_seat = evening.seats.iter().any(|seat| **seat == folded);
        let found: Vec<&&ParticipantLine> =
            there.iter().filter(|line| line.name.as_deref().is_some_and(|n| is_called(n, &folded))).collect();
        match found.as_slice() {
            _ if is_seat => seats.push(folded),
            [one] => seats.extend(one.seat.iter().map(ToString::to_string)),
            [] => seats.push(typed.to_owned()),
            several => {
                let letters: Vec<&str> = several.iter().filter_map(|line| line.seat.as_deref()).collect();
                let letters = label::either(caller.words, &letters);
                return Err(Failure::refused(caller.words.say_with(
                    "cli-several-called",
                    &[("typed", typed.into()), ("all", (&letters).into())],
                )));
            }
        }
    }
    Ok(seats)
}

/// Whether somebody is called so: by the whole name, or one of its words.
fn is_called(name: &str, folded: &str) -> bool {
    let name = fold(name);
    name == folded || name.split_whitespace().any(|word| word == folded)
}

/// The marks by letter; where those present are listed, the others on the roster were away and the count is theirs.
fn settled(roster: &[Code], given: &[(&ListItem, Vec<String>)]) -> Vec<String> {
    let usual = given.iter().any(|(mark, _)| mark.code == "present");
    let said = |seats: &[String], mark: &str| format!("{mark}={}", seats.join(","));
    if !usual {
        return given.iter().map(|(mark, seats)| said(seats, &mark.code)).collect();
    }
    let is_named = |seat: &Code, mark: &str| {
        given.iter().any(|(own, seats)| own.code == mark && seats.iter().any(|s| *s == **seat))
    };
    let marked = |seat: &Code| {
        given.iter().any(|(own, seats)| own.code != "present" && seats.iter().any(|s| *s == **seat))
    };
    let away = roster.iter().filter(|seat| !is_named(seat, "present") && !marked(seat));
    let mut absent: Vec<String> = away.map(ToString::to_string).collect();
    let counted = |seat: &&Code| {
        let came = is_named(seat, "late") || is_named(seat, "left_early");
        came || is_named(seat, "present") && !marked(seat)
    };
    let present = roster.iter().filter(counted).count();
    let mut words = vec![format!("present={present}")];
    for (mark, seats) in given.iter().filter(|(mark, _)| mark.code != "present") {
        if mark.code == "absent" {
            absent.extend(seats.iter().cloned());
        } else {
            words.push(said(seats, &mark.code));
        }
    }
    // Whoever is listed and not on the roster is left for the rules to refuse.
    let strangers = given.iter().filter(|(mark, _)| mark.code == "present").flat_map(|(_, seats)| seats);
    absent.extend(strangers.filter(|seat| roster.iter().all(|own| **own != **seat)).cloned());
    if !absent.is_empty() {
        words.push(said(&absent, "absent"));
    } else if words.len() == 1 {
        // Nobody was away: the roster is answered by its usual mark.
        let everybody: Vec<String> = roster.iter().map(|seat| format!("{seat}=present")).collect();
        words.push(format!("attendance={}", everybody.join(",")));
    }
    words
}
