//! What else the machine did meanwhile, and what a process uses, as Linux tells it.

use std::fs;
use std::time::Duration;

/// The processor time of the whole machine when measuring began.
pub struct Noise {
    busy: f64,
    idle: f64,
}

impl Noise {
    pub fn begin() -> Self {
        let (busy, idle) = processor().unwrap_or_default();
        Self { busy, idle }
    }
}

/// Says on what the table was made, and how busy it was.
pub fn describe(noise: &Noise, took: Duration) -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let model = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches([' ', '\t', ':']);
    let busy = processor().map_or(f64::NAN, |(busy, idle)| {
        (busy - noise.busy) / (busy - noise.busy + idle - noise.idle) * cores as f64
    });
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let seconds = took.as_secs();
    format!(
        "{cores} cores ({model}); {busy:.2} cores busy on average, this measuring included; load {load} at the end; \
         {seconds} s in all."
    )
}

/// Busy and idle time of all processors since they were started, in ticks.
fn processor() -> Option<(f64, f64)> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let ticks: Vec<f64> =
        stat.lines().next()?.split_whitespace().skip(1).filter_map(|n| n.parse().ok()).collect();
    let idle = ticks.get(3)? + ticks.get(4)?;
    Some((ticks.iter().take(8).sum::<f64>() - idle, idle))
}

/// Waits until a process has used no processor time for half a second.
pub fn rested(pid: i32) {
    let mut before = f64::NAN;
    loop {
        let now = used(pid).unwrap_or_default();
        if now.total_cmp(&before).is_eq() {
            return;
        }
        before = now;
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// Processor time of a process, in ticks.
fn used(pid: i32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
}

/// How often the threads of a process have gone to sleep and been woken.
pub fn wakings(pid: i32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks.filter_map(|task| status(&task.path().join("status"), "voluntary_ctxt_switches:")).sum()
}

/// Memory of a process now and at its most, in MiB.
pub fn memory(pid: i32) -> Option<(f64, f64)> {
    let path = format!("/proc/{pid}/status");
    let of = |name| Some(status(path.as_ref(), name)? as f64 / 1024.0);
    Some((of("VmRSS:")?, of("VmHWM:")?))
}

fn status(path: &std::path::Path, name: &str) -> Option<u64> {
    let text = fs::read_to_string(path).ok()?;
    text.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

/// Where a program is, if it is installed.
pub fn installed(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}
