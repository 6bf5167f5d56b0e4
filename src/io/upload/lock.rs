//! The lock on a host: one upload at a time, with its owner and its age. On this computer a file lock stands before it, so
//! that a lock of our own that is still there was left by an upload that has ended.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Context;

use crate::io::refusal::shown;
use crate::io::upload::fault::Fault;
use crate::io::upload::remote::Remote;
use crate::io::upload::reserved_names::{LOCK, OWNER};
use crate::io::upload::session::Session;

/// A lock that nobody has renewed for so long is left over.
pub(crate) const STALE: Duration = Duration::from_secs(30 * 60);

/// How often an upload renews its lock.
const RENEW: Duration = Duration::from_secs(5 * 60);

const HEADER: &str = "prongsai lock 1";

/// Who uploads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// Stays the same for this site on this computer.
    pub id: String,
    /// The person and the computer, for people.
    pub who: String,
    /// When the lock was taken or renewed, in seconds since 1970.
    pub since: u64,
}

/// The lock while it is held.
pub(super) struct Lock {
    owner: Owner,
    _here: File,
}

/// Why the lock was not taken.
pub(super) enum Denied {
    /// Another holds it: who, and for how long it has not been renewed.
    Held(String, Duration),
    Fault(Fault),
    /// The work folder cannot be used.
    Here(anyhow::Error),
}

impl From<Fault> for Denied {
    fn from(fault: Fault) -> Denied {
        Denied::Fault(fault)
    }
}

impl Owner {
    /// This site on this computer, as the work folder remembers it.
    pub(super) fn here(work: &Path) -> anyhow::Result<Owner> {
        let path = work.join("uploader");
        let id = match fs::read_to_string(&path).map(|id| id.trim().to_owned()) {
            Ok(id) if !id.is_empty() => id,
            _ => {
                let id = random_id();
                fs::write(&path, format!("{id}\n")).with_context(|| format!("cannot write {}", shown(&path)))?;
                id
            }
        };
        let name = |keys: [&str; 2]| keys.iter().find_map(|key| std::env::var(key).ok());
        let user = name(["USER", "USERNAME"]).unwrap_or_else(|| "?".to_owned());
        let file = || fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned());
        let machine = name(["COMPUTERNAME", "HOSTNAME"]).or_else(file).unwrap_or_else(|| "?".to_owned());
        let who: String = format!("{user}@{machine}").chars().filter(|c| !c.is_control()).take(80).collect();
        Ok(Owner { id, who, since: now() })
    }

    fn to_text(&self) -> String {
        format!("{HEADER}\nid {}\nwho {}\nsince {}\n", self.id, self.who, self.since)
    }

    fn parse(text: &str) -> Option<Owner> {
        let mut lines = text.strip_suffix('\n')?.lines();
        (lines.next()? == HEADER).then_some(())?;
        let mut field = |name: &str| Some(lines.next()?.strip_prefix(name)?.strip_prefix(' ')?.to_owned());
        Some(Owner { id: field("id")?, who: field("who")?, since: field("since")?.parse().ok()? })
    }
}

impl Lock {
    /// Takes the lock here and on the host.
    pub(super) fn take(session: &mut Session, work: &Path, target: &str, timeout: Duration) -> Result<Lock, Denied> {
        let mut owner = Owner::here(work).map_err(Denied::Here)?;
        let here = take_here(&here(work, target), &owner)?;
        if !session.run(|remote| remote.claim(LOCK))? {
            let mut held = holder(session)?;
            if held.is_none() {
                // Its owner may be about to write the name.
                session.wait(timeout / 10)?;
                held = holder(session)?;
            }
            if let Some(other) = held.filter(|other| other.id != owner.id && age(other) < STALE) {
                return Err(Denied::Held(other.who.clone(), age(&other)));
            }
        }
        owner.since = now();
        session.run(|remote| write_owner(remote, &owner))?;
        match holder(session)? {
            Some(other) if other.id != owner.id => Err(Denied::Held(other.who.clone(), age(&other))),
            _ => Ok(Lock { owner, _here: here }),
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

/// A name that nobody else has.
pub(super) fn random_id() -> String {
    use std::hash::{BuildHasher, RandomState};
    let chance = || RandomState::new().hash_one(now());
    format!("{:016x}{:016x}", chance(), chance())
}

fn free(remote: &mut dyn Remote) -> Result<(), Fault> {
    remote.remove(OWNER)?;
    remote.remove_folder(LOCK)
}

fn write_owner(remote: &mut dyn Remote, owner: &Owner) -> Result<(), Fault> {
    let text = owner.to_text();
    remote.write(OWNER, &mut text.as_bytes(), text.len() as u64)
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
    match file.try_lock() {
        Ok(()) => {
            let _ = file.set_len(0).and_then(|()| file.write_all(owner.to_text().as_bytes()));
            Ok(file)
        }
        Err(fs::TryLockError::WouldBlock) => {
            let held = fs::read_to_string(path).ok().and_then(|text| Owner::parse(&text));
            let age = held.as_ref().map_or(Duration::ZERO, age);
            Err(Denied::Held(owner.who.clone(), age))
        }
        Err(fs::TryLockError::Error(error)) => {
            Err(Denied::Here(anyhow::Error::new(error).context(format!("cannot lock {}", shown(path)))))
        }
    }
}

fn age(owner: &Owner) -> Duration {
    Duration::from_secs(now().saturating_sub(owner.since))
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
