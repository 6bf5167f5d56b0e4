//! What stands on a host before anything is changed there. Only reads.

use std::collections::BTreeMap;

use crate::base::output::MANIFEST;
use crate::base::path::RelPath;
use crate::io::upload::fault::Fault;
use crate::io::upload::files::Files;
use crate::io::upload::htaccess;
use crate::io::upload::look_over::{LastLook, LookOver, look_over};
use crate::io::upload::plan::{Known, Plan, Refusal};
use crate::io::upload::record::{Journal, Pending, Record};
use crate::io::upload::remote::Listed;
use crate::io::upload::reserved_names::{PENDING, is_own, is_temporary};
use crate::io::upload::session::Session;

/// What an upload finds.
#[derive(Debug)]
pub(crate) struct Survey {
    pub known: Known,
    pub plan: Plan,
    /// Files that the host no longer holds as they were sent, which are sent again.
    pub differing: Vec<RelPath>,
    /// Whether all that the host holds was looked at.
    pub looked: bool,
    /// Names at the top of a folder that prongsai has never uploaded to; empty on a host that it knows.
    pub strangers: Vec<Listed>,
    /// Files of others that the first upload would replace.
    pub replaced: Vec<RelPath>,
    /// Settings of the Web server that are somebody else's and stay, so that ours are not sent.
    pub kept: Vec<RelPath>,
    /// What is not done, even when asked to.
    pub refusal: Option<Refusal>,
}

/// What a person may decide before.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Choice {
    /// How many deletions are allowed.
    pub max_deletes: Option<usize>,
    /// Sends also what has not changed.
    pub all: bool,
}

/// A record or a note is never longer.
const NOTE: u64 = 64 << 20;

/// Reads what the host tells, and plans. Files that must not be sent are taken out of `files`.
pub(crate) fn survey(
    session: &mut Session,
    files: &mut Files,
    site: &str,
    choice: Choice,
    journal: Journal,
    last: &LastLook,
) -> Result<Survey, Fault> {
    let mut known = known(session, journal)?;
    let kept = htaccess::sort_out(session, files, &mut known)?;
    let LookOver { differing, whole: looked } = look_over(session, &known, site, last)?;
    let mut presence = Presence::default();
    let plan = Plan::make(&files.manifest, &without(&known, &differing), choice.all);
    let mut refusal = plan.refusal(site, &known, choice.max_deletes);
    let first = known.record.is_none() && known.pending.is_none();
    let mut strangers = Vec::new();
    if first {
        strangers = presence.list(session, "")?.to_vec();
        strangers.retain(|listed| !is_own(&listed.name));
    }
    let mut present = Vec::new();
    if refusal.is_none() && !(first && strangers.is_empty()) {
        for file in plan.send.iter().filter(|file| file.new) {
            if presence.has(session, file.path.as_str())? {
                present.push(file.path.clone());
            }
        }
    }
    let mut replaced = Vec::new();
    match first {
        true => replaced = present,
        false if !present.is_empty() => refusal = refusal.or(Some(Refusal::InTheWay(present))),
        false => {}
    }
    Ok(Survey { known, plan, differing, looked, strangers, replaced, kept, refusal })
}

/// What is known of the host, but for the content of some files.
fn without(known: &Known, differing: &[RelPath]) -> Known {
    let mut known = known.clone();
    for path in differing {
        let entry = known.record.as_mut().and_then(|record| record.manifest.0.get_mut(path));
        entry.into_iter().for_each(|entry| entry.hash.clear());
    }
    known
}

/// What is known of the host.
pub(crate) fn known(session: &mut Session, journal: Journal) -> Result<Known, Fault> {
    let record = session.run(|remote| remote.read(MANIFEST))?;
    let pending = session.run(|remote| remote.read(PENDING))?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let mut known = Known {
        record: record.and_then(|bytes| Record::parse(&text(bytes))),
        pending: pending.and_then(|bytes| Pending::parse(&text(bytes))),
        journal,
        ..Known::default()
    };
    // A host that cannot rename over a file has, for a moment, only the copy that was to take the name.
    for name in beside(session, &known)? {
        let Some(text) = session.run(|remote| remote.read(&name))?.map(text) else { continue };
        known.record = known.record.or_else(|| Record::parse(&text));
        known.pending = known.pending.or_else(|| Pending::parse(&text));
    }
    Ok(known)
}

/// Temporary copies at the top of a host that may be the record or the note that is missing there.
fn beside(session: &mut Session, known: &Known) -> Result<Vec<String>, Fault> {
    if known.record.is_some() && known.pending.is_some() {
        return Ok(Vec::new());
    }
    let small = |listed: &Listed| listed.size.is_none_or(|size| size <= NOTE);
    let listed = session.run(|remote| remote.list(""))?.into_iter();
    Ok(listed.filter(|own| is_temporary(&own.name) && small(own)).map(|own| own.name).collect())
}

/// The folders of a host that have been looked into.
#[derive(Default)]
struct Presence(BTreeMap<String, Vec<Listed>>);

impl Presence {
    fn list(&mut self, session: &mut Session, folder: &str) -> Result<&[Listed], Fault> {
        if !self.0.contains_key(folder) {
            let listed = session.run(|remote| remote.list(folder))?;
            self.0.insert(folder.to_owned(), listed);
        }
        Ok(self.0.get(folder).map_or(&[], Vec::as_slice))
    }

    /// Whether something stands at a path, looked for from the top.
    fn has(&mut self, session: &mut Session, path: &str) -> Result<bool, Fault> {
        let mut folder = "";
        for (slash, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let name = path[..slash].rsplit('/').next().unwrap_or_default();
            if !self.list(session, folder)?.iter().any(|listed| listed.name == name) {
                return Ok(false);
            }
            folder = &path[..slash];
        }
        Ok(true)
    }
}
