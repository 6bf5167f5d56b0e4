//! The content of one output file, wherever it comes from: comparing it with a file on disk and writing it there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::base::diag::Diagnostic;
use crate::base::output::{Asset, Entry};
use crate::base::path::RelPath;
use crate::base::reading::{changed, unfit};
use crate::base::span::Span;
use crate::io::pictures::store::{NotMade, Pictures};
use crate::io::refusal::shown;

const CHUNK: usize = 64 * 1024;

pub(super) enum Content {
    Bytes(Vec<u8>),
    /// Bytes that could not be made, and why.
    Faulty(Diagnostic),
    /// A file of the site, too large perhaps to hold in memory, and the hash that it must have where one is known.
    File(Source),
}

pub(super) struct Source {
    name: RelPath,
    path: PathBuf,
    hash: Option<String>,
}

/// Why a file was not written.
#[derive(Debug)]
pub(super) enum NotWritten {
    /// It is not what was inspected, or nothing could be made of it.
    Faulty(Diagnostic),
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for NotWritten {
    fn from(error: anyhow::Error) -> NotWritten {
        NotWritten::Failed(error)
    }
}

impl Content {
    pub(super) fn of(asset: Asset, site: &Path, pictures: &Pictures) -> Content {
        match asset {
            Asset::Bytes(bytes) => Content::Bytes(bytes),
            Asset::Picture(recipe) => match pictures.make(&recipe) {
                Ok(bytes) => Content::Bytes(bytes),
                Err(NotMade::Changed) => Content::Faulty(changed(&recipe.path)),
                Err(NotMade::Unfit(why)) => Content::Faulty(unfit(&recipe.path, &Span::file(&recipe.path), why)),
            },
            Asset::CopyOf { path: name, hash } => Content::File(Source { path: site.join(name.as_str()), name, hash }),
        }
    }

    /// The entry for the manifest if `disk` has this content already. A file of the site is taken for equal by size and
    /// time, as make and rsync do, and read only when the time differs. Where the hash of the content is known, that is what
    /// must be there. What cannot be read at `disk` differs.
    pub(super) fn same_as(&self, disk: &Path, before: Option<&Entry>) -> anyhow::Result<Option<Entry>> {
        match self {
            Content::Bytes(bytes) => Ok(same_bytes(bytes, disk).unwrap_or(false).then(|| entry(bytes))),
            Content::Faulty(_) => Ok(None),
            Content::File(Source { path: source, hash, .. }) => {
                let stat = fs::metadata(source).with_context(|| format!("cannot read {}", shown(source)))?;
                let Ok(found) = fs::symlink_metadata(disk) else { return Ok(None) };
                if !found.is_file() || found.len() != stat.len() {
                    return Ok(None);
                }
                let known = |entry: &&Entry| hash.as_ref().is_none_or(|hash| *hash == entry.hash);
                match (before.filter(known), hash) {
                    (Some(entry), _) if entry.size == stat.len() && same_time(&found, &stat) => Ok(Some(entry.clone())),
                    (_, Some(hash)) => Ok(entry_of(disk).ok().filter(|entry| entry.hash == *hash)),
                    (_, None) => same_file(source, disk),
                }
            }
        }
    }

    /// Writes a new file. A copy gets the time of its source, which is how the next build knows it.
    pub(super) fn write(&self, to: &Path) -> Result<Entry, NotWritten> {
        let create = || File::create_new(to).with_context(|| format!("cannot create {}", shown(to)));
        match self {
            Content::Faulty(finding) => Err(NotWritten::Faulty(finding.clone())),
            Content::Bytes(bytes) => {
                create()?.write_all(bytes).with_context(|| format!("cannot write {}", shown(to)))?;
                Ok(entry(bytes))
            }
            Content::File(Source { name, path, hash }) => {
                let entry = copy(path, &mut create()?, to)?;
                match hash {
                    Some(hash) if *hash != entry.hash => Err(NotWritten::Faulty(changed(name))),
                    _ => Ok(entry),
                }
            }
        }
    }
}

fn entry(bytes: &[u8]) -> Entry {
    Entry { size: bytes.len() as u64, hash: blake3::hash(bytes).to_hex().to_string() }
}

fn same_time(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    matches!((one.modified(), other.modified()), (Ok(one), Ok(other)) if one == other)
}

fn same_bytes(bytes: &[u8], disk: &Path) -> io::Result<bool> {
    let found = fs::symlink_metadata(disk)?;
    if !found.is_file() || found.len() != bytes.len() as u64 {
        return Ok(false); // to open a pipe would be to wait for its writer
    }
    let mut file = File::open(disk)?;
    let mut buffer = [0; CHUNK];
    for chunk in bytes.chunks(CHUNK) {
        let read = &mut buffer[..chunk.len()];
        file.read_exact(read)?;
        if read != chunk {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What a file would be in a manifest.
fn entry_of(path: &Path) -> io::Result<Entry> {
    let mut hasher = blake3::Hasher::new();
    let size = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(Entry { size, hash: hasher.finalize().to_hex().to_string() })
}

/// Whether one file has what the other begins with, which is all of it where both are of one length.
pub(super) fn same_file(source: &Path, disk: &Path) -> anyhow::Result<Option<Entry>> {
    let reading = || format!("cannot read {}", shown(source));
    let mut file = File::open(source).with_context(reading)?;
    let Ok(mut other) = File::open(disk) else { return Ok(None) };
    let (mut buffer, mut found) = (vec![0; CHUNK], vec![0; CHUNK]);
    let (mut hasher, mut size) = (blake3::Hasher::new(), 0);
    loop {
        let read = file.read(&mut buffer).with_context(reading)?;
        if read == 0 {
            return Ok(Some(Entry { size, hash: hasher.finalize().to_hex().to_string() }));
        }
        let same = other.read_exact(&mut found[..read]).is_ok() && found[..read] == buffer[..read];
        if !same {
            return Ok(None);
        }
        hasher.update(&buffer[..read]);
        size += read as u64;
    }
}

fn copy(source: &Path, file: &mut File, to: &Path) -> anyhow::Result<Entry> {
    let reading = || format!("cannot read {}", shown(source));
    let writing = || format!("cannot write {}", shown(to));
    let mut from = File::open(source).with_context(reading)?;
    // Asked before reading: a source that changes meanwhile then looks older than it is, and is compared again.
    let time = from.metadata().and_then(|stat| stat.modified()).with_context(reading)?;
    let mut buffer = vec![0; CHUNK];
    let (mut hasher, mut size) = (blake3::Hasher::new(), 0);
    loop {
        let read = from.read(&mut buffer).with_context(reading)?;
        if read == 0 {
            break;
        }
        file.write_all(&buffer[..read]).with_context(writing)?;
        hasher.update(&buffer[..read]);
        size += read as u64;
    }
    file.set_modified(time).with_context(writing)?;
    Ok(Entry { size, hash: hasher.finalize().to_hex().to_string() })
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::{Asset, CHUNK, Content, NotWritten, Pictures, RelPath, entry};

    #[test]
    fn bytes_are_compared_in_full() {
        let dir = tempfile::tempdir().unwrap();
        let disk = dir.path().join("x");
        for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let mut bytes = vec![7; len];
            fs::write(&disk, &bytes).unwrap();
            let same = |bytes: &[u8]| Content::Bytes(bytes.to_vec()).same_as(&disk, None).unwrap();
            assert_eq!(same(&bytes), Some(entry(&bytes)));
            bytes.push(7);
            assert_eq!(same(&bytes), None);
            bytes.pop();
            if let Some(last) = bytes.last_mut() {
                *last = 8;
                assert_eq!(same(&bytes), None);
            }
        }
        assert_eq!(Content::Bytes(Vec::new()).same_as(&dir.path().join("missing"), None).unwrap(), None);
    }

    #[test]
    fn a_copy_has_the_time_of_its_source_and_is_known_by_it() {
        let dir = tempfile::tempdir().unwrap();
        let (source, copied) = (dir.path().join("from"), dir.path().join("to"));
        fs::write(&source, "first").unwrap();
        let then = SystemTime::now() - Duration::from_secs(1000);
        let touch = |time| File::options().write(true).open(&source).unwrap().set_modified(time).unwrap();
        touch(then);
        let asset = |hash| Asset::CopyOf { path: RelPath::new("from").unwrap(), hash };
        let content = Content::of(asset(None), dir.path(), &Pictures::reading(dir.path()));
        let written = content.write(&copied).unwrap();
        assert_eq!(written, entry(b"first"));
        assert_eq!(content.same_as(&copied, Some(&written)).unwrap(), Some(written.clone()));
        assert_eq!(content.same_as(&copied, None).unwrap(), Some(written.clone()), "read without a manifest");
        let stale = [entry(b"first, and longer"), entry(b"f")];
        for stale in &stale {
            let same = content.same_as(&copied, Some(stale)).unwrap();
            assert_eq!(same, Some(written.clone()), "read when the manifest is of another file");
        }
        touch(then + Duration::from_secs(5));
        assert_eq!(
            content.same_as(&copied, Some(&written)).unwrap(),
            Some(written.clone()),
            "read when the time differs"
        );
        fs::write(&source, "other").unwrap();
        assert_eq!(content.same_as(&copied, Some(&written)).unwrap(), None);
        fs::remove_file(&source).unwrap();
        let Err(NotWritten::Failed(error)) = content.write(&dir.path().join("new")) else { panic!("it was written") };
        assert!(format!("{error:#}").contains("from"));
    }

    #[test]
    fn what_has_another_hash_is_neither_kept_nor_written() {
        let dir = tempfile::tempdir().unwrap();
        let (source, copied) = (dir.path().join("from"), dir.path().join("to"));
        fs::write(&source, "clean").unwrap();
        let inspected = entry(b"clean");
        let asset = Asset::CopyOf { path: RelPath::new("from").unwrap(), hash: Some(inspected.hash.clone()) };
        let content = Content::of(asset, dir.path(), &Pictures::reading(dir.path()));
        assert_eq!(content.write(&copied).unwrap(), inspected);
        assert_eq!(content.same_as(&copied, Some(&inspected)).unwrap(), Some(inspected.clone()));
        assert_eq!(content.same_as(&copied, None).unwrap(), Some(inspected.clone()), "read without a manifest");

        // Of the same size and the same time on both sides, as a swap would have it.
        fs::write(&source, "dirty").unwrap();
        fs::write(&copied, "dirty").unwrap();
        let then = SystemTime::now() - Duration::from_secs(1000);
        for path in [&source, &copied] {
            File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
        }
        assert_eq!(content.same_as(&copied, Some(&entry(b"dirty"))).unwrap(), None);
        assert_eq!(content.same_as(&copied, None).unwrap(), None);
        let Err(NotWritten::Faulty(finding)) = content.write(&dir.path().join("new")) else { panic!("it was written") };
        assert_eq!((finding.at.path.as_str(), finding.rule.code), ("from", "file-unreadable"));
    }
}
