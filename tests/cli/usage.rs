//! Exit codes, help, and readers and arguments that are not as they should be.

use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use rstest::rstest;

use super::Desk;

#[rstest]
#[case(&["--help"])]
#[case(&["add", "--help"])]
#[case(&["ask", "--help"])]
#[case(&["list", "--help"])]
#[case(&["due", "--help"])]
#[case(&["summary", "--help"])]
#[case(&["undo", "--help"])]
#[case(&["correct", "--help"])]
#[case(&["remove", "--help"])]
#[case(&["unremove", "--help"])]
#[case(&["history", "--help"])]
#[case(&["export", "--help"])]
#[case(&["import", "--help"])]
#[case(&["plan", "--help"])]
#[case(&["demo", "--help"])]
#[case(&["backup", "--help"])]
#[case(&["restore", "--help"])]
#[case(&["doctor", "--help"])]
#[case(&["desk", "--help"])]
#[case(&["notes", "--help"])]
#[case(&["agenda", "--help"])]
#[case(&["roster", "--help"])]
fn help_has_examples(#[case] args: &[&str]) {
    let help = Desk::new().done(args);
    assert!(help.contains("Examples:"), "{help}");
    assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
}

#[rstest]
#[case(&["fly"])]
#[case(&["add"])]
#[case(&["list", "--colour"])]
#[case(&["remove", "seven"])]
#[case(&["export"])]
#[case(&["notes"])]
#[case(&["--lang", "fi", "list"])]
fn wrong_usage_is_2(#[case] args: &[&str]) {
    let called = Desk::new().call(args);
    assert_eq!((called.code, called.out.as_str()), (2, ""), "{called:?}");
    assert!(!called.err.is_empty());
}

#[test]
fn an_argument_that_is_no_text_is_told_in_a_sentence() {
    let output = Desk::new().command().arg("add").arg(OsStr::from_bytes(b"bes\xf6k")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("UTF-8"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::new();
    desk.done(&["demo", &desk.path("example")]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_lofte"))
        .args(["--data", &desk.path("example"), "list", "--json"])
        .env("LOFTE_LINGER", "1s")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn the_caller_is_not_held_by_the_desk_it_started() {
    let desk = Desk::new();
    let start = std::time::Instant::now();
    // Reading to the end would wait for the host if it held the stream.
    desk.command().env("LOFTE_LINGER", "20s").args(["add", "besök", "hamnen", "7"]).output().unwrap();
    assert!(start.elapsed() < std::time::Duration::from_secs(15));
    // Its directory goes away with the test; so shall it.
    let log = std::fs::read_to_string(desk.path("desk/lofte.log"));
    assert!(log.is_ok());
}

#[test]
fn a_clock_that_cannot_be_read_is_refused() {
    let desk = Desk { now: Some("soon"), ..Desk::new() };
    assert!(desk.refused(&["list"]).contains("soon"));
}

#[test]
fn a_directory_with_something_else_in_it_is_left_alone() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("desk")).unwrap();
    std::fs::write(desk.path("desk/thesis.odt"), "mine").unwrap();
    assert!(desk.refused(&["list"]).contains("desk"));
    assert_eq!(std::fs::read_dir(desk.path("desk")).unwrap().count(), 1);
}
