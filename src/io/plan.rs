//! What a build does to the output folder: which files stay, which are written, which go, and which are not ours.
//! Compares with what is on disk, not with what the manifest says of it: a page edited by hand is put right.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::output::{Asset, Changes, Entry, MANIFEST, Manifest, Output};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::io::content::Content;
use crate::io::output_paths::OutputPaths;
use crate::io::refusal::Refusal;
use crate::io::tree::{EntryKind, Tree};

/// One file of the new site.
#[derive(Debug)]
pub struct Planned<'a> {
    pub path: &'a RelPath,
    pub content: Content<'a>,
    pub fate: Fate,
}

#[derive(Debug)]
pub enum Fate {
    /// The file on disk is what it should be.
    Keep(Entry),
    Write,
}

#[derive(Debug)]
pub struct Plan<'a> {
    /// The files of the new site, in order.
    pub files: Vec<Planned<'a>>,
    /// The folders that they are in, those above before those below.
    pub folders: Vec<PathBuf>,
    /// Files of others, which stay.
    pub foreign: Vec<PathBuf>,
    /// Folders that are there for the files of others only, or empty by their will; in the same order.
    pub foreign_folders: Vec<PathBuf>,
    /// Files of the old site that the new one does not have.
    pub remove: Vec<RelPath>,
}

/// Compares every file of the output with the one on disk. On a first build there is nothing to look at.
pub fn compare<'a>(
    output: &'a Output,
    sources: &Sources,
    place: &OutputPaths,
    before: Option<&Manifest>,
) -> anyhow::Result<Vec<Planned<'a>>> {
    let assets: Vec<(&RelPath, &Asset)> = output.0.iter().collect();
    let planned = assets.into_par_iter().map(|(path, asset)| {
        let content = Content::of(asset, sources, &place.site);
        let same = match before {
            Some(before) => content.same_as(&place.out.join(path.as_str()), before.0.get(path))?,
            None => None,
        };
        Ok(Planned { path, content, fate: same.map_or(Fate::Write, Fate::Keep) })
    });
    planned.collect()
}

/// Whether the disk already holds the site, and its manifest says so.
pub fn is_done(files: &[Planned], before: &Manifest) -> bool {
    let stays = |file: &Planned| matches!(&file.fate, Fate::Keep(entry) if before.0.get(file.path) == Some(entry));
    files.len() == before.0.len() && files.iter().all(stays)
}

impl<'a> Plan<'a> {
    /// Fits the new files into `tree`, which stands at the output folder. `before` lists what in it is ours.
    pub fn make(
        mut files: Vec<Planned<'a>>,
        place: &OutputPaths,
        before: &Manifest,
        tree: &Tree,
    ) -> Result<Plan<'a>, Refusal> {
        let ours: HashSet<&Path> = before.0.keys().map(as_path).chain([Path::new(MANIFEST)]).collect();
        let new: HashSet<&Path> = files.iter().map(|file| as_path(file.path)).chain([Path::new(MANIFEST)]).collect();
        let new_folders = above(new.iter().copied());
        let foreign = foreign(tree, &ours, &new, &new_folders, place)?;
        let foreign_folders = foreign_folders(tree, &foreign, &ours, &new, &new_folders);
        let folders = sorted(new_folders);
        let remove = before.0.keys().filter(|path| !new.contains(as_path(path))).cloned().collect();
        for file in &mut files {
            if tree.files.get(as_path(file.path)) != Some(&EntryKind::File) {
                file.fate = Fate::Write; // a link to a file that is the same is not that file
            }
        }
        Ok(Plan { files, folders, foreign, foreign_folders, remove })
    }

    pub fn changes(&self) -> Changes {
        let written = self.files.iter().filter(|file| matches!(file.fate, Fate::Write));
        Changes { write: written.map(|file| file.path.clone()).collect(), remove: self.remove.clone() }
    }
}

/// A path with the separators of the system or not: Windows compares both as equal.
pub fn as_path(path: &RelPath) -> &Path {
    Path::new(path.as_str())
}

/// The files of others. One that stands where the site must write, or above or below such a place, is refused.
fn foreign(
    tree: &Tree,
    ours: &HashSet<&Path>,
    new: &HashSet<&Path>,
    new_folders: &HashSet<&Path>,
    place: &OutputPaths,
) -> Result<Vec<PathBuf>, Refusal> {
    let mut foreign: Vec<PathBuf> = tree.files.keys().filter(|path| !ours.contains(path.as_path())).cloned().collect();
    foreign.sort();
    let in_the_way =
        |path: &&PathBuf| new_folders.contains(path.as_path()) || path.ancestors().any(|part| new.contains(part));
    match foreign.iter().find(in_the_way) {
        Some(path) => Err(Refusal::InTheWay(place.out.join(path))),
        None => Ok(foreign),
    }
}

/// Folders that nothing of the new site is in: those above files of others, and empty ones that no old page was in.
fn foreign_folders(
    tree: &Tree,
    foreign: &[PathBuf],
    ours: &HashSet<&Path>,
    new: &HashSet<&Path>,
    new_folders: &HashSet<&Path>,
) -> Vec<PathBuf> {
    let old_folders = above(ours.iter().copied());
    let left = |path: &&Path| !old_folders.contains(path) && !path.ancestors().any(|part| new.contains(part));
    let empty: Vec<&Path> = tree.empty.iter().map(PathBuf::as_path).filter(left).collect();
    let all = above(foreign.iter().map(PathBuf::as_path).chain(empty.iter().copied()));
    sorted(all.into_iter().chain(empty).filter(|path| !new_folders.contains(path)))
}

fn sorted<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = folders.into_iter().map(Path::to_owned).collect();
    folders.sort();
    folders
}

/// The folders above some paths, without the root.
fn above<'p>(paths: impl Iterator<Item = &'p Path>) -> HashSet<&'p Path> {
    let mut folders = HashSet::new();
    for path in paths {
        let named = path.ancestors().skip(1).take_while(|folder| *folder != Path::new(""));
        for folder in named {
            if !folders.insert(folder) {
                break; // and so are those above it
            }
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{EntryKind, MANIFEST, Manifest, Plan, Refusal, RelPath, Tree, compare};
    use crate::base::output::{Asset, Entry, Output};
    use crate::base::source::Sources;
    use crate::io::output_paths::OutputPaths;

    fn output(paths: &[&str]) -> Output {
        Output(paths.iter().map(|path| (RelPath::new(path).unwrap(), Asset::Bytes(vec![]))).collect())
    }

    fn manifest(paths: &[&str]) -> Manifest {
        let entry = Entry { size: 0, hash: blake3::hash(b"").to_hex().to_string() };
        Manifest(paths.iter().map(|path| (RelPath::new(path).unwrap(), entry.clone())).collect())
    }

    /// Plans over a folder that is not there, so that everything is written.
    fn plan<'a>(new: &'a Output, before: &[&str], files: &[&str], empty: &[&str]) -> Result<Plan<'a>, String> {
        let dir = tempfile::tempdir().unwrap();
        let place = OutputPaths::find(dir.path(), &dir.path().join("public")).unwrap();
        let files = files.iter().map(|path| (PathBuf::from(path), EntryKind::Other)).collect();
        let tree = Tree { files, empty: empty.iter().map(PathBuf::from).collect() };
        let files = compare(new, &Sources::default(), &place, None).unwrap();
        Plan::make(files, &place, &manifest(before), &tree).map_err(|refusal| match refusal {
            Refusal::InTheWay(path) => path.strip_prefix(&place.out).unwrap().display().to_string(),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn keeps_files_and_folders_of_others() {
        let new = output(&["a/index.html", "index.html"]);
        let files = ["CNAME", "index.html", "old/x.html", "mine/deep/notes.txt", MANIFEST];
        let plan = plan(&new, &["index.html", "old/x.html", "gone/y.html"], &files, &["gone", "drop/here"]).unwrap();
        assert_eq!(plan.foreign, [PathBuf::from("CNAME"), PathBuf::from("mine/deep/notes.txt")]);
        assert_eq!(plan.folders, [PathBuf::from("a")]);
        assert_eq!(plan.foreign_folders, ["drop", "drop/here", "mine", "mine/deep"].map(PathBuf::from));
        assert_eq!(plan.remove, [RelPath::new("gone/y.html").unwrap(), RelPath::new("old/x.html").unwrap()]);
    }

    #[test]
    fn refuses_files_of_others_in_the_way() {
        let new = output(&["a/b.html", "c"]);
        for way in ["a/b.html", "a", "a/b.html/below", "c/below/it"] {
            assert_eq!(plan(&new, &[], &[way], &[]).unwrap_err(), way);
            assert!(plan(&new, &[way], &[way], &[]).is_ok(), "{way} is ours");
        }
        assert!(plan(&new, &[], &["a/c.html", "d"], &["a/b.html"]).is_ok());
    }
}
