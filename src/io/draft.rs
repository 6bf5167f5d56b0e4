//! Where a new site may be begun.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

/// True if the folder holds nothing that a person would miss.
///
/// # Errors
/// If it cannot be listed.
pub(crate) fn is_free(folder: &Path) -> Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("cannot list {}", folder.display())),
    }
}
