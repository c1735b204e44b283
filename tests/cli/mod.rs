//! The command line of the real program, each test on a desk of its own with the clock standing still.

mod asking;
mod course;
mod course_rules;
mod entering;
mod files;
mod meetings;
mod reading;
mod roles;
mod secrecy;
mod sixth;
mod term;
mod usage;
mod whole;

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The moment every test stands at.
const NOW: &str = "2023-11-22T21:52";

/// A desk in a directory that goes away with it.
struct Desk {
    dir: TempDir,
    language: &'static str,
    now: Option<&'static str>,
}

/// What a call came to.
#[derive(Debug)]
struct Called {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self { dir: TempDir::new().unwrap(), language: "sv", now: Some(NOW) }
    }

    fn english() -> Self {
        Self { language: "en", ..Self::new() }
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    fn command(&self) -> Command {
        let mut command = program(&self.dir.path().join("desk"));
        command.args(["--lang", self.language]);
        if let Some(now) = self.now {
            command.env("LOFTE_NOW", now);
        }
        command
    }

    fn call(&self, args: &[&str]) -> Called {
        self.call_with(args, "")
    }

    fn call_with(&self, args: &[&str], input: &str) -> Called {
        let output = self.command().args(args).write_stdin(input).output().unwrap();
        Called {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Calls, and expects it to be done without a word of complaint.
    fn done(&self, args: &[&str]) -> String {
        let called = self.call(args);
        assert_eq!((called.code, called.err.as_str()), (0, ""), "{args:?}: {called:?}");
        called.out
    }

    /// Calls, and expects a refusal with a sentence on standard error and nothing on standard output.
    fn refused(&self, args: &[&str]) -> String {
        let called = self.call(args);
        assert_eq!((called.code, called.out.as_str()), (1, ""), "{args:?}: {called:?}");
        assert!(called.err.len() > 10, "{called:?}");
        called.err
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.done(args)).unwrap()
    }

    /// Every entry, the newest first.
    fn list(&self) -> Vec<Value> {
        self.json(&["list", "--json"]).as_array().unwrap().clone()
    }
}

/// The program on the desk in `data`, free of what the tester's own environment says.
fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lofte"));
    command.env("LOFTE_DATA", data).env("LOFTE_LINGER", "1s").env_remove("LOFTE_NOW");
    command
}
