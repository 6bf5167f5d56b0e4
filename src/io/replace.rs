//! A file that the program writes for a person: it appears whole or not at all, and an old one stays until the new one is on
//! the disk. One that another program has open is waited for, as when the site is published.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

use crate::io::busy::Patience;
use crate::io::real::real;

/// Writes bytes to `path`, in place of what is there.
///
/// # Errors
/// If the disk refuses.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> Result<()> {
    let writing = || format!("cannot write {}", path.display());
    // A link is followed, so that the file that it names is written and the link stays.
    let target = real(path).unwrap_or_else(|_| path.to_owned());
    let fresh = beside(&target, &mut &*bytes).with_context(writing)?;
    if let Ok(old) = fs::metadata(&target) {
        fresh.as_file().set_permissions(old.permissions()).with_context(writing)?;
    }
    let mut fresh = Some(fresh);
    let mut persist = || match fresh.take().map(|fresh| fresh.persist(&target)) {
        Some(Err(refused)) => {
            fresh = Some(refused.file);
            Err(refused.error)
        }
        _ => Ok(()),
    };
    Patience::for_people().wait(&target, &mut persist).with_context(writing)
}

/// Writes what `from` gives to `path`, where nothing is yet. Its folder is made.
///
/// # Errors
/// If something is there, or the disk refuses.
pub(crate) fn create(path: &Path, from: &mut impl Read) -> Result<()> {
    make_folder_of(path)?;
    let writing = || format!("cannot write {}", path.display());
    let fresh = beside(path, from).with_context(writing)?;
    fresh.persist_noclobber(path).map(drop).with_context(writing)
}

pub(crate) fn make_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

pub(crate) fn remove(path: &Path) -> Result<()> {
    let removed = Patience::for_people().wait(path, || fs::remove_file(path));
    removed.with_context(|| format!("cannot remove {}", path.display()))
}

pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    let renamed = Patience::for_people().wait(from, || fs::rename(from, to));
    renamed.with_context(|| format!("cannot rename {}", from.display()))
}

fn beside(path: &Path, from: &mut impl Read) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".draft-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
    io::copy(from, &mut file)?;
    file.flush()?;
    file.as_file().sync_all()?;
    Ok(file)
}
