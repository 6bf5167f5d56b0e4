//! The build stamp: what the output folder was made from, and what was told then. A build of the very same sources by the
//! same program need not render a site to find that nothing has changed; the disk itself is still held against its manifest,
//! or looks as it did when it was.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::document::Fault;
use crate::base::held::Held;
use crate::base::lang::Bilingual;
use crate::base::output::{Entry, MANIFEST, Manifest};
use crate::base::path::RelPath;
use crate::base::redirect::Redirect;
use crate::base::source::Sources;
use crate::io::exchange;
use crate::io::lock::Lock;
use crate::io::looks::Looks;
use crate::io::output_folder;
use crate::io::output_paths::OutputPaths;
use crate::io::refusal::WriteError;

/// A build without errors, as it is remembered in the work folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The mark of everything that went into it.
    pub mark: String,
    /// What it told, to be told again.
    pub told: Bilingual<Told>,
    /// What it has found that keeps the site from being uploaded.
    pub held: Vec<Held>,
    /// The old addresses that the host is told of.
    pub(crate) redirects: Vec<Redirect>,
}

/// What a build tells, around the line that says what was written and in which time. No national number is whole in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub before: String,
    pub after: String,
}

/// A stamp with the hash of the manifest that it belongs to.
#[derive(Serialize, Deserialize)]
struct Bound<S> {
    manifest: String,
    /// How all files looked when the last build found that nothing had changed.
    looks: Option<String>,
    stamp: S,
}

/// The mark of a build's sources, of its options as text, and of the program itself.
pub(crate) fn mark(sources: &Sources, site: &Path, options: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    part(options.as_bytes());
    let program = std::env::current_exe().unwrap_or_default();
    part(look(&program).as_bytes());
    for (path, text) in &sources.texts {
        part(path.as_str().as_bytes());
        part(text.as_bytes());
    }
    for text in sources.default_words.values().chain(sources.catalogues.values()) {
        part(text.as_bytes());
    }
    for (path, file) in sources.files.iter() {
        part(path.as_str().as_bytes());
        let hash = file.inspected.as_ref().and_then(|inspected| inspected.hash.clone());
        part(hash.unwrap_or_else(|| look(&site.join(path.as_str()))).as_bytes());
        part(&file.size.to_le_bytes());
    }
    for finding in &sources.findings {
        part(format!("{finding:?}").as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// Whether a build of these sources may be remembered: a file that could not be read this time is read again the next time.
pub(crate) fn may_be_remembered(sources: &Sources) -> bool {
    !sources.files.values().filter_map(|file| file.inspected.as_ref()?.fault).any(Fault::may_pass)
}

/// Whether a build is remembered at all.
pub(crate) fn is_there(site: &Path, out: &Path) -> bool {
    OutputPaths::find(site, out).is_ok_and(|place| place.stamp().exists())
}

/// The last build, if every file that it was made from and every file of it looks as it did then.
///
/// # Errors
/// As `write`: refused for safety, or locked by another build.
pub(crate) fn untouched(site: &Path, out: &Path, looks: &Looks) -> Result<Option<Stamp>, WriteError> {
    last(site, out, |place, manifest, last| last.looks.is_some() && last.looks == looks.with(place, manifest))
}

/// The last build, if it was made from the same and every file of it stands on the disk as it was written. How they look is
/// remembered then.
///
/// # Errors
/// As `write`: refused for safety, or locked by another build.
pub(crate) fn unchanged(
    site: &Path,
    out: &Path,
    mark: &str,
    looks: Option<&Looks>,
) -> Result<Option<Stamp>, WriteError> {
    last(site, out, |place, manifest, last| {
        let looks = looks.and_then(|looks| looks.with(place, manifest));
        let same = last.stamp.mark == mark && manifest.0.par_iter().all(|(path, entry)| stands(place, path, entry));
        if same && looks.is_some() {
            keep(place, &Bound { looks, manifest: last.manifest.clone(), stamp: &last.stamp });
        }
        same
    })
}

/// The last build, if it is still the `same`. Asked under the lock of the output folder.
fn last(
    site: &Path,
    out: &Path,
    same: impl FnOnce(&OutputPaths, &Manifest, &Bound<Stamp>) -> bool,
) -> Result<Option<Stamp>, WriteError> {
    let mut place = OutputPaths::find(site, out)?;
    output_folder::check(&place)?;
    if !place.work().exists() {
        return Ok(None);
    }
    let _lock = Lock::take(&place)?;
    exchange::recover(&mut place)?; // also when there are errors in the content, which nothing will be written of
    if !place.stamp().exists() {
        return Ok(None);
    }
    let Some(manifest) = output_folder::check(&place)? else { return Ok(None) };
    let last = read(&place).filter(|last| same(&place, &manifest, last));
    Ok(last.map(|last| last.stamp))
}

/// Remembers a build, bound to the manifest that it wrote. The lock is held. Not to remember is no failure: the next build
/// only takes longer.
pub(crate) fn remember(place: &OutputPaths, stamp: Option<&Stamp>) {
    match stamp.zip(manifest_hash(place)) {
        Some((stamp, manifest)) => keep(place, &Bound { manifest, looks: None, stamp }),
        None => drop(fs::remove_file(place.stamp())),
    }
}

fn keep(place: &OutputPaths, bound: &Bound<&Stamp>) {
    let written = serde_json::to_vec(bound).is_ok_and(|json| fs::write(place.stamp(), json).is_ok());
    if !written {
        let _ = fs::remove_file(place.stamp());
    }
}

fn read(place: &OutputPaths) -> Option<Bound<Stamp>> {
    let bound: Bound<Stamp> = serde_json::from_slice(&fs::read(place.stamp()).ok()?).ok()?;
    (manifest_hash(place)? == bound.manifest).then_some(bound)
}

fn manifest_hash(place: &OutputPaths) -> Option<String> {
    let text = fs::read_to_string(place.out.join(MANIFEST)).ok()?;
    Manifest::parse(&text)?;
    Some(blake3::hash(text.as_bytes()).to_hex().to_string())
}

fn stands(place: &OutputPaths, path: &RelPath, entry: &Entry) -> bool {
    let path = place.out.join(path.as_str());
    let same_size = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() == entry.size);
    same_size && fs::read(&path).is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == entry.hash)
}

/// Size and time of a file, as text; a missing one is told by its absence.
fn look(path: &Path) -> String {
    let Ok(found) = fs::metadata(path) else { return String::new() };
    let since = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{} {}", found.len(), since.map_or(0, |time| time.as_nanos()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Fault, RelPath, Sources, may_be_remembered};
    use crate::base::document::Inspected;
    use crate::base::source::File;

    #[test]
    fn a_file_that_was_too_slow_to_read_is_read_again_by_the_next_build() {
        let with = |fault| {
            let inspected = Some(Arc::new(Inspected { fault, ..Inspected::default() }));
            let path = RelPath::new("content/files/a.pdf").unwrap();
            let files = [(path, File { size: 1, embedded: None, inspected })];
            may_be_remembered(&Sources { files: Arc::new(files.into()), ..Sources::default() })
        };
        assert_eq!([None, Some(Fault::Broken), Some(Fault::Slow)].map(with), [true, true, false]);
    }
}
