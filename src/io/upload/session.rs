//! A connection that is made again when it breaks, and the patience with which a step is tried again.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::remote::Remote;

/// How often a step is tried.
const TRIES: u32 = 6;

/// The longest a person is asked to wait without a hint, in the wait for a `stop`.
const BLINK: Duration = Duration::from_millis(20);

/// Makes a connection, logged in.
pub(crate) type Connect<'a> = dyn FnMut() -> Result<Box<dyn Remote>, Fault> + 'a;

pub(crate) struct Session<'a> {
    connect: Box<Connect<'a>>,
    remote: Option<Box<dyn Remote>>,
    /// The wait before the second try; each later one takes twice as long.
    first_wait: Duration,
    pub stop: &'a AtomicBool,
}

impl<'a> Session<'a> {
    /// `timeout` is how long the host may be silent; waits are measured by it.
    pub(crate) fn new(connect: Box<Connect<'a>>, timeout: Duration, stop: &'a AtomicBool) -> Session<'a> {
        Session { connect, remote: None, first_wait: timeout / 60, stop }
    }

    /// Does one step, which must be harmless to do twice. Tries again, on a new connection, what may succeed then.
    pub(crate) fn run<T>(&mut self, mut step: impl FnMut(&mut dyn Remote) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut tries = 0;
        loop {
            self.check()?;
            let fault = match self.once(&mut step) {
                Ok(done) => return Ok(done),
                Err(fault) => fault,
            };
            self.check()?;
            tries += 1;
            if !fault.is_transient() || tries == TRIES {
                return Err(fault);
            }
            self.remote = None;
            self.wait(jitter(self.first_wait * 2_u32.pow(tries - 1)))?;
        }
    }

    /// Does one step once, on the connection that is there, if there is one.
    pub(crate) fn last<T>(&mut self, step: impl FnOnce(&mut dyn Remote) -> Result<T, Fault>) -> Option<T> {
        step(self.remote.as_mut()?.as_mut()).ok()
    }

    /// Waits, unless the person stops it.
    pub(crate) fn wait(&self, mut time: Duration) -> Result<(), Fault> {
        while !time.is_zero() {
            self.check()?;
            let now = time.min(BLINK);
            std::thread::sleep(now);
            time -= now;
        }
        Ok(())
    }

    fn once<T>(&mut self, step: &mut impl FnMut(&mut dyn Remote) -> Result<T, Fault>) -> Result<T, Fault> {
        let remote = match &mut self.remote {
            Some(remote) => remote,
            none => none.insert((self.connect)()?),
        };
        step(remote.as_mut())
    }

    fn check(&self) -> Result<(), Fault> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(Fault::new(Cause::Stopped, "")),
            false => Ok(()),
        }
    }
}

/// Half of a wait to the whole of it, by chance, so that many clients do not come back at one moment.
fn jitter(wait: Duration) -> Duration {
    let chance = RandomState::new().hash_one(0) % 1000;
    wait / 2 + wait * u32::try_from(chance).unwrap_or(0) / 2000
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::atomic::AtomicBool;
    use std::time::Duration;

    use super::{Cause, Fault, Session, jitter};
    use crate::io::upload::folder::Folder;

    fn tried(cause: Cause, failures: u32) -> (u32, u32, bool) {
        let dir = tempfile::tempdir().unwrap();
        let (connections, stop) = (Cell::new(0), AtomicBool::new(false));
        let connect = || {
            connections.set(connections.get() + 1);
            Ok(Box::new(Folder::open(dir.path()).unwrap()) as Box<dyn super::Remote>)
        };
        let mut session = Session::new(Box::new(connect), Duration::from_millis(60), &stop);
        let mut tries = 0;
        let done = session.run(|_| {
            tries += 1;
            if tries > failures { Ok(()) } else { Err(Fault::new(cause, "")) }
        });
        (tries, connections.get(), done.is_ok())
    }

    #[test]
    fn what_may_pass_is_tried_again_on_a_new_connection() {
        assert_eq!(tried(Cause::Cut, 2), (3, 3, true));
        assert_eq!(tried(Cause::Busy, 5), (6, 6, true), "the host is given six tries");
        assert_eq!(tried(Cause::Busy, 6), (6, 6, false));
        for cause in [Cause::Denied, Cause::Full, Cause::Login, Cause::Trust, Cause::Refused, Cause::Local] {
            assert_eq!(tried(cause, 99), (1, 1, false), "{cause:?}");
        }
    }

    #[test]
    fn waits_differ_by_chance_within_their_bounds() {
        let whole = Duration::from_secs(8);
        let waits: Vec<Duration> = (0..50).map(|_| jitter(whole)).collect();
        assert!(waits.iter().all(|wait| *wait >= whole / 2 && *wait <= whole));
        assert!(waits.iter().any(|wait| *wait != waits[0]));
    }
}
