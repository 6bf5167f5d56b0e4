//! Carries a plan out. First everything is sent to temporary names and verified, while the public sees the old site; then
//! the files take their names in the order of the plan, one step each; then the record, and deletions last. An upload that
//! ends at any point leaves no torn file, and the next one goes on from there.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use crate::base::output::{Entry, MANIFEST};
use crate::base::path::RelPath;
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::files::Files;
use crate::io::upload::journal::JournalFile;
use crate::io::upload::lock::{self, Denied, Holder, Lock};
use crate::io::upload::owner::random_id;
use crate::io::upload::plan::{Plan, Sending, needed_folders};
use crate::io::upload::record::{Journal, Mark, Pending, Record};
use crate::io::upload::remote::Remote;
use crate::io::upload::reserved_names::{PENDING, is_temporary, temporary};
use crate::io::upload::session::Session;
use crate::io::upload::survey::{Survey, known};

pub(crate) use crate::io::upload::lock::STALE;

/// What to upload, and where things are written down.
pub(crate) struct Job<'a> {
    /// The address of the site.
    pub site: &'a str,
    /// The name of the target.
    pub target: &'a str,
    pub files: &'a Files,
    /// The work folder of the site.
    pub work: &'a Path,
    pub timeout: Duration,
}

/// What happens while an upload runs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event<'a> {
    /// So many bytes of all have been sent.
    Sent(u64),
    /// A file stands under its name.
    Placed(&'a Sending),
    Removed(&'a RelPath),
    /// The record stands: the host holds the new site.
    Recorded,
    Failed(&'a Failure),
    /// The host cannot rename over a file, so that each that changes is missing for a moment.
    Gap,
    /// The clock of this computer is ahead of the host's by so many seconds, or behind it.
    Clock(i64),
}

/// Tells what happens.
pub(crate) type Watch<'a> = dyn FnMut(Event) + 'a;

/// What could not be done.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub path: String,
    pub fault: Fault,
}

/// Why an upload did not come to its end.
pub(crate) enum Halt {
    Locked(Holder),
    /// The host is no longer as it was when the person was asked.
    Changed,
    /// `public` tells whether the public sees any of it.
    Failed {
        failures: Vec<Failure>,
        public: bool,
    },
    Here(anyhow::Error),
}

impl Halt {
    fn at(path: &str, fault: Fault, public: bool) -> Halt {
        Halt::Failed { failures: vec![Failure { path: path.to_owned(), fault }], public }
    }
}

/// Carries out what the survey has planned.
pub(crate) fn carry_out(session: &mut Session, job: &Job, survey: &Survey, watch: &mut Watch) -> Result<(), Halt> {
    let record = Record { site: job.site.to_owned(), manifest: job.files.manifest.clone() };
    if survey.plan.is_empty() && survey.known.pending.is_none() && survey.known.record.as_ref() == Some(&record) {
        return tidy(session, job, survey).map_err(|fault| Halt::at("", fault, false));
    }
    let mut lock = Lock::take(session, job.work, job.target, job.timeout).map_err(|denied| match denied {
        Denied::Held(holder) => Halt::Locked(holder),
        Denied::Fault(fault) => Halt::at("", fault, false),
        Denied::Here(error) => Halt::Here(error),
    })?;
    if let Some(ahead) = lock.ahead {
        watch(Event::Clock(ahead));
    }
    let done = locked(session, job, survey, &record, &mut lock, watch);
    lock.release(session);
    if let Err(Halt::Failed { failures, .. }) = &done {
        failures.iter().for_each(|failure| watch(Event::Failed(failure)));
    }
    done
}

/// What an upload may have left that was killed after its last change, or what came late.
fn tidy(session: &mut Session, job: &Job, survey: &Survey) -> Result<(), Fault> {
    lock::alone(session, job.work, job.target, job.timeout, |session| {
        remove_late(session, &survey.known.journal.late)?;
        JournalFile::forget(job.work, job.target);
        Ok(())
    })
}

fn remove_late(session: &mut Session, late: &BTreeSet<RelPath>) -> Result<(), Fault> {
    late.iter().try_for_each(|path| session.run(|remote| remote.remove(path.as_str())))
}

fn locked(
    session: &mut Session,
    job: &Job,
    survey: &Survey,
    record: &Record,
    lock: &mut Lock,
    watch: &mut Watch,
) -> Result<(), Halt> {
    let before = |fault| Halt::at("", fault, false);
    let now = known(session, survey.known.journal.clone()).map_err(before)?;
    if now.record != survey.known.record || now.pending != survey.known.pending {
        return Err(Halt::Changed);
    }
    let plan = &survey.plan;
    sweep(session, survey).map_err(before)?;
    let pending = plan.pending(job.site, &random_id());
    let mut journal = begin(session, job, survey, &pending).map_err(before)?;
    let late = send(session, job, survey, lock, &mut journal, watch)?;
    let (mut public, mut gaps) = (false, false);
    for file in &plan.send {
        let path = file.path.as_str();
        let gap = place(session, path, &file.entry).map_err(|fault| Halt::at(path, fault, public))?;
        if gap && !gaps {
            watch(Event::Gap);
        }
        gaps |= gap;
        public = true;
        journal.mark(Mark::Done, &file.path, &file.entry.hash);
        watch(Event::Placed(file));
        lock.renew(session);
    }
    put(session, MANIFEST, &record.to_text()).map_err(|fault| Halt::at(MANIFEST, fault, true))?;
    watch(Event::Recorded);
    remove(session, job, plan, watch)?;
    let after = |fault| Halt::at(PENDING, fault, true);
    remove_late(session, &survey.known.journal.late).map_err(after)?;
    remove_late(session, &late).map_err(after)?;
    session.run(|remote| remote.remove(PENDING)).map_err(after)?;
    journal.end(late);
    Ok(())
}

/// Temporary copies of an earlier upload that this one has no use for. Those of our own notes lie at the top.
fn sweep(session: &mut Session, survey: &Survey) -> Result<(), Fault> {
    let wanted: BTreeSet<String> =
        survey.plan.send.iter().map(|file| temporary(file.path.as_str(), &file.entry.hash)).collect();
    for listed in session.run(|remote| remote.list(""))? {
        if is_temporary(&listed.name) && !wanted.contains(&listed.name) {
            session.run(|remote| remote.remove(&listed.name))?;
        }
    }
    let Some(pending) = &survey.known.pending else { return Ok(()) };
    for (path, hash) in &pending.send {
        let temporary = temporary(path.as_str(), hash);
        if !wanted.contains(&temporary) {
            session.run(|remote| remote.remove(&temporary))?;
        }
    }
    Ok(())
}

/// Writes down, on the host and here, what is about to change.
fn begin(session: &mut Session, job: &Job, survey: &Survey, pending: &Pending) -> Result<JournalFile, Fault> {
    let mut certain = survey.known.journal.clone();
    let theirs = survey.known.pending.as_ref();
    if theirs.is_none_or(|theirs| theirs.id != certain.id) {
        certain = Journal::default();
    }
    // What is about to change is no longer certain, should this one be killed between a step and its line.
    certain.done.retain(|path, _| !pending.send.contains_key(path) && !survey.plan.remove.contains(path));
    certain.id.clone_from(&pending.id);
    put(session, PENDING, &pending.to_text())?;
    Ok(JournalFile::begin(job.work, job.target, &certain))
}

/// Sends everything to temporary names. The site stays as it was. Tells which of them may come a second time.
fn send(
    session: &mut Session,
    job: &Job,
    survey: &Survey,
    lock: &mut Lock,
    journal: &mut JournalFile,
    watch: &mut Watch,
) -> Result<BTreeSet<RelPath>, Halt> {
    for folder in needed_folders(survey.plan.send.iter().map(|file| &file.path)) {
        session.run(|remote| remote.make_folder(&folder)).map_err(|fault| Halt::at(&folder, fault, false))?;
    }
    let (mut failures, mut sent, mut late) = (Vec::new(), 0, BTreeSet::new());
    for file in &survey.plan.send {
        let mut cut = || {
            let temporary = RelPath::new(&temporary(file.path.as_str(), &file.entry.hash));
            temporary.iter().for_each(|path| journal.mark(Mark::Late, path, "-"));
            late.extend(temporary);
        };
        match send_one(session, job, survey, file, &mut |read| watch(Event::Sent(sent + read)), &mut cut) {
            Ok(()) => journal.mark(Mark::Sent, &file.path, &file.entry.hash),
            Err(fault) => {
                let goes_on = !matches!(fault.cause, Cause::Cut | Cause::Busy | Cause::Full) && !fault.is_final();
                failures.push(Failure { path: file.path.to_string(), fault });
                if !goes_on {
                    break;
                }
            }
        }
        sent += file.entry.size;
        watch(Event::Sent(sent));
        lock.renew(session);
    }
    if failures.is_empty() { Ok(late) } else { Err(Halt::Failed { failures, public: false }) }
}

fn send_one(
    session: &mut Session,
    job: &Job,
    survey: &Survey,
    file: &Sending,
    count: &mut dyn FnMut(u64),
    cut: &mut dyn FnMut(),
) -> Result<(), Fault> {
    let Sending { path, entry, .. } = file;
    let temporary = temporary(path.as_str(), &entry.hash);
    let stop = session.stop;
    let mut arrived = survey.known.arrived(path) == Some(&entry.hash);
    // Some hosts do not write over what an upload has left that was cut.
    let mut left = survey.known.pending.is_some();
    session.run(|remote| {
        if std::mem::take(&mut arrived) && remote.look(&temporary)?.is_some_and(|found| found.size == entry.size) {
            return Ok(());
        }
        if std::mem::replace(&mut left, true) {
            remote.remove(&temporary)?;
        }
        let mut reading = job.files.open(path, stop, count)?;
        let written = remote.write(&temporary, &mut reading, entry.size);
        if written.as_ref().is_err_and(Fault::is_transient) {
            cut();
        }
        if written.as_ref().is_err_and(|fault| fault.cause == Cause::Full) {
            let _ = remote.remove(&temporary);
        }
        written?;
        let hashes = reading.finish(entry)?;
        match remote.look(&temporary)? {
            Some(found) if hashes.fit(entry.size, &found) => Ok(()),
            found => {
                let _ = remote.remove(&temporary);
                let kept = found.map_or(0, |found| found.size);
                Err(Fault::new(Cause::Torn, format!("{kept} of {} bytes", entry.size)))
            }
        }
    })
}

/// Gives a file its name. An answer that was lost may hide that it was done.
fn place(session: &mut Session, path: &str, entry: &Entry) -> Result<bool, Fault> {
    let temporary = temporary(path, &entry.hash);
    session.run(|remote| take_name(remote, &temporary, path, entry.size))
}

/// Writes a small text under a name, in one step.
fn put(session: &mut Session, path: &str, text: &str) -> Result<bool, Fault> {
    let temporary = temporary(path, blake3::hash(text.as_bytes()).to_hex().as_str());
    let size = text.len() as u64;
    let mut left = false;
    session.run(|remote| {
        if std::mem::replace(&mut left, true) {
            remote.remove(&temporary)?;
        }
        remote.write(&temporary, &mut text.as_bytes(), size)?;
        match remote.look(&temporary)? {
            Some(found) if found.size == size => take_name(remote, &temporary, path, size),
            found => {
                let kept = found.map_or(0, |found| found.size);
                Err(Fault::new(Cause::Torn, format!("{kept} of {size} bytes")))
            }
        }
    })
}

/// Renames over the old file; where the host refuses that, deletes the old one before. An upload that ends between the two
/// is finished by the next one, which finds the temporary copy. Tells whether the file was missing for a moment.
fn take_name(remote: &mut dyn Remote, temporary: &str, path: &str, size: u64) -> Result<bool, Fault> {
    let Err(fault) = remote.rename(temporary, path) else { return Ok(false) };
    if fault.is_transient() || fault.is_final() {
        return Err(fault);
    }
    match (remote.look(temporary)?.is_some(), remote.look(path)?) {
        (false, Some(found)) if found.size == size => Ok(false),
        (true, Some(_)) => {
            remote.remove(path).map_err(|_| fault)?;
            remote.rename(temporary, path).map(|()| true)
        }
        _ => Err(fault),
    }
}

/// Deletes what the site no longer has, and folders that are empty then.
fn remove(session: &mut Session, job: &Job, plan: &Plan, watch: &mut Watch) -> Result<(), Halt> {
    let mut failures = Vec::new();
    for path in &plan.remove {
        match session.run(|remote| remote.remove(path.as_str())) {
            Ok(()) => watch(Event::Removed(path)),
            Err(fault) => {
                let goes_on = !fault.is_transient() && !fault.is_final();
                failures.push(Failure { path: path.to_string(), fault });
                if !goes_on {
                    break;
                }
            }
        }
    }
    if !failures.is_empty() {
        return Err(Halt::Failed { failures, public: true });
    }
    for folder in plan.emptied(&job.files.manifest) {
        session.run(|remote| remote.remove_folder(&folder)).map_err(|fault| Halt::at(&folder, fault, true))?;
    }
    Ok(())
}
