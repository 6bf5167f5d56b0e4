//! Processes with their time and memory, and folders between the measurements.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// What a process took and said.
pub struct Ran {
    pub seconds: f64,
    /// The most memory that it held at once, in bytes; `None` where the system does not tell.
    pub peak: Option<u64>,
    /// What it took of all processors, which a busy machine changes less than the time; `None` as above.
    pub processors: Option<f64>,
    /// The figures on its standard output: `name seconds`, a line each.
    pub figures: BTreeMap<String, f64>,
}

/// prongsai as a process with everything fixed that could differ.
pub fn prongsai(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prongsai"));
    command.arg("--site").arg(site).args(["--jobs", &crate::floor::THREADS.to_string()]);
    fixed(command)
}

/// This program as another process: the floor, or the parts.
pub fn myself(name: &str) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(name);
    Ok(fixed(command))
}

/// Hugo as a process with as many threads, and with nothing of an earlier run.
pub fn hugo(program: &Path, site: &Path, out: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["--quiet", "--noBuildLock", "--source"]).arg(site).arg("--destination").arg(out);
    command.arg("--cacheDir").arg(out.with_extension("cache"));
    command.env("GOMAXPROCS", crate::floor::THREADS.to_string());
    fixed(command)
}

/// Runs a process to its end. It must succeed.
pub fn run(command: &mut Command) -> Result<Ran> {
    let begun = Instant::now();
    let child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().with_context(|| format!("{command:?}"))?;
    let (process, over) = (child.id(), AtomicBool::new(false));
    let (output, seconds, (peak, processors)) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| watch(process, &over));
        let output = child.wait_with_output();
        let seconds = begun.elapsed().as_secs_f64();
        over.store(true, Ordering::Relaxed);
        (output, seconds, watch.join().expect("a thread does not panic"))
    });
    let output = output?;
    if !output.status.success() {
        let (said, shown) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        let first: Vec<&str> = shown.lines().chain(said.lines()).take(40).collect();
        bail!("{command:?} failed with {}:\n{}", output.status, first.join("\n"));
    }
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let figures = lines.lines().filter_map(|line| line.split_once(' '));
    let figures = figures.filter_map(|(name, seconds)| Some((name.to_owned(), seconds.parse().ok()?)));
    Ok(Ran { seconds, peak, processors, figures: figures.collect() })
}

/// Waits until all that was written is on the disk, so that nobody pays for what an earlier one wrote.
pub fn settle(folder: &Path) -> Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(fs::File::open(folder)?)?;
    let _ = folder;
    Ok(())
}

/// Makes a folder empty and gone.
pub fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).context(folder.display().to_string()),
        _ => Ok(()),
    }
}

/// The files below a folder with their sizes and times.
pub fn files(folder: &Path) -> Result<BTreeMap<PathBuf, (u64, SystemTime)>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let about = entry.metadata()?;
            files.insert(entry.into_path(), (about.len(), about.modified()?));
        }
    }
    Ok(files)
}

fn fixed(mut command: Command) -> Command {
    command.env("SOURCE_DATE_EPOCH", "1767600000").env("LANG", "C.UTF-8").stdin(Stdio::null());
    command
}

/// Looks at a process until it is over, as long as the system tells its memory and work. The last look is a few
/// milliseconds before its end.
fn watch(process: u32, over: &AtomicBool) -> (Option<u64>, Option<f64>) {
    let (mut peak, mut work) = (None, None);
    while !over.load(Ordering::Relaxed) {
        peak = peak.max(memory(process));
        work = processors(process).or(work);
        std::thread::sleep(Duration::from_millis(4));
    }
    (peak, work)
}

/// The high-water mark of a process on Linux, in bytes.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// The seconds of all processors that a process took on Linux, for itself and in the system.
fn processors(process: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // After the name in brackets: utime and stime are the 12th and 13th, in ticks of 10 ms.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks = fields.next()?.parse::<u32>().ok()? + fields.next()?.parse::<u32>().ok()?;
    Some(f64::from(ticks) / 100.0)
}
