//! A file that the program keeps for a person, replaced whole: the old text stays until the new one is on the disk.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes `text` to `path` through a temporary file beside it.
///
/// # Errors
/// If the disk refuses.
pub(crate) fn file(path: &Path, text: &str) -> Result<()> {
    let writing = || format!("cannot write {}", path.display());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".draft-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(path.parent().unwrap_or(Path::new("."))).with_context(writing)?;
    file.write_all(text.as_bytes()).with_context(writing)?;
    file.as_file().sync_all().with_context(writing)?;
    file.persist(path).map(drop).with_context(writing)
}
