//! What commands change in a site, kept before it is changed: `.prongsai/history/NUMBER/` has the old bytes of every file
//! that one command replaces or removes, what was new, when, and the command. So the last one can be taken back.
//!
//! The newest hundred commands are kept, as long as they have no more than 500 MB together; the last one always.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::path::RelPath;
use crate::io::history::place::{is_inside, missing_folders};
use crate::io::output_paths::WORK;
use crate::io::replace;
use crate::io::work_folder::make;

pub(crate) use crate::io::history::place::is_one;

mod place;

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
    /// A copy of a file from elsewhere that has this hash, under a name that is not there yet.
    Copy { from: PathBuf, to: RelPath, hash: String },
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
    /// This leads out of the site by a link.
    Outside(RelPath),
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
    /// The folders that it made, the innermost first.
    #[serde(default)]
    made: Vec<String>,
}

/// A file before and after a command, by its hash; `None` where there was none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Touched {
    #[serde(serialize_with = "as_text", deserialize_with = "sound")]
    pub path: RelPath,
    was: Option<String>,
    now: Option<String>,
    /// The name that differs in its letters' case only, where the disk takes both for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

/// Carries out what a command does: first the old bytes are kept, then the files are changed, all or none.
///
/// # Errors
/// If a file is not as the command took it to be, or the disk refuses.
pub(crate) fn carry_out(root: &Path, time: &str, command: &str, acts: &[Act]) -> Result<(), NotChanged> {
    let _lock = hold(root)?;
    let mut files = Vec::new();
    for act in acts {
        files.extend(act.touched(root)?);
    }
    // Each act was looked at by what is on the disk, so that a second one on the same file would be about another. Only one
    // that gets another case of its name is written as well.
    let mut seen = BTreeSet::new();
    if let Some(twice) = files.iter().find(|file| file.from.is_none() && !seen.insert(&file.path)) {
        return Err(NotChanged::Exists(twice.path.clone()));
    }
    let folder = fresh(root)?;
    let made = missing_folders(root, files.iter().map(|file| &file.path));
    let record = Record { time: time.to_owned(), command: command.to_owned(), undone: false, files, made };
    let kept = keep(root, &folder, &record).map_err(NotChanged::from);
    let outcome = kept.and_then(|()| acts.iter().try_for_each(|act| act.apply(root)));
    let Err(why) = outcome else {
        prune(root);
        return Ok(());
    };
    // What was done in this run is taken back. Where the disk refuses that too, the record stays for `undo`.
    put_back(root, &folder, &record)?;
    let _ = fs::remove_dir_all(&folder);
    Err(why)
}

/// Takes the last command back that was not taken back, and tells which it was, with the files that are as before it. With
/// `leave`, files that have changed since stay as they are, and the others are taken back.
///
/// # Errors
/// If one of its files has changed since, or the disk refuses. Nothing is changed then.
pub(crate) fn undo(root: &Path, leave: bool) -> Result<Record, NotChanged> {
    let _lock = hold(root)?;
    let last = records(root)?.into_iter().find(|(_, record)| !record.undone);
    let (folder, mut record) = last.ok_or(NotChanged::Nothing)?;
    let mut edited = Vec::new();
    for file in &record.files {
        inside(root, &file.path)?;
        let now = hash(&root.join(file.path.as_str()))?;
        if now != file.now && now != file.was {
            edited.push(file.path.clone());
        }
    }
    if let Some(first) = edited.first().filter(|_| !leave) {
        return Err(NotChanged::Changed(first.clone()));
    }
    put_back(root, &folder, &record)?;
    record.undone = true;
    write_record(&folder, &record)?;
    record.files.retain(|file| !edited.contains(&file.path));
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
    /// The places in the site that it is about.
    pub(crate) fn paths(&self) -> Vec<&RelPath> {
        match self {
            Act::Create(path, _) | Act::Replace { path, .. } | Act::Remove { path, .. } => vec![path],
            Act::Copy { to, .. } => vec![to],
            Act::Move { from, to } => vec![from, to],
        }
    }

    /// The files that it changes, after a look at whether it can.
    fn touched(&self, root: &Path) -> Result<Vec<Touched>, NotChanged> {
        let free = |path: &RelPath| match fs::symlink_metadata(root.join(path.as_str())) {
            Ok(_) => Err(NotChanged::Exists(path.clone())),
            Err(_) => Ok(()),
        };
        let one = |path: &RelPath, was, now| Touched { path: path.clone(), was, now, from: None };
        for path in self.paths() {
            inside(root, path)?;
        }
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
            Act::Copy { to, hash: expected, .. } => {
                free(to)?;
                Ok(vec![one(to, None, Some(expected.clone()))])
            }
            Act::Move { from, to } if is_one(root, from, to) => {
                let was = hash(&root.join(from.as_str()))?;
                Ok(vec![Touched { from: Some(from.as_str().to_owned()), ..one(to, was.clone(), was) }])
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
            Act::Remove { path, .. } => Ok(replace::remove(&at(path))?),
            Act::Copy { from, to, hash: expected } => {
                let mut file = fs::File::open(from).with_context(|| format!("cannot open {}", from.display()))?;
                replace::create(&at(to), &mut file).map_err(|error| taken(to, error))?;
                // What came in is what was looked at, or it goes again.
                if hash(&at(to))?.as_ref() == Some(expected) {
                    return Ok(());
                }
                replace::remove(&at(to))?;
                Err(NotChanged::Changed(to.clone()))
            }
            Act::Move { from, to } => {
                replace::make_folder_of(&at(to))?;
                Ok(replace::rename(&at(from), &at(to))?)
            }
        }
    }
}

/// Writes down what is about to change, with the old bytes, and waits until it is on the disk.
fn keep(root: &Path, folder: &Path, record: &Record) -> Result<()> {
    for (at, file) in record.files.iter().enumerate().filter(|(_, file)| file.was.is_some()) {
        copy(&root.join(file.path.as_str()), &folder.join(format!("old-{at}")))?;
    }
    write_record(folder, record)
}

/// Gives every file back what it had before a command. One that the disk refuses does not keep the others back.
fn put_back(root: &Path, folder: &Path, record: &Record) -> Result<()> {
    let all = record.files.iter().enumerate().rev();
    let all = all.map(|(at, file)| give_back(root, file, &folder.join(format!("old-{at}"))));
    let given = all.fold(Ok(()), Result::and);
    // Folders that the command made; one that holds something else stays.
    for made in record.made.iter().filter_map(|made| RelPath::new(made)) {
        let _ = fs::remove_dir(root.join(made.as_str()));
    }
    given
}

fn give_back(root: &Path, file: &Touched, kept: &Path) -> Result<()> {
    let path = root.join(file.path.as_str());
    // What a person has put there meanwhile stays.
    if hash(&path)? != file.now {
        return Ok(());
    }
    if let Some(from) = file.from.as_deref().and_then(RelPath::new) {
        return replace::rename(&path, &root.join(from.as_str()));
    }
    if file.now == file.was {
        return Ok(());
    }
    if file.was.is_some() {
        let bytes = fs::read(kept).with_context(|| format!("cannot read {}", kept.display()))?;
        replace::make_folder_of(&path)?;
        return replace::file(&path, &bytes);
    }
    replace::remove(&path)
}

/// Refuses a place that a link leads out of the site.
fn inside(root: &Path, path: &RelPath) -> Result<(), NotChanged> {
    if is_inside(root, path)? { Ok(()) } else { Err(NotChanged::Outside(path.clone())) }
}

/// Waits until no other command changes the site. The system drops the lock when the process ends.
fn hold(root: &Path) -> Result<fs::File> {
    make(&root.join(WORK))?;
    let place = history(root);
    fs::create_dir_all(&place).with_context(|| format!("cannot create {}", place.display()))?;
    let path = place.join("lock");
    let file = fs::File::options().create(true).write(true).truncate(false).open(&path);
    let file = file.with_context(|| format!("cannot open {}", path.display()))?;
    file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    Ok(file)
}

/// The folders of the history with their records, the newest first. A folder without one is of a command that was cut off
/// before it changed anything.
fn records(root: &Path) -> Result<Vec<(PathBuf, Record)>> {
    let mut found = Vec::new();
    for (_, folder) in numbered(root)?.into_iter().rev() {
        let place = folder.join("record.json");
        match fs::read(&place) {
            Ok(text) => {
                let record = serde_json::from_slice(&text);
                found.push((folder, record.with_context(|| format!("{} is damaged", place.display()))?));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", place.display())),
        }
    }
    Ok(found)
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
    let place = history(root);
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

/// Copies bytes alone: a file that may only be read is kept like any other.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = || format!("cannot keep {}", from.display());
    let mut source = fs::File::open(from).with_context(copied)?;
    let mut kept = fs::File::create_new(to).with_context(copied)?;
    io::copy(&mut source, &mut kept).and_then(|_| kept.sync_all()).with_context(copied)
}

fn as_text<S: Serializer>(path: &RelPath, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(path.as_str())
}

/// A path that stays within the site: a record may come with somebody's folder.
fn sound<'de, D: Deserializer<'de>>(from: D) -> Result<RelPath, D::Error> {
    let text = String::deserialize(from)?;
    RelPath::new(&text).ok_or_else(|| D::Error::custom("a path that leads out of the site"))
}

/// The hash of a file; `None` where there is none.
fn hash(path: &Path) -> Result<Option<String>> {
    let mut hasher = blake3::Hasher::new();
    match fs::File::open(path) {
        Ok(mut file) => {
            io::copy(&mut file, &mut hasher).with_context(|| format!("cannot read {}", path.display()))?;
            Ok(Some(hasher.finalize().to_hex().to_string()))
        }
        // Below what is no folder there is nothing either.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

#[cfg(test)]
mod tests;
