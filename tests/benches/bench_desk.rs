//! An example desk of a given size, its host, and the files its yardsticks read.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lofte::desk::client::{Client, Door};

use super::machine;

/// The program that is measured.
pub const LOFTE: &str = env!("CARGO_BIN_EXE_lofte");

/// A desk on disk that nobody serves.
pub struct BenchDesk {
    pub dir: PathBuf,
    pub size: usize,
}

impl BenchDesk {
    /// Makes the example desk with so many entries.
    pub fn make(work: &Path, size: usize) -> Self {
        let dir = work.join(format!("desk-{size}"));
        let entries = size.to_string();
        let made = lofte(&[OsStr::new("demo"), dir.as_os_str(), "--entries".as_ref(), entries.as_ref()]);
        assert!(made.success(), "lofte demo failed");
        let desk = Self { dir, size };
        // The first host completes the second copy behind the first screen; what comes after is an ordinary start.
        let mut host = desk.host();
        machine::rested(host.id() as i32);
        end(host.id() as i32);
        let _ = host.wait();
        desk
    }

    /// Starts a host in the foreground of its own process and waits until clients can connect.
    fn host(&self) -> Child {
        let host = Command::new(LOFTE)
            .args([
                "desk".as_ref(),
                "--data".as_ref(),
                self.dir.as_os_str(),
                "--linger".as_ref(),
                "never".as_ref(),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while Door::if_open(&self.dir).connect().is_err() {
            std::thread::sleep(Duration::from_millis(2));
        }
        host
    }

    /// Starts a host, and writes the entries to a file for the yardsticks.
    pub fn serve(self) -> Served {
        let host = self.host();
        let csv = self.dir.with_extension("csv");
        let out = std::fs::File::create(&csv).unwrap();
        let exported = Command::new(LOFTE)
            .args(["--data".as_ref(), self.dir.as_os_str(), "export".as_ref(), OsStr::new("--csv")])
            .stdout(out)
            .status()
            .unwrap();
        assert!(exported.success(), "lofte export failed");
        Served { dir: self.dir, size: self.size, csv, host }
    }
}

/// A desk with its host, and its entries as CSV.
pub struct Served {
    pub dir: PathBuf,
    pub size: usize,
    pub csv: PathBuf,
    host: Child,
}

impl Served {
    pub fn client(&self) -> Client {
        Door::if_open(&self.dir).connect().unwrap()
    }

    pub fn host(&self) -> i32 {
        self.host.id() as i32
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        end(self.host());
        let _ = self.host.wait();
        let _ = std::fs::remove_dir_all(&self.dir);
        let _ = std::fs::remove_file(&self.csv);
    }
}

/// Runs the program to its end, with nothing on its output.
pub fn lofte(arguments: &[&OsStr]) -> std::process::ExitStatus {
    Command::new(LOFTE).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap()
}

/// Tells a process to leave.
pub fn end(pid: i32) {
    if let Some(pid) = rustix::process::Pid::from_raw(pid) {
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
    }
}

/// Tells a host that was started behind a client to leave, and waits until it is gone.
pub fn end_host(dir: &Path) {
    let Some(pid) = Door::if_open(dir).connect().ok().and_then(|client| client.pid()) else { return };
    end(pid);
    while Path::new(&format!("/proc/{pid}/exe")).exists() {
        std::thread::sleep(Duration::from_millis(2));
    }
}
