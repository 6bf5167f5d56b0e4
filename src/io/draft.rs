//! New files for a person to fill in: each appears whole or not at all, and nothing that exists is ever replaced.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::base::path::RelPath;

/// Why the drafts were not written.
#[derive(Debug)]
pub(crate) enum DraftError {
    /// This stands there already.
    Exists(RelPath),
    Failed(anyhow::Error),
}

/// Writes files below the folder `root`, which is made. When one of them exists or cannot be written, none is.
///
/// # Errors
/// If a file exists, or the disk refuses.
pub(crate) fn create(root: &Path, drafts: &[(RelPath, String)]) -> Result<(), DraftError> {
    if let Some((path, _)) = drafts.iter().find(|(path, _)| fs::symlink_metadata(root.join(path.as_str())).is_ok()) {
        return Err(DraftError::Exists(path.clone()));
    }
    let mut made: Vec<PathBuf> = Vec::new();
    for (path, text) in drafts {
        let target = root.join(path.as_str());
        let outcome = write(&target, text);
        if let Err(error) = outcome {
            // What was made in this run goes again; the folders may stay.
            made.iter().for_each(|path| drop(fs::remove_file(path)));
            let exists = error.kind() == io::ErrorKind::AlreadyExists && fs::symlink_metadata(&target).is_ok();
            let failed = || anyhow::Error::new(error).context(format!("cannot write {}", target.display()));
            return Err(if exists { DraftError::Exists(path.clone()) } else { DraftError::Failed(failed()) });
        }
        made.push(target);
    }
    Ok(())
}

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

/// Through a temporary file beside the target, which takes its name only if no other has it.
fn write(target: &Path, text: &str) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".draft-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(target).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{DraftError, RelPath, create};

    fn drafts(names: &[&str]) -> Vec<(RelPath, String)> {
        names.iter().map(|name| (RelPath::new(name).unwrap(), format!("{name}\n"))).collect()
    }

    #[test]
    fn all_files_or_none() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("b"), "mine").unwrap();
        let outcome = create(dir.path(), &drafts(&["a/x", "b"]));
        assert!(matches!(outcome, Err(DraftError::Exists(path)) if path.as_str() == "b"));
        assert!(!dir.path().join("a/x").exists());
        // A file where a folder should be is met only while writing.
        let outcome = create(dir.path(), &drafts(&["a/x", "b/c"]));
        assert!(matches!(outcome, Err(DraftError::Failed(_))), "{outcome:?}");
        assert!(!dir.path().join("a/x").exists());
        assert_eq!(fs::read_to_string(dir.path().join("b")).unwrap(), "mine");
        create(dir.path(), &drafts(&["a/x", "c"])).unwrap();
        assert_eq!(fs::read_to_string(dir.path().join("a/x")).unwrap(), "a/x\n");
        assert_eq!(fs::read_dir(dir.path().join("a")).unwrap().count(), 1, "a temporary file was left");
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        create(dir.path(), &drafts(&["a"])).unwrap();
        fs::write(dir.path().join("plain"), "").unwrap();
        let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("a"), mode("plain"));
    }
}
