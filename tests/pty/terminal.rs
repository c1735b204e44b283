//! The real program in a pseudo-terminal, and what a terminal would show of it.

use std::cell::Cell;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use serde_json::Value;

use crate::script;

/// The moment the desks of these tests stand at until they are told another.
pub const NOW: &str = "2023-11-22T21:52";

/// How long anything may take on a busy machine before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

const PROGRAM: &str = env!("CARGO_BIN_EXE_lofte");

/// A desk's directory with nothing in it yet; its hosts leave a second after their last client.
pub struct Place {
    dir: tempfile::TempDir,
    now: Cell<&'static str>,
}

impl Place {
    /// A place for a desk with Enköping's plan.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), now: Cell::new(NOW) }
    }

    /// A place for a desk with the second municipality's plan.
    pub fn second() -> Self {
        let place = Self::new();
        let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans/second.toml");
        assert!(place.call(&["plan", "load", plan]).status.success(), "the second plan loads");
        place
    }

    /// A place for a desk with a plan of its own.
    pub fn with(plan: &str) -> Self {
        let place = Self::new();
        let file = place.dir.path().join("plan.toml");
        std::fs::write(&file, plan).unwrap();
        assert!(
            place.call(&["plan", "load", &file.display().to_string()]).status.success(),
            "the plan loads"
        );
        place
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("desk")
    }

    /// Lets the host go, so that the next one stands at another moment.
    pub fn stand_at(&self, now: &'static str) {
        self.hosts().into_iter().for_each(|pid| signal(pid, "TERM"));
        let began = Instant::now();
        while !self.hosts().is_empty() {
            assert!(began.elapsed() < PATIENCE, "the host does not leave");
            thread::sleep(Duration::from_millis(5));
        }
        self.now.set(now);
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let data = self.data().display().to_string();
        let fixed = [
            ("LOFTE_NOW", self.now.get()),
            ("LOFTE_LINGER", "1s"),
            ("LANG", "sv_SE.UTF-8"),
            ("TERM", "xterm-256color"),
        ];
        fixed
            .map(|(name, value)| (name, value.to_owned()))
            .into_iter()
            .chain([("LOFTE_DATA", data)])
            .collect()
    }

    /// Calls the program without a terminal.
    pub fn call(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env_remove("NO_COLOR").env_remove("LC_ALL");
        command.envs(self.environment()).output().unwrap()
    }

    /// Enters something by the command line.
    pub fn add(&self, arguments: &[&str]) {
        let told = self.call(&[&["add"], arguments].concat());
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    }

    /// Every entry, as `lofte list --json` tells them.
    pub fn entries(&self) -> Vec<Value> {
        let told = self.call(&["list", "--json", "--names"]);
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        serde_json::from_slice(&told.stdout).unwrap()
    }

    /// Opens the screen, 80×24.
    pub fn open(&self) -> Terminal {
        self.open_with(&[], (80, 24))
    }

    /// Opens the screen in an environment and a size.
    pub fn open_with(&self, variables: &[(&str, &str)], size: (u16, u16)) -> Terminal {
        let mut command = CommandBuilder::new(PROGRAM);
        command.cwd(self.dir.path());
        for name in ["NO_COLOR", "LC_ALL", "LC_MESSAGES", "COLORTERM", "LOFTE_THEME"] {
            command.env_remove(name);
        }
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        Terminal::start(command, size)
    }

    /// The process ids of the hosts of this desk.
    pub fn hosts(&self) -> Vec<i32> {
        let data = self.data();
        let serves = |pid: &i32| {
            let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let words: Vec<_> = line.split(|byte| *byte == 0).collect();
            words.contains(&b"desk".as_slice()) && words.contains(&data.as_os_str().as_encoded_bytes())
        };
        let all = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
        all.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(serves).collect()
    }
}

/// Sends a signal to a process.
pub fn signal(pid: i32, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status().unwrap();
    assert!(sent.success(), "kill -{name} {pid}");
}

/// A terminal with the program in it.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn std::io::Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    gone: Arc<AtomicBool>,
    reader: Option<thread::JoinHandle<()>>,
    /// The terminal's modes before the program took it over.
    pub found: String,
}

struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

impl Terminal {
    fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let found = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        // What a screen of hardly any size or of an absurd one would show is of no interest.
        let parser = vt100::Parser::new(rows.clamp(24, 200), columns.clamp(80, 500), 0);
        let seen = Arc::new(Mutex::new(Seen { parser, bytes: Vec::new() }));
        let gone = Arc::new(AtomicBool::new(false));
        let mut from = pair.master.try_clone_reader().unwrap();
        let (shown, hung_up) = (Arc::clone(&seen), Arc::clone(&gone));
        let reader = thread::spawn(move || {
            let mut bytes = vec![0; 65_536];
            while let Ok(read @ 1..) = from.read(&mut bytes) {
                let mut seen = shown.lock().unwrap();
                seen.parser.process(&bytes[..read]);
                seen.bytes.extend_from_slice(&bytes[..read]);
                if hung_up.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let reader = Some(reader);
        Self { master: Some(pair.master), writer: Some(writer), child, seen, gone, reader, found }
    }

    /// Sends bytes with one write.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Presses the keys of a script, all in one write.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let bytes = script::keys(script).concat();
        self.send(&bytes)
    }

    /// Waits until the screen contains a text.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?}"), |screen| screen.contents().contains(text))
    }

    /// Waits until the screen is so.
    pub fn wait_until(&mut self, what: &str, so: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let began = Instant::now();
        while !so(self.seen.lock().unwrap().parser.screen()) {
            assert!(began.elapsed() < PATIENCE, "no {what} on\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    pub fn contents(&self) -> String {
        self.screen(vt100::Screen::contents)
    }

    pub fn screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.seen.lock().unwrap().parser.screen())
    }

    /// Everything the program has sent.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.seen.lock().unwrap().parser.screen_mut().set_size(rows.clamp(24, 200), columns.clamp(80, 500));
        self.master.as_ref().unwrap().resize(size).unwrap();
        self
    }

    pub fn pid(&self) -> i32 {
        self.child.process_id().unwrap().cast_signed()
    }

    /// The terminal's modes now.
    pub fn modes(&self) -> String {
        modes(self.master.as_ref().unwrap().as_ref())
    }

    /// Waits for the program's end; tells how it ended and how long that took.
    pub fn wait(&mut self) -> (ExitStatus, Duration) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, began.elapsed());
            }
            assert!(began.elapsed() < PATIENCE, "the program does not end:\n{}", self.contents());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Reads what the program still sent before its end.
    pub fn drain(&mut self) {
        self.writer = None;
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
    }

    /// Hangs up: nobody holds the terminal any longer.
    pub fn hang_up(&mut self) {
        self.gone.store(true, Ordering::SeqCst);
        // Something to read wakes the reader, which then lets go.
        let shaken = PtySize { rows: 25, cols: 81, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(shaken).unwrap();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        (self.writer, self.master) = (None, None);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("modes"))
}
