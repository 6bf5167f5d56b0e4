//! What the bytes of an attachment say: one reader for each format. They run in a process of their own (`worker`), which may
//! open nothing and has little memory and time (`confinement`); `workers` keeps two of those, `inspector` asks them and
//! remembers the answers (`memory`). Whatever a file holds, the answer is a value: a hostile one ends in a `Fault`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use crate::base::document::{Fault, FileKind, Inspected};

mod active;
pub(super) mod archive;
mod calendar;
pub mod confinement;
mod decode;
mod drawing;
mod elements;
mod file;
mod film;
mod formula;
mod found;
mod grid;
pub mod inspector;
mod json;
pub(super) mod limits;
mod members;
mod memory;
mod office;
mod old;
mod opened;
mod packed;
mod pdf;
mod picture;
mod quoted;
mod raw;
mod references;
mod rich;
mod roles;
mod rows;
mod said;
mod sheet;
mod signature;
mod text;
pub(crate) mod worker;
mod workers;
mod xml;

pub(crate) use limits::MAX_READ;

/// Deeply nested documents need more than a thread has by default.
const STACK: usize = 16 << 20;

/// Inspects a whole file in this process; `ending` is that of its name, in small letters. For files that are known to be
/// harmless: nothing is bounded but the stack.
pub fn bytes_of(bytes: Vec<u8>, ending: &str) -> Inspected {
    apart(bytes, ending, false)
}

/// The same with the sheets of a file that is shown as a table.
pub fn grids_of(bytes: Vec<u8>, ending: &str) -> Inspected {
    apart(bytes, ending, true)
}

fn apart(bytes: Vec<u8>, ending: &str, grids: bool) -> Inspected {
    let ending = ending.to_owned();
    let reader = thread::Builder::new().stack_size(STACK).spawn(move || within(bytes, &ending, 0, grids));
    let found = reader.ok().and_then(|reader| reader.join().ok());
    found.unwrap_or(Inspected { fault: Some(Fault::Broken), ..Inspected::default() })
}

/// Inspects a whole file where the stack is large enough: the first thread of a process on Linux has as much as its limit
/// says, and needs no second heap.
fn whole(bytes: Vec<u8>, ending: &str, grids: bool) -> Inspected {
    if cfg!(target_os = "linux") { within(bytes, ending, 0, grids) } else { apart(bytes, ending, grids) }
}

/// Inspects a file that is so many files deep within others; beyond all measure it counts as not read.
fn within(bytes: Vec<u8>, ending: &str, depth: usize, grids: bool) -> Inspected {
    let kind = signature::kind(&bytes);
    if depth > limits::MAX_DEPTH {
        return Inspected { kind, ..Inspected::default() };
    }
    let mut budget = limits::Budget::new(depth, file::inspect, grids);
    let found = catch_unwind(AssertUnwindSafe(|| file::inspect(bytes, ending, &mut budget)));
    let found = found.unwrap_or_else(|_| Inspected { kind, fault: Some(Fault::Broken), ..Inspected::default() });
    Inspected { kind: named(found.kind, kind, ending), ..found }
}

/// What is known of a file that begins as one of this kind and was not read.
fn unread(kind: FileKind, ending: &str, fault: Fault) -> Inspected {
    Inspected { kind: named(FileKind::Unknown, kind, ending), fault: Some(fault), ..Inspected::default() }
}

/// The kind of a file: what was found, else what it begins as. An archive that did not open is what its name says, if that is
/// some archive: nothing speaks against it.
fn named(found: FileKind, begins: FileKind, ending: &str) -> FileKind {
    match (found, begins) {
        (FileKind::Unknown, FileKind::Zip) => {
            FileKind::of_ending(ending).filter(|named| named.is_archive()).unwrap_or(begins)
        }
        (FileKind::Unknown, begins) => begins,
        (found, _) => found,
    }
}
