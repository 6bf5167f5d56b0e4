//! The processes that read attachments, as the program that asks them sees them: two at a time, each takes many files, and one
//! that dies is replaced.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::base::document::{Fault, Inspected};
use crate::io::inspect::confinement::Leash;
use crate::io::inspect::opened::{NotRead, Opened};
use crate::io::inspect::worker;

/// So many read at a time.
const MOST: usize = 2;

/// Reading one file may take so long; the slowest real ones take a hundredth of it. Where the system counts the time of the
/// processor, a reader has that bound besides, and a sound file is not blamed for what a busy machine does meanwhile.
const PATIENCE: Duration = Duration::from_secs(if cfg!(unix) { 30 } else { 9 });

/// An answer with more bytes is none.
const MAX_ANSWER: u64 = 24 << 20;

pub(super) struct Workers {
    program: PathBuf,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Worker>,
    busy: usize,
}

/// A process that waits for a file.
struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
    leash: Leash,
}

/// Why there is no answer.
enum Silence {
    File(NotRead),
    Died(Fault),
}

/// The right to have one process work.
struct Turn<'a>(&'a Workers);

impl Workers {
    pub(super) fn new(program: &Path) -> Workers {
        Workers { program: program.to_owned(), state: Mutex::default(), freed: Condvar::new() }
    }

    /// Has a file read. A worker that had files before may have died of those: the file is given to a new one.
    pub(super) fn inspect(&self, file: &mut Opened<'_>, grids: bool) -> Result<Inspected, NotRead> {
        let _turn = self.turn();
        let mut deadline = None;
        loop {
            let idle = self.state().idle.pop();
            let is_new = idle.is_none();
            let Some(mut worker) = idle.or_else(|| Worker::start(&self.program)) else {
                return file.unread(Fault::Unstarted);
            };
            match worker.ask(file, grids, &mut deadline) {
                Ok(found) => {
                    self.state().idle.push(worker);
                    return Ok(found);
                }
                Err(Silence::File(why)) => return Err(why),
                Err(Silence::Died(fault)) if is_new || fault == Fault::Slow => return file.unread(fault),
                Err(Silence::Died(_)) => {}
            }
        }
    }

    /// Ends all that wait: they would keep their memory for nothing.
    pub(super) fn rest(&self) {
        self.state().idle.clear();
    }

    fn turn(&self) -> Turn<'_> {
        let mut state = self.state();
        while state.busy == MOST {
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.busy += 1;
        Turn(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state().busy -= 1;
        self.0.freed.notify_one();
    }
}

impl Worker {
    /// Starts one, with nothing of this program's environment. `None` if it does not start.
    fn start(program: &Path) -> Option<Worker> {
        let mut command = Command::new(program);
        command.arg(worker::COMMAND).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if cfg!(windows) {
            // Without it some of the system's own libraries do not load.
            command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        }
        let mut child = command.spawn().ok()?;
        let leash = Leash::on(&child);
        let (input, mut output) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        let (sender, answers) = channel();
        // It ends with the process.
        thread::spawn(move || {
            loop {
                let mut line = String::new();
                let read = output.by_ref().take(MAX_ANSWER).read_line(&mut line);
                if !matches!(read, Ok(1..)) || sender.send(line).is_err() {
                    return;
                }
            }
        });
        Some(Worker { child, input, answers, leash })
    }

    /// Sends a file and waits for what is said of it. The time begins when all of it was sent, and goes on when it is sent
    /// again.
    fn ask(
        &mut self,
        file: &mut Opened<'_>,
        grids: bool,
        deadline: &mut Option<Instant>,
    ) -> Result<Inspected, Silence> {
        self.leash.set_for(file.size());
        let sent = self.input.write_all(worker::head(file.size(), &file.ending, grids).as_bytes());
        if sent.is_err() {
            return Err(Silence::Died(self.why()));
        }
        match file.send(&mut self.input) {
            Ok(true) => {}
            Ok(false) => return Err(Silence::Died(self.why())),
            Err(why) => return Err(Silence::File(why)),
        }
        let deadline = *deadline.get_or_insert_with(|| Instant::now() + PATIENCE);
        match self.answers.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(answer) => serde_json::from_str(&answer).map_err(|_| Silence::Died(Fault::Broken)),
            Err(RecvTimeoutError::Timeout) => Err(Silence::Died(Fault::Slow)),
            Err(RecvTimeoutError::Disconnected) => Err(Silence::Died(self.why())),
        }
    }

    /// What a process that has closed its pipes died of.
    fn why(&mut self) -> Fault {
        // One that lives, and only does not listen, is killed when it is dropped.
        let told = self.child.stderr.take().map(|errors| {
            let mut text = String::new();
            let _ = self.child.kill();
            let _ = errors.take(MAX_ANSWER).read_to_string(&mut text);
            text
        });
        let starved = told.is_some_and(|told| told.contains("memory allocation of"));
        match self.child.wait() {
            _ if starved => Fault::Bomb,
            Ok(status) => by_system(status).unwrap_or(Fault::Broken),
            Err(_) => Fault::Broken,
        }
    }
}

/// What the signal that ended a process says of the file in its hands.
#[cfg(unix)]
fn by_system(status: ExitStatus) -> Option<Fault> {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    match status.signal()? {
        signal if signal == Signal::XCPU.as_raw() => Some(Fault::Slow),
        // Somebody ended it, or the system, which had too little memory: the file may be sound, and is read again.
        signal if signal == Signal::KILL.as_raw() => Some(Fault::Slow),
        _ => None,
    }
}

#[cfg(not(unix))]
fn by_system(_: ExitStatus) -> Option<Fault> {
    None
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
