//! From a key to the last byte of its repaint, and how many bytes that takes; bursts; idling.

use std::time::{Duration, Instant};

use lofte::desk::ask::{Ask, Reply};

use super::bench_desk::Served;
use super::machine::wakings;
use super::sample::Sample;
use super::starts::{HOME, VIM_READY, screen, vim};
use super::table::{Line, Table, figure};
use super::terminal::{Repaint, Terminal};

const VIM: &str = "vim, the same key in the CSV, in turns";

const LETTER: Line = Line {
    what: "key → last byte, a letter in a field (p99)",
    goal: "≤ 1.2 × vim, p99 ≤ 2 ms",
    unit: "ms",
    yardstick: VIM,
};
const ROW: Line = Line { what: "key → last byte, a row down (p99)", ..LETTER };
const LETTER_BYTES: Line = Line { what: "bytes, a letter", goal: "≤ 30", unit: "", yardstick: "vim" };
const ROW_BYTES: Line = Line { what: "bytes, a row down", goal: "≤ 150", ..LETTER_BYTES };
const PAGE_BYTES: Line = Line { what: "bytes, a page", goal: "≤ 1,600", ..LETTER_BYTES };
const TAB_BYTES: Line = Line { what: "bytes, a tab switch", goal: "≤ 2,000", unit: "", yardstick: "" };
const TAB: Line =
    Line { what: "key → last byte, a tab switch (p99)", goal: "–", unit: "ms", yardstick: "" };
const LETTERS: Line = Line {
    what: "5,000 letters at once: time, lost, repaints",
    goal: "≤ 20 ms, 0",
    unit: "",
    yardstick: "vim",
};
const ROWS: Line =
    Line { what: "5,000 rows down at once: time, lost, repaints", goal: "≤ 100 ms, 0", ..LETTERS };
const IDLE: Line = Line { what: "idle for 10 s: wake-ups, bytes", goal: "0, 0", ..LETTERS };

/// How many keys of each kind are timed.
const KEYS: usize = 60;

/// How many are sent at once.
const BURST: usize = 5_000;

/// As long as a pause inside a burst may be.
const BREATHER: Duration = Duration::from_millis(200);

const DOWN: &[u8] = b"\x1b[B";
const PAGE_DOWN: &[u8] = b"\x1b[6~";
const PAGE_UP: &[u8] = b"\x1b[5~";
const FIRST: &[u8] = b"\x1b[H";
const VIM_DOWN: &[&[u8]] = &[b"j"];
const VIM_PAGES: &[&[u8]] = &[b"\x06", b"\x02"];

/// What one kind of key took and wrote.
#[derive(Default)]
struct Probe {
    took: Sample,
    bytes: Sample,
}

impl Probe {
    fn press(&mut self, terminal: &mut Terminal, keys: &[u8]) {
        let Repaint { took, bytes, .. } = terminal.press(keys);
        if bytes > 0 {
            self.took.add(took);
        }
        self.bytes.add_number(bytes as f64);
    }

    fn times(&self) -> String {
        format!("{} ({})", figure(self.took.median()), figure(self.took.p99()))
    }

    fn bytes(&self) -> String {
        format!("{:.0}", self.bytes.median())
    }
}

/// Measures every key on a desk with its host; bursts and idling where `whole` says so.
pub fn measure(desk: &Served, table: &mut Table, whole: bool) {
    let mut own = screen(&desk.dir);
    own.ready(HOME);
    let mut other = vim(&desk.csv);
    if let Some(other) = &mut other {
        other.ready(VIM_READY);
    }
    rows(&mut own, other.as_mut(), table);
    pages(&mut own, other.as_mut(), table);
    tabs(&mut own, table);
    if whole {
        idle(&mut own, other.as_mut(), table);
        burst_of_rows(&mut own, other.as_mut(), table);
    }
    letters(&mut own, other.as_mut(), table);
    if whole {
        burst_of_letters(&mut own, other.as_mut(), table);
    }
    own.press(b"\x1b");
    own.quit(b"q");
    if let Some(other) = other {
        other.quit(b"\x1b:q!\r");
    }
    if let Ok(Reply::Drafts(drafts)) = desk.client().ask(Ask::Drafts) {
        for draft in drafts {
            let _ = desk.client().ask(Ask::DropDraft(draft.write));
        }
    }
}

/// Puts a line of keys and one of bytes into the table.
fn put(table: &mut Table, lines: (Line, Line), own: &Probe, other: Option<&Probe>, most: f64) {
    let within = other.is_none_or(|other| own.took.median() <= 1.2 * other.took.median());
    table.put(lines.0, &own.times(), within && own.took.p99() <= 2.0, other.map(Probe::times));
    table.put(lines.1, &own.bytes(), own.bytes.median() <= most, other.map(Probe::bytes));
}

/// A key in lofte, then the same in vim, a changing while after the last.
fn in_turns(
    (own, own_keys): (&mut Terminal, &[&[u8]]),
    mut other: Option<(&mut Terminal, &[&[u8]])>,
    count: usize,
) -> (Probe, Option<Probe>) {
    let (mut mine, mut theirs) = (Probe::default(), other.as_ref().map(|_| Probe::default()));
    for round in 0..count {
        std::thread::sleep(Duration::from_millis((round * 7 % 11) as u64));
        mine.press(own, own_keys[round % own_keys.len()]);
        if let (Some((terminal, keys)), Some(theirs)) = (&mut other, &mut theirs) {
            theirs.press(terminal, keys[round % keys.len()]);
        }
    }
    (mine, theirs)
}

/// To the list of the last activity but the promise itself, which every example has many entries of.
fn open_list(own: &mut Terminal) {
    own.press(b"6");
    own.press(FIRST);
}

fn rows(own: &mut Terminal, other: Option<&mut Terminal>, table: &mut Table) {
    open_list(own);
    let (mine, theirs) = in_turns((own, &[DOWN]), other.map(|vim| (vim, VIM_DOWN)), KEYS);
    put(table, (ROW, ROW_BYTES), &mine, theirs.as_ref(), 150.0);
}

fn pages(own: &mut Terminal, mut other: Option<&mut Terminal>, table: &mut Table) {
    open_list(own);
    // The first page down goes to the last row that is seen, and only moves the marker.
    own.press(&PAGE_DOWN.repeat(3));
    if let Some(other) = &mut other {
        other.press(b"gg");
    }
    let (mine, theirs) =
        in_turns((own, &[PAGE_DOWN, PAGE_DOWN, PAGE_UP, PAGE_UP]), other.map(|vim| (vim, VIM_PAGES)), 20);
    table.put(PAGE_BYTES, &mine.bytes(), mine.bytes.median() <= 1_600.0, theirs.as_ref().map(Probe::bytes));
}

fn tabs(own: &mut Terminal, table: &mut Table) {
    let (mine, _) = in_turns((own, &[b"5", b"6", b"4", b"7", b"1"]), None, 20);
    table.put(TAB_BYTES, &mine.bytes(), mine.bytes.median() <= 2_000.0, None);
    table.put(TAB, &mine.times(), true, None);
}

/// To the note of a new visit.
fn open_note(own: &mut Terminal) {
    own.press(b"1");
    for keys in ["h", "stort", "\r", "7", "\r", "\r", "\r", "\r"] {
        own.press(keys.as_bytes());
    }
}

fn letters(own: &mut Terminal, mut other: Option<&mut Terminal>, table: &mut Table) {
    open_note(own);
    if let Some(other) = &mut other {
        other.press(b"ggO");
    }
    let words: Vec<&[u8]> = "the qui".as_bytes().chunks(1).collect();
    let (mine, theirs) = in_turns((own, &words), other.map(|vim| (vim, words.as_slice())), KEYS);
    assert!(own.shows("the quithe qui"), "the letters did not reach the note:\n{}", own.text());
    put(table, (LETTER, LETTER_BYTES), &mine, theirs.as_ref(), 30.0);
}

fn burst_of_letters(own: &mut Terminal, other: Option<&mut Terminal>, table: &mut Table) {
    own.press(b"\x15");
    let burst = own.press_for(&[b'x'; BURST], BREATHER);
    // A note holds fewer: leaving the field, one is told how many were typed.
    own.press_for(b"\x1b[Z", BREATHER);
    let (text, held) = burst_text(burst, own.shows("5\u{a0}000 tecken"), 20.0);
    let beside = other.map(|vim| {
        vim.press(b"\x1bO");
        let burst = vim.press_for(&[b'x'; BURST], BREATHER);
        burst_text(burst, true, 0.0).0
    });
    table.put(LETTERS, &text, held, beside);
}

fn burst_of_rows(own: &mut Terminal, other: Option<&mut Terminal>, table: &mut Table) {
    open_list(own);
    let burst = own.press_for(&DOWN.repeat(BURST), BREATHER);
    let at_once = opened(own);
    open_list(own);
    for _ in 0..50 {
        own.press(&DOWN.repeat(BURST / 50));
    }
    let (text, held) = burst_text(burst, opened(own) == at_once, 100.0);
    let beside = other.map(|vim| {
        vim.press(b"gg");
        burst_text(vim.press_for(&[b'j'; BURST], BREATHER), true, 0.0).0
    });
    table.put(ROWS, &text, held, beside);
}

/// The entry that the marker is on.
fn opened(own: &mut Terminal) -> String {
    own.press_for(b"\r", BREATHER);
    let text = own.text();
    own.press_for(b"\x1b", BREATHER);
    text
}

fn burst_text(burst: Repaint, whole: bool, most: f64) -> (String, bool) {
    let took = burst.took.as_secs_f64() * 1e3;
    let lost = if whole { "none" } else { "some" };
    (format!("{} ms, {lost}, {}", figure(took), burst.chunks), whole && took <= most)
}

fn idle(own: &mut Terminal, mut other: Option<&mut Terminal>, table: &mut Table) {
    let rest = Duration::from_secs(10);
    let woken = |terminal: &Terminal| wakings(terminal.pid());
    let before = (woken(own), other.as_deref().map(woken));
    let since = Instant::now();
    std::thread::sleep(rest);
    let after = (woken(own), other.as_deref().map(woken));
    let heard = own.listen(since, Duration::from_millis(1)).bytes;
    let woken = after.0 - before.0;
    let beside = other.as_mut().zip(after.1.zip(before.1)).map(|(vim, (after, before))| {
        format!("{}, {}", after - before, vim.listen(since, Duration::from_millis(1)).bytes)
    });
    table.put(IDLE, &format!("{woken}, {heard}"), woken == 0 && heard == 0, beside);
}
