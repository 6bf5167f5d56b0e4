//! An archive that is opened with care: every part is unpacked within a limit of its own and one for the whole file,
//! whatever sizes the archive itself claims.

use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::base::document::{Fault, FileKind};
use crate::io::inspect::limits::{Budget, MAX_KEPT, MAX_PART, fault};
use crate::io::inspect::{decode, xml};

pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    names: Vec<String>,
    /// What its bytes say outside its parts: comments, names, and what no list names.
    pub outside: Outside,
}

/// What of an archive belongs to no part.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// Text in the comments of the archive and of its parts.
    pub comments: String,
    /// Whether there are more bytes than its list of parts accounts for.
    pub unlisted: bool,
}

impl Archive {
    pub(super) fn open(bytes: Vec<u8>, budget: &mut Budget) -> Result<Archive, Fault> {
        let after = after(&bytes);
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?;
        budget.parts = budget.parts.checked_sub(zip.len()).ok_or(Fault::Bomb)?;
        let name = |at: usize| zip.name_for_index(at).and_then(Result::ok).map(|name| name.replace('\\', "/"));
        let names = (0..zip.len()).map(|at| name(at).unwrap_or_default()).collect();
        let mut outside = outside(&mut zip);
        outside.unlisted |= after > SLACK;
        Ok(Archive { zip, names, outside })
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

    /// The part that has a name.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Reads a part piece by piece.
    ///
    /// # Errors
    /// If it cannot be unpacked, or asks for a password.
    pub(super) fn part<'a>(
        &'a mut self,
        at: usize,
        budget: &'a mut Budget,
    ) -> Result<BufReader<impl Read + use<'a>>, Fault> {
        let file = self.zip.by_index(at).map_err(|error| fault_of(&error))?;
        Ok(BufReader::new(Bounded { inner: file, left: MAX_PART, whole: &mut budget.left }))
    }

    /// A part as a whole; `None` if it is too large to be kept.
    pub(super) fn bytes(&mut self, at: usize, budget: &mut Budget) -> Result<Option<Vec<u8>>, Fault> {
        let file = self.zip.by_index(at).map_err(|error| fault_of(&error))?;
        let most = MAX_KEPT.max(file.compressed_size().saturating_mul(2));
        let mut bytes = Vec::new();
        let mut bounded = Bounded { inner: file, left: MAX_PART, whole: &mut budget.left };
        bounded.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    /// A part as XML in UTF-8, whatever it is stored in; `None` if it is something else, or too large to be turned.
    pub(super) fn xml<'a>(&'a mut self, at: usize, budget: &'a mut Budget) -> Result<Option<impl BufRead + 'a>, Fault> {
        let (is_xml, is_plain) = {
            let mut part = self.part(at, budget)?;
            let head = part.fill_buf().map_err(|error| fault(&error))?;
            (xml::begins(head), xml::is_plain(head))
        };
        if !is_xml {
            return Ok(None);
        }
        if is_plain {
            return Ok(Some(Source::Part(Box::new(self.part(at, budget)?))));
        }
        let bytes = self.bytes(at, budget)?;
        Ok(bytes.map(|bytes| Source::Whole(Cursor::new(decode::decode(&bytes).0.into_bytes()))))
    }
}

/// Where the XML of a part comes from.
enum Source<R> {
    Part(Box<R>),
    Whole(Cursor<Vec<u8>>),
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Source::Part(part) => part.read(buffer),
            Source::Whole(text) => text.read(buffer),
        }
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        match self {
            Source::Part(part) => part.fill_buf(),
            Source::Whole(text) => text.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Source::Part(part) => part.consume(amount),
            Source::Whole(text) => text.consume(amount),
        }
    }
}

/// Bytes of an archive that may stand between two parts, such as the sizes that some programs write after each.
const SLACK: u64 = 64;

/// How many bytes stand after the end of the list of parts and the comment that follows it.
fn after(bytes: &[u8]) -> u64 {
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06").map_or(bytes.len(), |at| {
        let length = bytes.get(at + 20..at + 22).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
        at + 22 + length
    });
    bytes.len().saturating_sub(end) as u64
}

fn outside(zip: &mut ZipArchive<Cursor<Vec<u8>>>) -> Outside {
    let mut comments = String::from_utf8_lossy(zip.comment()).into_owned();
    let mut places = Vec::with_capacity(zip.len());
    for at in 0..zip.len() {
        let Ok(part) = zip.by_index_raw(at) else { continue };
        comments.push('\n');
        comments.push_str(part.comment());
        let begin = part.header_start();
        places.push((begin, part.data_start().unwrap_or(begin) + part.compressed_size()));
    }
    places.sort_unstable();
    let mut end = zip.offset();
    let mut unlisted = end > SLACK;
    for (begin, after) in places.into_iter().chain([(zip.central_directory_start(), 0)]) {
        unlisted |= begin > end + SLACK;
        end = end.max(after);
    }
    Outside { comments, unlisted }
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

fn fault_of(error: &ZipError) -> Fault {
    if matches!(error, ZipError::UnsupportedArchive(_)) { Fault::Locked } else { Fault::Broken }
}
