//! An sshd of our own: a high port on this machine, keys made for it, nothing of the account's own configuration.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::heavy::site::SOON;

/// Where sshd is when it is not on the path of an ordinary account.
const PLACES: [&str; 3] = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];

/// A running sshd, ended when it is dropped.
pub struct Server {
    dir: tempfile::TempDir,
    port: u16,
    process: Child,
}

impl Server {
    pub fn start() -> Self {
        let program = PLACES.iter().find(|place| Path::new(place).exists());
        let program = program.expect("sshd is not installed, so nothing was tested: install openssh-server");
        let dir = tempfile::tempdir().unwrap();
        for key in ["host", "person"] {
            let mut make = Command::new("ssh-keygen");
            make.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(dir.path().join(key));
            assert!(make.status().unwrap().success(), "ssh-keygen made no key");
        }
        fs::copy(dir.path().join("person.pub"), dir.path().join("authorized")).unwrap();
        if rustix::process::geteuid().is_root() {
            // sshd started by root wants this directory, which a service manager would have made.
            fs::DirBuilder::new().recursive(true).mode(0o755).create("/run/sshd").unwrap();
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = dir.path().join("config");
        fs::write(&config, configuration(dir.path(), port)).unwrap();
        let mut command = Command::new(program);
        command.arg("-D").arg("-e").arg("-f").arg(&config).stdin(Stdio::null());
        command.stderr(fs::File::create(dir.path().join("log")).unwrap());
        let mut server = Self { process: command.spawn().unwrap(), dir, port };
        server.wait();
        server
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        // Not asked by connecting: before sshd listens, such a call may be answered by itself.
        while !self.log().contains("Server listening") {
            let ended = self.process.try_wait().unwrap();
            assert!(
                ended.is_none() && begun.elapsed() < SOON,
                "sshd does not start ({ended:?}): {}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// From now on our key runs this and nothing else, whatever is asked for.
    pub fn force(&self, command: &str) {
        let key = fs::read_to_string(self.path("person.pub")).unwrap();
        fs::write(self.path("authorized"), format!("command=\"{command}\",restrict,pty {key}")).unwrap();
    }

    /// A call of ssh to this server; what is to run there comes last among the arguments.
    pub fn ssh(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("ssh");
        command.args(["-F", "/dev/null", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no"]);
        command.args([
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "IdentitiesOnly=yes",
        ]);
        command.arg("-i").arg(self.path("person")).arg("-p").arg(self.port.to_string());
        let (run, options) = arguments.split_last().unwrap();
        command.args(options).arg("127.0.0.1").arg(run);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended by itself has nothing to be ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            eprintln!("sshd said:\n{}", self.log());
        }
    }
}

fn configuration(dir: &Path, port: u16) -> String {
    let dir = dir.display();
    format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {dir}/host\nAuthorizedKeysFile {dir}/authorized\n\
         PidFile {dir}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n\
         KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nPermitUserRC no\n\
         PermitUserEnvironment no\nAllowTcpForwarding no\nX11Forwarding no\nPrintMotd no\nMaxStartups 100\n"
    )
}
