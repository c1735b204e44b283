//! A desk whose host is the real program, in a directory of its own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use lofte::desk::client::{Client, Door};
use lofte::desk::launch::Starter;
use rustix::process::{Pid, Signal, kill_process};

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_lofte");

/// The moment at which every desk of these tests stands.
pub const NOW: &str = "2023-11-22T21:52";

/// How long anything ordinary may take on a busy machine.
pub const SOON: Duration = Duration::from_secs(30);

/// What every call of the program finds in its environment; hosts that are forgotten leave by themselves.
const SURROUNDINGS: [(&str, &str); 3] =
    [("LOFTE_NOW", NOW), ("LOFTE_LINGER", "60s"), ("LC_ALL", "en_GB.UTF-8")];

/// A desk; its hosts are told to leave when this is dropped.
pub struct Site {
    dir: PathBuf,
    _tmp: Option<tempfile::TempDir>,
}

/// What a call of the program came to.
#[derive(Debug)]
pub struct Told {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    pub took: Duration,
}

impl Site {
    /// A desk that is not made yet, in a temporary directory.
    pub fn new() -> Self {
        let tmp = tempfile::tempdir().unwrap();
        Self { dir: tmp.path().join("desk"), _tmp: Some(tmp) }
    }

    /// A desk in a directory that somebody else looks after.
    pub fn at(dir: PathBuf) -> Self {
        Self { dir, _tmp: None }
    }

    /// A copy of a desk that is not open.
    pub fn copy_of(other: &Site) -> Self {
        let site = Self::new();
        for file in files(other.dir()) {
            let target = site.dir.join(file.strip_prefix(other.dir()).unwrap());
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::copy(&file, &target).unwrap();
        }
        site
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The way in, with the real program as the host.
    pub fn door(&self) -> Door {
        let arguments: [OsString; 4] =
            ["desk".into(), "--data".into(), self.dir.clone().into(), "--behind".into()];
        let starter = Starter::command(PROGRAM, arguments);
        Door::started_by(
            &self.dir,
            SURROUNDINGS.iter().fold(starter, |s, (name, value)| s.variable(name, value)),
        )
    }

    pub fn client(&self) -> Client {
        self.door().connect().unwrap()
    }

    /// A call of the program on this desk.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("--data").arg(&self.dir).args(arguments).envs(SURROUNDINGS);
        command
    }

    /// Calls the program on this desk and waits for it.
    pub fn lofte(&self, arguments: &[&str]) -> Told {
        let begun = Instant::now();
        Told::of(&self.command(arguments).output().unwrap(), begun.elapsed())
    }

    /// The processes that serve this desk, or are about to.
    pub fn hosts(&self) -> Vec<Pid> {
        let serves = |pid: &Pid| {
            let line = std::fs::read(format!("/proc/{}/cmdline", pid.as_raw_nonzero())).unwrap_or_default();
            let words: Vec<&[u8]> = line.split(|byte| *byte == 0).collect();
            words.contains(&b"--behind".as_slice())
                && words.contains(&self.dir.as_os_str().as_encoded_bytes())
        };
        let processes = std::fs::read_dir("/proc").unwrap().flatten();
        let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        numbers.filter_map(Pid::from_raw).filter(serves).collect()
    }

    /// Sends a signal to every process that serves this desk; says how many there were.
    pub fn signal(&self, signal: Signal) -> usize {
        let hosts = self.hosts();
        // One that has just ended needs no signal.
        for host in &hosts {
            let _ = kill_process(*host, signal);
        }
        hosts.len()
    }

    /// Kills the host and waits until it is gone.
    pub fn kill(&self) {
        self.signal(Signal::KILL);
        self.wait_until_nobody_serves();
    }

    /// Has the host leave cleanly.
    pub fn leave(&self) {
        self.signal(Signal::TERM);
        self.wait_until_nobody_serves();
    }

    fn wait_until_nobody_serves(&self) {
        let begun = Instant::now();
        while !self.hosts().is_empty() {
            assert!(begun.elapsed() < SOON, "the host does not leave");
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.signal(Signal::CONT);
        self.signal(Signal::TERM);
        let begun = Instant::now();
        while !self.hosts().is_empty() && begun.elapsed() < SOON {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Told {
    pub fn of(output: &Output, took: Duration) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr), took }
    }

    /// The output of a call that was done.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// The sentence of a call that was refused: on standard error, and no crash.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        let sentence = self.err.trim().to_owned();
        assert!(sentence.ends_with('.') && !sentence.contains("panicked"), "{sentence}");
        sentence
    }
}

/// All files under a directory but sockets, in a fixed order.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(files(&entry.path()));
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}
