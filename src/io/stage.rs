//! Builds the new site beside the old one: what stays is linked, what changed is written, the files of others come along.
//! The manifest is written last, so that a tree without one is known to be unfinished.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};
use rayon::prelude::*;

use crate::base::output::{Entry, MANIFEST, Manifest};
use crate::base::path::RelPath;
use crate::io::place::Place;
use crate::io::plan::{Fate, Plan, Planned};
use crate::io::refusal::shown;

/// Folders and files that are made one after another by one thread.
const BATCH: usize = 16;

/// Builds the whole tree; its folder must not exist yet.
pub fn build(plan: &Plan, place: &Place) -> anyhow::Result<()> {
    let stage = place.stage();
    make_folder(&stage)?;
    make_folders(plan, &stage)?;
    let entry = |file: &Planned| Ok((file.path.clone(), put(file, place, &stage)?));
    let entries =
        plan.files.par_iter().with_min_len(BATCH).map(entry).collect::<anyhow::Result<Vec<(RelPath, Entry)>>>()?;
    plan.foreign.par_iter().with_min_len(BATCH).try_for_each(|path| link(&place.out.join(path), &stage.join(path)))?;

    let manifest = Manifest(entries.into_iter().collect());
    let path = stage.join(MANIFEST);
    fs::write(&path, manifest.to_text()).with_context(|| format!("cannot write {}", shown(&path)))?;
    keep_modes(plan, place, &stage)
}

/// A link to `from`, a copy of it where the file system has no links or does not allow this one.
pub fn link(from: &Path, to: &Path) -> anyhow::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let keeping = || format!("cannot keep {} at {}", shown(from), shown(to));
    let found = fs::symlink_metadata(from).with_context(keeping)?;
    if found.is_symlink() {
        return fs::read_link(from).and_then(|target| link_again(from, &target, to)).with_context(keeping);
    }
    if !found.is_file() {
        bail!("cannot keep {}: it is neither file, folder nor link; move it out of the output folder", shown(from));
    }
    copy(from, to, &found).with_context(keeping)
}

/// Folders level by level, each once: asking for every file whether its folder is there costs more than the file.
fn make_folders(plan: &Plan, stage: &Path) -> anyhow::Result<()> {
    let deepest = plan.folders.iter().map(|path| path.components().count()).max().unwrap_or(0);
    let mut levels = vec![Vec::new(); deepest + 1];
    for path in &plan.folders {
        levels[path.components().count()].push(path);
    }
    let make = |level: Vec<_>| level.par_iter().with_min_len(BATCH).try_for_each(|path| make_folder(&stage.join(path)));
    levels.into_iter().try_for_each(make)
}

fn make_folder(path: &Path) -> anyhow::Result<()> {
    fs::create_dir(path).with_context(|| format!("cannot create {}", shown(path)))
}

fn put(file: &Planned, place: &Place, stage: &Path) -> anyhow::Result<Entry> {
    let to = stage.join(file.path.as_str());
    match &file.fate {
        Fate::Write => file.content.write(&to),
        Fate::Keep(entry) => link(&place.out.join(file.path.as_str()), &to).map(|()| entry.clone()),
    }
}

fn copy(from: &Path, to: &Path, found: &fs::Metadata) -> io::Result<()> {
    let (mut source, mut file) = (File::open(from)?, File::create_new(to)?);
    io::copy(&mut source, &mut file)?;
    file.flush()?;
    file.set_modified(found.modified()?)?;
    file.set_permissions(found.permissions())
}

/// The output folder and the folders of others keep their modes; those below first, as one above may close the way.
fn keep_modes(plan: &Plan, place: &Place, stage: &Path) -> anyhow::Result<()> {
    let mut folders: Vec<&Path> = plan.foreign_folders.iter().map(|path| path.as_path()).collect();
    folders.sort();
    for path in folders.into_iter().rev().chain([Path::new("")]) {
        let (from, to) = (place.out.join(path), stage.join(path));
        match fs::metadata(&from) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {} // the first build
            found => found
                .and_then(|found| fs::set_permissions(&to, found.permissions()))
                .with_context(|| format!("cannot keep the mode of {}", shown(&from)))?,
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link_again(_from: &Path, target: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, to)
}

#[cfg(windows)]
fn link_again(from: &Path, target: &Path, to: &Path) -> io::Result<()> {
    match fs::metadata(from).is_ok_and(|found| found.is_dir()) {
        true => std::os::windows::fs::symlink_dir(target, to),
        false => std::os::windows::fs::symlink_file(target, to),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{copy, link};

    #[test]
    fn a_copy_stands_in_for_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        fs::write(&from, "text").unwrap();
        let mut permissions = fs::metadata(&from).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&from, permissions).unwrap();
        let found = fs::metadata(&from).unwrap();
        copy(&from, &to, &found).unwrap();
        let copied = fs::metadata(&to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "text");
        assert_eq!(
            (copied.modified().unwrap(), copied.permissions()),
            (found.modified().unwrap(), found.permissions())
        );
        let error = link(&dir.path().join("missing"), &dir.path().join("new")).unwrap_err();
        assert!(format!("{error:#}").contains("missing"), "{error:#}");
    }
}
