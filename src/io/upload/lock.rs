//! The lock on a host: one upload at a time, with its owner and its age. On this computer a file lock stands before it, so
//! that a lock of our own that is still there was left by an upload that has ended.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;

use crate::io::lock::try_for_a_moment;
use crate::io::refusal::shown;
use crate::io::upload::clock::{self, now};
use crate::io::upload::fault::Fault;
use crate::io::upload::owner::Owner;
use crate::io::upload::remote::Remote;
use crate::io::upload::reserved_names::{LOCK, OWNER};
use crate::io::upload::session::Session;

/// A lock that nobody has renewed for so long is left over.
pub(crate) const STALE: Duration = Duration::from_secs(30 * 60);

/// How often an upload renews its lock.
const RENEW: Duration = Duration::from_secs(5 * 60);

/// The lock while it is held.
pub(super) struct Lock {
    owner: Owner,
    /// By how many seconds the clock of this computer is ahead of the host's, if that is worth telling.
    pub ahead: Option<i64>,
    _here: File,
}

/// Why the lock was not taken.
pub(super) enum Denied {
    Held(Holder),
    Fault(Fault),
    /// The work folder cannot be used.
    Here(anyhow::Error),
}

/// Another who holds the lock.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    pub who: String,
    /// For how long it has not been renewed.
    pub age: Duration,
    /// By how many seconds the clock of that computer is ahead of ours or of the host's, if that is worth telling.
    pub ahead: Option<i64>,
}

impl From<Fault> for Denied {
    fn from(fault: Fault) -> Denied {
        Denied::Fault(fault)
    }
}

impl Lock {
    /// Takes the lock here and on the host.
    pub(super) fn take(session: &mut Session, work: &Path, target: &str, timeout: Duration) -> Result<Lock, Denied> {
        let mut owner = Owner::here(work).map_err(Denied::Here)?;
        let here = take_here(&here(work, target), &owner)?;
        let mut before = None;
        if !session.run(|remote| remote.claim(LOCK))? {
            let mut held = holder(session)?;
            if held.is_none() {
                // Its owner may be about to write the name.
                session.wait(timeout / 10)?;
                held = holder(session)?;
            }
            if let Some(other) = held.filter(|other| other.id != owner.id) {
                let written = clock::written(session, OWNER);
                if age(&other) < STALE {
                    return Err(Denied::Held(Holder::of(&other, written)));
                }
                before = Some((other, written));
            }
        }
        owner.since = now();
        session.run(|remote| write_owner(remote, &owner))?;
        let on_the_host = clock::written(session, OWNER);
        let ahead = on_the_host.and_then(|host| clock::ahead(owner.since, host));
        if let Some((other, written)) = before.filter(|_| ahead.is_some()) {
            // By our clock the lock was old, but our clock is wrong; the host's own tells how old.
            let fresh = |(host, written): (u64, u64)| host.saturating_sub(written) < STALE.as_secs();
            if on_the_host.zip(written).is_some_and(fresh) {
                session.run(|remote| write_owner(remote, &other))?;
                return Err(Denied::Held(Holder::of(&other, written)));
            }
        }
        match holder(session)? {
            Some(other) if other.id != owner.id => Err(Denied::Held(Holder::of(&other, None))),
            _ => Ok(Lock { owner, ahead, _here: here }),
        }
    }

    /// Tells others that the upload goes on. Not to be able to is no failure.
    pub(super) fn renew(&mut self, session: &mut Session) {
        if now().saturating_sub(self.owner.since) >= RENEW.as_secs() {
            self.owner.since = now();
            let _ = session.last(|remote| write_owner(remote, &self.owner));
        }
    }

    /// Gives the lock back, if the connection still stands; else its age will.
    pub(super) fn release(self, session: &mut Session) {
        let _ = session.last(free);
    }
}

/// Does something small that no other upload of this computer to the same target may be in the middle of; then takes away
/// a lock of our own, should an upload have left it that was killed after its last change.
pub(super) fn alone(
    session: &mut Session,
    work: &Path,
    target: &str,
    timeout: Duration,
    act: impl FnOnce(&mut Session) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let Ok(owner) = Owner::here(work) else { return Ok(()) };
    let Ok(_here) = take_here(&here(work, target), &owner) else { return Ok(()) };
    act(session)?;
    match holder(session)? {
        Some(held) if held.id == owner.id => session.run(free),
        Some(_) => Ok(()),
        None if !is_claimed(session)? => Ok(()),
        None => {
            // Nobody's name is on it: its owner is about to write it, or was killed while giving it back.
            session.wait(timeout / 10)?;
            if holder(session)?.is_none() { session.run(free) } else { Ok(()) }
        }
    }
}

fn is_claimed(session: &mut Session) -> Result<bool, Fault> {
    Ok(session.run(|remote| remote.list(""))?.iter().any(|own| own.name == LOCK))
}

fn free(remote: &mut dyn Remote) -> Result<(), Fault> {
    remote.remove(OWNER)?;
    remote.remove_folder(LOCK)
}

fn write_owner(remote: &mut dyn Remote, owner: &Owner) -> Result<(), Fault> {
    let text = owner.to_text();
    let write = |remote: &mut dyn Remote| remote.write(OWNER, &mut text.as_bytes(), text.len() as u64);
    match write(remote) {
        // Some hosts do not write over a file.
        Err(fault) if !fault.is_transient() && remote.look(OWNER)?.is_some() => {
            remote.remove(OWNER)?;
            write(remote)
        }
        written => written,
    }
}

fn holder(session: &mut Session) -> Result<Option<Owner>, Fault> {
    let bytes = session.run(|remote| remote.read(OWNER))?;
    Ok(bytes.and_then(|bytes| Owner::parse(&String::from_utf8_lossy(&bytes))))
}

fn here(work: &Path, target: &str) -> PathBuf {
    work.join(format!("upload-{target}.lock"))
}

fn take_here(path: &PathBuf, owner: &Owner) -> Result<File, Denied> {
    let open = OpenOptions::new().create(true).write(true).truncate(false).open(path);
    let mut file = open.with_context(|| format!("cannot open {}", shown(path))).map_err(Denied::Here)?;
    match try_for_a_moment(&file) {
        Ok(()) => {
            let _ = file.set_len(0).and_then(|()| file.write_all(owner.to_text().as_bytes()));
            Ok(file)
        }
        Err(fs::TryLockError::WouldBlock) => {
            let held = fs::read_to_string(path).ok().and_then(|text| Owner::parse(&text));
            let age = held.as_ref().map_or(Duration::ZERO, age);
            Err(Denied::Held(Holder { who: owner.who.clone(), age, ahead: None }))
        }
        Err(fs::TryLockError::Error(error)) => {
            Err(Denied::Here(anyhow::Error::new(error).context(format!("cannot lock {}", shown(path)))))
        }
    }
}

impl Holder {
    /// Another owner; `written` is when the host says that his mark was written.
    fn of(owner: &Owner, written: Option<u64>) -> Holder {
        let future = clock::ahead(owner.since, now()).filter(|ahead| *ahead > 0);
        let ahead = written.and_then(|written| clock::ahead(owner.since, written)).or(future);
        Holder { who: owner.who.clone(), age: age(owner), ahead }
    }
}

fn age(owner: &Owner) -> Duration {
    Duration::from_secs(now().saturating_sub(owner.since))
}
