//! The folder that prongsai keeps for itself beside what it makes. It is no part of a site.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use crate::io::refusal::shown;

/// Makes the folder, so that git never offers it for a commit. Without that it is as good.
pub(super) fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", shown(folder)))?;
    let _ = File::create_new(folder.join(".gitignore")).and_then(|mut file| file.write_all(b"*\n"));
    Ok(())
}
