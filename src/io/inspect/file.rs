//! One file, whatever it is and in whatever other it stands: each kind has its reader, and what none reads is said.

use crate::base::allowed::runs;
use crate::base::document::{Active, Fault, FileKind, Inspected, Location, Part, Unread};
use crate::io::inspect::archive::Archive;
use crate::io::inspect::found::{Found, cut};
use crate::io::inspect::limits::Budget;
use crate::io::inspect::{film, grid, members, office, old, pdf, picture, raw, signature, text};

/// Inspects a file; `ending` is that of its name, in small letters.
pub(super) fn inspect(bytes: Vec<u8>, ending: &str, budget: &mut Budget) -> Inspected {
    let mut found = read(bytes, ending, budget);
    found.more_numbers += cut(&mut found.numbers);
    found
}

fn read(bytes: Vec<u8>, ending: &str, budget: &mut Budget) -> Inspected {
    let kind = signature::kind(&bytes);
    let found = match kind {
        FileKind::Pdf => pdf::inspect(&bytes, budget.depth),
        FileKind::Zip => return archived(bytes, ending, budget),
        FileKind::Text | FileKind::WebPage | FileKind::Drawing => text::inspect(&bytes, kind, ending, budget),
        FileKind::Image => Ok(picture::inspect(&bytes)),
        FileKind::OldOffice if has_name(&bytes, "EncryptedPackage") => Err(Fault::Locked),
        FileKind::Empty => Ok(Inspected { unread: Vec::new(), ..Inspected::default() }),
        FileKind::Unknown if picture::is_other(&bytes) => Ok(picture::inspect(&bytes)),
        FileKind::OldOffice => Ok(old(&bytes, budget)),
        FileKind::Video | FileKind::Sound => {
            Ok(Inspected { is_hollow: film::is_hollow(&bytes, kind), ..unknown(&bytes) })
        }
        _ => Ok(unknown(&bytes)),
    };
    let mut found = match found {
        Ok(found) => Inspected { kind, ..found },
        Err(fault) => Inspected { kind, fault: Some(fault), ..Inspected::default() },
    };
    if matches!(kind, FileKind::Pdf | FileKind::Image) && found.active.is_none() {
        found.active = behind(&bytes, budget);
    }
    found
}

/// What of an archive that stands behind a document, and opens like any other, may not be published.
fn behind(bytes: &[u8], budget: &mut Budget) -> Option<Active> {
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06")?;
    // A file within a document may be an archive.
    if memchr::memmem::rfind(bytes, b"%%EOF").is_some_and(|last| end < last) {
        return None;
    }
    let mut archive = Archive::open(bytes.to_vec(), budget).ok()?;
    members::inspect(&mut archive, budget).ok()?.active
}

/// What an archive is shows only when it is open. One that does not open may have been any document. What is called an
/// archive is one, whatever folders are in it: each of its members is held against the list of what may be published.
fn archived(bytes: Vec<u8>, ending: &str, budget: &mut Budget) -> Inspected {
    let fault = |kind, fault| Inspected { kind, fault: Some(fault), ..Inspected::default() };
    let mut archive = match Archive::open(bytes, budget) {
        Ok(archive) => archive,
        Err(error) => return fault(FileKind::Unknown, error),
    };
    let kind = if ending == "zip" { FileKind::Zip } else { archive.kind() };
    let found = match kind {
        FileKind::Zip => members::inspect(&mut archive, budget),
        _ => office::inspect(&mut archive, kind, budget),
    };
    match found {
        Ok(found) => Inspected { kind, ..found },
        Err(error) => fault(kind, error),
    }
}

/// A document of the old kind: nothing of it is searched but the sheets of a workbook that is shown as a table.
fn old(bytes: &[u8], budget: &mut Budget) -> Inspected {
    let sheets = grid::old::read(bytes);
    let is_hollow = old::is_hollow(bytes, sheets.as_deref());
    let grids = budget.grids.take().and(sheets).unwrap_or_default();
    Inspected { is_hollow, ..grid::told(unknown(bytes), grids) }
}

/// A file that has no reader: what can be seen of its text is searched, and the whole counts as not read.
fn unknown(bytes: &[u8]) -> Inspected {
    let mut found = Found::new();
    found.text(&raw::texts(bytes), |_| Location::Part(Part::Properties));
    found.not_read(Unread::Whole);
    // A program that was put into a document stands in a container of its own; it says so itself.
    if has_name(bytes, "_VBA_PROJECT")
        || is_package(bytes)
        || memchr::memmem::find(bytes, b"program cannot be run in DOS mode").is_some()
    {
        found.inspected.active = Some(Active::Macros);
    }
    found.end()
}

/// Whether it is a file of any kind, packed up to be opened with a double click, that runs. Its name stands before its bytes.
fn is_package(bytes: &[u8]) -> bool {
    let name = |part: &[u8]| {
        let plain = part.len() < 300 && part.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
        let name = if plain { str::from_utf8(part).ok() } else { None };
        name.and_then(|name| name.rsplit_once('.'))
            .is_some_and(|(stem, ending)| !stem.is_empty() && runs(&ending.to_lowercase()))
    };
    has_name(bytes, "\u{1}Ole10Native") && bytes.split(|byte| *byte == 0).any(name)
}

/// Whether a container of the old kind has a part of this name. Word and Excel with a password are one around an encrypted
/// document of the new kind.
fn has_name(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}
