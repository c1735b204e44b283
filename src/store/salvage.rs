//! Reading frames out of a sled directory that may be damaged.
//!
//! sled answers damage with a panic, a hang, an error or silence, and destroys evidence when it opens a damaged
//! directory. So a copy is opened, in a child process with a time limit, and what the child writes is checked by its
//! parent frame by frame. What is read here is never believed without the journal's hashes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::codec;
use super::disk::Disk;
use super::error::StoreError;
use super::shelf::{Counts, Trees, list_files, open_sled, remove_half_snapshots, remove_snapshots};

/// The argument that makes the program a salvaging child: `--salvage-sled COPY OUT`.
pub const SALVAGE_ARGUMENT: &str = "--salvage-sled";

type Make = Arc<dyn Fn(&Path, &Path) -> std::io::Result<Command> + Send + Sync>;

/// Makes the command that salvages a copy of a sled directory into a file.
#[derive(Clone)]
pub struct SalvageCommand {
    make: Make,
    limit: Duration,
}

impl Default for SalvageCommand {
    /// This program with `--salvage-sled COPY OUT`, for at most 30 s.
    fn default() -> SalvageCommand {
        let make = |copy: &Path, out: &Path| {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg(SALVAGE_ARGUMENT).arg(copy).arg(out);
            Ok(command)
        };
        SalvageCommand { make: Arc::new(make), limit: Duration::from_secs(30) }
    }
}

impl SalvageCommand {
    /// Uses another command and another time limit.
    pub fn new(
        make: impl Fn(&Path, &Path) -> std::io::Result<Command> + Send + Sync + 'static,
        limit: Duration,
    ) -> SalvageCommand {
        SalvageCommand { make: Arc::new(make), limit }
    }
}

/// How the child ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It read to the end.
    Done,
    /// It failed or died; what it had written by then is used.
    Failed(String),
    /// It did not end in time and was stopped; what it had written by then is used.
    Hung,
}

/// What came out of one sled directory.
#[derive(Debug)]
pub struct Salvaged {
    /// The sled directory.
    pub from: PathBuf,
    /// How reading it ended.
    pub outcome: Outcome,
    /// A file of frames in order; `None` when nothing was written.
    pub frames: Option<PathBuf>,
    /// What the child counted, when it read to the end.
    pub counts: Option<Counts>,
}

/// Salvages a sled directory, working under `work`, which is made and later removed by the caller.
pub fn salvage(
    db: &Path,
    work: &Path,
    disk: &Disk,
    command: &SalvageCommand,
) -> Result<Salvaged, StoreError> {
    if !work.exists() {
        disk.create_dir(work)?;
    }
    let name = db.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (copy, out) = (work.join(format!("{name}.copy")), work.join(format!("{name}.frames")));
    copy_dir(db, &copy, disk)?;
    let mut outcome = run(command, &copy, &out)?;
    if outcome != Outcome::Done {
        // A damaged snapshot is enough to stop sled; without any it reads its log from the start.
        let first = out.with_extension("first");
        let _ = fs::rename(&out, &first);
        disk.remove_dir(&copy)?;
        copy_dir(db, &copy, disk)?;
        remove_snapshots(&copy)?;
        outcome = run(command, &copy, &out)?;
        keep_the_longer(&first, &out);
    }
    disk.remove_dir(&copy)?;
    let counts = fs::read(counts_path(&out)).ok().and_then(|sealed| {
        let (_, body) = codec::open(&sealed).ok()?;
        codec::decode(body).ok()
    });
    Ok(Salvaged { from: db.to_path_buf(), outcome, frames: out.exists().then_some(out), counts })
}

fn keep_the_longer(first: &Path, second: &Path) {
    let len = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
    if len(first) > len(second) {
        let _ = fs::rename(first, second);
    }
}

fn counts_path(out: &Path) -> PathBuf {
    out.with_extension("counts")
}

fn copy_dir(from: &Path, to: &Path, disk: &Disk) -> Result<(), StoreError> {
    let mut files = Vec::new();
    list_files(from, &mut files)?;
    disk.remove_dir(to)?;
    disk.create_dir(to)?;
    for file in files {
        let target = to.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|e| StoreError::io("create", parent, e))?;
        }
        fs::copy(&file, &target).map_err(|e| StoreError::io("copy", &file, e))?;
    }
    Ok(())
}

fn run(command: &SalvageCommand, copy: &Path, out: &Path) -> Result<Outcome, StoreError> {
    let failed = |e| StoreError::io("start a reader for", copy, e);
    let mut command_line = (command.make)(copy, out).map_err(failed)?;
    command_line.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command_line.spawn().map_err(failed)?;
    let started = Instant::now();
    loop {
        match child.try_wait().map_err(failed)? {
            Some(status) if status.success() => return Ok(Outcome::Done),
            Some(status) => return Ok(Outcome::Failed(status.to_string())),
            None if started.elapsed() < command.limit => std::thread::sleep(Duration::from_millis(3)),
            None => {
                // It may have ended in this moment, which is as good.
                let _ = child.kill();
                let _ = child.wait();
                return Ok(Outcome::Hung);
            }
        }
    }
}

/// What the child does: opens the copy and writes every whole frame to `out`, and its counts beside it.
///
/// May panic or never return when the copy is damaged; that is why it runs in a process of its own.
pub fn salvage_child(copy: &Path, out: &Path) -> Result<(), StoreError> {
    remove_half_snapshots(copy)?;
    let trees = Trees::of(open_sled(copy)?)?;
    let counts = trees.extract(out)?;
    let sealed = codec::seal(1, &counts).map_err(|e| StoreError::Shelf { what: e.to_string() })?;
    fs::write(counts_path(out), sealed).map_err(|e| StoreError::io("write", out, e))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use super::*;
    use crate::store::frame::{Head, encode};

    /// The command that runs [`child`] in the test program.
    pub(crate) fn test_command() -> SalvageCommand {
        let make = |copy: &Path, out: &Path| {
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["store::salvage::tests::child", "--exact", "--ignored", "--test-threads=1"]);
            command.env("SALVAGE_COPY", copy).env("SALVAGE_OUT", out);
            Ok(command)
        };
        SalvageCommand::new(make, Duration::from_secs(5))
    }

    #[test]
    #[ignore = "the child of other tests"]
    fn child() {
        if let (Some(copy), Some(out)) = (std::env::var_os("SALVAGE_COPY"), std::env::var_os("SALVAGE_OUT")) {
            salvage_child(Path::new(&copy), Path::new(&out)).unwrap();
        }
    }

    fn shelf_with_a_frame(db: &Path) -> Vec<u8> {
        let (bytes, _) = encode(Head::default(), 1, 2, b"facts", b"").unwrap();
        let trees = Trees::of(open_sled(db).unwrap()).unwrap();
        trees.put_frame(1, &bytes).unwrap();
        trees.flush().unwrap();
        bytes
    }

    #[test]
    fn frames_come_out_of_a_copy_and_the_directory_is_not_touched() {
        let tmp = tempfile::tempdir().unwrap();
        let db = tmp.path().join("db");
        let bytes = shelf_with_a_frame(&db);
        let before = super::super::shelf::digest(&db).unwrap();
        let found = salvage(&db, &tmp.path().join("work"), &Disk::real(), &test_command()).unwrap();
        assert_eq!(found.outcome, Outcome::Done);
        assert_eq!(fs::read(found.frames.unwrap()).unwrap(), bytes);
        assert_eq!(found.counts.unwrap().frames, 1);
        assert_eq!(super::super::shelf::digest(&db).unwrap(), before);
    }

    #[test]
    fn a_damaged_or_half_written_snapshot_does_not_stop_it() {
        let tmp = tempfile::tempdir().unwrap();
        let db = tmp.path().join("db");
        let bytes = shelf_with_a_frame(&db);
        for name in ["snap.00000000000000FF.generating", "snap.00000000000000FF"] {
            fs::write(db.join(name), b"not a snapshot").unwrap();
        }
        let found = salvage(&db, &tmp.path().join("work"), &Disk::real(), &test_command()).unwrap();
        assert_eq!(fs::read(found.frames.unwrap()).unwrap(), bytes);
    }

    #[test]
    fn a_child_that_hangs_is_stopped_and_one_that_fails_is_noticed() {
        let tmp = tempfile::tempdir().unwrap();
        let db = tmp.path().join("db");
        shelf_with_a_frame(&db);
        let run = |script: &'static str| {
            let make = move |_: &Path, _: &Path| {
                let mut command = Command::new("sh");
                command.args(["-c", script]);
                Ok(command)
            };
            let command = SalvageCommand::new(make, Duration::from_millis(100));
            salvage(&db, &tmp.path().join("work"), &Disk::real(), &command).unwrap()
        };
        let hung = run("exec sleep 60");
        assert_eq!((hung.outcome, hung.frames), (Outcome::Hung, None));
        assert!(matches!(run("kill -9 $$").outcome, Outcome::Failed(_)));
    }
}
