//! Where a new site may be begun or unpacked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::io::real::real;

/// What systems leave behind in a folder, and this program as it is given away.
const LITTER: &[&str] = &["desktop.ini", "Thumbs.db", ".DS_Store", "prongsai.exe", "prongsai"];

/// What a folder holds that a person would miss, if anything: this program, the file `beside` and what systems leave behind
/// may lie there.
///
/// # Errors
/// If it cannot be listed.
pub(crate) fn missed(folder: &Path, beside: Option<&Path>) -> Result<Option<PathBuf>> {
    let program = std::env::current_exe().ok();
    let own = |path: &Path| {
        let path = real(path).ok();
        let known = [program.as_deref(), beside].into_iter().flatten();
        path.is_some() && known.into_iter().any(|known| real(known).ok() == path)
    };
    let litter = |entry: &fs::DirEntry| {
        LITTER.iter().any(|own| entry.file_name().eq_ignore_ascii_case(own)) || own(&entry.path())
    };
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.filter_map(Result::ok).find(|entry| !litter(entry)).map(|entry| entry.path())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot list {}", folder.display())),
    }
}
