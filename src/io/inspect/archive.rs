//! An archive that is opened with care: every part is unpacked within a limit of its own and one for the whole file,
//! whatever sizes the archive itself claims.

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::base::document::{Fault, FileKind};

/// Unpacked, one part has at most so many bytes, and all parts together.
const MAX_PART: u64 = 64 << 20;
const MAX_WHOLE: u64 = 192 << 20;

/// Parts of an archive; the largest office documents have some hundreds.
const MAX_PARTS: usize = 20_000;

pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    names: Vec<String>,
    left: u64,
}

impl Archive {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Archive, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?;
        if zip.len() > MAX_PARTS {
            return Err(Fault::Bomb);
        }
        let names = zip.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/")).collect();
        Ok(Archive { zip, names, left: MAX_WHOLE })
    }

    /// What the archive is, by the parts that every document of a kind has.
    pub(super) fn kind(&self) -> FileKind {
        let below = |folder: &str| self.names.iter().any(|name| name.starts_with(folder));
        match () {
            () if below("word/") => FileKind::Word,
            () if below("xl/") => FileKind::Excel,
            () if below("ppt/") => FileKind::PowerPoint,
            () if below("mimetype") && below("content.xml") => FileKind::OpenDocument,
            () => FileKind::Zip,
        }
    }

    /// The names of its parts, in the order of the archive.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Reads a part piece by piece.
    ///
    /// # Errors
    /// If there is no such part, if it cannot be unpacked, or asks for a password.
    pub(super) fn part(&mut self, name: &str) -> Result<BufReader<impl Read + use<'_>>, Fault> {
        let at = self.names.iter().position(|known| known == name).ok_or(Fault::Broken)?;
        let file = self.zip.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Fault::Locked,
            _ => Fault::Broken,
        })?;
        Ok(BufReader::new(Bounded { inner: file, left: MAX_PART, whole: &mut self.left }))
    }
}

/// A reader that fails beyond its limits, instead of ending: what is cut short must not pass for searched.
struct Bounded<'a, R> {
    inner: R,
    left: u64,
    whole: &'a mut u64,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let bytes = read as u64;
        if bytes > self.left || bytes > *self.whole {
            return Err(std::io::Error::from(std::io::ErrorKind::FileTooLarge));
        }
        self.left -= bytes;
        *self.whole -= bytes;
        Ok(read)
    }
}

/// Why a part could not be read to its end.
pub(super) fn fault(error: &std::io::Error) -> Fault {
    if error.kind() == std::io::ErrorKind::FileTooLarge { Fault::Bomb } else { Fault::Broken }
}
