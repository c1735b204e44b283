//! A case meeting with a long history: 1,000 cases and 5,000 meetings, on a desk of its own.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use chrono::{Days, NaiveDate};
use lofte::desk::ask::{Ask, Reply};
use lofte::desk::client::{Client, Door};
use lofte::domain::command::{Accepted, Command, Enter, Write};
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{Cell, Code, Status, Value, WriteId};

use super::bench_desk::{BenchDesk, LOFTE, Served, end_host};
use super::sample::Sample;
use super::starts::{self, HOME, screen};
use super::table::{Line, Table, figure};

/// How many cases there are.
const CASES: usize = 1_000;
/// How many meetings, one a day.
const MEETINGS: usize = 5_000;
/// How many cases are up at each.
const UP: usize = 5;
/// The first meeting's day.
const FIRST: (i32, u32, u32) = (2010, 1, 1);

const ALONE: Line = Line {
    what: "SSPF, 1,000 cases, 5,000 meetings: first screen, no host yet",
    goal: "≤ 250 ms",
    unit: "ms",
    yardstick: "",
};
const BESIDE: Line = Line {
    what: "– first screen, host running",
    goal: "≤ 20 ms",
    unit: "ms",
    yardstick: "vim, the entries as CSV",
};
const AGENDA: Line = Line {
    what: "– an agenda, asked and answered",
    goal: "≤ 20 ms",
    unit: "ms",
    yardstick: "one entry, in turns",
};
const CASE: Line = Line { what: "– a case with all that hangs on it", ..AGENDA };
const STATISTICS: Line = Line { what: "– the tables and medians of a year", ..AGENDA };
const MEETING: Line = Line {
    what: "– a meeting of five cases, saved",
    goal: "–",
    unit: "ms",
    yardstick: "one visit, saved in turns",
};
const SUMMARY: Line =
    Line {
        what: "– `lofte summary --by month`, process and all", goal: "≤ 6 ms", unit: "ms", yardstick: ""
    };

/// Makes the desk and measures what is asked at a meeting.
pub fn measure(work: &Path, table: &mut Table) {
    let dir = work.join("cases");
    let data = [OsStr::new("--data"), dir.as_os_str()];
    let quiet = || Stdio::null();
    let founded = Process::new(LOFTE).args(data).arg("due").stdout(quiet()).stderr(quiet()).status().unwrap();
    assert!(founded.success(), "the desk was not made");
    let codes = fill(&mut Door::if_open(&dir).connect().unwrap());
    end_host(&dir);
    let desk = BenchDesk { dir, size: CASES + MEETINGS * (UP + 1) };
    let mut sample = Sample::new();
    for _ in 0..5 {
        let mut terminal = screen(&desk.dir);
        sample.add(terminal.ready(HOME));
        terminal.quit(b"q");
        end_host(&desk.dir);
    }
    table.put(ALONE, &figure(sample.median()), sample.median() <= 250.0, None);
    let desk = desk.serve();
    starts::beside(&desk, BESIDE, table);
    questions(&desk, &codes, table);
    summary(&desk, table);
}

/// Enters the cases, then the meetings; gives the cases' codes.
fn fill(client: &mut Client) -> Vec<Code> {
    let text = ENKOPING.replacen("from = 2021-01-01", "from = 2010-01-01", 1);
    done(client, Command::LoadPlan { text, file: "long.toml".into() });
    let codes: Vec<Code> = (0..CASES)
        .map(|n| {
            let answers = [
                ("day", Value::Day(day(n * MEETINGS / CASES))),
                ("source", Value::Code("school".into())),
                ("born", Value::Code(["2003-2005", "2006-2008", "2009-2011"][n % 3].into())),
                ("gender", Value::Code(["woman", "man"][n % 2].into())),
                ("status", Value::Code("referred".into())),
            ];
            let Some(Value::Code(code)) = done(client, enter("case", answers.into())) else {
                panic!("a case without a code")
            };
            code
        })
        .collect();
    for n in 0..MEETINGS {
        done(client, meeting(n, &codes));
    }
    codes
}

/// The n-th meeting: five of the cases referred by then, one of them with a coordinated action.
fn meeting(n: usize, codes: &[Code]) -> Command {
    let known = (n * CASES / MEETINGS + 1).min(codes.len());
    let up: Vec<Code> = (0..UP.min(known)).map(|i| codes[known - 1 - i].clone()).collect();
    let parties = ["social", "school", "police", "leisure"];
    let marks = parties.map(|party| (Code::from(party), Code::from("present")));
    let answers = vec![
        ("day", Value::Day(day(n))),
        ("attendance", Value::Marks(marks.into())),
        ("action", Value::Marks(vec![(up[0].clone(), "later".into())])),
        ("cases", Value::Codes(up)),
        ("present", Value::Number(4)),
    ];
    enter("meeting", answers)
}

fn day(n: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).unwrap();
    first.checked_add_days(Days::new(n as u64)).unwrap()
}

fn enter(form: &str, answers: Vec<(&str, Value)>) -> Command {
    let cells = answers.into_iter().map(|(key, value)| (Code::from(key), Cell::typed(value))).collect();
    Command::Enter(Enter { form: form.into(), status: Status::Done, cells, accepted: Accepted::All })
}

/// Has a change made; gives the new entry's code, where it has one.
fn done(client: &mut Client, command: Command) -> Option<Value> {
    match client.write(Write { id: WriteId(super::saves::fresh()), command }).unwrap() {
        Reply::Done(done) => done.entry.and_then(|entry| entry.value("code").cloned()),
        other => panic!("the desk did not save: {other:?}"),
    }
}

/// What is asked at a meeting, each beside one entry asked for in the same turn.
fn questions(desk: &Served, codes: &[Code], table: &mut Table) {
    let mut client = desk.client();
    let last = day(MEETINGS - 1);
    let year = lofte::domain::plan::Period { from: day(MEETINGS - 365), to: last };
    let code = codes[CASES / 2].clone();
    let asks = [
        (AGENDA, Ask::Agenda { day: day(MEETINGS) }),
        (CASE, Ask::Case(code)),
        (STATISTICS, Ask::Statistics(year)),
    ];
    for (line, ask) in asks {
        let [mut own, mut entry] = [const { Sample::new() }; 2];
        for round in 0..100 {
            let ask = ask.clone();
            own.time(round, || drop(client.ask(ask).unwrap()));
            let one = Ask::Entry(lofte::domain::record::EntryId(round as u64 + 1));
            entry.time(round, || drop(client.ask(one).unwrap()));
        }
        table.put(line, &figure(own.median()), own.median() <= 20.0, Some(figure(entry.median())));
    }
    let [mut saved, mut visit] = [const { Sample::new() }; 2];
    for round in 0..50 {
        let (meeting, other) = (meeting(MEETINGS + round, codes), super::saves::visit(round));
        saved.time(round, || drop(done(&mut client, meeting)));
        visit.time(round, || drop(client.write(other).unwrap()));
    }
    table.put(MEETING, &figure(saved.median()), true, Some(figure(visit.median())));
}

fn summary(desk: &Served, table: &mut Table) {
    let mut own = Sample::new();
    for _ in 0..20 {
        let mut summary = Process::new(LOFTE);
        summary.arg("--data").arg(&desk.dir).args(["summary", "2021-01-01..2023-12-31", "--by", "month"]);
        own.add(super::commands::timed(&mut summary));
    }
    table.put(SUMMARY, &figure(own.median()), own.median() <= 6.0, None);
}
