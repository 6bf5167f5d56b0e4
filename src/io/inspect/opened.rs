//! An attachment, opened once: its hash is made of the same open file that is then read, and whoever gets its bytes gets those
//! of the hash or an error. It is never whole in memory here.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use crate::base::document::{Fault, Inspected};
use crate::io::inspect::{signature, unread};
use crate::io::look::Look;

const PIECE: usize = 64 << 10;

/// Why nothing can be said of a file.
#[derive(Debug)]
pub(crate) enum NotRead {
    Failed(io::Error),
    /// It was not the same from the beginning to the end.
    Changed,
}

impl From<io::Error> for NotRead {
    fn from(error: io::Error) -> NotRead {
        NotRead::Failed(error)
    }
}

pub(super) struct Opened<'a> {
    file: File,
    path: &'a Path,
    pub look: Look,
    pub hash: String,
    /// The ending of its name, in small letters.
    pub ending: String,
}

impl<'a> Opened<'a> {
    /// Opens a file and reads it once, for its hash.
    pub(super) fn open(path: &'a Path) -> Result<Opened<'a>, NotRead> {
        let file = File::open(path)?;
        let look = Look::of(&file.metadata()?);
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let mut opened = Opened { file, path, look, hash: String::new(), ending };
        opened.hash = opened.pass_on(&mut io::sink())?.1;
        Ok(opened)
    }

    pub(super) fn size(&self) -> u64 {
        self.look.size
    }

    /// What there is to say of it by its first bytes and its name.
    pub(super) fn unread(&mut self, fault: Fault) -> Result<Inspected, NotRead> {
        self.file.rewind()?;
        let mut head = Vec::with_capacity(signature::HEAD);
        Read::by_ref(&mut self.file).take(signature::HEAD as u64).read_to_end(&mut head)?;
        Ok(unread(signature::kind(&head), &self.ending, fault))
    }

    /// Writes its bytes to a process. Tells whether that took all of them.
    pub(super) fn send(&mut self, to: &mut impl Write) -> Result<bool, NotRead> {
        let (taken, hash) = self.pass_on(to)?;
        if hash != self.hash { Err(NotRead::Changed) } else { Ok(taken) }
    }

    /// Whether the file at its path is still the one that was opened, with the bytes that it had.
    pub(super) fn stayed(&self) -> Result<bool, NotRead> {
        let (own, there) = (Look::of(&self.file.metadata()?), Look::of(&std::fs::metadata(self.path)?));
        Ok(own.has_bytes_of(&self.look) && there.has_bytes_of(&self.look))
    }

    /// Reads all of it once more and passes it on. Tells whether all was taken, and the hash of what was read.
    fn pass_on(&mut self, to: &mut impl Write) -> Result<(bool, String), NotRead> {
        self.file.rewind()?;
        let (mut piece, mut hasher, mut left, mut taken) =
            (vec![0; PIECE], blake3::Hasher::new(), self.look.size, true);
        loop {
            let read = self.file.read(&mut piece)?;
            left = left.checked_sub(read as u64).ok_or(NotRead::Changed)?;
            if read == 0 {
                break;
            }
            hasher.update(&piece[..read]);
            taken = taken && to.write_all(&piece[..read]).is_ok();
        }
        if left > 0 { Err(NotRead::Changed) } else { Ok((taken, hasher.finalize().to_hex().to_string())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that another program goes on writing to is given up at once, and not followed for ever.
    #[test]
    fn no_more_is_read_than_there_was() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"ab").unwrap();
        let mut opened = Opened::open(file.path()).unwrap();
        assert!(opened.send(&mut io::sink()).unwrap());
        for length in [3, 1] {
            file.as_file().set_len(length).unwrap();
            assert!(matches!(opened.pass_on(&mut io::sink()), Err(NotRead::Changed)), "{length}");
        }
    }
}
