//! Builds the new site beside the old one: every file is pulled and compared with the one on the disk, what changed is
//! written, what stays is linked, the files of others come along. The manifest is written last, so that a tree without one
//! is known to be unfinished.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rayon::prelude::*;

use crate::base::diag::Diagnostic;
use crate::base::output::{Entry, MANIFEST, Manifest, Output};
use crate::base::path::RelPath;
use crate::io::busy::Patience;
use crate::io::content::{Content, NotWritten};
use crate::io::output_paths::OutputPaths;
use crate::io::pictures::store::Pictures;
use crate::io::plan::Plan;
use crate::io::refusal::{WriteError, shown};
use crate::io::tree;

/// Folders and files that are made one after another by one thread.
const BATCH: usize = 16;

/// From so many folders on, the next stage uses those of the old site: 20,000 are made and removed in 2 to 20 seconds,
/// and that for one changed page. Fewer are not worth a second tree beside the site.
const MANY: usize = 1000;

/// The files of the new site, by where they are once they were made.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// In the stage.
    pub written: BTreeMap<RelPath, Entry>,
    /// In the old site, which has the same.
    pub kept: BTreeMap<RelPath, Entry>,
}

/// Makes every file and writes those that differ from the old site. The folder of the stage must not exist yet. A fault in
/// a template or a file that is not what was inspected stops nothing, so that all are told at once.
pub(super) fn fill(output: &dyn Output, plan: &Plan, place: &OutputPaths) -> Result<Filled, WriteError> {
    let stage = place.stage();
    begin(plan, place, &stage)?;
    make_folders(plan, &stage)?;
    let pictures = Pictures::keeping(&place.site);
    // One after another, as each is asked for: the order of the paths is the best one.
    let pulled = plan.paths.iter().par_bridge().map(|path| pull(output, path, plan, place, &pictures));
    let (mut filled, mut faults) = (Filled::default(), Vec::new());
    for pulled in pulled.collect::<anyhow::Result<Vec<Pulled>>>()? {
        match pulled {
            Pulled::Written(path, entry) => drop(filled.written.insert(path, entry)),
            Pulled::Kept(path, entry) => drop(filled.kept.insert(path, entry)),
            Pulled::Faulty(finding) => faults.push(finding),
        }
    }
    if !faults.is_empty() {
        return Err(WriteError::Faulty(faults));
    }
    pictures.sweep();
    Ok(filled)
}

/// Completes a stage: links what stays, brings the files of others along, and writes the manifest.
pub(super) fn finish(filled: Filled, plan: &Plan, place: &OutputPaths) -> anyhow::Result<()> {
    let stage = place.stage();
    let keep = |path: &Path| link(&place.out.join(path), &stage.join(path));
    let kept: Vec<&RelPath> = filled.kept.keys().collect();
    kept.into_par_iter().with_min_len(BATCH).try_for_each(|path| keep(Path::new(path.as_str())))?;
    plan.foreign.par_iter().with_min_len(BATCH).try_for_each(|path| keep(path))?;

    let mut manifest = Manifest(filled.kept);
    manifest.0.extend(filled.written);
    let path = stage.join(MANIFEST);
    fs::write(&path, manifest.to_text()).with_context(|| format!("cannot write {}", shown(&path)))?;
    keep_modes(plan, place, &stage)
}

/// Takes away what stands where the new site was built: the old one, or a stage that was not needed. What resists, the next
/// build removes.
pub(super) fn discard(plan: &Plan, place: &OutputPaths) -> io::Result<()> {
    let stage = place.stage();
    if plan.folders.len() < MANY {
        return tree::remove(&stage).and_then(|()| tree::remove(&place.folders()));
    }
    match fs::symlink_metadata(&stage) {
        Ok(_) => tree::strip(&stage, &own_folders(plan)).and_then(|()| fs::rename(stage, place.folders())),
        Err(_) => Ok(()), // the first build
    }
}

impl Filled {
    /// Whether the disk holds the site already, and its manifest says so.
    pub(super) fn is_done(&self, before: &Manifest) -> bool {
        self.written.is_empty() && self.kept == before.0
    }
}

/// What came of one file.
enum Pulled {
    Written(RelPath, Entry),
    Kept(RelPath, Entry),
    Faulty(Diagnostic),
}

fn pull(
    output: &dyn Output,
    path: &RelPath,
    plan: &Plan,
    place: &OutputPaths,
    pictures: &Pictures,
) -> anyhow::Result<Pulled> {
    let content = match output.make(path) {
        Some(Ok(asset)) => Content::of(asset, &place.site, pictures),
        Some(Err(finding)) => return Ok(Pulled::Faulty(finding)),
        None => bail!("{path} is no file of the site"),
    };
    let same = match plan.stands(path) {
        true => content.same_as(&place.out.join(path.as_str()), plan.before.0.get(path))?,
        false => None,
    };
    Ok(match same {
        Some(entry) => Pulled::Kept(path.clone(), entry),
        None => match content.write(&place.stage().join(path.as_str())) {
            Ok(entry) => Pulled::Written(path.clone(), entry),
            Err(NotWritten::Faulty(finding)) => Pulled::Faulty(finding),
            Err(NotWritten::Failed(error)) => return Err(error),
        },
    })
}

/// A link to `from`, a copy of it where the file system has no links or does not allow this one.
pub(super) fn link(from: &Path, to: &Path) -> anyhow::Result<()> {
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

/// Begins with the folders of an earlier site, if they were kept; stripped again, as nobody knows what came into them.
fn begin(plan: &Plan, place: &OutputPaths, stage: &Path) -> anyhow::Result<()> {
    let reused = fs::rename(place.folders(), stage).and_then(|()| tree::strip(stage, &own_folders(plan)));
    if reused.is_err() {
        tree::remove(stage).with_context(|| format!("cannot remove {}", shown(stage)))?;
        make_folder(stage)?;
    }
    Ok(())
}

fn own_folders<'p>(plan: &'p Plan) -> HashSet<&'p Path> {
    plan.folders.iter().map(PathBuf::as_path).collect()
}

/// Folders level by level, each once: asking for every file whether its folder is there costs more than the file.
fn make_folders(plan: &Plan, stage: &Path) -> anyhow::Result<()> {
    let mut levels: BTreeMap<usize, Vec<&PathBuf>> = BTreeMap::new();
    for path in plan.folders.iter().chain(&plan.foreign_folders) {
        levels.entry(path.components().count()).or_default().push(path);
    }
    let make =
        |level: &Vec<_>| level.par_iter().with_min_len(BATCH).try_for_each(|path| make_folder(&stage.join(path)));
    levels.values().try_for_each(make)
}

fn make_folder(path: &Path) -> anyhow::Result<()> {
    // One that has just been removed may not be gone yet.
    match Patience::for_scanners().wait(path, || fs::create_dir(path)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.with_context(|| format!("cannot create {}", shown(path))),
    }
}

pub(super) fn copy(from: &Path, to: &Path, found: &fs::Metadata) -> io::Result<()> {
    let (mut source, mut file) = (File::open(from)?, File::create_new(to)?);
    io::copy(&mut source, &mut file)?;
    file.flush()?;
    file.set_modified(found.modified()?)?;
    file.set_permissions(found.permissions())
}

/// The output folder and the folders of others keep their modes; those below first, as one above may close the way.
fn keep_modes(plan: &Plan, place: &OutputPaths, stage: &Path) -> anyhow::Result<()> {
    for path in plan.foreign_folders.iter().rev().map(PathBuf::as_path) {
        keep_mode(&place.out.join(path), &stage.join(path))?;
    }
    match fs::symlink_metadata(&place.out) {
        Ok(_) => keep_mode(&place.out, stage),
        Err(_) => Ok(()), // the first build
    }
}

/// Asks before it sets: where modes mean nothing, as on a memory stick, setting one is an error.
fn keep_mode(from: &Path, to: &Path) -> anyhow::Result<()> {
    let keeping = || format!("cannot keep the mode of {}", shown(from));
    let permissions = |path: &Path| fs::metadata(path).map(|found| found.permissions()).with_context(keeping);
    let wanted = permissions(from)?;
    if permissions(to)? != wanted {
        fs::set_permissions(to, wanted).with_context(keeping)?;
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
