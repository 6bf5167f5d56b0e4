//! A folder on disk: what is in it, and taking it away. Links are never followed.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;

use crate::io::busy::unprotect;
use crate::io::refusal::shown;

/// Everything below a folder, by paths relative to it. Names need not be Unicode: files of others are among them.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub files: HashMap<PathBuf, EntryKind>,
    /// Folders with nothing in them.
    pub empty: Vec<PathBuf>,
}

/// What is not a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    File,
    /// A link, a pipe, a socket: never ours.
    Other,
}

impl Tree {
    /// Lists a folder; one that is missing is empty. Looks at names and kinds only.
    pub(super) fn scan(root: &Path) -> anyhow::Result<Tree> {
        match fs::symlink_metadata(root) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Tree::default()),
            _ => Ok(walk(root, Path::new(""))?.into_iter().fold(Tree::default(), Tree::with)),
        }
    }

    fn with(mut self, (path, kind): (PathBuf, Option<EntryKind>)) -> Tree {
        match kind {
            Some(kind) => drop(self.files.insert(path, kind)),
            None => self.empty.push(path),
        }
        self
    }
}

/// Removes a folder file by file, folders side by side. One that is missing is removed already.
pub(super) fn remove(root: &Path) -> io::Result<()> {
    match fs::symlink_metadata(root) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(found) if found.is_dir() => clear(root),
        Ok(_) => remove_entry(root),
    }
}

/// Removes every file below `root`, and every folder that is not among `keep`: paths relative to it, with those above.
pub(super) fn strip(root: &Path, keep: &HashSet<&Path>) -> io::Result<()> {
    strip_folder(root, Path::new(""), keep)
}

fn walk(root: &Path, folder: &Path) -> anyhow::Result<Vec<(PathBuf, Option<EntryKind>)>> {
    let (folders, files) =
        entries(&root.join(folder)).with_context(|| format!("cannot list {}", shown(&root.join(folder))))?;
    if folders.is_empty() && files.is_empty() && folder != Path::new("") {
        return Ok(vec![(folder.to_owned(), None)]);
    }
    let mut found: Vec<_> = files.iter().map(|(name, kind)| (folder.join(name), Some(*kind))).collect();
    let below = folders.par_iter().map(|name| walk(root, &folder.join(name)));
    found.extend(below.collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten());
    Ok(found)
}

fn strip_folder(root: &Path, folder: &Path, keep: &HashSet<&Path>) -> io::Result<()> {
    let at = root.join(folder);
    let (folders, files) = entries(&at)?;
    files.iter().try_for_each(|(name, _)| remove_entry(&at.join(name)))?;
    folders.par_iter().try_for_each(|name| {
        let below = folder.join(name);
        if keep.contains(below.as_path()) { strip_folder(root, &below, keep) } else { clear(&at.join(name)) }
    })
}

fn clear(folder: &Path) -> io::Result<()> {
    let emptied = empty(folder).or_else(|error| match error.kind() {
        // A folder of somebody else that nobody may write to was copied with its mode.
        ErrorKind::PermissionDenied => allow(folder).and_then(|()| empty(folder)),
        _ => Err(error),
    });
    emptied.and_then(|()| match fs::remove_dir(folder) {
        Err(_) if unprotect(folder) => fs::remove_dir(folder),
        done => done,
    })
}

fn empty(folder: &Path) -> io::Result<()> {
    let (folders, files) = entries(folder)?;
    folders.par_iter().try_for_each(|name| clear(&folder.join(name)))?;
    files.iter().try_for_each(|(name, _)| remove_entry(&folder.join(name)))
}

#[cfg(unix)]
fn allow(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn allow(_: &Path) -> io::Result<()> {
    Err(ErrorKind::PermissionDenied.into())
}

/// The folders of a folder, and the rest.
type Entries = (Vec<OsString>, Vec<(OsString, EntryKind)>);

/// Lists a folder by name. A link to a folder is among the rest. Entries themselves would keep the folder open.
fn entries(folder: &Path) -> io::Result<Entries> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        match kind.is_dir() {
            true => folders.push(entry.file_name()),
            false => files.push((entry.file_name(), if kind.is_file() { EntryKind::File } else { EntryKind::Other })),
        }
    }
    Ok((folders, files))
}

/// Removes a file or a link. On Windows a link to a folder, or a junction, is removed as a folder.
pub(super) fn remove_entry(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(_) if unprotect(path) => fs::remove_file(path),
        Err(_) if cfg!(windows) && fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) => {
            fs::remove_dir(path)
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{EntryKind, Tree, remove, strip};

    #[test]
    fn lists_and_removes() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("public");
        assert!(Tree::scan(&root).unwrap().files.is_empty());
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::create_dir_all(root.join("c/empty")).unwrap();
        fs::write(root.join("a/b/x"), "").unwrap();
        let tree = Tree::scan(&root).unwrap();
        assert_eq!(tree.files.get(Path::new("a/b/x")), Some(&EntryKind::File));
        assert_eq!((tree.files.len(), tree.empty), (1, vec![PathBuf::from("c/empty")]));
        remove(&root).unwrap();
        remove(&root).unwrap();
        assert!(!root.exists());
    }

    #[test]
    fn strips_to_the_folders_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        for file in ["a/b/x", "a/c/y", "d/e/z", "w"] {
            fs::create_dir_all(dir.path().join(file).parent().unwrap()).unwrap();
            fs::write(dir.path().join(file), "").unwrap();
        }
        strip(dir.path(), &HashSet::from([Path::new("a"), Path::new("a/b"), Path::new("new")])).unwrap();
        let tree = Tree::scan(dir.path()).unwrap();
        assert_eq!((tree.files.len(), tree.empty), (0, vec![PathBuf::from("a/b")]));
    }

    #[cfg(unix)]
    #[test]
    fn removes_links_and_closed_folders_but_nothing_behind_them() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (root, kept) = (dir.path().join("public"), dir.path().join("kept"));
        fs::create_dir_all(root.join("closed")).unwrap();
        fs::create_dir_all(&kept).unwrap();
        fs::write(kept.join("x"), "").unwrap();
        fs::write(root.join("closed/y"), "").unwrap();
        symlink(&kept, root.join("link")).unwrap();
        fs::set_permissions(root.join("closed"), fs::Permissions::from_mode(0o555)).unwrap();
        assert_eq!(Tree::scan(&root).unwrap().files.get(Path::new("link")), Some(&EntryKind::Other));
        remove(&root).unwrap();
        assert!(kept.join("x").exists() && !root.exists());
    }
}
