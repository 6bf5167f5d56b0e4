//! Asks the public site for its files, as a visitor's browser would, and holds them against what was built.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use ureq::Agent;

use crate::base::path::RelPath;
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::files::Files;
use crate::io::upload::http;

/// The largest answer that is heard out: one that is longer than what was built is another anyway.
const SPARE: u64 = 1 << 20;

/// So long it is believed that the host holds what was sent.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Why the public sees something else.
#[derive(Clone, Debug)]
pub(crate) enum Difference {
    Status(u16),
    Content,
    Fault(Fault),
}

/// The files that the last upload to a target has changed, in the work folder.
pub(crate) struct LastChanged(PathBuf);

impl LastChanged {
    pub(crate) fn of(work: &Path, target: &str) -> LastChanged {
        LastChanged(work.join(format!("upload-{target}.changed")))
    }

    /// Whether nothing was sent, and the public site was not found as it should be, for a day.
    pub(crate) fn is_old(&self) -> bool {
        let age = |path: &Path| {
            let found = fs::metadata(path).and_then(|found| found.modified()).ok();
            found.and_then(|time| SystemTime::now().duration_since(time).ok())
        };
        let newest = [&*self.0, &self.0.with_extension("checked")].into_iter().filter_map(age).min();
        newest.is_none_or(|age| age > DAY)
    }

    /// Remembers that the public site is as it should be.
    pub(crate) fn found_right(&self) {
        let _ = fs::write(self.0.with_extension("checked"), "");
    }

    /// Those of the last upload; an upload that was cut and the one that finished it are one.
    pub(crate) fn read(&self) -> Vec<RelPath> {
        fs::read_to_string(&self.0).unwrap_or_default().lines().filter_map(RelPath::new).collect()
    }

    /// Remembers some, with those of before if this upload goes on with an earlier one.
    pub(crate) fn remember(&self, paths: &[String], goes_on: bool) {
        let before = if goes_on { fs::read_to_string(&self.0).unwrap_or_default() } else { String::new() };
        let _ = fs::write(&self.0, paths.iter().fold(before, |text, path| text + path + "\n"));
    }
}

/// Asks for each path at its address, and tells which are not as they were built.
pub(crate) fn differences(
    files: &Files,
    paths: &[RelPath],
    address: impl Fn(&RelPath) -> String,
    timeout: Duration,
    stop: &AtomicBool,
) -> Vec<(String, Difference)> {
    let agent = http::agent(timeout);
    let mut differing = Vec::new();
    for path in paths {
        let Some(entry) = files.manifest.0.get(path) else { continue };
        let address = address(path);
        let answer = match stop.load(Ordering::Relaxed) {
            true => Err(Fault::new(Cause::Stopped, "")),
            false => ask(&agent, &address, entry.size + SPARE),
        };
        let stopped = answer.as_ref().is_err_and(|fault| fault.cause == Cause::Stopped);
        differing.extend(match answer {
            Err(fault) => Some((address, Difference::Fault(fault))),
            Ok((200, bytes)) if blake3::hash(&bytes).to_hex().as_str() == entry.hash => None,
            Ok((200, _)) => Some((address, Difference::Content)),
            Ok((status, _)) => Some((address, Difference::Status(status))),
        });
        if stopped {
            break;
        }
    }
    differing
}

fn ask(agent: &Agent, address: &str, limit: u64) -> Result<(u16, Vec<u8>), Fault> {
    // A copy that a CDN has kept is what visitors see, so nothing is asked that would go round it.
    let mut answer = agent.get(address).call().map_err(http::fault)?;
    let bytes = answer.body_mut().with_config().limit(limit).read_to_vec().map_err(http::fault)?;
    Ok((answer.status().as_u16(), bytes))
}
