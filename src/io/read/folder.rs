//! The folder of a site, read once and then kept up with: only what is said to have changed is read again. What it holds
//! is always what reading everything anew would give.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context, Result};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::diag::Diagnostic;
use crate::base::document::Inspected;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::io::embedded;
use crate::io::inspect::inspector::Inspector;
use crate::io::look::Look;
use crate::io::read::file::{self, FOLDERS, FileRead, is_litter, is_text, no_content, relative};
use crate::io::read::wanted::Wanted;
use crate::io::real::real;

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    /// These files and folders, with all that is in them.
    Paths(BTreeSet<PathBuf>),
    /// Anything: whatever looks different by size or time.
    Look,
    /// Anything, however it looks.
    All,
}

/// The files of a site as they were last read.
pub(crate) struct SiteFolder {
    root: PathBuf,
    /// The theme that the program carries, below what the site has.
    carried: Sources,
    sources: Arc<Sources>,
    /// Everything found, by its path below the root.
    entries: BTreeMap<PathBuf, Stamp>,
    faults: BTreeMap<PathBuf, Diagnostic>,
    inspector: Inspector,
    /// The files that the texts name as tables.
    wanted: Wanted,
    /// Whether they have come to name others, so that some files are read in the wrong way.
    wants_others: bool,
}

/// How a file looked when it was read.
#[derive(Clone, Debug, Default)]
struct Stamp {
    look: Option<Look>,
    /// Read too soon after its change to be trusted.
    fresh: bool,
}

impl SiteFolder {
    /// Reads the content and the themes of the site in the folder `site`; attachments by `inspector`.
    ///
    /// # Errors
    /// If the folder cannot be resolved at all.
    pub(crate) fn open(site: &Path, inspector: Inspector) -> Result<SiteFolder> {
        let root = real(site).with_context(|| format!("{}", site.display()))?;
        let carried = embedded::sources();
        let sources = Arc::new(carried.clone());
        let (entries, faults, wanted) = (BTreeMap::new(), BTreeMap::new(), Wanted::default());
        let mut folder = SiteFolder { root, carried, sources, entries, faults, inspector, wanted, wants_others: false };
        folder.update(&Changed::All);
        Ok(folder)
    }

    /// The folder of the site, resolved.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// What was read.
    pub(crate) fn sources(&self) -> Arc<Sources> {
        self.sources.clone()
    }

    /// Whether there is anything that could not be read, and may be without looking otherwise.
    pub(crate) fn has_unread(&self) -> bool {
        !self.faults.is_empty()
    }

    /// Writes down what was found in attachments.
    pub(crate) fn remember(&self) {
        self.inspector.save(|path| self.sources.files.contains_key(path));
    }

    pub(crate) fn into_sources(self) -> Arc<Sources> {
        self.sources
    }

    /// Reads again what may have changed. Tells the paths that did, below the root of the site.
    pub(crate) fn update(&mut self, changed: &Changed) -> Vec<RelPath> {
        let places: BTreeSet<PathBuf> = match changed {
            Changed::Paths(paths) => paths.iter().filter_map(|path| self.place(path)).collect(),
            Changed::Look | Changed::All => FOLDERS.iter().map(PathBuf::from).collect(),
        };
        let before = self.sources.findings.clone();
        let mut different = Vec::new();
        let mut last: Option<PathBuf> = None;
        for place in places {
            // A folder comes before what is in it, and has been read with it.
            if !last.as_ref().is_some_and(|last| place.starts_with(last)) {
                self.read_again(&place, *changed == Changed::Look, &mut different);
                last = Some(place);
            }
        }
        self.read_tables(&mut different);
        self.inspector.rest();
        let missing = (!self.root.join(FOLDERS[0]).is_dir()).then(no_content).flatten();
        let findings: Vec<Diagnostic> = missing.into_iter().chain(self.faults.values().cloned()).collect();
        if findings != before {
            different.extend(findings.iter().chain(&before).map(|finding| finding.at.path.clone()));
            Arc::make_mut(&mut self.sources).findings = findings;
        }
        different.sort();
        different.dedup();
        different
    }

    /// The place below the root that must be read for a changed path: the path itself, or the first thing on the way to it
    /// that is not a folder. `None` for what no site is made of.
    fn place(&self, path: &Path) -> Option<PathBuf> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let mut parts = inside.components();
        let first = parts.next()?;
        FOLDERS.iter().any(|folder| first.as_os_str() == *folder).then_some(())?;
        let mut place = PathBuf::from(first.as_os_str());
        for part in parts {
            let Component::Normal(name) = part else { return None };
            let folder = self.root.join(&place).symlink_metadata().is_ok_and(|found| found.is_dir());
            if !folder {
                break;
            }
            if is_litter(&name.to_string_lossy()) {
                return None;
            }
            place.push(name);
        }
        Some(place)
    }

    /// Reads a file, or a folder with all that is in it; `look` passes over what looks as before.
    fn read_again(&mut self, place: &Path, look: bool, different: &mut Vec<RelPath>) {
        let walked = walk(&self.root.join(place)).into_iter().map(|entry| {
            let path = entry.as_ref().map_or_else(|error| error.path(), |entry| Some(entry.path()));
            let key = path.and_then(|path| path.strip_prefix(&self.root).ok()).unwrap_or(place).to_owned();
            (key, entry)
        });
        let walked: Vec<(PathBuf, walkdir::Result<DirEntry>)> = walked.collect();
        let kept: BTreeSet<&PathBuf> = walked.iter().map(|(key, _)| key).collect();
        let inside = self.entries.range(place.to_owned()..).take_while(|(key, _)| key.starts_with(place));
        let gone: Vec<PathBuf> = inside.map(|(key, _)| key).filter(|key| !kept.contains(key)).cloned().collect();
        for key in gone {
            self.remove(&key, different);
        }
        // The texts say of which files the sheets are wanted.
        let (texts, files): (Vec<_>, Vec<_>) = walked
            .into_iter()
            .partition(|(key, _)| relative(&self.root, &self.root.join(key)).is_some_and(|path| is_text(&path)));
        for walked in [texts, files] {
            for (key, stamp, read) in self.read_all(walked, look) {
                self.take(key, stamp, read, different);
            }
        }
    }

    fn read_all(
        &self,
        walked: Vec<(PathBuf, walkdir::Result<DirEntry>)>,
        look: bool,
    ) -> Vec<(PathBuf, Stamp, FileRead)> {
        let now = SystemTime::now();
        let read = |(key, entry): (PathBuf, walkdir::Result<DirEntry>)| {
            let stamp = entry.as_ref().map_or_else(|_| Stamp::default(), |entry| stamp(entry, now));
            let known = self.entries.get(&key);
            let unread = self.faults.contains_key(&key);
            let same = look && !unread && known.is_some_and(|known| !known.fresh && known.look == stamp.look);
            let read =
                if same { FileRead::Nothing } else { file::read(&self.root, entry, &self.inspector, &self.wanted) };
            (key, stamp, read)
        };
        walked.into_par_iter().map(read).collect()
    }

    /// Reads again files that a text has begun to name as a table, or names so no more.
    fn read_tables(&mut self, different: &mut Vec<RelPath>) {
        if !std::mem::take(&mut self.wants_others) {
            return;
        }
        let other = |path: &RelPath, inspected: &Inspected| {
            inspected.fault.is_none() && inspected.grids.is_some() != self.wanted.has(path)
        };
        let files = self.sources.files.iter();
        let known = files.filter_map(|(path, file)| Some((path, file.inspected.as_deref()?)));
        let other: Vec<PathBuf> =
            known.filter(|(path, own)| other(path, own)).map(|(path, _)| PathBuf::from(path.as_str())).collect();
        other.iter().for_each(|place| self.read_again(place, false, different));
    }

    fn take(&mut self, key: PathBuf, stamp: Stamp, read: FileRead, different: &mut Vec<RelPath>) {
        let same = self.entries.get(&key).is_some_and(|known| known.look == stamp.look);
        match read {
            FileRead::Nothing => return,
            FileRead::Text(path, text) => {
                if self.sources.texts.get(&path) != Some(&text) {
                    self.wants_others |= self.wanted.note(&path, Some(&text));
                    Arc::make_mut(&mut self.sources).texts.insert(path.clone(), text);
                    different.push(path);
                }
                self.faults.remove(&key);
            }
            FileRead::Attachment(path, file) => {
                if !same || self.sources.files.get(&path) != Some(&file) {
                    Arc::make_mut(&mut Arc::make_mut(&mut self.sources).files).insert(path.clone(), file);
                    different.push(path);
                }
                self.faults.remove(&key);
            }
            FileRead::Fault(finding) => {
                self.remove(&key, different);
                self.faults.insert(key.clone(), finding);
            }
        }
        self.entries.insert(key, stamp);
    }

    /// Forgets a file; one of the program's own theme takes its place again.
    fn remove(&mut self, key: &Path, different: &mut Vec<RelPath>) {
        self.entries.remove(key);
        self.faults.remove(key);
        let Some(path) = relative(&self.root, &self.root.join(key)) else { return };
        let known = self.sources.texts.contains_key(&path) || self.sources.files.contains_key(&path);
        if known {
            self.wants_others |= self.wanted.note(&path, None);
            let sources = Arc::make_mut(&mut self.sources);
            sources.texts.remove(&path);
            // Shared with what is kept of the last time, so it is copied only where it changes.
            if sources.files.contains_key(&path) {
                Arc::make_mut(&mut sources.files).remove(&path);
            }
            if let Some(text) = self.carried.texts.get(&path) {
                sources.texts.insert(path.clone(), text.clone());
            }
            if let Some(file) = self.carried.files.get(&path) {
                Arc::make_mut(&mut sources.files).insert(path.clone(), file.clone());
            }
            different.push(path);
        }
    }
}

/// Every file at or below a place, in the order of the names.
pub(crate) fn walk(place: &Path) -> Vec<walkdir::Result<DirEntry>> {
    if place.symlink_metadata().is_err() {
        return Vec::new();
    }
    let wanted = |entry: &DirEntry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy());
    let entries = WalkDir::new(place).follow_root_links(false).sort_by_file_name().into_iter().filter_entry(wanted);
    entries.filter(|entry| entry.as_ref().map_or(true, |entry| !entry.file_type().is_dir())).collect()
}

fn stamp(entry: &DirEntry, now: SystemTime) -> Stamp {
    let look = std::fs::metadata(entry.path()).ok().map(|found| Look::of(&found));
    // What cannot be looked at is read at every look.
    let fresh = look.as_ref().is_none_or(|look| look.is_fresh(now));
    Stamp { look, fresh }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Changed, SiteFolder};
    use crate::base::lang::both;
    use crate::base::path::RelPath;
    use crate::base::reading::{FILE_UNREADABLE, about};
    use crate::io::inspect::inspector::Inspector;

    #[test]
    fn what_could_not_be_read_is_read_again_though_it_looks_the_same() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("content")).unwrap();
        fs::write(place.path().join("content/agency.yaml"), "name: x\n").unwrap();
        let mut folder = SiteFolder::open(place.path(), Inspector::new(Path::new("prongsai"))).unwrap();
        let path = RelPath::new("content/agency.yaml").unwrap();
        assert!(!folder.has_unread() && folder.sources().texts.contains_key(&path));
        // As when another program had held the file.
        let key = PathBuf::from(path.as_str());
        folder.entries.values_mut().for_each(|stamp| stamp.fresh = false);
        folder.faults.insert(key, about(&FILE_UNREADABLE, &path, both("", ""), both("", "")));
        assert!(folder.has_unread());
        folder.update(&Changed::Look);
        assert!(!folder.has_unread());
    }
}
