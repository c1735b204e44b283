//! Calls from the command line, process and all; and the memory that the desk has come to use.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::bench_desk::{LOFTE, Served, end_host};
use super::machine::{installed, memory as memory_of};
use super::sample::Sample;
use super::starts::{HOME, screen};
use super::table::{Line, Table, figure};

const SUMMARY: Line = Line {
    what: "`lofte summary --by month`, process and all",
    goal: "≤ 5 / 6 / 40 ms at 10k / 100k / 1M",
    unit: "ms",
    yardstick: "awk, one sum by month over the CSV",
};

const ADD: Line = Line {
    what: "one entry from the command line, durable",
    goal: "≤ 4 ms",
    unit: "ms",
    yardstick: "`dd conv=fdatasync` of 128 B",
};

const SESSION: Line = Line { what: "memory of a session", goal: "≤ 8 MB", unit: "MB", yardstick: "" };

const HOST: Line =
    Line { what: "memory of the host", goal: "≤ 25 MB + 300 B per entry", unit: "MB", yardstick: "" };

const PER_ENTRY: Line =
    Line { what: "– per entry, above 25 MB", goal: "≤ 300 B", unit: "B", yardstick: "" };

const IMPORT: Line = Line { what: "import of 85,000 rows", goal: "≤ 5 s", unit: "s", yardstick: "" };

/// When the desk that imports is made: examples hold months that were counted otherwise.
const NOW: &str = "2023-11-22T21:52";

/// How many rows a large import has.
const ROWS: usize = 85_000;

/// Sums the last column by month: what a person with the file and a shell would do.
const AWK: &str = "{ n[substr($4, 1, 7)]++; s += $NF } END { for (m in n) print m, n[m], s }";

pub fn timed(command: &mut Command) -> Duration {
    let began = Instant::now();
    let done = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
    let took = began.elapsed();
    assert!(done.success(), "{command:?} failed");
    took
}

/// Figures over the whole promise, month by month.
pub fn summary(desk: &Served, table: &mut Table) {
    let (mut own, mut other) = (Sample::new(), Sample::new());
    let awk = installed("awk");
    for round in 0..20 {
        own.add(timed(Command::new(LOFTE).arg("--data").arg(&desk.dir).args(["summary", "--by", "month"])));
        if let Some(awk) = awk.as_ref().filter(|_| round % 4 == 0) {
            other.add(timed(Command::new(awk).args(["-F;", AWK]).arg(&desk.csv)));
        }
    }
    let goal = match desk.size {
        n if n <= 10_000 => 5.0,
        n if n <= 100_000 => 6.0,
        _ => 40.0,
    };
    let beside = (!other.is_empty()).then(|| figure(other.median()));
    table.put(SUMMARY, &figure(own.median()), own.median() <= goal, beside);
}

/// One visit, until the call has ended.
pub fn add(desk: &Served, table: &mut Table) {
    let (mut own, mut other) = (Sample::new(), Sample::new());
    let file = desk.dir.with_extension("dd");
    for round in 0..30 {
        let contacts = format!("contacts={}", round % 9 + 1);
        own.add(timed(
            Command::new(LOFTE)
                .arg("--data")
                .arg(&desk.dir)
                .args(["add", "visit", "day=2023-11-22", "place=stortorget", &contacts])
                .stderr(Stdio::null()),
        ));
        if let Some(dd) = installed("dd") {
            let of = format!("of={}", file.display());
            let append = ["if=/dev/zero", "bs=128", "count=1", "oflag=append", "conv=notrunc,fdatasync"];
            other.add(timed(Command::new(dd).args(append).arg(of).stderr(Stdio::null())));
        }
    }
    let _ = std::fs::remove_file(file);
    let beside = (!other.is_empty()).then(|| figure(other.median()));
    table.put(ADD, &figure(own.median()), own.median() <= 4.0, beside);
}

/// What a session and the host hold after all that was done with them.
pub fn memory(desk: &Served, table: &mut Table) {
    let mut terminal = screen(&desk.dir);
    terminal.ready(HOME);
    for keys in ["4", "5", "6", "\x1b[6~", "/", "stort", "\x1b", "7", "s", "1"] {
        terminal.press(keys.as_bytes());
    }
    let (now, most) = memory_of(terminal.pid()).unwrap_or((f64::NAN, f64::NAN));
    terminal.quit(b"q");
    table.put(SESSION, &format!("{now:.1} (most {most:.1})"), now <= 8.0, None);
    let (now, most) = memory_of(desk.host()).unwrap_or((f64::NAN, f64::NAN));
    let allowed = 25.0 + 300.0 * desk.size as f64 / f64::from(1 << 20);
    table.put(HOST, &format!("{now:.0} (most {most:.0})"), now <= allowed, None);
    let each = (now - 25.0).max(0.0) * f64::from(1 << 20) / desk.size as f64;
    table.put(PER_ENTRY, &format!("{each:.0}"), each <= 300.0, None);
}

/// A file of visits into an empty desk, one sync for all.
pub fn import(work: &Path, table: &mut Table) {
    let mut text = String::from("day;arrive;place;contacts\n");
    for row in 0..ROWS {
        let (day, minute) = (row / 120, row % 120 * 9 + 360);
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        let (year, month, day) = (2021 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
        let _ = writeln!(text, "{year}-{month:02}-{day:02};{hour:02}:{minute:02};stortorget;{}", row % 9 + 1);
    }
    let file = work.join("visits.csv");
    std::fs::write(&file, text).unwrap();
    let mut sample = Sample::new();
    for round in 0..3 {
        let dir = work.join(format!("import-{round}"));
        let data = [OsStr::new("--data"), dir.as_os_str()];
        timed(Command::new(LOFTE).env("LOFTE_NOW", NOW).args(data).arg("due"));
        let mut import = Command::new(LOFTE);
        import.args(data).args(["import", "visit"]).arg(&file).stderr(Stdio::null());
        sample.add(timed(&mut import));
        end_host(&dir);
        let _ = std::fs::remove_dir_all(dir);
    }
    let seconds = sample.median() / 1e3;
    table.put(IMPORT, &figure(seconds), seconds <= 5.0, None);
}
