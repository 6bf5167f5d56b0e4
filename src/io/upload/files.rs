//! The files that go to a host: the built site, and what the host itself needs. Read in one pass that counts, hashes and
//! stops when asked.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use md5::Md5;
use sha2::{Digest as _, Sha256};

use crate::base::output::{Entry, MANIFEST, Manifest};
use crate::base::path::RelPath;
use crate::io::refusal::shown;
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::remote::{Digest, RemoteFile};

/// A site that is ready to go.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    pub manifest: Manifest,
    root: PathBuf,
    /// Files that the build does not make.
    extra: BTreeMap<RelPath, Vec<u8>>,
}

/// One file while it is read.
pub(crate) struct Reading<'a> {
    inner: Box<dyn Read>,
    stop: &'a AtomicBool,
    count: &'a mut dyn FnMut(u64),
    read: u64,
    blake3: blake3::Hasher,
    sha256: Sha256,
    md5: Md5,
}

/// The hashes of what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hashes {
    sha256: String,
    md5: String,
}

impl Files {
    /// The site in the folder `root`, as its manifest lists it.
    pub(crate) fn of(root: &Path) -> anyhow::Result<Files> {
        let path = root.join(MANIFEST);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", shown(&path)))?;
        let Some(manifest) = Manifest::parse(&text) else { bail!("{} is no manifest", shown(&path)) };
        Ok(Files { manifest, root: root.to_owned(), extra: BTreeMap::new() })
    }

    /// Adds a file that is not on the disk.
    pub(crate) fn add(&mut self, path: RelPath, bytes: Vec<u8>) {
        let hash = blake3::hash(&bytes).to_hex().to_string();
        self.manifest.0.insert(path.clone(), Entry { size: bytes.len() as u64, hash });
        self.extra.insert(path, bytes);
    }

    /// Leaves a file out.
    pub(crate) fn drop(&mut self, path: &RelPath) {
        self.manifest.0.remove(path);
        self.extra.remove(path);
    }

    /// Opens a file. `count` is told how much of it has been read.
    pub(crate) fn open<'a>(
        &self,
        path: &RelPath,
        stop: &'a AtomicBool,
        count: &'a mut dyn FnMut(u64),
    ) -> Result<Reading<'a>, Fault> {
        let inner: Box<dyn Read> = match self.extra.get(path) {
            Some(bytes) => Box::new(Cursor::new(bytes.clone())),
            None => {
                let disk = self.root.join(path.as_str());
                let local = |error| Fault::new(Cause::Local, format!("{}: {error}", shown(&disk)));
                Box::new(File::open(&disk).map_err(local)?)
            }
        };
        Ok(Reading {
            inner,
            stop,
            count,
            read: 0,
            blake3: blake3::Hasher::new(),
            sha256: Sha256::new(),
            md5: Md5::new(),
        })
    }
}

impl Reading<'_> {
    /// The hashes of the file, if it is still the one that `entry` tells of.
    pub(crate) fn finish(self, entry: &Entry) -> Result<Hashes, Fault> {
        if self.read != entry.size || self.blake3.finalize().to_hex().as_str() != entry.hash {
            return Err(Fault::new(Cause::Local, "the file has changed since the build"));
        }
        Ok(Hashes { sha256: hex(&self.sha256.finalize()), md5: hex(&self.md5.finalize()) })
    }
}

impl Read for Reading<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Fault::new(Cause::Stopped, "").into_io());
        }
        let local = |error: io::Error| Fault::new(Cause::Local, error.to_string()).into_io();
        let read = self.inner.read(buffer).map_err(local)?;
        self.blake3.update(&buffer[..read]);
        self.sha256.update(&buffer[..read]);
        self.md5.update(&buffer[..read]);
        self.read += read as u64;
        (self.count)(self.read);
        Ok(read)
    }
}

impl Hashes {
    /// Whether a host holds a file of this size whole.
    pub(crate) fn fit(&self, size: u64, found: &RemoteFile) -> bool {
        let same = match &found.digest {
            Some(Digest::Sha256(theirs)) => *theirs == self.sha256,
            Some(Digest::Md5(theirs)) => *theirs == self.md5,
            None => true,
        };
        found.size == size && same
    }
}

/// Bytes in hexadecimal small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::atomic::AtomicBool;

    use super::{Cause, Digest, Files, MANIFEST, Manifest, RelPath, RemoteFile};

    #[test]
    fn a_file_is_hashed_counted_and_held_against_the_manifest() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(MANIFEST), Manifest::default().to_text()).unwrap();
        let mut files = Files::of(dir.path()).unwrap();
        let path = RelPath::new("a.txt").unwrap();
        files.add(path.clone(), b"abc".to_vec());
        let (stop, mut seen) = (AtomicBool::new(false), 0);
        let mut count = |read| seen = read;
        let mut reading = files.open(&path, &stop, &mut count).unwrap();
        reading.read_to_end(&mut Vec::new()).unwrap();
        let hashes = reading.finish(&files.manifest.0[&path]).unwrap();
        assert_eq!(seen, 3);
        let found = |size, digest| RemoteFile { size, digest };
        assert!(hashes.fit(3, &found(3, None)) && !hashes.fit(3, &found(2, None)));
        let md5 = Digest::Md5("900150983cd24fb0d6963f7d28e17f72".to_owned());
        assert!(hashes.fit(3, &found(3, Some(md5))) && !hashes.fit(3, &found(3, Some(Digest::Md5(String::new())))));

        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        let mut count = |_| {};
        let mut reading = files.open(&path, &stop, &mut count).unwrap();
        let error = reading.read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(super::Fault::line(&error).cause, Cause::Stopped);
        stop.store(false, std::sync::atomic::Ordering::Relaxed);
        let reading = files.open(&path, &stop, &mut count).unwrap();
        assert_eq!(reading.finish(&files.manifest.0[&path]).unwrap_err().cause, Cause::Local, "not read to its end");
    }
}
