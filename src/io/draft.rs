//! Where a new site may be begun.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

/// What systems leave behind in a folder, and this program as it is given away.
const LITTER: &[&str] = &["desktop.ini", "Thumbs.db", ".DS_Store", "prongsai.exe", "prongsai"];

/// True if the folder holds nothing that a person would miss: this program, and what systems leave behind, may lie there.
///
/// # Errors
/// If it cannot be listed.
pub(crate) fn is_free(folder: &Path, program: Option<&Path>) -> Result<bool> {
    let program = program.and_then(Path::file_name);
    let litter = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        Some(&*name) == program || LITTER.iter().any(|own| name.eq_ignore_ascii_case(own))
    };
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.filter_map(Result::ok).all(|entry| litter(&entry))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("cannot list {}", folder.display())),
    }
}
