//! What a build does to the output folder as a whole: which files go, which are not ours, which folders there will be.
//! What is in the files of the site is not asked here.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::base::output::{MANIFEST, Manifest};
use crate::base::path::RelPath;
use crate::io::output_paths::OutputPaths;
use crate::io::refusal::Refusal;
use crate::io::tree::{EntryKind, Tree};

#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The files of the new site, in the order in which they are made.
    pub paths: &'a [RelPath],
    /// The folders that they are in, those above before those below.
    pub folders: Vec<PathBuf>,
    /// Files of others, which stay.
    pub foreign: Vec<PathBuf>,
    /// Folders that are there for the files of others only, or empty by their will; in the same order.
    pub foreign_folders: Vec<PathBuf>,
    /// Files of the old site that the new one does not have.
    pub remove: Vec<RelPath>,
    /// The old site, as its manifest lists it.
    pub before: &'a Manifest,
    tree: &'a Tree,
}

impl<'a> Plan<'a> {
    /// Fits the new files into `tree`, which stands at the output folder. `before` lists what in it is ours.
    pub(super) fn make(
        paths: &'a [RelPath],
        place: &OutputPaths,
        before: &'a Manifest,
        tree: &'a Tree,
    ) -> Result<Plan<'a>, Refusal> {
        let ours: HashSet<&Path> = before.0.keys().map(as_path).chain([Path::new(MANIFEST)]).collect();
        let new: HashSet<&Path> = paths.iter().map(as_path).chain([Path::new(MANIFEST)]).collect();
        let new_folders = above(new.iter().copied());
        let foreign = foreign(tree, &ours, &new, &new_folders, place)?;
        let foreign_folders = foreign_folders(tree, &foreign, &ours, &new, &new_folders);
        let folders = sorted(new_folders);
        let remove = before.0.keys().filter(|path| !new.contains(as_path(path))).cloned().collect();
        Ok(Plan { paths, folders, foreign, foreign_folders, remove, before, tree })
    }

    /// Whether a file of the old site stands at a path. A link to a file that is the same is not that file.
    pub(super) fn stands(&self, path: &RelPath) -> bool {
        self.tree.files.get(as_path(path)) == Some(&EntryKind::File)
    }
}

/// A path with the separators of the system or not: Windows compares both as equal.
pub(super) fn as_path(path: &RelPath) -> &Path {
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

    use super::{EntryKind, MANIFEST, Manifest, Plan, Refusal, RelPath, Tree};
    use crate::base::output::Entry;
    use crate::io::output_paths::OutputPaths;

    fn paths(paths: &[&str]) -> Vec<RelPath> {
        paths.iter().map(|path| RelPath::new(path).unwrap()).collect()
    }

    /// A folder with files: the site that was there before, and all that stands there now.
    struct Folder {
        before: Manifest,
        tree: Tree,
    }

    fn folder(before: &[&str], files: &[&str], empty: &[&str]) -> Folder {
        let entry = Entry { size: 0, hash: blake3::hash(b"").to_hex().to_string() };
        let before = Manifest(paths(before).into_iter().map(|path| (path, entry.clone())).collect());
        let files = files.iter().map(|path| (PathBuf::from(path), EntryKind::Other)).collect();
        Folder { before, tree: Tree { files, empty: empty.iter().map(PathBuf::from).collect() } }
    }

    /// The plan, or the file that is in the way.
    fn plan<'a>(new: &'a [RelPath], Folder { before, tree }: &'a Folder) -> Result<Plan<'a>, String> {
        let dir = tempfile::tempdir().unwrap();
        let place = OutputPaths::find(dir.path(), &dir.path().join("public")).unwrap();
        Plan::make(new, &place, before, tree).map_err(|refusal| match refusal {
            Refusal::InTheWay(path) => path.strip_prefix(&place.out).unwrap().display().to_string().replace('\\', "/"),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn keeps_files_and_folders_of_others() {
        let new = paths(&["a/index.html", "index.html"]);
        let files = ["CNAME", "index.html", "old/x.html", "mine/deep/notes.txt", MANIFEST];
        let folder = folder(&["index.html", "old/x.html", "gone/y.html"], &files, &["gone", "drop/here"]);
        let plan = plan(&new, &folder).unwrap();
        assert_eq!(plan.foreign, [PathBuf::from("CNAME"), PathBuf::from("mine/deep/notes.txt")]);
        assert_eq!(plan.folders, [PathBuf::from("a")]);
        assert_eq!(plan.foreign_folders, ["drop", "drop/here", "mine", "mine/deep"].map(PathBuf::from));
        assert_eq!(plan.remove, paths(&["gone/y.html", "old/x.html"]));
    }

    #[test]
    fn refuses_files_of_others_in_the_way() {
        let new = paths(&["a/b.html", "c"]);
        for way in ["a/b.html", "a", "a/b.html/below", "c/below/it"] {
            assert_eq!(plan(&new, &folder(&[], &[way], &[])).unwrap_err(), way);
            assert!(plan(&new, &folder(&[way], &[way], &[])).is_ok(), "{way} is ours");
        }
        assert!(plan(&new, &folder(&[], &["a/c.html", "d"], &["a/b.html"])).is_ok());
    }
}
