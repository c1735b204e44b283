//! The desk's log: what the host did, for whoever looks after the machine.
//!
//! One file in the desk's directory (0600), started over when it has grown to [`LIMIT`], with the one before kept beside
//! it. It holds numbers, kinds and errors, and nothing that anybody wrote in a form.

use std::fs::{File, rename};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The log's name in the desk's directory.
pub const NAME: &str = "lofte.log";

/// The name of the log before it.
pub const BEFORE: &str = "lofte.log.1";

/// The bytes at which it is started over.
pub const LIMIT: u64 = 1 << 20;

/// Begins to log into the desk's directory, for the rest of the process. A second call in one process does nothing.
///
/// # Errors
/// Whatever the system said when the file could not be opened.
pub fn begin(dir: &Path) -> io::Result<()> {
    let file = Mutex::new(LogFile::open(dir)?);
    let log = tracing_subscriber::fmt().with_writer(file).with_ansi(false).with_target(false).finish();
    // Another log has been begun in this process, as happens in tests.
    let _ = tracing::subscriber::set_global_default(log);
    Ok(())
}

/// The file that is written to, with its size.
#[derive(Debug)]
struct LogFile {
    dir: PathBuf,
    file: File,
    size: u64,
}

impl LogFile {
    fn open(dir: &Path) -> io::Result<Self> {
        let file = File::options().append(true).create(true).mode(0o600).open(dir.join(NAME))?;
        let size = file.metadata()?.len();
        Ok(Self { dir: dir.to_path_buf(), file, size })
    }

    fn start_over(&mut self) -> io::Result<()> {
        rename(self.dir.join(NAME), self.dir.join(BEFORE))?;
        *self = Self::open(&self.dir)?;
        Ok(())
    }
}

impl Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.size + bytes.len() as u64 > LIMIT {
            self.start_over()?;
        }
        let written = self.file.write(bytes)?;
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_log_is_started_over_and_the_one_before_is_kept() {
        let tmp = tempfile::tempdir().unwrap();
        let line = [b'x'; 1000];
        let mut log = LogFile::open(tmp.path()).unwrap();
        for _ in 0..=LIMIT / 1000 {
            log.write_all(&line).unwrap();
        }
        let size = |name: &str| std::fs::metadata(tmp.path().join(name)).unwrap().len();
        assert_eq!((size(BEFORE), size(NAME)), (LIMIT / 1000 * 1000, 1000));
        let mode = std::fs::metadata(tmp.path().join(NAME)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        drop(log);
        let again = LogFile::open(tmp.path()).unwrap();
        assert_eq!(again.size, 1000, "a new host goes on where the last one ended");
    }
}
