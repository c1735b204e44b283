//! Runs this test program again inside a pseudo-terminal and watches what its terminal is left as.
#![allow(clippy::unwrap_used)]

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Instant;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::widgets::Paragraph;
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::LocalModes;

use super::*;
use crate::ui::term::input::{self, TermEvent};
use crate::ui::term::{Input, Screen, tty};

const SCENE: &str = "LOFTE_TEST_SCENE";
const SOON: Duration = Duration::from_secs(10);

/// The part that runs inside the pseudo-terminal; alone it does nothing.
#[test]
fn scene() {
    let Ok(scene) = std::env::var(SCENE) else { return };
    let tty = Tty::open().unwrap();
    let (sender, events) = mpsc::channel::<TermEvent>();
    let _signals = input::watch_signals(tty.clone(), sender.clone()).unwrap();
    if scene == "late" {
        // The parent types while the terminal is still in line mode.
        println!("TYPE");
        thread::sleep(Duration::from_millis(300));
    }
    let guard = Guard::enter(&tty, |place| format!("stopped at {place}")).unwrap();
    assert!(Guard::enter(&tty, |_| String::new()).is_err(), "held twice");
    let mut screen = Screen::new(tty.clone(), tty.size()).unwrap();
    let mut show = |text: &str| screen.draw(|frame| frame.render_widget(Paragraph::new(text), frame.area()));
    show("READY").unwrap();
    if scene == "panic" {
        assert_eq!("Åsa", "Berit");
    }
    if scene == "stuck" {
        thread::sleep(SOON * 2);
    }
    input::read_keys(tty.clone(), guard.typed_before(), sender).unwrap();
    let code = live(&events, &mut show);
    drop(guard);
    // A line that is gone takes no words.
    let _ = writeln!(io::stdout(), "AFTER");
    std::process::exit(code);
}

/// Shows each event until one ends the scene, and returns the exit code for it.
fn live(events: &Receiver<TermEvent>, show: &mut impl FnMut(&str) -> io::Result<()>) -> i32 {
    let mut seen = String::new();
    for event in events {
        match event {
            TermEvent::Input(Input::Key(key)) if key.code.as_char() == Some('q') => return 0,
            TermEvent::Input(Input::Key(key)) => seen = format!("{seen}{},", key.code),
            TermEvent::Input(Input::Paste { text, .. }) => seen = format!("{seen}[{text}]"),
            TermEvent::Resize(columns, rows) => seen = format!("{seen}{columns}x{rows}"),
            TermEvent::Terminate => return 3,
            TermEvent::HangUp => return 4,
        }
        if let Err(error) = show(&seen) {
            assert!(tty::is_gone(&error), "{error}");
            return 4;
        }
    }
    5
}

struct Stage {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    watcher: Option<JoinHandle<()>>,
    looking: Arc<AtomicBool>,
    child: Box<dyn Child + Send + Sync>,
    terminal: Arc<Mutex<vt100::Parser>>,
    sent: Arc<Mutex<Vec<u8>>>,
}

impl Stage {
    fn set(scene: &str) -> Self {
        let size = PtySize { rows: 8, cols: 60, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "ui::term::guard::tests::scene", "--nocapture"]);
        command.env(SCENE, scene);
        let child = pair.slave.spawn_command(command).unwrap();
        let terminal = Arc::new(Mutex::new(vt100::Parser::new(8, 60, 0)));
        let sent = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (screen, all) = (Arc::clone(&terminal), Arc::clone(&sent));
        let looking = Arc::new(AtomicBool::new(true));
        let still = Arc::clone(&looking);
        let watcher = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while still.load(Ordering::SeqCst)
                && let Ok(read @ 1..) = reader.read(&mut bytes)
            {
                screen.lock().unwrap().process(&bytes[..read]);
                all.lock().unwrap().extend_from_slice(&bytes[..read]);
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { master: pair.master, keyboard, watcher: Some(watcher), looking, child, terminal, sent }
    }

    /// Waits until the screen is as wanted.
    fn until(&self, wanted: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !wanted(self.terminal.lock().unwrap().screen()) {
            assert!(start.elapsed() < SOON, "{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn until_shown(&self, text: &str) {
        self.until(|screen| screen.alternate_screen() && screen.contents().contains(text));
    }

    fn text(&self) -> String {
        self.terminal.lock().unwrap().screen().contents()
    }

    fn type_in(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).unwrap();
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    fn is_raw(&self) -> bool {
        let path = self.master.tty_name().unwrap();
        let end = rustix::fs::open(path, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        !tcgetattr(end).unwrap().local_modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    fn assert_whole(&self) {
        self.until(|screen| !screen.alternate_screen());
        let terminal = self.terminal.lock().unwrap();
        let screen = terminal.screen();
        assert!(!screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!((screen.fgcolor(), screen.inverse()), (vt100::Color::Default, false));
        drop(terminal);
        assert!(!self.is_raw(), "still raw");
    }

    /// Waits for the end and returns the exit code.
    fn end(&mut self, limit: Duration) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(start.elapsed() < limit, "still there: {}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn keys_pastes_and_sizes_arrive_and_leaving_leaves_nothing() {
    let mut stage = Stage::set("keys");
    stage.until_shown("READY");
    assert!(stage.is_raw());
    stage.type_in("å\x1b[A\x1b[200~klistra\x1b[201~\x13".as_bytes());
    stage.until_shown("å,Up,[klistra]s,");
    stage.master.resize(PtySize { rows: 8, cols: 50, pixel_width: 0, pixel_height: 0 }).unwrap();
    stage.until_shown("50x8");
    stage.type_in(b"q");
    assert_eq!(stage.end(SOON), 0);
    stage.until(|screen| screen.contents().contains("AFTER"));
    stage.assert_whole();
}

#[test]
fn what_was_typed_before_raw_mode_is_not_lost() {
    let mut stage = Stage::set("late");
    stage.until(|screen| screen.contents().contains("TYPE"));
    stage.type_in("h\rå".as_bytes());
    stage.until_shown("h,Enter,å,");
}

#[test]
fn a_panic_restores_first_and_quotes_nothing() {
    let mut stage = Stage::set("panic");
    assert_ne!(stage.end(SOON), 0);
    stage.assert_whole();
    stage.until(|screen| screen.contents().contains("test result"));
    let sent = String::from_utf8_lossy(&stage.sent.lock().unwrap()).into_owned();
    assert!(sent.contains("stopped at src/ui/term/guard/tests.rs:"), "{sent}");
    assert!(!sent.contains("Åsa") && !sent.contains("Berit"), "{sent}");
}

#[test]
fn each_ending_signal_leaves_a_whole_terminal() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let mut stage = Stage::set("signal");
        stage.until_shown("READY");
        stage.signal(signal);
        assert_eq!(stage.end(SOON), 3, "{signal:?}");
        stage.assert_whole();
    }
}

#[test]
fn a_program_that_does_not_listen_is_ended() {
    let mut stage = Stage::set("stuck");
    stage.until_shown("READY");
    stage.signal(Signal::TERM);
    assert_eq!(stage.end(SOON), 128 + 15);
    stage.assert_whole();
}

#[test]
fn a_hung_up_line_ends_the_program() {
    let mut stage = Stage::set("hang-up");
    stage.until_shown("READY");
    // The watcher leaves with the next bytes it sees; then nobody holds the other end.
    stage.looking.store(false, Ordering::SeqCst);
    stage.type_in(b"x");
    stage.watcher.take().unwrap().join().unwrap();
    stage.keyboard = Box::new(io::sink());
    stage.master = native_pty_system().openpty(PtySize::default()).unwrap().master;
    // The reader sees the line die, or the signal comes first.
    assert!(matches!(stage.end(SOON), 3 | 4));
}

#[test]
fn a_suspended_program_gives_the_terminal_back_and_takes_it_again() {
    let mut stage = Stage::set("suspend");
    stage.until_shown("READY");
    stage.signal(Signal::TSTP);
    stage.assert_whole();
    stage.signal(Signal::CONT);
    stage.until_shown("60x8");
    assert!(stage.is_raw());
    stage.type_in(b"q");
    assert_eq!(stage.end(SOON), 0);
    stage.assert_whole();
}
