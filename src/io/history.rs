//! What commands change in a site, kept before it is changed: `.prongsai/history/NUMBER/` has the old bytes of every file
//! that one command replaces or removes, what was new, when, and the command. So the last one can be taken back.
//!
//! The newest hundred commands are kept, as long as they have no more than 500 MB together; the last one always.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::base::path::RelPath;
use crate::io::output_paths::WORK;
use crate::io::replace;
use crate::io::work_folder::make;

const KEPT: usize = 100;
const KEPT_BYTES: u64 = 500 << 20;

/// One thing that a command does to a file, by its path from the root of the site.
#[derive(Debug)]
pub(crate) enum Act {
    /// A file that is not there yet.
    Create(RelPath, Vec<u8>),
    /// New bytes for a file that has still the old ones.
    Replace { path: RelPath, old: Vec<u8>, new: Vec<u8> },
    /// A file that has still these bytes goes.
    Remove { path: RelPath, old: Vec<u8> },
    /// A copy of a file from elsewhere, under a name that is not there yet.
    Copy { from: PathBuf, to: RelPath },
    /// Another name, that is not there yet.
    Move { from: RelPath, to: RelPath },
}

/// Why nothing was changed.
#[derive(Debug)]
pub(crate) enum NotChanged {
    /// This stands there already.
    Exists(RelPath),
    /// This is no longer what it was when the command, or the one to be taken back, saw it.
    Changed(RelPath),
    /// There is no command to take back.
    Nothing,
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for NotChanged {
    fn from(error: anyhow::Error) -> NotChanged {
        NotChanged::Failed(error)
    }
}

/// One command of the history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub time: String,
    pub command: String,
    pub undone: bool,
    pub files: Vec<Touched>,
}

/// A file before and after a command, by its hash; `None` where there was none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Touched {
    pub path: String,
    was: Option<String>,
    now: Option<String>,
}

/// Carries out what a command does: first the old bytes are kept, then the files are changed, all or none.
///
/// # Errors
/// If a file is not as the command took it to be, or the disk refuses.
pub(crate) fn carry_out(root: &Path, time: &str, command: &str, acts: &[Act]) -> Result<(), NotChanged> {
    let mut files = Vec::new();
    for act in acts {
        files.extend(act.touched(root)?);
    }
    let folder = fresh(root)?;
    let record = Record { time: time.to_owned(), command: command.to_owned(), undone: false, files };
    let outcome = keep(root, &folder, &record).map_err(NotChanged::from).and_then(|()| {
        let mut done = Vec::new();
        acts.iter().try_for_each(|act| act.apply(root).map(|()| done.push(act))).inspect_err(|_| {
            // What was done in this run is taken back; the kept bytes are those of a moment ago.
            let _ = put_back(root, &folder, &record);
        })
    });
    if outcome.is_err() {
        let _ = fs::remove_dir_all(&folder);
        return outcome;
    }
    prune(root);
    Ok(())
}

/// Takes the last command back that was not taken back, and tells which it was.
///
/// # Errors
/// If one of its files has changed since, or the disk refuses. Nothing is changed then.
pub(crate) fn undo(root: &Path) -> Result<Record, NotChanged> {
    let last = records(root)?.into_iter().find(|(_, record)| !record.undone);
    let (folder, mut record) = last.ok_or(NotChanged::Nothing)?;
    for (at, file) in record.files.iter().enumerate() {
        let (path, now) = (root.join(&file.path), hash(&root.join(&file.path))?);
        if now != file.now && now != file.was {
            return Err(NotChanged::Changed(RelPath::new(&file.path).context("a path of the history")?));
        }
        if now.is_some() {
            copy(&path, &folder.join(format!("new-{at}")))?;
        }
    }
    put_back(root, &folder, &record)?;
    record.undone = true;
    write_record(&folder, &record)?;
    Ok(record)
}

/// The commands of a site, the newest first.
///
/// # Errors
/// If the disk refuses.
pub(crate) fn list(root: &Path) -> Result<Vec<Record>> {
    Ok(records(root)?.into_iter().map(|(_, record)| record).collect())
}

impl Act {
    /// The files that it changes, after a look at whether it can.
    fn touched(&self, root: &Path) -> Result<Vec<Touched>, NotChanged> {
        let free = |path: &RelPath| match fs::symlink_metadata(root.join(path.as_str())) {
            Ok(_) => Err(NotChanged::Exists(path.clone())),
            Err(_) => Ok(()),
        };
        let one = |path: &RelPath, was, now| Touched { path: path.to_string(), was, now };
        match self {
            Act::Create(path, bytes) => {
                free(path)?;
                Ok(vec![one(path, None, Some(hash_of(bytes)))])
            }
            Act::Replace { path, old, .. } | Act::Remove { path, old } => {
                let now = if let Act::Replace { new, .. } = self { Some(hash_of(new)) } else { None };
                let was = hash(&root.join(path.as_str()))?;
                if was.as_ref() != Some(&hash_of(old)) {
                    return Err(NotChanged::Changed(path.clone()));
                }
                Ok(vec![one(path, was, now)])
            }
            Act::Copy { from, to } => {
                free(to)?;
                let now = hash(from)?.with_context(|| format!("there is no file {}", from.display()))?;
                Ok(vec![one(to, None, Some(now))])
            }
            Act::Move { from, to } => {
                free(to)?;
                let was = hash(&root.join(from.as_str()))?.with_context(|| format!("there is no file {from}"))?;
                Ok(vec![one(from, Some(was.clone()), None), one(to, None, Some(was))])
            }
        }
    }

    fn apply(&self, root: &Path) -> Result<(), NotChanged> {
        let at = |path: &RelPath| root.join(path.as_str());
        let taken = |path: &RelPath, error: anyhow::Error| match at(path).exists() {
            true => NotChanged::Exists(path.clone()),
            false => NotChanged::Failed(error),
        };
        match self {
            Act::Create(path, bytes) => replace::create(&at(path), &mut bytes.as_slice()).map_err(|e| taken(path, e)),
            Act::Replace { path, new, .. } => Ok(replace::file(&at(path), new)?),
            Act::Remove { path, .. } => Ok(fs::remove_file(at(path)).with_context(|| format!("cannot remove {path}"))?),
            Act::Copy { from, to } => {
                let mut file = fs::File::open(from).with_context(|| format!("cannot open {}", from.display()))?;
                replace::create(&at(to), &mut file).map_err(|error| taken(to, error))
            }
            Act::Move { from, to } => {
                replace::make_folder_of(&at(to))?;
                Ok(fs::rename(at(from), at(to)).with_context(|| format!("cannot rename {from}"))?)
            }
        }
    }
}

/// Writes down what is about to change, with the old bytes, and waits until it is on the disk.
fn keep(root: &Path, folder: &Path, record: &Record) -> Result<()> {
    for (at, file) in record.files.iter().enumerate().filter(|(_, file)| file.was.is_some()) {
        copy(&root.join(&file.path), &folder.join(format!("old-{at}")))?;
    }
    write_record(folder, record)
}

/// Gives every file back what it had before a command.
fn put_back(root: &Path, folder: &Path, record: &Record) -> Result<()> {
    for (at, file) in record.files.iter().enumerate() {
        let path = root.join(&file.path);
        // What a person has put there meanwhile stays.
        if hash(&path)? != file.now || file.now == file.was {
            continue;
        }
        match &file.was {
            Some(_) => {
                let kept = folder.join(format!("old-{at}"));
                let bytes = fs::read(&kept).with_context(|| format!("cannot read {}", kept.display()))?;
                replace::make_folder_of(&path)?;
                replace::file(&path, &bytes)?;
            }
            None => {
                fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
                // Folders that the command made for it; one that holds something else stays.
                let above = Path::new(&file.path).ancestors().skip(1).filter(|path| path.components().count() > 1);
                above.map(|path| fs::remove_dir(root.join(path))).take_while(io::Result::is_ok).for_each(drop);
            }
        }
    }
    Ok(())
}

/// The folders of the history with their records, the newest first. What cannot be read is no record.
fn records(root: &Path) -> Result<Vec<(PathBuf, Record)>> {
    let folders = numbered(root)?.into_iter().rev().map(|(_, path)| path);
    let read = |path: PathBuf| {
        let text = fs::read(path.join("record.json")).ok()?;
        Some((path, serde_json::from_slice(&text).ok()?))
    };
    Ok(folders.filter_map(read).collect())
}

/// The folders of the history by their numbers.
fn numbered(root: &Path) -> Result<Vec<(u32, PathBuf)>> {
    let place = history(root);
    let entries = match fs::read_dir(&place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot list {}", place.display())),
    };
    let number = |entry: fs::DirEntry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path()));
    let mut found: Vec<(u32, PathBuf)> = entries.filter_map(Result::ok).filter_map(number).collect();
    found.sort();
    Ok(found)
}

fn history(root: &Path) -> PathBuf {
    root.join(WORK).join("history")
}

/// A new folder of the history.
fn fresh(root: &Path) -> Result<PathBuf> {
    make(&root.join(WORK))?;
    let place = history(root);
    fs::create_dir_all(&place).with_context(|| format!("cannot create {}", place.display()))?;
    let first = numbered(root)?.last().map_or(1, |(number, _)| number + 1);
    for number in first.. {
        let folder = place.join(format!("{number:05}"));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            // Another command that began at the same moment.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| format!("cannot create {}", folder.display())),
        }
    }
    anyhow::bail!("no number is left in {}", place.display())
}

/// Lets the oldest commands go, by number and by size.
fn prune(root: &Path) {
    let Ok(folders) = numbered(root) else { return };
    let mut bytes = 0;
    for (at, (_, folder)) in folders.iter().rev().enumerate() {
        let sizes = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok()?.metadata().ok());
        bytes += sizes.map(|found| found.len()).sum::<u64>();
        if at > 0 && (at >= KEPT || bytes > KEPT_BYTES) {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

fn write_record(folder: &Path, record: &Record) -> Result<()> {
    let text = serde_json::to_string_pretty(record).context("a record is JSON")?;
    replace::file(&folder.join("record.json"), text.as_bytes())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = || format!("cannot keep {}", from.display());
    fs::copy(from, to).with_context(copied)?;
    // Opened for writing, as Windows asks.
    fs::File::options().write(true).open(to).and_then(|file| file.sync_all()).with_context(copied)
}

/// The hash of a file; `None` where there is none.
fn hash(path: &Path) -> Result<Option<String>> {
    let mut hasher = blake3::Hasher::new();
    match fs::File::open(path) {
        Ok(mut file) => {
            io::copy(&mut file, &mut hasher).with_context(|| format!("cannot read {}", path.display()))?;
            Ok(Some(hasher.finalize().to_hex().to_string()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Act, NotChanged, RelPath, carry_out, list, undo};

    fn path(name: &str) -> RelPath {
        RelPath::new(name).unwrap()
    }

    fn replace(name: &str, old: &str, new: &str) -> Act {
        Act::Replace { path: path(name), old: old.into(), new: new.into() }
    }

    fn read(root: &Path, name: &str) -> String {
        fs::read_to_string(root.join(name)).unwrap()
    }

    #[test]
    fn commands_are_taken_back_one_after_the_other() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        carry_out(root, "1", "first", &[Act::Create(path("content/a"), b"one".to_vec())]).unwrap();
        let from = root.join("content/a");
        let acts = [
            replace("content/a", "one", "two"),
            Act::Copy { from, to: path("content/new/b") },
            Act::Move { from: path("content/a"), to: path("content/c") },
        ];
        carry_out(root, "2", "second", &acts[..2]).unwrap();
        carry_out(root, "3", "third", &acts[2..]).unwrap();
        assert_eq!((read(root, "content/c"), read(root, "content/new/b")), ("two".into(), "two".into()));
        assert_eq!(undo(root).unwrap().command, "third");
        assert_eq!(undo(root).unwrap().command, "second");
        assert_eq!(read(root, "content/a"), "one");
        assert!(!root.join("content/new").exists() && !root.join("content/c").exists());
        assert_eq!(undo(root).unwrap().command, "first");
        assert!(matches!(undo(root), Err(NotChanged::Nothing)));
        assert_eq!(list(root).unwrap().iter().filter(|record| record.undone).count(), 3);
        assert_eq!(read(root, ".prongsai/.gitignore"), "*\n");
    }

    #[test]
    fn what_a_person_has_changed_since_is_not_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let acts = ["content/a", "content/b"].map(|name| Act::Create(path(name), b"x".to_vec()));
        carry_out(root, "1", "new", &acts).unwrap();
        fs::write(root.join("content/b"), "mine").unwrap();
        assert!(matches!(undo(root), Err(NotChanged::Changed(path)) if path.as_str() == "content/b"));
        assert_eq!((read(root, "content/a"), read(root, "content/b")), ("x".into(), "mine".into()));
        let stale = [replace("content/b", "x", "y")];
        assert!(matches!(carry_out(root, "2", "edit", &stale), Err(NotChanged::Changed(_))));
        assert_eq!(list(root).unwrap().len(), 1);
    }

    #[test]
    fn all_files_or_none() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::write(root.join("b"), "mine").unwrap();
        let create = |name: &str| Act::Create(path(name), b"x".to_vec());
        let outcome = carry_out(root, "1", "new", &[create("a/x"), create("b")]);
        assert!(matches!(outcome, Err(NotChanged::Exists(path)) if path.as_str() == "b"));
        // A file where a folder should be is met only while writing.
        let acts = [replace("b", "mine", "new"), create("a/x"), create("b/c")];
        assert!(matches!(carry_out(root, "1", "new", &acts), Err(NotChanged::Failed(_))));
        assert!(!root.join("a").exists());
        assert_eq!((read(root, "b"), list(root).unwrap().len()), ("mine".into(), 0));
    }

    #[test]
    fn the_oldest_commands_are_let_go() {
        let dir = tempfile::tempdir().unwrap();
        for at in 0..=super::KEPT {
            carry_out(dir.path(), "1", &at.to_string(), &[Act::Create(path(&format!("a{at}")), Vec::new())]).unwrap();
        }
        let kept = list(dir.path()).unwrap();
        assert_eq!((kept.len(), kept.last().unwrap().command.as_str()), (super::KEPT, "1"));
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_new_files() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        carry_out(dir.path(), "1", "new", &[Act::Create(path("a"), Vec::new())]).unwrap();
        fs::write(dir.path().join("plain"), "").unwrap();
        let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("a"), mode("plain"));
    }
}
