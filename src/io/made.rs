//! What the output folder was made from. A build of the very same sources by the same program need not render a site to
//! find that nothing has changed; the disk itself is still held against its manifest.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;

use crate::base::lang::Bilingual;
use crate::base::output::{Entry, MANIFEST, Manifest};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::io::exchange;
use crate::io::lock::Lock;
use crate::io::output_folder;
use crate::io::output_paths::OutputPaths;
use crate::io::refusal::WriteError;

/// A build without errors and warnings, as it is remembered in the work folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The mark of everything that went into it.
    pub mark: String,
    /// What it told, to be told again.
    pub summary: Bilingual<String>,
}

/// The mark of a build's sources, of its options as text, and of the program itself.
pub fn mark(sources: &Sources, site: &Path, options: &str) -> String {
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
    for text in sources.default_words.values() {
        part(text.as_bytes());
    }
    for (path, file) in &sources.files {
        part(path.as_str().as_bytes());
        part(look(&site.join(path.as_str())).as_bytes());
        part(&file.size.to_le_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// What the last build told, if it was made from the same and every file of it stands on the disk as it was written.
///
/// # Errors
/// As `write`: refused for safety, or locked by another build.
pub fn unchanged(site: &Path, out: &Path, mark: &str) -> Result<Option<Bilingual<String>>, WriteError> {
    let place = OutputPaths::find(site, out)?;
    output_folder::check(&place)?;
    if !place.made().exists() {
        return Ok(None);
    }
    let _lock = Lock::take(&place)?;
    exchange::recover(&place)?;
    let Some(manifest) = output_folder::check(&place)? else { return Ok(None) };
    let Some(made) = read(&place).filter(|made| made.mark == mark) else { return Ok(None) };
    let whole = manifest.0.par_iter().all(|(path, entry)| stands(&place, path, entry));
    Ok(whole.then_some(made.summary))
}

/// Remembers a build, bound to the manifest that it wrote. The lock is held. Not to remember is no failure: the next build
/// only takes longer.
pub fn remember(place: &OutputPaths, made: Option<&Made>) {
    let _ = match (made, manifest_hash(place)) {
        (Some(made), Some(manifest)) => {
            let Bilingual { th, en } = &made.summary;
            fs::write(place.made(), format!("{}\n{manifest}\n{th}\n\n{en}\n", made.mark))
        }
        _ => fs::remove_file(place.made()),
    };
}

fn read(place: &OutputPaths) -> Option<Made> {
    let text = fs::read_to_string(place.made()).ok()?;
    let (mark, rest) = text.split_once('\n')?;
    let (manifest, rest) = rest.split_once('\n')?;
    let (th, en) = rest.strip_suffix('\n')?.split_once("\n\n")?;
    let summary = Bilingual { th: th.to_owned(), en: en.to_owned() };
    (manifest_hash(place)? == manifest).then(|| Made { mark: mark.to_owned(), summary })
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
