//! Where the files stand that a command changes.

use std::path::Path;

use anyhow::{Context, Result};

use crate::base::path::RelPath;
use crate::io::real::real;

/// Whether a place is in the site, wherever links lead: nobody's folder makes a command change what is elsewhere.
pub(super) fn is_inside(root: &Path, path: &RelPath) -> Result<bool> {
    let root = real(root).with_context(|| format!("cannot find {}", root.display()))?;
    let place = root.join(path.as_str());
    let there = place.ancestors().find_map(|above| real(above).ok());
    Ok(there.is_some_and(|there| there.starts_with(&root)))
}

/// The folders that are not there yet for what a command will write, the innermost first.
pub(super) fn missing_folders<'p>(root: &Path, files: impl Iterator<Item = &'p RelPath>) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for path in files.map(|path| Path::new(path.as_str())) {
        let above = path.ancestors().skip(1).filter(|above| above.components().count() > 0);
        let new = above.take_while(|above| !root.join(above).exists()).filter_map(Path::to_str);
        missing.extend(new.map(str::to_owned));
    }
    missing.sort_by_key(|path| std::cmp::Reverse(path.len()));
    missing.dedup();
    missing
}

/// Whether two names are one file, as they may be on a disk that does not tell capital letters from small ones.
pub(crate) fn is_one(root: &Path, from: &RelPath, to: &RelPath) -> bool {
    let place = |path: &RelPath| real(&root.join(path.as_str())).ok();
    from != to
        && from.as_str().eq_ignore_ascii_case(to.as_str())
        && place(from).is_some_and(|own| place(to) == Some(own))
}
