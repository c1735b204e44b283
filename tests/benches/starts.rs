//! From starting the program to its first whole screen, with a host and without.

use std::ffi::OsStr;

use super::bench_desk::{BenchDesk, LOFTE, Served, end_host};
use super::machine::installed;
use super::sample::Sample;
use super::table::{Line, Table, figure};
use super::terminal::Terminal;

/// What stands on the home screen once it is whole.
pub const HOME: &str = "Att göra";

const ALONE: Line = Line {
    what: "first screen, no host yet",
    goal: "≤ 60 ms at 10k, ≤ 250 ms at 100k",
    unit: "ms",
    yardstick: "",
};

const BESIDE: Line = Line {
    what: "first screen, host running",
    goal: "≤ 20 ms",
    unit: "ms",
    yardstick: "vim, the entries as CSV",
};

/// Opens the screen on a desk.
pub fn screen(dir: &std::path::Path) -> Terminal {
    let home = dir.to_string_lossy().into_owned();
    let arguments = [OsStr::new("--data"), dir.as_os_str()];
    Terminal::start(LOFTE.as_ref(), &arguments, &[("HOME", &home), ("LOFTE_LINGER", "never")])
}

/// Opens a file in vim as it comes, without anybody's settings.
pub fn vim(file: &std::path::Path) -> Option<Terminal> {
    let program = installed("vim")?;
    let plain = ["-u", "NONE", "-N", "-n", "-i", "NONE", "--cmd", "set ruler"];
    let mut arguments: Vec<&OsStr> = plain.iter().map(OsStr::new).collect();
    arguments.push(file.as_os_str());
    Some(Terminal::start(program.as_os_str(), &arguments, &[]))
}

/// What vim's ruler says when the file is there.
pub const VIM_READY: &str = "1,1 ";

/// The first screen where the host has to be started first.
pub fn alone(desk: &BenchDesk, table: &mut Table) {
    let mut sample = Sample::new();
    let rounds = if desk.size > 100_000 { 3 } else { 7 };
    for _ in 0..rounds {
        let mut terminal = screen(&desk.dir);
        sample.add(terminal.ready(HOME));
        terminal.quit(b"q");
        end_host(&desk.dir);
    }
    let median = sample.median();
    let holds = match desk.size {
        n if n <= 10_000 => median <= 60.0,
        n if n <= 100_000 => median <= 250.0,
        _ => true,
    };
    table.put(ALONE, &figure(median), holds, None);
}

/// The first screen where the host is there already.
pub fn beside_a_host(desk: &Served, table: &mut Table) {
    beside(desk, BESIDE, table);
}

/// The same, on a line of its own.
pub fn beside(desk: &Served, line: Line, table: &mut Table) {
    let (mut own, mut other) = (Sample::new(), Sample::new());
    for _ in 0..10 {
        let mut terminal = screen(&desk.dir);
        own.add(terminal.ready(HOME));
        terminal.quit(b"q");
        if let Some(mut terminal) = vim(&desk.csv) {
            other.add(terminal.ready(VIM_READY));
            terminal.quit(b":q!\r");
        }
    }
    let beside = (!other.is_empty()).then(|| figure(other.median()));
    table.put(line, &figure(own.median()), own.median() <= 20.0, beside);
}
