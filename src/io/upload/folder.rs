//! A folder of this computer or one that is mounted, as a host.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use sha2::{Digest as _, Sha256};

use crate::base::limits;
use crate::io::real::real;
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::files::hex;
use crate::io::upload::remote::{Digest, Listed, Remote, RemoteFile};

pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder must be there: a drive that is not mounted must not be taken for an empty host.
    pub(super) fn open(root: &Path) -> Result<Folder, Fault> {
        let found = fs::metadata(root).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Fault::new(Cause::Missing, root.display().to_string()),
            _ => at(root, &error),
        })?;
        match found.is_dir() {
            true => Ok(Folder { root: root.to_owned() }),
            false => Err(at(root, &ErrorKind::NotADirectory.into())),
        }
    }

    fn is_inside(&self, path: &Path) -> bool {
        real(path).is_ok_and(|path| real(&self.root).is_ok_and(|root| path.starts_with(root)))
    }

    fn path(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.root.clone() } else { self.root.join(path) }
    }
}

impl Remote for Folder {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.path(path);
        let Some(file) = or_none(File::open(&path)).map_err(|error| at(&path, &error))? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(limits::RECORD + 1).read_to_end(&mut bytes).map_err(|error| at(&path, &error))?;
        if bytes.len() as u64 > limits::RECORD {
            return Err(Fault::long(&path.display().to_string()));
        }
        Ok(Some(bytes))
    }

    fn write(&mut self, path: &str, content: &mut dyn Read, _: u64) -> Result<(), Fault> {
        let path = self.path(path);
        let mut write = || {
            let mut file = File::create(&path)?;
            io::copy(content, &mut file)?;
            file.sync_all()
        };
        write().map_err(|error| at(&path, &error))
    }

    fn look(&mut self, path: &str) -> Result<Option<RemoteFile>, Fault> {
        let path = self.path(path);
        let look = || {
            let mut file = File::open(&path)?;
            if !file.metadata()?.is_file() {
                return Ok(None);
            }
            let mut hasher = Sha256::new();
            let size = io::copy(&mut file, &mut Hashing(&mut hasher))?;
            Ok(Some(RemoteFile { size, digest: Some(Digest::Sha256(hex(&hasher.finalize()))) }))
        };
        or_none(look()).map(Option::flatten).map_err(|error| at(&path, &error))
    }

    fn written(&mut self, path: &str) -> Result<Option<u64>, Fault> {
        let time = fs::metadata(self.path(path)).and_then(|found| found.modified()).ok();
        Ok(time.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map(|since| since.as_secs()))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let to = self.path(to);
        fs::rename(self.path(from), &to).map_err(|error| at(&to, &error))
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        let path = self.path(path);
        or_none(fs::remove_file(&path)).map(drop).map_err(|error| at(&path, &error))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        let path = self.path(path);
        match fs::create_dir(&path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists || !path.is_dir() => Err(at(&path, &error)),
            // A link that leads out of the folder would have us write where nobody meant.
            Err(_) if !self.is_inside(&path) => Err(at(&path, &ErrorKind::PermissionDenied.into())),
            _ => Ok(()),
        }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        // Not empty, or not there: both are well.
        let _ = fs::remove_dir(self.path(path));
        Ok(())
    }

    fn list(&mut self, path: &str) -> Result<Vec<Listed>, Fault> {
        let path = self.path(path);
        let list = || {
            let names = fs::read_dir(&path)?.map(|entry| {
                let entry = entry?;
                let found = fs::metadata(entry.path()).ok();
                let is_folder = found.as_ref().is_some_and(fs::Metadata::is_dir);
                let size = found.filter(|_| !is_folder).map(|found| found.len());
                Ok(Listed { name: entry.file_name().to_string_lossy().into_owned(), is_folder, size })
            });
            names.collect::<io::Result<Vec<_>>>()
        };
        or_none(list()).map(Option::unwrap_or_default).map_err(|error| at(&path, &error))
    }

    fn claim(&mut self, path: &str) -> Result<bool, Fault> {
        let path = self.path(path);
        match fs::create_dir(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(at(&path, &error)),
        }
    }
}

/// Hashes what is written to it.
struct Hashing<'a>(&'a mut Sha256);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn or_none<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A fault of the disk, with its path.
fn at(path: &Path, error: &io::Error) -> Fault {
    let mut fault = Fault::disk(error);
    if error.get_ref().is_none_or(|inner| !inner.is::<Fault>()) {
        fault.text = format!("{}: {}", path.display(), fault.text);
    }
    fault
}
