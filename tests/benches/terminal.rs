//! A program in a pseudo-terminal of 80×24, and the moments at which it writes.
//!
//! A thread of its own stamps every chunk when it is read; what stands on the screen is worked out afterwards.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a repaint may pause before it counts as over.
const QUIET: Duration = Duration::from_millis(30);

/// How long anything at all may take.
const LIMIT: Duration = Duration::from_secs(30);

/// One program in its terminal.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    started: Instant,
}

/// What came of keys that were sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Repaint {
    /// From the keys' last byte to the last byte that came; zero when none came.
    pub took: Duration,
    /// How many bytes came.
    pub bytes: usize,
    /// In how many reads they came.
    pub chunks: usize,
}

impl Terminal {
    /// Starts a program. Of the environment it gets only what is named here and in `variables`.
    pub fn start(program: &OsStr, arguments: &[&OsStr], variables: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        let own = [("TERM", "xterm-256color"), ("LANG", "sv_SE.UTF-8"), ("PATH", "/usr/bin:/bin")];
        for (name, value) in own.iter().chain(variables) {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, chunks) = channel();
        std::thread::spawn(move || {
            let mut bytes = vec![0; 64 << 10];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..read].to_vec())).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        Self { child, master: pair.master, writer, chunks, screen: vt100::Parser::new(24, 80, 0), started }
    }

    /// Waits until a text is on the screen and the program is quiet; gives the time from start to the last byte.
    pub fn ready(&mut self, text: &str) -> Duration {
        let until = Instant::now() + LIMIT;
        let mut last = self.started;
        while !self.shows(text) {
            let Ok((at, bytes)) = self.chunks.recv_timeout(until.saturating_duration_since(Instant::now()))
            else {
                panic!("“{text}” never came; the screen shows:\n{}", self.text());
            };
            self.screen.process(&bytes);
            last = at;
        }
        let rest = self.listen(last, QUIET);
        last + rest.took - self.started
    }

    /// Sends keys in one write and waits until the program is quiet again.
    pub fn press(&mut self, keys: &[u8]) -> Repaint {
        self.press_for(keys, QUIET)
    }

    /// The same, where pauses of up to `quiet` are part of the answer.
    pub fn press_for(&mut self, keys: &[u8], quiet: Duration) -> Repaint {
        let sent = Instant::now();
        self.writer.write_all(keys).unwrap();
        self.writer.flush().unwrap();
        self.listen(sent, quiet)
    }

    /// Hears what comes until nothing has come for `quiet`.
    pub fn listen(&mut self, since: Instant, quiet: Duration) -> Repaint {
        let mut repaint = Repaint::default();
        loop {
            match self.chunks.recv_timeout(quiet) {
                Ok((at, bytes)) => {
                    self.screen.process(&bytes);
                    repaint.took = at.saturating_duration_since(since);
                    repaint.bytes += bytes.len();
                    repaint.chunks += 1;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return repaint,
            }
        }
    }

    /// What is on the screen; blanks at the ends of lines look the same whether they were written or not.
    pub fn text(&self) -> String {
        let text = self.screen.screen().contents();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The process in it.
    pub fn pid(&self) -> i32 {
        self.child.process_id().unwrap() as i32
    }

    /// Sends keys that end it and waits for its end; one that does not end is killed.
    pub fn quit(mut self, keys: &[u8]) {
        let _ = self.writer.write_all(keys);
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        eprintln!("process {} did not end; its screen shows:\n{}", self.pid(), self.text());
        let _ = self.child.kill();
        let _ = self.child.wait();
        drop(self.master);
    }
}
