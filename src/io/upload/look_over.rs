//! Whether what stands on a host is still what was sent, as far as its listings tell: by name and size. Somebody may have
//! replaced a page since.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::base::output::Entry;
use crate::base::path::RelPath;
use crate::io::upload::fault::Fault;
use crate::io::upload::plan::Known;
use crate::io::upload::session::Session;

/// A site of so few folders is looked over each time; a larger one once a day, as each folder costs a request.
const FEW: usize = 60;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// So many files that the listings tell wrongly, and no more is believed of them.
const PATIENCE: usize = 50;

/// What the host holds, held against what was sent.
#[derive(Debug, Default)]
pub(crate) struct LookOver {
    /// Files that are gone, or have another size than what was sent.
    pub differing: Vec<RelPath>,
    /// Whether all was looked at.
    pub whole: bool,
}

/// When a host was looked over last, as the work folder remembers it.
pub(crate) struct LastLook(PathBuf);

impl LastLook {
    pub(crate) fn of(work: &Path, target: &str) -> LastLook {
        LastLook(work.join(format!("upload-{target}.looked")))
    }

    fn is_recent(&self) -> bool {
        let age =
            fs::metadata(&self.0).and_then(|found| found.modified()).map(|time| SystemTime::now().duration_since(time));
        matches!(age, Ok(Ok(age)) if age < DAY)
    }

    fn remember(&self) {
        let _ = fs::write(&self.0, "");
    }
}

/// Looks over what the host must hold of a site by its record. Only reads.
pub(super) fn look_over(session: &mut Session, known: &Known, site: &str, last: &LastLook) -> Result<LookOver, Fault> {
    let mut folders: BTreeMap<&str, Vec<(&RelPath, &Entry)>> = BTreeMap::new();
    let record = known.record.iter().filter(|record| record.site == site).flat_map(|record| &record.manifest.0);
    for (path, entry) in record.filter(|(path, entry)| known.holds(path) == Some(&entry.hash)) {
        folders.entry(path.folder()).or_default().push((path, entry));
    }
    if folders.len() > FEW && last.is_recent() {
        return Ok(LookOver::default());
    }
    if folders.is_empty() {
        return Ok(LookOver::default());
    }
    let (mut differing, mut wrong) = (Vec::new(), 0);
    for (folder, files) in folders {
        let listed = session.run(|remote| remote.list(folder))?;
        let sizes: BTreeMap<&str, Option<u64>> = listed.iter().map(|own| (own.name.as_str(), own.size)).collect();
        let fits = |path: &RelPath, entry: &Entry| sizes.get(path.file_name()) == Some(&Some(entry.size));
        for (path, entry) in files.into_iter().filter(|(path, entry)| !fits(path, entry)) {
            // Listings leave out hidden files, or tell the size of a link; the file itself is asked before it is said to differ.
            match session.run(|remote| remote.look(path.as_str()))? {
                Some(found) if found.size == entry.size => wrong += 1,
                _ => differing.push(path.clone()),
            }
            if wrong > PATIENCE {
                return Ok(LookOver { differing, whole: false });
            }
        }
    }
    if differing.is_empty() {
        last.remember();
    }
    Ok(LookOver { differing, whole: true })
}
