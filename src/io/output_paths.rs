//! Where a site is written: the output folder by its real path, and prongsai's work folder beside it. Creates nothing.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::io::real::real;
use crate::io::refusal::{Refusal, WriteError, shown};

/// The folder beside the output that holds the lock and, while a build runs, the new site. It must be on the same file
/// system as the output, or the two could not be exchanged.
pub(crate) const WORK: &str = ".prongsai";

#[derive(Debug)]
pub(crate) struct OutputPaths {
    /// The site's folder, by its real path.
    pub site: PathBuf,
    /// The output folder, by its real path whether it exists or not. On Windows with `\\?\`, which lifts the limit of
    /// 260 characters for everything below.
    pub out: PathBuf,
    /// The folder that holds the output folder.
    pub parent: PathBuf,
    /// Which of its own names a build uses, counted from 0, as what another has left under one may be held by a program.
    pub turn: usize,
    name: OsString,
}

impl OutputPaths {
    /// Resolves both paths. A symbolic link as the output folder is refused here, before it would be followed.
    pub(crate) fn find(site: &Path, out: &Path) -> Result<OutputPaths, WriteError> {
        let site = real(site).with_context(|| format!("cannot find the site {}", shown(site)))?;
        let full = std::path::absolute(out).with_context(|| format!("cannot resolve {}", shown(out)))?;
        // Without its trailing slash, which would have the link followed.
        let full: PathBuf = full.components().collect();
        if fs::symlink_metadata(&full).is_ok_and(|found| found.is_symlink()) {
            return Err(Refusal::Symlink(full).into());
        }
        let out = resolve(&full).with_context(|| format!("cannot resolve {}", shown(out)))?;
        match (out.parent(), out.file_name()) {
            (Some(parent), Some(name)) => {
                Ok(OutputPaths { site, parent: parent.to_owned(), turn: 0, name: name.to_owned(), out: out.clone() })
            }
            _ => Err(Refusal::Root(out).into()),
        }
    }

    /// The folder that holds what the others name.
    pub(crate) fn work(&self) -> PathBuf {
        self.parent.join(WORK)
    }

    /// The new site while it is built; after the exchange the old one, on its way out.
    pub(crate) fn stage(&self) -> PathBuf {
        self.of_turn(".stage")
    }

    /// The old site, for the moment between two renames on systems that cannot exchange two folders.
    pub(crate) fn old(&self) -> PathBuf {
        self.of_turn(".old")
    }

    /// What is still to be done where files are replaced one by one.
    pub(crate) fn journal(&self) -> PathBuf {
        self.of_turn(".journal")
    }

    /// The empty folders of a large site, kept for the next stage.
    pub(crate) fn folders(&self) -> PathBuf {
        self.beside(".folders")
    }

    /// What the output folder was made from.
    pub(crate) fn stamp(&self) -> PathBuf {
        self.beside(".stamp")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.beside(".lock")
    }

    fn of_turn(&self, suffix: &str) -> PathBuf {
        match self.turn {
            0 => self.beside(suffix),
            turn => self.beside(&format!("{suffix}-{turn}")),
        }
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.name.clone();
        name.push(suffix);
        self.work().join(name)
    }
}

/// The real path of something that need not exist: the part that does is resolved by the system, the rest by its text.
fn resolve(full: &Path) -> io::Result<PathBuf> {
    let error = match real(full) {
        Ok(found) => return Ok(found),
        Err(error) => error,
    };
    match (full.parent(), full.file_name()) {
        (Some(parent), Some(name)) => Ok(resolve(parent)?.join(name)),
        (Some(parent), None) => {
            let mut above = resolve(parent)?; // `..` at the end
            above.pop();
            Ok(above)
        }
        (None, _) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{OutputPaths, Refusal, WriteError};

    #[test]
    fn resolves_what_does_not_exist_yet() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let found = |out: &str| OutputPaths::find(&root, &root.join(out)).unwrap().out;
        assert_eq!(found("a/b/public/"), root.join("a/b/public"));
        assert_eq!(found("a/../public"), root.join("public"));
        assert_eq!(found("a/.."), root);
        let place = OutputPaths::find(&root, &root.join("public")).unwrap();
        assert_eq!(place.stage(), root.join(".prongsai/public.stage"));
    }

    #[test]
    fn refuses_the_root() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().ancestors().last().unwrap();
        assert!(matches!(OutputPaths::find(dir.path(), root), Err(WriteError::Refused(Refusal::Root(_)))));
    }

    #[cfg(unix)]
    #[test]
    fn refuses_a_link_with_and_without_slash() {
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc", dir.path().join("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", dir.path().join("dangling")).unwrap();
        for out in ["link", "link/", "dangling"] {
            let found = OutputPaths::find(dir.path(), &dir.path().join(out));
            assert!(matches!(found, Err(WriteError::Refused(Refusal::Symlink(_)))), "{out}");
        }
    }
}
