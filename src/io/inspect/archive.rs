//! An archive that is opened with care: every part is unpacked within a limit of its own and one for the whole file,
//! whatever sizes the archive itself claims.

use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::base::document::{Fault, FileKind};
use crate::io::inspect::limits::{Budget, MAX_KEPT, MAX_PART, fault};
use crate::io::inspect::references::Plain;
use crate::io::inspect::{decode, raw, xml};

pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    names: Vec<String>,
    /// What its bytes say outside the data of its parts.
    pub outside: Outside,
}

/// What of an archive belongs to no part.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// Text in comments, names, further fields, and between the parts.
    pub words: String,
    /// Whether there are more bytes than its list of parts accounts for.
    pub unlisted: bool,
}

impl Archive {
    pub(super) fn open(bytes: Vec<u8>, budget: &mut Budget) -> Result<Archive, Fault> {
        let outside = outside(&bytes)?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?;
        budget.parts = budget.parts.checked_sub(zip.len()).ok_or(Fault::Bomb)?;
        let name = |at: usize| zip.name_for_index(at).and_then(Result::ok).map(|name| name.replace('\\', "/"));
        let names = (0..zip.len()).map(|at| name(at).unwrap_or_default()).collect();
        Ok(Archive { zip, names, outside })
    }

    /// What the archive is, by the parts that every document of a kind has.
    pub(super) fn kind(&self) -> FileKind {
        let below = |folder: &str| self.names.iter().any(|name| name.starts_with(folder));
        // Documents at the top, beside such a folder, are what people unpack.
        let document = |name: &String| {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
            !name.contains('/') && FileKind::of_ending(&ending).is_some_and(|kind| kind != FileKind::Text)
        };
        match () {
            () if self.names.iter().any(document) => FileKind::Zip,
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

    /// Whether a part only leads to another file, as links of some systems do.
    pub(super) fn is_link(&mut self, at: usize) -> bool {
        self.zip.by_index_raw(at).is_ok_and(|part| part.unix_mode().is_some_and(|mode| mode & 0o17_0000 == 0o12_0000))
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
            return Ok(Some(Source::Part(Box::new(Plain::new(self.part(at, budget)?)))));
        }
        let bytes = self.bytes(at, budget)?;
        Ok(bytes.map(|bytes| Source::Whole(Cursor::new(decode::decode(&bytes).0.into_owned().into_bytes()))))
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

/// Bytes of an archive that may stand between two parts: the sizes that some programs write after each.
const SLACK: usize = 24;

/// The records that stand between the list of the parts and the end of a large archive.
const LARGE: usize = 56 + 20;

fn outside(bytes: &[u8]) -> Result<Outside, Fault> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?;
    let place = |at: u64| usize::try_from(at).unwrap_or(bytes.len()).min(bytes.len());
    let mut parts = Vec::with_capacity(zip.len());
    for at in 0..zip.len() {
        let Ok(part) = zip.by_index_raw(at) else { continue };
        let begin = part.header_start();
        let data = part.data_start().unwrap_or(begin);
        // A folder has no data; if there are any, nobody reads them.
        let size = if part.is_dir() { 0 } else { part.compressed_size() };
        parts.push((place(begin), place(data), place(data.saturating_add(size))));
    }
    parts.sort_unstable();
    let list = place(zip.central_directory_start());
    let mut outside = Outside { unlisted: behind(bytes, list), ..Outside::default() };
    let mut end = 0;
    for (begin, data, after) in parts.into_iter().chain([(list, bytes.len(), 0)]) {
        outside.unlisted |= begin > end + SLACK;
        outside.words.push_str(&raw::texts(bytes.get(end..data).unwrap_or_default()));
        end = end.max(after);
    }
    Ok(outside)
}

/// Whether more than is accounted for stands after the list of the parts: before the end of the archive or after it.
fn behind(bytes: &[u8], list: usize) -> bool {
    let number = |at: usize| bytes.get(at..at + 2).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let begins = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(mark));
    let mut at = list;
    while begins(at, b"PK\x01\x02") {
        at += 46 + number(at + 28) + number(at + 30) + number(at + 32);
    }
    let large = if begins(at, b"PK\x06\x06") { LARGE } else { 0 };
    let last = memchr::memmem::rfind(bytes, b"PK\x05\x06").unwrap_or(at);
    last > at + large + SLACK || bytes.len() > last + 22 + number(last + 20) + SLACK
}

/// A reader that fails beyond its limits, instead of ending: what is cut short must not pass for searched.
pub(in crate::io) struct Bounded<'a, R> {
    pub inner: R,
    /// What it may still give, and what all readers of the archive may.
    pub left: u64,
    pub whole: &'a mut u64,
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
